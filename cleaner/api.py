"""The front door: one article in, one Article out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .cleaning import Settled, repaired, settle
from .reading import decode, decode_page, opening
from .rules.loading import default_rules
from .rules.ruleset import Rules
from .text.memory import Memory
from .types import OFF, REPAIRS, SAFE, Article, Edit, Origin, SourceError
from .words.repairing import suggestions
from .words.wording import NO_COUNTS

if TYPE_CHECKING:
    from .profile import Learnt, Profile

KINDS = ("text", "page")
# a name of a file and nothing else; no address, which may be all that is left of an article
_PATH = re.compile(
    r"(?!\w+://)[^\s<>|?*\x00]{1,250}\.(?:txt|md|html?|xhtml|jsonl?|csv|tsv)(?:\.\w+)?"
)
_READ = "what is in it, Path(...).read_bytes()"
_IS_PATH = f"{{!r}} looks like the name of a file and is cleaned as a text; give {_READ}"


class Wanted(NamedTuple):
    """What the caller asked for."""

    rules: Rules
    language: str | None
    url: str | None
    repairs: str
    counts: Mapping[str, int]
    roles: bool
    learnt: Learnt | None


def clean(  # noqa: PLR0913 - keywords, each of use alone
    source: str | bytes,
    *,
    kind: str | None = None,
    url: str | None = None,
    language: str | None = None,
    rules: Rules | None = None,
    repairs: str = SAFE,
    counts: Mapping[str, int] | None = None,
    roles: bool = True,
    profile: Profile | None = None,
    site: str | None = None,
) -> Article:
    """Clean one scraped article.

    ``source`` is flattened text or an HTML page, as a str or as the bytes of a file. ``kind`` is
    ``text`` or ``page``; without it, what starts with a document tag and closes one is a page.
    ``url`` helps to fill in metadata, ``language`` (``id``, ``ms``, ``en`` ..., also as ``in_ID``
    or ``ind``) is what word repairs rely on, unless the text is plainly in another; neither
    changes what counts as furniture. ``rules`` are the
    shipped ones unless given (see ``load_rules``). ``repairs`` is ``safe``, ``all`` (what is
    only suggested is repaired too) or ``off`` (words are left as they are); spaces and invisible
    characters are always settled. ``counts`` says in how many documents of your own corpus a
    lower-case word stands: what it knows is no misspelling, and what it knows well is meant; they
    are those of ``profile`` unless given. With ``roles=False`` nothing is noted of what the blocks
    of a page are, which saves a little time and leaves Markdown paragraphs only.
    ``profile`` is what was learnt of a corpus (see ``load_profile``): the lines that recur on the
    document's site go. The site is ``site``, a host, or else that of ``url``. A text that looks
    like the name of a file is cleaned as it is, with a warning unless ``kind`` is given.

    Raises SourceError for an unknown ``kind`` and for anything but str and bytes, nothing else.
    """
    if kind is not None and kind not in KINDS:
        raise SourceError(f"unknown kind {kind!r}: this version reads {' and '.join(KINDS)}")
    if kind is None and isinstance(source, str) and _PATH.fullmatch(source):
        warnings.warn(_IS_PATH.format(source), stacklevel=2)
    text, encoding, kind = _decoded(source, kind)
    learnt = _learnt(profile, site, url) if profile is not None else None
    tier = _tier(repairs)
    if counts is None:
        counts = profile.words if profile is not None else NO_COUNTS
    wanted = Wanted(rules or default_rules(), language, url, tier, counts, roles, learnt)
    if kind == "page":
        return _clean_page(text, encoding, wanted)
    memory = Memory(wanted.rules, wanted.counts, learnt)
    settled = settle(text, wanted.rules, language, repairs=repairs, memory=memory)
    article = _article(settled, encoding, wanted, memory)
    return replace(article, reason=_reason(text, article))


def _learnt(profile: Profile, site: str | None, url: str | None) -> Learnt | None:
    # imported here: ``check`` starts faster without it
    from .profile import site_of

    return profile.of(site_of(site, url))


def _decoded(source: str | bytes, kind: str | None) -> tuple[str, str | None, str]:
    """The text, the encoding of bytes, and what kind of source it is."""
    if isinstance(source, bytes):
        if kind == "page":
            return *decode_page(source), kind
        text, encoding = decode(source)
        if kind is None and opening(text):
            return *decode_page(source), "page"
        return text, encoding, kind or "text"
    if isinstance(source, str):
        return source, None, kind or ("page" if opening(source) else "text")
    raise SourceError(_no_source(source))


def _no_source(given: object) -> str:
    told = type(given).__name__
    cure = f": give {_READ}" if told.endswith("Path") else ""
    return f"an article is str or bytes, not {told}{cure}"


def _clean_page(text: str, encoding: str | None, wanted: Wanted) -> Article:
    # imported here: flattened text needs no parser
    from .page.pages import fields, read_page

    memory = Memory(wanted.rules, wanted.counts, wanted.learnt)
    page = read_page(text, memory, wanted.language, url=wanted.url,
                     repairs=wanted.repairs, roles=wanted.roles)  # fmt: skip
    wanted = wanted._replace(language=wanted.language or page.stated.language)
    article = _article(page.settled, encoding, wanted, memory)
    given = fields(page, article)
    if article.language != given.get("language"):  # the text or the caller said otherwise
        given |= {"language": article.language, "origins": _but_language(given["origins"])}
    article = replace(article, page=page.looks_like, roles=page.roles, **given)
    return replace(article, reason=page.reason or _reason(text, article))


def _but_language(origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
    return tuple(origin for origin in origins if origin.field != "language")


def _article(settled: Settled, encoding: str | None, wanted: Wanted, memory: Memory) -> Article:
    """The article of a settled text, with what the text says of itself."""
    # imported here: ``check`` needs none of it and starts faster without
    from .metadata import describe
    from .text.residue import sureties

    rules, language, url = wanted[:3]
    language = memory.language(settled.text, language)
    fields = describe(settled.text, settled.edits, rules, memory, url=url, language=language)
    return Article(
        text=settled.text,
        language=language,
        url=url,
        edits=settled.edits,
        confidences=sureties(settled.text, settled.edits, memory),
        suggestions=_suggestions(settled.text, language, wanted, memory),
        encoding=encoding,
        **fields,
    )


def _suggestions(
    text: str, language: str | None, wanted: Wanted, memory: Memory
) -> tuple[Edit, ...]:
    if wanted.repairs == OFF:
        return ()
    return tuple(suggestions(memory.words(text, language)))


def repair(
    text: str,
    *,
    language: str | None = None,
    repairs: str = SAFE,
    counts: Mapping[str, int] = NO_COUNTS,
) -> Article:
    """Repair the words and spaces of a text and leave all else, lines and furniture, as it is.

    The arguments are those of ``clean``. The article holds the text, the edits that lead to it and
    the suggestions about it, and no metadata but the language.

    Raises SourceError for an unknown tier and for anything but str, nothing else.
    """
    if not isinstance(text, str):
        raise SourceError(f"a text is str, not {type(text).__name__}")
    memory = Memory(Rules(()), counts)  # no line is judged
    settled = repaired(text, language, memory, _tier(repairs))
    words = memory.words(settled.text, language)
    found = tuple(suggestions(words)) if repairs != OFF else ()
    reason = None if settled.text else "empty-input"
    return Article(
        settled.text, language=words.language, edits=settled.edits, suggestions=found, reason=reason
    )


def _tier(repairs: str) -> str:
    if repairs not in REPAIRS:
        raise SourceError(f"unknown repairs {repairs!r}: there are {', '.join(REPAIRS)}")
    return repairs


def _reason(source: str, article: Article) -> str | None:
    """Why there is no body: nothing in, nothing left, a headline alone, or no fixed point."""
    if article.body:
        return None
    if article.text:
        return "no-body"
    if not source.strip():
        return "empty-input"
    unsettled = bool(article.edits) and article.edits[0].rule == "limit.unsettled"
    return "unsettled" if unsettled else "only-furniture"
