"""The colour of every family of rules, the same on a page and in a terminal.

Colour is never the only sign: wherever it marks a cut, the name of the rule can be read too.
"""

from __future__ import annotations

from colorsys import hls_to_rgb
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
    "date": 190,
    "word": 165,
    "space": 295,
    "unicode": 355,
    "limit": 15,
}


def family_of(rule: str) -> str:
    """The family of a rule: what stands before the first dot of its name."""
    return rule.partition(".")[0]


def hue_of(family: str) -> int:
    """The hue of a family in degrees; one that is not known has one too, always the same."""
    known = _HUES.get(family)
    return crc32(family.encode("utf-8", "backslashreplace")) % 360 if known is None else known


def rgb_of(family: str, light: float = 0.33) -> tuple[int, int, int]:
    """The colour of a family for terminals, of the given lightness from 0 to 1."""
    parts = hls_to_rgb(hue_of(family) / 360, light, 0.55)
    red, green, blue = (round(255 * part) for part in parts)
    return red, green, blue
