"""Markdown keeps all that gives it structure; running text is cleaned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_laws import PROSE, documents

from cleaner import load_rules
from cleaner.cleaning import settle
from cleaner.rules.choosing import Choice

RULES = load_rules()
MARKDOWN = Choice(markdown=True)
KEPT = (
    "# Baca juga",
    "ADVERTISEMENT\n---",
    "Judul  dua\n===",
    "- ADVERTISEMENT",
    "* Baca juga:  Harga telur",
    "1. ADVERTISEMENT",
    "> ADVERTISEMENT",
    "| ADVERTISEMENT |\n| --- |\n| dua  tiga |",
    "```\nADVERTISEMENT\n\n\n\nx  = f(1)\n```",
    "~~~ text\nADVERTISEMENT\n~~~",
    "    ADVERTISEMENT",
    "<div>ADVERTISEMENT</div>",
    "[a]: https://a.example/x  'y'",
    "***",
    "ditemui di sana kemarin,  \nkata dia.",
    "Lihat `x  y` dan [a  b](https://a.example/c) di sana, kata pedagang itu.",
)


def cleaned(text):
    return settle(text, RULES, "id", choice=MARKDOWN).text


@pytest.mark.parametrize("part", KEPT)
def test_structure_stays(part):
    text = f"{PROSE[0]}\n\n{part}\n\n{PROSE[1]}"
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ADVERTISEMENT", ""),
        ("\n\n\nADVERTISEMENT\n\n\n", ""),
        ("Satu  dua, kata pedagang itu di pasar.", "Satu dua, kata pedagang itu di pasar."),
        ("Dia **berencana unutk** pergi.", "Dia **berencana untuk** pergi."),
        ("```\nx\n```\n\nADVERTISEMENT", "```\nx\n```"),
    ],
)
def test_running_text_is_cleaned(before, after):
    middle = f"\n\n{after}\n\n" if after else "\n\n"
    assert cleaned(f"{PROSE[0]}\n\n{before}\n\n{PROSE[3]}") == f"{PROSE[0]}{middle}{PROSE[3]}"


def test_front_matter_stays():
    text = f"---\ntitle: Satu  dua\n\nADVERTISEMENT\n---\n\n{PROSE[0]}"
    assert cleaned(text) == text


parts = st.lists(st.one_of(st.sampled_from(KEPT), documents()), max_size=5)


@given(parts.map("\n\n".join))
def test_markdown_is_final_too(text):
    once = cleaned(text)
    assert cleaned(once) == once
    marks = [line for line in text.split("\n") if line.startswith(("# ", "> ", "| ", "```"))]
    assert [line for line in once.split("\n") if line in marks] == marks or "\r" in text
