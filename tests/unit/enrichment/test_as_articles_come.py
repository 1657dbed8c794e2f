"""However an article comes, as a page, a mail, a PDF or a tweet, it says the same: the claims of the samples stay."""

import json
import random
import re
import textwrap
import time
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from streams import enrich
from streams.enrichment.datelines import without_datelines
from streams.enrichment.lines import unquoted, unwrapped
from streams.enrichment.mask import mask
from streams.enrichment.sentences import split
from tests.articles import samples

ARTICLES = [" ".join(sample["text"].split()) for sample in samples() if len(sample["text"]) > 200][:25]


def claims(text: str) -> list[Any]:
    """What is claimed, by ids that no markup may change."""
    events = enrich(text)["accusations"]
    return [(e["claim_id"], *([a["name"] for a in e[side]] for side in ("accusers", "accused"))) for e in events]


def some_words(text: str, change: Callable[[str], str]) -> str:
    draw = random.Random(7).random
    return " ".join(change(word) if word.isalpha() and draw() < 0.3 else word for word in text.split())


def entities(text: str) -> str:
    return "".join(f"&#{ord(letter)};" if letter > "\u0600" else letter for letter in text)


WAYS: dict[str, Callable[[str], str]] = {
    "bold": lambda text: some_words(text, lambda word: f"<b>{word}</b>"),
    "bold of Markdown": lambda text: some_words(text, lambda word: f"**{word}**"),
    "bold of forums": lambda text: some_words(text, lambda word: f"[b]{word}[/b]"),
    "tag inside a word": lambda text: some_words(text, lambda word: f"{word[:2]}<span class='x'>{word[2:]}</span>"),
    "link": lambda text: some_words(text, lambda word: f"<a href=\"/?a=1&b>2\" title='x > {word}'>{word}</a>"),
    "link of Markdown": lambda text: some_words(text, lambda word: f"[{word}](https://x.test/{word}_(1))"),
    "hashtag": lambda text: some_words(text, lambda word: f"#{word}"),
    "soft hyphen": lambda text: some_words(text, lambda word: f"{word[:2]}&shy;{word[2:]}"),
    "no-break space": lambda text: text.replace(" ", "&nbsp;"),
    "entities": entities,
    "entities, twice": lambda text: entities(text).replace("&", "&amp;"),
    "escapes of JSON": lambda text: json.dumps(text)[1:-1],
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "Persian letters": lambda text: text.replace("ك", "ک"),
    "mail": lambda text: " \n".join(textwrap.wrap(text, 72)),
    "quoted mail": lambda text: "\n".join(f"> {line}" for line in textwrap.wrap(text, 66)),
    "PDF": lambda text: "\r\n".join(textwrap.wrap(text, 44)),
    "br": lambda text: "<br>".join(textwrap.wrap(text, 60)),
    "br and break": lambda text: "<br />\n".join(textwrap.wrap(text, 80)),
    "break as text": lambda text: "\\n".join(textwrap.wrap(text, 70)),
    "paragraphs": lambda text: "<p>" + re.sub(r"(?<=[^\s.]{2}\.) ", "</p>\n<p>", text) + "</p>",
}


@pytest.mark.parametrize("way", WAYS)
def test_the_same_is_claimed(way: str) -> None:
    for text in ARTICLES:
        assert claims(WAYS[way](text)) == claims(text)


def test_they_claim_something() -> None:
    assert sum(len(claims(text)) for text in ARTICLES) > len(ARTICLES)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("بيروت (رويترز) - لام المجلس المقاول.", {"بيروت": "LBN", "رويترز": "reuters"}),
        ("عمان - بترا: لام المجلس المقاول.", {"عمان": "JOR"}),  # the town, not the state of that name
        ("طرابلس (لبنان) - لام المجلس المقاول.", {"طرابلس": "LBY", "لبنان": "LBN"}),
        ("الأمم المتحدة (نيويورك) - لام المجلس المقاول.", {"الأمم المتحدة": "united-nations", "نيويورك": "USA"}),
        ("كتب: محمد مرسي\nلام المجلس المقاول.", {}),  # whoever that is
        ("باريس (الفرنسية) - لام المجلس المقاول.", {"باريس": "FRA"}),  # an agency, no state
        ("ينبع 3 رجب 1436 هـ", {"ينبع": "SAU"}),
    ],
)
def test_datelines_name_places_and_agencies(text: str, named: dict[str, str]) -> None:
    article = enrich(text)
    assert {a["text"]: a["actor_id"] for a in article["actors"] if a["actor_id"]} == named
    assert not {a["text"] for event in article["accusations"] for a in event["accusers"]} & set(named)
    assert [a["start"] for a in article["actors"]] == sorted(a["start"] for a in article["actors"])


@pytest.mark.parametrize("unit", ["\n", "كتب: ", "في\n", "\nبيروت - ", "(\n"])
def test_linear_on_anything(unit: str) -> None:
    """As much as an article may hold of what may begin something: it took minutes."""
    text = unit * (240_000 // len(unit))
    begin = time.process_time()
    masked = without_datelines(unquoted(mask(text).text))
    spans = split(unwrapped(masked), filled=True)
    assert time.process_time() - begin < 10
    assert all(0 <= start < end <= len(text) for start, end in spans)
