"""Whether a name that opens a report can be a place, or is a site, and how a place is written.

There is no list of places: a name is taken by its form and by what the article says of it
elsewhere. What speaks against it counts for more than what speaks for it.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import regex
import tomli

from ..shipped import data_files
from .words import months, owners

DOMAIN = r"[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,10}"
_CAPITAL = r"(?:\p{Lu}[\p{L}\p{M}.’']*+|[\p{Lo}\p{M}]++)"
_WORD = regex.compile(
    rf"{_CAPITAL}(?:[-/](?:\p{{Ll}}{{1,4}}-)?{_CAPITAL})*|\p{{Ll}}{{1,2}}[’']\p{{Lu}}\p{{L}}*"
)
_VOWEL = regex.compile(r"[aeiouyæøœıươаеёиоуыэюяії]")
_WORDS = 6  # no name of a place has more
ACRONYM = 5  # letters
LETTERS = 4  # that make a word few names have


@cache
def known(kind: str) -> frozenset[str]:
    """The words of one kind in ``data/datelines.toml``."""
    file = data_files() / "datelines.toml"
    listed: str = tomli.loads(file.read_text(encoding="utf-8"))[kind]
    return frozenset(name.strip() for name in listed.split(","))


def is_city(name: str) -> bool:
    """Whether news is often reported from a place of this name."""
    cities = known("cities")
    return all(city.casefold().strip(" .") in cities for city in name.split("/"))


def is_name(name: str) -> bool:
    """Words with capitals, or in a script without them, and no kind of text, month or day."""
    words = name.replace(",", " ").split()
    if not 0 < len(words) <= _WORDS or not _WORD.fullmatch(words[0]):
        return False
    folded = [word.casefold() for word in words]
    inside = known("inside")
    if not all(_WORD.fullmatch(w) or low in inside for w, low in zip(words, folded, strict=True)):
        return False
    kinds = known("kind")
    if name.casefold() in kinds or folded[0] in kinds:
        return False
    return not all(word.strip(".") in months() or word in owners() for word in folded)


def is_site(part: str) -> bool:
    """A domain, a name with a noun of the press or a capital inside, or one with an acronym.

    Words in capitals are acronyms where they have no vowel or stand beside words that are not.
    """
    words = part.split()
    if regex.fullmatch(DOMAIN, part) or any(word.casefold() in known("site") for word in words):
        return True
    capitals = [word for word in words if word.isalpha() and word.isupper() and len(word) > 1]
    if capitals and (len(capitals) < len(words) or not all(map(_sounds, capitals))):
        return True
    return regex.search(r"\p{Ll}\p{Lu}", part) is not None


def _sounds(word: str) -> bool:
    """Whether a word has a vowel (marks aside)."""
    return _VOWEL.search(unicodedata.normalize("NFD", word.casefold())) is not None


def spoken_of(name: str, text: str) -> bool:
    """Whether the article speaks of a name again, after a word that comes before places."""
    near = known("near")
    return any(word.casefold() in near for word in _before(name, text))


def _before(name: str, text: str) -> list[str]:
    """The words in front of further mentions of a place, as running text writes it."""
    found = regex.finditer(rf"(?<!\p{{L}}){regex.escape(titled(name))}(?!\p{{L}})", text)
    parts = (text[max(0, m.start() - 24) : m.start()].split() for m in found)
    return [part[-1] if part else "" for part in parts]


def unopposed(name: str, text: str, *, colon: bool) -> bool:
    """Whether nothing speaks against a name alone before a dash or colon; ``text`` is the rest.

    A thing is also written in small letters, an acronym again in capitals, a paper is named like
    one, and a person is not spoken of like a place. One word in capitals needs no more.
    """
    words = name.split()
    before = _before(name, text)
    near = known("near")
    # lists of tags write places small too
    small = _recurs(name.lower(), text) and not (before and name.isupper() and not colon)
    if is_site(name) or any(map(_coined, words)) or small:
        return False
    if any(word.casefold() in near for word in before):
        return True
    # after a word with a capital the mention may be the end of a longer name
    against = [word for word in before if word[:1].islower()]
    if name.isupper() and not colon:
        acronym = len(name) <= ACRONYM and not before and _recurs(name, text)
        acronym = acronym or (len(name) <= LETTERS and not is_city(name))
        return not acronym and (len(words) == 1 or not against)
    if len(words) > 1:
        pair = words[0].casefold() in known("first") or words[-1].casefold() in known("part")
        return pair and name.isupper()
    return len(against) < 2 and not _recurs(name.upper(), text) and _is_known(name, colon=colon)


def _is_known(name: str, *, colon: bool) -> bool:
    """Whether the word lists know a name, before a colon as a Malay or Indonesian one.

    Malay papers write a colon after the place; elsewhere what stands before one is a kicker.
    """
    # imported here: only an article with such an opening needs the word lists
    from ..words.lists import LISTED, frequency

    word = name.casefold()
    if colon:
        return frequency(word, ("id", "ms")) > frequency(word, ("en",))
    return frequency(word) >= LISTED


def _recurs(name: str, text: str) -> bool:
    return regex.search(rf"(?<!\p{{L}}){regex.escape(name)}(?!\p{{L}})", text) is not None


def _coined(word: str) -> bool:
    """Whether a word is no common one and made of a noun of the press."""
    folded = word.casefold()
    if not any(folded.startswith(noun) or folded.endswith(noun) for noun in known("site")):
        return False
    # imported here: only an article with such an opening needs the word lists
    from ..words.lists import LISTED, frequency

    return frequency(folded) < LISTED


def abbreviates(short: str, words: str) -> bool:
    """Whether ``short`` could stand for ``words``: the same first letter, the others in order."""
    letters = [c for c in short.casefold() if c.isalpha()]
    long = iter(words.casefold())
    return bool(letters) and all(c in long for c in letters) and words.casefold()[0] == letters[0]


def titled(place: str) -> str:
    """A place in capitals as running text writes it."""
    if "." in place and is_city(place):
        return place
    if not any(len(word) > 2 and word.isupper() for word in place.split()):
        return place
    turkish = regex.search("[İıĞğŞş]", place) is not None
    return regex.sub(r"\p{L}+\.?", lambda m: _titled_word(m.group(), turkish=turkish), place)


def _titled_word(word: str, *, turkish: bool) -> str:
    if not word.isupper() or not (_sounds(word) or word[-1] == "."):
        return word
    small = word[1:].replace("İ", "i").replace("I", "ı") if turkish else word[1:]
    return word[0] + small.lower()
