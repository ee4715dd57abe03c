"""The algebra of edits: composing two trails is applying them in turn, and all of it undoes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean, explain, restore
from cleaner.trail import apply, compose, undo
from cleaner.types import Edit

texts = st.text(alphabet="abcd \n", max_size=24)


@st.composite
def trails(draw: st.DrawFn, text: str, rule: str) -> tuple[Edit, ...]:
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    edits = []
    for start, end in pairs:
        new = draw(st.sampled_from(["", "", "x", "yz", "vwxyz", text[start:end]]))
        if text[start:end] != new and (start < end or not edits or start > edits[-1].end):
            said = draw(st.sampled_from([(rule, "drawn", 0.5), (f"{rule}, again", "so", 0.75)]))
            edits.append(Edit(start, end, text[start:end], new, *said))
    return tuple(edits)


@given(st.data(), texts)
def test_compose_is_applying_in_turn(data: st.DataObject, source: str) -> None:
    first = data.draw(trails(source, "one"))
    middle = apply(source, first)
    second = data.draw(trails(middle, "two"))
    both = compose(source, first, second)
    assert apply(source, both) == apply(middle, second)
    assert undo(apply(source, both), both) == source
    ends = [0]
    for edit in both:
        assert ends[-1] <= edit.start <= edit.end
        assert source[edit.start : edit.end] == edit.old != edit.new
        ends.append(edit.end)
    assert {edit[4:] for edit in both} <= {edit[4:] for edit in (*first, *second)}


@given(st.data(), texts)
def test_what_is_gone_keeps_its_name_unless_it_stood_inside_what_is_replaced(
    data: st.DataObject, source: str
) -> None:
    first = data.draw(trails(source, "one"))
    second = data.draw(trails(apply(source, first), "two"))
    both = compose(source, first, second)
    named = {at: edit[4:] for edit in both for at in range(edit.start, edit.end)}
    shift = 0
    for edit in first:
        at = edit.start + shift
        inside = any(later.new and later.start < at < later.end for later in second)
        if not edit.new and not inside:
            assert {named[i] for i in range(edit.start, edit.end)} == {edit[4:]}
        shift += len(edit.new) - len(edit.old)


@given(st.data(), texts)
def test_undo_is_the_inverse_of_apply(data: st.DataObject, source: str) -> None:
    trail = data.draw(trails(source, "one"))
    assert undo(apply(source, trail), trail) == source


def test_a_later_removal_leaves_an_earlier_one_its_name() -> None:
    first = (Edit(2, 4, "xx", "", "inner"),)
    second = (Edit(1, 4, "abc", "", "outer"),)
    assert compose("_axxbc_", first, second) == (
        Edit(1, 2, "a", "", "outer"),
        Edit(2, 4, "xx", "", "inner"),
        Edit(4, 6, "bc", "", "outer"),
    )


def test_a_later_removal_over_a_change_leaves_an_earlier_one_its_name() -> None:
    first = (Edit(0, 2, "ab", "pq", "change"), Edit(3, 4, "d", "", "inner"))
    second = (Edit(1, 4, "qce", "", "outer"),)
    assert compose("abcdef", first, second) == (
        Edit(0, 2, "ab", "p", "change"),
        Edit(2, 3, "c", "", "outer"),
        Edit(3, 4, "d", "", "inner"),
        Edit(4, 5, "e", "", "outer"),
    )


def test_a_later_removal_is_told_in_places_of_the_source() -> None:
    first = (Edit(0, 1, "a", "xyz", "change"), Edit(3, 4, "d", "", "inner"))
    second = (Edit(3, 6, "bce", "", "outer"),)  # of "xyzbcef"
    assert compose("abcdef", first, second) == (
        Edit(0, 1, "a", "xyz", "change"),
        Edit(1, 3, "bc", "", "outer"),
        Edit(3, 4, "d", "", "inner"),
        Edit(4, 5, "e", "", "outer"),
    )


def test_a_change_taken_back_leaves_no_trace() -> None:
    first = (Edit(1, 2, "b", "x", "one"),)
    second = (Edit(1, 2, "x", "b", "two"),)
    assert compose("abc", first, second) == ()


BODY = "Harga beras turun di pasar kota sejak hari Senin, kata pedagang itu."


@pytest.mark.parametrize(
    "source",
    [
        BODY,
        BODY.encode(),
        f"ADVERTISEMENT\n{BODY} Caf\xe9.".encode("latin-1"),
        f"ADVERTISEMENT\n{BODY} Café.".encode("utf-16"),
        f"{BODY} Café, déjà.".encode() + b" \xff\x80 ADVERTISEMENT",  # UTF-8, a little broken
        BODY.encode() + b" \xff\x80 ADVERTISEMENT",
        f"{BODY} \ud800\nADVERTISEMENT",
    ],
)
def test_restoring_gives_str_for_str_and_bytes_for_bytes(source: str | bytes) -> None:
    article = clean(source, kind="text")
    assert restore(article) == source
    assert restore(article.to_dict()) == source


def test_restoring_a_page_gives_its_flattened_text() -> None:
    page = f"<html><head><title>x</title></head><body><h1>Harga Beras</h1><p>{BODY}</p></body>"
    article = clean(page.encode(), kind="page")
    assert restore(article) == f"Harga Beras\nHarga Beras\n{BODY}"
    assert restore(article.to_dict()) == restore(article)


def test_explain_names_verdict_and_rule_of_every_line() -> None:
    article = clean(
        "Harga Beras Turun di Pasar Kota\n\nADVERTISEMENT\n"
        "Harga beras turun  di pasar kota sejak hari Senin, kata pedagang itu.\n"
    )
    lines = explain(article)
    assert [(line.verdict, line.evidence) for line in lines] == [
        ("kept", "the headline"),
        ("blank", ""),
        ("removed", "the whole line is 'advertisement'"),
        ("repaired", "spaces in a row"),
        ("blank", ""),
    ]
    assert explain(clean("Harga beras turun di pasar.\nLatar"))[0].evidence == "reads as prose"
    assert [edit.rule for edit in lines[2].edits] == ["advertising.label"]
    assert [edit.rule for edit in lines[3].edits] == ["space.doubled"]
    assert [line.start for line in lines] == [0, 32, 33, 47, 117]
    assert [line.end for line in lines] == [31, 32, 46, 116, 117]


def test_explain_says_how_sure_each_line_is() -> None:
    article = clean(
        "Harga Beras Turun di Pasar Kota\n\nADVERTISEMENT\n\n"
        "Harga beras turun di pasar kota sejak hari Senin, kata pedagang itu.\n\nLatar\n\n"
        "Harga  gula ,  kata pedagang itu, naik di pasar kota sejak hari Selasa.\n"
    )
    lines = {line.text: line for line in explain(article)}
    shares = dict(zip(article.text.split("\n\n"), article.confidences, strict=True))
    for text in ("Harga Beras Turun di Pasar Kota", "Latar"):
        assert lines[text].confidence == shares[text]
    assert lines["Latar"].evidence == "no rule fits it"
    assert lines["ADVERTISEMENT"].confidence == lines["ADVERTISEMENT"].edits[0].confidence
    (last,) = [line for text, line in lines.items() if "gula" in text]
    assert last.evidence.split("; ") == [edit.evidence for edit in last.edits]
    assert len(last.edits) > 1
    assert lines[""].confidence == 0.99  # of what is certain
    assert lines[""].evidence == ""


def test_an_edit_at_the_end_of_a_line_counts_for_it() -> None:
    article = clean("Harga beras turun di pasar kota sejak hari Senin, kata dia.\u200b\nNaik lagi.")
    first, second = explain(article)
    assert [edit.rule for edit in first.edits] == ["unicode.invisible"]
    assert second.edits == ()
