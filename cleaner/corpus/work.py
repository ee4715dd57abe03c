"""What a worker does with a batch: clean every row of it and count what became of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from .. import files, records
from ..files import Source, cause_of
from ..formats import OUTPUTS, written
from ..rules.loading import default_rules, load_rules
from ..rules.ruleset import Rules
from ..types import SAFE, Article
from .columns import Settings, article_of, record, site_named, source_of
from .fields import Fields, value_of
from .rows import Row
from .tables import columns_of
from .tally import Tally, added_up, tally_of
from .writers import plain

if TYPE_CHECKING:
    from ..profile import Profile

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_NAME = 100  # characters of an id in the name of a file
_LONGEST = 500  # characters of an id or site that are told


class Choices(NamedTuple):
    """The options that bear on the outcome, as plain data."""

    rules: tuple[str, ...] = ()
    language: str | None = None
    repairs: str = SAFE
    kind: str | None = None
    prefix: str = "clean_"
    profile: str | None = None
    site: str | None = None
    verify: bool = False
    encoding: str | None = None


class Job(NamedTuple):
    """What is to be done with the rows of a unit: of files, or of a table with these fields.

    ``to`` is the format that is written: rows of a table, or one of ``formats.OUTPUTS``, a file
    for each document.
    """

    name: str
    choices: Choices
    fields: Fields
    to: str
    files: bool = False


class Outcome(NamedTuple):
    """What became of a row: a line of the records or columns to be added, a text, or a cause."""

    line: Any = None
    text: bytes | None = None
    id: str | None = None
    cause: str = ""


class Answer(NamedTuple):
    """The outcomes of a batch, and what they add to the count."""

    outcomes: tuple[Outcome, ...]
    tally: Tally


def work(job: Job, rows: Sequence[Row]) -> Answer:
    """Clean the rows; a fault of one is its outcome."""
    tallies: list[Tally] = []
    outcomes = tuple(_outcome(job, row, tallies) for row in rows)
    return Answer(outcomes, added_up(tallies))


def _outcome(job: Job, row: Row, tallies: list[Tally]) -> Outcome:
    name = None
    try:
        columns = columns_of(row)
        name = id_of(columns, job.fields)
        settings = settings_of(job, columns)
        if job.to in OUTPUTS or (job.files and job.to == "jsonl"):
            article = article_of(columns, job.fields, settings)
            done = _recorded(job, row, columns, article, name)
        else:
            article, values = record(columns, job.fields, settings)
            done = Outcome(_told(job, row, columns, values))
        place = place_of(job, row, columns, name)
        learner = site_named(columns, job.fields, settings)
        tallies.append(tally_of(article, place, _site(columns, job.fields, article), learner))
    except Exception as fault:  # one bad document must not end a run over millions
        return Outcome(id=name, cause=cause_of(fault))
    return done._replace(id=name)


def place_of(
    job: Job, row: Row, columns: Mapping[str, Any], id_: str | None = None
) -> dict[str, Any]:
    """Where a document stands: its file, or table, row and id."""
    if job.files:
        return {"name": columns["name"]}
    place = {"name": job.name, "row": row.number}
    return place if id_ is None else {**place, "id": id_}


def id_of(columns: Mapping[str, Any], fields: Fields) -> str | None:
    """The id of a document, or else its url."""
    for name in (fields.id, fields.url):
        value = value_of(columns, name) if name else None
        if isinstance(value, str | int) and str(value):
            return str(value)[:_LONGEST]
    return None


def settings_of(job: Job, columns: Mapping[str, Any]) -> Settings:
    """How a document is cleaned."""
    choices = job.choices
    kind = choices.kind
    if job.files and kind is None:
        kind = files.kind_of(Source(columns["name"], Path()))
    return Settings(
        rules=rules_of(choices.rules),
        language=choices.language,
        repairs=choices.repairs,
        kind=kind,
        prefix=choices.prefix,
        roles=job.to in OUTPUTS or job.files,
        profile=_profile_of(choices.profile) if choices.profile else None,
        site=choices.site,
        verify=choices.verify,
        encoding=choices.encoding if job.files else None,
    )


@cache
def _profile_of(path: str) -> Profile:
    # imported here: most corpora are cleaned without a profile
    from ..profile import load_profile

    return load_profile(path)


@cache
def rules_of(paths: tuple[str, ...]) -> Rules:
    """The shipped rules and those of the files; RuleError when one is wrong."""
    return load_rules(*paths) if paths else default_rules()


def _recorded(
    job: Job, row: Row, columns: Mapping[str, Any], article: Article, id_: str | None
) -> Outcome:
    """The record of an article by the name of its file, and its text in the form asked for."""
    source = source_of(columns, job.fields)[1]
    data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    name = columns["name"] if job.files else row_name(row.number, id_)
    line = records.to_line(records.record_of(name, data, article))
    return Outcome(line, written(job.to, article) if job.to in OUTPUTS else None)


def row_name(number: int, id_: str | None) -> str:
    """A name for the document of a row that is sound on any system, and no other row has."""
    safe = _UNSAFE.sub("_", id_ or "")[:_NAME].strip("._")
    return f"{number // 1000:06d}/{number:09d}{safe and '-'}{safe}"


def _told(
    job: Job, row: Row, columns: Mapping[str, Any], values: dict[str, Any]
) -> bytes | dict[str, Any]:
    """What the writer needs: the inside of a JSON object, or columns.

    Columns of JSON go with them, as only here they are read.
    """
    if job.to == "jsonl":
        return records.to_line(values)[1:-2]
    return {**plain(columns), **values} if isinstance(row.data, bytes) else values


def _site(columns: Mapping[str, Any], fields: Fields, article: Article) -> str | None:
    """What documents are counted under: what the record says, the host of its url, the article."""
    site = value_of(columns, fields.site) if fields.site else None
    if isinstance(site, str) and site.strip():
        return site.strip()[:_LONGEST]
    url = value_of(columns, fields.url) if fields.url else None
    try:
        host = urlsplit(url).hostname if isinstance(url, str) else None
    except ValueError:
        host = None
    return host or article.site
