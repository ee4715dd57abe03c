"""The segments of a text: what is judged as one.

A line with no boundary inside is one segment. A line in which breaks were lost is many: it is
parted at its boundaries (``boundaries``), at the labels that rules know, and where a headline turns
into a sentence. Then plain sentences that stand beside one another are joined again, so that what
remains of a blob looks as its lines would have: paragraphs, and the pieces between them.

A sentence is plain when it ends as one and no rule of words fits it alone. So a rule that fits
finds its own sentence and never the one beside it, and what was joined is prose of which no rule
spoke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice, pairwise
from typing import NamedTuple

import regex

from ..lines import Block, Shape, calls_out, tokens_of
from ..rules.rule import Phrase
from ..rules.ruleset import Label, Labels, Rules, numbered
from .boundaries import Boundary, bare_end, boundaries_of, glued_at
from .memory import Memory
from .titles import sentence_start, title_end

BLOB = 2  # a line is one when it holds more than one part in so many of the text
_LEAST_BLOB = 25  # characters; in shorter lines nothing is parted
_WINDOW = 120  # characters in which a label stands
_AROUND = 4000  # characters around a headline that tell what is a name
_PHRASE_WORDS = 14  # words of a sentence that a rule may join with its neighbour
_JOINED = 3  # sentences that a rule may fit together
_TITLED = (None, "id", "ms", "en")  # languages whose headlines ``title_end`` knows
_ORDINARY = ("stop", "glued", "mark", "wide")
_SAYS = regex.compile(r"[\p{L}\p{N}]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# whatever may be in capitals; ``str.isupper`` says whether it is
_CAPITAL = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{Lu}\p{Nl}][\p{L}\p{M}\p{N}]*+")
_COLON = regex.compile(r"\s?[:：|｜»›>–—\-→▶►]+\s*")
_FOLLOWS = regex.compile(r"\s*[:：]?\s*(?:$|[\"“‘«(\[▶►]?[\p{Lu}\p{N}])")
_FOLLOWS_UNCASED = regex.compile(r"\s*(?:$|[:：|｜▶►\[【(（])")


class Piece(NamedTuple):
    """A part of a line between two boundaries: offsets in the line, and the kinds of both."""

    start: int
    end: int
    before: str
    after: str


def segments_of(text: str, lines: Sequence[Block], memory: Memory) -> list[Block]:
    """Part the ``lines`` of ``text`` where they may be parted."""
    size = sum(len(line.shape.text) for line in lines)
    told = cache(partial(memory.language, text))  # asked once, and only where a line is new
    found: list[Block] = []
    for line in lines:
        own = line.shape.text
        if len(own) < _LEAST_BLOB or _is_known(line.shape, memory):
            found.append(line)
            continue
        blob = len(own) * BLOB > size
        key = (own, blob)
        if (parts := memory.parts.get(key)) is None:
            pieces = _pieces(own, memory.rules, told(), blob=blob)
            parts = memory.parts[key] = list(_joined(own, pieces, memory))
        found += [_placed(line, part, memory) for part in parts] if len(parts) > 1 else [line]
    return found


def _is_known(shape: Shape, memory: Memory) -> bool:
    """Whether a rule names the whole line, word for word."""
    return any(match.whole for match in memory.match(shape)[:1])


def _placed(line: Block, part: tuple[Piece, int], memory: Memory) -> Block:
    piece, sentences = part
    text = line.shape.text[piece.start : piece.end]
    start = line.start + piece.start
    shape = memory.seen(text)
    return Block(start, start + len(text), shape, line.line, piece.before, piece.after, sentences)


def _pieces(line: str, rules: Rules, language: str | None, *, blob: bool) -> list[Piece]:
    """Part one line at every boundary."""
    found = boundaries_of(line, blob=blob)
    found = _with(found, _labels(line, _between(line, found), rules))
    found = _with(found, _headlines(line, _between(line, found), rules, language))
    return _between(line, found)


def _with(first: Sequence[Boundary], second: Iterator[Boundary]) -> list[Boundary]:
    """Boundaries of both, ascending; where two touch, the one on the left counts."""
    out: list[Boundary] = []
    for boundary in sorted({*first, *second}):
        if (
            not out
            or boundary.end > out[-1].start
            or (boundary.end == out[-1].start != out[-1].end)
        ):
            out.append(boundary)
    return out


def _between(line: str, boundaries: Sequence[Boundary]) -> list[Piece]:
    ends = [Boundary(0, 0, "line"), *boundaries, Boundary(len(line), len(line), "line")]
    pieces: list[Piece] = []
    for left, right in pairwise(ends):
        raw = line[left.start : right.end]
        bare = raw.strip()
        start = left.start + len(raw) - len(raw.lstrip())
        if _SAYS.search(bare):
            pieces.append(Piece(start, start + len(bare), left.kind, right.kind))
        elif bare and pieces:  # marks alone belong to what stands before them
            pieces[-1] = pieces[-1]._replace(end=start + len(bare), after=right.kind)
    return pieces


def _labels(line: str, pieces: Sequence[Piece], rules: Rules) -> Iterator[Boundary]:
    """Before and after the phrases that rules know as pieces by themselves."""
    for piece in pieces:
        at = piece.start
        for match in _openings(line, piece):
            if match.start() < at or not (labels := rules.labels_at(match.group().casefold())):
                continue
            label, end = _label_at(line, match.start(), piece.end, labels)
            if label is None:
                continue
            if match.start() > piece.start:
                yield Boundary(bare_end(line, match.start()), match.start(), "label")
            at = end
            if label.whole and not _COLON.match(line, end, piece.end):
                while at < piece.end and line[at].isspace():
                    at += 1
                if at < piece.end:
                    yield Boundary(end, at, "label")


def _openings(line: str, piece: Piece) -> Iterator[regex.Match[str]]:
    """The first word of a piece, and its others that have a capital."""
    at = piece.start
    if first := _WORD.match(line, at, piece.end):
        yield first
        at = first.end()
    for match in _CAPITAL.finditer(line, at, piece.end):
        if match.group()[0].isupper():
            yield match


def _label_at(line: str, start: int, limit: int, labels: Labels) -> tuple[Label | None, int]:
    """The longest label that stands at ``start``, and where it ends."""
    window = line[start : min(limit, start + _WINDOW)]
    longest = max((count for count, _ in labels), default=0)
    ends = [word.end() for word in islice(_WORD.finditer(window), longest)]
    heads = _heads(window, ends)
    for count, phrases in labels:
        if len(ends) < count:
            continue
        found = heads(count)
        same = phrases.get(found, ())
        if any(map(str.isdecimal, found)) and (zeros := numbered(found)) != found:
            same = sorted([*same, *phrases.get(zeros, ())])
        end = ends[count - 1]
        for label in same:
            if _may_follow(line, start, limit, label, end):
                return label, start + end
    return None, start


def _may_follow(line: str, start: int, limit: int, label: Label, end: int) -> bool:
    """Whether what follows a label of so many characters lets it be one."""
    # what follows is looked at as far as the window, unless nothing does
    far = min(limit, start + _WINDOW)
    rest = line[start + end : far] if far < limit else line[start + end : limit]
    if not label.whole:
        return _COLON.match(rest) is not None
    follows = _FOLLOWS if line[start].isupper() else _FOLLOWS_UNCASED
    return follows.match(rest) is not None


def _heads(window: str, ends: Sequence[int]) -> Callable[[int], Phrase]:
    """What gives the tokens of the first words, which are cut once unless a word is several."""
    tokens = tokens_of(window[: ends[-1]]) if ends else ()
    places = [i for i, token in enumerate(tokens, 1) if token not in (":", "©")]
    if len(places) == len(ends):
        return lambda count: tokens[: places[count - 1]]
    return lambda count: tokens_of(window[: ends[count - 1]])


def _headlines(
    line: str, pieces: Sequence[Piece], rules: Rules, language: str | None
) -> Iterator[Boundary]:
    """Where a headline at the start of a piece turns into a sentence."""
    for piece in pieces:
        text = line[piece.start : piece.end]
        at = _label_end(text, rules)
        if not at and not _is_titled(text):
            continue
        around = line[max(0, piece.start - _AROUND) : piece.start], line[piece.end :][:_AROUND]
        length = glued_at(text[at:]) if at else None
        if not length and (not at or language in _TITLED):
            length = title_end(text[at:], *around, sentence_case=at > 0)
        if at and not length:
            length = sentence_start(text[at:], language)
        if length and length < len(text) - at:
            end = piece.start + len(text[: at + length].rstrip())
            yield Boundary(end, piece.start + at + length, "style")


def _label_end(text: str, rules: Rules) -> int:
    """Where the label ends that a headline follows after a mark; 0 without one."""
    word = _WORD.match(text)
    labels = rules.labels_at(word.group().casefold()) if word else ()
    if not labels:
        return 0
    lead, end = _label_at(text, 0, len(text), [(count, _leads(same)) for count, same in labels])
    if lead is None or (mark := _COLON.match(text, end)) is None:
        return 0
    return mark.end()


def _leads(labels: Mapping[Phrase, Sequence[Label]]) -> Mapping[Phrase, Sequence[Label]]:
    """The labels that a mark and more words follow."""
    found = (
        (phrase, [label for label in same if not label.whole]) for phrase, same in labels.items()
    )
    return {phrase: leads for phrase, leads in found if leads}


def _is_titled(text: str) -> bool:
    words = [word for word in text[:90].split()[:6] if word[:1].isalpha()]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 4 and not text[:60].isupper()


def _joined(line: str, pieces: Sequence[Piece], memory: Memory) -> Iterator[tuple[Piece, int]]:
    """Join plain sentences, and the sentences that one rule fits together."""
    run: list[Piece] = []
    i = 0
    while i < len(pieces):
        width = _fitting(line, pieces, i, memory)
        if not width and _is_plain(line, pieces[i], memory):
            if run and pieces[i].before not in _ORDINARY:
                yield _one(run), len(run)
                run = []
            run.append(pieces[i])
            i += 1
            continue
        if run:
            yield _one(run), len(run)
            run = []
        yield _one(pieces[i : i + max(width, 1)]), 1
        i += max(width, 1)
    if run:
        yield _one(run), len(run)


def _one(run: Sequence[Piece]) -> Piece:
    return Piece(run[0].start, run[-1].end, run[0].before, run[-1].after)


def _fitting(line: str, pieces: Sequence[Piece], i: int, memory: Memory) -> int:
    """How many pieces from ``i`` on a rule fits together; 0 when none does."""
    for width in range(1, _JOINED + 1):
        part = pieces[i : i + width]
        if len(part) < width:
            break
        if width > 1 and any(memory.seen(line[p.start : p.end]).size > _PHRASE_WORDS for p in part):
            break
        if not memory.match(memory.seen(line[part[0].start : part[-1].end])):
            continue
        # what fits without its first sentence is no matter of that sentence
        rest = line[part[1].start : part[-1].end] if width > 1 else ""
        return 0 if rest and memory.match(memory.seen(rest)) else width
    return 0


def _is_plain(line: str, piece: Piece, memory: Memory) -> bool:
    """Whether a piece reads as a sentence of running text."""
    shape = memory.seen(line[piece.start : piece.end])
    return shape.end in ("stop", "ask") and not calls_out(shape) and not memory.is_doubted(shape)
