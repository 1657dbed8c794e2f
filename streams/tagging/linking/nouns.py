"""Accusations by a verbal noun: اتهامات X لـ Y, وجّه X التهم إلى Y, يواجه Y انتقادات من X, بتهمة, تبادل الاتهامات."""

from streams.tagging.clause import Chunk
from streams.tagging.linking.objects import accused_of_act, accused_of_denial
from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.sentence import Link, Party, SentenceView
from streams.tagging.linking.standing import stands_alone
from streams.tagging.linking.subjects import authors, head_of_relative, left_subject, main_subject, patient
from streams.tagging.triggers import Reading
from streams.tagging.words import VERB

__all__ = ["link_noun"]

_TO = ("ل", "الي", "ضد", "بحق", "تجاه", "علي", "نحو", "حيال", "في حق")
_FROM = ("من", "من قبل", "من جانب", "علي لسان", "من طرف")
_LEGAL_HEADS = ("لاءحه", "قرار", "مذكره", "صحيفه", "لواءح")
_CONTROL = ("ب", "علي", "عبر", "ل", "الي", "عن", "من خلال")
"""Prepositions with which a verb or noun governs a verbal noun: بدأ باتهام, أصر على اتهام."""


class _Noun:
    """What is gathered about one verbal noun."""

    __slots__ = ("accused", "accusers", "adjacent", "content", "k", "legal", "light", "reading", "rule", "view")

    def __init__(self, view: SentenceView, k: int, reading: Reading) -> None:
        self.view = view
        self.k = k
        self.reading = reading
        self.accusers: list[Party] = []
        self.accused: list[Party] = []
        self.content: tuple[int, int] | None = None
        self.rule = "verbal-noun"
        self.legal = False
        self.light: int | None = None
        """The verb with which the accusation is made: وجّه, ألقى."""
        self.adjacent = k + 1

    def chunk(self, j: int) -> Chunk | None:
        """Chunk `j`, or None outside the sentence."""
        return self.view.chunks[j] if 0 <= j < len(self.view.chunks) else None


def link_noun(view: SentenceView, k: int, reading: Reading) -> Link:
    """Find the parties of the verbal noun at chunk `k`, read as `reading`."""
    noun = _Noun(view, k, reading)
    if reading.trigger.type == "deny":
        return _denial(noun)
    if _mutual(noun):
        return Link("mutual", noun.accusers, list(noun.accusers), noun.content, reciprocal=True)
    _legal_head(noun)
    _construct(noun)
    _after(noun)
    if reading.trigger.lemma == "تهمة" and reading.preposition == "ب":
        _on_charge(noun)
    else:
        _governing(noun)
    link = Link(noun.rule, noun.accusers, noun.accused, noun.content, legal=noun.legal)
    link.keep = bool(noun.accused or (noun.accusers and reading.trigger.lemma not in ("لوم", "لائمة"))) or stands_alone(view, k, reading, noun.content)
    return link


# --- mutual -----------------------------------------------------------------------------------------------------------


def _mutual(noun: _Noun) -> bool:
    """تبادل X و Y الاتهامات; اتهامات متبادلة بين X و Y. Takes the parties."""
    view, k = noun.view, noun.k
    verb = next((j for j in range(k - 1, max(-1, k - 8), -1) if _is_mutual(view.chunks[j])), None)
    nxt = noun.chunk(k + 1)
    adjective = nxt is not None and nxt.kind == "np" and nxt.word.stem.startswith("متبادل")
    if verb is None and not adjective:
        return False
    for j in range(k + 1, min(k + 5, len(view.chunks))):
        chunk = view.chunks[j]
        if chunk.kind == "np" and chunk.preposition == "بين" and len(group := view.group(j)) > 1:
            noun.accusers = view.parties(group)
            return True
    if verb is None:
        return False
    chunk = view.chunks[verb]
    if chunk.kind == VERB:
        for j in range(verb + 1, k):
            group = view.group(j)
            if view.chunks[j].bare and (len(group) > 1 or view.chunks[j].word.ending in ("ان", "ين") or view.chunks[j].word.plural):
                noun.accusers = view.parties(group)
                return True
        subject = left_subject(view, verb)
        noun.accusers = view.parties(subject.group if subject else patient(view, verb))
        return bool(noun.accusers)
    if chunk.kind == "np" and chunk.end - chunk.first > 1:
        noun.accusers = [Party(chunk.first + 1, chunk.end), *view.parties(view.group(verb)[1:])]
        return len(noun.accusers) > 1
    return False


