"""Metadata from what was removed and what stayed: each field absent rather than wrong.

The removed bylines, dates, captions and credits are the trail's own ``old`` texts; headline,
standfirst, place and site are read from the text that stayed. Reading never changes the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import regex

from .dates.datelines import dateline_of
from .dates.stamps import dates_in, without_dates
from .lines import Shape, after_words, calls_out, tokens_of
from .origins import gathered
from .rules.rule import Rule
from .rules.ruleset import Rules
from .text.context import LABEL_WORDS
from .text.memory import Memory
from .types import Edit, Origin

SHARED_WORDS = 2  # a headline and its article have in common
MENU = 5  # labels between a line and the body that make a menu
_ADDRESS = regex.compile(r"https?://| » ")  # no headline: an address, a path of sections
_TRIM = " \u00a0:|-–—•·*#"
_PEOPLE = ("authors", "editors")
_DESK = regex.compile(r"\s-\s?\p{L}+$")  # "Dwi Contohwati -wartaEkonomi"
# a single letter also joins the parts of one name: it parts names of two words only
_AUTHOR_SPLIT = regex.compile(
    r"\s*(?:[,/&|;、，／·]|\b(?:and|dan|und|et|ve|và)\b"
    r"|(?<=\p{L}{2} \p{L}+ )(?:y|e|en|i|и)(?= \p{L}+ \p{L}))\s*"
)
# what a person is, after the name or in its place; never a part of it
_ROLE = regex.compile(
    r"(?i)(?:^|\s)(?:tim redaksi|redaksi|staff writer|staff reporter|reporter|journalist|redakteur"
    r"(?:in)?|korrespondent(?:in)?|correspondent|jurnalis|wartawan|kontributor|admin|editor)$"
)


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
    title = blocks[0] if _heads(shapes) else None
    skip = int(title is not None)
    found = [*_from_headline(title), *_from_body(shapes[skip:], _dashed(text, edits, skip))]
    given = [
        (edit, rule)
        for edit in _by_nearness(edits, len(title or ""))
        if (rule := rules.by_name.get(edit.rule)) is not None and rule.gives
    ]
    found += _dates(given, language, f"{text} {url or ''}")
    found += _from_edits(given, rules)
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


def _from_edits(given: Sequence[tuple[Edit, Rule]], rules: Rules) -> Iterator[Origin]:
    for edit, rule in given:
        if rule.gives == "date":
            continue
        value = _value(edit.old, rule)
        if rule.gives in _PEOPLE:
            for field, name in _people(value, rule.gives, rules):
                yield Origin(field, rule.name, name)
            continue
        for part in _parts(value, rule.gives):
            yield Origin(rule.gives, rule.name, part)


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


def _people(value: str, field: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """The names in a byline, each with its field; a part with a label of its own says which."""
    names = _AUTHOR_SPLIT.split(_DESK.sub("", without_dates(value.strip(_TRIM))).strip("() "))
    for name in names:
        label, colon, rest = name.partition(":")
        here = _labelled(label, rules) if colon else field
        person = _ROLE.sub("", (rest if colon else name).strip(" .-–—"))
        if here and person and len(person) < 60 and len(person.split()) < 7:
            yield here, person


def _labelled(label: str, rules: Rules) -> str:
    """The field that a label before a colon fills, empty when no rule knows it."""
    phrase = (*tokens_of(label), ":")
    return next((r.gives for r in rules.all if r.gives in _PEOPLE and phrase in r.begins), "")
