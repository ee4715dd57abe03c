"""Fit cleaner/data/residue.toml: how likely what stayed in a cleaned text is boilerplate.

    python benchmarks/fit_residue.py --out cleaner/data/residue.toml LABELLED.jsonl.gz ...

``labelled_texts.py`` says what a record holds. Each text is cleaned, and every piece of it that
stayed is a row: its signs (``cleaner/text/residue.py``) and the share of its characters that are
labelled as boilerplate. A document weighs the same however long it is.

The table is an additive logistic model over bins, and over pairs of bins (as in Lou, Caruana and
Gehrke, "Accurate intelligible models with pairwise interactions", KDD 2013). The figures printed
are for documents of publishers that the table had not seen, in folds: the area under the curve of
the expected share for documents less than 95 % right, and a table of what was expected against
what was right. With ``--score`` nothing is fitted: the shipped table is scored on the data.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import numpy as np
from fit_evidence import Floats, Model, Rows, fit
from labelled_texts import DROP, KEEP, Labelled, read_texts

from cleaner.cleaning import settle
from cleaner.lines import blocks_of
from cleaner.rules.loading import default_rules
from cleaner.text.memory import Memory
from cleaner.text.residue import GROUPS, PAIRS, SINGLE, grouped, pieces_left, signs_left, sureties
from cleaner.types import Article, Edit

FOLDS = 6
STYLES = ("main", "hand")
PIECES_OF_ONE = 10  # how much a document weighs beside the penalty
LEAST_KEPT = 50  # characters of the article that a scored document has
RIGHT = 0.95
SWEEPS = 15
EDGES = (0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.98, 0.99)
HEAD = """\
# How much each sign of a piece that stayed speaks for boilerplate, in log-odds; see
# cleaner/text/residue.py. Made by benchmarks/fit_residue.py.
"""


class View(NamedTuple):
    """One cleaned document.

    ``noise`` is the share of boilerplate in each of its pieces, ``sizes`` their characters.
    ``cut`` and ``doubted`` are the characters that went, and how many of them the verdicts doubt;
    ``shown`` is the article's own confidence.
    """

    fold: int
    hand: bool
    weight: float
    rows: Rows
    noise: Floats
    sizes: Floats
    cut: float
    doubted: float
    right: float
    shown: float


def view_of(item: tuple[Labelled, bool]) -> View | None:
    """Clean one document and look at what stayed."""
    document = item[0]
    memory = Memory(default_rules())
    settled = settle(document.text, memory.rules, None, memory=memory)
    right = share_right(document, settled.edits)
    lines = blocks_of(settled.text, memory.shapes)
    if right is None or not lines or len(lines) != len(memory.left.lines):
        return None
    pieces = list(pieces_left(lines, memory))
    rows = list(signs_left(settled.text, settled.edits, pieces, memory))
    labels = labels_left(document, settled.edits)
    counts = [
        (own.count(DROP), own.count(KEEP))
        for own in (labels[piece.start : piece.end] for piece in pieces)
    ]
    gone = [(len(edit.old), edit.confidence) for edit in settled.edits if not edit.new]
    return View(
        zlib.crc32(document.publisher.encode()) % FOLDS,
        document.weight > 2,
        document.weight,
        np.array(rows, dtype=np.int16).reshape(len(rows), len(SINGLE)),
        # what may stay or go, as a byline, is not wrong where it stayed
        np.array([drop / max(1, drop + keep) for drop, keep in counts]),
        np.array([piece.end - piece.start for piece in pieces], dtype=float),
        sum(size for size, _ in gone),
        sum(size * (1 - sure) for size, sure in gone),
        right,
        shown_of(settled.text, settled.edits, memory),
    )


def shown_of(text: str, edits: Sequence[Edit], memory: Memory) -> float:
    """The confidence of the article by the table that ships."""
    return Article(text, edits=tuple(edits), confidences=sureties(text, edits, memory)).confidence


def share_right(document: Labelled, edits: Sequence[Edit]) -> float | None:
    """The share of the labelled characters that was judged rightly, spaces not counted."""
    gone = bytearray(len(document.text))
    for edit in edits:
        if not edit.new:
            gone[edit.start : edit.end] = b"\1" * (edit.end - edit.start)
    seen = [
        (label, went)
        for char, label, went in zip(document.text, document.labels, gone, strict=True)
        if not char.isspace() and label in (KEEP, DROP)
    ]
    if sum(label == KEEP for label, _ in seen) < LEAST_KEPT:
        return None
    return sum((label == DROP) == went for label, went in seen) / len(seen)


def labels_left(document: Labelled, edits: Sequence[Edit]) -> list[str]:
    """The label of each character of the text that ``edits`` lead to; of spaces none counts."""
    labels: list[str] = []
    at = 0
    for edit in (*edits, Edit(len(document.text), len(document.text), "", "", "")):
        for char, label in zip(
            document.text[at : edit.start], document.labels[at : edit.start], strict=True
        ):
            labels.append("" if char.isspace() else label)
        labels += [""] * len(edit.new)
        at = edit.end
    return labels


def columns_of(rows: Rows) -> Rows:
    """The bins of single signs and those of pairs, a column each."""
    pairs = []
    for a, b in PAIRS:
        left, right = (rows[:, SINGLE.index(name)] for name in (a, b))
        wide = len(GROUPS[b]) + 1
        pairs.append(
            [grouped(a, i) * wide + grouped(b, j) for i, j in zip(left, right, strict=True)]
        )
    return np.column_stack([rows, *(np.array(pair, dtype=np.int16) for pair in pairs)])


def fitted(views: Sequence[View]) -> Model:
    """Fit the table."""
    weights = [view.weight * PIECES_OF_ONE * view.sizes / view.sizes.sum() for view in views]
    return fit(
        np.concatenate([view.rows for view in views]),
        np.concatenate([view.noise for view in views]),
        np.concatenate(weights),
        sweeps=SWEEPS,
    )


def expected(view: View, model: Model) -> float:
    """The share that is expected to be right, as ``Article.confidence`` adds it up."""
    chances = 1 / (1 + np.exp(-model.scores(view.rows)))
    wrong = float((chances * view.sizes).sum()) + view.doubted
    return 1 - wrong / (float(view.sizes.sum()) + view.cut)


def area(scores: Floats, marked: Floats) -> float:
    """The area under the curve: how often a marked document scores above one that is not."""
    ranks = np.empty(len(scores))
    for value in np.unique(scores):
        ranks[scores == value] = (scores < value).sum() + ((scores == value).sum() + 1) / 2
    count = marked.sum()
    rest = len(marked) - count
    return float((ranks[marked > 0].sum() - count * (count + 1) / 2) / max(1, count * rest))


def report(views: Sequence[View], shares: Floats) -> Iterator[str]:
    """The area under the curve, and what was expected against what was right."""
    right = np.array([view.right for view in views])
    hand = np.array([view.hand for view in views])
    for name, some in (("all", np.ones_like(hand)), ("scrapes", hand), ("pages", ~hand)):
        if some.any():
            bad = (right[some] < RIGHT).astype(float)
            yield (
                f"{name}: area {area(-shares[some], bad):.3f}, mean error "
                f"{np.abs(shares[some] - right[some]).mean():.4f} of {some.sum()}, "
                f"{bad.mean():.2f} less than {RIGHT:.0%} right"
            )
    edges = (0.0, *EDGES, 1.01)
    for low, high in pairwise(edges):
        inside = (shares >= low) & (shares < high)
        if inside.any():
            yield (
                f"  {low:.3f}-{min(high, 1):.3f}: {inside.sum():4} documents, expected "
                f"{shares[inside].mean():.3f}, right {right[inside].mean():.3f}, "
                f"less than {RIGHT:.0%} right {(right[inside] < RIGHT).mean():.2f}"
            )


def table(model: Model) -> str:
    """The model as TOML."""
    parts = [HEAD, f"start = {model.start:.2f}", "", "[single]"]
    for name, bins in zip(SINGLE, model.bins, strict=False):
        parts.append(f"{name} = [{', '.join(f'{weight:.2f}' for weight in bins)}]")
    parts += ["", "# of two signs together: a row for each group of bins of the first", "[pairs]"]
    for (a, b), bins in zip(PAIRS, model.bins[len(SINGLE) :], strict=True):
        wide = len(GROUPS[b]) + 1
        cells = np.zeros((len(GROUPS[a]) + 1) * wide)
        cells[: len(bins)] = bins
        rows = (cells[i : i + wide] for i in range(0, len(cells), wide))
        written = ", ".join(f"[{', '.join(f'{weight:.2f}' for weight in row)}]" for row in rows)
        parts.append(f"{a}_{b} = [{written}]")
    return "\n".join((*parts, ""))


def main() -> int:
    """Fit, report on unseen publishers, write the table; or score the shipped one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--score", action="store_true", help="score the shipped table")
    options = parser.parse_args()
    documents = chain.from_iterable(read_texts(path, styles=STYLES) for path in options.data)
    with Pool() as pool:
        found = [view for view in pool.imap(view_of, documents, chunksize=8) if view is not None]
    print(f"{len(found)} documents, {sum(len(v.rows) for v in found)} pieces", file=sys.stderr)
    if options.score:
        print(*report(found, np.array([view.shown for view in found])), sep="\n")
        return 0
    views = [view._replace(rows=columns_of(view.rows)) for view in found]
    folds = [fitted([view for view in views if view.fold != fold]) for fold in range(FOLDS)]
    print(*report(views, np.array([expected(v, folds[v.fold]) for v in views])), sep="\n")
    if options.out:
        options.out.write_text(table(fitted(views)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
