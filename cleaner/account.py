"""The account of an article: its input given back, and every line of it explained."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .lines import shape_of
from .trail import undo
from .types import SURE, Article, Edit, Line


def restore(article: Article | Mapping[str, Any]) -> str | bytes:
    """Give back the flattened input: the str that was cleaned, or the bytes, exactly.

    For a page that is its flattened text. Accepts an Article or its ``to_dict()`` form, as read
    from ``articles.jsonl``.
    """
    record = article.to_dict() if isinstance(article, Article) else article
    edits = [Edit(**edit) for edit in record["edits"]]
    text = undo(record["text"], edits)
    encoding = record["encoding"]
    if encoding is None or record.get("page") is not None:
        return text
    return text.encode(encoding, "surrogateescape" if encoding == "utf-8" else "strict")


def explain(article: Article) -> tuple[Line, ...]:
    """Say of every line of the input whether it was kept, repaired or removed, and by which rule.

    Offsets are those of the decoded input. An edit that spans a line break counts for the line it
    starts in, edits of the layout (blank lines, line ends) for none.
    """
    source = undo(article.text, article.edits)
    edits = [e for e in article.edits if not e.rule.startswith("layout.")]
    kept = dict(zip(article.text.split("\n\n"), article.confidences, strict=False))
    lines, at, i = [], 0, 0
    for text in source.split("\n"):
        end = at + len(text)
        mine = []
        while i < len(edits) and edits[i].start <= end:
            mine.append(edits[i])
            i += 1
        verdict = _verdict(text, mine)
        evidence = "; ".join(edit.evidence for edit in mine) or _why_kept(text, article)
        sure = min((e.confidence for e in mine), default=kept.get(text.strip(), SURE))
        evidence = evidence if text.strip() else ""
        lines.append(Line(at, end, text, verdict, evidence, tuple(mine), sure))
        at = end + 1
    return tuple(lines)


def _verdict(text: str, edits: Sequence[Edit]) -> str:
    if not text.strip():
        return "blank"
    if not edits:
        return "kept"
    gone = sum(len(e.old) for e in edits if not e.new)
    return "removed" if gone >= len(text.strip()) else "repaired"


def _why_kept(text: str, article: Article) -> str:
    line = text.strip()
    if line == article.title:
        return "the headline"
    return "reads as prose" if shape_of(line).prose else "no rule fits it"
