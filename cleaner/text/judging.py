"""What goes and why: each line judged by rules, by structure, and by the weight of evidence.

Strong evidence: the line's own words fit a rule (``verdicts``), and it goes wherever the rule says
it may. Structure (``company``): lists under headings, widgets beside widgets, the two ends of the
page. Weak evidence (``evidence``): everything else is weighed. **Prose is a wall**: runs end at it.

Everything here is a function of the text and the rules, and every verdict only removes, so the
loop in ``cleaning`` ends; a text for which nothing is proposed stays as it is for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lines import Block, Shape, blocks_of
from ..shares import ONE
from ..types import SURE, Edit
from .evidence import goes, in_words, weigh
from .headline import is_standfirst
from .memory import Memory
from .scene import Scene
from .segments import segments_of
from .spans import cuts, spans_in
from .verdict import Verdict, Verdicts, walls_of
from .verdicts import verdicts_of
from .weights import KINDS, Signs, shipped


def judge(text: str, memory: Memory) -> Sequence[Edit]:
    """The removals for one round by the rules of ``memory``, ascending."""
    blocks = blocks_of(text, memory.shapes)
    lines = [block.shape.text for block in blocks]
    if lines == memory.quiet:  # only the gaps between them have changed
        return ()
    edits = tuple(_removals(text, blocks, memory))
    memory.quiet = None if edits else lines
    return edits


def _removals(text: str, lines: Sequence[Block], memory: Memory) -> Iterator[Edit]:
    blocks = segments_of(text, lines, memory)
    verdicts, titles = verdicts_of(blocks, memory)
    _weighed(blocks, verdicts, titles, memory)
    _spare_torn(blocks, verdicts)
    last = walls_of(blocks, verdicts).last
    cut = {block.line for block, verdict in zip(blocks, verdicts, strict=True) if verdict}
    last_line = blocks[last].line if last >= 0 else -1
    at = {line.line: line for line in lines}
    for i, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        if verdict is not None:
            yield from _cut(text, blocks, verdicts, i)
        elif block.line not in cut and (block.before == "line"):
            # a footer goes before what is glued to it is looked at
            line = at[block.line]
            spans = (
                spans_in(line.shape.text, memory.rules, "last") if block.line == last_line else ()
            )
            if found := spans or memory.spans(line.shape):
                yield from cuts(line, found)


def _cut(
    text: str, blocks: Sequence[Block], verdicts: Sequence[Verdict | None], i: int
) -> Iterator[Edit]:
    """The edits that remove a segment and the gap after it.

    Where neighbours would be glued to one another that a space or a break parted, a space stays.
    """
    block, verdict = blocks[i], verdicts[i]
    assert verdict is not None
    said = verdict.rule, verdict.evidence, verdict.confidence
    end = blocks[i + 1].start if block.after != "line" else block.end
    first = i
    while verdicts[first] is not None and blocks[first].before != "line":
        first -= 1
    glued = (
        block.after != "line"
        and verdicts[i + 1] is None
        and verdicts[first] is None
        and blocks[first].end == blocks[first + 1].start
    )
    space = text.find(" ", block.start, end) if glued else -1
    if space >= 0:
        yield Edit(block.start, space, text[block.start : space], "", *said)
        if space + 1 < end:
            yield Edit(space + 1, end, text[space + 1 : end], "", *said)
    else:
        yield Edit(block.start, end, text[block.start : end], "", *said)


_FIRM = ("line", "stop", "glued", "mark", "wide", "bracket")


def _spare_torn(blocks: Sequence[Block], verdicts: Verdicts) -> None:
    """What would tear a sentence stays: cuts begin and end where a sentence can.

    A run that goes begins at the start of a line, after the end of a sentence or at a gap, and
    never ends before a small letter.
    """
    i = 0
    while i < len(blocks):
        if verdicts[i] is None:
            i += 1
            continue
        end = i + 1
        while end < len(blocks) and verdicts[end] is not None and blocks[end].before != "line":
            end += 1
        torn = blocks[i].before not in _FIRM and not _may_end(blocks[i - 1].shape)
        if blocks[end - 1].after != "line" and blocks[end].shape.text[0].islower():
            torn = True
        if torn:
            verdicts[i:end] = [None] * (end - i)
        i = end


def _may_end(shape: Shape) -> bool:
    """Whether what stands before a cut is no sentence that is broken off: a headline, a label."""
    words = [word for word in shape.text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 10 >= len(words) * 6


def _weighed(
    blocks: Sequence[Block], verdicts: Verdicts, titles: Sequence[int], memory: Memory
) -> None:
    """Lines that nothing condemns alone go by the weight of all that speaks against them."""
    table = shipped()
    scene, looks = outlook(blocks, verdicts, titles, memory)
    weights = weigh(scene, looks, table)
    for i, weighed in weights.items():
        if goes(scene, i, weighed, table):
            rule = f"context.{KINDS[scene.kinds[i] - 1]}"
            sure = round(weighed.probability, 2)
            verdicts[i] = Verdict(rule, in_words(weighed, table), confidence=sure)
    memory.kept = tuple(
        round((ONE - weights[i].chance) / ONE, 2) if i in weights else SURE
        for i, verdict in enumerate(verdicts)
        if verdict is None
    )


def outlook(
    blocks: Sequence[Block], verdicts: Verdicts, titles: Sequence[int], memory: Memory
) -> tuple[Scene, dict[int, Signs]]:
    """The scene that rules leave, and the looks of the lines that remain to be judged."""
    scene = Scene(
        [block.shape for block in blocks],
        [verdict is not None for verdict in verdicts],
        [verdict is not None and bool(verdict.heads) for verdict in verdicts],
        titles[0] if titles else None,
        [(block.before, block.after) for block in blocks],
        [
            i
            for i, block in enumerate(blocks)
            if block.sentences == 1 and memory.is_doubted(block.shape)
        ],
    )
    spared = scene.standing.union(titles, _standfirst(scene))
    looks = {
        i: memory.look(block.shape)
        for i, block in enumerate(blocks)
        if verdicts[i] is None and i not in spared
    }
    return scene, looks


def _standfirst(scene: Scene) -> tuple[int, ...]:
    """The line below the headline, if it is its standfirst."""
    below = len(scene.shapes) if scene.title is None else scene.title + 1
    if below < len(scene.shapes) and is_standfirst(scene.shapes[below], scene.overlap[below][1]):
        return (below,)
    return ()
