"""Cleaning and learning on a Spark cluster; the package has to be installed on every worker.

    from cleaner import spark
    cleaned = spark.clean(frame, fields={"text": "body"})
    profile = spark.learn(frame, fields={"text": "body"})

Both go through the same functions as on one machine, so the added columns and the profile are the
same. A document that cannot be cleaned becomes a row with its cause in ``clean_failure``. A worker
that dies is another matter: Spark tries its task again and fails the job if it dies again. Nothing
is known to kill one, and what guards against it (limits that count work) is inside ``clean``.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame
from pyspark.sql import functions as sql
from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DoubleType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from .corpus.arrow import added_columns, clean_batch, seen_in
from .corpus.columns import Settings
from .corpus.frames import columns_for
from .corpus.learning import (
    MOST_WORDS,
    UNIT,
    WORD_ARTICLES,
    Seen,
    Sums,
    counts_of,
    entries_of,
    marks_of,
    shortage,
    weighed,
    words_of,
)
from .profile import Entry, Profile
from .rules.loading import default_rules
from .rules.ruleset import Rules

_SEEN = pa.schema(
    {
        "key": pa.int64(),
        "site": pa.string(),
        "titled": pa.bool_(),
        "lines": pa.list_(pa.string()),
        "numbers": pa.list_(pa.int64()),
    }.items()
)
_PARTS = pa.schema(
    [("kind", pa.int64()), ("site", pa.string()), ("text", pa.string())]
    + [(name, pa.int64()) for name in Sums._fields]
)
_ENTRIES = pa.schema(
    {
        "site": pa.string(),
        "number": pa.int64(),
        "text": pa.string(),
        "articles": pa.int64(),
        "of": pa.int64(),
        "match": pa.string(),
        "place": pa.string(),
        "examples": pa.list_(pa.string()),
    }.items()
)
_PLAIN = {
    pa.string(): StringType,
    pa.bool_(): BooleanType,
    pa.int64(): LongType,
    pa.float64(): DoubleType,
}
DOCUMENTS = 2_000  # in a partition while learning
_SITE, _LINE, _WORD = range(3)  # kinds of parts
Batches = Iterator[Any]


def clean(
    frame: DataFrame,
    *,
    fields: Mapping[str, str] | None = None,
    **options: Any,
) -> DataFrame:
    """Return the frame with the added columns after its own.

    ``fields`` and ``options`` are the arguments of ``clean_record``.

    Raises SourceError, at once, where the text cannot be told or a column's name is taken.
    """
    chosen = Settings(**options)
    found, _ = columns_for(frame.columns, fields, chosen)

    def cleaned(batches: Batches) -> Batches:
        return (clean_batch(batch, found, chosen) for batch in batches)

    more = _spark(added_columns(chosen.prefix))
    schema = StructType([*frame.schema.fields, *more.fields])
    return frame.mapInArrow(cleaned, schema)


def learn(
    frame: DataFrame,
    *,
    fields: Mapping[str, str] | None = None,
    **options: Any,
) -> Profile:
    """Learn a profile from the documents of a frame: the one that ``spool.learn`` learns.

    ``fields`` and ``options`` are those of ``clean``. The clean documents are kept on the workers'
    disks meanwhile. They are put into as many partitions as their number asks for, whatever
    ``spark.sql.shuffle.partitions`` says. Where nothing recurs on any site, a UserWarning says why.
    """
    chosen = Settings(**options)
    found, _ = columns_for(frame.columns, fields, chosen)

    def see(batches: Batches) -> Batches:
        return (_seen_batch(seen_in(batch, found, chosen)) for batch in batches)

    seen = frame.mapInArrow(see, _spark(_SEEN)).persist(StorageLevel.DISK_ONLY)
    size = 1 + seen.count() // DOCUMENTS
    documents = seen.repartition(size, "key").dropDuplicates(["key"])
    sums = [sql.sum(name).alias(name) for name in Sums._fields]
    parts = _counted(documents, size).mapInArrow(_parts, _spark(_PARTS))
    parts = parts.repartition(size, "kind", "site", "text").groupBy("kind", "site", "text")
    parts = parts.agg(*sums).persist(StorageLevel.DISK_ONLY)
    try:
        lines = parts.where(sql.col("kind") != _WORD).repartition(size, "site")
        lines = lines.sortWithinPartitions("site", "kind", "text")
        entries = lines.mapInArrow(_decided(chosen.rules), _spark(_ENTRIES)).collect()
        articles = sql.expr(f"(held + {UNIT // 2}) div {UNIT}").alias("articles")
        words = parts.where(sql.col("kind") == _WORD).select("text", articles)
        words = words.where(sql.col("articles") >= WORD_ARTICLES)
        found = words.orderBy(sql.desc("articles"), "text").limit(MOST_WORDS).collect()
        if not entries:
            sites = {row["site"]: row["count"] for row in seen.groupBy("site").count().collect()}
            warnings.warn(shortage(sites), stacklevel=2)
        return Profile(_by_site(entries), {row["text"]: row["articles"] for row in found})
    finally:
        parts.unpersist()
        seen.unpersist()


def _spark(schema: Any) -> Any:
    """The types of Spark for a schema of Arrow."""
    return StructType([StructField(f.name, _type(f.type)) for f in schema])


def _type(kind: Any) -> Any:
    if pa.types.is_list(kind):
        return ArrayType(_type(kind.value_type))
    if pa.types.is_struct(kind):
        return StructType([StructField(f.name, _type(f.type)) for f in kind])
    return _PLAIN[kind]()


def _counted(documents: DataFrame, size: int) -> DataFrame:
    """The documents, each with how many hold each of its lines, on its site and in all.

    Lines that nothing else holds are left out: they are nearly all of them. Every step is told in
    how many partitions: its own number would be that of the settings, for however few documents.
    """
    marks = documents.select("key", "site", sql.explode("numbers").alias("line"))
    marks = marks.repartition(size, "site", "line")
    here = marks.groupBy("site", "line").agg(sql.count("*").alias("here"))
    here = here.repartition(size, "line")
    everywhere = here.groupBy("line").agg(sql.sum("here").alias("everywhere"))
    shared = here.join(everywhere.where("everywhere > 1"), "line").repartition(size, "site", "line")
    found = sql.collect_list(sql.struct("line", "here", "everywhere"))
    counts = marks.join(shared, ["site", "line"]).repartition(size, "key")
    counts = counts.groupBy("key").agg(found.alias("counts"))
    return documents.drop("numbers").join(counts, "key", "left").drop("key")


def _seen_batch(documents: Iterable[Seen]) -> Any:
    rows = [
        {
            "key": document.key,
            "site": document.site,
            "titled": document.titled,
            "lines": document.lines,
            "numbers": marks_of(document).all,
        }
        for document in documents
    ]
    return pa.RecordBatch.from_pylist(rows, _SEEN)


def _parts(batches: Batches) -> Batches:
    """What each document adds up to: for its site, its lines and its words."""
    for batch in batches:
        sums: dict[tuple[int, str, str], Sums] = {}
        for row in batch.to_pylist():
            for key, more in _added(row):
                sums[key] = sums.get(key, Sums()) + more
        rows = [(*key, *found) for key, found in sums.items()]
        columns = zip(*rows, strict=True) if rows else ((),) * len(_PARTS)
        arrays = [pa.array(values, f.type) for values, f in zip(columns, _PARTS, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=_PARTS)


def _added(row: Mapping[str, Any]) -> Iterator[tuple[tuple[int, str, str], Sums]]:
    document = Seen(row["site"], row["titled"], tuple(row["lines"]))
    counts = row["counts"] or ()
    here = {pair["line"]: pair["here"] for pair in counts}
    everywhere = {pair["line"]: pair["everywhere"] for pair in counts}
    parts = weighed(document, counts_of(marks_of(document), here, everywhere))
    yield (_SITE, document.site, ""), Sums(parts.own)
    for line, sums in parts.lines.items():
        yield (_LINE, document.site, line), sums
    for word in words_of(document):
        yield (_WORD, "", word), Sums(parts.all)


def _decided(rules: Rules | None) -> Callable[[Batches], Batches]:
    """What is learnt, from sums sorted by site, that of the site itself before its lines."""

    def decide(batches: Batches) -> Batches:
        rows = (row for batch in batches for row in batch.to_pylist())
        for site, group in groupby(rows, key=lambda row: row["site"]):
            (_, whole), *forms = ((row["text"], Sums(*map(row.get, Sums._fields))) for row in group)
            entries = entries_of(whole.held, forms, rules or default_rules())
            if entries:
                lines = [{"site": site, **entry._asdict()} for entry in entries]
                yield pa.RecordBatch.from_pylist(lines, _ENTRIES)

    return decide


def _by_site(rows: Iterable[Any]) -> dict[str, tuple[Entry, ...]]:
    """The entries as the driver got them, as a profile has them."""
    sites: dict[str, list[Entry]] = {}
    for row in rows:
        fields = row.asDict()
        fields["examples"] = tuple(fields["examples"])
        sites.setdefault(fields.pop("site"), []).append(Entry(**fields))
    return {site: tuple(sorted(entries)) for site, entries in sorted(sites.items())}
