"""What a report shows of each document, and of each rule, as plain data for its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from ..records import rule_page
from ..rules.ruleset import Rules
from ..trail import pieces
from ..types import UNSURE, Edit
from .cleaned import Document, is_share
from .overview import Facts, Overview

# what is told of a document beside its text, in this order
_FIELDS = """
    title standfirst authors editors date updated place site section language tags captions url
    canonical image free live page encoding reason confidence""".split()
_DOUBTS = 12  # of a document, at most
_CLIP = 300  # characters of such a block
Numbers = dict[str, int]  # of rules: a page names each but once


class View(NamedTuple):
    """A document on the page: its row in the table, and what is shown when it is opened."""

    row: dict[str, Any]
    body: dict[str, Any]
    facts: Facts


def view(document: Document, numbers: Numbers) -> View:
    """What is shown of a document; rules that are new get the next of the ``numbers``."""
    values, edits = document.values, document.edits
    removed = sum(len(edit.old) for edit in edits if not edit.new)
    size = len(values["text"]) + sum(len(edit.old) - len(edit.new) for edit in edits)
    facts = Facts(size, removed, _sure(values), document.site, _words(values.get("reason")))
    seen = [edit for edit in edits if not edit.rule.startswith("layout.")]
    used: dict[int, int] = {}
    for edit in edits:
        number = numbers.setdefault(edit.rule, len(numbers))
        used[number] = used.get(number, 0) + 1
    row = {
        "name": document.name,
        "place": document.place,
        "title": _words(values.get("title")) or "",
        "site": document.site or "",
        "size": size,
        "removed": removed,
        "confidence": facts.confidence,
        "cuts": sum(not edit.new for edit in seen),
        "repairs": sum(bool(edit.new) for edit in seen),
        "reason": facts.reason or "",
        "rules": [list(pair) for pair in used.items()],
    }
    body = {
        "pieces": list(_pieces(values["text"], edits, numbers)),
        "fields": list(_fields(values)),
        "suggestions": [list(item) for item in _suggestions(values)],
        "doubts": _doubts(values),
    }
    return View(row, body, facts)


def _sure(values: Mapping[str, Any]) -> float:
    value = values.get("confidence")
    return float(value) if is_share(value) else 1.0  # type: ignore[arg-type]


def _words(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _pieces(text: str, edits: Sequence[Edit], numbers: Numbers) -> Iterator[Any]:
    """The input from start to end: what was kept as text, each edit as a list."""
    for piece in pieces(text, edits):
        if isinstance(piece, Edit):
            _, _, old, new, rule, evidence, sure = piece
            yield [numbers[rule], old, new, evidence, sure]
        else:
            yield piece


def _fields(values: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Each field that has a value: its name, the values, and rule and words it came from."""
    told: dict[str, list[list[str]]] = {}
    for origin in _dicts(values.get("origins")):
        source = [str(origin.get("rule", "")), str(origin.get("text", ""))]
        told.setdefault(str(origin.get("field")), []).append(source)
    for name in _FIELDS:
        value = values.get(name)
        if value in (None, "", False) or (isinstance(value, list | tuple) and not value):
            continue
        shown = value if isinstance(value, list | tuple) else [value]
        yield [name, [str(item) for item in shown], told.get(name, [])]


def _suggestions(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for item in _dicts(values.get("suggestions")):
        yield tuple(str(item.get(key, "")) for key in ("old", "new", "rule", "evidence"))  # type: ignore[misc]


def _doubts(values: Mapping[str, Any]) -> list[list[Any]]:
    """The blocks that stayed with least confidence, each after it, the least sure first."""
    blocks, sure = values["text"].split("\n\n"), values.get("confidences")
    if (
        not isinstance(sure, list | tuple)
        or len(sure) != len(blocks)
        or not all(map(is_share, sure))
    ):
        return []
    found = sorted((one, i) for i, one in enumerate(sure) if one < UNSURE)
    return [[one, _clipped(blocks[i])] for one, i in found[:_DOUBTS]]


def _clipped(text: str) -> str:
    return text if len(text) <= _CLIP else f"{text[:_CLIP]}…"


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    found = value if isinstance(value, list | tuple) else ()
    return [item for item in found if isinstance(item, Mapping)]


def rule_views(
    numbers: Numbers, families: Sequence[str], overview: Overview, rules: Rules
) -> list[dict[str, Any]]:
    """What is said of each rule that was used, by its number, as ``cleaner rules NAME`` says it."""
    found = []
    for name in sorted(numbers, key=numbers.__getitem__):
        rule = rules.by_name.get(name)
        lines = list(rule_page(rule))[1:] if rule else []
        found.append(
            {
                "name": name,
                "family": families.index(name.partition(".")[0]),
                "file": PurePath(rule.file).name if rule else "",
                "told": [list(line.partition(": ")[::2]) for line in lines],
                "edits": overview.rules[name],
                "documents": overview.spread[name],
            }
        )
    return found
