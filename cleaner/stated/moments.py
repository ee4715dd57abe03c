"""Dates as pages state them: ISO 8601 with the offset that was stated, or nothing.

Bare ISO is read by the standard library, anything else by the reading of date lines. No clock is
asked: what is too late is said by the caller, else by a fixed bound.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import regex

from .words import plain_words

FIRST_YEAR, LAST_YEAR = 1800, 2100
_LONGEST = 100
_SHAPE = regex.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T\s]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?)?"
    r"\s?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?(?:\s(?:UTC|GMT))?",
    regex.IGNORECASE,
)
# as Unix and Java write it: Sun Nov 23 16:00:00 EDT 2014
_YEAR_LAST = regex.compile(r"\p{L}{3} (\p{L}{3}) {1,2}(\d{1,2}) [\d:]{8} [A-Z]{3,5} (\d{4})")
_TWICE = regex.compile(r"[(\[]\p{L}{3,20}[)\]]")  # the month once more, by its other name
_SECONDS = regex.compile(r"1\d{9}(?:\d{3})?")
_ADDRESS = regex.compile(
    r"/(?P<y>(?:19|20)\d\d)(?P<s>[/-])(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])"
    r"(?=[/-]|$)"
)


def moment(
    value: object, *, language: str | None = None, context: str = "", latest: date | None = None
) -> str | None:
    """The date ``value`` states, None when it is none or lies after ``latest``.

    ``2024-05-03`` where no time is stated, else ``2024-05-03T14:24+02:00``, with seconds where
    they are not zero and without offset where none is stated.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(int(value)) if 0 < value < 1e13 else ""
    if not isinstance(value, str):
        return None
    text = plain_words(value[: 2 * _LONGEST])
    if not 6 <= len(text) <= _LONGEST:
        return None
    if match := _YEAR_LAST.fullmatch(text):
        text = f"{match[2]} {match[1]} {match[3]}"
    iso = _iso(text)
    if iso is None and not _SHAPE.fullmatch(text):
        iso = _worded(text, language, context)
        if iso is None and (bare := _TWICE.sub(" ", text)) != text:
            iso = _worded(" ".join(bare.split()), language, context)
    return iso if iso and _likely(iso, latest) else None


def in_address(url: str | None, latest: date | None = None) -> str | None:
    """The day in the path of an address, as in ``/2024/05/03/title``."""
    match = _ADDRESS.search(url or "")
    if match is None:
        return None
    return moment(f"{match['y']}-{match['m']:0>2}-{match['d']:0>2}", latest=latest)


def _iso(text: str) -> str | None:
    if _SECONDS.fullmatch(text):
        seconds = timedelta(seconds=int(text[:10]))
        return _written(datetime(1970, 1, 1, tzinfo=UTC) + seconds)
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    stamp = f"{year}-{month}-{day}"
    if hour:
        stamp += f"T{hour}:{minute}:{second or '00'}{_offset(zone)}"
    try:
        if not hour or (hour + minute + (second or "00") == "000000" and not zone):
            return date.fromisoformat(stamp[:10]).isoformat()
        return _written(datetime.fromisoformat(stamp))
    except ValueError:
        return None


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    return "+00:00" if zone[0] not in "+-" else zone


def _written(when: datetime) -> str:
    return when.isoformat(timespec="seconds" if when.second else "minutes")


def _worded(text: str, language: str | None, context: str) -> str | None:
    # imported here: most pages state their dates as ISO and need no table of month names
    from ..dates.stamps import dates_in

    return next((found.iso for found in dates_in(text, language, context)), None)


def _likely(iso: str, latest: date | None) -> bool:
    """Whether a date may be that of an article: no default of a program, none in the future."""
    day = date.fromisoformat(iso[:10])
    if not FIRST_YEAR <= day.year <= LAST_YEAR or (day.year, day.month, day.day) == (1970, 1, 1):
        return False
    # a day ahead it may be where it was written
    return latest is None or day <= latest + timedelta(days=1)
