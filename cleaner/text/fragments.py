"""Code and markup left in a text: cut before anything else looks at its lines.

A script has dots, brackets and capitals where no sentence ends, so its pieces would be judged one
by one. What is code by its shape therefore goes whole, and first. In an article about programming
code is what the article says: there only what no author writes goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ..lines import Block
from ..rules.ruleset import Rules
from ..types import Edit
from .memory import Memory
from .spans import Span, apart, cuts, left_by

_LEAST_NAMES = 2  # of the craft, that make an article one about programming
_REST = "code.rest"
_ANYWAY = ("markup.copied", "markup.escape", "markup.tracked-address", "markup.truncated", "player")


def fragments(text: str, memory: Memory) -> Iterator[Edit]:
    """Yield the edits that cut code and markup out of every line of ``text``."""
    blocks = memory.blocks(text)
    found = list(_found(blocks, memory))
    if not any(found):
        return
    craft = _is_of_programming(blocks, found)
    for block, spans in zip(blocks, found, strict=True):
        yield from cuts(block, [span for span in spans if not craft or _goes_anyway(span)])


def _found(blocks: Sequence[Block], memory: Memory) -> Iterator[Sequence[Span]]:
    """What is code in each line; the rest of a script only below a line of which nothing stays."""
    script = False
    for block in blocks:
        line = block.shape.text
        key = line, script
        if (spans := memory.code.get(key)) is None:
            spans = memory.code[key] = tuple(_in_line(line, memory.rules, rest=script))
        code = bool(spans) and any(span.rule.startswith("code.") for span in spans)
        script = code and not left_by(line, spans).strip()
        yield spans


def _in_line(line: str, rules: Rules, *, rest: bool) -> Iterator[Span]:
    found = [
        Span(match.start(), match.end(), cut.rule)
        for cut in rules.fragments.tried_on(line)
        if rest or cut.rule != _REST
        for match in cut.found_in(line)
    ]
    return apart(sorted(found))


@cache
def _craft() -> re.Pattern[str]:
    """The names of the craft of programming."""
    return re.compile(
        r"\b(?:html|css|javascript|typescript|jquery|python|php|json|yaml|xml|sql|jinja2?|django|npm"
        r"|github|api|dom|c\+\+|rust|kotlin|compiler|parser|regex|latex)(?!\w)",
        re.IGNORECASE,
    )


def _is_of_programming(blocks: Sequence[Block], found: Sequence[Sequence[Span]]) -> bool:
    """Whether what is no code names several things of the craft."""
    names: set[str] = set()
    for block, spans in zip(blocks, found, strict=True):
        left = left_by(block.shape.text, spans) if spans else block.shape.text
        names.update(name.casefold() for name in _craft().findall(left))
    return len(names) >= _LEAST_NAMES


def _goes_anyway(span: Span) -> bool:
    return span.rule.startswith(_ANYWAY)
