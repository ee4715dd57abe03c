"""Rows out: the bytes of a part of an output, and parts joined to the whole.

Whatever was read is written as it was, and the added columns stand after it. A line of JSON is not
written anew but added to, so that every number and escape in it stays as it was spelt.
"""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from ..formats import PACKINGS, function
from ..packing import missing
from .columns import named
from .rows import Row

if TYPE_CHECKING:
    from .tables import Table

_BREAKS = re.compile(rb"[\r\n]")
Pair = tuple[Row, Any]  # a row, and what is added to it


class Writer(NamedTuple):
    """How an output is written.

    ``part`` gives the bytes of some rows, and is told whether they are the first; ``join`` writes
    parts one after another.
    """

    part: Callable[[Sequence[Pair], bool], bytes]
    join: Callable[[Sequence[Path], BinaryIO], None]


def write_jsonl(table: Table | None, names: Sequence[str], prefix: str, packing: str) -> Writer:
    """What writes rows as lines of JSON."""
    return json_writer(packing)


def write_csv(table: Table | None, names: Sequence[str], prefix: str, packing: str) -> Writer:
    """What writes rows of cells, with the separator of the table they are from."""
    separator = table.separator if table else ","
    return csv_writer(names, named(prefix), separator, packing)


def json_writer(packing: str = "") -> Writer:
    """Lines of JSON; every part is packed by itself, and so is the whole of them."""
    pack = _pack(packing)
    return Writer(lambda pairs, _: pack(b"".join(_line(row, more) for row, more in pairs)), _joined)


def lines_writer() -> Writer:
    """Lines that are complete as they are."""
    return Writer(lambda pairs, _: b"".join(line for _, line in pairs), _joined)


def csv_writer(names: Sequence[str], added: Sequence[str], delimiter: str, packing: str) -> Writer:
    """Rows of cells under one heading; lists and objects stand in their cell as JSON."""
    pack = _pack(packing)

    def part(pairs: Sequence[Pair], first: bool) -> bytes:
        text = io.StringIO(newline="")
        out = csv.writer(text, delimiter=delimiter, lineterminator="\n")
        if first:
            out.writerow([*names, *added])
        for row, values in pairs:
            cells = [row.carried[name] for name in names]
            out.writerow([*cells, *(_cell(values[name]) for name in added)])
        return pack(text.getvalue().encode("utf-8", "surrogateescape"))

    return Writer(part, _joined)


def _line(row: Row, members: bytes) -> bytes:
    if isinstance(row.data, bytes):
        line = _BREAKS.sub(b" ", row.data)  # which stand between values: in a string none is sound
    else:
        carried = row.carried if isinstance(row.carried, Mapping) else row.carried.columns()
        line = to_json(carried).encode()
    head = line[:-1].rstrip()
    return b"%b%b%b}\n" % (head, b"" if head == b"{" else b", ", members)


class Json(str):
    """A value in the words of JSON."""

    __slots__ = ()


def plain(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Columns with their lists and objects as JSON."""
    return {
        name: Json(to_json(value)) if isinstance(value, list | dict) else value
        for name, value in columns.items()
    }


def to_json(value: Any) -> str:
    """JSON of any value a table can hold; what JSON has no word for is null or text."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=_plain, allow_nan=False)
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, default=_plain)
    except ValueError:
        return to_json(_finite(value))
    return text


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and value - value != 0 else value


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return to_json(value)
    try:
        value.encode()
    except UnicodeEncodeError:  # a lone surrogate would not be the same byte again
        return value.encode("utf-8", "backslashreplace").decode()
    return value


def _pack(packing: str) -> Callable[[bytes], bytes]:
    return function(PACKINGS[packing].packs) if packing else bytes


def _joined(parts: Sequence[Path], out: BinaryIO) -> None:
    for path in parts:
        with path.open("rb") as part:
            shutil.copyfileobj(part, out, 1 << 20)


def pack_gz(data: bytes) -> bytes:
    """A part of an output as .gz."""
    return gzip.compress(data, 6, mtime=0)


def pack_zst(data: bytes) -> bytes:
    """A part of an output as .zst."""
    try:
        import zstandard
    except ImportError:
        raise missing("a .zst file", "zst") from None
    return zstandard.compress(data, 6)


def pack_bz2(data: bytes) -> bytes:
    """A part of an output as .bz2."""
    # imported here, as below: few tables are packed so
    import bz2

    return bz2.compress(data)


def pack_xz(data: bytes) -> bytes:
    """A part of an output as .xz."""
    import lzma

    return lzma.compress(data)
