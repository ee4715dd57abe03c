"""Make labelled folders for ``fit_page.py`` of public collections of labelled pages.

    python benchmarks/page_sources.py SOURCES PAGES
    python benchmarks/fit_page.py --out cleaner/data/page.toml PAGES/*

Nothing is fetched: SOURCES is a folder into which the collections were checked out, each under the
name that ``COLLECTIONS`` gives. The first command says what is missing or does not look as it
should, and writes a labelled folder, as ``labelled.py`` describes them, for each collection that is
there. ``packs/`` is for labelled pages of any other kind: files of JSON lines, packed with gzip,
each with ``id``, ``url``, ``html`` (its bytes as Latin-1) and ``text``, a paragraph a line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit


class Labelled(NamedTuple):
    """A page, the article in it, where it stood, and what kind of page it is."""

    name: str
    html: bytes
    text: str
    url: str
    kind: str = "article"
    news: bool = True


class Collection(NamedTuple):
    """Where a collection is from, under which terms, what must be there, and how it is read."""

    source: str
    terms: str
    needs: tuple[str, ...]
    read: Callable[[Path], Iterator[Labelled]]


def fundus(folder: Path) -> Iterator[Labelled]:
    """One page for each version of a publisher's parser: the n-th oldest is of the n-th version."""
    for country in sorted(path for path in (folder / _FUNDUS).iterdir() if path.is_dir()):
        info = _json(country / "meta.info") if (country / "meta.info").exists() else {}
        for gold in sorted(country.glob("*.json")):
            versions = sorted(_json(gold).items(), key=lambda item: _numbers(item[0]))
            dated = re.compile(re.escape(gold.stem) + r"_\d{4}_\d\d_\d\d\.html\.gz")
            pages = sorted(path for path in country.glob("*.gz") if dated.fullmatch(path.name))
            if len(pages) != len(versions):
                continue
            for page, (_, article) in zip(pages, versions, strict=True):
                url = info.get(page.name, {}).get("url", "")
                name = f"{country.name}_{page.name.removesuffix('.html.gz')}"
                yield Labelled(name, _unpacked(page), "\n".join(_parts(article["body"])), url)


def _parts(body: dict[str, Any]) -> Iterator[str]:
    yield from body.get("summary") or ()
    for section in body.get("sections") or ():
        yield from section.get("headline") or ()
        yield from section.get("paragraphs") or ()


def scrapinghub(folder: Path) -> Iterator[Labelled]:
    """The news pages of the article extraction benchmark."""
    for name, article in sorted(_json(folder / "ground-truth.json").items()):
        page = folder / "html" / f"{name}.html.gz"
        yield Labelled(name, _unpacked(page), article["articleBody"], article.get("url", ""))


def wcxb(folder: Path) -> Iterator[Labelled]:
    """The development pages of the web content extraction benchmark, of every type."""
    for gold in sorted((folder / "dev" / "ground-truth").glob("*.json")):
        told = _json(gold)
        found = told.get("ground_truth")
        if isinstance(found, dict):
            kind = (told.get("_internal") or {}).get("page_type", "article")
            kind = kind.get("primary", "article") if isinstance(kind, dict) else kind
            page = _unpacked(folder / "dev" / "html" / f"{gold.stem}.html.gz")
            text, url = found.get("main_content") or "", told.get("url") or ""
            yield Labelled(gold.stem, page, text, url, kind, news=False)


def packs(folder: Path) -> Iterator[Labelled]:
    """Pages of any kind, one JSON a line."""
    for pack in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(pack, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                html = row["html"].encode("latin-1")
                yield Labelled(f"{pack.name}_{row['id']}", html, row["text"], row.get("url") or "")


_FUNDUS = "tests/resources/parser/test_data"
COLLECTIONS = {
    "fundus": Collection("github.com/flairNLP/fundus", "MIT", (_FUNDUS,), fundus),
    "scrapinghub": Collection(
        "github.com/scrapinghub/article-extraction-benchmark",
        "MIT",
        ("ground-truth.json", "html"),
        scrapinghub,
    ),
    "wcxb": Collection(
        "github.com/Murrough-Foley/web-content-extraction-benchmark",
        "CC BY 4.0",
        ("dev/ground-truth", "dev/html"),
        wcxb,
    ),
    "packs": Collection("labelled pages of your own", "theirs", (), packs),
}


def faults(sources: Path) -> Iterator[str]:
    """What is missing in the folder of the sources, in words."""
    for name, collection in COLLECTIONS.items():
        folder = sources / name
        if not folder.is_dir():
            yield f"{folder}: put {collection.source} there ({collection.terms})"
            continue
        for part in collection.needs:
            if not (folder / part).exists():
                yield f"{folder / part}: not there, so {folder} is no copy of {collection.source}"


def write(pages: Iterator[Labelled], folder: Path) -> int:
    """Write a labelled folder; returns how many pages."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for page in pages:
        name = re.sub(r"\W+", "_", page.name)
        site = (urlsplit(page.url).hostname or name).removeprefix("www.")
        record = {"url": page.url, "site": site, "kind": page.kind, "news": page.news}
        (folder / f"{name}.html.gz").write_bytes(gzip.compress(page.html, 1))
        (folder / f"{name}.expected.txt").write_text(page.text, encoding="utf-8")
        (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
        count += 1
    return count


def main() -> int:
    """Say what is missing, write a folder for each collection that is whole."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sources", type=Path)
    parser.add_argument("pages", type=Path)
    options = parser.parse_args()
    found = list(faults(options.sources))
    for fault in found:
        print(fault, file=sys.stderr)
    whole = [
        name for name in COLLECTIONS
        if not any(fault.startswith(str(options.sources / name)) for fault in found)
    ]  # fmt: skip
    for name in whole:
        count = write(COLLECTIONS[name].read(options.sources / name), options.pages / name)
        print(f"{options.pages / name}: {count} pages")
    return 0 if whole else 1


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))


if __name__ == "__main__":
    sys.exit(main())
