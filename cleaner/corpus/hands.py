"""A worker process on a line of its own: asked one thing at a time, and replaced when it fails.

Every worker has its own pipe and its own asker, so that it is always known what it was doing when
it died or fell silent.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing import connection
from typing import Any, NamedTuple

from ..files import cause_of

Work = Callable[[Any, Sequence[Any]], Any]
_PATIENCE = 5.0  # seconds a process is given to end by itself


def answered(process: Any, line: Any, seconds: float) -> bool:
    """Wait for what ``process`` answers on its line; tell whether it came within ``seconds``."""
    return bool(line.poll(seconds))


class Lost(NamedTuple):
    """An item without an answer, and why."""

    cause: str


class Hand:
    """A worker process, started when it is first asked, and anew after it has failed."""

    def __init__(self, work: Work, seconds: float) -> None:
        """``seconds`` are how long an answer may take."""
        self._work, self._seconds = work, seconds
        self._process: Any = None
        self._line: Any = None
        self._closed = False

    def ask(self, job: Any, items: Sequence[Any]) -> Any:
        """The answer to ``work(job, items)``, or why there is none."""
        if self._closed:
            return Lost("the run was ended")
        if self._process is None:
            self._start()
        try:
            self._line.send((job, items))
            if not answered(self._process, self._line, self._seconds):
                self._end(0)
                return Lost(f"no answer within {self._seconds:g} seconds; the worker was ended")
            return self._line.recv()
        except (EOFError, OSError):
            return Lost(f"the worker died (exit code {self._end(_PATIENCE)})")
        except Exception as fault:  # what cannot be sent
            return Lost(cause_of(fault))

    def _start(self) -> None:
        self._line, far = multiprocessing.Pipe()
        self._process = _context().Process(target=_serve, args=(far, self._work), daemon=True)
        self._process.start()
        far.close()

    def _end(self, patience: float) -> int | None:
        """End the process; return its exit code."""
        process, self._process = self._process, None
        process.join(patience)
        if process.is_alive():
            process.kill()
            process.join()
        self._line.close()
        code: int | None = process.exitcode
        return code

    def stop(self) -> None:
        """End the process while it may be being asked; whoever asks is told that it died."""
        self._closed = True
        if (process := self._process) is not None:
            process.kill()

    def close(self) -> None:
        """Put the process away once nobody asks it any more."""
        if self._process is not None:
            self._end(0)


@cache
def _context() -> Any:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{__package__}.work"])
    return context


def _serve(line: Any, work: Work) -> None:
    """Answer until the other end of the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    threading.Thread(target=_outlive_no_parent, daemon=True).start()
    while True:
        try:
            job, items = line.recv()
            answer = work(job, items)
        except EOFError:
            return
        except Exception as fault:
            answer = Lost(cause_of(fault))
        try:
            line.send(answer)
        except OSError:  # nobody asks any more
            return
        except Exception as fault:  # what cannot be sent
            line.send(Lost(cause_of(fault)))


def _outlive_no_parent() -> None:
    """End this process when the one that started it is gone, whatever it is doing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
