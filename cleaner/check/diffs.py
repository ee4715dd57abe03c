"""A unified diff out of edits: nothing is compared, for the edits know what changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..trail import apply
from ..types import Edit

_CONTEXT = 3


class _Hunk(NamedTuple):
    """Lines ``start`` to ``end`` of the text before, which become ``new_start`` to ``new_end``."""

    start: int
    end: int
    new_start: int
    new_end: int


def unified(text: str, edits: Sequence[Edit], name: str) -> Iterator[str]:
    """Yield the lines of a unified diff of ``text`` and what ``edits`` make of it."""
    if not edits:
        return
    after = apply(text, edits)
    old, new = text.split("\n"), after.split("\n")
    hunks = list(_trimmed(_hunks(text, after, edits), old, new))
    yield f"--- {name}"
    yield f"+++ {name}"
    for group in _groups(hunks):
        yield from _told(group, old, new)


def _hunks(text: str, after: str, edits: Sequence[Edit]) -> Iterator[_Hunk]:
    """The whole lines that each edit touches, those on shared lines as one."""
    starts, new_starts = _starts(text), _starts(after)
    run: _Hunk | None = None
    shift = 0
    for edit in edits:
        at = edit.start + shift
        shift += len(edit.new) - len(edit.old)
        first = bisect_right(starts, edit.start) - 1
        last = bisect_right(starts, edit.end)
        new_first = bisect_right(new_starts, at) - 1
        new_last = bisect_right(new_starts, at + len(edit.new))
        if run is not None and first < run.end:
            run = _Hunk(run.start, max(last, run.end), run.new_start, max(new_last, run.new_end))
            continue
        if run is not None:
            yield run
        run = _Hunk(first, last, new_first, new_last)
    if run is not None:
        yield run


def _starts(text: str) -> list[int]:
    return [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]


def _trimmed(hunks: Iterator[_Hunk], old: list[str], new: list[str]) -> Iterator[_Hunk]:
    """Without the lines at either end that are the same before and after."""
    for start, end, new_start, new_end in hunks:
        while start < end and new_start < new_end and old[start] == new[new_start]:
            start, new_start = start + 1, new_start + 1
        while start < end and new_start < new_end and old[end - 1] == new[new_end - 1]:
            end, new_end = end - 1, new_end - 1
        if start < end or new_start < new_end:
            yield _Hunk(start, end, new_start, new_end)


def _groups(hunks: Sequence[_Hunk]) -> Iterator[list[_Hunk]]:
    """Hunks whose contexts would meet stand under one heading."""
    group: list[_Hunk] = []
    for hunk in hunks:
        if group and hunk.start - group[-1].end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _told(group: Sequence[_Hunk], old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    first, last = group[0], group[-1]
    lead = min(_CONTEXT, first.start)
    trail = min(_CONTEXT, len(old) - last.end)
    sizes = last.end - first.start + lead + trail, last.new_end - first.new_start + lead + trail
    begins = first.start - lead + 1, first.new_start - lead + 1
    yield f"@@ -{_range(begins[0], sizes[0])} +{_range(begins[1], sizes[1])} @@"
    at = first.start - lead
    for hunk in group:
        yield from (f" {line}" for line in old[at : hunk.start])
        yield from (f"-{line}" for line in old[hunk.start : hunk.end])
        yield from (f"+{line}" for line in new[hunk.new_start : hunk.new_end])
        at = hunk.end
    yield from (f" {line}" for line in old[at : at + trail])


def _range(begin: int, size: int) -> str:
    return f"{begin - (size == 0)},{size}"
