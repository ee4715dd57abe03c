"""Files in, files out: which inputs there are, of what kind, and writing all or nothing."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from . import kinds
from .framing import Frame, read_frame
from .places import (
    exists,
    files_below,
    is_address,
    is_remote,
    is_wild,
    lies_in,
    matching,
    place_of,
    real,
)
from .reading import capped, opening
from .types import CleanerError, SourceError

RECORDS = "articles.jsonl"
FAILURES = "failures.jsonl"
MOST = 10_000_000  # characters or bytes of one document; what is longer is no article
TOO_LONG = f"the document is longer than {MOST} characters or bytes"
NO_PAGE = "fix is for texts, clean makes one of it"


class UsageError(CleanerError):
    """The command cannot be carried out as given; nothing has been read or written."""


class Source(NamedTuple):
    """One input: its name in records and outputs, where it is, and why it cannot be read.

    ``content`` is what was read of it already, under a name that was given for it.
    """

    name: str
    path: Path
    fault: str = ""
    content: bytes | None = None


STDIN = Source("-", Path("-"))


def gather(inputs: Sequence[str], ends: tuple[str, ...] = kinds.TEXTS) -> list[Source]:
    """Return the inputs in order: files as given, folders as their files with ``ends``, sorted.

    A file is named by its last part, a file of a folder by its path below that folder, one that a
    pattern (``raw/**/*.jsonl``) finds by its path below the part without wildcards. Of folders,
    files of well-known names (``kinds.well_known``) are left out. Nothing is read; what is missing
    is found out by ``read_bytes``. Raises UsageError for a pattern that finds nothing.
    """
    sources: list[Source] = []
    for given in inputs:
        if given == STDIN.name:
            sources.append(STDIN)
            continue
        path = place_of(given)
        if path.is_dir():
            sources += sorted(_walk(path, ends), key=lambda source: source.name)
        elif is_wild(given) and not exists(path):
            sources += _matching(given)
        else:
            sources.append(Source(path.name, path))
    return sources


def _matching(pattern: str) -> list[Source]:
    """The files a pattern finds, hidden ones left out."""
    if is_address(pattern):
        if found := [Source(name, path) for name, path in matching(pattern)]:
            return found
        raise UsageError(f"{pattern!r} finds no file")
    # imported here: most inputs are plain paths
    from glob import glob

    parts = Path(pattern).parts
    plain = next(i for i, part in enumerate(parts) if is_wild(part))
    base = Path(*parts[:plain])
    paths = [path for path in map(Path, glob(pattern, recursive=True)) if not path.is_dir()]
    if not paths:
        raise UsageError(f"{pattern!r} finds no file")
    return sorted(Source(path.relative_to(base).as_posix(), path) for path in paths)


def _walk(folder: Path, ends: tuple[str, ...]) -> Iterator[Source]:
    """Yield the articles of a folder; hidden folders hold tools' own files, not articles."""
    if is_remote(folder):
        yield from (Source(*found) for found in files_below(folder) if _is_taken(found[0], ends))
        return
    faults: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(place, name)
            # a dangling link is listed so that it is reported; pipes and devices are no articles
            if _is_taken(name, ends) and (path.is_file() or not path.exists()):
                yield Source(path.relative_to(folder).as_posix(), path)
    for fault in faults:
        path = Path(fault.filename or folder)
        yield Source(path.relative_to(folder).as_posix(), path, cause_of(fault))


def _is_taken(name: str, ends: tuple[str, ...]) -> bool:
    return name.lower().endswith(ends) and not kinds.well_known(name)


def read_bytes(
    source: Source, kind: str | None = None, encoding: str | None = None, *, sure: bool = False
) -> bytes:
    """Return the bytes of one input, unpacked; no more is read than a document may have.

    With ``sure`` no NUL is let pass: files that may be written anew have none. Raises SourceError
    for what is longer, for folders that cannot be listed, and where ``kind`` is not given for what
    is no article by its name or content; OSError for the rest.
    """
    if source.fault:
        raise SourceError(source.fault)
    named = kinds.named(source.name)
    there = source.content is not None or exists(source.path)
    if kind is None and named.refusal and there:
        raise SourceError(named.refusal)
    data = _unpacked(source, named.packing)
    if data is None:
        raise SourceError(TOO_LONG)
    if kind is None and (what := kinds.strange(data, encoding, sure=sure)):
        raise SourceError(what)
    return data


