"""Fit the weights of cleaner/data/evidence.toml on labelled flattened articles.

    python benchmarks/fit_evidence.py --out cleaner/data/evidence.toml LABELLED.jsonl.gz ...

``labelled_texts.py`` says what a record holds and how a document is shown. What is fitted are the
segments that no rule of words condemns.

With ``--vocabulary`` the words that whole lines of furniture are made of are counted in the rules
first and written to ``vocabulary.toml`` beside the weights; the fit reads the one in the package.
The weights of pages (``fit_page.py``) rest on it too.

Both tables are additive logistic models over bins, fitted by cyclic Newton steps with an L2
penalty (as in Lou, Caruana and Gehrke, "Intelligible models", KDD 2012). The second is fitted on
scores that a first table made of other publishers' documents gave. The figures printed are for a
fold of publishers that neither table had seen in any way: a second table fitted on scores of first
tables that had seen a document knows something of its labels.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import log1p
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import numpy as np
from labelled_texts import DROP, KEEP, Labelled, read_texts
from labelled_texts import views_of as views_of_text
from numpy.typing import NDArray

from cleaner.lines import Block, blocks_of
from cleaner.rules.loading import default_rules
from cleaner.rules.ruleset import Rules
from cleaner.shares import ONE
from cleaner.text.evidence import AGAIN, FIRST, again_signs, first_signs
from cleaner.text.judging import outlook
from cleaner.text.memory import Memory
from cleaner.text.scene import Scene
from cleaner.text.segments import segments_of
from cleaner.text.verdicts import verdicts_of
from cleaner.text.weights import HUNDREDTHS, chance_of, shipped

HELD_OUT = 0  # the fold that the figures are for
SWEEPS = 25
PENALTY = 8.0
STEP = 0.6
LINES_OF_ONE = 200  # a document weighs no more than this many lines
LONGEST = 60_000  # characters of a text that is fitted on
CLEAN = 2.0  # losing a piece of the article is worse than keeping one of boilerplate
PURE, MIXED = 0.85, 0.5  # shares of boilerplate in what goes and in what stays
VOCABULARY = """\
# The words that whole lines of furniture are made of, by what each weighs in hundredths: the log of
# one and the phrases of rules that have it. Made by benchmarks/fit_evidence.py; the weights in
# evidence.toml and page.toml were fitted on it, so it changes only when they do.
"""
Rows = NDArray[np.int16]
Floats = NDArray[np.float64]


class View(NamedTuple):
    """One document, whole or with furniture gone, ready to be fitted or scored."""

    fold: int
    news: bool
    whole: bool
    weight: float
    scene: Scene
    lines: tuple[int, ...]
    first: Rows
    labels: NDArray[np.int8]
    sizes: Floats
    rest: tuple[
        int, int, int
    ]  # of lines not weighed: drop labels gone, keep labels gone, drop kept
    words: tuple[float, float]  # words of keep lines, and of those that rules take


class Model(NamedTuple):
    """An additive model: a start and the weights of each sign's bins."""

    start: float
    bins: list[Floats]

    def scores(self, rows: Rows) -> Floats:
        """Log-odds of each row."""
        total = np.full(len(rows), self.start)
        for j, weights in enumerate(self.bins):
            total += weights[np.minimum(rows[:, j], len(weights) - 1)]
        return total


def views_of(item: tuple[Labelled, bool]) -> list[View]:
    """Every view of one document."""
    document, in_lines = item
    shown = views_of_text(document, in_lines=in_lines)
    return [view for text in shown if (view := _view(text)) is not None]


def _view(document: Labelled) -> View | None:
    memory = Memory(default_rules())
    lines = blocks_of(document.text, memory.shapes)
    if not lines or len(document.text) > LONGEST:
        return None
    blocks = segments_of(document.text, lines, memory)
    verdicts, titles = verdicts_of(blocks, memory, memory.language(document.text))
    scene, looks = outlook(blocks, verdicts, titles, memory)
    if scene.last < 0:
        looks = {}
    first = dict(first_signs(scene, looks))
    wanted = [_wanted(document, block) for block in blocks]
    gone = [verdict is not None for verdict in verdicts]
    other = [(g, y) for i, (g, y) in enumerate(zip(gone, wanted, strict=True)) if i not in first]
    sizes = [block.shape.size for block in blocks]
    return View(
        document.fold,
        document.news,
        document.whole,
        document.weight,
        scene,
        tuple(first),
        np.array(list(first.values()), dtype=np.int16).reshape(len(first), len(FIRST)),
        np.array([wanted[i] for i in first], dtype=np.int8),
        np.array([0.5 + min(sizes[i], 25) / 10 for i in first]),
        (other.count((True, 1)), other.count((True, 0)), other.count((False, 1))),
        (
            sum(s for s, y in zip(sizes, wanted, strict=True) if y == 0),
            sum(s for s, y, g in zip(sizes, wanted, gone, strict=True) if y == 0 and g),
        ),
    )


