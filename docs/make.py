"""Write the pages of docs/ that are made: api.md, commands.md, rules.md and languages.md.

    python docs/make.py

The tests fail where a page is not what this writes.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import tomli

from cleaner.commands.options import ARGUMENTS, COMMANDS
from cleaner.rules.loading import default_rules
from cleaner.rules.phrases import COMMON, Section, read_sections
from cleaner.rules.rule import Rule

DOCS = Path(__file__).resolve().parent
CODE = DOCS.parent / "cleaner"
DATA = CODE / "data"
SHOWN = 8  # holes that are listed
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
    (
        "datatrove",
        "cleaner.datatrove",
        {"datatrove.py": "ArticleCleaner SegmentCollector ProfileLearner"},
    ),
    (
        "Frames and batches",
        "cleaner",
        {
            "corpus/frames.py": "clean_frame",
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
    "donation": "appeals for money for the publisher",
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
    "reader": "standing sentences to the reader, and calls to do something with what is ours",
    "related": "lists of other stories, invitations to read them, and repetitions",
    "sharing": "buttons to share, copy, save and print",
    "space": "spaces and paragraphs: doubled, lost or odd",
    "summary": "notices that a machine made the summary, translation or voice",
    "tags": "lists of topics, kept as metadata",
    "unicode": "characters that are invisible, broken, or written another way",
    "player": "how far a player is, and its buttons in a row",
    "video": "controls and captions of players",
    "word": "words split, glued, doubled or misspelt",
}

ADD_LANGUAGE = """# Add a language

What becomes of a phrase is said once, in `cleaner/data/kinds.toml`; a language adds the words. All
languages are always loaded, so nobody has to say what language a text is in.

1. Make `cleaner/data/phrases/CODE.txt`, CODE being the language's code in ISO 639-1 (639-3 if it
   has none); its first line is `# ` and the name of the language.
2. Put a kind in square brackets and its phrases below it, one a line, in small letters and sorted:

   ```text
   # Examplish

   [related.read-also]
   leze ook
   + Leze ook: Priis fan rys sakket op de merk
   - Leze ook de brief, sei de boargemaster tiisdei tsjin de rie.
   ```

   A line with `+` is an example that goes, one with `-` a sentence of an article that stays: the
   nearest one with the same words. `0` stands for any number. Case and punctuation do not matter.
   [Writing rules](writing-rules.md) tells what each kind finds.
3. Begin with the kinds that most pages have: `related.read-also`, `related.heading`,
   `advertising.label`, `sharing.label`, `following.button`, `newsletter.label`, `comment.label`,
   `caption.credit`, `byline.author`, `footer.rights`. Then the lists that calls to the reader are
   made of: `reader.act` (what to do), `reader.thing` (with what), `reader.us` (of whom).
4. Take words that several publishers of the language use, never the name of one, and no phrase that
   is a word of another language or nothing but numbers.
5. Run `pytest tests/test_phrases.py` and `pytest tests/test_rules.py -k CODE`, then
   `python benchmarks/pack_rules.py` and `python docs/make.py`, and send it.

If the language has letters of its own or words it could be told by, `data/languages.toml` and
`data/words/languages.txt` are the places to say so; without them phrases work all the same."""


def pages() -> dict[str, str]:
    """The made pages, by name."""
    made = {
        "api.md": api(),
        "commands.md": commands(),
        "rules.md": rules(),
        "languages.md": languages(),
    }
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
    yield "`cleaner COMMAND --help` says the same, in groups, and `python -m cleaner` is the same"
    yield "program. Exit codes: 0 for success; 1 for findings of `check`, changes that `fix --diff`"
    yield "shows, and failed inputs of other commands; 2 for failed inputs of `check` and `fix`,"
    yield "and for a command that cannot be carried out as given. `cleaner --version` prints the"
    yield "version."
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
    """Yield the lines of the catalogue of rules, from the TOML, and of the kinds of phrases."""
    all_rules = default_rules().all
    found = [rule for rule in all_rules if not rule.file.endswith(".txt")]
    of_kinds = Counter(rule.name.rpartition("-")[0] for rule in all_rules if rule not in found)
    kinds = [kind for kind in _kinds() if kind["name"] in of_kinds]
    names = sorted({rule.family for rule in all_rules})
    languages = len(_languages())
    yield "# Rules"
    yield ""
    yield f"{len(found)} rules and {len(kinds)} kinds of phrases in {len(names)} families. Of a"
    yield f"kind with phrases in several of the {languages} languages there is one rule a language,"
    yield "`KIND-LANGUAGE` ([languages](languages.md)). `cleaner rules NAME` tells all about one:"
    yield "its phrases, where it looks, and its examples. `--select` and `--ignore` take names of"
    yield "families and of rules. Edits that a profile makes are of the family `site`."
    for family in names:
        members = [rule for rule in found if rule.family == family]
        yield f"\n## {family}\n"
        yield f"{FAMILIES[family][0].upper()}{FAMILIES[family][1:]}."
        if members:
            yield "\n| rule | why | example |\n| --- | --- | --- |"
        for rule in members:
            yield f"| `{rule.name}` | {_cell(rule.why)} | {_example(rule)} |"
        own = [kind for kind in kinds if kind["name"].partition(".")[0] == family]
        if own:
            yield "\n| kind of phrases | why | languages |\n| --- | --- | --- |"
        for kind in own:
            yield f"| `{kind['name']}` | {_cell(kind['why'])} | {of_kinds[kind['name']]} |"


def _kinds() -> list[dict[str, Any]]:
    kinds: list[dict[str, Any]] = tomli.loads((DATA / "kinds.toml").read_text("utf-8"))["kind"]
    return kinds


def _languages() -> dict[str, tuple[str, dict[str, Section]]]:
    """Of each file of phrases its code: the name of the language, and its sections."""
    found = {}
    for path in sorted((DATA / "phrases").glob("*.txt")):
        if path.stem != COMMON:
            told = path.read_text("utf-8")
            name = told.partition("\n")[0].removeprefix("# ").partition(",")[0]
            found[path.stem] = name, read_sections(told, path.name)
    return found


def languages() -> Iterator[str]:
    """Yield how a language is added, and what there is of each language and kind."""
    found = _languages()
    kinds = [kind["name"] for kind in _kinds() if "phrases" not in kind]
    total = sum(len(part.phrases) for _, parts in found.values() for part in parts.values())
    yield ADD_LANGUAGE
    yield f"\n## Languages\n\n{len(found)} languages, {total} phrases. Holes are kinds without any."
    yield "\n| language | file | phrases | holes |\n| --- | --- | --- | --- |"
    for code, (name, parts) in sorted(found.items(), key=lambda item: item[1][0]):
        count = sum(len(part.phrases) for part in parts.values())
        holes = [kind for kind in kinds if kind not in parts or not parts[kind].phrases]
        yield f"| {name} | `{code}.txt` | {count} | {_listed(holes)} |"
    yield "\n## Kinds\n\n| kind | languages | phrases | holes |\n| --- | --- | --- | --- |"
    for kind in kinds:
        has = {code: parts[kind] for code, (_, parts) in found.items() if kind in parts}
        count = sum(len(part.phrases) for part in has.values())
        yield f"| `{kind}` | {len(has)} | {count} | {_listed([c for c in found if c not in has])} |"


def _listed(names: Sequence[str]) -> str:
    """Names as code, the first few of many."""
    shown = ", ".join(f"`{name}`" for name in names[:SHOWN])
    return f"{shown} and {len(names) - SHOWN} more" if len(names) > SHOWN else shown


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
