"""Lines that were learnt to recur on the site a text is from go; a profile says which.

The site comes with the document and the profile is frozen, so this is a function of the text and
the frozen context like every other verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..lines import Block, Shape
from ..profile import UNNAMED, Entry, Learnt
from .verdict import Verdict, Verdicts, walls_of

LABEL = 2.0  # words; shorter lines are names and headings as often as furniture


def site_lines(
    blocks: Sequence[Block], verdicts: Verdicts, learnt: Learnt, spared: Callable[[Shape], bool]
) -> None:
    """Condemn the lines a site's entries name, but what is ``spared``: metadata rules can read.

    The first line of a text that is longer than a label may be its headline and goes only if most
    articles hold it. Where an entry holds for edges only, or for the end, walls are those that all
    the others leave.
    """
    edges: list[tuple[int, Entry]] = []
    first = True
    for i, block in enumerate(blocks):
        if verdicts[i] is not None:
            continue
        entry = learnt.names(block.shape)
        headline = first and block.shape.size > LABEL and not (entry and entry.most)
        if entry is None or headline or spared(block.shape):
            first = False
        elif entry.place == "anywhere":
            verdicts[i] = _verdict(learnt, entry)
        else:
            edges.append((i, entry))
    if not edges:
        return
    without = list(verdicts)
    for i, entry in edges:
        without[i] = _verdict(learnt, entry)
    walls = walls_of(blocks, without)
    for i, entry in edges:
        above = entry.place == "edges" and i < walls.first
        below = i > walls.last and (walls.last >= 0 or entry.place == "end")
        if above or below:
            verdicts[i] = without[i]


def _verdict(learnt: Learnt, entry: Entry) -> Verdict:
    whose = "no known site" if learnt.host == UNNAMED else learnt.host
    evidence = f"{entry.articles} of {entry.of} articles of {whose} hold it"
    return Verdict(f"site.{learnt.host}.{entry.number}", evidence)
