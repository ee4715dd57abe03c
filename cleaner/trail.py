"""The algebra of edits: apply, undo, compose, explain.

A trail is a tuple of edits over one text, ascending and without overlap. Every stage proposes
such a trail over the text it was given; ``compose`` joins the trail of one stage with that of the
next, so the article carries a single trail in coordinates of the input, however many rounds it
took. Laws (tests/test_trail.py): ``apply(source, compose(source, a, b)) ==
apply(apply(source, a), b)`` and ``undo(apply(source, a), a) == source``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .lines import shape_of
from .types import SURE, Article, Edit, Line


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
        """Cut after ``at`` characters of the middle text; a replacement's source goes left."""
        if self.new is None:
            middle = self.start + at
            return _Piece(self.start, middle, None), _Piece(middle, self.end, None)
        return self._replace(new=self.new[:at]), self._replace(start=self.end, new=self.new[at:])


def _pieces(length: int, edits: Iterable[Edit]) -> Iterator[_Piece]:
    at = 0
    for edit in edits:
        if edit.start > at:
            yield _Piece(at, edit.start, None)
        yield _Piece(edit.start, edit.end, edit.new, *edit[4:])
        at = edit.end
    if length > at:
        yield _Piece(at, length, None)


class _Reader:
    """Hands out the pieces of the middle text up to a given offset of it."""

    def __init__(self, pieces: Iterator[_Piece]) -> None:
        self._pieces = pieces
        self._next = next(pieces, None)
        self._at = 0
        self.source_at = 0

    def take(self, until: int, *, gone_at_end: bool) -> Iterator[_Piece]:
        """Yield pieces up to ``until``; zero-width ones right there only if ``gone_at_end``."""
        while (piece := self._next) is not None:
            room, width = until - self._at, piece.width
            if room < 0 or (room == 0 and not (gone_at_end and width == 0)):
                return
            if width > room:
                piece, self._next = piece.cut(room)
                width = room
            else:
                self._next = next(self._pieces, None)
            self._at += width
            self.source_at = piece.end
            yield piece


def _overlay(pieces: Sequence[_Piece], edit: Edit, at: int) -> Iterator[_Piece]:
    """What one later edit makes of the pieces it covers."""
    if edit.new:
        start = pieces[0].start if pieces else at
        end = pieces[-1].end if pieces else at
        yield _Piece(start, end, edit.new, *edit[4:])
        return
    for piece in pieces:
        if piece.width == 0:
            yield piece
        elif piece.end > piece.start:
            yield _Piece(piece.start, piece.end, "", *edit[4:])


def _settle(source: str, pieces: Iterable[_Piece]) -> Iterator[Edit]:
    """Pieces to edits: neighbours of one rule join, changes that changed nothing vanish."""
    last: _Piece | None = None
    for piece in pieces:
        if piece.new is None:
            continue
        if last is not None and last.end == piece.start and last[3:] == piece[3:]:
            last = last._replace(end=piece.end, new=(last.new or "") + piece.new)
            continue
        yield from _edit(source, last)
        last = piece
    yield from _edit(source, last)


def _edit(source: str, piece: _Piece | None) -> Iterator[Edit]:
    if piece is None:
        return
    old, new = source[piece.start : piece.end], piece.new or ""
    if old != new:
        yield Edit(piece.start, piece.end, old, new, *piece[3:])


def compose(source: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Join two trails: ``first`` over ``source``, ``second`` over the outcome of ``first``."""
    if not first or not second:
        return tuple(first or second)
    reader = _Reader(_pieces(len(source), first))
    out: list[_Piece] = []
    for edit in second:
        out += reader.take(edit.start, gone_at_end=True)
        covered = list(reader.take(edit.end, gone_at_end=False))
        out += _overlay(covered, edit, reader.source_at)
    out += reader.take(sys.maxsize, gone_at_end=True)
    return tuple(_settle(source, out))


def restore(article: Article | Mapping[str, Any]) -> str | bytes:
    """Give back the flattened input: the str that was cleaned, or the bytes, exactly.

    For a page that is its flattened text. Accepts an Article or its ``to_dict()`` form, as read
    from ``articles.jsonl``.
    """
    record = article.to_dict() if isinstance(article, Article) else article
    edits = [Edit(**edit) for edit in record["edits"]]
    text = undo(record["text"], edits)
    encoding = record["encoding"]
    if encoding is None or record.get("page") is not None:
        return text
    return text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "strict")


def explain(article: Article) -> tuple[Line, ...]:
    """Say of every line of the input whether it was kept, repaired or removed, and by which rule.

    Offsets are those of the decoded input. An edit that spans a line break counts for the line it
    starts in, edits of the layout (blank lines, line ends) for none.
    """
    source = undo(article.text, article.edits)
    edits = [e for e in article.edits if not e.rule.startswith("layout.")]
    kept = dict(zip(article.text.split("\n\n"), article.confidences, strict=False))
    lines, at, i = [], 0, 0
    for text in source.split("\n"):
        end = at + len(text)
        mine = []
        while i < len(edits) and edits[i].start <= end:
            mine.append(edits[i])
            i += 1
        verdict = _verdict(text, mine)
        evidence = "; ".join(edit.evidence for edit in mine) or _why_kept(text, article)
        sure = min((e.confidence for e in mine), default=kept.get(text.strip(), SURE))
        evidence = evidence if text.strip() else ""
        lines.append(Line(at, end, text, verdict, evidence, tuple(mine), sure))
        at = end + 1
    return tuple(lines)


def _verdict(text: str, edits: Sequence[Edit]) -> str:
    if not text.strip():
        return "blank"
    if not edits:
        return "kept"
    gone = sum(len(e.old) for e in edits if not e.new)
    return "removed" if gone >= len(text.strip()) else "repaired"


def _why_kept(text: str, article: Article) -> str:
    line = text.strip()
    if line == article.title:
        return "the headline"
    return "reads as prose" if shape_of(line).prose else "no rule fits it"
