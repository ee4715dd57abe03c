"""What a run over a corpus is to write, and from what: settled before the first document is read.

A unit is one output: a table with the columns of its articles, or the records of all single
documents (and texts of rows), with a file for each text where that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from .. import files
from ..files import FAILURES, RECORDS, Source, UsageError
from ..formats import BY_NAME, OUTPUTS, function
from ..places import real
from .columns import named
from .fields import Fields
from .inputs import DOCUMENT, Corpus, document_row, wanted
from .ledger import HOME, digest_of, fingerprint
from .rows import Row
from .tables import Table, rows
from .work import Choices, Job
from .writers import Writer, lines_writer

SUMMARY = "summary.json"
PART_BYTES = 16_000_000
PROFILE = "profile.toml"  # what ``clean --learn`` learns
RESERVED = (FAILURES, SUMMARY, HOME, PROFILE, "profile.words.tsv")


class Unit(NamedTuple):
    """One output and what it is made from.

    ``output`` and the ``base`` of texts are paths below the folder that is written to. ``target``
    gives the path of the text of a row by its number and name, ``where`` says what the row was read
    from, ``rows`` gives the rows after the first few, ``writer`` turns them into bytes.
    """

    name: str
    output: str
    mark: str
    job: Job
    rows: Callable[[int], Iterator[Row]]
    target: Callable[[Row, str], str]
    where: Callable[[Row], str]
    writer: Callable[[], Writer]


def planned(corpus: Corpus, inputs: Sequence[str], out: Path, choices: Choices,
            to: str | None, part: int) -> list[Unit]:  # fmt: skip
    """The units of a run: single documents first, then every table.

    Raises UsageError where outputs would clash with one another or with an input.
    """
    form = to or "txt"
    suffix = OUTPUTS[form].suffix if form in OUTPUTS else ""
    targets = files.targets(corpus.documents, inputs, out, suffix)
    names = targets if suffix else []
    units = [_documents(corpus.documents, names, form, choices, part)] if corpus.documents else []
    units += [_table(*found, to, choices, part) for found in corpus.tables]
    _check(units, names, corpus, out)
    for unit in units:
        unit.writer()  # a library it lacks is told before anything is written
    return units


def _documents(
    sources: Sequence[Source], targets: Sequence[str], to: str, choices: Choices, part: int
) -> Unit:
    def found(skip: int) -> Iterator[Row]:
        numbered = enumerate(sources[skip:], skip + 1)
        kind, encoding = choices.kind, choices.encoding
        return (document_row(source, number, kind, encoding) for number, source in numbered)

    job = Job("", choices, DOCUMENT, to, files=True)
    facts = {"input": _digest_of_all(sources), "to": to, "part": part, **_facts(choices)}
    output = "articles.parquet" if to == "parquet" else RECORDS
    return Unit(
        output, output, fingerprint(facts), job, found,
        lambda row, _: targets[row.number - 1],
        lambda row: str(sources[row.number - 1].path),
        lambda: writer_of(job, None, ()),
    )  # fmt: skip


def _table(
    table: Table, fields: Fields, names: Sequence[str], to: str | None, choices: Choices, part: int
) -> Unit:
    name = table.source.name
    form = to or BY_NAME[table.form].goes_out_as or table.form
    taken = [column for column in named(choices.prefix) if column in names]
    if taken and form not in OUTPUTS:
        raise UsageError(f"{name}: there is a column {taken[0]!r} already; give another --prefix")
    home = name if form == table.form else f"{name}.{form}"
    output = f"{home}/{RECORDS}" if form in OUTPUTS else home
    job = Job(name, choices, fields, form)
    facts = {
        "input": [name, table.form, table.packing, _digest(table.source)],
        "fields": fields,
        "to": form,
        "part": part,
        **_facts(choices),
    }
    return Unit(
        output, output, fingerprint(facts), job,
        lambda skip: islice(rows(table, wanted(fields)), skip, None),
        lambda _, row_name: f"{home}/{row_name}{OUTPUTS[form].suffix}",
        lambda row: f"{table.source.path}:{row.number}",
        lambda: writer_of(job, table, names),
    )  # fmt: skip


def _facts(choices: Choices) -> dict[str, Any]:
    options = choices._replace(rules=(), profile=None)
    facts: dict[str, Any] = {"choices": options}
    facts["rules"] = [digest_of(Path(path)) for path in choices.rules]
    if choices.profile:
        # imported here: most corpora are cleaned without a profile
        from ..profile import files_of

        facts["profile"] = [digest_of(path) for path in files_of(choices.profile)]
    return facts


def _digest(source: Source) -> str:
    return source.fault or digest_of(source.path)


def _digest_of_all(sources: Sequence[Source]) -> str:
    """One digest of the names and contents of many files."""
    summed = sha256()
    for source in sources:
        summed.update(f"{source.name}\0{_digest(source)}\n".encode("utf-8", "surrogateescape"))
    return summed.hexdigest()


def writer_of(job: Job, table: Table | None, names: Sequence[str]) -> Writer:
    """What writes the rows of a table, or of documents, with the columns ``names``."""
    if job.to in OUTPUTS or (job.files and job.to == "jsonl"):
        return lines_writer()
    form = BY_NAME[job.to]
    packing = table.packing if table and table.form == job.to and form.packable else ""
    writer: Writer = function(form.write)(table, names, job.choices.prefix, packing)
    return writer


def _check(units: Sequence[Unit], texts: Sequence[str], corpus: Corpus, out: Path) -> None:
    """Refuse outputs that would fall together, onto an input, or elsewhere than below ``out``."""
    tables = [table.source for table, _, _ in corpus.tables]
    read = {real(source.path) for source in (*corpus.documents, *tables)}
    # what the texts of a table lie in must be no file
    homes = ((unit.output, unit.output.removesuffix(f"/{RECORDS}")) for unit in units)
    taken = {*RESERVED}
    for path, home in (*((text, text) for text in texts), *homes):
        if home in taken or path.partition("/")[0] in RESERVED:
            raise UsageError(f"{out / home} would be written twice")
        taken.add(home)
        if real(files.inside(out, path)) in read:
            raise UsageError(f"{out / path} is an input and would be written over")
