"""The lint that a pattern of a rule file must pass: none may run away on hostile text.

What a backtracking matcher can try with a pattern is counted from the pattern alone: a repeat can
end in as many ways as it has lengths, unless it is possessive or what follows can begin with no
character of its own, and what follows is tried once for each. So ``(a+)+``, ``a*a*b`` and
``(?:a|a)*`` are all found for the same reason, and the sum is a bound on the work. A rule of lines
is tried once, on lines of bounded length. A rule of spans is tried at every place of a line of any
length, so its bound is lower and none of its repeats is without end.
"""

from __future__ import annotations

import re

# the parser of the standard library has no public name; the tests notice when it changes
import re._constants as constants  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import warnings
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import regex

from ..types import RuleError
from .characters import EVERY, ONE, OWN, characters_of

LONGEST = 1200  # characters; no line rule looks at a longer line
LONGEST_SHAPE = 5000  # characters of a pattern
TRIES = 1_000_000  # of a line
TRIES_AT = 10_000  # of a span at one place of a line
_FAR = 1000  # a repeat of more is one without end

_LARGEST = 20_000  # parts of a pattern when every count is written out
_NO_END = 10**15  # what is counted no further
_PROPERTY = regex.compile(r"\\[pP]\{\^?[\w=: -]{1,40}\}")
_BRACE = re.compile(r"\{(?!\d{1,9}(?:,\d{0,9})?\}|,\d{1,9}\})")
_NUMBERED = re.compile(r"(?<!\\)(?:\\\\)*+\\[1-9]|\(\?\([1-9]")
_ESCAPED = re.compile(r"\\(?:N\{[^}]*\}|.)", re.DOTALL)
_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)
_AROUND = (constants.ASSERT, constants.ASSERT_NOT)
_REFERENCES = (constants.GROUPREF, constants.GROUPREF_EXISTS)


class _Part(NamedTuple):
    """Of a part of a pattern: how many ways it can match at one place, what it costs to try them
    all, which characters it can begin with, and whether it can be empty.
    """  # fmt: skip  # noqa: D205

    ways: int
    tries: int
    first: int
    empty: bool


def check_pattern(pattern: str, here: str, *, span: bool = False) -> None:
    """Raise RuleError, naming ``here``, unless ``pattern`` is sound and cannot blow up."""
    if len(pattern) > LONGEST_SHAPE:
        raise RuleError(f"{here}: the shape is longer than {LONGEST_SHAPE} characters")
    if _BRACE.search(_ESCAPED.sub("", _PROPERTY.sub("", pattern))):
        raise RuleError(f"{here}: a brace that counts nothing is written as \\{{ in a shape")
    if _NUMBERED.search(pattern):  # the shapes of many rules are tried as one
        raise RuleError(f"{here}: a group that is referred to has a name in a shape, no number")
    try:
        tree, properties = _parsed(pattern)
        part = _Lint(properties, span=span).sequence(tree, 0)
    except (re.error, regex.error, Warning, RecursionError, OverflowError, ValueError) as fault:
        raise RuleError(f"{here}: the shape is not a pattern: {_said(fault)}") from fault
    except _FaultError as fault:
        raise RuleError(f"{here}: {fault}") from fault
    if part.tries > (TRIES_AT if span else TRIES):
        raise RuleError(f"{here}: the shape can be tried in too many ways and could run for ever")
    _compiled(pattern, here)


class _FaultError(Exception):
    """What a pattern must not have; the message says it."""


def _said(fault: BaseException) -> str:
    return " ".join(f"{fault}".split())[:200] or type(fault).__name__


def _parsed(pattern: str) -> tuple[Any, list[str]]:
    """The pattern as a tree, and the properties that private characters in it stand for."""
    properties: list[str] = []

    def stand_in(found: regex.Match[str]) -> str:
        properties.append(found.group())
        return chr(OWN + len(properties) - 1)

    with warnings.catch_warnings():
        warnings.simplefilter("error")  # of sets that another version would read otherwise
        tree = parser.parse(_PROPERTY.sub(stand_in, pattern))
    if tree.state.flags != re.UNICODE:
        raise _FaultError("the shape sets a flag for all shapes; write it as (?i:...)")
    if _size(tree) > _LARGEST:
        raise _FaultError("the shape repeats too much too often")
    return tree, properties


def _compiled(pattern: str, here: str) -> None:
    """RuleError unless the library that matches takes the pattern; others may exhaust it."""
    try:
        regex.compile(pattern)
    except (regex.error, RecursionError, OverflowError, ValueError) as fault:
        raise RuleError(f"{here}: the shape is not a pattern: {_said(fault)}") from fault


def _size(nodes: Iterable[Any]) -> int:
    """How many parts a pattern has when every count is written out."""
    total = 0
    for kind, value in nodes:
        times = max(1, int(value[0])) if kind in _REPEATS else 1
        total += 1 + times * sum(map(_size, _inside(kind, value)))
    return total


