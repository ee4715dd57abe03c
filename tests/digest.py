"""One hash of what cleaning makes of fixtures, seeds, generated documents and pages.

    python tests/digest.py [COUNT]

Text, title, edits and how sure they are must be the same in every version of Python: run it in two
and compare. What is generated hangs on nothing but its number: choices are made by a checksum.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from cleaner import clean
from cleaner.rules.loading import default_rules

ROOT = Path(__file__).parent.parent
COUNT = 500  # generated documents; every fifth of them is a page
MOST_LINES = 40
PROSE = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "The council voted on Monday to keep the old bridge open for another year.",
    "Penduduk kampung itu berkata bahawa jalan raya ditutup kerana banjir sejak semalam.",
    "“Kami tidak akan mundur,” ujar Budi Hartono kepada para wartawan di kantor itu.",
    "Der Stadtrat hat am Montag beschlossen, die alte Brücke ein Jahr offen zu halten.",
    "政府は月曜日に新しい橋の建設計画を発表した。住民は喜んでいる。",
    "وقال الوزير إن الأسعار سوف تنخفض خلال الأسبوع المقبل في جميع الأسواق.",
)
NOISE = (
    *("・・・", "***", "1", "12 ago", "Latar Belakang", "Bagaimana selanjutnya?", "Daftarnya:"),
    *("1. Tepung 2. Gula", "dariAntara", "kata.Dia", "naik,tetapi", "unutk", "yang yang", "★★★"),
    *("e\u0301", "\u0e33\u0e49", "👩‍👩‍👧", "|", "3 Mei 2019", "Oleh: Budi Hartono", "© 2024"),
)
TAGS = ("p", "p", "p", "div", "li", "h2", "span", "td")


class Choices:
    """Numbers that hang on a name alone."""

    def __init__(self, name: str) -> None:
        """Begin the row of numbers of ``name``."""
        self._name, self._count = name, 0

    def below(self, limit: int) -> int:
        """A number from 0 to below ``limit``."""
        self._count += 1
        return zlib.crc32(f"{self._name} {self._count}".encode()) % limit

    def one_of(self, values: Sequence[str]) -> str:
        """One of several values."""
        return values[self.below(len(values))]


@cache
def _examples() -> list[str]:
    """What rules take and keep."""
    return sorted({text for rule in default_rules().all for text in (*rule.drops, *rule.keeps)})


def _lines(choices: Choices) -> list[str]:
    """The lines of one document: furniture, prose and noise, each now and then in a row."""
    sorts = (_examples(), PROSE, NOISE)
    lines: list[str] = []
    sort = sorts[choices.below(3)]
    for _ in range(1 + choices.below(MOST_LINES)):
        if choices.below(3) == 0:
            sort = sorts[choices.below(3)]
        lines.append(choices.one_of(sort))
        if choices.below(12) == 0:
            lines[-1] = f"{lines[-1]} {choices.one_of(PROSE)}"
    return lines


def document(number: int) -> str:
    """The text or page of a number."""
    choices = Choices(f"document {number}")
    lines = _lines(choices)
    if number % 5:
        return choices.one_of(("\n", "\n\n")).join(lines)
    blocks = []
    for line in lines:
        tag, inside = choices.one_of(TAGS), line.replace("<", "&lt;")
        linked = f'<a href="/{len(blocks)}">{inside}</a>' if choices.below(3) == 0 else inside
        blocks.append(f"<{tag}>{linked}</{tag}>")
    half = len(blocks) // 2
    main, rest = "".join(blocks[:half]), "".join(blocks[half:])
    return f"<html><body><main>{main}</main><aside>{rest}</aside></body></html>"


def sources(count: int) -> Iterator[str | bytes]:
    """Every document, those of files first."""
    for folder, ends in (("fixtures", (".txt", ".html")), ("seeds", (".txt",))):
        yield from (p.read_bytes() for p in sorted((ROOT / folder).iterdir()) if p.suffix in ends)
    yield from map(document, range(count))


def outcome(source: str | bytes) -> str:
    """What became of a document, as a line of JSON."""
    article = clean(source)
    found = (article.text, article.title, article.edits, article.confidences, article.confidence)
    return json.dumps(found)


def main() -> int:
    """Print the hash of all outcomes and how many they are."""
    digest, count = hashlib.sha256(), 0
    for source in sources(int(sys.argv[1]) if sys.argv[1:] else COUNT):
        digest.update(f"{outcome(source)}\n".encode())
        count += 1
    sys.stdout.write(f"{digest.hexdigest()} of {count} documents\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
