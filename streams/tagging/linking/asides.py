"""Asides: between the parties of a verb (اتهم X، في بيان وقعه أمينه، Y), and naming some of many (بينهم محاسب)."""

from collections.abc import Callable, Iterator

from streams.tagging.linking.sentence import SentenceView
from streams.tagging.words import VERB

__all__ = ["after_aside", "asides", "before_aside"]

_AMONG = ("بين", "من بين", "من ضمن", "ضمن", "علي راس")
_PLURAL = ("هم", "ها", "هما", "هن")
_ENDS = ("comma", "stop", "complementiser", "subordinator")
_LONGEST = 18
"""Chunks of an aside between two commas."""
_OPENS = frozenset(("pp", "relative", "adverb", "time", "auxiliary", "subordinator"))
"""What an aside begins with, beside a noun phrase with a preposition and a pronoun with و (وهو عضو في)."""


def asides(view: SentenceView) -> frozenset[int]:
    """Chunks that stand in an aside which names some of many: from بينهم to the comma that closes it."""
    if view.asides is None:
        view.asides = frozenset(_among(view))
    return view.asides


def _among(view: SentenceView) -> Iterator[int]:
    inside = False
    opening = {j for j, chunk in enumerate(view.chunks) if chunk.kind == "pp" and chunk.preposition in _AMONG}
    for j in range(min(opening, default=len(view.chunks)), len(view.chunks)):
        chunk = view.chunks[j]
        if j in opening and chunk.word.pronoun in _PLURAL:
            inside = True
        elif chunk.kind in _ENDS:
            inside = False
        if inside:
            yield j


def after_aside(view: SentenceView, k: int, ahead: Callable[[int], bool]) -> int:
    """Where the clause goes on after the aside that comma `k` opens: at the first chunk after a comma for which `ahead`
    says that it may be the next argument. 0 if no aside begins here, or the clause does not go on after it."""
    chunks = view.chunks
    if k + 1 >= len(chunks) or not _opens_aside(view, k + 1):
        return 0
    for j in range(k + 2, min(k + _LONGEST, len(chunks) - 1)):
        kind = chunks[j].kind
        if kind == "stop" or chunks[j].word.surface == ":":
            return 0
        if kind == "comma" and j > k + 1:
            behind = chunks[j + 1]
            if behind.kind == VERB and behind.conjunction:
                return 0  # the sentence goes on with another verb
            if ahead(j + 1):
                return j + 1
    return 0


def before_aside(view: SentenceView, k: int) -> int:
    """Where the aside begins that a comma right before verb `k` closes: المقاول، الذي سبق أن أدين …، عاد; `k` if none.

    Only asides with a verb of their own are meant: others need no passing over.
    """
    chunks = view.chunks
    end = k - 1
    while end > 0 and chunks[end].kind in ("auxiliary", "negation", "adverb"):
        end -= 1
    if end < 0 or chunks[end].kind != "comma" or chunks[k].conjunction:
        return k
    for j in range(end - 1, max(0, end - _LONGEST), -1):
        if chunks[j].kind == "stop":
            break
        clause = chunks[j + 1].kind == "relative" or (chunks[j + 1].kind == "pronoun" and chunks[j + 1].conjunction)
        if chunks[j].kind == "comma" and clause:
            return j
    return k


def _opens_aside(view: SentenceView, j: int) -> bool:
    """Whether an aside may begin at chunk `j`: في بيان, بحسب مصدر, التي تضم, وهو عضو, وقد بدا, ردا على."""
    chunk = view.chunks[j]
    if chunk.kind == "np" and chunk.conjunction:
        return bool(chunk.word.pronoun) and chunk.bare and not view.is_party(chunk)  # ومقرها لندن
    if chunk.kind == "np":
        return bool(chunk.preposition)
    return chunk.kind in _OPENS or (chunk.kind == "pronoun" and chunk.conjunction)
