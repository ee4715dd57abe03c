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

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

import regex

from ..lines import STOPS, Block, Shape, calls_out, tokens_of
from ..rules.rule import Phrase
from ..rules.ruleset import NO_LABELS, Label, Labels, Rules, numbered
from ..words.language import function_words
from ..words.lists import MOST_LANGUAGES
from .boundaries import Boundary, bare_end, boundaries_of, glued_at
from .bounds import holds_more
from .inline import advertised_to
from .memory import Memory
from .pieces import headline_words
from .titles import sentence_start, title_end, unmarked_start

if TYPE_CHECKING:
    from ..profile import Learnt

BLOB = 2  # a line is one when it holds more than one part in so many of the text
CAPTION = 2  # pieces of one: a sentence and its credit
_LEAST_LINES = 4  # of a text whose first line may be its headline
_LONGEST_TITLE = 160  # characters of it
_TITLE_WORDS = 24
_TITLE_MARKS = (" | ", " » ", " › ", "  ", " >> ")
_LEAST_BLOB = 25  # characters; in shorter lines nothing is parted
_SHORT_LABEL = 2  # words of a label that may as well begin a headline
_LONGEST_LABEL = 5  # words that tell it before a sentence too
_LONG_LABEL = 3  # words that tell a label by themselves where a script has no capitals
_WINDOW = 120  # characters in which a label stands
_AROUND = 4000  # characters around a headline that tell what is a name
_PHRASE_WORDS = 14  # words of a sentence that a rule may join with its neighbour
_JOINED = 3  # sentences that a rule may fit together
_ASKS = "?!؟？！"
_SENTENCE_ENDS = '.?!”"»…'
_COMMAS = (",", "،", "、", "，", ";", "؛")
_NEXT = 60  # characters after a label that tell whether a sentence begins there
_GOES_ON = 3  # words of a label in small letters; what follows so many is something else
_TITLED = (None, "id", "ms", "en")  # languages whose headlines ``title_end`` knows
_TITLED_WORDS = 4  # of the first six that have a capital
_MARKS = "*•▶►»>#✔👉"
_ORDINARY = ("stop", "glued", "mark", "wide")
_BRACKETS = ("(", "[", "（", "【")
_SAYS = regex.compile(r"[\p{L}\p{N}]")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_SECOND = regex.compile(r"[^\p{L}\p{M}\p{N}:：©]*+([\p{L}\p{M}\p{N}]++)")
# whatever may be in capitals; ``str.isupper`` says whether it is
_CAPITAL = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{Lu}\p{Nl}][\p{L}\p{M}\p{N}]*+")
_COLON = regex.compile(r"\s?[:：|｜»›>–—\-→▶►]+\s*")
_FOLLOWS = regex.compile(r"\s*[:：]?\s*(?:$|[\"“‘«(\[▶►]?\p{Lu})")
_FOLLOWS_UNCASED = regex.compile(r"\s*(?:$|[:：|｜▶►\[【(（])")


class Piece(NamedTuple):
    """A part of a line between two boundaries: offsets in the line, and the kinds of both."""

    start: int
    end: int
    before: str
    after: str


def segments_of(text: str, lines: Sequence[Block], memory: Memory) -> list[Block]:
    """Part the ``lines`` of ``text`` where they may be parted."""
    size = _size(lines)
    language = memory.language(text)
    keys = [
        None if _is_title(line, lines) else _key(line, text, size, memory, language)
        for line in lines
    ]
    _part([key for key in dict.fromkeys(keys) if key and key not in memory.parts], memory)
    found: list[Block] = []
    for line, key in zip(lines, keys, strict=True):
        parts = memory.parts[key] if key else ()
        found += [_placed(line, part, memory) for part in parts] if len(parts) > 1 else [line]
    return found


def _key(
    line: Block, text: str, size: int, memory: Memory, language: str | None
) -> tuple[str, bool, str | None] | None:
    """What the parts of a line hang on; None for one that is never parted."""
    own = line.shape.text
    blob = len(own) * BLOB > size
    return None if _is_whole(line, text, memory, blob=blob) else (own, blob, language)


def _part(keys: Sequence[tuple[str, bool, str | None]], memory: Memory) -> None:
    """Part lines; the shapes of what they are parted into are looked at together."""
    pieces = {key: _pieces(key[0], memory, key[2], blob=key[1]) for key in keys}
    memory.see(key[0][start:end] for key in keys for start, end, *_ in pieces[key])
    for key in keys:
        memory.parts[key] = list(_joined(key[0], pieces[key], memory))


