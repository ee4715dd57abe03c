"""What was seen of single lines, kept while one document is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..dates.stamps import is_date_line
from ..lines import (
    STOPS,
    Block,
    Shape,
    blocks_of,
    document_tokens,
    joined_shape,
    shape_of,
    shapes_of,
)
from ..rules.ruleset import Match, Rules, leads_to_title
from ..words.language import agreed
from ..words.wording import NO_COUNTS, Words
from .looks import signs_of
from .spans import Span, spans_in
from .weights import Signs, shipped, vocabulary
from .wordings import doubted_from, score_of

if TYPE_CHECKING:
    from ..profile import Learnt


_LABEL = 60  # characters in which a label and its mark stand


class Left(NamedTuple):
    """What a round had before it: lines, segments, and the chance of those that were weighed.

    Chances are millionths. Of a text that has settled it is what is left.
    """

    lines: Sequence[Block] = ()
    segments: Sequence[Block] = ()
    chances: Mapping[int, int] = {}


class Memory:
    """What was seen of single lines, kept between the rounds of one document to save work.

    It holds the one set of ``rules`` that all it remembers is of. ``counts`` says in how many
    documents of the user's corpus a lower-case word stands, ``learnt`` which lines recur on the
    document's site, if any are known.
    """

    def __init__(
        self, rules: Rules, counts: Mapping[str, int] = NO_COUNTS, learnt: Learnt | None = None
    ) -> None:
        self.rules = rules
        self._counts = counts
        self.learnt = learnt
        self.shapes: dict[str, Shape] = {}
        # how a line is parted, by whether it is a blob and by the language of its text
        self.parts: dict[tuple[str, bool, str | None], list[Any]] = {}
        # the labels of a piece of a line, by the language and whether it is the last; its head
        self.labels: dict[tuple[str, str | None, bool], tuple[Any, ...]] = {}
        self.heads: dict[str, tuple[int, bool]] = {}
        # what is code in a line, by whether it stands below one that is nothing else
        self.code: dict[tuple[str, bool], tuple[Span, ...]] = {}
        self._matches: dict[str, tuple[Match, ...]] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._dates: dict[str, bool] = {}
        self._wordings: dict[str, int] = {}
        self._looks: dict[str, Signs] = {}
        self._words: tuple[str, str | None, Words] | None = None
        # text, stated, told: of the text and of its segments
        self._asked: tuple[str | None, str | None, str | None] = (None, None, None)
        self._languages: list[tuple[str, str | None, str | None]] = []
        self._blocks: tuple[str | None, list[Block]] = (None, [])
        self.quiet: list[str] | None = None  # the lines of which nothing went when last judged
        self.left = Left()  # what the last round was about

    def blocks(self, text: str) -> Sequence[Block]:
        """The lines of a text; several stages ask for those of the same one."""
        if self._blocks[0] != text:
            self._blocks = text, blocks_of(text, self.shapes)
        return self._blocks[1]

    def shape(self, text: str) -> Shape:
        """The shape of a line or of a piece of one, looked at once."""
        shape = self.shapes.get(text)
        if shape is None:
            shape = self.shapes[text] = shape_of(text)
        return shape

    def joined(self, text: str, parts: Sequence[str]) -> Shape:
        """The shape of a text that is made of ``parts`` and of what no word is made of."""
        shape = self.shapes.get(text)
        if shape is None:
            shape = joined_shape(text, [self.shape(part) for part in parts])
            self.shapes[text] = shape
        return shape

    def see(self, texts: Iterable[str]) -> None:
        """Look at the shapes of lines or of pieces of them that are not known yet."""
        new = [text for text in dict.fromkeys(texts) if text not in self.shapes]
        self.shapes.update(zip(new, shapes_of(new), strict=True))

    def match(self, shape: Shape) -> tuple[Match, ...]:
        """The rules that fit a line, looked up once."""
        found = self._matches.get(shape.text)
        if found is None:
            found = self.rules.match(shape) or self._match_title(shape)
            self._matches[shape.text] = found
        return found

    def _match_title(self, shape: Shape) -> tuple[Match, ...]:
        """The rules of a label that a mark and a headline follow, which ends in a full stop."""
        if shape.end != "stop" or not any(mark in shape.text[:_LABEL] for mark in ":："):
            return ()
        bare = self.shape(shape.text.rstrip(STOPS + " "))
        return tuple([m for m in self.rules.match(bare) if leads_to_title(m.rule)])

    def spans(self, shape: Shape) -> tuple[Span, ...]:
        """What span rules find in a line wherever it stands, looked up once."""
        found = self._spans.get(shape.text)
        if found is None:
            found = self._spans[shape.text] = spans_in(shape.text, self.rules, "anywhere")
        return found

    def family(self, shape: Shape) -> int:
        """The number of the family of the first rule that fits a line, 0 for none."""
        fitting = self.match(shape)
        family = fitting[0].rule.name.partition(".")[0] if fitting else ""
        return shipped().families.get(family, 0)

    def is_date(self, shape: Shape) -> bool:
        """Whether a line is nothing but a date, asked once."""
        found = self._dates.get(shape.text)
        if found is None:
            found = self._dates[shape.text] = is_date_line(shape)
        return found

    def look(self, shape: Shape) -> Signs:
        """What a line looks like by itself, looked at once."""
        found = self._looks.get(shape.text)
        if found is None:
            family, wording = self.family(shape), self.wording(shape)
            found = self._looks[shape.text] = signs_of(shape, family, wording, vocabulary())
        return found

    def wording(self, shape: Shape) -> int:
        """How much the words of a line speak for boilerplate, added up once."""
        found = self._wordings.get(shape.text)
        if found is None:
            found = self._wordings[shape.text] = score_of(shape.tokens)
        return found

    def is_doubted(self, shape: Shape) -> bool:
        """Whether the words of a sentence speak so much for boilerplate that it is no wall."""
        return self.wording(shape) >= doubted_from(shape)

    def words(self, text: str, language: str | None) -> Words:
        """The words of a whole text, cut once, in the language that is stated or else told."""
        language = self.language(text, language)
        if self._words is None or self._words[:2] != (text, language):
            self._words = text, language, Words(text, language, self._counts)
        return self._words[2]

    def language(self, text: str, stated: str | None = None) -> str | None:
        """The language of a whole text, told once; ``stated`` unless the text contradicts it."""
        last, *known_of = self._asked
        if last is text and stated in known_of:  # asked for each line, and no text is read again
            return known_of[1]
        told = self._told(text, stated)
        self._asked = text, stated, told
        return told

    def _told(self, text: str, stated: str | None) -> str | None:
        # spaces around lines tell nothing, so that a text and its lines are the same
        key = "\n".join(filter(None, map(str.strip, text.split("\n"))))
        for known, *answers in self._languages:
            if known == key and stated in answers:
                return answers[1]
        told = agreed(stated, document_tokens(text, self.shapes))
        self._languages = [(key, stated, told), *self._languages[:1]]
        return told
