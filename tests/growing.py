"""Inputs of every kind that grow with a number, and the work that is done on them.

    python tests/growing.py KIND ...

prints for each kind, as a line of JSON, the work counted by ``counting.py`` for 1, 2, 4 and 8
times its smallest size. What is generated differs from line to line: what has been seen before
costs less. The package is loaded anew, so this runs in a process of its own.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

FACTORS = (1, 2, 4, 8)
INDONESIAN = """
    harga beras turun pasar kota sejak hari kata pedagang sana pemerintah akan membangun jembatan
    baru untuk warga desa dengan biaya besar tetapi belum jelas kapan dimulai petani menanam padi
    lebih awal karena hujan datang lebih cepat tahun ini nelayan kembali dari laut membawa ikan
    sekolah menerima murid setelah libur panjang guru menyiapkan buku kelas mereka bertemu wartawan
""".split()
ENGLISH = """
    the council voted to keep old bridge open for another year because repairs will take longer
    than planned and buses leave from square instead farmers sold their apples early this season
    while volunteers planted trees along railway line museum shows letters painter until spring
    people asked whether ferry could sail through winter when storms close harbour road school
""".split()
# with a slip and furniture, so that texts of every size take the same number of rounds
LANGUAGES = "id ms en de fr es pt it nl tr pl ru vi".split()
START = """Harga Beras Turun di Pasar Kota

