"""Rules packed: read in one go, and unpacked one by one when a text first asks for them.

There are tens of thousands of phrases, and no text needs more than a few. ``data/packed.json``
holds the rules of the files that ship and the index of their phrases; the files remain what counts:
what was made of other files is not used (see ``loading``), and a test tells when it is stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from itertools import chain
from typing import Any, NamedTuple

from .rule import Phrase, Rule

Entry = tuple[Phrase, int, int]  # a phrase, the place of a word in it, the number of its rule
VERBS = ("is_", "begins", "ends", "holds")
_PHRASES = (*VERBS, "also", "us")
_DEFAULTS = {f.name: f.default for f in fields(Rule) if f.default is not MISSING}


class Packed(NamedTuple):
    """Rules as plain data, and under each verb and word the numbers of rules looked up by it."""

    rules: Sequence[Mapping[str, Any]]
    entries: Mapping[str, Mapping[str, str]]

    def names(self) -> Iterator[str]:
        """The names of the rules, in order."""
        return (row["name"] for row in self.rules)


def pack(rules: Sequence[Rule]) -> Packed:
    """Pack rules; every value is one that JSON knows."""
    index: dict[str, dict[str, str]] = {verb: {} for verb in VERBS}
    for number, rule in enumerate(rules):
        for verb, word in dict.fromkeys((verb, word) for verb, word, _ in filed(rule, number)):
            before = index[verb].get(word)
            index[verb][word] = f"{before} {number}" if before else str(number)
    return Packed(list(map(_row, rules)), index)


def _row(rule: Rule) -> dict[str, Any]:
    values = {name: getattr(rule, name) for name in ("name", "why", *_DEFAULTS)}
    return {
        name: "\n".join(map(" ".join, value)) if name in _PHRASES else value
        for name, value in values.items()
        if value != _DEFAULTS.get(name)
    }


def unpack(row: Mapping[str, Any]) -> Rule:
    """One rule of ``Packed.rules``."""
    values = dict(row)
    for name, value in row.items():
        if name in _PHRASES:
            values[name] = tuple([tuple(phrase.split(" ")) for phrase in value.split("\n")])
        elif name == "mends":
            values[name] = tuple(map(tuple, value))
        elif isinstance(value, list):
            values[name] = tuple(value)
    return Rule(**values)


def filed(rule: Rule, number: int) -> Iterator[tuple[str, str, Entry]]:
    """The verb and the words that a rule of lines is looked up by; none if it only has a shape."""
    if rule.removes != "line":
        return
    verb = next((verb for verb in VERBS if getattr(rule, verb)), "")
    for phrase in getattr(rule, verb) if verb else ():
        at = 0
        if verb == "ends":
            at = len(phrase) - 1
        elif verb == "holds":
            at = phrase.index(max(phrase, key=len))  # long words are rare ones
        yield verb, phrase[at], (phrase, at, number)


Ranked = list[tuple[int, Entry]]  # phrases and their places in the order of the rules


class Beside(NamedTuple):
    """The phrases under one word: that word alone, or by the word that stands beside it in them."""

    alone: Ranked
    after: dict[str, Ranked]
    before: dict[str, Ranked]


def _beside(entries: Sequence[Entry]) -> Beside:
    found = Beside([], {}, {})
    for rank, (phrase, at, number) in enumerate(entries):
        ranked = rank, (phrase, at, number)
        if len(phrase) == 1:
            found.alone.append(ranked)
        elif at + 1 < len(phrase):
            found.after.setdefault(phrase[at + 1], []).append(ranked)
        else:
            found.before.setdefault(phrase[at - 1], []).append(ranked)
    return found


def _stands(entry: Entry, tokens: Phrase, at: int) -> bool:
    """Whether the phrase of an entry stands around the word at ``at``."""
    phrase, offset, _ = entry
    start = at - offset
    return start >= 0 and tokens[start : start + len(phrase)] == phrase


class Shelf:
    """The phrases of one verb, each under the word that it is looked up by."""

    def __init__(self, packed: Mapping[str, str], unpacked: Callable[[int], Rule]) -> None:
        self._packed = packed
        self._rule = unpacked
        self._entries: dict[str, list[Entry]] = {}
        self._beside: dict[str, Beside] = {}
        self._filed: dict[int, dict[str, list[Entry]]] = {}

    def get(self, word: str) -> Sequence[Entry]:
        """The phrases under a word, in the order of their rules; unpacked when first asked for."""
        found = self._entries.get(word)
        if found is None:
            packed = self._packed.get(word)
            if packed is None:
                return ()
            each = (self._of_rule(number)[word] for number in map(int, packed.split(" ")))
            found = self._entries[word] = list(chain.from_iterable(each))
        return found

    def _of_rule(self, number: int) -> Mapping[str, Sequence[Entry]]:
        found = self._filed.get(number)
        if found is None:
            found = self._filed[number] = {}
            for _, word, entry in filed(self._rule(number), number):
                found.setdefault(word, []).append(entry)
        return found

    def around(self, tokens: Phrase, at: int) -> Sequence[Entry]:
        """The phrases that stand around the word at ``at``, in the order of their rules."""
        word = tokens[at]
        beside = self._beside.get(word)
        if beside is None:
            if not (entries := self.get(word)):
                return ()
            beside = self._beside[word] = _beside(entries)
        found = beside.alone
        if at + 1 < len(tokens) and (more := beside.after.get(tokens[at + 1])):
            found = found + more
        if at and (more := beside.before.get(tokens[at - 1])):
            found = found + more
        if found is beside.alone:
            return [entry for _, entry in found]
        return [entry for _, entry in sorted(found) if _stands(entry, tokens, at)]

    def add(self, word: str, entry: Entry) -> None:
        """File one more phrase."""
        self._beside.pop(word, None)
        self._entries.setdefault(word, list(self.get(word))).append(entry)

    def words(self) -> Iterable[str]:
        """Every word that a phrase is filed under."""
        return {*self._packed, *self._entries}
