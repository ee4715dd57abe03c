"""Bytes to text, so that the bytes can be had back.

The encoding is the only fact about the input that lives outside the trail of edits: byte order
marks, line ends and bytes that decode to nothing stay characters of the text, and later stages
remove them as named edits.
"""

from __future__ import annotations

import codecs
import re
from itertools import islice
from typing import BinaryIO

import regex

from .types import SourceError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TAGGED = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_ESCAPED = regex.compile(r"[\udc80-\udcff]")
_HEAD = 8192  # bytes in which a page declares its encoding
_SAMPLE = 60_000  # bytes by which an encoding is guessed
_AROUND = re.compile(rb"[^<>\n]{0,80}[\x80-\xff][^<>\n]{0,200}")
_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_WORDS = 2000  # of them are looked at
_ASCII = bytes(range(128))
# what browsers read in place of what is declared; other tables of characters are taken as they are
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "cp950",
}
# those that articles were ever stored in; a guess among all tables of characters is a lottery
_LIKELY = """
cp1252 cp1251 cp1250 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 koi8_r koi8_u cp866
iso8859_2 iso8859_5 iso8859_7 iso8859_9 gb18030 big5 cp932 euc_jp cp949 utf_16 utf_32""".split()
_TABLES = ("big5", "cp", "euc_", "gb", "hz", "iso2022", "iso8859", "johab", "koi8", "mac", "shift")
_CHINESE = regex.compile(r"[\p{Han}\u3000-\u303f\uff00-\uffef\u2010-\u2026]")
_MULTIBYTE = regex.compile(r"[^\x00-\x7f\udc80-\udcff]")

# what may stand before the first element of a page: declarations, comments, scripts
_PROLOG = (
    r"\s*+(?:(?:<\?[^<>]{0,400}>|<!--(?:[^-]|-(?!->)){0,4000}+-->"
    r"|<(?:script|style)\b[^<>]{0,400}>(?:[^<]|<(?!/)){0,20000}+</(?:script|style)\s*>)\s*+){0,19}"
)
_BLOCKS = (
    "address|article|aside|blockquote|center|details|div|dl|dt|dd|fieldset|figcaption|figure|footer"
    "|form|h[1-6]|header|li|main|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul"
)
_INLINE = (
    "abbr|a|b|big|br|button|cite|code|em|font|hr|i|iframe|img|ins|link|mark|meta|picture|small"
    "|span|strike|strong|sub|sup|svg|s|time|u|video"
)
_ROOTS = r"!doctype\s+html|html|head|body"
_DOCUMENT = re.compile(rf"\ufeff?{_PROLOG}<(?:{_ROOTS})\b", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:html|head|body|title|p|div|h1)\s*>", re.IGNORECASE)
_FRAGMENT = re.compile(
    rf"\ufeff?{_PROLOG}<(?P<name>{_BLOCKS}|{_INLINE})(?=[\s>]|/>)", re.IGNORECASE
)
_OPENING = re.compile(
    rf"\ufeff?(?:{_PROLOG}<(?:{_ROOTS}|{_BLOCKS}|{_INLINE})(?:[\s/][^<>]{{0,4000}})?>)++",
    re.IGNORECASE,
)
_BLOCK_END = re.compile(rf"</(?:{_BLOCKS})\s*>", re.IGNORECASE)
_BLOCK = re.compile(rf"(?:{_BLOCKS})", re.IGNORECASE)
_MARKDOWN = re.compile(r"^(?:#{1,6} |```|~~~)", re.MULTILINE)  # it may open with an element too


def capped(file: BinaryIO, most: int) -> bytes | None:
    """All that a file holds, and no more of it read than ``most`` bytes and one: then None."""
    data = file.read(most + 1)
    return data if len(data) <= most else None


def opening(text: str) -> int:
    """Where the last of the tags that open a page ends, 0 for what is no page.

    A page starts with a document tag and closes one, or is a fragment of one: it starts with
    another element and closes it. An article about HTML starts with a word.
    """
    found = _OPENING.match(text)
    return found.end() if found and (_is_document(text) or _is_fragment(text)) else 0


def _is_document(text: str) -> bool:
    return _DOCUMENT.match(text) is not None and _CLOSING.search(text) is not None


