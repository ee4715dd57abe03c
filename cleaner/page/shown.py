"""The day of a page that states none: a line right below the headline that is nothing but a date.

Else it is what trafilatura finds, if the page's own text shows it. trafilatura looks everywhere in
the markup, and is asked only where nothing is stated. What it finds is believed when a line of the
page reads as that day; without this check half of its answers were wrong or about something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from ..dates.stamps import dates_in, is_date_line
from ..lines import shape_of
from ..types import Origin
from .tree import parse

_LONGEST_PAGE = 500_000  # characters
_LONGEST = 200  # characters of a line that may be a date line
_MOST_LINES = 20  # lines with a year that are read
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEARCH = {"original_date": True, "extensive_search": True, "max_date": "2100-01-01"}


def date_below(lines: Iterable[str], language: str | None) -> tuple[str, Origin] | None:
    """The ISO date that the first of the lines below the headline tells which is a date line."""
    for line in lines:
        if len(line) <= _LONGEST and is_date_line(shape_of(line)):
            for date in dates_in(line, language, ""):
                return date.iso, Origin("date", "page.below-headline", line)
    return None


def shown_date(
    source: str, text: str, language: str | None, url: str | None
) -> tuple[str, Origin] | None:
    """The ISO date of a page as trafilatura sees it, unless no line of ``text`` shows it."""
    lines = [line for line in text.split("\n") if len(line) <= _LONGEST and _YEAR.search(line)]
    days = {
        date.iso[:10]: line
        for line in reversed(lines[:_MOST_LINES])
        for date in dates_in(line, language, "")
    }
    if not days or len(source) > _LONGEST_PAGE or (day := _found(source, url)) not in days:
        return None
    return day, Origin("date", "trafilatura.date", days[day])


def _found(source: str, url: str | None) -> str:
    # imported here: few pages need it, and it takes a tenth of a second
    from trafilatura import extract_metadata

    # read anew, for the walk has taken out what holds no text
    root = parse(source).root
    if root is None:
        return ""
    try:
        markup = etree.tostring(root, encoding="unicode", method="html")
        found = extract_metadata(markup, default_url=url, date_config=dict(_SEARCH))
    except Exception:  # whatever it stumbles over, the page has no date then
        return ""
    return str(found.date or "") if found is not None else ""
