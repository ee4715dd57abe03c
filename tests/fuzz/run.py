"""Fuzz one target, guided by coverage.

    pip install atheris
    PYTHONPATH=. python tests/fuzz/run.py TARGET [--seconds 900] [--corpus DIR]

TARGET is one of ``targets.TARGETS``. The corpus starts as what ``grammar.seeds`` gives and grows in
DIR (a new folder under the system's temporary one unless given). The run ends at the first input
that breaks a law, takes more than 25 seconds or 2 GB; the input is written to DIR.found. Make it
small, put it into ``tests/fuzz/crashes/TARGET-what.bin``, and ``tests/test_fuzz.py`` tries it for
ever after. Bytes after ``--`` go to libFuzzer.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
from pathlib import Path

import atheris

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

with atheris.instrument_imports(include=["cleaner"], enable_loader_override=False):
    from fuzz import grammar, targets


def main() -> None:
    """Read the arguments and fuzz."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=targets.TARGETS)
    parser.add_argument("--seconds", type=int, default=900)
    parser.add_argument("--corpus", type=Path)
    given, more = parser.parse_known_args()
    corpus = given.corpus or Path(tempfile.mkdtemp(prefix=f"fuzz-{given.target}-"))
    corpus.mkdir(parents=True, exist_ok=True)
    found = corpus.with_name(corpus.name + ".found")
    found.mkdir(exist_ok=True)
    for data in grammar.seeds(given.target):
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        rng = random.Random(seed)  # noqa: S311 - no secret
        if rng.random() < 0.4:
            return atheris.Mutate(data, most)
        return grammar.mutated(given.target, data, rng)[:most]

    limits = [f"-max_total_time={given.seconds}", "-max_len=6000", "-timeout=25"]
    limits += ["-rss_limit_mb=2048", f"-artifact_prefix={found}/"]
    argv = [sys.argv[0], str(corpus), *limits, *(word for word in more if word != "--")]
    atheris.Setup(argv, targets.TARGETS[given.target], custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
