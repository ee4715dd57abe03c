"""Parquet in: rows that know their place in a batch, so that no column need leave Arrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .streams import missing
from .types import SourceError

if TYPE_CHECKING:
    from .tables import Row

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    raise missing("Parquet", "parquet") from None

_BATCH = 64  # rows


class Place(NamedTuple):
    """A row of a batch."""

    batch: Any
    row: int


def schema_of(path: Path) -> Any:
    """The schema of a file; OSError or SourceError for what is none."""
    with _opened(path) as file:
        return file.schema_arrow


def _opened(path: Path) -> Any:
    try:
        return pq.ParquetFile(path)
    except pa.ArrowInvalid as fault:
        raise SourceError(f"this is not Parquet: {fault}") from fault


def read_parquet(path: Path, wanted: Sequence[str] | None) -> Iterator[Row]:
    """Yield the rows of a file with the ``wanted`` columns, all without it, as Python values."""
    from .tables import Row

    with _opened(path) as file:
        number = 0
        try:
            for batch in file.iter_batches(_BATCH):
                part = batch if wanted is None else batch.select(list(wanted))
                for i, columns in enumerate(part.to_pylist()):
                    number += 1
                    size = sum(len(v) for v in columns.values() if isinstance(v, str | bytes))
                    yield Row(number, columns, size, Place(batch, i))
        except (pa.ArrowException, ValueError) as fault:
            raise SourceError(f"this is not Parquet: {fault}") from fault