def _wanted(document: Labelled, block: Block) -> int:
    """What should become of a segment: 1 it goes, 0 it stays, -1 it is not scored."""
    own = document.labels[block.start : block.end]
    drop, keep = own.count(DROP), own.count(KEEP)
    if 2 * (drop + keep) < len(own):
        return -1
    share = drop / (drop + keep)
    return 1 if share > PURE else 0 if share < MIXED else -1


def fit(
    rows: Rows,
    labels: Floats,
    weights: Floats,
    *,
    sweeps: int = SWEEPS,
    step: float = STEP,
    penalty: float = PENALTY,
) -> Model:
    """Fit one additive model by cyclic Newton steps."""
    columns = [np.ascontiguousarray(rows[:, j]).astype(np.int64) for j in range(rows.shape[1])]
    counts = [int(column.max()) + 1 for column in columns]
    start = float(np.log((weights * labels).sum() / (weights * (1 - labels)).sum()))
    model = Model(start, [np.zeros(count) for count in counts])
    total = np.full(len(labels), start)
    for _ in range(sweeps):
        for column, count, bins in zip(columns, counts, model.bins, strict=True):
            chance = 1 / (1 + np.exp(-total))
            slope = np.bincount(column, weights * (labels - chance), count) - penalty * bins
            bend = np.bincount(column, weights * chance * (1 - chance), count) + penalty
            change = np.clip(step * slope / bend, -1, 1)
            bins += change
            total += change[column]
    return model


def stacked(views: Iterable[tuple[View, Rows]]) -> tuple[Rows, Floats, Floats]:
    """Rows, labels and weights of all scored lines."""
    rows, labels, weights = [], [], []
    for view, signs in views:
        scored = view.labels >= 0
        if count := int(scored.sum()):
            rows.append(signs[scored])
            labels.append(view.labels[scored].astype(float))
            weight = view.weight * min(1.0, LINES_OF_ONE / count)
            staying = np.where(view.labels[scored] == 0, CLEAN, 1.0)
            weights.append(weight * staying * view.sizes[scored])
    return np.concatenate(rows), np.concatenate(labels), np.concatenate(weights)


def again(view: View, scores: Floats) -> Rows:
    """The signs of the second table, given what the first said."""
    first = {i: tuple(row) for i, row in zip(view.lines, view.first.tolist(), strict=True)}
    by_line = dict(zip(view.lines, hundredths(scores), strict=True))
    found = [signs for _, signs in again_signs(view.scene, first, by_line)]
    return np.array(found, dtype=np.int16).reshape(len(found), len(AGAIN))


def hundredths(scores: Floats) -> list[int]:
    """Scores as the tables that are written give them."""
    return [round(HUNDREDTHS * score) for score in scores.tolist()]


def unseen(views: Sequence[View]) -> list[Floats]:
    """For each view the scores of a first table fitted on the other folds."""
    models = {
        fold: fit(*stacked((v, v.first) for v in views if v.fold != fold))
        for fold in {view.fold for view in views}
    }
    return [models[view.fold].scores(view.first) for view in views]


def both(views: Sequence[View]) -> tuple[Model, Model]:
    """Both tables; the second is fitted on what first tables of other publishers gave."""
    second = [again(view, scores) for view, scores in zip(views, unseen(views), strict=True)]
    return (
        fit(*stacked((view, view.first) for view in views)),
        fit(*stacked(zip(views, second, strict=True))),
    )


