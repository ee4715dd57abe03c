"""Rules as data: loading, checking, and matching indexed by word.

A rule is one TOML table with its own examples (see README, "Add a rule"). Conditions of one rule
all have to hold; the phrases of one condition are alternatives. Phrases are compared as
case-folded words, so punctuation and spacing do not matter, except that a colon in a phrase asks
for a colon in the line. Look-up is indexed by word: the cost of a line grows with its length, not
with the number of rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

import regex

from .lines import Shape, tokens_of
from .patterns import check_pattern
from .types import RuleError

Phrase = tuple[str, ...]

PLACES = ("anywhere", "head", "tail", "edges", "last")
REMOVES = ("line", "span", "code")
HEADS = ("", "list", "next")
FIELDS = ("", "authors", "editors", "date", "place", "site", "captions", "tags")
LONGEST = 1200  # characters; no line rule looks at a longer line


@dataclass(frozen=True, slots=True)
class Rule:
    """One reason to remove something.

    ``removes`` is ``line`` (the whole line), ``span`` (what ``shape`` finds inside a line) or
    ``code`` (a heuristic or repair in Python, listed for its name, why and examples).
    ``most`` and ``least`` bound the line's words. ``open`` asks for a line without a sentence
    end. ``where`` is ``anywhere``, ``head`` (before the first prose), ``tail`` (after the last),
    ``edges`` (either) or ``last`` (the last line of prose). ``heads`` marks a heading: ``list``
    takes the list under it, ``next`` the single headline after it. ``gives`` names the metadata
    field the removed words fill. ``drops`` go, ``keeps`` stay, ``mends`` are before/after pairs.
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
    most: int = 40
    least: int = 0
    open: bool = False
    where: str = "anywhere"
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


class Match(NamedTuple):
    """A rule that fits a line, and the words that made it fit."""

    rule: Rule
    evidence: str


_PHRASES = ("is", "begins", "ends", "holds", "also")
_LISTS = ("drops", "keeps", "mends")
_KEYS = {"is" if f.name == "is_" else f.name for f in fields(Rule)} - {"file"}


class Rules:
    """A frozen set of rules, compiled for look-up."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Compile ``rules``; the first of several that fit a line wins."""
        self.all = tuple(rules)
        self.by_name = {rule.name: rule for rule in self.all}
        self.spans = tuple(
            (rule, regex.compile(rule.shape)) for rule in self.all if rule.removes == "span"
        )
        self._rank = {rule.name: (not rule.is_, i) for i, rule in enumerate(self.all)}
        self._whole: dict[Phrase, list[Rule]] = {}
        self._by_word: dict[str, dict[str, list[tuple[Phrase, Rule]]]] = {
            "begins": {}, "ends": {}, "holds": {},
        }
        self._shapes: list[Rule] = []
        self._patterns: dict[str, regex.Pattern[str]] = {}
        for rule in self.all:
            if rule.removes == "line":
                self._index(rule)
        # one pass over a line says whether any of the shapes fits; few lines have one
        either = "|".join(f"(?:{rule.shape})" for rule in self._shapes)
        self._any_shape = regex.compile(either) if either else None

    def _index(self, rule: Rule) -> None:
        if rule.shape:
            self._patterns[rule.name] = regex.compile(rule.shape)
        for phrase in rule.is_:
            self._whole.setdefault(phrase, []).append(rule)
        if rule.is_:
            return
        for verb in ("begins", "ends", "holds"):
            phrases: tuple[Phrase, ...] = getattr(rule, verb)
            if phrases:
                for phrase in phrases:
                    word = phrase[-1] if verb == "ends" else phrase[0]
                    self._by_word[verb].setdefault(word, []).append((phrase, rule))
                return
        self._shapes.append(rule)

    def match(self, shape: Shape) -> tuple[Match, ...]:
        """Every rule that fits the line: those that name the whole line, then in file order."""
        if len(shape.text) > LONGEST or not shape.text:
            return ()
        found = {}
        for rule, evidence in self._candidates(shape):
            if rule.name not in found and self._fits(rule, shape):
                found[rule.name] = Match(rule, evidence)
        return tuple(found[name] for name in sorted(found, key=self._rank.__getitem__))

    def _candidates(self, shape: Shape) -> Iterator[tuple[Rule, str]]:
        tokens = _without_edges(shape.tokens)
        for rule in self._whole.get(tokens, ()):
            yield rule, f"the whole line is {' '.join(tokens)!r}"
        if tokens:
            for phrase, rule in self._by_word["begins"].get(tokens[0], ()):
                if shape.tokens[: len(phrase)] == phrase:
                    yield rule, f"begins with {' '.join(phrase)!r}"
            for phrase, rule in self._by_word["ends"].get(tokens[-1], ()):
                if tokens[-len(phrase) :] == phrase:
                    yield rule, f"ends with {' '.join(phrase)!r}"
        holds = self._by_word["holds"]
        for i, token in enumerate(shape.tokens):
            for phrase, rule in holds.get(token, ()):
                if shape.tokens[i : i + len(phrase)] == phrase:
                    yield rule, f"holds {' '.join(phrase)!r}"
        if self._any_shape is not None and self._any_shape.fullmatch(shape.text):
            yield from ((rule, "has the shape of one") for rule in self._shapes)

    def _fits(self, rule: Rule, shape: Shape) -> bool:
        if not rule.least <= shape.size <= rule.most or (rule.open and shape.end == "stop"):
            return False
        if rule.holds and (rule.begins or rule.ends) and not _holds(shape.tokens, rule.holds):
            return False
        if rule.ends and rule.begins and not _ends(shape.tokens, rule.ends):
            return False
        if rule.also and not _holds(shape.tokens, rule.also):
            return False
        pattern = self._patterns.get(rule.name)
        return pattern is None or pattern.fullmatch(shape.text) is not None


