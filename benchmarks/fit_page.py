"""Fit the weights of cleaner/data/page.toml on labelled pages.

    python benchmarks/fit_page.py --out cleaner/data/page.toml FOLDER ...

A folder is a labelled one of pages, as ``labelled.py`` says; their ``NAME.json`` may have ``url``,
``site``, ``kind`` (what is not ``article`` weighs less) and ``news`` (weighs more). Blocks are
labelled by aligning the page's words with the article's (anchors as in Cohen's patience diff, gaps
by the longest common blocks).

The tables are fitted as in ``fit_evidence``, the trees by LightGBM on what the second table is
fitted on. The figures printed are word F1 of the blocks that stay, before any rule for flattened
text, on a fold of sites that nothing had seen in any way: a second table fitted on scores of first
tables that had seen a page knows something of its labels. ``--leave-out FOLD`` writes tables that
have not seen the sites of a fold, to score the whole way from a page to its text on them.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from fit_evidence import Floats, Model, Rows, fit, hundredths, tables
from labelled import pages_of
from numpy.typing import NDArray

from cleaner.lines import tokens_of
from cleaner.page.evidence import AGAIN, again_signs, first_names, shipped
from cleaner.page.judging import see, told_of
from cleaner.page.scene import PageScene
from cleaner.page.tree import parse
from cleaner.page.trees import LEAVES
from cleaner.page.walk import read
from cleaner.reading import decode_page
from cleaner.rules.loading import default_rules
from cleaner.stated.structured import stated
from cleaner.text.memory import Memory
from cleaner.text.weights import HUNDREDTHS

FOLDS = 4
HELD_OUT = 0  # the fold that the figures are for
SWEEPS = 30
PENALTY = 30.0
STEP = 1.0
GRAM = 4  # words of an anchor
LARGEST_GAP = 600_000  # pairs of words between anchors that are compared one by one
TREES = 200
GROWN = {
    "objective": "binary",
    "num_leaves": LEAVES - 1,
    "learning_rate": 0.1,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "lambda_l2": 8.0,
    "seed": 1,
    "deterministic": True,
    "force_col_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
PER_PAGE = 20.0  # what a page weighs
NEWS, ARTICLE, OTHER = 4.0, 1.5, 0.7


class View(NamedTuple):
    """One labelled page ready to be fitted or scored."""

    fold: int
    group: str
    weight: float
    scene: PageScene
    sizes: NDArray[np.int64]
    lines: tuple[int, ...]
    rows: Rows
    keep: NDArray[np.float64]
    words: tuple[tuple[str, ...], ...]
    gold: Counter[str]


def view(labelled: tuple[bytes, dict[str, object]]) -> View | None:
    """See and label one page."""
    data, record = labelled
    text, _ = decode_page(data)
    tree = parse(text).root
    if tree is None:
        return None
    url = str(record.get("url") or "")
    told = told_of(stated(tree, url), url)
    memory = Memory(default_rules())
    page = read(tree)
    if not page.blocks:
        return None
    scene, parts = see(page, told, memory, whole=True)
    words = [tokens_of(block.text) for block in scene.page.blocks]
    gold = tokens_of(str(record["text"]))
    shares = labels([word for line in words for word in line], gold, [len(line) for line in words])
    news, article = record.get("news"), record.get("kind", "article") == "article"
    site = str(record.get("site") or record["file"])
    # elements cannot be handed to another process, and are not asked for again
    frames = scene.page.frames._replace(elements=[])
    scene.page = scene.page._replace(frames=frames)
    scene.containers.frames = frames
    rows = [part.signs(len(shipped().families)) for part in parts.values()]
    return View(
        zlib.crc32(site.encode()) % FOLDS,
        "news" if news else "articles" if article else "others",
        NEWS if news else ARTICLE if article else OTHER,
        scene,
        np.array([len(line) for line in words]),
        tuple(parts),
        np.array(rows, dtype=np.int16).reshape(len(rows), len(first_names(shipped()))),
        np.array(shares),
        tuple(words),
        Counter(gold),
    )


def labels(page: Sequence[str], gold: Sequence[str], sizes: Sequence[int]) -> list[float]:
    """For each block the share of its words that are aligned with the gold text."""
    marks = aligned(page, gold)
    found, at = [], 0
    for size in sizes:
        found.append(sum(marks[at : at + size]) / size if size else 0.0)
        at += size
    return found


def aligned(page: Sequence[str], gold: Sequence[str]) -> list[bool]:
    """Which words of the page stand in the gold text, in its order."""
    marks = [False] * len(page)
    edges = [(0, 0, 0), *_anchors(page, gold), (len(page), len(gold), 0)]
    for (p, g, size), (next_p, next_g, _) in pairwise(edges):
        marks[p : p + size] = [True] * size
        p, g = p + size, g + size
        if 0 < (next_p - p) * (next_g - g) <= LARGEST_GAP:
            matcher = SequenceMatcher(None, page[p:next_p], gold[g:next_g], autojunk=False)
            for block in matcher.get_matching_blocks():
                marks[p + block.a : p + block.a + block.size] = [True] * block.size
    return marks


def _anchors(page: Sequence[str], gold: Sequence[str]) -> list[tuple[int, int, int]]:
    """Stretches both have in the same order, from word sequences that gold has once."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(gold) - GRAM + 1):
        places[tuple(gold[at : at + GRAM])].append(at)
    runs: list[list[int]] = []
    open_runs: dict[int, list[int]] = {}
    for at in range(len(page) - GRAM + 1):
        for g in places.get(tuple(page[at : at + GRAM]), ())[:4]:
            run = open_runs.get(at - g)
            if run is not None and run[0] + run[2] == at + GRAM - 1:
                run[2] += 1
            else:
                open_runs[at - g] = run = [at, g, GRAM]
                runs.append(run)
    return _heaviest_chain(runs)


