"""The commands ``check`` and ``fix``: what cleaning would change, told or done."""

from __future__ import annotations

import argparse
import shlex
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import files, kinds
from ..check.findings import LINES, WHOLE, statistics
from ..check.inplace import checked, fixed
from ..check.project import Project, project_of
from ..check.spots import Failure, Found, Spot
from ..files import STDIN, Source, UsageError, shown
from ..records import plural
from ..types import UNSURE, Edit
from .passed import nothing_in, passed_over

Say = Callable[[str], None]
Known = dict[str, Counter[str]]  # as in the baseline
_BEARING = (
    *("kind", "encoding", "select", "ignore", "rules", "language", "repairs"),
    *("field", "config", "no_config"),
)
_NO_STDIN = "{} is for files; for standard input there is cleaner clean -"
_NAMED = (*kinds.MARKDOWN, *kinds.packed((*kinds.TEXTS, *kinds.PAGES, ".jsonl", ".csv", ".tsv")))
_FEW = 3  # paths that are said again


class Told(NamedTuple):
    """What has been found so far: spots that are wanted in the end, failures, counts of rules.

    ``certain`` counts findings and suggestions, ``fixable`` what ``fix`` would mend and would not.
    """

    spots: list[Spot]
    failures: list[Failure]
    counts: Counter[str]
    certain: Counter[bool]
    fixable: Counter[bool]


def run_check(options: argparse.Namespace, say: Say, complain: Say) -> int:
    """List what cleaning would change; with ``--fix`` or ``--diff`` do or show it too."""
    _possible(options)
    project = project_of(options)
    if options.fix or options.diff:
        if STDIN.name in options.texts:
            raise UsageError(_NO_STDIN.format("--fix" if options.fix else "--diff"))
        return _fix(options, project, say, complain, listing=options.fix)
    return _check(options, project, say, complain)


def run_fix(options: argparse.Namespace, say: Say, complain: Say) -> int:
    """Clean files in place, or show what would change with ``--diff``."""
    if STDIN.name in options.texts:
        raise UsageError(_NO_STDIN.format("fix"))
    return _fix(options, project_of(options), say, complain, listing=False)


def _possible(options: argparse.Namespace) -> None:
    """UsageError for options that contradict each other."""
    for one, other, both in (
        ("--fix", "--diff", options.fix and options.diff),
        ("--fix", "--baseline FILE", options.fix and options.baseline),
        ("--fix", "--write-baseline", options.fix and options.write_baseline),
        ("--diff", "--write-baseline", options.diff and options.write_baseline),
        ("--diff", "--statistics", options.diff and options.statistics),
        ("--diff", f"--format {options.format}", options.diff and options.format != "text"),
        (
            "--statistics",
            f"--format {options.format}",
            options.statistics and options.format != "text",
        ),
    ):
        if both:
            raise UsageError(f"{one} and {other} contradict each other")


def _check(options: argparse.Namespace, project: Project, say: Say, complain: Say) -> int:
    told = _nothing()
    sources = _sources(options.texts, project, told, complain, (*_NAMED, *kinds.PAGES))
    old = _known(options, project)
    several = len(sources) > 1
    unsure: list[tuple[float, str]] = []
    for source in sources:
        held = project.held(source.path)
        found = checked(source, held, verify=options.verify, weigh=several)
        if found.sure < UNSURE:
            unsure.append((found.sure, shown(source.path)))
        _failed(found.failures, told, complain)
        _tell(_new(found.spots, old, project), told, options, say)
    if options.write_baseline:
        return _adopt(told, sources, project, complain)
    _end(told, options, project, say)
    complain(_summary(told, len(sources)))
    if unsure:
        least = (f"{path} ({sure:.2f})" for sure, path in sorted(unsure)[:_FEW])
        complain(f"look first at what may not come out right: {', '.join(least)}")
    if told.fixable[True] and options.format == "text":
        complain(_remedy(told, options, project))
    return 1 if told.certain[True] or told.failures else 0


def _fix(
    options: argparse.Namespace, project: Project, say: Say, complain: Say, *, listing: bool
) -> int:
    pages = kinds.PAGES if listing else ()
    told = _nothing()
    sources = _sources(options.texts, project, told, complain, (*kinds.MARKDOWN, *pages))
    write, old = not options.diff, _known(options, project) if listing else {}
    changed = failed = records = 0
    for source in sources:
        held = project.held(source.path)
        page = listing and (options.kind or files.kind_of(source)) == "page"
        found = Found([], []) if page else fixed(source, held, _shown(options, say), write=write)
        _failed(found.failures, told, complain)
        changed += bool(found.edits)
        failed += bool(found.failures) and not found.edits
        records += len(found.failures) if found.edits else 0
        if found.edits and write:
            note = say if options.format == "text" else complain
            note(f"fixed {shown(source.path)} ({plural(found.edits, 'edit')})")
        if listing and not found.failures:
            left = checked(source, held, verify=False).spots
            _tell(_new(left, old, project), told, options, say)
    if listing:
        _end(told, options, project, say)
    rest = len(sources) - changed - failed
    done = "fixed" if write else "to fix"
    also = f", {plural(records, 'record')} failed" if records else ""
    complain(f"{len(sources)} in = {changed} {done} + {rest} unchanged + {failed} failed{also}")
    return 1 if changed or told.failures or told.certain[True] else 0


