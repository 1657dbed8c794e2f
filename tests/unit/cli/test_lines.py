"""Lines in bounded memory."""

import io

import pytest

from streams.cli.lines import Line, read_lines


def read(content: bytes, longest: int = 10) -> list[Line]:
    return list(read_lines(io.BytesIO(content), longest))


def test_every_line_comes_with_its_number_and_size() -> None:
    assert read(b"one\r\n\nthree") == [Line(1, 5, b"one"), Line(2, 1, b""), Line(3, 5, b"three")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_a_line_at_the_limit_is_whole(end: bytes) -> None:
    assert [line.value for line in read(b"x" * 10 + end)] == [b"x" * 10]


@pytest.mark.parametrize("size", [11, 12, 13, 100])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
def test_a_longer_line_is_skipped_and_its_size_told(size: int, end: bytes) -> None:
    assert read(b"x" * size + end + b"y")[0] == Line(1, size + len(end or b"y"), None)
    assert read(b"x" * size + b"\ny")[1] == Line(2, 1, b"y")


def test_a_byte_order_mark_is_dropped_at_the_start_only() -> None:
    assert [line.value for line in read(b"\xef\xbb\xbfa\n\xef\xbb\xbfb")] == [b"a", b"\xef\xbb\xbfb"]


class Endless(io.RawIOBase):
    """A line of a gibibyte, made as it is read, that remembers the largest piece asked for."""

    def __init__(self) -> None:
        self.left, self.largest = 1 << 30, 0

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert size > 0, "the whole line was asked for"
        self.largest = max(self.largest, size)
        piece = min(size, self.left)
        self.left -= piece
        return bytes(piece)


def test_a_line_without_end_never_fills_the_memory() -> None:
    endless = Endless()
    lines = list(read_lines(endless, 10))  # type: ignore[arg-type] # the part of a binary stream that is used
    assert lines == [Line(1, 1 << 30, None)]
    assert endless.largest <= 1 << 20
