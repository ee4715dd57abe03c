"""Packed files as streams of what is in them, unpacked no further than they are read."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, cast

from .files import UsageError
from .formats import PACKINGS, function
from .places import readable

_WINDOW = 2**27  # bytes a frame may ask to be kept while it is unpacked


class MissingLibraryError(UsageError):
    """A library that the format asks for is not installed; the message says how to get it."""


def missing(what: str, extra: str) -> MissingLibraryError:
    """The sentence for a format whose library is not there."""
    return MissingLibraryError(f"{what} needs more: pip install 'article-cleaner[{extra}]'")


def opened(path: Path, packing: str) -> BinaryIO:
    """Open a file for reading its unpacked bytes; ``-`` is standard input.

    Raises OSError, and MissingLibraryError for a packing that cannot be undone here; while it is
    read, one of ``packing_faults``.
    """
    if path == Path("-"):
        return sys.stdin.buffer
    return function(PACKINGS[packing].opens)(path) if packing else path.open("rb")


def open_gz(path: Path) -> BinaryIO:
    """The unpacked bytes of a .gz file."""
    # imported here, as below: few files are packed
    import gzip

    return cast(BinaryIO, gzip.open(readable(path), "rb"))


def open_bz2(path: Path) -> BinaryIO:
    """The unpacked bytes of a .bz2 file."""
    import bz2

    return cast(BinaryIO, bz2.BZ2File(readable(path)))


def open_xz(path: Path) -> BinaryIO:
    """The unpacked bytes of a .xz file."""
    import lzma

    return _frames(path, lambda: lzma.LZMADecompressor(memlimit=_WINDOW))


def open_zst(path: Path) -> BinaryIO:
    """The unpacked bytes of a .zst file."""
    return _frames(path, _zstandard().ZstdDecompressor(max_window_size=_WINDOW).decompressobj)


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        raise missing("a .zst file", "zst") from None
    return zstandard


def ready(packing: str) -> None:
    """MissingLibraryError where a packing cannot be undone here."""
    if packing == "zst":
        _zstandard()


def _frames(path: Path, begin: Callable[[], Any]) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Frames(path.open("rb"), begin), 1 << 17))


class _Frames(io.RawIOBase):
    """The bytes of the frames of a file; a frame that breaks off is an error.

    Packed bytes go in by the kilobyte, so that no more than some megabytes can come out at once.
    """

    def __init__(self, raw: BinaryIO, begin: Callable[[], Any]) -> None:
        self._raw, self._begin = raw, begin
        self._frame = begin()
        self._packed = self._ready = b""
        self._at = 0
        self._inside = self._after = False

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
        self._packed, self._ready, self._at = b"", b"", 0
        if not piece:
            if self._inside:
                raise EOFError("the file breaks off")
            return False
        if self._after and not self._inside:
            piece = piece.lstrip(b"\0")  # between frames of xz there may be zeros
        if piece:
            self._inside = True
            self._ready = self._frame.decompress(piece)
        if self._frame.eof:
            self._packed, self._inside, self._after = self._frame.unused_data, False, True
            self._frame = self._begin()
        return True


def packing_faults() -> tuple[type[Exception], ...]:
    """What reading a broken packed file raises."""
    known: tuple[type[Exception], ...] = (OSError, EOFError, zlib.error)
    if (zstandard := sys.modules.get("zstandard")) is not None:
        known = (*known, zstandard.ZstdError)
    if (lzma := sys.modules.get("lzma")) is not None:
        known = (*known, lzma.LZMAError)
    return known
