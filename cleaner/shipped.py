"""The data files that ship with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def data_files() -> Traversable:
    """The folder of the data files."""
    folder = Path(__file__).parent / "data"
    if folder.is_dir():
        return folder
    # imported here: it takes a tenth of the time of a start, and only a packed library needs it
    from importlib import resources

    return resources.files("cleaner") / "data"
