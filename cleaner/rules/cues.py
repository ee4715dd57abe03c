"""Which rules are worth trying on a line: those of which a plain piece of text stands in it.

There are hundreds of such cues and most lines hold none. Each is looked for only where its rarest
character stands, so that the characters of a line tell nearly all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import regex

from .rule import Rule

_FREQUENT = " etaoinsrhldcumfpgwybvkxjqz,."  # characters, the most frequent first


class Cut(NamedTuple):
    """A rule that cuts a span out of a line: one of its ``cues`` stands in each, if it has any.

    What a rule in Python cuts has no ``shape``.
    """

    rule: str
    cues: tuple[str, ...]
    shape: str

    def found_in(self, line: str) -> Iterator[regex.Match[str]]:
        """Where the shape stands in a line; it is compiled when a line first has a cue."""
        return pattern_of(self.shape).finditer(line) if self.shape else iter(())


class Cuts(NamedTuple):
    """Rules that cut spans, to look up: those without cues, and the others by a character."""

    always: tuple[Cut, ...]
    by_character: Mapping[str, list[tuple[str, Cut]]]

    def tried_on(self, line: str) -> Iterable[Cut]:
        """The rules that may find something in a line, each once."""
        found = dict.fromkeys(self.always)
        for character, cues in self.by_character.items():
            if character in line:
                for cue, cut in cues:
                    if cue in line:
                        found[cut] = None
        return found


def cuts_of(rules: Iterable[Rule]) -> Cuts:
    """Make rules ready to be looked up."""
    cuts = [
        Cut(rule.name, rule.cues, rule.shape if rule.removes == "span" else "") for rule in rules
    ]
    always = tuple(cut for cut in cuts if not cut.cues or "" in cut.cues)
    by_character: dict[str, list[tuple[str, Cut]]] = {}
    for cut in cuts:
        for cue in cut.cues if cut not in always else ():
            by_character.setdefault(max(cue, key=_rarity), []).append((cue, cut))
    return Cuts(always, by_character)


def _rarity(character: str) -> int:
    at = _FREQUENT.find(character)
    return at if at >= 0 else len(_FREQUENT)


@cache
def pattern_of(shape: str) -> regex.Pattern[str]:
    """A shape compiled when first asked for: most never are."""
    return regex.compile(shape)
