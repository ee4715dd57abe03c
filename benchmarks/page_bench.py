"""Quality and CPU time of cleaner and other extractors on folders of labelled pages.

    python benchmarks/page_bench.py FOLDER ... --out results.json

A folder has ``gold.jsonl`` and pages, plain or gzipped; a record names its ``file`` and may have
``url``, ``text`` (the article without its headline), ``title``, ``authors`` and ``date``. Every
page goes to one system after the other, so that all meet the same load; times are CPU seconds of
this process, and the first page of each system is not timed. Systems that are not installed are
left out and named.

Scores, each the mean over pages: ``f1`` of the bags of lower-cased words (characters of scripts
written without spaces), ``shingle_f1`` of the mean precision and mean recall over four-word
shingles, as the article extraction benchmark of Scrapinghub has it; share of ``title`` and
``date`` that are right, F1 of ``authors``, where the record has them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
SHINGLE = 4


class Found(NamedTuple):
    """What a system made of a page."""

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


System = Callable[[bytes, str | None], Found]


def _cleaner() -> System:
    from cleaner import clean

    def run(page: bytes, url: str | None) -> Found:
        article = clean(page, kind="page", url=url)
        return Found(article.body, article.title, article.authors, article.date)

    return run


def _trafilatura() -> System:
    import trafilatura

    def run(page: bytes, url: str | None) -> Found:
        found = trafilatura.bare_extraction(page, url=url, with_metadata=True)
        if found is None:
            return Found("")
        authors = tuple((found.author or "").split("; "))
        return Found(found.text or "", found.title, authors, found.date)

    return run


def _resiliparse() -> System:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    def run(page: bytes, url: str | None) -> Found:
        tree = HTMLTree.parse(bytes_to_str(page, detect_encoding(page)))
        return Found(extract_plain_text(tree, main_content=True), tree.title)

    return run


def _readability() -> System:
    from lxml import html
    from readability import Document

    def run(page: bytes, url: str | None) -> Found:
        document = Document(page.decode("utf-8", "replace"))
        tree = html.fromstring(document.summary())
        return Found("\n".join(tree.itertext()), document.title())

    return run


def _newspaper4k() -> System:
    from newspaper import Article

    def run(page: bytes, url: str | None) -> Found:
        article = Article(url or "http://localhost/", fetch_images=False)
        article.download(input_html=page.decode("utf-8", "replace"))
        article.parse()
        date = article.publish_date
        return Found(article.text, article.title, tuple(article.authors), date and str(date)[:10])

    return run


def _parse() -> System:
    from lxml import etree

    def run(page: bytes, url: str | None) -> Found:
        etree.fromstring(page, etree.HTMLParser(encoding="utf-8", huge_tree=True))
        return Found("")

    return run


SYSTEMS: dict[str, tuple[str, Callable[[], System]]] = {
    "cleaner": ("article-cleaner", _cleaner),
    "trafilatura": ("trafilatura", _trafilatura),
    "resiliparse": ("Resiliparse", _resiliparse),
    "readability-lxml": ("readability-lxml", _readability),
    "newspaper4k": ("newspaper4k", _newspaper4k),
    "lxml parse alone": ("lxml", _parse),
}


def pages_of(folder: Path) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """The pages of a folder with their records."""
    with (folder / "gold.jsonl").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            record = json.loads(line)
            data = (folder / record["file"]).read_bytes()
            yield gzip.decompress(data) if record["file"].endswith(".gz") else data, record


def f1(one: Counter[Any], other: Counter[Any]) -> float:
    """Of two bags; 1 when both are empty."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    count = max(1, len(words) - SHINGLE + 1)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(count))


def _folded(text: object) -> str:
    marks = str.maketrans("’‘“”–—", "''\"\"--")
    return " ".join(unicodedata.normalize("NFKC", str(text)).translate(marks).casefold().split())


def score(found: Found, gold: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The scores of one page by name."""
    if gold.get("text") is not None:
        yield "f1", f1(Counter(_words(found.text)), Counter(_words(gold["text"])))
        got, true = _shingles(found.text), _shingles(gold["text"])
        common = (got & true).total()
        if got:
            yield "precision", common / got.total()
        if true:
            yield "recall", common / true.total()
    if gold.get("title"):
        yield "title", float(_folded(found.title) == _folded(gold["title"]))
    if gold.get("date"):
        yield "date", float((found.date or "")[:10] == gold["date"][:10])
    if gold.get("authors"):
        yield (
            "authors",
            f1(Counter(set(map(_folded, found.authors))), Counter(map(_folded, gold["authors"]))),
        )


def measure(folders: Sequence[Path], systems: dict[str, System]) -> dict[str, Any]:
    """Run every system on every page."""
    scores: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in systems}
    times: dict[str, list[float]] = {name: [] for name in systems}
    warm: set[str] = set()
    for folder in folders:
        for page, gold in pages_of(folder):
            for name, run in systems.items():
                if name not in warm:
                    warm.add(name)
                    _timed(run, page, gold)
                found, seconds = _timed(run, page, gold)
                times[name].append(seconds)
                for key, value in score(found, gold):
                    scores[name][key].append(value)
    return {name: _summary(scores[name], times[name]) for name in systems}


def _timed(run: System, page: bytes, gold: dict[str, Any]) -> tuple[Found, float]:
    start = time.process_time()
    try:
        found = run(page, gold.get("url") or None)
    except Exception as fault:  # a peer that fails on a page has found nothing there
        logging.getLogger(__name__).info("%s", fault)
        found = Found("")
    return found, time.process_time() - start


def _summary(scores: dict[str, list[float]], times: list[float]) -> dict[str, float]:
    found = {key: round(statistics.mean(values), 4) for key, values in scores.items()}
    precision, recall = found.get("precision", 0.0), found.get("recall", 0.0)
    if precision + recall:
        found["shingle_f1"] = round(2 * precision * recall / (precision + recall), 4)
    ordered = sorted(times)
    found["ms_median"] = round(1000 * statistics.median(ordered), 2)
    found["ms_p95"] = round(1000 * ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 2)
    return found


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, help="a JSON file; standard output without it")
    parser.add_argument("--only", action="append", choices=list(SYSTEMS), help="(repeatable)")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    systems, versions, missing = {}, {}, []
    for name in options.only or SYSTEMS:
        package, make = SYSTEMS[name]
        try:
            systems[name], versions[name] = make(), metadata.version(package)
        except (ImportError, metadata.PackageNotFoundError):
            missing.append(name)
    result = {
        "folders": [folder.name for folder in options.folders],
        "versions": versions,
        "missing": missing,
        "systems": measure(options.folders, systems),
    }
    text = json.dumps(result, indent=1, ensure_ascii=False)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
