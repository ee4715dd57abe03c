"""What is known of the words of a language beside how frequent they are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import tomli

from ..shipped import data_files
from .lists import MOST_LANGUAGES


class Lore(NamedTuple):
    """Function words, affixes and the way compounds are written; ``data/wordlore.toml`` says more.

    ``apart`` has every pair of words that is wrongly glued, and how many letters the first has;
    they and the misspelt ones stand there with a capital as well.
    """

    grammar: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    bound: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()
    coins: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()
    compounds: str = ""
    apart: Mapping[str, int] = {}
    misspelt: Mapping[str, str] = {}


@lru_cache(maxsize=MOST_LANGUAGES)
def lore(language: str | None) -> Lore:
    """What is known of a language; nothing of one that is not listed."""
    return _all().get(language or "", Lore())


@cache
def _all() -> dict[str, Lore]:
    file = data_files() / "wordlore.toml"
    tables = tomli.loads(file.read_text(encoding="utf-8"))
    return {
        name: _lore(tables.get(table.get("like"), {}) | table) for name, table in tables.items()
    }


def _lore(table: Mapping[str, Any]) -> Lore:
    glued = {
        first + second + end: len(first)
        for first, seconds in table.get("apart", {}).items()
        for second in seconds.split()
        for end in ("", "nya")
    }
    glued |= {word.capitalize(): size for word, size in glued.items()}
    misspelt = dict(table.get("misspelt", {}))
    misspelt |= {word.capitalize(): meant.capitalize() for word, meant in misspelt.items()}
    many = table.get("many", "").split()
    words = {name: table.get(name, "").split() for name in Lore._fields[:-3]}
    return Lore(
        grammar=frozenset(words["grammar"]),
        once=frozenset(words["once"]),
        bound=frozenset(words["bound"]),
        prefixes=tuple(words["prefixes"]),
        suffixes=tuple(words["suffixes"]),
        verbs=tuple(words["verbs"]),
        open=tuple(words["open"]),
        ends=frozenset(words["ends"]),
        coins=frozenset(words["coins"]),
        many=frozenset((*many, *(f"{word}nya" for word in many))),
        roots=frozenset(words["roots"]),
        compounds=table.get("compounds", ""),
        apart=glued,
        misspelt=misspelt,
    )
