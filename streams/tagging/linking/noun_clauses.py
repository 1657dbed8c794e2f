"""Clauses that qualify a noun of accusation: التي وجهتها X إلى Y, وجهت له, بأن Y, تلاحق Y."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.authors import authors
from streams.tagging.linking.noun import FROM, TO, Noun, pronoun_target
from streams.tagging.linking.sentence import Party
from streams.tagging.linking.subjects import main_subject
from streams.tagging.words import VERB

__all__ = ["asyndetic", "fits_relative", "relative", "that"]

_RATHER = ("بل", "انما", "وانما")
_AT = ("ل", "الي", "ضد", "بحق", "تجاه", "حيال")


def that(noun: Noun, j: int) -> None:
    """الاتهامات بأن Y فعل, اتهامات بأنه فعل: the subject of the clause is accused."""
    view, chunk, nxt = noun.view, noun.view.chunks[j], noun.chunk(j + 1)
    if chunk.kind != "complementiser" or chunk.word.preposition != "ب" or noun.content is not None:
        return
    noun.content = (chunk.first, view.clause_end(j))
    if noun.accused:
        return
    if chunk.word.pronoun:
        target = pronoun_target(noun, chunk.word.pronoun, list(range(noun.k, len(view.chunks))))
        noun.accused = view.parties(target, "same_sentence")
    elif nxt is not None and nxt.bare and view.is_party(nxt):
        noun.accused = view.parties(view.group(j + 1))


def asyndetic(noun: Noun, j: int) -> None:
    """اتهامات وجهت له, اتهامات تلاحق Y: the clause without التي names the accused."""
    view, verb = noun.view, noun.view.chunks[j]
    if noun.accused:
        return
    denies = verb.reading is not None and verb.reading.trigger.type == "deny" and verb.reading.pronoun
    if denies or view.listed(verb.word, "reaches"):
        _reached(noun, j, denies=bool(denies))
        return
    if verb.word.pronoun == "ها":
        _by_whom(noun, j, after(view, j, ("ب",), 1))
    _aimed(noun, j)


def _reached(noun: Noun, j: int, *, denies: bool) -> None:
    """اتهامات تلاحق Y, تلاحقه, نفاها Y."""
    view, verb = noun.view, noun.view.chunks[j]
    if verb.kind == "np" and verb.end - verb.head > 1:
        noun.accused = [Party(verb.head + 1, verb.end)]  # تلاحق, which Farasa does not tell from the noun
    elif verb.word.pronoun and not denies:
        target = pronoun_target(noun, verb.word.pronoun, list(range(noun.k, j)))
        noun.accused = view.parties(target, "same_sentence")
    else:
        args = after(view, j, (), 1)
        whom = args.bare[0] if args.bare and not view.is_thing(view.chunks[args.bare[0][0]]) else []
        noun.accused = view.parties(whom)


def _aimed(noun: Noun, j: int) -> None:
    """اتهامات وجهت له, وجهت إلى Y; اللوم لا يقع على X بل على Y."""
    view = noun.view
    if view.chunks[j - 1].kind == "negation":
        j = next((i for i in range(j + 1, len(view.chunks)) if view.chunks[i].word.base in _RATHER), len(view.chunks))
    for i in range(j + 1, min(j + 4, len(view.chunks))):
        chunk = view.chunks[i]
        if chunk.preposition not in TO or chunk.kind not in ("pp", "np"):
            continue
        if any(chunk.first <= party.first < chunk.end for party in noun.accusers):
            continue  # وجهها تقرير للمنظمة إلى
        if chunk.kind == "pp" and chunk.word.pronoun:
            target = pronoun_target(noun, chunk.word.pronoun, list(range(noun.k, i)))
            noun.accused = view.parties(target, "same_sentence")
        elif chunk.kind == "np" and (chunk.preposition in _AT or _blames(noun)) and view.is_party(chunk):
            noun.accused = view.parties(view.group(i))
        else:
            continue
        return


def _blames(noun: Noun) -> bool:
    """اللوم يقع على X."""
    return noun.reading.trigger.type == "blame"


def fits_relative(noun: Noun, chunk: Chunk) -> bool:
    """Whether a relative pronoun can be of the noun rather than of its possessor (انتقادات النواب الذين)."""
    form, base = noun.reading.form, chunk.word.base
    if base not in ("الذي", "التي"):
        return False
    return base == "التي" if form.number == "p" or form.gender == "f" else True


def relative(noun: Noun, j: int) -> None:
    """الاتهامات التي وجهتها X إلى Y, التي أعدتها X ضد Y, التي نفاها Y, التي يواجهها Y."""
    view = noun.view
    verb = next((i for i in range(j + 1, min(j + 4, len(view.chunks))) if view.chunks[i].kind == VERB), None)
    if verb is None:
        verb = j + 1
        return
    chunk = view.chunks[verb]
    args = after(view, verb, ("ب",), 1)
    denied = chunk.reading is not None and chunk.reading.trigger.type == "deny"
    if denied or view.listed(chunk.word, "takes"):
        _faced(noun, verb, args)
        return
    if view.listed(chunk.word, "reaches"):
        asyndetic(noun, verb)
        return
    _by_whom(noun, verb, args)
    if noun.accused:
        return
    _at_whom(noun, args)
    if not noun.accused and args.end < len(view.chunks):
        _said_of(noun, args.end)


def _by_whom(noun: Noun, verb: int, args: Arguments) -> None:
    """Who made the accusation of the clause: التي وجهتها X, ساقها X, التي صدرت عن X."""
    view, chunk = noun.view, noun.view.chunks[verb]
    if noun.accusers:
        return
    named = bool(args.bare) and (chunk.kind == "np" or view.agrees(chunk, view.chunks[args.bare[0][0]], before=False))
    first = view.chunks[args.bare[0][0]] if named else chunk
    if named and _makes(noun, chunk) and (view.is_party(first) or view.is_text(first)):
        noun.accusers = authors(view, args.bare[0])
        return
    for preposition, group in args.prepositional:
        if preposition in ("عن", "علي لسان") and view.is_party(view.chunks[group[0]]):
            noun.accusers = view.parties(group)  # التي صدرت عن X
            return


def _faced(noun: Noun, verb: int, args: Arguments) -> None:
    """التي يواجهها Y, التي نفاها Y, تعيش Y تحت ضغط الانتقادات التي تتعرض لها من X."""
    view = noun.view
    main = main_subject(view, noun.k)
    fits = bool(main) and view.agrees(view.chunks[verb], view.chunks[main[0]], before=True)
    if not noun.accused and (args.bare or fits):
        noun.accused = view.parties(args.bare[0] if args.bare else main)
    for preposition, group in args.prepositional:
        if preposition in FROM and not noun.accusers and view.is_party(view.chunks[group[0]]):
            noun.accusers = view.parties(group)


def _said_of(noun: Noun, j: int) -> None:
    """التي تقول إن Y فعل, التي تقول بأن هناك علاقة بين Y و: of whom it is said."""
    view = noun.view
    if view.chunks[j].kind != "complementiser":
        return
    for i in range(j + 1, min(j + 4, len(view.chunks))):
        chunk = view.chunks[i]
        if chunk.kind == "np" and chunk.preposition in ("", "بين") and view.is_party(chunk):
            noun.accused = view.parties(view.group(i))
            return
        if chunk.kind not in ("np", "adverb"):
            return


def _makes(noun: Noun, chunk: Chunk) -> bool:
    """A verb of making accusations, or one that has the accusation as its object: أطلقتها."""
    gives = noun.view.listed(chunk.word, "gives") or chunk.word.stem[1:] in ("وجه", "سوق", "كيل")
    return gives or chunk.word.pronoun == "ها"


def _at_whom(noun: Noun, args: Arguments) -> None:
    view = noun.view
    for preposition, group in args.prepositional:
        if preposition in _AT and view.is_party(view.chunks[group[0]]):
            noun.accused = view.parties(group)
            return
    for preposition, pronoun, i in args.pronouns:
        if preposition in TO:
            noun.accused = view.parties(pronoun_target(noun, pronoun, list(range(noun.k, i))), "same_sentence")
            return
