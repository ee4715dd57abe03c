"""Any number of pages, made from those in fixtures/ with seeded variation."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
NUMBER = re.compile(r"(?<=[ >])\d{1,3}(?=[ <.,])")
PARAGRAPH = re.compile(r"<p>(?:(?!</?p\b).)*</p>", re.DOTALL)


def pages() -> list[str]:
    """The pages that are well-formed UTF-8."""
    found = []
    for path in sorted(FIXTURES.glob("*.html")):
        try:
            found.append(path.read_bytes().decode("utf-8"))
        except UnicodeDecodeError:
            continue
    return found


def documents(count: int) -> Iterator[tuple[str, str]]:
    """Addresses and pages: other numbers, another order of paragraphs, one more of another page."""
    chance = random.Random(20)  # noqa: S311 - variation, no secret
    originals = pages()
    extras = [p for page in originals for p in PARAGRAPH.findall(page)]
    for number in range(count):
        page = NUMBER.sub(lambda _: str(chance.randrange(2, 900)), chance.choice(originals))
        own = PARAGRAPH.findall(page)
        if len(own) > 3:
            first, second = chance.sample(own[1:], 2)
            page = page.replace(first, f"{second}{chance.choice(extras)}", 1)
        yield f"https://site{number % 97}.example/{number}", page