ADVERTISEMENT
Harga beras turun di pasar kota sejak hari Senin , kata para pedagang yang ditemui di sana. Mereka
menunggu pembeli unutk hari raya."""
SYLLABLES = "ka ri to ma lu se pan dor bi nya tes gu ral mo ni wa su rek ta li".split()


def _sentence(random: Random, words: list[str], count: int = 14) -> str:
    chosen = [random.choice(words) for _ in range(count)]
    chosen[3] = f"{random.randint(2, 999_999)}"
    return " ".join(chosen).capitalize() + "."


def _name(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(4)).capitalize()


def prose(n: int, words: list[str] = INDONESIAN) -> list[str]:
    """Paragraphs of three sentences, no two alike."""
    random = Random(1)
    return [" ".join(_sentence(random, words) for _ in range(3)) for _ in range(n)]


def _lines(line: Callable[[Random, int], str], n: int) -> str:
    random = Random(2)
    return "\n".join(line(random, i) for i in range(n))


def _between(line: Callable[[Random, int], str], n: int) -> str:
    """Prose, and a line of something after each paragraph."""
    random = Random(2)
    return "\n\n".join(f"{p}\n\n{line(random, i)}" for i, p in enumerate(prose(n)))


def _swapped(word: str) -> str:
    return f"{word[:2]}{word[3]}{word[2]}{word[4:]}" if len(word) > 4 else word


def _typos(n: int) -> str:
    """Every third word has two letters swapped."""
    return "\n\n".join(
        " ".join(_swapped(w) if i % 3 == 0 else w for i, w in enumerate(paragraph.split()))
        for paragraph in prose(n)
    )


def _unknown(n: int) -> str:
    """Words that no list has, all different."""
    random = Random(2)
    return "\n\n".join(
        " ".join(_name(random).lower() + _name(random).lower() for _ in range(30)) + "."
        for _ in range(n)
    )


def _names(n: int) -> str:
    """Names that differ in a letter or two, each in a sentence."""
    random = Random(2)
    return "\n\n".join(
        f"Pada hari itu {_name(random)} bertemu Budi Harton{chr(97 + i % 26)} dan {_name(random)}"
        f" Hartanto di kantor desa nomor {i}, kata warga."
        for i in range(n)
    )


def _glued(n: int) -> str:
    random = Random(2)
    return "\n\n".join(
        f"Hal itu dilansir{_name(random)}dan{_name(random)} pada hari Senin{i}, lalu sudahdibawa "
        f"kekantor desa.Warga {_name(random)} pun datangdan melihatnya."
        for i in range(n)
    )


TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "prose": (12, lambda n: "\n\n".join(prose(n))),
    "english prose": (12, lambda n: "\n\n".join(prose(n, ENGLISH))),
    "one line": (12, lambda n: " ".join(prose(n))),
    "one paragraph a line feed": (12, lambda n: "\n".join(prose(n))),
    "short lines": (150, partial(_lines, lambda r, i: f"{_name(r)} {i}")),
    "one character a line": (800, partial(_lines, lambda r, i: r.choice("abcdefghijk.-:(1"))),
    "empty lines": (4000, lambda n: "a b c.\n" + "\n \n" * n + "d e f."),
    "spaces": (4000, lambda n: "Harga beras" + " " * n + "turun."),
    "one word": (4000, lambda n: "".join(SYLLABLES[i * i % 19] for i in range(n))),
    "unknown words": (8, _unknown),
    "misspellings": (10, _typos),
    "names": (30, _names),
    "glued words": (20, _glued),
    "advertisements": (10, partial(_between, lambda r, i: "ADVERTISEMENT")),
    "related": (10, partial(_between, lambda r, i: f"Baca juga: {_name(r)} Turun {i} Persen")),
    "a list of headlines": (
        80,
        lambda n: "\n".join(prose(5))
        + "\nArtikel Terkait\n"
        + _lines(lambda r, i: f"{_name(r)} Turun Harga di Pasar {_name(r)} {i}", n),
    ),
    "lists of headlines": (
        10,
        partial(_between, lambda r, i: f"Baca juga:\n{_name(r)} Naik\n{_name(r)} Turun {i}"),
    ),
    "captions": (10, partial(_between, lambda r, i: f"{_name(r)} di kota {i} (Foto: {_name(r)})")),
    "bylines": (60, partial(_lines, lambda r, i: f"Oleh {_name(r)} {_name(r)}")),
    "dates": (60, partial(_lines, lambda r, i: f"Senin, {i % 28 + 1} Mei {1990 + i % 40} 10:{i % 60}")),
    "dates in a line": (200, lambda n: " ".join(f"{i % 28 + 1} mei {1990 + i % 40}" for i in range(n))),
    "speech": (20, partial(_lines, lambda r, i: f"“{_sentence(r, INDONESIAN)}” ujar {_name(r)} ?itu.?")),
    "addresses": (40, partial(_lines, lambda r, i: f"Lihat https://{_name(r)}.example/{i}?a={i} @{_name(r)}")),
    "numbers": (300, lambda n: " ".join(f"{i}.{i:03},{i % 7}" for i in range(n))),
    "brackets": (1500, lambda n: "(" * n + "a" + ")" * n),
    "stops": (1500, lambda n: ". " * n),
    "hyphens": (1000, lambda n: "ka-" * n),
    "bars": (400, lambda n: " | ".join(f"{SYLLABLES[i % 20]}{i}" for i in range(n))),
    "tables of text": (80, partial(_lines, lambda r, i: f"{_name(r)}\t{i}\t{_name(r)}")),
    "verses": (80, partial(_lines, lambda r, i: f"{i} Am   G   {_name(r)} {_name(r)}")),
    "items": (60, partial(_lines, lambda r, i: f"{i}. {_name(r)} dan {_name(r)}")),
    "marks": (1500, lambda n: "e\u0301\u200b" * n),
    "controls": (1500, lambda n: "a\x00\x1b\r\n" * n),
    "surrogates": (1500, lambda n: "a\ud800 " * n),
    "unspaced": (25, partial(_lines, lambda r, i: f"政府は{i}月曜日に新しい橋の建設計画を発表した。")),
    "no language": (10, lambda n: "\n".join(" ".join(_name(Random(20 * k + i)) for i in range(20)) for k in range(n))),
    "entities": (300, lambda n: " ".join(f"a &amp;lt;b{i}&gt; &#{i};" for i in range(n))),
    "tags": (300, lambda n: "".join(f"<b>{SYLLABLES[i % 20]}</b><i>" for i in range(n))),
}  # fmt: skip


# ---- pages


def page(body: str, head: str = "") -> str:
    """A page with a headline and some prose around what grows."""
    around = "".join(f"<p>{p}</p>" for p in prose(4, ENGLISH))
    return (
        f"<html><head><title>Old bridge stays open</title>{head}</head><body><main>"
        f"<h1>Old bridge stays open</h1>{around}{body}{around}</main></body></html>"
    )


def _each(item: Callable[[Random, int], str], n: int) -> str:
    random = Random(2)
    return page("".join(item(random, i) for i in range(n)))


def _graph(n: int) -> str:
    random = Random(2)
    things = [
        {"@type": "NewsArticle", "headline": _name(random), "author": {"name": _name(random)}}
        for _ in range(n)
    ]
    data = json.dumps({"@context": "https://schema.org", "@graph": things})
    return page("", f'<script type="application/ld+json">{data}</script>')


def _nested(n: int) -> str:
    data: dict[str, Any] = {"@type": "NewsArticle", "headline": "Old bridge stays open"}
    for i in range(n):
        data = {"@type": "WebPage", "name": str(i), "mainEntity": data}
    return page("", f'<script type="application/ld+json">{json.dumps(data)}</script>')


def _stated(n: int) -> str:
    metas = "".join(f'<meta property="article:tag" content="tag {i}">' for i in range(n))
    return page("", metas + "".join(f'<meta name="author" content="A B{i}">' for i in range(n)))


PAGES: dict[str, tuple[int, Callable[[int], str]]] = {
    "paragraphs": (30, partial(_each, lambda r, i: f"<p>{_sentence(r, ENGLISH, 30)}</p>")),
    "links": (60, partial(_each, lambda r, i: f"<li><a href=/{i}>{_name(r)} news {i}</a></li>")),
    "links in prose": (
        30,
        partial(_each, lambda r, i: f"<p>{_sentence(r, ENGLISH)} <a href=/{i}>{_name(r)}</a>.</p>"),
    ),
    "boxes": (
        30,
        partial(
            _each,
            lambda r, i: f"<div class='box b{i}'><h3>{_name(r)}</h3><p>{_name(r)} {i}</p></div>",
        ),
    ),
    "asides between": (
        20,
        partial(
            _each,
            lambda r, i: f"<p>{_sentence(r, ENGLISH, 30)}</p><aside>Read more: {_name(r)}</aside>",
        ),
    ),
    "comments of readers": (
        20,
        partial(
            _each,
            lambda r, i: f"<div class=comment><b>{_name(r)}</b><p>{_sentence(r, ENGLISH)}</p></div>",
        ),
    ),
    "pictures": (
        30,
        partial(
            _each,
            lambda r, i: f"<figure><img src={i}.jpg><figcaption>{_name(r)} {i}</figcaption></figure>",
        ),
    ),
    "table": (
        40,
        lambda n: page(
            "<table>" + "".join(f"<tr><td>{i}<td>b{i}<td>c" for i in range(n)) + "</table>"
        ),
    ),
    "wide table": (
        150,
        lambda n: page("<table><tr>" + "".join(f"<td>a{i}" for i in range(n)) + "</table>"),
    ),
    "tables": (
        25,
        partial(_each, lambda r, i: f"<table><tr><td>{_name(r)}<td>{i}</table>"),
    ),
    "deep": (60, lambda n: page("<div>" * n + "<p>Far down.</p>" + "</div>" * n)),
    "deep lists": (40, lambda n: page("<ul><li>a" * n)),
    "deep quotes": (40, lambda n: page("<blockquote><p>a" * n)),
    "inline": (150, partial(_each, lambda r, i: f"<b>{_name(r)}</b> <i>{i}</i> ")),
    "breaks": (200, partial(_each, lambda r, i: f"{_name(r)} {i}<br>")),
    "empty": (300, lambda n: page("<div></div><p></p>" * n)),
    "headings": (40, partial(_each, lambda r, i: f"<h{i % 6 + 1}>{_name(r)} {i}</h{i % 6 + 1}>")),
    "code": (60, lambda n: page("<pre>" + "\n".join(f"x = {i}" for i in range(n)) + "</pre>")),
    "codes": (30, partial(_each, lambda r, i: f"<pre>x = {i}\ny</pre><p>{_name(r)}</p>")),
    "attributes": (60, partial(_each, lambda r, i: f"<p id=i{i} class='a{i} b' data-x={i}>{i}</p>")),
    "graph of data": (25, _graph),
    "nested data": (25, _nested),
    "metadata": (40, _stated),
    "scripts": (60, partial(_each, lambda r, i: f"<script>var a{i} = '<p>';</script>")),
    "long paragraph": (20, lambda n: page(f"<p>{' '.join(prose(n, ENGLISH))}</p>")),
    "unclosed": (60, lambda n: page("<p>a<a href=x>b<b>c" * n)),
    "times": (40, partial(_each, lambda r, i: f"<time datetime=2020-01-{i % 28 + 1:02}>{i} May</time>")),
    "bylines on pages": (30, partial(_each, lambda r, i: f"<p class=byline>By {_name(r)} {_name(r)}</p>")),
}  # fmt: skip


# ---- commands and functions over many documents


def _tables(n: int, folder: Path) -> str:
    path = folder / f"news{n}.jsonl"
    rows = ({"id": i, "text": _document(i)} for i in range(n))
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return str(path)


def _document(i: int) -> str:
    random = Random(i)
    body = "\n\n".join(prose(2 + i % 2))
    return f"{_name(random)} Turun Lagi\n\nADVERTISEMENT\n\n{body} {i}\n\nBaca juga: {_name(random)}"


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
        f"## {_name(random)}\n\n{p} [a](b{i})\n\nADVERTISEMENT\n\n- {_name(random)}\n\n| a | {i} |"
        for i, p in enumerate(prose(n))
    )
    path.write_text("\n\n".join(parts), encoding="utf-8")
    return str(path)


def _findings(n: int, folder: Path) -> str:
    path = folder / f"many{n}.txt"
    path.write_text(_between(lambda r, i: "ADVERTISEMENT", n), encoding="utf-8")
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

    return partial(clean, f"{START}\n\n{make(n)}" if kind == "text" else make(n), kind=kind)


def _command(
    make: Make, words: tuple[str, ...], n: int, folder: Path
) -> Callable[[], object]:
    from cleaner.cli import main

    path = make(n, folder)
    argv = [word.replace("{}", path) for word in words]

    def work() -> None:
        if main(argv) > 1:
            raise RuntimeError(f"{argv} failed")

    return work


def _trail(n: int, folder: Path) -> Callable[[], object]:
    from cleaner import clean, explain, restore

    article = clean(_between(lambda r, i: "ADVERTISEMENT", n))
    return lambda: (restore(article), list(explain(article)), article.to_dict())


def _as_markdown(n: int, folder: Path) -> Callable[[], object]:
    from cleaner import clean

    article = clean(PAGES["links in prose"][1](n), kind="page")
    return lambda: article.markdown


def _repair(n: int, folder: Path) -> Callable[[], object]:
    from cleaner import repair

    return partial(repair, _typos(n), language="id", repairs="all")


KINDS: dict[str, Kind] = {
    **{f"text: {name}": Kind(n, partial(_clean, make, "text")) for name, (n, make) in TEXTS.items()},
    **{f"page: {name}": Kind(n, partial(_clean, make, "page")) for name, (n, make) in PAGES.items()},
    **{
        f"command: {name}": Kind(n, partial(_command, make, words))
        for name, (n, make, words) in COMMANDS.items()
    },
    "trail": Kind(12, _trail),
    "markdown of a page": Kind(20, _as_markdown),
    "repair": Kind(10, _repair),
}


def measured(
    name: str, measure: Callable[[Callable[[], object]], float], times: int = 1
) -> Iterator[float]:
    """What a kind costs at each of the sizes; what is loaded once is loaded before."""
    from cleaner import repair

    kind = KINDS[name]
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            repair("a b.", language=language)
        kind.prepare(kind.smallest + 1, Path(folder))()
        for factor in FACTORS:
            yield measure(kind.prepare(factor * times * kind.smallest, Path(folder)))


def main() -> int:
    """Count and print."""
    import contextlib
    import os

    import counting

    counting.watch()
    out = sys.stdout
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        for name in sys.argv[1:] or KINDS:
            work = list(measured(name, counting.counted))
            print(json.dumps([name, work]), file=out, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
