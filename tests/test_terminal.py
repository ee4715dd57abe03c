"""``explain`` on a terminal: the same words in colours, and nothing a terminal would obey."""

from __future__ import annotations

import io
import sys

import pytest
from hostile import PROSE
from rich.console import Console

from cleaner import clean
from cleaner.report.terminal import seen, show

ARTICLE = f"Bridge to Be Repaired\n\nADVERTISEMENT\n\n{PROSE}\n\nThe  cost is not known.\n"


def shown(source: str, **options) -> str:
    out = io.StringIO()
    show(clean(source), Console(file=out, width=300, **options))
    return out.getvalue()


def test_without_colours_it_says_what_plain_explain_says():
    lines = shown(ARTICLE, color_system=None).splitlines()
    assert "    3  removed   ADVERTISEMENT" in lines
    assert any("advertising.label: " in line for line in lines)
    assert "    1  kept      Bridge to Be Repaired" in lines
    assert any(line.startswith("title: Bridge to Be Repaired") for line in lines)


def test_cuts_are_coloured_and_struck_out():
    out = shown(ARTICLE, force_terminal=True, color_system="truecolor")
    line = next(line for line in out.splitlines() if "ADVERTISEMENT" in line)
    assert "\x1b[9;" in line  # struck out
    assert ";48;2;" in line  # on a coloured ground


@pytest.mark.parametrize("words", ["[red]not markup[/red]", "[link=x]y[/link]", "[/]"])
def test_brackets_are_no_markup(words):
    assert words in shown(f"Bridge {words} Repaired\n\n{PROSE}\n", color_system=None)


def test_control_characters_are_spelt_out():
    assert seen("a\x1b[2Jb\u202ec\ud800") == "a⟨U+001B⟩[2Jb⟨U+202E⟩c⟨U+D800⟩"
    assert "\x1b[2J" not in shown(f"A\x1b[2J Bridge\n\n{PROSE}\n", force_terminal=True)


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("there", [True, False])
def test_a_terminal_without_rich_gets_it_plain(tmp_path, monkeypatch, there):
    from cleaner.cli import main

    (tmp_path / "a.txt").write_text(ARTICLE)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = _Terminal()
    monkeypatch.setattr(sys, "stdout", out)
    if not there:
        monkeypatch.setitem(sys.modules, "cleaner.report.terminal", None)
    assert main(["explain", str(tmp_path / "a.txt")]) == 0
    assert ("\x1b[" in out.getvalue()) is there
    assert "ADVERTISEMENT" in out.getvalue()
