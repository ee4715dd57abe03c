"""Every example of every rule, with all rules loaded: what must go goes, what must stay stays."""

from __future__ import annotations

import json
import unicodedata
from functools import partial
from pathlib import Path

import pytest
import regex
from work import calls

from cleaner import RuleError, Rules, clean, explain, load_rules
from cleaner.rules import loading
from cleaner.rules.patterns import LONGEST, check_pattern
from cleaner.rules.rule import Rule

RULES = load_rules()


def _is_phrase(rule: Rule) -> bool:
    """Whether a rule is made of a kind and the phrases of a language."""
    return rule.file.endswith(".txt")


LINES = {rule.name for rule in RULES.all if rule.removes == "line"} | {"related.headline"}
INSIDE = ("related", "advertising", "footer")  # families with code that cuts inside lines
BESIDE = ("layout.", "space.", "related.invitation")  # an advertisement follows an invitation
PHRASES = {rule.name for rule in RULES.all if _is_phrase(rule)}
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
    """The examples of every rule; those that kinds of a language share are tried once a place."""
    found = {
        (rule.file, rule.where, example): pytest.param(rule, example, id=f"{rule.name}-{i}")
        for rule in reversed(RULES.all)
        for i, example in enumerate(getattr(rule, kind))
    }
    return list(reversed(found.values()))


@pytest.mark.parametrize(("rule", "example"), cases("drops"))
def test_what_must_go_goes_and_nothing_else(rule: Rule, example: str) -> None:
    for text in placed(example, rule.where):
        article = clean(text)
        assert article.text == PLAIN
        # phrases of a kind name the cut where they say more of its words than the rule does
        names = {edit.rule for edit in article.edits}
        assert rule.name in names or names & PHRASES or _is_phrase(rule)


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
    names = {edit.rule for edit in article.edits}
    # a span that is a segment by itself is named by the rule of its words
    if rule.removes == "span" or rule.family in INSIDE:
        names -= LINES
    else:
        assert rule.name in names
    assert all(name.startswith((*BESIDE, rule.name)) for name in names)


def test_every_rule_has_a_reason_and_an_example() -> None:
    for rule in RULES.all:
        assert rule.why.endswith("."), rule.name
        weighed = rule.name.startswith(("context.", "page."))  # whole pages are their examples
        named = rule.name in ("word.one-edit", "limit.unsettled", "markup.document")
        # a kind may find the phrases of others, which have their own examples
        if not _is_phrase(rule):
            assert rule.drops or rule.mends or weighed or named
            assert rule.keeps or rule.removes == "code", f"{rule.name} has no example that stays"
        if rule.shape:
            check_pattern(rule.shape, rule.name, span=rule.removes == "span")


def test_every_rule_has_an_example_that_no_other_rule_settles() -> None:
    """A rule whose examples all go without it says nothing that the others do not.

    Kinds of a language share phrases, and languages share words: their rules are left aside, and so
    are spans, most of which stand where a segment can be cut too.
    """
    written = [rule for rule in RULES.all if not _is_phrase(rule)]
    for rule in written:
        if rule.removes == "line":  # spans are tried on what segments leave
            without = Rules(other for other in written if other is not rule)
            pairs = [(text, PLAIN) for drop in rule.drops for text in placed(drop, rule.where)]
            pairs += rule.mends
            assert any(clean(text, rules=without).text != after for text, after in pairs), rule.name


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


