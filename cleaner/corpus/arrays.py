"""Files of JSON in one piece: the objects of an array, one after another, read as they come.

The file may hold one array of objects, a single object, or objects with anything between them that
JSON parts values by. Nothing is parsed here but where each value ends, so a row stays bytes until
a worker reads it, and a broken one costs no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from .rows import Row
from .streams import LINE
from .tables import opened_table

if TYPE_CHECKING:
    from .tables import Table

_PIECE = 1 << 16  # bytes read at once
_GAP = re.compile(rb"[\s,\[\]\xef\xbb\xbf]*")
_BRACES = re.compile(rb'["{}]')
_QUOTES = re.compile(rb'["\\]')
_SCALAR = re.compile(rb'[^\s,\[\]{}"]*')


def read_json(table: Table, _: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield a row for every value of a file of JSON; SourceError where the last one breaks off."""
    with opened_table(table) as stream:
        for number, value in enumerate(values_in(stream), 1):
            if value is None:
                yield Row(number, fault=f"an object of more than {LINE} bytes")
            elif value:
                yield Row(number, value, len(value))
            else:
                yield Row(number, fault="the file breaks off")


def values_in(stream: BinaryIO, most: int = LINE) -> Iterator[bytes | None]:
    """Yield the bytes of every value: None for one of more than ``most``, none for half a one."""
    splitter = _Splitter(most)
    while piece := stream.read(_PIECE):
        yield from splitter.feed(piece)
    yield from splitter.rest()


class _Splitter:
    """Where values end: a scalar at a gap, a string at its quote, an object at its last brace."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: list[bytes] = []
        self._size = self._depth = 0
        self._step: Callable[[bytes, int], int] = self._gap

    def feed(self, piece: bytes) -> Iterator[bytes | None]:
        """Read on; yield the values that end in ``piece``."""
        at = begin = 0
        while at < len(piece):
            inside = self._step != self._gap
            at = self._step(piece, at)
            if not inside:
                begin = at
            elif self._step == self._gap:
                self._keep(piece[begin:at])
                yield self._taken()
        if self._step != self._gap:
            self._keep(piece[begin:])

    def rest(self) -> Iterator[bytes | None]:
        """Yield what is left at the end of the file."""
        if self._step == self._scalar:
            yield self._taken()
        elif self._step != self._gap:
            yield b""

    def _keep(self, part: bytes) -> None:
        self._size += len(part)
        if self._size <= self._most:
            self._parts.append(part)
        else:
            self._parts.clear()

    def _taken(self) -> bytes | None:
        value = b"".join(self._parts) if self._size <= self._most else None
        self._parts.clear()
        self._size = 0
        return value

    def _gap(self, piece: bytes, at: int) -> int:
        at = _end(_GAP, piece, at)
        if at < len(piece):
            self._depth = 0
            self._step = self._object if piece[at] in b'{"' else self._scalar
        return at

    def _scalar(self, piece: bytes, at: int) -> int:
        end = _end(_SCALAR, piece, at)
        if end < len(piece):
            self._step = self._gap
            end = max(end, at + 1)  # a brace that closes nothing is a value of its own
        return end

    def _object(self, piece: bytes, at: int) -> int:
        """To the next brace or quote."""
        found = _BRACES.search(piece, at)
        if found is None:
            return len(piece)
        if found[0] == b'"':
            self._step = self._string
        else:
            self._depth += 1 if found[0] == b"{" else -1
            if self._depth == 0:
                self._step = self._gap
        return found.end()

    def _string(self, piece: bytes, at: int) -> int:
        """To the next quote or backslash in a string."""
        found = _QUOTES.search(piece, at)
        if found is None:
            return len(piece)
        if found[0] == b"\\":
            self._step = self._escape
        else:
            self._step = self._object if self._depth else self._gap
        return found.end()

    def _escape(self, _: bytes, at: int) -> int:
        self._step = self._string
        return at + 1


def _end(pattern: re.Pattern[bytes], piece: bytes, at: int) -> int:
    found = pattern.match(piece, at)
    return found.end() if found else at
