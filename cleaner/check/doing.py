"""The inputs of ``check`` and ``fix`` one by one, or by several processes, in their order."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .. import files
from ..files import STDIN, Source
from ..types import Edit
from .inplace import checked, fixed
from .project import Held, Project, project_of
from .spots import Failure, Found, Spot

CHECK, FIX, DIFF = "check", "fix", "diff"
_ABOUT = 8  # inputs a worker checks at once; it fixes one by one, so that none is counted twice
# seconds, about as long as a system can wait: no clock decides what is found in a long table
_LONG = 20 * 86_400.0


class Task(NamedTuple):
    """What is to be done: ``check``, ``fix`` or ``diff``, and by which options of the command.

    Paths are seen from ``folder``. ``listing`` tells that what ``fix`` leaves, and pages, are to
    be told too, ``weigh`` that it is to be told how sure each text would come out right.
    """

    does: str
    options: Mapping[str, Any]
    folder: str
    listing: bool = False
    weigh: bool = False


class Done(NamedTuple):
    """What became of an input: what was found, what is left after a fix, the lines of a diff."""

    source: Source
    found: Found
    left: Sequence[Spot] = ()
    diff: Sequence[str] = ()


def each_done(task: Task, project: Project, sources: Sequence[Source], jobs: int) -> Iterator[Done]:
    """Do the task with every input and yield what became of it, in order."""
    if jobs <= 1 or len(sources) < 2 or STDIN in sources:
        for source in sources:
            yield _done(task, project, source)
        return
    # imported here: most runs need no other process
    from ..corpus.hands import Lost
    from ..corpus.runner import Batch, run

    size = _ABOUT if task.does == CHECK else 1
    groups = (tuple(sources[at : at + size]) for at in range(0, len(sources), size))
    batches = (Batch(group, task, group) for group in groups)
    for group, answers in run(batches, work, jobs, _LONG):
        for at, answer in enumerate(answers):
            if isinstance(answer, Lost):
                failure = Failure(str(group[at].path), answer.cause)
                yield Done(group[at], Found([], [failure]))
            else:
                yield from answer


def work(task: Task, sources: Sequence[Source]) -> list[Done]:
    """Do the task in a worker process."""
    os.chdir(task.folder)  # workers may have been started from elsewhere
    told = repr((task.folder, sorted(task.options.items())))
    if told not in _projects:
        _projects[told] = project_of(argparse.Namespace(**task.options))
    return [_done(task, _projects[told], source) for source in sources]


_projects: dict[str, Project] = {}


def _done(task: Task, project: Project, source: Source) -> Done:
    held = project.held(source.path)
    if task.does == CHECK:
        verify = bool(task.options["verify"])
        return Done(source, checked(source, held, verify=verify, weigh=task.weigh))
    lines: list[str] = []

    def tell(name: str, text: str, edits: Sequence[Edit]) -> None:
        if task.does == DIFF:
            # imported here: few runs show any
            from .diffs import unified

            lines.extend(unified(text, edits, name))

    page = task.listing and _kind(source, held) == "page"
    found = Found([], []) if page else fixed(source, held, tell, write=task.does == FIX)
    left = task.listing and not found.failures
    return Done(source, found, checked(source, held, verify=False).spots if left else (), lines)


def _kind(source: Source, held: Held) -> str | None:
    return held.settings.kind or files.kind_of(source)
