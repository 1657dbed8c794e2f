"""The actor lexicon: text files a linguist edits (see README.md beside this file), read into tables for matching."""

from streams.tagging.lexicon.lexicon import BUILT_IN, Lexicon
from streams.tagging.lexicon.records import (
    HEAD,
    KINDS,
    Affiliation,
    AgentNoun,
    Alias,
    Entry,
    LexiconError,
    Modifier,
    Nisba,
    Source,
)

__all__ = [
    "BUILT_IN",
    "HEAD",
    "KINDS",
    "Affiliation",
    "AgentNoun",
    "Alias",
    "Entry",
    "Lexicon",
    "LexiconError",
    "Modifier",
    "Nisba",
    "Source",
]
