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


def forget() -> None:
    """Empty the caches of the library."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.partition(".")[0] == "cleaner" else ():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture(autouse=True, scope="session")
def _forget_once() -> None:
    forget()  # mutmut forks after a whole run: caches would answer, not mutants


@pytest.fixture(autouse=True)
def _forget_often() -> None:
    if os.environ.get("MUTANT_UNDER_TEST") == "stats":
        forget()  # mutmut asks which tests call which function: all do that would call it first


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
