"""The article's own text where a page keeps it in scripts alone: as data that a program would show.

Pages that are drawn by scripts carry what they draw as JSON (``__NEXT_DATA__``, Apollo, Nuxt and
their kin). It is read only where the page itself shows no article, and believed only where the data
says that it is the article of the page's own headline, or where there is no other text as long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from .headline import same
from .jsonld import LONGEST, MOST_NODES
from .words import plain_words, unescaped

LEAST = 200  # characters; less is a summary
MOST_SCRIPTS = 400
_SCRIPT = re.compile(r"<script\b([^>]{0,2000})>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_STATE = re.compile(r"\b\w{3,60}\s{0,9}=\s{0,9}(?=\{)")
_STREAM = re.compile(r"self\.__next_f\.push\((?=\[)")
_ROW = re.compile(rb"[0-9a-f]{1,6}:(?:T([0-9a-f]{1,6}),)?")
_ASKED = 4000  # characters of a script in which its data begins
_BREAK = re.compile(r"(?:</?(?:p|div|h[1-6]|li|ul|ol|blockquote|br|hr)\b[^<>]{0,300}>|\n)+", re.I)
_BODY = re.compile(
    r"(?i)(?:article|post|story|main|full|raw|rich|page|clean)?_?"
    r"(?:body|content|contents|html|text|rendered|paragraphs?|value|blocks|components|elements)"
    r"_?(?:html|text|raw|data|elements)?"
)
_TITLES = ("title", "headline", "headlines", "name", "heading")
_DECODER = json.JSONDecoder(strict=False)


class Text(NamedTuple):
    """A text found in data: whether it is below the page's headline, and its paragraphs."""

    own: bool
    paragraphs: tuple[str, ...]

    @property
    def size(self) -> int:
        """Its characters."""
        return sum(map(len, self.paragraphs))


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of a text as data has it, with or without markup."""
    if "&lt;" in text and "<" not in text:
        text = unescaped(text)
    return tuple(filter(None, map(plain_words, _BREAK.split(text))))


def scripted(source: str, title: str) -> tuple[str, ...]:
    """The paragraphs of the article in the scripts of a page; none that is to be believed."""
    found = [text for data in _data(source) for text in _texts(data, title)]
    found = [text for text in found if text.size >= LEAST]
    if not found:
        return ()
    best = max(found, key=lambda text: (text.own, text.size))
    rivals = (t for t in found if t.paragraphs != best.paragraphs and 2 * t.size > best.size)
    return best.paragraphs if best.own or next(rivals, None) is None else ()


def _data(source: str) -> Iterator[Any]:
    """The data of scripts: of those that are JSON or begin by naming it, and of streams."""
    streamed: list[str] = []
    for attributes, script in islice(_scripts(source), MOST_SCRIPTS):
        start = 0
        if stream := _STREAM.match(script):
            start = stream.end()
        elif "json" not in attributes.lower():
            named = _STATE.search(script, 0, _ASKED)
            if named is None:
                continue
            start = named.end()
        elif "ld+json" in attributes.lower():
            continue
        if (value := _decoded(script, start)) is not None:
            if stream and isinstance(value, list):
                streamed += (piece for piece in value if isinstance(piece, str))
            else:
                yield value
    yield from _rows("".join(streamed)[:LONGEST].encode("utf-8", "replace"))


def _decoded(text: str, start: int = 0) -> Any:
    """The JSON value that begins at ``start``, None for what is none."""
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _rows(stream: bytes) -> Iterator[Any]:
    """The values of a stream as Next.js writes it: numbered rows of JSON, or of text by length."""
    at = 0
    while row := _ROW.search(stream, at):
        at = row.end()
        if row[1]:
            end = at + int(row[1], 16)
            yield {"html": stream[at:end].decode("utf-8", "replace")}
            at = end
            continue
        end = stream.find(b"\n", at)
        line = stream[at : end if end >= 0 else len(stream)]
        at += len(line)
        if line[:1] in (b"[", b"{"):
            yield _decoded(line.decode("utf-8", "replace"))


def _scripts(source: str) -> Iterator[tuple[str, str]]:
    """Attributes and words of the scripts that may hold an article."""
    at = 0
    while (start := _SCRIPT.search(source, at)) and (end := _END.search(source, start.end())):
        at = end.end()
        script = source[start.end() : end.start()].strip()
        least = 0 if script.startswith("self.__next_f") else LEAST
        if least < len(script) <= LONGEST and '"' in script:
            yield start[1], script


def _texts(data: Any, title: str) -> Iterator[Text]:
    """The texts of prose in data, whatever its shape."""
    left: list[tuple[Any, bool, bool]] = [(data, False, False)]  # value, own, named as a body
    for _ in range(MOST_NODES):
        if not left:
            return
        value, own, named = left.pop()
        if isinstance(value, str):
            if named and len(value) >= LEAST:
                yield Text(own, paragraphs_of(value))
        elif isinstance(value, list):
            parts = tuple(part for item in value for part in _part(item)) if named else ()
            if len(parts) > 1:
                yield Text(own, parts)
            left += [(item, own, named) for item in value if isinstance(item, (dict, list))]
        elif isinstance(value, dict):
            own = own or _is_own(value, title)
            left += [(v, own, _BODY.fullmatch(k) is not None) for k, v in value.items()]


def _is_own(node: dict[str, Any], title: str) -> bool:
    texts = (node.get(key) for key in _TITLES)
    return any(isinstance(text, str) and same(plain_words(text[:400]), title) for text in texts)


def _part(item: Any) -> Sequence[str]:
    """The paragraphs that one item of a list states."""
    if isinstance(item, str):
        return paragraphs_of(item)
    if isinstance(item, dict):
        texts = [v for k, v in item.items() if isinstance(v, str) and _BODY.fullmatch(k)]
        return paragraphs_of(max(texts, key=len, default=""))
    return ()
