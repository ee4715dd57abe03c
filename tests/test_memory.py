"""Nothing of one document is kept when the next one comes."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Iterator
from typing import Any

from counting import forget
from growing_pages import PAGES
from growing_texts import START, TEXTS

from cleaner import clean, explain, repair, restore

SMALL = 100_000  # bytes: what an interpreter may come to hold by itself


def documents(number: int) -> Iterator[tuple[str, str]]:
    """One of each kind, unlike those of other numbers, and what kind it is."""
    size = 4 + number % 3
    for _, make in list(TEXTS.values())[::3]:
        yield f"{START}\n\nWarga {number} datang.\n\n{make(size)}", "text"
    for _, make in list(PAGES.values())[::3]:
        yield make(size).replace("<html>", f"<html lang=x{number}>"), "page"


def work(numbers: range) -> None:
    for number in numbers:
        for document, kind in documents(number):
            address = f"https://host{number}.example/{number}"
            article = clean(document, kind=kind, url=address)
            restore(article)
            explain(article)
            article.to_dict()
            assert isinstance(article.markdown, str)
        repair(f"Harga beras unutk {number} orang.", language=f"q{number}")
        clean(f"Harga beras unutk {number} orang.", language=f"r{number}")


def held() -> int:
    forget()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def unbounded() -> dict[str, int]:
    """How many values are in each cache of the package that has no limit."""
    found: dict[str, int] = {}
    for name, module in list(sys.modules.items()):
        if name.startswith("cleaner"):
            for key, value in vars(module).items():
                kept: Any = getattr(value, "cache_parameters", None)
                if kept is not None and kept()["maxsize"] is None:
                    found[f"{name}.{key}"] = value.cache_info().currsize
    return found


def test_nothing_is_kept_between_documents() -> None:
    work(range(4, 7))
    tracemalloc.start()
    try:
        work(range(7, 9))
        before, caches = held(), unbounded()
        work(range(9, 17))
        after = held()
    finally:
        tracemalloc.stop()
    assert unbounded() == caches
    assert after - before < SMALL
