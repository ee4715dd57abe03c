"""Cleaned documents to tell about: those of a run, and inputs that are cleaned on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from .. import files, kinds
from ..corpus.columns import ADDED, Settings, article_of
from ..corpus.fields import Fields, guess_fields, value_of
from ..corpus.inputs import DOCUMENT, document_row, fields_in, named_heading
from ..corpus.plan import SUMMARY
from ..corpus.rows import Row
from ..corpus.tables import Table, columns_of, rows, table_of
from ..files import FAILURES, RECORDS, Source, cause_of
from ..places import place_of
from ..types import Edit, SourceError

_RECORD = {"name", "text", "edits"}
_WRONG = "the edits of the record are of the wrong type"


class Document(NamedTuple):
    """A cleaned document: its name, the fields of its article by name, its edits, its site.

    The name is the id that a table gives it, and then its ``place`` says where it stands there.
    """

    name: str
    values: Mapping[str, Any]
    edits: tuple[Edit, ...]
    site: str | None = None
    place: str = ""


class Failure(NamedTuple):
    """A document of which there is nothing to tell, and why."""

    name: str
    cause: str


def documents(
    inputs: Sequence[str], given: Mapping[str, str], settings: Settings, separator: str = ""
) -> Iterator[Document | Failure]:
    """Yield every document of the inputs, in order, cleaned already or cleaned now.

    An input is the folder of a run, one of the tables a run has written, or anything ``cleaner
    clean`` takes; ``given`` says which column of a table is what. Raises UsageError where a column
    has to be given, and MissingLibraryError.
    """
    for place in inputs:
        run = is_run(place_of(place))
        ends = kinds.TABLES if run else kinds.CORPUS
        for source in files.gather([place], ends):
            if run and source.name == FAILURES:
                continue
            table = table_of(source, None if run else settings.encoding, "" if run else separator)
            if table is None:
                yield _file(source, settings)
            else:
                yield from _table(table, given, settings, run=run)


def is_run(path: Path) -> bool:
    """Whether a folder is what ``cleaner clean --out`` has written."""
    return (path / SUMMARY).is_file() or (path / RECORDS).is_file()


def _file(source: Source, settings: Settings) -> Document | Failure:
    row = document_row(source, 1, settings.kind, settings.encoding)
    if source is files.STDIN and row.fault:
        raise SourceError(row.fault)
    kind = settings.kind or files.kind_of(source)
    return _now(source.name, row, DOCUMENT, settings._replace(kind=kind))


def _table(
    table: Table, given: Mapping[str, str], settings: Settings, *, run: bool
) -> Iterator[Document | Failure]:
    names, prefix = named_heading(table), settings.prefix
    name = table.source.name
    if names and set(names) >= _RECORD:
        for row in rows(table):
            yield _done(f"{name}:{row.number}", row, "")
    elif {f"{prefix}text", f"{prefix}edits"} <= set(names):
        for row in rows(table):
            yield _done(f"{name}:{row.number}", row, prefix)
    elif not run:
        fields, _ = fields_in(table, names, given)
        settings = settings._replace(encoding=None)  # the table is read as UTF-8
        for row in rows(table):
            yield _now(f"{name}:{row.number}", row, fields, settings)


def _now(name: str, row: Row, fields: Fields, settings: Settings) -> Document | Failure:
    """Clean a document."""
    try:
        columns = columns_of(row)
        article = article_of(columns, fields, settings)
    except Exception as fault:  # one bad document must not end a report on thousands
        return Failure(name, cause_of(fault))
    site, (name, place) = _site(columns, fields, article.site), _named(columns, fields, name)
    return Document(name, article.to_dict(), article.edits, site, place)


def _done(name: str, row: Row, prefix: str) -> Document | Failure:
    """Read a document that was cleaned before."""
    try:
        columns = columns_of(row)
        if prefix:
            values = {kind: _value(columns.get(prefix + kind), ADDED[kind]) for kind in ADDED}
            fields = _fields([key for key in columns if not key.startswith(prefix)])
        else:
            values = dict(columns)
            fields = Fields(url="url")
            name = columns["name"] if isinstance(columns["name"], str) else name
        edits = edits_of(values)
    except Exception as fault:  # whatever a table may hold that another program wrote
        return Failure(name, cause_of(fault))
    if fields.url and "url" not in values:
        values["url"] = value_of(columns, fields.url)
    site, (name, place) = _site(columns, fields, values.get("site")), _named(columns, fields, name)
    return Document(name, values, edits, site, place)


def _fields(names: Sequence[str]) -> Fields:
    try:
        return guess_fields(names)
    except SourceError:  # two columns may be the text; which one it was no longer matters
        known = {name: name for name in ("url", "site", "id") if name in names}
        return Fields(**known)


def _value(value: Any, kind: str) -> Any:
    """A value as it was before a table of text took it."""
    if isinstance(value, str) and kind in ("texts", "edits"):
        return json.loads(value or "[]")
    if isinstance(value, str) and kind == "number":
        return float(value or 0)
    return value


def _named(columns: Mapping[str, Any], fields: Fields, place: str) -> tuple[str, str]:
    """The id of a document and its place, or its place alone."""
    told = value_of(columns, fields.id) if fields.id else None
    name = str(told).strip() if isinstance(told, str | int) else ""
    return (name, place) if name else (place, "")


def _site(columns: Mapping[str, Any], fields: Fields, told: Any) -> str | None:
    """What the record says, the host of its url, or what the article says."""
    site = value_of(columns, fields.site) if fields.site else None
    url = value_of(columns, fields.url) if fields.url else None
    try:
        host = urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        host = None
    return next((item for item in (site, host, told) if isinstance(item, str) and item), None)


def edits_of(values: Mapping[str, Any]) -> tuple[Edit, ...]:
    """The edits of a record; SourceError where they do not lead to its text."""
    text = values["text"]
    if not isinstance(text, str):
        raise SourceError("the text of the record is of the wrong type")
    try:
        edits = tuple(Edit(**edit) for edit in values["edits"] or ())
    except TypeError as fault:
        raise SourceError(_WRONG) from fault
    if not all(map(_sound, edits)):
        raise SourceError(_WRONG)
    at = shift = 0
    for edit in edits:
        start = edit.start + shift
        fits = at <= start <= len(text) and edit.end - edit.start == len(edit.old)
        if not fits or text[start : start + len(edit.new)] != edit.new:
            raise SourceError("the edits of the record do not lead to its text")
        at, shift = start + len(edit.new), shift + len(edit.new) - len(edit.old)
    return edits


def _sound(edit: Edit) -> bool:
    """Whether the parts of an edit are what they should be; JSON may hold anything."""
    words = (edit.old, edit.new, edit.rule, edit.evidence)
    return (
        isinstance(edit.start, int)
        and isinstance(edit.end, int)
        and all(isinstance(word, str) for word in words)
        and is_share(edit.confidence)
    )


def is_share(value: Any) -> bool:
    """Whether a value is a number from 0 to 1."""
    return isinstance(value, int | float) and 0 <= value <= 1
