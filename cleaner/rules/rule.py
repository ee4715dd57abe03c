"""A rule as data: what one says, and reading it from TOML.

A rule is one TOML table with its own examples (see docs/writing-rules.md). Conditions of one rule
all have to hold; the phrases of one condition are alternatives. Phrases are compared as
case-folded words, so punctuation and spacing do not matter, except that a colon in a phrase asks
for a colon in the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import tomli  # tomllib's own code, compiled: the rules are read at every start

from ..lines import tokens_of_each
from ..types import RuleError

Phrase = tuple[str, ...]

PLACES = ("anywhere", "head", "tail", "edges", "last")
REMOVES = ("line", "span", "code")
HEADS = ("", "list", "next")
THEN = ("", "mark", "comma", "title", "name")
MOST = 40  # words of a line, where a rule says nothing else
FIELDS = ("", "authors", "editors", "date", "place", "site", "captions", "tags")


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to remove something.

    ``removes`` is ``line`` (the whole line), ``span`` (what ``shape`` finds inside a line) or
    ``code`` (a heuristic or repair in Python, listed for its name, why and examples). ``cues``
    are plain pieces of text, one of which stands in every line with such a span: the ``shape`` is
    tried on no other line. ``most`` and ``least`` bound the line's words. ``open`` asks for a
    line without a sentence end. ``also`` and ``us`` are lists of which a phrase stands in the
    line too. ``then`` says what follows a phrase the line begins with: a ``mark`` (colon,
    stroke, arrow), a mark or a ``comma``, a ``title`` (a mark, a capital, a quotation mark or a
    digit), or a ``name`` (a capital and no mark). ``where`` is ``anywhere``, ``head`` (before
    the first prose), ``tail`` (after the last), ``edges`` (either) or ``last`` (the last line
    of prose). A ``weak`` rule needs company: its line goes only in a run with another such line
    or a widget that goes. ``heads`` marks a heading: ``list`` takes the list under it, ``next``
    the single headline after it. ``gives`` names the metadata field the removed words fill.
    ``drops`` go, ``keeps`` stay, ``mends`` are before/after pairs.
    """

    name: str
    why: str
    removes: str = "line"
    is_: tuple[Phrase, ...] = ()
    begins: tuple[Phrase, ...] = ()
    ends: tuple[Phrase, ...] = ()
    holds: tuple[Phrase, ...] = ()
    also: tuple[Phrase, ...] = ()
    us: tuple[Phrase, ...] = ()
    then: str = ""
    shape: str = ""
    cues: tuple[str, ...] = ()
    most: int = MOST
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
    line: int = 0

    @property
    def family(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]


_PHRASES = ("is", "begins", "ends", "holds", "also", "us")
_WORDS = ("name", "why", "removes", "shape", "then", "where", "heads", "gives")
_LISTS = ("cues", "drops", "keeps")
_COUNTS = ("most", "least")
_FLAGS = ("open", "weak")
_KEYS = {*_PHRASES, *_WORDS, *_LISTS, *_COUNTS, *_FLAGS, "mends"}
_NAME = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)++")
_TABLE = re.compile(r"^[ \t]*+\[\[[ \t]*+rule[ \t]*+\]\]", re.MULTILINE)
_CLIP = 60  # characters of what a file says that a message repeats


def parse_rules(text: str, file: str) -> tuple[Rule, ...]:
    """Read the ``[[rule]]`` tables of one TOML text; ``file`` is its name for messages."""
    try:
        document = tomli.loads(text)
    except (ValueError, RecursionError) as fault:  # of TOML, or a number of too many digits
        raise RuleError(f"{file}: not TOML: {fault}") from fault
    tables = document.pop("rule", [])
    if document or not isinstance(tables, list):
        raise RuleError(f"{file}: a rule file holds [[rule]] tables and nothing else")
    lines = [text.count("\n", 0, found.start()) + 1 for found in _TABLE.finditer(text)]
    if len(lines) != len(tables):  # written some other way
        lines = [1] * len(tables)
    return tuple(_rule(table, file, line) for table, line in zip(tables, lines, strict=True))


def _rule(table: Any, file: str, line: int) -> Rule:
    name = table.get("name") if isinstance(table, dict) else None
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        said = repr(name)[:_CLIP]
        raise RuleError(f"{file}:{line}: every rule needs a name like 'family.thing', not {said}")
    here = f"{file}:{line}: rule {name!r}"
    if unknown := sorted(table.keys() - _KEYS):
        raise RuleError(f"{here} has an unknown key: {', '.join(map(repr, unknown))[:_CLIP]}")
    values = dict(table)
    for key, value in table.items():
        _check_kind(key, value, here)
        if key in _PHRASES:
            values["is_" if key == "is" else key] = _phrases(values.pop(key), key, here)
        elif key in _LISTS:
            values[key] = tuple(value)
        elif key == "mends":
            values[key] = tuple(map(tuple, value))
    try:
        rule = Rule(**values, file=file, line=line)
    except TypeError as fault:
        raise RuleError(f"{here} is not complete: {fault}") from fault
    _check(rule, here)
    return rule


def _check_kind(key: str, value: Any, here: str) -> None:
    """RuleError unless the value of a key is of the kind that is asked for."""
    kind, sound = "a string", isinstance(value, str)
    if key in _COUNTS:
        kind, sound = "a whole number from 0 up", type(value) is int and value >= 0
    elif key in _FLAGS:
        kind, sound = "true or false", isinstance(value, bool)
    elif key == "mends":
        kind = "a list of pairs of strings"
        sound = isinstance(value, list) and all(_strings(pair) and len(pair) == 2 for pair in value)
    elif key not in _WORDS:
        kind, sound = "a list of strings", _strings(value)
    if not sound:
        raise RuleError(f"{here}: {key!r} must be {kind}")


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _phrases(value: list[str], verb: str, here: str) -> tuple[Phrase, ...]:
    phrases = tuple(dict.fromkeys(tokens_of_each(value))) if value else ()
    if () in phrases:
        raise RuleError(f"{here}: {verb!r} holds a phrase without a word")
    return phrases


def _check(rule: Rule, here: str) -> None:
    for key, allowed in (
        ("removes", REMOVES),
        ("where", PLACES),
        ("heads", HEADS),
        ("then", THEN),
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
