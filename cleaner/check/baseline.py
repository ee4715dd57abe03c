"""The noise a corpus had when it was adopted: known, counted, and not told again.

A finding is known by its file, its rule and its words, not by its line, so it stays known when
lines are added above it. Each is counted: one more of the same is new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from .. import files
from ..files import UsageError
from ..writing import write
from .spots import Spot

_VERSION = 1
Known = dict[str, Counter[str]]  # for each file how often each finding is known


def read_baseline(path: str) -> Known:
    """Read a baseline; raises UsageError for what is none."""
    try:
        values = json.loads(Path(path).read_bytes())
        if values["version"] != _VERSION:
            raise ValueError
        return {
            file: Counter({key: int(count) for key, count in counts.items()})
            for file, counts in values["files"].items()
        }
    except OSError as fault:
        raise UsageError(
            f"{path}: cannot read the baseline: {files.cause_of(fault)}; --write-baseline makes it"
        ) from fault
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise UsageError(f"{path}: this is no baseline of cleaner") from fault


def unknown(spots: Iterable[Spot], known: Known, path: str) -> Iterator[Spot]:
    """Yield the spots that the baseline at ``path`` does not know; what is met is used up."""
    for spot in spots:
        counts = known.get(_file(spot.path, path))
        key = _key(spot)
        if counts is not None and counts[key] >= spot.finding.places:
            counts[key] -= spot.finding.places
        else:
            yield spot


def write_baseline(
    path: str, spots: Iterable[Spot], checked: Iterable[str], old: Mapping[str, Counter[str]]
) -> None:
    """Write what is known now: of ``checked`` files the ``spots``, of others what ``old`` has.

    Files that are there no longer are left out.
    """
    home = Path(path).parent
    seen = {_file(name, path) for name in checked}
    known: Known = {}
    for name, counts in old.items():
        if name not in seen and (home / name).exists():
            known[name] = counts
    for spot in spots:
        counts = known.setdefault(_file(spot.path, path), Counter())
        counts[_key(spot)] += spot.finding.places
    plain = {name: dict(sorted(counts.items())) for name, counts in sorted(known.items())}
    text = json.dumps({"version": _VERSION, "files": plain}, indent=1)
    write(Path(path), f"{text}\n".encode())


def _file(name: str, path: str) -> str:
    """A file as seen from the baseline's folder, so that it may be run from anywhere."""
    if name == files.STDIN.name:
        return name
    return Path(os.path.relpath(Path(name).absolute(), Path(path).parent.absolute())).as_posix()


def _key(spot: Spot) -> str:
    found = spot.finding
    words = "\0".join((found.old, found.new)).encode("utf-8", "surrogatepass")
    return f"{found.rule}:{sha256(words).hexdigest()[:16]}"
