"""Structure: what a line's company says of it, where rules of words have spoken.

Lists under headings, widgets beside widgets, what stands above the headline, beside a byline or
after the end of the article. The runs are bounded by prose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain

import regex

from ..lines import Block, Shape
from ..rules.families import family_of
from ..rules.ruleset import Match
from .context import (
    ENDS,
    KICKER,
    TITLE_WORDS,
    is_label,
    is_name,
    numbered_list,
    section,
    tail_run,
    widget_run,
)
from .headline import head_of
from .inline import advertised_to
from .scene import WORD_MARKS
from .verdict import Verdict, Verdicts, Walls

FAR, LISTED = 200, 100  # so many points fewer than the headline's make a line above it none
LEAST_GLUED = 5  # headlines
LEAST_OTHER = 7  # words of a headline of another story where subheadings have capitals
_TITLED = ("id", "ms")  # where they have none, but headlines do
SMALL_LETTERS = 3  # words of no more are small in many headlines
LONGEST_HEADLINE = 22  # words
TITLED = 8  # tenths of the long words that have a capital
TELLING = 3  # common words with a capital
LEAST_ARTICLE = 60  # words of prose above the article's end
ABOVE_END, ABOVE_INITIALS = 85, 75  # hundredths of the prose stand above it
LEAST_STORIES = 3  # sentences below initials; fewer may be the article's
AROUND = 2  # lines above, and below
LEAST_SHARED = 2  # the same of what stands in lists of articles too
MOST_SHARED = 5  # tenths of the words of prose that the article has as well
INITIALS = "initials"
# small letters, or several parts: ``(abc)``, ``(Fal/E-1)``; capitals alone are a name
_INITIALS = regex.compile(
    r"(?:^|[.!?…”\"»]\s?)\((?:\p{Ll}{2,4}|\p{L}{2,4}(?=\s?[/-]))"
    r"(?:\s?[/,-]\s?[\p{L}\d]{1,4}){0,4}\s?\)$"
)
_AFTER_SENTENCE = ("stop", "glued", "mark")
_INVITATIONS = ("related.read-also", "related.headline", "advertising.native")
_LABELLED = "related.read-also"
_NEAR_NAMES = ("byline.", "date.", "caption.")


def repeats(blocks: Sequence[Block], verdicts: Verdicts, walls: Walls) -> None:
    """Before the first prose a headline or caption that was there already goes.

    Shorter lines may recur in a table, whose cells are content.
    """
    known: set[tuple[str, ...]] = set()
    for i, block in enumerate(blocks[: max(walls.first, 0)]):
        if verdicts[i] is None and block.shape.size >= TITLE_WORDS:
            if block.shape.tokens in known:
                verdicts[i] = Verdict("edge.repeated", "the same line stands above")
            known.add(block.shape.tokens)


def headlines(blocks: Sequence[Block], verdicts: Verdicts, language: str | None) -> None:
    """Headlines of other stories that stand between sentences of one line, without a label.

    Nearly all their long words have a capital, and several of these words are common ones, which a
    sentence writes small; names of offices, bodies and places do not count.
    """
    often: Counter[str] = Counter()  # in how many blocks each word stands
    for i, block in enumerate(blocks):
        if verdicts[i] is not None or not _is_between(block):
            continue
        below = blocks[i + 1].shape if block.after != "line" else None
        if not (_opens(below, language) and _is_other_headline(block.shape, language)):
            continue
        often = often or Counter(chain.from_iterable(b.shape.content for b in blocks))
        if not _may_be_subheading(block.shape, often, language):
            verdicts[i] = Verdict("related.headline", "a headline between two sentences")


def _may_be_subheading(shape: Shape, often: Counter[str], language: str | None) -> bool:
    """Whether a headline in title case may be one of the article: short, or with its words.

    In English subheadings have capitals too, in Indonesian and Malay few.
    """
    shared = sum(often[word] > 1 for word in shape.content)
    most = MOST_SHARED + 2 * (language in _TITLED)
    short = shape.size < LEAST_OTHER and language not in _TITLED
    return short or shared * 10 >= len(shape.content) * most


def followers(blocks: Sequence[Block], verdicts: Verdicts) -> None:
    """What comes right after an invitation in its line: advertisements, headlines glued to it."""
    for i, block in enumerate(blocks[1:], 1):
        above = verdicts[i - 1]
        if verdicts[i] is not None or above is None or block.before == "line":
            continue
        if not above.rule.startswith(_INVITATIONS):
            continue
        if advertised_to(f"{block.shape.text} ", 0) == len(block.shape.text) + 1:
            verdicts[i] = Verdict("advertising.native", "after an invitation")
        elif block.before == block.after == "open" and _may_be_headline(block.shape):
            verdicts[i] = Verdict("related.headline", "glued to another headline")
        elif block.after == "style" and _may_be_second(block.shape, above):
            verdicts[i] = Verdict("related.headline", "the second half of a headline")


def _may_be_second(shape: Shape, above: Verdict) -> bool:
    """Whether a piece without an end mark may belong to the labelled headline above it."""
    labelled = above.rule.startswith(_LABELLED)
    return labelled and shape.end == "open" and shape.size <= LONGEST_HEADLINE


def glued(blocks: Sequence[Block], verdicts: Verdicts, language: str | None) -> None:
    """Headlines of other stories glued to one another, so many that no sentence is among them.

    What has the words of the prose may be a list of the article's own.
    """
    body: frozenset[str] | None = None
    for run in _glued_runs(blocks):
        if body is None:
            body = frozenset(chain.from_iterable(b.shape.content for b in blocks if b.shape.prose))
        words = frozenset(chain.from_iterable(blocks[i].shape.content for i in run))
        most = MOST_SHARED if language in _TITLED else LEAST_SHARED
        if len(words & body) * 10 < len(words) * most:
            _condemn(run, blocks, verdicts)


def _glued_runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Long runs of blocks that may be headlines, each glued to the one before."""
    run: list[int] = []
    for i, block in enumerate(blocks):
        if i and block.before == "open" and _may_be_headline(block.shape):
            run.append(i)
            continue
        if len(run) >= LEAST_GLUED:
            yield run
        run = []
    if len(run) >= LEAST_GLUED:
        yield run


