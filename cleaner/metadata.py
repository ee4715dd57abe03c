"""Metadata from what was removed and what stayed: each field absent rather than wrong.

The removed bylines, dates, captions and credits are the trail's own ``old`` texts; headline,
standfirst, place and site are read from the text that stayed. Reading never changes the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import regex

from .datelines import dateline_of
from .dates import dates_in, without_dates
from .lines import after_words, shape_of, tokens_of
from .rules import Rule
from .ruleset import Rules
from .types import Edit, Origin

_DESK = regex.compile(r"\s-\s?\p{L}+$")  # "Dwi Contohwati -wartaEkonomi"
_AUTHOR_SPLIT = regex.compile(r"\s*(?:[,/&|;]|\band\b|\bdan\b)\s*")


def describe(
    text: str,
    edits: Sequence[Edit],
    rules: Rules,
    *,
    url: str | None = None,
    language: str | None = None,
) -> dict[str, Any]:
    """Return the metadata fields of an Article by name, ``origins`` included."""
    blocks = text.split("\n\n") if text else []
    title = blocks[0] if blocks and not shape_of(blocks[0]).prose else None
    body = blocks if title is None else blocks[1:]
    found = [
        *_from_headline(title),
        *_from_body(body, _dashed(text, edits, len(blocks) - len(body))),
    ]
    found += _from_edits(edits, rules, language, context=f"{text} {url or ''}")
    if url and (host := _host(url)):
        found.append(Origin("site", "url.host", host.removeprefix("www.")))
    return _fields(found)


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _fields(found: Sequence[Origin]) -> dict[str, Any]:
    """One value for each field, the first found; several where a field holds several."""
    fields: dict[str, Any] = {}
    origins = []
    for origin in found:
        name, value = origin.field, origin.text
        if name in ("authors", "editors", "captions", "tags"):
            if value in fields.get(name, ()):
                continue
            fields[name] = (*fields.get(name, ()), value)
        elif name in fields:
            continue
        else:
            fields[name] = value
        origins.append(origin)
    return fields | {"origins": tuple(origins)}


def _from_headline(title: str | None) -> Iterator[Origin]:
    if title is not None:
        yield Origin("title", "text.first-line", title)


def _dashed(text: str, edits: Sequence[Edit], skip: int) -> frozenset[int]:
    """The paragraphs of the body below which a lone dash was taken away."""
    found, moved = set(), 0
    for edit in edits:
        if edit.old.strip() in ("-", "–", "—") and not edit.new:
            # the break above the place of the dash belongs to the paragraph before
            found.add(text[: edit.start + moved].rstrip("\n").count("\n\n") - skip)
        moved += len(edit.new) - len(edit.old)
    return frozenset(found)


def _from_body(body: Sequence[str], dashed: frozenset[int]) -> Iterator[Origin]:
    if (found := dateline_of(body, dashed)) is None:
        return
    for field in ("place", "site"):
        if value := getattr(found, field):
            yield Origin(field, "text.dateline", value)
    if found.paragraph == 1 and shape_of(body[0]).prose:
        yield Origin("standfirst", "text.above-dateline", body[0])


def _from_edits(
    edits: Sequence[Edit], rules: Rules, language: str | None, *, context: str
) -> Iterator[Origin]:
    for edit in edits:
        rule = rules.by_name.get(edit.rule)
        if rule is None or not rule.gives:
            continue
        if rule.gives in ("date", "authors", "editors"):
            for date in dates_in(edit.old, language, context):
                yield Origin("updated" if date.updated else "date", rule.name, date.iso)
        if rule.gives == "date":
            continue
        value = _value(edit.old, rule)
        for part in _parts(value, rule.gives):
            yield Origin(rule.gives, rule.name, part)


def _value(text: str, rule: Rule) -> str:
    """The words of ``text`` that are the value: a named group, or what follows the phrase."""
    match = regex.search(rule.shape, text) if rule.shape else None
    if match is not None and (value := match.groupdict().get("value")):
        return str(value)
    tokens = tokens_of(text)
    for phrase in rule.begins:
        if tokens[: len(phrase)] == phrase:
            return after_words(text, len(phrase))
    return text


def _parts(value: str, field: str) -> Iterator[str]:
    value = value.strip(" \u00a0:|-–—•·*#")
    if field in ("authors", "editors"):
        names = _AUTHOR_SPLIT.split(_DESK.sub("", without_dates(value)).strip("() "))
        for name in (n.strip(" .-–—") for n in names):
            if name and (len(name) < 60 and len(name.split()) < 7):
                yield name
    elif field == "tags":
        yield from filter(None, (tag.strip(" #") for tag in regex.split(r"[,;|•#]", value)))
    elif value:
        yield value
