"""WARC and WET in: HTML pages and texts made of them, read and unpacked up to a stated size."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from ..files import MOST
from ..kinds import strange
from ..packing import missing, opened
from ..reading import capped
from ..types import SourceError
from .rows import Row

if TYPE_CHECKING:
    from .tables import Table

try:
    from fastwarc.warc import ArchiveIterator, WarcRecordType
except ImportError:
    raise missing("WARC", "warc") from None

_READ = WarcRecordType.response | WarcRecordType.conversion
_TEXT = "text/plain"
_HTML = ("text/html", "application/xhtml+xml")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_TOO_LONG = f"the document is longer than {MOST} bytes"


def read_archive(table: Table, _: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield the rows of a WARC or WET file; see ``read_warc``."""
    with opened(table.source.path, table.packing) as stream:
        yield from read_warc(stream)


def read_warc(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row for every HTML response and every text that one was converted to (WET).

    A row has url, time of the crawl, id, and the bytes of the page as ``html`` or those of the
    text as ``text``. Records of other types are no documents. One that cannot be unpacked, breaks
    off, is too long, or of a text is none by its content, is a row with a fault.
    """
    number = 0
    for record in _records(stream):
        if not _is_document(record):
            continue
        number += 1
        columns: dict[str, Any] = {
            "url": record.headers.get("WARC-Target-URI"),
            "crawled": record.headers.get("WARC-Date"),
            "id": record.record_id or None,
        }
        try:
            name, data = _content(record)
        except SourceError as fault:
            yield Row(number, carried=columns, fault=str(fault))
            continue
        yield Row(number, {**columns, name: data}, len(data), columns)


def _is_document(record: Any) -> bool:
    """Whether a record is a page or a text, or breaks off before it tells what it is."""
    if record.record_type == WarcRecordType.conversion:
        return _type_of(record) in (_TEXT, "")
    # a record that breaks off has no type any more, or less of it than it says
    return (record.http_content_type or "").lower() in _HTML or _broken(record)


def _type_of(record: Any) -> str:
    said: str = record.headers.get("Content-Type") or ""
    return said.partition(";")[0].strip().lower()


def _content(record: Any) -> tuple[str, bytes]:
    """The column that the content of a record is, and its bytes."""
    if record.record_type != WarcRecordType.conversion:
        return "html", _page(record)
    text = _whole(record)
    if what := strange(text):
        raise SourceError(f"{what.partition(';')[0]}, no text")
    return "text", text


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


def _records(stream: BinaryIO) -> Iterator[Any]:
    try:
        pieces: Any = _Pieces(stream)
        yield from ArchiveIterator(pieces, _READ, parse_http=True)
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


def _whole(record: Any) -> bytes:
    """All that a record holds; SourceError where that is too long or breaks off."""
    data = capped(record.reader, MOST)
    if data is None:
        raise SourceError(_TOO_LONG)
    if record.headers.get("Content-Length") is None or len(data) < record.content_length:
        raise SourceError("the record breaks off")
    return data


def _page(record: Any) -> bytes:
    packed = _whole(record)
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
