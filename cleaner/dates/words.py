"""The words and the shape of dates: a small table of names by language, and the pattern over it.

This decides what a date line is and so what is removed. It reads no library and means nothing
yet; ``dates`` says what a date means.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import regex
import tomli

from ..lines import tokens_of
from ..shipped import data_files

_WORDS = ("published", "updated", "days", "at", "around")
ELSEWHERE = ("ist", "bst", "cst")  # zones of several countries
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")
_ASCII = frozenset(map(chr, range(128)))
_SAME = dict(zip("：／，．（）－　ı‑\u00a0\u202f", ":/,.()- i-  ", strict=True))

_END = r"(?![\p{L}\p{M}])"
_DAY_MONTH = rf"""
  (?P<d>\d{{1,2}}) (?:st|nd|rd|th|er|º|ª|°)? (?:\s-\s|[\s.,/-]{{0,2}}) (?:(?:de|di|of)\s)?
  (?P<m>(?&months)) (?:\s?/\s?(?&months))? {_END} (?!\d)"""
_MONTH_DAY = rf"(?P<m>(?&months)) {_END} [.,\s]{{1,2}} (?P<d>\d{{1,2}}) (?:st|nd|rd|th)? (?!\d)"
_AND_YEAR = r"""
  (?: (?:[\s.,/-]{1,3}|(?<=\p{Arabic})) (?:(?:de|del|năm|พ\.ศ\.|ค\.ศ\.)\s?)? (?P<y>\d{4})
    | (?:-|\s?['’])(?P<yy>\d{2})(?!\s?[:.h]\d) )"""
_YEAR_FIRST = r"""(?P<y>\d{4})
  (?: \s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日
    | \s?년\s?(?P<m>\d{1,2})\s?월\s?(?P<d>\d{1,2})\s?일
    | (?P<s>[-/]|\.\s?)(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})\.? )"""
_NUMBERS = r"(?P<a>\d{1,2}) (?P<s>[-/]|\.\s?) (?P<b>\d{1,2}) (?P=s) (?P<y>\d{4})"
# two digits of a year tell a date line where a time follows, and are never read
_SHORT = r"\d{1,2} (?P<s>[/.]) \d{1,2} (?P=s) (?P<short>\d{2}) (?=[\s,|–-]{1,3}\d{1,2}[:.]\d{2})"
_CORE = "|".join((_DAY_MONTH + _AND_YEAR, _MONTH_DAY + r"(?:,?\s|,)(?P<y>\d{4})"))
_CORE = "|".join((_CORE, _YEAR_FIRST, _NUMBERS, _SHORT))
_TIME = rf"""
  (?:t|[\s,|/·•–—:(（-]{{1,6}}|(?<=[日일])) (?:(?&at)[\s:.]{{0,2}})? (?:(?P<noon>(?&half))\s?)?
  (?P<hour>\d{{1,2}}) (?:[:.h]|\s[:h]\s|시\s?|時|时|點|点) (?P<minute>\d{{2}}) (?!\d)
  (?:분|分|min\b)? (?:[:.]\d{{2}}(?:\.\d+)?초?)? (?:\s?(?P<noon>(?&half)){_END})?
  (?:\s?\(?(?P<zone>(?:gmt|utc)?\s?[+-]\d{{1,2}}(?::?\d{{2}})?(?!\d)|(?&zones){_END}))?"""
_DATE = rf"""(?<![\p{{Latin}}\p{{Cyrillic}}\d.,/-]) (?P<core>{_CORE}) (?!\d)
  (?:\s?(?:г\.|г|года|r\.|r|roku){_END})? (?:[\s,]{{0,2}}(?&days){_END})? (?:{_TIME})?"""


class Month(NamedTuple):
    """A month's name: its number, its language and the name dateparser is asked about."""

    number: int
    language: str
    asked: str


def plain(text: str) -> str:
    """The same text, as long as before, in small letters with plain digits and marks."""
    if text.isascii():
        return text.lower()
    text = text.replace("İ", "i").lower()
    for c in set(text) - _ASCII:
        text = text.replace(c, str(unicodedata.digit(c)) if c.isdigit() else _SAME.get(c, c))
    return text


@cache
def table() -> dict[str, Any]:
    """The table as it stands in ``data/dates.toml``."""
    file = data_files() / "dates.toml"
    return tomli.loads(file.read_text(encoding="utf-8"))


def names(listed: str) -> list[str]:
    """The names of one entry of the table."""
    return [plain(name.strip()) for name in listed.split(",") if name.strip()]


def listed(kind: str) -> set[str]:
    """What all languages list of one kind."""
    return {name for entry in table()["languages"].values() for name in names(entry[kind])}


@cache
def halves() -> tuple[frozenset[str], frozenset[str]]:
    """The words for the half of the day before noon, and after it."""
    return frozenset(names(table()["half"]["am"])), frozenset(names(table()["half"]["pm"]))


@cache
def months() -> dict[str, Month]:
    """Every month by each of its names."""
    found: dict[str, Month] = {}
    for language, entry in table()["languages"].items():
        for number, line in enumerate(entry["months"], 1):
            asked = line.partition(",")[0]
            for name in names(line):
                found.setdefault(name, Month(number, language, asked))
    return found


@cache
def owners() -> dict[str, frozenset[str]]:
    """Every label, day and small word of the table with the languages that use it."""
    found: dict[str, frozenset[str]] = {}
    for language, entry in table()["languages"].items():
        for kind in _WORDS:
            for name in names(entry[kind]):
                found[name] = found.get(name, frozenset()) | {language}
    return found


@cache
def words() -> frozenset[str]:
    """The single words that may stand beside a date."""
    zones = (zone.casefold() for zone in (*table()["zones"], *ELSEWHERE))
    spaced = (n for n in (*owners(), *halves()[0], *halves()[1]) if not _UNSPACED.search(n))
    return frozenset(token for name in (*spaced, *zones) for token in tokens_of(name))


@cache
def unspaced() -> regex.Pattern[str]:
    """What may stand beside a date in scripts that part no words."""
    found = {n for n in (*owners(), *halves()[0], *halves()[1]) if _UNSPACED.search(n)}
    return regex.compile(r"\L<names>", names=found)


@cache
def labels(kind: str) -> regex.Pattern[str]:
    """The labels of one kind, as whole words where a script has such."""
    letter = r"[\p{Latin}\p{Cyrillic}\p{Arabic}]"
    return regex.compile(rf"(?<!{letter})\L<names>(?!{letter})", names=listed(kind))


@cache
def whole_date() -> regex.Pattern[str]:
    """A whole date, then perhaps a time and a zone close by; over ``plain`` text."""
    return _compiled(_DATE)


@cache
def day_of_year() -> regex.Pattern[str]:
    """A day and a month, with or without a year and in numbers or not; over ``plain`` text."""
    day = rf"(?:{_DAY_MONTH}|{_MONTH_DAY}|\d{{1,2}}[./]\d{{1,2}}) (?:[,.\s/]{{1,3}}\d{{4}})?"
    weekday = rf"(?&days){_END}"
    return _compiled(rf"(?<!\p{{L}}) (?:(?:{weekday} [\s,.]{{0,2}} \(?)? {day} \)? | {weekday})")


def _compiled(pattern: str) -> regex.Pattern[str]:
    """``pattern`` with the lists it calls; each is compiled once, for that takes long."""
    lists = {
        "months": months(),
        "half": halves()[0] | halves()[1],
        "zones": [zone.casefold() for zone in (*table()["zones"], *ELSEWHERE)],
        "at": listed("at"),
        "days": listed("days"),
    }
    named = "".join(
        f"(?P<{kind}>{'|'.join(map(regex.escape, sorted(words, key=len, reverse=True)))})"
        for kind, words in lists.items()
        if f"(?&{kind})" in pattern
    )
    return regex.compile(f"(?x)(?(DEFINE){named}){pattern}")


def told_by(text: str) -> set[str]:
    """The languages that have every known label, day and small word of a line; none: not told."""
    tokens = tokens_of(text)
    pieces: Iterator[str] = (
        piece
        for piece in (*tokens, *(" ".join(pair) for pair in pairwise(tokens)))
        if piece in owners()
    )
    found = [owners()[piece] for piece in (*pieces, *unspaced().findall(text)) if piece in owners()]
    return set(frozenset.intersection(*found)) if found else set()
