"""Date lines and the dates in them.

Whether a line is a date line is decided here, from a small table of names, because that decides
what is removed and must never change with a library. What the date means is read by dateparser,
which is imported only then and told the language, the order and to accept whole dates only: a
date with a part missing would be filled in from today.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import regex
import tomli

from .lines import Shape, tokens_of

LONGEST = 120


class Date(NamedTuple):
    """A date as read: ISO 8601, the words it was read from, and whether it is of an update."""

    iso: str
    text: str
    updated: bool


@cache
def _table() -> dict[str, Any]:
    file = resources.files(__package__) / "data" / "dates.toml"
    return tomli.loads(file.read_text(encoding="utf-8"))


@cache
def _words() -> frozenset[str]:
    table = _table()
    names = [*table["months"], *table["days"], *table["around"]]
    names += [*table["published"], *table["updated"], *(zone.lower() for zone in table["zones"])]
    return frozenset(t for name in [*names, "ist", "bst", "cst"] for t in tokens_of(name))


@cache
def _pattern() -> regex.Pattern[str]:
    """A whole date, then perhaps a time and a zone close by."""
    month = "|".join(sorted(_table()["months"], key=len, reverse=True))
    return regex.compile(
        rf"(?i)(?<![\w.,/-])(?P<core>(?:\d{{1,2}}(?:st|nd|rd|th)?[ .-]{{1,2}}(?:{month})\b"
        rf"[ .,-]{{1,2}}(?:\d{{4}}|\d{{2}})"
        rf"|(?:{month})\b[. ]{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
        r"|\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}))(?!\d)"
        r"(?:(?:T|[\s,|/·•–-]{1,5}(?:at |pukul |jam )?)(?P<time>\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)"
        r"(?:\s?(?P<half>[ap]\.?m\b\.?))?(?:\s?\(?(?P<zone>[A-Z]{2,5}\b|[+-]\d{2}:?\d{2}\b))?)?"
    )


def is_date_line(shape: Shape) -> bool:
    """A line of nothing but one or two whole dates with their day, time, zone and label."""
    if len(shape.text) > LONGEST or not any(c.isdigit() for c in shape.text):
        return False
    rest = [t for t in shape.tokens if t not in _words() and not t.isdigit() and t != ":"]
    rest = [
        t for t in rest if not regex.fullmatch(r"\d{1,2}(?:st|nd|rd|th|am|pm)|\d{2}t\d{2}z?", t)
    ]
    return not rest and _pattern().search(shape.text) is not None


def without_dates(text: str) -> str:
    """``text`` up to its first date and the label before that date."""
    match = _pattern().search(text)
    if match is None:
        return text
    words = text[: match.start()].rstrip(" |:,-–—/·•").split(" ")
    while words and set(tokens_of(words[-1])) <= _words():
        words.pop()
    return " ".join(words).rstrip(" |:,-–—/·•")


def dates_in(text: str, language: str | None, context: str) -> Iterator[Date]:
    """Read every whole date of ``text``; ``context`` helps to tell zones of one name apart."""
    at = 0
    for match in _pattern().finditer(text):
        before = set(tokens_of(text[at : match.start()]))
        at = match.end()
        if (iso := _read(match, language, context)) is not None:
            yield Date(iso, match.group().strip(), bool(before & set(_table()["updated"])))


def _read(match: regex.Match[str], language: str | None, context: str) -> str | None:
    # imported here: dateparser is slow to import and only an article with a date line needs it
    import dateparser

    core, time, half = match.group("core", "time", "half")
    order = _order(core, language)
    if order is None:
        return None
    words = " ".join(filter(None, (core, (time or "").replace(".", ":"), half)))
    found = dateparser.parse(
        words,
        languages=["en", "id", "ms"],
        settings={
            "DATE_ORDER": order,
            "PREFER_LOCALE_DATE_ORDER": False,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
        },
    )
    if found is None or not 1800 <= found.year <= 2200:
        return None
    if time is None:
        return found.date().isoformat()
    offset = _offset(match.group("zone"), context)
    return found.replace(tzinfo=None).isoformat(timespec="minutes") + offset


def _order(core: str, language: str | None) -> str | None:
    """Order of the parts; None when day and month of a numeric date cannot be told apart."""
    parts = [int(part) for part in regex.findall(r"\d+", core)]
    if len(parts) < 3:
        return "DMY" if core[0].isdigit() else "MDY"
    if parts[0] > 31:
        return "YMD"
    if parts[1] > 12:
        return "MDY"
    if parts[0] > 12 or language in ("id", "ms"):
        return "DMY"
    return None


def _offset(zone: str | None, context: str) -> str:
    """The offset of a zone name as ``+07:00``; empty when there is none or it is ambiguous."""
    if not zone:
        return ""
    if zone[0] in "+-":
        return zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    if zone.upper() == "IST":
        # Indian, Irish and Israel time share the name; India writes it far more often
        others = regex.search(r"\b(?:Ireland|Irish|Dublin|Israel|Jerusalem|Tel Aviv)\b", context)
        india = regex.search(r"\b(?:India|Indian|Delhi|Mumbai)\b|\.in\b", context)
        return "+05:30" if india or not others else ""
    return str(_table()["zones"].get(zone.upper(), ""))
