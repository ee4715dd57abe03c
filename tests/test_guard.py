"""Markdown keeps all that gives it structure; running text is cleaned."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_laws import PROSE, documents

from cleaner import load_rules
from cleaner.cleaning import settle
from cleaner.rules.choosing import Choice
from cleaner.trail import undo

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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{PROSE[0]}\n\nADVERTISEMENT", PROSE[0]),
        ("# Judul\n\n- satu\n\nADVERTISEMENT\n\nADVERTISEMENT", "# Judul\n\n- satu"),
        (f"ADVERTISEMENT\n\n{PROSE[0]}", PROSE[0]),
        (f"ADVERTISEMENT\n\n---\n\n{PROSE[0]}", f"\n\n---\n\n{PROSE[0]}"),
        (f"{PROSE[0]}\n\n```\nx\n\n", f"{PROSE[0]}\n\n```\nx\n\n"),
        (f"{PROSE[0]}\n\n    ADVERTISEMENT", f"{PROSE[0]}\n\n    ADVERTISEMENT"),
        ("ADVERTISEMENT", ""),
    ],
)
def test_no_blank_lines_are_left_at_the_edges(before, after):
    settled = settle(before, RULES, "id", choice=MARKDOWN)
    assert (settled.text, undo(settled.text, settled.edits)) == (after, before)
    assert cleaned(after) == after


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_file_ends_as_it_ended(run, end):
    feed = end or "\n"
    before = f"{PROSE[0]}{feed * 2}ADVERTISEMENT{end}"
    Path("a.md").write_bytes(before.encode())
    assert run("fix", "a.md")[0] == 0
    assert Path("a.md").read_bytes() == f"{PROSE[0]}{end}".encode()
    assert run("fix", "a.md")[0] == 0


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
