"""The edits that remove segments, and the runs of segments that may go.

A cut begins and ends where a sentence can, and its gap closes cleanly: the space before it stays,
the one after it goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lines import Block, Shape
from ..types import Edit
from .verdict import Verdict, Verdicts

_FIRM = ("line", "stop", "glued", "mark", "wide", "bracket")
LEAST_TITLED = 3  # words of a headline to which another is glued
_TITLED = 6  # tenths of the words of a headline that have a capital


def spare_torn(blocks: Sequence[Block], verdicts: Verdicts) -> None:
    """Let stay what would tear a sentence if it went.

    A run that goes begins at the start of a line, after the end of a sentence, at a gap or after a
    headline, and never ends before a small letter: it is shortened at either end until it does.
    """
    for start, end in _runs(blocks, verdicts):
        while start < end and _tears_left(blocks, start, learnt=_is_learnt(verdicts[start])):
            verdicts[start] = None
            start += 1
        while start < end and _tears_right(blocks, end):
            end -= 1
            verdicts[end] = None


def _is_learnt(verdict: Verdict | None) -> bool:
    """Whether a segment goes because it recurs on the site."""
    return verdict is not None and verdict.rule.startswith("site.")


def _tears_left(blocks: Sequence[Block], start: int, *, learnt: bool) -> bool:
    before, size = blocks[start].before, blocks[start].shape.size
    if (before == "label" or learnt) and size >= LEAST_TITLED:
        return False  # so many words of a label, or of what recurs, tell by themselves
    return before not in _FIRM and not _is_titled(blocks[start - 1].shape, glued=before == "open")


def _tears_right(blocks: Sequence[Block], end: int) -> bool:
    """Whether what follows goes on with a small letter, or with a word glued to what goes."""
    if blocks[end - 1].after == "line":
        return False
    inside = blocks[end - 1].after == "open" and blocks[end - 1].shape.end == "stop"
    return inside or blocks[end].shape.text[0].islower()


def removals(text: str, blocks: Sequence[Block], verdicts: Verdicts) -> Iterator[Edit]:
    """Yield the edits that remove the segments with a verdict, ascending."""
    for start, end in _runs(blocks, verdicts):
        for block, verdict, below in zip(
            blocks[start:end], verdicts[start:end], [*blocks[start + 1 : end], None], strict=True
        ):
            stop = below.start if below else block.end
            if below is None and block.after != "line":
                stop = blocks[end].start
                if _would_glue(blocks, start):
                    yield from _but_a_space(text, block.start, stop, verdict)
                    continue
            yield _edit(text, block.start, stop, verdict)


def _runs(blocks: Sequence[Block], verdicts: Sequence[Verdict | None]) -> Iterator[tuple[int, int]]:
    """Start and end of every run of segments of one line that go."""
    i = 0
    while i < len(blocks):
        start = i
        if verdicts[i] is not None:
            while i + 1 < len(blocks) and verdicts[i + 1] and blocks[i + 1].before != "line":
                i += 1
            yield start, i + 1
        i += 1


def _would_glue(blocks: Sequence[Block], start: int) -> bool:
    """Whether the segments around a run have nothing but the run between them."""
    return blocks[start].before != "line" and blocks[start - 1].end == blocks[start].start


def _but_a_space(text: str, start: int, end: int, verdict: Verdict | None) -> Iterator[Edit]:
    """The edits that leave one of the spaces of what goes, so that its neighbours stay apart."""
    space = text.find(" ", start, end)
    if space < 0:
        yield _edit(text, start, end, verdict)
        return
    yield _edit(text, start, space, verdict)
    if space + 1 < end:
        yield _edit(text, space + 1, end, verdict)


def _edit(text: str, start: int, end: int, verdict: Verdict | None) -> Edit:
    said = (verdict.rule, verdict.evidence, verdict.confidence) if verdict else ("",)
    return Edit(start, end, text[start:end], "", *said)


def _is_titled(shape: Shape, *, glued: bool) -> bool:
    """Whether most words have capitals, as those of a headline have: no sentence breaks off there.

    A word ``glued`` to the next may be one name with it.
    """
    if glued and shape.size < LEAST_TITLED:
        return False
    words = [word for word in shape.text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 10 >= len(words) * _TITLED