def _is_fragment(text: str) -> bool:
    """Whether a text that starts with an element is part of a page.

    A block ends somewhere. What starts with a word in bold or a link may as well be flattened text
    with a tag left over, of which a page would lose the line breaks: it needs a block further on.
    """
    first = _FRAGMENT.match(text)
    if first is None or _MARKDOWN.search(text):
        return False
    closes = re.search(rf"</{first['name']}\s*>", text, re.IGNORECASE) is not None
    if _BLOCK.fullmatch(first["name"]):
        return closes
    return _BLOCK_END.search(text) is not None or (closes and "\n" not in text.strip())


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` and the encoding that gives the same bytes back.

    Tried in order: a byte order mark, UTF-16 that begins with a tag, strict UTF-8, UTF-8 with a few
    broken bytes (kept as lone surrogates), the best guess of charset-normalizer, Latin-1. Never
    raises.
    """
    for mark, name in (*_BOMS, *_TAGGED):
        if data.startswith(mark) and (text := _reversible(data, name)) is not None:
            return text, name
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_ESCAPED.findall(text))
    if broken == 0 or broken <= len(_MULTIBYTE.findall(text)):
        return text, "utf-8"
    return _guess(data)


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark of UTF-16 or UTF-32 says ``data`` has."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def decoded_as(data: bytes, encoding: str) -> tuple[str, str]:
    """The text of ``data`` in the encoding its file is said to have, and what it has by its mark.

    Raises SourceError unless the same bytes can be had back from the text.
    """
    name = marked(data) or encoding
    text = _reversible(data, name)
    if text is None:
        raise SourceError(f"not {name}; say with --encoding what it is")
    return text, name


def decode_page(data: bytes) -> tuple[str, str]:
    """Return the text of a page and the name of its encoding.

    Tried in order: a byte order mark, UTF-16 that begins with a tag, strict UTF-8, the encoding the
    page declares where it is not UTF-8, UTF-8 with a few broken bytes, Windows-1252 for what is
    mostly Latin letters, as in browsers, then what ``decode`` finds. Never raises.
    """
    for mark, name in (*_BOMS, (codecs.BOM_UTF8, "utf-8-sig"), *_TAGGED):
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        pass
    if (declared := _declared(data)) is not None:
        return data.decode(declared, "replace"), declared
    text, name = decode(data)
    if name != "utf-8" and _is_latin(data):
        return data.decode("cp1252", "replace"), "cp1252"
    return _ESCAPED.sub("\ufffd", text), name


def _is_latin(data: bytes) -> bool:
    """Whether the words around bytes beyond ASCII are mostly of ASCII letters."""
    sample = b" ".join(islice((found.group() for found in _WORD.finditer(data)), _WORDS))
    beyond = len(sample.translate(None, _ASCII))
    return beyond * 2 < len(sample)


def _declared(data: bytes) -> str | None:
    """The encoding a page declares, if it is a table of characters and not UTF-8."""
    # imported here: well-formed UTF-8 is nearly every page
    from bs4.dammit import EncodingDetector

    found = EncodingDetector.find_declared_encoding(
        data[:_HEAD], is_html=True, search_entire_document=True
    )
    try:
        name = codecs.lookup(found or "utf-8").name
    except (LookupError, ValueError):
        return None
    name = _READ_AS.get(name, name)
    return name if name.startswith(_TABLES) and name != "cp65001" else None


def _guess(data: bytes) -> tuple[str, str]:
    # imported here: well-formed UTF-8 is nearly every input and need not pay for the detector
    from charset_normalizer import from_bytes

    best = from_bytes(_telling(data), cp_isolation=_LIKELY).best()
    if best is not None and (text := _reversible(data, best.encoding)) is not None:
        return text, best.encoding
    if (text := _reversible(data, "gb18030")) is not None and _is_chinese(text):
        return text, "gb18030"
    return data.decode("latin-1"), "latin-1"


def _is_chinese(text: str) -> bool:
    """Whether nearly all that is beyond ASCII are Chinese characters and their punctuation."""
    beyond = len(_MULTIBYTE.findall(text))
    return beyond > 0 and 20 * len(_CHINESE.findall(text)) >= 19 * beyond


def _telling(data: bytes) -> bytes:
    """As much of long ``data`` as is needed to guess by: what stands around bytes beyond ASCII."""
    if len(data) <= _SAMPLE:
        return data
    sample, size = [], 0
    for found in _AROUND.finditer(data):
        sample.append(found.group())
        size += len(sample[-1])
        if size > _SAMPLE:
            break
    return b"\n".join(sample)


def _reversible(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except (UnicodeError, LookupError):
        return None
