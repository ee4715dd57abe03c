"""Batches over processes: order, faults, and how much is in flight."""

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from cleaner.corpus import hands
from cleaner.corpus.hands import Lost
from cleaner.corpus.rows import Row
from cleaner.corpus.runner import AHEAD, Batch, bare, grouped, run


@pytest.fixture
def patience(monkeypatch, tmp_path):
    """Give up on a worker when it says that it hangs, however slow the machine is."""
    return give_up_on_request(monkeypatch, tmp_path)


def give_up_on_request(monkeypatch, folder):
    """Have a run wait for each worker until it answers, or puts its file into ``folder``."""

    def answered(process, line, _):
        while not line.poll(0.02):
            if Path(folder, f"{process.pid}.hangs").exists():
                return False
        return True

    monkeypatch.setattr(hands, "answered", answered)
    return folder


def hang(folder):
    """Say that this worker hangs, and do so until it is ended."""
    Path(folder, f"{os.getpid()}.hangs").touch()
    threading.Event().wait()


def work(job, items):
    """Items are numbers to be multiplied, or what happens to the worker."""
    for item in items:
        if item == "die":
            os._exit(3)
        elif item == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        elif isinstance(item, str) and item.startswith("hang "):
            hang(item.removeprefix("hang "))
        elif item == "raise":
            raise ZeroDivisionError("by zero")
    return [job * item for item in items]


def answers(batches, jobs):
    return list(run([Batch(i, 2, items) for i, items in enumerate(batches)], work, jobs))


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_come_in_order(jobs):
    batches = [tuple(range(n, n + 3)) for n in range(40)]
    assert answers(batches, jobs) == [
        (n, [[2 * i for i in batch]]) for n, batch in enumerate(batches)
    ]


def test_a_batch_without_items_is_passed_on_in_its_place():
    assert answers([(), (1,), (), (2,)], 2) == [(0, []), (1, [[2]]), (2, []), (3, [[4]])]
    assert answers([(), ()], 2) == [(0, []), (1, [])]
    assert answers([], 2) == []


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("die", "the worker died (exit code 3)"),
        ("killed", "the worker died (exit code -9)"),
        ("hang", "no answer within 300 seconds; the worker was ended"),
        ("raise", "unexpected ZeroDivisionError: by zero"),
    ],
)
def test_a_fault_costs_one_item(fault, cause, patience):
    fault = f"hang {patience}" if fault == "hang" else fault
    batches = [(1, 2), (3, fault, 4), (5, 6), (fault,), (7,)]
    assert answers(batches, 2) == [
        (0, [[2, 4]]),
        (1, [[6], Lost(cause), [8]]),
        (2, [[10, 12]]),
        (3, [Lost(cause)]),
        (4, [[14]]),
    ]


def test_a_worker_that_dies_again_and_again_costs_nothing_else():
    batches = [("die",), (1,), ("die", "killed"), (2,)] * 3
    died = [Lost("the worker died (exit code 3)"), Lost("the worker died (exit code -9)")]
    assert answers(batches, 1) == [
        (n, [died[:1], [[2]], died, [[4]]][n % 4]) for n in range(len(batches))
    ]


def test_a_run_that_is_left_ends_its_workers(tmp_path):
    batches = [Batch(0, 1, (1,)), *[Batch(n, 1, (f"hang {tmp_path}",)) for n in range(9)]]
    coming = run(batches, work, 2)
    assert next(coming) == (0, [[1]])
    children = multiprocessing.active_children()
    assert children
    coming.close()
    assert not any(child.is_alive() for child in children)


def test_an_item_that_cannot_be_sent_is_lost():
    assert answers([(1,), (2, lambda: 0)], 1)[0] == (0, [[2]])
    (_, (two, lost)) = answers([(1,), (2, lambda: 0)], 1)[1]
    assert two == [4]
    assert "pickle" in lost.cause.lower()


def test_no_more_is_read_ahead_than_workers_need():
    read = []

    def coming():
        for number in range(200):
            read.append(number)
            yield Batch(number, 1, (number,))

    for done, _ in run(coming(), work, 2):
        assert len(read) <= done + 2 * AHEAD + 2
    assert len(read) == 200


def test_rows_are_grouped_by_number_and_by_size():
    rows = [Row(i, b"", size) for i, size in enumerate([1] * 40 + [600_000] * 3 + [5_000_000, 1])]
    groups = list(grouped(rows))
    assert [row for group in groups for row in group] == rows
    assert [len(group) for group in groups] == [32, 10, 2, 1]
    assert [len(group) for group in grouped(rows[:5], 2)] == [2, 2, 1]
    assert bare([Row(1, b"a", 1, carried=object())]) == (Row(1, b"a", 1),)
