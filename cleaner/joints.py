"""Words split by a space that nobody meant, and function words written twice."""

from __future__ import annotations

from .types import Edit
from .wording import Words
from .words import LANGUAGES

SPLIT_JOINED = 3.0  # one in a million
SPLIT_LEAD = 1.48  # log10 of 30: the joined form is thirty times as frequent as the odd half
# grammar that never follows itself; "that that", "had had", Dutch "die die" do
_ONCE = {
    "id": "yang dan di ke dari dengan untuk pada akan oleh adalah dalam karena bahwa sebagai para",
    "ms": "yang dan di ke dari dengan untuk pada akan oleh adalah dalam kerana bahawa sebagai para",
    "en": "the of and to a an for with at from by as be this are was were has have it he they",
    "de": "und mit von für auf ein eine einen wird wurde",
    "fr": "le les et dans pour une avec par sur est",
    "es": "el los las de en y que por con para una del al",
    "pt": "os as de em e que para com uma do da no na",
    "it": "il gli di e che per con una del della nel",
    "nl": "het een van en met voor op te naar",
}
# prepositions that are written apart from the nouns of place and time after them
_PLACES = (
    "antara antaranya atas atasnya bawah bawahnya dalam dalamnya luar depan belakang samping tengah "
    "mana sana sini situ sekitar sekitarnya seluruh setiap tiap berbagai beberapa sejumlah kalangan "
    "hadapan sebelah"
).split()
_TIMES = "hari bulan tahun minggu pekan jam menit detik orang kilogram".split()
_APART = {f"di{place}": 2 for place in _PLACES} | {f"per{time}": 3 for time in _TIMES}
_APART |= {f"ke{place}": 2 for place in "atas bawah dalam depan belakang samping mana sana sini".split()}
_GRAMMAR = {language: frozenset(words.split()) for language, words in _ONCE.items()}


def joined(words: Words, i: int) -> Edit | None:
    """``terse but``: two neighbours that are one frequent word."""
    if i < 0 or not words.touching(i) or words.language not in LANGUAGES:
        return None
    left, right = words.words[i : i + 2]
    whole = left + right
    frequent = words.frequency(whole)
    if frequent < SPLIT_JOINED or not (left.islower() and right.islower()):
        return None
    odd = i if words.known(i) <= words.known(i + 1) else i + 1
    if words.counts[words.words[odd]] > 1 or frequent < words.known(odd) + SPLIT_LEAD:
        return None
    if not words.settled(i, 2):
        return None
    evidence = f"{whole!r} is a frequent word, {words.words[odd]!r} a rare one that stands once"
    return words.edit(i, whole, "word.split", evidence, count=2)


def parted(words: Words) -> list[Edit]:
    """``diberbagai``: a preposition glued to the noun of place or time after it."""
    if words.language != "id" or not (found := _APART.keys() & words.counts.keys()):
        return []
    evidence = "a preposition is written apart"
    places = ((words.start(i) + _APART[w], w) for i, w in enumerate(words.words) if w in found)
    return [Edit(at, at, "", " ", "word.preposition", evidence) for at, _ in places]


def doubled(words: Words) -> list[Edit]:
    """``yang yang``: a function word that stands twice in a row."""
    grammar = _GRAMMAR.get(words.language or "", frozenset()) & words.counts.keys()
    if not grammar:
        return []
    places = (i for i, word in enumerate(words.words[:-1]) if word in grammar)
    return [
        words.edit(i, words.words[i], "word.doubled", "a function word twice in a row", count=2)
        for i in places
        if words.words[i] == words.words[i + 1] and words.touching(i)
    ]
