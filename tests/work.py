"""Work is counted in calls, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """Count the calls that a piece of work makes."""
    count = 0

    def tick(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
