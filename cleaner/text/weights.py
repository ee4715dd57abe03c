"""The two additive tables of ``data/evidence.toml`` and how to read them.

A table has one weight, in log-odds of being furniture, for every bin of every sign; the sum and
the start give the log-odds of a line. Nothing else is fitted, so a reader can follow any verdict.
Weights and their sums, the scores, are whole hundredths; chances are whole millionths (``shares``).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp
from operator import getitem
from typing import Any, NamedTuple

import tomli

from ..shares import ONE
from ..shipped import data_files

KINDS = ("label", "phrase", "short", "prose", "long")
WIDEST = 6 * 6 * 6  # bins of the widest sign
HUNDREDTHS = 100  # in one of log-odds
SUREST = 16 * HUNDREDTHS  # beyond it nothing changes by a millionth
Signs = tuple[int, ...]


class Weights(NamedTuple):
    """One table: where it starts, and the weights of the bins of each sign."""

    start: int
    names: tuple[str, ...]
    bins: tuple[tuple[int, ...], ...]

    def score(self, signs: Signs) -> int:
        """The hundredths of log-odds that ``signs``, one bin for each name, add up to."""
        return sum(map(getitem, self.bins, signs), self.start)

    def strongest(self, signs: Signs, count: int) -> tuple[str, ...]:
        """The names of the signs that spoke loudest for furniture."""
        said = list(map(getitem, self.bins, signs))
        least = sorted(said)[-count]
        loudest = [pair for pair in zip(said, self.names, strict=True) if pair[0] >= least]
        return tuple([name for _, name in sorted(loudest, reverse=True)[:count]])


class Table(NamedTuple):
    """Both tables, the numbers of rule families, and what each kind of line asks for.

    ``at_least`` holds the chance from which a line goes, by kind (see ``looks``). ``alone`` is
    what a single line between paragraphs asks for, ``last`` the only line of its run that stays,
    at the end of a text or beside lines that go. ``inside`` is what a piece of a line asks for,
    ``sentence`` one that may be a sentence, ``beside`` and ``beside_prose`` the same of pieces that
    stand beside one that goes. ``says`` holds what a sign is called in words.
    """

    first: Weights
    again: Weights
    families: Mapping[str, int]
    at_least: tuple[int, ...]
    alone: int
    last: int
    inside: int
    sentence: int
    beside: int
    beside_prose: int
    says: Mapping[str, str]


def chance_of(score: int) -> int:
    """The chance, in millionths, that what scores so many hundredths of log-odds is furniture."""
    return _CHANCES[max(-SUREST, min(SUREST, score)) + SUREST]


# none lies near the middle of two millionths, so that no last digit of ``exp`` decides
_CHANCES = tuple(
    round(ONE / (1 + exp(-score / HUNDREDTHS))) for score in range(-SUREST, SUREST + 1)
)


@cache
def shipped() -> Table:
    """The table that ships."""
    file = data_files() / "evidence.toml"
    return read(tomli.loads(file.read_text(encoding="utf-8")))


def read(data: Mapping[str, Any]) -> Table:
    """Make a table of parsed TOML."""
    least = {kind: round(ONE * chance) for kind, chance in data["at_least"].items()}
    return Table(
        weights_of(data.get("first", {})),
        weights_of(data.get("again", {})),
        {name: number for number, name in enumerate(data["families"], 1)},
        (0, *(least[kind] for kind in KINDS)),
        least["alone"],
        least["last"],
        least.get("inside", ONE),
        least.get("sentence", ONE),
        least.get("beside", ONE),
        least.get("beside_prose", ONE),
        data["says"],
    )


def weights_of(data: Mapping[str, Any]) -> Weights:
    """One table of parsed TOML; a bin that no document had speaks for nothing."""
    unseen = (0,) * WIDEST
    bins = {
        name: (*(round(HUNDREDTHS * weight) for weight in weights), *unseen)
        for name, weights in data.items()
        if name != "start"
    }
    return Weights(round(HUNDREDTHS * data.get("start", 0)), tuple(bins), tuple(bins.values()))


@cache
def vocabulary() -> dict[str, int]:
    """The words that whole lines of furniture are made of, and what each weighs, in hundredths.

    It is frozen with the weights that were fitted on it: a rule of one's own changes nothing here.
    """
    file = data_files() / "vocabulary.toml"
    data = tomli.loads(file.read_text(encoding="utf-8"))
    return {word: int(weight) for weight, words in data.items() for word in words.split()}
