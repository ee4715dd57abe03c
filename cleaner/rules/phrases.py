"""The phrases of every language, and the kinds that say once what becomes of them.

``data/kinds.toml`` holds the kinds, ``data/phrases/LANGUAGE.txt`` the words. In such a file a kind
stands in square brackets, and below it one phrase a line; lines with ``+`` are examples that go,
lines with ``-`` examples that stay, lines with ``#`` remarks. What ``any.txt`` lists belongs to the
lists of every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import tomli

from ..lines import tokens_of_each
from ..shipped import data_files
from ..types import RuleError
from .rule import Phrase, Rule

COMMON = "any"  # the file whose lists belong to every language
_OWN = ("phrases", "finds", "also", "us")  # keys of a kind that a rule has not, or has otherwise
_FINDS = {"is": "is_", "begins": "begins", "ends": "ends", "holds": "holds"}


@dataclass(slots=True)
class Section:
    """The phrases of one kind in one language, with examples that go and that stay."""

    line: int
    phrases: list[str] = field(default_factory=list)
    drops: list[str] = field(default_factory=list)
    keeps: list[str] = field(default_factory=list)


def read_sections(text: str, file: str) -> dict[str, Section]:
    """Read the phrases of a language; ``file`` is its name for messages.

    Raises RuleError for a phrase above the first kind and for a kind that stands there twice.
    """
    sections: dict[str, Section] = {}
    section: Section | None = None
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if line.startswith("["):
            if (kind := line[1:-1]) in sections:
                raise RuleError(f"{file}:{number}: {kind} stands there twice")
            section = sections[kind] = Section(number)
        elif line and line[0] != "#":
            if section is None:
                raise RuleError(f"{file}:{number}: a phrase stands above the first kind")
            lists = {"+": section.drops, "-": section.keeps}
            chosen = lists.get(line[0]) if line[1:2] == " " else None
            (section.phrases if chosen is None else chosen).append(
                line if chosen is None else line[2:].replace("\\n", "\n")
            )
    return sections


def shipped_phrases() -> Iterator[Rule]:
    """The rules that the shipped kinds and phrases make, language by language."""
    data = data_files()
    kinds = tomli.loads((data / "kinds.toml").read_text(encoding="utf-8"))["kind"]
    files = {
        file.name.removesuffix(".txt"): read_sections(file.read_text(encoding="utf-8"), file.name)
        for file in sorted((data / "phrases").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".txt")
    }
    common = _phrases_of(files.pop(COMMON))
    for language, sections in files.items():
        yield from rules_of(language, sections, kinds, common)


def rules_of(
    language: str,
    sections: Mapping[str, Section],
    kinds: Sequence[Mapping[str, Any]],
    common: Mapping[str, tuple[Phrase, ...]],
) -> Iterator[Rule]:
    """The rules of one language: one for each kind it has phrases for.

    Raises RuleError for a section that no kind is named like.
    """
    file = f"{language}.txt"
    names = {kind["name"] for kind in kinds}
    for name, section in sections.items():
        if name not in names:
            raise RuleError(f"{file}:{section.line}: there is no kind {name!r}")
    phrases = _phrases_of(sections)
    for kind in kinds:
        sources = kind.get("phrases", [kind["name"]])
        own = tuple(chain.from_iterable(phrases.get(name, ()) for name in sources))
        if not kind["finds"] or not own:
            continue
        lists = {
            key: (*phrases.get(kind[key], ()), *common.get(kind[key], ()))
            for key in ("also", "us")
            if key in kind
        }
        examples = [sections[name] for name in sources if name in sections]
        values: dict[str, Any] = {k: value for k, value in kind.items() if k not in _OWN}
        values |= {_FINDS[kind["finds"]]: own, "name": f"{kind['name']}-{language}", **lists}
        yield Rule(
            **values,
            drops=tuple(chain.from_iterable(section.drops for section in examples)),
            keeps=tuple(chain.from_iterable(section.keeps for section in examples)),
            file=file,
            line=min(section.line for section in examples),
        )


def _phrases_of(sections: Mapping[str, Section]) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of each kind as words; those of all kinds are cut in one pass."""
    texts = [phrase for section in sections.values() for phrase in section.phrases]
    words = iter(tokens_of_each(texts)) if texts else iter(())
    return {
        name: tuple(dict.fromkeys(next(words) for _ in section.phrases))
        for name, section in sections.items()
    }
