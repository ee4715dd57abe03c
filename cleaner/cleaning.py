"""The loop: stages propose edits until none has anything to say.

A stage is a plain function from the text to edits over it. One round runs the stages in order,
each on the outcome of the one before; ``settle`` repeats rounds until a whole round leaves the
text as it is: its stages propose nothing, or what they propose cancels out, as a rule of one's own
may do with a repair. That is the definition of a fixed point, and because every stage is a function
of the text and the frozen context alone, a second call sees the same text, ends after that same
round, and returns it unchanged.

That the loop ends: removals and repairs each shrink the text, or change characters by a table
with no way back (a line end to a line feed, odd spaces to plain ones, letters to composed ones),
and the layout inserts at most one line feed for each line. Texts settle in two or three rounds;
a text that has not settled after ``ROUNDS`` was made to, and is given up whole, with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from .reading import opening
from .rules.choosing import EVERYTHING, Choice, staged
from .rules.ruleset import Rules
from .text.characters import (
    composed,
    doubled,
    entities,
    invisible,
    layout,
    line_ends,
    misread,
    spacing,
)
from .text.fragments import fragments
from .text.joining import whole_sentences
from .text.judging import judge
from .text.memory import Memory
from .trail import apply, compose
from .types import OFF, SAFE, Edit
from .words.repairing import wanted_repairs

ROUNDS = 40
Stage = Callable[[str], Iterable[Edit]]


class Settled(NamedTuple):
    """A text at its fixed point, the trail that led there, and the rounds it took."""

    text: str
    edits: tuple[Edit, ...]
    rounds: int


def settle(
    source: str,
    rules: Rules,
    language: str | None,
    *,
    repairs: str = SAFE,
    first: tuple[Edit, ...] = (),
    memory: Memory | None = None,
    choice: Choice = EVERYTHING,
) -> Settled:
    """Run the stages over ``source`` until nothing changes; ``memory`` keeps what they saw.

    ``repairs`` is the tier of repairs of words. ``first`` are edits that markup has led to: they
    come before the first round and in no other. ``choice`` says which rules may act.

    Raises ValueError for a memory of other rules.
    """
    edits = first
    text = apply(source, first) if first else source
    memory = memory or Memory(rules)
    if memory.rules is not rules:
        raise ValueError("the memory is of other rules")
    order = stages(language, memory, repairs)
    if choice != EVERYTHING:
        order = tuple(staged(stage, choice) for stage in order)
    return _settled(source, text, edits, order, memory)


def _settled(
    source: str, text: str, edits: tuple[Edit, ...], order: tuple[Stage, ...], memory: Memory
) -> Settled:
    quiet: list[str | None] = [None] * len(order)  # the text a stage last had nothing to say of
    for rounds in range(ROUNDS):
        before, trail = text, edits
        for i, stage in enumerate(order):
            if quiet[i] == text:
                continue
            if found := tuple(stage(text)):
                edits = compose(source, edits, found)
                text = apply(text, found)
            else:
                quiet[i] = text
        if text == before:  # stages that undo each other have done nothing either
            return Settled(text, trail, rounds)
    whole = Edit(0, len(source), source, "", "limit.unsettled", f"not settled in {ROUNDS} rounds")
    return Settled("", (whole,), ROUNDS)


def repaired(source: str, language: str | None, memory: Memory, repairs: str) -> Settled:
    """Repair words and spaces alone until nothing changes; no line is judged, no layout settled."""
    words = partial(_repair, language=language, memory=memory, repairs=repairs)
    order = (misread, entities, invisible, line_ends, composed, spacing, doubled, words)
    return _settled(source, source, (), order if repairs != OFF else order[:-1], memory)


def stages(language: str | None, memory: Memory, repairs: str) -> tuple[Stage, ...]:
    """The stages of one round, in order."""
    broken = partial(whole_sentences, memory=memory)
    code = partial(fragments, memory=memory)
    furniture = partial(judge, memory=memory)
    words = partial(_repair, language=language, memory=memory, repairs=repairs)
    characters = (misread, entities, invisible, document, line_ends, composed, spacing)
    order = (*characters, code, broken, furniture, doubled, layout, words)
    return order if repairs != OFF else order[:-1]


def document(text: str) -> Iterable[Edit]:
    """Take away the tags by which a text would be read as a page, so that no outcome is one."""
    if end := opening(text):
        evidence = "the tags a page begins with"
        yield Edit(0, end, text[:end], "", "markup.document", evidence)


def _repair(text: str, language: str | None, memory: Memory, repairs: str) -> Iterable[Edit]:
    return wanted_repairs(memory.words(text, language), repairs)
