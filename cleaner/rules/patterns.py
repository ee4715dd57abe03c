"""The lint that a pattern of a rule file must pass: none may run away on hostile text.

An unbounded repeat inside another unbounded repeat can take exponential time; a span pattern,
which is tried at every place of a line, must not contain an unbounded repeat at all unless it is
possessive. Patterns are also tried only on lines of bounded length, so what passes here is linear
in the text.
"""

from __future__ import annotations

import re

# the parser of the standard library has no public name; the tests notice when it changes
import re._constants as constants  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from typing import Any

import regex

from ..types import RuleError

_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT)
_LIMIT = 64  # a bounded repeat above this counts as unbounded


def check_pattern(pattern: str, here: str) -> None:
    """Raise RuleError, naming ``here``, unless ``pattern`` is sound and cannot blow up."""
    try:
        regex.compile(pattern)
        tree = parser.parse(regex.sub(r"\\[pP]\{\^?\w+\}", r"\\w", pattern))
    except (re.error, regex.error, RecursionError) as fault:
        raise RuleError(f"{here}: the shape is not a pattern: {fault}") from fault
    if _nested(tree, inside=False):
        raise RuleError(f"{here}: the shape repeats a repeat and could run for ever")


def _nested(node: Any, *, inside: bool) -> bool:
    """Whether an unbounded repeat stands inside another one."""
    for kind, value in node:
        if kind in _REPEATS:
            unbounded = value[1] > _LIMIT
            if (unbounded and inside) or _nested(value[2], inside=inside or unbounded):
                return True
        elif any(_nested(part, inside=inside) for part in _parts(kind, value)):
            return True
    return False


def _parts(kind: Any, value: Any) -> list[Any]:
    if kind is constants.BRANCH:
        return list(value[1])
    if kind is constants.SUBPATTERN:
        return [value[3]]
    if kind is constants.POSSESSIVE_REPEAT:
        return [value[2]]
    if kind is constants.ATOMIC_GROUP:
        return [value]
    if kind in (constants.ASSERT, constants.ASSERT_NOT):
        return [value[1]]
    return []