def report(views: Sequence[View], scores: Sequence[Floats], asks: Sequence[int]) -> Iterator[str]:
    """F1 of lines that go and documents that lose 5 % of their words, for one pass."""
    for name in ("news", "all"):
        right = wrong = missed = lost = documents = 0
        for view, score in zip(views, scores, strict=True):
            if not view.whole or (name == "news" and not view.news):
                continue
            chance = np.array([chance_of(z) for z in hundredths(score)])
            need = np.array([asks[view.scene.kinds[i] - 1] for i in view.lines])
            go = chance >= need
            sizes = np.array([view.scene.shapes[i].size for i in view.lines])
            right += view.rest[0] + int((go & (view.labels == 1)).sum())
            wrong += view.rest[1] + int((go & (view.labels == 0)).sum())
            missed += view.rest[2] + int((~go & (view.labels == 1)).sum())
            gone = view.words[1] + float(sizes[go & (view.labels == 0)].sum())
            lost += gone >= 0.05 * view.words[0] > 0
            documents += 1
        yield (
            f"{name}: precision {right / max(1, right + wrong):.3f} recall "
            f"{right / max(1, right + missed):.3f} "
            f"F1 {2 * right / (2 * right + wrong + missed):.3f} "
            f"losing 5 % {lost / max(1, documents):.3f} of {documents}"
        )


def calibration(views: Sequence[View], scores: Sequence[Floats]) -> Iterator[str]:
    """How often lines given a probability really are furniture."""
    pairs = [
        (chance_of(z) / ONE, int(y))
        for view, score in zip(views, scores, strict=True)
        if view.whole
        for z, y in zip(hundredths(score), view.labels, strict=True)
        if y >= 0
    ]
    for low in (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
        high = {0.0: 0.1, 0.1: 0.3, 0.3: 0.5, 0.5: 0.7, 0.7: 0.8, 0.8: 0.9, 0.9: 0.95}.get(
            low, 1.01
        )
        inside = [y for p, y in pairs if low <= p < high]
        yield f"  {low:.2f}-{min(high, 1):.2f}: {np.mean(inside or [0]):.3f} of {len(inside)} lines"


def tables(models: Sequence[Model], names: Sequence[Sequence[str]], head: str) -> str:
    """Both models as TOML, below what stands there already up to ``[first]``."""
    parts = [head]
    for title, signs, model in zip(("first", "again"), names, models, strict=True):
        parts.append(f"[{title}]\nstart = {model.start:.2f}")
        for name, bins in zip(signs, model.bins, strict=True):
            parts.append(f"{name} = [{', '.join(f'{weight:.2f}' for weight in bins)}]")
        parts.append("")
    return "\n".join(parts)


def vocabulary_of(rules: Rules) -> str:
    """The words of whole lines of furniture as TOML, by weight: the more phrases, the heavier."""
    phrases = (phrase for rule in rules.all if rule.removes == "line" for phrase in rule.is_)
    counts = Counter(word for phrase in phrases for word in frozenset(phrase))
    by_weight: dict[int, list[str]] = {}
    for word in sorted(counts):
        by_weight.setdefault(round(HUNDREDTHS * log1p(counts[word])), []).append(word)
    lines = (f'{weight} = "{" ".join(words)}"' for weight, words in sorted(by_weight.items()))
    return "\n".join((VOCABULARY, *lines, ""))


def main() -> int:
    """Fit, report on unseen publishers, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--vocabulary", action="store_true", help="count its words first")
    options = parser.parse_args()
    if options.vocabulary:
        words = options.out.with_name("vocabulary.toml")
        words.write_text(vocabulary_of(default_rules()), encoding="utf-8")
    views: list[View] = []
    documents = chain.from_iterable(map(read_texts, options.data))
    with Pool() as pool:
        for found in pool.imap(views_of, documents, chunksize=8):
            views += found
    print(f"{len(views)} views, {sum(len(v.lines) for v in views)} lines", file=sys.stderr)
    rest = [view for view in views if view.fold == HELD_OUT]
    first, second = both([view for view in views if view.fold != HELD_OUT])
    final = [second.scores(again(view, first.scores(view.first))) for view in rest]
    for line in (*report(rest, final, shipped().at_least[1:]), *calibration(rest, final)):
        print(line)
    head = options.out.read_text(encoding="utf-8").partition("\n[first]\n")[0].rstrip() + "\n"
    options.out.write_text(tables(both(views), (FIRST, AGAIN), head), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
