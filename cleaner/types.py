"""The data types of the house: frozen values, no behaviour beyond properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, NamedTuple


class CleanerError(Exception):
    """Base of every exception this library raises on purpose."""


class RuleError(CleanerError):
    """A rule file is wrong; the message is a sentence that names file, rule and fault."""


class ProfileError(CleanerError):
    """A profile cannot be read; the message is a sentence that names file and fault."""


class SourceError(CleanerError):
    """The input is of a kind that cannot be cleaned; the message says why."""


SAFE, ALL, OFF = REPAIRS = ("safe", "all", "off")  # the tiers of repairs of words
UNSURE = 0.9  # a document of which less is expected to be right is worth a look
SURE = 0.99  # what rules of words and shape reach; what is weighed says for itself


class Edit(NamedTuple):
    """One change: decision, record and inverse in one.

    ``start`` and ``end`` are character offsets into the text the edit applies to (for
    ``Article.edits`` the decoded input), ``old`` is what stood there, ``new`` what stands there
    now ("" for a removal). ``rule`` is the name ``cleaner rules`` explains, ``evidence`` says in
    words what the rule saw. ``confidence`` is how often such a verdict is right on articles that
    people have labelled, from 0 to 1.
    """

    start: int
    end: int
    old: str
    new: str
    rule: str
    evidence: str = ""
    confidence: float = SURE


class Origin(NamedTuple):
    """Where a metadata field came from: the rule that read it and the words it read."""

    field: str
    rule: str
    text: str


class Line(NamedTuple):
    """One line of the input in ``explain``: offsets, verdict, why, and the edits that touch it.

    ``verdict`` is ``kept``, ``repaired``, ``removed`` or ``blank``; ``evidence`` says in words what
    the verdict rests on, ``confidence`` how often such a verdict is right.
    """

    start: int
    end: int
    text: str
    verdict: str
    evidence: str
    edits: tuple[Edit, ...]
    confidence: float = SURE


class Box(NamedTuple):
    """What a block stands in: a ``quote``, or an ``item`` of a list with its ``number``, if any.

    Blocks with the same ``key`` stand in the same quote or item.
    """

    kind: str
    number: int | None = None
    key: int = 0


class Mark(NamedTuple):
    """A stretch of a block's text that is set apart; offsets count from the block's start.

    ``kind`` is ``strong``, ``emphasis``, ``code`` or ``link``; ``target`` is where a link leads.
    """

    start: int
    end: int
    kind: str
    target: str = ""


class Role(NamedTuple):
    """What a block is on its page, as far as Markdown can say it.

    ``kind`` is ``paragraph``, ``heading`` (of ``level`` 1 to 6), ``code`` or ``cell`` (of a table,
    in ``row`` and ``column``). Blocks of one table or one piece of code share a ``key``; the first
    block of a piece of code that stayed whole has it with its line breaks as ``code``. ``inside``
    goes from the outermost to the innermost.
    """

    kind: str = "paragraph"
    level: int = 0
    inside: tuple[Box, ...] = ()
    marks: tuple[Mark, ...] = ()
    key: int = 0
    row: int = 0
    column: int = 0
    code: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The role as plain JSON data."""
        inner = {name: [item._asdict() for item in getattr(self, name)] for name in _INNER}
        return self._asdict() | inner