def _condemn(run: Sequence[int], blocks: Sequence[Block], verdicts: Verdicts) -> None:
    """All of a run go, and the credit with a dash that the first is glued to."""
    credit = blocks[run[0] - 1].shape
    led = credit.text[0] in "-–—" and credit.size < TITLE_WORDS and credit.end == "open"
    for i in (run[0] - 1, *run) if led else run:
        if verdicts[i] is None:
            verdicts[i] = Verdict("related.glued-list", "headlines glued to one another")


def _may_be_headline(shape: Shape) -> bool:
    return shape.end == "open" and TITLE_WORDS <= shape.size <= LONGEST_HEADLINE


def _opens(shape: Shape | None, language: str | None) -> bool:
    """Whether what follows begins as a sentence does: with a word of grammar or in quotation."""
    # imported here: most documents hold no such line and need no word lists for it
    from ..words.language import function_words
    from .pieces import QUOTES, headline_words

    if shape is None or shape.text[0] in QUOTES:
        return True
    first = shape.tokens[0] if shape.tokens else ""
    return first in headline_words().openers or first in function_words(language)


def _is_between(block: Block) -> bool:
    return block.before in _AFTER_SENTENCE and block.after != "open" and block.sentences == 1


def _is_other_headline(shape: Shape, language: str | None) -> bool:
    if not _may_be_headline(shape):
        return False
    words = [w for w in shape.text.split() if len(w) > SMALL_LETTERS and w[0].isalpha()]
    if sum(word[0].isupper() for word in words) * 10 < len(words) * TITLED:
        return False
    # imported here: most documents hold no such line and need no word lists for it
    from ..words.lists import COMMON, frequency
    from .pieces import headline_words

    known = headline_words()
    offices = known.offices | known.ranks | known.heads
    every = [word.strip(WORD_MARKS) for word in shape.text.split()]
    if every[0].lower() in known.openers or any(word.lower() in offices for word in every):
        return False
    if any(word[:1].islower() and word not in known.small for word in every):
        return False
    asked = (language,) if language else ()
    common = {w.lower().strip(WORD_MARKS) for w in words if not w.isupper()} - offices
    return sum(frequency(word, asked) >= COMMON for word in common) >= TELLING