def pieces_of(text: str, memory: Memory) -> Iterator[str]:
    """Every piece of ``text`` between two boundaries, none joined: what recurs is told by these.

    Where a headline turns into a sentence is a guess, and whether it recurs tells better.
    """
    lines = memory.blocks(text)
    size = _size(lines)
    for line in lines:
        own = line.shape.text
        blob = len(own) * BLOB > size
        if _is_whole(line, text, memory, blob=blob):
            yield own
            continue
        for piece in _marked(own, memory, memory.language(text), blob=blob)[1]:
            yield own[piece.start : piece.end]


def _size(lines: Sequence[Block]) -> int:
    return sum(len(line.shape.text) for line in lines)


def _is_whole(line: Block, text: str, memory: Memory, *, blob: bool) -> bool:
    """Whether a line is never parted: it is short, or a rule names all of it."""
    return len(line.shape.text) < _LEAST_BLOB or _is_known(line, text, memory, blob=blob)


def _is_title(line: Block, lines: Sequence[Block]) -> bool:
    """Whether a line is the headline of an article: the first of several, short, no label in it."""
    own = line.shape.text
    if line is not lines[0] or len(lines) < _LEAST_LINES or len(own) > _LONGEST_TITLE:
        return False
    return not any(mark in own for mark in _TITLE_MARKS) and line.shape.size <= _TITLE_WORDS


def _is_known(line: Block, text: str, memory: Memory, *, blob: bool) -> bool:
    """Whether a rule names the whole line: word for word, or with no sentence beside its words."""
    matches = memory.match(line.shape)
    if not matches or matches[0].whole:
        return bool(matches)
    language = memory.language(text)
    fitting = [match.rule for match in matches if not holds_more(match.rule, line, language)]
    own = line.shape.text
    pieces = _between(own, boundaries_of(own, blob=False))
    if len(pieces) == 1:
        return bool(fitting)
    shaped = any(rule.gives == "captions" and rule.shape for rule in fitting)
    if not blob and len(pieces) == CAPTION and shaped:
        return True
    shapes = (memory.shape(own[piece.start : piece.end]) for piece in pieces)
    plain = any(shape.prose and not memory.match(shape) for shape in shapes)
    return bool(fitting) and not blob and not plain


def _placed(line: Block, part: tuple[Piece, int], memory: Memory) -> Block:
    piece, sentences = part
    text = line.shape.text[piece.start : piece.end]
    start = line.start + piece.start
    shape = memory.shape(text)
    return Block(start, start + len(text), shape, line.line, piece.before, piece.after, sentences)


def _pieces(line: str, memory: Memory, language: str | None, *, blob: bool) -> list[Piece]:
    """Part one line at every boundary."""
    found, pieces = _marked(line, memory, language, blob=blob)
    if (learnt := memory.learnt) is not None:
        found, pieces = _with(line, found, pieces, list(_recurring(line, pieces, learnt)))
        free = [
            piece
            for piece in pieces
            if not learnt.names(memory.shape(line[piece.start : piece.end]))
        ]
    else:
        free = pieces
    more = list(_headlines(line, free, memory, language))
    found, pieces = _with(line, found, pieces, more)
    return _with(line, found, pieces, list(_advertised(line, pieces, memory)))[1]


def _marked(
    line: str, memory: Memory, language: str | None, *, blob: bool
) -> tuple[list[Boundary], list[Piece]]:
    """The boundaries of one line that marks, gaps and labels tell, and what is between them."""
    found = boundaries_of(line, blob=blob)
    pieces = _between(line, found)
    return _with(line, found, pieces, list(_labels(line, pieces, memory, language)))


@lru_cache(maxsize=MOST_LANGUAGES)
def _small_words(language: str | None) -> frozenset[str]:
    """The words of grammar of a language, and of English, in which many labels are."""
    return function_words(language) | function_words("en")


def _recurring(line: str, pieces: Sequence[Piece], learnt: Learnt) -> Iterator[Boundary]:
    """After what recurs before sentences on the site, and before what recurs behind them."""
    for piece in pieces:
        text = line[piece.start : piece.end]
        if length := learnt.opening(text):
            after = len(text) - len(text[length:].lstrip())
            yield Boundary(piece.start + length, piece.start + after, "label")
        if length := learnt.closing(text):
            start = piece.end - length
            yield Boundary(bare_end(line, start), start, "label")


