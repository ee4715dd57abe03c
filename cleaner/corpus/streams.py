"""Bytes out of plain and packed files, never more of them at once than stated."""

from __future__ import annotations

import csv
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..files import UsageError, cause_of
from ..types import SourceError

LINE = 64_000_000  # bytes of one line; a document and its columns are far below it
_WINDOW = 2**27  # bytes a zst frame may ask to be kept
_PACKED = {".gz": "gz", ".zst": "zst"}


class MissingLibraryError(UsageError):
    """A library that the format asks for is not installed; the message says how to get it."""


def missing(what: str, extra: str) -> MissingLibraryError:
    """The sentence for a format whose library is not there."""
    return MissingLibraryError(f"{what} needs more: pip install 'article-cleaner[{extra}]'")


def unpacked_name(name: str) -> tuple[str, str]:
    """``a.jsonl.gz`` as ``a.jsonl`` and ``gz``; the second is empty for what is not packed."""
    for end, packing in _PACKED.items():
        if name.lower().endswith(end):
            return name[: -len(end)], packing
    return name, ""


def opened(path: Path, packing: str) -> BinaryIO:
    """Open a file for reading its unpacked bytes; ``-`` is standard input.

    Raises OSError, and MissingLibraryError for a packing that cannot be undone here.
    """
    raw = sys.stdin.buffer if path == Path("-") else path.open("rb")
    if packing == "gz":
        unpacked: Any = gzip.GzipFile(fileobj=raw)
        unpacked.myfileobj = raw  # closed with it
        return cast(BinaryIO, unpacked)
    return cast(BinaryIO, io.BufferedReader(_Unpacked(raw), 1 << 17)) if packing == "zst" else raw


class _Unpacked(io.RawIOBase):
    """The bytes of a .zst file; a frame that breaks off is an error, which zstandard lets pass.

    Packed bytes go in by the kilobyte, so that no more than some megabytes can come out at once.
    """

    def __init__(self, raw: BinaryIO) -> None:
        try:
            from zstandard import ZstdDecompressor
        except ImportError:
            raw.close()
            raise missing("a .zst file", "zst") from None
        self._raw = raw
        self._unpacker = ZstdDecompressor(max_window_size=_WINDOW)
        self._frame = self._unpacker.decompressobj()
        self._packed = self._ready = b""
        self._at = 0
        self._inside = False

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._raw.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        while self._at == len(self._ready):
            if not self._more():
                return 0
        size = min(len(buffer), len(self._ready) - self._at)
        buffer[:size] = self._ready[self._at : self._at + size]
        self._at += size
        return size

    def _more(self) -> bool:
        """Unpack the next piece; False at the end of the file."""
        piece = self._packed or self._raw.read(1024)
        self._packed = b""
        if not piece:
            if self._inside:
                raise EOFError("the file breaks off")
            return False
        self._inside = True
        self._ready, self._at = self._frame.decompress(piece), 0
        if self._frame.eof:
            self._packed, self._inside = self._frame.unused_data, False
            self._frame = self._unpacker.decompressobj()
        return True


def faults() -> tuple[type[Exception], ...]:
    """What reading a broken file raises."""
    known: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error, csv.Error, SourceError)
    if (zstandard := sys.modules.get("zstandard")) is not None:
        known = (*known, zstandard.ZstdError)
    return known


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