def _is_mutual(chunk: Chunk) -> bool:
    return any(chunk.word.stem.endswith(form) or chunk.word.base.startswith(form) for form in ("تبادل", "تراشق", "تقاذف")) and chunk.reading is None


# --- what stands beside the noun --------------------------------------------------------------------------------------


def _legal_head(noun: _Noun) -> None:
    """لائحة اتهام, قرار الاتهام."""
    before = noun.chunk(noun.k - 1)
    if before is not None and before.kind == "np" and before.word.base in _LEGAL_HEADS and noun.reading.trigger.lemma == "اتهام":
        noun.legal = True


def _construct(noun: _Noun) -> None:
    """The pronoun or noun phrase in the construct with the noun, and adjectives after it."""
    view, k, reading = noun.view, noun.k, noun.reading
    nxt = noun.chunk(k + 1)
    if reading.pronoun:
        _possessor(noun)
        return
    if nxt is None or not nxt.bare or nxt.reading is not None or nxt.conjunction:
        return
    if _unsplit_to(nxt) and not reading.definite and nxt.head not in view.known:
        noun.accused = view.parties(view.group(k + 1))
        noun.adjacent = k + 2
        return
    if _adjective(noun, nxt):
        noun.adjacent = k + 2
        return
    if nxt.head in view.states and nxt.word.nisba and nxt.first == view.chunks[k].end and nxt.word.definite == reading.definite:
        noun.accusers = [Party(nxt.head, nxt.head + 1)]
        noun.adjacent = k + 2
        noun.rule = "verbal-noun-nisba"
        return
    if reading.definite:
        if not view.is_party(nxt):
            noun.adjacent = k + 2
        return
    group = view.group(k + 1)
    noun.adjacent = group[-1] + 1
    if reading.trigger.lemma == "تهمة" or not view.is_party(nxt) and (reading.form.number == "p" or reading.trigger.lemma == "تهمة" or view.is_thing(nxt)):
        _act_in_construct(noun, nxt)
        return
    _party_in_construct(noun, group)


def _unsplit_to(nxt: Chunk) -> bool:
    """Whether a foreign name has an ل before it that Farasa did not cut: اتهامات لكراديتش."""
    word = nxt.word
    return word.surface.startswith("ل") and len(word.surface) > 5 and not word.groups and not word.preposition and not word.ending


def _adjective(noun: _Noun, nxt: Chunk) -> bool:
    """Whether the word after the noun only qualifies it: اتهامات خطيرة, هجوما قويا, انتقادات أخرى."""
    word = nxt.word
    if noun.reading.definite or word.definite or nxt.head in noun.view.known or word.groups & {"party", "title"}:
        return False
    if noun.reading.form.written.endswith("ا") or noun.view.listed(word, "words_of_attack"):
        return True
    return word.base in ("اخري", "اخر", "عده") or (word.ending in ("ة", "ا") and not word.groups and nxt.first == nxt.head and not word.pronoun)


def _act_in_construct(noun: _Noun, nxt: Chunk) -> None:
    """تهم القتل, اتهامات التعذيب, إدانة الهجوم."""
    view = noun.view
    if noun.reading.trigger.type == "condemn":
        if nxt.head in view.states or nxt.word.nisba or not nxt.word.definite and nxt.word.ending in ("ة", "ات") and not nxt.word.groups:
            return
        noun.accused = accused_of_act(view, [noun.k + 1], Arguments(end=noun.adjacent))
        return
    if nxt.word.definite or nxt.word.groups & {"suffered", "thing"}:
        noun.content = (nxt.first, view.clause_end(noun.k + 1))


