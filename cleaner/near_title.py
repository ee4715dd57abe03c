"""Who wrote and when, as the lines beside the headline say it in the source.

Whatever rule took such a line away, or if it stayed: what stands between a headline and its article
is read as what such lines are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from .dates.placenames import is_city, is_site, titled
from .dates.stamps import beside_dates, dates_in, opens_with_date
from .lines import Shape, calls_out, shape_of
from .stated.credits import AUTHORS, EDITORS, Credit, beside_date, credits_in, is_credit, person_of
from .stated.people import full, listed, names, opens_byline
from .text.context import is_name
from .text.memory import Memory
from .types import Edit, Origin

_HOUSE = regex.compile(r"(\s?[-–—|,•·/]\s?)")  # before the house or the place of a name's bearer
_HOST = regex.compile(r"^(?:[\w-]+\.)+\p{L}{2,6}\s+")
BELOW, ABOVE = 8, 3  # lines
LONGEST = 160  # characters of a line that is looked at
START = 800  # characters of an article at which a cut is at its start
NEAREST = 8  # cuts
_WEIGHED = ("context.", "edge.")  # rules that say nothing of what they cut
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


def near_start(
    edits: Sequence[Edit], headed: int, language: str | None, memory: Memory
) -> Iterator[Origin]:
    """Yield the same of what went at the start of the article, the nearest to its first line first.

    ``headed`` is how many characters of the text that stayed are its headline.
    """
    below: list[Shape] = []
    above: list[Shape] = []
    moved = 0
    for edit in edits:
        place, line = edit.start + moved, edit.old.strip()
        if place > headed + START:
            break
        moved += len(edit.new) - len(edit.old)
        if not edit.new and _may_tell(line) and edit.rule.startswith(_WEIGHED):
            (above if place <= headed else below).append(memory.shape(line))
    yield from _read(above[: -1 - NEAREST : -1], language, memory)
    yield from _read(below[:NEAREST], language, memory)


def _may_tell(line: str) -> bool:
    return 0 < len(line) <= LONGEST and "\n" not in line


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
        opened = [] if shape.prose else _opened(shape.text)
        stamped = opens_with_date(_HOST.sub("", shape.text))
        if dated[i] or byline or opened or "date" in gives or stamped:
            for date in dates_in(shape.text, language, ""):
                yield Origin("updated" if date.updated else "date", "text.near-title", date.iso)
            found = credits_in(shape.text, AUTHORS) if byline else beside_date(shape.text)
            for credit in opened or found:
                yield Origin(credit.field, "text.near-title", credit.name)
        elif beside and (name := _name(shape)):
            yield Origin(AUTHORS, "text.near-title", name)


def _opened(line: str) -> list[Credit]:
    """The people behind a word for "by", or alone beside a date, without the places named."""
    parts = [part.strip() for part in beside_dates(line).split("|")]
    dated = len(parts) > 1
    said = [part for part in parts if part and _says_by(line, part, dated=dated)]
    found = names(said, frozenset(), shown=True)
    people = (name.name for name in found if not name.house and full(name.name))
    return [Credit(AUTHORS, name) for name in people if not is_city(name) and not is_site(name)]


def _says_by(line: str, part: str, *, dated: bool) -> bool:
    """Whether a part of a line opens with a word for "by", stands behind one, or is a name."""
    before = line[: line.find(part)].split()
    behind = bool(before) and before[-1].casefold() in listed("opening")
    return opens_byline(part) or (dated and (behind or is_name(shape_of(part))))


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
        placed = is_site(house) or is_city(house)
        if mark and placed and (is_name(shape_of(name)) or person_of(name)):
            return name
        return person_of(shape.text)
    return next((credit.name for credit in credits_in(shape.text, AUTHORS)), None)
