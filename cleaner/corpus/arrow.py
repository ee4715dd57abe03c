"""Batches of Arrow in and out: what engines that work on batches need of cleaner.

Spark calls ``clean_batch`` through ``mapInArrow``; Ray Data, Daft, Dask and others can call it from
functions of a few lines. The rows are those of the record function, as on one machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import pyarrow as pa

from ..files import cause_of
from ..rules.loading import default_rules
from ..types import OFF, SourceError
from .columns import Settings, article_of, record, site_named
from .fields import Fields, guess_fields, root_of
from .learning import Seen, seen
from .parquet import added_schema, array

FAILURE = "failure"  # with the prefix, the column that says why a row could not be cleaned


def columns_for(
    names: Iterable[str], given: Mapping[str, str] | None, settings: Settings
) -> tuple[Fields, list[str]]:
    """Which of the columns ``names`` is what, and the names of those that will be added.

    Raises SourceError where the text cannot be told or a name is taken.
    """
    names = list(names)
    added = added_columns(settings.prefix).names
    if taken := [name for name in added if name in names]:
        raise SourceError(f"there is a column {taken[0]!r} already; choose another prefix")
    return guess_fields(names, given), added


def clean_batch(batch: Any, fields: Fields, settings: Settings | None = None) -> Any:
    """Return a RecordBatch or Table like ``batch``: its columns as they are, then the added ones.

    A row that cannot be cleaned has nothing in them but the cause in the last, ``clean_failure``.
    """
    settings = settings or Settings()
    done = [_cleaned(row, fields, settings) for row in _rows(batch, fields)]
    added = added_columns(settings.prefix)
    arrays = [array([values.get(field.name) for values in done], field.type) for field in added]
    schema = pa.schema([*batch.schema, *added], metadata=batch.schema.metadata)
    return type(batch).from_arrays([*batch.columns, *arrays], schema=schema)


def added_columns(prefix: str) -> Any:
    """The added columns as an Arrow schema, that of failures last."""
    return added_schema(prefix).append(pa.field(f"{prefix}{FAILURE}", pa.string()))


def _rows(batch: Any, fields: Fields) -> Iterator[dict[str, Any]]:
    roots = (root_of(name, batch.schema.names) for name in fields if name is not None)
    needed = list(dict.fromkeys(roots))
    yield from batch.select(needed).to_pylist()


def _cleaned(row: Mapping[str, Any], fields: Fields, settings: Settings) -> dict[str, Any]:
    try:
        return record(row, fields, settings)[1]
    except Exception as fault:  # one bad document must not end a job over millions
        return {f"{settings.prefix}{FAILURE}": cause_of(fault)}


def seen_in(batch: Any, fields: Fields, settings: Settings) -> Iterator[Seen]:
    """What a learner sees of the documents in a batch; what cannot be cleaned is left out."""
    settings = settings._replace(repairs=OFF, profile=None)
    rules = settings.rules or default_rules()
    for row in _rows(batch, fields):
        with suppress(Exception):  # one bad document must not end a job; ``clean_batch`` tells
            article = article_of(row, fields, settings)
            if view := seen(article, site_named(row, fields, settings), rules):
                yield view
