"""How much of a corpus recurs on its sites, told from a sample of its clean documents.

The sample are the documents with the least numbers. A number is the hash of a document, so the
sample is the same in whatever order documents come and however the corpus was cut up, and of
copies one is in it.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from ..lines import Shape, shapes_of
from ..profile import UNNAMED, Learnt
from ..records import plural
from ..rules.ruleset import Rules
from ..types import Article
from .learning import FEWEST, HOLD, Seen, key_of, viewed

SAMPLED = 128  # documents
LONGEST = 10_000  # characters of one
WORDS = 3  # of a segment that recurs; shorter ones are names as often
SHARE = 20  # of so many sampled documents of its site one holds what recurs
Sample = list[list[Any]]  # number, site, whether the headline stands first, packed text


def sample_of(article: Article, site: str | None) -> Sample:
    """The sample of one document, empty when it has no text or is very long."""
    if not 0 < len(article.text) <= LONGEST:
        return []
    data = article.text.encode("utf-8", "surrogatepass")
    titled = article.text.partition("\n\n")[0] == article.title
    whose = (site or UNNAMED).encode("utf-8", "surrogatepass")
    number = blake2b(b"%b\n%d\n%b" % (whose, titled, data), digest_size=8).hexdigest()
    return [[number, site or UNNAMED, titled, b64encode(zlib.compress(data, 1)).decode()]]


def joined(first: Sample, second: Sample) -> Sample:
    """The sample of both."""
    found = {row[0]: row for row in (*first, *second)}
    return [found[number] for number in sorted(found)[:SAMPLED]]


def recurrence(sample: Sample, rules: Rules, folder: Path | None) -> Mapping[str, int]:
    """Count the characters of a sample that recur, and those that a profile of it would name.

    Sites with few documents in the sample are left out: ``documents`` and ``sites`` say how many
    were looked at. ``folder`` is for what is temporary, the system's own without it.
    """
    # imported here: it is for the end of a run, and workers that count need no database
    from . import spool

    counts = Counter(row[1] for row in sample)
    seen = [_unpacked(row, rules) for row in sample if counts[row[1]] >= FEWEST]
    sites = Counter(document.site for document in seen)
    learnt = spool.learn(seen, rules, folder) if seen else None
    held = Counter((document.site, key) for document in seen for key in _keys(document))
    told = Counter(characters=0, recurring=0, learnable=0)
    for document in seen:
        known = learnt.of(document.site) if learnt else None
        for line, shape in zip(document.lines, shapes_of(document.lines), strict=True):
            count = held[document.site, key_of(line)]
            recurs = count >= HOLD and count * SHARE >= sites[document.site]
            told["characters"] += len(line)
            told["recurring"] += len(line) if recurs and shape.size >= WORDS else 0
            told["learnable"] += _named(shape, known) if known else 0
    return {"documents": len(seen), "sites": len(sites), **told}


def _unpacked(row: list[Any], rules: Rules) -> Seen:
    _, site, titled, packed = row
    text = zlib.decompress(b64decode(packed)).decode("utf-8", "surrogatepass")
    return viewed(text, site, rules, titled=titled)


def _keys(document: Seen) -> set[int]:
    return set(map(key_of, document.lines))


def _named(shape: Shape, learnt: Learnt) -> int:
    """How many characters of a segment entries name: all, what it opens with, what it ends with."""
    if learnt.names(shape):
        return len(shape.text)
    return max(learnt.opening(shape.text), learnt.closing(shape.text))


def in_words(told: Mapping[str, int]) -> Iterator[str]:
    """What was counted, in a sentence; nothing where no site had enough documents."""
    if not told["documents"]:
        return
    size = max(told["characters"], 1)
    recurring, learnable = (told[name] / size for name in ("recurring", "learnable"))
    documents, sites = plural(told["documents"], "document"), plural(told["sites"], "site")
    yield (
        f"{recurring:.1%} of the text that stays recurs on its site, and learning would take "
        f"{learnable:.1%}: told from {documents} of {sites}"
    )
