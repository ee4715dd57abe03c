"""A row: one document of a table, as it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One document as it was read.

    ``number`` counts lines of JSON, rows or responses from 1. ``data`` is a line of JSON, or the
    columns that cleaning needs; ``carried`` is what the writer needs beside it. ``size`` is about
    how many bytes it is. A ``fault`` says why there is no data.
    """

    number: int
    data: bytes | Mapping[str, Any] = b""
    size: int = 0
    carried: Any = None
    fault: str = ""
