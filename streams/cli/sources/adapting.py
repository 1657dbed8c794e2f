"""What was found, as a record to push: as it stands if it keeps the contract, else with its fields put right."""

from dataclasses import replace
from typing import Any, Final

import orjson

from streams.cli.sources.dates import rfc3339_of
from streams.cli.sources.reading import Found, Item, Reading
from streams.enrichment.mask import mask, stripped
from streams.records.articles import BOM, Article, Rejection, parse, short_hash

__all__ = ["item_of"]

_LONGEST_ID: Final = 512


def item_of(found: Found, reading: Reading) -> Item:
    """The record, with the article's id as key; or the problem."""
    if found.problem is not None:
        return Item(found.place, found.size, problem=found.problem)
    if reading.raw:
        return Item(found.place, found.size, _readable_key(found.value or b""), found.value)
    result = _as_it_stands(found, reading) or _adapted(found, reading)
    if isinstance(result, str):
        return Item(found.place, found.size, problem=result)
    article, value = result
    return _looked_through(Item(found.place, found.size, article.id.encode(), value), strip=reading.strip)


def _looked_through(item: Item, *, strip: bool) -> Item:
    """The item with its markup noted, or taken out; a text that is nothing but markup stays."""
    article = orjson.loads((item.value or b"").removeprefix(BOM))
    carrying = [name for name in ("title", "text") if article.get(name) and mask(article[name]).markup]
    if not carrying or not strip:
        return replace(item, markup=bool(carrying))
    article |= {name: stripped(article[name]) or article[name] for name in carrying}
    return replace(item, value=orjson.dumps(article))


def _as_it_stands(found: Found, reading: Reading) -> tuple[Article, bytes] | str | None:
    """None for what may become an article by other names, ids or dates."""
    if found.value is None or reading.names:
        return None
    article = parse(found.value, reading.limits)
    if isinstance(article, Article):
        return article, found.value
    return None if article.reason == "schema_violation" else _said(article)


def _adapted(found: Found, reading: Reading) -> tuple[Article, bytes] | str:
    try:
        fields = found.fields if found.fields is not None else orjson.loads(found.value or b"")
        value = orjson.dumps(_adapt(fields, reading)) if isinstance(fields, dict) else found.value
    except (orjson.JSONDecodeError, orjson.JSONEncodeError) as error:
        return f"invalid_json: expected JSON: {error}"
    except ValueError as error:
        return f"schema_violation: /published_at: {error}"
    article = parse(value, reading.limits)
    return (article, value or b"") if isinstance(article, Article) else _said(article) + _unmapped(fields, reading)


def _adapt(fields: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Names by the map, an id from the address where there is none, dates as RFC 3339."""
    taken = set(reading.names.values())
    article = {name: value for name, value in fields.items() if name not in taken}
    article |= {name: fields[column] for name, column in reading.names.items() if column in fields}
    name, url = article.get("id"), article.get("url")
    if isinstance(name, int | float) and not isinstance(name, bool):
        article["id"] = str(name)
    elif name in (None, "") and isinstance(url, str) and url:
        article["id"] = url if len(url) <= _LONGEST_ID else short_hash([url])
    when = article.get("published_at")
    if when is not None:
        article["published_at"] = rfc3339_of(when, reading.day_first) if str(when).strip() else None
    return article


def _unmapped(fields: Any, reading: Reading) -> str:
    """What of the map the record lacks: most often the reason why it is no article."""
    missing = [f"{name}={column}" for name, column in reading.names.items() if column not in fields]
    return f" (it has nothing for --map {' '.join(missing)})" if missing else ""


def _said(rejection: Rejection) -> str:
    return f"{rejection.reason}: {rejection.detail}"


def _readable_key(value: bytes) -> bytes | None:
    """The id, where the line is so much of an article that it has one."""
    try:
        name: Any = orjson.loads(value)["id"]
        return name.encode() if isinstance(name, str) else None
    except (ValueError, KeyError, TypeError, IndexError):
        return None
