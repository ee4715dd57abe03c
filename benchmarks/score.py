"""Quality and cost of cleaner and other systems on labelled folders, in one run.

    python benchmarks/score.py [FOLDER ...] [--rounds 3] [--out benchmarks/results]

``labelled.py`` says what a folder holds; without one it is ``fixtures/``. Each system runs in a
process of its own, started anew for every round, and all are given a handful of documents in turn,
so that they meet the same load and none meets a document twice. Times are CPU seconds of these
processes, the median of the rounds: of a document, and of a start all that was spent until the
first document was done. What is not installed is left out and named;
``pip install '.[bench]'`` brings all of it. Writes ``results.json``, ``results.md`` and
``results.svg`` into the folder ``--out``; ``measures.py`` says what the scores are.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from labelled import KINDS, TEXTS, TYPOS, Document, Pair, documents, pairs
from measures import FIELDS, means, noise_of, of_document, of_pairs, share
from peers import PARSE, PEERS, REFERENCES, Found
from plot import plot
from table import tables
from worker import Order, Start, Worker

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
HANDFUL = 10  # documents that a system is given before the next one's turn
Labelled = Sequence[Document] | Sequence[Pair]


class Ran(NamedTuple):
    """What a system found in every document of a kind, its CPU seconds by round, and its starts."""

    found: list[Found]
    seconds: list[list[float]]
    starts: list[Start]
    megabytes: float


def order_of(items: Labelled) -> Order:
    """What is asked about labelled documents: of a pair both of its texts."""
    order = []
    for item in items:
        if isinstance(item, Document):
            order.append((item.data, item.record))
        else:
            record = {"language": item.language} if item.language else {}
            order += [(item.noisy.encode(), record), (item.clean.encode(), record)]
    return order


def run(names: Sequence[str], kind: str, order: Order, rounds: int) -> dict[str, Ran]:
    """Every system on every document, a handful in turn, each round in new processes."""
    ran = {name: Ran([], [], [], 0.0) for name in names}
    for number in range(rounds):
        with ExitStack() as stack:
            workers = [stack.enter_context(Worker(name, kind)) for name in names]
            for worker in workers:
                ran[worker.name].starts.append(worker.start(order[:1]))
                ran[worker.name].seconds.append([])
            for at in range(0, len(order) if workers else 0, HANDFUL):
                first = at // HANDFUL % len(workers)
                for worker in (*workers[first:], *workers[:first]):
                    _take(ran[worker.name], worker.ask(order[at : at + HANDFUL]), number)
            for worker in workers:
                ran[worker.name] = ran[worker.name]._replace(megabytes=worker.spent().megabytes)
        print(f"{kind}: round {number + 1} of {rounds}", file=sys.stderr)
    return ran


def _take(ran: Ran, answers: Sequence[tuple[Found, float]], number: int) -> None:
    for found, seconds in answers:
        ran.seconds[number].append(seconds)
        if not number:
            ran.found.append(found)


def cost(ran: Ran, order: Order) -> dict[str, float]:
    """Milliseconds of CPU a document, documents and MB a second of CPU, and memory at the end."""
    each = sorted(statistics.median(times) for times in zip(*ran.seconds, strict=True))
    whole = max(sum(each), 1e-9)
    return {
        "ms_median": round(1000 * statistics.median(each), 3),
        "ms_p95": round(1000 * each[min(len(each) - 1, int(0.95 * len(each)))], 3),
        "documents_per_second": round(len(each) / whole, 1),
        "mb_per_second": round(sum(len(data) for data, _ in order) / 1e6 / whole, 2),
        "start_seconds": round(statistics.median(start.seconds for start in ran.starts), 3),
        "mb_after": round(statistics.median(start.megabytes for start in ran.starts), 1),
        "mb_end": round(ran.megabytes, 1),
    }


def quality(kind: str, items: Labelled, found: Sequence[Found]) -> dict[str, float]:
    """The scores of what a system found."""
    if kind == TYPOS:
        slips = [item for item in items if isinstance(item, Pair)]
        texts = [each.text for each in found]
        return of_pairs(slips, list(zip(texts[::2], texts[1::2], strict=True)))
    labelled = [item for item in items if isinstance(item, Document)]
    both = list(zip(labelled, found, strict=True))
    scores = means(of_document(*each) for each in both)
    for field in FIELDS:
        if not any(getattr(each, field) for each in found):
            scores.pop(field, None)
    if kind == TEXTS:
        noise = [noise_of(*each) for each in both]
        left = share(sum(left for _, left in noise), sum(all_ for all_, _ in noise))
        scores["removed"] = round(1 - left, 4)
    return scores


def measured(kind: str, items: Labelled, names: Sequence[str], rounds: int) -> dict[str, Any]:
    """Scores, costs and starts of the systems on one kind of documents."""
    order = order_of(items)
    ran = run([name for name in names if callable(PEERS[name].kinds[kind])], kind, order, rounds)
    for name, each in ran.items():
        if faults := [found.fault for found in each.found if found.fault]:
            print(f"{name}: {len(faults)} failed, first {faults[0]}", file=sys.stderr)
    costs = {name: cost(each, order) for name, each in ran.items()}
    unit = costs.get(REFERENCES[kind], {}).get("ms_median")
    for figures in costs.values():
        if unit:
            figures["times"] = round(figures["ms_median"] / unit, 2)
    return {
        name: ({} if name == PARSE else quality(kind, items, each.found))
        | {"failed": sum(found.fault is not None for found in each.found)}
        | costs[name]
        for name, each in ran.items()
    }


def installed(only: Sequence[str] | None) -> tuple[dict[str, str | None], dict[str, str]]:
    """Versions of the systems that can be run, and why the others cannot."""
    versions: dict[str, str | None] = {}
    missing: dict[str, str] = {}
    for name, peer in PEERS.items():
        if only and name not in only:
            continue
        try:
            make = next(make for make in peer.kinds.values() if callable(make))
            make()
            versions[name] = metadata.version(peer.package) if peer.package else None
        except (ImportError, metadata.PackageNotFoundError) as fault:
            missing[name] = str(fault)
    return versions, missing


def data_in(folders: Sequence[Path]) -> Iterator[tuple[str, str, Labelled]]:
    """Kind, name of the folder and documents, of all there are."""
    for kind in KINDS:
        for folder in folders:
            items = list(pairs(folder)) if kind == TYPOS else list(documents(folder, kind))
            if items:
                yield kind, folder.resolve().name, items


def main() -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[FIXTURES])
    parser.add_argument("--out", type=Path, default=Path("results"), help="a folder")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=list(PEERS), help="(repeatable)")
    options = parser.parse_args()
    versions, missing = installed(options.only)
    if not versions:
        parser.error(f"not installed: {', '.join(missing)}")
    results = {
        "python": platform.python_version(),
        "rounds": options.rounds,
        "versions": versions,
        "missing": missing,
        "measured": [
            {
                "kind": kind,
                "folder": folder,
                "documents": len(items),
                "systems": measured(kind, items, list(versions), options.rounds),
            }
            for kind, folder, items in data_in(options.folders)
        ],
    }
    options.out.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("results.json", json.dumps(results, indent=1, ensure_ascii=False) + "\n"),
        ("results.md", tables(results)),
        ("results.svg", plot(results)),
    ):
        (options.out / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
