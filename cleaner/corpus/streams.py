"""Bytes out of plain and packed files, never more of them at once than stated."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..files import cause_of
from ..kinds import told_by_content
from ..packing import opened, packing_faults
from ..reading import marked
from ..types import SourceError

LINE = 64_000_000  # bytes of one line; a document and its columns are far below it
_HEAD = 512  # bytes by which a file is known to be no text
NOT_UTF8 = "not UTF-8; say with --encoding what it is (--encoding cp1252)"
_KEPT = re.compile(r"[\udc80-\udcff]")
_OTHER = "say with --encoding what it is"


def opened_text(path: Path, packing: str, encoding: str | None) -> BinaryIO:
    """Open a table of text for reading its unpacked bytes as UTF-8; ``-`` is standard input.

    A byte order mark of UTF-16 or UTF-32 outweighs ``encoding``. Raises as ``opened`` does, and
    SourceError for what is no text, also while it is read.
    """
    stream: Any = opened(path, packing)
    try:
        if not hasattr(stream, "peek"):
            stream = io.BufferedReader(stream)
        head = stream.peek(_HEAD)[:_HEAD]
        if what := told_by_content(head):
            raise SourceError(f"{what}, no table of text")
        encoding = encoding_of(head, encoding)
    except BaseException:
        stream.close()
        raise
    return cast(BinaryIO, io.BufferedReader(_Recoded(stream, encoding)) if encoding else stream)


def is_utf8(cell: str) -> bool:
    """Whether a cell has no bytes in it that are not UTF-8, kept as lone surrogates."""
    return cell.isascii() or _KEPT.search(cell) is None


def encoding_of(head: bytes, encoding: str | None) -> str | None:
    """What a table that begins so is encoded in, None for UTF-8."""
    return marked(head) or (None if encoding == "utf-8" else encoding)


class _Recoded(io.RawIOBase):
    """The bytes of a text as UTF-8, whatever it is encoded in."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream, self._encoding = stream, encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        while not self._ready and not self._ended:
            piece = self._stream.read(1 << 16)
            self._ended = not piece
            try:
                self._ready = self._decoder.decode(piece, self._ended).encode()
            except UnicodeError:
                raise SourceError(f"not {self._encoding}; {_OTHER}") from None
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        return size


def faults() -> tuple[type[Exception], ...]:
    """What reading a broken file raises."""
    return (*packing_faults(), csv.Error, SourceError)


def broken(fault: Exception) -> str:
    """Say in a few words why a file cannot be read."""
    if isinstance(fault, OSError | SourceError):
        return cause_of(fault)
    return f"{fault}".lower()


def capped_lines(stream: BinaryIO, most: int = LINE) -> Iterator[bytes | None]:
    """Yield every line with its end, and None for one of more than ``most`` bytes."""
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield None
