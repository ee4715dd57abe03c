"""Sets of characters: what a part of a pattern can begin with, whatever the case.

A set is a number with a bit for each character, so that two of them are compared at once.
"""

from __future__ import annotations

# the parser of the standard library has no public name; the tests notice when it changes
import re._constants as constants  # type: ignore[import-not-found]
from collections.abc import Sequence
from functools import cache, reduce
from operator import or_
from typing import Any

import regex

EVERY = (1 << 0x110000) - 1
OWN = 0xF0000  # private characters that stand for properties, which the parser does not know
ONE = (constants.LITERAL, constants.NOT_LITERAL, constants.ANY, constants.IN)  # parts that have one
_WIDEST = 1200  # characters of a range that are taken in any case
_CLASSES = {
    constants.CATEGORY_DIGIT: r"\d",
    constants.CATEGORY_NOT_DIGIT: r"\D",
    constants.CATEGORY_SPACE: r"\s",
    constants.CATEGORY_NOT_SPACE: r"\S",
    constants.CATEGORY_WORD: r"\w",
    constants.CATEGORY_NOT_WORD: r"\W",
}


def characters_of(kind: Any, value: Any, properties: Sequence[str]) -> int:
    """The characters that a part of one character stands for; ``properties`` are those of OWN."""
    if kind is constants.LITERAL:
        return _literal(value, properties, fold=True)
    if kind is constants.NOT_LITERAL:
        return EVERY & ~_literal(value, properties, fold=False)
    if kind is constants.ANY:
        return EVERY
    no = value[0][0] is constants.NEGATE
    found = reduce(or_, (_item(item, properties, fold=not no) for item in value), 0)
    return EVERY & ~found if no else found


def _item(item: tuple[Any, Any], properties: Sequence[str], *, fold: bool) -> int:
    """What one item of a class stands for; no more than that unless ``fold``."""
    kind, value = item
    if kind is constants.LITERAL:
        return _literal(value, properties, fold=fold)
    if kind is constants.RANGE:
        low, high = value
        plain: int = (1 << (high + 1)) - (1 << low)
        alike = range(low, high + 1) if fold and high - low < _WIDEST else ()
        return reduce(or_, map(_folded, alike), plain)
    return _of_class(_CLASSES[value]) if kind is constants.CATEGORY else 0


def _literal(character: int, properties: Sequence[str], *, fold: bool) -> int:
    at = character - OWN
    if 0 <= at < len(properties):
        return _of_class(properties[at])
    return _folded(character) if fold else 1 << character


@cache
def _folded(character: int) -> int:
    """A character in any case."""
    letter = chr(character)
    forms = letter + letter.lower() + letter.upper() + letter.swapcase()
    found = 0
    for form in forms:
        found |= 1 << ord(form)
    return found


@cache
def _of_class(pattern: str) -> int:
    """Every character of a class, such as a property."""
    found = 0
    for run in regex.finditer(f"{pattern}++", _all_characters()):
        found |= (1 << run.end()) - (1 << run.start())
    return found


@cache
def _all_characters() -> str:
    return "".join(map(chr, range(0x110000)))
