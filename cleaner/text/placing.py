"""The signs of where a line stands: its place, its run and its document, in bins.

All of it is counted over one scene in a few passes, as the signs of the line itself are in
``looks``.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from ..shares import share_of, shares
from .looks import LABEL, LONG, PROSE
from .scene import WORD_MARKS, Scene

PLACE = (
    *("overlap", "overlap_words", "copies", "between", "second_above", "second_below"),
    *("above_prose", "below_prose", "near_gone", "headed", "stretch", "from_start", "from_end"),
    *("prose_before", "prose_after", "copies_between", "part", "same_start", "lead_in"),
    *("before", "after", "bounds", "left_end", "right_start", "small_elsewhere", "inside_part"),
)
RUN = ("run_gone", "run_gone_share", "run_labels", "run_size", "run_overlap", "run_length", "led")
DOCUMENT = ("prose_lines", "furniture", "condemned")

_DISTANCES = (1.5, 2.5, 3.5, 5.5, 9.5, 19.5, 49.5, 500)
_SHARES = (0.0001, 0.02, 0.05, 0.15, 0.35, 0.65, 0.85, 0.95, 0.98, 0.9999)
_FAR = 999
_NEAR = 5
_NEAR_GONE = (0.5, 1.5, 2.5, 4.5, 7.5)
_OVERLAPS = shares(0.001, 0.2, 0.34, 0.5, 0.7, 0.99)
_RUN_OVERLAPS = shares(0.001, 0.1, 0.25, 0.5, 0.75)
_COPIES = (1.5, 2.5, 3.5, 5.5, 9.5)
_STARTS = (*_COPIES, 19.5)
_LEAD_INS = (1.5, 5.5, 20.5)
_BOUNDS = {
    name: number
    for number, name in enumerate(
        ("line", "wide", "stop", "glued", "mark", "open", "bracket", "label", "style")
    )
}
_ENDS = {"open": 0, "stop": 1, "ask": 2, "colon": 3}
_WALLS = (PROSE, LONG)


def run_signs(scene: Scene, start: int, end: int) -> tuple[int, ...]:
    """The bins of ``RUN``."""
    length = end - start
    gone = scene.gone_between(start, end)
    labels = scene.kinds[start:end].count(LABEL)
    size = sum([shape.size for shape in scene.shapes[start:end]])
    overlaps = [scene.overlap[i][1] for i in range(start, end) if not scene.gone[i]]
    known = [share for share in overlaps if share >= 0]
    overlap = sum(known) // len(known) if known else None
    return (
        bisect((0.5, 1.5, 2.5, 4.5, 8.5, 16.5), gone),
        bisect((0.001, 0.1, 0.2, 0.35, 0.5, 0.7), gone / length),
        bisect((0.01, 0.3, 0.5, 0.7, 0.9, 0.99), labels / length),
        bisect((1.5, 2.5, 3.5, 5, 7, 10), size / length),
        6 if overlap is None else bisect(_RUN_OVERLAPS, overlap),
        bisect((1.5, 2.5, 3.5, 5.5, 9.5, 19.5, 49.5), length),
        int(scene.led(start)),
    )


def document_signs(scene: Scene) -> tuple[int, ...]:
    """The bins of ``DOCUMENT``."""
    prose = sum(scene.prose)
    return (
        bisect((0.5, 1.5, 3.5, 6.5, 12.5, 25.5, 60.5), prose),
        bisect((0.05, 0.15, 0.3, 0.5, 0.65, 0.8, 0.9), 1 - prose / len(scene.prose)),
        bisect((0.5, 1.5, 3.5), sum(scene.gone)),
    )


def place_signs(scene: Scene, lines: Collection[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The bins of ``PLACE`` for each of ``lines``."""
    columns = _company(scene, lines) | _distances(scene, lines) | _bounds(scene, lines)
    rows = zip(*(columns[name] for name in PLACE), strict=True)
    return zip(lines, rows, strict=True)


def _company(scene: Scene, lines: Collection[int]) -> dict[str, list[int]]:
    """What stands beside each line, how often it stands there, whose words it shares."""
    shapes, seen = scene.shapes, scene.seen
    copies = Counter([shape.tokens for shape in shapes])
    starts = Counter([shape.tokens[:1] for shape in shapes])
    copy = [copies[shapes[i].tokens] for i in lines]
    beside = [(seen[i + 1], seen[i + 3], scene.kinds[i]) for i in lines]
    overlap = [scene.overlap[i] for i in lines]
    return {
        "overlap": [0 if share < 0 else 1 + bisect(_OVERLAPS, share) for _, share in overlap],
        "overlap_words": [min(4, shared) for shared, _ in overlap],
        "copies": [bisect(_COPIES, count) for count in copy],
        "between": [up * 8 + down for up, down, _ in beside],
        "second_above": [seen[i] for i in lines],
        "second_below": [seen[i + 4] for i in lines],
        "copies_between": [
            min(count - 1, 2) * 24 + (up in _WALLS) * 12 + (down in _WALLS) * 6 + kind
            for count, (up, down, kind) in zip(copy, beside, strict=True)
        ],
        "same_start": [bisect(_STARTS, starts[shapes[i].tokens[:1]]) for i in lines],
    }


