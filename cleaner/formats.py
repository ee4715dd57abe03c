"""The register of formats: what files are read, what is written, and who does it.

Everything else asks here. To add a format, add its row (and the function the row names) and a line
to ``docs/corpora.md``; options, folders, messages and hooks follow. Functions are named as
``module:function`` and imported when a file asks for them, so that a row costs nothing until then
and a library that is missing is missed only there.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from .types import Article

TEXT, MARKDOWN, PAGE, TABLE = "text", "markdown", "page", "table"
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Format(NamedTuple):
    """A format of files that are read.

    ``holds`` says what a file is: one ``text``, ``markdown`` or ``page``, or a ``table`` of
    documents. ``magic`` is a pattern of the bytes such a file begins with, where it is none of
    text. A ``packable`` file may be packed as a whole (``PACKINGS``). Of folders ``clean``,
    ``learn`` and ``report`` take it ``in_corpus``, ``check`` and ``fix`` ``in_project``; the others
    are taken where they are named. ``in_stream`` tells that standard input may be such a table.

    The functions of a table, in which ``Table`` is that of ``corpus.tables``:

    * ``read(table, wanted)`` yields its ``Row``, with the ``wanted`` columns at least;
    * ``heading(table)`` gives the names of its columns; without it the first rows tell them, and
      ``columns`` are fields and columns that are always the same;
    * ``schema(table)`` gives the Arrow schema of a table whose rows are places in batches of Arrow;
    * ``write(table, names, prefix, packing)`` gives the ``Writer`` of an output of this format;
      ``goes_out_as`` names another format in which such a table comes out;
    * ``separator`` parts the cells of a row unless something else is given or found;
    * ``cells(table, fields)`` yields the ``Cell`` of each record for ``check``, and
      ``rewrite(table, fields, out, change)`` writes the whole file anew for ``fix``. A table
      without ``rewrite`` is not fixed in place.
    """

    name: str
    holds: str
    suffixes: tuple[str, ...]
    called: str = ""
    magic: bytes = b""
    packable: bool = True
    in_corpus: bool = True
    in_project: bool = True
    in_stream: bool = True
    read: str = ""
    heading: str = ""
    columns: Mapping[str, str] = _NOTHING
    schema: str = ""
    write: str = ""
    goes_out_as: str = ""
    separator: str = ""
    cells: str = ""
    rewrite: str = ""


class Packing(NamedTuple):
    """A way files are packed: the end after their names, how they begin, and what undoes it.

    ``opens(path)`` gives the unpacked bytes as a stream, ``packs(data)`` packs a part of an output.
    """

    name: str
    suffix: str
    magic: bytes
    called: str
    opens: str
    packs: str


class Output(NamedTuple):
    """A form in which one document is written: the end of its file, and ``write(article)``."""

    name: str
    suffix: str
    write: str
    called: str


_READ, _WRITE = "cleaner.corpus.tables", "cleaner.corpus.writers"
_CELLS, _REWRITE = "cleaner.check.cells", "cleaner.check.tabular:rewrite_lines"
_ARCHIVE = MappingProxyType({"text": "text", "html": "html", "url": "url", "id": "id"})

FORMATS = (
    Format("text", TEXT, (".txt",)),
    Format("page", PAGE, (".html", ".htm", ".xhtml"), in_project=False),
    Format("markdown", MARKDOWN, (".md", ".markdown"), in_corpus=False, in_project=False),
    Format(
        "jsonl",
        TABLE,
        (".jsonl", ".ndjson"),
        "lines of JSON",
        read=f"{_READ}:read_jsonl",
        write=f"{_WRITE}:write_jsonl",
        cells=f"{_CELLS}:json_cells",
        rewrite=_REWRITE,
    ),
    Format(
        "json",
        TABLE,
        (".json",),
        "JSON",
        in_corpus=False,  # programs keep settings of their own in such files
        in_project=False,
        read="cleaner.corpus.arrays:read_json",
        goes_out_as="jsonl",
    ),
    Format(
        "csv",
        TABLE,
        (".csv",),
        "CSV",
        separator=",",
        read=f"{_READ}:read_csv",
        heading=f"{_READ}:heading_of_csv",
        write=f"{_WRITE}:write_csv",
        cells=f"{_CELLS}:csv_cells",
        rewrite=_REWRITE,
    ),
    Format(
        "tsv",
        TABLE,
        (".tsv",),
        "TSV",
        separator="\t",
        read=f"{_READ}:read_csv",
        heading=f"{_READ}:heading_of_csv",
        write=f"{_WRITE}:write_csv",
        cells=f"{_CELLS}:csv_cells",
        rewrite=_REWRITE,
    ),
    Format(
        "parquet",
        TABLE,
        (".parquet",),
        "Parquet",
        magic=rb"PAR1\x15",
        packable=False,
        in_stream=False,
        read="cleaner.corpus.parquet:read_table",
        heading="cleaner.corpus.parquet:heading_of",
        schema="cleaner.corpus.parquet:schema_in",
        write="cleaner.corpus.parquet:write_parquet",
        cells="cleaner.check.parquettext:parquet_cells",
        rewrite="cleaner.check.parquettext:rewrite_parquet",
    ),
    Format(
        "arrow",
        TABLE,
        (".feather", ".arrow"),
        "Arrow",
        magic=rb"ARROW1\0",
        packable=False,
        in_project=False,
        in_stream=False,
        read="cleaner.corpus.arrowfile:read_table",
        heading="cleaner.corpus.arrowfile:heading_of",
        schema="cleaner.corpus.arrowfile:schema_in",
        write="cleaner.corpus.arrowfile:write_arrow",
    ),
    Format(
        "warc",
        TABLE,
        (".warc",),
        "WARC",
        in_project=False,
        read="cleaner.corpus.warc:read_archive",
        columns=_ARCHIVE,
        goes_out_as="jsonl",
    ),
    Format(
        "wet",
        TABLE,
        (".wet",),
        "WET",
        in_project=False,
        read="cleaner.corpus.warc:read_archive",
        columns=_ARCHIVE,
        goes_out_as="jsonl",
    ),
)
BY_NAME = {known.name: known for known in FORMATS}
BY_SUFFIX = {suffix: known for known in FORMATS for suffix in known.suffixes}
_OPENS, _PACKS = "cleaner.packing:open", "cleaner.corpus.writers:pack"
PACKINGS = {
    name: Packing(name, f".{name}", magic, called, f"{_OPENS}_{name}", f"{_PACKS}_{name}")
    for name, magic, called in (
        ("gz", rb"\x1f\x8b\x08", "gzip"),
        ("bz2", rb"BZh[1-9]1AY&SY", "bzip2"),
        ("xz", rb"\xfd7zXZ\0", "xz"),
        ("zst", rb"\x28\xb5\x2f\xfd", "zstd"),
    )
}

OUTPUTS = {
    output.name: output
    for output in (
        Output("txt", ".txt", "cleaner.records:as_text", "text"),
        Output("md", ".md", "cleaner.records:as_markdown", "Markdown"),
        Output("md-yaml", ".md", "cleaner.yamlhead:to_markdown", "Markdown with a head of YAML"),
        Output("tei", ".xml", "cleaner.tei:to_tei", "XML-TEI"),
        Output("html", ".html", "cleaner.webpage:to_html", "HTML"),
        Output("json", ".json", "cleaner.records:as_json", "JSON"),
    )
}
TABLES_OUT = ("jsonl", "parquet")  # what any input may be written as, as one table


def suffixes(holds: str) -> tuple[str, ...]:
    """The ends of the names of all files that hold so."""
    return tuple(end for known in FORMATS if known.holds == holds for end in known.suffixes)


def function(name: str) -> Any:
    """The function that a row names; raises what its module raises on import."""
    module, _, called = name.partition(":")
    return getattr(import_module(module), called)


def written(form: str, article: Article) -> bytes:
    """An article as the file of an output."""
    data: bytes = function(OUTPUTS[form].write)(article)
    return data