def _with(
    line: str, first: list[Boundary], pieces: list[Piece], second: Sequence[Boundary]
) -> tuple[list[Boundary], list[Piece]]:
    """Boundaries of both, ascending, and what is between them; ``pieces`` are those of the first.

    Where two touch, the one on the left counts.
    """
    if not second:
        return first, pieces
    out: list[Boundary] = []
    for boundary in sorted({*first, *second}):
        if (
            not out
            or boundary.end > out[-1].start
            or (boundary.end == out[-1].start != out[-1].end)
        ):
            out.append(boundary)
    return out, _between(line, out)


def _between(line: str, boundaries: Sequence[Boundary]) -> list[Piece]:
    pieces: list[Piece] = []
    at, before = 0, "line"
    for end, start, kind in (*boundaries, (len(line), len(line), "line")):
        raw = line[at:end]
        bare = raw.strip()
        first = at + raw.index(bare) if bare else at
        if bare[:1].isalpha() or _SAYS.search(bare):
            pieces.append(Piece(first, first + len(bare), before, kind))
        elif bare and pieces:  # marks alone belong to what stands before them
            pieces[-1] = pieces[-1]._replace(end=first + len(bare), after=kind)
        at, before = start, kind
    return pieces


def _labels(
    line: str, pieces: Sequence[Piece], memory: Memory, language: str | None
) -> Iterator[Boundary]:
    """Before and after the phrases that rules know as pieces by themselves."""
    for piece in pieces:
        text = line[piece.start : piece.end]
        last = piece.end == len(line)
        key = text, language, last
        if (found := memory.labels.get(key)) is None:
            labels = _labels_in(text, memory, _small_words(language), last=last)
            found = memory.labels[key] = tuple(labels)
        for end, start, kind in found:
            yield Boundary(piece.start + end, piece.start + start, kind)


def _labels_in(
    text: str, memory: Memory, small: frozenset[str], *, last: bool
) -> Iterator[Boundary]:
    """The same of one piece; ``last`` tells that it ends its line."""
    at = 0
    for match in _starts(text):
        start = match.start()
        labels = memory.rules.labels_at(match.group().casefold())
        if start < at or not labels.by_count or not _may_stand(text, match, labels):
            continue
        label, end = _label_at(text, start, labels, small, last=last)
        if label is None or (start == 0 and _is_more(text, label, memory)):
            continue
        if start and (opened := _with_mark(text, _opened(text, start))) > 0:
            yield Boundary(bare_end(text, opened), opened, "label")
        at = end
        if label.whole and not _COLON.match(text, end):
            while at < len(text) and text[at].isspace():
                at += 1
            if at < len(text):
                yield Boundary(end, at, "label")


def _may_stand(text: str, first: regex.Match[str], labels: Labels) -> bool:
    """Whether the word after the ``first`` is the second of a label, where that can be told."""
    if labels.second is None or not first.group().isascii():
        return True
    beside = _SECOND.match(text, first.end(), first.start() + _WINDOW)
    if beside is None or not (word := beside.group(1)).isascii() or word.isdecimal():
        return True
    return word.casefold() in labels.second


def _starts(text: str) -> Iterator[regex.Match[str]]:
    """The first word of a piece, and its others that have a capital."""
    at = 0
    if first := _WORD.match(text):
        yield first
        at = first.end()
    for match in _CAPITAL.finditer(text, at):
        if match.group()[0].isupper():
            yield match


def _with_mark(text: str, start: int) -> int:
    """Where a label begins with the mark that stands apart before it, such as a star."""
    if start and text[start - 1] in _MARKS:
        start -= 1
    elif start > 1 and text[start - 1] == " " and text[start - 2] in _MARKS:
        start -= 2
    return start


