"""A document of AsyncAPI as one page that needs nothing from anywhere: no script, no font, no network."""

import json
from collections.abc import Iterator
from html import escape
from typing import Any, Final

__all__ = ["asyncapi_page"]

_STYLE: Final = """
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}
h1,h2,h3{line-height:1.2}h2{border-top:1px solid #ccc;padding-top:1rem;margin-top:2.5rem}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}th,td{border:1px solid #ccc;padding:.35rem .6rem;
text-align:left;vertical-align:top}td:last-child{overflow-wrap:anywhere}th{background:#f2f2f2}
code,pre{font:14px/1.5 ui-monospace,monospace}
pre{background:#f6f6f6;border:1px solid #ddd;padding:.8rem;overflow:auto;max-height:30rem}nav a{margin-right:1rem}
@media(prefers-color-scheme:dark){body{background:#181818;color:#eee}th{background:#2a2a2a}pre{background:#222}
a{color:#8ab4f8}
th,td,pre,h2{border-color:#444}}
"""


def asyncapi_page(document: dict[str, Any]) -> str:
    """HTML of a document, whose references all point into itself."""
    info = document["info"]
    parts = [
        f"<h1>{escape(info['title'])} {escape(info['version'])}</h1><p>{_prose(info['description'])}</p>",
        "<nav>" + "".join(f'<a href="#{name}">{escape(c["address"])}</a>' for name, c in document["channels"].items()),
        "</nav><h2>Brokers</h2>",
        _table(("Name", "Host", "Protocol", "Security"), _servers(document)),
    ]
    for name, operation in document["operations"].items():
        parts += _channel(document, name, operation)
    body = "\n".join(parts)
    title = escape(info["title"])
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}: topics and records</title>\n'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>\n'
        f"<body>\n{body}\n</body></html>\n"
    )


def _servers(document: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    schemes = ", ".join(scheme["type"] for scheme in document["components"]["securitySchemes"].values())
    for name, server in document["servers"].items():
        used = [_resolve(document, security)["type"] for security in server.get("security", [])]
        yield name, server["host"], server["protocol"], ", ".join(used) or f"none as it is set; can be {schemes}"


def _channel(document: dict[str, Any], name: str, operation: dict[str, Any]) -> Iterator[str]:
    channel = _resolve(document, operation["channel"])
    kafka = channel["bindings"]["kafka"]
    config = kafka["topicConfiguration"]
    place = operation["channel"]["$ref"].rpartition("/")[2]
    who = "The worker reads it" if operation["action"] == "receive" else "The worker writes it"
    yield f'<h2 id="{place}">{escape(channel["address"])}</h2>'
    yield f"<p>{_prose(channel['summary'])} {_prose(channel['description'])} {who} (operation <code>{name}</code>).</p>"
    facts = [
        ("Partitions", str(kafka["partitions"])),
        ("Replicas", str(kafka["replicas"])),
        ("Retention", f"{config['retention.ms'] / 86_400_000:g} days"),
        ("Cleanup", ", ".join(config["cleanup.policy"])),
    ]
    if "max.message.bytes" in config:
        facts.append(("Largest record", f"{config['max.message.bytes']:,} bytes"))
    for reference in operation["messages"]:
        message = _resolve(document, _resolve(document, reference))
        facts.append(("Key", message["bindings"]["kafka"]["key"]["description"]))
        yield _table(("", ""), facts)
        yield from _message(document, message)


def _message(document: dict[str, Any], message: dict[str, Any]) -> Iterator[str]:
    kind = f"<code>{message['contentType']}</code>"
    yield f"<h3>{escape(message['title'])}</h3><p>{_prose(message['summary'])} {kind}</p>"
    for part, title in (("headers", "Headers"), ("payload", "Value")):
        if schema := _resolve(document, message.get(part, {})):
            said = schema.get("description", "")
            yield f"<h4>{title}</h4><p>{_prose(said)}</p>"
            if rows := list(_fields(document, schema)):
                yield _table(("Name", "Type", "", "Meaning", "Example"), rows)
    for example in message["examples"]:
        text = json.dumps(example, ensure_ascii=False, indent=2)
        yield f'<h4>Example</h4><pre dir="auto">{escape(text)}</pre>'


def _fields(document: dict[str, Any], schema: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, ...]]:
    """A row for each field, those of objects and lists after it."""
    schema = _merged(document, schema)
    for name, rule in schema.get("properties", {}).items():
        field = _merged(document, rule)
        items = _merged(document, field.get("items", {}))
        kind = field.get("type", "")
        words = " or ".join(kind) if isinstance(kind, list) else kind
        values = ", ".join(map(str, field.get("enum", ())))
        short = field.get("examples", [""])[0]
        yield (
            prefix + name,
            f"{words}: {values}" if values else words,
            "required" if name in schema.get("required", ()) else "",
            field.get("description", ""),
            "" if isinstance(short, dict | list) else json.dumps(short, ensure_ascii=False),
        )
        yield from _fields(document, field, f"{prefix}{name}.")
        yield from _fields(document, items, f"{prefix}{name}[].")


def _merged(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with what it refers to, or is made of, in one."""
    whole = dict(_resolve(document, schema))
    for part in whole.pop("allOf", ()):
        base = _merged(document, part)
        whole = (
            base
            | whole
            | {"properties": base.get("properties", {}) | whole.get("properties", {})}
            | {"required": [*base.get("required", ()), *whole.get("required", ())]}
        )
    return whole


def _resolve(document: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in part:
        return part
    found: Any = document
    for step in part["$ref"].split("/")[1:]:
        found = found[step]
    return _resolve(document, found)


def _table(head: tuple[str, ...], rows: Any) -> str:
    titles = f"<tr>{''.join(f'<th>{title}</th>' for title in head)}</tr>" if any(head) else ""
    lines = ("".join(f'<td dir="auto">{_prose(cell)}</td>' for cell in row) for row in rows)
    return f"<table>{titles}{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _prose(text: str) -> str:
    """Escaped, with what stands between backquotes as code."""
    pieces = escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if number % 2 else piece for number, piece in enumerate(pieces))
