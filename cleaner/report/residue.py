"""What cleaning left that recurs: blocks that stand in many documents of one site.

An article's own words stand in one article. What stands in many was left by rules that do not know
it, and is what ``cleaner learn`` finds and takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from ..profile import folded
from .overview import NO_SITE

_FEWEST = 5  # documents of a site that hold a block before it is told
_SHARE = 50  # of so many documents one has to
_SHOWN = 25
_MOST = 1_000_000  # different blocks that are counted
_LONGEST = 2_000  # characters; a longer block is prose
_CLIP = 200


class Left(NamedTuple):
    """A block that recurs: its words, its site, how many documents of how many, and the first."""

    text: str
    site: str
    documents: int
    of: int
    first: str


@dataclass
class _Block:
    text: str
    site: str
    first: str
    documents: int = 0


@dataclass
class Residue:
    """The blocks of clean texts, counted one document after the other; copies count once."""

    kept: int = 0  # characters of all documents
    full: bool = False  # whether there were more different blocks than are counted
    sites: dict[str, int] = field(default_factory=dict)
    _texts: set[bytes] = field(default_factory=set)
    _blocks: dict[bytes, _Block] = field(default_factory=dict)

    def add(self, name: str, site: str | None, values: Mapping[str, Any]) -> None:
        """Count the blocks of a document."""
        text, site = values["text"], site or NO_SITE
        digest = _digest(site, text)
        if not text or digest in self._texts:
            return
        self._texts.add(digest)
        self.kept += len(text)
        self.sites[site] = self.sites.get(site, 0) + 1
        blocks = {folded(block): block for block in text.split("\n\n") if len(block) <= _LONGEST}
        for form, block in blocks.items():
            key = _digest(site, form)
            if key not in self._blocks and len(self._blocks) >= _MOST:
                self.full = True
            else:
                found = self._blocks.setdefault(key, _Block(block[:_CLIP], site, name))
                found.documents += 1

    def left(self) -> list[Left]:
        """The blocks that recur, those that take most of the text first."""
        found = [
            Left(block.text, block.site, block.documents, self.sites[block.site], block.first)
            for block in self._blocks.values()
            if block.documents >= max(_FEWEST, self.sites[block.site] // _SHARE)
        ]
        found.sort(key=lambda left: (-left.documents * len(left.text), left.site, left.text))
        return found

    def shown(self) -> list[Left]:
        """As many of them as a page shows."""
        return self.left()[:_SHOWN]

    def share(self) -> float:
        """The share of the clean text that recurs, from 0 to 1."""
        again = sum(left.documents * len(left.text) for left in self.left())
        return min(1.0, again / self.kept) if self.kept else 0.0


def _digest(site: str, text: str) -> bytes:
    told = f"{site}\n{text}".encode("utf-8", "surrogatepass")
    return blake2b(told, digest_size=12).digest()
