"""Letters that stand where something was decoded wrongly, and that no text of the language has.

UTF-8 read as Latin-1 shows as a capital A with a hat or a tilde before what was meant. With a
control character in it ``text.characters`` finds it; without one only the language tells, and a
no-break space has become a plain one by then.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..types import Edit
from .wording import Words

# languages in which no word ends with the letter
_WITHOUT = frozenset("id ms en de es it nl pl ru jv su tl sw da sv no fi cs hu".split())
_SPACE = regex.compile(r" ?Â(?<![\p{Lu}\p{M}].)(?=[ \n]|$)(?P<blank> ?+)")
_PAIR = regex.compile(r"[ÂÃ][\xa1-\xbf]")


def misread_words(words: Words) -> Iterator[Edit]:
    """Yield the edits that read letters and spaces again, in no order."""
    text = words.text
    if ("Â" not in text and "Ã" not in text) or words.language not in _WITHOUT:
        return
    for match in _SPACE.finditer(text):
        start, end, old = *match.span(), match.group()
        between = text[start - 1 : start].strip() and text[end : end + 1].strip()
        new = " " if match["blank"] and between else ""
        yield Edit(start, end, old, new, "unicode.misread", "a no-break space as Latin-1")
    for match in _PAIR.finditer(text):
        start, end, old = *match.span(), match.group()
        new = old.encode("latin-1").decode("utf-8")
        yield Edit(start, end, old, new, "unicode.misread", "UTF-8 as Latin-1")
