"""The command ``clean``: over files into a folder, or from standard input to standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from .. import files, kinds
from ..corpus.columns import named
from ..corpus.corpora import How, run_corpus
from ..corpus.fields import given_fields
from ..corpus.inputs import Corpus, corpus_of, fields_in
from ..corpus.pipe import run_pipe
from ..corpus.plan import PROFILE, planned, writer_of
from ..corpus.progress import Progress
from ..corpus.runner import usable_cores
from ..corpus.summary import as_table
from ..corpus.tables import Table, peeked, rows, with_separator
from ..corpus.work import Choices, Job, rules_of
from ..files import UsageError
from ..formats import BY_NAME
from ..places import is_remote, place_of
from .passed import nothing_in, passed_over

Say = Callable[[str], None]


def run_files(options: argparse.Namespace, say: Say) -> int:
    """Clean files, folders and tables into a folder."""
    if options.out is None:
        raise UsageError("clean needs --out FOLDER to write to")
    if options.form:
        raise UsageError("--from is for standard input; the names of files tell what they are")
    choices, out = _choices(options), place_of(options.out)
    corpus = corpus_of(
        options.inputs, given_fields(options.field), options.encoding, options.separator
    )
    empty = nothing_in(options.inputs, kinds.CORPUS)
    if options.learn:
        # imported here: most runs learn nothing
        from .learn import learnt

        if is_remote(out):
            raise UsageError("--learn keeps its profile here: learn first, and give --profile")

        profile, _ = learnt(corpus, choices, out / PROFILE, options, say)
        choices = choices._replace(profile=profile)
    units = planned(corpus, options.inputs, out, choices, options.to, options.part)
    progress = _progress(options, say)
    _tell_fields(corpus, progress)
    for sentence in empty:
        progress.told("nothing", sentence, note=sentence)
    if not options.quiet:
        _tell_passed(options.inputs, corpus, progress)
    try:
        summary = run_corpus(units, out, _how(options), progress)
    finally:
        progress.close()
    if options.json_log:
        progress.told("summary", "", **summary)
    else:
        for line in () if options.quiet else as_table(summary):
            say(line)
        say("{in} in = {written} written + {failed} failed".format(**summary))
    return 1 if summary["failed"] or empty else 0


def run_stream(options: argparse.Namespace, say: Say) -> int:
    """Clean a table from standard input to standard output; failures are told."""
    form = options.to or BY_NAME[options.form].goes_out_as or options.form
    if form != "jsonl" and form != options.form:
        raise UsageError(f"standard output takes jsonl or what came in, not {form}")
    if options.learn:
        raise UsageError("--learn reads the inputs twice, and standard input comes but once")
    choices = _choices(options)
    table = Table(files.STDIN, options.form, "", options.encoding, options.separator)
    table = with_separator(table)
    names, found = peeked(rows(table))
    fields, columns = fields_in(table, names, given_fields(options.field))
    taken = [name for name in named(choices.prefix) if name in names]
    if taken:
        raise UsageError(f"-: there is a column {taken[0]!r} already; give another --prefix")
    job = Job("-", choices, fields, form)
    progress = _progress(options, say)
    if fields.told:
        progress.told("fields", f"-: {fields.told}", name="-", fields=fields._asdict())
    try:
        writer = writer_of(job, table, columns)
        counts = run_pipe(found, job, writer, _how(options), progress, sys.stdout.buffer)
    finally:
        progress.close()
    sentence = "{in} in = {written} written + {failed} failed".format(**counts)
    progress.told("summary", sentence, **counts)
    return 1 if counts["failed"] else 0


def _choices(options: argparse.Namespace) -> Choices:
    paths = tuple(options.rules or ())
    rules_of(paths)  # what is wrong with them is told before anything is read
    if options.profile:
        # imported here: most corpora are cleaned without one
        from ..profile import load_profile

        if options.learn:
            raise UsageError("--learn makes a profile and --profile gives one: say which")
        load_profile(options.profile)
    return Choices(
        paths,
        options.language,
        options.repairs,
        options.kind,
        options.prefix,
        options.profile,
        options.site,
        options.verify,
        options.encoding,
    )


def _how(options: argparse.Namespace) -> How:
    return How(options.jobs or usable_cores(), options.part, options.timeout, options.force)


def _progress(options: argparse.Namespace, say: Say) -> Progress:
    return Progress(quiet=options.quiet, json_log=options.json_log, say=say)


def _tell_passed(inputs: Sequence[str], corpus: Corpus, progress: Progress) -> None:
    """Tell of what folders hold that is not cleaned, or only where it is named."""
    taken = [*corpus.documents, *(table.source for table, _, _ in corpus.tables)]
    for note in passed_over(inputs, kinds.CORPUS, kinds.NAMED, taken):
        progress.told("passed", note, note=note)


def _tell_fields(corpus: Corpus, progress: Progress) -> None:
    """Tell which column is read as what, once for all tables that agree."""
    told = set()
    for table, fields, _ in corpus.tables:
        if fields.told and fields.told not in told:
            told.add(fields.told)
            name = table.source.name
            progress.told("fields", f"{name}: {fields.told}", name=name, fields=fields._asdict())
