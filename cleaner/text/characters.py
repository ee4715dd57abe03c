"""Characters no reader sees and spaces no writer meant: stages over the whole text.

Order matters and is fixed: what was decoded wrongly is read again, then invisible characters go
(they hide line ends and doubled spaces), then line ends are made alike, then letters are composed
(NFC), then spaces settle, and last the layout: blocks separated by exactly one blank line. NFC
only, never NFKC: compatibility forms such as m² and ½ are content.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import regex

from ..types import Edit

# UTF-8 read as Latin-1; counted only with a C1 control in it, which no real text has there
_MISREAD = regex.compile(
    r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]")
# lone surrogates, controls except tab and line ends, noncharacters at the end of the BMP
_CONTROL = regex.compile(r"[\ud800-\udfff\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]+")
_INVISIBLE = regex.compile(
    r"[\u00ad\u034f\u180e\u2060-\u2064\ufeff\ufff9-\ufffb]+"
    # Thai, Lao, Burmese and Khmer mark word borders with the zero-width space
    r"|(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b+"
)
_BIDI = regex.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_RTL = regex.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
# joiners carry meaning inside Indic, Arabic-script words and emoji; next to ASCII they never do
_JOINER = regex.compile(
    r"(?:(?<=[\x00-\x7f]|^)[\u200c\u200d]+)|(?:[\u200c\u200d]+(?=[\x00-\x7f]|$))"
)

# every character that the patterns above remove; few texts hold one, and this tells it fastest
_HIDDEN = re.compile(
    r"[\ud800-\udfff\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\u00ad\u034f\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u061c\ufeff\ufff9-\ufffb]"
)

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_LINE_END = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WORD = regex.compile(r"\S++")
_ODD_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DOUBLED = re.compile("  +")
_SPACED_MARK = re.compile(r" [.,]")
# a letter, one space, a stop or comma, and then the end of the word: not ". . .", ".5" or ".net"
_BEFORE_MARK = regex.compile(
    r"(?<=[\p{L}\p{N}\)\]»”\"'’]) (?=[.,](?:[\s\"'”’»)\]]|$))(?![.,] ?[.,])"
)
_BREAK = re.compile(r"[ ]*+\n[ \n]*+")
_BARE_BREAK = re.compile(r"\n[ \n]*+")  # the same where no line ends with a space, but faster


@lru_cache(maxsize=1)  # four stages in a row ask it of the same text
def _seen(text: str) -> bool:
    """Whether every character prints, or is a plain space or line feed: most texts are done here.

    Python counts controls, format characters, odd spaces and unassigned code points as
    unprintable, but not the combining grapheme joiner, a mark that is never seen.
    """
    return text.replace("\n", "").isprintable() and "\u034f" not in text


def misread(text: str) -> Iterator[Edit]:
    """Read again what was decoded wrongly: UTF-8 as Latin-1, Windows-1252 as Latin-1."""
    if _seen(text) or not _C1.search(text):
        return
    done = 0
    for match in _MISREAD.finditer(text):
        old = match.group()
        if _C1.search(old) and (new := _decoded(old, "utf-8")):
            yield from _misread_marks(text, done, match.start())
            yield Edit(match.start(), match.end(), old, new, "unicode.misread", "UTF-8 as Latin-1")
            done = match.end()
    yield from _misread_marks(text, done, len(text))


def _misread_marks(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _C1.finditer(text, start, end):
        old = match.group()
        if new := _decoded(old, "cp1252"):
            evidence = "Windows-1252 as Latin-1"
            yield Edit(match.start(), match.end(), old, new, "unicode.misread", evidence)


def _decoded(text: str, encoding: str) -> str:
    try:
        return text.encode("latin-1").decode(encoding)
    except UnicodeError:
        return ""


def entities(text: str) -> Iterator[Edit]:
    """Read HTML entities, except those that would look like tags."""
    if "&" not in text or ";" not in text:
        return
    for match in _ENTITY.finditer(text):
        old = match.group()
        new = html.unescape(old)
        if new != old and new not in "<>" and (new.isprintable() or new == "\u00a0"):
            yield Edit(match.start(), match.end(), old, new, "unicode.entity", "an HTML entity")


def invisible(text: str) -> Iterator[Edit]:
    """Remove control characters, zero-width characters, soft hyphens and stray bidi marks."""
    if _seen(text) or _HIDDEN.search(text) is None:
        return
    found = [(m, "unicode.control") for m in _CONTROL.finditer(text)]
    if not text.isascii():
        found += [(m, "unicode.invisible") for m in _INVISIBLE.finditer(text)]
        found += [(m, "unicode.joiner") for m in _JOINER.finditer(text)]
        if not _RTL.search(text):
            found += [(m, "unicode.bidi") for m in _BIDI.finditer(text)]
    for match, rule in sorted(found, key=lambda item: item[0].start()):
        codes = " ".join(f"U+{ord(c):04X}" for c in match.group()[:4])
        yield Edit(match.start(), match.end(), match.group(), "", rule, codes)


def line_ends(text: str) -> Iterator[Edit]:
    """Make every line end a single line feed."""
    if _seen(text):
        return
    for match in _LINE_END.finditer(text):
        start, end, old = match.start(), match.end(), match.group()
        if old == "\r\n":
            yield Edit(start, start + 1, "\r", "", "layout.line-end", "CR LF")
        else:
            yield Edit(start, end, old, "\n", "layout.line-end", f"U+{ord(old):04X}")


def composed(text: str) -> Iterator[Edit]:
    """Compose letters and marks written apart (Unicode NFC), word by word."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return
    for match in _WORD.finditer(text):
        word = match.group()
        whole = unicodedata.normalize("NFC", word)
        if whole != word:
            yield Edit(match.start(), match.end(), word, whole, "unicode.composed", "not in NFC")


