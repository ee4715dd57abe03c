"""The command ``restore``: original files out of the records of a run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from .. import files, kinds, records
from ..files import UsageError, cause_of
from ..places import place_of
from ..types import CleanerError, SourceError
from ..writing import write


def run(options: argparse.Namespace, complain: Callable[[str], None]) -> int:
    """Give back the document asked for, or all of them into a folder; tell how many could be."""
    if options.name is None and options.out is None:
        raise UsageError("restore needs the NAME of one document or --out FOLDER for all of them")
    path = place_of(options.records)
    path = path / files.RECORDS if path.is_dir() else path
    failed = found = 0
    seen: set[str] = set()
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found += bool(line.strip()) and _restore(line, options, seen)
            except BrokenPipeError:
                raise
            except (CleanerError, OSError) as fault:
                complain(f"{path}:{number}: {cause_of(fault)}")
                failed += 1
    if options.name is None:
        complain(f"{found + failed} in = {found} restored + {failed} failed")
    elif not found:
        raise SourceError(f"{path} holds no document named {options.name!r}")
    return 1 if failed else 0


def _restore(line: bytes, options: argparse.Namespace, seen: set[str]) -> bool:
    """Give back the document of one record if it is asked for; tell whether it was."""
    record = records.from_line(line)
    name = record["name"]
    if options.name not in (None, name):
        return False
    # what was packed comes back unpacked, and the text of a page is no page: each by its own name
    plain, _ = kinds.unpacked_name(name)
    target = plain if record.get("page") is None else files.with_suffix(plain, ".txt")
    if target in seen:
        raise SourceError(f"there is another document named {target!r} above")
    seen.add(target)
    data = records.original(record)
    if options.out is None:
        sys.stdout.buffer.write(data)
    else:
        write(files.inside(Path(options.out), target), data)
    return True
