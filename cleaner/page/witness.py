"""A second opinion where a page is hard to judge: what trafilatura makes of it.

It is asked only where the F1 that is to be expected is low, and believed only where what it takes
for the article would stay and is a good deal less: then what stands above and below that goes as
well. It adds cuts, never text.
"""

from __future__ import annotations

from lxml import etree

from .judging import Cut, Judged
from .tree import parse
from .walk import Page

_DOUBT = 900_000  # millionths: below this F1 to be expected a page is hard to judge
_LONGER = 160  # hundredths: how much longer is what stays
_HELD = 90  # hundredths of the other text that stay
_LEAST = 250  # letters of the other text
_PIECE = 60  # letters of a block that are looked for
_LONGEST_PAGE = 500_000  # characters
_MOST_BLOCKS = 3_000
_CONFIDENCE = 0.8


def doubted(judged: Judged, page: Page, source: str) -> Judged:
    """What was judged, with the cuts of the witness where it is asked and believed."""
    if judged.expected >= _DOUBT or len(source) > _LONGEST_PAGE or len(page.blocks) > _MOST_BLOCKS:
        return judged
    stays = {
        i: bare for i, block in enumerate(page.blocks)
        if i not in judged.cuts and (bare := _bare(block.text))
    }  # fmt: skip
    ours = sum(map(len, stays.values()))
    if sum(len(bare) for bare in stays.values() if len(bare) >= _PIECE) < _LEAST:
        return judged
    theirs = _bare(_extracted(source))
    inside = {i for i, bare in stays.items() if bare[:_PIECE] in theirs}
    held = sum(len(stays[i]) for i in inside)
    longer = len(theirs) >= _LEAST and 100 * ours > _LONGER * len(theirs)
    if not longer or 100 * held < _HELD * len(theirs):
        return judged
    said = f"{100 * len(theirs) // ours} % of what would stay is the article to trafilatura"
    cut = Cut("page.witness", said, _CONFIDENCE)
    first, last = min(inside), max(inside)
    gone = (i for i in stays if not first <= i <= last and i not in judged.spared)
    return judged._replace(cuts=judged.cuts | dict.fromkeys(gone, cut))


def _extracted(source: str) -> str:
    """The text of the article as trafilatura sees it, "" where it sees none."""
    # imported here: few pages need it, and it takes a tenth of a second
    from trafilatura import extract

    root = parse(source).root
    if root is None:
        return ""
    try:
        markup = etree.tostring(root, encoding="unicode", method="html")
        return extract(markup, include_comments=False, favor_precision=True) or ""
    except Exception:  # whatever it stumbles over, it has no opinion then
        return ""


def _bare(text: str) -> str:
    """Letters and digits alone, so that spacing and marks do not matter."""
    return "".join(filter(str.isalnum, text))
