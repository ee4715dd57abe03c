"""Cleaning as a step of a datatrove pipeline, for its local, Slurm and Ray executors.

    from cleaner.datatrove import ArticleCleaner
    pipeline = [JsonlReader("raw/"), ArticleCleaner(), JsonlWriter("cleaned/")]

The text of a document becomes that of its article, and the columns that ``cleaner clean`` adds to a
record are added to its metadata, among them the edits that lead back. The url and site are looked
for in the metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import cached_property
from typing import Any

from datatrove.pipeline.base import PipelineStep

from .api import clean
from .corpus.columns import Settings, record
from .corpus.fields import guess_fields
from .files import cause_of
from .profile import load_profile

_TEXT = "text"


class ArticleCleaner(PipelineStep):  # type: ignore[misc]
    """Cleans the text of every document; what cannot be cleaned goes to ``failures``.

    ``fields`` names the metadata that is the ``url``, ``site`` or ``date`` where it has no usual
    name, ``profile`` is the path of a profile, ``failures`` a writer of datatrove. Documents that
    fail carry their cause in the metadata, and are counted whether they are written or not. The
    ``options`` are the other arguments of ``clean_record``.
    """

    type = "CLEANER"
    name = "Articles"

    def __init__(
        self,
        *,
        fields: Mapping[str, str] | None = None,
        profile: str | None = None,
        failures: Any = None,
        **options: Any,
    ) -> None:
        """Take the choices; nothing is read before the step runs.

        Raises SourceError for a field, kind or tier of repairs that there is not.
        """
        super().__init__()
        self.fields = dict(fields or {})
        self.settings = Settings(**options)
        guess_fields([_TEXT, *self.fields.values()], {_TEXT: _TEXT, **self.fields})
        clean("", kind=self.settings.kind, repairs=self.settings.repairs)
        self.profile = profile
        self.failures = failures

    @cached_property
    def _settings(self) -> Settings:
        # read where the step runs: a path is less to send than a profile
        return self.settings._replace(profile=load_profile(self.profile) if self.profile else None)

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Yield the documents that were cleaned, in order.

        Raises OSError or ProfileError, before the first of them, for a profile that cannot be read.
        """
        settings = self._settings
        with self.failures or nullcontext() as failures:
            for document in data:
                with self.track_time():
                    cause = self._clean(document, settings)
                if not cause:
                    self.stat_update("cleaned")
                    self.update_doc_stats(document)
                    yield document
                    continue
                self.stat_update("failed")
                if failures is not None:
                    document.metadata[f"{self.settings.prefix}failure"] = cause
                    failures.write(document, rank)

    def _clean(self, document: Any, settings: Settings) -> str:
        """Clean one document in place; return why it could not be."""
        columns = {**document.metadata, _TEXT: document.text}
        try:
            fields = guess_fields(columns, {_TEXT: _TEXT, **self.fields})
            article, added = record(columns, fields, settings)
        except Exception as fault:  # one bad document must not end a run over millions
            return cause_of(fault)
        document.text = article.text
        document.metadata.update(added)
        return ""
