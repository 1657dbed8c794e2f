"""The examples in `schemas/`, made by the stream's own steps; `python -m tests.examples` writes them."""

from typing import Any

import orjson

from streams.enrichment.enricher import Enriched
from streams.records.articles import Rejection
from streams.records.contracts import SCHEMA_VERSION
from streams.records.outputs import Origin, dead_letter_headers
from streams.records.resources import resource_dir
from tests.articles import enrich_all, make_enricher

EXAMPLES = resource_dir("schemas") / SCHEMA_VERSION / "examples"

RAW = {
    "id": "example-1",
    "title": "باريس تندد بالهجوم",
    "text": "اتهمت فرنسا تركيا بتأجيج الصراع. ونفت أنقرة الاتهامات الفرنسية.",
    "url": "https://example.org/example-1",
    "source": "صحيفة المثال",
    "published_at": "2020-06-29T18:30:00+02:00",
    "desk": "world",
}


def make_examples() -> dict[str, dict[str, Any]]:
    """Name of the contract to example."""
    (result,) = enrich_all(make_enricher(), [orjson.dumps(RAW)])
    assert isinstance(result, Enriched)
    rejection = Rejection("invalid_json", "expected JSON: unexpected end of data: line 1 column 9 (char 8)")
    letter = dead_letter_headers(rejection, Origin("articles.raw", 3, 1729, 1593448200.25))
    return {
        "raw-article": RAW,
        "enriched-article": orjson.loads(result.outputs[0].value),
        "accusation": orjson.loads(result.outputs[2].value),
        "dead-letter-headers": {name: (value or b"").decode() for name, value in letter},
    }


if __name__ == "__main__":
    EXAMPLES.mkdir(exist_ok=True)
    for name, example in make_examples().items():
        (EXAMPLES / f"{name}.json").write_bytes(orjson.dumps(example, option=orjson.OPT_INDENT_2) + b"\n")
