"""The two additive tables of ``data/evidence.toml`` and how to read them.

A table has one weight, in log-odds of being furniture, for every bin of every sign; the sum and
the start give the log-odds of a line. Nothing else is fitted, so a reader can follow any verdict.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import exp
from operator import getitem
from typing import Any, NamedTuple

import tomli

KINDS = ("label", "phrase", "short", "prose", "long")
WIDEST = 6 * 6 * 6  # bins of the widest sign
Signs = tuple[int, ...]


class Weights(NamedTuple):
    """One table: where it starts, and the weights of the bins of each sign."""

    start: float
    names: tuple[str, ...]
    bins: tuple[tuple[float, ...], ...]

    def score(self, signs: Signs) -> float:
        """The log-odds that ``signs``, one bin for each name, add up to."""
        return sum(map(getitem, self.bins, signs), self.start)

    def strongest(self, signs: Signs, count: int) -> tuple[str, ...]:
        """The names of the signs that spoke loudest for furniture."""
        said = list(map(getitem, self.bins, signs))
        least = sorted(said)[-count]
        loudest = [pair for pair in zip(said, self.names, strict=True) if pair[0] >= least]
        return tuple([name for _, name in sorted(loudest, reverse=True)[:count]])


class Table(NamedTuple):
    """Both tables, the numbers of rule families, and what each kind of line asks for.

    ``at_least`` holds the probability from which a line goes, by kind (see ``looks``). ``alone`` is
    what a single line between paragraphs asks for, ``last`` the only line of its run that stays,
    at the end of a text or beside lines that go. ``says`` holds what a sign is called in words.
    """

    first: Weights
    again: Weights
    families: Mapping[str, int]
    at_least: tuple[float, ...]
    alone: float
    last: float
    says: Mapping[str, str]


def probability(log_odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + exp(-log_odds))


@cache
def shipped() -> Table:
    """The table that ships."""
    file = resources.files("cleaner") / "data" / "evidence.toml"
    return read(tomli.loads(file.read_text(encoding="utf-8")))


def read(data: Mapping[str, Any]) -> Table:
    """Make a table of parsed TOML."""
    return Table(
        weights_of(data.get("first", {})),
        weights_of(data.get("again", {})),
        {name: number for number, name in enumerate(data["families"], 1)},
        (0.0, *(data["at_least"][kind] for kind in KINDS)),
        data["at_least"]["alone"],
        data["at_least"]["last"],
        data["says"],
    )


def weights_of(data: Mapping[str, Any]) -> Weights:
    """One table of parsed TOML; a bin that no document had speaks for nothing."""
    unseen = (0.0,) * WIDEST
    bins = {name: (*weights, *unseen) for name, weights in data.items() if name != "start"}
    return Weights(data.get("start", 0.0), tuple(bins), tuple(bins.values()))
