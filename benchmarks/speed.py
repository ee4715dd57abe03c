"""Time cleaner against jusText on flattened articles, in one run and one process.

    python benchmarks/speed.py LABELLED.jsonl.gz [--every 40]

Needs jusText and lxml_html_clean beside cleaner. Records have ``lines`` or ``text``. jusText reads
pages, so each line is given to it as a paragraph. Times are CPU seconds, the best of three rounds;
the last figures are the cost of one document put together 1, 2, 4 and 8 times.
"""

from __future__ import annotations

import argparse
import gzip
import html
import itertools
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import justext

from cleaner import clean


def texts_in(path: Path, every: int) -> list[str]:
    """One text in ``every``."""
    with gzip.open(path) as lines:
        records = [json.loads(line) for line in itertools.islice(lines, 0, None, every)]
    return [r.get("text") or "\n".join(item["text"] for item in r["lines"]) for r in records]


def as_page(text: str) -> str:
    """A page with a paragraph for each line."""
    lines = (f"<p>{html.escape(line.strip())}</p>" for line in text.split("\n") if line.strip())
    return f"<html><body>{''.join(lines)}</body></html>"


def seconds(work: Callable[[str], object], inputs: Sequence[str]) -> float:
    """CPU seconds for all inputs, the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        for item in inputs:
            work(item)
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    """Print megabytes a second, milliseconds a document and the ratio to jusText."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=40)
    options = parser.parse_args()
    texts = texts_in(options.data, options.every)
    size = sum(len(text.encode()) for text in texts) / 1e6
    stop = justext.get_stoplist("English")
    peer = seconds(lambda page: justext.justext(page, stop), [as_page(text) for text in texts])
    print(f"jusText: {1000 * peer / len(texts):.1f} ms a document")
    for tier in ("off", "safe"):
        own = seconds(lambda text, tier=tier: clean(text, repairs=tier), texts)  # type: ignore[misc]
        words = "with" if tier == "safe" else "without"
        print(
            f"cleaner {words} repairs of words: {size / own:.2f} MB/s, "
            f"{1000 * own / len(texts):.1f} ms a document, "
            f"jusText takes {peer / own:.1f} times that"
        )
    longest = max(texts, key=len)
    for times in (1, 2, 4, 8):
        taken = seconds(lambda text: clean(text, repairs="off"), ["\n\n".join([longest] * times)])
        print(f"{times}x of {len(longest)} characters: {taken:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
