"""What is made for `schemas/`: the examples, by the stream's own steps, bundles of the schemas, AsyncAPI and its page.

`python -m tests.examples` writes them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from streams.cli.asyncapi_page import asyncapi_page
from streams.enrichment.enricher import Enriched
from streams.kafka.asyncapi import asyncapi
from streams.records.articles import Rejection
from streams.records.bundling import bundled
from streams.records.contracts import SCHEMA_VERSION, load_examples, load_schemas, schema_versions
from streams.records.outputs import Origin, dead_letter_headers
from streams.records.resources import resource_dir
from streams.settings import Settings
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


def bundles() -> Iterator[tuple[Path, bytes]]:
    """File to content of every schema in its bundled form."""
    for version in schema_versions():
        for name in load_schemas(version):
            path = resource_dir("schemas") / version / "bundled" / f"{name}.schema.json"
            yield path, orjson.dumps(bundled(name, version), option=orjson.OPT_INDENT_2) + b"\n"


def asyncapi_files() -> Iterator[tuple[Path, bytes]]:
    """File to content of the AsyncAPI document of the default settings, and of its page."""
    folder = resource_dir("schemas")
    document = asyncapi(Settings.model_construct(), load_examples())
    yield folder / "asyncapi.json", orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n"
    yield folder.parent / "docs" / "asyncapi.html", asyncapi_page(document).encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    for name, example in make_examples().items():
        _write(EXAMPLES / f"{name}.json", orjson.dumps(example, option=orjson.OPT_INDENT_2) + b"\n")
    for path, content in (*bundles(), *asyncapi_files()):
        _write(path, content)
