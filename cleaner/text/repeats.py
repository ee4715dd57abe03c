"""Lines that stand twice, and calls to the reader broken over several lines.

Plain functions over the shapes of a document's lines that nothing has condemned; they return
indices of the lines that go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import regex

from ..lines import Shape, shape_of

PARAGRAPH_WORDS = 25  # no refrain or chant is as long; a question may be asked again
PASSAGE = 3  # paragraphs that come again in the same order
SENTENCES = 5  # of a passage, however it is broken into paragraphs
_SENTENCE = regex.compile(r"\S[^.!?。！？۔।]*+[.!?。！？۔।]*+[\"”’»)]*+")
TITLE_WORDS = 5
CAPITALS = 0.6
CONTENTS_WORDS = 3
BROKEN_LINES = 6
FRAGMENT_WORDS = 8
CONTENTS = frozenset(
    (("daftar", "isi"), ("table", "of", "contents"), ("isi", "kandungan"), ("contents",))
)
_CONTENTS_WORDS = frozenset(word for title in CONTENTS for word in title)
_LEADS = frozenset("di ke dan dari melalui lewat on at and or our the via in to from".split())


def doubled(
    shapes: Sequence[Shape], call: Callable[[Shape], bool]
) -> Iterator[tuple[int, str, str]]:
    """Index, rule and evidence of every line that goes; ``call`` knows a call to the reader."""
    for i in _paragraphs(shapes):
        yield i, "edge.paragraph-twice", "the same paragraph stands above"
    for i in _twins(shapes):
        yield i, "video.title-twice", "one headline twice in a row"
    for i in _contents(shapes):
        yield i, "navigation.contents", "stands again below as a heading"
    for run in _broken(shapes, call):
        evidence = f"one call to the reader with {shapes[run[0]].text[:40]!r}"
        yield from ((i, "following.broken", evidence) for i in run)


def heads_contents(shape: Shape) -> bool:
    """Whether a line heads a list of contents."""
    if shape.size > CONTENTS_WORDS or _CONTENTS_WORDS.isdisjoint(shape.tokens):
        return False
    return tuple(word for word in shape.tokens if word != ":") in CONTENTS


def _paragraphs(shapes: Sequence[Shape]) -> Iterator[int]:
    """Later copies of long paragraphs: right below the first, or of a whole passage.

    A passage may be broken into other paragraphs than the first time: its sentences tell. A single
    paragraph that comes again further on is a quotation, a refrain, a form of words.
    """
    above: dict[str, int] = {}  # the place of each sentence among all, and of each paragraph
    run: list[int] = []
    count, told, last = 0, 0, -1
    for i, shape in enumerate(shapes):
        if not shape.prose:
            continue
        sentences = _SENTENCE.findall(shape.text)
        places = [above.get(sentence, -1) for sentence in sentences]
        whole = above.get(shape.text, places[0])
        in_order = [*range(whole, whole + len(places))]
        copied = whole >= 0 and (shape.text in above or places == in_order)
        if run and not (copied and whole == last + 1):
            yield from _copies(run, shapes, told)
            run, told = [], 0
        if copied:
            if in_order[-1] == count - 1 and _long(shape):
                yield i
            run.append(i)
            told, last = told + len(places), in_order[-1]
        above.update(zip(sentences, range(count, count + len(sentences)), strict=True))
        above[shape.text] = count
        count += len(sentences)
    yield from _copies(run, shapes, told)


def _copies(run: Sequence[int], shapes: Sequence[Shape], told: int) -> Iterator[int]:
    """The lines of a passage that was there already, if they are enough to be no quotation."""
    if told >= SENTENCES:
        yield from run
    elif len(run) >= PASSAGE:
        yield from (i for i in run if _long(shapes[i]))


def _long(shape: Shape) -> bool:
    return shape.size >= PARAGRAPH_WORDS and shape.end != "ask"


def _twins(shapes: Sequence[Shape]) -> Iterator[int]:
    """Both of two neighbours that are one headline in title case: a video's title and its caption.

    The article's own headline and its caption stand above all prose and are not looked at.
    """
    below = False
    for i, shape in enumerate(shapes[:-1]):
        if shape.text == shapes[i + 1].text and below and _titled(shape):
            yield from (i, i + 1)
        below = below or (shape.prose and not _titled(shape))


def _titled(shape: Shape) -> bool:
    words = [word for word in shape.text.split() if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= TITLE_WORDS and capitals >= CAPITALS * len(words)


def _contents(shapes: Sequence[Shape]) -> Iterator[int]:
    """A heading of contents and the items under it: lines that stand again below."""
    heads = [i for i, shape in enumerate(shapes) if heads_contents(shape)]
    if not heads:
        return
    last = {shape.tokens: i for i, shape in enumerate(shapes)}
    end = 0
    for head in heads:
        if head < end:
            continue
        end = head + 1
        while end < len(shapes) and last[shapes[end].tokens] > end:
            end += 1
        yield from range(head, end) if end > head + 1 else ()


def _broken(shapes: Sequence[Shape], condemns: Callable[[Shape], bool]) -> Iterator[range]:
    """Runs of lines that are one call to the reader, its links standing on lines of their own.

    A run starts at a short line that leads on (``Follow us on``) and ends where ``condemns`` says
    of the joined line that it is such a call.
    """
    end = 0
    for i, shape in enumerate(shapes):
        if i < end or shape.end != "open" or not shape.tokens or shape.tokens[-1] not in _LEADS:
            continue
        joined = shape.text
        for j in range(i + 1, min(i + BROKEN_LINES, len(shapes))):
            if shapes[j].size > FRAGMENT_WORDS:
                break
            joined += " " + shapes[j].text
            if not _leads_on(shapes, j) and condemns(shape_of(joined)):
                end = j + 1
                yield range(i, end)
                break


def _leads_on(shapes: Sequence[Shape], i: int) -> bool:
    """Whether the sentence goes on below line ``i``."""
    if shapes[i].tokens[-1:] and shapes[i].tokens[-1] in _LEADS:
        return True
    after = shapes[i + 1].text if i + 1 < len(shapes) else ""
    short = i + 1 < len(shapes) and shapes[i + 1].size <= FRAGMENT_WORDS
    return short and shapes[i].end == "open" and (after[0].islower() or after[0] in ".,;&")
