"""Bytes to text, so that the bytes can be had back.

The encoding is the only fact about the input that lives outside the trail of edits: byte order
marks, line ends and bytes that decode to nothing stay characters of the text, and later stages
remove them as named edits.
"""

from __future__ import annotations

import codecs
import re

import regex

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ESCAPED = regex.compile(r"[\udc80-\udcff]")
_HEAD = 4096  # bytes in which a page declares its encoding
_MULTIBYTE = regex.compile(r"[^\x00-\x7f\udc80-\udcff]")

_OPENING = re.compile(
    r"\ufeff?\s*+(?:<\?xml[^<>]{0,200}\?>\s*+)?(?:<!--[^<>]{0,2000}-->\s*+){0,9}"
    r"<(?:!doctype\s+html|html|head|body)\b[^<>]{0,4000}>",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</(?:html|head|body|title|p|div|h1)\s*>", re.IGNORECASE)


def opening(text: str) -> int:
    """Where the opening of a page ends, 0 for what is no page.

    A page starts with a document tag and closes one; an article about HTML does not.
    """
    found = _OPENING.match(text)
    return found.end() if found and _CLOSING.search(text) else 0


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of ``data`` and the encoding that gives the same bytes back.

    Tried in order: a byte order mark, strict UTF-8, UTF-8 with a few broken bytes (kept as lone
    surrogates), the best guess of charset-normalizer, Latin-1. Never raises.
    """
    for mark, name in _BOMS:
        if data.startswith(mark) and (text := _reversible(data, name)) is not None:
            return text, name
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_ESCAPED.findall(text))
    if broken == 0 or broken <= len(_MULTIBYTE.findall(text)):
        return text, "utf-8"
    return _guess(data)


def decode_page(data: bytes) -> tuple[str, str]:
    """Return the text of a page and the name of its encoding.

    Tried in order: a byte order mark, strict UTF-8, the encoding the page declares, then what
    ``decode`` finds. A page that declares UTF-8 with a few broken bytes keeps the rest. Never
    raises.
    """
    for mark, name in (*_BOMS, (codecs.BOM_UTF8, "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(name, "replace"), name
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        pass
    # imported here: well-formed UTF-8 is nearly every page
    from bs4.dammit import EncodingDetector

    declared = EncodingDetector.find_declared_encoding(data[:_HEAD], is_html=True)
    if declared is not None:
        name = "cp1252" if declared in ("iso-8859-1", "latin-1", "ascii", "us-ascii") else declared
        try:
            return data.decode(name, "replace"), name
        except LookupError:
            pass
    text, name = decode(data)
    return _ESCAPED.sub("\ufffd", text), name


def _guess(data: bytes) -> tuple[str, str]:
    # imported here: well-formed UTF-8 is nearly every input and need not pay for the detector
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is not None and (text := _reversible(data, best.encoding)) is not None:
        return text, best.encoding
    return data.decode("latin-1"), "latin-1"


def _reversible(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
        return text if text.encode(encoding) == data else None
    except (UnicodeError, LookupError):
        return None
