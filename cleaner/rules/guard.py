"""What cleaning leaves alone in Markdown, so that what is fixed still says what it said.

Headings, lists, quotes, tables, code, markup and front matter stay as they are, and so do links,
code and emphasis inside a line. A line goes only where it is a paragraph of its own. Everything is
asked of the text alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..types import Edit

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_STRUCTURE = re.compile(
    r"\s|#{1,6}(?:\s|$)|[-*+](?:\s|$)|\d{1,9}[.)](?:\s|$)|>|<|\[[^\]]*\]:|(?:=+|-{2,}|[*_]{3,})\s*$"
)
_UNDERLINE = re.compile(r"(?:=+|-{2,})\s*$")
_INLINE = re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)|`[^`\n]+`|<[^>\n]+>|[a-z]+://\S+")
_MARKS = frozenset("*_[]<>`|\\~")
_INSIDE = ("word", "space", "unicode")  # repairs of a character or a word


class _Line(NamedTuple):
    """Where a line is, and whether it may change (``free``) and may go (``alone``)."""

    start: int
    end: int
    free: bool
    alone: bool


def guarded(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits that no mark of Markdown speaks against."""
    lines = list(_lines(text))
    starts = [line.start for line in lines]
    spans = [match.span() for match in _INLINE.finditer(text)]
    ends = [end for _, end in spans]

    def inline(edit: Edit) -> bool:
        i = bisect_right(ends, edit.start)
        return i < len(spans) and spans[i][0] < max(edit.end, edit.start + 1)

    def sound(edit: Edit) -> bool:
        if edit.rule == "layout.edge":
            return _is_blank(edit) and _is_loose(text, edit, lines)
        first = bisect_right(starts, edit.start) - 1
        last = bisect_right(starts, max(edit.end - 1, edit.start)) - 1
        if not all(line.free for line in lines[first : last + 1]):
            return False
        if edit.rule.startswith("layout."):
            return edit.rule == "layout.blank" and _is_blank(edit)
        line = lines[first]
        if (
            first == last
            and not edit.new
            and edit.old.strip() == text[line.start : line.end].strip()
        ):
            return line.alone
        return _is_inside(edit, line) and not inline(edit)

    return [edit for edit in edits if sound(edit)]


def _is_blank(edit: Edit) -> bool:
    return not edit.new and not edit.old.strip("\n")


def _is_loose(text: str, edit: Edit, lines: Sequence[_Line]) -> bool:
    """Whether blank lines at an edge may go: not those of code, nor those above a rule.

    A rule that comes to stand on the first line would be read as the border of front matter.
    """
    if edit.end == len(text):
        return lines[-1].free
    return not text.startswith("---", edit.end)


def _is_inside(edit: Edit, line: _Line) -> bool:
    """Whether an edit is of plain characters; spaces at the end of a line break it."""
    if not _MARKS.isdisjoint(edit.old + edit.new) or edit.end > line.end:
        return False
    family = edit.rule.partition(".")[0]
    edge = edit.start == line.start or edit.end == line.end
    return line.alone if family not in _INSIDE else not (family == "space" and edge)


def _lines(text: str) -> Iterator[_Line]:
    """Every line, with what may become of it."""
    rows = text.split("\n")
    fixed = _structure(rows)
    at = 0
    for i, row in enumerate(rows):
        beside = any(0 <= k < len(rows) and rows[k].strip() for k in (i - 1, i + 1))
        yield _Line(at, at + len(row), not fixed[i], not fixed[i] and not beside)
        at += len(row) + 1


def _structure(rows: Sequence[str]) -> list[bool]:
    """Which rows are anything but running text and blank lines."""
    fixed = [False] * len(rows)
    fence = "---" if rows[0].rstrip() == "---" and "---" in map(str.rstrip, rows[1:]) else ""
    for i, row in enumerate(rows):
        opens = _FENCE.match(row)
        if fence:
            fixed[i] = True
            if i and row.strip().startswith(fence) and not row.strip().strip(fence[0]):
                fence = ""
        elif opens:
            fixed[i], fence = True, opens[1]
        elif row.strip():
            fixed[i] = _STRUCTURE.match(row) is not None or "|" in row
            if _UNDERLINE.match(row) and i:
                fixed[i - 1] = True
    return fixed
