"""The day of a page that states none: what trafilatura finds, if the page's own text shows it.

trafilatura looks everywhere in the markup, and is asked only where nothing is stated. What it
finds is believed when a line of the page reads as that day; without this check half of its
answers were wrong or about something else.
"""

from __future__ import annotations

from lxml import etree

from .dates import dates_in
from .page import parse
from .types import Origin

_LONGEST_PAGE = 2_000_000  # characters
_LONGEST = 200  # characters of a line that may be a date line
_MOST_LINES = 20  # lines with that year and that number that are read
_SEARCH = {"original_date": True, "extensive_search": True, "max_date": "2100-01-01"}


def shown_date(
    source: str, text: str, language: str | None, url: str | None
) -> tuple[str, Origin] | None:
    """The ISO date of a page as trafilatura sees it, unless no line of ``text`` shows it."""
    # imported here: few pages need it, and it takes a tenth of a second
    from trafilatura import extract_metadata

    # read anew, for the walk has taken out what holds no text
    root = parse(source).root if len(source) <= _LONGEST_PAGE else None
    if root is None:
        return None
    try:
        markup = etree.tostring(root, encoding="unicode", method="html")
        found = extract_metadata(markup, default_url=url, date_config=dict(_SEARCH))
    except Exception:  # whatever it stumbles over, the page has no date then
        return None
    day = found.date if found is not None else None
    if not isinstance(day, str) or len(day) != 10:
        return None
    year, number = day[:4], day[8:].lstrip("0")
    lines = [
        line
        for line in text.split("\n")
        if len(line) <= _LONGEST and year in line and number in line
    ]
    for line in lines[:_MOST_LINES]:
        if any(date.iso[:10] == day for date in dates_in(line, language, "")):
            return day, Origin("date", "trafilatura.date", line)
    return None
