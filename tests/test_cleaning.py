"""The loop and its stages, one question at a time; the laws of any input are in test_laws.py."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cleaner import clean, load_rules, restore
from cleaner.cleaning import ROUNDS, Settled, Stage, _settled, document, settle
from cleaner.text.memory import Memory
from cleaner.types import Edit

RULES = load_rules()
HEADLINE = "Harga Beras Turun di Pasar Kota"
BODY = "Harga beras turun di pasar kota sejak hari Senin, kata pedagang {} yang ditemui di sana."
LAST = "Pemerintah kota itu akan mejnelaskan alasan kenaikan kepada wagga  pada hari Selasa."
TEXT = f"{HEADLINE}\n\n{BODY.format('beras')}\n\nADVERTISEMENT\n\n{LAST}\n"


def replaces(old: str, new: str, rule: str = "space.made-up") -> Stage:
    """A stage that puts one text in the place of another, wherever it stands."""

    def stage(text: str) -> Iterator[Edit]:
        at = text.find(old)
        while at >= 0:
            yield Edit(at, at + len(old), old, new, rule, "made up")
            at = text.find(old, at + len(old))

    return stage


def run(source: str, *order: Stage) -> Settled:
    return _settled(source, source, (), order, Memory(RULES))


def test_stages_act_in_order_until_none_has_anything_to_say() -> None:
    found = run("aab", replaces("b", "cc"), replaces("cc", "d"), replaces("aa", "b"))
    # b becomes cc becomes d, aa becomes b, which becomes d in the second round; a third is quiet
    assert (found.text, found.rounds) == ("dd", 2)
    assert [(edit.old, edit.new) for edit in found.edits] == [("aab", "dd")]


def test_a_memory_of_other_rules_is_refused() -> None:
    with pytest.raises(ValueError, match="other rules"):
        settle("a", RULES, None, memory=Memory(load_rules()))


def test_a_memory_tells_languages_apart() -> None:
    memory = Memory(RULES)
    found = [memory.words("Harga beras unutk orang.", language) for language in ("id", "en", "id")]
    assert [words.language for words in found] == ["id", "en", "id"]


def test_a_quiet_text_takes_one_round_and_no_edits() -> None:
    assert run("a", replaces("b", "c")) == Settled("a", (), 0)


def test_a_stage_is_not_asked_twice_about_the_same_text() -> None:
    asked = []

    def quiet(text: str) -> Iterator[Edit]:
        asked.append(text)
        yield from ()

    assert run("ab", replaces("b", "c"), quiet, replaces("c", "d")).text == "ad"
    assert asked == ["ac", "ad"]
    asked.clear()
    assert run("ab", replaces("b", "c"), quiet).rounds == 1
    assert asked == ["ac"]


def test_stages_that_undo_each_other_have_done_nothing() -> None:
    assert run("a b", replaces("a", "x"), replaces("x", "a")) == Settled("a b", (), 0)


def test_a_text_that_never_settles_is_given_up_whole() -> None:
    found = run("a", lambda text: [Edit(0, 0, "", "b", "space.made-up", "made up")])
    whole = Edit(0, 1, "a", "", "limit.unsettled", f"not settled in {ROUNDS} rounds")
    assert found == Settled("", (whole,), ROUNDS)


def test_a_text_may_take_all_the_rounds_there_are() -> None:
    last = "a" * (ROUNDS - 1)
    step = replaces("ba", "b")  # one a goes in each round, the last finds none
    assert run(f"b{last}", step) == _settled(f"b{last}", f"b{last}", (), (step,), Memory(RULES))
    assert run(f"b{last}", step).text == "b"
    assert run(f"b{last}a", step).text == ""


def test_edits_that_markup_led_to_come_first_and_once() -> None:
    first = (Edit(0, 5, "Iklan", "", "page.label", "the elements around it"),)
    source = f"Iklan\n{BODY.format('Iklan')}"
    found = settle(source, RULES, "id", first=first)
    assert found.text == BODY.format("Iklan")
    assert found.edits[0][:6] == first[0][:6]


@pytest.mark.parametrize(
    ("repairs", "last"),
    [
        ("off", LAST.replace("  ", " ")),
        ("safe", LAST.replace("  ", " ").replace("mejnelaskan", "menjelaskan")),
        (
            "all",
            LAST.replace("  ", " ").replace("mejnelaskan", "menjelaskan").replace("wagga", "warga"),
        ),
    ],
)
def test_furniture_goes_and_characters_settle_in_every_tier(repairs: str, last: str) -> None:
    article = clean(TEXT, repairs=repairs, language="id")
    assert article.text == f"{HEADLINE}\n\n{BODY.format('beras')}\n\n{last}"
    assert restore(article) == TEXT


def test_words_are_those_of_the_language_that_is_told() -> None:
    assert "menjelaskan" in clean(TEXT, language="id").text
    # the text is plainly no German
    assert "menjelaskan" in clean(TEXT, language="de").text
    assert clean("mejnelaskan", language="de").text == "mejnelaskan"


def test_the_tags_that_begin_a_page_go_from_a_text() -> None:
    tags = "<!doctype html>\n<html lang=id><body>"
    text = f"{tags}{BODY.format('beras')}</body></html>"
    whole = Edit(0, len(tags), tags, "", "markup.document", "the tags a page begins with")
    assert list(document(text)) == [whole]
    assert list(document(BODY)) == []
    article = clean(text, kind="text")
    assert article.text.startswith("Harga beras turun")
    assert restore(article) == text
