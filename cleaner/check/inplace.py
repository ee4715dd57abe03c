"""One input of ``check`` or ``fix``: a text, a page, or a table.

Whatever is wrong with an input is a failure with its place and cause; the rest goes on. A file is
replaced whole, after all of it was cleaned, cleaned again and led back, or it stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .. import files, kinds
from ..files import Source, cause_of, shown
from ..framing import read_frame, refitted
from ..reading import decode_page, decoded_as, opening
from ..records import Finding, placed
from ..types import SourceError
from ..writing import rewrite
from .spots import Failure, Found, Spot, Tell

if TYPE_CHECKING:
    from ..corpus.tables import Table
    from .project import Held


def checked(source: Source, held: Held, *, verify: bool, weigh: bool = False) -> Found:
    """Tell what cleaning would change; ``verify`` has every outcome proved as ``fix`` does.

    With ``weigh`` it is also told how sure a text would come out right.
    """
    try:
        if (table := _table(source, held)) is not None:
            # imported here: texts need no tables
            from .tabular import checked_table

            return checked_table(table, held, verify=verify)
        kind, encoding = held.settings.kind, held.settings.encoding
        data = files.read_bytes(source, kind, encoding, sure=True)
        if (page := _page(source, data, held)) is not None:
            text, found = held.settings.page_findings(page)
            return Found(list(_spots(source, text, found, in_file=False)), [])
        frame = read_frame(data, encoding)
        if verify:
            refitted(frame, held.settings.settle)
        findings, sure = held.settings.weighed(frame.text, weigh=weigh)
        return Found(list(_spots(source, frame.text, findings)), [], sure=sure)
    except Exception as fault:
        return Found([], [Failure(str(source.path), cause_of(fault))])


def fixed(source: Source, held: Held, tell: Tell, *, write: bool) -> Found:
    """Clean one input in place, or with ``write`` false only ``tell`` the edits it would take."""
    try:
        if (table := _table(source, held)) is not None:
            # imported here, as above
            from .tabular import fixed_table

            return fixed_table(table, held, tell, write=write)
        frame = files.read_text(source, held.settings.kind, held.settings.encoding)
        after, edits = refitted(frame, held.settings.settle)
        if edits:
            tell(shown(source.path), frame.text, edits)
            if write:
                rewrite(source.path, after.to_bytes())
        return Found([], [], len(edits))
    except BrokenPipeError:  # nobody reads what is told
        raise
    except Exception as fault:
        return Found([], [Failure(str(source.path), cause_of(fault))])


def _table(source: Source, held: Held) -> Table | None:
    if kinds.named(source.name).what != "table":
        return None
    # imported here, as above
    from ..corpus.tables import table_of

    table = table_of(source, held.settings.encoding)
    if table is not None and table.form == "warc":
        raise SourceError("a WARC file; clean reads it")
    return table


def _page(source: Source, data: bytes, held: Held) -> str | None:
    """The page that the content of a file is, None for a text."""
    kind, encoding = held.settings.kind or files.kind_of(source), held.settings.encoding
    if kind == "text":
        return None
    page, _ = decoded_as(data, encoding) if encoding else decode_page(data)
    return page if kind == "page" or opening(page) else None


def _spots(
    source: Source, text: str, found: Sequence[Finding], *, in_file: bool = True
) -> Iterator[Spot]:
    fixable = in_file and source is not files.STDIN and not kinds.named(source.name).packing
    for line, column, what in placed(text, found):
        row = line if in_file else 0
        yield Spot(str(source.path), line, column, row, what, fixable=fixable and what.certain)
