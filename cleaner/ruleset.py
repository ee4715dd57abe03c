"""A set of rules, compiled: which of them fit a line.

Look-up is indexed by word: the cost of a line grows with its length, not with the number of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import regex

from .lines import Shape
from .patterns import check_pattern
from .rules import Phrase, Rule, parse_rules
from .types import RuleError

_SAID = {"begins": "begins with", "ends": "ends with", "holds": "holds"}
_QUOTES = "\"'“”„‘’«‹「『"
WHOLE_LINE = 100  # a rule that names the whole line goes before any that names words of it
LONGEST = 1200  # characters; no line rule looks at a longer line


class Match(NamedTuple):
    """A rule that fits a line, what made it fit, and how many words of the line it names."""

    rule: Rule
    evidence: str
    words: int


class Rules:
    """A frozen set of rules, compiled for look-up."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Compile ``rules``; the first of several that fit a line wins."""
        self.all = tuple(rules)
        self.by_name = {rule.name: rule for rule in self.all}
        self.spans = tuple(
            (rule, regex.compile(rule.shape)) for rule in self.all if rule.removes == "span"
        )
        # one pass over a line says whether any span rule with cues may find something in it
        cues = {re.escape(cue) for rule in self.all for cue in rule.cues}
        self.cued = re.compile("|".join(sorted(cues)) or "(?!)")
        self._rank = {rule.name: i for i, rule in enumerate(self.all)}
        self._whole: dict[Phrase, list[Rule]] = {}
        self._by_word: dict[str, dict[str, list[tuple[Phrase, Rule]]]] = {
            "begins": {},
            "ends": {},
            "holds": {},
        }
        self._shapes: list[Rule] = []
        for rule in self.all:
            if rule.removes == "line":
                self._index(rule)
        # one pass over a line says whether any of the shapes fits; few lines have one
        either = "|".join(f"(?:{rule.shape})" for rule in self._shapes)
        self._any_shape = regex.compile(either) if either else None

    def _index(self, rule: Rule) -> None:
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
        """Every rule that fits the line: those that name more of it first, then in file order."""
        if len(shape.text) > LONGEST or not shape.text:
            return ()
        found: dict[str, Match] = {}
        for match in (*self._candidates(shape), *self._shaped(shape)):
            name = match.rule.name
            if (name not in found or found[name].words < match.words) and self._fits(
                match.rule, shape
            ):
                found[name] = match
        return tuple(sorted(found.values(), key=lambda m: (-m.words, self._rank[m.rule.name])))

    def _candidates(self, shape: Shape) -> Iterator[Match]:
        bare = _without_edges(shape.tokens)
        if not bare:
            return
        for rule in self._whole.get(bare, ()):
            yield Match(rule, f"the whole line is {' '.join(bare)!r}", len(bare) + WHOLE_LINE)
        # a sentence of speech may begin like a call to action; the call itself is not quoted
        if not (shape.prose and shape.text[0] in _QUOTES):
            yield from self._phrases_at(shape.tokens, "begins", shape.tokens[0], 0)
        yield from self._phrases_at(bare, "ends", bare[-1], None)
        for i, token in enumerate(shape.tokens):
            yield from self._phrases_at(shape.tokens, "holds", token, i)

    def _phrases_at(self, tokens: Phrase, verb: str, word: str, at: int | None) -> Iterator[Match]:
        """Rules with a phrase at place ``at`` of the line, or at its end where that is None."""
        for phrase, rule in self._by_word[verb].get(word, ()):
            start = len(tokens) - len(phrase) if at is None else at
            if start >= 0 and tokens[start : start + len(phrase)] == phrase:
                yield Match(rule, f"{_SAID[verb]} {' '.join(phrase)!r}", len(phrase))

    def _shaped(self, shape: Shape) -> Iterator[Match]:
        if self._any_shape is not None and self._any_shape.fullmatch(shape.text):
            yield from (Match(rule, "has the shape of one", 0) for rule in self._shapes)

    def _fits(self, rule: Rule, shape: Shape) -> bool:
        if not rule.least <= shape.size <= rule.most or (rule.open and shape.end == "stop"):
            return False
        if rule.holds and (rule.begins or rule.ends) and not _holds(shape.tokens, rule.holds):
            return False
        if rule.ends and rule.begins and not _ends(shape.tokens, rule.ends):
            return False
        if rule.also and not _holds(shape.tokens, rule.also):
            return False
        # regex keeps what it has compiled; most patterns are never asked for
        return not rule.shape or regex.fullmatch(rule.shape, shape.text) is not None


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


@cache
def default_rules() -> Rules:
    """The shipped rules, compiled once for each process."""
    return load_rules()


def _shipped() -> Iterator[Rule]:
    folder = resources.files(__package__) / "data" / "rules"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            yield from parse_rules(file.read_text(encoding="utf-8"), file.name)
