"""What goes and why: lines and spans judged by rules, then by their place among the prose.

Two kinds of evidence. Strong: the line's own words fit a rule, and it goes wherever the rule says
it may. Weak: short labels, counters, ages, icon-like words, headlines without a sentence end;
these go only in a run that strong evidence anchors (a section heading, a widget beside them) or
at an edge of the document. **Prose is a wall**: runs end at it and nothing weak reaches past it.

Everything here is a function of the text and the rules, and every verdict only removes, so the
loop in ``cleaning`` ends; a text for which nothing is proposed stays as it is for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .context import (
    KICKER,
    TITLE_WORDS,
    is_label,
    is_name,
    numbered_list,
    section,
    tail_run,
    title_of,
    widget_run,
)
from .dates import has_time, is_date_line
from .evidence import goes, in_words, weigh
from .lines import Block, Shape, blocks_of
from .looks import signs_of
from .repeats import doubled, heads_contents
from .ruleset import Match, Rules
from .scene import Scene
from .spans import Span, cuts, left_by, spans_in
from .types import SURE, Edit
from .weights import KINDS, Signs, shipped


class Verdict(NamedTuple):
    """Why a block goes."""

    rule: str
    evidence: str
    heads: str = ""
    confidence: float = SURE


Verdicts = list[Verdict | None]  # one for each block, None for those that stay
_CALLS = ("following.", "newsletter.", "action.")
_NEAR_NAMES = ("byline.", "date.", "caption.")


class Walls(NamedTuple):
    """The walls of a document: indices of the first and the last block of prose (-1: none)."""

    first: int
    last: int


class Memory:
    """What was seen of single lines, kept between the rounds of one document to save work."""

    def __init__(self) -> None:
        self.shapes: dict[str, Shape] = {}
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._looks: dict[str, Signs] = {}
        self.kept: tuple[float, ...] = ()  # how sure the last round was of what it kept

    def match(self, shape: Shape, rules: Rules) -> tuple[Match, ...]:
        """The rules that fit a line, looked up once."""
        found = self._matches.get(shape.text)
        if found is None:
            found = self._matches[shape.text] = rules.match(shape)
        return found

    def spans(self, shape: Shape, rules: Rules) -> tuple[Span, ...]:
        """What span rules find in a line wherever it stands, looked up once."""
        found = self._spans.get(shape.text)
        if found is None:
            found = self._spans[shape.text] = spans_in(shape.text, rules, "anywhere")
        return found

    def look(self, shape: Shape, rules: Rules) -> Signs:
        """What a line looks like by itself, looked at once."""
        found = self._looks.get(shape.text)
        if found is None:
            fitting = self.match(shape, rules)
            family = fitting[0].rule.name.partition(".")[0] if fitting else ""
            number = shipped().families.get(family, 0)
            found = self._looks[shape.text] = signs_of(shape, number, rules.vocabulary)
        return found


def judge(text: str, rules: Rules, memory: Memory) -> Iterator[Edit]:
    """Yield the removals for one round, ascending."""
    blocks = blocks_of(text, memory.shapes)
    verdicts, title = verdicts_of(blocks, rules, memory)
    _weighed(blocks, verdicts, title, rules, memory)
    last = _walls(blocks, verdicts).last
    for i, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        if verdict is not None:
            old = text[block.start : block.end]
            said = verdict.evidence, verdict.confidence
            yield Edit(block.start, block.end, old, "", verdict.rule, *said)
        else:
            # a footer goes before what is glued to it is looked at
            spans = spans_in(block.shape.text, rules, "last") if i == last else ()
            yield from cuts(block, spans or memory.spans(block.shape, rules))


def _weighed(
    blocks: Sequence[Block], verdicts: Verdicts, title: int | None, rules: Rules, memory: Memory
) -> None:
    """Lines that nothing condemns alone go by the weight of all that speaks against them."""
    table = shipped()
    scene, looks = outlook(blocks, verdicts, title, rules, memory)
    weights = weigh(scene, looks, table)
    for i, weighed in weights.items():
        if goes(scene, i, weighed, table):
            rule = f"context.{KINDS[scene.kinds[i] - 1]}"
            sure = round(weighed.probability, 2)
            verdicts[i] = Verdict(rule, in_words(weighed, table), confidence=sure)
    memory.kept = tuple(
        round(1 - weights[i].probability, 2) if i in weights else SURE
        for i, verdict in enumerate(verdicts)
        if verdict is None
    )


def outlook(
    blocks: Sequence[Block], verdicts: Verdicts, title: int | None, rules: Rules, memory: Memory
) -> tuple[Scene, dict[int, Signs]]:
    """The scene that rules leave, and the looks of the lines that remain to be judged."""
    scene = Scene(
        [block.shape for block in blocks],
        [verdict is not None for verdict in verdicts],
        [verdict is not None and bool(verdict.heads) for verdict in verdicts],
        title,
    )
    looks = {
        i: memory.look(block.shape, rules)
        for i, block in enumerate(blocks)
        if verdicts[i] is None and i != title and not scene.stands(i)
    }
    return scene, looks


def verdicts_of(
    blocks: Sequence[Block], rules: Rules, memory: Memory
) -> tuple[Verdicts, int | None]:
    """What rules and structure say of each line, and the index of the headline."""
    matches = [memory.match(block.shape, rules) for block in blocks]
    verdicts: Verdicts = [
        _first(found, ("anywhere",)) or _emptied(block.shape, memory.spans(block.shape, rules))
        for found, block in zip(matches, blocks, strict=True)
    ]
    _edge(blocks, verdicts, matches, range(len(blocks)), ("head", "edges"))
    _edge(blocks, verdicts, matches, range(len(blocks) - 1, -1, -1), ("tail", "edges"))
    _doubled(blocks, verdicts, rules)
    walls = _walls(blocks, verdicts)
    _repeats(blocks, verdicts, walls)
    _widgets(blocks, verdicts, matches)
    _sections(blocks, verdicts, walls)
    body = _body_words(blocks, verdicts)
    title = _head(blocks, verdicts, walls, body)
    _tail(blocks, verdicts, walls, body)
    return verdicts, title


def _body_words(blocks: Sequence[Block], verdicts: Sequence[Verdict | None]) -> frozenset[str]:
    """The words of the prose, and what stands for words in unspaced scripts."""
    words: set[str] = set()
    for block, verdict in zip(blocks, verdicts, strict=True):
        if verdict is None and block.shape.prose:
            words.update(block.shape.tokens, block.shape.content)
    return frozenset(words)


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


def _doubled(blocks: Sequence[Block], verdicts: Verdicts, rules: Rules) -> None:
    """What stands twice, and calls to the reader that are broken over several lines."""

    def calls(verdict: Verdict | None) -> bool:
        return verdict is not None and verdict.rule.startswith(_CALLS)

    def call(shape: Shape) -> bool:
        return calls(_first(rules.match(shape), ("anywhere",)))

    free = [
        i
        for i, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True))
        if verdict is None or calls(verdict) or heads_contents(block.shape)
    ]

    for i, rule, evidence in doubled([blocks[j].shape for j in free], call):
        verdicts[free[i]] = Verdict(rule, evidence)


def _walls(blocks: Sequence[Block], verdicts: Sequence[Verdict | None]) -> Walls:
    prose = [
        i
        for i, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True))
        if verdict is None and block.shape.prose
    ]
    return Walls(prose[0], prose[-1]) if prose else Walls(-1, -1)


def _edge(
    blocks: Sequence[Block],
    verdicts: Verdicts,
    matches: Sequence[Sequence[Match]],
    inwards: Iterable[int],
    places: tuple[str, ...],
) -> None:
    """Judge from one end of the document inwards by the rules for that end, up to the wall."""
    for i in inwards:
        if verdicts[i] is None:
            verdicts[i] = _first(matches[i], places)
        if verdicts[i] is None and _is_date(blocks, verdicts, i, places):
            verdicts[i] = Verdict("date.line", "nothing but a date")
        if verdicts[i] is None and blocks[i].shape.prose:
            return


def _is_date(blocks: Sequence[Block], verdicts: Verdicts, i: int, places: tuple[str, ...]) -> bool:
    """A date line; below the body not one that heads a programme, whose lines have times."""
    below = blocks[i + 1].shape if i + 1 < len(blocks) and verdicts[i + 1] is None else None
    programme = "tail" in places and below is not None and has_time(below.text)
    return not programme and is_date_line(blocks[i].shape)


def _repeats(blocks: Sequence[Block], verdicts: Verdicts, walls: Walls) -> None:
    """Before the first prose a headline or caption that was there already goes.

    Shorter lines may recur in a table, whose cells are content.
    """
    known: set[tuple[str, ...]] = set()
    for i, block in enumerate(blocks[: max(walls.first, 0)]):
        if verdicts[i] is None and block.shape.size >= TITLE_WORDS:
            if block.shape.tokens in known:
                verdicts[i] = Verdict("edge.repeated", "the same line stands above")
            known.add(block.shape.tokens)


def _sections(blocks: Sequence[Block], verdicts: Verdicts, walls: Walls) -> None:
    """Under a heading of strong evidence the list goes, up to the wall or the next heading."""
    for i, head in enumerate(tuple(verdicts)):
        # above the first prose the run would end at the body and hold the headline
        if head is None or not head.heads or not 0 <= walls.first < i:
            continue
        start = end = i + 1
        while end < len(blocks) and not _ends_run(blocks[end], verdicts[end]):
            end += 1
        run = [block.shape for block in blocks[start:end]]
        free = [v is None or v.rule.startswith(KICKER) for v in verdicts[start:end]]
        evidence = f"in the list under {blocks[i].shape.text[:40]!r}"
        for j in section(run, free, head.heads, closed=walls.last < i):
            verdicts[start + j] = Verdict("related.section", evidence)


def _ends_run(block: Block, verdict: Verdict | None) -> bool:
    return block.shape.prose if verdict is None else bool(verdict.heads)


def _widgets(
    blocks: Sequence[Block], verdicts: Verdicts, matches: Sequence[Sequence[Match]]
) -> None:
    """Counters, ages, icon-like words and what weak rules name go beside a widget that goes."""
    gone = _gone(verdicts)
    weak = [next((m for m in found if m.rule.weak), None) for found in matches]
    named = [None if match is None else match.rule.name for match in weak]
    for i, kind in widget_run([block.shape for block in blocks], gone, named):
        match = weak[i]
        rule, said = (match.rule.name, match.evidence) if match else ("sharing.widget", kind)
        verdicts[i] = Verdict(rule, f"{said}, in a run with other widgets")


def _gone(verdicts: Verdicts) -> list[str | None]:
    """The rules of the blocks that go."""
    return [None if verdict is None else verdict.rule for verdict in verdicts]


def _head(
    blocks: Sequence[Block], verdicts: Verdicts, walls: Walls, body: frozenset[str]
) -> int | None:
    """Before the headline short labels go; after it a name beside a byline, date or caption."""
    head = [i for i in range(max(walls.first, 0)) if verdicts[i] is None]
    if (title := title_of([blocks[i].shape for i in head], body)) is None:
        return None
    for i in head[:title]:
        verdicts[i] = Verdict("edge.kicker", "stands above the headline")
    for i in head[title + 1 :]:
        beside = verdicts[i - 1], verdicts[i + 1] if i + 1 < len(verdicts) else None
        verdicts[i] = _byline(blocks[i].shape, *beside, below_title=i - 1 == head[title])
    return head[title]


def _byline(
    shape: Shape, above: Verdict | None, below: Verdict | None, *, below_title: bool
) -> Verdict | None:
    """A name or a desk between the headline and the body, known by what stands beside it."""
    near = [v.rule for v in (above, below) if v is not None and v.rule.startswith(_NEAR_NAMES)]
    if near and is_name(shape):
        return Verdict("byline.name", f"a name beside {near[0]}")
    dated = below is not None and below.rule == "date.line"
    if dated and (below_title or above is not None) and is_label(shape):
        return Verdict("byline.above-date", "a label between the headline and a date")
    return None


def _tail(blocks: Sequence[Block], verdicts: Verdicts, walls: Walls, body: frozenset[str]) -> None:
    """After the last prose a numbered list of headlines goes, and a run of short labels."""
    if walls.last < 0:
        return
    start = walls.last + 1
    shapes = [block.shape for block in blocks[start:]]
    gone = _gone(verdicts[start:])
    lead = blocks[walls.last].shape.end == "colon"
    for j in () if lead else numbered_list(shapes, gone, body):
        verdicts[start + j] = Verdict("related.numbered", "a numbered list of other headlines")
        gone[j] = "related.numbered"
    for j in () if lead else tail_run(shapes, gone, body):
        verdicts[start + j] = Verdict("edge.labels", "after the end of the article")
