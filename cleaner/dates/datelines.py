"""Datelines: the place and the site that open the first sentence of a report.

A form that shows a site, an agency in brackets or a date is a dateline whatever the place; a place
alone before a dash is one only if nothing in the article speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import regex

from ..lines import Shape
from .placenames import (
    DOMAIN,
    abbreviates,
    is_city,
    is_name,
    is_site,
    known,
    spoken_of,
    titled,
    unopposed,
)
from .words import day_of_year, plain

SENTENCES = 3  # paragraphs of prose among which a dateline is looked for
LOOKED_AT = 80  # paragraphs, so that the work stays bounded
GLUED = 1000  # characters that may be glued before a dateline, with it
LONGEST = 90  # characters of a dateline

# a hyphen at a small letter belongs to the word: "Unternehmens- und"
_DASH = r"(?:(?:(?<!\p{Ll})|(?!-\s)|\s)[.:]?[-–—―]{1,3}\s|\s[-–—―]{1,3}\s?|[—―]|\s?:\s)"
_HEAD = regex.compile(rf"(?P<head>[^\n()\[\]—―]{{2,{LONGEST}}}?)(?P<dash>{_DASH})")
_TIGHT = regex.compile(r"(?P<head>\p{Lu}[\p{Lu}. ,’'/]{2,60}?)[-–]{1,2}(?=\p{Lu}+[ \p{Ll}(]|[\"“])")
_AGENCY = (
    r"(?:[(（]\s?(?P<site>\p{L}[\p{L}\p{M}\d./& -]{0,24})\s?[)）]|/(?P<site>\p{Lu}{2,12})/\.?)"
)
_BRACKETS = regex.compile(
    rf"(?P<head>[^\n()（\[\]—–]{{2,60}}?),?\s?{_AGENCY}(?P<dash>\s?[.:]?[-–—―]+|\s?:|)\s?"
)
_AGENCY_FIRST = regex.compile(rf"{_AGENCY}{_DASH}(?P<head>\p{{Lu}}[^\n()\[\]]{{2,40}}?){_DASH}")
_NO_DASH = regex.compile(rf"(?P<site>{DOMAIN})\s?,\s?(?P<rest>\p{{Lu}}.*)")
_SITE_DASH = regex.compile(rf"(?P<site>{DOMAIN})\s?[-–—:]+\s?(?=[\p{{Lu}}\"“\[])")
_SITE_STOP = regex.compile(
    rf"(?P<site>{DOMAIN})\s?[-–—|]+\s?"
    r"(?P<place>\p{Lu}{3,}(?: \p{Lu}{2,}){0,2}(?=[.,:]\s|\s?[–—-])|\p{Lu}\p{Ll}+(?=:\s))"
)
_AFTER_DATE = regex.compile(r"/?(?P<site>(?:\p{Lu}[\p{L}-]*\s?){1,3})(?:\.|/\.?)\s")
_KANA = r"[\p{Katakana}ー・]"
_CODE = rf"\p{{Han}}{{2}}|\p{{Lu}}{{2,5}}|{_KANA}{{3,8}}"  # an agency's name
_DAY_EAST = r"(?:\d{1,2}月)?\d{1,2}日[电電讯訊]"
_EAST = tuple(
    regex.compile(pattern)
    for pattern in (
        # (서울=연합뉴스); 【ワシントン＝山田】 names the reporter
        r"[(（\[](?P<place>\p{L}[\p{L}·・ー\s]{1,20}?)[=＝](?P<site>[\p{L}\d\s]{2,16})[)）\]]",
        r"【(?P<place>\p{L}[\p{L}·・ー]{1,20}?)[=＝]\p{L}{2,12}】",
        rf"(?P<place>\p{{Han}}{{2,3}}|{_KANA}{{2,12}})[（(](?P<site>{_CODE})[）)](?!\p{{Hiragana}})",
        # an agency of two characters after a name in kana, or after one of two characters
        rf"【(?P<place>{_KANA}{{2,12}}|\p{{Han}}{{2}})(?P<site>\p{{Han}}{{2}})】",
        rf"[（(【]?(?P<site>\p{{Han}}{{2,3}}[社网網])(?P<place>\p{{Han}}{{2,5}}?){_DAY_EAST}",
        rf"[（(【]?本[报報](?P<place>\p{{Han}}{{2,5}}?){_DAY_EAST}",
        r"[（(【]?(?:记者|記者)\s?\p{Han}{2,4}[／/](?P<place>\p{Han}{2,4}?)(?:报道|報導|報道)",
    )
)
_PARTED = regex.compile(
    r"(?<=\p{L}|\d)\s?\.\s(?=(?:com|co|net|org|id|tv|my)\b)|(?<=\p{L})\s(?=,\s)|(?<=[(（])\s|\s(?=[)）])"
)
_PART = r"(?:[\p{L}\p{M}’']|[./-](?=\p{L}))"
_TOWN = rf"(?P<place>(?=[\p{{Lu}}\p{{Lo}}]){_PART}+(?:\s{_PART}+){{0,3}}?)"
_CITY = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"{_TOWN}(?:\s?[-–—]\s?|:\s)(?=\p{{Lu}}|[\"“])",
        rf"{_TOWN}\.\s?(?:[-–—]\s?)?(?=\p{{Lu}}\p{{Ll}}+\s\p{{L}})",
        rf"{_TOWN},?\s?[(（](?P<site>\p{{Lu}}{{2,6}}|\p{{Ll}}{{2,4}}|[\p{{Arabic}}\s]{{2,24}}|[\p{{Devanagari}}\s]{{2,24}})[)）]",
        # the date or the desk in the brackets with the agency names no site alone
        rf"{_TOWN}\s?[(（][^()（）\n]{{2,60}}\d{{4}}[^()（）\n]{{0,4}}[)）]",
        rf"(?P<site>\p{{Lu}}[\p{{L}}\d]{{2,20}}(?:\.\p{{L}}{{2,4}}){{0,2}}),\s?{_TOWN}\s?(?:[-–—]{{1,3}}|:)",
        rf"{_TOWN},\s?(?P<site>{DOMAIN})\s?[-–—:|]",
        rf"(?P<site>{DOMAIN})\s?[(（]{_TOWN}[)）]\s?[-–—:]",
    )
)
_UPPER = r"(?P<place>\p{Lu}{4,}(?:[ -]\p{Lu}{2,}){0,2})"
_DAY = r"(?:\p{Lu}\p{Ll}{2,8}\.? \d{1,2}|\d{1,2} \p{Lu}\p{Ll}{2,8}\.?)"
# datelines so marked that what was glued before them does not hide them
_INSIDE = regex.compile(
    rf"(?<!\S){_UPPER}(?:,\s{_DAY}\s?(?:\((?P<site>\p{{L}}{{2,12}})\)\s?)?[—–]|,\s(?P<site>{DOMAIN})\s?[-–—]"
    r"|\s?\((?P<site>\p{Lu}{2,8})\)\s?[—–])\s"
    rf"|(?<!\p{{Lu}})(?P<site>\p{{Lu}}[\p{{Lu}}\d]{{3,}}(?:\.\p{{Lu}}{{2,3}}){{1,2}}),\s{_UPPER}\s?[-–—]"
    r"|[(（](?P<place>\p{Hangul}{2,6})=(?P<site>[\p{Hangul}\d]{2,10})[)）]\s?"
    r"\p{Hangul}{2,4}\s?(?:\p{Hangul}{2})?(?:기자|특파원)\s?="
    r"|[（(](?P<site>\p{Han}{2,5}社)(?:记者|記者)\p{Han}{3}(?P<place>\p{Han}{2,3})\d{1,2}日[电電讯訊]"
)
_INITIALS = regex.compile(r"(?:\p{Lu}\.){2,3}")
_SMALL = regex.compile(r"\W*\p{Ll}+(?!\p{Lu})")  # no sentence begins like that
_FIRST_WORD = regex.compile(r"\p{Lu}\p{Ll}+(?!\p{Ll})|\p{Lu}{3,}(?!\p{Ll})")
_LABEL = regex.compile(r"\[[^\[\]\n]{2,30}\]\s?(?=\p{Lu})")


class Dateline(NamedTuple):
    """What a dateline names, None for what it leaves out, and the paragraph it opens."""

    place: str | None
    site: str | None
    paragraph: int


class _Rest(NamedTuple):
    """The article but for paragraph ``but``, of which it has ``own``."""

    body: Sequence[Shape]
    but: int
    own: str | None = None

    def text(self) -> str:
        """All of it, put together only when a reading asks for it."""
        others = (shape.text for i, shape in enumerate(self.body) if i != self.but)
        return "\n".join(others if self.own is None else (self.own, *others))


_Reading = tuple[str | None, str | None]


def dateline_of(body: Sequence[Shape], dashed: Set[int] = frozenset()) -> Dateline | None:
    """The dateline among the first paragraphs of ``body``.

    ``dashed`` names paragraphs below which a lone dash stood that was taken away.
    """
    sentences = 0
    for i, shape in enumerate(body[:LOOKED_AT]):
        sentences += shape.prose
        rest = _Rest(body, i)
        if shape.prose:
            readings = _readings(shape.text, rest, weak=sentences < SENTENCES)
        else:
            below = [] if i else ["-"] if i in dashed else [shape.text for shape in body[1:3]]
            readings = _broken(shape.text, below, rest)
        if (found := next(readings, None)) is not None:
            place, site = found
            return Dateline(titled(place) if place else None, site and site.strip(), i)
        if sentences == SENTENCES:
            break
    return _inside(body)


def _inside(body: Sequence[Shape]) -> Dateline | None:
    """A dateline behind what was glued to the first paragraph of prose."""
    for i, shape in enumerate(body[:LOOKED_AT]):
        if shape.prose:
            match = _INSIDE.search(_joined(shape.text[:GLUED]))
            return Dateline(titled(match["place"]), match["site"], i) if match else None
    return None


def _broken(line: str, below: Sequence[str], rest: _Rest) -> Iterator[_Reading]:
    """A place alone on its line, with the dash at its end or at the start of the next line."""
    match = regex.fullmatch(r"(?P<head>[^\n]{2,50}?)\s?(?P<dash>[-–—]?)", line)
    items = [regex.match(r"[-–—](?:\s?\p{L}|$)", paragraph) is not None for paragraph in below[:2]]
    if match is None or match["head"].count(" ") > 2 or _undated(match["head"])[1]:
        return
    # two lines with a dash are a list below its heading
    if match["dash"] or items in ([True], [True, False]):
        yield from _headed(match["head"], "", rest, colon=False, weak=True)


def _readings(paragraph: str, rest: _Rest, *, weak: bool) -> Iterator[_Reading]:
    """Every way to read the opening of a paragraph as a dateline, the surest first."""
    if label := _LABEL.match(paragraph):
        paragraph = paragraph[label.end() :]
    opening = _joined(paragraph[: 2 * LONGEST])
    if city := _city(opening, weak=weak):
        yield city
    # each form has a mark of its own, which few openings have
    east = _EAST if opening[:1] in "([" or not opening[:1].isascii() else ()
    site = "." in opening
    for pattern in (*east, _SITE_STOP) if site else east:
        if match := pattern.match(opening):
            yield match["place"], match.groupdict().get("site")
    if any(mark in opening for mark in "(（/"):
        yield from _with_agency(opening)
    dashed = any(mark in opening for mark in "-–—―:")
    for pattern in (_HEAD, _TIGHT) if dashed else ():
        if match := pattern.match(opening):
            colon = ":" in match.group()[len(match["head"]) :]
            after, others = opening[match.end() :], rest._replace(own=paragraph[match.end() :])
            yield from _headed(match["head"], after, others, colon=colon, weak=weak)
    if site and (match := _NO_DASH.match(opening)):
        yield _first_place(match["rest"]), match["site"]
    if site and (match := _SITE_DASH.match(opening)):
        yield None, match["site"]


def _joined(opening: str) -> str:
    """An opening whose words and marks a tokeniser has parted, put together again."""
    return _PARTED.sub(lambda match: match.group().strip(), opening)


def _city(opening: str, *, weak: bool) -> _Reading | None:
    """A well-known city that a stop, an agency, a site or two dashes part from the report."""
    for pattern in _CITY if weak else _CITY[1:]:
        if (match := pattern.match(opening)) and is_city(match["place"]):
            return match["place"], match.groupdict().get("site")
    return None


def _with_agency(opening: str) -> Iterator[_Reading]:
    for pattern in (_BRACKETS, _AGENCY_FIRST):
        if match := pattern.match(opening):
            site, (head, dated) = match["site"], _undated(match["head"])
            # "Persatuan Bangsa-Bangsa (PBB) -" explains a name
            head = head if "," in head else head.rstrip(".")
            shown = dated or (match.groupdict().get("dash") != "" and not abbreviates(site, head))
            if shown and is_name(head):
                yield head, site


def _headed(head: str, after: str, rest: _Rest, *, colon: bool, weak: bool) -> Iterator[_Reading]:
    """What stands before a dash or a colon: a place, perhaps its region, a site or a date."""
    place, dated = _undated(head)
    parts = [part.strip() for part in place.split(",")]
    sites = [part for part in parts if is_site(part)]
    places = [part for part in parts if part not in sites]
    if not places or not all(map(is_name, places)) or (colon and not place.isupper() and not sites):
        return
    if len(sites) == 1 and sites[0] in (parts[0], parts[-1]) and _may_sign(sites[0]):
        yield ", ".join(places[:2]), sites[0]
    if sites or len(parts) > 2:
        return
    others = rest.text()
    whole = _with_region(parts, others)
    if dated:
        named = _AFTER_DATE.match(after)  # "МОСКВА, 5 мар - РИА Новости. ..."
        yield whole, named["site"] if named else None
        return
    opens = place.isupper() or not _SMALL.match(after)
    if weak and whole and opens and ("," in whole or unopposed(whole, others, colon=colon)):
        yield whole, None


def _may_sign(site: str) -> bool:
    return regex.fullmatch(DOMAIN, site) is not None or (is_name(site) and site.count(" ") < 3)


def _with_region(parts: Sequence[str], rest: str) -> str | None:
    """A place with what follows its comma, unless that could be a paper's name."""
    place, region = parts[0], "".join(parts[1:])
    if region.isupper() and not place.isupper():
        return None
    alike = region and not place.isupper()
    told = alike or spoken_of(region, rest) or _INITIALS.fullmatch(region)
    return ", ".join(parts) if region and told else place


def _undated(head: str) -> tuple[str, bool]:
    """The place before a date or a weekday, and whether there was one."""
    line = plain(head)
    for match in day_of_year().finditer(line):
        before = head[: match.start()]
        if before.rstrip(" ,.(") and before[-1] in " ,(" and not line[match.end() :].strip(" .,)/"):
            return before.strip(" ,("), True
    return head.strip(" ,"), False


def _first_place(rest: str) -> str | None:
    """The place that opens ``rest`` where no dash ends it: one word, or two of a known pair."""
    if (match := _FIRST_WORD.match(rest)) is None:
        return None
    word, after = match.group(), rest[match.end() :]
    if word.casefold() in known("kind"):
        return None
    second = regex.match(r"\s(\p{Lu}\p{Ll}+|\p{Lu}{3,})", after)
    if second and (word.casefold() in known("first") or second[1].casefold() in known("part")):
        return f"{word} {second[1]}"
    follows = regex.match(r"[ ,.-]?\s?[\p{Lu}\"“]", after) is not None
    return word if follows and word.casefold() not in known("first") else None
