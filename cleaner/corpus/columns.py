"""The record function: columns of a document in, columns of its article out.

It is the one function that the command line, ``clean_record`` and every engine call, so that a
corpus comes out the same whatever runs it. Columns that came in are never changed: what cleaning
adds stands beside them under names with a prefix, and a name that is taken already is an error,
not a choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from numbers import Real
from typing import TYPE_CHECKING, Any, NamedTuple

from ..account import restore
from ..api import clean
from ..files import MOST, TOO_LONG
from ..reading import decoded_as, opening
from ..rules.ruleset import Rules
from ..types import SAFE, Article, Origin, SourceError
from .fields import Fields, guess_fields, holds, value_of

if TYPE_CHECKING:
    from ..profile import Profile

PREFIX = "clean_"
PARAGRAPHS = "\n\n"  # between those of a list
# every column that is added, without its prefix, and of what type it is
ADDED = {
    "text": "text",
    "title": "text",
    "authors": "texts",
    "editors": "texts",
    "date": "text",
    "updated": "text",
    "place": "text",
    "site": "text",
    "language": "text",
    "standfirst": "text",
    "captions": "texts",
    "tags": "texts",
    "section": "text",
    "canonical": "text",
    "image": "text",
    "free": "flag",
    "live": "flag",
    "page": "text",
    "edits": "edits",
    "confidence": "number",
    "reason": "text",
    "encoding": "text",
}


class Settings(NamedTuple):
    """What bears on how documents are cleaned; ``prefix`` on how the added columns are called.

    ``site`` is where all documents are from whose record does not say it. With ``verify`` every
    outcome is cleaned again and led back. ``encoding`` is that of documents that are bytes, which
    tell it themselves without.
    """

    rules: Rules | None = None
    language: str | None = None
    repairs: str = SAFE
    kind: str | None = None
    prefix: str = PREFIX
    roles: bool = False
    profile: Profile | None = None
    site: str | None = None
    verify: bool = False
    encoding: str | None = None


def record(
    columns: Mapping[str, Any], fields: Fields, settings: Settings
) -> tuple[Article, dict[str, Any]]:
    """Clean the document in ``columns``: its article, and the columns that are to be added.

    Raises SourceError when the text is missing, no text or too long, or a name is taken.
    """
    taken = [name for name in named(settings.prefix) if name in columns]
    if taken:
        raise SourceError(f"there is a column {taken[0]!r} already; choose another prefix")
    article = article_of(columns, fields, settings)
    return article, added(article, settings.prefix)


def named(prefix: str) -> tuple[str, ...]:
    """The names of the added columns."""
    return tuple(f"{prefix}{name}" for name in ADDED)


def added(article: Article, prefix: str = PREFIX) -> dict[str, Any]:
    """The columns that an article adds, as plain data."""
    values: dict[str, Any] = {}
    for name, kind in ADDED.items():
        value = getattr(article, name)
        if kind == "texts":
            value = list(value)
        elif kind == "edits":
            value = [edit._asdict() for edit in value]
        values[f"{prefix}{name}"] = value
    return values


def article_of(columns: Mapping[str, Any], fields: Fields, settings: Settings) -> Article:
    """Clean the document in ``columns``; its url helps as in ``clean``.

    A site or date that the document does not tell is taken from its column. Raises SourceError as
    ``record`` does, and with ``verify`` for an outcome that is not final or does not lead back.
    """
    kind, source = source_of(columns, fields)
    kind = settings.kind or kind
    cleaned = partial(
        clean,
        url=_words(columns, fields.url),
        language=settings.language,
        rules=settings.rules,
        repairs=settings.repairs,
        roles=settings.roles,
        profile=settings.profile,
        site=_words(columns, fields.site) or settings.site,
    )
    if settings.encoding and isinstance(source, bytes):
        text, encoding = decoded_as(source, settings.encoding)
        article = replace(cleaned(text, kind=kind or _kind(text)), encoding=encoding)
    else:
        article = cleaned(source, kind=kind or _kind(source))
    if settings.verify:
        prove(article, source, cleaned(article.text, kind="text"))
    if article.site is None and (site := _words(columns, fields.site)):
        article = _filled(article, "site", site, f"column.{fields.site}", site)
    if article.date is None and (said := _words(columns, fields.date)):
        # imported here: few records need it
        from ..stated.moments import moment

        if stated := moment(said, language=article.language):
            article = _filled(article, "date", stated, f"column.{fields.date}", said)
    return article


def _kind(source: str | bytes) -> str | None:
    """The kind of a text, told here: a record that holds the name of a file is no mistake."""
    if isinstance(source, bytes):
        return None
    return "page" if opening(source) else "text"


def prove(article: Article, source: str | bytes, again: Article) -> None:
    """SourceError unless cleaning again changes nothing, and a text is restored to the letter."""
    if again.edits or again.text != article.text:
        raise SourceError("not verified: cleaning the outcome again would change it")
    if article.page is None and restore(article) != source:
        raise SourceError("not verified: the original could not be restored")


def site_named(columns: Mapping[str, Any], fields: Fields, settings: Settings) -> str | None:
    """The name of the site a document is from, by which a profile knows it."""
    # imported here: most corpora are cleaned without a profile
    from ..profile import site_of

    return site_of(_words(columns, fields.site) or settings.site, _words(columns, fields.url))


def _words(columns: Mapping[str, Any], name: str | None) -> str | None:
    value = value_of(columns, name) if name else None
    if is_missing(value):
        return None
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value.strip() or None if isinstance(value, str) else None


def _filled(article: Article, field: str, value: str, rule: str, text: str) -> Article:
    origins = (*article.origins, Origin(field, rule, text))
    return replace(article, origins=origins, **{field: value})  # type: ignore[arg-type]


def source_of(columns: Mapping[str, Any], fields: Fields) -> tuple[str | None, str | bytes]:
    """The kind of a document, where its column says it, and its content.

    A value that is missing is the empty text. Raises SourceError when there is no such column, or
    what it holds is no text or too long.
    """
    kind, name = None, fields.text
    html = fields.html
    if html and (_told(value_of(columns, html)) or not _is_in(fields.text, html, columns)):
        kind, name = "page", html
    value = content_of(columns, name)
    value = "" if value is None else value
    if len(value) > MOST:
        raise SourceError(TOO_LONG)
    return kind, value


def is_missing(value: object) -> bool:
    """Whether a value stands for none: None, NaN, and what pandas calls NA and NaT."""
    if isinstance(value, Real):
        return value != value
    return value is None or type(value).__name__ in ("NAType", "NaTType")


def _told(value: object) -> bool:
    """Whether there is a value, and not an empty one."""
    return not is_missing(value) and bool(value)


def content_of(columns: Mapping[str, Any], name: str | None) -> str | bytes | None:
    """The text of the column of that name or path; a list of paragraphs with blank lines between.

    Raises SourceError where there is no such column, or what it holds is no text.
    """
    if name is None or not holds(columns, name):
        raise SourceError(f"there is no column {name!r}")
    value = value_of(columns, name)
    if is_missing(value):
        return None
    if isinstance(value, list) and value and all(isinstance(v, str | None) for v in value):
        return PARAGRAPHS.join(filter(None, value))
    if not isinstance(value, str | bytes):
        raise SourceError(f"the column {name!r} holds no text but {_a(value)}")
    return value


def _is_in(text: str | None, html: str, columns: Mapping[str, Any]) -> bool:
    """Whether a document without a page is to be looked for in the column ``text``."""
    return text is not None and (holds(columns, text) or not holds(columns, html))


def _a(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "a truth value", int: "a number"}
    return kinds.get(type(value), f"a {type(value).__name__}")


def clean_record(  # noqa: PLR0913 - keywords, each of use alone
    columns: Mapping[str, Any],
    *,
    fields: Mapping[str, str] | None = None,
    rules: Rules | None = None,
    language: str | None = None,
    repairs: str = SAFE,
    kind: str | None = None,
    prefix: str = PREFIX,
    profile: Profile | None = None,
) -> dict[str, Any]:
    """Clean one record of a corpus, as ``datasets.map``, Ray Data and Beam hand them out.

    ``columns`` is a mapping of names to values and is not changed; the outcome is all of it with
    the added columns after it, just as ``cleaner clean`` writes them. ``fields`` says which column
    is the ``text``, ``html``, ``url``, ``id``, ``site`` or ``date`` (``{"text": "isi_berita"}``);
    what it leaves out is known by its usual name. A text that is missing (None, NaN) is an empty
    one, and ``clean_reason`` says so. The rest is as in ``clean``; the site that a
    ``profile`` is asked for is that of the record, or else that of its url.

    Raises SourceError when the text cannot be told, is missing or no text, or a name is taken.
    """
    settings = Settings(rules, language, repairs, kind, prefix, profile=profile)
    _, values = record(columns, guess_fields(columns, fields), settings)
    return {**columns, **values}
