"""The text column of a Parquet file: read for ``check``, and replaced by ``fix``.

The file is written anew, row group by row group, with its schema, metadata and packing; every
other column is copied as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from ..corpus.fields import Fields, root_of
from ..corpus.parquet import BATCH, opened
from ..corpus.tables import Table
from ..packing import missing
from ..types import SourceError
from .cells import Cell, text_in

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    raise missing("Parquet", "parquet") from None


def parquet_cells(table: Table, fields: Fields) -> Iterator[Cell]:
    """Yield the text of every row. Raises SourceError for what is no Parquet, or too much."""
    with opened(table.source.path) as file:
        try:
            number = 0
            for batch in file.iter_batches(BATCH, columns=_wanted(fields)):
                yield from _cells(batch, fields, number)
                number += batch.num_rows
        except (pa.ArrowException, OSError) as fault:
            raise SourceError(f"this is not Parquet: {fault}") from fault


def _wanted(fields: Fields) -> list[str]:
    return [name for name in (fields.text or fields.html, fields.id) if name]


def _cells(table: Any, fields: Fields, number: int) -> Iterator[Cell]:
    """The cells of the rows after ``number``."""
    roots = dict.fromkeys(root_of(name, table.schema.names) for name in _wanted(fields))
    names = [name for name in roots if name in table.schema.names]
    for at, row in enumerate(table.select(names).to_pylist(), number + 1):
        try:
            text, name = text_in(row, fields)
            yield Cell(at, 0, name, text)
        except SourceError as fault:
            yield Cell(at, 0, fault=str(fault))


def rewrite_parquet(
    table: Table, fields: Fields, out: BinaryIO, change: Callable[[Cell], str | None]
) -> None:
    """Write the file to ``out`` with the texts that ``change`` gives; None leaves one as it is.

    Raises SourceError for a text column that holds no strings, and where the texts read back are
    not those that were written.
    """
    name, written = fields.text or "", sha256()
    with opened(table.source.path) as file:
        schema = file.schema_arrow
        if name not in schema.names:
            raise SourceError(f"{name!r} is inside a column; clean reads what is there")
        kind = schema.field(name).type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
            raise SourceError(f"the column {name!r} holds no strings but {kind}")
        number = 0
        with pq.ParquetWriter(out, schema, compression=_packing(file)) as writer:
            for group in range(file.num_row_groups):
                rows = file.read_row_group(group)
                texts = rows.column(name).to_pylist()
                for i, cell in enumerate(_cells(rows, fields, number)):
                    new = change(cell)
                    texts[i] = texts[i] if new is None else new
                    written.update(_token(texts[i]))
                column = pa.array(texts, kind)
                at = schema.get_field_index(name)
                rows = rows.set_column(at, schema.field(name), column).cast(schema)
                writer.write_table(rows, row_group_size=max(rows.num_rows, 1))
                number += rows.num_rows
    out.flush()
    if _read_back(Path(out.name), name) != written.digest():
        raise SourceError("left as it is: the texts cannot be read back")


def _read_back(path: Path, name: str) -> bytes:
    read = sha256()
    with opened(path) as file:
        for batch in file.iter_batches(columns=[name]):
            for text in batch.column(0).to_pylist():
                read.update(_token(text))
    return read.digest()


def _token(text: str | None) -> bytes:
    data = b"" if text is None else text.encode()
    return b"-" if text is None else b"%d:%b" % (len(data), data)


def _packing(file: Any) -> dict[str, str] | str:
    """How each column is packed."""
    if not file.num_row_groups:
        return "snappy"
    group = file.metadata.row_group(0)
    columns = [group.column(i) for i in range(group.num_columns)]
    names = {"UNCOMPRESSED": "none"}
    return {c.path_in_schema: names.get(c.compression, c.compression.lower()) for c in columns}
