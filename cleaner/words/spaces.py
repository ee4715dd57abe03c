"""Spaces that were lost beside marks.

A missing space is put in where a comma parts two words, beside brackets, numbers and initials, and
nowhere inside addresses, handles, numbers, abbreviations, file names and code; for the ends of
sentences see ``stops``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import regex

from ..types import Edit
from .lists import COMMON
from .lore import lore
from .wording import Words

_CODE = re.compile(r"[{}<>=\\`|_]|://|\(\)|;\s*$|\w@\w|\b(?:www|https?)\b")
QUOTES = '"“”„«»'
# each begins with the character it turns on, so that text without one costs next to nothing
_COMMA = regex.compile(
    r",(?=\p{L})(?<=(?P<left>\b\p{L}{2,30}|\p{L}[)%])."
    r"|(?<![^\s])(?P<number>\p{Nd}{1,4}).)(?P<right>\p{L}{2,30}+)(?![\w@])"
)
_OPENS = regex.compile(r"\((?=[\p{Lu}\p{Nd}][^()\s]{1,20}\))(?<=\b\p{L}{3,30}.)")
_CLOSES = regex.compile(r"\)(?=\p{L}{2})(?<=(?:^|\s)\([\p{Lu}\p{Nd}][\p{Lu}\p{Nd}/.]{1,12}\))")
_PADDED = regex.compile(r"\((?P<left> )(?=\p{L})[^()\n]{1,80}(?<=[\p{L}\p{Nd}.])(?P<right> )\)")
_POINT = regex.compile(r"(?<!\p{Nd})(?P<number>\p{Nd}{1,2})\.|\n")
_ITEM = regex.compile(
    r"\p{Nd}{1,2}(?=\. ?\p{Lu}\p{Ll})(?<=(?:\p{Ll}{4}|\p{L}\)|\p{Ll}\.)\p{Nd}{1,2})"
)
_NUMBER = regex.compile(
    r"\p{Nd}(?=\p{Ll}{3})(?<=(?<![\w.,/:])(?:Rp|RM)?\p{Nd}{1,6})(?P<right>\p{Ll}{3,10}+)(?!\w)"
)
_COUNTED = regex.compile(
    r"\p{Nd}(?=\p{Lu}\p{Ll}{2})(?<=(?<!\p{Nd})\p{Nd}{4}|(?<!\p{L})\p{Nd}[.:]\p{Nd}{2,3})"
    r"(?P<right>\p{Lu}\p{Ll}{2,}+)(?![\w.@/])"
)
# a time or a score after a word
_TIMED = regex.compile(
    r"\p{Nd}(?<=\p{Ll}{3}.)(?<=(?<![\w./-])\p{Lu}?\p{Ll}{3,30}.)"
    r"(?:\p{Nd}[.:]\p{Nd}{2}(?![\w.:])|\p{Nd}{0,2}-\p{Nd}{1,3}(?![\w-]))"
)
_DEBRIS = regex.compile(
    rf"[.?!]['\"’”»]?,(?=[{QUOTES}]?\p{{Lu}}\p{{Ll}})(?<=[\p{{L}}\p{{Nd}})][.?!]['\"’”»]?,)"
)
_INITIAL = regex.compile(r"\.(?=\p{Lu}\p{Ll}{3,}+(?!\.))(?<=(?<![\w.])\p{Lu}.)")


def placed(words: Words) -> Iterator[Edit]:
    """Yield the edits that put lost spaces back, in no order."""
    if words.language is None:
        return
    text = words.text
    for pattern, find in _FINDERS:
        for match in pattern.finditer(text):
            if (edit := find(match, words)) and not is_code(text, match.start()):
                yield edit
    yield from _before_items(text)
    yield from _padded(text)


def is_code(text: str, at: int) -> bool:
    """Whether the word at a place is part of an address or a handle, or its line of code."""
    first = max(at - _AROUND, 0)
    start = max(text.rfind("\n", first, at) + 1, first)
    end = text.find("\n", at, at + _AROUND)
    return _CODE.search(text, start, end if end >= 0 else at + _AROUND) is not None


def space(at: int, rule: str, evidence: str) -> Edit:
    """The edit that puts a space in."""
    return Edit(at, at, "", " ", rule, evidence)


def _after_comma(match: regex.Match[str], words: Words) -> Edit | None:
    around = token(match)
    if around.count(",") > 2 or any(
        c.isdigit() for c in around.removeprefix(match["number"] or "")
    ):
        return None
    both = (match["left"] or match["number"], match["right"])
    short = [word.lower() for word in both if len(word) < 3 and max(map(len, both)) < 4]
    if any(words.frequency(word) <= 5 for word in short):
        return None
    return space(match.start() + 1, "space.after-comma", "a comma between two words")


def _before_bracket(match: regex.Match[str], words: Words) -> Edit | None:
    return space(match.start(), "space.bracket", "no space before a bracket")


def _after_bracket(match: regex.Match[str], words: Words) -> Edit | None:
    return space(match.end(), "space.bracket", "no space after a bracket")


def _after_number(match: regex.Match[str], words: Words) -> Edit | None:
    known, right = lore(words.language), match["right"]
    counted = known.compounds == "apart" and len(right) > 3 and right not in known.coins
    counted = counted and words.frequency(right) >= COUNTED
    if right not in known.grammar and not counted:
        return None
    return space(match.start("right"), "space.number", "a word right after a number")


def _after_count(match: regex.Match[str], words: Words) -> Edit | None:
    known = lore(words.language)
    if known.compounds != "apart" or words.frequency(match["right"].lower()) < COMMON:
        return None
    return space(match.start("right"), "space.number", "a word right after a number")


def _before_time(match: regex.Match[str], words: Words) -> Edit | None:
    if lore(words.language).compounds != "apart":
        return None
    return space(match.start(), "space.number", "a time or a score right after a word")


def _after_initial(match: regex.Match[str], words: Words) -> Edit | None:
    if lore(words.language).compounds != "apart":
        return None
    return space(match.end(), "space.initial", "a name right after an initial")


def _debris(match: regex.Match[str], words: Words) -> Edit | None:
    start, end, old = match.start(), match.end(), match.group()
    return Edit(start, end, old, f"{old[:-1]} ", "space.debris", "a comma left after a stop")


COUNTED = 4.5  # Zipf: what is counted, where a number is written before it


_Finder = Callable[[regex.Match[str], Words], Edit | None]
_FINDERS: tuple[tuple[regex.Pattern[str], _Finder], ...] = (
    (_COMMA, _after_comma),
    (_OPENS, _before_bracket),
    (_CLOSES, _after_bracket),
    (_NUMBER, _after_number),
    (_COUNTED, _after_count),
    (_TIMED, _before_time),
    (_INITIAL, _after_initial),
    (_DEBRIS, _debris),
)
_AROUND = 300  # characters in which an address or code is looked for
_LONGEST = 60  # characters on each side of a mark that are looked at as one word
_BLANK = re.compile(r"\s")


def token(match: regex.Match[str]) -> str:
    """What stands between white space around a match."""
    text, start, end = match.string, match.start(), match.end()
    before = _BLANK.split(text[max(start - _LONGEST, 0) : start])[-1]
    after = _BLANK.split(text[end : end + _LONGEST], maxsplit=1)[0]
    return before + match.group() + after


def _before_items(text: str) -> Iterator[Edit]:
    """``kartu2. Surat``: the number of a point, where the line has the number before it."""
    seen: set[int] = set()
    for match in _POINT.finditer(text):
        at = match.start()
        if match["number"] is None:
            seen.clear()
            continue
        number = int(match["number"])
        if number - 1 in seen and _ITEM.match(text, at) and not is_code(text, at):
            yield space(at, "space.number", "the number of the next point of a list")
        seen.add(number)


def _padded(text: str) -> Iterator[Edit]:
    """``( Kejari )``: blanks inside both brackets."""
    for match in _PADDED.finditer(text):
        for side in ("left", "right"):
            start = match.start(side)
            yield Edit(start, start + 1, " ", "", "space.bracket", "blanks inside brackets")