def others(blocks: Sequence[Block], verdicts: Verdicts) -> None:
    """Prose below the article's end: teasers of other stories, appeals, what readers say.

    The article ends where a line goes that no article has in its middle (``ENDS``), or with the
    initials of its writer, and nearly all of the prose stands above. What stands below goes when it
    has other words and most of the lines around it go, or when two signs say that this is the end.
    """
    sizes = [
        int(2 * block.shape.size) if verdict is None and block.shape.prose else 0
        for block, verdict in zip(blocks, verdicts, strict=True)
    ]
    above, total = 0, max(sum(sizes), 2 * LEAST_ARTICLE)
    article: set[str] = set()
    signs: set[str] = set()
    said = tuple(verdicts)
    found = False
    beside: list[int] = []  # what stands below the last prose that stays
    below = sum(block.sentences for block in blocks if block.shape.prose)
    for i, (block, verdict) in enumerate(zip(blocks, said, strict=True)):
        if verdict is not None:
            if above * 100 >= total * ABOVE_END and _ends(verdict):
                signs.add(family_of(verdict.rule))
        elif not signs:
            above += sizes[i]
            article |= block.shape.content if sizes[i] else set()
        elif not sizes[i]:
            beside.append(i)
        elif len(signs) > 1 or _is_other(i, block.shape, article, said, signs):
            verdicts[i] = Verdict("related.story", "prose below the end of the article")
            found = True
        else:
            beside = []
        below -= block.sentences if block.shape.prose else 0
        late = above * 100 >= total * ABOVE_INITIALS and below >= LEAST_STORIES
        if late and _INITIALS.search(block.shape.text):
            signs.add(INITIALS)
    for i in beside if found else ():
        verdicts[i] = Verdict("related.story", "beside prose that goes below the article's end")


def _is_other(
    i: int, shape: Shape, article: Set[str], said: Sequence[Verdict | None], signs: Set[str]
) -> bool:
    """Whether the article has few of the words of line ``i`` and most of the lines around it go.

    Below initials they need not.
    """
    around = (*said[max(0, i - AROUND) : i], *said[i + 1 : i + 1 + AROUND])
    going = len([verdict for verdict in around if verdict is not None])
    if going * 2 <= len(around) and INITIALS not in signs:
        return False
    return len(shape.content & article) * 10 < len(shape.content) * MOST_SHARED


def _ends(verdict: Verdict) -> bool:
    return verdict.heads != "next" and verdict.rule.startswith(ENDS)


def sections(blocks: Sequence[Block], verdicts: Verdicts, walls: Walls) -> None:
    """Under a heading of strong evidence the list goes, up to the wall or the next heading."""
    for i, head in enumerate(tuple(verdicts)):
        # above the first prose the run would end at the body and hold the headline
        if head is None or not head.heads or not 0 <= walls.first < i:
            continue
        start = end = i + 1
        while end < len(blocks) and not _ends_run(blocks[end], verdicts[end]):
            end += 1
        run = [block.shape for block in blocks[start:end]]
        free = [v is None or v.rule.startswith(KICKER) for v in verdicts[start:end]]
        evidence = f"in the list under {blocks[i].shape.text[:40]!r}"
        for j in section(run, free, head.heads, closed=walls.last < i):
            verdicts[start + j] = Verdict("related.section", evidence)


def _ends_run(block: Block, verdict: Verdict | None) -> bool:
    return block.shape.prose if verdict is None else bool(verdict.heads)


