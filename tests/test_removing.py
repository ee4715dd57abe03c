"""What is left where segments go: one space, no words glued, no sentence torn."""

from __future__ import annotations

import pytest

from cleaner import clean, restore
from cleaner.lines import blocks_of
from cleaner.rules.loading import default_rules
from cleaner.text.memory import Memory
from cleaner.text.removing import removals, spare_torn
from cleaner.text.segments import segments_of
from cleaner.text.verdict import Verdict
from cleaner.trail import apply

VOTE = "The council of the harbour town voted on Monday to mend the bridge."
HAPPY = "Residents of the old quarter welcomed the decision after a long evening."
GOES = Verdict("test.goes", "told to")

# a text, which of its segments go, and what is left
CUTS = {
    "between sentences": (f"{VOTE} ADVERTISEMENT {HAPPY}", [1], f"{VOTE} {HAPPY}"),
    "at the start": (f"ADVERTISEMENT {VOTE}", [0], VOTE),
    "at the end": (f"{VOTE} Follow us on Twitter.", [1], f"{VOTE} "),
    "several in a row": (
        f"{VOTE} Follow us on Twitter. Sign up for our newsletter. {HAPPY}",
        [1, 2],
        f"{VOTE} {HAPPY}",
    ),
    "without spaces": (
        "市议会周一投票决定修复旧桥。点击关注我们的公众号。居民表示欢迎并希望工程尽快开始。",
        [1],
        "市议会周一投票决定修复旧桥。居民表示欢迎并希望工程尽快开始。",
    ),
    "a whole line": (f"{VOTE}\n\nShare\n\n{HAPPY}", [1], f"{VOTE}\n\n\n\n{HAPPY}"),
    "none": (f"{VOTE} ADVERTISEMENT {HAPPY}", [], f"{VOTE} ADVERTISEMENT {HAPPY}"),
}


@pytest.mark.parametrize("name", CUTS)
def test_the_gap_closes(name: str) -> None:
    text, gone, left = CUTS[name]
    memory = Memory(default_rules())
    blocks = segments_of(text, blocks_of(text, memory.shapes), memory)
    verdicts = [GOES if i in gone else None for i in range(len(blocks))]
    spare_torn(blocks, verdicts)
    edits = tuple(removals(text, blocks, verdicts))
    assert apply(text, edits) == left
    assert all(text[edit.start : edit.end] == edit.old for edit in edits)


# a line whose piece would leave a torn sentence behind
TORN = [
    "Dewan kota bertemu di balai kota  dan warga senang sekali mendengar kabar itu.",
    "The mayor said that ADVERTISEMENT and the council agreed with all of it at once.",
]


@pytest.mark.parametrize("line", TORN)
def test_nothing_goes_before_a_small_letter(line: str) -> None:
    memory = Memory(default_rules())
    blocks = segments_of(line, blocks_of(line, memory.shapes), memory)
    for i in range(len(blocks) - 1):
        verdicts = [GOES if j == i else None for j in range(len(blocks))]
        spare_torn(blocks, verdicts)
        if blocks[i + 1].shape.text[0].islower():
            assert verdicts[i] is None
    assert clean(line).text.split() == line.split()


NOTICES = (
    "ADVERTISEMENT",
    "Follow us on Twitter.",
    "Sign up for our newsletter.",
    "(Read also: Ferry Fares Rise Again)",
    "All rights reserved.",
)


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("space", [" ", "  "])
def test_neighbours_are_never_glued(notice: str, space: str) -> None:
    text = f"{VOTE}{space}{notice}{space}{HAPPY}"
    article = clean(text)
    assert VOTE in article.text
    assert HAPPY in article.text
    assert f".{HAPPY}" not in article.text
    assert restore(article) == text
    assert clean(article.text).text == article.text
