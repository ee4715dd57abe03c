"""Frames in and out: pandas, polars, and whatever speaks Arrow, without a copy on disk.

A frame keeps its own columns, index and types; what is added stands after them. None of the
packages is imported here: the kind of a frame is told by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..files import cause_of
from ..types import SourceError
from .columns import ADDED, Settings, record
from .fields import Fields, guess_fields, paths_of, root_of

FAILURE = "failure"  # with the prefix, the column that says why a row could not be cleaned


def clean_frame(frame: Any, *, fields: Mapping[str, str] | None = None, **options: Any) -> Any:
    """Clean every row of a frame: its own columns come back as they are, the added ones after.

    ``frame`` is a DataFrame of pandas or polars, a Table, RecordBatch or RecordBatchReader of
    Arrow, a mapping of names to lists, or anything that hands out Arrow through the PyCapsule
    interface (``__arrow_c_stream__``), as relations of DuckDB do. What comes back is of the same
    kind, of that last case a Table of Arrow, which the others take in turn; a reader is read as
    what comes back is read. ``fields`` and ``options`` are the arguments of ``clean_record``. A
    row that cannot be cleaned has its cause in ``clean_failure``, and a text that is missing
    (None, NaN) is empty.

    Raises SourceError, at once, where the text cannot be told, a column's name is taken, or
    ``frame`` is no frame; MissingLibraryError where Arrow is needed and not installed.
    """
    settings = Settings(**options)
    package, kind = type(frame).__module__.partition(".")[0], type(frame).__name__
    if (package, kind) == ("pandas", "DataFrame"):
        return _clean_pandas(frame, fields, settings)
    if (package, kind) == ("polars", "DataFrame"):
        return _clean_polars(frame, fields, settings)
    if (package, kind) == ("polars", "LazyFrame"):
        raise SourceError("a LazyFrame holds no rows yet: call .collect() first")
    if isinstance(frame, Mapping):
        return {**frame, **clean_lists(frame, fields, settings)}
    if hasattr(frame, "__arrow_c_stream__") or hasattr(frame, "__arrow_c_array__"):
        return _clean_arrow(frame, fields, settings)
    raise SourceError(f"{kind} is no frame: those of pandas, polars, DuckDB and Arrow are cleaned")


def _clean_pandas(frame: Any, fields: Mapping[str, str] | None, settings: Settings) -> Any:
    # labels of pandas may be anything; those that are no text name no column of ours
    lists = {name: frame[name] for name in frame.columns if isinstance(name, str)}
    return frame.assign(**clean_lists(lists, fields, settings))


def _clean_polars(frame: Any, fields: Mapping[str, str] | None, settings: Settings) -> Any:
    # imported here: whoever has a frame of it has it
    import polars

    from .arrow import added_table

    lists = {name: frame.get_column(name) for name in frame.columns}
    table = added_table(clean_lists(lists, fields, settings), settings.prefix)
    return frame.hstack(polars.from_arrow(table))


def _clean_arrow(frame: Any, fields: Mapping[str, str] | None, settings: Settings) -> Any:
    # imported here: for pandas and for mappings nothing of it is needed
    from .arrow import clean_batch, clean_reader, table_of

    if (type(frame).__module__, type(frame).__name__) == ("pyarrow.lib", "RecordBatchReader"):
        return clean_reader(frame, fields, settings)
    return clean_batch(table_of(frame), fields, settings)


def clean_lists(
    columns: Mapping[str, Sequence[Any]],
    fields: Fields | Mapping[str, str] | None,
    settings: Settings,
) -> dict[str, list[Any]]:
    """The added columns, each a list with a value for each row of ``columns``."""
    # what stands inside of objects is told by the first row
    first = {name: next(iter(values), None) for name, values in columns.items()}
    found, added = columns_for(paths_of(first), fields, settings)
    roots = (root_of(name, list(columns)) for name in found if name is not None)
    names = list(dict.fromkeys(roots))
    rows = zip(*(_values(columns[name]) for name in names), strict=True)
    done = [row_cleaned(dict(zip(names, row, strict=True)), found, settings) for row in rows]
    return {name: [values.get(name) for values in done] for name in added}


def _values(column: Any) -> Iterable[Any]:
    """The values of a column as those of Python, where it can give them so."""
    values: Iterable[Any] = column.to_list() if hasattr(column, "to_list") else column
    return values


def columns_for(
    names: Iterable[str], given: Fields | Mapping[str, str] | None, settings: Settings
) -> tuple[Fields, list[str]]:
    """Which of the columns ``names`` is what, and the names of those that will be added.

    Raises SourceError where the text cannot be told or a name is taken.
    """
    names = list(names)
    added = [f"{settings.prefix}{name}" for name in (*ADDED, FAILURE)]
    if taken := [name for name in added if name in names]:
        raise SourceError(f"there is a column {taken[0]!r} already; choose another prefix")
    return (given if isinstance(given, Fields) else guess_fields(names, given)), added


def row_cleaned(row: Mapping[str, Any], fields: Fields, settings: Settings) -> dict[str, Any]:
    """The added columns of a row, or nothing but the cause for which it could not be cleaned."""
    try:
        return record(row, fields, settings)[1]
    except Exception as fault:  # one bad document must not end a job over millions
        return {f"{settings.prefix}{FAILURE}": cause_of(fault)}
