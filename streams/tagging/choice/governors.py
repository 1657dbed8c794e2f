"""What the verb or noun that governs a word of accusation does with it: gives, receives, arrests, says."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.sentence import SentenceView

__all__ = ["adjective_of", "governor_class", "nominal_class"]

_VERBS = (
    ("gives", "G"),
    ("deals_out", "G"),
    ("faces", "F"),
    ("takes", "F"),
    ("undergoes", "F"),
    ("reaches", "F"),
    ("makes", "M"),
    ("arrests", "A"),
    ("seizes", "A"),
    ("judges", "J"),
    ("punishes", "J"),
)
"""Lists of verbs and the letter of their class, the first that holds."""
_NOUNS = (
    ("giving", "G"),
    ("gives", "G"),
    ("receiving", "R"),
    ("willing", "W"),
    ("deed_of", "D"),
    ("bearing", "P"),
    ("charged_act", "c"),
)
_ADJECTIVES = (("addressed", "to"), ("issuing", "by"), ("mutual", "each"))
_SHORT = 2


def governor_class(chunk: Chunk) -> str:
    """`G`ives, `F`aces, `M`akes, `A`rrests, `J`udges, `T` for a word of accusation, `S`ays, or `v`."""
    if chunk.reading is not None:
        return "T"
    lists = chunk.word.lists
    found = next((letter for name, letter in _VERBS if name in lists), "")
    return found or ("S" if "speech" in chunk.word.groups else "v")


def nominal_class(view: SentenceView, phrase: Chunk) -> str:
    """`G`iving, `R`eceiving, `W`illing, `D`oing, `P`ointing, a `c`harged act, act `V`, te`x`t, `p`arty, `o`ther."""
    lists = phrase.word.lists
    found = next((letter for name, letter in _NOUNS if name in lists), "")
    if found:
        return found
    return "V" if view.is_thing(phrase) else "x" if view.is_text(phrase) else "p" if view.is_party(phrase) else "o"


def adjective_of(view: SentenceView, k: int) -> str:
    """The participle that says how an accusation goes: `to` (الموجهة), `by` (الصادرة), `each` (متبادلة), or `-`."""
    for chunk in view.chunks[k + 1 : k + 3]:
        if chunk.kind == "np" and chunk.end - chunk.first <= _SHORT:
            lists = view.words[chunk.first].lists
            found = next((value for name, value in _ADJECTIVES if name in lists), "")
            if found:
                return found
    return "-"
