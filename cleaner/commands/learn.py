"""The command ``learn``: over files, by worker processes, into a profile."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .. import kinds
from ..corpus import runner
from ..corpus.columns import article_of, site_named
from ..corpus.fields import given_fields
from ..corpus.hands import Lost
from ..corpus.inputs import DOCUMENT, Corpus, corpus_of, document_row, wanted
from ..corpus.learning import Seen, seen, shortage
from ..corpus.progress import Progress
from ..corpus.rows import Row
from ..corpus.runner import Batch, bare, grouped
from ..corpus.spool import learn
from ..corpus.tables import columns_of, rows
from ..corpus.work import Choices, Job, rules_of, settings_of
from ..files import UsageError
from ..places import is_address
from ..profile import UNNAMED, Profile, save_profile
from ..records import plural
from ..types import OFF
from .passed import nothing_in

Say = Callable[[str], None]
_NOTHING = {"characters": 0, "removed": 0}


class Views(NamedTuple):
    """What the learner sees of a batch, and how many documents there was nothing to see of."""

    seen: tuple[Seen, ...]
    failed: int


def look(job: Job, found: Sequence[Row]) -> Views:
    """Clean the rows for the learner, words left as they are; what cannot be cleaned is counted."""
    views: list[Seen] = []
    failed = 0
    for row in found:
        try:
            columns = columns_of(row)
            settings = settings_of(job, columns)
            article = article_of(columns, job.fields, settings)
            site = site_named(columns, job.fields, settings)
            view = seen(article, site, rules_of(job.choices.rules))
        except Exception:  # one bad document must not end a run; ``clean`` tells of it
            failed += 1
            continue
        views += [view] if view else []
    return Views(tuple(views), failed)


def run(options: argparse.Namespace, say: Say) -> int:
    """Learn a profile of files, folders and tables."""
    # imported here: it needs this module where ``clean`` is to learn

    if options.out is None:
        raise UsageError("learn needs --out PROFILE to write to")
    if is_address(options.out):
        raise UsageError("a profile is written to a file here")
    if "-" in options.inputs:
        raise UsageError("learn reads files, not standard input")
    paths = tuple(options.rules or ())
    rules_of(paths)
    choices = Choices(paths, options.language, kind=options.kind, site=options.site)
    choices = choices._replace(encoding=options.encoding)
    corpus = corpus_of(
        options.inputs, given_fields(options.field), options.encoding, options.separator
    )
    empty = nothing_in(options.inputs, kinds.CORPUS)
    for sentence in empty:
        say(sentence)
    for source in (*corpus.documents, *(table.source for table, _, _ in corpus.tables)):
        if not source.path.exists():
            say(f"{source.path}: no such file or directory")
    _, failed = learnt(corpus, choices, Path(options.out), options, say)
    return 1 if failed or empty else 0


def learnt(
    corpus: Corpus, choices: Choices, path: Path, options: argparse.Namespace, say: Say
) -> tuple[str, int]:
    """Learn a profile, write it to ``path``, and tell what was learnt.

    Returns the path and how many documents could not be read.

    Raises OSError where the disk is full.
    """
    counts = {"in": 0, "read": 0, "failed": 0}
    sites: Counter[str] = Counter()
    choices = choices._replace(repairs=OFF, profile=None)
    jobs = options.jobs or runner.usable_cores()
    answers = runner.run(_batches(corpus, choices), look, jobs, options.timeout)
    progress = Progress(quiet=options.quiet, json_log=options.json_log, say=say)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        views = _views(answers, counts, sites, progress)
        profile = learn(views, rules_of(choices.rules), path.parent)
    finally:
        progress.close()
    save_profile(profile, path)
    told = "{in} in = {read} read + {failed} failed".format(**counts)
    progress.told("learnt", f"{told}; {_told(profile)}: {path}", profile=str(path), **counts)
    for note in _notes(profile, sites):
        progress.told("note", note, note=note)
    return str(path), counts["failed"]


def _told(profile: Profile) -> str:
    lines = plural(sum(map(len, profile.sites.values())), "segment")
    sites, words = plural(len(profile.sites), "site"), plural(len(profile.words), "word")
    return f"{lines} of {sites} and {words} learnt"


def _notes(profile: Profile, sites: Mapping[str, int]) -> Iterator[str]:
    """Why nothing was learnt, and of how many documents no site is known."""
    if not profile.sites:
        yield shortage(sites)
    if unnamed := sites.get(UNNAMED):
        yield (
            f"no site is known of {plural(unnamed, 'document')}, which count as one site: "
            "--field site=COLUMN, --field url=COLUMN or --site names it"
        )


def _batches(corpus: Corpus, choices: Choices) -> Iterator[Batch]:
    documents = (
        document_row(source, n, choices.kind, choices.encoding)
        for n, source in enumerate(corpus.documents, 1)
    )
    work: list[tuple[Job, Iterator[Row]]] = [
        (Job("", choices, DOCUMENT, "jsonl", files=True), documents)
    ]
    for table, fields, _ in corpus.tables:
        job = Job(table.source.name, choices, fields, "jsonl")
        work.append((job, rows(table, wanted(fields))))
    for job, found in work:
        for group in grouped(found):
            yield Batch(group, job, bare(group))


def _views(
    answers: Iterator[tuple[Any, Sequence[Any]]],
    counts: dict[str, int],
    sites: Counter[str],
    progress: Progress,
) -> Iterator[Seen]:
    """What the learner sees, as the workers come up with it; ``counts`` and ``sites`` are kept."""
    for found, views in answers:
        for view in views:
            if isinstance(view, Lost):
                counts["failed"] += len(found) if len(views) == 1 else 1
            else:
                counts["failed"] += view.failed
                sites.update(document.site for document in view.seen)
                yield from view.seen
        progress.done(len(found), sum(row.size for row in found), _NOTHING)
        counts["in"] += len(found)
        counts["read"] = counts["in"] - counts["failed"]
