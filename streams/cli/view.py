"""Records as a person reads them: who accuses whom, and the sentence that says so; or one line for any other record."""

from collections.abc import Sequence
from typing import Any, Final

import click
import orjson

from streams.cli.rtl import RightToLeft, clean
from streams.enrichment.mask import readable

__all__ = ["accusation_lines", "dead_letter_line", "record_line"]

_NOBODY: Final = "(nobody named)"


def accusation_lines(event: dict[str, Any], rtl: RightToLeft) -> str:
    """An accusation event in three lines: the parties, what kind and whence, the evidence with its trigger marked."""
    arrow = " ↔ " if event["reciprocal"] else " → "
    if event["reciprocal"]:
        parties = arrow.join(_party(party, rtl) for party in event["accusers"]) or _NOBODY
    else:
        parties = _parties(event["accusers"], rtl) + arrow + _parties(event["accused"], rtl)
    sentence, trigger = readable(event["sentence"]["text"]), readable(event["trigger"]["text"])
    evidence = rtl.paragraph(sentence, trigger, lambda text: click.style(text, bold=True, fg="yellow"), indent="  ")
    return f"{parties}\n  {_circumstances(event, rtl)}\n{evidence}\n"


def _parties(parties: Sequence[dict[str, Any]], rtl: RightToLeft) -> str:
    return ", ".join(_party(party, rtl) for party in parties) or _NOBODY


def _party(party: dict[str, Any], rtl: RightToLeft) -> str:
    known = clean(party["name"] or "")
    code = party["cameo"] or party["country"]
    gloss = " ".join(part for part in (known, f"[{code}]" if code else "") if part)
    words = click.style(rtl.phrase(readable(party["text"])), bold=True)
    return f"{words} {gloss}" if gloss else words


def _circumstances(event: dict[str, Any], rtl: RightToLeft) -> str:
    kind = click.style(event["type"], fg="cyan")
    flags = [flag for flag in ("negated", "hypothetical") if event[flag]]
    sure = event.get("confidence")
    day = (event["published_at"] or "")[:10]
    whence = [rtl.phrase(event["source"])] if event["source"] else []
    return " · ".join(
        [
            kind,
            *flags,
            *([f"confidence {sure}"] if sure is not None else []),
            *([day] if day else []),
            *whence,
            clean(event["article_id"]),
        ]
    )


def dead_letter_line(key: bytes | None, headers: Sequence[tuple[str, bytes | None]]) -> str:
    """Reason, key and detail of a dead letter."""
    said = {name: _text(value) for name, value in headers}
    reason = click.style(said.get("ittiham_reason", "(no reason)"), fg="red")
    place = [said.get(f"ittiham_{name}") for name in ("topic", "partition", "offset")]
    whence = "  {}[{}]@{}".format(*place) if None not in place else ""
    return f"{reason}  {_text(key)}{whence}\n  {said.get('ittiham_detail', '')}"


def record_line(key: bytes | None, value: bytes | None, rtl: RightToLeft) -> str:
    """Key and title, or the beginning, of a raw or enriched article."""
    try:
        article = orjson.loads(value or b"")
        words = str(article.get("title") or article["text"][:100])
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"{_text(key)}  ({len(value or b'')} bytes that are no article)"
    events = article.get("accusations")
    count = f"  {len(events)} accusations" if isinstance(events, list) else ""
    return f"{_text(key)}  {rtl.phrase(readable(words))}{count}"


def _text(value: bytes | None) -> str:
    return "(no key)" if value is None else clean(value.decode(errors="replace"))
