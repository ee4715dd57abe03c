"""Arrow in and out: Feather files, and streams, which Hugging Face datasets keep as ``.arrow``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..packing import missing
from ..types import SourceError
from .parquet import BATCH, Container, names_in, places_in, schema_for, table_writer
from .rows import Row
from .writers import Writer

if TYPE_CHECKING:
    from .tables import Table

try:
    import pyarrow as pa
except ImportError:
    raise missing("Arrow", "parquet") from None

_FILE = b"ARROW1"  # how a file begins; a stream begins otherwise, and the first Feather with FEA1
_OLD = b"FEA1"
_COMPRESSION = "lz4"  # as pandas and pyarrow write Feather


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """Open a file or a stream; SourceError for what is none, also while it is read."""
    with path.open("rb") as file:
        head = file.read(len(_FILE))
        if head.startswith(_OLD):
            raise SourceError("Feather of version 1; pyarrow.feather.write_feather makes it anew")
        file.seek(0)
        try:
            opens = pa.ipc.open_file if head == _FILE else pa.ipc.open_stream
            yield opens(file)
        except (pa.ArrowException, ValueError, MemoryError, OSError) as fault:
            if isinstance(fault, OSError) and fault.errno is not None:
                raise  # the disk is to blame, not the file
            raise SourceError(f"this is not Arrow: {fault}") from fault


def schema_in(table: Table) -> Any:
    """The schema of a file; OSError or SourceError for what is none."""
    with _opened(table.source.path) as file:
        return file.schema


def heading_of(table: Table) -> list[str]:
    """The names of the columns, and the paths in them; raises as ``schema_in``."""
    return names_in(schema_in(table))


def read_table(table: Table, wanted: Sequence[str] | None) -> Iterator[Row]:
    """Yield the rows of a file with the ``wanted`` columns, all without it, as Python values."""
    with _opened(table.source.path) as file:
        number = 0
        for batch in _batches(file):
            batch.validate(full=True)  # offsets that lead out of a buffer are found here
            for at in range(0, batch.num_rows, BATCH):
                for row in places_in(batch.slice(at, BATCH), wanted):
                    number += 1
                    yield row._replace(number=number)


def _batches(file: Any) -> Iterator[Any]:
    if hasattr(file, "get_batch"):
        return (file.get_batch(i) for i in range(file.num_record_batches))
    return iter(file)


def write_arrow(table: Table | None, _: Sequence[str], prefix: str, __: str) -> Writer:
    """What writes the rows of ``table`` as it is: a file, or a stream."""
    stream = table is not None and not _is_file(table.source.path)
    return table_writer(prefix, schema_for(table), _STREAM if stream else _FEATHER)


def _is_file(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_FILE)) == _FILE
    except OSError:
        return True


def _write(make: Any, table: Any, out: BinaryIO) -> None:
    with make(out, table.schema) as writer:
        writer.write_table(table)


def _schema(path: Path) -> Any:
    with _opened(path) as file:
        return file.schema


def _read(path: Path) -> Any:
    with _opened(path) as file:
        return file.read_all()


def _container(make: Any) -> Container:
    return Container(partial(_write, make), _schema, _read, make)


def _new_file(out: BinaryIO, schema: Any) -> Any:
    return pa.ipc.new_file(out, schema, options=pa.ipc.IpcWriteOptions(compression=_COMPRESSION))


def _new_stream(out: BinaryIO, schema: Any) -> Any:
    return pa.ipc.new_stream(out, schema)


_FEATHER, _STREAM = _container(_new_file), _container(_new_stream)
