"""The results of ``score.py`` as Markdown tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from labelled import KINDS, PAGES, TEXTS, TYPOS
from peers import PEERS, REFERENCES

_COST = {"ms_median": "ms, median", "ms_p95": "ms, p95", "times": "times {}"}
COLUMNS = {
    PAGES: {
        "f1": "word F1",
        "shingle_f1": "shingle F1",
        "title": "title",
        "authors": "authors",
        "date": "date",
        **_COST,
    },
    TEXTS: {
        "f1": "word F1",
        "removed": "noise removed",
        "kept": "article kept",
        "harmed": "harmed",
        **_COST,
    },
    TYPOS: {
        "recall": "slips repaired",
        "precision": "repairs right",
        "false_words": "words changed of 10,000 clean ones",
        "false_spaces": "spaces changed among these",
        **_COST,
    },
}
_SPEED = ("documents_per_second", "mb_per_second")
_COUNTS = ("false_words", "false_spaces", "ms_median", "ms_p95", "times", *_SPEED)


def tables(results: dict[str, Any]) -> str:
    """All tables: each kind and folder, then batches and starts, then versions."""
    parts = [_scores(part) for part in results["measured"]]
    return "\n\n".join([*parts, _batches(results["measured"]), _versions(results)]) + "\n"


def _scores(part: dict[str, Any]) -> str:
    kind = part["kind"]
    head = {name: word.format(REFERENCES[kind]) for name, word in COLUMNS[kind].items()}
    rows = [
        [name, *(_cell(column, found.get(column)) for column in head)]
        for name, found in part["systems"].items()
    ]
    blank: dict[str, list[str]] = {}
    for name, peer in PEERS.items():
        if isinstance(reason := peer.kinds[kind], str):
            blank.setdefault(reason, []).append(name)
    told = "; ".join(f"{', '.join(names)} ({reason})" for reason, names in blank.items())
    failed = {name: each["failed"] for name, each in part["systems"].items() if each["failed"]}
    if failed:
        told += f". Failed: {', '.join(f'{name} on {count}' for name, count in failed.items())}"
    title = f"{part['documents']} {kind}, {part['folder']}"
    return f"{_grid([title, *head.values()], rows)}\n\nLeft blank: {told}."


def _cell(column: str, value: float | None) -> str:
    if value is None:
        return ""
    if column in _COUNTS:
        return (
            f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
        )
    return f"{value:.3f}".removeprefix("0")


def _batches(measured: Sequence[dict[str, Any]]) -> str:
    """Documents and MB a second, and what starting takes, of the first folder of each kind."""
    first = {part["kind"]: part for part in reversed(measured)}
    kinds = [kind for kind in KINDS if kind in first]
    head = ["batches and starts"]
    for kind in kinds:
        head += [f"{kind} a second", "MB a second"]
    head += ["start, seconds", "MB after it", "MB at the end"]
    rows = []
    for name in PEERS:
        found = {kind: first[kind]["systems"].get(name, {}) for kind in kinds}
        row = [name]
        for kind in kinds:
            row += [_cell(c, found[kind].get(c)) for c in _SPEED]
        if ran := next(filter(None, found.values()), None):
            row += [f"{ran['start_seconds']:.2f}", f"{ran['mb_after']:.0f}", f"{ran['mb_end']:.0f}"]
            rows.append(row)
    return _grid(head, rows)


def _versions(results: dict[str, Any]) -> str:
    told = ", ".join(f"{name} {found}" for name, found in results["versions"].items() if found)
    missing = results["missing"]
    absent = f" Not installed: {', '.join(missing)}." if missing else ""
    return f"Python {results['python']}, {told}; rounds: {results['rounds']}.{absent}"


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)
