"""What is found in an input: where each finding is, and what failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ..files import shown
from ..records import Finding
from ..types import SURE, Edit

Tell = Callable[[str, str, Sequence[Edit]], None]  # the place and text that edits are of


class Record(NamedTuple):
    """The record of a table a finding is about: its number, its id, and the column."""

    number: int
    name: str
    field: str


class Spot(NamedTuple):
    """A finding and where it is.

    ``line`` and ``column`` count from 1 in the text that is cleaned. ``row`` is the line of the
    file, 0 where the text is not the file's own: of Parquet, and of pages. ``fixable`` tells
    whether ``fix`` would mend it.
    """

    path: str
    line: int
    column: int
    row: int
    finding: Finding
    record: Record | None = None
    fixable: bool = False

    @property
    def place(self) -> str:
        """``file:line:column``, or ``file:record(id):field:line:column``."""
        inside = ""
        if self.record is not None:
            number, name, field = self.record
            inside = f":{number}({name}):{field}" if name else f":{number}:{field}"
        return f"{shown(self.path)}{inside}:{self.line}:{self.column}"


class Failure(NamedTuple):
    """An input, or a record of one, that could not be read, and why."""

    place: str
    cause: str


class Found(NamedTuple):
    """What is told of one input, what failed in it, and how many edits were or would be made.

    ``sure`` is the confidence of a text that was weighed.
    """

    spots: list[Spot]
    failures: list[Failure]
    edits: int = 0
    sure: float = SURE
