"""Batches in and out: what engines that work on batches need of cleaner.

Spark calls ``clean_batch`` through ``mapInArrow``; ``datasets.map(batched=True)``, Ray Data, Daft,
Dask and others can call it as it is. The rows are those of the record function, as on one machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from ..packing import missing
from ..rules.loading import default_rules
from ..types import OFF, SourceError
from .columns import Settings, article_of, site_named
from .fields import Fields, root_of
from .frames import FAILURE, clean_lists, columns_for, row_cleaned
from .learning import Seen, seen

try:
    import pyarrow as pa
except ImportError:
    raise missing("a batch of Arrow", "parquet") from None

from .parquet import added_schema, array, names_in


def clean_batch(
    batch: Any,
    fields: Fields | Mapping[str, str] | None = None,
    settings: Settings | None = None,
    **options: Any,
) -> Any:
    """Clean a batch of documents: its columns come back as they are, with the added ones after.

    ``batch`` is a RecordBatch or Table of Arrow, or a mapping of names to lists of values, as
    ``datasets.map(batched=True)`` and Ray Data hand them out; what comes back is of the same kind.
    ``fields`` says which column is what, as in ``clean_record``, which also takes the ``options``.
    A row that cannot be cleaned has nothing in the added columns but the cause in the last,
    ``clean_failure``.

    Raises SourceError, at once, where the text cannot be told or a column's name is taken.
    """
    settings = settings or Settings(**options)
    # the table under a batch of datasets: lists of nothing but None would have no type there
    batch = getattr(batch, "pa_table", batch)
    if isinstance(batch, Mapping):
        return {**batch, **clean_lists(batch, fields, settings)}
    if not hasattr(batch, "schema"):
        raise SourceError(f"a batch is of Arrow or a mapping, not {type(batch).__name__}")
    found = columns_for(names_in(batch.schema), fields, settings)[0]
    done = [row_cleaned(row, found, settings) for row in _rows(batch, found)]
    added = added_columns(settings.prefix)
    arrays = [array([values.get(field.name) for values in done], field.type) for field in added]
    schema = _schema(batch.schema, settings.prefix)
    return type(batch).from_arrays([*batch.columns, *arrays], schema=schema)


def clean_reader(reader: Any, fields: Mapping[str, str] | None, settings: Settings) -> Any:
    """A reader of the batches of ``reader``, each cleaned when it is asked for."""
    found = columns_for(names_in(reader.schema), fields, settings)[0]
    batches = (clean_batch(batch, found, settings) for batch in reader)
    return pa.RecordBatchReader.from_batches(_schema(reader.schema, settings.prefix), batches)


def table_of(frame: Any) -> Any:
    """What speaks Arrow as a RecordBatch or Table; these are given back as they are."""
    return frame if isinstance(frame, pa.RecordBatch | pa.Table) else pa.table(frame)


def added_table(lists: Mapping[str, list[Any]], prefix: str) -> Any:
    """The added columns as a Table, from lists of their values."""
    schema = added_columns(prefix)
    return pa.table([array(lists[field.name], field.type) for field in schema], schema=schema)


def _schema(own: Any, prefix: str) -> Any:
    return pa.schema([*own, *added_columns(prefix)], metadata=own.metadata)


def added_columns(prefix: str) -> Any:
    """The added columns as an Arrow schema, that of failures last."""
    return added_schema(prefix).append(pa.field(f"{prefix}{FAILURE}", pa.string()))


def _rows(batch: Any, fields: Fields) -> Iterator[dict[str, Any]]:
    roots = (root_of(name, batch.schema.names) for name in fields if name is not None)
    needed = list(dict.fromkeys(roots))
    yield from batch.select(needed).to_pylist()


def seen_in(batch: Any, fields: Fields, settings: Settings) -> Iterator[Seen]:
    """What a learner sees of the documents in a batch; what cannot be cleaned is left out."""
    settings = settings._replace(repairs=OFF, profile=None)
    rules = settings.rules or default_rules()
    for row in _rows(batch, fields):
        with suppress(Exception):  # one bad document must not end a job; ``clean_batch`` tells
            article = article_of(row, fields, settings)
            if view := seen(article, site_named(row, fields, settings), rules):
                yield view
