"""What recurs on a site: how much an article counts, where a line stands, what is learnt of it.

Plain functions over clean articles and counts. Every engine (``spool`` on one machine, ``spark``
on many) does the same three steps with them, so all learn the same:

1. count in how many different documents of a site each line stands (``key_of`` names a line),
2. look at each document again with these counts (``weighed``),
3. add up, and decide for each site (``entries_of``).

Lines are those of clean text: what rules remove needs no learning, and what they read as metadata
is gone. A document that shares most of its prose with others is a copy of them and counts only as
its part of one article, so a story stored ten times teaches as much as a story stored once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from math import isqrt
from typing import NamedTuple

from ..dates.datelines import dateline_of
from ..dates.stamps import is_date_line
from ..dates.words import plain, whole_date
from ..lines import TELLING_LETTERS, Shape, shape_of, shapes_of
from ..profile import UNNAMED, Entry, ends_phrase, folded, starts_sentence
from ..rules.patterns import LONGEST
from ..rules.ruleset import Rules
from ..text.memory import Memory
from ..text.segments import pieces_of
from ..text.sitelines import LABEL
from ..text.wordings import is_doubted
from ..types import Article

ROOT = 4  # words by which openings and closings are found
LONGEST_PART = 24  # words of either
APART = "\n"  # after an opening among the forms, and before a closing
SAME = 3  # of so many articles that hold an opening one at most goes on with the same word
ODD = 10  # of so many articles that hold either one may go on as no sentence begins or ends
UNIT = 720_720  # the weight of one article; parts of it up to a sixteenth are whole numbers
FEWEST = 10  # articles of which a site learns anything
HOLD = 5  # articles that hold a line before it is looked at
INSIDE = 4  # of so many articles one holds a line that stands between paragraphs
BELOW = 20  # of so many articles one holds a long sentence that stands below the story
LONG = 8  # words of such a sentence; of a shorter one twice as many hold it
TITLE = 10  # of so many articles that hold a line one has it as its headline
DOUBTED_SHARE = 50  # of so many articles one holds a segment whose words speak for boilerplate
EDGE = 0.9  # the share of its articles in which a line stands outside the prose
LONGEST_WORD = 30
MOST_WORDS = 200_000  # the commonest
WORD_ARTICLES = 3  # articles that hold a word of which a profile knows
_WORD = re.compile(r"[^\W\d_]+")
_STORY = "What follows a dateline is a sentence of prose such as this one is."


class Seen(NamedTuple):
    """A clean document as the learner sees it: its site, or ``UNNAMED``, and its segments."""

    site: str
    titled: bool  # whether the first line is the headline
    lines: tuple[str, ...]  # the lines, parted at every boundary inside them

    @property
    def key(self) -> int:
        """A number that tells different documents apart, the same on every machine."""
        return _hash("\n".join((self.site, str(self.titled), *self.lines)))


class Sums(NamedTuple):
    """What is added up for one form of a line on one site, in ``UNIT`` to the article."""

    held: int = 0
    edge: int = 0  # where all of it stood outside the article's own prose
    heads: int = 0  # where it stood below prose, and above a line of the article's own that is none
    title: int = 0  # where it was taken for the headline
    below: int = 0  # where all of it stood below the article's own prose

    def __add__(self, other: Sums) -> Sums:  # type: ignore[override]
        return Sums(*map(sum, zip(self, other, strict=True)))


class Weighed(NamedTuple):
    """What one document adds: its weight on its site and among all, and sums for its lines."""

    own: int
    all: int
    lines: Mapping[str, Sums]


def seen(article: Article, site: str | None, rules: Rules) -> Seen | None:
    """The document as the learner sees it, None without text."""
    if not article.text:
        return None
    first, _, _ = article.text.partition("\n\n")
    return viewed(article.text, site or UNNAMED, rules, titled=first == article.title)


def viewed(text: str, site: str, rules: Rules, *, titled: bool) -> Seen:
    """The same of a clean text; ``titled`` says whether it begins with its headline."""
    return Seen(site, titled, tuple(pieces_of(text, Memory(rules))))


class Marks(NamedTuple):
    """Numbers by which a document's segments are counted, and their first and their last words."""

    lines: list[int]
    roots: list[int]
    tails: list[int]

    @property
    def all(self) -> list[int]:
        """Every number once, ascending."""
        return sorted({*self.lines, *self.roots, *self.tails})


