"""Where a link leads: http, https and relative addresses that cannot break out of Markdown.

Schemes other than http and https (``javascript:`` among them) and places on the same page lead
nowhere that a text could go.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urljoin

LONGEST = 2000  # characters; what is longer carries data, not a place
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\ud800-\udfff]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HTTP = re.compile(r"https?://[^/]", re.IGNORECASE)
_SPECIAL = re.compile(r"[\s\x00-\x20\x7f\ud800-\udfff<>\"'`()\[\]{}|\\^*]")


def target_of(href: str, address: str = "") -> str:
    """The address ``href`` means on the page at ``address``, "" for none that is to be told."""
    if len(href) > LONGEST or not (href := href.strip()) or href[0] == "#":
        return ""
    # browsers drop such characters before they look for a scheme
    bare = _IGNORED.sub("", href)
    if _SCHEME.match(bare) and not _HTTP.match(bare):
        return ""
    href = href.replace("\t", "").replace("\n", "").replace("\r", "")
    if address and not _HTTP.match(href):
        try:
            href = urljoin(address, href)
        except ValueError:
            return ""
    href = safe(href)
    return href if len(href) <= LONGEST else ""


def base_of(address: str, base: str) -> str:
    """The address links are relative to: the page's own, or what its ``base`` element says."""
    if not base or len(base) > LONGEST:
        return address if len(address) <= LONGEST else ""
    return target_of(base, address)


def safe(target: str) -> str:
    """``target`` fit to stand between the brackets of a Markdown link, "" where it must not."""
    bare = _IGNORED.sub("", target)
    if not bare or (_SCHEME.match(bare) and not _HTTP.match(bare)):
        return ""
    return _SPECIAL.sub(lambda found: quote(found.group(), safe="", errors="replace"), target)
