"""The article that a page states and does not show: read as a page of its own.

Pages drawn by scripts, and those that show a summary in place of their text, state it as data. It
takes the place of what the page shows only where nothing of it is shown and little else stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from ..stated.bodies import LEAST, scripted
from ..stated.structured import Stated
from ..types import Edit, Origin
from .tree import parse
from .walk import Page, read

_LITTLE = 600  # characters that stay of a page which may show no article
_PLACES, _PIECE = 5, 40  # of so many pieces of a body, so long, none stands on the page


class Unshown(NamedTuple):
    """The stated article as a page, and where it was stated."""

    page: Page
    origin: Origin


def unshown_body(source: str, page: Page, facts: Stated, cuts: Iterable[Edit]) -> Unshown | None:
    """The article a page states as data and does not show, None where it shows one."""
    stays = sum(len(block.text) for block in page.blocks) - sum(len(cut.old) for cut in cuts)
    if stays > _LITTLE:
        return None
    rule, paragraphs = "jsonld.articleBody", tuple((facts.body or "").split("\n"))
    if not _is_unshown(paragraphs, stays, page):
        rule, paragraphs = "script.data", scripted(source, facts.title or "")
        if not _is_unshown(paragraphs, stays, page):
            return None
    markup = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    root = parse(f"<body>{markup}</body>").root
    return Unshown(read(root), Origin("body", rule, paragraphs[0])) if root is not None else None


def _is_unshown(paragraphs: Sequence[str], stays: int, page: Page) -> bool:
    """Whether a text is longer than what stays of the page, and no piece of it stands there."""
    bare = _bare(paragraphs)
    if len(bare) < max(LEAST, stays):
        return False
    shown = _bare(block.text for block in page.blocks)
    step = max(1, (len(bare) - _PIECE) // _PLACES)
    starts = range(0, len(bare) - _PIECE, step)
    return all(bare[at : at + _PIECE] not in shown for at in starts)


def _bare(texts: Iterable[str]) -> str:
    """Letters and digits alone, so that spacing and marks do not matter."""
    return "".join(char for text in texts for char in text if char.isalnum())
