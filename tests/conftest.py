"""How many examples hypothesis tries (many with HYPOTHESIS_PROFILE=thorough), and commands."""

from __future__ import annotations

import io
import os
import sys

import pytest
from hypothesis import HealthCheck, settings

from cleaner.cli import main

settings.register_profile("fast", max_examples=150, deadline=None, derandomize=True)
settings.register_profile(
    "thorough",
    max_examples=20_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


@pytest.fixture(autouse=True, scope="session")
def _nothing_remembered() -> None:
    """Forget what was cached: mutmut forks after a whole run, and would ask caches, not mutants."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.partition(".")[0] == "cleaner" else ():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture
def run(tmp_path, monkeypatch, capsysbinary):
    """Run one command in a scratch folder; return code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def run(*argv, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main([str(arg) for arg in argv])
        out, err = capsysbinary.readouterr()
        return code, out.decode(), err.decode()

    return run