OWN = '[[rule]]\nname = "my.rule"\nwhy = "x"\nis = ["x"]\ndrops = ["x"]\n'
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
    ("x = " + "[" * 5000, "not TOML"),
    ("x = " + "9" * 5000, "not TOML"),
    ("a = 1\n[[rule]]", "[[rule]] tables"),
    (f'{OWN}most = "x"', "mine.toml:1: rule 'my.rule': 'most' must be a whole number"),
    (f"{OWN}most = -1", "'most' must be a whole number"),
    (f"{OWN}least = 1.5", "'least' must be a whole number"),
    (f"{OWN}open = 1", "'open' must be true or false"),
    (f"{OWN}shape = 3", "'shape' must be a string"),
    (f"{OWN}cues = 'a'", "'cues' must be a list of strings"),
    (f"{OWN}keeps = [3]", "'keeps' must be a list of strings"),
    (f'{OWN}mends = [["a"]]', "'mends' must be a list of pairs"),
    (f'{OWN}\n\n[[rule]]\nname = "my.other"\nwhy = "x"', "mine.toml:8: rule 'my.other' has no"),
    (f"{OWN}\n[[rule]]\nname = 3", "mine.toml:7: every rule needs a name"),
    (f"{OWN}\n{OWN}", "mine.toml:7: rule 'my.rule' exists already"),
]
# patterns that could run for ever, each for a reason of its own, and what is said of them
BAD_SHAPES = [
    ("(?:a|a)*b", "could run for ever"),
    ("(?:a|ab|b)*c", "could run for ever"),
    ("(?:a{1,60}){1,60}b", "could run for ever"),
    ("a*a*b", "two repeats without end stand side by side"),
    (r"\w+\d+x", "two repeats without end"),
    (".*x.*y.*z", "could run for ever"),
    (r"(?:\s*\w+\s*)+:", "could run for ever"),
    ("(?=(?:a+)+b)a", "could run for ever"),
    ("(?:a?){60}b", "could run for ever"),
    ("(?i)abc", "sets a flag"),
    ("a(?x) b", "not a pattern"),
    ("(?:abc){e<=2}", "a brace that counts nothing"),
    (r"a\p{Nothing}b", "not a pattern"),
    ("[[:alpha:]]", "not a pattern"),
    (r"(?R)|a", "not a pattern"),
    ("a{99999999999}", "a brace that counts nothing"),
    ("(" * 900 + "a" + ")" * 900, "not a pattern"),
    (r"(a)\1", "has a name"),
    ("(a)?(?(1)b|c)", "has a name"),
    ("(?:(?:a{1000}){1000}){1000}", "repeats too much"),
    ("(?:a{0,1000}b{1000}){1000}", "repeats too much"),
    (r"\p{Nothing}", "not a pattern"),
    ("a" * 5001, "longer than 5000 characters"),
]
GOOD_SHAPES = [
    r"[a-z]+@[a-z]+\.com",
    r"(?:\w+ ){0,9}\w+",
    r"\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*",
    "(?:Foto|Photo|Image): [^:]+",
    r"a*+a*b",
    "(?>a+)+b",
    r"\{x\}",
    r"\\1",
    "(?P<twice>[a-z]+)-(?P=twice)",
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


@pytest.mark.parametrize(("shape", "message"), BAD_SHAPES, ids=lambda value: value[:30])
def test_a_pattern_that_could_run_away_is_refused(shape: str, message: str) -> None:
    with pytest.raises(RuleError, match=message):
        check_pattern(shape, "here")


@pytest.mark.parametrize("shape", GOOD_SHAPES)
def test_a_pattern_with_one_way_to_go_is_taken(shape: str) -> None:
    check_pattern(shape, "here")


@pytest.mark.parametrize("shape", ["a+b", r"\(.*\)", "a++b", "[a-z]{2,}", "(?<=a*)b"])
def test_what_is_looked_for_everywhere_repeats_nothing_without_end(shape: str) -> None:
    check_pattern(shape, "here")
    with pytest.raises(RuleError, match="without end"):
        check_pattern(shape, "here", span=True)


def test_the_lint_itself_does_not_run_away() -> None:
    def nested(depth: int) -> None:
        with pytest.raises(RuleError, match="for ever"):
            check_pattern("(?:" * depth + "ab?" + ")+" * depth, "here")

    nested(4)
    assert calls(partial(nested, 32)) < 5 * calls(partial(nested, 16))


def hostile_lines(rule: Rule) -> list[str]:
    """Lines that begin like what a rule looks for, go on and on, and end otherwise."""
    pieces = [piece for example in rule.drops for piece in (example, *example.split())]
    pieces += [text[:half] for text in rule.drops for half in (len(text) // 2, -1) if text[:half]]
    return ["x" + piece * (LONGEST // len(piece) - 1) + "\x7f" for piece in pieces[:30]]


def test_no_shipped_pattern_runs_away() -> None:
    """Each is tried on the worst that can be made of its own examples, as long as it may be."""
    tried = 0
    for rule in RULES.all:
        shape = regex.compile(rule.shape)
        for line in hostile_lines(rule) if rule.shape else ():
            found = shape.fullmatch(line) if rule.removes == "line" else shape.search(line)
            assert found is None or found.end() <= LONGEST
            tried += 1
    assert tried > 1000


def test_a_rule_file_has_a_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "LARGEST", 1000)
    path = tmp_path / "mine.toml"
    path.write_text(OWN + "#" * 1000)
    with pytest.raises(RuleError, match="a rule file has no more than 1000 bytes"):
        load_rules(path)


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


def house(**values):
    """A rule file of one rule."""
    values = {"name": "house.phone", "why": "x.", "begins": ["telepon redaksi"]} | values
    return "[[rule]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())


DROPPED = {"drops": ["Telepon redaksi: 021"]}


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (DROPPED, ""),
        (DROPPED | {"keeps": ["Telepon itu berdering."]}, ""),
        (DROPPED | {"where": "edges"}, ""),
        (DROPPED | {"drops": ["Telepon itu"]}, "'Telepon itu' of drops stays"),
        (DROPPED | {"drops": ["ADVERTISEMENT"]}, "of drops goes by advertising.label"),
        (DROPPED | {"begins": ["harga beras", "telepon redaksi"]}, "goes, and 'Harga Beras Turun"),
        (
            DROPPED | {"drops": ["Telepon redaksi\n\nTelur mahal, kata dia."]},
            "goes, but not all of it",
        ),
        (DROPPED | {"keeps": ["Telepon redaksi rusak"]}, "of keeps goes by house.phone"),
        (DROPPED | {"keeps": ["ADVERTISEMENT"]}, "of keeps goes by advertising.label"),
    ],
)
def test_the_examples_of_a_file_are_tried(run, tmp_path, values, wrong):
    path = tmp_path / "house.toml"
    path.write_text("# of the house\n" + house(**values), "utf-8")
    code, out, err = run("rules", "--rules", "house.toml", "--try")
    assert code == bool(wrong)
    assert out.count("\n") == bool(wrong)
    assert wrong in out
    assert out.startswith("house.toml:2: house.phone: " if wrong else "")
    count = len(values["drops"]) + len(values.get("keeps", ()))
    examples = "1 example" if count == 1 else f"{count} examples"
    assert err == f"cleaner: 1 rule, {examples}, {int(bool(wrong))} not as it should be\n"


SPAN = {"removes": "span", "shape": "QWZX[0-9]{1,4}", "begins": []}


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("Harga itu turun. QWZX12 Warga senang.", "Harga itu turun. Warga senang.", ""),
        (
            "Harga itu turun. QWZX12 Warga senang.",
            "Harga itu turun.",
            "becomes 'Harga itu turun. W",
        ),
        ("Harga  itu turun.", "Harga itu turun.", "is mended by other rules"),
    ],
)
def test_pairs_of_before_and_after_are_tried(run, tmp_path, before, after, wrong):
    (tmp_path / "house.toml").write_text(house(**SPAN, mends=[[before, after]]), "utf-8")
    code, out, err = run("rules", "--rules", "house.toml", "--try")
    assert (code, wrong in out, out.count("\n")) == (bool(wrong), True, bool(wrong))
    assert f"{before!r} of mends" in out or not wrong
    assert err.startswith("cleaner: 1 rule, 1 example, ")


def test_the_examples_of_one_rule_or_family_are_tried(run):
    assert run("rules", "advertising.label", "--try")[0] == 0
    assert run("rules", "advertising.label", "--try")[2].startswith("cleaner: 1 rule, ")
    code, _, err = run("rules", "advertising.labl", "--try")
    assert (code, "did you mean advertising.label" in err) == (2, True)
    assert run("rules", "--run", "x", "--try")[0] == 2
