"""A set of rules, compiled: which of them fit a line.

Look-up is indexed by word: the cost of a line grows with its length, not with the number of rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import regex

from ..lines import Shape, after_words, spoken
from .cues import Cuts, cuts_of, pattern_of
from .packed import VERBS, Entry, Packed, Shelf, filed, unpack
from .patterns import LONGEST
from .rule import MOST, PLACES, Phrase, Rule

_QUOTES_CLOSE = ("”", "’", "»", "“", '"', "」", "』")
_TOKEN_MARKS = (":", "©")
_QUOTES = "\"'“”„‘’«‹「『"
NO_RULES = Packed((), {})
WHOLE_LINE = 100  # a rule that names the whole line goes before any that names words of it
TELLING = 8  # letters of a phrase that is known in the middle of a line
LOUD = 5  # letters of a word that marks advertisements
FRAGMENTS = ("code", "markup", "player")  # families of what goes before lines are judged
SHORT = 15  # words; most shapes are of labels, which longer lines need not be tried for


_MARK = (  # a hyphen between two letters is none
    r"\W{0,3}?(?:[:：៖|｜»›>＞–—→▶►⇒=＝/／)）\]】\u1360]|-(?!\w)|(?<=\s)-)"
)
_THEN = {
    "mark": regex.compile(_MARK),
    "comma": regex.compile(rf"{_MARK}|\s?[,，、،]"),
    "title": regex.compile(
        rf"{_MARK}|\s*$|\W{{0,3}}?[\p{{Lu}}\p{{Lt}}\p{{N}}\"“«„‘'「『]|\s+\p{{Lo}}"
    ),
    "name": regex.compile(r"\s*[\p{Lu}\p{Lo}]"),
}


class Match(NamedTuple):
    """A rule that fits a line, what made it fit, and how many words of the line it names."""

    rule: Rule
    evidence: str
    words: int

    @property
    def whole(self) -> bool:
        """Whether the rule names the whole line, word for word."""
        return self.words > WHOLE_LINE


class Label(NamedTuple):
    """A phrase that is ``whole`` by itself, or that a mark and more words follow."""

    phrase: Phrase
    whole: bool

    @property
    def words(self) -> int:
        """How many words it has, marks apart."""
        return sum(word not in _TOKEN_MARKS for word in self.phrase)


class Labels(NamedTuple):
    """The labels that begin with one word.

    ``by_count`` has those of so many words under their phrases, the longest first; ``second`` the
    words of which one follows, None where nothing or any may.
    """

    by_count: Sequence[tuple[int, Mapping[Phrase, Sequence[Label]]]]
    second: frozenset[str] | None


NO_LABELS = Labels((), frozenset())


class Rules:
    """A frozen set of rules, compiled for look-up."""

    def __init__(self, rules: Iterable[Rule], packed: Packed = NO_RULES) -> None:
        """Compile ``rules`` beside the ``packed``; the first of several that fit a line wins."""
        self._packed = packed
        self._own = tuple(rules)
        self._unpacked: dict[int, Rule] = dict(enumerate(self._own, len(packed.rules)))
        names = chain(packed.names(), (rule.name for rule in self._own))
        self._numbers = {name: number for number, name in enumerate(names)}
        self.by_name: Mapping[str, Rule] = _ByName(self, self._numbers)
        shelves = [Shelf(packed.entries.get(verb, {}), self.rule) for verb in VERBS]
        self._whole, self._begins, self._ends, self._holds = shelves
        self._whole_of: dict[str, dict[Phrase, list[int]]] = {}  # under a phrase's first word
        self._labels: dict[str, Labels] = {}
        self._leads: dict[str, Labels] = {}
        self._asked: dict[int, list[_Phrases]] = {}  # of rules that have been asked for
        for number, rule in enumerate(self._own, len(packed.rules)):
            for verb, word, entry in filed(rule, number):
                shelves[VERBS.index(verb)].add(word, entry)
        self._holding = frozenset(self._holds.words())
        self._opening = frozenset({*self._whole.words(), *self._begins.words()})
        self._longest, self._longest_whole = self._limits()
        shapes = {number: self.rule(number) for number in self._shaped()}
        self._shapes = _Shapes(shapes)
        self._long_shapes = _Shapes({n: rule for n, rule in shapes.items() if rule.most > SHORT})

    @cached_property
    def all(self) -> tuple[Rule, ...]:
        """Every rule, in order."""
        return tuple(map(self.rule, range(len(self._packed.rules) + len(self._own))))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all rules, told without unpacking them."""
        packed = (row["name"] for row in self._packed.rules)
        return frozenset(packed) | {rule.name for rule in self._own}

    def rule(self, number: int) -> Rule:
        """One rule by its place in ``all``."""
        found = self._unpacked.get(number)
        if found is None:
            found = self._unpacked[number] = unpack(self._packed.rules[number])
        return found

    @cached_property
    def cuts(self) -> Mapping[str, Cuts]:
        """By place the rules that cut spans out of lines that stay, and any with cues in Python."""
        rules = [rule for rule in self._cutting() if not _is_fragment(rule)]
        return {where: cuts_of(r for r in rules if r.where == where) for where in PLACES}

    @cached_property
    def fragments(self) -> Cuts:
        """The rules that cut code or markup out of lines before these are judged."""
        return cuts_of(
            rule for rule in self._cutting() if rule.removes == "span" and _is_fragment(rule)
        )

    def _cutting(self) -> list[Rule]:
        rows = enumerate(self._packed.rules)
        packed = [self.rule(i) for i, row in rows if row.get("removes") == "span" or "cues" in row]
        return [*packed, *(rule for rule in self._own if rule.removes == "span" or rule.cues)]

    def _limits(self) -> tuple[int, int]:
        """The most words of a line that any rule of words fits, and any that names all of it."""
        rows = [row for row in self._packed.rules if "removes" not in row]
        packed = [(row.get("most", MOST), "is_" in row) for row in rows]
        own = [(rule.most, bool(rule.is_)) for rule in self._own if rule.removes == "line"]
        limits = [*packed, *own]
        longest = max((most for most, _ in limits), default=0)
        return longest, max((most for most, whole in limits if whole), default=0)

    def _shaped(self) -> Iterator[int]:
        """The numbers of rules of lines that are looked up by no word."""
        for number, row in enumerate(self._packed.rules):
            if "removes" not in row and not any(verb in row for verb in VERBS):
                yield number
        for number, rule in enumerate(self._own, len(self._packed.rules)):
            if rule.removes == "line" and not any(getattr(rule, verb) for verb in VERBS):
                yield number

    def labels_at(self, word: str) -> Labels:
        """The phrases beginning with a word that are a piece by themselves or that one begins with.

        The longest stand first.
        """
        return self._labels_at(word, self._labels, leading=False)

    def leads_at(self, word: str) -> Labels:
        """The labels beginning with a word that a mark and more words follow."""
        return self._labels_at(word, self._leads, leading=True)

    def _labels_at(self, word: str, known: dict[str, Labels], *, leading: bool) -> Labels:
        if word not in self._opening:
            return NO_LABELS
        if (found := known.get(word)) is None:
            labels = {*self._labels_alone(word), *self._labels_before(word)}
            found = known[word] = _by_count(label for label in labels if not leading & label.whole)
        return found

    def _labels_alone(self, word: str) -> Iterator[Label]:
        for phrase, numbers in self._wholes(word).items():
            rules = list(map(self.rule, numbers))
            if any(map(_stands_alone, rules)) and _tells(phrase, rules):
                yield Label(phrase, whole=True)

    def _labels_before(self, word: str) -> Iterator[Label]:
        for phrase, _, number in self._begins.get(word):
            rule = self.rule(number)
            led = rule.open or rule.family == "related"
            if led and (phrase[-1] == ":" or rule.then in ("mark", "comma")):
                bare = phrase[:-1] if phrase[-1] == ":" else phrase
                if bare:
                    yield Label(bare, whole=False)

    def match(self, shape: Shape) -> tuple[Match, ...]:
        """Every rule that fits the line: those that name more of it first, then in file order."""
        if len(shape.text) > LONGEST or not shape.text:
            return ()
        found: dict[int, _Candidate] = {}
        for candidate in self._candidates(shape):
            number = candidate.number
            known = found.get(number)
            if known is None:
                if self._fits(number, shape):
                    found[number] = candidate
            elif known.words < candidate.words:
                found[number] = candidate
        if not found:
            return ()
        ordered = sorted(found.values(), key=lambda c: (-c.words, c.number))
        return tuple([Match(self.rule(c.number), c.evidence, c.words) for c in ordered])

    def _wholes(self, word: str) -> Mapping[Phrase, Sequence[int]]:
        """The phrases that name a whole line and begin with a word, each with its rules."""
        found = self._whole_of.get(word)
        if found is None:
            found = {}
            for phrase, _, number in self._whole.get(word):
                found.setdefault(phrase, []).append(number)
            if found:
                self._whole_of[word] = found
        return found

    def _named(self, words: Phrase) -> Sequence[int]:
        """The rules whose phrase is exactly these words; a 0 in a phrase stands for any number."""
        if found := self._wholes(words[0]).get(words):
            return found
        wholes = self._wholes("0" if words[0].isdecimal() else words[0])
        if wholes and any(map(str.isdecimal, words)) and not all(map(str.isdecimal, words)):
            return wholes.get(numbered(words), ())
        return ()

    def _candidates(self, shape: Shape) -> Iterator[_Candidate]:
        """Rules whose words or shape are there; the other conditions are still to be asked."""
        size = shape.size
        if size <= self._longest and (bare := _without_edges(shape.tokens)):
            if size <= self._longest_whole:
                for number in self._named(bare):
                    yield _Candidate(number, len(bare) + WHOLE_LINE, "the whole line is", bare)
            for entries, said in self._worded(shape, bare):
                for phrase, _, number in entries:
                    yield _Candidate(number, len(phrase), said, phrase)
        shapes = self._shapes if size <= SHORT else self._long_shapes
        for number in shapes.fitting(shape):
            yield _Candidate(number, 0, "has the shape of one")

    def _worded(self, shape: Shape, bare: Phrase) -> list[tuple[Sequence[Entry], str]]:
        """The phrases that a line begins and ends with and holds."""
        tokens = shape.tokens
        found = []
        # speech may begin like a call to action; the call itself is not quoted
        if not (shape.prose and shape.text[0] in _QUOTES):
            found.append((self._begins.around(tokens, 0), "begins with"))
        if not (shape.prose and _ends_quoted(shape.text)):
            found.append((self._ends.around(bare, len(bare) - 1), "ends with"))
        if held := self._holding.intersection(tokens):
            places = [i for i, token in enumerate(tokens) if token in held]
            found += [(self._holds.around(tokens, i), "holds") for i in places]
        return found

    def _fits(self, number: int, shape: Shape) -> bool:
        """Whether a rule's other conditions hold."""
        rule = self.rule(number)
        if not rule.least <= shape.size <= rule.most or (rule.open and shape.end == "stop"):
            return False
        if rule.ends and rule.begins and not _ends(shape.tokens, rule.ends):
            return False
        if not all(index.stands_in(shape.tokens) for index in self._asked_of(number, rule)):
            return False
        if rule.then and not _goes_on(rule, shape):
            return False
        return not rule.shape or pattern_of(rule.shape).fullmatch(shape.text) is not None

    def _asked_of(self, number: int, rule: Rule) -> Sequence[_Phrases]:
        """What else has to stand in a line that a rule fits: a phrase of each."""
        found = self._asked.get(number)
        if found is None:
            holds = rule.holds if rule.begins or rule.ends else ()
            asked = (holds, rule.also, rule.us)
            found = self._asked[number] = [_Phrases(phrases) for phrases in asked if phrases]
        return found


