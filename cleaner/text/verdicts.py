"""What rules and structure say of each line of a document.

Strong evidence: the line's own words fit a rule, and it goes wherever the rule says it may; rules
for the head and the tail are tried from the end inwards, up to the wall of prose. Then what the
neighbours say (``company``).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ..dates.stamps import has_time
from ..lines import Block, Shape, calls_out
from ..rules.ruleset import Match
from .bounds import holds_more
from .company import followers, glued, head, headlines, repeats, sections, tail, widgets
from .memory import Memory
from .repeats import doubled, heads_contents
from .spans import Span, left_by
from .verdict import Verdict, Verdicts, walls_of

if TYPE_CHECKING:
    from ..profile import Learnt

_CALLS = ("following.", "newsletter.", "action.", "reader.")


def verdicts_of(
    blocks: Sequence[Block], memory: Memory, language: str | None
) -> tuple[Verdicts, Sequence[int]]:
    """What rules and structure say of each line, and which may be the headline, the best first.

    ``language`` is that of the text.
    """
    matches = [_matches(block, language, memory) for block in blocks]
    verdicts: Verdicts = [
        _first(found, ("anywhere",)) or _emptied(block.shape, memory.spans(block.shape))
        for found, block in zip(matches, blocks, strict=True)
    ]
    if memory.learnt is not None:
        _learnt(blocks, verdicts, memory.learnt, memory)
    _edge(blocks, verdicts, matches, memory)
    _edge(blocks, verdicts, matches, memory, tail=True)
    _doubled(blocks, verdicts, memory)
    walls = walls_of(blocks, verdicts)
    repeats(blocks, verdicts, walls)
    widgets(blocks, verdicts, matches)
    headlines(blocks, verdicts, language)
    followers(blocks, verdicts)
    glued(blocks, verdicts, language)
    sections(blocks, verdicts, walls)
    body = _body_words(blocks, verdicts)
    titles = head(blocks, verdicts)
    tail(blocks, verdicts, walls, body)
    return verdicts, titles


def _matches(block: Block, language: str | None, memory: Memory) -> Sequence[Match]:
    """The rules that fit a segment and all of it: what was joined is prose that none fits."""
    if block.sentences > 1:
        return ()
    return [
        match
        for match in memory.match(block.shape)
        if match.whole or not holds_more(match.rule, block, language)
    ]


def _learnt(blocks: Sequence[Block], verdicts: Verdicts, learnt: Learnt, memory: Memory) -> None:
    """What recurs on the site goes, unless it is metadata, which is for rules to read."""
    # imported here: most texts are cleaned without a profile
    from .sitelines import site_lines

    def metadata(shape: Shape) -> bool:
        return memory.is_date(shape) or any(m.rule.gives for m in memory.match(shape))

    site_lines(blocks, verdicts, learnt, metadata)


def _body_words(blocks: Sequence[Block], verdicts: Sequence[Verdict | None]) -> frozenset[str]:
    """The words of the prose, and what stands for words in unspaced scripts."""
    prose = [
        block.shape
        for block, verdict in zip(blocks, verdicts, strict=True)
        if verdict is None and block.shape.prose
    ]
    unspaced = [shape.content for shape in prose if shape.unspaced]
    return frozenset(chain(*(shape.tokens for shape in prose), *unspaced))


def _first(found: Sequence[Match], places: tuple[str, ...]) -> Verdict | None:
    for rule, evidence, _ in found:
        if rule.where in places and not rule.weak:
            return Verdict(rule.name, evidence, rule.heads)
    return None


def _emptied(shape: Shape, spans: Sequence[Span]) -> Verdict | None:
    """The verdict on a line of which nothing is left when its spans are cut."""
    if spans and not left_by(shape.text, spans).strip():
        return Verdict(spans[0].rule, "nothing else on the line")
    return None


def _doubled(blocks: Sequence[Block], verdicts: Verdicts, memory: Memory) -> None:
    """What stands twice, and calls to the reader that are broken over several lines."""

    def calls(verdict: Verdict | None) -> bool:
        return verdict is not None and verdict.rule.startswith(_CALLS)

    def call(shape: Shape) -> bool:
        return calls(_first(memory.rules.match(shape), ("anywhere",)))

    free = [
        i
        for i, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True))
        if verdict is None or calls(verdict) or heads_contents(block.shape)
    ]

    for i, rule, evidence in doubled([blocks[j].shape for j in free], call):
        verdicts[free[i]] = Verdict(rule, evidence)


def _edge(
    blocks: Sequence[Block],
    verdicts: Verdicts,
    matches: Sequence[Sequence[Match]],
    memory: Memory,
    *,
    tail: bool = False,
) -> None:
    """Judge from one end of the document inwards by the rules for that end, up to the wall."""
    places = ("tail" if tail else "head", "edges")
    called = tail  # above the article one headline may call out, below it none
    for i in reversed(range(len(blocks))) if tail else range(len(blocks)):
        if verdicts[i] is not None:
            continue
        shape, verdict = blocks[i].shape, _first(matches[i], places)
        if verdict is None and memory.is_date(shape) and not (tail and _led(blocks, verdicts, i)):
            verdict = Verdict("date.line", "nothing but a date")
        verdicts[i] = verdict
        if verdict is None and shape.prose:
            if called or not calls_out(shape):
                return
            called = True


def _led(blocks: Sequence[Block], verdicts: Verdicts, i: int) -> bool:
    """Whether the line below opens with a time, as those of a programme under its date do."""
    below = blocks[i + 1].shape if i + 1 < len(blocks) and verdicts[i + 1] is None else None
    return below is not None and has_time(below.text)