def _unpacked(source: Source, packing: str) -> bytes | None:
    """What is in a file, None where that is too long."""
    if source.content is not None:
        return source.content if len(source.content) <= MOST else None
    if source is STDIN:
        return capped(sys.stdin.buffer, MOST)
    path = source.path
    if not packing:
        with path.open("rb") as file:
            return capped(file, MOST)
    # imported here: few files are packed
    from .packing import opened, packing_faults

    with opened(path, packing) as file:
        try:
            return capped(file, MOST)
        except packing_faults() as fault:
            raise SourceError(f"cannot be unpacked: {cause_of(fault)}") from fault


def kind_of(source: Source) -> str | None:
    """Return what the name of an input says it is, ``text`` or ``page``; None when it says nothing.

    Any other name, and standard input, is left to the content to say.
    """
    what = kinds.named(source.name).what
    return what if what in ("text", "page") else None


def read_text(source: Source, kind: str | None = None, encoding: str | None = None) -> Frame:
    """Return one text that is to be fixed in its frame.

    Raises OSError, and SourceError for a page too, for what is packed, and where ``kind`` is not
    given for all that is not certain to be the text of an article.
    """
    named = kinds.named(source.name)
    if kind == "page" or (kind is None and named.what == "page"):
        raise SourceError(f"an HTML page; {NO_PAGE}")
    data = read_bytes(source, kind, encoding, sure=True)
    if named.packing:
        raise SourceError("a packed file; unpack it, or use clean")
    if kind is None and named.what not in ("text", "markdown"):
        raise SourceError("its name does not tell what it is; --kind text has it fixed as a text")
    frame = read_frame(data, encoding)
    if kind is None and named.what != "text" and opening(frame.text):
        raise SourceError(f"an HTML page; {NO_PAGE}")
    return frame


def shown(path: Path | str) -> str:
    """A path, or a sentence with one, on one line: line ends in names are spelt out."""
    return f"{path}".replace("\n", "\\n").replace("\r", "\\r")


def cause_of(fault: Exception) -> str:
    """Say in a few words what went wrong."""
    if isinstance(fault, OSError | EOFError):
        said = getattr(fault, "strerror", None)
        if not said and isinstance(fault, FileNotFoundError):
            said = os.strerror(errno.ENOENT)
        return (said or str(fault)).lower()
    if isinstance(fault, CleanerError):
        return str(fault)
    return f"unexpected {type(fault).__name__}: {fault}"


def targets(
    sources: Sequence[Source], inputs: Sequence[str], out: Path, suffix: str = ".txt"
) -> list[str]:
    """Return where below ``out`` the clean text of each source goes: its name, with ``suffix``.

    Raises UsageError when two sources share a target, an output would take the place of an input,
    or ``out`` is no folder or lies in an input folder, where its files would be taken for inputs.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out} is not a folder")
    for folder in map(place_of, inputs):
        if lies_in(out, folder) and folder.is_dir():
            raise UsageError(f"--out {out} lies in the input folder {folder}; choose another place")
    # places as plain text: there may be millions of them
    read = {real(source.path) for source in sources}
    for name in (RECORDS, FAILURES):
        if real(out / name) in read:
            raise UsageError(f"{out / name} is an input and would be written over")
    taken: dict[str, Source] = {}
    for source in sources:
        target = with_suffix(source.name, suffix)
        if target in taken:
            both = f"{taken[target].path} and {source.path}"
            raise UsageError(f"{both} would both go to {out / target}")
        if real(out / target) in read:
            raise UsageError(f"{out / target} is an input and would be written over")
        taken[target] = source
    return list(taken)


def with_suffix(name: str, suffix: str) -> str:
    """Return ``name`` with ``suffix`` after it, unless it ends so: no two names become one by it.

    The exception, a name that had the suffix beside the same name without, is for the caller.
    """
    return name if name.lower().endswith(suffix) else f"{name}{suffix}"


def inside(out: Path, name: str) -> Path:
    """Return the path of ``name`` below ``out``; SourceError when it would lie elsewhere."""
    pure = PurePosixPath(name)
    path = out / pure
    sound = pure.parts and not pure.is_absolute() and ".." not in pure.parts and "\0" not in name
    if not sound or not lies_in(path, out):
        raise SourceError(f"the name {name!r} does not stay inside {out}")
    return path