class _Candidate(NamedTuple):
    """A rule that may fit a line, by how many words of it, and what of it is there."""

    number: int
    words: int
    said: str
    phrase: Phrase = ()

    @property
    def evidence(self) -> str:
        return f"{self.said} {spoken(self.phrase)!r}" if self.phrase else self.said


class _Phrases:
    """Phrases of which one has to stand in a line."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            self._by_first.setdefault(phrase[0], []).append(phrase)
        self._first = frozenset(self._by_first)

    def stands_in(self, tokens: Phrase) -> bool:
        """Whether one of them stands in the tokens."""
        if self._first.isdisjoint(tokens):
            return False
        return any(
            tokens[i : i + len(phrase)] == phrase
            for i, token in enumerate(tokens)
            if token in self._first
            for phrase in self._by_first[token]
        )


def _by_count(labels: Iterable[Label]) -> Labels:
    by_count: dict[int, dict[Phrase, list[Label]]] = {}
    for label in sorted(labels):
        by_count.setdefault(label.words, {}).setdefault(label.phrase, []).append(label)
    phrases = [phrase for found in by_count.values() for phrase in found]
    second = {phrase[1] for phrase in phrases if len(phrase) > 1}
    free = any(len(phrase) == 1 for phrase in phrases) or not second.isdisjoint(_TOKEN_MARKS)
    return Labels(sorted(by_count.items(), reverse=True), None if free else frozenset(second))


class _ByName(Mapping[str, Rule]):
    """Every rule under its name."""

    def __init__(self, rules: Rules, numbers: Mapping[str, int]) -> None:
        self._rules = rules
        self._numbers = numbers

    def __getitem__(self, name: str) -> Rule:
        return self._rules.rule(self._numbers[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class _Shapes:
    """Rules that ask for a shape and no words: one pass over a line tells whether any fits."""

    def __init__(self, rules: Mapping[int, Rule]) -> None:
        self._rules = rules
        self._longest = max((rule.most for rule in rules.values()), default=-1)

    def fitting(self, shape: Shape) -> Iterable[int]:
        """The numbers of the rules that may fit a line: none of them, or all."""
        if shape.size > self._longest or self._either.fullmatch(shape.text) is None:
            return ()
        return self._rules

    @cached_property
    def _either(self) -> regex.Pattern[str]:
        return regex.compile("|".join(f"(?:{rule.shape})" for rule in self._rules.values()))


def _ends_quoted(text: str) -> bool:
    """Whether the last words of a sentence are quoted, as those of a report on a call are."""
    return text.rstrip(" .!?。")[-1:] in _QUOTES_CLOSE


def numbered(words: Phrase) -> Phrase:
    """Words with every number written as 0."""
    return tuple("0" if word.isdecimal() else word for word in words)


def _stands_alone(rule: Rule) -> bool:
    """Whether a line of the rule's words goes wherever it stands, or anywhere below the article."""
    return not rule.weak and rule.where in ("anywhere", "tail")


