"""JSON as people have it: a value a line, an array, or values that run over several lines. In bounded memory."""

import codecs
import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from streams.cli.lines import Line, read_lines
from streams.cli.sources.reading import Found, Reading

__all__ = ["read_json", "read_lines_raw"]

_CHUNK: Final = 1 << 16
_KEEP: Final = "surrogateescape"
_WHOLE: Final = re.compile(rb'\s*(?:\[|\{\s*\n\s*["}])')
_BETWEEN: Final = re.compile(r"[\s,]*")
_DECODER: Final = json.JSONDecoder(strict=False)  # where a value ends; what it is worth is for the contract to say


def read_json(stream: BinaryIO, place: str, _name: str, reading: Reading) -> Iterator[Found]:
    """JSON Lines, or, where the first character opens an array or the first line but an object, whole values."""
    head = stream.peek(1).removeprefix(codecs.BOM_UTF8)  # type: ignore[attr-defined] # all are buffered
    if _WHOLE.match(head):
        yield from _read_values(stream, place, reading.longest)
        return
    for line in read_lines(stream, reading.longest):
        if line.value != b"":
            yield _found(line, place, reading.longest)


def read_lines_raw(stream: BinaryIO, place: str, _name: str, reading: Reading) -> Iterator[Found]:
    """Every line that is not empty, whatever it is."""
    for line in read_lines(stream, reading.longest):
        if line.value != b"":
            yield _found(line, place, reading.longest)


def _found(line: Line, place: str, longest: int) -> Found:
    place = f"{place}:{line.number}"
    if line.value is None:
        return Found(place, line.size, problem=_too_large(longest, line.size))
    return Found(place, line.size, line.value)


def _too_large(longest: int, size: int) -> str:
    return f"too_large: expected at most {longest} bytes, got {size}"


def _read_values(stream: BinaryIO, place: str, longest: int) -> Iterator[Found]:
    """One value after another, with what separates them. After a problem nobody knows where the next one begins."""
    values, number = _Values(stream), 0
    try:
        while (value := values.next(longest)) is not None:
            number += 1
            yield Found(f"{place}: item {number}", len(value), value)
    except RecursionError:
        problem = "too_large: nested too deep"
    except ValueError as error:
        problem = f"invalid_json: expected JSON: {error}"
    else:
        return
    yield Found(f"{place}: item {number + 1}", 0, problem=f"{problem}; the rest of the file was not read")


class _Values:
    """The text of a stream of values, decoded as it is needed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        # Bytes that are no UTF-8 go through, so that they spoil the value that they stand in and no other.
        self._decode = codecs.getincrementaldecoder("utf-8-sig")(_KEEP).decode
        self._text, self._ended, self._in_array = "", False, False

    def next(self, longest: int) -> bytes | None:
        """The bytes of the next value, None at the end. Raises `ValueError` where there is none."""
        opened = self._skip()
        if opened == "[" and not self._in_array:
            self._in_array, self._text = True, self._text[1:]
            opened = self._skip()
        if opened == "]" and self._in_array:
            self._in_array, self._text = False, self._text[1:]
            opened = self._skip()
        if not opened:
            if self._in_array:
                raise ValueError("the array is not closed")
            return None
        return self._value(longest)

    def _skip(self) -> str:
        """Past what stands between values; gives the character that comes then, none at the end."""
        while True:
            self._text = self._text[_BETWEEN.match(self._text).end() :]  # type: ignore[union-attr] # matches nothing too
            if self._text or not self._more(_CHUNK):
                return self._text[:1]

    def _value(self, longest: int) -> bytes:
        while True:
            try:
                _, end = _DECODER.raw_decode(self._text)
            except ValueError:
                if len(self._text) > longest:
                    raise ValueError(f"a value of at most {longest} bytes, got more") from None
                # As much again: a long value is tried a few times, not once a chunk.
                if not self._more(max(_CHUNK, len(self._text))):
                    raise
                continue
            value, self._text = self._text[:end], self._text[end:]
            return value.encode(errors=_KEEP)

    def _more(self, size: int) -> bool:
        if self._ended:
            return False
        came = self._stream.read(size)
        self._ended = not came
        self._text += self._decode(came, final=self._ended)
        return True
