"""What is done to somebody on a charge, in a verbal noun: اعتقال X بتهمة, القبض على X بتهمة, بطلب من القضاء."""

from streams.tagging.linking.asides import asides
from streams.tagging.linking.noun import Noun

__all__ = ["act_before", "many_acts", "sufferer"]


def act_before(noun: Noun, verb: int | None) -> int | None:
    """The chunk of the nearest such verbal noun between the governing verb and the noun, or None."""
    view, apart = noun.view, asides(noun.view)
    for j in range(noun.k - 1, -1 if verb is None else verb, -1):
        chunk = view.chunks[j]
        if chunk.kind == "stop":
            return None
        if chunk.kind != "np" or j in apart or chunk.head in view.known:
            continue
        if view.holds("charged_act", chunk.head, chunk.end):
            return j
    return None


def sufferer(noun: Noun, act: int) -> list[int]:
    """Whom the act befalls: in its construct, or after على; after the body that does it, the next party."""
    view, chunk = noun.view, noun.view.chunks[act]
    nxt = noun.chunk(act + 1)
    if nxt is None or act + 1 == noun.k:
        return [act] if view.victim(chunk) else []
    if view.victim(chunk):
        tail = view.tail(chunk)
        body = view.listed(view.words[tail], "police") or view.holds("tribunal", tail, chunk.end)
        return view.group(act + 1) if body and nxt.bare and view.is_party(nxt) else [act]
    on = nxt.preposition in ("علي", "بحق", "ل") and nxt.kind == "np" and view.is_party(nxt)
    return view.group(act + 1) if on else []


def many_acts(noun: Noun, act: int) -> bool:
    """Whether it speaks of such acts in general: الإعدامات, الاعتقالات."""
    view, chunk = noun.view, noun.view.chunks[act]
    acts = [view.words[i] for i in range(chunk.head, chunk.end) if view.listed(view.words[i], "charged_act")]
    return any(word.ending == "ات" for word in acts)
