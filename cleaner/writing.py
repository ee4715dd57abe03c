"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


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
