"""Bylines and credits of flattened text: who wrote and who edited, as the label before each says.

Labels stand before names, several in a line, and scrapes glue them to the name before
(``Reporter: Siti AminahEditor: Budi Santoso``). What is said of pictures, sources and cameras
names no author. The names are read by ``people``, as those of pages are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

import regex

from ..dates.placenames import is_city, known
from ..dates.stamps import beside_dates, opening_of
from .people import any_of, full, listed, names

AUTHORS, EDITORS = "authors", "editors"
LONGEST = 600  # characters looked at
OPENING = 1500  # characters at the start of a text in which its byline is looked for
CLOSING = 300  # characters at its end
LONGEST_BYLINE = 120
MOST_BESIDE = 3  # words beside the names of a byline: "by", "and"
MOST_INSIDE = 20  # credits of a text
LONGEST_CREDIT = 80
LEAST_NICKNAME = 4  # letters; fewer are initials
_KINDS = {AUTHORS: ("by", "authors"), EDITORS: ("edited_by", "editors")}
_CLOSED = '.!?…"”’»)。】]'
_BRACKETS = regex.compile(r"[(\[（][^()\[\]（）]{0,80}[)\]）]")
_CODE = regex.compile(r"\p{Ll}{2,6}\d{1,3}")  # by which a desk signs
_MAY_REPORT = regex.compile(r"Laporan |[\p{Hangul}\p{Han}]")  # what ``_reporter`` asks for
_STARS = regex.compile(r"\*{1,3}")


class Credit(NamedTuple):
    """A name and the field of metadata it fills: ``authors`` or ``editors``."""

    field: str
    name: str


def credits_in(text: str, field: str = "") -> Iterator[Credit]:
    """The people ``text`` names, in order.

    ``field`` is that of names without a label before them; they are passed over if it is empty.
    """
    text = beside_dates(_STARS.sub("", text[:LONGEST]))
    if end := _end().search(text):
        text = text[: end.start()]
    at = 0
    sure = False
    for match in _label().finditer(text):
        # what a first label is glued to is a longer label
        if at or not match.start() or text[match.start() - 1] in " \n|,;/.)-–":
            yield from _named(text[at : match.start()], field, sure=sure)
        at, field = match.end(), _field_of(match["label"])
        sure = match["mark"] is not None
    yield from _named(text[at:], field, sure=sure)


def beside_date(text: str) -> Iterator[Credit]:
    """The people that a line with a date names without a label, by their capitals."""
    return (credit for credit in credits_in(text, AUTHORS) if credit.name[0].isupper())


def has_labels(text: str) -> bool:
    """Whether a label with its colon stands in ``text``, or two of any kind."""
    return is_credit(text) or len(_label().findall(text[:LONGEST])) > 1


def is_credit(text: str) -> bool:
    """Whether a label of who wrote or edited stands in ``text``, with its colon."""
    if ":" not in text and "：" not in text:
        return False
    labels = (match for match in _label().finditer(text[:LONGEST]) if match["mark"])
    return any(_field_of(match["label"]) for match in labels)


def person_of(text: str) -> str | None:
    """The person a line of two to four words names, one of them a name often given."""
    found = names([text], frozenset(), shown=True)
    if len(found) != 1 or len(found[0].name) != len(text.strip()):
        return None
    words = found[0].name.casefold().split()
    if len(words) < 2 or not listed("desks").isdisjoint(words):
        return None
    return found[0].name if not listed("given").isdisjoint(words) else None


def _named(text: str, field: str, *, sure: bool) -> Iterator[Credit]:
    """The names in what one label heads; a single one only where a label makes it ``sure``."""
    text = _BRACKETS.sub(" ", text).strip(" .|;,–—-_()[]（）\t\n")
    if not field or not text:
        return
    if _CODE.fullmatch(text):
        yield Credit(field, text)
        return
    if sure and text.isalpha() and text.islower() and len(text) >= LEAST_NICKNAME:
        if text not in listed("nobody", "roles"):
            yield Credit(field, text)
        return
    found = names([text], frozenset(), shown=True, single=sure)
    whole = [item.name for item in found if full(item.name)] or [item.name for item in found]
    people = [
        name
        for name in whole
        if known("site").isdisjoint(name.casefold().split()) and not is_city(name)
    ]
    for name in people or whole:
        if sure or listed("desks").isdisjoint(name.casefold().split()):
            yield Credit(field, name)


def _field_of(label: str) -> str:
    """The field a label fills, empty for one of those that name neither author nor editor."""
    lower = " ".join(label.casefold().split())
    return next((field for field, kinds in _KINDS.items() if lower in listed(*kinds)), "")


@cache
def _label() -> regex.Pattern[str]:
    """A label with its colon, or one that ends in a word for "by" and needs none.

    It may be glued to the end of the name before it.
    """
    every = any_of("by", "authors", "edited_by", "editors", "done_by", "others")
    phrases = "|".join(
        regex.escape(word)
        for word in sorted(listed("by", "edited_by", "done_by"), key=len, reverse=True)
        if word in ("by", "oleh") or (" " in word and word.split()[-1] in _BY)
    )
    start = r"(?<![\p{L}\p{M}\p{N}-])|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lo})(?=\p{Lo})"
    return regex.compile(
        rf"(?:{start})(?:(?P<label>(?i:{every}))\s?(?P<mark>[:：])\s?"
        rf"|(?P<label>(?i:{phrases}))\s(?=\p{{Lu}}))"
    )


_BY = frozenset(("by", "oleh", "von", "par", "por", "door", "di", "av", "af", "de", "ni"))


def reported_in(text: str, *, dated: bool = True) -> Iterator[Credit]:
    """The people named in running text that stayed: in its dateline, in credits, above its date.

    The last are looked for where ``dated`` is set.
    """
    opening = text[:OPENING]
    for part in (opening, text[OPENING:][-OPENING:]):
        if _MAY_REPORT.search(part) and (match := _reporter().search(part)):
            yield Credit(AUTHORS, match["name"])
            break
    if dated:
        yield from _above_date(text)
    yield from _inside(text)
    yield from _closing(text)


def _above_date(text: str) -> Iterator[Credit]:
    """The names between a word for "by" and a date, with nothing else there."""
    opening, dates = opening_of(text)
    for match in dates:
        before = opening[: match.start()][-LONGEST_BYLINE:]
        by = next(reversed(list(_by_word().finditer(before))), None)
        if by is None:
            continue
        said = beside_dates(before[by.start() :] + opening[match.start() : match.end()])
        found = list(credits_in(said, AUTHORS))
        words = regex.findall(r"\p{L}[\p{L}\p{M}.’'-]*", said)
        if found and sum(len(credit.name.split()) for credit in found) + MOST_BESIDE >= len(words):
            yield from found
            return


def _inside(text: str) -> Iterator[Credit]:
    """The people that labels of journalists at work name anywhere, where another mark ends each."""
    if ":" not in text and "：" not in text:
        return
    for match in islice(_press().finditer(text), MOST_INSIDE):
        said = text[match.start() : match.end() + LONGEST_CREDIT]
        end = _ends_credit().search(said, match.end() - match.start())
        if end is not None or match.end() + LONGEST_CREDIT >= len(text):
            yield from credits_in(said[: end.start()] if end else said)


@cache
def _press() -> regex.Pattern[str]:
    """A label with a capital, in scripts that have them."""
    return regex.compile(
        rf"(?<![\p{{L}}\p{{M}}\p{{N}}-])(?=\p{{Lu}}|\p{{Lo}})(?i:{any_of('press')})\s?[:：]"
    )


@cache
def _ends_credit() -> regex.Pattern[str]:
    labels = any_of("by", "authors", "edited_by", "editors", "done_by", "others")
    return regex.compile(rf"[\n|(（]|\.\s|\s-\s|(?i:{labels})\s?[:：]")


def _closing(text: str) -> Iterator[Credit]:
    """The people named from the first label on that stands near the end of a text."""
    at = max(len(text) - CLOSING, 0)
    if ":" not in text[at:] and "：" not in text[at:]:
        return
    for match in _label().finditer(text, at):
        before = text[: match.start()].rstrip(" \n(-–—")
        closed = not before or before[-1] in _CLOSED or match["label"][0].isupper()
        if match["mark"] is None or not closed:
            continue
        yield from credits_in(text[match.start() :])
        return


@cache
def _by_word() -> regex.Pattern[str]:
    return regex.compile(
        r"(?<!\S)(?:(?i:posted|published|written|submitted|reported) by|By|BY|Par|Por|Von|Door|Oleh"
        r"|(?<=^|[|.:\n–—-]\s?)(?:by|von|oleh))\s?:?\s(?=\p{Lu})"
    )


@cache
def _reporter() -> regex.Pattern[str]:
    """A reporter in the dateline, or with the address where mail reaches him."""
    hangul = r"(?P<name>\p{Hangul}{2,4})\s?(?:\p{Hangul}{2}\s?)?(?:기자|특파원)"
    return regex.compile(
        r"Laporan (?:Wartawan|Reporter|Kontributor|Jurnalis) [^,\n]{3,40}, "
        r"(?P<name>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){1,3}?)(?=\s*\p{Lu}{4,}[.,]|\s*\n)|"
        rf"[(\[（](?:[\p{{L}}·]{{2,12}}=[\p{{L}}\d]{{2,12}})[)\]）]\s?{hangul}\s?="
        rf"|(?<=[\[(【])\s?{hangul}(?=[\s(=\])])"
        rf"|(?<=[\[(【][\p{{L}}\d]{{2,10}}\s){hangul}\s?[\])】]"
        rf"|(?<!\S){hangul}가 (?:보도|전|취재)"
        rf"|(?<=\w\.(?:com?|kr|net|org)\s){hangul}(?=\s*(?:\n|$))"
        rf"|(?<!\S){hangul}\s?[\w.+-]{{2,30}}@\w"
        r"|(?<=[。」])\s?【(?P<name>\p{Han}{3,5}|\p{Han}{1,3}\p{Hiragana}{1,4})】(?=\s*(?:\n|$))"
        r"|【[\p{L}・ー]{2,12}[=＝](?P<name>\p{Han}{2,6})】"
        r"|[（(]\p{Han}{2,5}社?(?:记者|記者)(?P<name>\p{Han}{3})(?:\p{Han}{2,3}\d{1,2}日)"
        r"|(?:记者|記者)\s?(?P<name>\p{Han}{2,3})[／/]\p{Han}{2,4}(?:报道|報導|報道)"
        r"|[（(](?:本[报報])?(?:记者|記者)\s?(?P<name>\p{Han}{2,3})[)）]"
        r"|(?:本报|本報|本社)(?:记者|記者)\s?(?P<name>\p{Han}{2,3})(?=[\s/／）)])"
    )


@cache
def _end() -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\p{{Lu}})(?i:{any_of('ends')})")
