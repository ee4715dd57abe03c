"""WARC in: the HTML pages among the responses, read and unpacked up to a stated size."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from .columns import MOST
from .streams import missing
from .types import SourceError

if TYPE_CHECKING:
    from .tables import Row

try:
    from fastwarc.warc import ArchiveIterator, WarcRecordType
except ImportError:
    raise missing("WARC", "warc") from None

_HTML = ("text/html", "application/xhtml+xml")
_SPARE = 64_000  # bytes of chunk borders beyond those of the page


def read_warc(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row for every HTML response: its url, date, id and the bytes of the page.

    Responses of other types are no documents. A page that cannot be unpacked, or is too long, is a
    row with a fault.
    """
    from .tables import Row

    number = 0
    for record in _responses(stream):
        if (record.http_content_type or "").lower() not in _HTML:
            continue
        number += 1
        columns: dict[str, Any] = {
            "url": record.headers.get("WARC-Target-URI"),
            "date": record.headers.get("WARC-Date"),
            "id": record.record_id,
        }
        try:
            page = _page(record)
        except SourceError as fault:
            yield Row(number, carried=columns, fault=str(fault))
            continue
        yield Row(number, {**columns, "html": page}, len(page), columns)


def _responses(stream: BinaryIO) -> Iterator[Any]:
    try:
        yield from ArchiveIterator(stream, WarcRecordType.response, parse_http=True)
    except (ValueError, RuntimeError) as fault:
        raise SourceError(f"this is not WARC: {fault}") from fault


def _page(record: Any) -> bytes:
    packed = record.reader.read(MOST + 1)
    if len(packed) > MOST:
        raise SourceError(f"the page is longer than {MOST} bytes")
    headers = record.http_headers
    coding = (headers.get("Content-Encoding") or "").strip().lower() if headers else ""
    if coding in ("", "identity"):
        return bytes(packed)
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise SourceError(f"the page is packed as {coding!r}, which is not read here")
    return _unpacked(packed, raw=coding == "deflate" and packed[:1] != b"\x78")


def _unpacked(packed: bytes, *, raw: bool) -> bytes:
    unpacker = zlib.decompressobj(-15 if raw else 47)  # 47 reads gzip and zlib alike
    try:
        page = unpacker.decompress(packed, MOST + 1)
    except zlib.error as fault:
        raise SourceError(f"the page cannot be unpacked: {fault}") from fault
    if len(page) > MOST:
        raise SourceError(f"the page is longer than {MOST} bytes")
    return page
