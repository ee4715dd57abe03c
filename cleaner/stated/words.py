"""Words as pages state them: made plain, compared, and the table of where they stand."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

import regex
import tomli

from ..shipped import data_files

# a tag, not a sign of comparison; bounded, so that no input makes it slow
_LONG_NUMBER = re.compile(r"&#(?:[xX][0-9a-fA-F]{9,}|[0-9]{9,});?")
_TAG = regex.compile(r"</?[A-Za-z][^<>]{0,300}>")
_UNSEEN = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u200b\u200e\u200f\u2060\ufeff]+")
_CONTROL = regex.compile(r"[\t\n\r\f\v\x85\u2028\u2029]+")
_NOT_WORD = re.compile(r"[\W_]+")
_BEFORE_HOST = re.compile(r"(?:https?://)?(?:www\.)?")
LONGEST_ADDRESS = 2000


@cache
def table(name: str) -> dict[str, Any]:
    """One table of ``data/stated.toml``."""
    text = data_files().joinpath("stated.toml").read_text("utf-8")
    part: dict[str, Any] = tomli.loads(text)[name]
    return part


def unescaped(text: str) -> str:
    """``text`` with its entities read; a number too long to be a character is no reason to fail."""
    return unescape(_LONG_NUMBER.sub("\ufffd", text))


def plain_words(text: str) -> str:
    """``text`` without tags, entities and unseen characters, one space between words."""
    if "&" in text:
        # twice where a page has encoded what was encoded
        text = unescaped(unescaped(text)) if "&amp;" in text else unescaped(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    if not (text.isascii() and text.isprintable()):
        text = _UNSEEN.sub("", _CONTROL.sub(" ", text))
    return " ".join(text.split())


def site_key(name: str) -> str:
    """A site's name as it is compared: letters and digits alone, no "www." and no protocol."""
    bare = name.casefold().strip()
    if start := _BEFORE_HOST.match(bare):
        bare = bare[start.end() :]
    return _NOT_WORD.sub("", bare if bare.isascii() else unicodedata.normalize("NFKC", bare))


def host_of(url: str | None) -> str | None:
    """The host of an address without "www.", None when there is none."""
    if not url:
        return None
    try:
        host = urlsplit(url.strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def address(text: str, base: str | None) -> str | None:
    """A whole http address, None for anything else."""
    text = "".join(text.split())
    if not 1 < len(text) <= LONGEST_ADDRESS:
        return None
    try:
        whole = urljoin(base or "", text)
        parts = urlsplit(whole)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and "." in parts.netloc
    except ValueError:
        return None
    return whole if fine and not _UNSEEN.search(whole) else None
