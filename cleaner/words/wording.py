"""The words of a text: where they stand, how often, how well each is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate, filterfalse
from types import MappingProxyType

import regex

from ..types import Edit
from .affixes import is_derived
from .language import is_foreign
from .lists import frequencies, frequent

_WORD = r"(?<![\w@#/.'’&])(?<!\w-)([^\W\d_]++)(?![\w@/\-'’&]|\.\w)"
_ANY_WORD = regex.compile(_WORD)
_ASCII_WORD = re.compile(_WORD.replace("’", ""), re.ASCII)  # alike on ASCII, and faster
_AS_ASCII = dict(zip("’‘“”–—…", '\'""""""', strict=True))  # to the patterns the same
REACH = 6  # words on each side by which a foreign phrase is known
CORPUS_WORD = 3  # documents that make a word of the corpus
CORPUS_SLIPS = 500  # a word this much rarer than what may be meant is a common slip
LONG = 7  # letters
LONGEST_LABEL = 30  # characters
NO_COUNTS: Mapping[str, int] = MappingProxyType({})


class Words:
    """The words of a text that stand by themselves, in their order.

    ``counts`` are of the text, ``corpus`` says in how many documents of the user's own corpus a
    lower-case word stands. Words in addresses, handles, code, and with hyphens are left out.
    """

    def __init__(
        self, text: str, language: str | None, corpus: Mapping[str, int] = NO_COUNTS
    ) -> None:
        """Cut ``text`` into its words and the gaps between them."""
        self.text = text
        self.language = language
        self.corpus = corpus
        parts = _parts(text)
        self.words, self._gaps = parts[1::2], parts[::2]
        self._table = frequencies(language or "")
        self.counts = Counter(self.words)

    def known(self, i: int) -> float:
        """How frequent word ``i`` is; 0.0 when it is not in the list."""
        return self._table.get(self.words[i].lower(), 0.0)

    def frequency(self, word: str) -> float:
        """How frequent a lower-case word is in the language of the text."""
        return self._table.get(word, 0.0)

    def is_own(self, word: str, *meant: str) -> bool:
        """Whether the user's corpus has ``word`` too often to be ``meant`` for other words."""
        held = self.corpus.get(word.lower(), 0)
        least = min(self.corpus.get(other.lower(), 0) for other in meant)
        return held >= CORPUS_WORD and held * CORPUS_SLIPS >= least

    @cached_property
    def _starts(self) -> list[int]:
        """Where each word begins in the text."""
        sizes = (
            len(gap) + len(word) for gap, word in zip(self._gaps, ("", *self.words), strict=True)
        )
        return list(accumulate(sizes))

    @cached_property
    def odd(self) -> list[int]:
        """Lower-case words that are not frequent and stand once."""
        common = frequent(self.language)
        alone = (word for word, count in self.counts.items() if count == 1)
        once = {word for word in alone if word not in common and word.islower()}
        return [i for i, word in enumerate(self.words) if word in once]

    @cached_property
    def first(self) -> list[int]:
        """Capitalised words in no list that stand once and begin a sentence that goes on."""
        once = {w for w in self.unknown if self.counts[w] == 1 and w.istitle()}
        found = (i for i, word in enumerate(self.words[:-1]) if word in once) if once else ()
        return [i for i in found if self.words[i + 1].islower() and self._begins(i)]

    def _begins(self, i: int) -> bool:
        """Whether a sentence ends before word ``i``, or a line."""
        before = self._gaps[i].rstrip(" \"'")
        return before[-1:] in ".?!\n" if before else i == 0

    @cached_property
    def long(self) -> list[int]:
        """Long lower-case words in no list that stand more than once."""
        often = {w for w in self.unknown if len(w) >= LONG and w.islower() and self.counts[w] > 1}
        return [i for i, word in enumerate(self.words) if word in often] if often else []

    @cached_property
    def unknown(self) -> set[str]:
        """The forms, small or with capitals, that are in no list of the language of the text."""
        table = self._table
        unlisted = filterfalse(table.__contains__, self.counts)
        return {word for word in unlisted if word.lower() not in table}

    def start(self, i: int) -> int:
        """Where word ``i`` begins in the text."""
        return self._starts[i]

    def settled(self, first: int, count: int = 1) -> bool:
        """Whether the neighbours of ``count`` words are known, and the phrase is not foreign."""
        last = first + count
        beside = (*range(max(first - 1, 0), first), *range(last, last + 1))
        if not all(self._fits(self.words[i]) for i in beside if i < len(self.words)):
            return False
        phrase = self.words[max(first - REACH, 0) : first] + self.words[last : last + REACH]
        return not is_foreign(phrase, self.language or "")

    def _fits(self, word: str) -> bool:
        """Whether a word is one of the language, or a name."""
        if word in self._table or not word.islower():
            return True
        return is_derived(word, self.language or "")

    def in_prose(self, i: int) -> bool:
        """Whether word ``i`` stands in a line of some length, and not in a label or a tag."""
        at = self._starts[i]
        around = self.text[max(at - LONGEST_LABEL, 0) : at + LONGEST_LABEL]
        middle = min(at, LONGEST_LABEL)
        start, end = around.rfind("\n", 0, middle) + 1, around.find("\n", middle)
        return (end if end >= 0 else len(around)) - start >= LONGEST_LABEL

    def touching(self, i: int) -> bool:
        """Whether the next word follows after one plain space."""
        return i + 1 < len(self.words) and self._gaps[i + 1] == " "

    def edit(self, i: int, new: str, rule: str, evidence: str, count: int = 1) -> Edit:
        """The edit that puts ``new`` in the place of ``count`` words."""
        last = i + count - 1
        start, end = self._starts[i], self._starts[last] + len(self.words[last])
        return Edit(start, end, self.text[start:end], new, rule, evidence)


def _parts(text: str) -> list[str]:
    """Gaps and words in turn, a gap first and last."""
    for mark, like in _AS_ASCII.items():
        text = text.replace(mark, like)
    parts = [""]
    one: dict[str, str] = {}  # of each word one copy, however often it stands there
    for line in text.split("\n"):
        pieces = (_ASCII_WORD if line.isascii() else _ANY_WORD).split(line)
        parts[-1] += f"\n{pieces.pop(0)}"
        parts += map(one.setdefault, pieces, pieces)
    parts[0] = parts[0][1:]
    return parts
