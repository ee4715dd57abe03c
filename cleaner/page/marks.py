r"""A line of text with its marks as Markdown: what would be read as a mark is escaped.

Marks are written only where they are read as marks: they nest, emphasis stands where Markdown
lets it open and close, and of marks that touch the first counts. Whatever else is given as a
mark is left out; the words stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from ..types import Mark
from .addresses import safe

# an underscore between letters is no mark, and an ampersand only before what reads as an entity
_MARKS = re.compile(r"[\\`*<\[\]~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)")
_FIRST = re.compile(r"#{1,6}(?=\s|$)|[>|]|[-+](?=\s|$)|[-=][-=\s]*$")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_TICKS = re.compile("`+")
_DELIMITERS = {"strong": "**", "emphasis": "*"}
_KINDS = ("link", "strong", "emphasis", "code")  # of marks over the same words the first is outside


def escaped(text: str) -> str:
    """``text`` with a backslash before whatever would be read as a mark inside a line."""
    return _MARKS.sub(r"\\\g<0>", text)


def line_of(text: str, marks: Iterable[Mark] = ()) -> str:
    """A text that begins a line, with its marks."""
    line = inline(text, marks)
    if _FIRST.match(line):
        return f"\\{line}"
    return _NUMBER.sub(r"\1\\\2", line, count=1) if _NUMBER.match(line) else line


def heading_of(text: str, marks: Iterable[Mark] = ()) -> str:
    """A text that stands in a heading; hashes at its end are no end of the heading."""
    line = inline(text, marks)
    bare = line.rstrip("#")
    return line if bare == line else f"{bare}\\{line[len(bare) :]}"


def cell_of(text: str, marks: Iterable[Mark] = ()) -> str:
    """A text that stands in a table."""
    return inline(text, marks).replace("|", "\\|")


def inline(text: str, marks: Iterable[Mark] = ()) -> str:
    """A text with its marks, somewhere in a line."""
    cuts = {0: "", len(text): ""}
    code: set[int] = set()
    for start, end, before, after in _written(text, _fitting(text, marks)):
        cuts[start] = cuts.get(start, "") + before
        cuts[end] = after + cuts.get(end, "")
        if "`" in before:
            code.add(start)
    parts: list[str] = []
    places = sorted(cuts)
    for at, until in zip(places, [*places[1:], len(text)], strict=True):
        if cuts[at].startswith("[") and parts and parts[-1].endswith("!"):
            parts[-1] = f"{parts[-1][:-1]}\\!"
        raw = text[at:until]
        parts += (cuts[at], raw if at in code else escaped(raw))
    return "".join(parts)


def _written(text: str, marks: Iterable[Mark]) -> Iterator[tuple[int, int, str, str]]:
    """Start and end of each mark, and what is written there."""
    for start, end, kind, target in marks:
        if kind == "link":
            address = _ENTITY.sub(r"\\\g<0>", safe(target))
            yield start, end, "[", f"]({address})"
        elif kind == "code":
            ticks = "`" * (1 + max(map(len, _TICKS.findall(text[start:end])), default=0))
            gap = " " if "`" in (text[start], text[end - 1]) else ""
            yield start, end, f"{ticks}{gap}", f"{gap}{ticks}"
        else:
            yield start, end, _DELIMITERS[kind], _DELIMITERS[kind]


def _fitting(text: str, marks: Iterable[Mark]) -> list[Mark]:
    """The marks that Markdown can say, from the outside to the inside."""
    found = [m for m in marks if m.kind in _KINDS and 0 <= m.start < m.end <= len(text)]
    found = [m for m in found if not (text[m.start].isspace() or text[m.end - 1].isspace())]
    found.sort(key=lambda mark: (mark.start, -mark.end, _KINDS.index(mark.kind)))
    solid = [mark for mark in found if mark.kind not in _DELIMITERS]
    edges = {mark.start for mark in solid} | {-mark.end for mark in solid}
    taken: list[Mark] = []
    open_: list[Mark] = []
    ends: set[tuple[bool, int]] = set()  # where emphasis ends, and where anything else does
    for mark in found:
        while open_ and open_[-1].end <= mark.start:
            open_.pop()
        soft = mark.kind in _DELIMITERS
        touches = mark.kind != "link" and (soft, mark.start) in ends
        if touches or not _nests(mark, open_, text):
            continue
        around = [outer for outer in open_ if outer.kind in _DELIMITERS]
        if _flanks(text, mark, edges, around) if soft else mark.kind == "code" or safe(mark.target):
            ends.add((soft, mark.end))
            open_.append(mark)
            taken.append(mark)
    return taken


def _nests(mark: Mark, around: Sequence[Mark], text: str) -> bool:
    """Whether a mark stands whole inside those around it, of which none is of its kind.

    Brackets in code count as brackets where a line begins with a link.
    """
    if around and mark.end > around[-1].end:
        return False
    if mark.kind == "code" and any(outer.kind == "link" for outer in around):
        words = text[mark.start : mark.end]
        if "[" in words or "]" in words:
            return False
    return all(outer.kind not in ("code", mark.kind) for outer in around)


def _flanks(text: str, mark: Mark, edges: set[int], around: Sequence[Mark]) -> bool:
    """Whether emphasis can open and close where ``mark`` does.

    Inside other emphasis it must not close where it is to open, nor open where it is to close.
    """
    start, end = mark.start, mark.end
    opens = _side(text[start - 1 : start], text[start], solid=start in edges)
    closes = _side(text[end : end + 1], text[end - 1], solid=-end in edges)
    if around:
        opens = max(opens, 2 * (start == around[-1].start))
        closes = max(closes, 2 * (end == around[-1].end))
    return min(opens, closes) > (1 if around else 0)


def _side(outside: str, inside: str, *, solid: bool) -> int:
    """2 where emphasis can only turn inwards, 1 where it can turn either way, 0 where it cannot.

    ``solid`` tells that another mark's brackets or ticks stand between it and ``inside``.
    """
    if not outside or outside.isspace():
        return 2
    hard = solid or _is_mark(inside)
    if _is_apart(outside):
        return 1 if hard else 2
    return 0 if hard else 1


def _is_apart(character: str) -> bool:
    """What every reader of Markdown takes for punctuation."""
    return unicodedata.category(character)[0] == "P" or (character < "\x7f" and _is_mark(character))


def _is_mark(character: str) -> bool:
    """What any reader of Markdown may take for punctuation."""
    return unicodedata.category(character)[0] in "PS"
