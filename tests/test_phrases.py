"""The files of phrases: how they are read, that they are sound, and that their examples hold."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib import resources

import pytest
import regex
import tomli
from test_faults import RIGHTS

from cleaner import RuleError, clean
from cleaner.lines import tokens_of
from cleaner.rules.phrases import COMMON, Section, read_sections, rules_of

DATA = resources.files("cleaner") / "data"
KINDS = tomli.loads((DATA / "kinds.toml").read_text("utf-8"))["kind"]
NAMES = [kind["name"] for kind in KINDS]
LISTS = {kind["name"] for kind in KINDS if not kind["finds"]}  # other kinds refer to them
FILES = {
    file.name.removesuffix(".txt"): file.read_text("utf-8")
    for file in sorted((DATA / "phrases").iterdir(), key=lambda file: file.name)
}
SECTIONS = {code: read_sections(text, f"{code}.txt") for code, text in FILES.items()}
EACH = [
    (code, name, section) for code, parts in SECTIONS.items() for name, section in parts.items()
]
KIND = {"name": "related.label", "why": "A label.", "finds": "is"}
FILE = """# Examplish

[related.label]
leze ook
# a remark
leze fierder
+ Leze ook
+ Leze\\nfierder
- Leze ook de brief, sei hy.
"""


def test_a_file_is_read() -> None:
    assert read_sections(FILE, "x.txt") == {
        "related.label": Section(
            3,
            ["leze ook", "leze fierder"],
            ["Leze ook", "Leze\nfierder"],
            ["Leze ook de brief, sei hy."],
        )
    }


def test_a_kind_and_phrases_make_a_rule() -> None:
    (rule,) = rules_of("fy", read_sections(FILE, "fy.txt"), [KIND], {})
    assert (rule.name, rule.why, rule.file, rule.line) == (
        "related.label-fy",
        "A label.",
        "fy.txt",
        3,
    )
    assert rule.is_ == (("leze", "ook"), ("leze", "fierder"))
    assert rule.drops == ("Leze ook", "Leze\nfierder")
    assert rule.keeps == ("Leze ook de brief, sei hy.",)


def test_a_kind_may_find_the_phrases_of_others_and_ask_for_lists() -> None:
    parts = read_sections("[a.act]\nfolgje\n[a.thing]\nkanaal\n", "fy.txt")
    call = {"name": "a.call", "why": "A call.", "finds": "begins", "phrases": ["a.act"]}
    kinds = [{"name": "a.act", "finds": ""}, {"name": "a.thing", "finds": ""}]
    common = {"a.thing": (("whatsapp",),)}
    (rule,) = rules_of("fy", parts, [call | {"also": "a.thing"}, *kinds], common)
    assert rule.begins == (("folgje",),)
    assert rule.also == (("kanaal",), ("whatsapp",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("leze ook\n", "x.txt:1: a phrase stands above the first kind"),
        ("\n+ Leze ook\n", "x.txt:2: a phrase stands above the first kind"),
        ("[a.b]\nx\n\n[a.b]\n", "x.txt:4: a.b stands there twice"),
    ],
)
def test_what_is_wrong_with_a_file_is_a_sentence(text: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        read_sections(text, "x.txt")
    assert str(caught.value) == message


def test_a_section_of_no_kind_is_a_sentence() -> None:
    with pytest.raises(RuleError, match=r"fy\.txt:1: there is no kind 'a\.b'"):
        list(rules_of("fy", read_sections("[a.b]\nx\n", "fy.txt"), [KIND], {}))


def test_every_section_is_of_a_kind_and_every_kind_has_one() -> None:
    used = {name for _, name, _ in EACH}
    assert used <= set(NAMES)
    assert {kind["name"] for kind in KINDS if "phrases" not in kind} <= used


def test_kinds_refer_to_kinds_and_say_why() -> None:
    assert len(NAMES) == len(set(NAMES))
    for kind in KINDS:
        assert kind["why"].endswith(".")
        assert {kind.get("also"), kind.get("us"), *kind.get("phrases", ())} - {None} <= set(NAMES)


def test_every_language_says_its_name() -> None:
    names = {text.partition("\n")[0] for text in FILES.values()}
    assert len(names) == len(FILES) >= 80
    assert all(name.startswith("# ") for name in names)


@pytest.mark.parametrize("code", SECTIONS)
def test_phrases_are_sorted_composed_small_and_there_once(code: str) -> None:
    for name, section in SECTIONS[code].items():
        assert section.phrases == sorted(set(section.phrases)), name
        for text in (*section.phrases, *section.drops, *section.keeps):
            assert unicodedata.is_normalized("NFC", text)
        assert all(phrase == phrase.lower() for phrase in section.phrases)


def test_a_phrase_has_letters() -> None:
    """Numbers alone would name every count; a player's clock is none."""
    bare = [
        (code, name, phrase)
        for code, name, section in EACH
        for phrase in section.phrases
        if name != "video.player" and not any(map(str.isalpha, "".join(tokens_of(phrase))))
    ]
    assert bare == []


def test_every_kind_of_a_language_has_an_example_that_goes_and_one_that_stays() -> None:
    asked = [(c, n, s) for c, n, s in EACH if n not in LISTS and c != COMMON]
    assert [(code, name) for code, name, section in asked if not section.keeps] == []
    assert [(code, name) for code, name, section in asked if not section.drops] == []
    assert sum(len(section.drops) + len(section.keeps) for _, _, section in asked) > 5000


# kinds whose phrases go anywhere, and of a hundred examples how many go between two sentences of
# one line; at the end of such a line nearly all do, on a line of their own all
INSIDE = {
    "advertising.label": 55,
    "related.read-also": 50,
    "related.label": 30,
    "following.button": 20,
    "newsletter.label": 25,
    "reader.notice": 90,
    "sharing.label": 30,
    "paywall.label": 20,
    "paywall.notice": 90,
    "video.player": 30,
    "action.app": 10,
}
AT_END = 90


@pytest.mark.parametrize("kind", INSIDE)
def test_examples_go_from_lines_of_their_own_and_from_inside_an_article(kind: str) -> None:
    tried: Counter[str] = Counter()
    for language, (article, _) in RIGHTS.items():
        space = "" if language in ("zh", "ja") else " "
        first, mark, second = regex.split(r"(?<=([.。।]))\s?", article, maxsplit=1)
        assert mark in first
        section = SECTIONS[language].get(kind)
        for example in section.drops if section else ():
            if "\n" in example:
                continue
            own = clean(f"{first}\n\n{example}\n\n{second}")
            end = clean(f"{first}{space}{second}{space}{example}")
            inside = clean(f"{first}{space}{example}{space}{second}")
            for cleaned in (own, end, inside):
                assert first in cleaned.text, example
                assert second in cleaned.text, example
            assert own.text == f"{first}\n\n{second}", example
            whole = f"{first}{space}{second}"
            tried += Counter(all=1, end=end.text == whole, inside=inside.text == whole)
    assert tried["all"] > 10
    assert tried["end"] * 100 >= AT_END * tried["all"]
    assert tried["inside"] * 100 >= INSIDE[kind] * tried["all"]
