"""Records that nobody should have to read: kinds by their weight, keys of every sort; seeded, without end."""

import random
from collections.abc import Iterator

from tests.faults.bad_kinds import KINDS, Kind, Verdicts
from tests.faults.oracle import Raw

__all__ = ["generate"]


def generate(seed: int, only: Kind | None = None) -> Iterator[tuple[Raw, Verdicts]]:
    """One record after the other, kinds by their weight or `only` one kind, keys of every sort."""
    rng = random.Random(seed)
    weights = [weight for weight, _ in KINDS]
    number = 0
    while True:
        kind = only or rng.choices(KINDS, weights)[0][1]
        name = f"bad-{seed}-{number}"
        value, verdicts = kind(rng, name)
        yield Raw(_key(rng, name), value), verdicts
        number += 1


def _key(rng: random.Random, name: str) -> bytes | None:
    # Never two alike: what a record is known by in its topic are its key and value together.
    return rng.choice((name.encode(), name.encode(), name.encode("utf-16"), b"\xff\x00\xfe" + name.encode(), None))
