"""The frame of a text in its file: what no finding is ever about.

That is byte order mark, encoding, a line-end convention the whole file keeps, and one line end
after the last line. ``check`` and ``fix`` look at the text inside the frame, so a file fixed in
its own frame has nothing left to find.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from .cleaning import Settled
from .reading import decoded_as
from .trail import undo
from .types import Edit, SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A text and what frames it in its file; ``newline`` is what a line feed is written as."""

    encoding: str
    mark: bytes
    newline: str
    final_newline: bool
    text: str

    def to_bytes(self) -> bytes:
        """Return the file; the inverse of ``read_frame``."""
        text = (self.text + "\n" * self.final_newline).replace("\n", self.newline)
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as fault:
            cause = f"left as it is: {self.encoding} has no {fault.object[fault.start]!r}"
            raise SourceError(cause) from fault


def read_frame(data: bytes, encoding: str | None = None) -> Frame:
    """Take the frame off the content of a file in ``encoding``, without it in UTF-8.

    A byte order mark outweighs both. Raises SourceError for what is encoded otherwise.
    """
    mark, encoding, text = _decoded(data, encoding)
    newline = "\n"
    if 0 < text.count("\r\n") == text.count("\n") == text.count("\r"):
        newline, text = "\r\n", text.replace("\r\n", "\n")
    # where line ends are mixed, the carriage return of the last one stays in sight
    final = text.endswith("\n")
    return Frame(encoding, mark, newline, final, text[:-1] if final else text)


def _decoded(data: bytes, given: str | None) -> tuple[bytes, str, str]:
    for mark, encoding in _MARKS if given else (*_MARKS, (b"", "utf-8")):
        if data.startswith(mark):
            with suppress(UnicodeError):
                return mark, encoding, data[len(mark) :].decode(encoding)
    if given:
        return b"", given, decoded_as(data, given)[0]
    raise SourceError(
        "neither UTF-8 nor UTF-16 or UTF-32 with a byte order mark; say with --encoding what it is"
    )


def refitted(frame: Frame, settle: Callable[[str], Settled]) -> tuple[Frame, tuple[Edit, ...]]:
    """Clean the text in a frame; return the frame with the outcome, and the edits.

    Raises SourceError unless the outcome is final, as read from the file to be, and the edits
    lead back from there.
    """
    settled = settle(frame.text)
    after = replace(frame, text=settled.text)
    _prove(frame.text, settled, read_frame(after.to_bytes(), frame.encoding).text, settle)
    return after, settled.edits


def resettled(text: str, settle: Callable[[str], Settled]) -> Settled:
    """Clean a text that has no frame; raises SourceError as ``refitted`` does."""
    settled = settle(text)
    _prove(text, settled, settled.text, settle)
    return settled


def _prove(text: str, settled: Settled, again: str, settle: Callable[[str], Settled]) -> None:
    """SourceError unless ``again``, the outcome as it will be read, is final and leads back."""
    if any(edit.rule.startswith("limit.") for edit in settled.edits):
        raise SourceError("left as it is: the text does not settle")
    if again != settled.text or (settled.edits and settle(again).edits):
        raise SourceError("left as it is: cleaning the outcome again would change it")
    if undo(again, settled.edits) != text:
        raise SourceError("left as it is: the original could not be restored")
