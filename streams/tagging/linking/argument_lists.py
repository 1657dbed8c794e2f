"""The arguments of a predicate, as the walk to its right finds them."""

from dataclasses import dataclass, field

__all__ = ["Arguments"]


@dataclass(slots=True)
class Arguments:
    """The arguments to the right of a predicate."""

    bare: list[list[int]] = field(default_factory=list)
    apposed: list[list[int]] = field(default_factory=list)
    """Titles right after a name, which describe it unless the verb lacks an object: عبد الله جبارة نائب المحافظ."""
    """Groups of coordinated noun phrases that no preposition governs, in order."""
    prepositional: list[tuple[str, list[int]]] = field(default_factory=list)
    """Preposition and the group it governs."""
    within: list[tuple[str, list[int]]] = field(default_factory=list)
    """The same inside a relative clause, which may end before them: ندد من تجمعوا في الساحة بالقانون."""
    pronouns: list[tuple[str, str, int]] = field(default_factory=list)
    """Preposition, pronoun written onto it, chunk: عليه, إليها."""
    content: int | None = None
    """Chunk at which what it is about begins."""
    clause_object: bool = False
    """An object clause follows: ما حصل, أن يكون."""
    end: int = 0
    """Chunk at which the clause ends."""
