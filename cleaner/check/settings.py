"""How a text is cleaned that is checked, fixed or explained: the options that bear on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import files, records
from ..api import clean
from ..cleaning import Settled, settle
from ..files import Source
from ..reading import decoded_as
from ..rules.choosing import EVERYTHING, Choice, chosen
from ..rules.ruleset import Rules
from ..text.memory import Memory
from ..trail import apply, undo
from ..types import OFF, SURE, Article, Edit
from ..words.repairing import suggestions

if TYPE_CHECKING:
    from ..profile import Profile


class Settings(NamedTuple):
    """The options that bear on what is cleaned."""

    rules: Rules
    language: str | None
    repairs: str
    kind: str | None
    profile: Profile | None = None
    site: str | None = None
    choice: Choice = EVERYTHING
    encoding: str | None = None

    def clean(self, source: Source, data: str | bytes) -> Article:
        """Clean the content of a file, frame and all."""
        encoding = None
        if self.encoding and isinstance(data, bytes):
            data, encoding = decoded_as(data, self.encoding)
        article = clean(
            data,
            kind=self.kind or files.kind_of(source),
            language=self.language,
            rules=self.rules,
            repairs=self.repairs,
            profile=self.profile,
            site=self.site,
        )
        return replace(article, encoding=encoding) if encoding else article

    def explained(self, source: Source, data: bytes) -> Article:
        """The article with the text that the choice leads to; what is said of it is as in clean."""
        article = self.clean(source, data)
        if self.choice == EVERYTHING:
            return article
        whole = undo(article.text, article.edits)
        if article.page is None:
            # imported here: only ``explain`` with a choice asks for it
            from ..text.residue import sureties

            memory = self._memory()
            text, edits, _ = self.settle(whole, memory)
            sure = sureties(text, edits, memory)
            return replace(article, text=text, edits=edits, confidences=sure)
        edits = tuple(chosen(whole, article.edits, self.choice))
        return replace(article, text=apply(whole, edits), edits=edits)

    def _memory(self) -> Memory:
        """A memory with what the profile knows of the site."""
        if self.profile is None:
            return Memory(self.rules)
        # imported here: ``check`` starts faster without it
        from ..profile import site_of

        return Memory(self.rules, self.profile.words, self.profile.of(site_of(self.site)))

    def findings(self, text: str) -> list[records.Finding]:
        """Tell what cleaning would change; reads no metadata, which takes longest."""
        return self.weighed(text, weigh=False)[0]

    def weighed(self, text: str, *, weigh: bool) -> tuple[list[records.Finding], float]:
        """The findings, and the confidence of the article if it is to be weighed."""
        memory = Memory(self.rules)
        settled = self.settle(text, memory)
        found = records.findings(settled.edits, self.hints(settled.text, memory))
        if not weigh:
            return found, SURE
        # imported here: ``check`` of one file starts faster without it
        from ..text.residue import confidence_of

        return found, confidence_of(settled.text, settled.edits, memory)

    def hints(self, text: str, memory: Memory) -> Iterable[Edit]:
        """What is suggested of a text at its fixed point."""
        if self.repairs == OFF:
            return ()
        return chosen(text, suggestions(memory.words(text, self.language)), self.choice)

    def page_findings(self, page: str) -> tuple[str, list[records.Finding]]:
        """The flattened text of a page, and what cleaning would change about it."""
        # imported here: texts need no parser
        from ..page.pages import read_page

        memory = Memory(self.rules)
        read = read_page(page, memory, self.language, url=None, repairs=self.repairs, roles=False)
        edits = tuple(chosen(read.whole, read.settled.edits, self.choice))
        return read.whole, records.findings(edits, ())

    def settle(self, text: str, memory: Memory | None = None) -> Settled:
        """Clean a text without its frame."""
        return settle(
            text,
            self.rules,
            self.language,
            repairs=self.repairs,
            memory=memory,
            choice=self.choice,
        )
