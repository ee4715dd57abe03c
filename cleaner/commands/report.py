"""The command ``report``: a page that shows what was cut out of which document, and why."""

from __future__ import annotations

import argparse
import heapq
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from .. import kinds
from ..corpus.columns import Settings
from ..corpus.fields import given_fields
from ..files import UsageError
from ..places import is_address, is_remote, lies_in, place_of
from ..records import plural
from ..report.cleaned import Failure, documents, is_run
from ..report.overview import Overview, add
from ..report.residue import Residue
from ..report.views import Numbers, rule_views, view
from ..rules.loading import default_rules
from ..writing import replacing
from .passed import nothing_in

_FAILURES = 1000  # listed on the page


class Gathered(NamedTuple):
    """What was found in the inputs: counts of all, and the documents that are shown."""

    overview: Overview
    numbers: Numbers
    residue: Residue
    shown: list[tuple[dict[str, Any], str]]
    failures: list[Failure]


def run(options: argparse.Namespace, settings: Settings, say: Callable[[str], None]) -> int:
    """Write the page of a report."""
    # imported here, and first of all: the library it needs may be missing
    from ..report.page import Contents, families_of, page

    if options.out is None:
        raise UsageError("report needs --out FILE to write to")
    if is_address(options.out):
        raise UsageError("the page of a report is written to a file here")
    out = Path(options.out)
    _check(out, [place_of(name) for name in options.cleaned])
    empty = nothing_in(options.cleaned, kinds.CORPUS)
    for sentence in empty:
        say(sentence)
    found = gathered(options, settings, say)
    families = families_of(list(found.numbers))
    rules = settings.rules or default_rules()
    contents = Contents(
        title=", ".join(Path(name).name for name in options.cleaned),
        overview=found.overview,
        rows=[row for row, _ in found.shown],
        bodies=[body for _, body in found.shown],
        rules=rule_views(found.numbers, families, found.overview, rules),
        families=families,
        failures=found.failures[:_FAILURES],
        residue=found.residue,
    )
    write(out, page(contents))
    say(_told(found, out))
    return 1 if found.failures or empty else 0


def _check(out: Path, inputs: Sequence[Path]) -> None:
    """Refuse a page that would take the place of an input, or be taken for one the next time."""
    if out.name.lower().endswith((*kinds.TEXTS, *kinds.TABLES)):
        raise UsageError(f"--out {out}: the page of a report is called like page.html")
    home = out.resolve()
    for path in inputs:
        if not is_remote(path) and home == path.resolve():
            raise UsageError(f"{out} is an input and would be written over")
        if path.is_dir() and not is_run(path) and lies_in(out, path):
            raise UsageError(f"--out {out} lies in the input folder {path}; choose another place")


def gathered(
    options: argparse.Namespace, settings: Settings, say: Callable[[str], None]
) -> Gathered:
    """Read all documents: every one is counted, the ``most`` least sure of them are kept."""
    from ..report.page import embedded

    found = Gathered(Overview(), {}, Residue(), [], [])
    kept: list[tuple[float, int, dict[str, Any], str]] = []
    for number, document in enumerate(
        documents(options.cleaned, given_fields(options.field), settings, options.separator)
    ):
        if isinstance(document, Failure):
            say(f"{document.name}: {document.cause}")
            found.failures.append(document)
            continue
        seen = view(document, found.numbers)
        add(found.overview, seen.facts, document.edits)
        found.residue.add(document.name, document.site, document.values)
        if len(kept) == options.most and -seen.facts.confidence < kept[0][0]:
            continue
        item = (-seen.facts.confidence, -number, seen.row, embedded(seen.body))
        push = heapq.heappush if len(kept) < options.most else heapq.heappushpop
        push(kept, item)
    in_order = sorted(kept, key=lambda item: -item[1])
    return found._replace(shown=[(row, body) for _, _, row, body in in_order])


def write(path: Path, pieces: Iterator[str]) -> None:
    """Write a page whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as handle:
        for piece in pieces:
            handle.write(piece.encode())


def _told(found: Gathered, out: Path) -> str:
    counts = f"{found.overview.documents + len(found.failures)} in = "
    counts += f"{found.overview.documents} counted + {len(found.failures)} failed"
    return f"{counts}; {plural(len(found.shown), 'document')} shown: {out}"
