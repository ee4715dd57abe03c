"""What became of an article, line by line, in the colours of the families; needs rich.

Nothing an article says is read as markup, and characters a terminal would obey are spelt out.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.style import Style
from rich.text import Text

from ..account import explain
from ..records import described
from ..rules.families import family_of, rgb_of
from ..types import Article, Edit, Line
from .unseen import seen

_VERDICTS = {"removed": "bold red", "repaired": "bold yellow", "kept": "green"}
_MARGIN = 17  # columns before the reasons


def show(article: Article, console: Console | None = None) -> None:
    """Print every line of the input with its cuts coloured, and where the metadata came from."""
    console = console or Console(highlight=False)
    for number, line in enumerate(explain(article), 1):
        for row in _rows(number, line):
            console.print(row, soft_wrap=True)
    console.print()
    for told in described(article):
        field, colon, rest = told.partition(": ")
        console.print(Text.assemble((seen(field), "bold"), colon, seen(rest)), soft_wrap=True)


def _rows(number: int, line: Line) -> Iterator[Text]:
    verdict = (f"{line.verdict:<8}  ", _VERDICTS.get(line.verdict, "dim"))
    yield Text.assemble((f"{number:>5}  ", "dim"), verdict, _marked(line))
    if line.verdict == "kept":
        yield Text(" " * _MARGIN + seen(line.evidence), "dim")
    for edit in line.edits:
        name = (edit.rule, Style(color=_colour(edit, 0.72), bold=True))
        why = f": {seen(edit.evidence)}" if edit.evidence else ""
        yield Text.assemble(" " * _MARGIN, name, (why, "dim"))


def _marked(line: Line) -> Text:
    """The line with what was removed struck out, and what stands there now after it."""
    text, at = Text(), 0
    for edit in line.edits:
        start, end = edit.start - line.start, min(edit.end - line.start, len(line.text))
        text.append(seen(line.text[at:start]))
        strike = Style(color="white", bgcolor=_colour(edit, 0.42), strike=True)
        text.append(seen(line.text[start:end]), strike)
        if edit.new:
            text.append("→", "dim")
            text.append(seen(edit.new), Style(color="white", bgcolor=_colour(edit, 0.3), bold=True))
        at = end
    return text + Text(seen(line.text[at:]))


def _colour(edit: Edit, light: float) -> str:
    return "rgb({},{},{})".format(*rgb_of(family_of(edit.rule), light))
