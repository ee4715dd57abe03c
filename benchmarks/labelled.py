"""Labelled folders: documents with what should come out of them.

A folder holds, in any mixture,

- pages, ``NAME.html`` or ``NAME.html.gz``, and flattened texts, ``NAME.txt`` or ``NAME.txt.gz``,
  each beside ``NAME.expected.txt``: the article, a paragraph a line. A headline in its first line
  is not counted, on no side. Documents without the second file are left out;
- for any of them ``NAME.json``: ``title``, ``authors``, ``date`` and ``url``; the ``language`` as
  a two-letter code; ``optional``, lines that may stay or go. All keys may be missing. ``site``,
  ``kind`` and ``news`` are for ``fit_page.py``;
- ``NAME.typos.jsonl``: records with ``noisy`` and ``clean``, the same text with and without slips
  of the hand, and ``language``.

``fixtures/`` is such a folder.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

PAGES, TEXTS, TYPOS = KINDS = ("pages", "texts", "typos")
_ENDS = {".html": PAGES, ".html.gz": PAGES, ".txt": TEXTS, ".txt.gz": TEXTS}
_GOLD = ".expected.txt"


class Document(NamedTuple):
    """A page or a text, the article in it, and what is known of it."""

    name: str
    data: bytes
    expected: str
    record: dict[str, Any]


class Pair(NamedTuple):
    """A text with slips and without."""

    name: str
    noisy: str
    clean: str
    language: str | None


def documents(folder: Path, kind: str) -> Iterator[Document]:
    """The labelled pages or texts of a folder, by name."""
    for path in sorted(folder.iterdir()):
        for end, its_kind in _ENDS.items():
            name = path.name.removesuffix(end)
            gold = folder / f"{name}{_GOLD}"
            if its_kind == kind and name != path.name and gold.exists():
                data = path.read_bytes()
                record = folder / f"{name}.json"
                yield Document(
                    name,
                    gzip.decompress(data) if end.endswith(".gz") else data,
                    gold.read_text(encoding="utf-8"),
                    json.loads(record.read_text(encoding="utf-8")) if record.exists() else {},
                )


def pairs(folder: Path) -> Iterator[Pair]:
    """The labelled slips of a folder."""
    for path in sorted(folder.glob("*.typos.jsonl")):
        with path.open(encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                row = json.loads(line)
                name = f"{path.name}:{number}"
                yield Pair(name, row["noisy"], row["clean"], row.get("language"))


def pages_of(folder: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """Pages with their records; ``file`` is the name, ``text`` the article without headline."""
    for page in documents(folder, PAGES):
        yield page.data, {**page.record, "file": page.name, "text": article_of(page)}


def article_of(document: Document) -> str:
    """What is expected, without a headline in the first line."""
    first, _, rest = document.expected.partition("\n")
    return rest if first.strip() == document.record.get("title") else document.expected
