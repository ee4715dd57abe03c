"""Date lines and the dates in them.

Whether a line is a date line is decided by our own table (``datewords``), because that decides
what is removed and must never change with a library. What the name of a month means is asked of
dateparser, which is imported only then and told the language; a name it contradicts gives no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import date
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

import regex

from ..lines import Shape, tokens_of
from .placenames import is_city
from .words import (
    Month,
    halves,
    labels,
    listed,
    months,
    plain,
    table,
    told_by,
    unspaced,
    whole_date,
    words,
)

LONGEST = 120
MOST_WORDS = 30
_GATE = re.compile(r"\d\d|\d.\d").search  # no date has fewer digits, few lines have as many
_YEAR = re.compile(r"\d{4}|[-'’/.]\d\d").search  # how every date ends, over ``plain`` text
OPENING = 1500  # characters in which the stamp of a running text is looked for
BEFORE_YEAR, AFTER_YEAR = 32, 48  # characters beside a year in which its date and time stand
_YEARS = re.compile(r"(?<!\d)(?:1[89]|2[0-6])\d\d(?!\d)")
MOST_STAMPS = 8  # years
LONGEST_LABEL = 40
LONGEST_BYLINE = 120
_ENDS_STAMP = regex.compile(r"\s*(?:[\n|(（]|\p{Lu}|\p{Lo}|$)")
_AFTER_STAMP = regex.compile(r"\s?(?:$|[,|(•·/–-]|\s\p{Lo})")
_PLACE_BEFORE = regex.compile(r"\p{Lu}[^\n()\-–—.:]{1,40},\s")
_BRACKET_BEFORE = regex.compile(r"(?P<place>\p{L}[^\n()\-–—.:]{1,30}?)\s?[(（][^\n()（）]{2,40}")
_BRACKET_AFTER = regex.compile(r"\p{L}?[)）]")
_MARK_AFTER = regex.compile(r"\s?[(–—-]")
_GLUED = regex.compile(r"(?<=\p{Ll}|[A-Z]{3})(?=\p{Lu}\p{Ll}{3})|(?<=\p{Ll}{4})(?=\d)")
_NAME = r"\p{Lu}[\p{L}’'.-]{0,20}(?: \p{Lu}[\p{L}’'.-]{0,20}){1,3}"
_NAMES = regex.compile(rf"{_NAME}(?:\s?\|\s?{_NAME}){{0,3}}\s?\|?")
_BYLINE = regex.compile(
    r"(?:^|\s)(?:By|BY|Par|Por|Von|Door|Oleh|(?:(?<!\p{Ll}\p{Ll}\s)|(?<=(?:ed|ten)\s)(?<!ared\s))by)"
    rf"\s?:?\s{_NAME}(?:(?:,| and| et| und| y| dan) {_NAME})*[\s,|·•-]*$"
)
_OPENS_WITH_TIME = re.compile(r"\W{0,3}\d{1,2}[:.h]\d{2}\b").match
_DIGITS = re.compile(r"\d+")
_BUDDHIST = 543


class Date(NamedTuple):
    """A date as read: ISO 8601, the words it was read from, and whether it is of an update."""

    iso: str
    text: str
    updated: bool


def is_date_line(shape: Shape) -> bool:
    """A line of nothing but one or two whole dates with their day, time, zone and label."""
    if len(shape.text) > LONGEST or shape.size > MOST_WORDS or not _GATE(shape.text):
        return False
    line = plain(_unglued(shape.text))
    if not _YEAR(line):
        return False
    rest, found = whole_date().subn(" ", line)
    return found > 0 and (_says_date(rest) or _signed(shape.text, line))


def _signed(text: str, line: str) -> bool:
    """Whether names parted by strokes stand before a date with its time, and nothing else."""
    match = whole_date().search(line)
    if match is None or match["hour"] is None or "|" not in text[: match.start()]:
        return False
    rest = whole_date().sub(" ", line[match.start() :])
    before = _without_labels(text[: match.start()])
    return _says_date(rest) and _NAMES.fullmatch(before) is not None


def opens_with_date(text: str) -> bool:
    """Whether a short line begins with a whole date, a label or a day before it at most."""
    match = whole_date().search(plain(text)) if len(text) <= LONGEST else None
    if match is None or _AFTER_STAMP.match(text, match.end()) is None:
        return False
    return _says_date(plain(text[: match.start()]))


def _unglued(text: str) -> str:
    """``text`` with a space where a label is glued to what stands before it."""
    return _GLUED.sub(" ", text)


def has_time(text: str) -> bool:
    """Whether a line opens with a time of day, as the lines of a programme do."""
    return _OPENS_WITH_TIME(text) is not None


def _says_date(text: str) -> bool:
    """Whether the words beside a date are numbers, labels, days and the like."""
    spaced = text if text.isascii() else unspaced().sub(" ", text)
    bare = (_DIGITS.sub("", word) for word in tokens_of(spaced))
    return all(word in words() or word in ("", ":", "hmin") for word in bare)


def dates_opening(text: str, language: str | None) -> Iterator[Date]:
    """Read the date stamp in the opening of running text, where a line of its own is missing.

    A stamp has a label with a capital or at the start of a line before it, or is of numbers with a
    time; a date that sentences speak of is none. What a dateline says in full is one too.
    """
    opening, dates = opening_of(text)
    for match in dates:
        start = _label_before(opening, match.start())
        labelled = start < match.start() and _ENDS_STAMP.match(opening, match.end()) is not None
        if labelled or _is_stamp(opening, match) or _in_dateline(opening, match):
            found = list(dates_in(opening[start : match.end()], language, ""))
            yield from found
            if any(not date.updated for date in found):
                return


def opening_of(text: str) -> tuple[str, tuple[regex.Match[str], ...]]:
    """The opening of a running text and the whole dates in it, looked for around its years."""
    return _opening(_unglued(text[:OPENING]))


@lru_cache(maxsize=1)  # authors and dates of a document ask it of the same text
def _opening(opening: str) -> tuple[str, tuple[regex.Match[str], ...]]:
    line = plain(opening)
    found: list[regex.Match[str]] = []
    at = 0
    for year in islice(_YEARS.finditer(line), MOST_STAMPS):
        start = max(year.start() - BEFORE_YEAR, at)
        for match in whole_date().finditer(line, start, year.end() + AFTER_YEAR):
            if match.start() <= year.start() < match.end():
                found.append(match)
                at = match.end()
    return opening, tuple(found)


def _is_stamp(text: str, match: regex.Match[str]) -> bool:
    """Whether a date is of numbers with a time, outside brackets, or stands below a byline."""
    before = text[: match.start()]
    numbers = match["m"] not in months() and match["hour"] is not None
    if numbers and before[-1:] not in ("(", "（") and "pukul" not in match.group():
        return True
    if match["hour"] is not None and _says_date(plain(before.rpartition("\n")[2][-LONGEST_LABEL:])):
        return "pukul" not in match.group()
    return _BYLINE.search(_without_labels(before[-LONGEST_BYLINE:])) is not None


def _label_before(text: str, at: int) -> int:
    """Where the label before a date begins, ``at`` where none does."""
    before = text[max(at - LONGEST_LABEL, 0) : at]
    for match in reversed(list(_any_label().finditer(plain(before)))):
        written = before[match.start() : match.end()]
        between = before[match.end() :]
        begins = match.start() == 0 or before[match.start() - 1] in "\n|"
        if _says_date(plain(between)) and (written[0].isupper() or begins or ":" in between):
            return at - len(before) + match.start()
    return at


@cache
def _any_label() -> regex.Pattern[str]:
    letter = r"[\p{Latin}\p{Cyrillic}\p{Arabic}]"
    names = listed("published") | listed("updated")
    return regex.compile(rf"(?<!{letter})\L<names>(?!\p{{Ll}}{{2}})", names=names)


def _in_dateline(text: str, match: regex.Match[str]) -> bool:
    """Whether a whole date stands between a place and the mark that ends a dateline."""
    before, after = text[: match.start()].rpartition("\n")[2], text[match.end() :]
    bracket = _BRACKET_BEFORE.fullmatch(before)
    if bracket and is_city(bracket["place"]):  # "Moskau (Agentur, 5. März 2026)"
        return _BRACKET_AFTER.match(after) is not None
    return _PLACE_BEFORE.fullmatch(before) is not None and _MARK_AFTER.match(after) is not None


def beside_dates(text: str) -> str:
    """``text`` with a stroke in place of every date and of the labels beside it."""
    line = plain(text)
    if not _GATE(line):
        return text
    parts, at = [], 0
    for match in whole_date().finditer(line):
        parts.append(text[at : match.start()])
        at = match.end()
    if not at:
        return text
    return " | ".join(_without_labels(part) for part in (*parts, text[at:]))


def _without_labels(text: str) -> str:
    """``text`` without the labels of dates at its ends."""
    words = text.split()
    while words and _says_date(plain(words[-1])):
        words.pop()
    while words and _says_date(plain(words[0])):
        words.pop(0)
    return " ".join(words)


def dates_in(text: str, language: str | None, context: str) -> Iterator[Date]:
    """Read every whole date of ``text``; ``context`` helps to tell zones of one name apart."""
    line = plain(text)
    if not _GATE(line) or not (found := list(whole_date().finditer(line))):
        return
    ends = [0, *(end for match in found for end in match.span()), len(line)]
    between = [line[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)]
    # labels stand before their dates, or each after its date
    after = not _said(between[0]) and bool(_said(between[-1]))
    languages = _languages(line, found, language)
    bare = not tokens_of(" ".join(between).replace(":", " "))
    for match, label in zip(found, between[1:] if after else between, strict=False):
        if (iso := _read(match, languages, context, bare=bare)) is not None:
            part = text[match.start() : match.end()].strip()
            yield Date(iso, part, _said(label) == "updated")


def _languages(line: str, found: list[regex.Match[str]], language: str | None) -> set[str]:
    """The languages a date line can be of: what its own words say, then the article's."""
    ends = [0, *(end for match in found for end in match.span("core")), len(line)]
    told = told_by("\n".join(line[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True)))
    return {language} if language and (not told or language in told) else told


