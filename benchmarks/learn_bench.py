"""Learning on a made-up corpus: what share of the planted furniture is learnt, and what else is.

    python benchmarks/learn_bench.py --sites 20 --articles 100
    python benchmarks/learn_bench.py --blobs
    python benchmarks/learn_bench.py --sites 200 --articles 100 --paragraphs 45 --no-clean

The words are made of syllables, so no rule knows them. Each site gets labels, lines with counters,
lines that differ in one word, full sentences and what stands behind names that differ, at the top,
at the end and between paragraphs, in a tenth to all of its articles. With ``--blobs`` every article
is one line with furniture of four words and more between its sentences and behind them, with and
without an end mark. Beside them stands what must not be learnt: a story that is on all sites, a
story stored ten times, columns with a standing introduction, a sentence of many stories, sentences
that end with one office, reports with tables, standing subheadings, bylines and datelines.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from random import Random
from typing import NamedTuple

from cleaner import clean
from cleaner.corpus.learning import Seen, seen
from cleaner.corpus.spool import learn
from cleaner.profile import Profile, folded, site_of
from cleaner.rules.loading import default_rules

SYLLABLES = "ka ri to ma lu se pan dor bi nya tes gu ral mo ni wa su rek ta li".split()
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus".split()
LAST = ("behind", "below")
SUBHEADS = ("Latar Belakang", "Kesimpulan", "Cara Daftar", "Bahan-bahan")
VERBS = "kata ujar jelas menurut tambah tutur".split()
OFFICE = "Kepala Dinas Perdagangan Kota"
BACKGROUND = "Pasar lama di kota ini sudah berdiri sejak sebelum masa perang dan ramai setiap hari."
TEAMS = ("Persada Kota", "Garuda Timur", "Bina Laut", "Putra Gunung")


class Planted(NamedTuple):
    """A line of furniture: its forms, in how many articles of ten it stands, and where."""

    forms: tuple[str, ...]
    tenths: int
    where: str  # top, end or inside, below everything, or there behind a name


class Document(NamedTuple):
    """A made-up scrape and the furniture in it."""

    site: str
    text: str
    planted: tuple[str, ...]
    sentences: tuple[str, ...] = ()


def word(random: Random) -> str:
    """A made-up word; the short ones come often."""
    return "".join(random.choices(SYLLABLES, k=random.choice((1, 2, 2, 2, 3, 3, 4))))


def words(random: Random, count: int) -> str:
    """Made-up words in a row."""
    return " ".join(word(random) for _ in range(count))


def sentence(random: Random, count: int = 0) -> str:
    """A made-up sentence."""
    return words(random, count or random.randint(9, 24)).capitalize() + "."


def furniture(random: Random, name: str) -> list[Planted]:
    """The furniture of one site."""
    base = words(random, 3)
    prose = [sentence(random, 12), f"{words(random, 9).capitalize()} {name}."]
    lines = [
        Planted((words(random, 4).title(),), 10, "top"),
        Planted((words(random, 3).capitalize(),), 6, "end"),
        Planted((words(random, 2).title(),), 9, "end"),
        Planted((f"{name} {words(random, 4)}",), 3, "end"),
        Planted((words(random, 5).upper(),), 4, "inside"),
        Planted((words(random, 3).capitalize(),), 7, "inside"),
        Planted((words(random, 1).upper(),), 8, "inside"),
        Planted((prose[0],), 10, "end"),
        Planted((prose[1],), 7, "inside"),
        Planted((sentence(random, 13),), 1, "below"),
        Planted((words(random, 6).capitalize(),), 4, "behind"),
    ]
    # near-duplicates of one another, and a counter in the line
    lines += [Planted((f"{base.capitalize()} {words(random, 1)}",), 5, "end") for _ in range(3)]
    head, tail = words(random, 2).capitalize(), words(random, 2)
    forms = tuple(f"{head} {random.randint(2, 9_999)} {tail}" for _ in range(400))
    return [*lines, Planted(forms, 10, "end")]


def article(random: Random, paragraphs: int, kind: int) -> list[str]:
    """A headline and a body; every twelfth is of a column, a report with a table or with heads."""
    body = [
        " ".join(sentence(random) for _ in range(random.randint(1, 3)))
        for _ in range(random.randint(max(2, paragraphs // 2), paragraphs * 3 // 2))
    ]
    if kind == 0:
        body.insert(0, "Kolom ini terbit setiap pekan dan ditulis bergantian oleh para pembaca.")
    elif kind == 1:
        body += [f"{team} {random.randint(0, 4)}" for team in random.sample(TEAMS, 3)]
    elif kind == 2:
        for head in random.sample(SUBHEADS, 2):
            body.insert(random.randint(1, len(body)), head)
    elif kind in (3, 4, 5, 6):
        body[0] += f" {words(random, 8).capitalize()} {random.choice(VERBS)} {OFFICE}."
    elif kind in (7, 8, 10):
        body.insert(1, BACKGROUND)
    body[0] = f"Jakarta (BERITA) - {body[0]}"
    date = f"{random.randint(1, 28)} {random.choice(MONTHS)} 2024 {random.randint(10, 23)}:15 WIB"
    return [words(random, 7).title(), f"Oleh {words(random, 2).title()}", date, *body]


def blob(random: Random, site: str, lines: list[str], plan: list[Planted]) -> Document:
    """An article on one line, with furniture after some of its sentences."""
    sentences = [
        f"{part.rstrip('.')}."
        for line in lines[3:]
        if line.endswith(".")
        for part in line.split(". ")
    ]
    last = [p for p in plan if p.where in LAST]
    pieces = [
        p.forms[0]
        for p in plan
        if p not in last and len(p.forms) == 1 and p.forms[0].count(" ") >= 3
    ]
    pieces = pieces[: max(0, len(sentences) - 2)]
    places = dict(zip(random.sample(range(len(sentences) - 1), len(pieces)), pieces, strict=True))
    parts = [
        f"{one} {places[i][:1].upper()}{places[i][1:]}" if i in places else one
        for i, one in enumerate(sentences)
    ]
    parts += [behind(random, p) for p in last]
    planted = [f"{piece[:1].upper()}{piece[1:]}" for piece in pieces]
    planted += [p.forms[0] for p in last]
    return Document(site, " ".join(parts), tuple(planted), tuple(sentences))


def behind(random: Random, piece: Planted) -> str:
    """A piece of the very end, some of which stand behind a name."""
    name = f"{words(random, 2).title()} " if piece.where == "behind" else ""
    return f"{name}{piece.forms[0]}"


def corpus(
    sites: int, articles: int, paragraphs: int, *, blobs: bool = False
) -> Iterator[Document]:
    """The documents, site after site."""
    make = blob if blobs else dressed
    wire = article(Random(1), paragraphs, 9)
    for number in range(sites):
        random = Random(f"site {number}")
        site = f"warta{number}.example"
        plan = furniture(random, words(random, 1).capitalize())
        stories = [article(random, paragraphs, i % 12) for i in range(articles)]
        # one story stored ten times, a sentence of it changed
        again = [[*stories[5][:-1], sentence(random)] for _ in range(10)]
        for i, lines in enumerate([wire, *stories, *again]):
            yield make(
                random,
                site,
                list(lines),
                [p for j, p in enumerate(plan) if (i * 7 + j * 3) % 10 < p.tenths],
            )


def dressed(random: Random, site: str, lines: list[str], plan: list[Planted]) -> Document:
    """An article with furniture around and inside."""
    planted = []
    end = len(lines)
    lines = [*lines, *(behind(random, piece) for piece in plan if piece.where in LAST)]
    planted += [piece.forms[0] for piece in plan if piece.where in LAST]
    for piece in plan:
        if piece.where in LAST:
            continue
        line = random.choice(piece.forms)
        planted.append(line)
        if piece.where == "top":
            lines.insert(0, line)
            end += 1
        elif piece.where == "end":
            lines.insert(end, line)
            end += 1
        else:
            lines.insert(random.randint(4, max(4, end - 1)), line)
            end += 1
    return Document(site, "\n".join(lines), tuple(planted))


def views(documents: Iterator[Document], *, cleaned: bool) -> Iterator[Seen]:
    """What the learner sees: clean articles, or all the lines as they are."""
    for document in documents:
        if not cleaned:
            yield Seen(document.site, True, tuple(document.text.split("\n")))
            continue
        article = clean(document.text, site=document.site)
        if view := seen(article, site_of(document.site), default_rules()):
            yield view


def stands(line: str, lines: list[str]) -> bool:
    """Whether a planted line is there, alone or behind a name."""
    return any(found == line or found.endswith(f" {line}") for found in lines)


def judge(profile: Profile, documents: Iterator[Document]) -> None:
    """Print which planted lines were learnt or never needed it, what else was, and the outcome."""
    survive: dict[tuple[str, str], bool] = {}
    left = total = lost = 0
    known = {(site, folded(e.text)) for site, found in profile.sites.items() for e in found}
    for document in documents:
        before = clean(document.text, site=document.site).text.split("\n\n")
        outcome = clean(document.text, site=document.site, profile=profile)
        after = outcome.text.split("\n\n")
        for line in document.planted:
            key = document.site, folded(line)
            survive[key] = survive.get(key, False) or stands(line, before)
            total += 1
            left += stands(line, after)
        cut = {edit.old.strip() for edit in outcome.edits if edit.rule.startswith("site.")}
        lost += len(cut.difference(document.planted))
    needed = [key for key, stays in survive.items() if stays]
    wrong = sorted(known - survive.keys())
    print(
        f"planted lines {len(survive)}, that rules leave {len(needed)}, learnt of these "
        f"{sum(key in known for key in needed) / len(needed):.3f}"
    )
    print(f"entries {len(known)}, of them false {len(wrong)}: {wrong[:5]}")
    print(f"planted places {total}, left {left} ({left / total:.4f}); lines cut wrongly {lost}")


def judge_blobs(profile: Profile, documents: Iterator[Document]) -> None:
    """Print how much of what was planted inside lines is gone, and the sentences that are too."""
    planted = left = told = lost = 0
    known = {(site, entry.text) for site, found in profile.sites.items() for entry in found}
    sown: set[tuple[str, str]] = set()
    for document in documents:
        outcome = clean(document.text, site=document.site, profile=profile, repairs="off").text
        sown.update((document.site, piece) for piece in document.planted)
        planted += len(document.planted)
        left += sum(piece in outcome for piece in document.planted)
        told += len(document.sentences)
        lost += sum(sentence not in outcome for sentence in document.sentences[1:])
    print(
        f"planted pieces {len(sown)}, learnt {len(sown & known) / len(sown):.3f}; "
        f"entries {len(known)}, of them false {len(known - sown)}: {sorted(known - sown)[:5]}"
    )
    print(f"places {planted}, left {left} ({left / planted:.4f}); sentences {told}, lost {lost}")


def main() -> None:
    """Make, learn, judge."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for name, value in (("sites", 20), ("articles", 100), ("paragraphs", 12)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--no-clean", action="store_true", help="learn from all lines, judge none")
    parser.add_argument("--blobs", action="store_true", help="articles on one line")
    options = parser.parse_args()
    size = options.sites, options.articles, options.paragraphs
    lines = 0

    def counted() -> Iterator[Seen]:
        nonlocal lines
        for view in views(corpus(*size, blobs=options.blobs), cleaned=not options.no_clean):
            lines += len(view.lines)
            yield view

    start = time.process_time()
    profile = learn(counted())
    entries = sum(map(len, profile.sites.values()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{lines} lines, {entries} entries of {len(profile.sites)} sites, "
        f"{len(profile.words)} words, {time.process_time() - start:.1f} s CPU, {peak} MiB peak"
    )
    if options.blobs:
        judge_blobs(profile, corpus(*size, blobs=True))
    elif not options.no_clean:
        judge(profile, corpus(*size))


if __name__ == "__main__":
    sys.exit(main())
