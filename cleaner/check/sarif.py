"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ..rules.ruleset import Rules
from .spots import Failure, Spot

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(spots: Sequence[Spot], failures: Sequence[Failure], rules: Rules) -> str:
    """One log with one run; the rules it lists are those of its results, in order of their names.

    A failed input is a notification of the run, which then was not successful.
    """
    names = sorted({spot.finding.rule for spot in spots})
    at = {name: i for i, name in enumerate(names)}
    notes = [
        {"level": "error", "message": {"text": f"{failure.place}: {failure.cause}"}}
        for failure in failures
    ]
    run = {
        "tool": {
            "driver": {
                "name": "cleaner",
                **_version(),
                "rules": [_rule(name, rules) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": notes}],
        "results": [_result(spot, at) for spot in spots],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1)


def _version() -> dict[str, str]:
    """The version that is installed; nothing where cleaner runs from its source."""
    try:
        return {"version": metadata.version("article-cleaner")}
    except metadata.PackageNotFoundError:
        return {}


def _rule(name: str, rules: Rules) -> dict[str, Any]:
    known = rules.by_name.get(name)
    why = " ".join(known.why.split()) if known else name
    return {"id": name, "shortDescription": {"text": why}}


def _result(spot: Spot, at: Mapping[str, int]) -> dict[str, Any]:
    found = spot.finding
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _address(spot.path)},
            "region": _region(spot),
        }
    }
    if spot.row == 0 or spot.record is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": spot.place}]
    return {
        "ruleId": found.rule,
        "ruleIndex": at[found.rule],
        "level": "warning" if found.certain else "note",
        "message": {"text": found.message},
        "locations": [location],
    }


def _region(spot: Spot) -> dict[str, int]:
    """The stretch of the file; of a record no more than the line it begins on, else the first.

    Readers leave out what has no line at all.
    """
    if spot.record is not None or spot.row == 0:
        return {"startLine": spot.row or 1}
    old = spot.finding.old
    feeds = old.count("\n")
    end = len(old) - old.rfind("\n") if feeds else spot.column + len(old)
    return {
        "startLine": spot.row,
        "startColumn": spot.column,
        "endLine": spot.row + feeds,
        "endColumn": end,
    }


def _address(path: str) -> str:
    place = Path(path)
    return place.as_uri() if place.is_absolute() else quote(place.as_posix())
