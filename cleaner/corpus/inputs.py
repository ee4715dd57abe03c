"""What a corpus is made of: single documents, and tables of them with their columns told apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .. import files, kinds
from ..files import Source, UsageError
from ..formats import BY_NAME
from ..packing import MissingLibraryError, ready
from ..places import interrupted
from ..types import SourceError
from .fields import Fields, guess_fields
from .rows import Row
from .tables import Table, heading, table_of

DOCUMENT = Fields(text="text")  # how the content of a file stands among columns


class Corpus(NamedTuple):
    """The documents that are files, and the tables with what their columns are."""

    documents: tuple[Source, ...]
    tables: tuple[tuple[Table, Fields, tuple[str, ...]], ...]


class Record(NamedTuple):
    """One document of any input: where it stands, its columns, and which of them is what."""

    name: str
    number: int
    columns: Mapping[str, Any]
    fields: Fields
    kind: str | None = None


def corpus_of(
    inputs: Sequence[str],
    given: Mapping[str, str] | None = None,
    encoding: str | None = None,
    separator: str = "",
) -> Corpus:
    """Find the inputs and tell the columns of every table apart; reads no more than the first rows.

    ``given`` maps fields to columns, ``encoding`` is that of tables of text,
    ``separator`` what parts their cells. Raises UsageError
    where a column has to be given, or one that was given is not there, and MissingLibraryError.
    """
    sources = files.gather(inputs, kinds.CORPUS)
    for source in sources:
        if source.path.exists() and not source.path.is_file():  # what is read once only
            raise UsageError(f"{source.path} is no file; give it on standard input, as -")
    found = [(source, table_of(source, encoding, separator)) for source in sources]
    documents = tuple(source for source, table in found if table is None)
    for source in documents:
        _unpackable(source)
    tables = tuple(_told(table, given or {}) for _, table in found if table is not None)
    return Corpus(documents, tables)


def _unpackable(source: Source) -> None:
    """MissingLibraryError where a document is packed in a way that cannot be undone here."""
    try:
        ready(kinds.unpacked_name(source.name)[1])
    except MissingLibraryError as fault:
        raise MissingLibraryError(f"{source.path}: {fault}") from None


def _told(table: Table, given: Mapping[str, str]) -> tuple[Table, Fields, tuple[str, ...]]:
    return table, *fields_in(table, named_heading(table), given)


def fields_in(
    table: Table, names: Sequence[str], given: Mapping[str, str]
) -> tuple[Fields, tuple[str, ...]]:
    """``fields_of`` a table, whose columns may be always the same."""
    if columns := BY_NAME[table.form].columns:
        return Fields(**columns), tuple(names)
    return fields_of(table.source.name, names, given)


def named_heading(table: Table) -> list[str]:
    """The names of the columns, as ``heading``; a library that is missing is told with the file."""
    try:
        return heading(table)
    except MissingLibraryError as fault:
        raise MissingLibraryError(f"{table.source.path}: {fault}") from None


def fields_of(
    name: str, names: Sequence[str], given: Mapping[str, str]
) -> tuple[Fields, tuple[str, ...]]:
    """Which of the columns ``names`` of the table ``name`` is what; UsageError if that is open.

    The error does not name a table whose ``name`` is empty. A table without columns is empty or
    broken: whatever its rows have to say comes later.
    """
    if unknown := given.keys() - set(Fields._fields):
        raise UsageError(f"there is no field {min(unknown)!r}: {', '.join(Fields._fields)}")
    try:
        return (guess_fields(names, given) if names else Fields(**given)), tuple(names)
    except SourceError as fault:
        raise UsageError(f"{name}: {fault}" if name else f"{fault}") from fault


def wanted(fields: Fields) -> list[str]:
    """The columns that cleaning needs."""
    return [name for name in dict.fromkeys(fields) if name is not None]


def document_row(
    source: Source, number: int, kind: str | None = None, encoding: str | None = None
) -> Row:
    """Read a file that is one document, as a row; its name is carried.

    What ``files.read_bytes`` refuses is a row with a fault.
    """
    carried = {"name": source.name}
    try:
        data = files.read_bytes(source, kind, encoding)
    except (OSError, SourceError) as fault:
        if interrupted(source.path, fault):
            raise
        return Row(number, {}, 0, carried, files.cause_of(fault))
    return Row(number, {**carried, "text": data}, len(data), carried)