def _inside(kind: Any, value: Any) -> Sequence[Any]:
    """The sequences inside a part."""
    if kind in _REPEATS:
        return [value[2]]
    if kind is constants.BRANCH:
        return list(value[1])
    if kind is constants.SUBPATTERN:
        return [value[3]]
    if kind in _AROUND:
        return [value[1]]
    return [value] if kind is constants.ATOMIC_GROUP else []


class _Lint:
    """Counts what can be tried with a pattern; ``follow`` is what the rest can begin with."""

    def __init__(self, properties: Sequence[str], *, span: bool) -> None:
        self._properties = properties
        self._span = span
        self._firsts: dict[int, int] = {}

    def sequence(self, nodes: Iterable[Any], follow: int) -> _Part:
        """Parts one after another: each is tried again for every way the ones before match."""
        nodes, parts = list(nodes), []
        for kind, value in reversed(nodes):
            part = self._one(kind, value, follow)
            follow = part.first | (follow if part.empty else 0)
            parts.append(part)
        parts.reverse()
        for i in range(1, len(parts)):
            beside = _endless(*nodes[i - 1]) and _endless(*nodes[i])
            if beside and parts[i - 1].first & parts[i].first:
                raise _FaultError("two repeats without end stand side by side in the shape")
        kinds = [kind for kind, _ in nodes]
        ways, tries, first, empty = 1, 0, 0, True
        for i, part in enumerate(parts):
            if not (i and kinds[i - 1] is kinds[i] is constants.LITERAL):  # compared at once
                tries += ways * part.tries
            ways *= part.ways
            first |= part.first if empty else 0
            empty = empty and part.empty
        return _Part(min(ways, _NO_END), min(tries, _NO_END), first, empty)

    def _one(self, kind: Any, value: Any, follow: int) -> _Part:
        if kind in ONE:
            return _Part(1, 1, characters_of(kind, value, self._properties), False)
        if kind in _REPEATS:
            return self._repeat(kind, value, follow)
        if kind is constants.BRANCH:
            return _either([self.sequence(part, follow) for part in value[1]])
        if kind is constants.SUBPATTERN:
            return self.sequence(value[3], follow)
        return self._held(kind, value)

    def _held(self, kind: Any, value: Any) -> _Part:
        """What is never tried again once it has matched."""
        if kind is constants.ATOMIC_GROUP:
            return self.sequence(value, EVERY)._replace(ways=1)
        if kind in _AROUND:
            return _Part(1, self.sequence(value[1], EVERY).tries, 0, True)
        if kind in _REFERENCES:
            return _Part(1, LONGEST, EVERY, True)
        return _Part(1, 1, 0, True)  # the beginning, the end, the border of a word

    def _repeat(self, kind: Any, value: Any, follow: int) -> _Part:
        least, most, inner = int(value[0]), int(value[1]), value[2]
        if self._span and most > _FAR:
            raise _FaultError("the shape of a span repeats something without end; say how often")
        most = min(most, LONGEST)
        held = kind is constants.POSSESSIVE_REPEAT
        first = self._first(inner)
        part = self.sequence(inner, EVERY if held else follow | (first if most > 1 else 0))
        empty = part.empty or least == 0
        free = part.empty or bool(first & follow)  # to end here or there
        if len(inner) == 1 and inner[0][0] in ONE:  # is run over at once
            return _Part(1 if held or not free else max(1, most - least + 1), 1, first, empty)
        if held and least <= 1:
            return _Part(1, part.tries * most, first, empty)
        ways, tries, after = int(least == 0), 0, 1
        for times in range(1, most + 1):
            tries += after * part.tries
            if tries > _NO_END:
                return _Part(_NO_END, _NO_END, first, empty)
            after *= part.ways
            ways += after if times >= least else 0
        return _Part(1 if held else ways if free else after, tries, first, empty)

    def _first(self, nodes: Any) -> int:
        """What a part can begin with; found once, for repeats stand in repeats."""
        if (found := self._firsts.get(id(nodes))) is None:
            found = self._firsts[id(nodes)] = self.sequence(nodes, EVERY).first
        return found


def _endless(kind: Any, value: Any) -> bool:
    return kind in _REPEATS[:2] and value[1] > _FAR


def _either(parts: Sequence[_Part]) -> _Part:
    """Parts one of which is to match: those that can begin alike are tried one after another."""
    alike = (
        sum(other.ways for other in parts if part.empty or other.empty or other.first & part.first)
        for part in parts
    )
    return _Part(
        max(alike),
        sum(part.tries + 1 for part in parts),
        reduce(or_, (part.first for part in parts)),
        any(part.empty for part in parts),
    )
