"""What each header of an output means, for people: name to description and example."""

from collections.abc import Mapping
from typing import Final

__all__ = ["ACCUSATION_HEADERS", "OPTIONAL_HEADERS", "OUTPUT_HEADERS"]

_TYPE: Final = "What the value is, with the first number of its version."
_SCHEMA: Final = "`$id` of the value's JSON Schema, a name and no address."

OUTPUT_HEADERS: Final[Mapping[str, tuple[str, str]]] = {
    "ce_specversion": ("Version of CloudEvents.", "1.0"),
    "ce_id": (
        "Unique within `ce_source`: the event id, or of an enriched article a hash of article id and content id.",
        "614c88e65919b18da7ba0a8ae02900c8",
    ),
    "ce_type": (_TYPE, "ittiham.enriched.v1"),
    "ce_source": ("The coder: name, version, segmenter and lexicon.", "/ittiham/0.1.0/farasa-native/fe180e3fc45a"),
    "ce_time": ("Timestamp of the raw record, RFC 3339, UTC, milliseconds.", "2020-06-29T16:30:00.250Z"),
    "ce_dataschema": (_SCHEMA, "https://ittiham.example/schemas/1.1/enriched-article.schema.json"),
    "content-type": ("Always `application/json`.", "application/json"),
    "traceparent": (
        "W3C Trace Context of the raw record, where it had one.",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ),
    "tracestate": ("W3C Trace Context of the raw record, where it had one.", "vendor=value"),
}
"""Of both topics; CloudEvents' Kafka binding, binary mode."""

ACCUSATION_HEADERS: Final[Mapping[str, tuple[str, str]]] = {
    **OUTPUT_HEADERS,
    "ce_type": (_TYPE, "ittiham.accusation.v1"),
    "ce_dataschema": (_SCHEMA, "https://ittiham.example/schemas/1.1/accusation.schema.json"),
    "ittiham_type": ("Type of the event.", "accuse"),
    "ittiham_accusers": (
        "CAMEO codes, else countries, of the accusers, joined by commas; parties without either are left out.",
        "FRA,RUSGOV",
    ),
    "ittiham_accused": (
        "CAMEO codes, else countries, of the accused, joined by commas; parties without either are left out.",
        "TUR",
    ),
    "ittiham_negated": ("`true` or `false`: said not to have been made.", "false"),
    "ittiham_hypothetical": ("`true` or `false`: said to be possible, conditional, demanded or future.", "false"),
    "ittiham_confidence": ("Probability that type and parties are right, `0.00` to `1.00`.", "0.87"),
}

OPTIONAL_HEADERS: Final = ("traceparent", "tracestate", "ittiham_confidence")
"""Those that a record may lack."""
