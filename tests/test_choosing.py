"""What is chosen happens, what is not does not, and the outcome is final with any choice."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from shelf import jsonl
from test_laws import PROSE, TIERS, documents

from cleaner import load_rules
from cleaner.cleaning import settle
from cleaner.rules.choosing import Choice, _safe_spans, is_chosen
from cleaner.trail import apply, undo
from cleaner.types import Edit

RULES = load_rules()
NAMES = sorted({rule.family for rule in RULES.all} | RULES.by_name.keys())
TEXT = f"Judul berita\n\n{PROSE[0]}\nADVERTISEMENT\n\n{PROSE[1]}\n\nBaca  juga: Harga telur naik\n"

names = st.lists(st.sampled_from(NAMES), max_size=4).map(tuple)
phrases = st.lists(
    st.sampled_from(["advertisement", "Baca juga", "kata", "harga beras", "the", "橋", "e\u0301"]),
    max_size=3,
).map(tuple)
choices = st.builds(Choice, names, names, phrases)


def cleaned(text: str, choice: Choice, repairs: str = "safe") -> str:
    return settle(text, RULES, "id", repairs=repairs, choice=choice).text


@given(documents(), choices, TIERS)
@example(TEXT, Choice((), ("layout",)), "safe")
@example("a\r\nb\nADVERTISEMENT\r\n", Choice((), ("layout.line-end",)), "safe")
def test_the_outcome_is_final_with_any_choice(text: str, choice: Choice, repairs: str) -> None:
    once = settle(text, RULES, None, repairs=repairs, choice=choice)
    twice = settle(once.text, RULES, None, repairs=repairs, choice=choice)
    assert (twice.text, twice.edits) == (once.text, ())
    assert all(is_chosen(edit.rule, choice) for edit in once.edits)
    assert undo(once.text, once.edits) == text
    assert apply(text, once.edits) == once.text


@given(documents(), choices)
def test_phrases_that_are_allowed_stay(text: str, choice: Choice) -> None:
    once = cleaned(text, choice)
    for phrase in choice.allow:
        if phrase.isascii():
            assert (f" {phrase} " in text) <= (f" {phrase} " in once)


@pytest.mark.parametrize(
    ("rule", "choice", "expected"),
    [
        ("word.split", Choice(), True),
        ("word.split", Choice(("word",)), True),
        ("word.split", Choice(("space",)), False),
        ("word.split", Choice((), ("word",)), False),
        ("word.split", Choice(("word.split",), ("word",)), True),
        ("word.split", Choice(("word",), ("word.split",)), False),
        ("word.split", Choice(("word",), ("word",)), False),
        ("word.split", Choice((), ("word.swapped",)), True),
        ("limit.unsettled", Choice(("word",), ("limit",)), True),
    ],
)
def test_a_rule_outweighs_its_family(rule, choice, expected):
    assert is_chosen(rule, choice) is expected


@pytest.mark.parametrize(
    ("choice", "gone", "stays"),
    [
        (Choice(), ("ADVERTISEMENT", "Baca", "  "), ()),
        (Choice(("advertising",)), ("ADVERTISEMENT",), ("Baca  juga", "sejak hari")),
        (Choice((), ("advertising",)), ("Baca",), ("ADVERTISEMENT",)),
        (Choice((), (), ("baca juga",)), ("ADVERTISEMENT",), ("Baca  juga",)),
        (Choice((), (), ("vertisement",)), ("ADVERTISEMENT",), ()),
        (Choice(("space",)), ("  ",), ("ADVERTISEMENT", "Baca juga: Harga")),
    ],
)
def test_what_is_not_chosen_stays(choice, gone, stays):
    text = cleaned(TEXT.rstrip("\n"), choice)
    assert not [words for words in gone if words in text]
    assert not [words for words in stays if words not in text]
    assert all(prose in text for prose in PROSE[:2])


def test_phrases_overlap_and_touch():
    text = "harga  beras  naik  lagi"
    allow = ("harga beras", "beras naik")
    choice = Choice((), (), allow)
    assert cleaned(f"{text} di pasar.", choice) == "harga  beras  naik lagi di pasar."


@pytest.mark.parametrize(
    ("text", "phrases", "spans"),
    [
        ("pra-harga beras", ("harga",), [(4, 9)]),
        ("praharga beras", ("harga",), []),  # letters go on before
        ("hargaku beras", ("harga",), []),
        ("No. 12 34", ("no. 1",), []),
        ("harga beras", ("harga", "beras"), [(0, 5), (6, 11)]),
        ("harga Harga  BERAS", ("harga", "harga beras"), [(0, 5), (6, 18)]),
        ("新橋開通", ("橋",), [(1, 2)]),  # where no spaces stand between words
        ("新橋開通", ("橋", "開"), [(1, 3)]),
        ("kata(iklan)itu", ("(iklan)",), [(4, 11)]),
    ],
)
def test_where_phrases_stand(text, phrases, spans):
    assert _safe_spans(text, phrases) == spans


def test_check_and_fix_take_a_choice(run, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    code, out, _ = run("check", "a.txt", "--select", "advertising, space")
    assert code == 1
    assert [row.split()[1] for row in out.splitlines()] == ["advertising.label", "space.doubled"]
    code, out, _ = run("check", "a.txt", "--select", "advertising", "--ignore", "advertising.label")
    assert (code, out) == (0, "")
    assert run("fix", "a.txt", "--select", "space")[0] == 0
    assert path.read_text() == TEXT.replace("Baca  juga", "Baca juga")
    assert run("fix", "a.txt", "--select", "space")[0] == 0
    assert run("check", "a.txt", "--select", "space")[0] == 0


def test_statistics_count_by_rule(run, tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_bytes(jsonl([{"text": "ADVERTISEMENT\n\nSatu  dua  tiga."}]))
    code, out, err = run("check", "a.txt", "b.jsonl", "--statistics", "--ignore", "layout,related")
    rows = [row.split(maxsplit=2) for row in out.splitlines()]
    assert code == 1
    assert [row[:2] for row in rows] == [["3", "space.doubled"], ["2", "advertising.label"]]
    assert all(row[2] in " ".join(RULES.by_name[row[1]].why.split()) for row in rows)
    assert err.startswith("cleaner: 5 findings in 2 files\n")


def test_edits_that_insert_at_the_border_of_a_phrase_are_made():
    from cleaner.rules.choosing import chosen

    text = "satu dua tiga"
    edits = [Edit(i, i, "", "x", "space.x") for i in (0, 4, 5, 6, 8, 9)]
    left = [edit.start for edit in chosen(text, edits, Choice((), (), ("dua",)))]
    assert left == [0, 4, 5, 8, 9]