def _said(label: str) -> str:
    """The kind of the label beside a date, empty without one; of two the later one counts."""
    kinds = ("published", "updated")
    ends = [max((m.end() for m in labels(kind).finditer(label)), default=0) for kind in kinds]
    return kinds[ends.index(max(ends))] if any(ends) else ""


def _read(match: regex.Match[str], languages: Set[str], context: str, *, bare: bool) -> str | None:
    month = months().get(match["m"] or "")
    parts = _parts(match, month, languages, bare=bare and match["zone"] is None)
    if parts is None or (day := _asked(*parts, month)) is None:
        return None
    if (time := _time(match)) is None:
        return day
    return f"{day}T{time}{_offset(match['zone'], context)}"


def _parts(
    match: regex.Match[str], month: Month | None, languages: Set[str], *, bare: bool
) -> tuple[int, int, int] | None:
    """Year, month and day; None where the year or the order of the others cannot be told."""
    if match["short"]:
        return None
    year = int(match["y"]) if match["y"] else 2000 + int(match["yy"])
    if year > 2400 and ("th" in languages or (month and month.language == "th")):
        year -= _BUDDHIST
    if match["a"] is None:
        return year, month.number if month else int(match["m"]), int(match["d"])
    a, b = match["a"], match["b"]
    spreadsheet = bare and match["s"] == "/" and not (a.startswith("0") or b.startswith("0"))
    if _day_first(int(a), int(b), set() if spreadsheet else languages):
        return year, int(b), int(a)
    return (year, int(a), int(b)) if int(b) > 12 or a == b else None


