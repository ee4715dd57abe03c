"""Rows in, rows out, as they come: what is written is not kept account of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from . import runner
from .corpora import How
from .hands import Lost
from .progress import Progress
from .rows import Row
from .runner import Batch, bare, grouped
from .tally import added_up
from .work import Job, Outcome
from .writers import Writer


def run_pipe(
    rows: Iterable[Row], job: Job, writer: Writer, how: How, progress: Progress, out: BinaryIO
) -> dict[str, int]:
    """Clean the rows of a table and write them to ``out``; return how many there were."""
    counts = {"in": 0, "written": 0, "failed": 0}
    out.write(writer.part((), True))
    batches = (Batch(found, job, bare(found)) for found in grouped(rows))
    for found, answers in runner.run(batches, how.work, how.jobs, how.seconds):
        outcomes: list[Outcome] = []
        for answer in answers:
            lost = isinstance(answer, Lost)
            outcomes += [Outcome(cause=answer.cause)] if lost else answer.outcomes
        pairs = []
        for row, outcome in zip(found, outcomes, strict=True):
            if outcome.cause:
                place = {"name": job.name, "row": row.number, "cause": outcome.cause}
                progress.failed(f"{job.name}:{row.number}", place)
            else:
                pairs.append((row, outcome.line))
        out.write(writer.part(pairs, False))
        counts["in"] += len(found)
        counts["written"] += len(pairs)
        counts["failed"] += len(found) - len(pairs)
        tallies = [answer.tally for answer in answers if not isinstance(answer, Lost)]
        progress.done(len(found), sum(row.size for row in found), added_up(tallies))
    return counts
