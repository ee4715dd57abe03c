"""Files that hold many documents, each a row of columns: which forms there are, and their rows.

A row leaves the reader as little read as can be: a line of JSON stays bytes until a worker parses
it, a row of Parquet is a place in a batch. What a row cannot give, a reason takes the place of.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, count, islice
from typing import Any, BinaryIO, NamedTuple

from .. import kinds
from ..files import STDIN, Source
from ..formats import BY_NAME, function
from ..packing import MissingLibraryError
from ..places import interrupted
from ..types import SourceError
from .fields import paths_of
from .rows import Row
from .separators import separator_of
from .streams import LINE, NOT_UTF8, broken, capped_lines, encoding_of, faults, is_utf8, opened_text

_ARRAY = "an array; one in a file called .json is read"
_HEAD = 1 << 16  # bytes that tell what parts cells
_PEEK = 64  # rows that tell what columns there are


class Table(NamedTuple):
    """A file of rows: its source, form and packing, and what text in it is encoded in (UTF-8).

    ``separated`` is what parts its cells, where that is not what the form says.
    """

    source: Source
    form: str
    packing: str = ""
    encoding: str | None = None
    separated: str = ""

    @property
    def separator(self) -> str:
        """What parts the cells of a row."""
        return self.separated or BY_NAME[self.form].separator


def table_of(source: Source, encoding: str | None = None, separated: str = "") -> Table | None:
    """Tell form and packing of a file by its name; None for what is one document.

    What parts its cells is told by its first lines, unless it is given.
    """
    named = kinds.named(source.name)
    if not named.form:
        return None
    return with_separator(Table(source, named.form, named.packing, encoding, separated))


def with_separator(table: Table) -> Table:
    """The table with what parts its cells, where that is another sign than usual."""
    usual = BY_NAME[table.form].separator
    if not usual:
        return table._replace(separated="")
    if table.separated:
        return table
    try:
        head, whole = _head(table)
    except MissingLibraryError:  # is told where it is read, as what follows
        return table
    except faults():
        return table
    found = separator_of(head, usual, whole=whole)
    return table if found == usual else table._replace(separated=found)


def _head(table: Table) -> tuple[str, bool]:
    """How a table of text begins, and whether that is all; of standard input what is there."""
    if table.source is STDIN:
        peek = getattr(sys.stdin.buffer, "peek", None)
        head = peek(_HEAD)[:_HEAD] if peek else b""
        return head.decode(encoding_of(head, table.encoding) or "utf-8", "ignore"), False
    with opened_table(table) as stream:
        head = stream.read(_HEAD)
    return head.decode("utf-8", "ignore"), len(head) < _HEAD


def rows(table: Table, wanted: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield the rows of a file; what breaks off or cannot be opened ends in a row with a fault.

    ``wanted`` are the columns that cleaning needs, all without it; only Parquet asks. Raises
    MissingLibraryError.
    """
    number = 0
    try:
        if table.source.fault:
            raise SourceError(table.source.fault)
        for row in _read(table, wanted):
            number = row.number
            yield row
    except faults() as fault:
        if interrupted(table.source.path, fault):
            raise
        where = "the rest cannot be read: " if number else ""
        yield Row(number + 1, fault=f"{where}{broken(fault)}")


def _read(table: Table, wanted: Sequence[str] | None) -> Iterator[Row]:
    found: Iterator[Row] = function(BY_NAME[table.form].read)(table, wanted)
    return found


def heading(table: Table) -> list[str]:
    """The names of the columns; of JSON those of the first rows.

    Empty for what cannot be read. Raises MissingLibraryError.
    """
    known = BY_NAME[table.form].heading
    try:
        return list(function(known)(table)) if known else peeked(rows(table))[0]
    except faults() as fault:
        if interrupted(table.source.path, fault):
            raise
        return []


def peeked(found: Iterator[Row]) -> tuple[list[str], Iterator[Row]]:
    """The names of the columns in the first rows, and all the rows again."""
    first = list(islice(found, _PEEK))
    names: dict[str, None] = {}
    for row in first:
        try:
            names |= dict.fromkeys(paths_of(columns_of(row)))
        except SourceError:
            continue
    return list(names), chain(first, found)


def columns_of(row: Row) -> Mapping[str, Any]:
    """The columns of a row; SourceError for what is none, or no object of JSON."""
    if row.fault:
        raise SourceError(row.fault)
    if not isinstance(row.data, bytes):
        return row.data
    try:
        columns = json.loads(row.data.decode())
    except UnicodeDecodeError as fault:
        raise SourceError(f"this is not JSON: {NOT_UTF8}") from fault
    except (ValueError, RecursionError) as fault:
        raise SourceError(f"this is not JSON: {fault}") from fault
    return object_of(columns)


def object_of(value: Any) -> dict[str, Any]:
    """The members of an object of JSON; SourceError for any other value."""
    if isinstance(value, list):
        raise SourceError(f"this is JSON but no object: {_ARRAY}")
    if not isinstance(value, dict):
        raise SourceError("this is JSON but no object")
    return value


def read_jsonl(table: Table, _: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield a row for every line of JSON that is not blank."""
    with opened_table(table) as stream:
        for number, line in enumerate(capped_lines(stream), 1):
            if line is None:
                yield Row(number, fault=_long("line"))
                continue
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if line := line.strip():
                yield Row(number, line, len(line))


def opened_table(table: Table) -> BinaryIO:
    """Open a table of text for reading its unpacked bytes as UTF-8; raises as ``opened_text``."""
    return opened_text(table.source.path, table.packing, table.encoding)


def _long(thing: str) -> str:
    return f"a {thing} of more than {LINE} bytes"


def read_csv(table: Table, _: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield a row for every row of cells below the heading."""
    with opened_table(table) as stream, _cells(stream, table.separator) as found:
        names = _names(found)
        for number in count(1):
            try:
                cells = next(found, None)
            except csv.Error as fault:
                yield Row(number, fault=f"this is not CSV: {fault}")
                continue
            if cells is None:
                return
            yield _csv_row(number, names, cells)


def heading_of_csv(table: Table) -> list[str]:
    """The names of the columns; raises OSError, or SourceError where there are none."""
    with opened_table(table) as stream, _cells(stream, table.separator) as found:
        return _names(found)


def _names(found: Iterator[list[str]]) -> list[str]:
    """The heading; SourceError for one that is no names of columns."""
    names = next(found, [])
    if not all(map(is_utf8, names)):
        raise SourceError(NOT_UTF8)
    if len(set(names)) < len(names):
        raise SourceError("two columns have one name")
    return names


def _csv_row(number: int, names: list[str], cells: list[str]) -> Row:
    if len(cells) != len(names):
        return Row(number, fault=f"a row of {len(cells)} cells under {len(names)} names")
    if not all(map(is_utf8, cells)):
        return Row(number, fault=NOT_UTF8)
    columns = dict(zip(names, cells, strict=True))
    return Row(number, columns, sum(map(len, cells)), columns)


@contextmanager
def _cells(stream: BinaryIO, delimiter: str) -> Iterator[Iterator[list[str]]]:
    """The rows of cells; blank lines are none."""
    csv.field_size_limit(LINE)
    text = io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")
    try:
        yield filter(None, csv.reader(_text_lines(text), delimiter=delimiter, strict=True))
    finally:
        text.detach()  # the stream is not ours to close


def _text_lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LINE + 1):
        if len(line) > LINE:
            raise SourceError(_long("line"))
        yield line
