"""What a report counts over all documents, and the bars and columns that show it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..rules.families import family_of
from ..types import Edit

BINS = 20  # columns of a histogram over shares
# where the columns of confidence begin: nearly all documents are near its end
EDGES = (0, 50, 60, 70, 75, 80, 85, 90, 92, 94, 95, 96, 97, 98, 99)  # percent
NO_SITE = "(none)"
_LOOKS = 5  # documents that are named for one cause
_MUCH = 50  # percent of a document; where less was removed it is no cause to look
_BARS = 25  # bars of a plot


@dataclass
class Overview:
    """Counts that grow by one document at a time; ``sites`` hold documents, characters, removed."""

    documents: int = 0
    characters: int = 0
    removed: int = 0
    repairs: int = 0
    families: Counter[str] = field(default_factory=Counter)  # characters removed
    rules: Counter[str] = field(default_factory=Counter)  # edits
    spread: Counter[str] = field(default_factory=Counter)  # documents a rule was used in
    reasons: Counter[str] = field(default_factory=Counter)
    sites: dict[str, list[int]] = field(default_factory=dict)
    shares: list[int] = field(default_factory=lambda: [0] * BINS)
    sureness: list[int] = field(default_factory=lambda: [0] * len(EDGES))


class Bar(NamedTuple):
    """A bar: its label, its value in words, its length in percent, and the family it is of."""

    label: str
    told: str
    length: float
    family: str = ""


class Column(NamedTuple):
    """A column of a histogram: from, to (shares), how many documents, its height in percent."""

    start: float
    end: float
    documents: int
    height: float


class Look(NamedTuple):
    """A document to look at: its number on the page, its name, its headline, and why."""

    number: int
    name: str
    title: str
    why: str


class Facts(NamedTuple):
    """What there is to count of one document."""

    size: int
    removed: int
    confidence: float
    site: str | None
    reason: str | None


def add(overview: Overview, facts: Facts, edits: Sequence[Edit]) -> None:
    """Count one document."""
    overview.documents += 1
    overview.characters += facts.size
    overview.removed += facts.removed
    for edit in edits:
        overview.rules[edit.rule] += 1
        if edit.new:
            overview.repairs += not edit.rule.startswith("layout.")
        else:
            overview.families[family_of(edit.rule)] += len(edit.old)
    overview.spread.update({edit.rule for edit in edits})
    if facts.reason:
        overview.reasons[facts.reason] += 1
    counts = overview.sites.setdefault(facts.site or NO_SITE, [0, 0, 0])
    for i, more in enumerate((1, facts.size, facts.removed)):
        counts[i] += more
    overview.shares[_bin(share(facts.removed, facts.size))] += 1
    overview.sureness[bisect_right(EDGES, 100 * facts.confidence) - 1] += 1


def share(part: int, whole: int) -> float:
    """``part`` of ``whole``, from 0 to 1; nothing of nothing is nothing."""
    return part / whole if whole else 0.0


def _bin(value: float) -> int:
    return min(BINS - 1, max(0, int(value * BINS)))


def columns(counts: Sequence[int]) -> list[Column]:
    """The columns of a histogram over shares from 0 to 1."""
    most = max(counts, default=0) or 1
    edges = (
        EDGES if len(counts) == len(EDGES) else [100 * i / len(counts) for i in range(len(counts))]
    )
    return [
        Column(start / 100, end / 100, count, round(100 * count / most, 2))
        for start, end, count in zip(edges, [*edges[1:], 100], counts, strict=True)
    ]


def looks(rows: Sequence[Mapping[str, Any]]) -> list[Look]:
    """The documents to look at first: those least sure, without a body, and most cut down."""
    most = max((row["confidence"] for row in rows), default=0)
    unsure = [
        (row["confidence"], number, f"confidence {100 * row['confidence']:.1f} %")
        for number, row in enumerate(rows)
        if row["confidence"] < most
    ]
    empty = [(0, i, f"no body: {row['reason']}") for i, row in enumerate(rows) if row["reason"]]
    parts = [100 * row["removed"] // row["size"] if row["size"] else 0 for row in rows]
    large = [(-part, i, f"{part} % removed") for i, part in enumerate(parts) if part >= _MUCH]
    causes: dict[int, list[str]] = {}
    for found in (unsure, empty, large):
        for _, number, cause in sorted(found)[:_LOOKS]:
            causes.setdefault(number, []).append(cause)
    return [
        Look(number, rows[number]["name"], rows[number]["title"], ", ".join(why))
        for number, why in causes.items()
    ]


def family_bars(overview: Overview) -> list[Bar]:
    """Characters removed by each family, most first."""
    return _bars((family, count, family) for family, count in _falling(overview.families))


def rule_bars(overview: Overview) -> list[Bar]:
    """How often each rule was used, most first; blank lines and line ends tell nothing."""
    found = ((rule, count, family_of(rule)) for rule, count in _falling(overview.rules))
    return _bars(bar for bar in found if bar[2] != "layout")


def site_bars(overview: Overview) -> list[Bar]:
    """The share removed of the sites with most documents."""
    found = sorted(overview.sites.items(), key=lambda item: (-item[1][0], item[0]))
    bars = []
    for site, (count, size, gone) in found[:_BARS]:
        part = share(gone, size)
        bars.append(Bar(site, f"{part:.1%} of {count:,}", round(100 * part, 2)))
    return bars


def _bars(counts: Iterable[tuple[str, int, str]]) -> list[Bar]:
    found = list(counts)
    most = found[0][1] if found else 1
    return [
        Bar(label, f"{count:,}", round(100 * count / (most or 1), 2), family)
        for label, count, family in found[:_BARS]
    ]


def _falling(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
