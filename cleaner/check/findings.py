"""How findings are told: as lines for people, for programs, for GitHub, and counted by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..rules.ruleset import Rules
from .spots import Failure, Spot


def as_text(spot: Spot) -> str:
    """``file:line:column: family.rule message``."""
    return f"{spot.place}: {spot.finding.rule} {spot.finding.message}"


def as_github(spot: Spot) -> str:
    """A command that GitHub Actions turns into a note beside the line."""
    kind = "error" if spot.finding.certain else "notice"
    values = {"file": spot.path, "title": spot.finding.rule}
    if spot.row:
        values["line"] = str(spot.row)
        if spot.record is None:
            values["col"] = str(spot.column)
    told = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in values.items())
    place = "" if spot.row and spot.record is None else f"{spot.place}: "
    return f"::{kind} {told}::{_escaped(place + spot.finding.message)}"


def _escaped(text: str, more: str = "") -> str:
    for character in f"%\r\n{more}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_json(spots: Sequence[Spot], failures: Sequence[Failure], _: Rules) -> str:
    """One object of JSON with all findings and failures."""
    import json

    found = {
        "findings": [_plain(spot) for spot in spots],
        "failures": [{"place": f.place, "cause": f.cause} for f in failures],
    }
    return json.dumps(found, indent=1)


def _plain(spot: Spot) -> dict[str, Any]:
    found = spot.finding
    value: dict[str, Any] = {
        "file": spot.path,
        "line": spot.line,
        "column": spot.column,
        "rule": found.rule,
        "message": found.message,
        "certain": found.certain,
        "old": found.old,
        "new": found.new,
        "places": found.places,
    }
    if spot.record is not None:
        number, name, field = spot.record
        value |= {"record": number, "id": name, "field": field}
    return value


def _sarif(spots: Sequence[Spot], failures: Sequence[Failure], rules: Rules) -> str:
    # imported here: it is asked for by machines only
    from .sarif import as_sarif

    return as_sarif(spots, failures, rules)


def _reported(name: str) -> Callable[[Sequence[Spot], Sequence[Failure], Rules], str]:
    def told(spots: Sequence[Spot], failures: Sequence[Failure], rules: Rules) -> str:
        # imported here, as above
        from . import reports

        made: str = getattr(reports, name)(spots, failures, rules)
        return made

    return told


LINES: dict[str, Callable[[Spot], str]] = {"text": as_text, "github": as_github}
WHOLE: dict[str, Callable[[Sequence[Spot], Sequence[Failure], Rules], str]] = {
    "json": as_json,
    "sarif": _sarif,
    "gitlab": _reported("as_gitlab"),
    "junit": _reported("as_junit"),
}


def statistics(counts: Counter[str], rules: Rules) -> Iterator[str]:
    """Yield a line for each rule, the most frequent first: how often, its name, why it is."""
    width = max((len(str(count)) for count in counts.values()), default=0)
    longest = max(map(len, counts), default=0)
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        known = rules.by_name.get(rule)
        why = " ".join(known.why.split()).partition(". ")[0].rstrip(".") if known else ""
        yield f"{count:>{width}}  {rule:<{longest}}  {why}".rstrip()
