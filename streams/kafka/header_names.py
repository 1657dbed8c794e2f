"""Reading records whose header names are no UTF-8, which aiokafka cannot: one of them would stop its partition.

Kafka's protocol wants UTF-8 there, but no broker checks it, so any producer can send such a record. aiokafka's reader
is compiled; the batch it fails at is read again, from the record it failed at on, with its reader in Python, which can
be told how to decode (private names: `tests/unit/test_header_names.py` fails first if they move).
"""

from collections.abc import Iterator
from typing import Any

from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords, _MemoryRecordsPy

__all__ = ["accept_any_header_name"]


def accept_any_header_name() -> None:
    """From now on all consumers of this process read them; bytes that are no UTF-8 show as `\\xff`."""
    fetcher.MemoryRecords = _Records


class _Records:
    """The batches of one answer to a fetch, as `MemoryRecords` gives them."""

    def __init__(self, data: Any) -> None:
        self._data, self._records, self._taken = data, MemoryRecords(data), 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._records, name)

    def next_batch(self) -> Any:
        """The next batch, None when there is no more."""
        batch = self._records.next_batch()
        self._taken += 1
        return None if batch is None else _Batch(batch, self._data, self._taken)


class _Batch:
    """A batch that is read again if it must be."""

    def __init__(self, batch: Any, data: Any, number: int) -> None:
        self._batch, self._data, self._number = batch, data, number

    def __getattr__(self, name: str) -> Any:
        return getattr(self._batch, name)

    def __next__(self) -> Any:
        return next(self._batch)  # of a transaction's marker, whose headers are Kafka's own

    def __iter__(self) -> Iterator[Any]:
        read = -1
        try:
            for record in self._batch:
                read = record.offset
                yield record
        except UnicodeDecodeError:
            yield from (record for record in self._again() if record.offset > read)

    def _again(self) -> Iterator[Any]:
        records = _MemoryRecordsPy(bytes(self._data))
        for _ in range(self._number - 1):
            records.next_batch()
        return iter(_LenientBatch(records._next_slice))


class _LenientBatch(_DefaultRecordBatchPy):  # type: ignore[misc] # aiokafka has no types
    def _maybe_uncompress(self) -> None:
        super()._maybe_uncompress()
        self._buffer: bytearray = _LenientBuffer(self._buffer)


class _LenientBuffer(bytearray):
    """Bytes whose parts decode whatever they are."""

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        return _LenientBuffer(found) if isinstance(place, slice) else found

    def decode(self, encoding: str = "utf-8", _errors: str = "strict") -> str:
        """As text, with what is none escaped."""
        return super().decode(encoding, "backslashreplace")
