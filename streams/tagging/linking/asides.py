"""Asides that name some of those just spoken of: أوقفت الشرطة أربعة موظفين، بينهم محاسب، بتهمة."""

from streams.tagging.linking.sentence import SentenceView

__all__ = ["asides"]

_AMONG = ("بين", "من بين", "من ضمن", "ضمن", "علي راس")
_PLURAL = ("هم", "ها", "هما", "هن")
_ENDS = ("comma", "stop", "complementiser", "subordinator")


def asides(view: SentenceView, k: int) -> set[int]:
    """Chunks before chunk `k` that stand in such an aside: from بينهم to the comma that closes it."""
    found: set[int] = set()
    inside = False
    for j in range(k):
        chunk = view.chunks[j]
        if chunk.kind == "pp" and chunk.preposition in _AMONG and chunk.word.pronoun in _PLURAL:
            inside = True
        elif chunk.kind in _ENDS:
            inside = False
        if inside:
            found.add(j)
    return found