def _party_in_construct(noun: _Noun, group: list[int]) -> None:
    view, reading = noun.view, noun.reading
    parties = view.parties(group)
    behind = noun.chunk(noun.adjacent)
    to = behind is not None and (
        (behind.kind == "np" and behind.preposition in ("ل", "ضد", "بحق", "تجاه") and (view.is_party(behind) or reading.form.number == "p"))
        or (behind.kind == "pp" and behind.preposition in _TO[:5] and bool(behind.word.pronoun))
    )
    second = behind is not None and behind.bare and view.is_party(behind) and behind.reading is None and not behind.conjunction
    if reading.trigger.type == "condemn":
        if to or second or reading.form.number == "p" or _objects_by_preposition(noun, behind):
            noun.accusers, noun.rule = parties, "verbal-noun-subject"
        else:
            noun.accused = accused_of_act(view, group, Arguments(end=noun.adjacent))
        if second and behind is not None:
            noun.accused = view.parties(view.group(noun.adjacent))
        return
    if to or second or reading.form.number == "p":
        noun.accusers, noun.rule = parties, "verbal-noun-subject"
        if second and behind is not None:
            noun.accused = view.parties(view.group(noun.adjacent))
    else:
        noun.accused, noun.rule = parties, "verbal-noun-object"


def _objects_by_preposition(noun: _Noun, behind: Chunk | None) -> bool:
    return behind is not None and behind.preposition in noun.reading.trigger.objects


def _possessor(noun: _Noun) -> None:
    """اتهامه بـ is an accusation of him, اتهامه لـ Y and اتهاماته are his."""
    view, k, reading = noun.view, noun.k, noun.reading
    nxt = noun.chunk(k + 1)
    found = view.antecedent(reading.pronoun, k)
    main = main_subject(view, k)
    if main and view.pronoun_fits(reading.pronoun, view.chunks[main[0]]):
        own = main
    else:
        own = found
    target: list[int] = []
    if nxt is not None and nxt.kind == "np" and nxt.reading is None and not nxt.conjunction:
        behind = noun.chunk(k + 2)
        qualified = nxt.bare and nxt.word.definite and nxt.end - nxt.first == 1 and behind is not None and behind.preposition in ("ل", "الي", "ب")
        if qualified and behind is not None:
            target = view.group(k + 2)  # إدانته الشديدة للاعتداء
        elif nxt.preposition in ("ل", "الي") or (nxt.bare and (view.is_party(nxt) or reading.trigger.type == "condemn")):
            target = view.group(k + 1)
    theirs = reading.trigger.type in ("condemn",) or reading.form.number == "p" or bool(target)
    if theirs:
        noun.accusers = view.parties(own, "same_sentence")
        noun.rule = "verbal-noun-possessor"
        if target:
            noun.adjacent = target[-1] + 1
            noun.accused = accused_of_act(view, target, Arguments(end=noun.adjacent)) if reading.trigger.type == "condemn" else view.parties(target)
    else:
        noun.accused = view.parties(own if reading.pronoun == "ه" and main else found or own, "same_sentence")
        noun.rule = "verbal-noun-object"


