"""The memory of one process after 1, 1,000 and 10,000 documents (Linux).

    python benchmarks/memory_bench.py [--documents 10000]

The documents are pages with seeded variation, each cleaned as a page and its text as a text. Prints
resident MB after the first document, after every power of ten and every tenth of all, and the most
there ever was. What is loaded when it is first needed shows as a step: the word lists of a
language, and trafilatura with dateparser for the first page that states no date.
"""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time

from varied import documents
from worker import resident

from cleaner import clean


def main() -> int:
    """Clean and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000)
    options = parser.parse_args()
    tens = {10**power for power in range(12)}
    tens |= {options.documents * tenth // 10 for tenth in range(1, 11)}
    for number, (address, page) in enumerate(documents(options.documents), 1):
        article = clean(page, url=address)
        clean(article.text)
        if number in tens:
            gc.collect()
            spent = time.process_time()
            print(f"{number:,} documents: {resident():.1f} MB, {spent:.0f} s of CPU", flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(f"at most {most:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