def _day_first(a: int, b: int, languages: Set[str]) -> bool:
    """Whether the first of two numbers is the day, by their size or by what the language does.

    A bare date with slashes and without leading zeros is how a spreadsheet prints it: there the
    language of the article tells nothing and is not given.
    """
    if a > 12 or b > 12:
        return a > 12
    entries = [table()["languages"].get(name, {}) for name in languages]
    return bool(entries) and all(entry.get("day_first", False) for entry in entries)


def _asked(year: int, month: int, day: int, name: Month | None) -> str | None:
    """The day in ISO 8601; None when there is no such day or its month's name is not confirmed."""
    if not 1800 <= year <= 2200 or (name and not _confirmed(name)):
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@cache
def _confirmed(name: Month) -> bool:
    """Whether dateparser reads a month's name as our table does."""
    # imported here: dateparser is slow to import and only an article with a date line needs it
    import dateparser

    found = dateparser.parse(
        f"15 {name.asked} 2000",
        languages=[name.language],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_LOCALE_DATE_ORDER": False,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
        },
    )
    return found is not None and found.date() == date(2000, name.number, 15)


def _time(match: regex.Match[str]) -> str | None:
    if match["hour"] is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"]), match["noon"]
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half in halves()[1])
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _offset(zone: str | None, context: str) -> str:
    """The offset of a zone name as ``+07:00``; empty when there is none or it is ambiguous."""
    if not zone:
        return ""
    if number := regex.fullmatch(r"(?:gmt|utc)?\s?([+-])(\d{1,2}):?(\d{2})?", zone):
        sign, hours, minutes = number.groups()
        return f"{sign}{int(hours):02}:{minutes or '00'}"
    if zone == "ist":
        return _of_ist(context)
    return str(table()["zones"].get(zone.upper(), ""))


@lru_cache(maxsize=1)  # every date of a document asks it of the same text
def _of_ist(context: str) -> str:
    """The offset of Indian, Irish or Israel time; India writes the shared name far more often."""
    others = regex.search(r"\b(?:Ireland|Irish|Dublin|Israel|Jerusalem|Tel Aviv)\b", context)
    india = regex.search(r"\b(?:India|Indian|Delhi|Mumbai)\b|\.in\b", context)
    return "+05:30" if india or not others else ""
