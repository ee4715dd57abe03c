"""Metadata from what was removed and what stayed: each field absent rather than wrong.

The removed bylines, dates, captions and credits are the trail's own ``old`` texts; headline,
standfirst, place and site are read from the text that stayed. Reading never changes the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import Any
from urllib.parse import urlsplit

import regex

from .dates.datelines import dateline_of
from .dates.stamps import dates_in, dates_opening
from .lines import Shape, after_words, calls_out, tokens_of
from .near_title import near_start, near_title
from .origins import gathered
from .rules.rule import Rule
from .rules.ruleset import Rules
from .stated.credits import beside_date, credits_in, has_labels, is_credit, person_of, reported_in
from .text.context import LABEL_WORDS
from .text.headline import head_of
from .text.memory import Memory
from .trail import undo
from .types import Edit, Origin

SHARED_WORDS = 2  # a headline and its article have in common
MENU = 5  # labels between a line and the body that make a menu
_BYLINES = ("byline.by", "byline.from")
OPENING = 400  # characters of the article below which no byline of its own stands unlabelled
LONGEST_CREDIT = 300  # characters
_OTHERS = ("related.", "video.", "advertising.", "comment.", "repair.", "word.")  # of other texts
LONGEST_TITLE = 24  # words; what is longer is a standfirst or a caption without its stop
LEAST_BODY = 20  # telling words of an article that shares one with its headline
STEM = 4  # letters by which words are compared: "boat", "boats"
LEAST_POINTS, LEAST_UNSPACED = -200, -100  # nearly all headlines have more, see ``text.headline``
_STRUCTURE = ("related.section", "edge.", "video.")  # rules a headline may meet
# no headline: the handle of a post, a site alone, what is nothing but two parts of a path
_NO_TITLE = regex.compile(
    r"\(@\w+\)|^\p{So}|^[\w-]+(?:\.[\w-]+)+$|^[\p{L}-]+/[\p{L}-]+$|\d+ ?[hmd] ago$"
)
_ADDRESS = regex.compile(r"https?://| » ")  # no headline: an address, a path of sections
_TRIM = " \u00a0:|-–—•·*#"
_PEOPLE = ("authors", "editors")


def describe(
    text: str,
    edits: Sequence[Edit],
    rules: Rules,
    memory: Memory,
    *,
    url: str | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Return the metadata fields of an Article by name, ``origins`` included."""
    blocks = text.split("\n\n") if text else []
    shapes = [memory.shape(block) for block in blocks]
    title = blocks[0] if _heads(shapes) and _looks_like_one(text, shapes, memory) else None
    skip = int(title is not None)
    found = [*_from_headline(title), *_from_body(shapes[skip:], _dashed(text, edits, skip))]
    given = [
        (edit, rule)
        for edit in _without_teasers(_by_nearness(edits, len(title or "")), _opened(text, edits))
        if (rule := rules.by_name.get(edit.rule)) is not None and rule.gives
    ]
    found += _dates(given, language, f"{text} {url or ''}")
    found += _from_edits(given)
    found += _from_credits(edits, rules)
    if not {"authors", "date", "place"} <= {origin.field for origin in found}:
        found += near_title(undo(text, edits), title, language, memory)
    known = {origin.field for origin in found}
    near = near_start(edits, len(title or ""), language, memory)
    found += [origin for origin in near if origin.field not in known]
    found += _from_kept(text, language, {origin.field for origin in found})
    if url and (host := _host(url)):
        found.append(Origin("site", "url.host", host.removeprefix("www.")))
    return gathered((origin.text, origin) for origin in found)


def _heads(shapes: Sequence[Shape]) -> bool:
    """Whether the first line is the headline: no prose, and no menu between it and the body.

    Where a menu stands there, the line has to share its words with the body.
    """
    if not shapes or shapes[0].size <= 1 or shapes[0].end == "colon":
        return False
    if shapes[0].prose and not calls_out(shapes[0]):
        return False
    if _ADDRESS.search(shapes[0].text):
        return False
    above = next((i for i, shape in enumerate(shapes) if shape.prose), len(shapes))
    labels = sum(shape.size <= LABEL_WORDS for shape in shapes[1:above])
    if above == len(shapes) or labels < MENU:
        return True
    words = {word for shape in shapes[above:] if shape.prose for word in shape.content}
    return len(words & shapes[0].content) >= SHARED_WORDS


def _looks_like_one(text: str, shapes: Sequence[Shape], memory: Memory) -> bool:
    """Whether a first line looks enough like a headline of what stands below it.

    What the settled text says must do: the text has to keep its headline when cleaned again.
    """
    line = shapes[0]
    if line.size >= LONGEST_TITLE or _NO_TITLE.search(line.text):
        return False
    if any(not match.rule.name.startswith(_STRUCTURE) for match in memory.match(line)):
        return False
    body = set().union(*(shape.content for shape in shapes[1:] if shape.prose))
    if len(body) < LEAST_BODY:
        return True
    stems = {word[:STEM] for word in body}
    if stems.isdisjoint(word[:STEM] for word in line.content):
        return False
    if calls_out(line):
        return True
    head = head_of(memory.blocks(text), [None] * len(shapes))
    # endings alone make two lines of a script without spaces share signs
    least = LEAST_UNSPACED if line.unspaced else LEAST_POINTS
    return head.points.get(0, least) >= least


