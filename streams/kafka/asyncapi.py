"""AsyncAPI 3 of all topics, as the settings have them: where, which key, which headers, which values, for how long.

The document is about the worker: what it receives and sends. Pure; nothing is asked of a broker.
"""

from collections.abc import Mapping
from typing import Any, Final

from streams import __version__
from streams.kafka.topics import TopicSpec, topic_specs
from streams.records.bundling import bundled
from streams.records.contracts import load_schemas
from streams.records.header_fields import ACCUSATION_HEADERS, OPTIONAL_HEADERS, OUTPUT_HEADERS
from streams.settings import Settings

__all__ = ["asyncapi"]

_BINDING: Final = {"bindingVersion": "0.5.0"}
_SECURITY: Final = {
    "PLAIN": ("plain", {"type": "plain", "description": "SASL PLAIN: user name and password."}),
    "SCRAM-SHA-256": ("scramSha256", {"type": "scramSha256", "description": "SASL SCRAM-SHA-256."}),
    "SCRAM-SHA-512": ("scramSha512", {"type": "scramSha512", "description": "SASL SCRAM-SHA-512."}),
    "SSL": ("certificate", {"type": "X509", "description": "A client certificate, where the brokers ask for one."}),
}
_RAW: Final = ("raw", "rawArticle", "raw-article", "receive", "What producers push.")
_ENRICHED: Final = ("enriched", "enrichedArticle", "enriched-article", "send", "Each article, coded.")
_ACCUSATIONS: Final = ("accusations", "accusation", "accusation", "send", "Each accusation of each article.")
_DEAD: Final = ("deadLetters", "deadLetter", "dead-letter-headers", "send", "What could not be read, with the reason.")


def asyncapi(settings: Settings, examples: Mapping[str, Any]) -> dict[str, Any]:
    """The document. `examples` are one of each contract, by its name."""
    rows = list(zip((_RAW, _ENRICHED, _ACCUSATIONS, _DEAD), topic_specs(settings), strict=True))
    return {
        "asyncapi": "3.1.0",
        "info": {
            "title": "Ittiham",
            "version": __version__,
            "description": "Who accuses whom of what, as a stream of events from Arabic news. Records are compressed "
            f"({settings.compression}); read with isolation.level=read_committed.",
            "license": {"name": "MIT"},
        },
        "defaultContentType": "application/json",
        "servers": _servers(settings),
        "channels": {row[0]: _channel(row, spec, settings) for row, spec in rows},
        "operations": {f"{row[3]}{row[0][0].upper()}{row[0][1:]}": _operation(row, settings) for row, _ in rows},
        "components": {
            "messages": {row[1]: _message(row, examples) for row, _ in rows},
            "schemas": _schemas(),
            "securitySchemes": dict(_SECURITY.values()),
        },
    }


def _servers(settings: Settings) -> dict[str, Any]:
    protocol = settings.security_protocol
    names = [settings.sasl_mechanism] if protocol.startswith("SASL") else ["SSL"] if protocol == "SSL" else []
    server = {
        "host": settings.bootstrap_servers,
        "protocol": "kafka-secure" if protocol.endswith("SSL") else "kafka",
        "description": f"The brokers, {protocol}. Workers may use any of the security schemes below.",
    }
    security = [{"$ref": f"#/components/securitySchemes/{_SECURITY[name][0]}"} for name in names]
    return {"kafka": server | ({"security": security} if security else {})}


def _channel(row: tuple[str, ...], spec: TopicSpec, settings: Settings) -> dict[str, Any]:
    _, message, _, _, summary = row
    config: dict[str, Any] = {
        "cleanup.policy": [spec.config["cleanup.policy"]],
        "retention.ms": int(spec.config["retention.ms"]),
    }
    if limit := spec.config.get("max.message.bytes"):
        config["max.message.bytes"] = int(limit)
    kafka = {"topic": spec.name, "partitions": spec.partitions, "replicas": settings.replication_factor}
    stamped = " Timestamps are those of the broker." if "message.timestamp.type" in spec.config else ""
    return {
        "address": spec.name,
        "title": spec.name,
        "summary": summary,
        "description": f"Records of one article lie in one partition, in order.{stamped}",
        "messages": {message: {"$ref": f"#/components/messages/{message}"}},
        "bindings": {"kafka": kafka | {"topicConfiguration": config} | _BINDING},
    }


def _operation(row: tuple[str, ...], settings: Settings) -> dict[str, Any]:
    channel, message, _, action, summary = row
    group = {"groupId": {"type": "string", "enum": [settings.group_id]}} if action == "receive" else {}
    return {
        "action": action,
        "summary": summary,
        "channel": {"$ref": f"#/channels/{channel}"},
        "messages": [{"$ref": f"#/channels/{channel}/messages/{message}"}],
        "bindings": {"kafka": group | _BINDING},
    }


def _message(row: tuple[str, ...], examples: Mapping[str, Any]) -> dict[str, Any]:
    _, name, contract, _, summary = row
    schema, example = load_schemas()[contract], examples[contract]
    dead = contract == "dead-letter-headers"
    key = "The original key, if the record had one." if dead else "The article's id."
    message: dict[str, Any] = {"name": name, "title": schema["title"], "summary": summary}
    if dead:
        payload = {"title": "Original bytes", "description": "The raw record's value, untouched; a tombstone has none."}
        message |= {"contentType": "application/octet-stream", "payload": payload}
        message["headers"] = {"$ref": f"#/components/schemas/{contract}"}
        message["examples"] = [{"headers": example}]
    else:
        message |= {"contentType": "application/json", "payload": {"$ref": f"#/components/schemas/{contract}"}}
        message["examples"] = [{"payload": example}]
    if headers := {"enrichedArticle": OUTPUT_HEADERS, "accusation": ACCUSATION_HEADERS}.get(name):
        message["headers"] = _headers(headers)
    message["bindings"] = {"kafka": {"key": {"type": "string", "description": key}} | _BINDING}
    return message


def _headers(fields: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [name for name in fields if name not in OPTIONAL_HEADERS],
        "properties": {
            name: {"type": "string", "description": description, "examples": [example]}
            for name, (description, example) in fields.items()
        },
    }


def _schemas() -> dict[str, Any]:
    """The contracts, with what they share beside them: a document of AsyncAPI knows no `$defs`."""
    found: dict[str, Any] = {}
    for name in load_schemas():
        schema = bundled(name)
        found |= schema.pop("$defs", {})
        found[name] = {key: value for key, value in schema.items() if key not in ("$schema", "$id")} | {
            "x-dataschema": schema["$id"]
        }
    return {name: _at_home(schema) for name, schema in found.items()}


def _at_home(part: Any) -> Any:
    if isinstance(part, list):
        return [_at_home(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        key: value.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _at_home(value)
        for key, value in part.items()
    }
