"""Prose is a wall, also on one line: no rule takes the sentence beside a notice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cleaner import clean, load_rules
from cleaner.rules.rule import Rule

RULES = load_rules()
LATIN = (
    "The council voted on Monday to keep the old bridge open for another year.",
    "Engineers had found two cracks in a pillar, the mayor told reporters after the meeting.",
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "Pemerintah menambah pasokan dari gudang di pelabuhan supaya harga tidak naik lagi.",
)
UNSPACED = (
    "政府は月曜日に新しい橋の建設計画を発表した。",
    "住民の多くは来年の完成を楽しみにしていると話した。",
    "市议会周一决定让这座老桥再开放一年。",
    "工程师在检查中发现桥墩上有两条裂缝。",
)
UNSPACED_FILES = ("zh", "ja")
ABOVE = "Work on the river bank will take four months, and half of it is paid by the region."
BELOW = "Nobody was hurt when the road was closed, the police said in a short note on Tuesday."


def joins(example: str, first: str, second: str, gap: str) -> Iterator[str]:
    """The example before, after and between two sentences, on the only or last line."""
    for line in (
        gap.join((example, first, second)),
        gap.join((first, second, example)),
        gap.join((first, example, second)),
    ):
        yield line
        yield f"{ABOVE}\n\n{line}\n\n{BELOW}"
        yield f"{ABOVE}\n\n{BELOW}\n\n{line}"


def cases() -> list[object]:
    return [
        pytest.param(rule, id=rule.name)
        for rule in RULES.all
        if any("\n" not in example for example in rule.drops)
    ]


@pytest.mark.parametrize("rule", cases())
def test_no_sentence_goes_with_the_notice_on_its_line(rule: Rule) -> None:
    unspaced = rule.file.removeprefix("lang-").partition(".")[0] in UNSPACED_FILES
    gap, pairs = ("", UNSPACED) if unspaced else (" ", LATIN)
    for number, example in enumerate(rule.drops):
        if "\n" in example:
            continue
        first, second = pairs[2 * (number % 2) :][:2]
        for text in joins(example, first, second, gap):
            kept = clean(text, kind="text", repairs="off").text
            for sentence in (first, second):
                assert sentence in kept, text
