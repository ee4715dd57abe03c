"""Weak evidence weighed: how likely a line is furniture by its looks, its place and its company.

Two additive tables (``weights``) are summed. The first holds the signs of the line itself
(``looks``) and of its place, run and document (``placing``). The second looks again, knowing what
the first made of the neighbours. A line goes when the probability reaches what its kind asks for:
little for a label, much for prose.

Why running again does not eat the article. Verdicts only remove, so the rounds end. **Never
judged** are the headline, the prose of the article's own stretch, and prose beside other prose.
Two paragraphs that stand together stand together in every later round, for nothing is ever put
between them; so what later rounds can take are the lines of the runs between such walls and
paragraphs that stand alone outside the stretch. The company that spoke against a line is gone by
then, and how many lines the rules condemn is itself a sign. The tables were fitted on such texts
as well: each document also with part and with all of its furniture gone, pieces of those, and
clean articles, so that thin company counts as none. Everything here is a function of the text and
the rules.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from ..shares import ONE, share_of, shares
from .looks import SIGNS
from .placing import DOCUMENT, PLACE, RUN, document_signs, place_signs, run_signs
from .scene import Scene
from .weights import Signs, Table, chance_of

FIRST = (*SIGNS, *PLACE, *RUN, *DOCUMENT)
_SAME = (
    *("size", "end", "kind", "family", "known", "known_weight"),
    *("overlap", "headed", "stretch", "copies_between", *DOCUMENT),
)
_same = itemgetter(*map(FIRST.index, _SAME))
AGAIN = (
    *_SAME,
    *("headline", "score", "score_above", "score_below", "score_two_above", "score_two_below"),
    *("mean_5_above", "mean_5_below", "mean_15_above", "mean_15_below"),
    *("mean_40_above", "mean_40_below", "kept_above", "kept_below", "scores_between"),
)

# hundredths of log-odds
_SURE = 600
_SCORES = range(-500, 501, 50)
_NEIGHBOURS = range(-400, 401, 100)
_COARSE = (-200, -60, 60, 200)
_MEANS = shares(0.1, 0.25, 0.4, 0.55, 0.7, 0.85)
_SHARES = shares(0.001, 0.01, 0.03, 0.1, 0.3, 0.7, 0.9, 0.97, 0.99)


class Weighed(NamedTuple):
    """What came out for one line: the chance, in millionths, that it is furniture, and why."""

    chance: int
    signs: Signs

    @property
    def probability(self) -> float:
        """The chance, from 0 to 1, to be shown."""
        return self.chance / ONE


def weigh(scene: Scene, looks: Mapping[int, Signs], table: Table) -> dict[int, Weighed]:
    """Judge the lines of ``looks``, the signs of every line that is to be judged."""
    if scene.last < 0 or not looks:  # without prose there is no article to tell furniture from
        return {}
    first = dict(first_signs(scene, looks))
    scores = {i: table.first.score(signs) for i, signs in first.items()}
    return {
        i: Weighed(chance_of(table.again.score(signs)), signs)
        for i, signs in again_signs(scene, first, scores)
    }


def goes(scene: Scene, i: int, weighed: Weighed, table: Table) -> bool:
    """Whether segment ``i`` goes; what could be a subheading or the article's own list needs more.

    So does a piece of a line, whose neighbours it may belong to.
    """
    start, end = scene.runs[i]
    least = table.at_least[scene.kinds[i]]
    if scene.is_inside(i):
        firm = scene.may_be_sentence(i) or "open" in scene.bounds[i]
        least = max(least, table.sentence if firm else table.inside)
    elif scene.led(start):
        least = table.last
    elif not scene.prose[i] and end - start - scene.gone_between(start, end) == 1:
        between = end - start == 1 and end < len(scene.shapes)
        least = max(least, table.alone if between else table.last)
    return weighed.chance >= least


def grow(
    scene: Scene, gone: Sequence[bool], weights: Mapping[int, Weighed], table: Table
) -> set[int]:
    """The pieces of lines that go because one beside them on their line does: they need less."""
    found: set[int] = set()
    for step in (1, -1):
        order = range(len(gone)) if step > 0 else range(len(gone) - 1, -1, -1)
        for i in order:
            beside = i - step
            if i not in weights or gone[i] or not 0 <= beside < len(gone):
                continue
            if not (gone[beside] or beside in found) or not scene.is_joined(min(i, beside)):
                continue
            firm = scene.may_be_sentence(i) or "open" in scene.bounds[i]
            least = table.beside_prose if firm else table.beside
            if weights[i].chance >= least:
                found.add(i)
    return found


def first_signs(scene: Scene, looks: Mapping[int, Signs]) -> Iterator[tuple[int, Signs]]:
    """The bins of ``FIRST`` for each line of ``looks``."""
    document = document_signs(scene)
    runs: dict[int, Signs] = {}
    for i, place in place_signs(scene, looks):
        start, end = scene.runs[i]
        if start not in runs:
            runs[start] = (*run_signs(scene, start, end), *document)
        yield i, (*looks[i], *place, *runs[start])


def again_signs(
    scene: Scene, first: Mapping[int, Signs], scores: Mapping[int, int]
) -> Iterator[tuple[int, Signs]]:
    """The bins of ``AGAIN``; ``scores`` are those of the first table."""
    odds = [
        max(-_SURE, min(_SURE, scores[i])) if i in scores else _SURE if gone else -_SURE
        for i, gone in enumerate(scene.gone)
    ]
    chances = [chance_of(score) for score in odds]
    # sizes are counted in half words, which are whole
    halves = (int(2 * shape.size) for shape in scene.shapes)
    stays = ((ONE - chance) * size for chance, size in zip(chances, halves, strict=True))
    kept = list(accumulate(stays, initial=0))
    total = max(kept[-1], 2 * ONE)
    sides = [0, 0, *(1 + bisect(_NEIGHBOURS, z) for z in odds), 0, 0]
    coarse = [0, *(1 + bisect(_COARSE, z) for z in odds), 0]
    rows = zip(
        [scene.to_title(i) for i in first],
        [bisect(_SCORES, odds[i]) for i in first],
        *([sides[i + at] for i in first] for at in (1, 3, 0, 4)),
        *_means(chances, first),
        [bisect(_SHARES, share_of(kept[i], total)) for i in first],
        [bisect(_SHARES, share_of(total - kept[i + 1], total)) for i in first],
        [(coarse[i + 1] - 1) * 36 + coarse[i] * 6 + coarse[i + 2] for i in first],
        strict=True,
    )
    for (i, signs), row in zip(first.items(), rows, strict=True):
        yield i, (*_same(signs), *row)


def _means(chances: Sequence[int], lines: Collection[int]) -> Iterator[list[int]]:
    """The bins of the mean chance of up to 5, 15 and 40 lines above each line, and below it."""
    sums = list(accumulate(chances, initial=0))
    for width in (5, 15, 40):
        # what lies beyond the ends adds nothing
        early, late = [0] * width + sums, sums + sums[-1:] * width
        count = [1, *range(1, width), *[width] * len(chances)]
        last = len(chances) - 1
        yield [bisect(_MEANS, (sums[i] - early[i]) // count[i]) for i in lines]
        yield [
            bisect(_MEANS, (late[i + width + 1] - sums[i + 1]) // count[last - i]) for i in lines
        ]


def in_words(weighed: Weighed, table: Table) -> str:
    """Why a line goes, for people: how sure, and what spoke loudest."""
    loudest = table.again.strongest(weighed.signs, 3)
    reasons = dict.fromkeys(table.says.get(name, name) for name in loudest)
    return f"{weighed.probability:.2f} likely: {', '.join(reasons)}"
