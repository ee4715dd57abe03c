"""What parts the cells of a table of text: told by its first lines where nobody says it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

_USUAL = ",;\t|"
_ROWS = 20  # that are looked at


def separator_of(head: str, usual: str, *, whole: bool) -> str:
    """What parts the cells of a table that begins with ``head``: ``, ; |`` or a tab.

    It is what parts the heading and parts most of the rows below into as many cells; of equals
    what makes the most cells, and else the ``usual`` one. ``whole`` tells that there are no more
    rows; else the last one may break off and does not count.
    """
    found = [(*_fit(head, each, whole=whole), each == usual, each) for each in _USUAL]
    fits, cells, _, separator = max(found, key=lambda item: item[:3])
    return separator if fits and cells > 1 else usual


def _fit(head: str, separator: str, *, whole: bool) -> tuple[int, int]:
    """How many rows of a hundred have as many cells as the heading, and how many those are."""
    rows = list(islice(_rows(head, separator), _ROWS + 1))
    if len(rows) > 1 and not whole:
        rows.pop()
    cells = len(rows[0]) if rows else 0
    if cells < 2:
        return 0, 0
    return 100 * sum(len(row) == cells for row in rows) // len(rows), cells


def _rows(head: str, separator: str) -> Iterator[list[str]]:
    lines = io.StringIO(head.removeprefix("\ufeff"), newline="")
    found = csv.reader(lines, delimiter=separator)
    while True:
        try:
            yield from filter(None, found)
        except csv.Error:  # a broken row is told where it is read
            continue
        return
