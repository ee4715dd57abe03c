"""What is counted: words, shingles, fields and repairs.

``f1`` is that of the bags of lower-cased words (characters of scripts written without spaces),
``shingle_f1`` that of the mean precision and mean recall over four-word shingles, as the article
extraction benchmark of Scrapinghub has it; ``title`` and ``date`` are the shares that are right,
``authors`` their F1, where the record has them. Of a text, ``kept`` is the share of the article's
words that are still there, ``removed`` the share of all other words that are gone, ``harmed`` the
share of documents that lost a twentieth of the article or more. Of slips, ``recall`` is the share
put right, ``precision`` the share of all repairs that put one right, ``false_words`` and
``false_spaces`` the changes of letters and of white space alone made to 10,000 words of the clean
texts: real slips of those texts, or harm.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from labelled import Document, Pair
from peers import Found

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_PIECE = re.compile(r"\w+|\s|.", re.DOTALL)
_MARKS = str.maketrans("’‘“”–—", "''\"\"--")
FIELDS = ("title", "authors", "date")
SHINGLE = 4  # words
HARM = 0.95  # a document of whose article less is left is harmed


def f1(one: Counter[Any], other: Counter[Any]) -> float:
    """Of two bags; 1 when both are empty."""
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 1.0


def share(part: float, whole: float) -> float:
    """Part of whole; all of it where there is nothing."""
    return part / whole if whole else 1.0


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    count = max(1, len(words) - SHINGLE + 1)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(count))


def _folded(text: object) -> str:
    return " ".join(unicodedata.normalize("NFKC", str(text)).translate(_MARKS).casefold().split())


def counted(text: str, record: dict[str, Any]) -> str:
    """The part of a text that is counted: no headline first, no line that may stay or go."""
    lines = text.strip().split("\n")
    if lines and _folded(lines[0]) == _folded(record.get("title") or ""):
        del lines[0]
    optional = {_folded(line) for line in record.get("optional", ())}
    return "\n".join(line for line in lines if _folded(line) not in optional)


def of_document(document: Document, found: Found) -> Iterator[tuple[str, float]]:
    """The scores of one page or text by name."""
    record = document.record
    gold, text = (counted(t, record) for t in (document.expected, found.text))
    bag, got = _words(gold), _words(text)
    yield "f1", f1(got, bag)
    true, own = _shingles(gold), _shingles(text)
    common = (true & own).total()
    if own:
        yield "shingle_precision", common / own.total()
    if true:
        yield "shingle_recall", common / true.total()
    kept = share((got & bag).total(), bag.total())
    yield "kept", kept
    yield "harmed", float(kept < HARM)
    yield from _of_fields(record, found)


def noise_of(document: Document, found: Found) -> tuple[int, int]:
    """How many words that are not the article's a text has, and how many of them are left."""
    source, gold, got = (
        _words(counted(text, document.record))
        for text in (document.data.decode("utf-8", "replace"), document.expected, found.text)
    )
    noise = source - gold
    return noise.total(), ((got - gold) & noise).total()


def _of_fields(record: dict[str, Any], found: Found) -> Iterator[tuple[str, float]]:
    if title := record.get("title"):
        yield "title", float(_folded(found.title) == _folded(title))
    if date := record.get("date"):
        yield "date", float((found.date or "")[:10] == date[:10])
    if authors := record.get("authors"):
        yield (
            "authors",
            f1(Counter(set(map(_folded, found.authors))), Counter(map(_folded, authors))),
        )


def means(rows: Iterable[Iterable[tuple[str, float]]]) -> dict[str, float]:
    """The mean of every score over the documents that have it."""
    values: dict[str, list[float]] = {}
    for row in rows:
        for name, value in row:
            values.setdefault(name, []).append(value)
    found = {name: round(statistics.mean(each), 4) for name, each in values.items()}
    precision, recall = (found.pop(f"shingle_{n}", 0.0) for n in ("precision", "recall"))
    if precision + recall:
        found["shingle_f1"] = round(2 * precision * recall / (precision + recall), 4)
    return found


# ---- slips

Change = tuple[int, int, str]


def changes(old: str, new: str) -> set[Change]:
    """What was changed: start and end in the old text, and what stands there now."""
    if old == new:
        return set()
    ours, theirs = old.split("\n"), new.split("\n")
    if len(ours) != len(theirs):
        return _changes(old, new, 0)
    found: set[Change] = set()
    at = 0
    for one, other in zip(ours, theirs, strict=True):
        found |= _changes(one, other, at)
        at += len(one) + 1
    return found


def _changes(old: str, new: str, at: int) -> set[Change]:
    if old == new:
        return set()
    one, other = _PIECE.findall(old), _PIECE.findall(new)
    starts = [at]
    for piece in one:
        starts.append(starts[-1] + len(piece))
    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return {
        (starts[i], starts[j], "".join(other[k:m])) for tag, i, j, k, m in codes if tag != "equal"
    }


def of_pairs(pairs: Sequence[Pair], repaired: Sequence[tuple[str, str]]) -> dict[str, float]:
    """The scores of repairs; ``repaired`` has the outcome of the noisy and of the clean text."""
    wanted = made = right = words = 0
    false: Counter[bool] = Counter()
    for pair, (noisy, clean) in zip(pairs, repaired, strict=True):
        wish, got = changes(pair.noisy, pair.clean), changes(pair.noisy, noisy)
        own = changes(pair.clean, clean)
        wanted += len(wish)
        right += len(wish & got)
        made += max(len(wish & got), len(got) - len(own))
        false += Counter(_is_spacing(pair.clean, change) for change in own)
        words += len(pair.clean.split())
    return {
        "recall": round(share(right, wanted), 4),
        "precision": round(share(right, made), 4),
        "false_words": round(10_000 * false[False] / max(1, words), 2),
        "false_spaces": round(10_000 * false[True] / max(1, words), 2),
    }


def _is_spacing(text: str, change: Change) -> bool:
    start, end, new = change
    return "".join(text[start:end].split()) == "".join(new.split())
