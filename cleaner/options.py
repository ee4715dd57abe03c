"""What the command line accepts: the commands, their arguments, and the help for both."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, NoReturn

from .types import REPAIRS, SAFE


class Command(NamedTuple):
    """A command: what it does, one example, the arguments it takes."""

    help: str
    example: str
    arguments: tuple[str, ...]


_CHOICES = ("--rules", "--language", "--repairs")
_INPUT = "a file, a folder (every {} file in it, hidden folders left out) or - for standard input"
ARGUMENTS: dict[str, dict[str, Any]] = {
    "texts": {"nargs": "+", "metavar": "INPUT", "help": _INPUT.format(".txt")},
    "inputs": {
        "nargs": "+",
        "metavar": "INPUT",
        "help": _INPUT.format(".txt, .html, .htm and .xhtml"),
    },
    "input": {"metavar": "FILE", "help": "a file, or - for standard input"},
    "records": {"help": "an articles.jsonl file or the folder that holds it"},
    "name": {"nargs": "?", "help": "one name; all of them without it"},
    "--out": {"metavar": "FOLDER", "help": "where to write"},
    "--kind": {
        "choices": ("text", "page"),
        "help": "what all inputs are; by the end of the name, or else the content, without it",
    },
    "--format": {
        "choices": ("txt", "md", "json"),
        "default": "txt",
        "help": "plain text, Markdown, or JSON with everything known (txt); the words are the same",
    },
    "--rules": {"action": "append", "metavar": "FILE", "help": "one more rule file (repeatable)"},
    "--language": {"metavar": "CODE", "help": "id, ms, en ...; guessed for each text without it"},
    "--repairs": {
        "choices": REPAIRS,
        "default": SAFE,
        "help": "of words: what is certain, what is only suggested too, or nothing (safe)",
    },
}
COMMANDS = {
    "clean": Command(
        "write clean texts and articles.jsonl, the record of every change",
        "cleaner clean raw/ --out cleaned/",
        ("inputs", "--out", "--format", "--kind", *_CHOICES),
    ),
    "check": Command(
        "list what cleaning would change, and change nothing",
        "cleaner check corpus/ notes.txt",
        ("texts", *_CHOICES),
    ),
    "fix": Command("clean files in place", "cleaner fix corpus/*.txt", ("texts", *_CHOICES)),
    "explain": Command(
        "say of every line of a text, or block of a page, what becomes of it and why",
        "cleaner explain article.txt",
        ("input", "--kind", *_CHOICES),
    ),
    "restore": Command(
        "give back the original bytes, or a page's text, from the records",
        "cleaner restore cleaned/articles.jsonl 2024/a.txt > a.txt",
        ("records", "name", "--out"),
    ),
    "rules": Command(
        "list the rules, or tell all about one",
        "cleaner rules advertising.label",
        ("name", "--rules"),
    ),
}


class Version(argparse.Action):
    """Print the version; it is looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print and leave."""
        from importlib import metadata

        try:
            print(f"cleaner {metadata.version('article-cleaner')}")
        except metadata.PackageNotFoundError:
            print("cleaner (run from its source, not installed)")
        parser.exit()


def parser(runs: Mapping[str, Callable[[argparse.Namespace], int]]) -> argparse.ArgumentParser:
    """Build the parser; ``runs`` says which function carries out each command."""
    about = "Turns scraped news articles into clean text and metadata, and names every change."
    whole = argparse.ArgumentParser(prog="cleaner", description=about, allow_abbrev=False)
    whole.add_argument("--version", action=Version, nargs=0, help="print the version")
    commands = whole.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        sub = commands.add_parser(
            name,
            help=command.help,
            description=f"{command.help[0].upper()}{command.help[1:]}.",
            epilog=f"example: {command.example}",
            allow_abbrev=False,
        )
        sub.set_defaults(run=runs[name])
        for argument in command.arguments:
            sub.add_argument(argument, **ARGUMENTS[argument])
    return whole