def _heaviest_chain(runs: Sequence[Sequence[int]]) -> list[tuple[int, int, int]]:
    """The runs in rising order on both sides that hold the most words."""
    runs = sorted(runs, key=lambda run: (-run[2], run[0]))
    chosen: list[tuple[int, int, int]] = []
    for p, g, size in runs:
        at = bisect_left(chosen, (p, g, size))
        before = chosen[at - 1] if at else (0, 0, 0)
        after = chosen[at] if at < len(chosen) else (1 << 60, 1 << 60, 0)
        cut = max(0, before[0] + before[2] - p, before[1] + before[2] - g)
        room = min(after[0] - p, after[1] - g, size)
        if g >= before[1] and room - cut >= 2:
            chosen.insert(at, (p + cut, g + cut, room - cut))
    return chosen


def stacked(views: Iterable[View], rows: Iterable[Rows]) -> tuple[Rows, Floats, Floats]:
    """Rows, labels (1 is furniture) and weights of all blocks that are weighed."""
    found, drop, weights = [], [], []
    for view, signs in zip(views, rows, strict=True):
        found.append(signs)
        drop.append((view.keep[list(view.lines)] < 0.5).astype(float))
        size = np.sqrt(view.sizes + 1.0)
        weights.append((view.weight * PER_PAGE * size / size.sum())[list(view.lines)])
    weight = np.concatenate(weights)
    return np.concatenate(found), np.concatenate(drop), weight / weight.mean()


def unseen(views: Sequence[View]) -> list[Floats]:
    """For each page the scores of a first table fitted on pages of the other folds."""
    models = {
        fold: fitted(
            [v for v in views if v.fold != fold], [v.rows for v in views if v.fold != fold]
        )
        for fold in {view.fold for view in views}
    }
    return [models[view.fold].scores(view.rows) for view in views]


def fitted(views: Sequence[View], rows: Sequence[Rows]) -> Model:
    """One table."""
    return fit(*stacked(views, rows), sweeps=SWEEPS, step=STEP, penalty=PENALTY)