def _after(noun: _Noun) -> None:
    """Prepositional phrases after the noun: to whom, from whom, and of what."""
    view = noun.view
    j = noun.adjacent
    while (chunk := noun.chunk(j)) is not None and j < noun.k + 9:
        nxt = noun.chunk(j + 1)
        if chunk.kind == "comma" and j == noun.k + 1 and nxt is not None and nxt.preposition in _TO:
            j += 1  # ألقى اللوم، على
            continue
        if chunk.kind in ("stop", "comma", "subordinator", "conjunction", "complementiser"):
            if chunk.kind == "complementiser" and chunk.word.preposition == "ب" and noun.content is None:
                noun.content = (chunk.first, view.clause_end(j))
                if not noun.accused and nxt is not None and nxt.bare and view.is_party(nxt):
                    noun.accused = view.parties(view.group(j + 1))  # الاتهامات بأن تركيا تساعد
            break
        if chunk.kind == VERB:
            _asyndetic(noun, j)
            break
        if chunk.kind == "relative":
            _relative(noun, j)
            break
        if chunk.kind == "pp" and chunk.word.pronoun:
            _to_pronoun(noun, j, chunk)
        elif chunk.kind == "np" and chunk.reading is None:
            if not _to_noun(noun, j, chunk):
                break
        elif chunk.kind == "np":
            break
        j += 1


def _to_pronoun(noun: _Noun, j: int, chunk: Chunk) -> None:
    to = chunk.preposition in _TO or (chunk.preposition == "عن" and noun.reading.trigger.lemma == "تهمة")
    if to and not noun.accused and not chunk.conjunction:
        exclude = [i for i in range(noun.k, j)]
        noun.accused = noun.view.parties(_pronoun_target(noun, chunk.word.pronoun, exclude), "same_sentence")


def _pronoun_target(noun: _Noun, pronoun: str, exclude: list[int]) -> list[int]:
    """A pronoun after the noun: the subject of the sentence if it fits, else the nearest party; what follows if nothing precedes."""
    view = noun.view
    accusers = {p.first for p in noun.accusers}
    main = main_subject(view, noun.k)
    if main and view.pronoun_fits(pronoun, view.chunks[main[0]]) and view.chunks[main[0]].first not in accusers:
        return main
    found = view.antecedent(pronoun, noun.k, exclude)
    if found:
        return found
    for j in range(noun.k + 2, len(view.chunks)):
        chunk = view.chunks[j]
        if chunk.bare and view.is_party(chunk) and chunk.first not in accusers and view.chunks[j - 1].kind == VERB:
            return view.group(j)
    return []


def _to_noun(noun: _Noun, j: int, chunk: Chunk) -> bool:
    """Take a noun phrase after the noun; False ends the search."""
    view, reading = noun.view, noun.reading
    group = view.group(j)
    preposition = chunk.preposition
    if not preposition:
        if chunk.word.stem.startswith("موجه") or chunk.word.nisba or j == noun.k + 1 or (chunk.word.definite == reading.definite and not view.is_party(chunk)):
            return True
        return chunk.conjunction
    if preposition == "ضد" and j - 1 > noun.k and view.chunks[j - 1].kind == "np" and view.is_thing(view.chunks[j - 1]):
        return True  # جرائم ضد الإنسانية
    if preposition in _FROM and view.is_party(chunk) and not noun.accusers and reading.trigger.lemma != "تهمة" and (preposition != "من" or (j - noun.adjacent <= 1 and noun.content is None)):
        noun.accusers = view.parties(group)
    elif preposition == "بين":
        return True
    elif preposition in _TO and not noun.accused and (preposition != "علي" or reading.trigger.type in ("blame", "condemn")):
        if view.is_party(chunk) or (not view.is_thing(chunk) and j == noun.adjacent and preposition != "ل"):
            condemned = reading.trigger.type == "condemn"
            noun.accused = accused_of_act(view, group, Arguments(end=group[-1] + 1)) if condemned else view.parties(group)
        elif reading.trigger.type == "condemn":
            noun.accused = accused_of_act(view, group, Arguments(end=group[-1] + 1))
    elif preposition in reading.trigger.objects and reading.trigger.type == "condemn" and not noun.accused:
        noun.accused = accused_of_act(view, group, Arguments(end=group[-1] + 1))
    elif preposition in reading.trigger.content and noun.content is None and preposition == "ب":
        noun.content = (chunk.first, view.clause_end(j))
    return True


