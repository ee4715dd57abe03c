"""Work of every kind on inputs that grow with a number.

    python tests/growing.py KIND ...

prints for each kind, as a line of JSON, the work counted by ``counting.py`` for 1, 2, 4 and 8
times its smallest size. The package is read anew, so this runs in a process of its own.

At some size a list becomes long enough for a rule, or a word frequent enough to be a name, and the
work takes a step. A step in one place is no growth: what does not grow evenly is looked at once
more at sizes between these, and what grows too fast does so there as well.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

import counting
from growing_pages import PAGES
from growing_texts import START, TEXTS, between, made_up, misspelt, prose

FACTORS = (1, 2, 4, 8)
BETWEEN = 1.4
MOST = 2.3  # times the work for twice the input
MOST_MORE = 2.5  # times the work for what the input has grown by, of which there is less
LANGUAGES = "id ms en de fr es pt it nl tr pl ru vi".split()


def _tables(n: int, folder: Path) -> str:
    path = folder / f"news{n}.jsonl"
    rows = ({"id": i, "text": _document(i)} for i in range(n))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def _document(i: int) -> str:
    random = Random(i)
    body = "\n\n".join(prose(2 + i % 2))
    return f"{made_up(random)} Turun Lagi\n\nADVERTISEMENT\n\n{body} {i}\n\nBaca juga: {made_up(random)}"


def _files(n: int, folder: Path) -> str:
    target = folder / f"files{n}"
    target.mkdir()
    for i in range(n):
        (target / f"{i}.txt").write_text(_document(i), encoding="utf-8")
    return str(target)


def _markdown(n: int, folder: Path) -> str:
    random = Random(2)
    path = folder / f"notes{n}.md"
    parts = (
        f"## {made_up(random)}\n\n{p} [a](b{i})\n\nADVERTISEMENT\n\n- {made_up(random)}\n\n| a | {i} |"
        for i, p in enumerate(prose(n))
    )
    path.write_text("\n\n".join((START, *parts)), encoding="utf-8")
    return str(path)


def _findings(n: int, folder: Path) -> str:
    path = folder / f"many{n}.txt"
    path.write_text(f"{START}\n\n{between(lambda r, i: 'ADVERTISEMENT', n)}", encoding="utf-8")
    return str(path)


Make = Callable[[int, Path], str]
COMMANDS: dict[str, tuple[int, Make, tuple[str, ...]]] = {
    "clean a table": (10, _tables, ("clean", "{}", "--out", "{}.out", "--jobs", "1", "--quiet")),
    "clean files": (10, _files, ("clean", "{}", "--out", "{}.out", "--jobs", "1", "--quiet")),
    "check a table": (10, _tables, ("check", "{}", "--no-config")),
    "check one file": (10, _findings, ("check", "{}", "--no-config")),
    "check as sarif": (10, _findings, ("check", "{}", "--no-config", "--format", "sarif")),
    "fix a table": (10, _tables, ("fix", "{}", "--no-config")),
    "fix one file": (10, _findings, ("fix", "{}", "--no-config")),
    "fix Markdown": (8, _markdown, ("fix", "{}", "--no-config")),
    "diff of a file": (10, _findings, ("fix", "{}", "--no-config", "--diff")),
    "learn": (12, _tables, ("learn", "{}", "--out", "{}.toml", "--jobs", "1", "--quiet")),
    "explain": (10, _findings, ("explain", "{}")),
    "report": (10, _tables, ("report", "{}", "--out", "{}.html")),
}


class Kind(NamedTuple):
    """Something to do with an input of any size; the smallest size; what makes the input."""

    smallest: int
    prepare: Callable[[int, Path], Callable[[], object]]


def _clean(make: Callable[[int], str], kind: str, n: int, folder: Path) -> Callable[[], object]:
    from cleaner import clean

    return partial(clean, f"{make(n)}\n\n{START}" if kind == "text" else make(n), kind=kind)


def _command(make: Make, words: tuple[str, ...], n: int, folder: Path) -> Callable[[], object]:
    from cleaner.cli import main

    path = make(n, folder)
    argv = [word.replace("{}", path) for word in words]

    def work() -> None:
        if main(argv) > 1:
            raise RuntimeError(f"{argv} failed")

    return work


def _trail(n: int, folder: Path) -> Callable[[], object]:
    from cleaner import clean, explain, restore

    article = clean(f"{START}\n\n{between(lambda r, i: 'ADVERTISEMENT', n)}")
    return lambda: (restore(article), list(explain(article)), article.to_dict())


def _as_markdown(n: int, folder: Path) -> Callable[[], object]:
    from cleaner import clean

    article = clean(PAGES["links in prose"][1](n), kind="page")
    return lambda: article.markdown


def _repair(n: int, folder: Path) -> Callable[[], object]:
    from cleaner import repair

    return partial(repair, misspelt(n), language="id", repairs="all")


KINDS: dict[str, Kind] = {
    **{
        f"text: {name}": Kind(n, partial(_clean, make, "text")) for name, (n, make) in TEXTS.items()
    },
    **{
        f"page: {name}": Kind(n, partial(_clean, make, "page")) for name, (n, make) in PAGES.items()
    },
    **{
        f"command: {name}": Kind(n, partial(_command, make, words))
        for name, (n, make, words) in COMMANDS.items()
    },
    "trail": Kind(12, _trail),
    "markdown of a page": Kind(20, _as_markdown),
    "repair": Kind(60, _repair),  # long enough to take as many rounds as longer ones
}


def measured(
    name: str, measure: Callable[[Callable[[], object]], float], times: float = 1
) -> Iterator[float]:
    """What a kind costs at each of the sizes; what is loaded once is loaded before."""
    from cleaner import repair
    from cleaner.words.slips import BANDS, spelt

    kind = KINDS[name]
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            repair("a b.", language=language)
            for band in BANDS:
                spelt(language, band)
        kind.prepare(kind.smallest + 1, Path(folder))()
        for factor in FACTORS:
            work = kind.prepare(int(factor * times * kind.smallest), Path(folder))
            counting.forget()
            yield measure(work)


def is_even(work: Sequence[float]) -> bool:
    """Whether twice the input was no more than about twice the work, as a whole and of each step."""
    one, two, four, eight = work
    whole = max(two / one, four / two, eight / four)
    # what any document costs hides nothing of what the last ones added
    return whole < MOST and eight - four < MOST_MORE * (four - two)


def main() -> int:
    """Count and print."""
    counting.watch()
    from cleaner.page import witness

    # what another library makes of a page of limited length is no growth
    witness._extracted = lambda source: ""
    out = sys.stdout
    with open(os.devnull, "w", encoding="utf-8") as none, contextlib.redirect_stdout(none):
        for name in sys.argv[1:] or KINDS:
            work = list(measured(name, counting.counted))
            if not is_even(work):
                work = list(measured(name, counting.counted, BETWEEN))
            print(json.dumps([name, work]), file=out, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
