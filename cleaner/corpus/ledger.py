"""What has been done already: parts of outputs, and outputs, each with a digest.

Everything is under ``OUT/.cleaner``. A unit is one output and what it is made from; its
fingerprint says from which bytes, by which program, rules and options. While it is worked on, its
parts are in ``parts/FINGERPRINT``: data first, then the entry that says the data is whole. Once it
is in place, ``units/ID.json`` says so and the parts go. Every file comes about under another name
and is renamed, so that whatever ends the program leaves files that are whole, or none.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from ..files import UsageError, cause_of
from ..places import is_remote, make_folder, refresh, remove, remove_tree, sent

HOME = ".cleaner"
_SPELT = {b"\\": b"\\\\", b"\n": b"\\n", b"\r": b"\\r"}  # the backslash first
_SPELLING = re.compile(rb"\\[\\nr]")


class Part(NamedTuple):
    """A part of an output that is done: its entry and where its data is."""

    entry: Mapping[str, Any]
    data: Path
    failures: Path
    files: Path


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Keep other runs out of ``out``, and take away what a broken one left half made."""
    home = out / HOME
    make_folder(home)
    if is_remote(out):  # where nothing can be locked
        refresh(out)
        yield
        return
    with (home / "lock").open("wb") as lock:
        try:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            raise UsageError(f"another run is writing to {out}") from None
        shutil.rmtree(home / "new", ignore_errors=True)
        (home / "new").mkdir()
        try:
            yield
        finally:
            shutil.rmtree(home / "new", ignore_errors=True)