def _bounds(scene: Scene, lines: Collection[int]) -> dict[str, list[int]]:
    """What parts each segment from its neighbours, and how those end and begin there."""
    before = [_BOUNDS[scene.bounds[i][0]] for i in lines]
    after = [_BOUNDS[scene.bounds[i][1]] for i in lines]
    inside = [int(left > 0) * 2 + int(right > 0) for left, right in zip(before, after, strict=True)]
    part = [0 if i < scene.first else 1 if i <= scene.last else 2 for i in lines]
    return {
        "before": before,
        "after": after,
        "bounds": [left * 9 + right for left, right in zip(before, after, strict=True)],
        "left_end": [
            1 + _ENDS[scene.shapes[i - 1].end] if scene.bounds[i][0] != "line" else 0 for i in lines
        ],
        "right_start": [_start(scene, i) for i in lines],
        "small_elsewhere": [_small_elsewhere(scene, i) for i in lines],
        "inside_part": [i * 3 + p for i, p in zip(inside, part, strict=True)],
    }


def _start(scene: Scene, i: int) -> int:
    """How the next segment of the line begins: 0 there is none, else the kind of its first sign."""
    if scene.bounds[i][1] == "line":
        return 0
    first = scene.shapes[i + 1].text[0]
    return 1 if first.isupper() else 2 if first.islower() else 3 if first.isdigit() else 4


def _small_elsewhere(scene: Scene, i: int) -> int:
    """How many words with a capital behind the first the text writes small elsewhere, by share."""
    _, _, rest = scene.shapes[i].text.partition(" ")
    if not rest or rest.islower():
        return 0
    words = [w.strip(WORD_MARKS) for w in rest.split()]
    capital = [w.lower() for w in words if len(w) > 3 and w[:1].isupper()]
    if not capital:
        return 0
    small = sum(word in scene.small for word in capital)
    return 1 + bisect(_OVERLAPS, share_of(small, len(capital)))


def _distances(scene: Scene, lines: Collection[int]) -> dict[str, list[int]]:
    """How far each line is from prose, from headings and from the article's own stretch."""
    first, last, prose, count = scene.first, scene.last, scene.prose, len(scene.shapes)
    sizes = (s.size if p else 0.0 for s, p in zip(scene.shapes, prose, strict=True))
    words = list(accumulate(sizes, initial=0.0))
    total = words[-1] or 1.0
    above, headed = since(prose, prose), since(scene.heads, prose)
    below = since(prose[::-1], prose[::-1])[::-1]
    colons = [s.end == "colon" and not g for s, g in zip(scene.shapes, scene.gone, strict=True)]
    lead_in = since(colons, prose)
    near = ((max(0, i - _NEAR), min(count, i + _NEAR + 1)) for i in lines)
    stretch = [0 if i < first else 1 if i <= last else 2 for i in lines]
    return {
        "above_prose": [bisect(_DISTANCES, above[i]) for i in lines],
        "below_prose": [bisect(_DISTANCES, below[i]) for i in lines],
        "near_gone": [bisect(_NEAR_GONE, scene.gone_between(*ends)) for ends in near],
        "headed": [bisect(_DISTANCES, headed[i]) for i in lines],
        "stretch": stretch,
        "from_start": [bisect(_DISTANCES, abs(i - first)) for i in lines],
        "from_end": [bisect(_DISTANCES, abs(i - last)) for i in lines],
        "prose_before": [bisect(_SHARES, words[i] / total) for i in lines],
        "prose_after": [bisect(_SHARES, 1 - words[i + 1] / total) for i in lines],
        "part": [
            (part * 4 + scene.to_title(i)) * 6 + scene.kinds[i]
            for i, part in zip(lines, stretch, strict=True)
        ],
        "lead_in": [bisect(_LEAD_INS, lead_in[i]) for i in lines],
    }


def since(marks: Sequence[bool], walls: Sequence[bool]) -> list[int]:
    """How many lines above each line a marked one stands, with no wall between."""
    distances = []
    at = -_FAR
    for i, (mark, wall) in enumerate(zip(marks, walls, strict=True)):
        distances.append(i - at)
        if mark:
            at = i
        elif wall:
            at = -_FAR
    return distances
