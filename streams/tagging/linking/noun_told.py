"""Accusations told of by ما, or by an indictment: ما ساقه X من اتهامات, بحسب لائحة الاتهام فإن Y."""

from streams.tagging.linking.arguments import after
from streams.tagging.linking.authors import authors
from streams.tagging.linking.noun import FROM, TO, Noun, pronoun_target, tries
from streams.tagging.linking.reference import meant
from streams.tagging.linking.sentence import Party
from streams.tagging.linking.subjects import main_subject
from streams.tagging.words import VERB

__all__ = ["answered", "convicting", "indicted", "of_what"]

_WHAT = frozenset(("ما", "لما", "مما", "بما", "فيما", "عما"))


def of_what(noun: Noun) -> bool:
    """Take the parties of the clause that the noun explains: ما خرج به X من اتهامات, ما تعرض له Y من انتقادات."""
    view = noun.view
    if view.chunks[noun.k].preposition != "من":
        return False
    for j in range(noun.k - 2, -1, -1):
        chunk, verb = view.chunks[j], view.chunks[j + 1]
        if chunk.kind in ("stop", "comma", "complementiser"):
            return False
        if chunk.kind in ("wh", "negation", "subordinator") and chunk.word.surface.removeprefix("و") in _WHAT:
            return verb.kind == VERB and _of_clause(noun, j + 1)
    return False


def _of_clause(noun: Noun, verb: int) -> bool:
    view = noun.view
    args = after(view, verb, (), 1)
    subject = next((g for g in args.bare if g[0] < noun.k and view.is_party(view.chunks[g[0]])), [])
    if view.listed(view.chunks[verb].word, "takes"):
        noun.accused = view.parties(subject or _topic(noun, verb)) or noun.accused
        noun.rule = "receives-accusation"
        return True
    group = subject or next((g for p, g in args.prepositional if g[0] < noun.k and _source(noun, p, g)), [])
    noun.accusers = authors(view, group) if group else _in_which(noun, verb)
    noun.rule = "told" if noun.accusers else noun.rule
    at = next((found for found in args.pronouns if found[0] in TO and found[2] < noun.k), None)
    if at is not None and not noun.accused:
        noun.accused = view.parties(pronoun_target(noun, at[1], [*group]), "same_sentence")  # ما وجهته إليه X
    return bool(noun.accusers)


def _source(noun: Noun, preposition: str, group: list[int]) -> bool:
    """ما صدر عن X, ما جاء في التقرير."""
    chunk = noun.view.chunks[group[0]]
    if preposition == "في":
        return noun.view.is_text(chunk)
    return preposition in ("عن", *FROM) and noun.view.is_party(chunk)


def _topic(noun: Noun, verb: int) -> list[int]:
    """لم يبال X بما تعرض له من انتقادات: who else the clause is about."""
    main = main_subject(noun.view, verb - 1)
    return main if main and noun.view.agrees(noun.view.chunks[verb], noun.view.chunks[main[0]], before=True) else []


def _in_which(noun: Noun, verb: int) -> list[Party]:
    """ما ورد فيه من اتهامات: the text, or the party, that the pronoun means."""
    view, behind = noun.view, noun.chunk(verb + 1)
    if behind is None or behind.kind != "pp" or behind.preposition not in ("في", "علي") or not behind.word.pronoun:
        return []
    texts = (j for j in range(verb - 2, -1, -1) if view.is_text(view.chunks[j]))
    text = next((j for j in texts if view.pronoun_fits(behind.word.pronoun, view.chunks[j])), None)
    group = [text] if text is not None else view.antecedent(behind.word.pronoun, verb - 1)
    return authors(view, group) if group else []


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


def indicted(noun: Noun) -> None:
    """بحسب لائحة الاتهام التي …، فإن Y …: of whom the indictment tells."""
    view = noun.view
    if noun.accused or not noun.legal:
        return
    for j in range(noun.k + 1, len(view.chunks) - 1):
        chunk, behind = view.chunks[j], view.chunks[j + 1]
        if chunk.kind == "stop":
            return
        if chunk.kind != "complementiser" or chunk.word.pronoun:
            continue
        first = j + 1 if behind.kind != "wh" else j + 2  # أن ما أقدم عليه Y
        last = first + 1 if behind.kind != "wh" else j + 6
        for i in range(first, min(last, len(view.chunks))):
            if view.chunks[i].bare and view.is_party(view.chunks[i]):
                noun.accused = view.parties(view.group(i))
                return
        return
