"""One page as it is judged: which blocks are prose, which are plain furniture, where it is dense.

What elements hold is counted in ``containers``, the signs of single blocks in ``pagesigns``.
Linked labels in navigation, and labels outside the main container where nothing near is prose,
need no weighing: they are plain furniture.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, groupby
from operator import or_
from typing import NamedTuple

from lxml.etree import _Element as Element

from ..lines import Shape, shapes_of
from ..shares import ONE
from ..stated.people import labelled
from ..text.context import LABEL_WORDS
from ..text.looks import LABEL, PHRASE, PROSE, kind_of
from ..text.scene import heaviest
from .containers import ASIDE, CODE, HEADINGS, HEADLINE, NAME, NAV_OR_FOOTER, Containers
from .walk import Page, PageBlock

LINKED_MOSTLY = 0.5
_LINKED_WHOLE = 0.95
_LONGEST_LABEL = 100  # characters
_CLEAR_PROSE = 4  # blocks of prose that make a page's main container certain
_CLEAR_SHARE = 0.6
LISTS = frozenset(("ul", "ol", "dl"))
# millionths: what blocks ask for that would be a great loss
_MOST, _LEDE, _WALL, _PROSE = 970_000, 900_000, 800_000, 750_000
_BELOW = 12  # blocks below the headline among which the lede is
_LEAST_LEDE = 9  # words of a lede that is no sentence
_RIGHT_BELOW = 4  # of these its standfirst is one
_LEAST_STANDFIRST = 7  # words of one that is no sentence
_HALF = 50  # hundredths of a heading's words
_LEAST_SHARED = 2  # words it has in common with the article
_FOLDS = frozenset(("details", "amp-accordion"))
_FOLD_DEPTH = 4  # elements around a block that may fold it
_SMALL = 3  # bits of a family that tell an element with less than a third of the prose
_NEAR_ELEMENTS = 2  # around a block that may call it a caption
# names of elements below a headline that hold no sentence of the article
_BESIDE = frozenset(
    "caption captions figcaption credit credits legend audio player disclosure disclaimer advert "
    "ad ads affiliate sponsor sponsored promo subscribe subscription newsletter telegram "
    "byline bylines author authors dateline timestamp".split()
)
_WORDS = re.compile(r"\w+")
_STAMP = re.compile(
    r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)|(?<!\d)\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}-\d\d-\d\d|\d年\d"
)
_CHAIN = 5  # elements around a block that hold no prose, where it is far from any
_COMMENT = re.compile("(?i)comment(?!ary|at|ed)|kommentar|disqus")
_LEAST_ARTICLE = 80  # words of prose; less is no article that comments could belong to
_HEAVIEST = 60  # words; a longer block is no surer prose


class Told(NamedTuple):
    """What the head of a page says of it, as far as it helps to judge its text.

    ``article`` is None when nothing is said of the kind of page; ``body`` is the text of the
    article where the page states it as data, ``host`` that of the page's address.
    """

    title: str = ""
    description: str = ""
    article: bool | None = None
    body: str = ""
    host: str = ""


class PageScene:
    """The blocks of a page; lists are indexed by block.

    First it is asked what is ``plain`` furniture; ``dismiss`` adds to it and looks at the rest,
    ``see`` takes in what rules say of that.
    """

    def __init__(
        self, page: Page, told: Told, names: Mapping[str, int], seen: dict[str, Shape]
    ) -> None:
        """Take in the page; ``seen`` remembers the shapes of texts."""
        self.page, self.told = page, told
        self.names = [f"{e.get('class')} {e.get('id')}" for e in page.frames.elements]
        self.linked = [min(1.0, block.linked / len(block.text)) for block in page.blocks]
        self._seen = seen
        self._look(page.blocks)
        self._place(page, told, names)
        self.plain = self._plain()
        for i in self.standfirst:
            self.plain[i] = False
        self._between: frozenset[int] = frozenset()

    def _look(self, blocks: Sequence[PageBlock]) -> None:
        """See of what kind each block is, how many words it has, and whether it is prose."""
        looked_at = [
            block.text
            for block, linked in zip(blocks, self.linked, strict=True)
            if linked < _LINKED_WHOLE or not _is_label(block.text)
        ]
        self._shape(looked_at)
        shapes = [self._seen.get(block.text) for block in blocks]
        self.kinds = [
            kind_of(shape) if shape else LABEL if block.text.count(" ") < LABEL_WORDS else PHRASE
            for block, shape in zip(blocks, shapes, strict=True)
        ]
        self.sizes = [
            shape.size if shape else block.text.count(" ") + 1.0
            for block, shape in zip(blocks, shapes, strict=True)
        ]
        self.prose = [
            kind >= PROSE and linked < LINKED_MOSTLY
            for kind, linked in zip(self.kinds, self.linked, strict=True)
        ]

    def _place(self, page: Page, told: Told, names: Mapping[str, int]) -> None:
        """See where the prose of the page is, and how each block stands to it."""
        words: Sequence[float] = [
            size if p else 0.0 for size, p in zip(self.sizes, self.prose, strict=True)
        ]
        if told.article:
            words = _without_comments(page, words, self.names)
        self.containers = holds = Containers(page, words, names)
        self.elements = [holds.element(block.frame) for block in page.blocks]
        self.main_prose = [
            p and holds.below[block.frame] >= 0
            for p, block in zip(self.prose, page.blocks, strict=True)
        ]
        self.main_prose_above = list(accumulate(self.main_prose, initial=False, func=or_))
        self.headline = self._headline(told.title)
        self._lead = 15 * names.get("standfirst", 0)
        self._promo = 15 * names.get("newsletter", 0)
        title = " ".join(told.title.casefold().split())
        self._is_titled = self.headline >= 0 and (
            self.page.blocks[self.headline].text.casefold() == title
        )
        self._around_headline = self._path(self.headline)
        self.standfirst = self._find_standfirst(told)
        self.lede = self._find_lede()
        self._prose_words = sum(words)
        lines = [i for i, p in enumerate(self.main_prose) if p]
        self._article = range(lines[0], lines[-1]) if lines else range(0)
        # the prose of the page is in one place, and there is enough of it
        self.clear = (
            sum(self.prose) >= _CLEAR_PROSE
            and holds.prose[holds.main] >= _CLEAR_SHARE * holds.total
        )

    def _headline(self, title: str) -> int:
        """The block of the headline, -1 for none.

        It is the title in a first heading, else in another, else the heading with most of its
        words, else the first of all first headings, else the last one above the article's prose.
        """
        headings = [i for i, element in enumerate(self.elements) if element in HEADINGS]
        first = [i for i in headings if self.elements[i] == HEADLINE]
        title = " ".join(title.casefold().split())
        for i in (*first, *headings) if title else ():
            if self.page.blocks[i].text.casefold() == title:
                return i
        words = frozenset(_WORDS.findall(title))
        shares = [self._share_of(i, words) for i in headings]
        if max(shares, default=0) > _HALF:
            return headings[shares.index(max(shares))]
        if first:
            return first[0]
        above = [i for i in headings if not self.main_prose_above[i]]
        return above[-1] if above and any(self.main_prose) else -1

    def _share_of(self, i: int, words: Set[str]) -> int:
        """How many hundredths of the words of a heading, of three at least, are among ``words``."""
        own = frozenset(_WORDS.findall(self.page.blocks[i].text.casefold()))
        plain = self.linked[i] < LINKED_MOSTLY and not self.containers.around[self._at(i)] & ASIDE
        return 100 * len(own & words) // len(own) if plain and len(own) > 2 else 0

    def _at(self, i: int) -> int:
        return self.page.blocks[i].frame

    def _path(self, i: int) -> frozenset[int]:
        """The frames around a block."""
        found = []
        at = self._at(i) if i >= 0 else -1
        while at >= 0:
            found.append(at)
            at = self.page.frames.parents[at]
        return frozenset(found)

    def asks(self, i: int) -> int:
        """The chance, in millionths, that a block must reach to go: more where much would be lost.

        Most for a block that holds most of the page's prose, then for the lede, the first prose
        below the headline, then for prose among its like. Nothing above a headline that is the
        title, and no invitation, asks for more than others.
        """
        if i in self.standfirst and not self.families[i]:
            return ONE
        if i < self.headline and self._is_titled:
            return 0
        if self.prose[i] and 2 * self.sizes[i] > self._prose_words:
            return _MOST
        if i == self.lede:
            return _LEDE
        if self.wall(i) or self._waits(i):
            return _WALL
        return _PROSE if self.main_prose[i] and i in self._article and not self._invites(i) else 0

    def _waits(self, i: int) -> bool:
        """Whether a block of the main container waits there to be unfolded, with a sentence."""
        at = self._at(i)
        says = self.kinds[i] >= PROSE or self.elements[i] in HEADINGS
        if self.containers.below[at] < 0 or not says or self.linked[i] >= LINKED_MOSTLY:
            return False
        tags, parents, _ = self.page.frames
        for _ in range(_FOLD_DEPTH):
            if at < 0 or tags[at] in _FOLDS:
                return at >= 0
            at = parents[at]
        return False

    def _invites(self, i: int) -> bool:
        """Whether a small element around a block is called an invitation."""
        return (self.containers.named(self._at(i)).called & self._promo).bit_count() >= _SMALL

    def _find_standfirst(self, told: Told) -> tuple[int, ...]:
        """The sentence right below the headline, and a line above it; none where it says nothing.

        A byline, a date, a caption and the headline told again are none.
        """
        if self.headline < 0 or told.article is False:
            return ()
        body: Counter[str] = Counter()
        for i, prose in enumerate(self.main_prose):
            if prose:
                body.update(self.content(i))
        title = frozenset(told.title.casefold().split())
        found: list[int] = []
        for i in range(self.headline + 1, min(len(self.kinds), self.headline + 1 + _RIGHT_BELOW)):
            if self._may_stand_first(i, title) and self._is_of(i, body):
                found.append(i)
                if self.prose[i]:
                    break
        return tuple(found)

    def _may_stand_first(self, i: int, title: Set[str]) -> bool:
        at, text = self._at(i), self.page.blocks[i].text
        long = self.kinds[i] == PHRASE and self.sizes[i] >= _LEAST_STANDFIRST
        if not (self.prose[i] or long) or self.linked[i] >= LINKED_MOSTLY:
            return False
        if self.containers.around[at] & ASIDE or self.containers.named(at).hidden:
            return False
        words = frozenset(text.casefold().split())
        if 10 * len(words & title) >= 7 * len(words):
            return False
        return (
            not labelled(text)
            and " | " not in text
            and _STAMP.search(text) is None
            and not self._is_caption(i)
        )

    def _is_of(self, i: int, body: Mapping[str, int]) -> bool:
        """Whether a line has words of the article, or an element that calls it a standfirst."""
        if self.containers.named(self._at(i)).called & self._lead:
            return True
        words = self.content(i)
        shared = sum(body.get(word, 0) > self.main_prose[i] for word in words)
        return shared >= _LEAST_SHARED and 10 * shared >= 4 * len(words)

    def _is_caption(self, i: int) -> bool:
        """Whether an element around a block calls it a caption, or holds a picture beside it."""
        _, parents, elements = self.page.frames
        at, held = self._at(i), self._around_headline
        for _ in range(_NEAR_ELEMENTS):
            if at < 0 or at in held:
                return False
            if not _BESIDE.isdisjoint(_called(elements[at])):
                return True
            if next(elements[at].iter("img", "picture"), None) is not None:
                return True
            at = parents[at]
        return False

    def _find_lede(self) -> int:
        """The first sentence shortly below the headline, in no margin or caption; -1 for none."""
        if self.headline < 0:
            return -1
        for i in range(self.headline + 1, min(len(self.kinds), self.headline + 1 + _BELOW)):
            at = self.page.blocks[i].frame
            long = self.kinds[i] == PHRASE and self.sizes[i] >= _LEAST_LEDE
            told = self.linked[i] < LINKED_MOSTLY and (self.prose[i] or long)
            told = told and _STAMP.search(self.page.blocks[i].text) is None
            told = told and _BESIDE.isdisjoint(_called(self.page.frames.elements[at]))
            if told and not self.containers.around[at] & ASIDE:
                return -1 if self.containers.named(at).hidden else i
        return -1

    def wall(self, i: int) -> bool:
        """Prose beside prose, in one container and in elements of the make most prose is in.

        So is code, and all else that is set as it was typed, among the prose of the main container,
        and a list without links between prose.
        """
        if self.elements[i] == CODE or self._is_code(i):
            return i in self._article and self.containers.below[self.page.blocks[i].frame] >= 0
        if i in self._between:
            return True
        return self._like_most(i) and any(
            0 <= j < len(self.kinds) and self._like_most(j) and self._parent(i) == self._parent(j)
            for j in (i - 1, i + 1)
        )

    def _is_code(self, i: int) -> bool:
        """Whether a block is a line of code in a table."""
        frames, at = self.page.frames, self._at(i)
        return frames.tags[at] == "td" and "code" in _called(frames.elements[at])

    def _lists_in_prose(self) -> frozenset[int]:
        """The blocks of lists and tables without links that belong to prose around them.

        A list stands between prose of the main container, a table of short cells below it.
        """
        lists = _outermost_lists(self.page, self.containers.prose)
        left = [i for i, plain in enumerate(self.plain) if not plain]
        runs = [(at, list(run)) for at, run in groupby(left, key=lists.__getitem__)]
        found: list[int] = []
        for n, (at, run) in enumerate(runs):
            if at < 0 or self.containers.links[at] or not n:
                continue
            table = self.page.frames.tags[at] == "table"
            edges = [runs[n - 1][1][-1]]
            if not table:
                edges += [runs[n + 1][1][0]] if n + 1 < len(runs) else [-1]
            around = self.page.frames.parents[at]
            if all(j >= 0 and self._leads(j, around, table=table) for j in edges):
                found += run
        return frozenset(found)

    def _leads(self, i: int, around: int, *, table: bool) -> bool:
        """Whether a block is prose of the article right in a frame; a heading leads to a table."""
        if not self.main_prose[i] and not (table and self.elements[i] in HEADINGS):
            return False
        return self._parent(i) == around

    def _like_most(self, i: int) -> bool:
        holds, at = self.containers, self.page.blocks[i].frame
        return self.prose[i] and holds.below[at] >= 0 and holds.make[at] == holds.most

    def _parent(self, i: int) -> int:
        return self.page.frames.parents[self.page.blocks[i].frame]

    def _shape(self, texts: Sequence[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if text not in self._seen]
        self._seen.update(zip(new, shapes_of(new), strict=True))

    def set_apart(self) -> str:
        """The standfirst, unless it stands as the article's paragraphs do; "" for none."""
        apart = (i for i in self.standfirst[-1:] if not self._like_most(i))
        return next((self.page.blocks[i].text for i in apart), "")

    def below_headline(self) -> tuple[str, ...]:
        """The texts of the first blocks below the headline."""
        start = self.headline + 1
        return tuple(b.text for b in self.page.blocks[start : start + _BELOW]) if start else ()

    def content(self, i: int) -> frozenset[str]:
        """The words of a block that say something, none of a label in a link."""
        shape = self._seen.get(self.page.blocks[i].text)
        return shape.content if shape else frozenset()

    def dismiss(self, outside: Mapping[int, str], condemned: Iterable[int]) -> None:
        """Take blocks for plain furniture, and look at the rest.

        ``outside`` has those that go with a part of the page, by the rule for it; ``condemned`` are
        those whose elements condemn them.
        """
        self.condemned = dict.fromkeys(condemned, "") | dict(outside)
        for i in self.standfirst:
            self.condemned.pop(i, None)
        for i in self.condemned:
            self.plain[i] = True
        self._between = self._lists_in_prose()
        left = [i for i, plain in enumerate(self.plain) if not plain]
        texts = [self.page.blocks[i].text for i in left]
        self._shape(texts)
        self.shapes = {i: self._seen[text] for i, text in zip(left, texts, strict=True)}

    def see(self, families: Mapping[int, int], heads: frozenset[int]) -> None:
        """Take in what rules say of the blocks that are not plain.

        ``families`` number the family of rules each fits, ``heads`` are those that fit a rule
        which heads a list.
        """
        self.families = [families.get(i, 0) for i in range(len(self.kinds))]
        self.known = [plain or f > 0 for plain, f in zip(self.plain, self.families, strict=True)]
        self.heads = [i in heads for i in range(len(self.kinds))]
        self.first, self.last = heaviest(self._worths())

    def _worths(self) -> Iterator[float]:
        """What each block adds to a stretch of prose, as in ``scene``."""
        for i, size in enumerate(self.sizes):
            if self.prose[i]:
                yield min(size, _HEAVIEST)
            else:
                yield -20.0 if self.heads[i] else -6.0 if self.linked[i] > 0.6 else -4.0

    def _plain(self) -> list[bool]:
        """Which blocks are furniture at first sight."""
        holds = self.containers
        found = []
        for i, block in enumerate(self.page.blocks):
            at = block.frame
            plain = False
            if self.kinds[i] < PROSE and self.elements[i] != HEADLINE:
                if self.linked[i] >= _LINKED_WHOLE and holds.around[at] & NAV_OR_FOOTER:
                    plain = True
                elif self.clear and holds.below[at] < 0:
                    for _ in range(_CHAIN):
                        at = holds.up[at]
                    plain = holds.prose[at] == 0
            found.append(plain)
        return found


