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
    articles hold it. Where an entry holds for edges only, walls are those the others leave.
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
        elif entry.place == "edges":
            edges.append((i, entry))
        else:
            verdicts[i] = _verdict(learnt, entry)
    walls = walls_of(blocks, verdicts) if edges else None
    for i, entry in edges:
        if walls and walls.first >= 0 and not walls.first < i < walls.last:
            verdicts[i] = _verdict(learnt, entry)


def _verdict(learnt: Learnt, entry: Entry) -> Verdict:
    whose = "no known site" if learnt.host == UNNAMED else learnt.host
    evidence = f"{entry.articles} of {entry.of} articles of {whose} hold it"
    return Verdict(f"site.{learnt.host}.{entry.number}", evidence)