def _asyndetic(noun: _Noun, j: int) -> None:
    """اتهامات وجهت له: the passive clause names the accused."""
    verb = noun.view.chunks[j]
    if verb.reading is not None and verb.reading.trigger.type == "deny" and verb.reading.pronoun and not noun.accused:
        args = after(noun.view, j, (), 1)
        noun.accused = noun.view.parties(args.bare[0]) if args.bare else []
        return
    for i in range(j + 1, min(j + 4, len(noun.view.chunks))):
        chunk = noun.view.chunks[i]
        if chunk.kind == "pp" and chunk.word.pronoun and chunk.preposition in _TO:
            _to_pronoun(noun, i, chunk)
            return
        if chunk.kind == "np" and chunk.preposition in _TO[:5]:
            _to_noun(noun, i, chunk)
            return


def _relative(noun: _Noun, j: int) -> None:
    """الاتهامات التي وجهتها X إلى Y, التي نفاها X."""
    view = noun.view
    verb = next((i for i in range(j + 1, min(j + 4, len(view.chunks))) if view.chunks[i].kind == VERB), None)
    if verb is None:
        return
    chunk = view.chunks[verb]
    args = after(view, verb, ("ب",), 1)
    if chunk.reading is not None and chunk.reading.trigger.type == "deny":
        if args.bare and not noun.accused:
            noun.accused = view.parties(args.bare[0])
        return
    if not view.listed(chunk.word, "gives") and chunk.word.stem[1:] not in ("وجه", "سوق", "كيل"):
        return
    if args.bare and view.agrees(chunk, view.chunks[args.bare[0][0]], before=False) and not noun.accusers:
        noun.accusers = view.parties(args.bare[0])
    for preposition, group in args.prepositional:
        if preposition in _TO and not noun.accused:
            noun.accused = view.parties(group)
    for preposition, pronoun, i in args.pronouns:
        if preposition in _TO and not noun.accused:
            noun.accused = view.parties(_pronoun_target(noun, pronoun, list(range(noun.k, i))), "same_sentence")


# --- the verb that governs the noun -----------------------------------------------------------------------------------


def _governing(noun: _Noun) -> None:
    """The subject of the verb before the noun accuses (وجّه), is accused (يواجه), or does the verbal noun (بدأ باتهام)."""
    view, k = noun.view, noun.k
    if not noun.accusers and _by_controlling_noun(noun):
        return
    verb = _governor(noun)
    _facing(noun)
    if verb is None or noun.rule == "receives-accusation":
        return
    chunk = view.chunks[verb]
    if view.listed(chunk.word, "takes") or (chunk.word.surface.endswith("تلقى") and noun.reading.trigger.lemma != "لوم"):
        if not noun.accused:
            noun.accused = view.parties(_subject(noun, verb) or patient(view, verb))
            noun.rule = "receives-accusation"
        return
    if chunk.reading is not None and chunk.reading.trigger.type == "deny":
        if not noun.accused and (not noun.reading.definite or noun.content is not None) and not noun.accusers and noun.reading.form.number != "s":
            noun.accused = view.parties(_subject(noun, verb), "same_sentence")
        return
    if not noun.accused and noun.reading.trigger.type in ("accuse", "charge", "blame"):
        _objects_before(noun, verb)
    gives = view.listed(chunk.word, "gives") or chunk.word.base == "تلقي" or view.listed(chunk.word, "makes")
    before = view.chunks[k - 1]
    giving = before.kind == "np" and view.listed(before.word, "giving")
    bound = giving or view.chunks[k].preposition in _CONTROL or (view.chunks[k].conjunction and not noun.reading.definite)
    if noun.accusers or not (gives or bound):
        return
    if gives or bound:
        subject = _subject(noun, verb, light=gives)
        chunks = {p.first for p in noun.accused}
        if subject and view.chunks[subject[0]].first not in chunks and not view.is_thing(view.chunks[subject[0]]):
            noun.accusers = authors(view, subject, k)
            noun.rule = "light-verb" if gives else "controlled-noun"
            noun.legal = noun.legal or (gives and noun.reading.trigger.type == "accuse" and _tries(view, subject, "police"))


