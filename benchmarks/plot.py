"""The results of ``score.py`` as a picture: quality against CPU time, a panel for each folder."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from labelled import TYPOS

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 460, 300, 52, 34, 44, 16
LINE = 14  # between two labels
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
    taken: list[tuple[float, float, float]] = []  # left, right and height of the labels so far
    for point in sorted(points, key=lambda point: -point.quality):
        own = ' class="own"' if point.name == "cleaner" else ""
        x, y = across(point.cost and math.log10(point.cost)), up(point.quality)
        wide = 7.0 * len(point.name)
        before = x + 8 + wide > WIDTH - RIGHT
        left = x - 8 - wide if before else x + 8
        at = y + 4
        while any(left < r and left + wide > k and abs(at - h) < LINE for k, r, h in taken):
            at += 1
        taken.append((left, left + wide, at))
        anchor = ' text-anchor="end"' if before else ""
        parts.append(f'<circle{own} cx="{x}" cy="{y}" r="4"/>')
        parts.append(
            f'<text{own} x="{x - 8 if before else x + 8}" y="{round(at, 1)}"{anchor}>'
            f"{escape(point.name)}</text>"
        )
    return parts
