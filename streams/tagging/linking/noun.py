"""What is gathered about one noun of accusation while its parties are looked for."""

from streams.tagging.chunk import Chunk
from streams.tagging.linking.asides import asides
from streams.tagging.linking.reference import meant
from streams.tagging.linking.relatives import in_relative
from streams.tagging.linking.sentence import Party, SentenceView
from streams.tagging.triggers import Reading
from streams.tagging.words import VERB

__all__ = ["FROM", "TO", "Noun", "governor", "pronoun_target", "tries"]

TO = ("ل", "الي", "ضد", "بحق", "حق", "تجاه", "علي", "نحو", "حيال", "في حق")
"""Prepositions before the accused."""
FROM = ("من", "من قبل", "من جانب", "علي لسان", "من طرف")
"""Prepositions before the accuser."""


_PROSECUTES_FOR = frozenset(("ملك", "جمهوريه"))
"""Whose agent (وكيل) is a prosecutor."""


class Noun:
    """What is gathered about one verbal noun."""

    __slots__ = (
        "accused",
        "accusers",
        "adjacent",
        "content",
        "held",
        "k",
        "legal",
        "light",
        "nobody",
        "reading",
        "rule",
        "view",
    )

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
        """Chunk of the participle or noun with which the accusation is made: موجها, توجيه."""
        self.nobody = False
        """The sentence speaks of charges as such: الإعدامات بتهم القتل."""
        self.adjacent = k + 1
        self.held = -1
        """The chunk that other words govern (توجيه in توجيه الاتهام); -1 until it is asked."""

    def chunk(self, j: int) -> Chunk | None:
        """Chunk `j`, or None outside the sentence."""
        return self.view.chunks[j] if 0 <= j < len(self.view.chunks) else None


def pronoun_target(noun: Noun, pronoun: str, exclude: list[int]) -> list[int]:
    """What a pronoun after the noun means: the topic of the clause, a party before, or one behind.

    What belongs to the same pronoun (محاميها … إليها) is not meant.
    """
    view = noun.view
    own = [j for j in range(noun.k) if view.chunks[j].word.pronoun == pronoun and not view.victim(view.chunks[j])]
    if found := meant(view, pronoun, noun.k, [*exclude, *own], accused=True):
        return found
    for j in range(noun.k + 2, len(view.chunks)):
        chunk = view.chunks[j]
        if (
            chunk.bare
            and view.is_party(chunk)
            and view.pronoun_fits(pronoun, chunk)
            and view.chunks[j - 1].kind == VERB
        ):
            return view.group(j)
    return []


def governor(noun: Noun) -> int | None:
    """The verb of the clause in which the noun stands."""
    chunks = noun.view.chunks
    apart = asides(noun.view)
    for j in range(noun.k - 1, -1, -1):
        chunk = chunks[j]
        if j in apart:
            continue
        if chunk.kind == VERB and in_relative(noun.view, j) and any(c.kind == "comma" for c in chunks[j : noun.k]):
            continue  # يواجه الصحافي، الذي أوقف أمس، تهما
        if chunk.kind == VERB:
            return j
        if chunk.kind == "stop" or (chunk.kind == "complementiser" and j < noun.k - 1):
            following = chunks[j + 1]
            if chunk.kind == "complementiser" and following.bare and not noun.view.is_party(following):
                continue
            return None
    return None


def tries(view: SentenceView, subject: list[int], body: str = "tribunal") -> bool:
    """Whether a subject is a court or prosecutor, or of the list `body`."""
    chunk = view.chunks[subject[0]]
    if view.words[chunk.first].base == "وكيل" and view.words[chunk.end - 1].base in _PROSECUTES_FOR:
        return True
    return any(
        view.listed(view.words[i], body) or view.listed(view.words[i], "tribunal")
        for i in range(chunk.first, chunk.end)
    )