def _without_edges(tokens: Phrase) -> Phrase:
    """A line's words without a colon at either end, so that ``is`` need not list it."""
    start, end = 0, len(tokens)
    while start < end and tokens[start] == ":":
        start += 1
    while end > start and tokens[end - 1] == ":":
        end -= 1
    return tokens[start:end]


def _holds(tokens: Phrase, phrases: Iterable[Phrase]) -> bool:
    starts = frozenset(phrase[0] for phrase in phrases)
    return any(
        token in starts and any(tokens[i : i + len(p)] == p for p in phrases)
        for i, token in enumerate(tokens)
    )


def _ends(tokens: Phrase, phrases: Iterable[Phrase]) -> bool:
    bare = _without_edges(tokens)
    return any(bare[-len(p) :] == p for p in phrases)


def load_rules(*paths: str | Path) -> Rules:
    """The rules that ship with cleaner, followed by those of the given TOML files.

    Raises RuleError when a file cannot be read, a table is not a rule, or a name is taken.
    """
    rules = list(_shipped())
    for path in paths:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeError) as fault:
            raise RuleError(f"{path}: cannot read the rule file: {fault}") from fault
        theirs = parse_rules(text, str(path))
        for rule in theirs:
            check_pattern(rule.shape, f"{path}: rule {rule.name!r}")
        rules += theirs
    seen: set[str] = set()
    for rule in rules:
        if rule.name in seen:
            raise RuleError(f"{rule.file}: rule {rule.name!r} exists already")
        seen.add(rule.name)
    return Rules(rules)


_DEFAULT: list[Rules] = []


def default_rules() -> Rules:
    """The shipped rules, compiled once for each process."""
    if not _DEFAULT:
        _DEFAULT.append(load_rules())
    return _DEFAULT[0]


def _shipped() -> Iterator[Rule]:
    folder = resources.files(__package__) / "data" / "rules"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield from parse_rules(file.read_text(encoding="utf-8"), file.name)


def parse_rules(text: str, file: str) -> tuple[Rule, ...]:
    """Read the ``[[rule]]`` tables of one TOML text; ``file`` is its name for messages."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
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
    phrases = tuple(dict.fromkeys(tokens_of(item) for item in value))
    if () in phrases:
        raise RuleError(f"{here}: {verb!r} holds a phrase without a word")
    return phrases


def _check(rule: Rule, here: str) -> None:
    for key, allowed in (
        ("removes", REMOVES), ("where", PLACES), ("heads", HEADS), ("gives", FIELDS),
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
