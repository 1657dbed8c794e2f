"""The topic of a sentence, which the next one may leave out: وأضاف … واتهم المعارضة."""

from streams.tagging.linking.sentence import Link, SentenceView
from streams.tagging.types import Actor
from streams.tagging.words import VERB

__all__ = ["topic_accuser"]

_FEMININE_KINDS = frozenset(("state", "organisation", "intergovernmental"))


def topic_accuser(view: SentenceView, k: int, link: Link, topic: Actor) -> tuple[Actor, ...]:
    """The topic, if verb `k` opens its sentence, is active, has no subject in it, and agrees as far as kinds tell.

    `topic`: the first actor of the last sentence that names any.
    """
    chunk = view.chunks[k]
    opens = k == 0 or (k == 1 and view.chunks[0].kind == "subordinator")
    if chunk.kind != VERB or chunk.reading is None or not opens or link.rule not in ("verb-object", "pronoun-object"):
        return ()
    form = chunk.reading.form
    if form.person != 3 or form.number != "s":
        return ()
    agrees = topic.kind == "person" if form.gender == "m" else topic.kind in _FEMININE_KINDS
    return (topic._replace(antecedent="previous_sentence"),) if agrees else ()
