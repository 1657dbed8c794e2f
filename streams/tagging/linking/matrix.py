"""The subject of the main clause, which a participle or a light verb at the sentence's end takes: قال X …، متهما Y."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.relatives import embedded, in_relative
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.linking.speakers import sender
from streams.tagging.linking.subjects import main_subject, subject_of
from streams.tagging.quoting import OPENING
from streams.tagging.words import VERB

__all__ = ["matrix_subject"]

_FAR = 4
"""Chunks after which a participle belongs to who speaks rather than to a verb of what is said."""


def matrix_subject(view: SentenceView, k: int, like: Chunk | None) -> list[int]:
    """The subject that the participle `like` at chunk `k` agrees with, of the main clause if a comma stands before it.

    What lies between (relative clauses, appositions, what was said after أن) is passed over. Empty if nobody is found.
    """
    if k and view.chunks[k - 1].bare and "voices" in view.chunks[k - 1].word.lists:
        like = None  # مرددين هتافات منددة
    apart = k > 0 and view.chunks[k - 1].kind in ("comma", "close")
    nearest: list[int] = []
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "stop" and chunk.word.surface == ".":
            break
        if chunk.kind == VERB and _refers_back(view, j) and (group := sender(view, j)) and _agrees(view, like, group):
            return group  # رسالة من النقيب رد فيها على الوزير، محملا
        if chunk.kind != VERB or in_relative(view, j) or _about_text(view, j):
            continue
        group = subject_of(view, j) or _driven(view, j, k, like)
        if not group or not _agrees(view, like, group):
            continue
        near = not apart and (k - j < _FAR or "speech" in chunk.word.groups)
        if near or not embedded(view, j):
            return group
        nearest = nearest or group
    if found := nearest or _whose_voice(view, k, like):
        return found
    main = main_subject(view, k)
    return main if main and (like is None or len(main) > 1 or _fits(view, like, main)) else []


def _fits(view: SentenceView, like: Chunk, group: list[int]) -> bool:
    """Whether a group may be what a participle is said of: not the government of منتقدا, the minister of منتقدة."""
    gender = view.core(view.chunks[group[0]]).gender
    reading = like.reading
    return reading is None or not gender or reading.form.number != "s" or gender == reading.form.gender


def _driven(view: SentenceView, j: int, k: int, like: Chunk | None) -> list[int]:
    """The object of verb `j`, which disagrees with it, where no subject is found: … دفعت الملك إلى الكلام نافيا."""
    nxt = view.chunks[j + 1] if j + 1 < k else None
    if like is None or like.reading is None or nxt is None or not nxt.bare or not view.is_named(nxt):
        return []
    disagrees = view.core(nxt).gender == "m" and view.chunks[j].word.gender == "f"
    return view.group(j + 1) if disagrees and like.reading.form.gender == "m" else []


def _refers_back(view: SentenceView, j: int) -> bool:
    """Whether فيه or فيها follows verb `j`."""
    nxt = view.chunks[j + 1] if j + 1 < len(view.chunks) else None
    return nxt is not None and nxt.kind == "pp" and nxt.preposition == "في" and bool(nxt.word.pronoun)


def _whose_voice(view: SentenceView, k: int, like: Chunk | None) -> list[int]:
    """تعالت أصوات السكان منددة: who speaks, where the participle agrees with what comes from them."""
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "stop":
            return []
        voice = chunk.bare and view.victim(chunk) and view.listed(chunk.word, "voices")
        if voice and (like is None or like.reading is None or like.reading.form.gender == "f"):
            return [j]
    return []


def _agrees(view: SentenceView, like: Chunk | None, group: list[int]) -> bool:
    """Whether a participle agrees with a group that names a party or a text."""
    chunk = view.chunks[group[0]]
    if not view.is_party(chunk) and not view.is_text(chunk):
        return False
    one = view.words[chunk.first].base in ("احد", "احدي")
    agrees = like is None or one or len(group) > 1 or view.agrees(like, chunk, before=True)
    return agrees or (like is not None and _named_so(view, chunk, like))


def _named_so(view: SentenceView, chunk: Chunk, like: Chunk) -> bool:
    """Whether a feminine participle agrees with the name in quotation marks: تنظيم «جبهة النصرة» … متهمة."""
    quoted = (i for i in range(chunk.first, chunk.end - 1) if view.words[i].surface in OPENING)
    return view.subject_of_form(like) == ("f", False) and any(view.words[i + 1].gender == "f" for i in quoted)


def _about_text(view: SentenceView, k: int) -> bool:
    """Whether verb `k` tells what became of a text: في بيان صادر عنها أمس تلقت الصحيفة نسخة منه."""
    if view.chunks[k].conjunction:
        return False
    for j in range(k - 1, -1, -1):
        chunk = view.chunks[j]
        if chunk.kind == "np" and chunk.preposition and view.is_text(chunk):
            return not chunk.word.definite
        issued = chunk.word.base.startswith("صادر")  # written like the verb of confiscating
        if not issued and chunk.kind not in ("pp", "adverb", "time") and not (chunk.kind == "np" and chunk.preposition):
            return False
    return False
