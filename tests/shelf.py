"""Tables of every form for the tests, sound ones and broken ones."""

import csv
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

PACKS = {"": bytes, "gz": lambda data: gzip.compress(data, mtime=0), "zst": zstandard.compress}


def put(name, data):
    """Write a file, making its folder."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def jsonl(rows, packing=""):
    return PACKS[packing](
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    )


def table(rows, packing="", delimiter=","):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return PACKS[packing](text.getvalue().encode())


def parquet(rows):
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, row_group_size=3)
    return out.getvalue()


def response(number, page, *, kind="text/html", coding="", chunked=False, length=0):
    """A record of WARC; ``length`` is added to what it says its length is."""
    packed = {"gzip": gzip.compress, "": bytes}.get(coding, bytes)(page)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
    head += f"Content-Encoding: {coding}\r\n" if coding else ""
    if chunked:
        head += "Transfer-Encoding: chunked\r\n"
        half = len(packed) // 2
        pieces = (packed[:half], packed[half:], b"")
        packed = b"".join(b"%x;x=1\r\n%b\r\n" % (len(piece), piece) for piece in pieces)
    block = head.encode() + b"\r\n" + packed
    return (
        (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-03T00:00:00Z\r\n"
            f"WARC-Target-URI: https://a.example/{number}\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block) + length}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def warc(pages, packing="", **options):
    return b"".join(PACKS[packing](response(i, page, **options)) for i, page in enumerate(pages))
