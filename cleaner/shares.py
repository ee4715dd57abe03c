"""Shares and chances as whole millionths.

Sums of whole numbers come out the same on every machine and in every version of Python; sums of
floats do not, and a value on the edge of a bin would then decide otherwise.
"""

from __future__ import annotations

ONE = 1_000_000  # a share of all, a chance that is certain


def share_of(part: int, whole: int) -> int:
    """The share of ``whole`` that ``part`` is, rounded down: no less than an edge it reaches."""
    return part * ONE // whole


def shares(*edges: float) -> tuple[int, ...]:
    """Shares written as parts of one, in whole millionths."""
    return tuple(round(ONE * edge) for edge in edges)
