"""WARC in: the HTML pages among the responses, read and unpacked up to a stated size."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from ..files import MOST
from ..packing import missing
from ..reading import capped
from ..types import SourceError

if TYPE_CHECKING:
    from .rows import Row

try:
    from fastwarc.warc import ArchiveIterator, WarcRecordType
except ImportError:
    raise missing("WARC", "warc") from None

_HTML = ("text/html", "application/xhtml+xml")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_TOO_LONG = f"the page is longer than {MOST} bytes"


def read_warc(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row for every HTML response: url, time of the crawl, id and the bytes of the page.

    Responses of other types are no documents. A page that cannot be unpacked, or is too long, is a
    row with a fault.
    """
    from .rows import Row

    number = 0
    for record in _responses(stream):
        # a record that breaks off has no type any more, or less of it than it says
        if (record.http_content_type or "").lower() not in _HTML and not _broken(record):
            continue
        number += 1
        columns: dict[str, Any] = {
            "url": record.headers.get("WARC-Target-URI"),
            "crawled": record.headers.get("WARC-Date"),
            "id": record.record_id or None,
        }
        try:
            page = _page(record)
        except SourceError as fault:
            yield Row(number, carried=columns, fault=str(fault))
            continue
        yield Row(number, {**columns, "html": page}, len(page), columns)


class _Pieces:
    """A stream that hands out what it has before it tells that it breaks off."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes."""
        data: bytes = self._stream.read1(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """How many bytes there were so far."""
        return self._at


def _responses(stream: BinaryIO) -> Iterator[Any]:
    try:
        pieces: Any = _Pieces(stream)
        yield from ArchiveIterator(pieces, WarcRecordType.response, parse_http=True)
    except BaseException as fault:
        panic = type(fault).__name__ == "PanicException"  # of the library, and no Exception
        if not panic and not isinstance(fault, ValueError | RuntimeError):
            raise
        raise SourceError(f"this is not WARC: {fault}") from fault


def _broken(record: Any) -> bool:
    return record.http_content_type is None and (
        record.headers.get("Content-Length") is None
        or len(record.reader.read(MOST)) < min(record.content_length or 0, MOST)
    )


def _page(record: Any) -> bytes:
    packed = capped(record.reader, MOST)
    if packed is None:
        raise SourceError(_TOO_LONG)
    if record.headers.get("Content-Length") is None or len(packed) < record.content_length:
        raise SourceError("the record breaks off")
    headers = record.http_headers or {}
    if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        packed = _joined(packed)
    coding = (headers.get("Content-Encoding") or "").strip().lower()
    if coding in ("", "identity"):
        return packed
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(f"the page is packed as {coding!r}, which is not read here")
    if packed.lstrip()[:1] == b"<":
        return packed  # the crawler has unpacked it and left the header
    return _unpacked(packed, raw=coding == "deflate" and packed[:1] != b"\x78")


def _joined(packed: bytes) -> bytes:
    """The chunks of a transfer as one; bytes that are none, the crawler has joined already."""
    parts, at = [], 0
    while found := _CHUNK.match(packed, at):
        size = int(found[1], 16)
        parts.append(packed[found.end() : found.end() + size])
        at = found.end() + size
        if packed[at : at + 2] == b"\r\n":
            at += 2
        if not size:
            break
    return b"".join(parts) if parts else packed


def _unpacked(packed: bytes, *, raw: bool) -> bytes:
    unpacker = zlib.decompressobj(-15 if raw else 47)  # 47 reads gzip and zlib alike
    try:
        page = unpacker.decompress(packed, MOST + 1)
    except zlib.error as fault:
        raise SourceError(f"the page cannot be unpacked: {fault}") from fault
    if len(page) > MOST:
        raise SourceError(_TOO_LONG)
    return page
