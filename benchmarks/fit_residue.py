"""Fit cleaner/data/residue.toml: how likely what stayed in a cleaned text is boilerplate.

    python benchmarks/fit_residue.py --out cleaner/data/residue.toml LABELLED.jsonl.gz ...

``labelled_texts.py`` says what a record holds. Each text is cleaned, and every piece of it that
stayed is a row: its signs (``cleaner/text/residue.py``) and the share of its characters that are
labelled as boilerplate. A document weighs the same however long it is.

What is fitted are small boosted trees over the bins. The figures printed are for documents of
publishers that the trees had not seen, in folds: the area under the curve of the expected share for
documents less than 95 % right, and a table of what was expected against what was right. With
``--score`` nothing is fitted: the shipped trees are scored on the data.
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

import lightgbm
import numpy as np
from fit_evidence import Floats, Rows
from fit_page import lines_of
from labelled_texts import DROP, KEEP, Labelled, read_texts

from cleaner.cleaning import settle
from cleaner.lines import blocks_of
from cleaner.rules.loading import default_rules
from cleaner.text.memory import Memory
from cleaner.text.residue import SIGNS, confidence_of, pieces_left, signs_left
from cleaner.types import Edit

FOLDS = 6
STYLES = ("main", "hand")
PIECES_OF_ONE = 10  # how much a document weighs beside the penalty
LEAST_KEPT = 50  # characters of the article that a scored document has
RIGHT = 0.95
TREES = 150
GROWN = {
    "objective": "cross_entropy",
    "learning_rate": 0.07,
    "num_leaves": 8,
    "min_data_in_leaf": 20,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}
EDGES = (0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.98, 0.99)
HEAD = """\
# How likely a piece that stayed is boilerplate: trees over its signs, as cleaner/page/trees.py
# reads them; see cleaner/text/residue.py. Made by benchmarks/fit_residue.py.
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
        np.array(rows, dtype=np.int16).reshape(len(rows), len(SIGNS)),
        # what may stay or go, as a byline, is not wrong where it stayed
        np.array([drop / max(1, drop + keep) for drop, keep in counts]),
        np.array([piece.end - piece.start for piece in pieces], dtype=float),
        sum(size for size, _ in gone),
        sum(size * (1 - sure) for size, sure in gone),
        right,
        confidence_of(settled.text, settled.edits, memory),
    )


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


def fitted(views: Sequence[View]) -> lightgbm.Booster:
    """Grow the trees."""
    weights = [view.weight * PIECES_OF_ONE * view.sizes / view.sizes.sum() for view in views]
    data = lightgbm.Dataset(
        np.concatenate([view.rows for view in views]),
        np.concatenate([view.noise for view in views]),
        weight=np.concatenate(weights),
    )
    return lightgbm.train(GROWN, data, TREES)


def expected(view: View, trees: lightgbm.Booster) -> float:
    """The share that is expected to be right, as ``Article.confidence`` adds it up."""
    chances = np.asarray(trees.predict(view.rows, num_threads=1))
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


def main() -> int:
    """Fit, report on unseen publishers, write the trees; or score the shipped ones."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--score", action="store_true", help="score the shipped trees")
    options = parser.parse_args()
    documents = chain.from_iterable(read_texts(path, styles=STYLES) for path in options.data)
    with Pool() as pool:
        found = [view for view in pool.imap(view_of, documents, chunksize=8) if view is not None]
    print(f"{len(found)} documents, {sum(len(v.rows) for v in found)} pieces", file=sys.stderr)
    if options.score:
        print(*report(found, np.array([view.shown for view in found])), sep="\n")
        return 0
    folds = [fitted([view for view in found if view.fold != fold]) for fold in range(FOLDS)]
    print(*report(found, np.array([expected(v, folds[v.fold]) for v in found])), sep="\n")
    if options.out:
        grown = "\n".join(lines_of(fitted(found)))
        options.out.write_text(f'{HEAD}\ntrees = """\n{grown}\n"""\n', encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
