"""The summary of a run: the same bytes for any number of workers, and after any break."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..types import UNSURE
from .recurring import in_words
from .tally import Tally

_SHOWN = 10  # rows of each table
_SITES = 100  # in the summary
_LOOKED_AT = 3  # documents that are shown


def summary_of(
    tally: Tally, counts: Mapping[str, int], recurring: Mapping[str, int]
) -> dict[str, Any]:
    """What there is to say of a run, as plain data."""
    families: dict[str, int] = {}
    for rule, (_, size, _) in tally["removals"].items():
        family = rule.partition(".")[0]
        families[family] = families.get(family, 0) + size
    sites = sorted(tally["sites"].items(), key=lambda item: (-item[1][0], item[0]))
    return {
        **counts,
        "characters": tally["characters"],
        "removed": tally["removed"],
        "removed_by_family": dict(_falling(families)),
        "removals": {
            rule: {"count": count, "characters": size, "examples": examples}
            for rule, (count, size, examples) in _by(tally["removals"], 1)
        },
        "repairs": {
            rule: {"count": count, "examples": examples}
            for rule, (count, examples) in _by(tally["repairs"], 0)
        },
        "empty": {reason: count for reason, (count,) in _by(tally["reasons"], 0)},
        "recurrence": dict(recurring),
        "sites_counted": len(sites),
        "sites": {
            site: {"documents": count, "characters": size, "removed": gone}
            for site, (count, size, gone) in sites[:_SITES]
        },
        "lowest_confidence": [{**place, "confidence": sure} for sure, place in tally["doubtful"]],
        "largest_removal": [{**place, "removed": gone} for gone, place in tally["largest"] if gone],
    }


def _falling(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _by(counts: Mapping[str, list[Any]], index: int) -> list[tuple[str, list[Any]]]:
    return sorted(counts.items(), key=lambda item: (-item[1][index], item[0]))


def to_bytes(summary: Mapping[str, Any]) -> bytes:
    """The summary as a file."""
    return json.dumps(summary, indent=2).encode() + b"\n"


def as_table(summary: Mapping[str, Any]) -> Iterator[str]:
    """The lines that are shown of it."""
    size, gone = summary["characters"], summary["removed"]
    share = f" ({gone / size:.1%})" if size else ""
    yield f"{size:,} characters, {gone:,} removed{share}"
    rows = [("removed", family, count) for family, count in summary["removed_by_family"].items()]
    yield from _rows(rows, "characters")
    repairs = [("repaired", rule, found["count"]) for rule, found in summary["repairs"].items()]
    yield from _rows(repairs, "times")
    yield from _rows([("empty", *item) for item in summary["empty"].items()], "documents")
    for document in summary["lowest_confidence"][:_LOOKED_AT]:
        if document["confidence"] < UNSURE:
            name = document.get("id") or f"{document['name']}, row {document['row']}"
            yield f"  look at   {name!s:<28} {document['confidence']:>12.2f} sure"
    yield from in_words(summary["recurrence"])


def _rows(rows: list[tuple[str, str, int]], unit: str) -> Iterator[str]:
    for label, name, count in rows[:_SHOWN]:
        yield f"  {label:<9} {name:<28} {count:>12,} {unit if count != 1 else unit[:-1]}"
    if len(rows) > _SHOWN:
        yield f"  {rows[0][0]:<9} and {len(rows) - _SHOWN} more"
