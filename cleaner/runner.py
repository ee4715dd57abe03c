"""Batches over processes: order kept, few in flight, and a fault costs one item.

A worker that dies, or has given no answer for a long while, takes its batch with it; the items of
that batch are then tried one by one, and the one at which it happens again is lost. The clock ends
workers and never shapes what one answers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as FutureTimeoutError
from itertools import chain, islice
from typing import Any, NamedTuple

from pebble import ProcessExpired, ProcessPool

from .files import cause_of
from .tables import Row

SECONDS = 300.0  # without an answer, after which a worker is taken to be stuck
AHEAD = 4  # batches in flight for each worker
BATCH = 32  # documents a worker is sent at once
BATCH_BYTES = 1_000_000


class Lost(NamedTuple):
    """An item without an answer, and why."""

    cause: str


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
    batches: Iterable[Batch],
    work: Callable[[Any, Sequence[Any]], Any],
    jobs: int,
    seconds: float = SECONDS,
) -> Iterator[tuple[Any, list[Any]]]:
    """Yield the head of every batch with its answers, in order.

    The answers are one for all the items or, after a fault, one for each of them; a batch without
    items has none and costs no worker a thing.
    """
    coming = iter(batches)
    first = list(islice(coming, jobs))
    pool: Any = _pool(max(1, sum(1 for batch in first if batch.items)))
    window: deque[tuple[Batch, Any]] = deque()
    try:
        for batch in chain(first, coming):
            window.append((batch, _asked(pool, work, batch, seconds)))
            while len(window) > AHEAD * jobs or (window and _ready(window[0][1])):
                yield _answered(pool, work, *window.popleft(), seconds)
        while window:
            yield _answered(pool, work, *window.popleft(), seconds)
        pool.close()
    finally:
        pool.stop()
        pool.join()


def _ready(future: Any) -> bool:
    return future is None or future.done()


def _pool(jobs: int) -> ProcessPool:
    import multiprocessing

    if "forkserver" in multiprocessing.get_all_start_methods():
        context: Any = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([f"{__package__}.work"])
    else:
        context = multiprocessing.get_context("spawn")
    return ProcessPool(jobs, context=context)


def _asked(pool: ProcessPool, work: Callable[..., Any], batch: Batch, seconds: float) -> Any:
    if not batch.items:
        return None
    return pool.schedule(work, args=(batch.job, batch.items), timeout=seconds)


def _answered(
    pool: ProcessPool, work: Callable[..., Any], batch: Batch, future: Any, seconds: float
) -> tuple[Any, list[Any]]:
    if future is None:
        return batch.head, []
    answer = _waited(future, seconds)
    if not isinstance(answer, Lost) or len(batch.items) == 1:
        return batch.head, [answer]
    alone = [batch._replace(items=(item,)) for item in batch.items]
    return batch.head, [_waited(_asked(pool, work, one, seconds), seconds) for one in alone]


def _waited(future: Any, seconds: float) -> Any:
    try:
        return future.result()
    except FutureTimeoutError:
        return Lost(f"no answer within {seconds:g} seconds; the worker was ended")
    except ProcessExpired as fault:
        return Lost(f"the worker died (exit code {fault.exitcode})")
    except Exception as fault:  # what cannot be sent, among others
        return Lost(cause_of(fault))
