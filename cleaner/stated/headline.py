"""Which of a page's several titles is the headline, and where the site's name in it begins.

The title for sharing, the stated headline, the heading and the window title often differ: the
window title carries the site's name and may be written for search engines, the sharing title may
be cut short. What several of them agree on tells one from the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

import regex

from .words import plain_words, site_key

LONGEST = 400
_LEAST_WORDS = 4  # of a heading in words of its own
_LEAST_LETTERS = 4  # of a word that it shares with another title all the same
_SEPARATOR = regex.compile(r"\s+[-–—|·•:»›*~<«/]+\s+|\s*[|ㅣ｜]\s*|\s+[–—-](?=\S)|：|:\s+")
_REST = regex.compile(r"\s*[-–—|·•»›*~<:：ㅣ｜,(/]")
_HALF = regex.compile(r"\p{Cs}")  # half a character: the text was cut or broken
_DAY = regex.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d\d-\d\d")
_QUOTES = str.maketrans('’‘‚`´“”„«»"–—‑', "'" * 11 + "---")
_WORD = regex.compile(r"\w+")
_NO_SPACES = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")


class Titles(NamedTuple):
    """The titles of a page as found; each may be missing or empty."""

    shared: Sequence[tuple[str, str]]  # source and text of og:title and its kin, the surest first
    stated: Sequence[str]  # headlines of the page's own JSON-LD nodes and microdata
    headings: Sequence[str]  # every h1
    window: str
    newsroom: bool = False  # whether the page says it is news


def headline(titles: Titles, sites: Set[str]) -> tuple[str, str]:
    """The headline and which source it is from; both empty where none is to be had."""
    kin = [(rule, text) for rule, found in titles.shared if (text := _usable(found))]
    source, shared = kin[0] if kin else ("", "")
    stated = next(filter(None, map(_usable, titles.stated)), "")
    window = _usable(titles.window)
    heading = _heading(titles.headings, [stated, window, *(text for _, text in kin)], sites)
    others = [*filter(None, [stated, heading]), *(text for _, text in kin)]
    if titles.newsroom and same(shared, stated):
        others = []  # what both have belongs to the headline, unless it names the site
    shared, stated, window = (bare(text, others, sites) for text in (shared, stated, window))
    heading = bare(heading, [], sites)
    if _broken(shared, (heading, stated, window)):
        shared = ""
    if shared and _on_face(shared, stated, heading, window, newsroom=titles.newsroom):
        return heading, "page.h1"
    if not shared and heading and not titles.newsroom:
        return heading, "page.h1"
    named = (
        (shared, source),
        (stated, "jsonld.headline"),
        (heading, "page.h1"),
        (window, "page.title"),
    )
    # the name of the site alone is the title of its start page, not of an article
    return next((pair for pair in named if pair[0] and not _is_site(pair[0], sites)), ("", ""))


def _on_face(shared: str, stated: str, heading: str, window: str, *, newsroom: bool) -> bool:
    """Whether the heading is the headline though the title for sharing says something else.

    Newsrooms write the title for sharing with care. There it is the headline where the page states
    it as such, or where the heading is but the window title. Elsewhere it is written for search
    engines.
    """
    if not heading or same(shared, heading):
        return False
    if _folded(shared).endswith(":" + _folded(heading)):
        return False  # the heading stands below its kicker
    if not newsroom:
        return True
    if same(shared, stated):
        return False
    return not same(window, heading)


def same(a: str, b: str) -> bool:
    """Whether two titles are one, whatever their quotes, dashes and capitals."""
    return bool(a) and _folded(a) == _folded(b)


def _folded(text: str) -> str:
    return "".join(text.translate(_QUOTES).casefold().split())


def _usable(text: str) -> str:
    if _HALF.search(text):
        return ""
    plain = plain_words(text[: 4 * LONGEST]).rstrip("¶ ")
    return plain if 2 <= len(plain) <= LONGEST and any(map(str.isalpha, plain)) else ""


def _heading(headings: Sequence[str], others: Sequence[str], sites: Set[str]) -> str:
    """The heading that shares its words with the other titles; the only one where all are silent.

    The site's name, a section and the heading of a box are headings as well.
    """
    usable = [text for text in map(_usable, headings) if text and site_key(text) not in sites]
    known = [_words(text) for text in others if text]
    if not known:
        return usable[0] if len(usable) == 1 else ""
    best, most = "", 0.5
    for text in usable:
        words = _words(text)
        share = max(len(words & other) / max(1, len(words)) for other in known)
        if share > most and (len(words) > 2 or any(_begins(other, text) for other in others)):
            best, most = text, share
    if not best and len(usable) == 1 and len(words := _words(usable[0])) >= _LEAST_WORDS:
        # the only heading there is may be about the same in words of its own
        about = any(len(word) >= _LEAST_LETTERS for other in known for word in words & other)
        return usable[0] if about else ""
    return best


def _begins(title: str, other: str) -> bool:
    """Whether ``title`` is ``other``, or ``other`` with something set apart behind it."""
    rest = title[len(other) :]
    return same(title[: len(other)], other) and (not rest or _REST.match(rest) is not None)


def _words(text: str) -> set[str]:
    """The words of a title; in scripts without spaces its pairs of characters."""
    words = set(_WORD.findall(text.casefold()))
    if _NO_SPACES.search(text):
        words |= {text[i : i + 2] for i in range(len(text) - 1)}
    return words


def _broken(shared: str, others: Iterable[str]) -> bool:
    """Whether a title ends where a quotation mark in it ended the attribute."""
    start = _folded(shared)
    return bool(start) and any(
        (whole := _folded(other)).startswith(start) and whole[len(start) :].lstrip()[:1] == "'"
        for other in others
    )


def bare(title: str, others: Iterable[str], sites: Set[str]) -> str:
    """``title`` without the site's name, and without what no other title of the page has.

    Another title that ``title`` begins with, before a separator, ends it where it is the longer
    part or the site's name follows.
    """
    for other in others:
        if other and len(other) < len(title) and _begins(title, other):
            rest = title[len(other) :]
            named = any(_is_site(part, sites) for part in _SEPARATOR.split(rest))
            if named or len(other) > len(rest):
                return title[: len(other)].strip()
    return _without_site(title, sites)


def begun(title: str, texts: Iterable[str]) -> str:
    """``title`` up to where one of ``texts``, of three words or more, ends before a separator."""
    for text in texts:
        if text.count(" ") >= 2 and len(text) < len(title) and _begins(title, text):
            return title[: len(text)].strip()
    return title


def _without_site(title: str, sites: Set[str]) -> str:
    """``title`` without site's name, date and what stands behind the name, from either end."""
    cuts = [(match.start(), match.end()) for match in _SEPARATOR.finditer(title)]
    bounds = [0, *(at for cut in cuts for at in cut), len(title)]
    parts = [title[a:b].strip() for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    first, last = 0, len(parts)
    named = [i for i, part in enumerate(parts) if i and _is_site(part, sites)]
    if named:
        last = named[0]
    while last > 1 and _DAY.fullmatch(parts[last - 1]):
        last -= 1
    if last > 1 and _is_site(parts[0], sites):
        first = 1
    if first >= last or (first, last) == (0, len(parts)):
        return title
    return title[bounds[2 * first] : bounds[2 * last - 1]].strip() or title


def _is_site(part: str, sites: Set[str]) -> bool:
    key = site_key(part)
    return len(key) > 1 and key in sites
