"""How work, and CPU time, grow with the input, for every kind of input of ``tests/growing.py``.

    python benchmarks/growth_bench.py [--times 4] [--out benchmarks/results/growth.md]

Work is counted as the tests count it, at 1, 2, 4 and 8 times the smallest size, and told as what it
is a multiple of that at the smallest. Seconds are CPU seconds, the best of three, at sizes
``--times`` as large: they see what a count cannot, a pattern that turns back and what libraries do.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from growing import FACTORS, measured  # noqa: E402 - found there


def counted() -> dict[str, list[int]]:
    """The work of every kind at the four sizes, counted in another process."""
    argv = [sys.executable, str(TESTS / "growing.py")]
    done = subprocess.run(argv, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return dict(map(json.loads, done.stdout.splitlines()))


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


def timed(kind: str, times: int) -> list[float]:
    """CPU seconds at the four sizes, the best of three."""
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        rounds = [list(measured(kind, seconds, times)) for _ in range(3)]
    return [min(each) for each in zip(*rounds, strict=True)]


def main() -> int:
    """Measure and write a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=4)
    parser.add_argument("--out", type=Path, help="a file; standard output without it")
    options = parser.parse_args()
    heads = [f"work {factor}x" for factor in FACTORS[1:]]
    heads += [f"seconds {factor}x" for factor in FACTORS[1:]] + ["seconds at most"]
    lines = [f"| input | {' | '.join(heads)} |", f"| --- |{' ---: |' * len(heads)}"]
    for kind, work in counted().items():
        spent = timed(kind, options.times)
        cells = [f"{each / work[0]:.1f}" for each in work[1:]]
        cells += [f"{each / max(spent[0], 1e-6):.1f}" for each in spent[1:]]
        lines.append(f"| {kind} | {' | '.join(cells)} | {spent[-1]:.2f} |")
    table = "\n".join(lines) + "\n"
    if options.out:
        options.out.write_text(table, encoding="utf-8")
    else:
        print(table, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
