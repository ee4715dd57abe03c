"""What fuzzing has found stays mended, and what it starts from is sound (see ``fuzz/run.py``)."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz.grammar import seeds
from fuzz.targets import TARGETS

CRASHES = sorted(Path(__file__).parent.glob("fuzz/crashes/*-*"))


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.name)
def test_what_was_found_is_mended(path: Path) -> None:
    TARGETS[path.name.partition("-")[0]](path.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_targets_take_what_they_start_from(target: str) -> None:
    found = seeds(target)
    for data in (b"", b"\x80", *found[:10], *found[-5:]):
        TARGETS[target](data)