class Judge(NamedTuple):
    """All that is fitted."""

    first: Model
    again: Model
    trees: lightgbm.Booster

    def scores(self, view: View) -> Floats:
        """What the second table and the trees make of each block of a page together."""
        rows = again(view, self.first.scores(view.rows))
        grown = np.asarray(self.trees.predict(rows, raw_score=True, num_threads=1))
        return (self.again.scores(rows) + 2 * grown) / 3


def judge_of(views: Sequence[View]) -> Judge:
    """Fit all; what looks again is fitted on what first tables of other sites' pages gave."""
    second = [again(view, scores) for view, scores in zip(views, unseen(views), strict=True)]
    rows, labels, weights = stacked(views, second)
    data = lightgbm.Dataset(rows, labels, weight=weights)
    return Judge(
        fitted(views, [view.rows for view in views]),
        fitted(views, second),
        lightgbm.train(GROWN, data, TREES),
    )


def lines_of(trees: lightgbm.Booster) -> Iterator[str]:
    """The trees as ``cleaner.page.trees`` reads them."""
    for tree in trees.dump_model()["tree_info"]:
        yield " ".join(_tokens(tree["tree_structure"]))


def _tokens(node: dict[str, Any]) -> Iterator[str]:
    if "leaf_value" in node:
        yield f"={round(HUNDREDTHS * node['leaf_value'])}"
        return
    yield f"{node['split_feature']}.{int(node['threshold'])}"
    yield from _tokens(node["left_child"])
    yield from _tokens(node["right_child"])


def again(view: View, scores: Floats) -> Rows:
    """The signs of the second table, given what the first said."""
    company = again_signs(view.scene, dict(zip(view.lines, hundredths(scores), strict=True)))
    near = np.array([company[i] for i in view.lines], dtype=np.int16)
    return np.concatenate([near.reshape(len(view.lines), len(AGAIN)), view.rows], axis=1)


def report(views: Sequence[View], scores: Sequence[Floats]) -> Iterator[str]:
    """Mean word F1 by group, when what is likelier furniture than not goes."""
    found = defaultdict(list)
    for view, score in zip(views, scores, strict=True):
        kept: Counter[str] = Counter()
        for i, z in zip(view.lines, score, strict=True):
            if z < 0:
                kept.update(view.words[i])
        common = (kept & view.gold).total()
        whole = kept.total() + view.gold.total()
        found[view.group].append(2 * common / whole if whole else 1.0)
    for group, values in sorted(found.items()):
        yield f"{group}: F1 {np.mean(values):.4f} of {len(values)} pages"


def main() -> int:
    """Fit, report on unseen sites, write the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--leave-out", type=int, help="fit without the sites of this fold")
    options = parser.parse_args()
    with Pool() as pool:
        pages = (page for folder in options.folders for page in pages_of(folder))
        views = [found for found in pool.imap(view, pages, chunksize=4) if found and found.lines]
    print(f"{len(views)} pages, {sum(len(v.lines) for v in views)} blocks", file=sys.stderr)
    held_out = HELD_OUT if options.leave_out is None else options.leave_out
    judge = judge_of([view for view in views if view.fold != held_out])
    rest = [view for view in views if view.fold == held_out]
    for line in report(rest, [judge.scores(view) for view in rest]):
        print(line)
    write(judge_of(views) if options.leave_out is None else judge, options.out)
    return 0


def write(judge: Judge, out: Path) -> None:
    """Write the tables and the trees below what stands in ``out`` up to ``[first]``."""
    head = out.read_text(encoding="utf-8").partition("\n[first]\n")[0].rstrip() + "\n"
    names = first_names(shipped())
    text = tables((judge.first, judge.again), (names, (*AGAIN, *names)), head)
    grown = "\n".join(lines_of(judge.trees))
    text = f'{text.rstrip()}\n\n[trees]\ntrees = """\n{grown}\n"""\n'
    out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
