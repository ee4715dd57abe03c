"""Who wrote and when, as the lines beside the headline say it in the source.

Whatever rule took such a line away, or if it stayed: what stands between a headline and its article
is read as what such lines are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from .dates.placenames import is_city, is_site, titled
from .dates.stamps import dates_in, opens_with_date
from .lines import Shape, calls_out, shape_of
from .stated.credits import AUTHORS, EDITORS, beside_date, credits_in, is_credit, person_of
from .text.context import is_name
from .text.memory import Memory
from .types import Origin

_HOUSE = regex.compile(r"(\s?[-–—|,•·]\s?)")  # between a name and the house of its bearer
BELOW, ABOVE = 8, 3  # lines
LONGEST = 160  # characters of a line that is looked at
MOST_HEADLINES = 20  # lines like the headline that are looked at


def near_title(
    source: str, title: str | None, language: str | None, memory: Memory
) -> Iterator[Origin]:
    """Yield authors, editors and dates, those below the headline first."""
    lines = [line.strip() for line in source.split("\n") if line.strip()]
    at = [i for i, line in enumerate(lines) if line == title][:MOST_HEADLINES]
    if not at:
        return
    shapes = {i: memory.shape(line) for j in at for i, line in _beside(lines, j)}
    below = [
        _until_prose([shapes[i] for i in range(j + 1, j + 1 + BELOW) if i in shapes]) for j in at
    ]
    # where the headline stands again, its byline stands below the one that has a date
    chosen = next((run for run in below if any(map(memory.is_date, run))), below[0])
    yield from _read(chosen, language, memory)
    above = [shapes[i] for i in range(max(at[0] - ABOVE, 0), at[0])]
    yield from _read(above, language, memory)


def _beside(lines: Sequence[str], at: int) -> Iterator[tuple[int, str]]:
    for i in range(max(at - ABOVE, 0), min(at + 1 + BELOW, len(lines))):
        yield i, lines[i][: LONGEST * 2]


def _until_prose(shapes: Sequence[Shape]) -> list[Shape]:
    end = next((i for i, s in enumerate(shapes) if s.prose and not calls_out(s)), len(shapes))
    return list(shapes[:end])


def _read(shapes: Sequence[Shape], language: str | None, memory: Memory) -> Iterator[Origin]:
    dated = [memory.is_date(shape) for shape in shapes]
    yield from _towns(shapes, language)
    for i, shape in enumerate(shapes):
        if len(shape.text) > LONGEST:
            continue
        gives = {match.rule.gives for match in memory.match(shape)}
        beside = any(dated[max(i - 1, 0) : i + 2])
        byline = not gives.isdisjoint((AUTHORS, EDITORS)) or is_credit(shape.text)
        if dated[i] or byline or "date" in gives or opens_with_date(shape.text):
            for date in dates_in(shape.text, language, ""):
                yield Origin("updated" if date.updated else "date", "text.near-title", date.iso)
            for credit in credits_in(shape.text, AUTHORS) if byline else beside_date(shape.text):
                yield Origin(credit.field, "text.near-title", credit.name)
        elif beside and (name := _name(shape)):
            yield Origin(AUTHORS, "text.near-title", name)


def _towns(shapes: Sequence[Shape], language: str | None) -> Iterator[Origin]:
    """The well-known cities above a lone dash, or before a date on its line."""
    for shape, below in pairwise(shapes):
        if below.text in ("-", "–", "—") and is_city(shape.text):
            yield Origin("place", "text.near-title", titled(shape.text))
    for shape in shapes:
        town, comma, day = shape.text.partition(", ")
        if comma and is_city(town) and opens_with_date(day):
            yield Origin("place", "text.near-title", titled(town))
            for date in dates_in(day, language, ""):
                yield Origin("date", "text.near-title", date.iso)


def _name(shape: Shape) -> str | None:
    if not is_name(shape):
        name, mark, house = (
            _HOUSE.split(shape.text, 1) if _HOUSE.search(shape.text) else ("", "", "")
        )
        if mark and is_site(house) and (is_name(shape_of(name)) or person_of(name)):
            return name
        return person_of(shape.text)
    return next((credit.name for credit in credits_in(shape.text, AUTHORS)), None)
