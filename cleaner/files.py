"""Files in, files out: which inputs there are, what frames a text, and writing all or nothing.

The frame of a file is what no finding is ever about: byte order mark, encoding, a line-end
convention the whole file keeps, and one line end after the last line. ``check`` and ``fix`` look
at the text inside the frame, so a file fixed in its own frame has nothing left to find.
"""

from __future__ import annotations

import codecs
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

from .cleaning import Settled
from .trail import undo
from .types import CleanerError, Edit, SourceError

RECORDS = "articles.jsonl"
FAILURES = "failures.jsonl"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class UsageError(CleanerError):
    """The command cannot be carried out as given; nothing has been read or written."""


class Source(NamedTuple):
    """One input: its name in records and outputs, where it is, and why it cannot be read."""

    name: str
    path: Path
    fault: str = ""


STDIN = Source("-", Path("-"))


def gather(inputs: Sequence[str]) -> list[Source]:
    """Return the inputs in order: files as given, folders as their ``.txt`` files, sorted.

    A file is named by its last part, a file of a folder by its path below that folder. Nothing
    is read; what is missing is found out by ``read_bytes``.
    """
    sources: list[Source] = []
    for given in inputs:
        path = Path(given)
        if given == STDIN.name:
            sources.append(STDIN)
        elif path.is_dir():
            sources += sorted(_walk(path))
        else:
            sources.append(Source(path.name, path))
    return sources


def _walk(folder: Path) -> Iterator[Source]:
    """Yield the texts of a folder; hidden folders hold tools' own files, not articles."""
    faults: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(place, name)
            # a dangling link is listed so that it is reported; pipes and devices are no articles
            if name.lower().endswith(".txt") and (path.is_file() or not path.exists()):
                yield Source(path.relative_to(folder).as_posix(), path)
    for fault in faults:
        path = Path(fault.filename or folder)
        yield Source(path.relative_to(folder).as_posix(), path, cause_of(fault))


def read_bytes(source: Source) -> bytes:
    """Return the bytes of one input.

    Raises SourceError for HTML pages and folders that cannot be listed, OSError for the rest.
    """
    if source is STDIN:
        return sys.stdin.buffer.read()
    if source.fault:
        raise SourceError(source.fault)
    if source.path.suffix.lower() in (".html", ".htm"):
        raise SourceError("HTML pages are not read yet")
    return source.path.read_bytes()


def cause_of(fault: Exception) -> str:
    """Say in a few words what went wrong."""
    if isinstance(fault, OSError):
        return (fault.strerror or str(fault)).lower()
    if isinstance(fault, CleanerError):
        return str(fault)
    return f"unexpected {type(fault).__name__}: {fault}"


def targets(sources: Sequence[Source], inputs: Sequence[str], out: Path) -> list[Path]:
    """Return where the clean text of each source goes, in order.

    Raises UsageError when two sources share a target, an output would take the place of an input,
    or ``out`` is no folder or lies in an input folder, where its files would be taken for inputs.
    """
    if out.exists() and not out.is_dir():
        raise UsageError(f"--out {out} is not a folder")
    home = out.resolve()
    for folder in (Path(given) for given in inputs):
        if folder.is_dir() and home.is_relative_to(folder.resolve()):
            raise UsageError(f"--out {out} lies in the input folder {folder}; choose another place")
    read = {source.path.resolve() for source in sources}
    for name in (RECORDS, FAILURES):
        if home / name in read:
            raise UsageError(f"{out / name} is an input and would be written over")
    taken: dict[Path, Source] = {}
    for source in sources:
        name = source.name if source.name.lower().endswith(".txt") else f"{source.name}.txt"
        target = out / name
        if target in taken:
            raise UsageError(f"{taken[target].path} and {source.path} would both go to {target}")
        if target.resolve() in read:
            raise UsageError(f"{target} is an input and would be written over")
        taken[target] = source
    return list(taken)


def inside(out: Path, name: str) -> Path:
    """Return the path of ``name`` below ``out``; SourceError when it would lie elsewhere."""
    pure = PurePosixPath(name)
    path = out / pure
    sound = pure.parts and not pure.is_absolute() and ".." not in pure.parts and "\0" not in name
    if not sound or not path.resolve().is_relative_to(out.resolve()):
        raise SourceError(f"the name {name!r} does not stay inside {out}")
    return path


@contextmanager
def replacing(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of ``path`` once the block has ended well.

    Until then, and after any error, ``path`` is what it was. ``mode`` sets the permission bits.
    """
    temporary = path.with_name(f".cleaner-{os.urandom(6).hex()}.tmp")
    try:
        with temporary.open("xb") as handle:
            yield handle
        if mode is not None:
            temporary.chmod(mode)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, making its folder if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as handle:
        handle.write(data)


def rewrite(path: Path, data: bytes) -> None:
    """Replace the content of a file whole or not at all; mode and a link to it stay."""
    place = path.resolve()
    with replacing(place, stat.S_IMODE(place.stat().st_mode)) as handle:
        handle.write(data)


@dataclass(frozen=True, slots=True)
class Frame:
    """A text and what frames it in its file; ``newline`` is what a line feed is written as."""

    encoding: str
    mark: bytes
    newline: str
    final_newline: bool
    text: str

    def to_bytes(self) -> bytes:
        """Return the file; the inverse of ``read_frame``."""
        text = self.text + "\n" * self.final_newline
        return self.mark + text.replace("\n", self.newline).encode(self.encoding)


def read_frame(data: bytes) -> Frame:
    """Take the frame off the content of a file.

    Raises SourceError unless it is UTF-8, or UTF-16 or UTF-32 with a byte order mark.
    """
    mark, encoding, text = _decoded(data)
    newline = "\n"
    if 0 < text.count("\r\n") == text.count("\n") == text.count("\r"):
        newline, text = "\r\n", text.replace("\r\n", "\n")
    # where line ends are mixed, the carriage return of the last one stays in sight
    final = text.endswith("\n")
    return Frame(encoding, mark, newline, final, text[:-1] if final else text)


def _decoded(data: bytes) -> tuple[bytes, str, str]:
    for mark, encoding in (*_MARKS, (b"", "utf-8")):
        if data.startswith(mark):
            with suppress(UnicodeError):
                return mark, encoding, data[len(mark) :].decode(encoding)
    raise SourceError("neither UTF-8 nor UTF-16 or UTF-32 with a byte order mark; convert it first")


def refitted(frame: Frame, settle: Callable[[str], Settled]) -> tuple[Frame, tuple[Edit, ...]]:
    """Clean the text in a frame; return the frame with the outcome, and the edits.

    Raises SourceError unless the outcome is final, as read from the file to be, and the edits
    lead back from there.
    """
    settled = settle(frame.text)
    if any(edit.rule.startswith("limit.") for edit in settled.edits):
        raise SourceError("left as it is: the text does not settle")
    after = replace(frame, text=settled.text)
    again = read_frame(after.to_bytes()).text
    if again != after.text or settle(again).edits:
        raise SourceError("left as it is: cleaning the outcome again would change it")
    if undo(again, settled.edits) != frame.text:
        raise SourceError("left as it is: the original could not be restored")
    return after, settled.edits
