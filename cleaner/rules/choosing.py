"""Which rules may change a text, and which phrases nothing may touch.

The choice is part of every stage, not a filter over the outcome: a stage proposes what it always
does, and what is not chosen is left out before anything is applied. So a stage stays a function of
the text alone, the loop ends where no *chosen* edit is proposed, and a second call changes nothing.
Rules that are not chosen go on recognising: a label nobody may cut is still known to be a label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

from ..types import Edit

_GAP = r"[ \t\u00a0\u3000]++"
_ALWAYS = "limit"  # what could not be settled is said, whatever was chosen


class Choice(NamedTuple):
    """Names of families and rules that may act (all if empty), that may not, and safe phrases.

    In ``markdown`` whatever gives the text its structure is safe too.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    markdown: bool = False


EVERYTHING = Choice()


@lru_cache(maxsize=4096)
def is_chosen(rule: str, choice: Choice) -> bool:
    """Tell whether a rule may act: a rule's own name outweighs that of its family."""
    chosen, ignored = _weight(rule, choice.select), _weight(rule, choice.ignore)
    if rule.partition(".")[0] == _ALWAYS:
        return True
    return chosen > ignored if choice.select else not ignored


def _weight(rule: str, names: Sequence[str]) -> int:
    return 2 if rule in names else int(rule.partition(".")[0] in names)


def chosen(text: str, edits: Iterable[Edit], choice: Choice) -> Iterator[Edit]:
    """Yield the edits of ``text`` that the choice leaves, in order."""
    kept = [edit for edit in edits if is_chosen(edit.rule, choice)]
    if kept and choice.markdown:
        # imported here: most texts are no Markdown
        from .guard import guarded

        kept = guarded(text, kept)
    if not kept or not choice.allow:
        yield from kept
        return
    safe = _safe_spans(text, choice.allow)
    i = 0
    for edit in kept:
        while i < len(safe) and safe[i][1] <= edit.start:
            i += 1
        if i == len(safe) or edit.end <= safe[i][0]:
            yield edit


def staged(stage: Callable[[str], Iterable[Edit]], choice: Choice) -> Callable[[str], list[Edit]]:
    """A stage that proposes only what is chosen."""
    return lambda text: list(chosen(text, stage(text), choice))


def _safe_spans(text: str, phrases: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where the phrases stand: spans in order, those that touch or overlap joined."""
    spans: list[tuple[int, int]] = []
    for match in _pattern(phrases).finditer(text):
        start, end = match.span(1)
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> regex.Pattern[str]:
    """At every place the longest phrase that stands there, whatever its capitals and spaces."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return regex.compile(f"(?=({'|'.join(map(_phrase, longest_first))}))", regex.IGNORECASE)


def _phrase(phrase: str) -> str:
    words = phrase.split()
    middle = _GAP.join(map(regex.escape, words))
    before = r"(?<!\w)" if _bounded(words[0][0]) else ""
    after = r"(?!\w)" if _bounded(words[-1][-1]) else ""
    return f"{before}{middle}{after}"


def _bounded(character: str) -> bool:
    """Whether a word may not go on there: scripts with capitals put spaces between words."""
    return character.isdigit() or character.lower() != character.upper()
