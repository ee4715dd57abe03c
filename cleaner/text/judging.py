"""What goes and why: each line judged by rules, by structure, and by the weight of evidence.

Strong evidence: the line's own words fit a rule (``verdicts``), and it goes wherever the rule says
it may. Structure (``company``): lists under headings, widgets beside widgets, the two ends of the
page. Weak evidence (``evidence``): everything else is weighed. **Prose is a wall**: runs end at it.

Everything here is a function of the text and the rules, and every verdict only removes, so the
loop in ``cleaning`` ends; a text for which nothing is proposed stays as it is for ever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from ..dates.stamps import has_time
from ..lines import Block
from ..types import Edit
from .company import others
from .context import is_label
from .evidence import Weighed, goes, grow, in_words, weigh
from .headline import is_standfirst
from .memory import Left, Memory
from .removing import removals, spare_torn
from .scene import Scene
from .segments import segments_of
from .spans import cuts, spans_in
from .verdict import Verdict, Verdicts, walls_of
from .verdicts import verdicts_of
from .weights import KINDS, Signs, shipped

LEAST_DAYS = 2  # of a programme
LEAD_IN = 4  # words


def judge(text: str, memory: Memory) -> Sequence[Edit]:
    """The removals for one round by the rules of ``memory``, ascending."""
    blocks = memory.blocks(text)
    lines = [block.shape.text for block in blocks]
    if lines == memory.quiet:  # only the gaps between them have changed
        return ()
    edits = tuple(_removals(text, blocks, memory))
    memory.quiet = None if edits else lines
    return edits


def _removals(text: str, lines: Sequence[Block], memory: Memory) -> list[Edit]:
    blocks = segments_of(text, lines, memory)
    verdicts, titles = verdicts_of(blocks, memory, memory.language(text))
    if memory.learnt is not None and (known := _learnt_alone(blocks, verdicts)):
        return [*removals(text, blocks, known)]
    weights = _weighed(blocks, verdicts, titles, memory)
    others(blocks, verdicts)
    spare_torn(blocks, verdicts)
    memory.left = Left(lines, blocks, {i: weighed.chance for i, weighed in weights.items()})
    spans = _spans(lines, blocks, verdicts, memory)
    return sorted([*removals(text, blocks, verdicts), *spans])


def _learnt_alone(blocks: Sequence[Block], verdicts: Sequence[Verdict | None]) -> Verdicts:
    """The verdicts by what recurs on the site, empty when nothing goes by them.

    It goes in a round of its own, so that all else is judged as if it had never been there: it says
    nothing of its neighbours.
    """
    known = [v if v is not None and v.rule.startswith("site.") else None for v in verdicts]
    spare_torn(blocks, known)
    return known if any(known) else []


def _spans(
    lines: Sequence[Block], blocks: Sequence[Block], verdicts: Verdicts, memory: Memory
) -> Iterator[Edit]:
    """The edits for what span rules find in the lines of which nothing else goes."""
    cut = {block.line for block, verdict in zip(blocks, verdicts, strict=True) if verdict}
    last = walls_of(blocks, verdicts).last
    for line in lines:
        if line.line not in cut:
            # a footer goes before what is glued to it is looked at
            ends = last >= 0 and line.line == blocks[last].line
            spans = spans_in(line.shape.text, memory.rules, "last") if ends else ()
            if found := spans or memory.spans(line.shape):
                yield from cuts(line, found)


def _weighed(
    blocks: Sequence[Block], verdicts: Verdicts, titles: Sequence[int], memory: Memory
) -> Mapping[int, Weighed]:
    """Lines that nothing condemns alone go by the weight of all that speaks against them.

    Returns what each was found to weigh.
    """
    table = shipped()
    scene, looks = outlook(blocks, verdicts, titles, memory)
    weights = weigh(scene, looks, table)
    going = {i for i, weighed in weights.items() if goes(scene, i, weighed, table)}
    gone = [verdict is not None or i in going for i, verdict in enumerate(verdicts)]
    for i in sorted(going | grow(scene, gone, weights, table)):
        if verdicts[i] is None:
            weighed = weights[i]
            rule = f"context.{KINDS[scene.kinds[i] - 1]}"
            sure = round(weighed.probability, 2)
            verdicts[i] = Verdict(rule, in_words(weighed, table), confidence=sure)
    return weights


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
        lambda i: blocks[i].sentences == 1 and memory.is_doubted(blocks[i].shape),
    )
    lists = (
        *_programme(blocks, verdicts, memory),
        *_led_list(scene),
        *_in_contents(blocks, verdicts),
    )
    spared = scene.standing.union(titles, _standfirst(scene), lists)
    looks = {
        i: memory.look(block.shape)
        for i, block in enumerate(blocks)
        if verdicts[i] is None and i not in spared
    }
    return scene, looks


def _programme(blocks: Sequence[Block], verdicts: Verdicts, memory: Memory) -> Iterator[int]:
    """Days that stay, two and more, and the lines below each that tell of a time."""
    days: list[list[int]] = []
    below = False
    for i, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True)):
        if verdict is None and memory.is_date(block.shape):
            days.append([i])
            below = True
        elif below and verdict is None and has_time(block.shape.text):
            days[-1].append(i)
        else:
            below = False
    told = [day for day in days if len(day) > 1]
    return chain.from_iterable(told if len(told) >= LEAST_DAYS else ())


def _in_contents(blocks: Sequence[Block], verdicts: Verdicts) -> Iterator[int]:
    """The headings that the article's own table of contents names."""
    named = {
        block.shape.tokens
        for block, verdict in zip(blocks, verdicts, strict=True)
        if verdict is not None and verdict.rule == "navigation.contents"
    }
    for i, block in enumerate(blocks):
        if verdicts[i] is None and block.shape.tokens in named:
            yield i


def _led_list(scene: Scene) -> Iterator[int]:
    """A lead-in below prose, of several words and a colon, and the labels it leads to."""
    for i, shape in enumerate(scene.shapes[1:], 1):
        if shape.end != "colon" or shape.size < LEAD_IN or scene.gone[i] or not scene.prose[i - 1]:
            continue
        for j in range(i + 1, len(scene.shapes)):
            if scene.gone[j] or not is_label(scene.shapes[j]):
                break
            yield j
        yield i


def _standfirst(scene: Scene) -> tuple[int, ...]:
    """The line below the headline, if it is its standfirst."""
    below = len(scene.shapes) if scene.title is None else scene.title + 1
    if below < len(scene.shapes) and is_standfirst(scene.shapes[below], scene.overlap[below][1]):
        return (below,)
    return ()
