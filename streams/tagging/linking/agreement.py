"""Agreement in gender and number: which noun phrase a verb or a pronoun goes with."""

from collections.abc import Sequence

from streams.tagging.chunk import Chunk
from streams.tagging.linking.phrase_view import PhraseView
from streams.tagging.quoting import OPENING
from streams.tagging.words import Word

__all__ = ["AgreementView"]

_NO_ANTECEDENT = frozenset(
    ("في", "خلال", "بين", "منذ", "قبل", "بعد", "داخل", "قرب", "شمال", "جنوب", "شرق", "غرب", "عبر")
)
"""What these govern is a place or a time, rarely taken up by a pronoun."""


class AgreementView(PhraseView):
    """Noun phrases with the verbs and pronouns that agree with them."""

    def agrees(self, verb: Chunk, chunk: Chunk, *, before: bool) -> bool:
        """Whether a noun phrase can be the subject of a verb that stands after (`before`) or ahead of it."""
        gender, plural = self.subject_of_form(verb)
        word = chunk.word if not before and "text" in chunk.word.groups else self.core(chunk)
        if self.words[chunk.first].surface in OPENING:
            return not plural  # a quoted name: «مراسلون بلا حدود»
        if word.ending == "ا" and not before and chunk.head not in self.known:
            return False  # accusative
        if verb.word.person == 1 or (verb.reading and verb.reading.form.person == 1):
            return False
        counted = self.words[chunk.first].kind in ("quantifier", "number") or word.kind in (
            "quantifier",
            "demonstrative",
        )
        one = self.words[chunk.first].base in ("احد", "واحد") and chunk.head > chunk.first
        people = not one and (word.ending in ("ون", "ين") or (word.plural and word.gender != "f"))
        if plural:
            collective = "party" in word.groups and word.ending in ("", "ات")
            able = people or counted or collective or (word.gender != "f" and "title" not in word.groups)
            return before and able
        if counted and not before:
            return True
        if before and people and (word.ending in ("ون", "ين") or "people" in word.groups or not word.ending):
            return False
        return self._same_gender(gender, word, chunk, people=people)

    def _same_gender(self, gender: str, word: Word, chunk: Chunk, *, people: bool) -> bool:
        """Agreement of a singular form in gender; broken plurals of people go with either."""
        if not gender:
            return True  # تمكن الحرس, تمكن الشرطة
        if gender == "f":
            masculine = word.gender == "m" and not (people and word.ending not in ("ون", "ين"))
            return not masculine or self._is_name(word, chunk)
        return not (
            word.gender == "f"
            and word.ending != "ات"
            and "people" not in word.groups
            and not (chunk.head in self.known and chunk.head not in self.states)
        )

    def _is_name(self, word: Word, chunk: Chunk) -> bool:
        """Whether the core of a phrase is a name that no gender can be told of: إسلام آباد."""
        if chunk.head not in self.known or word.ending:
            return False
        return not word.groups or (self.known[chunk.head] > chunk.head + 1 and "title" not in word.groups)

    def head_agrees(self, verb: Chunk, chunk: Chunk) -> bool:
        """Whether the head of a phrase that may be two agrees with a verb before it."""
        gender, plural = self.subject_of_form(verb)
        return not plural and chunk.word.gender in ("", gender) and chunk.word.ending != "ا"

    def subject_of_form(self, verb: Chunk) -> tuple[str, bool]:
        """Gender of the subject that a verb's form asks for, and whether it is a plural or dual."""
        if verb.reading is not None:
            form = verb.reading.form
            return form.gender, form.number in ("p", "d")
        return verb.word.gender, verb.word.plural

    def pronoun_fits(self, pronoun: str, chunk: Chunk) -> bool:
        """Whether a noun phrase can be what a pronoun stands for."""
        if pronoun in ("هم", "هما") and self.words[chunk.first].kind in ("quantifier", "number"):
            return True
        word = self.core(chunk)
        if pronoun == "ها" and not word.gender and not word.plural and "suffered" in chunk.word.groups:
            return True  # تعذيب شلبي
        return self.word_fits(pronoun, word, chunk.head)

    def word_fits(self, pronoun: str, word: Word, at: int) -> bool:
        """Whether a head noun can be what a pronoun stands for."""
        people = word.ending in ("ون", "ين") or (word.plural and word.gender != "f")
        if pronoun == "ه":
            return word.gender != "f" and not people and word.ending != "ات" and "people" not in word.groups
        if pronoun in ("هم", "هما"):
            return (
                people
                or "people" in word.groups  # العناصر هم المسؤولون
                or word.kind in ("quantifier", "demonstrative", "number")
                or (pronoun == "هما" and word.ending in ("ان", "تان", "تين"))
                or ("party" in word.groups and word.gender != "f")
            )
        if pronoun in ("ها", "هن"):
            return (
                word.gender == "f"
                or word.ending == "ات"
                or (word.gender == "" and (bool(word.groups & {"party", "given"}) or at in self.known))
            )
        return False

    def antecedent(self, pronoun: str, before: int, exclude: Sequence[int] = ()) -> list[int]:
        """Chunks that a pronoun before chunk `before` refers to, nearest fitting party first; empty if none."""
        oblique: list[int] = []
        for j in range(before - 1, -1, -1):
            chunk = self.chunks[j]
            if chunk.kind != "np" or j in exclude or not self.may_be_meant(pronoun, j):
                continue
            if chunk.preposition in _NO_ANTECEDENT:
                oblique = oblique or ([j] if self.victim(chunk) else [])
                continue
            if pronoun in ("هم", "هما") and chunk.conjunction:
                return self.whole_group(j)
            return [j]
        if pronoun in ("هم", "هما"):
            for j in range(before - 1, -1, -1):
                if (
                    self.chunks[j].kind == "np"
                    and self.chunks[j].conjunction
                    and self.is_party(self.chunks[j])
                    and j not in exclude
                ):
                    return self.whole_group(j)
        return oblique

    def may_be_meant(self, pronoun: str, j: int) -> bool:
        """Whether chunk `j` names somebody whom the pronoun fits, and is not what is said of one."""
        chunk, before = self.chunks[j], self.chunks[j - 1] if j else None
        if before is not None and before.kind == "complementiser" and before.word.pronoun:
            return False  # بأنه نجم المباراة
        if before is not None and before.kind == "pronoun" and before.conjunction and chunk.bare:
            return False  # وهي خادمة آسيوية
        if before is not None and chunk.preposition == "ب" and self.listed(before.word, "describes"):
            return False  # يصفونه بالقاتل
        return (self.is_party(chunk) or self.victim(chunk)) and self.pronoun_fits(pronoun, chunk)

    def whole_group(self, last: int) -> list[int]:
        """The coordinated noun phrases of which chunk `last` is one."""
        for first in range(max(0, last - 8), last):
            if (
                self.chunks[first].kind == "np"
                and not self.chunks[first].conjunction
                and last in (group := self.group(first))
            ):
                return group
        return [last]

    def first_of_group(self, j: int) -> int:
        """The first of the coordinated noun phrases that end with chunk `j`."""
        while j > 0 and self.chunks[j].conjunction and self.chunks[j - 1].kind == self.chunks[j].kind == "np":
            j -= 1
        return j
