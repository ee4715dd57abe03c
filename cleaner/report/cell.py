"""What became of an article, in the cell of a notebook: its source with the cuts in colour.

The tree of the elements is built and written by the standard library, so nothing an article says
is read as markup. It is styled in place and half transparent: notebooks are light and dark, and
drop what they do not trust.
"""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element, SubElement, tostring

from ..rules.families import family_of, rgb_of
from ..trail import pieces
from ..types import Article, Edit
from .unseen import seen, seen_blank

_MOST = 20_000  # characters of the source that are shown
_PANE = "white-space:pre-wrap;overflow-wrap:anywhere;max-width:48em"
_FAINT = "opacity:.75;margin:.25em 0"


def to_cell(article: Article) -> str:
    """HTML for the cell of a notebook: what is known, the source with its cuts, and the rules."""
    root = Element("div")
    SubElement(root, "p", style=_FAINT).text = seen(_told(article))
    pane = SubElement(root, "div", style=_PANE, dir="auto")
    left = _MOST
    for piece in pieces(article.text, article.edits):
        left -= _add(pane, piece, left)
        if left < 0:
            SubElement(pane, "em").text = f" … the first {_MOST:,} characters are shown"
            break
    used = Counter(e.rule for e in article.edits if not e.rule.startswith("layout."))
    if used:
        legend = SubElement(root, "p", style=_FAINT)
        for rule, count in sorted(used.items(), key=lambda item: (-item[1], item[0])):
            SubElement(legend, "span", style=_colour(rule)).text = seen(rule)
            _append(legend, f" {count}   ")
    return tostring(root, encoding="unicode", short_empty_elements=False)


def _told(article: Article) -> str:
    size = len(article.text) + sum(len(e.old) - len(e.new) for e in article.edits)
    gone = sum(len(edit.old) for edit in article.edits if not edit.new)
    told = [article.site, article.date, ", ".join(article.authors), article.language]
    told += [f"{100 * gone // size} % of {size:,} characters removed" if size else "no characters"]
    told += [f"confidence {article.confidence}"]
    if article.reason:
        told += [f"no body: {article.reason}"]
    return " · ".join(filter(None, told))


def _add(pane: Element, piece: str | Edit, most: int) -> int:
    """Put a piece of the source into the pane, no more than ``most`` characters; how many."""
    if isinstance(piece, str):
        _append(pane, seen(piece[:most], "\n"))
        return len(piece)
    if piece.rule.startswith("layout."):
        _append(pane, seen(piece.old[:most], "\n"))
        return len(piece.old)
    mark = SubElement(pane, "span", style=_colour(piece.rule))
    mark.set("title", seen(f"{piece.rule}: {piece.evidence}" if piece.evidence else piece.rule))
    if piece.old:
        SubElement(mark, "del").text = seen_blank(piece.old[:most], "\n")
    if piece.new:
        _append(mark, "→" if piece.old else "")
        put = SubElement(mark, "ins", style="text-decoration:none;font-weight:bold")
        put.text = seen_blank(piece.new[:most], "\n")
    return len(piece.old) + len(piece.new)


def _append(parent: Element, text: str) -> None:
    """Put text after all that is in ``parent``."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _colour(rule: str) -> str:
    red, green, blue = rgb_of(family_of(rule), 0.65, 0.13)
    rgb = f"{red},{green},{blue}"
    return f"background:rgba({rgb},.3);border-bottom:2px solid rgb({rgb})"
