"""What is told while a run goes on: a bar on a terminal, or lines of JSON, or nothing."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any

TOLD = 20  # failures that are told one by one; all of them are in the list of failures
_EVERY = 1000  # documents between two lines of JSON


class Progress:
    """Counts for the eye: documents, megabytes a second, share removed and failures."""

    def __init__(self, *, quiet: bool, json_log: bool, say: Callable[[str], None]) -> None:
        """Show a bar if standard error is a terminal, unless ``quiet`` or asked for JSON."""
        self._json, self._say = json_log, say
        self._start = time.monotonic()
        self._bytes = self._characters = self._removed = 0
        self._documents = self._failed = 0
        self._bar: Any = None
        if not quiet and not json_log and sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(unit=" documents", dynamic_ncols=True)

    def told(self, event: str, sentence: str, **facts: Any) -> None:
        """Tell something that happened, as a sentence or as an event with facts."""
        if self._json:
            print(json.dumps({"event": event, **facts}), file=sys.stderr, flush=True)
        elif self._bar is not None:
            with self._bar.external_write_mode(file=sys.stderr):
                self._say(sentence)
        else:
            self._say(sentence)

    def failed(self, place: str, failure: Mapping[str, Any]) -> None:
        """Tell of a failure; of many only the first."""
        self._failed += 1
        if self._failed <= TOLD:
            self.told("failed", f"{place}: {failure['cause']}", **failure)
        elif self._failed == TOLD + 1:
            self.told("failures", "further failures are only listed", listed="failures.jsonl")

    def done(self, documents: int, size: int, tally: Mapping[str, Any]) -> None:
        """Count ``documents`` of ``size`` bytes more."""
        due = (self._documents + documents) // _EVERY > self._documents // _EVERY
        self._documents += documents
        self._bytes += size
        self._characters += tally["characters"]
        self._removed += tally["removed"]
        if self._bar is not None:
            shown = self._facts()
            self._bar.set_postfix_str(
                f"{shown['mb_per_second']} MB/s, {shown['removed']:.1%} removed, "
                f"{self._failed} failed",
                refresh=False,
            )
            self._bar.update(documents)
        elif self._json and due:
            self.told("progress", "", **self._facts())

    def _facts(self) -> dict[str, Any]:
        seconds = max(time.monotonic() - self._start, 0.001)
        return {
            "documents": self._documents,
            "mb_per_second": round(self._bytes / 1e6 / seconds, 2),
            "removed": round(self._removed / max(self._characters, 1), 4),
            "failed": self._failed,
        }

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.close()
