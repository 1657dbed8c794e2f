"""What linking finds: parties as runs of words, and a link for each trigger."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

__all__ = ["Antecedent", "Link", "Party"]

Antecedent = Literal["same_sentence", "previous_sentence"]


class Party(NamedTuple):
    """A run of words that names a party."""

    first: int
    end: int
    antecedent: Antecedent | None = None


@dataclass(slots=True)
class Link:
    """What linking found for one trigger."""

    rule: str
    accusers: list[Party] = field(default_factory=list)
    accused: list[Party] = field(default_factory=list)
    content: tuple[int, int] | None = None
    """Words of what it is about, first and end."""
    reciprocal: bool = False
    legal: bool = False
    """A legal procedure is named, or a legal actor accuses."""
    keep: bool = True
    """False when the grammar shows that there is no event."""
