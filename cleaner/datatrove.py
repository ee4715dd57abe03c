"""Cleaning and learning in datatrove pipelines, for its local, Slurm and Ray executors.

    from cleaner.datatrove import ArticleCleaner
    pipeline = [JsonlReader("raw/"), ArticleCleaner(), JsonlWriter("cleaned/")]

The text of a document becomes that of its article, and the columns that ``cleaner clean`` adds to a
record are added to its metadata, among them the edits that lead back. The url and site are looked
for in the metadata.

To learn takes two pipelines before it, as all documents of a site have to be seen: one of many
tasks, and one of a single task that waits for them:

    [JsonlReader("raw/"), SegmentCollector("segments/")]
    [ProfileLearner("segments/", "profile.toml")]
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import cached_property
from pathlib import Path
from typing import Any

from datatrove.io import get_datafolder
from datatrove.pipeline.base import PipelineStep
from datatrove.utils.logging import logger

from .api import clean
from .corpus import spool
from .corpus.columns import Settings, record
from .corpus.fields import guess_fields
from .corpus.learning import Seen, shortage
from .corpus.lessons import view_of
from .files import cause_of
from .profile import load_profile, save_profile
from .rules.loading import load_rules
from .types import OFF

_TEXT = "text"
_SUFFIX = ".segments.jsonl.gz"


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


class SegmentCollector(PipelineStep):  # type: ignore[misc]
    """Writes down what there is to learn from every document: the first of two steps that learn.

    Each task writes a file of its own into ``folder``, a path or address as datatrove takes them.
    The documents themselves go on as they are; those that cannot be cleaned are counted as failed.
    ``fields`` and ``options`` are those of ``ArticleCleaner``.
    """

    type = "CLEANER"
    name = "Segments"

    def __init__(
        self, folder: str, *, fields: Mapping[str, str] | None = None, **options: Any
    ) -> None:
        """Take the choices; nothing is read or written before the step runs.

        Raises SourceError for a field or kind that there is not.
        """
        super().__init__()
        self.folder = folder
        self.fields = {_TEXT: _TEXT, **(fields or {})}
        self.settings = Settings(**options)._replace(repairs=OFF, profile=None)
        guess_fields([*self.fields.values()], self.fields)
        clean("", kind=self.settings.kind)

    def run(self, data: Iterable[Any], rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Yield the documents as they are, in order.

        Raises OSError where nothing can be written.
        """
        folder = get_datafolder(self.folder)
        with folder.open(f"{rank:05d}{_SUFFIX}", "wb", compression="gzip") as out:
            for document in data:
                with self.track_time():
                    seen = self._seen(document)
                if seen is not None:
                    out.write(json.dumps(seen).encode() + b"\n")
                yield document

    def _seen(self, document: Any) -> Seen | None:
        columns = {**document.metadata, _TEXT: document.text}
        try:
            seen = view_of(columns, self.fields, self.settings)
        except Exception:  # one bad document must not end a run over millions
            self.stat_update("failed")
            return None
        self.stat_update("seen")
        return seen


class ProfileLearner(PipelineStep):  # type: ignore[misc]
    """Learns a profile from what ``SegmentCollector`` wrote; it runs as a single task.

    ``folder`` is that of the collector. The profile is written to ``profile``, a path, with its
    words beside it, and is the one that ``cleaner learn`` learns. ``rules`` are paths of further
    rules. Memory stays small: counts go to a temporary database beside the profile.
    """

    type = "CLEANER"
    name = "Profile"

    def __init__(self, folder: str, profile: str, *, rules: Iterable[str] = ()) -> None:
        """Take the choices; nothing is read or written before the step runs."""
        super().__init__()
        self.folder = folder
        self.profile = profile
        self.rules = tuple(rules)

    def run(self, data: Any = None, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Learn and write the profile; documents, if any, go on as they are.

        Raises ValueError where there are several tasks, OSError for files that cannot be read or
        written.
        """
        if world_size > 1:
            raise ValueError("a profile is learnt by a single task: set tasks=1")
        sites: Counter[str] = Counter()
        with self.track_time():
            place = Path(self.profile).parent
            place.mkdir(parents=True, exist_ok=True)
            profile = spool.learn(self._documents(sites), load_rules(*self.rules), place)
            save_profile(profile, self.profile)
        self.stat_update("segments", value=sum(map(len, profile.sites.values())))
        if not profile.sites:
            logger.warning(shortage(sites))
        yield from data or ()

    def _documents(self, sites: Counter[str]) -> Iterator[Seen]:
        folder = get_datafolder(self.folder)
        for path in folder.list_files(glob_pattern=f"*{_SUFFIX}"):
            with folder.open(path, "rb", compression="gzip") as file:
                for line in file:
                    site, titled, lines = json.loads(line)
                    sites[site] += 1
                    yield Seen(site, titled, tuple(lines))
