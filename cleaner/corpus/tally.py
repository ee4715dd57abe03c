"""What is counted over a corpus: plain data that can be added up in any grouping.

A tally of a batch, of a part or of a whole corpus has the same shape. Adding keeps the order of
documents, so first examples, and ties among the documents to look at, come out the same however
the corpus was cut up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..types import Article
from .recurring import joined, sample_of

EXAMPLES = 3
WORTH_A_LOOK = 10  # documents
SITES = 10_000  # told apart; the documents of further ones are counted together
OTHERS = "(other sites)"
_CLIP = 80  # characters of an example
Tally = dict[str, Any]


def empty() -> Tally:
    """The tally of nothing."""
    return {
        "documents": 0,
        "characters": 0,
        "removed": 0,
        "removals": {},
        "repairs": {},
        "reasons": {},
        "sites": {},
        "doubtful": [],
        "largest": [],
        "sample": [],
    }


def tally_of(
    article: Article, place: Mapping[str, Any], site: str | None, learner: str | None = None
) -> Tally:
    """The tally of one document: of ``site``, which may be told by the text, for its counts.

    ``learner`` is the site that ``learn`` knows it by, and None for none.
    """
    removals: dict[str, list[Any]] = {}
    repairs: dict[str, list[Any]] = {}
    size, gone = len(article.text), 0
    for edit in article.edits:
        size += len(edit.old) - len(edit.new)
        if edit.new:
            shown = f"{_clipped(edit.old)} -> {_clipped(edit.new)}"
            _add(repairs, edit.rule, [1, [shown]])
        else:
            gone += len(edit.old)
            _add(removals, edit.rule, [1, len(edit.old), [_clipped(edit.old)]])
    return {
        "documents": 1,
        "characters": size,
        "removed": gone,
        "removals": removals,
        "repairs": repairs,
        "reasons": {article.reason: [1]} if article.reason else {},
        "sites": {site or "(none)": [1, size, gone]},
        "doubtful": [[article.confidence, dict(place)]],
        "largest": [[gone, dict(place)]],
        "sample": sample_of(article, learner),
    }


def _clipped(text: str) -> str:
    short = text if len(text) <= _CLIP else f"{text[:_CLIP]}…"
    return short.encode("utf-8", "backslashreplace").decode()


def added_up(tallies: Iterable[Tally]) -> Tally:
    """One tally for all, in order."""
    total = empty()
    for tally in tallies:
        for name in ("documents", "characters", "removed"):
            total[name] += tally[name]
        for name in ("removals", "repairs", "reasons"):
            for key, counts in tally[name].items():
                _add(total[name], key, counts)
        for site, counts in tally["sites"].items():
            known = site in total["sites"] or len(total["sites"]) < SITES
            _add(total["sites"], site if known else OTHERS, counts)
        # sorted is stable: of equals the first stays
        doubtful = sorted([*total["doubtful"], *tally["doubtful"]], key=lambda pair: pair[0])
        largest = sorted([*total["largest"], *tally["largest"]], key=lambda pair: -pair[0])
        total["doubtful"] = doubtful[:WORTH_A_LOOK]
        total["largest"] = largest[:WORTH_A_LOOK]
        total["sample"] = joined(total["sample"], tally["sample"])
    return total


def _add(counts: dict[str, list[Any]], key: str, more: list[Any]) -> None:
    """Add counts of one key: numbers are summed, of lists the first few different ones stay."""
    if (known := counts.get(key)) is None:
        counts[key] = [list(item) if isinstance(item, list) else item for item in more]
        return
    for i, item in enumerate(more):
        if not isinstance(item, list):
            known[i] += item
        elif len(known[i]) < EXAMPLES:
            known[i] = list(dict.fromkeys([*known[i], *item]))[:EXAMPLES]