def _by_controlling_noun(noun: _Noun) -> bool:
    """الإصرار الأميركي على اتهام X, محاولات الحكومة اتهام X: the noun before names who accuses."""
    view = noun.view
    before = noun.chunk(noun.k - 1)
    if before is not None and before.kind == "pp" and not before.word.pronoun:
        before = noun.chunk(noun.k - 2)
    if before is None or before.kind != "np" or before.reading is not None or view.chunks[noun.k].preposition in ("", "ب", "ل"):
        return False
    for j in range(before.first, before.end):
        if view.words[j].nisba and j in view.states and j > before.first:
            noun.accusers = [Party(j, j + 1)]
            noun.rule = "controlled-noun"
            return True
    return False


def _governor(noun: _Noun) -> int | None:
    """The verb of the clause in which the noun stands."""
    chunks = noun.view.chunks
    for j in range(noun.k - 1, -1, -1):
        chunk = chunks[j]
        if chunk.kind == VERB:
            return j
        if chunk.kind == "stop" or (chunk.kind == "complementiser" and j < noun.k - 1):
            following = chunks[j + 1]
            if chunk.kind == "complementiser" and following.bare and not noun.view.is_party(following):
                continue
            return None
    return None


def _subject(noun: _Noun, verb: int, *, light: bool = False) -> list[int]:
    view = noun.view
    args = after(view, verb, (), 1)
    before = [g for g in args.bare if g[0] < noun.k and view.agrees(view.chunks[verb], view.chunks[g[0]], before=False)]
    if before and not view.is_thing(view.chunks[before[0][0]]):
        return before[0]
    if light and args.bare and args.bare[0][0] > noun.k:
        return []
    found = left_subject(view, verb)
    if found is not None and light and _tries(view, found.group, "police"):
        return found.group
    if found is not None and not (light and found.how == "shared" and (not view.chunks[verb].conjunction or noun.reading.form.gender == "f")):
        return found.group
    return []


def _objects_before(noun: _Noun, verb: int) -> None:
    """وجه إلى Y تهمة, وجهت إليه تهم, ألقي اللوم على: to whom, between the verb and the noun."""
    view = noun.view
    for j in range(verb + 1, noun.k):
        chunk = view.chunks[j]
        if chunk.kind == "pp" and chunk.word.pronoun and chunk.preposition in _TO:
            exclude = list(range(verb, noun.k))
            target = view.antecedent(chunk.word.pronoun, verb, exclude)
            noun.accused = view.parties(target, "same_sentence")
            return
        if chunk.kind == "np" and chunk.preposition in ("ل", "الي", "ضد", "بحق") and view.listed(view.chunks[verb].word, "gives"):
            noun.accused = view.parties(view.group(j))
            return


def _facing(noun: _Noun) -> None:
    """في مواجهة اتهامات: the party before is accused."""
    view = noun.view
    before = noun.chunk(noun.k - 1)
    if before is None or before.kind != "np" or before.word.stem != "مواجه" or noun.accused:
        return
    for j in range(noun.k - 2, -1, -1):
        if view.is_party(view.chunks[j]):
            noun.accused = view.parties([j])
            noun.rule = "receives-accusation"
            return


# --- بتهمة ------------------------------------------------------------------------------------------------------------


def _on_charge(noun: _Noun) -> None:
    """اعتقلت الشرطة X بتهمة: X is accused; the subject accuses if it tries or charges, not if it only arrests."""
    view, k = noun.view, noun.k
    noun.rule = "on-charge"
    nxt = noun.chunk(k + 1)
    if nxt is not None and nxt.kind == "np":
        noun.content = (nxt.first, view.clause_end(k + 1))
    verb = _governor(noun)
    before = noun.chunk(k - 1)
    accused: list[int] = []
    if before is not None and before.kind == "np" and before.word.pronoun and before.word.groups & {"suffered"}:
        accused = view.antecedent(before.word.pronoun, k - 1)
        if verb is not None:
            _charged_by_verb(noun, verb)
    elif verb is not None:
        accused = _charged_by_verb(noun, verb)
    if not accused:
        accused = _nearest_person(noun, (verb if verb is not None else -1))
    noun.accused = view.parties(accused) if accused else noun.accused


