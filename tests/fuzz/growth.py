"""Look for inputs on which work grows faster than they do.

    PYTHONPATH=tests python tests/fuzz/growth.py [--seconds 600] [--seed 1]

Draws a few pieces that rules, repairs and parsers turn on, repeats them to four sizes and counts
the work (``counting.py``). What does not grow evenly is printed; it belongs into ``TEXTS`` or
``PAGES`` of ``growing_texts.py`` and ``growing_pages.py`` once it is mended, and is tested for ever
after. The clock says only when to stop.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import partial
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

import counting
from growing import FACTORS, is_even

PIECES = tuple(
    """? " “ ” „ » « , . ... ( ) [ ] | @x : ; / - – — • * #tag & + = { } \\ _ ~ % $ ' ’ ` < > … ! Rp
    1. 2) 0 1/5 20kg 1.000 10:30 IX 12 May 2024 (12/5/2019) Senin WIB Jakarta PT S.H., Dr. a A e
    kata Kata harga Harga yang di ini the The of said “Kami siap,” pasar.Harga By Foto: Photo by
    Baca juga: ADVERTISEMENT READ MORE Share Follow us Copyright © (ant/abc) http://a.b/c www.a.co
    Editor: a@b.id &amp; â€™ Ã© 😀 市場 กข سوق e\u0301 \u200b \ud800 \x00""".split()
)
SPACES = ("", " ", "\n", "\n\n", "\t", "\xa0", "\r\n", "\r")
TAGS = tuple(
    """<p> </p> <br> <div> </div> <a_href=/x> </a> <ul> <li> </ul> <h1> <h2> <table> <tr> <td>
    <script> </script> <!-- --> <b> <span_class=a> <p_class="byline"> <time_datetime=2024-01-01>
    <meta_name=author_content=x> <img_alt=x> <svg> <style> </html> <body> <section> <article> <q>
    <pre> </pre> <noscript> <template> </template> <select> <option> <form> <iframe> <![CDATA[ ]]>
    <?xml <x_a=" _b=" &#0; &#x""".replace("_", "\x1f").split()
)
SMALLEST = 2000  # characters
MORE = 5.6
START = "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana."


def drawn(random: Random) -> tuple[str, str, str | None]:
    """What is repeated, whether as a text or a page, and the language it is said to be in."""
    kind = random.choice(("text", "text", "page"))
    tags = TAGS if kind == "page" else ()
    pieces = [random.choice((*PIECES, *SPACES, *tags)) for _ in range(random.randint(1, 6))]
    unit = random.choice(("", " ")).join(pieces) + random.choice(SPACES[:3])
    return unit.replace("\x1f", " ") or "a", kind, random.choice(("id", "en", None))


def work(unit: str, kind: str, language: str | None, times: float = 1) -> list[int]:
    """The work at each size."""
    from cleaner import clean

    found = []
    for factor in FACTORS:
        text = f"{START}\n{unit * int(SMALLEST * factor * times / len(unit))}"
        counting.forget()
        found.append(counting.counted(partial(clean, text, kind=kind, language=language)))
    return found


def main() -> None:
    """Draw, count and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    counting.watch()
    random, end, count = Random(options.seed), time.monotonic() + options.seconds, 0  # noqa: S311
    while time.monotonic() < end:
        unit, kind, language = drawn(random)
        if not is_even(work(unit, kind, language)):
            again = work(unit, kind, language, MORE)  # a step at some size is no growth
            if not is_even(again):
                print(kind, language, repr(unit), again, flush=True)
        count += 1
    print(f"{count} tried")


if __name__ == "__main__":
    main()
