"""Learning from an iterable of documents in Python: the profile that ``cleaner learn`` writes."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..files import cause_of
from ..profile import Profile
from ..rules.loading import default_rules
from ..rules.ruleset import Rules
from ..types import OFF, SourceError
from . import spool
from .columns import Settings, article_of, site_named
from .fields import guess_fields
from .learning import Seen, seen, shortage

_TEXT = "text"
Document = str | bytes | Mapping[str, Any]


def learn(  # noqa: PLR0913 - keywords, each of use alone
    documents: Iterable[str | bytes | Mapping[str, Any]],
    *,
    fields: Mapping[str, str] | None = None,
    rules: Rules | None = None,
    language: str | None = None,
    kind: str | None = None,
    site: str | None = None,
    folder: str | Path | None = None,
    failed: Callable[[int, str], None] | None = None,
) -> Profile:
    """Learn which segments recur on the sites of ``documents``, and how common their words are.

    A document is a text or a page, or a record as ``clean_record`` takes it, with ``fields`` as
    there. Its site is that of the record, else the host of its url, else ``site``; all documents of
    which none is known count as one site. They are read once, one by one, and what is learnt
    depends neither on their order nor on copies. ``rules``, ``language`` and ``kind`` are those of
    ``clean``. Meanwhile the clean texts lie in a temporary database in ``folder`` (the system's
    own place for such files unless given), almost as large as they are.

    A document that cannot be cleaned is told to ``failed`` with its place, from 0, and the cause,
    and is left out; without ``failed`` it raises SourceError. Raises OSError where the disk is
    full. Where nothing recurs on any site, a UserWarning says why.
    """
    chosen = Settings(rules or default_rules(), language, OFF, kind, site=site)
    sites: Counter[str] = Counter()
    views = _counted(_views(documents, fields, chosen, failed), sites)
    profile = spool.learn(views, chosen.rules, folder)
    if not profile.sites:
        warnings.warn(shortage(sites), stacklevel=2)
    return profile


def _counted(views: Iterator[Seen], sites: Counter[str]) -> Iterator[Seen]:
    for view in views:
        sites[view.site] += 1
        yield view


def _views(
    documents: Iterable[Document],
    fields: Mapping[str, str] | None,
    chosen: Settings,
    failed: Callable[[int, str], None] | None,
) -> Iterator[Seen]:
    for number, document in enumerate(documents):
        try:
            view = view_of(document, fields, chosen)
        except SourceError as fault:
            if failed is None:
                raise SourceError(f"document {number}: {cause_of(fault)}") from fault
            failed(number, cause_of(fault))
            continue
        if view is not None:
            yield view


def view_of(
    document: str | bytes | Mapping[str, Any],
    fields: Mapping[str, str] | None,
    chosen: Settings,
) -> Seen | None:
    """What the learner sees of one document, None without text; SourceError as ``learn``."""
    columns = document if isinstance(document, Mapping) else {_TEXT: document}
    found = guess_fields(columns, fields if isinstance(document, Mapping) else {_TEXT: _TEXT})
    article = article_of(columns, found, chosen)
    return seen(article, site_named(columns, found, chosen), chosen.rules or default_rules())
