"""Settings of a project: ``cleaner.toml``, or ``[tool.cleaner]`` of ``pyproject.toml``.

The first of these found from the working folder upwards counts, and nothing is merged from
further up. Paths and patterns in it are relative to its folder. Whatever it holds that is not
known, or of another type, is an error: a setting that goes unheard is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from ..files import UsageError, cause_of
from ..types import REPAIRS

OWN = "cleaner.toml"
SHARED = "pyproject.toml"
_LIST, _WORD, _TABLE = "a list of strings", "a string", "a table of strings"
_PER_PATH = {
    "select": _LIST,
    "ignore": _LIST,
    "allow": _LIST,
    "language": _WORD,
    "repairs": _WORD,
    "fields": _TABLE,
}
_KEYS = {**_PER_PATH, "rules": _LIST, "exclude": _LIST, "baseline": _WORD, "per-path": ""}


class Config(NamedTuple):
    """What a project says: the file, its values, and for patterns of paths what else holds there.

    Without a file, ``file`` is None and there are no values.
    """

    file: Path | None = None
    values: Mapping[str, Any] = {}
    per_path: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    @property
    def folder(self) -> Path:
        """What paths and patterns are relative to."""
        return self.file.parent if self.file else Path()

    def path(self, name: str) -> str:
        """A path that the file names, as seen from the working folder."""
        return str(self.folder / name)


def found_config(folder: Path) -> Config:
    """The settings for ``folder``: of the nearest file at or above it, or none.

    Raises UsageError for a file that is wrong.
    """
    here = folder.resolve()
    for place in (here, *here.parents):
        for name in (OWN, SHARED):
            if (place / name).is_file() and (config := read_config(place / name)):
                return config
    return Config()


def read_config(path: Path) -> Config | None:
    """Read one file; None for a ``pyproject.toml`` that says nothing of cleaner."""
    try:
        values: Any = tomli.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as fault:
        cause = cause_of(fault) if isinstance(fault, OSError) else "not UTF-8"
        raise UsageError(f"{path}: cannot read the settings: {cause}") from fault
    except (ValueError, RecursionError) as fault:
        raise UsageError(f"{path}: not TOML: {fault}") from fault
    if path.name == SHARED:
        tools = values.get("tool")
        values = tools.get("cleaner") if isinstance(tools, dict) else None
        if values is None:
            return None
    if not isinstance(values, dict):
        raise UsageError(f"{path}: [tool.cleaner] is a table")
    if path.name != SHARED and "tool" in values:
        raise UsageError(f"{path}: leave out the header [tool.cleaner], that is for {SHARED}")
    _check(values, _KEYS, str(path))
    per_path = values.pop("per-path", {})
    if not isinstance(per_path, dict):
        raise UsageError(f"{path}: 'per-path' is a table of patterns")
    for pattern, table in per_path.items():
        if not isinstance(table, dict):
            raise UsageError(f"{path}: what holds for {pattern!r} is a table of settings")
        _check(table, _PER_PATH, f"{path}: {pattern!r}")
    return Config(path, values, tuple(per_path.items()))


def _check(values: Mapping[str, Any], known: Mapping[str, str], here: str) -> None:
    for key, value in values.items():
        if key not in known:
            raise UsageError(f"{here}: there is no setting {key!r}{meant(key, known)}")
        if not _is_a(value, known[key]):
            raise UsageError(f"{here}: {key!r} must be {known[key]}")
    if values.get("repairs", REPAIRS[0]) not in REPAIRS:
        raise UsageError(f"{here}: 'repairs' must be one of {', '.join(REPAIRS)}")


def _is_a(value: Any, kind: str) -> bool:
    if kind == _LIST:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind == _TABLE:
        return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
    return kind != _WORD or isinstance(value, str)


def meant(name: str, known: Iterable[str]) -> str:
    """``; did you mean this or that?``, or nothing where no name is close."""
    # imported here: only mistakes need it
    from difflib import get_close_matches

    close = " or ".join(get_close_matches(name, list(known)))
    return f"; did you mean {close}?" if close else ""


def holds(patterns: Sequence[str], path: Path, folder: Path) -> bool:
    """Tell whether a path, seen from ``folder``, fits one of the patterns.

    ``*`` and ``?`` do not cross a slash, ``**`` does; a pattern without a slash fits a name
    anywhere, and one that fits a folder holds for all that is in it.
    """
    if not patterns:
        return False
    place, home = path.resolve(), folder.resolve()
    if not place.is_relative_to(home):
        return False
    name = place.relative_to(home).as_posix()
    return any(_compiled(pattern).fullmatch(name) is not None for pattern in patterns)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    bare = pattern.strip("/").removeprefix("./")
    anywhere = "" if "/" in bare else "(?:.*/)?"
    parts = (_WILD.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*\*|\*|\?)", bare))
    return re.compile(f"{anywhere}{''.join(parts)}(?:/.*)?", re.DOTALL)


_WILD = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
