"""What folders hold that is not taken, or only where it is named: counted, so nobody is misled."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ..files import Source
from ..kinds import named, suffix_of, well_known
from ..places import files_below, is_address, place_of
from ..records import plural

_FEW = 6  # kinds of files that are told
_BARE = "without an ending"


def _nowhere(_: Path) -> bool:
    return False


def passed_over(
    inputs: Sequence[str],
    ends: tuple[str, ...],
    nameable: tuple[str, ...],
    taken: Iterable[Source],
    excluded: Callable[[Path], bool] = _nowhere,
) -> list[str]:
    """What is told of the files of folders that are not ``taken``, if there are any.

    Of folders files with ``ends`` are taken. Those that are ``nameable`` are taken where they are
    named, those of names that nobody knows, or everybody, are no articles, and the rest is for
    other commands.
    """
    known = {source.path for source in taken if not _is_taken(source.path.name, ends)}
    named_only: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for path in _left(inputs, ends, excluded):
        if path in known:
            continue
        if well_known(path.name) or named(path.name).what is None:
            others[_sort_of(path.name)] += 1
        elif path.name.lower().endswith(nameable):
            named_only[path.suffix.lower()] += 1
    notes = []
    if named_only:
        them = "it" if named_only.total() == 1 else "them"
        notes.append(f"{_left_out(named_only)}; name {them} to have {them} taken")
    if others:
        articles = "article by its name" if others.total() == 1 else "articles by their names"
        notes.append(f"{_left_out(others)}, no {articles}")
    return notes


def nothing_in(
    inputs: Sequence[str],
    ends: tuple[str, ...],
    excluded: Callable[[Path], bool] = _nowhere,
) -> list[str]:
    """A sentence for each folder that has files, and none of them with ``ends``."""
    found = []
    for folder in inputs:
        if any(_is_taken(name, ends) for _, name in _files(folder)):
            continue
        left = Counter(_sort_of(path.name) for path in _left([folder], ends, excluded))
        if left:
            found.append(f"{place_of(folder)}: holds nothing that can be read; {_left_out(left)}")
    return found


def _is_taken(name: str, ends: tuple[str, ...]) -> bool:
    """Whether a file of that name is taken from folders."""
    return name.lower().endswith(ends) and not well_known(name)


def _left(
    inputs: Sequence[str], ends: tuple[str, ...], excluded: Callable[[Path], bool]
) -> Iterator[Path]:
    """The files of folders that are not taken, hidden ones and what the project excludes aside."""
    for place, name in (found for folder in inputs for found in _files(folder)):
        if not name.startswith(".") and not _is_taken(name, ends):
            path = place_of(place) / name
            if not excluded(path):
                yield path


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """The place and name of the files of a folder, those in hidden folders left out."""
    if is_address(folder):
        yield from ((str(path.parent), path.name) for _, path in files_below(place_of(folder)))
        return
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from ((place, name) for name in names)


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
