"""What words there are: frequency lists by language, read when first asked for.

The lists ship in ``data/words`` (see the licence there). A frequency is on the Zipf scale: log10
of the occurrences in a thousand million words; 0.0 means the word is in no list asked.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from functools import lru_cache

from ..shipped import data_files

LANGUAGES = ("id", "ms", "en", "de", "fr", "es", "pt", "it", "nl", "tr", "pl", "ru", "vi")
ASKED = ("id", "ms", "en")  # where a text does not say whose words it is made of
# the rarest word of each list: a word in none of them is rarer than that
FLOOR = dict.fromkeys(LANGUAGES, 2.3) | {"en": 1.5, "pl": 2.6, "ru": 2.6}
FLOOR |= dict.fromkeys(("id", "ms", "tr", "vi"), 3.0)
MOST_LANGUAGES = 64  # that are remembered: callers and pages may state any number of unknown ones
LISTED = 3.0  # what every list holds
COMMON = 4.0


@lru_cache(maxsize=MOST_LANGUAGES)
def frequencies(language: str) -> dict[str, float]:
    """The list of one language, empty when there is none."""
    if language not in LANGUAGES:
        return {}
    file = data_files() / "words" / f"{language}.txt.xz"
    table: dict[str, float] = {}
    for line in lzma.decompress(file.read_bytes()).decode("utf-8").splitlines():
        band, _, words = line.partition("\t")
        table.update(dict.fromkeys(words.split(" "), int(band) / 10))
    return table


def frequency(word: str, languages: Iterable[str] = ASKED) -> float:
    """The highest frequency of a lower-case word in the lists of ``languages``."""
    return max((frequencies(name).get(word, 0.0) for name in languages), default=0.0)


def is_common(word: str) -> bool:
    """Whether any language uses the word often enough that it is no rare name."""
    return frequency(word) >= COMMON


FREQUENT = 4.5  # Zipf: one in thirty thousand; what is misread for a word is rarer than that


@lru_cache(maxsize=MOST_LANGUAGES)
def frequent(language: str | None) -> frozenset[str]:
    """The frequent words of a list."""
    return frozenset(w for w, n in frequencies(language or "").items() if n >= FREQUENT)
