"""Furniture inside a line that no fixed shape finds: invitations with their headlines.

``Baca juga: Some Headline`` between two sentences, the headline in title case or glued to what
follows, and runs of headlines glued to one another at the end of a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import regex

from .pieces import pieces_of
from .titles import LEAST_WORDS, MOST_WORDS, title_end

INVITATION = "related.invitation"
_GLUED = regex.compile(r"[\p{Ll}\d!?'”](?=[\"“']?\p{Lu}\p{Ll})")
_STOP = regex.compile(r"(?<=\p{L}{3}|\d)[.][\"”’)]*(?=\s|\p{Lu}|[-–—\[])|[!?][\"”’)]*\s")
_CLOSERS, _ENDS = "\"'”’» ", ".)…:;,"
_TAIL = 3000
_OWN_LIST = regex.compile(r"[=@#•(]|,[\"”]|:(?=\S)|:\s*$")
_LEAST_GLUED = 5
_NEAR = 4000  # characters around an invitation that tell what is a name
_LONGEST_BRACKET = 200
# short sentences to the reader right after an invitation: what shouts, promises or sells
_OPEN = r"[^.!?\"“”\n]"
_AFTER_MARK = regex.compile(r"(?:^|[.!?…:][\"”’»)\]]*)\s*$")


@cache
def _label() -> regex.Pattern[str]:
    """An invitation to read on, of which a cue tells that it may stand there."""
    return regex.compile(
        r"(?:(?<=[\p{Ll}\d])|\b)(?P<label>"
        r"(?:Baca|BACA|Simak|SIMAK|Lihat|LIHAT|Tonton|TONTON)[ ](?:[Jj]uga|JUGA|[Pp]ula|PULA)"
        r"(?:[ ](?:[Aa]rtikel|[Bb]erita)(?:[ ][Ll]ainnya)?)?"
        r"|(?:READ|Read|SEE|See)[ ](?:ALSO|[Aa]lso)|(?:ALSO|Also)[ ](?:READ|[Rr]ead)"
        r"|(?:ARTIKEL|BERITA|Artikel|Berita)[ ](?:BERKAIT(?:AN)?|TERKAIT|Berkait(?:an)?|Terkait)"
        r")(?=\s|[:：]|\p{Lu}|[\"“‘']|$)(?P<colon>\s*[:：])?(?P<gap>\s*)"
    )


@cache
def _advertisement() -> regex.Pattern[str]:
    """Short sentences to the reader: what shouts, promises or sells."""
    return regex.compile(
        rf"(?:\p{{Lu}}{_OPEN}{{2,90}}![ ]"
        rf"|\p{{Lu}}{_OPEN}{{2,60}}\?[ ](?=(?:Cek|Coba|Klik|Lakukan)[ ]|\p{{Lu}}{_OPEN}{{2,90}}!)"
        rf"|{_OPEN}{{0,60}}\bAnda\b{_OPEN}{{0,60}}?[ ]dalam[ ]\d{{1,2}}[ ](?:hari|minggu|bulan)[ ]"
        rf"|[+-]\d{{1,3}}[ ]?(?i:kg|cm)[ ]dalam[ ]\d{{1,2}}[ ](?i:hari|minggu|bulan)[ ]"
        rf"|(?:Cek|Coba|Klik){_OPEN}{{2,40}}[ ]di[ ]sini[ ]"
        rf"|{_OPEN}{{2,60}}(?:[Dd]iskon|promosi|(?:berat|tinggi)[ ]badan){_OPEN}{{0,30}}[.]+[ ]"
        r")++"
    )


def invitations(text: str) -> Iterator[tuple[int, int, str]]:
    """Where invitations and the advertisements after them stand in a line: offsets and rule."""
    labels = list(_label().finditer(text))
    ends = [*(match.start() for match in labels[1:]), len(text)]
    for label, limit in zip(labels, ends, strict=False):
        if (bracketed := _bracketed(text, label, limit)) is not None:
            yield *bracketed, INVITATION
        elif (end := _end(text, label, limit)) is not None:
            yield label.start(), end, INVITATION
            if advertised := _advertisement().match(text, end, limit):
                yield end, advertised.end(), "advertising.native"


def advertised_to(text: str, start: int) -> int | None:
    """Where short sentences that shout, promise or sell end, if such begin at ``start``."""
    match = _advertisement().match(text, start)
    return match.end() if match else None


def _bracketed(text: str, label: regex.Match[str], limit: int) -> tuple[int, int] | None:
    """The brackets around an invitation, when nothing else stands in them."""
    before = text[max(label.start() - _NEAR, 0) : label.start()].rstrip()
    close = text.find(")", label.end(), min(limit, label.end() + _LONGEST_BRACKET))
    if not before.endswith("(") or close < 0 or "(" in text[label.end() : close]:
        return None
    return text.rindex("(", 0, label.start()), close + 1


def _end(text: str, label: regex.Match[str], limit: int) -> int | None:
    words, at = label["label"], label.start()
    loud = words.isupper() or words.istitle()
    glued = at > 0 and text[at - 1].isalnum()
    apart = glued or _AFTER_MARK.search(text, max(at - 8, 0), at) is not None
    if not (label["colon"] or (loud and apart)):
        return None
    rest = text[label.end() : limit]
    if not rest.strip():
        return label.end()
    before, after = text[max(at - _NEAR, 0) : at], text[limit : limit + _NEAR]
    length = title_end(rest, before, after, sentence_case=bool(label["colon"]) or words.isupper())
    return None if length is None else label.end() + length


def glued_list(text: str) -> tuple[int, int] | None:
    """Where a line ends in other headlines glued to one another, as offsets.

    After the last full stop of the line, five of them or more and no end mark; a credit before the
    first (``- Agency``) stays. A list of the article's own has a lead-in, many commas or brackets.
    """
    if text.rstrip(_CLOSERS)[-1:] in _ENDS or not any(mark in text for mark in ".!?"):
        return None
    tail = text[max(len(text) - _TAIL, 0) :]
    start = max((match.end() for match in _STOP.finditer(tail)), default=-1)
    if start < 0 or len(_GLUED.findall(tail, start)) < _LEAST_GLUED - 1:
        return None
    if _OWN_LIST.search(tail, start):
        return None
    pieces = pieces_of(tail[start:], "")
    cuts = [0, *(i for i, p in enumerate(pieces) if p.starts in ("glue", "mark", "quote"))]
    if tail[start:].lstrip()[:1] in "-–—" and len(cuts) > 1 and cuts[1] <= LEAST_WORDS:
        cuts = cuts[1:]
    sizes = [b - a for a, b in pairwise((*cuts, len(pieces)))]
    long = sum(size >= LEAST_WORDS for size in sizes)
    commas = tail.count(",", start)
    if len(sizes) < _LEAST_GLUED or max(sizes) >= MOST_WORDS or long * 4 < len(sizes) * 3:
        return None
    if commas * 2 > len(sizes):
        return None
    return len(text) - len(tail) + start + pieces[cuts[0]].start, len(text)
