"""The parser of the command line, built from what ``options`` says it accepts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn

from .options import ARGUMENTS, COMMANDS, GROUPS


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
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        _add_arguments(sub, command.arguments)
        sub.set_defaults(run=runs[name], **command.defaults)
    return whole


def _add_arguments(sub: argparse.ArgumentParser, arguments: Sequence[str]) -> None:
    """Add the arguments of a command, each in the group of the help it belongs to."""
    grouped = {argument for group in GROUPS.values() for argument in group}
    for argument in arguments:
        if argument not in grouped:
            sub.add_argument(*argument.split(), **ARGUMENTS[argument])
    for title, members in GROUPS.items():
        if chosen := [argument for argument in members if argument in arguments]:
            group = sub.add_argument_group(title)
            for argument in chosen:
                group.add_argument(*argument.split(), **ARGUMENTS[argument])
