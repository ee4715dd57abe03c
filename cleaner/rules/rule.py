"""A rule as data: what one says, and reading it from TOML.

A rule is one TOML table with its own examples (see README, "Add a rule"). Conditions of one rule
all have to hold; the phrases of one condition are alternatives. Phrases are compared as
case-folded words, so punctuation and spacing do not matter, except that a colon in a phrase asks
for a colon in the line.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import regex
import tomli  # tomllib's own code, compiled: the rules are read at every start

from ..lines import tokens_of_each
from ..types import RuleError

Phrase = tuple[str, ...]

PLACES = ("anywhere", "head", "tail", "edges", "last")
REMOVES = ("line", "span", "code")
HEADS = ("", "list", "next")
FIELDS = ("", "authors", "editors", "date", "place", "site", "captions", "tags")


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to remove something.

    ``removes`` is ``line`` (the whole line), ``span`` (what ``shape`` finds inside a line) or
    ``code`` (a heuristic or repair in Python, listed for its name, why and examples). ``cues``
    are plain pieces of text, one of which stands in every line with such a span: the ``shape`` is
    tried on no other line. ``most`` and ``least`` bound the line's words. ``open`` asks for a
    line without a sentence end. ``where`` is ``anywhere``, ``head`` (before the first prose),
    ``tail`` (after the last), ``edges`` (either) or ``last`` (the last line of prose). A ``weak``
    rule needs company: its line goes only in a run with another such line or a widget that goes.
    ``heads`` marks a heading: ``list`` takes the list under it, ``next`` the single headline
    after it. ``gives`` names the metadata field the removed words fill. ``drops`` go, ``keeps``
    stay, ``mends`` are before/after pairs.
    """

    name: str
    why: str
    removes: str = "line"
    is_: tuple[Phrase, ...] = ()
    begins: tuple[Phrase, ...] = ()
    ends: tuple[Phrase, ...] = ()
    holds: tuple[Phrase, ...] = ()
    also: tuple[Phrase, ...] = ()
    shape: str = ""
    cues: tuple[str, ...] = ()
    most: int = 40
    least: int = 0
    open: bool = False
    where: str = "anywhere"
    weak: bool = False
    heads: str = ""
    gives: str = ""
    drops: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    mends: tuple[tuple[str, str], ...] = ()
    file: str = ""

    @property
    def family(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]


_PHRASES = ("is", "begins", "ends", "holds", "also")
_LISTS = ("cues", "drops", "keeps", "mends")
_KEYS = {"is" if f.name == "is_" else f.name for f in fields(Rule)} - {"file"}


def parse_rules(text: str, file: str) -> tuple[Rule, ...]:
    """Read the ``[[rule]]`` tables of one TOML text; ``file`` is its name for messages."""
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError as fault:
        raise RuleError(f"{file}: not TOML: {fault}") from fault
    tables = document.pop("rule", [])
    if document or not isinstance(tables, list):
        raise RuleError(f"{file}: a rule file holds [[rule]] tables and nothing else")
    return tuple(_rule(table, file) for table in tables)


def _rule(table: Any, file: str) -> Rule:
    name = table.get("name") if isinstance(table, dict) else None
    if not isinstance(name, str) or not regex.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", name):
        raise RuleError(f"{file}: every rule needs a name like 'family.thing', not {name!r}")
    here = f"{file}: rule {name!r}"
    if unknown := sorted(set(table) - _KEYS):
        raise RuleError(f"{here} has an unknown key: {', '.join(unknown)}")
    values = dict(table)
    for verb in _PHRASES:
        if verb in values:
            values["is_" if verb == "is" else verb] = _phrases(values.pop(verb), verb, here)
    for key in _LISTS:
        values[key] = tuple(tuple(v) if key == "mends" else v for v in values.get(key, ()))
    try:
        rule = Rule(**values, file=file)
    except TypeError as fault:
        raise RuleError(f"{here} is not complete: {fault}") from fault
    _check(rule, here)
    return rule


def _phrases(value: Any, verb: str, here: str) -> tuple[Phrase, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RuleError(f"{here}: {verb!r} must be a list of strings")
    phrases = tuple(dict.fromkeys(tokens_of_each(value))) if value else ()
    if () in phrases:
        raise RuleError(f"{here}: {verb!r} holds a phrase without a word")
    return phrases


def _check(rule: Rule, here: str) -> None:
    for key, allowed in (
        ("removes", REMOVES),
        ("where", PLACES),
        ("heads", HEADS),
        ("gives", FIELDS),
    ):
        if getattr(rule, key) not in allowed:
            known = ", ".join(repr(v) for v in allowed if v)
            raise RuleError(f"{here}: {key!r} must be one of {known}")
    condition = rule.is_ or rule.begins or rule.ends or rule.holds or rule.shape
    if rule.removes != "code" and not condition:
        raise RuleError(f"{here} has no condition (is, begins, ends, holds or shape)")
    if rule.removes == "span" and not rule.shape:
        raise RuleError(f"{here} removes a span and needs a 'shape'")
    if rule.removes == "line" and not rule.drops:
        raise RuleError(f"{here} has no example in 'drops' of what must go")
