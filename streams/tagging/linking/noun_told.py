"""Accusations told of by ما, or by an indictment: ما ساقه X من اتهامات, بحسب لائحة الاتهام فإن Y."""

from streams.tagging.linking.noun import Noun, tries
from streams.tagging.linking.reference import meant

__all__ = ["answered", "convicting"]


def answered(noun: Noun) -> None:
    """موقفه من الاتهامات, رد الوزير على انتقادات النواب: who answers is the one accused."""
    view, j = noun.view, noun.k - 1
    if j > 0 and view.chunks[j].kind == "pp" and not view.chunks[j].word.pronoun:
        j -= 1
    if noun.accused or noun.reading.form.number != "p" or j < 0 or not view.listed(view.chunks[j].word, "answering"):
        return
    chunk = view.chunks[j]
    if chunk.word.pronoun:
        noun.accused = view.parties(meant(view, chunk.word.pronoun, j), "same_sentence")
    elif view.victim(chunk):
        noun.accused = view.parties([j])


def convicting(noun: Noun) -> None:
    """تضمن الحكم الصادر عن محكمة عدن إدانة X: the court from which the verdict came."""
    if noun.accusers or noun.reading.trigger.lemma != "ادانة":
        return
    for j in range(noun.k - 1, 0, -1):
        chunk = noun.view.chunks[j]
        if chunk.kind == "stop":
            return
        issued = chunk.preposition in ("عن", "من") and chunk.first > 1
        if issued and noun.view.words[chunk.first - 2].base.startswith("صادر") and tries(noun.view, [j]):
            noun.accusers, noun.legal = noun.view.parties([j]), True
            return
