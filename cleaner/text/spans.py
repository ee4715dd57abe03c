"""Pieces of a line that go while the rest of the line stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..lines import Block
from ..rules.ruleset import Rules
from ..types import Edit
from .inline import INVITATION, glued_list, invitations


class Span(NamedTuple):
    """A piece of a line that goes, in offsets of the line."""

    start: int
    end: int
    rule: str


def spans_in(text: str, rules: Rules, where: str) -> tuple[Span, ...]:
    """What the span rules for ``where`` find in a line; of overlapping finds the first counts.

    What has no fixed shape is looked for when nothing of a fixed shape is left in the line.
    """
    tried = rules.cuts[where].tried_on(text)
    found = [
        Span(match.start(), match.end(), cut.rule) for cut in tried for match in cut.found_in(text)
    ]
    if not found and where == "anywhere":
        invited = any(cut.rule == INVITATION for cut in tried)
        found = [Span(*found) for found in invitations(text)] if invited else []
        if not found and (listed := glued_list(text)):
            found = [Span(*listed, "related.glued-list")]
    return tuple(apart(sorted(found))) if found else ()


def apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans, ascending, without those that begin inside the one before."""
    at = 0
    for span in spans:
        if span.start >= at and span.end > span.start:
            yield span
            at = span.end


def left_by(text: str, spans: Iterable[Span]) -> str:
    """What is left of a line when its spans are cut."""
    parts, at = [], 0
    for span in spans:
        parts.append(text[at : span.start])
        at = span.end
    return "".join(parts) + text[at:]


def cuts(block: Block, spans: Iterable[Span]) -> Iterator[Edit]:
    """The edits that cut spans out of a block that stays."""
    for start, end, name in apart(sorted(spans)):
        old, begin = block.shape.text[start:end], block.start + start
        yield Edit(begin, begin + len(old), old, "", name, "inside a line that stays")