def spacing(text: str) -> Iterator[Edit]:
    """Plain spaces inside a line, none before a full stop or comma."""
    odd = () if _seen(text) else tuple(_ODD_SPACE.finditer(text))
    for match in odd:
        evidence = f"U+{ord(match.group()):04X}"
        yield Edit(match.start(), match.end(), match.group(), " ", "space.odd", evidence)
    if not odd:
        yield from _before_mark(text)


def doubled(text: str) -> Iterator[Edit]:
    """Single spaces inside a line; wide gaps have told by then where lines were lost."""
    for match in _DOUBLED.finditer(text):
        start, end = match.span()
        # those at the ends of a line are the layout's
        if not (text[start - 1 : start].strip() and text[end : end + 1].strip()):
            continue
        yield Edit(start + 1, end, match.group()[1:], "", "space.doubled", "spaces in a row")


def _before_mark(text: str) -> Iterator[Edit]:
    for match in _SPACED_MARK.finditer(text):
        start = match.start()
        if _BEFORE_MARK.match(text, start):
            evidence = f"a space before {text[start + 1]!r}"
            yield Edit(start, start + 1, " ", "", "space.before-mark", evidence)


def layout(text: str) -> Iterator[Edit]:
    """Every line its own block, blocks separated by one blank line, nothing around them."""
    head = len(text) - len(text.lstrip(" \n"))
    tail = max(head, len(text.rstrip(" \n")))
    if head:
        yield Edit(0, head, text[:head], "", "layout.edge", "blank start")
    breaks = _BREAK if " \n" in text else _BARE_BREAK
    for match in breaks.finditer(text, head, tail):
        gap = match.group()
        if gap == "\n":
            yield _paragraph(match.end())
        elif gap != "\n\n":
            yield from _settled_break(match.start(), gap)
    if tail < len(text):
        yield Edit(tail, len(text), text[tail:], "", "layout.edge", "blank end")


def _settled_break(start: int, gap: str) -> Iterator[Edit]:
    """Keep the first two line feeds of a gap, add the second one where there is none."""
    feeds = [i for i, character in enumerate(gap) if character == "\n"][:2]
    at = 0
    for feed in feeds:
        if feed > at:
            yield Edit(start + at, start + feed, gap[at:feed], "", "layout.blank", "spare blank")
        at = feed + 1
    if len(feeds) == 1:
        yield _paragraph(start + feeds[0] + 1)
    if at < len(gap):
        end = start + len(gap)
        yield Edit(start + at, end, gap[at:], "", "layout.blank", "spare blank")


def _paragraph(at: int) -> Edit:
    return Edit(at, at, "", "\n", "layout.paragraph", "a line is a paragraph")