def _called(element: Element) -> set[str]:
    """The words of an element's names."""
    return {word.lower() for word in NAME.findall(f"{element.get('class')} {element.get('id')}")}


def _outermost_lists(page: Page, prose: Sequence[float]) -> list[int]:
    """The outermost list, or table without prose, around each block; -1 for a block in none."""
    lists: list[int] = []
    for at, (tag, parent) in enumerate(zip(page.frames.tags, page.frames.parents, strict=True)):
        around = lists[parent] if parent >= 0 else -1
        listed = tag in LISTS or (tag == "table" and not prose[at])
        lists.append(at if around < 0 and listed else around)
    return [lists[block.frame] for block in page.blocks]


def _without_comments(page: Page, words: Sequence[float], names: Sequence[str]) -> Sequence[float]:
    """The words of prose in each block, none where readers comment on an article.

    They may write more than the article has, and would be taken for its main part. What stands
    around a headline is no comment, whatever it is called.
    """
    tags, parents, _ = page.frames
    called = {name for name in set(names) if _COMMENT.search(name)}
    if not called:
        return words
    around: set[int] = set()
    for at in [at for at, tag in enumerate(tags) if tag == "h1"]:
        while at >= 0 and at not in around:
            around.add(at)
            at = parents[at]
    inside: list[bool] = []
    for at, (parent, name) in enumerate(zip(parents, names, strict=True)):
        comment = name in called and at not in around
        inside.append(comment or (parent >= 0 and inside[parent]))
    rest = [0.0 if inside[b.frame] else size for b, size in zip(page.blocks, words, strict=True)]
    return rest if sum(rest) >= _LEAST_ARTICLE else words


def _is_label(text: str) -> bool:
    """Whether a text is no prose at a glance: short, and without the mark of a sentence."""
    return (
        len(text) <= _LONGEST_LABEL
        and text.isascii()
        and text[-1] not in ".!?)\"'"
        and ". " not in text
    )