class Counts(NamedTuple):
    """How many documents of a site hold each of its ``Marks``, and how many of all each line."""

    here: Sequence[int]
    roots: Sequence[int]
    tails: Sequence[int]
    everywhere: Sequence[int]


def marks_of(document: Seen) -> Marks:
    """The numbers of the segments of a document."""
    roots = (" ".join(line.split(maxsplit=ROOT)[:ROOT]) for line in document.lines)
    tails = (" ".join(line.rsplit(maxsplit=ROOT)[-ROOT:]) for line in document.lines)
    return Marks(
        [key_of(line) for line in document.lines],
        [_hash(f"{root}{APART}") for root in roots],
        [_hash(f"{APART}{tail}") for tail in tails],
    )


def key_of(line: str) -> int:
    """The number of a line in its normal form (``folded``), the same on every machine."""
    return _hash(folded(line))


def _hash(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def counts_of(marks: Marks, here: Mapping[int, int], everywhere: Mapping[int, int]) -> Counts:
    """The counts of the marks of a document; numbers that no other document has may be left out."""
    return Counts(
        [here.get(number, 1) for number in marks.lines],
        [here.get(number, 1) for number in marks.roots],
        [here.get(number, 1) for number in marks.tails],
        [everywhere.get(number, 1) for number in marks.lines],
    )


def weighed(document: Seen, counts: Counts) -> Weighed:
    """What a document adds up to, with the counts of its segments on its site and in all."""
    shapes = shapes_of(document.lines)
    prose = [shape.prose for shape in shapes]
    here = counts.here
    copies = _copies(here, prose)
    weight = UNIT // copies
    own = [count <= 2 * copies for count in here]
    story = [i for i, shape in enumerate(shapes) if shape.prose and own[i]]
    first, last = (story[0], story[-1]) if story else (-1, len(shapes))
    sums: dict[str, Sums] = {}
    for i, line in enumerate(document.lines):
        if here[i] < HOLD or len(line) > LONGEST:
            continue
        # above the story stands the headline, which is no list
        heads = first <= i < len(shapes) - 1 and own[i + 1] and not prose[i + 1]
        edge = not first <= i <= last
        before = sums.get(line, Sums(edge=weight, below=weight))
        sums[line] = Sums(
            weight,
            weight if edge and before.edge else 0,
            weight if heads or before.heads else 0,
            weight if before.title or (i == 0 and document.titled) else 0,
            weight if i > last and before.below else 0,
        )
    for line, root, tail in zip(document.lines, counts.roots, counts.tails, strict=True):
        if root >= HOLD:
            sums.update((opening, Sums(weight)) for opening in _openings(line))
        if tail >= HOLD:
            sums.update((closing, Sums(weight)) for closing in _closings(line))
    return Weighed(weight, UNIT // _copies(counts.everywhere, prose), sums)


def _openings(line: str) -> Iterator[str]:
    """The first words of a segment, from ``ROOT`` up; a line feed tells them from whole ones."""
    words = line.split(maxsplit=LONGEST_PART)[:LONGEST_PART]
    for count in range(ROOT, len(words) + 1):
        yield " ".join(words[:count]) + APART


def _closings(line: str) -> Iterator[str]:
    """The last words of a segment, likewise."""
    words = line.rsplit(maxsplit=LONGEST_PART)[-LONGEST_PART:]
    for count in range(ROOT, len(words) + 1):
        yield APART + " ".join(words[-count:])


def _copies(counts: Sequence[int], prose: Sequence[bool]) -> int:
    """How many documents have what this one has: at least that many have two thirds of its prose.

    Standing sentences are in many documents and raise the count only if they are most of it.
    """
    among = sorted(n for n, told in zip(counts, prose, strict=True) if told) or sorted(counts)
    return among[(len(among) - 1) // 3]


def words_of(document: Seen) -> set[str]:
    """The lower-case words of a document."""
    found = set(_WORD.findall("\n".join(document.lines).lower()))
    return {word for word in found if len(word) <= LONGEST_WORD}


def entries_of(articles: int, forms: Iterable[tuple[str, Sums]], rules: Rules) -> tuple[Entry, ...]:
    """What is learnt of a site that has ``articles`` (in ``UNIT``) from the forms of its lines."""
    if articles < FEWEST * UNIT:
        return ()
    groups: dict[str, dict[str, Sums]] = {}
    openings: dict[str, int] = {}
    closings: dict[str, int] = {}
    for text, sums in forms:
        if text.endswith(APART):
            openings[text[: -len(APART)]] = sums.held
        elif text.startswith(APART):
            closings[text[len(APART) :]] = sums.held
        else:
            groups.setdefault(folded(text), {})[text] = sums
    found = [entry for group in groups.values() if (entry := _entry(articles, group, rules))]
    known = {entry.text for entry in found}
    parts = [*_opening_entries(articles, openings, rules)]
    parts += _closing_entries(articles, closings, rules)
    found += (entry for entry in parts if entry.text not in known)
    found.sort(key=lambda entry: (-entry.articles, entry.text))
    return tuple(entry._replace(number=n) for n, entry in enumerate(found, 1))


def _entry(articles: int, group: Mapping[str, Sums], rules: Rules) -> Entry | None:
    """The entry for the forms of one line, None if the line may be the articles' own."""
    order = sorted(group, key=lambda text: (-group[text].held, text))
    whole = sum(group.values(), Sums())
    shape = shape_of(order[0])
    titled = whole.title * TITLE > whole.held
    exact = len(order) == 1 or shape.prose or titled
    sums = group[order[0]] if exact else whole
    if sums.held < HOLD * UNIT or not _furniture(shape, rules, exact=exact):
        return None
    share = _needed(articles, shape, sums, exact=exact, titled=titled)
    if share is None or sums.held < share:
        return None
    few = sums.held * 2 <= articles
    end = few and shape.prose and not is_doubted(shape)
    return Entry(
        0,
        order[0],
        _whole(sums.held),
        _whole(articles),
        match="verbatim" if exact else "digits",
        place="end" if end else "edges" if few and shape.size <= LABEL else "anywhere",
        examples=() if exact else tuple(order[1:3]),
    )


def _opening_entries(articles: int, openings: Mapping[str, int], rules: Rules) -> Iterator[Entry]:
    """What recurs before sentences of the articles' own with no mark between.

    It ends where the words that follow differ, and nearly all of them begin as a sentence does. So
    the first words of a sentence never do, whose next word is small, nor part of a name, whose next
    word is the same. What is written in capitals may be an office before names and asks for more
    than half of the articles, as prose does.
    """
    most: dict[str, int] = {}
    begun: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    for text, held in openings.items():
        before, _, word = text.rpartition(" ")
        if before in openings:
            most[before] = max(held, most.get(before, 0))
            inner[before] += held
            begun[before] += held if starts_sentence(word) else 0
    for text, held in sorted(openings.items()):
        if most.get(text, held) * SAME > held or (inner[text] - begun[text]) * ODD > held:
            continue
        shape = shape_of(text)
        share = _needed(articles, shape, Sums(held), exact=True, titled=_is_capital(text))
        if share is not None and held >= share and _furniture(shape, rules, exact=True):
            yield Entry(0, text, _whole(held), _whole(articles), match="opening")


def _closing_entries(articles: int, closings: Mapping[str, int], rules: Rules) -> Iterator[Entry]:
    """What recurs behind words that differ, with no mark between: the mirror of the openings.

    It begins as a sentence does where other words stand before it in several articles, nearly all
    of which may end what came before: a small word never does, after which a name stands.
    """
    most: dict[str, int] = {}
    held_behind: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text, held in closings.items():
        word, _, rest = text.partition(" ")
        if rest in closings:
            most[rest] = max(held, most.get(rest, 0))
            held_behind[rest] += held
            small[rest] += 0 if ends_phrase(word) else held
    for text, held in sorted(closings.items()):
        behind = held_behind[text]
        if behind - most.get(text, 0) < HOLD * UNIT or small[text] * ODD > behind:
            continue
        shape = shape_of(text)
        share = _needed(articles, shape, Sums(held), exact=True, titled=_is_capital(text))
        begins = starts_sentence(text) and share is not None and held >= share
        if begins and _furniture(shape, rules, exact=True):
            yield Entry(0, text, _whole(held), _whole(articles), match="closing")


def _is_capital(text: str) -> bool:
    """Whether most of the longer words have capitals, as those of names and headlines have."""
    if text.isupper():
        return False
    words = [word for word in _WORD.findall(text) if len(word) >= TELLING_LETTERS]
    capitals = sum(map(str.isupper, (word[0] for word in words)))
    return capitals * 2 > len(words)


def _needed(articles: int, shape: Shape, sums: Sums, *, exact: bool, titled: bool) -> int | None:
    """The weight of articles from which on a line is learnt, None for never.

    By chance, or in a series, a few articles share a line: the fewer there are the more of them.
    What stands between paragraphs, or says other numbers each time (not ``exact``), may say
    something of its article and asks for a quarter. What an article may need asks for more than
    half: prose, a headline, a label between paragraphs, which heads them on some sites, and the
    heading of a list. With its list inside the article it is the article's. Prose that stands below
    the story in nearly all of its articles asks for less: stories seldom end alike.
    """
    half = max(articles // 2 + 1, FEWEST * UNIT)
    share = max(HOLD * UNIT, isqrt(articles * UNIT), articles // 20)
    edge = sums.edge >= EDGE * sums.held
    sentence = shape.prose and shape.end == "stop"  # which heads no list
    heads = shape.end == "colon" or (sums.heads * 2 > sums.held and not sentence)
    label = shape.size <= LABEL
    if heads and not edge and not shape.prose:
        return None
    if titled or heads or (label and not edge):
        return half
    if exact and is_doubted(shape):
        return max(HOLD * UNIT, articles // DOUBTED_SHARE)
    if shape.prose:
        return _needed_below(articles, shape) if sums.below >= EDGE * sums.held > 0 else half
    if not edge or not exact:
        return max(articles // INSIDE, share)
    return min(2 * share, half) if label else share


def _needed_below(articles: int, shape: Shape) -> int:
    """The same for a sentence that stands below the story."""
    if shape.size >= LONG:
        return max(HOLD * UNIT, articles // BELOW)
    return max(HOLD * UNIT, isqrt(articles * UNIT), articles * 2 // BELOW)


def _furniture(shape: Shape, rules: Rules, *, exact: bool) -> bool:
    """Whether a line can be furniture: it has words, and nothing that is read as metadata."""
    if not any(map(str.isalpha, shape.text)) or is_date_line(shape):
        return False
    if not exact and whole_date().search(plain(shape.text)):
        return False
    if any(match.rule.gives for match in rules.match(shape)):
        return False
    openings = [shape, shape_of(_STORY)], [shape_of(f"{shape.text} {_STORY}")]
    return all(dateline_of(opening) is None for opening in openings)


def shortage(documents: Mapping[str, int]) -> str:
    """Why nothing was learnt of so many ``documents`` of each site, in a sentence."""
    if not documents:
        return "nothing was learnt: there was no text"
    largest = max(documents, key=lambda site: (documents[site], site))
    most = documents[largest]
    if most < FEWEST:
        whose = "of no known site" if largest == UNNAMED else f"of {largest}"
        return (
            f"nothing was learnt: a site needs {FEWEST} different articles, "
            f"and most came {whose}: {most}"
        )
    return "nothing was learnt: no segment recurs in enough different articles of a site"


def _whole(weight: int) -> int:
    return (weight + UNIT // 2) // UNIT


def sites_of(
    articles: Mapping[str, int], forms: Iterable[tuple[str, str, Sums]], rules: Rules
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """The entries of each site, from weights of sites and (site, form, sums) sorted by site."""
    from itertools import groupby

    for site, group in groupby(forms, key=lambda form: form[0]):
        if entries := entries_of(articles[site], (f[1:] for f in group), rules):
            yield site, entries
