"""Hostile input: what becomes of it, in how much time and memory, beside trafilatura.

    python benchmarks/hostile_bench.py [--only deep] [--seconds 120] [--megabytes 6000]

Every case of ``tests/hostile_cases.py`` in its large size is given to a process of its own, once
for each system, one at a time. Seconds are CPU, of the extraction alone; the limit is on those of
the process. MB are the most memory the process ever had less what it had before. The table goes to
standard output as Markdown.

``all`` means that every sentence of the case came out, ``N of M`` that so many did, ``lost`` that
none did and nothing was said; a reason is what the article gives for having no text. Where nothing
of the page is asked for, ``N characters`` came out.
"""

from __future__ import annotations

import argparse
import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from hostile_cases import CASES, Case

SYSTEMS = ("cleaner", "trafilatura")


def main() -> None:
    """Try every case with every system and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--megabytes", type=int, default=6000)
    parser.add_argument("--one", nargs=2, metavar=("SYSTEM", "NUMBER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(answer(given.one[0], CASES[int(given.one[1])])))
        return
    print("| input | MB |" + "".join(f" {name} | s | peak MB |" for name in SYSTEMS))
    print("| --- | ---: |" + " --- | ---: | ---: |" * len(SYSTEMS))
    for number, case in enumerate(CASES):
        # trafilatura reads pages only
        systems = SYSTEMS if case.kind == "page" else SYSTEMS[:1]
        if given.only in case.name:
            tried = [asked(name, number, given.seconds, given.megabytes) for name in systems]
            cells = [" | ".join(map(str, found)) for found in tried]
            cells += ["no page | | "] * (len(SYSTEMS) - len(systems))
            source = case.make(case.large)
            size = (
                len(source) if isinstance(source, bytes) else len(source.encode(errors="replace"))
            )
            print(f"| {case.name} | {size / 1e6:.1f} | {' | '.join(cells)} |", flush=True)


def asked(system: str, number: int, seconds: int, megabytes: int) -> tuple[str, str, str]:
    """The outcome, seconds and megabytes of one case in a process of its own."""

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))

    command = [sys.executable, __file__, "--one", system, str(number)]
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            command, capture_output=True, timeout=9 * seconds, preexec_fn=limits, check=False
        )
    except subprocess.TimeoutExpired:
        return "no answer", "", ""
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"no answer in {seconds} s", "", ""
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [""]
        return f"failed: {said[-1].partition(':')[0][:40] or done.returncode}", "", ""
    outcome, spent, more = json.loads(done.stdout)
    return outcome, f"{spent:.1f}", f"{more:.0f}"


def answer(system: str, case: Case) -> tuple[str, float, float]:
    """Extract, and say what came of it."""
    source = case.make(case.large)
    extract = _cleaner if system == "cleaner" else _trafilatura
    small = "<html><body><p>" + "A sentence of some length stands here. " * 9 + "</p></body></html>"
    extract(small, case.kind)  # what is loaded once is no part of the figure
    before, start = _most(), time.process_time()
    text, reason = extract(source, case.kind)
    spent, more = time.process_time() - start, _most() - before
    came = sum(piece in text for piece in case.keeps)
    if reason and not text:
        outcome = f"reason: {reason}"
    elif not case.keeps:
        outcome = f"{len(text)} characters"
    elif not came:
        outcome = "lost"
    else:
        outcome = "all" if came == len(case.keeps) else f"{came} of {len(case.keeps)}"
    return outcome, spent, more


def _most() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _cleaner(source: str | bytes, kind: str) -> tuple[str, str | None]:
    from cleaner import clean

    article = clean(source, kind=kind)
    return article.text, article.reason


def _trafilatura(source: str | bytes, kind: str) -> tuple[str, str | None]:
    from trafilatura import extract

    return extract(source, favor_recall=False, include_comments=False) or "", None


if __name__ == "__main__":
    main()
