"""Findings for the machines of code hosts: GitLab's code quality, and JUnit for everything else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree

from ..elements import sound
from ..files import STDIN
from ..rules.ruleset import Rules
from .spots import Failure, Spot

_SUITE = "cleaner"


def as_gitlab(spots: Sequence[Spot], failures: Sequence[Failure], _: Rules) -> str:
    """A report of GitLab's code quality: an array of JSON."""
    seen: Counter[str] = Counter()
    found = [
        _issue(
            spot.path,
            spot.finding.rule,
            f"{spot.finding.rule} {spot.finding.message}",
            "minor" if spot.finding.certain else "info",
            (spot.finding.old, spot.finding.new),
            seen,
            spot.row or 1,
        )
        for spot in spots
    ]
    found += (
        _issue(
            f.path or f.place,
            "cleaner.failed",
            f"{f.place}: {f.cause}",
            "critical",
            (f.cause,),
            seen,
        )
        for f in failures
    )
    return json.dumps(found, indent=1)


def _issue(
    path: str,
    rule: str,
    said: str,
    severity: str,
    words: Sequence[str],
    seen: Counter[str],
    line: int = 1,
) -> dict[str, Any]:
    """One issue; it is known by its file, rule and words, and of several of those its number."""
    place = path if path == STDIN.name else Path(path).as_posix()
    key = "\0".join((place, rule, *words))
    seen[key] += 1
    mark = f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")
    return {
        "description": said,
        "check_name": rule,
        "fingerprint": sha256(mark).hexdigest(),
        "severity": severity,
        "location": {"path": place, "lines": {"begin": line}},
    }


def as_junit(spots: Sequence[Spot], failures: Sequence[Failure], _: Rules) -> str:
    """A report of JUnit: a case for each finding, a suite for each file; suggestions are passed."""
    root = etree.Element("testsuites", name=_SUITE)
    suites: dict[str, etree._Element] = {}
    for spot in spots:
        case = _case(root, suites, spot.path, f"{spot.finding.rule} {spot.place}")
        if spot.row:
            case.set("line", str(spot.row))
        if spot.finding.certain:
            _add(case, "failure", spot.finding.rule, spot.finding.message)
        else:
            etree.SubElement(case, "system-out").text = sound(spot.finding.message)
    for failure in failures:
        case = _case(root, suites, failure.path or failure.place, failure.place)
        _add(case, "error", "cleaner.failed", failure.cause)
    if not suites:
        _case(root, suites, _SUITE, "no findings")
    for suite in (*suites.values(), root):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            suite.set(name, str(sum(1 for _ in suite.iter(tag))))
    told: str = etree.tostring(root, encoding="unicode", pretty_print=True).rstrip("\n")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{told}'


def _case(
    root: etree._Element, suites: dict[str, etree._Element], path: str, name: str
) -> etree._Element:
    if path not in suites:
        suites[path] = etree.SubElement(root, "testsuite", name=sound(path))
    return etree.SubElement(suites[path], "testcase", name=sound(name), classname=sound(path))


def _add(case: etree._Element, tag: str, kind: str, message: str) -> None:
    element = etree.SubElement(case, tag, type=kind, message=sound(message))
    element.text = sound(message)
