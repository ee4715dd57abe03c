"""The results of ``score.py`` as a picture: quality against CPU time, a panel for each folder."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from labelled import TYPOS

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 460, 300, 52, 34, 44, 16
LINE = 14  # the height of a label
Box = tuple[float, float, float, float]  # left, top, right, bottom
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600 }
.faint { fill: #57606a }
line { stroke: #d0d7de }
circle { fill: #6e7781 }
.own { fill: #0969da; font-weight: 600 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .faint { fill: #9198a1 }
  line { stroke: #3d444d }
  circle { fill: #9198a1 }
  .own { fill: #4493f8 }
}
"""


class Point(NamedTuple):
    """A system: milliseconds of CPU a document, and F1."""

    name: str
    cost: float
    quality: float


class Scale(NamedTuple):
    """From values to places."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


def plot(results: dict[str, Any]) -> str:
    """The picture, readable on light and on dark ground."""
    panels = []
    for part in results["measured"]:
        points = [
            Point(name, max(found["ms_median"], 0.01), found["f1"])
            for name, found in part["systems"].items()
            if "f1" in found
        ]
        if part["kind"] != TYPOS and points:
            title = f"{part['documents']} {part['kind']}, {part['folder']}"
            panels.append(_panel(title, points))
    rows = math.ceil(len(panels) / 2)
    placed = "".join(
        f'<g transform="translate({WIDTH * (i % 2)} {HEIGHT * (i // 2)})">{panel}</g>\n'
        for i, panel in enumerate(panels)
    )
    wide, high = WIDTH * min(2, max(1, len(panels))), HEIGHT * max(1, rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img">\n'
        f"<title>Word F1 against CPU time a document</title>\n<style>{STYLE}</style>\n"
        f"{placed}</svg>\n"
    )


def _panel(title: str, points: Sequence[Point]) -> str:
    powers = [math.log10(point.cost) for point in points]
    low = min(0.9, math.floor(10 * min(point.quality for point in points)) / 10)
    across = Scale(math.floor(min(powers)), math.ceil(max(powers) + 0.01), LEFT, WIDTH - RIGHT)
    up = Scale(low, 1.0, HEIGHT - BOTTOM, TOP)
    parts = [f'<text class="title" x="{LEFT}" y="18">{escape(title)}</text>']
    parts += _axes(across, up)
    parts += _dots(points, across, up)
    return "\n".join(parts)


def _axes(across: Scale, up: Scale) -> list[str]:
    parts = []
    for tenth in range(round(10 * up.low), 11):
        y = up(tenth / 10)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
        parts.append(
            f'<text class="faint" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{tenth / 10}</text>'
        )
    for power in range(round(across.low), round(across.high) + 1):
        x, y = across(power), HEIGHT - BOTTOM
        parts.append(f'<line x1="{x}" x2="{x}" y1="{y}" y2="{y + 4}"/>')
        parts.append(
            f'<text class="faint" x="{x}" y="{y + 18}" text-anchor="middle">{10.0**power:g}</text>'
        )
    middle = (LEFT + WIDTH - RIGHT) / 2
    told = "ms of CPU a document, median; word F1 upwards"
    parts.append(
        f'<text class="faint" x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">{told}</text>'
    )
    return parts


def _dots(points: Sequence[Point], across: Scale, up: Scale) -> list[str]:
    parts = []
    places = [(across(math.log10(point.cost)), up(point.quality)) for point in points]
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    for point, (x, y) in zip(points, places, strict=True):
        own = ' class="own"' if point.name == "cleaner" else ""
        box = _room(x, y, 6.6 * len(point.name), taken)
        taken.append(box)
        parts.append(f'<circle{own} cx="{x}" cy="{y}" r="4"/>')
        left, _, right, bottom = box
        at, anchor = (left, "start") if left > x else (right, "end") if right < x else (x, "middle")
        parts.append(
            f'<text{own} x="{round(at, 1)}" y="{round(bottom - 3, 1)}" '
            f'text-anchor="{anchor}">{escape(point.name)}</text>'
        )
    return parts


def _room(x: float, y: float, wide: float, taken: Sequence[Box]) -> Box:
    """A place for a label beside, above or below its dot where nothing else is."""
    for off in range(0, HEIGHT, 6):
        for left, middle in (
            (x + 8, y - off),
            (x - 8 - wide, y - off),
            (x - wide / 2, y - 14 - off),
            (x - wide / 2, y + 14 + off),
        ):
            box = (left, middle - LINE / 2, left + wide, middle + LINE / 2)
            inside = box[0] > LEFT and box[2] < WIDTH and box[1] > 20 and box[3] < HEIGHT - BOTTOM
            if inside and not any(_overlap(box, other) for other in taken):
                return box
    return x + 8, y - LINE / 2, x + 8 + wide, y + LINE / 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
