"""Characters no one can see, spelt out where a person looks at a text."""

from __future__ import annotations

import regex

_UNSEEN = regex.compile(r"[\p{C}\p{Zl}\p{Zp}--\t]", regex.V1)
_BLANK = regex.compile(r"[\p{Z}\t\n]")
_MARKS = {" ": "␣", "\t": "⇥", "\n": "↵\n"}


def seen(text: str, keep: str = "") -> str:
    """The text with the characters no one can see, or a terminal would obey, spelt out.

    Tabs and the characters of ``keep`` stay as they are.
    """
    return _UNSEEN.sub(lambda found: found[0] if found[0] in keep else _spelt(found[0]), text)


def seen_blank(text: str, keep: str = "") -> str:
    """What an edit took or put there: where that is nothing but blank, each space is a sign."""
    if text.strip():
        return seen(text, keep)
    return _BLANK.sub(lambda found: _MARKS.get(found[0], _spelt(found[0])), seen(text, "\n"))


def _spelt(character: str) -> str:
    return f"⟨U+{ord(character):04X}⟩"
