"""A run over a corpus: every document is written or listed as failed, and no work is done twice."""

from __future__ import annotations

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from .. import files
from ..files import FAILURES, cause_of
from ..places import is_remote, make_folder, remove
from ..records import plural, to_line
from ..types import CleanerError, SourceError
from . import ledger, runner
from .hands import Lost
from .plan import PART_BYTES, SUMMARY, Unit
from .progress import Progress
from .recurring import recurrence
from .rows import Row
from .runner import BATCH, Batch, bare, grouped
from .summary import summary_of, to_bytes
from .tally import Tally, added_up
from .work import Outcome, row_name, rules_of, work

_STOPS = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)  # no document is to blame for these


class How(NamedTuple):
    """How a run goes about its work; none of it shows in what is written, but for ``part``."""

    jobs: int
    part: int
    seconds: float = runner.SECONDS
    force: bool = False
    work: Callable[..., Any] = work


class _Head(NamedTuple):
    """What a batch is of: rows of a unit, or the end of a part of it (``closes``), or of it all."""

    unit: Unit
    rows: Sequence[Row] = ()
    closes: str = ""


class _Part:
    """A part in the making."""

    def __init__(self) -> None:
        self.pairs: list[tuple[Row, Any]] = []
        self.failures: list[bytes] = []
        self.files: list[bytes] = []
        self.tallies: list[Tally] = []
        self.rows = 0


def run_corpus(units: Sequence[Unit], out: Path, how: How, progress: Progress) -> dict[str, Any]:
    """Write every unit that is not written already; return the summary.

    Raises OSError when the disk is full or gone: what was done until then is kept.
    """
    make_folder(out)
    with ledger.held(out):
        if how.force:
            for unit in units:
                ledger.forget(out, unit.name, unit.mark)
        ledger.drop_parts(out, [unit.mark for unit in units])
        open_units = [unit for unit in units if not ledger.unit_done(out, unit.name, unit.mark)]
        if kept := len(units) - len(open_units):
            sentence = f"{kept} of {plural(len(units), 'output')} done already"
            progress.told("kept", sentence, outputs=kept)
        _work_through(open_units, out, how, progress)
        ledger.drop_parts(out)
        return _closed(units, out)


def _work_through(units: Sequence[Unit], out: Path, how: How, progress: Progress) -> None:
    part = _Part()
    numbers = {unit.mark: len(ledger.parts_done(out, unit.mark)) for unit in units}
    batches = _batches(units, out, how)
    for head, answers in runner.run(batches, how.work, how.jobs, how.seconds):
        unit = head.unit
        if not head.closes:
            _take(part, head, answers, out, progress)
        elif head.closes == "part":
            _put(part, unit, numbers[unit.mark], out)
            numbers[unit.mark] += 1
            part = _Part()
        else:
            _join(unit, out)


def _batches(units: Sequence[Unit], out: Path, how: How) -> Iterator[Batch]:
    for unit in units:
        done = ledger.parts_done(out, unit.mark)
        skip = sum(part.entry["in"] for part in done)
        yield from _of_unit(unit, skip, how.part, fresh=not done)
        yield Batch(_Head(unit, closes="unit"))


def _of_unit(unit: Unit, skip: int, most: int, *, fresh: bool) -> Iterator[Batch]:
    """The batches of a unit, each part of it closed; at least one part where none is done."""
    count = size = 0
    for rows in grouped(unit.rows(skip), min(BATCH, most)):
        yield Batch(_Head(unit, rows), unit.job, bare(rows))
        count += len(rows)
        size += sum(row.size for row in rows)
        if count >= most or size >= PART_BYTES:
            yield Batch(_Head(unit, closes="part"))
            count, size, fresh = 0, 0, False
    if count or fresh:
        yield Batch(_Head(unit, closes="part"))