@contextmanager
def made(out: Path, path: Path, *, safe: bool = True) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of ``path`` once the block has ended well.

    ``safe`` ones are on the disk by then and outlast a power cut.
    """
    if is_remote(path):
        with sent(path) as handle:
            yield handle
        return
    new = out / HOME / "new" / sha256(os.fsencode(path)).hexdigest()
    try:
        with new.open("wb") as handle:
            yield handle
            if safe:
                handle.flush()
                os.fsync(handle.fileno())
        os.replace(new, path)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
    if safe:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digest_of(path: Path) -> str:
    """The SHA-256 digest of a file; of one that cannot be read, of the reason."""
    summed = sha256()
    try:
        with path.open("rb") as handle:
            while piece := handle.read(1 << 20):
                summed.update(piece)
    except OSError as fault:
        return f"unreadable: {cause_of(fault)}"
    return summed.hexdigest()


def fingerprint(facts: Mapping[str, Any]) -> str:
    """The digest of whatever bears on an output; the program is part of it."""
    told = json.dumps({**facts, "program": _program()}, sort_keys=True)
    return sha256(told.encode("utf-8", "backslashreplace")).hexdigest()


@cache
def _program() -> str:
    """The digest of this package: code, rules, tables and word lists."""
    summed = sha256()
    package = Path(str(resources.files("cleaner")))
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            summed.update(f"{path.relative_to(package).as_posix()} {digest_of(path)}\n".encode())
    return summed.hexdigest()


def _parts(out: Path, mark: str) -> Path:
    return out / HOME / "parts" / mark[:32]


def _part(out: Path, mark: str, number: int) -> tuple[Path, Path, Path, Path]:
    stem = _parts(out, mark) / f"{number:06d}"
    data, entry, failures, files = (
        stem.with_suffix(end) for end in (".data", ".json", ".failures", ".files")
    )
    return entry, data, failures, files


def parts_done(out: Path, mark: str) -> list[Part]:
    """The first parts of a unit, as far as they are done and whole."""
    found: list[Part] = []
    while True:
        entry_path, *paths = _part(out, mark, len(found))
        try:
            entry = json.loads(entry_path.read_bytes())
        except (OSError, ValueError):
            return found
        part = Part(entry, *paths)
        if entry["digest"] != _digest_of_all(paths) or not intact(out, part.files):
            return found
        found.append(part)


def _digest_of_all(paths: Sequence[Path]) -> str:
    return sha256(" ".join(map(digest_of, paths)).encode()).hexdigest()


def put_part(
    out: Path,
    mark: str,
    number: int,
    data: bytes,
    lists: tuple[bytes, bytes],
    entry: Mapping[str, Any],
) -> Part:
    """Write a part: its data, its lists of failures and of files, and then its entry."""
    entry_path, *paths = _part(out, mark, number)
    make_folder(entry_path.parent)
    for path, content in zip(paths, (data, *lists), strict=True):
        with made(out, path) as handle:
            handle.write(content)
    entry = {**entry, "digest": _digest_of_all(paths)}
    with made(out, entry_path) as handle:
        handle.write(_json(entry))
    return Part(entry, *paths)


def intact(out: Path, listing: Path) -> bool:
    """Whether the files of a listing, a digest and a path on each line, are as they were."""
    try:
        lines = listing.read_bytes().split(b"\n")
    except OSError:
        return False
    pairs = map(_read_listed, filter(None, lines))
    return all(digest_of(out / path) == digest for path, digest in pairs)


def unit_done(out: Path, name: str, mark: str) -> bool:
    """Whether a unit was done with this fingerprint and its output is intact."""
    try:
        entry = unit_entry(out, name)
    except (OSError, ValueError):
        return False
    whole = entry["fingerprint"] == mark and intact(out, _unit(out, name).with_suffix(".files"))
    return whole and failures_of(out, name).is_file()


def unit_entry(out: Path, name: str) -> Mapping[str, Any]:
    """What is noted of a unit that was done."""
    entry: Mapping[str, Any] = json.loads(_unit(out, name).with_suffix(".json").read_bytes())
    return entry


def put_unit(
    out: Path, name: str, parts: Sequence[Part], output: tuple[str, str], entry: Mapping[str, Any]
) -> None:
    """Note that the output of a unit, a path and its digest, is in place; its parts go."""
    stem = _unit(out, name)
    make_folder(stem.parent)
    with made(out, failures_of(out, name)) as handle:
        copied((part.failures for part in parts), handle)
    with made(out, stem.with_suffix(".files")) as handle:
        handle.write(listed(*output))
        copied((part.files for part in parts), handle)
    with made(out, stem.with_suffix(".json")) as handle:
        handle.write(_json(entry))
    remove_tree(_parts(out, entry["fingerprint"]))


def drop_parts(out: Path, marks: Iterable[str] = ()) -> None:
    """Take away the parts of all units but those with these fingerprints."""
    wanted = {_parts(out, mark) for mark in marks}
    folder = out / HOME / "parts"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path not in wanted:
            remove_tree(path)


def forget(out: Path, name: str, mark: str) -> None:
    """Take away all that is known of a unit, so that it is done anew."""
    remove_tree(_parts(out, mark))
    remove(_unit(out, name).with_suffix(".json"))


def failures_of(out: Path, name: str) -> Path:
    """The list of the failures of a unit."""
    return _unit(out, name).with_suffix(".failures")


def _unit(out: Path, name: str) -> Path:
    return out / HOME / "units" / sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def listed(path: str, digest: str) -> bytes:
    """A line of a listing, as ``sha256sum -c`` reads it.

    Where line ends or backslashes are spelt out, a backslash stands before the digest.
    """
    name = os.fsencode(path)
    spelt = name
    for sign, spelling in _SPELT.items():
        spelt = spelt.replace(sign, spelling)
    return b"%b%b  %b\n" % (b"\\" * (spelt != name), digest.encode(), spelt)


def _read_listed(line: bytes) -> tuple[str, str]:
    """The path and the digest of a line of a listing."""
    digest, _, name = line.partition(b"  ")
    if digest.startswith(b"\\"):
        meant = {spelling: sign for sign, spelling in _SPELT.items()}
        name = _SPELLING.sub(lambda found: meant[found[0]], name)
    return os.fsdecode(name), digest.removeprefix(b"\\").decode()


def copied(paths: Iterable[Path], out: BinaryIO) -> None:
    """Write files one after another."""
    for path in paths:
        with path.open("rb") as handle:
            shutil.copyfileobj(handle, out)


def _json(entry: Mapping[str, Any]) -> bytes:
    return json.dumps(entry, sort_keys=True).encode() + b"\n"