def _is_more(text: str, label: Label, memory: Memory) -> bool:
    """Whether a piece that begins with a label is a sentence that a rule fits, or a headline."""
    if not label.whole or memory.match(memory.shape(text)):
        return True
    return (
        len(label.phrase) <= _SHORT_LABEL
        and not text[: len(text) // 2].isupper()
        and _is_titled(text)
    )


def _opened(line: str, start: int) -> int:
    """Where the bracket opens that a label at ``start`` stands in, or else the label."""
    before = bare_end(line, start)
    return before - 1 if before and line[before - 1] in _BRACKETS else start


def _label_at(
    text: str, start: int, labels: Labels, small: frozenset[str], *, last: bool = True
) -> tuple[Label | None, int]:
    """The longest label that stands at ``start``, and where it ends.

    ``last`` tells that nothing stands behind the text in its line.
    """
    window = text[start : start + _WINDOW]
    longest = max((count for count, _ in labels.by_count), default=0)
    ends = [word.end() for word in islice(_WORD.finditer(window), longest)]
    heads = _heads(window, ends)
    for count, phrases in labels.by_count:
        if len(ends) < count:
            continue
        found = heads(count)
        same = phrases.get(found, ())
        if any(map(str.isdecimal, found)) and (zeros := numbered(found)) != found:
            same = sorted([*same, *phrases.get(zeros, ())])
        end = ends[count - 1]
        for label in same:
            if _may_follow(text, start, label, end, small, last=last):
                return label, start + end
    return None, start


def _stands_uncased(first: str, rest: str, count: int) -> bool:
    """Whether a label of ``count`` words in a script without capitals is none of a sentence."""
    if not first.isalpha() or first.upper() != first.lower():
        return False
    if rest.lstrip()[:1] in _COMMAS:
        return False
    sentence = rest.rstrip()[-1:] in (*STOPS, *_ASKS)
    return count >= (_LONGEST_LABEL if sentence else _LONG_LABEL)


def _stands_apart(label: str, rest: str, small: frozenset[str]) -> bool:
    """Whether what follows a label begins anew: with a mark, or with a capital that tells so.

    Words of a headline have capitals too, and so have nouns in German: there the first word after
    the label has to be one of the most frequent, or the one after it to be small.
    """
    if not label[0].isupper():
        return _FOLLOWS_UNCASED.match(rest) is not None
    if _FOLLOWS.match(rest) is None:
        return False
    words = _WORD.findall(rest[:_NEXT])[:2]
    marked = not words or rest[0] != " " or not rest.lstrip()[0].isalpha()
    if marked or words[0].lower() in small:
        return True
    if label.isupper():
        return len(words[0]) == 1 or not words[0].isupper()
    own = label.split()
    if len(own) == 1 or not all(word[0].isupper() for word in own):
        # a name follows a word of grammar, and where nouns have capitals any noun
        named = own[-1].lower() in small or any(word[0].isupper() for word in own[1:])
        return len(own) >= _GOES_ON and not named
    return len(words) > 1 and words[1][0].islower()


def _may_follow(
    text: str, start: int, label: Label, end: int, small: frozenset[str], *, last: bool
) -> bool:
    """Whether what follows a label of so many characters lets it be one."""
    rest = text[start + end : start + _WINDOW]
    if not label.whole:
        return _COLON.match(rest) is not None
    if _stands_apart(text[start : start + end], rest, small):
        return True
    ends = last and text[-1] not in _SENTENCE_ENDS
    if ends and label.words >= _SHORT_LABEL and _FOLLOWS.match(rest) is not None:
        return text[start : start + end].istitle()
    return _stands_uncased(text[start], rest, label.words)


def _heads(window: str, ends: Sequence[int]) -> Callable[[int], Phrase]:
    """What gives the tokens of the first words, which are cut once unless a word is several."""
    tokens = tokens_of(window[: ends[-1]]) if ends else ()
    places = [i for i, token in enumerate(tokens, 1) if token not in (":", "©")]
    if len(places) == len(ends):
        return lambda count: tokens[: places[count - 1]]
    return lambda count: tokens_of(window[: ends[count - 1]])


def _headlines(
    line: str, pieces: Sequence[Piece], memory: Memory, language: str | None
) -> Iterator[Boundary]:
    """Where a headline at the start of a piece turns into a sentence.

    One after a label may be of two sentences: then the second has no mark of its end.
    """
    led = False
    words: frozenset[str] = frozenset()  # of the line, with a space on either side
    for piece in pieces:
        text = line[piece.start : piece.end]
        at, titled = _head(text, memory)
        if led and not at and (length := unmarked_start(text, language)):
            end = piece.start + len(text[:length].rstrip())
            yield Boundary(end, piece.start + length, "style")
            led = False
            continue
        led = bool(at) and text[-1] in _SENTENCE_ENDS
        if not at and not titled:
            continue
        around = line[max(0, piece.start - _AROUND) : piece.start], line[piece.end :][:_AROUND]
        length = glued_at(text[at:]) if at else None
        if not length and (not at or language in _TITLED):
            length = title_end(text[at:], *around, sentence_case=at > 0)
        if at and not length:
            words = words or frozenset(line.split(" ")[1:-1])
            length = sentence_start(text[at:], language, words)
        if length and length < len(text) - at:
            end = piece.start + len(text[: at + length].rstrip())
            yield Boundary(end, piece.start + at + length, "style")


def _advertised(line: str, pieces: Sequence[Piece], memory: Memory) -> Iterator[Boundary]:
    """Where an advertisement right after an invitation turns into a sentence."""
    for led, piece in pairwise(pieces):
        label, _ = _head(line[led.start : led.end], memory)
        if label and (end := advertised_to(line, piece.start)):
            yield Boundary(len(line[:end].rstrip()), end, "style")


def _head(text: str, memory: Memory) -> tuple[int, bool]:
    """Where the label of a piece ends that a headline follows, and whether it begins as one."""
    found = memory.heads.get(text)
    if found is None:
        found = memory.heads[text] = _label_end(text, memory.rules), _is_titled(text)
    return found


def _label_end(text: str, rules: Rules) -> int:
    """Where the label ends that a headline follows after a mark; 0 without one."""
    word = _WORD.match(text)
    leads = rules.leads_at(word.group().casefold()) if word else NO_LABELS
    if word is None or not leads.by_count or not _may_stand(text, word, leads):
        return 0
    lead, end = _label_at(text, 0, leads, frozenset())
    if lead is None or (mark := _COLON.match(text, end)) is None:
        return 0
    return mark.end()


def _is_titled(text: str) -> bool:
    """Whether a piece begins as a headline in title case does."""
    words = [word for word in text[:90].split()[:6] if word[:1].isalpha()]
    small = headline_words().small
    if any(word[0].islower() and word not in small for word in words):
        return False
    return sum(word[0].isupper() for word in words) >= _TITLED_WORDS and not text[:60].isupper()


def _joined(line: str, pieces: Sequence[Piece], memory: Memory) -> Iterator[tuple[Piece, int]]:
    """Join plain sentences, and the sentences that one rule fits together."""
    shapes = [memory.shape(line[piece.start : piece.end]) for piece in pieces]
    run: list[Piece] = []
    i = 0
    while i < len(pieces):
        width = 1 if memory.match(shapes[i]) else _fitting(line, pieces, shapes, i, memory)
        if not width and _is_plain(shapes[i], memory):
            if run and pieces[i].before not in _ORDINARY:
                yield _one(line, run, memory), len(run)
                run = []
            run.append(pieces[i])
            i += 1
            continue
        if run:
            yield _one(line, run, memory), len(run)
            run = []
        yield _one(line, pieces[i : i + max(width, 1)], memory), 1
        i += max(width, 1)
    if run:
        yield _one(line, run, memory), len(run)


def _one(line: str, run: Sequence[Piece], memory: Memory) -> Piece:
    """A run of pieces as one, of which the shape is seen."""
    if len(run) == 1:
        return run[0]
    _shape(line, run, memory)
    return Piece(run[0].start, run[-1].end, run[0].before, run[-1].after)


def _shape(line: str, run: Sequence[Piece], memory: Memory) -> Shape:
    """The shape of a run of pieces, made of theirs unless a word goes on from one to the next."""
    text = line[run[0].start : run[-1].end]
    if any(
        left.end == right.start and line[left.end - 1].isalnum() and line[left.end].isalnum()
        for left, right in pairwise(run)
    ):
        return memory.shape(text)
    return memory.joined(text, [line[piece.start : piece.end] for piece in run])


def _fitting(
    line: str, pieces: Sequence[Piece], shapes: Sequence[Shape], i: int, memory: Memory
) -> int:
    """How many pieces from ``i`` on, of which a rule fits none alone, one fits together; or 0."""
    if shapes[i].size > _PHRASE_WORDS:
        return 0
    for end in range(i + 2, min(i + _JOINED, len(pieces)) + 1):
        if shapes[end - 1].size > _PHRASE_WORDS:
            return 0
        if memory.match(_shape(line, pieces[i:end], memory)):
            # what fits without its first sentence is no matter of that sentence
            return 0 if memory.match(_shape(line, pieces[i + 1 : end], memory)) else end - i
    return 0


def _is_plain(shape: Shape, memory: Memory) -> bool:
    """Whether a piece reads as a sentence of running text that does not recur on the site."""
    if memory.learnt is not None and memory.learnt.names(shape):
        return False
    return shape.end in ("stop", "ask") and not calls_out(shape) and not memory.is_doubted(shape)
