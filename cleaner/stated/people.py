"""Names of people in the words that state who wrote: names only, or nothing.

Addresses, e-mail addresses, handles, roles, degrees and words that name nobody are cut off or
refused. An organisation counts as author only where nobody else is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from typing import NamedTuple

import regex
import tomli

from ..shipped import data_files
from .words import plain_words, site_key

MOST = 40  # names kept; longer lists are contributors of a project, not of an article
LONGEST = 60
MOST_WORDS = 6
LONGEST_LIST = 4000
_BRACKETS = regex.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_NO_NAME = regex.compile(r"[?!<>{}=\[\]_#@:/\\*%$€\"“”]|\.{2}|\p{N}")
_ADMIN = frozenset(("admin", "administrator", "webmaster"))
_LAST_FIRST = regex.compile(r"(\p{L}[^,]{0,40}), (\p{L}[^,]{0,40})")
_DOMAIN = regex.compile(
    r"(?i)\p{L}{2}\.(?:com?|net|org|tv|id|my|sg|in|uk|de|at|ch|fr|es|it|nl)(?!\p{L})"
)
_CAMEL = regex.compile(r"\p{Ll}\p{Lu}")
_SENTENCE = regex.compile(r"\p{Ll}{3}\. \p{Lu}|, (?:who|which|the|a|an|is|was)\b")


@cache
def listed(*kinds: str) -> frozenset[str]:
    """The words of some kinds in ``data/people.toml``, of all languages."""
    return frozenset(word for kind in kinds for words in _table()[kind] for word in words)


@cache
def _table() -> dict[str, tuple[tuple[str, ...], ...]]:
    """For each kind the words of each language."""
    text = data_files().joinpath("people.toml").read_text("utf-8")
    return {
        kind: tuple(tuple(map(str.strip, words.split(","))) for words in languages.values())
        for kind, languages in tomli.loads(text).items()
    }


def any_of(*kinds: str) -> str:
    """A pattern of any word of some kinds, the longer ones first."""
    words = sorted(listed(*kinds), key=lambda word: (-len(word), word))
    return "|".join(map(regex.escape, words))


class Name(NamedTuple):
    """A name, and whether it is the name of the site or of another house."""

    name: str
    house: bool


def names(
    texts: Iterable[str],
    sites: Set[str],
    *,
    shown: bool = False,
    single: bool = False,
    flip: bool = False,
) -> list[Name]:
    """The names in ``texts``, each once, in order.

    ``sites`` are the page's own names as ``site_key`` writes them. ``shown`` is set for words read
    from the page's face, which have to look like a name, of one word where ``single`` is set;
    ``flip`` for "Last, First".
    """
    found: dict[str, Name] = {}
    for text in texts:
        plain = plain_words(text[:LONGEST_LIST])
        if flip and (match := _LAST_FIRST.fullmatch(plain)):
            plain = f"{match[2]} {match[1]}"
        for name in _in_one(plain, sites, shown=shown, single=single):
            found.setdefault(name.name.casefold(), name)
        if len(found) >= MOST:
            break
    return list(found.values())[:MOST]


def people(found: Sequence[Name]) -> list[str]:
    """The people among ``found`` and agencies beside them; houses only where nobody is named."""
    if any(not item.house and full(item.name) for item in found):
        return [item.name for item in found if not item.house]
    return [item.name for item in found]


def full(name: str) -> bool:
    """Whether a name has a first and a last name, or is in a script that does not part them."""
    return " " in name or not name.isascii()


def _in_one(text: str, sites: Set[str], *, shown: bool, single: bool) -> Iterator[Name]:
    text = _without_addresses(_BRACKETS.sub(" ", text)).strip(" ,.;:|-–—")
    if site_key(text) in sites:
        yield Name(text, house=True)
        return
    bare = _without_before(text)
    parts = [part.strip(" .:-–—'’") for part in _split().split(bare)]
    parts = _authors_only([part for part in parts if part])
    several = bool(parts) and " " in parts[0]
    single = single or labelled(text)
    for i, part in enumerate(parts):
        name = _person(part, shown=shown, single=single and not i)
        if name is None or (i and several and not full(name) and not _agency(name)):
            continue  # behind a full name stand places and degrees
        yield Name(name, house=site_key(name) in sites)


def _without_addresses(text: str) -> str:
    """``text`` without addresses of pages and mail, and without handles."""
    words = text.split(" ")
    return " ".join(w for w in words if "@" not in w and "://" not in w and "www." not in w)


def labelled(text: str) -> bool:
    """Whether a text opens with a word that names who wrote, such as "By" or "Oleh:"."""
    return len(text) < LONGEST_LIST and _before().match(text.lstrip() + " X") is not None


def opens_byline(text: str) -> bool:
    """Whether a line opens as a byline of its own does, with a word for "by" and a capital."""
    return _opening().match(text) is not None


@cache
def _opening() -> regex.Pattern[str]:
    return regex.compile(rf"(?i:{any_of('opening')})\s+(?=\p{{Lu}}|\p{{Lo}})")


def _agency(name: str) -> bool:
    return name.casefold() in listed("agencies")


def _authors_only(parts: Sequence[str]) -> list[str]:
    """The parts without those who reviewed, edited or took pictures."""
    kept = []
    skip = False
    for part in parts:
        match = _others().match(part)
        if match is None and not skip:
            kept.append(_without_before(part))
        skip = match is not None and match.end() == len(part)
    return kept


def _without_before(text: str) -> str:
    for _ in range(2):
        match = _before().match(text)
        if match is None:
            break
        text = text[match.end() :]
    return text


def _person(part: str, *, shown: bool, single: bool) -> str | None:
    """The name in one part, None when there is none."""
    name = _place().sub("", _without_role(" ".join(part.split())))
    lower = name.casefold().strip(".")
    if not 2 <= len(name) <= LONGEST or lower in listed("nobody", "earned"):
        return None
    words = name.split()
    if not _ADMIN.isdisjoint(lower.split()):
        return None
    if len(words) > MOST_WORDS or _NO_NAME.search(name) or _DOMAIN.search(name):
        return None
    if not _capital(words, shown=shown) or (shown and not single and not full(name)):
        return None
    return name if any(map(str.isalpha, name)) and not _SENTENCE.search(name) else None


def _capital(words: Sequence[str], *, shown: bool) -> bool:
    """Whether words are written as those of a name are."""
    own = [word for word in words if word.casefold() not in listed("particles")]
    if not own:
        return False
    lower = [word[0].islower() and not _CAMEL.search(word) for word in own]
    if shown:
        return len(own) <= 4 and not any(lower)
    # a login name with a dash or a dot in it; names in small letters are of one or two words
    if all(lower):
        return len(words) <= 3 and not any("-" in word or "." in word for word in own)
    return sum(lower) * 2 <= len(own)


def _without_role(name: str) -> str:
    """``name`` without a role at its start or end."""
    return _role().sub("", name).strip(" ,.-–—")


@cache
def _before() -> regex.Pattern[str]:
    mark = r"\s?[:：|／]\s?"
    return regex.compile(
        rf"(?i)(?:{any_of('by', 'authors')}){mark}"
        rf"|(?:{any_of('by')})\s+(?=(?-i:\p{{Lu}})|\p{{Lo}}|\W)"
    )


@cache
def _others() -> regex.Pattern[str]:
    bare = any_of("edited_by", "done_by")
    return regex.compile(rf"(?i)(?:{bare}|{any_of('editors', 'others')})\s?[:：]|(?:{bare})(?!\S)")


@cache
def _split() -> regex.Pattern[str]:
    return regex.compile(
        rf"\s*(?:,(?!\s?(?i:{any_of('after_comma')})(?![\w.]))|[;|/•·&\n、，；／＝]"
        rf"|\s[-–—+]\s|\s[-–—](?=\p{{L}})|(?<!\S)(?i:{any_of('between')})(?!\S)"
        r"|(?<=\p{L}{2} \p{L}+ )(?:y|e|en|i|и)(?= \p{L}+ \p{L}))\s*"
    )


@cache
def _role() -> regex.Pattern[str]:
    roles = any_of("roles")
    return regex.compile(
        rf"(?i)^(?:{roles})\s+(?=(?-i:\p{{Lu}}))|(?:^|(?<=\s|,))(?:{roles})(?:\s.*)?$"
    )


@cache
def _place() -> regex.Pattern[str]:
    return regex.compile(rf"\s(?:{any_of('places')})\s\p{{Lu}}.*")
