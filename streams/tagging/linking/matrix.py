"""The subject of the main clause, which a participle or a light verb at the sentence's end takes: قال X …، متهما Y."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.relatives import embedded, in_relative
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.linking.subjects import main_subject, subject_of
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
        if chunk.kind != VERB or in_relative(view, j):
            continue
        group = subject_of(view, j) or _driven(view, j, k, like)
        if not group or not _agrees(view, like, group):
            continue
        near = not apart and (k - j < _FAR or "speech" in chunk.word.groups)
        if near or not embedded(view, j):
            return group
        nearest = nearest or group
    if found := nearest:
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


def _agrees(view: SentenceView, like: Chunk | None, group: list[int]) -> bool:
    """Whether a participle agrees with a group that names a party or a text."""
    chunk = view.chunks[group[0]]
    if not view.is_party(chunk) and not view.is_text(chunk):
        return False
    one = view.words[chunk.first].base in ("احد", "احدي")
    return like is None or one or len(group) > 1 or view.agrees(like, chunk, before=True)
