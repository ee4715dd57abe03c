"""What words there are: frequency lists by language, read when first asked for.

The lists ship in ``data/words`` (see the licence there). A frequency is on the Zipf scale: log10
of the occurrences in a thousand million words; 0.0 means the word is in no list asked.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

LANGUAGES = ("id", "ms", "en")
COMMON = 4.0
# function words that tell languages apart; Malay is told from Indonesian in a second step
_TELLING = {
    "id": frozenset(
        "yang dan di dengan untuk dari pada ini itu tidak adalah akan juga ke dalam telah oleh "
        "saat lebih sudah tersebut sebagai atau kata para mereka namun ia dia kami kita bisa "
        "boleh karena kerana bahwa bahawa daripada kepada".split()
    ),
    "en": frozenset(
        "the of and to in a is that for it was on with as by at from be this have or had not are "
        "but they his her which said will has its who were been".split()
    ),
}
_MALAY = frozenset(
    "kerana bahawa ialah selepas seramai manakala iaitu daripada beliau mesyuarat".split()
)
_INDONESIAN = frozenset(
    "karena bahwa bisa usai saat pihaknya dia berbeda mobil rumah sakit".split()
)


@cache
def frequencies(language: str) -> dict[str, float]:
    """The list of one language, empty when there is none."""
    if language not in LANGUAGES:
        return {}
    file = resources.files(__package__) / "data" / "words" / f"{language}.txt.gz"
    table: dict[str, float] = {}
    for line in gzip.decompress(file.read_bytes()).decode("utf-8").splitlines():
        band, _, words = line.partition("\t")
        table.update(dict.fromkeys(words.split(" "), int(band) / 100))
    return table


def frequency(word: str, languages: Iterable[str] = LANGUAGES) -> float:
    """The highest frequency of a lower-case word in the lists of ``languages``."""
    return max((frequencies(name).get(word, 0.0) for name in languages), default=0.0)


def is_common(word: str) -> bool:
    """Whether any language uses the word often enough that it is no rare name."""
    return frequency(word) >= COMMON


def language_of(tokens: Iterable[str]) -> str | None:
    """The language most of whose function words are among ``tokens``; None when none stands out."""
    words = Counter(tokens)
    counts = {name: sum(words[w] for w in telling) for name, telling in _TELLING.items()}
    best = max(counts, key=lambda name: (counts[name], name))
    if counts[best] < 3 or counts[best] * 12 < words.total():
        return None
    malay = sum(words[w] for w in _MALAY)
    if best == "id" and malay > sum(words[w] for w in _INDONESIAN):
        return "ms"
    return best


FREQUENT = 4.5  # Zipf: one in thirty thousand; what is misread for a word is rarer than that


def near(word: str, languages: Iterable[str]) -> Iterator[tuple[float, str]]:
    """Words of the lists one edit away from ``word``, with their frequencies, in no order."""
    candidates = _edits(word) - {word}
    for name in languages:
        table = frequencies(name)
        for candidate in candidates & table.keys():
            yield table[candidate], candidate


def _edits(word: str) -> set[str]:
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    dropped = {a + b[1:] for a, b in splits if b}
    changed = {a + c + b[1:] for a, b in splits if b for c in _LETTERS}
    added = {a + c + b for a, b in splits for c in _LETTERS}
    return dropped | changed | added | swaps(word)


def near_frequent(word: str, language: str) -> Iterator[tuple[float, str]]:
    """What ``near`` yields of the frequent words, sooner where it is asked of many words."""
    forms = (word, *_shortened(word))
    for other in {other for form in forms for other in _by_form(language).get(form, ())}:
        if _one_edit(word, other):
            yield frequencies(language)[other], other


@cache
def frequent(language: str | None) -> frozenset[str]:
    """The frequent words of a list."""
    return frozenset(w for w, n in frequencies(language or "").items() if n >= FREQUENT)


@cache
def _by_form(language: str) -> dict[str, list[str]]:
    """The frequent words of a list, each under itself and what it is without one letter.

    Words one edit apart share such a form.
    """
    index: defaultdict[str, list[str]] = defaultdict(list)
    for word in frequent(language):
        for form in (word, *_shortened(word)):
            index[form].append(word)
    return index


def _shortened(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def _one_edit(word: str, other: str) -> bool:
    """Whether a letter dropped, changed, added or swapped with the next makes ``other``."""
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), -1)
    at = min(len(word), len(other)) if at < 0 else at
    rest, new = word[at:], other[at:]
    if len(rest) > len(new):
        return rest[1:] == new
    if new[:1] in _LETTERS and rest[len(rest) == len(new) :] == new[1:]:
        return word != other
    return rest[:2] == new[1::-1] and rest[2:] == new[2:] and len(rest) > 1


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def swaps(word: str) -> set[str]:
    """Every form of ``word`` with two neighbouring letters changed about."""
    return {
        word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        for i in range(len(word) - 1)
        if word[i] != word[i + 1]
    }
