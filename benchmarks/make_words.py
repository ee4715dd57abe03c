"""Make the word lists in cleaner/data/words from wordfreq's lists.

    pip install wordfreq && python benchmarks/make_words.py id ms en

A list is gzipped text. Each line is a Zipf frequency (log10 of occurrences in a thousand million
words) times a hundred, a tab, and the words of that frequency.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from pathlib import Path

import wordfreq

OUT = Path(__file__).resolve().parent.parent / "cleaner" / "data" / "words"


def make(language: str) -> int:
    """Write the list of one language; return the number of words."""
    bands: dict[int, list[str]] = defaultdict(list)
    for word in wordfreq.get_frequency_dict(language, "small"):
        if word.isalpha():
            bands[round(100 * wordfreq.zipf_frequency(word, language, "small"))].append(word)
    lines = [f"{band}\t{' '.join(sorted(bands[band]))}\n" for band in sorted(bands, reverse=True)]
    packed = gzip.compress("".join(lines).encode(), mtime=0)
    (OUT / f"{language}.txt.gz").write_bytes(packed)
    return sum(map(len, bands.values()))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, make(name))
