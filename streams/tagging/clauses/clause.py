"""A clause, and what a chunk can be in one."""

from dataclasses import dataclass, field
from typing import Literal

from streams.tagging.chunk import Chunk

__all__ = ["Clause", "How", "Kind", "is_imperfect", "is_participle", "is_phrase"]

Kind = Literal[
    "main", "joined", "that", "relative", "bare", "free", "when", "hal", "participle", "quote", "aside", "chained"
]
How = Literal["after", "before", "head", "kept", "participle", "alone", ""]


@dataclass(slots=True, eq=False)
class Clause:
    """One clause. Numbers are indexes of chunks; the walk alone changes it."""

    kind: Kind
    """`main`; `joined` (with و to the clause `before`); `that` (after أن); `relative` (after الذي); `bare` (a relative
    without الذي: رجل يعمل); `free` (after من, ما); `when` (after بعدما, إذا, …); `hal` (circumstantial: وهو …);
    `participle` (مؤكدا …); `quote`; `aside` (between commas or brackets); `chained` (a verb that follows another's
    clause with nothing between)."""
    start: int
    number: int
    """Its place in the order of opening."""
    parent: "Clause | None" = None
    """The clause it stands in; None for a main one. One joined to another has the parent of that."""
    before: "Clause | None" = None
    """The clause that it is joined to, or the main clause of the sentence before."""
    head: int | None = None
    """The noun phrase that a relative qualifies."""
    predicate: int | None = None
    """Its verb or participle; None where it is nominal, or broken off."""
    pronoun: str = ""
    """What stands for the subject in أنه, وهو."""
    chunks: list[int] = field(default_factory=list)
    """Its own, those of clauses inside it left out."""


def is_phrase(chunk: Chunk) -> bool:
    """Whether a chunk is a noun phrase; of words of accusation only the defendant is: المتهم, للمتهمين."""
    if chunk.kind != "np":
        return False
    reading = chunk.reading
    return reading is None or (reading.trigger.part == "participle" and reading.proclitic in ("ال", "لل", "بال"))


def is_participle(chunk: Chunk) -> bool:
    """Whether a chunk is a participle that tells what the subject does meanwhile: مؤكدا, متهمة, موجها."""
    word, reading = chunk.word, chunk.reading
    if not chunk.bare or word.definite:
        return False
    if reading is not None:
        active = not reading.trigger.passive or reading.form.written.endswith("ا")
        return reading.trigger.part == "participle" and active
    alone = chunk.end == chunk.first + 1 and word.ending in ("ا", "ين", "ة", "ات")
    return alone and not word.lists.isdisjoint(("saying", "giving_participle"))


def is_imperfect(verb: Chunk) -> bool:
    """Whether a verb is written as an imperfect."""
    if verb.reading is not None:
        return verb.reading.form.tense != "past"
    return verb.word.stem[:1] in ("ي", "ت", "ن") and verb.word.ending not in ("ت", "تا")
