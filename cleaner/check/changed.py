"""Which lines of which files have changed since a revision, as git tells it."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..files import Source, UsageError
from .spots import Spot

_HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_FILE = b"diff --git "
# whatever the configuration says, the outcome is that of a plain diff without context
_DIFF = """
diff --no-color --no-ext-diff --no-textconv --no-renames --no-relative --ignore-submodules
--unified=0 --inter-hunk-context=0""".split()

Lines = Sequence[tuple[int, int]]  # the first and the last line of each stretch


class Changed(NamedTuple):
    """The changed lines of files, by their real paths, and all files that git knows."""

    lines: Mapping[str, Lines]
    known: frozenset[str]

    def is_in(self, source: Source) -> bool:
        """Whether a file has changed at all; one that git does not know is new."""
        path = os.path.realpath(source.path)
        return path in self.lines or path not in self.known

    def is_at(self, spot: Spot) -> bool:
        """Whether a finding stands on a changed line, or in a changed file that has no lines."""
        path = os.path.realpath(spot.path)
        if path not in self.known or not spot.row:
            return path in self.lines or path not in self.known
        stretches = self.lines.get(path, ())
        return any(first <= spot.last_row and spot.row <= last for first, last in stretches)


def changed_since(revision: str, folder: Path) -> Changed:
    """What has changed since ``revision`` and the current one parted, committed or not.

    ``folder`` is any in the repository. Raises UsageError where there is no git, no repository or
    no such revision.
    """
    top = Path(os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n")))
    base = _base(revision, top)
    names = _names(_git(top, *_DIFF, "--name-only", "-z", base, "--"))
    patches = _git(top, *_DIFF, base, "--")
    known = _names(_git(top, "ls-files", "-z"))
    found = _patches(patches)
    if len(found) != len(names):
        raise UsageError("--diff-base: git shows other files than it lists; merge them first")
    pairs = zip(names, found, strict=True)
    lines = {os.path.realpath(top / name): _lines(patch) for name, patch in pairs}
    return Changed(lines, frozenset(os.path.realpath(top / name) for name in known))


def _base(revision: str, top: Path) -> str:
    """The commit where ``revision`` and the current one part, or else ``revision`` itself."""
    said = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        commit = _git(top, *said).decode().strip()
    except UsageError:
        raise UsageError(f"--diff-base {revision}: git knows no such revision") from None
    try:
        return _git(top, "merge-base", commit, "HEAD").decode().split()[0]
    except (UsageError, IndexError):  # without a common ancestor
        return commit


def _names(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


def _patches(patches: bytes) -> list[list[bytes]]:
    """The lines of the patch of each file; no line of a file begins as a heading does."""
    found: list[list[bytes]] = []
    for line in patches.split(b"\n"):
        if line.startswith(_FILE):
            found.append([])
        elif found:
            found[-1].append(line)
    return found


def _lines(patch: Sequence[bytes]) -> Lines:
    found = []
    for hunk in filter(None, map(_HUNK.match, patch)):
        first, count = int(hunk[1]), int(hunk[2] or 1)
        if count:
            found.append((first, first + count - 1))
    return found


def _git(folder: Path, *words: str) -> bytes:
    argv = ["git", "-C", str(folder), "-c", "core.quotePath=false", *words]
    try:
        done = subprocess.run(argv, capture_output=True, check=False)  # noqa: S603 - no shell
    except OSError as fault:
        raise UsageError(f"--diff-base asks git: {fault.strerror}") from fault
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise UsageError(f"--diff-base asks git: {said or 'it failed'}")
    return done.stdout
