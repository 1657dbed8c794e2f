"""What follows a noun of accusation: to whom, from whom, of what; clauses that qualify it."""

from streams.tagging.clause import Chunk
from streams.tagging.linking.arguments import Arguments, after
from streams.tagging.linking.noun import FROM, TO, Noun, pronoun_target
from streams.tagging.linking.objects import accused_of_act
from streams.tagging.words import VERB

__all__ = ["follow"]


def follow(noun: Noun) -> None:
    """Prepositional phrases after the noun: to whom, from whom, and of what."""
    view = noun.view
    j = noun.adjacent
    while (chunk := noun.chunk(j)) is not None and j < noun.k + 9:
        nxt = noun.chunk(j + 1)
        if chunk.kind == "comma" and j == noun.k + 1 and nxt is not None and nxt.preposition in TO:
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


def _to_pronoun(noun: Noun, j: int, chunk: Chunk) -> None:
    to = chunk.preposition in TO or (chunk.preposition == "عن" and noun.reading.trigger.lemma == "تهمة")
    if to and not noun.accused and not chunk.conjunction:
        exclude = list(range(noun.k, j))
        noun.accused = noun.view.parties(pronoun_target(noun, chunk.word.pronoun, exclude), "same_sentence")


def _to_noun(noun: Noun, j: int, chunk: Chunk) -> bool:
    """Take a noun phrase after the noun; False ends the search."""
    view, reading = noun.view, noun.reading
    group = view.group(j)
    preposition = chunk.preposition
    if not preposition:
        if (
            chunk.word.stem.startswith("موجه")
            or chunk.word.nisba
            or j == noun.k + 1
            or (chunk.word.definite == reading.definite and not view.is_party(chunk))
        ):
            return True
        return chunk.conjunction
    if preposition == "ضد" and j - 1 > noun.k and view.chunks[j - 1].kind == "np" and view.is_thing(view.chunks[j - 1]):
        return True  # جرائم ضد الإنسانية
    if (
        preposition in FROM
        and view.is_party(chunk)
        and not noun.accusers
        and reading.trigger.lemma != "تهمة"
        and (preposition != "من" or (j - noun.adjacent <= 1 and noun.content is None))
    ):
        noun.accusers = view.parties(group)
    elif preposition == "بين" or (reading.trigger.lemma == "تهمة" and noun.content is not None and noun.light is None):
        return True
    elif (
        preposition in TO
        and not noun.accused
        and (preposition != "علي" or reading.trigger.type in ("blame", "condemn"))
    ):
        blamed = reading.trigger.type == "blame"
        if blamed or view.is_party(chunk) or (not view.is_thing(chunk) and j == noun.adjacent and preposition != "ل"):
            condemned = reading.trigger.type == "condemn"
            noun.accused = (
                accused_of_act(view, group, Arguments(end=group[-1] + 1)) if condemned else view.parties(group)
            )
        elif reading.trigger.type == "condemn":
            noun.accused = accused_of_act(view, group, Arguments(end=group[-1] + 1))
    elif preposition in reading.trigger.objects and reading.trigger.type == "condemn" and not noun.accused:
        noun.accused = accused_of_act(view, group, Arguments(end=group[-1] + 1))
    elif preposition in reading.trigger.content and noun.content is None and preposition == "ب":
        noun.content = (chunk.first, view.clause_end(j))
    return True


def _asyndetic(noun: Noun, j: int) -> None:
    """اتهامات وجهت له: the passive clause names the accused."""
    verb = noun.view.chunks[j]
    if verb.reading is not None and verb.reading.trigger.type == "deny" and verb.reading.pronoun and not noun.accused:
        args = after(noun.view, j, (), 1)
        noun.accused = noun.view.parties(args.bare[0]) if args.bare else []
        return
    for i in range(j + 1, min(j + 4, len(noun.view.chunks))):
        chunk = noun.view.chunks[i]
        if chunk.kind == "pp" and chunk.word.pronoun and chunk.preposition in TO:
            _to_pronoun(noun, i, chunk)
            return
        if chunk.kind == "np" and chunk.preposition in TO[:5]:
            _to_noun(noun, i, chunk)
            return


def _relative(noun: Noun, j: int) -> None:
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
        if preposition in TO and not noun.accused:
            noun.accused = view.parties(group)
    for preposition, pronoun, i in args.pronouns:
        if preposition in TO and not noun.accused:
            noun.accused = view.parties(pronoun_target(noun, pronoun, list(range(noun.k, i))), "same_sentence")
