"""What folders hold that is not taken, or only where it is named: counted, so nobody is misled."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ..files import Source
from ..kinds import named, suffix_of, well_known
from ..records import plural

_FEW = 6  # kinds of files that are told
_BARE = "without an ending"


def _excluded_nothing(_: Path) -> bool:
    return False


def passed_over(
    inputs: Sequence[str],
    ends: tuple[str, ...],
    taken: Iterable[Source],
    excluded: Callable[[Path], bool] = _excluded_nothing,
) -> list[str]:
    """What is told of the files of folders that are not ``taken``, if there are any.

    Those that end in ``ends`` are taken where they are named, those of names that nobody knows, or
    everybody, are no articles, and the rest is for other commands.
    """
    folders = [Path(given) for given in inputs if Path(given).is_dir()]
    known = {source.path for source in taken} if folders else set()
    nameable: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for path in (path for folder in folders for path in _files(folder)):
        if path in known or excluded(path):
            continue
        if well_known(path.name) or named(path.name).what is None:
            others[_sort_of(path.name)] += 1
        elif path.name.lower().endswith(ends):
            nameable[path.suffix.lower()] += 1
    notes = []
    if nameable:
        them = "it" if nameable.total() == 1 else "them"
        notes.append(f"{_left_out(nameable)}; name {them} to have {them} taken")
    if others:
        articles = "article by its name" if others.total() == 1 else "articles by their names"
        notes.append(f"{_left_out(others)}, no {articles}")
    return notes


def nothing_in(
    inputs: Sequence[str],
    ends: tuple[str, ...],
    excluded: Callable[[Path], bool] = _excluded_nothing,
) -> list[str]:
    """A sentence for each folder that has files, and none of them with ``ends``."""
    found = []
    for folder in (Path(given) for given in inputs if Path(given).is_dir()):
        if any(path.name.lower().endswith(ends) and not well_known(path.name)
               for path in _files(folder)):  # fmt: skip
            continue
        left = Counter(_sort_of(path.name) for path in _files(folder) if not excluded(path))
        if left:
            found.append(f"{folder}: holds nothing that can be read; {_left_out(left)}")
    return found


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder, those of tools' own hidden folders left out, and hidden ones."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not name.startswith("."))


def _sort_of(name: str) -> str:
    """What a file is counted as: its end, or all of a name that is well known."""
    return name if well_known(name) else suffix_of(name) or _BARE


def _left_out(counts: Counter[str]) -> str:
    """``3 files left out (2 .html, 1 .md)``, the most frequent first where there are many."""
    shown = dict(sorted(counts.items()) if len(counts) <= _FEW else counts.most_common(_FEW))
    parts = [f"{count} {end}" for end, count in shown.items()]
    if rest := counts.total() - sum(shown.values()):
        parts.append(f"{rest} of other kinds")
    return f"{plural(counts.total(), 'file')} left out ({', '.join(parts)})"