def _by_nearness(edits: Sequence[Edit], title: int) -> list[Edit]:
    """The edits below the headline in order, then those above it from the nearest up.

    What stands above a headline may belong to a list of other articles.
    """
    below: list[Edit] = []
    above: list[Edit] = []
    moved = 0
    for edit in edits:
        (above if title and edit.start + moved <= 0 else below).append(edit)
        moved += len(edit.new) - len(edit.old)
    return [*below, *reversed(above)]


def _opened(text: str, edits: Sequence[Edit]) -> int:
    """How far the opening of the article reaches in the source."""
    at = moved = 0
    for edit in edits:
        at = edit.start + moved
        if at > OPENING:
            break
        moved += len(edit.new) - len(edit.old)
    return min(at, OPENING) - moved


def _without_teasers(edits: Sequence[Edit], headed: int) -> list[Edit]:
    """The edits but for bylines of other articles.

    Those have no label, and stand below the opening of the article: several of them, or one where
    the article has a byline of its own.
    """
    bylines = [edit for edit in edits if edit.rule in _BYLINES and ":" not in edit.old]
    below = {edit for edit in bylines if edit.start > headed}
    if len(bylines) == 1 or not below:
        return list(edits)
    return [edit for edit in edits if edit not in below]


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _from_headline(title: str | None) -> Iterator[Origin]:
    if title is not None:
        yield Origin("title", "text.first-line", title)


def _dashed(text: str, edits: Sequence[Edit], skip: int) -> frozenset[int]:
    """The paragraphs of the body below which a lone dash was taken away."""
    found, moved, at, breaks = set(), 0, 0, 0
    for edit in edits:
        if edit.old.strip() in ("-", "–", "—") and not edit.new:
            end = edit.start + moved
            # the break above the place of the dash belongs to the paragraph before
            while end and text[end - 1] == "\n":
                end -= 1
            breaks += text.count("\n\n", at, end)
            at = end
            found.add(breaks - skip)
        moved += len(edit.new) - len(edit.old)
    return frozenset(found)


def _from_body(body: Sequence[Shape], dashed: frozenset[int]) -> Iterator[Origin]:
    if (found := dateline_of(body, dashed)) is None:
        return
    for field in ("place", "site"):
        if value := getattr(found, field):
            yield Origin(field, "text.dateline", value)
    if found.paragraph == 1 and body[0].prose:
        yield Origin("standfirst", "text.above-dateline", body[0].text)


def _dates(
    given: Sequence[tuple[Edit, Rule]], language: str | None, context: str
) -> Iterator[Origin]:
    for edit, rule in given:
        if rule.gives in ("date", *_PEOPLE):
            for date in dates_in(edit.old, language, context):
                yield Origin("updated" if date.updated else "date", rule.name, date.iso)


def _from_edits(given: Sequence[tuple[Edit, Rule]]) -> Iterator[Origin]:
    for edit, rule in given:
        if rule.gives in _PEOPLE:
            value = edit.old if has_labels(edit.old) else _value(edit.old, rule)
            for credit in credits_in(value, rule.gives):
                yield Origin(credit.field, rule.name, credit.name)
            continue
        if rule.gives == "date":
            for credit in beside_date(edit.old):
                yield Origin(credit.field, rule.name, credit.name)
            continue
        for part in _parts(_value(edit.old, rule), rule.gives):
            yield Origin(rule.gives, rule.name, part)


def _from_credits(edits: Sequence[Edit], rules: Rules) -> Iterator[Origin]:
    """The people named in what went by rules that give no names."""
    for edit in edits:
        rule = rules.by_name.get(edit.rule)
        if edit.new or len(edit.old) > LONGEST_CREDIT or (rule and rule.gives in _PEOPLE):
            continue
        if edit.rule == "byline.above-date":
            if name := person_of(edit.old):
                yield Origin("authors", edit.rule, name)
        elif edit.rule.startswith("byline.") or (
            not edit.rule.startswith(_OTHERS) and is_credit(edit.old)
        ):
            for credit in credits_in(edit.old):
                yield Origin(credit.field, edit.rule, credit.name)


def _from_kept(text: str, language: str | None, known: Set[str]) -> Iterator[Origin]:
    """Who wrote and when, as text that stayed says it, where nothing else does."""
    for credit in reported_in(text, dated="authors" not in known):
        yield Origin(credit.field, "text.credit", credit.name)
    if "date" not in known:
        for date in dates_opening(text, language):
            yield Origin("updated" if date.updated else "date", "text.opening", date.iso)


def _value(text: str, rule: Rule) -> str:
    """The words of ``text`` that are the value: a named group, or what follows the phrase."""
    if rule.shape:
        match = regex.fullmatch(rule.shape, text) or regex.search(rule.shape, text)
        if match is not None and (value := match.groupdict().get("value")):
            return str(value)
    tokens = tokens_of(text)
    for phrase in rule.begins:
        if tokens[: len(phrase)] == phrase:
            return after_words(text, len(phrase))
    return text


def _parts(value: str, field: str) -> Iterator[str]:
    value = value.strip(_TRIM)
    if field == "tags":
        yield from filter(None, (tag.strip(" #") for tag in regex.split(r"[,;|•#]", value)))
    elif value:
        yield value if "(" in value else value.rstrip(")")
