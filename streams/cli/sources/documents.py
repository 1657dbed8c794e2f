"""Files that are one article each: plain text, and pages of the web."""

from collections.abc import Iterator
from typing import BinaryIO

from streams.cli.sources.reading import Found, Reading, needs_feeds

__all__ = ["read_html", "read_text"]


def read_text(stream: BinaryIO, place: str, name: str, reading: Reading) -> Iterator[Found]:
    """A text file as an article: the file's name is its id; a first line followed by an empty one is its title."""
    content = stream.read(reading.longest + 1)
    size = len(content)
    if size > reading.longest:
        yield Found(place, size, problem=_too_large(reading))
        return
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").strip("\n")
    except UnicodeDecodeError as error:
        came = f"byte 0x{content[error.start]:02x} at offset {error.start}"
        yield Found(place, size, problem=f"invalid_utf8: expected UTF-8, got {came}")
        return
    title, gap, body = text.partition("\n\n")
    article = {"id": name, "text": text}
    if gap and "\n" not in title:
        article |= {"title": title, "text": body.lstrip("\n")}
    yield Found(place, size, fields=article)


def read_html(stream: BinaryIO, place: str, name: str, reading: Reading) -> Iterator[Found]:
    """The article of a page: its text without menus and footers, its title, author, day, site and address.

    The address that the page gives as its own is the article's id; without one the file's name is.
    """
    content = stream.read(reading.longest + 1)
    if len(content) > reading.longest:
        yield Found(place, len(content), problem=_too_large(reading))
        return
    page = needs_feeds("trafilatura").bare_extraction(content, with_metadata=True, include_comments=False)
    if page is None or not page.text:
        yield Found(place, len(content), problem="no_text: expected a page with an article, found none")
        return
    text = page.text.removeprefix(f"{page.title}\n")  # the headline stands above the text once more
    article = {"text": text, "title": page.title, "url": page.url, "source": page.sitename or page.hostname}
    article |= {"author": page.author, "language": page.language, "published_at": page.date}
    given = {field: value for field, value in article.items() if value}
    yield Found(place, len(content), fields=given if page.url else {"id": name, **given})


def _too_large(reading: Reading) -> str:
    return f"too_large: expected at most {reading.longest} bytes, got more"
