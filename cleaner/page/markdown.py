r"""An article as Markdown: the words of its text, with what the page said of them.

Every block of the text becomes one block of Markdown, in the same order: a heading, a paragraph,
a piece of code or a cell, in the quotes and list items it stands in. What could be read as a mark
is escaped, so the words are those of the text, whatever the page is like. Flattened text has
nothing to say but its headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..types import Article, Box, Role
from .marks import cell_of, heading_of, line_of

_BREAKS = re.compile(r"\r\n|\r|\n")
_TICKS = re.compile("`+")
_LARGEST = 999_999_999  # the longest number of a list item
_ROOM = 8  # cells of a table for each one that holds text


class _Leaf(NamedTuple):
    """Lines of Markdown and the role of the first block they were made from."""

    lines: Sequence[str]
    role: Role


def to_markdown(article: Article) -> str:
    """The headline and the body as CommonMark with GitHub's tables; never raises.

    Ends without a line feed. Taking the marks away leaves the words of ``article.text``.
    """
    lines: list[str] = []
    before: Role | None = None
    for leaf in _leaves(*blocks_of(article)):
        lines += _framed(leaf, before)
        before = leaf.role
    return "\n".join(lines)


def blocks_of(article: Article) -> tuple[Sequence[str], Sequence[Role]]:
    """The blocks of an article's text, each on one line, and what each of them is.

    Of flattened text nothing is known but which block is the headline.
    """
    if not article.text:
        return (), ()
    texts = article.text.split("\n\n")
    roles: Sequence[Role] = article.roles
    if len(roles) != len(texts):
        first = Role("heading", 1) if texts[0] == article.title else Role()
        roles = (first, *[Role()] * (len(texts) - 1))
    return [" ".join(_BREAKS.split(text)) for text in texts], roles


def groups(roles: Sequence[Role]) -> Iterator[tuple[int, int]]:
    """From where to where go the blocks of one table or piece of code; all others stand alone."""
    at = 0
    while at < len(roles):
        role, end = roles[at], at + 1
        if role.kind in ("cell", "code"):
            while end < len(roles) and _go_together(role, roles[end]):
                end += 1
        yield at, end
        at = end


def code_of(texts: Sequence[str], role: Role) -> str:
    """A piece of code with its line breaks where all of it stayed, else a block a line."""
    whole = role.code.split() == " ".join(texts).split()
    return role.code if whole else "\n".join(texts)


def _leaves(texts: Sequence[str], roles: Sequence[Role]) -> Iterator[_Leaf]:
    """What stands between two blank lines: a block, or the blocks of one table or piece of code."""
    for at, end in groups(roles):
        role = roles[at]
        if role.kind == "code":
            yield _Leaf(_fence(code_of(texts[at:end], role)), role)
        elif role.kind == "cell" and (table := _table(texts[at:end], roles[at:end])):
            yield _Leaf(table, role)
        else:
            for text, one in zip(texts[at:end], roles[at:end], strict=True):
                yield _Leaf([_line(text, one)], one)


def _go_together(first: Role, other: Role) -> bool:
    parts = (first.kind, first.key, first.inside)
    return parts == (other.kind, other.key, other.inside) and not other.code


def _line(text: str, role: Role) -> str:
    if role.kind == "heading":
        return f"{'#' * min(6, max(1, role.level))} {heading_of(text, role.marks)}"
    return line_of(text, role.marks)


def _fence(code: str) -> list[str]:
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(code)), default=0))
    return [fence, *_BREAKS.split(code), fence]


def _table(texts: Sequence[str], roles: Sequence[Role]) -> list[str]:
    """A table with its first row as head; nothing where the blocks are no table of data."""
    cells = [cell_of(text, role.marks) for text, role in zip(texts, roles, strict=True)]
    rows = [["" if i is None else cells[i] for i in row] for row in grid_of(roles)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]] if lines else []


def grid_of(roles: Sequence[Role]) -> list[list[int | None]]:
    """The rows of a table: the number of the block in each cell, None for an empty one.

    Nothing where the blocks are no table of data.
    """
    places = [(role.row, role.column) for role in roles]
    ascending = all(a < b for a, b in pairwise(places))
    if not ascending or min(column for _, column in places) < 0:
        return []
    numbers = sorted({row for row, _ in places})
    columns = 1 + max(column for _, column in places)
    if len(numbers) < 2 or columns < 2 or len(numbers) * columns > _ROOM * len(roles):
        return []
    rows: dict[int, list[int | None]] = {number: [None] * columns for number in numbers}
    for block, role in enumerate(roles):
        rows[role.row][role.column] = block
    return list(rows.values())


def _framed(leaf: _Leaf, before: Role | None) -> Iterator[str]:
    """The lines of a leaf in its quotes and items, after the gap to the leaf before."""
    inside = leaf.role.inside
    outside = before.inside if before is not None else ()
    pairs = zip(inside, outside, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if before is not None and not _is_tight(leaf.role, before, shared):
        yield "".join(_later(box) for box in inside[:shared]).rstrip()
    rest = "".join(map(_later, inside))
    begin = "".join([*map(_later, inside[:shared]), *map(_first, inside[shared:])])
    for number, line in enumerate(leaf.lines):
        yield f"{rest if number else begin}{line}".rstrip(" ")


def _is_tight(role: Role, before: Role, shared: int) -> bool:
    """Whether a list goes on without a blank line: from one item of single lines to the next."""
    if role.kind != "paragraph" or before.kind != "paragraph":
        return False
    new, old = role.inside[shared:], before.inside[shared:]
    if len(new) != 1 or new[0].kind != "item":
        return False
    if old:
        alike = (old[0].number is None) == (new[0].number is None)
        return old[0].kind == "item" and alike
    # a list that goes on in an item begins with 1, or is taken for more of the item's words
    return shared > 0 and role.inside[shared - 1].kind == "item" and new[0].number in (None, 1)


def _first(box: Box) -> str:
    """What begins a box."""
    if box.kind == "quote":
        return "> "
    number = box.number
    return f"{number}. " if number is not None and 0 <= number <= _LARGEST else "- "


def _later(box: Box) -> str:
    """What goes before every further line of a box."""
    return "> " if box.kind == "quote" else " " * len(_first(box))
