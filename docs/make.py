"""Write the pages of docs/ that are made from the code: api.md, commands.md and rules.md.

    python docs/make.py

The tests fail where a page is not what this writes.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from cleaner.commands.options import ARGUMENTS, COMMANDS
from cleaner.rules.loading import default_rules
from cleaner.rules.rule import Rule

DOCS = Path(__file__).resolve().parent
CODE = DOCS.parent / "cleaner"
MADE = "<!-- made by docs/make.py; do not edit -->"

# chapter, where its names are imported from, and the files and names that are described
API = (
    ("One article", "cleaner", {"api.py": "clean repair", "account.py": "restore explain"}),
    ("Many articles", "cleaner", {"many.py": "clean_many", "corpus/columns.py": "clean_record"}),
    ("What comes back", "cleaner", {"types.py": "Article Edit Origin Line Role Box Mark"}),
    (
        "Rules",
        "cleaner",
        {"rules/loading.py": "load_rules", "rules/ruleset.py": "Rules", "rules/rule.py": "Rule"},
    ),
    ("Faults", "cleaner", {"types.py": "CleanerError RuleError SourceError"}),
    (
        "What was learnt of a corpus",
        "cleaner",
        {"corpus/lessons.py": "learn", "profile.py": "load_profile save_profile Profile"},
    ),
    ("Spark", "cleaner.spark", {"spark.py": "clean learn"}),
    ("datatrove", "cleaner.datatrove", {"datatrove.py": "ArticleCleaner"}),
    (
        "Batches of Arrow",
        "cleaner",
        {
            "corpus/arrow.py": "clean_batch",
            "corpus/fields.py": "Fields",
            "corpus/parquet.py": "added_schema",
        },
    ),
)
FAMILIES = {
    "action": "calls to do something: click, read, watch, listen",
    "advertising": "labels of advertisements, and promotions",
    "byline": "who wrote and edited it, kept as metadata",
    "caption": "captions and credits of pictures, kept as metadata",
    "comment": "counts of comments, and forms to write them",
    "consent": "notices about cookies and privacy",
    "context": "lines that no rule of words names, weighed by looks, place and company",
    "date": "lines of date and time, kept as metadata",
    "edge": "what stands above the headline, around the dateline, and after the end",
    "following": "invitations to follow and to join channels",
    "footer": "copyright, imprint, addresses, and other ends of pages",
    "icon": "names of icons, and of fonts and buttons, that leaked as text",
    "layout": "paragraphs, one blank line apart; always applied",
    "limit": "the input is too strange to be judged",
    "code": "scripts and style sheets left in a text",
    "markup": "leftovers of HTML in a text",
    "navigation": "menus, breadcrumbs, buttons to go on and back",
    "newsletter": "invitations to subscribe by mail",
    "page": "blocks of a page, weighed by markup and place",
    "paywall": "notices that more can be read for money",
    "related": "lists of other stories, invitations to read them, and repetitions",
    "sharing": "buttons to share, copy, save and print",
    "space": "spaces and paragraphs: doubled, lost or odd",
    "tags": "lists of topics, kept as metadata",
    "unicode": "characters that are invisible, broken, or written another way",
    "player": "how far a player is, and its buttons in a row",
    "video": "controls and captions of players",
    "word": "words split, glued, doubled or misspelt",
}


def pages() -> dict[str, str]:
    """The made pages, by name."""
    made = {"api.md": api(), "commands.md": commands(), "rules.md": rules()}
    return {name: f"{MADE}\n" + "\n".join(lines) + "\n" for name, lines in made.items()}


def api() -> Iterator[str]:
    """Yield the lines of the reference of functions and types, from their docstrings."""
    yield "# Functions and types"
    yield ""
    yield "What is not listed here may change from one version to the next."
    for chapter, module, files in API:
        yield f"\n## {chapter}"
        yield f"\nFrom `{module}`:"
        for file, names in files.items():
            tree = ast.parse((CODE / file).read_text("utf-8"))
            nodes = {node.name: node for node in tree.body if isinstance(node, _KINDS)}
            for name in names.split():
                yield from _described(nodes[name], (CODE / file).read_text("utf-8").splitlines())


_KINDS = (ast.FunctionDef, ast.ClassDef)


def _described(node: ast.FunctionDef | ast.ClassDef, source: list[str]) -> Iterator[str]:
    yield f"\n### {node.name}\n"
    yield from ("```python", *_head(node, source), "```")
    yield f"\n{_prose(node)}"
    if isinstance(node, ast.ClassDef) and _fields(node):
        told = [inner for inner in node.body if isinstance(inner, ast.FunctionDef)]
        for inner in told:
            if not inner.name.startswith("_"):
                arguments = "" if inner.decorator_list else "()"
                first = _prose(inner).partition("\n\n")[0]
                yield f"\n- `.{inner.name}{arguments}`: {' '.join(first.split())}"


def _head(node: ast.FunctionDef | ast.ClassDef, source: list[str]) -> Iterator[str]:
    """The lines that say how it is called: a signature, or the fields of a type."""
    if isinstance(node, ast.FunctionDef):
        lines = source[node.lineno - 1 : node.body[0].lineno - 1]
        yield from (re.sub(r"\s*# noqa.*", "", line) for line in lines[:-1])
        yield lines[-1].rstrip().removesuffix(":")
        return
    yield source[node.lineno - 1].rstrip(":").partition(":  #")[0]
    for field in _fields(node):
        yield from source[field.lineno - 1 : field.end_lineno]
    if not _fields(node):
        starts = (inner for inner in node.body if isinstance(inner, ast.FunctionDef))
        for inner in starts:
            if inner.name == "__init__":
                yield from _head(inner, source)


def _fields(node: ast.ClassDef) -> list[ast.AnnAssign]:
    return [inner for inner in node.body if isinstance(inner, ast.AnnAssign)]


def _prose(node: ast.FunctionDef | ast.ClassDef) -> str:
    """The docstring as Markdown."""
    return inspect.cleandoc(ast.get_docstring(node) or "").replace("``", "`")


def commands() -> Iterator[str]:
    """Yield the lines of the reference of the command line, from its options."""
    yield "# Commands"
    yield ""
    yield "`cleaner COMMAND --help` says the same. Exit codes: 0 nothing to do, 1 findings, changes"
    yield "or failed inputs, 2 a command that cannot be carried out as given. `cleaner --version`"
    yield "prints the version."
    for name, command in COMMANDS.items():
        given = [argument for argument in command.arguments if not argument.startswith("-")]
        usage = " ".join([f"cleaner {name}", *map(_placed, given)])
        options = len(given) < len(command.arguments)
        yield f"\n## {name}\n"
        yield f"`{usage}{' [options]' if options else ''}`\n"
        yield f"{command.help[0].upper()}{command.help[1:]}.\n"
        yield "| | |\n| --- | --- |"
        for argument in command.arguments:
            yield f"| {_spelt(argument)} | {_cell(ARGUMENTS[argument]['help'])} |"
        examples = re.sub(r"^example: ", "", command.example, flags=re.MULTILINE)
        yield f"\n```sh\n{examples}\n```"


def _placed(argument: str) -> str:
    told = ARGUMENTS[argument]
    word = str(told.get("metavar") or argument.upper())
    return {"+": f"{word}...", "?": f"[{word}]"}.get(str(told.get("nargs")), word)


def _spelt(argument: str) -> str:
    """An option with what it takes, or the name of an argument."""
    told = ARGUMENTS[argument]
    if not argument.startswith("-"):
        return f"`{_placed(argument)}`"
    value = "|".join(told.get("choices", ())) or told.get("metavar", "")
    return ", ".join(f"`{option} {value}".rstrip() + "`" for option in argument.split()).replace(
        "|", "\\|"
    )


def rules() -> Iterator[str]:
    """Yield the lines of the catalogue of rules, from the TOML."""
    found = sorted(default_rules().all, key=lambda rule: rule.family)
    families = [(name, list(group)) for name, group in groupby(found, lambda rule: rule.family)]
    yield "# Rules"
    yield ""
    yield f"{len(found)} rules in {len(families)} families. `cleaner rules NAME` tells all about"
    yield "one: its phrases, where it looks, and its examples. `--select` and `--ignore` take names"
    yield "of families and of rules. Edits that a profile makes are of the family `site`."
    for family, members in families:
        yield f"\n## {family}\n"
        yield f"{FAMILIES[family][0].upper()}{FAMILIES[family][1:]}.\n"
        yield "| rule | why | example |\n| --- | --- | --- |"
        for rule in members:
            yield f"| `{rule.name}` | {_cell(rule.why)} | {_example(rule)} |"


def _example(rule: Rule) -> str:
    if rule.mends:
        before, after = rule.mends[0]
        return f"{_quoted(before)} becomes {_quoted(after)}"
    return _quoted(rule.drops[0]) if rule.drops else ""


def _quoted(text: str) -> str:
    """An example as code in a cell; line ends and what cannot be seen are spelt out."""
    seen = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    fence = "``" if "`" in seen else "`"
    return f"{fence}{seen}{fence}".replace("|", "\\|")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


def write(folder: Path, made: Iterable[tuple[str, str]]) -> None:
    """Write pages into a folder."""
    for name, text in made:
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(DOCS, pages().items())
