"""The colour of every family of rules, the same on a page and in a terminal.

Colour is never the only sign: wherever it marks a cut, the name of the rule can be read too.
"""

from __future__ import annotations

from math import cos, radians, sin
from operator import mul
from zlib import crc32

# degrees around the wheel; families that often stand side by side are far apart
_HUES = {
    "advertising": 25,
    "related": 255,
    "sharing": 150,
    "following": 310,
    "caption": 85,
    "byline": 200,
    "footer": 55,
    "navigation": 280,
    "comment": 120,
    "newsletter": 340,
    "action": 5,
    "icon": 180,
    "tags": 230,
    "video": 100,
    "paywall": 40,
    "consent": 325,
    "context": 265,
    "edge": 215,
    "page": 245,
    "site": 70,
    "markup": 135,
    "code": 175,
    "player": 105,
    "date": 190,
    "word": 165,
    "space": 295,
    "unicode": 355,
    "limit": 15,
    "donation": 350,
    "reader": 330,
    "summary": 115,
}
# OKLab as CSS Color 4 defines it
_CONES = (
    (0.3963377774, 0.2158037573),
    (-0.1055613458, -0.0638541728),
    (-0.0894841775, -1.291485548),
)
_LINEAR = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.707614701),
)


def family_of(rule: str) -> str:
    """The family of a rule: what stands before the first dot of its name."""
    return rule.partition(".")[0]


def hue_of(family: str) -> int:
    """The hue of a family in degrees; one that is not known has one too, always the same."""
    known = _HUES.get(family)
    return crc32(family.encode("utf-8", "backslashreplace")) % 360 if known is None else known


def rgb_of(family: str, light: float, rich: float = 0.09) -> tuple[int, int, int]:
    """The colour of a family in sRGB, 0 to 255: what a page calls ``oklch(light rich hue)``.

    What a screen cannot show is brought within its limits, part by part.
    """
    angle = radians(hue_of(family))
    a, b = rich * cos(angle), rich * sin(angle)
    cones = [(light + a * i + b * k) ** 3 for i, k in _CONES]
    red, green, blue = (_byte(sum(map(mul, row, cones))) for row in _LINEAR)
    return red, green, blue


def _byte(linear: float) -> int:
    linear = min(1.0, max(0.0, linear))
    small = linear <= 0.0031308
    return round(255 * (12.92 * linear if small else 1.055 * linear ** (1 / 2.4) - 0.055))