def _take(part: _Part, head: _Head, answers: Sequence[Any], out: Path, progress: Progress) -> None:
    """Add what became of a batch to the part."""
    outcomes: list[Outcome] = []
    tallies: list[Tally] = []
    for answer in answers:
        if isinstance(answer, Lost):
            outcomes.append(Outcome(cause=answer.cause))
        else:
            outcomes += answer.outcomes
            tallies.append(answer.tally)
    for row, outcome in zip(head.rows, outcomes, strict=True):
        cause = outcome.cause or _written(part, head.unit, row, outcome, out)
        if cause:
            _fail(part, head.unit, row, outcome.id, cause, progress)
        else:
            part.pairs.append((row, outcome.line))
    part.rows += len(head.rows)
    part.tallies += tallies
    progress.done(len(head.rows), sum(row.size for row in head.rows), added_up(tallies))


def _written(part: _Part, unit: Unit, row: Row, outcome: Outcome, out: Path) -> str:
    """Write the text of a document, if it has a file of its own; return why it could not be."""
    if outcome.text is None:
        return ""
    target = unit.target(row, row_name(row.number, outcome.id))
    try:
        path = files.inside(out, target)
        make_folder(path.parent)
        with ledger.made(out, path, safe=False) as handle:
            handle.write(outcome.text)
    except (OSError, SourceError) as fault:
        if isinstance(fault, OSError) and (fault.errno in _STOPS or is_remote(out)):
            raise
        return cause_of(fault)
    part.files.append(ledger.listed(target, sha256(outcome.text).hexdigest()))
    return ""


def _fail(
    part: _Part, unit: Unit, row: Row, id_: str | None, cause: str, progress: Progress
) -> None:
    if unit.job.files:
        failure = {"name": row.carried["name"], "cause": cause}
    else:
        known = {} if id_ is None else {"id": id_}
        failure = {"name": unit.job.name, "row": row.number, **known, "cause": cause}
    part.failures.append(to_line(failure))
    progress.failed(unit.where(row), failure)


def _put(part: _Part, unit: Unit, number: int, out: Path) -> None:
    if part.files and hasattr(os, "sync") and not is_remote(out):
        os.sync()  # once for all the texts, before the entry that says they are there
    entry = {
        "in": part.rows,
        "written": len(part.pairs),
        "failed": len(part.failures),
        "tally": added_up(part.tallies),
    }
    data = unit.writer().part(part.pairs, number == 0)
    lists = b"".join(part.failures), b"".join(part.files)
    ledger.put_part(out, unit.mark, number, data, lists, entry)


def _join(unit: Unit, out: Path) -> None:
    """Put the output in its place and note that it is there."""
    parts = ledger.parts_done(out, unit.mark)
    path = files.inside(out, unit.output)
    make_folder(path.parent)
    with ledger.made(out, path) as handle:
        unit.writer().join([part.data for part in parts], handle)
    entries = [part.entry for part in parts]
    entry = {name: sum(entry[name] for entry in entries) for name in ("in", "written", "failed")}
    tally = added_up(entry["tally"] for entry in entries)
    whole = {**entry, "tally": tally, "fingerprint": unit.mark}
    ledger.put_unit(out, unit.name, parts, (unit.output, ledger.digest_of(path)), whole)


def _closed(units: Sequence[Unit], out: Path) -> dict[str, Any]:
    """Write the list of failures and the summary of all the units."""
    counts = Counter({"in": 0, "written": 0, "failed": 0})
    tally = added_up(_tallies(units, out, counts))
    if counts["in"] != counts["written"] + counts["failed"]:
        raise CleanerError("the counts do not add up; give --force to do the work anew")
    rules = rules_of(units[0].job.choices.rules if units else ())
    here = None if is_remote(out) else out / ledger.HOME  # a database lies at no address
    summary = summary_of(tally, counts, recurrence(tally["sample"], rules, here))
    if counts["failed"]:
        with ledger.made(out, out / FAILURES) as handle:
            ledger.copied((ledger.failures_of(out, unit.name) for unit in units), handle)
    else:
        remove(out / FAILURES)
    with ledger.made(out, out / SUMMARY) as handle:
        handle.write(to_bytes(summary))
    return summary


def _tallies(units: Sequence[Unit], out: Path, counts: Counter[str]) -> Iterator[Tally]:
    """The tallies of all the units, one in memory at a time; ``counts`` is added to."""
    for unit in units:
        entry = ledger.unit_entry(out, unit.name)
        counts.update({name: entry[name] for name in ("in", "written", "failed")})
        yield entry["tally"]
