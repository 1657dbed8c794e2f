"""What follows a verb in its clause: bare noun phrases, prepositional ones, and where its content begins."""

from collections.abc import Sequence

from streams.tagging.chunk import Chunk
from streams.tagging.linking.argument_lists import Arguments
from streams.tagging.linking.asides import after_aside
from streams.tagging.linking.sentence import SentenceView
from streams.tagging.quoting import OPENING
from streams.tagging.words import VERB

__all__ = ["Arguments", "after"]

_AS = ("كما", "حسبما", "مثلما", "وفقما")
_PARTS = frozenset(("معظم", "اغلب", "غالبيت", "غالبيه", "بعض", "جل", "نصف", "ثلث"))
"""Nouns of a part, which with a pronoun open an aside: معظمهم من الجنوب."""
_OF_WHICH = ("من بين", "من", "بين", "من ضمن", "علي راس", "في مقدم")


class _Walk:
    """The walk over the chunks after a predicate."""

    __slots__ = ("args", "asyndetic", "content", "inside", "need", "owner", "relative", "view", "wanted")

    def __init__(self, view: SentenceView, content: Sequence[str], need: int, wanted: Sequence[str]) -> None:
        self.view = view
        self.args = Arguments()
        self.content = content
        self.need = need
        """How many bare noun phrases the predicate may take."""
        self.wanted = wanted
        """Prepositions of the predicate's object."""
        self.relative = False
        self.asyndetic = False
        """In a relative clause without الذي."""
        self.inside: list[int] = []
        """Bare noun phrases passed over in a relative clause."""
        self.owner = False
        """In a relative clause whose verb has its object written onto it: the next noun phrase is its subject."""

    def step(self, k: int) -> int:
        """Take chunk `k`; return the next chunk's index, or -1 where the clause ends."""
        chunk = self.view.chunks[k]
        kind = chunk.kind
        if kind == "np":
            return self._noun_phrase(k, chunk)
        if kind == "stop":
            return -1
        if kind == "comma":
            return self._comma(k)
        if kind == "open" and chunk.word.surface == "(":
            closing = next((j for j in range(k, len(self.view.chunks)) if self.view.chunks[j].kind == "close"), k)
            return closing + 1
        if kind == "pp":
            return self._preposition(k, chunk)
        if kind == "verb":
            return self._verb(k)
        return self._small(k, chunk, kind)

    def _small(self, k: int, chunk: Chunk, kind: str) -> int:
        """Small words: what opens a clause of its own ends this one, except in a relative clause."""
        if kind == "relative":
            self.relative = True
            return k + 1
        if kind in ("complementiser", "wh"):
            return self._clause(k, chunk)
        if kind == "pronoun" and chunk.conjunction and self.view.chunks[k - 1].kind == "comma" and self.args.bare:
            return 0
        if kind == "subordinator" and chunk.word.base in _AS and (on := self._as_called(k)):
            return on
        if kind in ("subordinator", "conjunction", "auxiliary", "negation", "pronoun"):
            return k + 1 if self.relative else -1
        return k + 1

    def _as_called(self, k: int) -> int:
        """After كما يسميها السكان, كما قال الوزير; 0 if what follows is no such aside."""
        chunks = self.view.chunks
        verb = chunks[k + 1] if k + 1 < len(chunks) else None
        if verb is None or verb.kind != VERB or not (verb.word.pronoun or "speech" in verb.word.groups):
            return 0
        if len(self.args.bare) >= self.need:
            return 0
        j = k + 2
        if j < len(chunks) and chunks[j].bare and chunks[j].reading is None:
            j = self.view.group(j)[-1] + 1
        return j

    def _comma(self, k: int) -> int:
        chunks = self.view.chunks
        self.relative = False
        nxt = chunks[k + 1] if k + 1 < len(chunks) else None
        if nxt is None or chunks[k].word.surface == ":":
            return -1
        part = nxt.kind == "np" and bool(nxt.word.pronoun) and nxt.word.base in _PARTS
        if part or (nxt.kind == "pp" and nxt.preposition in _OF_WHICH and nxt.word.pronoun):
            return next((j for j in range(k + 1, len(chunks)) if chunks[j].kind in ("comma", "stop")), len(chunks))
        lacking = self.args.content is None and len(self.args.bare) < self.need
        if lacking and (on := after_aside(self.view, k, self._ahead)):
            return on
        if nxt.kind == "np" and nxt.word.ending == "ا" and not self.view.is_party(nxt) and len(self.args.bare) >= 1:
            return -1 if self.args.content is not None or len(self.args.bare) >= self.need else k + 1
        if len(self.args.bare) >= self.need and self.args.content is None and nxt.kind == "np" and not nxt.preposition:
            return -1
        return k + 1

    def _ahead(self, k: int) -> bool:
        """Whether chunk `k`, after an aside, may be what is still lacking: a bare noun phrase, or the content."""
        chunk = self.view.chunks[k]
        if chunk.kind == "wh" and self.need > 1:
            return True  # أدان X، في بيان، ما وصفه بـ
        if chunk.kind != "np" or chunk.reading is not None or chunk.conjunction:
            return chunk.kind == "complementiser" and chunk.preposition == "ب" and "ب" in self.content
        if chunk.preposition:
            return chunk.preposition == "ب" and "ب" in self.content
        participle = chunk.word.ending == "ا" and not self.view.is_party(chunk)
        return not participle and not (chunk.word.pronoun and chunk.word.base in _PARTS)

    def _noun_phrase(self, k: int, chunk: Chunk) -> int:
        if chunk.reading is not None and chunk.reading.form.tense == "participle":
            return -1
        if chunk.preposition:
            return self._governed(k, chunk)
        if self.relative:
            if self.owner:
                self.relative = self.owner = False
                return self.view.group(k)[-1] + 1
            self.inside.append(k)
            return k + 1
        return self._bare(k, chunk)

    def _governed(self, k: int, chunk: Chunk) -> int:
        """A noun phrase with a preposition: an argument, or where the content begins."""
        group = self.view.group(k)
        if self.asyndetic and self.owner and chunk.preposition in self.wanted:
            self.relative = self.asyndetic = self.owner = False  # ندد X في كلمة ألقاها بـ Y
        (self.args.within if self.relative else self.args.prepositional).append((chunk.preposition, group))
        if "manner" in chunk.word.lists or self.view.words[chunk.first].base == "لا":
            return k + 1  # بقوة, بلا أدلة
        begins = chunk.preposition in self.content and (not self.relative or chunk.preposition == "ب")
        if begins and self._content_here(k):
            self._after_relative(k)
            self.args.content = k
            return -1
        return k + 1 if self.relative else group[-1] + 1

    def _after_relative(self, k: int) -> None:
        """Take the object that follows a relative clause that has its own: يتهم النائب الذي قدم الطلب الحكومة بـ."""
        if not self.relative or len(self.args.bare) != 1 or self.need < 2:
            return
        last = self.inside[-1] if len(self.inside) > 1 else 0
        if last == k - 1 and self.view.is_party(self.view.chunks[last]):
            self.args.bare.append([last])

    def _bare(self, k: int, chunk: Chunk) -> int:
        """A noun phrase that no preposition governs: subject or object, unless it describes one."""
        before = self.view.chunks[k - 1]
        if chunk.conjunction and before.kind == "comma":
            return -1
        if chunk.conjunction and before.kind == "np" and before.preposition:
            return k + 1  # coordinated with what a preposition governs
        if before.reading is not None and before.preposition and not before.word.definite and before.kind == "np":
            return k + 1  # لا يكف عن لوم الاتحاد
        if self.args.bare and not chunk.word.definite and self.view.listed(chunk.word, "saying"):
            return -1  # هاجم X أمس Y قائلا
        group = self.view.group(k)
        if chunk.word.base == "مقر" and chunk.word.pronoun and before.kind == "comma":
            return 0  # ، مقره رام الله،
        if chunk.word.ending == "ا" and self.view.listed(chunk.word, "wrongly"):
            return k + 1  # اتهم ظلما
        if self._apposed(chunk):
            self.args.apposed.append(group)
        else:
            self.args.bare.append(group)
        return group[-1] + 1

    def _apposed(self, chunk: Chunk) -> bool:
        """A title or a member of a body, right after the name it describes."""
        if not self.args.bare or not ("title" in chunk.word.groups or chunk.word.base in ("احد", "عضو", "احدي")):
            return False
        last = self.view.chunks[self.args.bare[-1][-1]]
        if self.view.words[last.first].surface in OPENING:
            return False  # سألت «الأهرام» المتحدث باسم الشركة
        nxt = next((c for c in self.view.chunks if c.first == chunk.end), None)
        between_commas = nxt is not None and nxt.kind == "comma" and last.end == chunk.first - 1
        return (
            (last.end == chunk.first or between_commas)
            and self.view.is_party(last)
            and last.end - last.first > 1
            and not last.word.groups & {"party"}
        )

    def _content_here(self, k: int) -> bool:
        """في and عن begin the content only once the parties are named."""
        chunk = self.view.chunks[k]
        return chunk.preposition == "ب" or bool(self.args.bare and not self.view.is_party(chunk))

    def _preposition(self, k: int, chunk: Chunk) -> int:
        if chunk.word.pronoun:
            if self.asyndetic and chunk.preposition == "من":
                self.relative = self.asyndetic = False  # حصلت الصحيفة على نسخة منه
            elif not self.relative:
                self.args.pronouns.append((chunk.preposition, chunk.word.pronoun, k))
        elif chunk.preposition.startswith("ب") and "ب" in self.content and chunk.preposition in ("ب", "بسبب"):
            self.args.content = k
            return -1
        return k + 1

    def _verb(self, k: int) -> int:
        chunks = self.view.chunks
        if self.relative:
            self.owner = self.owner or bool(chunks[k].word.pronoun)
            return k + 1
        before = chunks[k - 2] if chunks[k - 1].kind == "pp" and k > 1 else chunks[k - 1]
        if self.view.is_text(before) and not chunks[k].word.pronoun and self.view.listed(chunks[k].word, "issued"):
            return k + 1  # في بيان صدر أمس
        if chunks[k].word.pronoun and self.args.bare == [[k - 1]] and self.view.is_text(before):
            self.relative = self.owner = True  # اتهم بيان وقعه أكاديميون
            return k + 1
        if (
            before.kind == "np"
            and not before.word.definite
            and before.preposition
            and not chunks[k].conjunction
            and before.reading is None
        ):
            self.relative = self.asyndetic = True  # في بيان تلقت الصحيفة نسخة منه
            self.owner = bool(chunks[k].word.pronoun)
            return k + 1
        if (
            before.kind == "np"
            and not before.word.definite
            and before.word.ending in ("ا", "ة", "ات", "ين")
            and not chunks[k].conjunction
        ):
            self.relative = True  # a relative clause without الذي after an indefinite noun
            return k + 1
        return -1

    def _clause(self, k: int, chunk: Chunk) -> int:
        if chunk.preposition == "ب" or chunk.word.preposition == "ب":
            self.args.content = k
            return -1
        if self.relative:
            return k + 1
        before = self.view.chunks[k - 1]
        self.args.clause_object = before.kind != "pp" or bool(before.word.pronoun)  # not إزاء ما يجري
        return -1


def after(view: SentenceView, k: int, content: Sequence[str], need: int, wanted: Sequence[str] = ()) -> Arguments:
    """Collect the arguments that follow chunk `k`."""
    walk = _Walk(view, content, need, wanted)
    j, end, size = k + 1, 0, len(view.chunks)
    if j < size and view.chunks[k].kind == VERB and view.chunks[j].kind == "pronoun" and not view.chunks[j].conjunction:
        j += 1  # يحمل هو البلدية المسؤولية
    while 0 <= j < size:
        end = j
        j = walk.step(j)
    walk.args.end = end if j < 0 else size
    return walk.args
