"""One system in a process of its own, asked over its standard streams.

The order is pickled pairs of the document and its record; the answer, for each document of it,
what was found and the CPU seconds it took. The first answer tells what starting took.
"""

from __future__ import annotations

import gc
import logging
import os
import pickle
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Self

from peers import PEERS, Found, Run

Order = Sequence[tuple[bytes, dict[str, Any]]]


class Start(NamedTuple):
    """What it took until the first document was done: CPU seconds and MB; the most MB so far."""

    seconds: float
    megabytes: float


class Worker:
    """A system that runs elsewhere; close it, or use it as a context."""

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        argv = [sys.executable, __file__, name, kind]
        self._child = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def ask(self, order: Order) -> list[tuple[Found, float]]:
        """What was found in each document, and the CPU seconds it took."""
        answer: list[tuple[Found, float]] = self._answer(order)
        return answer

    def start(self, order: Order) -> Start:
        """Do a first document and tell what it took from the start of the process."""
        self.ask(order)
        return self.spent()

    def spent(self) -> Start:
        """The CPU seconds and the MB of the process so far."""
        return Start(*self._answer(None))

    def _answer(self, order: Order | None) -> Any:
        pipes = self._child
        if pipes.stdin is None or pipes.stdout is None:
            raise ValueError("closed")
        pickle.dump(order, pipes.stdin)
        pipes.stdin.flush()
        return pickle.load(pipes.stdout)  # noqa: S301 - our own process

    def close(self) -> None:
        """End the process."""
        self._child.communicate()


def answer(run: Run, order: Order) -> list[tuple[Found, float]]:
    """Run the documents of an order one by one."""
    answers = []
    gc.collect()
    for data, record in order:
        start = time.process_time()
        try:
            found = run(data, record)
        except Exception as fault:
            found = Found("", fault=repr(fault))
        answers.append((found, time.process_time() - start))
    return answers


def resident() -> float:
    """The memory this process holds, in MB (Linux), or the most it has held."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def main() -> int:
    """Answer until there are no more orders."""
    name, kind = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    answers: BinaryIO = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a system prints is no answer
    make = PEERS[name].kinds[kind]
    if isinstance(make, str):
        raise SystemExit(make)
    run = make()
    while True:
        try:
            order = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this
        except EOFError:
            return 0
        told = (time.process_time(), resident()) if order is None else answer(run, order)
        pickle.dump(told, answers)
        answers.flush()


if __name__ == "__main__":
    sys.exit(main())
