"""Words of boilerplate: how much the words of a segment speak for it, in hundredths of log-odds.

``data/wordings.tsv`` holds some thousand runs of one to three words, each with a weight: what a
logistic regression with an L1 penalty (Tibshirani, "Regression shrinkage and selection via the
lasso", 1996) left of all runs in labelled texts. A person can read and edit it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ..lines import Shape
from ..shipped import data_files

DOUBTED_SHORT = 250  # the same for a sentence of fewer words than prose has
DOUBTED = 100  # hundredths of log-odds that the words of a sentence speak for boilerplate
LONGEST_RUN = 3  # words
MOST_WORDS = 60  # of a segment that are looked at; longer ones are told by other features


def runs_of(tokens: Sequence[str]) -> Iterator[str]:
    """The runs of one to three words, digits written as one zero; each may come several times."""
    words = ["0" if token.isdigit() else token for token in tokens[:MOST_WORDS]]
    for width in range(1, LONGEST_RUN + 1):
        for i in range(len(words) - width + 1):
            yield " ".join(words[i : i + width])


def score_of(tokens: Sequence[str]) -> int:
    """What the different runs of a segment add up to, in hundredths of log-odds."""
    weights = shipped_wordings()
    words = tokens[:MOST_WORDS]
    if any(map(str.isdigit, words)):
        words = ["0" if word.isdigit() else word for word in words]
    found = weights.keys() & words
    pairs = list(map(" ".join, pairwise(words)))
    found |= weights.keys() & pairs
    if not _first_pairs().isdisjoint(pairs):
        found |= weights.keys() & map(" ".join, zip(pairs, words[2:], strict=False))
    return sum(map(weights.__getitem__, found))


@cache
def _first_pairs() -> frozenset[str]:
    """The pairs of words that runs of three begin with."""
    return frozenset(run.rpartition(" ")[0] for run in shipped_wordings() if run.count(" ") > 1)


def is_doubted(shape: Shape) -> bool:
    """Whether the words of a sentence speak so much for boilerplate that it is no wall."""
    return score_of(shape.tokens) >= doubted_from(shape)


def doubted_from(shape: Shape) -> int:
    """The score from which a sentence is no wall."""
    return DOUBTED if shape.prose else DOUBTED_SHORT


@cache
def shipped_wordings() -> dict[str, int]:
    """Every run of words that ships, with its weight in hundredths."""
    file = data_files() / "wordings.tsv"
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return {run: int(weight) for weight, run in rows}
