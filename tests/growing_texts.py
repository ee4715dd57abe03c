"""Flattened texts of every kind that grow with a number.

What is generated differs from line to line: what has been seen before costs less.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random

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
# with slips, furniture and a name, so that texts of every size take the same rounds and the same ways
START = """Harga Beras Turun di Pasar Kota

ADVERTISEMENT
Harga beras turun di pasar kota sejak hari Senin , kata Budi Hartono yang ditemui di sana. Menurut
Hartono, pedagang menunggu pembeli unutk hari raya. Warga bertemu Hartono di pasar itu."""
SYLLABLES = "ka ri to ma lu se pan dor bi nya tes gu ral mo ni wa su rek ta li".split()


def sentence(random: Random, words: list[str], count: int = 14) -> str:
    chosen = [random.choice(words) for _ in range(count)]
    chosen[3] = f"{random.randint(2, 999_999)}"
    return " ".join(chosen).capitalize() + "."


def made_up(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(4)).capitalize()


def prose(n: int, words: list[str] = INDONESIAN) -> list[str]:
    """Paragraphs of three sentences, no two alike."""
    random = Random(1)
    return [" ".join(sentence(random, words) for _ in range(3)) for _ in range(n)]


def lines(line: Callable[[Random, int], str], n: int) -> str:
    random = Random(2)
    return "\n".join(line(random, i) for i in range(n))


def between(line: Callable[[Random, int], str], n: int) -> str:
    """Prose, and a line of something after each paragraph."""
    random = Random(2)
    return "\n\n".join(f"{p}\n\n{line(random, i)}" for i, p in enumerate(prose(n)))


def _swapped(word: str) -> str:
    return f"{word[:2]}{word[3]}{word[2]}{word[4:]}" if len(word) > 4 else word


def misspelt(n: int) -> str:
    """Every third word has two letters swapped."""
    return "\n\n".join(
        " ".join(_swapped(w) if i % 3 == 0 else w for i, w in enumerate(paragraph.split()))
        for paragraph in prose(n)
    )


def _unknown(n: int) -> str:
    """Words that no list has, all different."""
    random = Random(2)
    return "\n\n".join(
        " ".join(made_up(random).lower() + made_up(random).lower() for _ in range(30)) + "."
        for _ in range(n)
    )


def _names(n: int) -> str:
    """Names that differ in a letter or two, each in a sentence."""
    random = Random(2)
    return "\n\n".join(
        f"Pada hari itu {made_up(random)} bertemu Budi Harton{chr(97 + i % 26)} dan {made_up(random)}"
        f" Hartanto di kantor desa nomor {i}, kata warga."
        for i in range(n)
    )


def _glued(n: int) -> str:
    random = Random(2)
    return "\n\n".join(
        f"Hal itu dilansir{made_up(random)}dan{made_up(random)} pada hari Senin{i}, lalu sudahdibawa "
        f"kekantor desa.Warga {made_up(random)} pun datangdan melihatnya."
        for i in range(n)
    )


TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "prose": (12, lambda n: "\n\n".join(prose(n))),
    "english prose": (12, lambda n: "\n\n".join(prose(n, ENGLISH))),
    "one line": (18, lambda n: " ".join(prose(n))),
    "one paragraph a line feed": (12, lambda n: "\n".join(prose(n))),
    "short lines": (100, partial(lines, lambda r, i: f"{made_up(r)} {i}")),
    "one character a line": (1000, partial(lines, lambda r, i: r.choice("abcdefghijk.-:(1"))),
    "empty lines": (4000, lambda n: "a b c.\n" + "\n \n" * n + "d e f."),
    "spaces": (4000, lambda n: "Harga beras" + " " * n + "turun."),
    "one word": (4000, lambda n: "".join(SYLLABLES[i * i % 19] for i in range(n))),
    "unknown words": (8, _unknown),
    "misspellings": (10, misspelt),
    "names": (20, _names),
    "glued words": (10, _glued),
    "advertisements": (10, partial(between, lambda r, i: "ADVERTISEMENT")),
    "related": (10, partial(between, lambda r, i: f"Baca juga: {made_up(r)} Turun {i} Persen")),
    "a list of headlines": (
        80,
        lambda n: "\n".join(prose(5))
        + "\nArtikel Terkait\n"
        + lines(lambda r, i: f"{made_up(r)} Turun Harga di Pasar {made_up(r)} {i}", n),
    ),
    "lists of headlines": (
        10,
        partial(between, lambda r, i: f"Baca juga:\n{made_up(r)} Naik\n{made_up(r)} Turun {i}"),
    ),
    "captions": (10, partial(between, lambda r, i: f"{made_up(r)} di kota {i} (Foto: {made_up(r)})")),
    "bylines": (150, partial(lines, lambda r, i: f"Oleh {made_up(r)} {made_up(r)}")),
    "dates": (60, partial(lines, lambda r, i: f"Senin, {i % 28 + 1} Mei {1990 + i % 40} 10:{i % 60}")),
    "dates in a line": (200, lambda n: " ".join(f"{i % 28 + 1} mei {1990 + i % 40}" for i in range(n))),
    "stamps above prose": (
        20,
        lambda n: lines(lambda r, i: f"Published: {i % 28 + 1} March 2021 10:{i % 60} IST", n)
        + "\n\n"
        + "\n\n".join(prose(n)),
    ),
    "lone dashes": (20, partial(between, lambda r, i: "-")),
    "tags": (80, lambda n: START + "\n" + lines(lambda r, i: f"Tags: {made_up(r)}, {made_up(r)}, {made_up(r)}", n)),
    "speech": (20, partial(lines, lambda r, i: f"“{sentence(r, INDONESIAN)}” ujar {made_up(r)} ?itu.?")),
    "quotation marks without spaces": (300, lambda n: "siap,”kata dia“Kami " * n),
    "quotation marks that were lost": (300, lambda n: "kata ?Kami siap,? lalu " * n),
    "question marks before words": (800, lambda n: "kata ?kami " * n + "siap,? "),
    "points in a line": (300, lambda n: "keluarga asli2. Surat dari kota1. Kartu " * n),
    "addresses": (40, partial(lines, lambda r, i: f"Lihat https://{made_up(r)}.example/{i}?a={i} @{made_up(r)}")),
    "numbers": (300, lambda n: " ".join(f"{i}.{i:03},{i % 7}" for i in range(n))),
    "brackets": (1500, lambda n: "(" * n + "a" + ")" * n),
    "stops": (1500, lambda n: ". " * n),
    "hyphens": (1000, lambda n: "ka-" * n),
    "bars": (400, lambda n: " | ".join(f"{SYLLABLES[i % 20]}{i}" for i in range(n))),
    "tables of text": (80, partial(lines, lambda r, i: f"{made_up(r)}\t{i}\t{made_up(r)}")),
    "verses": (80, partial(lines, lambda r, i: f"{i} Am   G   {made_up(r)} {made_up(r)}")),
    "items": (40, partial(lines, lambda r, i: f"{i}. {made_up(r)} dan {made_up(r)}")),
    "marks": (1500, lambda n: "e\u0301\u200b" * n),
    "controls": (500, lambda n: "a\x00\x1b\r\n" * n),
    "surrogates": (800, lambda n: "a\ud800 " * n),
    "unspaced": (25, partial(lines, lambda r, i: f"政府は{i}月曜日に新しい橋の建設計画を発表した。")),
    "no language": (10, lambda n: "\n".join(" ".join(made_up(Random(20 * k + i)) for i in range(20)) for k in range(n))),
    "entities": (250, lambda n: " ".join(f"a &amp;lt;b{i}&gt; &#{i};" for i in range(n))),
    "markup": (300, lambda n: "".join(f"<b>{SYLLABLES[i % 20]}</b><i>" for i in range(n))),
}  # fmt: skip