def _charged_by_verb(noun: _Noun, verb: int) -> list[int]:
    view = noun.view
    chunk = view.chunks[verb]
    args = after(view, verb, (), 2)
    bare = [g for g in args.bare if g[0] < noun.k and view.chunks[g[0]].kind == "np"]
    named = [g for g in bare if view.is_party(view.chunks[g[0]])]
    subject = named[0] if named and named[0] == (bare[0] if bare else []) and view.agrees(chunk, view.chunks[named[0][0]], before=False) else []
    if not subject:
        found = left_subject(view, verb)
        subject = found.group if found else []
    tries = bool(subject) and _tries(view, subject)
    if tries:
        noun.accusers = view.parties(subject)
        noun.legal = True
    if chunk.word.pronoun:
        return view.antecedent(chunk.word.pronoun, verb, subject)
    for preposition, pronoun, j in args.pronouns:
        if preposition in ("علي", "بحق") and j < noun.k:
            return view.antecedent(pronoun, verb, subject)
    people = [g for g in bare if g != subject and view.is_party(view.chunks[g[0]])]
    if not people and len(bare) > 1 and bare[0] == subject and not view.is_thing(view.chunks[bare[1][0]]):
        people = bare[1:2]  # اعتقلت الشرطة محاسبا
    if people:
        return people[-1]
    near = _nearest_person(noun, verb, subject)
    if near:
        return near
    return [] if tries else subject


def _tries(view: SentenceView, subject: list[int], body: str = "tribunal") -> bool:
    chunk = view.chunks[subject[0]]
    return any(view.listed(view.words[i], body) or view.listed(view.words[i], "tribunal") for i in range(chunk.first, chunk.end))


def _nearest_person(noun: _Noun, after_chunk: int, exclude: list[int] | None = None) -> list[int]:
    """The party nearest before the noun: اعتقال X بتهمة, بحق X, على X."""
    view = noun.view
    for j in range(noun.k - 1, max(after_chunk, -1), -1):
        chunk = view.chunks[j]
        if chunk.kind != "np" or chunk.reading is not None or (exclude and j in exclude):
            continue
        if chunk.word.pronoun and chunk.word.groups & {"suffered"}:
            return view.antecedent(chunk.word.pronoun, j)
        if view.victim(chunk):
            return [j]
        if chunk.word.groups & {"suffered"} or view.words[chunk.end - 1].kind == "time" or j + 1 < len(view.chunks) and view.chunks[j + 1].kind == "time" and chunk.word.kind != "noun":
            continue
        if chunk.preposition in ("", "بحق", "علي", "ضد", "ب", "ل", "عن", "مع") and view.is_party(chunk):
            if chunk.conjunction:
                first = j
                while first > 0 and view.chunks[first].conjunction and view.chunks[first].kind == "np":
                    first -= 1
                return [i for i in view.group(first)]
            return [j]
    return []


# --- denial -----------------------------------------------------------------------------------------------------------


def _denial(noun: _Noun) -> Link:
    """كرر X نفيه …, لتكذيب اتهامات Y, لا أساس لها."""
    view, k, reading = noun.view, noun.k, noun.reading
    main = main_subject(view, k)
    if not main:
        main = next((view.group(j) for j in range(k + 1, len(view.chunks)) if view.chunks[j].bare and view.is_party(view.chunks[j]) and view.chunks[j - 1].kind == VERB), [])
    accusers = authors(view, main, k) if main else []
    args = Arguments(end=min(k + 6, len(view.chunks)))
    if reading.trigger.lemma == "اساس":
        return Link("baseless", accusers, [])
    return Link("denial-noun", accusers, accused_of_denial(view, k, reading, args, main))
