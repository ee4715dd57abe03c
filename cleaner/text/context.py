"""Weak evidence: what a line's neighbours say about it.

Plain functions over the shapes of a run of blocks; they return the indices that go. No function
here ever returns the index of a line of prose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

import regex

from ..lines import Shape

LABEL_WORDS = 4
TITLE_WORDS = 4
HEADLINE_WORDS = 6.5
WIDGETS = frozenset(
    ("sharing", "following", "icon", "comment", "video", "navigation", "advertising", "newsletter")
)
KICKER = "navigation.section"  # in a list of headlines it is the headline's own section name
ENDS = ("footer.", "comment.", "tags.", "following.", "related.heading", "byline.editor")

_COUNTER = regex.compile(r"[+~]?\d{1,3}(?:[.,]?\d{3})*(?:[.,]\d)?\s?[kKmM]?|\d+%")
_AGO = ("lalu", "ago")
_KEBAB = regex.compile(r"\p{Ll}{2,}+(?:-[\p{Ll}\d]++)+")
_NAME = regex.compile(
    r"\p{Lu}[\p{L}'’.]{0,20}(?: \p{Lu}[\p{L}'’.-]{0,20}){1,3}(?P<desk>\s?-\s?\p{L}{3,20})?"
)
_SENTENCE_MARK = regex.compile(r"[.,;:!?()\"“”]|\d")


def is_counter(shape: Shape) -> bool:
    """A bare number such as a count of comments or shares."""
    text = shape.text
    return len(text) <= 12 and text[0] in "+~0123456789" and _COUNTER.fullmatch(text) is not None


@cache
def _age() -> regex.Pattern[str]:
    """A relative time, in the languages that close it with one word."""
    return regex.compile(
        r"(?i)(?:\p{L}[\p{L} ]{0,20}[/|•·-]\s*)?(?:about |sekitar )?(?:\d{1,3}|an?|satu|se)\s?"
        r"(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun|saat|minit|s|sec|seconds?|m|mins?|minutes?"
        r"|h|hrs?|hours?|d|days?|w|weeks?|mo|months?|y|years?)\s+(?:yang\s)?(?:lalu|ago)"
    )


def is_age(shape: Shape) -> bool:
    """A relative time such as ``8 hari lalu`` or ``Malaysia / 7 h ago``."""
    if not 2 <= shape.size <= 8 or shape.tokens[-1] not in _AGO or len(shape.text) > 40:
        return False
    return _age().fullmatch(shape.text) is not None


def is_icon_word(shape: Shape) -> bool:
    """One lower-case hyphenated word (``more-vertical``), no reduplication (``anak-anak``)."""
    text = shape.text
    if "-" not in text or len(text) > 60 or _KEBAB.fullmatch(text) is None:
        return False
    return not any(a in b or b in a for a, b in pairwise(text.split("-")))


def is_label(shape: Shape) -> bool:
    """A few words without any mark: the name of a section, a tag, a button."""
    text = shape.text[len(shape.bullet) :]
    return (
        0 < shape.size <= LABEL_WORDS
        and shape.end == "open"
        and _SENTENCE_MARK.search(text) is None
    )


def is_headline(shape: Shape) -> bool:
    """Several words, not prose and no lead-in."""
    return not shape.prose and shape.size > LABEL_WORDS and shape.end != "colon"


def is_name(shape: Shape) -> bool:
    """Two to four capitalised words, at least one of them no common word; a desk may follow."""
    if (match := _NAME.fullmatch(shape.text)) is None:
        return False
    if match["desk"]:
        return True
    # imported here: most documents have no such line and need no word lists for it
    from ..words.lists import is_common

    return not all(is_common(token) for token in shape.tokens)


def section(
    run: Sequence[Shape], free: Sequence[bool], heads: str, *, closed: bool
) -> Iterator[int]:
    """Indices of ``run``, the lines between a heading and the next wall, that belong under it.

    ``free`` marks lines no rule has condemned. With ``closed`` no prose follows, and a heading of
    a list owns everything to the end. Otherwise a paragraph follows, whose subheading could be the
    last of the lines: that stays when it is short, or when it is the only one.
    """
    if heads == "next":
        if free[:1] == [True] and run[0].size >= TITLE_WORDS:
            yield 0
        return
    items = [i for i, is_free in enumerate(free) if is_free]
    if items and not closed:
        last = run[items[-1]]
        if len(items) == 1 or (last.size <= LABEL_WORDS + 1 and not is_age(last)):
            items.pop()
    yield from items


def widget_run(
    shapes: Sequence[Shape], gone: Sequence[str | None], named: Sequence[str | None]
) -> Iterator[tuple[int, str]]:
    """Indices and kinds of lines in an unbroken run of widgets.

    ``gone`` names the rules of lines that go already, ``named`` the weak rules that fit. A run
    counts when it holds a widget that goes, or two lines that weak rules name and no lead-in with a
    colon above it.
    """
    run: list[tuple[int, str]] = []
    anchors = lead_in = 0
    for i, shape in enumerate(shapes):
        rule = gone[i]
        kind = "" if rule is not None else _widget_kind(shape, named[i])
        if rule is None and not kind:
            yield from run if anchors - lead_in >= 2 else ()
            run, anchors, lead_in = [], 0, 2 * (shape.end == "colon")
        elif rule is None:
            run.append((i, kind))
            anchors += named[i] is not None
        elif rule.partition(".")[0] in WIDGETS and not rule.startswith(KICKER):
            anchors += 4
    yield from run if anchors - lead_in >= 2 else ()


def _widget_kind(shape: Shape, named: str | None) -> str:
    if named is not None:
        return named
    if is_counter(shape):
        return "a counter"
    if is_age(shape):
        return "an age"
    return "an icon name" if is_icon_word(shape) else ""


def numbered_list(
    shapes: Sequence[Shape], gone: Sequence[str | None], body: Collection[str]
) -> Iterator[int]:
    """Three or more numbered headlines in a row that share few words with the body."""
    run: list[int] = []
    for i, shape in enumerate((*shapes, None)):
        if shape is not None and gone[i] is None and _numbered(shape):
            run.append(i)
            continue
        led = run and run[0] > 0 and shapes[run[0] - 1].end == "colon"
        # names of places or firms are a list of the article's own; headlines are longer
        long = sum(shapes[j].size for j in run) >= HEADLINE_WORDS * len(run)
        if len(run) >= 3 and long and not led:
            words = [word for j in run for word in shapes[j].content]
            if sum(word in body for word in words) * 3 < len(words):
                yield from run
        run = []


def _numbered(shape: Shape) -> bool:
    return shape.bullet[:1].isdigit() and is_headline(shape) and shape.end != "stop"


def tail_run(
    shapes: Sequence[Shape], gone: Sequence[str | None], body: frozenset[str]
) -> Iterator[int]:
    """Lines after the last prose: all below the page's own end; above it three labels or more.

    Labels with bullets or with words of the body are the article's own list, and labels among
    longer lines may be its chords or prices: these stay.

    The page ends at a line of a footer, a comment form, a list of tags or other headlines, or the
    editor's credit: what an article has no more of below it.
    """
    end = next((i for i, rule in enumerate(gone) if rule and rule.startswith(ENDS)), len(gone))
    below = [i for i in range(end, len(gone)) if gone[i] is None]
    if len(below) > 1 or (below and is_label(shapes[below[0]])):
        yield from below
    labels = [i for i in range(end) if gone[i] is None]
    own = sum(bool(shapes[i].bullet or set(shapes[i].tokens) & body) for i in labels)
    if len(labels) >= 3 and all(is_label(shapes[i]) for i in labels) and own * 2 < len(labels):
        yield from labels