def _tells(phrase: Phrase, rules: Sequence[Rule]) -> bool:
    """Whether a phrase is known for what it is in the middle of a line: of two words and more."""
    words = [word for word in phrase if word not in _TOKEN_MARKS]
    letters = sum(map(len, words))
    if any(rule.family == "advertising" for rule in rules) and letters >= LOUD:
        return True
    return len(words) >= 2 and letters >= TELLING


def leads_to_title(rule: Rule) -> bool:
    """Whether a rule finds a label, a mark and the headline of another story."""
    return rule.then == "mark" and rule.family == "related"


def _is_fragment(rule: Rule) -> bool:
    """Whether a rule cuts what no person wrote, wherever it stands (see ``text.fragments``)."""
    return rule.family in FRAGMENTS and rule.where == "anywhere" and bool(rule.cues)


def _goes_on(rule: Rule, shape: Shape) -> bool:
    """Whether what has to follow the phrase a line begins with does so."""
    return any(
        shape.tokens[: len(phrase)] == phrase
        and _THEN[rule.then].match(after_words(shape.text, len(phrase))) is not None
        for phrase in rule.begins
    )


def _without_edges(tokens: Phrase) -> Phrase:
    """A line's words without a colon at either end, so that ``is`` need not list it."""
    if ":" not in tokens:
        return tokens
    start, end = 0, len(tokens)
    while start < end and tokens[start] == ":":
        start += 1
    while end > start and tokens[end - 1] == ":":
        end -= 1
    return tokens[start:end]


def _ends(tokens: Phrase, phrases: Iterable[Phrase]) -> bool:
    bare = _without_edges(tokens)
    return any(bare[-len(p) :] == p for p in phrases)
