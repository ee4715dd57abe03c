"""One input of ``check`` or ``fix``: a text, a page, or a table with a text in every record.

Whatever is wrong with an input, or with one record of a table, is a failure with its place and
cause; the rest goes on. A file is replaced whole, after all of it was cleaned, cleaned again and
led back, or it stays as it is.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .. import files
from ..files import Source, cause_of
from ..framing import read_frame, refitted, resettled
from ..reading import decode_page, opening
from ..records import Finding, placed
from ..types import Edit, SourceError
from ..writing import replacing, rewrite
from .spots import Failure, Record, Spot

if TYPE_CHECKING:
    from ..corpus.fields import Fields
    from ..corpus.tables import Table
    from .cells import Cell
    from .project import Held
    from .settings import Settings

Tell = Callable[[str, str, Sequence[Edit]], None]
_TABLE_ENDS = (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".gz", ".zst")


class Found(NamedTuple):
    """What is told of one input, what failed in it, and how many edits were or would be made."""

    spots: list[Spot]
    failures: list[Failure]
    edits: int = 0


class _UnchangedError(Exception):
    """Nothing is to be written."""


def checked(source: Source, held: Held, *, verify: bool) -> Found:
    """Tell what cleaning would change; ``verify`` has every outcome proved as ``fix`` does."""
    try:
        if (table := _table(source)) is not None:
            return _checked_table(table, held, verify=verify)
        data = files.read_bytes(source)
        if (page := _page(source, data)) is not None:
            text, found = held.settings.page_findings(page)
            return Found(list(_spots(source, text, found, in_file=False)), [])
        frame = read_frame(data)
        if verify:
            refitted(frame, held.settings.settle)
        return Found(list(_spots(source, frame.text, held.settings.findings(frame.text))), [])
    except Exception as fault:
        return Found([], [Failure(str(source.path), cause_of(fault))])


def fixed(source: Source, held: Held, tell: Tell, *, write: bool) -> Found:
    """Clean one input in place, or with ``write`` false only ``tell`` the edits it would take."""
    try:
        if (table := _table(source)) is not None:
            return _fixed_table(table, held, tell, write=write)
        frame = files.read_text(source)
        after, edits = refitted(frame, held.settings.settle)
        if edits:
            tell(str(source.path), frame.text, edits)
            if write:
                rewrite(source.path, after.to_bytes())
        return Found([], [], len(edits))
    except BrokenPipeError:  # nobody reads what is told
        raise
    except Exception as fault:
        return Found([], [Failure(str(source.path), cause_of(fault))])


def _table(source: Source) -> Table | None:
    if not source.name.lower().endswith(_TABLE_ENDS):
        return None
    # imported here: texts need no tables
    from ..corpus.tables import table_of

    table = table_of(source)
    if table is not None and table.form == "warc":
        raise SourceError("a WARC file; clean reads it")
    return table


def _page(source: Source, data: bytes) -> str | None:
    """The page that the content of a file is, None for a text."""
    kind = files.kind_of(source)
    if kind == "text":
        return None
    page, _ = decode_page(data)
    return page if kind == "page" or opening(page) else None


def _spots(
    source: Source, text: str, found: Sequence[Finding], *, in_file: bool = True
) -> Iterator[Spot]:
    fixable = in_file and source is not files.STDIN
    for line, column, what in placed(text, found):
        row = line if in_file else 0
        yield Spot(str(source.path), line, column, row, what, fixable=fixable and what.certain)


def _fields(table: Table, held: Held) -> Fields:
    # imported here, as above
    from ..corpus.inputs import fields_of
    from ..corpus.tables import heading

    if table.source.fault:
        raise SourceError(table.source.fault)
    return fields_of("", heading(table), held.fields)[0]


def _cells(table: Table, fields: Fields) -> Iterator[Cell]:
    # imported here, as above
    from ..corpus.streams import opened
    from .cells import READERS

    if table.form == "parquet":
        from .parquettext import parquet_cells

        yield from parquet_cells(table.source.path, fields)
        return
    with opened(table.source.path, table.packing) as stream:
        yield from READERS[table.form](stream, fields)


def _place(table: Table, cell: Cell) -> str:
    name = f"({cell.name})" if cell.name else ""
    return f"{table.source.path}:{cell.number}{name}"


def _checked_table(table: Table, held: Held, *, verify: bool) -> Found:
    fields, settings = _fields(table, held), held.settings
    found = Found([], [])
    try:
        for cell in _cells(table, fields):
            try:
                if cell.fault:
                    raise SourceError(cell.fault)
                found.spots.extend(_cell_spots(table, cell, fields, settings, verify=verify))
            except Exception as fault:
                found.failures.append(Failure(_place(table, cell), cause_of(fault)))
    except Exception as fault:
        found.failures.append(Failure(str(table.source.path), cause_of(fault)))
    return found


def _cell_spots(
    table: Table, cell: Cell, fields: Fields, settings: Settings, *, verify: bool
) -> Iterator[Spot]:
    text = cell.text
    if text is None:
        return
    page = fields.text is None or opening(text) > 0
    if page:
        text, found = settings.page_findings(text)
    else:
        if verify:
            resettled(text, settings.settle)
        found = settings.findings(text)
    record = Record(cell.number, cell.name, fields.text or fields.html or "")
    fixable = not page and not table.packing
    for line, column, what in placed(text, found):
        path = str(table.source.path)
        yield Spot(path, line, column, cell.line, what, record, fixable and what.certain)


def _fixed_table(table: Table, held: Held, tell: Tell, *, write: bool) -> Found:
    fields = _fields(table, held)
    _refuse(table, fields)
    failures: list[Failure] = []
    edits = 0

    def change(cell: Cell) -> str | None:
        nonlocal edits
        try:
            raw, made = _changed(cell, held.settings, _writer(table))
        except Exception as fault:
            failures.append(Failure(_place(table, cell), cause_of(fault)))
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
    if fields.text is None and fields.html is not None:
        raise SourceError(f"the column {fields.html!r} holds HTML pages; {files.NO_PAGE}")
    if table.packing:
        raise SourceError("a packed file; unpack it, or use clean")


def _changed(
    cell: Cell, settings: Settings, spelt: Callable[[Cell, str], str]
) -> tuple[str | None, Sequence[Edit]]:
    """The record with its text cleaned, None where nothing changes, and the edits."""
    if cell.fault:
        raise SourceError(cell.fault)
    if not cell.text:
        return None, ()
    if opening(cell.text):
        raise SourceError(f"an HTML page; {files.NO_PAGE}")
    settled = resettled(cell.text, settings.settle)
    return (spelt(cell, settled.text), settled.edits) if settled.edits else (None, ())


def _writer(table: Table) -> Callable[[Cell, str], str]:
    """How another text is spelt in a record."""
    # imported here, as above
    from .cells import WRITERS

    return WRITERS.get(table.form, _as_it_is)


def _as_it_is(_: Cell, text: str) -> str:
    return text


def _write_table(
    table: Table,
    fields: Fields,
    change: Callable[[Cell], str | None],
    wanted: Callable[[], bool],
) -> None:
    """Write the table anew beside its place; it goes there if that is ``wanted`` in the end."""
    place = table.source.path.resolve()
    with replacing(place, stat.S_IMODE(place.stat().st_mode)) as out:
        if table.form == "parquet":
            from .parquettext import rewrite_parquet

            rewrite_parquet(place, fields, out, change)
        else:
            for cell in _cells(table, fields):
                raw = change(cell)
                raw = cell.raw if raw is None else raw
                out.write(raw.encode("utf-8", "surrogateescape"))
        if not wanted():
            raise _UnchangedError
