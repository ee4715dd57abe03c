"""Flattened articles with a label for every character, to fit on.

Records are JSON lines. ``lines`` hold ``text`` and ``label`` (``keep``, ``drop`` or ``drop:kind``;
anything else is not scored), ``spans`` hold ``start``, ``end`` and ``label`` of pieces inside
lines. A record may have ``publisher``, ``dataset`` and ``style``, or only ``text``: a clean
article.

Each document is also shown with its lines joined, as scrapers lose their breaks, with part and with
all of its boilerplate gone, and in pieces, as later rounds of the cleaner see it.
"""

from __future__ import annotations

import gzip
import json
import random
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

KEEP, DROP, OTHER = "keep", "drop", "other"
FOLDS = 3
NEWS = ("fundus", "scrapinghub", "hand")
STYLES_SEEN = 0.34  # of the documents in styles other than main
JOINTS = (" ", "", "   ")
GLUED = 0.7  # of the breaks of a document in which sentences are glued
WEB_JOINED = 0.25  # of the documents that are no news
CROPS = 3


class Labelled(NamedTuple):
    """A text, a label for each of its characters, and where it is from.

    ``weight`` is how much it counts beside others; ``whole`` tells whether nothing is gone.
    """

    text: str
    labels: tuple[str, ...]
    publisher: str
    news: bool
    weight: float = 1.0
    whole: bool = True

    @property
    def fold(self) -> int:
        """The fold of its publisher."""
        return zlib.crc32(self.publisher.encode()) % FOLDS


def read_texts(path: Path, styles: Sequence[str] = ()) -> Iterator[tuple[Labelled, bool]]:
    """The documents of a file, each with whether its breaks are whole: no noise inside lines.

    Of pages those in ``styles``, or all in style main and some of the others.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            style = record.get("style", "hand")
            rng = random.Random(zlib.crc32(f"{record['id']}{style}".encode()))  # noqa: S311
            if styles:
                wanted = style in styles
            else:
                wanted = style in ("main", "hand") or "blob" in record
                wanted = wanted or rng.random() < STYLES_SEEN
            if wanted:
                yield _labelled(record), not record.get("spans") and "blob" not in record


def _labelled(record: dict[str, Any]) -> Labelled:
    rows = record.get("lines") or [{"text": t, "label": KEEP} for t in record["text"].split("\n")]
    text = "\n".join(row["text"] for row in rows)
    labels: list[str] = []
    for row in rows:
        labels += [_plain(row["label"])] * len(row["text"]) + [KEEP]
    for span in record.get("spans", ()):
        label = _plain(span["label"])
        if label == DROP or span["label"].startswith("meta"):
            for i in range(span["start"], span["end"]):
                labels[i] = DROP if DROP in (label, labels[i]) else OTHER
    hand = "style" not in record
    news = record.get("dataset", "hand") in NEWS
    publisher = str(record.get("publisher") or record["id"])
    return Labelled(text, tuple(labels[:-1]), publisher, news, 3.0 if hand else 1.0 + news)


def _plain(label: str) -> str:
    kind = label.partition(":")[0]
    return KEEP if kind == "blank" else kind if kind in (KEEP, DROP) else OTHER


def views_of(document: Labelled, *, in_lines: bool) -> Iterator[Labelled]:
    """The document as it is, joined, thinned and in pieces; the same ones at every call."""
    rng = random.Random(zlib.crc32(document.text.encode("utf-8", "replace")))  # noqa: S311
    shown = [document]
    if in_lines and (document.news or rng.random() < WEB_JOINED):
        shown += [_joined(document, joint, rng) for joint in rng.sample(JOINTS, 1 + document.news)]
    for view in shown:
        yield view
        yield _thinned(view, rng.uniform(0.3, 0.9), rng)
        yield _thinned(view, 1.0, rng)
    for _ in range(CROPS):
        yield _cropped(document, rng)


def _lines(document: Labelled) -> Iterator[tuple[str, tuple[str, ...]]]:
    at = 0
    for line in document.text.split("\n"):
        bare = line.strip()
        if bare:
            start = at + line.index(bare)
            yield bare, document.labels[start : start + len(bare)]
        at += len(line) + 1


def _together(
    document: Labelled, parts: Sequence[tuple[str, tuple[str, ...]]], joints: Sequence[str]
) -> Labelled:
    text: list[str] = []
    labels: list[str] = []
    for i, (part, own) in enumerate(parts):
        joint = joints[i] if i else ""
        text += (joint, part)
        labels += [*[KEEP] * len(joint), *own]
    return document._replace(text="".join(text), labels=tuple(labels))


def _joined(document: Labelled, joint: str, rng: random.Random) -> Labelled:
    """The document in one line; where breaks are glued, some are a space all the same."""
    parts = list(_lines(document))
    joints = [joint if joint or rng.random() < GLUED else " " for _ in parts]
    return _together(document, parts, joints)


def _thinned(document: Labelled, share: float, rng: random.Random) -> Labelled:
    """The document with a share of its runs of boilerplate gone."""
    kept: list[int] = []
    start = 0
    text, labels = document.text, document.labels
    while start < len(text):
        end = start + 1
        while end < len(text) and labels[end] == labels[start] and text[end - 1] != "\n":
            end += 1
        if labels[start] != DROP or rng.random() >= share:
            kept += range(start, end)
        start = end
    return document._replace(
        text="".join(text[i] for i in kept),
        labels=tuple(labels[i] for i in kept),
        weight=document.weight * 0.4,
        whole=False,
    )


def _cropped(document: Labelled, rng: random.Random) -> Labelled:
    """Some lines of the article in a row and nothing else: a clean text that must stay."""
    body = [part for part in _lines(document) if KEEP in part[1] and DROP not in part[1]]
    size = rng.randint(2, 10)
    at = rng.randrange(max(1, len(body) - size))
    some = body[at : at + size]
    cropped = _together(document, some, ["\n"] * len(some))
    return cropped._replace(weight=document.weight, whole=False)
