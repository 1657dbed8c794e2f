"""The subject that follows its verb: the first bare noun phrase, or a pronoun that stresses it."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.sentence import SentenceView

__all__ = ["as_suffix", "pronoun_behind", "quoted_source", "subject_behind"]

_CITED = 6
"""Chunks from a verb of citing to who is cited."""


def subject_behind(view: SentenceView, k: int) -> list[int]:
    """The first bare noun phrase after verb `k` if it agrees; empty if not."""
    verb = view.chunks[k]
    bare = after(view, k, (), 2).bare
    if len(bare) == 1 and view.listed(verb.word, "describes") and view.chunks[bare[0][0]].word.pronoun:
        return []  # ووصف دفاعها بالمتهافت
    for group in bare[:1]:
        chunk = view.chunks[group[0]]
        sure = view.is_party(chunk) or view.is_text(chunk) or not verb.word.ambiguous
        if sure and chunk.reading is None and view.agrees(verb, chunk, before=False):
            return group
    return []


def quoted_source(view: SentenceView, k: int) -> list[int]:
    """Who speaks where verb `k` only cites: نقلت الوكالة عن الوزير قوله إن, نسبت إليه القول; empty if nobody."""
    if "cites" not in view.chunks[k].word.lists:
        return []
    for j in range(k + 1, min(k + _CITED, len(view.chunks) - 1)):
        chunk, nxt = view.chunks[j], view.chunks[j + 1]
        if chunk.preposition not in ("عن", "الي"):
            continue
        says = nxt.kind == "complementiser" or (nxt.bare and view.listed(nxt.word, "words_of"))
        if says and chunk.kind == "np" and view.is_party(chunk):
            return view.group(j)
    return []


def pronoun_behind(view: SentenceView, k: int) -> list[int] | None:
    """Whom هو right after verb `k` means, which stresses its subject (فيما يحمل هو المفتشين …); None without one."""
    nxt = view.chunks[k + 1] if k + 1 < len(view.chunks) else None
    if nxt is None or nxt.kind != "pronoun" or nxt.conjunction or nxt.word.base not in ("هو", "هي", "هم"):
        return None
    return view.antecedent(as_suffix(nxt.word.base), k)


def as_suffix(pronoun: str) -> str:
    """A pronoun that stands alone as it is written onto a word: هو is ه."""
    return {"هو": "ه", "هي": "ها", "هم": "هم", "هما": "هما", "هن": "هن"}.get(pronoun, pronoun)
