"""Files here and at addresses (``s3://bucket/news.jsonl``), handled alike.

An address is a path of universal_pathlib, which has the methods of ``pathlib.Path`` over fsspec.
What the two do not share is here: walking, patterns, whole writes, removing, and telling an
interrupted connection from a broken file.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9]*::)*[a-z][a-z0-9+.-]+://")
_WILD = re.compile(r"[*?\[]")
_SPOOLED = 1 << 26  # bytes of an output that are kept in memory before they are sent
_NO_FILE = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


def is_address(given: str) -> bool:
    """Whether a name is an address: ``s3://bucket/a``, ``memory://a``."""
    return _ADDRESS.match(given) is not None


def place_of(given: str) -> Path:
    """The path that a name or an address stands for.

    Raises UsageError where a library is missing or no such place is known.
    """
    if not is_address(given):
        return Path(given)
    # imported here, as every library that may be missing
    from .files import UsageError
    from .packing import missing

    try:
        from upath import UPath
    except ImportError:
        raise missing("an address as an input or output", "remote") from None
    try:
        path: Any = UPath(given)
        _ = path.fs
    except (ImportError, ValueError, OSError) as fault:
        raise UsageError(f"{given}: {fault}") from fault
    return cast(Path, path)


def is_remote(path: Path) -> bool:
    """Whether a path is that of an address."""
    return not isinstance(path, Path)


def _fs(path: Path) -> Any:
    remote: Any = path
    return remote.fs


def _inner(path: Path) -> str:
    remote: Any = path
    return str(remote.path)


def exists(path: Path) -> bool:
    """Whether there is anything, if only a link that leads nowhere."""
    return path.exists() if is_remote(path) else os.path.lexists(path)


def real(path: Path) -> str:
    """One spelling for all that lead to the same file."""
    return str(path) if is_remote(path) else os.path.realpath(path)


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a path is a folder, or anything below it."""
    if is_remote(path) != is_remote(folder):
        return False
    if not is_remote(path):
        return path.resolve().is_relative_to(folder.resolve())
    return f"{str(path).rstrip('/')}/".startswith(f"{str(folder).rstrip('/')}/")


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of an address with their names below it, sorted, hidden ones left out."""
    home = _inner(folder).rstrip("/")
    for found in sorted(_fs(folder).find(_inner(folder))):
        name = found.removeprefix(home).lstrip("/")
        if not any(part.startswith(".") for part in name.split("/")[:-1]):
            yield name, folder / name


def matching(pattern: str) -> list[tuple[str, Path]]:
    """The files that a pattern at an address finds, with their names below its part without one."""
    parts = pattern.split("/")
    plain = next(i for i, part in enumerate(parts) if _WILD.search(part))
    base = place_of("/".join(parts[:plain]) + "/")
    home = _inner(base).rstrip("/")
    fs = _fs(base)
    names = sorted(fs.glob("/".join((home, *parts[plain:]))))
    below = (name.removeprefix(home).lstrip("/") for name in names if not fs.isdir(name))
    return [(name, base / name) for name in below]


def is_wild(name: str) -> bool:
    """Whether a name is a pattern."""
    return _WILD.search(name) is not None


def readable(path: Path) -> Any:
    """What libraries read a file from: its path, or its bytes at an address."""
    return path.open("rb") if is_remote(path) else path


def make_folder(path: Path) -> None:
    """Make a folder and those it is in, where such a place has any."""
    if is_remote(path):
        _fs(path).makedirs(_inner(path), exist_ok=True)
    else:
        path.mkdir(parents=True, exist_ok=True)


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    if not is_remote(path):
        path.unlink(missing_ok=True)
    elif path.exists():
        _fs(path).rm_file(_inner(path))


def remove_tree(path: Path) -> None:
    """Remove a folder and what is in it, as far as that can be done."""
    if not is_remote(path):
        shutil.rmtree(path, ignore_errors=True)
    elif path.exists():
        _fs(path).rm(_inner(path), recursive=True)


def refresh(path: Path) -> None:
    """Forget what was seen at an address before, as others may have written there."""
    if is_remote(path):
        _fs(path).invalidate_cache()


@contextmanager
def sent(path: Path) -> Iterator[BinaryIO]:
    """Open a file at an address that is sent once the block has ended well."""
    with tempfile.SpooledTemporaryFile(_SPOOLED) as spooled:
        yield cast(BinaryIO, spooled)
        spooled.seek(0)
        with path.open("wb") as out:
            shutil.copyfileobj(spooled, out, 1 << 20)


def interrupted(path: Path, fault: Exception) -> bool:
    """Whether reading an address failed for a reason that is not the file's: a run ends there.

    It is taken up again where it was, as no document is to blame.
    """
    if not is_remote(path) or not isinstance(fault, OSError) or isinstance(fault, _NO_FILE):
        return False
    lost = isinstance(fault, ConnectionError | TimeoutError)
    return lost or fault.errno not in (None, errno.ENOENT, errno.EACCES, errno.EISDIR)
