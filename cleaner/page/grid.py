"""Elements whose parts are counted or kept as they are: tables, numbered lists, code.

Every function reads its element once.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml.etree import _Element as Element

from .walk import BLOCKS

WIDEST = 60  # columns; a wider table is a drawing
_INTEGER = re.compile(r"\s*[+]?\d{1,8}\s*")

Grid = dict[object, tuple[int, int]]


def grid_of(table: Element) -> Grid:
    """The row and column of each cell of a table; none for one that is too wide."""
    grid: Grid = {}
    filled: dict[int, int] = {}  # column -> the row from which it is free again
    for row, line in enumerate(_rows(table)):
        column = 0
        for cell in line.iterchildren("td", "th"):
            while filled.get(column, 0) > row:
                column += 1
            if column >= WIDEST:
                return {}
            grid[cell] = row, column
            deep = _integer(cell.get("rowspan"), 1)
            for _ in range(min(WIDEST, max(1, _integer(cell.get("colspan"), 1)))):
                filled[column] = row + deep
                column += 1
    return grid


def _rows(table: Element) -> list[Element]:
    rows: list[Element] = []
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        rows += [child] if child.tag == "tr" else child.iterchildren("tr")
    return rows


def numbers_of(ordered: Element) -> dict[object, int]:
    """The number of each item of an ordered list."""
    items = list(ordered.iterchildren("li"))
    step = -1 if ordered.get("reversed") is not None else 1
    number = _integer(ordered.get("start"), len(items) if step < 0 else 1)
    numbers: dict[object, int] = {}
    for item in items:
        number = _integer(item.get("value"), number)
        numbers[item] = number
        number = max(0, number + step)
    return numbers


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and _INTEGER.fullmatch(text) else default


def verbatim(element: Element) -> str:
    """The text of preformatted code: its line breaks and its indentation, no blank edges."""
    parts = ["\n"]
    for event, part in etree.iterwalk(element, events=("start", "end")):
        border = part is not element and part.tag in BLOCKS
        if (border and parts[-1][-1] != "\n") or (part.tag == "br" and event == "start"):
            parts.append("\n")
        if text := part.text if event == "start" else part.tail if part is not element else None:
            parts.append(text)
    lines = "".join(parts).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(line.rstrip() for line in lines)