def widgets(
    blocks: Sequence[Block], verdicts: Verdicts, matches: Sequence[Sequence[Match]]
) -> None:
    """Counters, ages, icon-like words and what weak rules name go beside a widget that goes."""
    gone = _gone(verdicts)
    weak = [next((m for m in found if m.rule.weak), None) if found else None for found in matches]
    named = [None if match is None else match.rule.name for match in weak]
    for i, kind in widget_run([block.shape for block in blocks], gone, named):
        match = weak[i]
        rule, said = (match.rule.name, match.evidence) if match else ("sharing.widget", kind)
        verdicts[i] = Verdict(rule, f"{said}, in a run with other widgets")


def _gone(verdicts: Verdicts) -> list[str | None]:
    """The rules of the blocks that go."""
    return [None if verdict is None else verdict.rule for verdict in verdicts]


def head(blocks: Sequence[Block], verdicts: Verdicts) -> Sequence[int]:
    """Above the headline short labels go; below it a name beside a byline, date or caption.

    The headline is the first of what is returned, the others are lines that look nearly as much
    like one.
    """
    head = head_of(blocks, verdicts)
    if (title := head.title) is None:
        return ()
    verdicts[title] = None
    if title and verdicts[0] is None and blocks[0].shape.tokens == blocks[title].shape.tokens:
        verdicts[title] = Verdict("edge.repeated", "the text begins with the same line")
        title = 0
    _above(blocks, verdicts, title, head.points)
    for i in range(title + 1, head.first):
        if verdicts[i] is None:
            beside = verdicts[i - 1], verdicts[i + 1]
            verdicts[i] = _byline(blocks[i].shape, *beside, below_title=i - 1 == title)
    return title, *(i for i in head.rivals if i != title and verdicts[i] is None)


def _above(
    blocks: Sequence[Block], verdicts: Verdicts, title: int, points: Mapping[int, int]
) -> None:
    """What stands above the headline and looks less like one: labels, lists below headings.

    The headline itself stands there once.
    """
    under = False
    for i, verdict in enumerate(tuple(verdicts[:title])):
        shape = blocks[i].shape
        under = not shape.prose and (under or (verdict is not None and verdict.heads == "list"))
        if verdict is not None or i not in points:
            continue
        less = points[title] - points[i]
        if shape.tokens == blocks[title].shape.tokens:
            verdicts[i] = Verdict("edge.repeated", "the same line is the headline")
        elif under and less > LISTED:
            verdicts[i] = Verdict("related.section", "in a list above the headline")
        elif less > FAR and is_label(shape):
            verdicts[i] = Verdict("edge.kicker", "stands above the headline")


def _byline(
    shape: Shape, above: Verdict | None, below: Verdict | None, *, below_title: bool
) -> Verdict | None:
    """A name or a desk between the headline and the body, known by what stands beside it."""
    near = [v.rule for v in (above, below) if v is not None and v.rule.startswith(_NEAR_NAMES)]
    if near and is_name(shape):
        return Verdict("byline.name", f"a name beside {near[0]}")
    dated = below is not None and below.rule == "date.line"
    if dated and (below_title or above is not None) and is_label(shape):
        return Verdict("byline.above-date", "a label between the headline and a date")
    return None


def tail(blocks: Sequence[Block], verdicts: Verdicts, walls: Walls, body: frozenset[str]) -> None:
    """After the last prose a numbered list of headlines goes, and a run of short labels."""
    if walls.last < 0:
        return
    start = walls.last + 1
    shapes = [block.shape for block in blocks[start:]]
    gone = _gone(verdicts[start:])
    lead = blocks[walls.last].shape.end == "colon"
    for j in () if lead else numbered_list(shapes, gone, body):
        verdicts[start + j] = Verdict("related.numbered", "a numbered list of other headlines")
        gone[j] = "related.numbered"
    for j in () if lead else tail_run(shapes, gone, body):
        if blocks[start + j].before != "line" or blocks[start + j].after != "line":
            continue  # pieces of a line are weighed
        verdicts[start + j] = Verdict("edge.labels", "after the end of the article")
