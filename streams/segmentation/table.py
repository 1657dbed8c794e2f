"""A read-only dictionary of Arabic words in one block of bytes: nothing to build on loading, pages shared by processes.

Words are written one byte a letter (ISO 8859-6: letters are 0xC1-0xEA). Every other byte is below 0x80, so a word is
found whole or not at all. Words with the same hash lie together in a slot, as entries `KIND word END payload`.
"""

import zlib
from array import array
from codecs import charmap_encode
from collections.abc import Sequence
from encodings.iso8859_6 import encoding_table
from itertools import accumulate
from typing import Final, Protocol

__all__ = ["Blob", "Entry", "WordTable", "build_table"]

END: Final = b"\x02"
FIRST_LETTER: Final = 0xC1
WORDS_PER_SLOT: Final = 3
"""On average. Fewer are faster to search, more need fewer offsets."""


class Blob(Protocol):
    """What `bytes` and `mmap.mmap` have in common, as far as the table needs it."""

    def find(self, sub: bytes, start: int, end: int, /) -> int:
        """Position of `sub` between `start` and `end`, or -1."""

    def __getitem__(self, where: slice, /) -> bytes:
        """The bytes of a slice."""

    def __len__(self) -> int:
        """Number of bytes."""


class WordTable:
    """Looks words up in `data`, whose slot `i` is `data[offsets[i]:offsets[i + 1]]`. There are a power of two slots."""

    __slots__ = ("data", "mask", "offsets")

    def __init__(self, data: Blob, offsets: memoryview) -> None:
        self.data = data
        self.offsets = offsets
        self.mask = len(offsets) - 2

    def payload(self, kind: bytes, word: str, size: int) -> bytes | None:
        """The `size` bytes of the entry for `word` under `kind` (one byte below 0x80), or None if there is none."""
        try:
            key = charmap_encode(word, "strict", encoding_table)[0]  # `str.encode` finds the codec first: twice as long
        except UnicodeEncodeError:  # a letter that no entry can hold
            return None
        slot = zlib.crc32(key) & self.mask
        at = self.data.find(kind + key + END, self.offsets[slot], self.offsets[slot + 1])
        if at < 0:
            return None
        at += len(key) + 2
        return self.data[at : at + size]


Entry = tuple[bytes, str, bytes]
"""Kind (one byte below 0x80), word, payload (bytes below 0x80)."""


def build_table(entries: Sequence[Entry]) -> "tuple[bytes, array[int]]":
    """Data and slot offsets for the entries.

    Words with letters that the table cannot hold are left out: Farasa splits words of Arabic letters only.
    """
    slots = 1 << max(len(entries) // WORDS_PER_SLOT, 1).bit_length()
    parts: list[list[bytes]] = [[] for _ in range(slots)]
    for kind, word, payload in entries:
        try:
            key = word.encode("iso8859-6")
        except UnicodeEncodeError:
            continue
        if key and min(key) >= FIRST_LETTER:
            parts[zlib.crc32(key) & (slots - 1)].append(kind + key + END + payload)
    chunks = [b"".join(part) for part in parts]
    return b"".join(chunks), array("I", accumulate(map(len, chunks), initial=0))
