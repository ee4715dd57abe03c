"""What was seen of single lines, kept while one document is judged."""

from __future__ import annotations

from .lines import Shape
from .looks import signs_of
from .ruleset import Match, Rules
from .spans import Span, spans_in
from .weights import Signs, shipped


class Memory:
    """What was seen of single lines, kept between the rounds of one document to save work."""

    def __init__(self) -> None:
        self.shapes: dict[str, Shape] = {}
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._looks: dict[str, Signs] = {}
        self.kept: tuple[float, ...] = ()  # how sure the last round was of what it kept

    def match(self, shape: Shape, rules: Rules) -> tuple[Match, ...]:
        """The rules that fit a line, looked up once."""
        found = self._matches.get(shape.text)
        if found is None:
            found = self._matches[shape.text] = rules.match(shape)
        return found

    def spans(self, shape: Shape, rules: Rules) -> tuple[Span, ...]:
        """What span rules find in a line wherever it stands, looked up once."""
        found = self._spans.get(shape.text)
        if found is None:
            found = self._spans[shape.text] = spans_in(shape.text, rules, "anywhere")
        return found

    def family(self, shape: Shape, rules: Rules) -> int:
        """The number of the family of the first rule that fits a line, 0 for none."""
        fitting = self.match(shape, rules)
        family = fitting[0].rule.name.partition(".")[0] if fitting else ""
        return shipped().families.get(family, 0)

    def look(self, shape: Shape, rules: Rules) -> Signs:
        """What a line looks like by itself, looked at once."""
        found = self._looks.get(shape.text)
        if found is None:
            family = self.family(shape, rules)
            found = self._looks[shape.text] = signs_of(shape, family, rules.vocabulary)
        return found
