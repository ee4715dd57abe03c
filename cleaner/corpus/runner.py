"""Batches over processes: order kept, few in flight, and a fault costs one item.

A worker that dies, or has given no answer for a long while, takes its batch with it; the items of
that batch are then tried one by one, and the one at which it happens again is lost. The clock ends
workers and never shapes what one answers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from queue import SimpleQueue
from typing import Any, NamedTuple

from .hands import Hand, Lost, Work
from .rows import Row

SECONDS = 300.0  # without an answer, after which a worker is taken to be stuck
AHEAD = 4  # batches in flight for each worker
BATCH = 32  # documents a worker is sent at once
BATCH_BYTES = 1_000_000


class Batch(NamedTuple):
    """Items to be worked on together: ``work(job, items)``; ``head`` comes back with the answer."""

    head: Any
    job: Any = None
    items: Sequence[Any] = ()


def grouped(rows: Iterable[Row], most: int = BATCH) -> Iterator[tuple[Row, ...]]:
    """Rows in groups that are worth sending, of so many rows or bytes whatever the workers do."""
    group: list[Row] = []
    size = 0
    for row in rows:
        group.append(row)
        size += row.size
        if len(group) >= most or size >= BATCH_BYTES:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)


def bare(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Rows as a worker needs them."""
    return tuple(row._replace(carried=None) for row in rows)


def usable_cores() -> int:
    """The cores this process may use."""
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    batches: Iterable[Batch], work: Work, jobs: int, seconds: float = SECONDS
) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the head of every batch with its answers, in order.

    The answers are one for all the items or, after a fault, one for each of them; a batch without
    items has none and costs no worker a thing.
    """
    coming = iter(batches)
    first = list(islice(coming, jobs))
    hands = [Hand(work, seconds) for _ in range(max(1, sum(1 for b in first if b.items)))]
    idle: SimpleQueue[Hand] = SimpleQueue()
    for hand in hands:
        idle.put(hand)
    threads = ThreadPoolExecutor(len(hands))
    window: deque[tuple[Any, Future[list[Any]]]] = deque()
    try:
        for batch in chain(first, coming):
            window.append((batch.head, threads.submit(_answers, idle, batch)))
            while len(window) > AHEAD * jobs or (window and window[0][1].done()):
                head, future = window.popleft()
                yield head, future.result()
        for head, future in window:
            yield head, future.result()
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for hand in hands:
            hand.stop()
        threads.shutdown()
        for hand in hands:
            hand.close()


def _answers(idle: SimpleQueue[Hand], batch: Batch) -> list[Any]:
    """Ask a worker that has nothing to do; after a fault, item by item."""
    if not batch.items:
        return []
    hand = idle.get()
    try:
        answer = hand.ask(batch.job, batch.items)
        if not isinstance(answer, Lost) or len(batch.items) == 1:
            return [answer]
        return [hand.ask(batch.job, (item,)) for item in batch.items]
    finally:
        idle.put(hand)
