"""A header name that is no UTF-8 stops aiokafka's reader, and with it the partition; here it is read."""

from collections.abc import Sequence
from typing import Any

import pytest
from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy
from aiokafka.record.memory_records import MemoryRecords

from streams.kafka.header_names import _Records, accept_any_header_name

Header = tuple[str, bytes | None]


class NoUtf8(str):
    """What only a client in another language, or an attacker, puts on the wire."""

    __slots__ = ()

    def encode(self, *_: Any) -> bytes:
        return b"a\xff"


def batch(first: int, headers: Sequence[Sequence[Header]], codec: int) -> bytes:
    builder = _DefaultRecordBatchBuilderPy(2, codec, 0, -1, -1, -1, 1_000_000)
    for number, some in enumerate(headers):
        assert builder.append(number, 0, b"k%d" % (first + number), None if number % 2 else b"v", list(some))
    data = bytearray(builder.build())
    data[:8] = first.to_bytes(8, "big")  # the base offset is for the broker to set, and in no checksum
    return bytes(data)


def read(records: Any) -> list[tuple[int, bytes, bytes | None, list[Header]]]:
    found = []
    while records.has_next():
        one = records.next_batch()
        assert one.validate_crc()
        found += [(record.offset, record.key, record.value, list(record.headers)) for record in one]
    return found


GOOD: list[Header] = [("ع", b"\xff"), ("empty", None)]
BAD: list[Header] = [("first", b"1"), (NoUtf8("?"), b"x")]


@pytest.mark.parametrize("codec", [0, 1, 3, 4])
def test_reads_every_record_with_its_neighbours(codec: int) -> None:
    data = batch(10, [GOOD, GOOD], codec) + batch(12, [GOOD, BAD, GOOD, BAD], codec) + batch(16, [GOOD], codec)
    with pytest.raises(UnicodeDecodeError):
        read(MemoryRecords(data))
    found = read(_Records(data))
    assert [(offset, key) for offset, key, _, _ in found] == [(n, b"k%d" % n) for n in range(10, 17)]
    assert [value for _, _, value, _ in found] == [b"v", None, b"v", None, b"v", None, b"v"]
    escaped = [("first", b"1"), ("a\\xff", b"x")]
    assert [headers for _, _, _, headers in found] == [GOOD, GOOD, GOOD, escaped, GOOD, escaped, GOOD]


def test_good_batches_are_those_of_aiokafka() -> None:
    data = batch(0, [GOOD, []], 3) + batch(2, [GOOD], 0)
    assert read(_Records(data)) == read(MemoryRecords(data))


def test_is_what_consumers_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetcher, "MemoryRecords", fetcher.MemoryRecords)  # put back afterwards
    accept_any_header_name()
    assert fetcher.MemoryRecords is _Records
