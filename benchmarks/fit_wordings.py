"""Fit the runs of words of cleaner/data/wordings.tsv on labelled flattened articles.

    python benchmarks/fit_wordings.py --out cleaner/data/wordings.tsv LABELLED.jsonl.gz ...

``labelled_texts.py`` says what a record holds. A logistic regression with an L1 penalty over the
runs of one to three words that stand in texts of several publishers; each sentence and each piece
of boilerplate is one example. The areas under the curve that are printed are for publishers that
the regression had not seen. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from labelled_texts import DROP, FOLDS, KEEP, Labelled, read_texts
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from cleaner.lines import tokens_of
from cleaner.text.boundaries import boundaries_of
from cleaner.text.wordings import runs_of

PUBLISHERS = 4  # that have a run of words in their texts
STRENGTH = 0.15  # inverse of the L1 penalty
LEAST = 5  # hundredths; smaller weights say nothing


class Example(NamedTuple):
    """The words of a sentence or a piece, whether it is boilerplate, and whose it is."""

    tokens: tuple[str, ...]
    drop: bool
    document: Labelled


def examples_of(document: Labelled) -> Iterator[Example]:
    """The different sentences and pieces of one document."""
    seen: set[tuple[str, ...]] = set()
    text, labels = document.text, document.labels
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and labels[end] == labels[start] and text[end - 1] != "\n":
            end += 1
        if labels[start] in (KEEP, DROP):
            for tokens in _pieces(text[start:end].strip()):
                if tokens not in seen:
                    seen.add(tokens)
                    yield Example(tokens, labels[start] == DROP, document)
        start = end


def _pieces(text: str) -> Iterator[tuple[str, ...]]:
    at = 0
    for boundary in boundaries_of(text, blob=False):
        if tokens := tokens_of(text[at : boundary.end]):
            yield tokens
        at = boundary.start
    if tokens := tokens_of(text[at:]):
        yield tokens


def fit(examples: Sequence[Example]) -> dict[str, int]:
    """The weights of runs of words in hundredths."""
    runs = [set(runs_of(example.tokens)) for example in examples]
    publishers: dict[str, set[str]] = {}
    for found, example in zip(runs, examples, strict=True):
        for run in found:
            publishers.setdefault(run, set()).add(example.document.publisher)
    known = sorted(run for run, whose in publishers.items() if len(whose) >= PUBLISHERS)
    number = {run: i for i, run in enumerate(known)}
    columns = [[number[run] for run in sorted(found) if run in number] for found in runs]
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([np.array(c, dtype=np.int64) for c in columns])
    table = sparse.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(runs), len(known)))
    model = LogisticRegression(penalty="l1", C=STRENGTH, solver="liblinear", random_state=0)
    model.fit(
        table,
        [example.drop for example in examples],
        sample_weight=[example.document.weight for example in examples],
    )
    weights = {run: round(100 * w) for run, w in zip(known, model.coef_[0], strict=True)}
    return {run: weight for run, weight in weights.items() if abs(weight) >= LEAST}


def score(weights: dict[str, int], example: Example) -> int:
    """What the runs of an example add up to."""
    return sum(weights.get(run, 0) for run in set(runs_of(example.tokens)))


def main() -> int:
    """Report on unseen publishers, then fit on all and write the list."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args()
    documents = [document for path in options.data for document, _ in read_texts(path)]
    examples = [example for document in documents for example in examples_of(document)]
    print(f"{len(examples)} examples", file=sys.stderr)
    for fold in range(FOLDS):
        weights = fit([e for e in examples if e.document.fold != fold])
        rest = [e for e in examples if e.document.fold == fold]
        area = roc_auc_score([e.drop for e in rest], [score(weights, e) for e in rest])
        print(f"fold {fold}: {len(weights)} runs, area under the curve {area:.4f}")
    weights = fit(examples)
    rows = (f"{weight}\t{run}\n" for run, weight in sorted(weights.items()))
    options.out.write_text("".join(rows), encoding="utf-8")
    print(f"{len(weights)} runs written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
