"""`from streams import enrich`: its documentation is true, and it gives what the worker publishes."""

import doctest
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import orjson
import pytest

from streams import enrich
from streams.enrichment import library
from streams.enrichment.enricher import Enriched
from streams.records.contracts import load_contract
from tests.articles import enrich_all, make_enricher, samples


def test_the_examples_of_its_documentation_hold() -> None:
    found = doctest.testmod(library)
    assert found.failed == 0
    assert found.attempted > 4


def test_it_gives_what_the_worker_publishes() -> None:
    articles = samples()[:10]
    published = enrich_all(make_enricher(), [orjson.dumps(article) for article in articles])
    for article, expected in zip(articles, published, strict=True):
        assert isinstance(expected, Enriched)
        assert orjson.dumps(enrich(article)) == expected.outputs[0].value


async def test_it_may_be_called_while_an_event_loop_runs() -> None:
    """As in a notebook."""
    assert enrich("اتهمت فرنسا تركيا بتأجيج الصراع.")["accusations"]


def test_types_name_the_fields_of_the_contract() -> None:
    contract = load_contract("enriched-article").schema
    assert set(library.EnrichedArticle.__annotations__) == set(contract["properties"])


@pytest.mark.parametrize("article", [{}, {"text": 3}, {"text": "x", "published_at": "today"}])
def test_what_is_no_article_is_said_to_be_none(article: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^schema_violation: /"):
        enrich(article)


def test_importing_the_package_loads_nothing() -> None:
    code = "import streams, sys; sys.exit(any('tagging' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
