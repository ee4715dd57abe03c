"""The algebra of edits: apply, undo, compose.

A trail is a tuple of edits over one text, ascending and without overlap. Every stage proposes
such a trail over the text it was given; ``compose`` joins the trail of one stage with that of the
next, so the article carries a single trail in coordinates of the input, however many rounds it
took. Laws (tests/test_trail.py): ``apply(source, compose(source, a, b)) ==
apply(apply(source, a), b)`` and ``undo(apply(source, a), a) == source``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .types import SURE, Edit


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` with every edit carried out."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join(parts) + text[at:]


def undo(text: str, edits: Iterable[Edit]) -> str:
    """Return the text that ``edits`` were applied to."""
    parts: list[str] = []
    at = shift = 0
    for edit in edits:
        start = edit.start + shift
        parts += (text[at:start], edit.old)
        at = start + len(edit.new)
        shift += len(edit.new) - (edit.end - edit.start)
    return "".join(parts) + text[at:]


def pieces(text: str, edits: Iterable[Edit]) -> Iterator[str | Edit]:
    """The source that ``edits`` made into ``text``, piece by piece: what stayed, and each edit."""
    at = shift = 0
    for edit in edits:
        start = edit.start + shift
        if start > at:
            yield text[at:start]
        yield edit
        at = start + len(edit.new)
        shift += len(edit.new) - len(edit.old)
    if at < len(text):
        yield text[at:]


class _Piece(NamedTuple):
    """A stretch of the middle text and the source it came from; ``new`` None means unchanged."""

    start: int
    end: int
    new: str | None
    rule: str = ""
    evidence: str = ""
    confidence: float = SURE

    @property
    def width(self) -> int:
        return self.end - self.start if self.new is None else len(self.new)

    def cut(self, at: int) -> tuple[_Piece, _Piece]:
        """Cut what was put in after ``at`` characters; its source goes left.

        What is unchanged is never cut: edits that touch cover all of it, or they would not touch.
        """
        new = self.new or ""
        return self._replace(new=new[:at]), self._replace(start=self.end, new=new[at:])


def _pieces(at: int, end: int, edits: Iterable[Edit]) -> Iterator[_Piece]:
    for edit in edits:
        if edit.start > at:
            yield _Piece(at, edit.start, None)
        yield _Piece(edit.start, edit.end, edit.new, *edit[4:])
        at = edit.end
    if end > at:
        yield _Piece(at, end, None)


class _Reader:
    """Hands out the pieces of the middle text from ``at`` up to a given offset of it."""

    def __init__(self, pieces: Iterator[_Piece], at: int) -> None:
        self._pieces = pieces
        self._next = next(pieces, None)
        self._at = at
        self.source_at = 0

    def take(self, until: int) -> Iterator[_Piece]:
        """Yield pieces up to ``until``."""
        while (piece := self._next) is not None and self._at < until:
            room, width = until - self._at, piece.width
            if width > room:
                piece, self._next = piece.cut(room)
                width = room
            else:
                self._next = next(self._pieces, None)
            self._at += width
            self.source_at = piece.end
            yield piece


def _overlay(pieces: Sequence[_Piece], edit: Edit, at: int) -> Iterator[_Piece]:
    """What one later edit makes of the pieces it covers, which end ``at`` a place of the source."""
    if edit.new:
        yield _Piece(pieces[0].start if pieces else at, at, edit.new, *edit[4:])
        return
    for piece in pieces:
        yield piece if piece.width == 0 else _Piece(piece.start, piece.end, "", *edit[4:])


def _woven(source: str, first: Sequence[Edit], second: Sequence[Edit], shift: int) -> list[Edit]:
    """Join edits that touch one another; ``shift`` is how far the middle text is moved there."""
    start = min(first[0].start, second[0].start - shift)
    moved = shift + sum(len(edit.new) - len(edit.old) for edit in first)
    pieces = _pieces(start, max(first[-1].end, second[-1].end - moved), first)
    reader = _Reader(pieces, start + shift)
    out: list[_Piece] = []
    for edit in second:
        out += reader.take(edit.start)
        covered = list(reader.take(edit.end))
        out += _overlay(covered, edit, reader.source_at)
    out += reader.take(sys.maxsize)
    return [
        Edit(piece.start, piece.end, source[piece.start : piece.end], piece.new, *piece[3:])
        for piece in out
        if piece.new is not None
    ]


def _joined(source: str, first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[Edit]:
    """Both trails in coordinates of ``source``, ascending."""
    i = k = shift = start = 0
    while k < len(second):
        edit = second[k]
        start = max(start, edit.start)
        while i < len(first):
            one = first[i]
            at, until, _, new, *_ = one
            if at + len(new) + shift > start:
                break
            yield one
            shift += len(new) - (until - at)
            i += 1
        at = first[i].start + shift if i < len(first) else sys.maxsize
        if at < edit.end and not edit.new and not first[i].new:
            # a removal that holds one: up to there it stands by itself
            if at > start:
                old = source[start - shift : first[i].start]
                yield Edit(start - shift, first[i].start, old, *edit[3:])
            start = at
            continue
        old = edit.old[start - edit.start :]
        if at >= edit.end:
            yield Edit(start - shift, edit.end - shift, old, *edit[3:])
            k += 1
            continue
        end, until, moved = _touching(first, i, second, k, shift)
        rest = Edit(start, edit.end, old, *edit[3:])
        yield from _woven(source, first[i:end], (rest, *second[k + 1 : until]), shift)
        i, k, shift = end, until, moved
    yield from first[i:]


def _touching(
    first: Sequence[Edit], i: int, second: Sequence[Edit], k: int, shift: int
) -> tuple[int, int, int]:
    """Where the edits end that touch one another from ``i`` and ``k`` on, and the shift there."""
    end, until = i, k + 1
    while True:
        if end < len(first) and first[end].start + shift < second[until - 1].end:
            shift += len(first[end].new) - len(first[end].old)
            end += 1
        elif until < len(second) and second[until].start < first[end - 1].end + shift:
            until += 1
        else:
            return end, until, shift


def _settle(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Neighbours of one rule join, changes that changed nothing vanish."""
    found: list[Edit] = []
    run: list[Edit] = []  # what is to be joined
    end = -1
    for edit in edits:
        if edit.start == end and edit[4:] == found[-1][4:]:
            run = run or [found[-1]]
            run.append(edit)
        else:
            if run:
                found[-1], run = _one(run), []
            found.append(edit)
        end = edit.end
    if run:
        found[-1] = _one(run)
    return tuple([edit for edit in found if edit.old != edit.new])


def _one(run: Sequence[Edit]) -> Edit:
    """Edits that follow on one another as one."""
    old = "".join([edit.old for edit in run])
    new = "".join([edit.new for edit in run])
    return Edit(run[0].start, run[-1].end, old, new, *run[0][4:])


def compose(source: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Join two trails: ``first`` over ``source``, ``second`` over the outcome of ``first``."""
    if not first or not second:
        return tuple(first or second)
    return _settle(_joined(source, first, second))
