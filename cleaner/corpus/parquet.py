"""Parquet in and out; rows know their place in a batch, so that no carried column leaves Arrow."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from ..formats import BY_NAME, function
from ..packing import missing
from ..places import readable
from ..types import SourceError
from .columns import ADDED, PREFIX, named
from .fields import paths_of, root_of
from .rows import Row
from .writers import Json, Pair, Writer, to_json

if TYPE_CHECKING:
    from .tables import Table

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError:
    raise missing("Parquet", "parquet") from None

BATCH = 64  # rows that are read at once
_LARGE = 50_000_000  # bytes of a batch, whose rows are then made of it one by one
_PACKED = 1000  # times smaller than what it holds, which no text that was written is packed to
_MUCH = 20_000_000  # bytes that a column of a row group may hold however it is packed
_EDIT = {
    "start": pa.int64(),
    "end": pa.int64(),
    "old": pa.string(),
    "new": pa.string(),
    "rule": pa.string(),
    "evidence": pa.string(),
    "confidence": pa.float64(),
}
_TYPES = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "flag": pa.bool_(),
    "number": pa.float64(),
    "edits": pa.list_(pa.struct(list(_EDIT.items()))),
}
_PLAIN = {str: pa.string(), bool: pa.bool_(), int: pa.int64(), float: pa.float64()}
_JSON = {b"encoding": b"json"}  # marks a column of values that share no type


class Place(NamedTuple):
    """A row of a batch."""

    batch: Any
    row: int

    def columns(self) -> dict[str, Any]:
        """The row as Python values."""
        return _values(self.batch.slice(self.row, 1))[0]


def schema_of(path: Path) -> Any:
    """The schema of a file; OSError or SourceError for what is none."""
    with opened(path) as file:
        return file.schema_arrow


def opened(path: Path) -> Any:
    """Open a file; SourceError for what is no Parquet, or would unpack to too much."""
    try:
        file = pq.ParquetFile(readable(path))
    except pa.ArrowInvalid as fault:
        raise SourceError(f"this is not Parquet: {fault}") from fault
    for column in _chunks(file.metadata):
        packed, whole = column.total_compressed_size, column.total_uncompressed_size
        if whole > max(_MUCH, packed * _PACKED):
            raise SourceError(f"{packed} bytes of a column would unpack to {whole}")
    return file


def _chunks(metadata: Any) -> Iterator[Any]:
    groups = map(metadata.row_group, range(metadata.num_row_groups))
    return (group.column(i) for group in groups for i in range(group.num_columns))


def heading_of(table: Table) -> list[str]:
    """The names of the columns, and the paths in them; raises as ``schema_of``."""
    return names_in(schema_of(table.source.path))


def names_in(schema: Any) -> list[str]:
    """The names of columns, and the paths of what stands in their structs, ``data.body``."""
    return paths_of({field.name: _inside(field.type) for field in schema})


def _inside(kind: Any) -> Any:
    """The fields of a struct, by their names."""
    if not pa.types.is_struct(kind):
        return None
    return {kind.field(i).name: _inside(kind.field(i).type) for i in range(kind.num_fields)}


def read_table(table: Table, wanted: Sequence[str] | None) -> Iterator[Row]:
    """Yield the rows of a file with the ``wanted`` columns, all without it, as Python values."""
    with opened(table.source.path) as file:
        number = 0
        try:
            for batch in file.iter_batches(BATCH):
                for row in places_in(batch, wanted):
                    number += 1
                    yield row._replace(number=number)
        except (pa.ArrowException, ValueError) as fault:
            raise SourceError(f"this is not Parquet: {fault}") from fault


def places_in(batch: Any, wanted: Sequence[str] | None) -> Iterator[Row]:
    """Yield the rows of a batch with the ``wanted`` columns, all without it; not numbered yet."""
    roots = None if wanted is None else _roots(wanted, batch.schema.names)
    part = batch if roots is None else batch.select(roots)
    for i, columns in enumerate(_rows(part)):
        size = sum(len(v) for v in columns.values() if isinstance(v, str | bytes))
        yield Row(0, columns, size, Place(batch, i))


def _roots(wanted: Sequence[str], names: Sequence[str]) -> list[str]:
    """The columns that ``wanted`` ones are, or are inside of."""
    return list(dict.fromkeys(root_of(name, names) for name in wanted))


def _rows(batch: Any) -> Iterable[dict[str, Any]]:
    if batch.nbytes <= _LARGE:
        return _values(batch)
    return (_values(batch.slice(i, 1))[0] for i in range(batch.num_rows))


def _values(batch: Any) -> list[dict[str, Any]]:
    """The rows as Python values; what Python has no type for, as text."""
    try:
        rows: list[dict[str, Any]] = batch.to_pylist()
    except (pa.ArrowException, ValueError):  # nanoseconds, among others
        columns = {name: _cells(batch.column(name)) for name in batch.schema.names}
        rows = [{name: columns[name][i] for name in columns} for i in range(batch.num_rows)]
    return rows


def _cells(column: Any) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except (pa.ArrowException, ValueError):
        try:
            values = column.cast(pa.string()).to_pylist()
        except pa.ArrowException:  # lists and structs of such
            values = [pa.array([value]).to_string() for value in column]
    return values


def added_schema(prefix: str = PREFIX) -> Any:
    """The added columns as an Arrow schema, for engines that want types before values."""
    return pa.schema([pa.field(f"{prefix}{name}", _TYPES[kind]) for name, kind in ADDED.items()])


def write_parquet(table: Table | None, names: Sequence[str], prefix: str, _: str) -> Writer:
    """What writes the rows of ``table``; those of Parquet as they are, if it has any columns."""
    return table_writer(prefix, schema_for(table) if names else None, PARQUET)


class Container(NamedTuple):
    """How tables of Arrow are kept: written, read and told of, and parts joined by a writer."""

    write: Callable[[Any, BinaryIO], None]
    schema: Callable[[Path], Any]
    read: Callable[[Path], Any]
    writer: Callable[[BinaryIO, Any], Any]


def _write(table: Any, out: BinaryIO) -> None:
    pq.write_table(table, out, compression="zstd")


def _schema(path: Path) -> Any:
    return pq.read_schema(readable(path))


def _read(path: Path) -> Any:
    return pq.read_table(readable(path))


PARQUET = Container(_write, _schema, _read, partial(pq.ParquetWriter, compression="zstd"))


def schema_in(table: Table) -> Any:
    """The schema of a Parquet file; raises as ``schema_of``."""
    return schema_of(table.source.path)


def schema_for(table: Table | None) -> Any:
    """The Arrow schema of an input whose rows know their place in one, None of any other."""
    known = BY_NAME[table.form].schema if table else ""
    return function(known)(table) if known else None


def table_writer(prefix: str, schema: Any, container: Container) -> Writer:
    """Rows of Arrow; ``schema`` is that of the input where it holds Arrow too.

    Values of any other input keep their type where a whole column has one; else, and for lists and
    objects, the column holds them as JSON, and its field says ``encoding: json``.
    """
    last = frozenset(named(prefix))

    def part(pairs: Sequence[Pair], _: bool) -> bytes:
        table = _of_places(pairs, schema) if schema is not None else _of_values(pairs, last)
        more = added_schema(prefix)
        arrays = [
            array([values[name] for _, values in pairs], kind)
            for name, kind in zip(more.names, more.types, strict=True)
        ]
        arrays = [*table.columns, *arrays]
        whole = pa.schema([*table.schema, *more], metadata=table.schema.metadata)
        out = io.BytesIO()
        container.write(pa.Table.from_arrays(arrays, schema=whole), out)
        return out.getvalue()

    return Writer(part, partial(_join, last, container))


def _of_places(pairs: Sequence[Pair], schema: Any) -> Any:
    """The carried rows, taken from their batches."""
    taken: list[tuple[Any, list[int]]] = []
    for row, _ in pairs:
        place = row.carried
        if not taken or taken[-1][0] is not place.batch:
            taken.append((place.batch, []))
        taken[-1][1].append(place.row)
    batches = [batch.take(pa.array(rows, pa.int64())) for batch, rows in taken]
    return pa.Table.from_batches(batches, schema)


def _of_values(pairs: Sequence[Pair], last: frozenset[str]) -> Any:
    """The columns that came with the rows, or else, of JSON, with what is added to them."""
    rows = [
        row.carried or {name: more[name] for name in more if name not in last}
        for row, more in pairs
    ]
    names = dict.fromkeys(name for row in rows for name in row)
    fields, arrays = [], []
    for name in names:
        field, array = _column(_escaped(name), [row.get(name) for row in rows])
        fields.append(field)
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def _column(name: str, values: list[Any]) -> tuple[Any, Any]:
    kinds = {type(value) for value in values if value is not None}
    if not kinds:
        return pa.field(name, pa.null()), pa.nulls(len(values))
    if len(kinds) == 1 and (kind := _PLAIN.get(next(iter(kinds)))) is not None:
        try:
            return pa.field(name, kind), array(values, kind)
        except (pa.ArrowInvalid, OverflowError):
            pass  # an integer beyond 64 bits
    return pa.field(name, pa.string(), metadata=_JSON), _as_json(values)


def _as_json(values: list[Any]) -> Any:
    told = [value if isinstance(value, Json) else to_json(value) for value in values]
    nulls = zip(values, told, strict=True)
    return array([None if value is None else str(text) for value, text in nulls], pa.string())


def array(values: list[Any], kind: Any) -> Any:
    """Values as an array; lone surrogates, which Arrow cannot hold, are spelt out."""
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array(_escaped(values), kind)


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _escaped(item) for key, item in value.items()}
    return value


def _join(last: frozenset[str], container: Container, parts: Sequence[Path], out: BinaryIO) -> None:
    """Write the parts as the groups of one file, under the one schema all of them fit."""
    schema = _common([container.schema(path) for path in parts], last)
    with container.writer(out, schema) as writer:
        for path in parts:
            table = container.read(path)
            arrays = [_fitted(table, field) for field in schema]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _common(schemas: Sequence[Any], last: frozenset[str]) -> Any:
    """One schema for all; the columns ``last`` stand last."""
    fields: dict[str, Any] = {}
    if all(schema.equals(schemas[0], check_metadata=True) for schema in schemas):
        return schemas[0]
    for field in (field for schema in schemas for field in schema):
        known = fields.get(field.name)
        if known is None or pa.types.is_null(known.type):
            fields[field.name] = field
        elif not pa.types.is_null(field.type) and not known.equals(field, check_metadata=True):
            fields[field.name] = pa.field(field.name, pa.string(), metadata=_JSON)
    return pa.schema(sorted(fields.values(), key=lambda field: field.name in last))


def _fitted(table: Any, field: Any) -> Any:
    """The column of a part as the common schema has it."""
    if field.name not in table.column_names:
        return pa.nulls(table.num_rows, field.type)
    own, column = table.schema.field(field.name), table.column(field.name)
    if own.type == field.type and (own.metadata or {}) == (field.metadata or {}):
        return column
    if pa.types.is_null(own.type):
        return pa.nulls(table.num_rows, field.type)
    return _as_json(column.to_pylist())
