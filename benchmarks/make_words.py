"""Make the word lists in cleaner/data/words from wordfreq's lists.

    pip install wordfreq && python benchmarks/make_words.py

A list is packed text. Each line is a Zipf frequency (log10 of occurrences in a thousand million
words) times ten, a tab, and the words of that frequency. ``languages.txt`` has a line for every
language: its code, a tab, and its most frequent words, the most frequent first.
"""

from __future__ import annotations

import lzma
from collections import defaultdict
from itertools import islice
from pathlib import Path

import wordfreq

OUT = Path(__file__).resolve().parent.parent / "cleaner" / "data" / "words"
# the rarest word of each list, on the Zipf scale; wordfreq has no small words of id, ms, tr and vi
LEAST = {"en": 1.5, "de": 2.3, "fr": 2.3, "es": 2.3, "pt": 2.3, "it": 2.3, "nl": 2.3, "pl": 2.6,
         "ru": 2.6, "id": 3.0, "ms": 3.0, "tr": 3.0, "vi": 3.0}  # fmt: skip
TOLD = 150  # words by which a language is told from others


def make(language: str, least: float) -> int:
    """Write the list of one language; return the number of words."""
    bands: dict[int, list[str]] = defaultdict(list)
    for word in wordfreq.get_frequency_dict(language, "best"):
        frequency = wordfreq.zipf_frequency(word, language, "best")
        if word.isalpha() and frequency >= least:
            bands[round(10 * frequency)].append(word)
    lines = [f"{band}\t{' '.join(sorted(bands[band]))}\n" for band in sorted(bands, reverse=True)]
    packed = lzma.compress("".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)
    (OUT / f"{language}.txt.xz").write_bytes(packed)
    return sum(map(len, bands.values()))


def make_telling() -> int:
    """Write the most frequent words of every language that has words between spaces."""
    lines = []
    for language in sorted(set(wordfreq.available_languages("best")) - {"ja", "ko", "zh"}):
        top = (word for word in wordfreq.iter_wordlist(language, "best") if word.isalpha())
        words = " ".join(islice(top, TOLD))
        lines.append(f"{'no' if language == 'nb' else language}\t{words}\n")
    (OUT / "languages.txt").write_text("".join(lines), encoding="utf-8")
    return len(lines)


if __name__ == "__main__":
    for name, floor in LEAST.items():
        print(name, make(name, floor))
    print("languages", make_telling())
