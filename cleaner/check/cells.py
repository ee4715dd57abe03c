"""The texts inside tables of lines: where each stands, and how another takes its place.

``clean`` adds columns beside what a table holds; ``check`` and ``fix`` are about the text column
itself. A line of JSON or a row of CSV keeps every byte but those of the text that was replaced.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from ..corpus.columns import content_of
from ..corpus.fields import Fields, value_of
from ..corpus.streams import LINE, NOT_UTF8, capped_lines, is_utf8
from ..corpus.tables import Table, object_of, opened_table
from ..files import MOST, TOO_LONG
from ..types import SourceError

_SPACE = re.compile(r"[ \t\r\n]*+")
_VALUE = json.JSONDecoder()


class Cell(NamedTuple):
    """The text of one record, or the reason why there is none to be had.

    ``number`` is that of the record, ``line`` the line of the file it begins on (0: no lines),
    ``name`` its id. ``text`` is None where there is nothing to clean. ``raw`` is all of the record
    as it stands in the file, and the text as the file spells it is ``raw[start:end]``.
    """

    number: int
    line: int
    name: str = ""
    text: str | None = None
    raw: str = ""
    start: int = 0
    end: int = 0
    fault: str = ""


def text_in(columns: Any, fields: Fields) -> tuple[str | None, str]:
    """The text of a record and its id; raises SourceError when what is there is no text."""
    name = fields.text or fields.html
    text = content_of(columns, name)
    if isinstance(text, bytes):
        raise SourceError(f"the column {name!r} holds no text but bytes")
    if text is not None and len(text) > MOST:
        raise SourceError(TOO_LONG)
    known = value_of(columns, fields.id) if fields.id else None
    return text, "" if known is None else str(known)


def json_cells(table: Table, fields: Fields) -> Iterator[Cell]:
    """Yield every line of JSON; blank ones have no text. SourceError for a line without end."""
    with opened_table(table) as stream:
        yield from json_records(stream, fields)


def json_records(stream: BinaryIO, fields: Fields) -> Iterator[Cell]:
    """Yield the cell of every line; raises as ``json_cells``."""
    for number, line in enumerate(capped_lines(stream), 1):
        if line is None:
            raise SourceError(f"line {number} has more than {LINE} bytes")
        raw = line.decode("utf-8", "surrogateescape")
        cell = Cell(number, number, raw=raw)
        if line.strip():
            try:
                line.decode()
                cell = _json_cell(cell, fields)
            except UnicodeDecodeError:
                cell = cell._replace(fault=NOT_UTF8)
            except SourceError as fault:
                cell = cell._replace(fault=str(fault))
        yield cell


def _json_cell(cell: Cell, fields: Fields) -> Cell:
    try:
        values, places = _members(cell.raw)
    except (ValueError, RecursionError) as fault:
        raise SourceError(f"this is not JSON: {fault}") from fault
    text, name = text_in(values, fields)
    start, end = _place(cell.raw, places, fields.text or fields.html or "")
    return cell._replace(name=name, text=text, start=start, end=end)


def _place(raw: str, places: Mapping[str, tuple[int, int]], path: str) -> tuple[int, int]:
    """Where the value of a member, or of one inside it, stands."""
    if path in places:
        return places[path]
    first, *inner = path.split(".")
    start, end = places[first]
    for name in inner:
        _, places = _object(raw, start)
        start, end = places[name]
    return start, end


def _members(raw: str) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    """The members of a line of JSON, and where the value of each stands."""
    at = _past(raw, 1 if raw.startswith("\ufeff") else 0)
    if raw[at : at + 1] != "{":
        object_of(_VALUE.decode(raw[at:]))
    _VALUE.decode(raw[at:])  # whatever is wrong with it is said in the words of the library
    return _object(raw, at)


def _object(raw: str, at: int) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
    """The members of the object that begins at a place, and where the value of each stands."""
    values: dict[str, Any] = {}
    places: dict[str, tuple[int, int]] = {}
    at = _past(raw, at + 1)
    while raw[at] != "}":
        name, at = _VALUE.raw_decode(raw, at)
        start = _past(raw, _past(raw, at) + 1)
        values[name], end = _VALUE.raw_decode(raw, start)
        places[name] = start, end
        at = _past(raw, end)
        at = _past(raw, at + 1) if raw[at] == "," else at
    return values, places


def _past(raw: str, at: int) -> int:
    found = _SPACE.match(raw, at)
    return found.end() if found else at


def json_replaced(cell: Cell, text: str) -> str:
    """The line with another text in it, spelt in ASCII where the old one was."""
    old = cell.raw[cell.start : cell.end]
    if not old.startswith('"'):
        raise SourceError("left as it is: a list of paragraphs; clean makes one text of it")
    new = json.dumps(text, ensure_ascii=old.isascii() and "\\u" in old)
    try:
        new.encode()
    except UnicodeEncodeError:
        new = json.dumps(text)
    if json.loads(new) != text:
        raise SourceError("left as it is: the text cannot be written as JSON")
    return f"{cell.raw[: cell.start]}{new}{cell.raw[cell.end :]}"


def csv_cells(table: Table, fields: Fields) -> Iterator[Cell]:
    """Yield every row of CSV, the heading first, as a row without a text.

    Raises SourceError for a line without end and for columns of one name.
    """
    with opened_table(table) as stream:
        yield from csv_records(stream, fields, table.separator)


def csv_records(stream: BinaryIO, fields: Fields, delimiter: str) -> Iterator[Cell]:
    """Yield the cell of every row; raises as ``csv_cells``."""
    names: list[str] = []
    number = 0
    for cell, cells in _raw_rows(stream, delimiter):
        if not cells and not cell.fault:  # a blank line
            yield cell
            continue
        cell = cell._replace(number=number)
        if names and cells:
            cell = _csv_cell(cell, names, cells, fields, delimiter)
        elif not all(map(is_utf8, cells)):
            raise SourceError(NOT_UTF8)
        elif len(set(cells)) < len(cells):
            raise SourceError("two columns have one name")
        names = names or cells
        number += 1
        yield cell


def _raw_rows(stream: BinaryIO, delimiter: str) -> Iterator[tuple[Cell, list[str]]]:
    """Every row as it stands in the file and as its cells; of a broken one there are none."""
    csv.field_size_limit(LINE)
    taken: list[str] = []
    text = io.TextIOWrapper(stream, "utf-8", "surrogateescape", newline="")
    rows = csv.reader(_lines(text, taken), delimiter=delimiter, strict=True)
    line, fault = 1, ""
    try:
        while True:
            try:
                cells, fault = next(rows, None), ""
            except csv.Error as wrong:
                cells, fault = [], f"this is not CSV: {wrong}"
            if cells is None:
                return
            yield Cell(0, line, raw="".join(taken), fault=fault), cells
            line += len(taken)
            taken.clear()
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper, taken: list[str]) -> Iterator[str]:
    first = True
    while line := text.readline(LINE + 1):
        if len(line) > LINE:
            raise SourceError(f"a line has more than {LINE} characters")
        taken.append(line)
        yield line.removeprefix("\ufeff") if first else line
        first = False


def _csv_cell(
    cell: Cell, names: list[str], cells: list[str], fields: Fields, delimiter: str
) -> Cell:
    if len(cells) != len(names):
        return cell._replace(fault=f"a row of {len(cells)} cells under {len(names)} names")
    try:
        text, known = text_in(dict(zip(names, cells, strict=True)), fields)
        cell.raw.encode()
    except SourceError as fault:
        return cell._replace(fault=str(fault))
    except UnicodeEncodeError:
        return cell._replace(fault=NOT_UTF8)
    index = names.index(fields.text or fields.html or "")
    start, end = _span(cell.raw, index, delimiter)
    return cell._replace(name=known, text=text, start=start, end=end)


def _span(raw: str, index: int, delimiter: str) -> tuple[int, int]:
    """Where a cell of a sound row stands, quotation marks and all."""
    pattern, at = _cell_of(delimiter), 0
    for _ in range(index):
        found = pattern.match(raw, at)
        at = found.end() + 1 if found else at
    found = pattern.match(raw, at)
    return (at, found.end()) if found else (at, at)


def _cell_of(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'"(?:[^"]++|"")*+"|[^{delimiter}\r\n]*+')


def csv_replaced(cell: Cell, text: str, delimiter: str) -> str:
    """The row with another text in it; raises SourceError where that would not be read again."""
    old = cell.raw[cell.start : cell.end]
    plain = not old.startswith('"') and not re.search(rf'[{delimiter}"\r\n]', text) and text
    new = text if plain else '"{}"'.format(text.replace('"', '""'))
    raw = f"{cell.raw[: cell.start]}{new}{cell.raw[cell.end :]}"
    before, after = (_parsed(row, delimiter) for row in (cell.raw, raw))
    if len(after) != 1 or len(before) != 1 or len(after[0]) != len(before[0]):
        raise SourceError("left as it is: the text cannot be written as CSV")
    changed = [pair for pair in zip(before[0], after[0], strict=True) if pair[0] != pair[1]]
    if changed != [(cell.text, text)]:
        raise SourceError("left as it is: the text cannot be written as CSV")
    return raw


def _parsed(raw: str, delimiter: str) -> list[list[str]]:
    lines = io.StringIO(raw, newline="")
    return list(csv.reader(lines, delimiter=delimiter, strict=True))


def respelt(table: Table, cell: Cell, text: str) -> str:
    """The record with another text in it; raises SourceError where the table has no word for it."""
    if table.separator:
        raw = csv_replaced(cell, text, table.separator)
    else:
        raw = json_replaced(cell, text)
    if table.encoding:
        try:
            raw.encode(table.encoding)
        except UnicodeEncodeError as fault:
            sign = fault.object[fault.start]
            raise SourceError(f"left as it is: {table.encoding} has no {sign!r}") from fault
    return raw
