"""Options may stand between inputs: they are put first, as argparse wants inputs in one stretch."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from .options import ARGUMENTS, COMMANDS


def options_first(argv: Sequence[str]) -> list[str]:
    """The words of a command line with the options of the command before all else.

    Every word stays, and what follows ``--`` is no option. What is wrong is for argparse to say.
    """
    if not argv or argv[0] not in COMMANDS:
        return list(argv)
    taking = _taking(argv[0])
    options: list[str] = []
    others: list[str] = []
    words = deque(argv[1:])
    while words:
        word = words.popleft()
        if word == "--":
            others += words
            break
        if not _is_option(word):
            others.append(word)
            continue
        options.append(word)
        if word in taking and words and not _is_option(words[0]):
            options.append(words.popleft())
    return [argv[0], *options, "--", *others] if others else [argv[0], *options]


def _is_option(word: str) -> bool:
    """As argparse sees it: ``-`` is standard input, and no option has a space."""
    return word.startswith("-") and word != "-" and " " not in word.partition("=")[0]


def _taking(command: str) -> set[str]:
    """The options of a command that take the word after them."""
    given = [name for name in COMMANDS[command].arguments if name.startswith("-")]
    taking = [name for name in given if ARGUMENTS[name].get("action") != "store_true"]
    return {option for name in taking for option in name.split()}
