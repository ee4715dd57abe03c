"""The commands ``check`` and ``fix``: what cleaning would change, told or done.

Exit codes are 0 where there is nothing to tell, 1 for findings, 2 where an input failed.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import files, kinds
from ..check.doing import CHECK, DIFF, FIX, Done, Task, each_done
from ..check.findings import LINES, WHOLE, statistics
from ..check.project import Project, project_of
from ..check.spots import Failure, Spot
from ..files import STDIN, Source, UsageError, shown
from ..formats import TABLE
from ..framing import refitted
from ..places import is_address
from ..reading import capped
from ..records import plural
from ..types import UNSURE, SourceError
from .passed import nothing_in, passed_over

if TYPE_CHECKING:
    from ..check.changed import Changed

Say = Callable[[str], None]
Known = dict[str, Counter[str]]  # as in the baseline
_BEARING = (
    *("kind", "encoding", "select", "ignore", "rules", "language", "repairs"),
    *("field", "separator", "config", "no_config"),
)
_NO_STDIN = "{} is for files; for standard input there is cleaner clean -"
_NAMED = tuple(end for end in kinds.CHECKED if end not in kinds.DAILY)
_SOME_TEXT = "-.md"  # what is on standard input is fixed as a text unless it looks like a page
_OWN = ("run", "texts")  # options that workers have no use for
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
    if options.texts == [STDIN.name]:
        return _fix_stream(options, project_of(options), say, complain)
    if STDIN.name in options.texts:
        raise UsageError("'-' stands alone: no other input")
    return _fix(options, project_of(options), say, complain, listing=False)


def _possible(options: argparse.Namespace) -> None:
    """UsageError for options that contradict each other."""
    for one, other, both in (
        ("--fix", "--diff", options.fix and options.diff),
        ("--fix", "--baseline FILE", options.fix and options.baseline),
        ("--fix", "--write-baseline", options.fix and options.write_baseline),
        ("--diff", "--write-baseline", options.diff and options.write_baseline),
        ("--diff", "--statistics", options.diff and options.statistics),
        ("--diff-base REV", "--fix", options.diff_base and options.fix),
        ("--diff-base REV", "--diff", options.diff_base and options.diff),
        ("--diff-base REV", "--write-baseline", options.diff_base and options.write_baseline),
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
    changed = _changed(options)
    sources = _sources(options, project, told, complain, _NAMED)
    sources = [source for source in sources if changed is None or changed.is_in(source)]
    old = _known(options, project)
    several = len(sources) > 1
    unsure: list[tuple[float, str]] = []
    read = dirty = 0
    task = _task(CHECK, options, weigh=several)
    for done in each_done(task, project, sources, options.jobs):
        found = done.found
        if found.sure < UNSURE:
            unsure.append((found.sure, shown(done.source.path)))
        _failed(found.failures, told, complain)
        spots = _new(found.spots, old, project)
        spots = [spot for spot in spots if changed is None or changed.is_at(spot)]
        read += not _is_lost(done)
        dirty += any(spot.finding.certain for spot in spots)
        _tell(spots, told, options, say)
    if options.write_baseline:
        return _adopt(told, sources, project, complain)
    _end(told, options, project, say)
    complain(_summary(told, dirty, read))
    if unsure:
        least = (f"{path} ({sure:.2f})" for sure, path in sorted(unsure)[:_FEW])
        complain(f"look first at what may not come out right: {', '.join(least)}")
    if told.fixable[True] and options.format == "text":
        complain(_remedy(told, options, project))
    return _status(told, options, found=bool(told.certain[True]))


def _task(
    does: str, options: argparse.Namespace, *, listing: bool = False, weigh: bool = False
) -> Task:
    given = {name: value for name, value in vars(options).items() if name not in _OWN}
    return Task(does, given, os.getcwd(), listing, weigh)


def _is_lost(done: Done) -> bool:
    """Whether an input could not be read at all."""
    return any(failure.place == str(done.source.path) for failure in done.found.failures)


def _status(told: Told, options: argparse.Namespace, *, found: bool) -> int:
    """The exit code: 2 where anything failed, 1 for findings unless they are not to count."""
    if told.failures:
        return 2
    return 1 if found and not options.exit_zero else 0


def _changed(options: argparse.Namespace) -> Changed | None:
    """The lines that count, None where all do."""
    if not options.diff_base:
        return None
    # imported here: few runs ask git
    from ..check.changed import changed_since

    return changed_since(options.diff_base, Path())


def _fix(
    options: argparse.Namespace, project: Project, say: Say, complain: Say, *, listing: bool
) -> int:
    pages = kinds.PAGES if listing else ()
    told = _nothing()
    sources = _sources(options, project, told, complain, (*kinds.MARKDOWN, *pages))
    write, old = not options.diff, _known(options, project) if listing else {}
    changed = failed = records = 0
    task = _task(FIX if write else DIFF, options, listing=listing)
    for done in each_done(task, project, sources, options.jobs):
        found = done.found
        for line in done.diff:
            say(line)
        _failed(found.failures, told, complain)
        changed += bool(found.edits)
        failed += bool(found.failures) and not found.edits
        records += len(found.failures) if found.edits else 0
        if found.edits and write:
            note = say if options.format == "text" else complain
            note(f"fixed {shown(done.source.path)} ({plural(found.edits, 'edit')})")
        if listing:
            _tell(_new(done.left, old, project), told, options, say)
    if listing:
        _end(told, options, project, say)
    rest = len(sources) - changed - failed
    word = "fixed" if write else "to fix"
    also = f", {plural(records, 'record')} failed" if records else ""
    complain(f"{len(sources)} in = {changed} {word} + {rest} unchanged + {failed} failed{also}")
    counts = changed and (not write or options.exit_non_zero_on_fix)
    return _status(told, options, found=bool(told.certain[True] or counts))


def _fix_stream(options: argparse.Namespace, project: Project, say: Say, complain: Say) -> int:
    """Clean the text on standard input to standard output, or show what would change."""
    source = _stdin(options)
    data = source.content or b""
    told = _nothing()
    if options.stdin_filename and project.excluded(source.path):
        return _put(data)
    if kinds.named(source.name).what == TABLE:
        raise UsageError(f"{source.name} is a table; standard input is fixed as one text")
    try:
        settings = project.held(source.path).settings
        frame = files.read_text(source, settings.kind, settings.encoding)
        after, edits = refitted(frame, settings.settle)
        data = after.to_bytes()
    except Exception as fault:
        _failed([Failure(str(source.path), files.cause_of(fault))], told, complain)
        return _status(told, options, found=False)
    if options.diff:
        # imported here: few runs show any
        from ..check.diffs import unified

        for line in unified(frame.text, edits, shown(source.path)):
            say(line)
    else:
        _put(data)
    counts = edits and (options.diff or options.exit_non_zero_on_fix)
    return _status(told, options, found=bool(counts))


def _put(data: bytes) -> int:
    sys.stdout.buffer.write(data)
    return 0


def _stdin(options: argparse.Namespace) -> Source:
    """Standard input under the name it is given; it has one text without any.

    Raises SourceError where it is too long to be one.
    """
    data = capped(sys.stdin.buffer, files.MOST)
    if data is None:
        raise SourceError(files.TOO_LONG)
    if options.stdin_filename:
        return Source(Path(options.stdin_filename).name, Path(options.stdin_filename), "", data)
    return Source(_SOME_TEXT, STDIN.path, "", data)


def _sources(
    options: argparse.Namespace, project: Project, told: Told, complain: Say, named: tuple[str, ...]
) -> list[Source]:
    """The inputs, each once, without what the project leaves out; files to be named are told.

    A folder that holds nothing to be read is a failure.
    """
    inputs = options.texts
    if any(map(is_address, inputs)):
        raise UsageError("check and fix are for files here; clean reads what is at addresses")
    if options.stdin_filename:
        if inputs != [STDIN.name]:
            raise UsageError("--stdin-filename names what is on standard input, '-'")
        source = _stdin(options)
        return [] if project.excluded(source.path) else [source]
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


def _summary(told: Told, dirty: int, read: int) -> str:
    """How many findings there are in how many of the files that could be read."""
    hints = f", {plural(told.certain[False], 'suggestion')}" if told.certain[False] else ""
    failed = f", {len(told.failures)} failed" if told.failures else ""
    where = f"{dirty} of {plural(read, 'file')}" if 0 < dirty < read else plural(read, "file")
    return f"{plural(told.certain[True], 'finding')} in {where}{hints}{failed}"


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
    return 2 if told.failures else 0
