"""What is told about articles and rules: records, findings, explanations; no input, no output.

A record is one line of ``articles.jsonl``: the ``to_dict()`` form of an article under its name,
with the SHA-256 digest of its input. From the record of a text the input can be restored byte for
byte, from that of a page the page's text as it was flattened.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from .account import explain, restore
from .lines import spoken
from .rules.rule import Rule
from .rules.ruleset import Rules
from .types import Article, Edit, SourceError

_CLIP = 60  # characters of a removal that are shown
_KEYS: dict[str, Any] = {"name": str, "text": str, "edits": list, "encoding": str | None}


class Finding(NamedTuple):
    """What ``check`` reports about one place: an offset into the text, a rule, a message.

    ``old`` is what stands there and ``new`` what would. The layout has one finding for each of its
    rules, at the first of so many ``places``.
    """

    start: int
    rule: str
    message: str
    certain: bool = True
    old: str = ""
    new: str = ""
    places: int = 1


def record_of(name: str, data: bytes, article: Article) -> dict[str, Any]:
    """Return what is kept of an article that was read from ``data``."""
    return {"name": name, "digest": _digest(data), **article.to_dict()}


def _digest(data: bytes) -> str:
    # imported here, as below: ``check`` starts faster without it
    from hashlib import sha256

    return sha256(data).hexdigest()


def to_line(record: Mapping[str, Any], indent: int | None = None) -> bytes:
    """Return a record as a line of JSON; plain ASCII only where UTF-8 cannot hold it."""
    import json

    try:
        return json.dumps(record, ensure_ascii=False, indent=indent).encode("utf-8") + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record, indent=indent).encode("ascii") + b"\n"


def _written(text: str) -> bytes:
    return f"{text}\n".encode() if text else b""


def as_text(article: Article) -> bytes:
    """An article as a file of text."""
    return _written(article.text)


def as_markdown(article: Article) -> bytes:
    """An article as a file of Markdown."""
    return _written(article.markdown)


def as_json(article: Article) -> bytes:
    """An article as a file of JSON, with everything that is known of it."""
    return to_line(article.to_dict(), indent=2)


def from_line(line: bytes) -> dict[str, Any]:
    """Read one line of ``articles.jsonl``; SourceError when it is no record."""
    import json

    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise SourceError(f"this is not JSON: {fault}") from fault
    if not isinstance(record, dict):
        raise SourceError("this is not a record")
    for key, kind in _KEYS.items():
        if key not in record:
            raise SourceError(f"the record has no {key!r}")
        if not isinstance(record[key], kind):
            raise SourceError(f"the {key!r} of the record is of the wrong type")
    return record


def original(record: Mapping[str, Any]) -> bytes:
    """Return the bytes of the file a record was made from, of a page its text in UTF-8.

    Raises SourceError when the record does not add up.
    """
    try:
        source = restore(record)
        data = source if isinstance(source, bytes) else source.encode("utf-8")
    except (TypeError, KeyError, LookupError, UnicodeError) as fault:
        raise SourceError(f"the record cannot be undone: {fault}") from fault
    if "digest" in record and record.get("page") is None and record["digest"] != _digest(data):
        raise SourceError("the record cannot be undone: its digest is of other bytes")
    return data


def findings(edits: Sequence[Edit], hints: Iterable[Edit]) -> list[Finding]:
    """Turn the edits of a text and the suggestions about their outcome into sorted findings."""
    found, layout = [], dict[str, list[int]]()
    for edit in edits:
        if edit.rule.startswith("layout."):
            layout.setdefault(edit.rule, []).append(edit.start)
        else:
            message = _message(edit)
            found.append(Finding(edit.start, edit.rule, message, True, edit.old, edit.new))
    for rule, starts in layout.items():
        places = len(starts)
        found.append(Finding(starts[0], rule, plural(places, "place"), places=places))
    for hint in hints:
        message = f"suggestion: {hint.old!r} may be {hint.new!r}"
        at = source_offset(edits, hint.start)
        found.append(Finding(at, hint.rule, message, False, hint.old, hint.new))
    return sorted(found)


def _message(edit: Edit) -> str:
    evidence = f" ({edit.evidence})" if edit.evidence else ""
    if edit.new:
        return f"{clipped(edit.old)} -> {clipped(edit.new)}{evidence}"
    return f"remove {clipped(edit.old)}{evidence}"


def clipped(text: str) -> str:
    """Quote the beginning of a text, with characters no one can see spelt out."""
    return repr(text if len(text) <= _CLIP else f"{text[:_CLIP]}…")


def plural(count: int, thing: str) -> str:
    """``1 place``, ``2 places``."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def source_offset(edits: Sequence[Edit], offset: int) -> int:
    """Return where the character at ``offset`` of the outcome of ``edits`` stood in their source.

    A character that an edit put there stands where that edit starts.
    """
    shift = 0
    for edit in edits:
        start = edit.start + shift
        if offset < start:
            break
        if offset < start + len(edit.new):
            return edit.start
        shift += len(edit.new) - len(edit.old)
    return offset - shift