def _sources(
    inputs: Sequence[str], project: Project, told: Told, complain: Say, named: tuple[str, ...]
) -> list[Source]:
    """The inputs, each once, without what the project leaves out; files to be named are told.

    A folder that holds nothing to be read is a failure.
    """
    found = {source.path: source for source in files.gather(inputs, kinds.DAILY)}
    for note in passed_over(inputs, kinds.DAILY, named, found.values(), project.excluded):
        complain(note)
    for sentence in nothing_in(inputs, kinds.DAILY, project.excluded):
        place, _, cause = sentence.partition(": ")
        _failed([Failure(place, cause)], told, complain)
    return [
        source for source in found.values() if source is STDIN or not project.excluded(source.path)
    ]


def _nothing() -> Told:
    return Told([], [], Counter(), Counter(), Counter())


def _failed(failures: Sequence[Failure], told: Told, complain: Say) -> None:
    for failure in failures:
        complain(f"{failure.place}: {failure.cause}")
    told.failures.extend(failures)


def _tell(spots: Sequence[Spot], told: Told, options: argparse.Namespace, say: Say) -> None:
    """Count the spots; say them now where that can be done one by one, else keep them."""
    told.counts.update(spot.finding.rule for spot in spots)
    told.certain.update(spot.finding.certain for spot in spots)
    told.fixable.update(spot.fixable for spot in spots)
    if options.format in WHOLE or options.write_baseline:
        told.spots.extend(spots)
    elif not options.statistics:
        for spot in spots:
            say(LINES[options.format](spot))


def _end(told: Told, options: argparse.Namespace, project: Project, say: Say) -> None:
    """Say what can be said only of all spots."""
    if options.format in WHOLE:
        say(WHOLE[options.format](told.spots, told.failures, project.rules))
    elif options.statistics:
        for line in statistics(told.counts, project.rules):
            say(line)


def _summary(told: Told, inputs: int) -> str:
    hints = f", {plural(told.certain[False], 'suggestion')}" if told.certain[False] else ""
    failed = f", {len(told.failures)} failed" if told.failures else ""
    found = plural(told.certain[True], "finding")
    return f"{found} in {plural(inputs, 'file')}{hints}{failed}"


def _remedy(told: Told, options: argparse.Namespace, project: Project) -> str:
    """The command that mends what was found."""
    found, fixable = told.certain[True], told.fixable[True]
    which = f"{fixable} of them" if fixable < found else "it" if found == 1 else "them"
    texts = (path for path in options.texts if not path.lower().endswith(kinds.PAGES))
    paths = [path for path in texts if path != STDIN.name and not project.excluded(Path(path))]
    words = shlex.join(paths) if len(paths) <= _FEW else "PATHS"
    dashes = "-- " if any(path.startswith("-") for path in paths) else ""
    given = any(getattr(options, name) for name in _BEARING)
    return f"to mend {which}: cleaner fix {dashes}{words}{' with the same options' * given}"


def _shown(options: argparse.Namespace, say: Say) -> Callable[[str, str, Sequence[Edit]], None]:
    """What to do with the edits of a text: show them as a diff, or nothing."""
    if not options.diff:
        return lambda *_: None
    # imported here: few runs show any
    from ..check.diffs import unified

    def show(name: str, text: str, edits: Sequence[Edit]) -> None:
        for line in unified(text, edits, name):
            say(line)

    return show


def _known(options: argparse.Namespace, project: Project) -> Known:
    """What the baseline knows; nothing where there is none, or where it is to be made."""
    if options.write_baseline and not project.baseline:
        raise UsageError("--write-baseline writes to --baseline FILE; say where")
    if not project.baseline or options.write_baseline:
        return {}
    # imported here: few runs have one
    from ..check.baseline import read_baseline

    return read_baseline(project.baseline)


def _new(spots: Sequence[Spot], known: Known, project: Project) -> Sequence[Spot]:
    if not known or not project.baseline:
        return spots
    from ..check.baseline import unknown

    return list(unknown(spots, known, project.baseline))


def _adopt(told: Told, sources: Sequence[Source], project: Project, complain: Say) -> int:
    """Write what was found to the baseline."""
    from ..check.baseline import read_baseline, write_baseline

    path = project.baseline or ""
    old = read_baseline(path) if Path(path).exists() else {}
    write_baseline(path, told.spots, [str(source.path) for source in sources], old)
    complain(f"{plural(len(told.spots), 'finding')} written to {path}")
    return 1 if told.failures else 0
