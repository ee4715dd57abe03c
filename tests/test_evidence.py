"""Weak evidence: what goes by its looks, place and company, what stays, and how sure that is."""

from __future__ import annotations

from math import exp, log
from pathlib import Path

import pytest

from cleaner import clean, explain, load_rules
from cleaner.lines import blocks_of
from cleaner.shares import ONE
from cleaner.text.evidence import AGAIN, FIRST, again_signs, first_signs
from cleaner.text.judging import outlook
from cleaner.text.memory import Memory
from cleaner.text.scene import Scene
from cleaner.text.verdicts import verdicts_of
from cleaner.text.weights import HUNDREDTHS, SUREST, Signs, chance_of, shipped

FOLDER = Path(__file__).parent.parent / "fixtures"
PAGE = (FOLDER / "whole-page-en.txt").read_text("utf-8")
ARTICLES = sorted(FOLDER.glob("*.expected.txt"))
RULES = load_rules()

PARAGRAPHS = (
    "Der Stadtrat hat am Montag beschlossen, die alte Brücke ein weiteres Jahr offen zu halten.",
    "Die Anwohner hatten gegen den Abriss der Brücke protestiert und Unterschriften gesammelt.",
    "Über die Kosten der Sanierung will der Stadtrat nach den Ferien noch einmal beraten.",
    "Bis dahin dürfen nur Fußgänger und Radfahrer die Brücke benutzen, teilte die Stadt mit.",
)
TITLE = "Stadtrat hält die alte Brücke offen"


def scene_of(text: str) -> tuple[Scene, dict[int, Signs]]:
    """The scene of a text and the looks of the lines to be judged."""
    memory = Memory(RULES)
    blocks = blocks_of(text, memory.shapes)
    verdicts, titles = verdicts_of(blocks, memory, memory.language(text))
    return outlook(blocks, verdicts, titles, memory)


def test_lines_without_trigger_words_go_by_their_company() -> None:
    by_rule = {edit.old: edit.rule for edit in clean(PAGE).edits}
    assert by_rule["Chess prodigy, 11, beats grandmaster"] == "context.phrase"
    assert by_rule["Is this the best bakery in the county?"] == "context.short"
    assert by_rule["Popular this week"] == "context.label"


def test_what_is_weighed_says_why_and_how_sure_it_is() -> None:
    weighed = [edit for edit in clean(PAGE).edits if edit.rule.startswith("context.")]
    for edit in weighed:
        assert edit.evidence.startswith(f"{edit.confidence:.2f} likely: ")
        assert 0.25 < edit.confidence < 1
        assert "_" not in edit.evidence, "a sign without words"
    assert len(weighed) >= 5


def test_every_line_of_an_explanation_says_how_sure_it_is() -> None:
    article = clean(PAGE)
    sure = {line.text: line.confidence for line in explain(article)}
    assert sure["Sponsored"] == sure["Skip to content"] == 0.99
    assert sure["Popular this week"] < 0.99
    assert 0.5 < sure["How the vote went"] <= 1
    assert 0.9 < article.confidence < 1
    assert len(article.confidences) == len(article.text.split("\n\n"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_a_text_without_furniture_is_left_alone(path: Path) -> None:
    article = clean(path.read_text("utf-8").strip())
    assert not [edit for edit in article.edits if edit.rule.startswith("context.")]


@pytest.mark.parametrize(
    "inside",
    [
        ("Was nun geplant ist",),
        ("Die Brücke in Zahlen:", "Länge: 120 Meter", "Baujahr: 1911", "Kosten: 4,2 Millionen"),
        ("- 1911 gebaut", "- 1974 saniert", "- 2019 gesperrt"),
        ("„Wir bleiben“",),
        ("* * *",),
    ],
)
def test_subheadings_lists_and_tables_of_the_article_stay(inside: tuple[str, ...]) -> None:
    blocks = (TITLE, *PARAGRAPHS[:2], *inside, *PARAGRAPHS[2:])
    assert clean("\n\n".join(blocks)).text == "\n\n".join(blocks)


def test_prose_beside_prose_is_never_judged() -> None:
    teaser = "Der Zoo freut sich über drei junge Otter, die im Frühjahr geboren wurden."
    lines = (TITLE, *PARAGRAPHS, *["Ressort"] * 40, teaser, teaser.replace("drei", "vier"))
    scene, looks = scene_of("\n".join(lines))
    assert scene.first == 1
    assert scene.last == 4
    assert 45 in scene.standing
    assert 46 in scene.standing
    assert not {0, 1, 2, 3, 4, 45, 46} & looks.keys()


def test_a_dateline_on_a_line_of_its_own_leads_into_the_article() -> None:
    page = PAGE.replace("\nResidents", "\nPORT ELLIS —\nResidents")
    assert "\n\nPORT ELLIS —\n\nResidents" in clean(page).text


def test_a_sentence_broken_at_a_link_stays_and_is_whole_again() -> None:
    pieces = (
        "The plan, first reported by",
        "The Harbour Post",
        "on Friday, has split the council.",
    )
    page = PAGE.replace("\nHow the vote went", "\n" + "\n".join(pieces) + "\nHow the vote went")
    assert " ".join(pieces) in clean(page).text


def test_a_text_without_prose_has_nothing_to_weigh() -> None:
    text = "Kaffee\n\nTee\n\nSaft\n\nWasser\n\nKuchen des Tages"
    assert clean(text).text == text


def test_no_last_digit_decides_what_a_chance_or_a_word_weighs() -> None:
    """Libraries of mathematics differ in it; nothing that is rounded lies near an edge."""
    chances = (ONE / (1 + exp(-score / HUNDREDTHS)) for score in range(-SUREST, SUREST + 1))
    ranks = (1000 * log(400 / rank) for rank in range(1, 151))
    assert all(abs(value % 1 - 0.5) > 1e-5 for value in (*chances, *ranks))


def test_scores_are_whole_and_chances_rise_with_them() -> None:
    scores = (-(10**6), -SUREST, -85, -84, 0, 1, SUREST, 10**6)
    assert [chance_of(score) for score in scores] == [
        0,
        0,
        299433,
        301535,
        500000,
        502500,
        ONE,
        ONE,
    ]
    weights = (*shipped().first.bins, *shipped().again.bins)
    assert all(type(weight) is int for bins in weights for weight in bins)


def test_the_table_knows_every_sign_and_every_bin() -> None:
    table = shipped()
    assert table.first.names == FIRST
    assert table.again.names == AGAIN
    assert set(AGAIN) <= set(table.says)
    scene, looks = scene_of(PAGE)
    first = dict(first_signs(scene, looks))
    scores = {i: table.first.score(signs) for i, signs in first.items()}
    for weights, rows in (
        (table.first, first.items()),
        (table.again, again_signs(scene, first, scores)),
    ):
        for _, signs in rows:
            assert len(signs) == len(weights.bins)
            assert all(0 <= sign < len(b) for sign, b in zip(signs, weights.bins, strict=True))
