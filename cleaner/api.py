"""The front door: one article in, one Article out."""

from __future__ import annotations

from dataclasses import replace

from .cleaning import settle
from .memory import Memory
from .reading import decode
from .repairing import suggestions
from .ruleset import Rules, default_rules
from .types import Article, SourceError

KINDS = ("text",)


def clean(
    source: str | bytes,
    *,
    kind: str | None = None,
    url: str | None = None,
    language: str | None = None,
    rules: Rules | None = None,
    repair: bool = True,
) -> Article:
    """Clean one scraped article.

    ``source`` is flattened text, as a str or as the bytes of a file. ``kind`` is ``text`` or
    None. ``url`` helps to fill in metadata, ``language`` (``id``, ``ms``, ``en`` ...) overrides
    the guess that word repairs rely on; neither changes what counts as furniture. ``rules`` are
    the shipped ones unless given (see ``load_rules``). With ``repair=False`` words are left as
    they are; spaces and invisible characters are always settled.

    Raises SourceError for an unknown ``kind`` and for anything but str and bytes, nothing else.
    """
    if kind is not None and kind not in KINDS:
        raise SourceError(f"unknown kind {kind!r}: this version reads {' and '.join(KINDS)}")
    if isinstance(source, bytes):
        text, encoding = decode(source)
    elif isinstance(source, str):
        text, encoding = source, None
    else:
        raise SourceError(f"an article is str or bytes, not {type(source).__name__}")
    # imported here: ``check`` needs no metadata and starts faster without it
    from .metadata import describe

    rules = rules or default_rules()
    memory = Memory()
    settled = settle(text, rules, language, repair=repair, memory=memory)
    language = language or memory.language(settled.text)
    fields = describe(settled.text, settled.edits, rules, memory, url=url, language=language)
    article = Article(
        text=settled.text,
        language=language,
        url=url,
        edits=settled.edits,
        confidences=settled.confidences,
        suggestions=tuple(suggestions(memory.words(settled.text, language))) if repair else (),
        encoding=encoding,
        **fields,
    )
    return replace(article, reason=_reason(text, article))


def _reason(source: str, article: Article) -> str | None:
    """Why there is no body: nothing in, nothing left, a headline alone, or no fixed point."""
    if article.body:
        return None
    if article.text:
        return "no-body"
    if not source.strip():
        return "empty-input"
    unsettled = article.edits[0].rule == "limit.unsettled"
    return "unsettled" if unsettled else "only-furniture"
