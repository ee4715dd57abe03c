"""Every example of every rule, with all rules loaded: what must go goes, what must stay stays."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from cleaner import RuleError, clean, explain, load_rules
from cleaner.rules.patterns import check_pattern
from cleaner.rules.rule import Rule

RULES = load_rules()
TITLE = "Harga Beras Turun di Pasar Kota"
BODY = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "Pemerintah menambah pasokan dari gudang di pelabuhan supaya harga tidak naik lagi.",
    "Para pembeli menyambut kabar itu dengan gembira dan berharap harga gula ikut turun.",
)
PLAIN = "\n\n".join((TITLE, *BODY))


def placed(example: str, where: str) -> list[str]:
    """The plain article with ``example`` put where its rule looks."""
    first, second, third = BODY
    orders = {
        "anywhere": [(TITLE, first, example, second, third)],
        "head": [(TITLE, example, first, second, third)],
        "tail": [(TITLE, first, second, third, example)],
    }
    orders["edges"] = orders["head"] + orders["tail"]
    return ["\n\n".join(order) for order in orders[where]]


def cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.name}-{i}")
        for rule in RULES.all
        for i, example in enumerate(getattr(rule, kind))
    ]


@pytest.mark.parametrize(("rule", "example"), cases("drops"))
def test_what_must_go_goes_and_nothing_else(rule: Rule, example: str) -> None:
    for text in placed(example, rule.where):
        article = clean(text)
        assert article.text == PLAIN
        assert rule.name in {edit.rule for edit in article.edits}


@pytest.mark.parametrize(("rule", "example"), cases("keeps"))
def test_what_must_stay_stays(rule: Rule, example: str) -> None:
    for where in {"anywhere", "head" if rule.where == "head" else "tail"}:
        text = placed(example, where)[0]
        article = clean(text)
        assert article.text == "\n\n".join(line for line in text.split("\n") if line.strip())


@pytest.mark.parametrize(("rule", "pair"), cases("mends"))
def test_what_is_mended_is_mended_by_that_rule(rule: Rule, pair: tuple[str, str]) -> None:
    before, after = pair
    article = clean(before)
    assert article.text == after
    others = {edit.rule for edit in article.edits} - {rule.name}
    assert len(others) < len(article.edits)
    beside = ("layout.", "space.", "related.invitation")  # an advertisement follows an invitation
    assert all(name.startswith(beside) for name in others)


def test_every_rule_has_a_reason_and_an_example() -> None:
    for rule in RULES.all:
        assert rule.why.endswith("."), rule.name
        weighed = rule.name.startswith(("context.", "page."))  # whole pages are their examples
        named = rule.name in ("word.one-edit", "limit.unsettled", "markup.document")
        assert rule.drops or rule.mends or weighed or named
        assert rule.keeps or rule.removes == "code", f"{rule.name} has no example that stays"
        if rule.shape:
            check_pattern(rule.shape, rule.name)


def test_rules_of_one_language_cost_little() -> None:
    """A shape is tried on every line unless words stand before it, and there are many languages."""
    for rule in RULES.all:
        if rule.file.startswith("lang-"):
            assert rule.removes == "line"
            assert rule.is_ or rule.begins or rule.ends or rule.holds, rule.name
            assert rule.name.endswith(rule.file.removeprefix("lang").removesuffix(".toml"))


def test_phrases_are_composed_as_texts_are() -> None:
    for rule in RULES.all:
        for phrase in (*rule.is_, *rule.begins, *rule.ends, *rule.holds, *rule.also):
            assert unicodedata.is_normalized("NFC", " ".join(phrase)), rule.name


def test_every_edit_is_explained_by_a_rule_of_that_name() -> None:
    text = "\n".join(example for rule in RULES.all for example in (*rule.drops, *rule.keeps))
    article = clean(text)
    assert article.edits
    assert {edit.rule for edit in article.edits} <= RULES.by_name.keys()
    assert any(line.verdict == "removed" for line in explain(article))


BAD_RULES = [
    ("rule = 3", "[[rule]] tables"),
    ("[[rule]]", "needs a name"),
    ('[[rule]]\nname = "Bad Name"', "needs a name"),
    ('[[rule]]\nname = "my.rule"', "not complete"),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\ndrops = ["x"]', "no condition"),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\nis = ["x"]', "no example"),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\nis = "x"\ndrops = ["x"]', "list of strings"),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\nis = ["!"]\ndrops = ["!"]', "without a word"),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\nis = ["x"]\nwords = 3\ndrops = ["x"]', "unknown key"),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\nis = ["x"]\nwhere = "up"\ndrops = ["x"]', "'where'"),
    (
        '[[rule]]\nname = "advertising.label"\nwhy = "x"\nis = ["x"]\ndrops = ["x"]',
        "exists already",
    ),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\nshape = "("\ndrops = ["("]', "not a pattern"),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\nshape = "(a+)+"\ndrops = ["a"]', "for ever"),
    ('[[rule]]\nname = "my.rule"\nwhy = "x"\nshape = "(?:a*b*)*c"\ndrops = ["c"]', "for ever"),
    ("not toml", "not TOML"),
]


@pytest.mark.parametrize(("text", "message"), BAD_RULES)
def test_a_wrong_rule_file_is_refused_with_a_sentence(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(RuleError) as caught:
        load_rules(path)
    assert message in str(caught.value)
    assert "mine.toml" in str(caught.value)


def test_a_missing_rule_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot read the rule file"):
        load_rules(tmp_path / "none.toml")


def test_a_rule_of_ones_own_works_like_ours(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[rule]]\nname = "house.slogan"\nwhy = "Our slogan."\n'
        'begins = ["jernih melihat"]\nmost = 6\ndrops = ["Jernih melihat dunia"]\n'
    )
    text = "\n\n".join((TITLE, BODY[0], "Jernih melihat dunia", BODY[1]))
    article = clean(text, rules=load_rules(path))
    assert article.text == "\n\n".join((TITLE, BODY[0], BODY[1]))
    assert [e.rule for e in article.edits if not e.rule.startswith("layout.")] == ["house.slogan"]
    assert clean(text).text == text