_INNER = ("inside", "marks")


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article: the text, its metadata, and the account of every change.

    ``text`` is the headline, a blank line and the body; it is what is written to a ``.txt`` file
    and what the fixed-point law is about. ``body`` is the text without the headline. ``edits``
    lead from the decoded input to ``text``; ``suggestions`` are repairs that were not applied and
    carry offsets into ``text``. ``confidences`` has a value for each block of ``text``, headline
    included: the share of its characters that is expected to belong to the article. ``encoding``
    is the encoding the input bytes were read with, or None when the input was a str. ``reason``
    says why there is no body, or is None.

    For a page the decoded input is its text, flattened: the headline and every block, a line each.
    ``page`` says what the page looks like (article, news, forum, product, list ...) and is None
    for flattened text; ``free`` and ``live`` are what the page says of paying and of live blogs,
    ``canonical`` and ``image`` addresses, ``section`` the part of the site. ``roles`` say what each
    block of ``text`` is on the page (heading, list item, quote ...), headline included.
    """

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: str | None = None
    updated: str | None = None
    place: str | None = None
    site: str | None = None
    language: str | None = None
    standfirst: str | None = None
    captions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    section: str | None = None
    canonical: str | None = None
    image: str | None = None
    free: bool | None = None
    live: bool = False
    page: str | None = None
    origins: tuple[Origin, ...] = ()
    edits: tuple[Edit, ...] = ()
    suggestions: tuple[Edit, ...] = ()
    confidences: tuple[float, ...] = ()
    roles: tuple[Role, ...] = ()
    encoding: str | None = None
    reason: str | None = None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The paragraphs of the body: standfirst, dateline words and subheadings included."""
        if not self.text:
            return ()
        blocks = tuple(self.text.split("\n\n"))
        return blocks[1:] if blocks[0] == self.title else blocks

    @property
    def body(self) -> str:
        """The paragraphs joined by a blank line; no headline, byline, date, caption or credit."""
        return "\n\n".join(self.paragraphs)

    @property
    def markdown(self) -> str:
        """The same words as ``text``, as Markdown; see ``cleaner.page.markdown``."""
        # imported here: most callers want the text alone
        from .page.markdown import to_markdown

        return to_markdown(self)

    @property
    def html(self) -> str:
        """The same words as ``text``, as an ``article`` element; see ``cleaner.webpage``."""
        # imported here, as above
        from .webpage import to_element

        return to_element(self)

    def _repr_html_(self) -> str:
        """What notebooks show: the source with its cuts in colour; see ``cleaner.report.cell``."""
        # imported here, as above
        from .report.cell import to_cell

        return to_cell(self)

    @property
    def confidence(self) -> float:
        """The share of the input's characters expected to be judged rightly, from 0 to 1.

        Of what stayed it is the share that belongs to the article, of what went the share that
        does not. A document below 0.9 (``UNSURE``) is worth a look.
        """
        kept = zip(map(len, self.text.split("\n\n")), self.confidences, strict=False)
        gone = ((len(edit.old), edit.confidence) for edit in self.edits if not edit.new)
        judged = [*kept, *gone]
        total = sum(size for size, _ in judged)
        # whole thousandths, which add up to the same in every version of Python
        right = sum(size * round(1000 * sure) for size, sure in judged)
        return round(right / (1000 * total), 3) if total else SURE

    def to_dict(self) -> dict[str, Any]:
        """Every field as plain JSON data, body and paragraphs included."""
        record = asdict(self)
        for name in ("edits", "suggestions", "origins"):
            record[name] = [item._asdict() for item in getattr(self, name)]
        record["roles"] = [role.to_dict() for role in self.roles]
        return (
            {"text": self.text, "body": self.body, "paragraphs": list(self.paragraphs)}
            | {"confidence": self.confidence}
            | record
        )

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Article:
        """The article of its ``to_dict()`` form, as read from JSON or ``articles.jsonl``.

        What a record has beside the fields (body, paragraphs, confidence, name, digest) is left
        out. Raises SourceError where there is no text or a part is not what it should be.
        """
        if not isinstance(record.get("text"), str):
            raise SourceError("the record has no text")
        known = [part.name for part in fields(cls) if part.name in record]
        try:
            return cls(**{name: _read(name, record[name]) for name in known})
        except (TypeError, AttributeError) as fault:
            raise SourceError(f"this is no record of an article: {fault}") from fault


_PARTS = {"edits": Edit, "suggestions": Edit, "origins": Origin, "inside": Box, "marks": Mark}


def _read(name: str, value: Any) -> Any:
    """A field of an article or role from plain data: lists are tuples, their parts of our types."""
    if not isinstance(value, list | tuple):
        return value
    if name == "roles":
        return tuple(Role(**{key: _read(key, of) for key, of in role.items()}) for role in value)
    part = _PARTS.get(name)
    return tuple(part(**item) for item in value) if part is not None else tuple(value)
