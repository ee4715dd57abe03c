"""A table as an input of ``check`` or ``fix``: a text, or a page, in every record.

Whatever is wrong with a record is a failure with its place and cause; the rest goes on.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from .. import files
from ..corpus.fields import Fields
from ..corpus.inputs import fields_of
from ..corpus.ledger import digest_of
from ..corpus.streams import encoding_of
from ..corpus.tables import Table, heading
from ..files import cause_of, shown
from ..formats import BY_NAME, function
from ..framing import resettled
from ..reading import opening
from ..records import placed
from ..types import Edit, SourceError
from ..writing import replacing
from .cells import Cell, respelt
from .spots import Failure, Found, Record, Spot, Tell

if TYPE_CHECKING:
    from .project import Held
    from .settings import Settings


_MARK = 4  # bytes of the longest byte order mark


class _UnchangedError(Exception):
    """Nothing is to be written."""


def _fields(table: Table, held: Held) -> Fields:
    if table.source.fault:
        raise SourceError(table.source.fault)
    return fields_of("", heading(table), held.fields)[0]


def _cells(table: Table, fields: Fields) -> Iterator[Cell]:
    found: Iterator[Cell] = function(BY_NAME[table.form].cells)(table, fields)
    return found


def _place(table: Table, cell: Cell) -> str:
    name = f"({cell.name})" if cell.name else ""
    return f"{shown(table.source.path)}:{cell.number}{name}"


def checked_table(table: Table, held: Held, *, verify: bool) -> Found:
    """Tell what cleaning would change in every record; ``verify`` has every outcome proved."""
    fields, settings = _fields(table, held), held.settings
    found = Found([], [])
    try:
        for cell in _cells(table, fields):
            try:
                if cell.fault:
                    raise SourceError(cell.fault)
                found.spots.extend(_cell_spots(table, cell, fields, settings, verify=verify))
            except Exception as fault:
                found.failures.append(
                    Failure(_place(table, cell), cause_of(fault), str(table.source.path))
                )
    except Exception as fault:
        found.failures.append(Failure(str(table.source.path), cause_of(fault)))
    return found


def _cell_spots(
    table: Table, cell: Cell, fields: Fields, settings: Settings, *, verify: bool
) -> Iterator[Spot]:
    text = cell.text
    if text is None:
        return
    page = _is_page(text, fields, settings)
    if page:
        text, found = settings.page_findings(text)
    else:
        if verify:
            resettled(text, settings.settle)
        found = settings.findings(text)
    record = Record(cell.number, cell.name, fields.text or fields.html or "")
    fixable = not page and not table.packing
    rows = cell.raw.rstrip("\r\n").count("\n")
    for line, column, what in placed(text, found):
        path = str(table.source.path)
        certain = fixable and what.certain
        yield Spot(path, line, column, cell.line, what, record, certain, rows)


def _is_page(text: str, fields: Fields, settings: Settings) -> bool:
    if settings.kind is not None:
        return settings.kind == "page"
    return fields.text is None or opening(text) > 0


def fixed_table(table: Table, held: Held, tell: Tell, *, write: bool) -> Found:
    """Clean every record, or with ``write`` false only ``tell`` the edits it would take."""
    fields = _fields(table, held)
    _refuse(table, fields)
    failures: list[Failure] = []
    edits = 0

    def change(cell: Cell) -> str | None:
        nonlocal edits
        try:
            raw, made = _changed(table, cell, fields, held.settings)
        except Exception as fault:
            failures.append(Failure(_place(table, cell), cause_of(fault), str(table.source.path)))
            return None
        if made:
            edits += len(made)
            tell(f"{_place(table, cell)}:{fields.text}", cell.text or "", made)
        return raw

    try:
        if write:
            _write_table(table, fields, change, lambda: edits > 0)
        else:
            for cell in _cells(table, fields):
                change(cell)
    except _UnchangedError:
        pass
    except BrokenPipeError:
        raise
    except Exception as fault:
        failures.append(Failure(str(table.source.path), cause_of(fault)))
        edits = 0
    return Found([], failures, edits)


def _refuse(table: Table, fields: Fields) -> None:
    """SourceError for a table that is not fixed in place."""
    known = BY_NAME[table.form]
    if not known.rewrite:
        raise SourceError(f"{known.called} is not fixed in place; clean reads it")
    if fields.text is None and fields.html is not None:
        raise SourceError(f"the column {fields.html!r} holds HTML pages; {files.NO_PAGE}")
    if table.packing:
        raise SourceError("a packed file; unpack it, or use clean")


def _changed(
    table: Table, cell: Cell, fields: Fields, settings: Settings
) -> tuple[str | None, Sequence[Edit]]:
    """The record with its text cleaned, or the text where no record is spelt out, and the edits.

    None where nothing changes.
    """
    if cell.fault:
        raise SourceError(cell.fault)
    if not cell.text:
        return None, ()
    if _is_page(cell.text, fields, settings):
        raise SourceError(f"an HTML page; {files.NO_PAGE}")
    settled = resettled(cell.text, settings.settle)
    if not settled.edits:
        return None, ()
    return respelt(table, cell, settled.text) if cell.raw else settled.text, settled.edits


def _write_table(
    table: Table,
    fields: Fields,
    change: Callable[[Cell], str | None],
    wanted: Callable[[], bool],
) -> None:
    """Write the table anew beside its place; it goes there if that is ``wanted`` in the end."""
    place = table.source.path.resolve()
    with replacing(place, stat.S_IMODE(place.stat().st_mode)) as out:
        function(BY_NAME[table.form].rewrite)(table, fields, out, change)
        if not wanted():
            raise _UnchangedError


def rewrite_lines(
    table: Table, fields: Fields, out: BinaryIO, change: Callable[[Cell], str | None]
) -> None:
    """Write lines in the encoding they were read in; SourceError where that gives other bytes."""
    with table.source.path.open("rb") as file:
        encoding = encoding_of(file.read(_MARK), table.encoding)
    errors = "strict" if encoding else "surrogateescape"
    read = sha256()
    for cell in _cells(table, fields):
        before = cell.raw.encode(encoding or "utf-8", errors)
        read.update(before)
        raw = change(cell)
        out.write(before if raw is None else raw.encode(encoding or "utf-8", errors))
    if encoding and read.hexdigest() != digest_of(table.source.path):
        raise SourceError(f"left as it is: its bytes cannot be had back from {encoding}")