def placed(text: str, found: Sequence[Finding]) -> Iterator[tuple[int, int, Finding]]:
    """Yield every finding after its line and column, both counted from 1."""
    feeds = [i for i, character in enumerate(text) if character == "\n"] if found else []
    for finding in found:
        line = bisect_left(feeds, finding.start)
        yield line + 1, finding.start - (feeds[line - 1] if line else -1), finding


def explained(article: Article) -> Iterator[str]:
    """Yield what became of every line of the input, and where each metadata field came from."""
    for number, line in enumerate(explain(article), 1):
        yield f"{number:>5}  {line.verdict:<8}  {line.text.strip()}".rstrip()
        if line.verdict == "kept":
            yield f"{'':>17}{line.evidence}"
        for edit in line.edits:
            whole = not edit.new and edit.old.strip() == line.text.strip()
            yield f"{'':>17}{edit.rule}: {edit.evidence if whole else _message(edit)}"
    yield ""
    yield from described(article)


def described(article: Article) -> Iterator[str]:
    """Yield what is known about an article, and where each metadata field came from."""
    for origin in article.origins:
        yield f"{origin.field}: {origin.text} (from {origin.rule})"
    told = {origin.field for origin in article.origins}
    for field in ("language", "encoding", "page", "reason"):
        if field not in told and (value := getattr(article, field)) is not None:
            yield f"{field}: {value}"


def rule_table(rules: Rules) -> Iterator[str]:
    """Yield one row for each rule: name, family, what it removes, first sentence of why."""
    rows = [("NAME", "FAMILY", "REMOVES", "WHY")]
    for rule in rules.all:
        why = " ".join(rule.why.split())
        rows.append((rule.name, rule.family, rule.removes, why.partition(". ")[0].rstrip(".")))
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join((*cells, row[3])).rstrip()


def rule_page(rule: Rule) -> Iterator[str]:
    """Yield all there is to know about a rule: why, conditions, examples."""
    yield f"{rule.name} ({rule.file})"
    yield f"why: {' '.join(rule.why.split())}"
    for label, value in _conditions(rule):
        yield f"{label}: {value}"
    for label, examples in (("goes", rule.drops), ("stays", rule.keeps)):
        for example in examples:
            yield f"{label}: {example!r}"
    for before, after in rule.mends:
        yield f"mends: {before!r} -> {after!r}"


def _conditions(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "removes", rule.removes
    if rule.removes == "code":
        return
    yield "where", rule.where
    for label, phrases in (
        ("the whole line is", rule.is_),
        ("begins with", rule.begins),
        ("ends with", rule.ends),
        ("holds", rule.holds),
        ("also holds", rule.also),
    ):
        if phrases:
            yield label, " | ".join(map(spoken, phrases))
    if rule.shape:
        yield "has the shape", rule.shape
    if rule.removes == "line":
        yield "words", f"{rule.least} to {rule.most}"
    if rule.open:
        yield "end", "without a sentence end"
    if rule.weak:
        yield "weak", "goes only in a run with another such line or a widget that goes"
    if rule.heads:
        yield "heads", "the list under it" if rule.heads == "list" else "the headline after it"
    if rule.gives:
        yield "gives", rule.gives
