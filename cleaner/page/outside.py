"""Parts of a page that are no part of its article, whole, by what they are.

Blocks are weighed one by one, and prose of others reads like prose of the article. What readers
wrote below it, another story with a headline of its own and what no reader sees are told by the
elements around them, and go together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf

from .cards import cards
from .containers import HEADINGS, UNSEEN
from .scene import PageScene

_COMMENTS = re.compile(
    "(?i)(?<![a-z])(?:"
    "comments?(?:[-_ ]?(?:list|area|section|thread|wrap(?:per)?|container|box|block|content|body))?"
    "|disqus_thread|fb-comments|commentlist|opinions|reader-?letters"
    "|kommentare?n?|kommentarer|kommentaarit?|kommentit|reacties|reageren"
    "|comentarios?|comentários|commentaires?|commenti|komentarz[ey]|komentář[ei]?|komentare|komentar"
    "|yorumlar?|binh-?luan|pinglun|kommentariy?i|hozzaszolasok"
    ")(?![a-z])"
)
# what programs that ask for consent call the element they put their words in
_CONSENT = re.compile(
    "(?i)onetrust|ot-sdk-|didomi|cookiebot|usercentrics|qc-cmp|sp_message|cookieyes|cky-consent"
    "|cmplz|borlabs-?cookie|tarteaucitron|truste-|trustarc|osano-cm|iubenda-cs|klaro|cc-window"
    "|cookie-?law-info|cookie-?(?:consent|banner|notice|policy-banner)|gdpr-?(?:consent|banner)"
)
# what is in any of these names: looking for it is far cheaper than for the names
_IN_COMMENTS = (
    *("comment", "disqus", "opinions", "letters", "kommen", "reacties", "reageren", "comentari"),
    *("comentári", "komentar", "komentář", "yorum", "binh", "pinglun", "hozzaszolasok"),
)
_IN_CONSENT = (
    *("cookie", "onetrust", "ot-sdk", "didomi", "usercentrics", "qc-cmp", "sp_message", "cky-"),
    *("cmplz", "borlabs", "tarteaucitron", "trust", "osano", "iubenda", "klaro", "cc-w", "gdpr"),
)
_LEAST_OWN = 40  # words of the article's prose beside which comments and other stories go
_FIRST = 4  # blocks of a story among which its headline is
_LINKED = 0.95  # of a heading's characters
_ENOUGH = 100  # words of prose that make the headline's article the page's own, however long others
_MOST_HIDDEN = 4  # a hidden part with more than one of so many words of prose is to be unfolded


def outside(scene: PageScene) -> dict[int, str]:
    """The blocks that go with the part of the page they stand in, and the rule for that part."""
    if scene.told.article is False:
        return {}
    found: dict[int, str] = {}
    parts = (_hidden, _consent, _comments, _stories, _teasers, cards)
    for part in parts:
        found = dict(part(scene)) | found
    return found


def _words(scene: PageScene) -> list[float]:
    return [size if prose else 0.0 for size, prose in zip(scene.sizes, scene.prose, strict=True)]


def _hidden(scene: PageScene) -> Iterator[tuple[int, str]]:
    """What a style hides, unless much of the page's prose waits there to be unfolded."""
    frames: list[bool] = []
    for parent, element in zip(*scene.page.frames[1:], strict=True):
        style = element.get("style")
        is_hidden = style is not None and UNSEEN.search(style) is not None
        frames.append(is_hidden or (parent >= 0 and frames[parent]))
    if not any(frames):
        return
    words = _words(scene)
    hidden = [frames[block.frame] for block in scene.page.blocks]
    total = sum(words)
    unseen = sum(size for size, is_hidden in zip(words, hidden, strict=True) if is_hidden)
    if unseen * _MOST_HIDDEN <= total:
        yield from ((i, "page.hidden") for i, is_hidden in enumerate(hidden) if is_hidden)


def _comments(scene: PageScene) -> Iterator[tuple[int, str]]:
    """What stands in an element for comments below the article's prose."""
    if scene.headline < 0:
        return
    inside = _called(scene, _COMMENTS, _IN_COMMENTS)
    if not any(inside):
        return
    words = _words(scene)
    own = 0.0
    for i, block in enumerate(scene.page.blocks):
        if inside[block.frame]:
            if own >= _LEAST_OWN:
                yield i, "page.comments"
        elif i > scene.headline and scene.prose[i]:
            own += words[i]


def _consent(scene: PageScene) -> Iterator[tuple[int, str]]:
    """What a program that asks for consent has put on the page."""
    inside = _called(scene, _CONSENT, _IN_CONSENT)
    if not inside:
        return
    yield from ((i, "page.consent") for i, b in enumerate(scene.page.blocks) if inside[b.frame])


def _called(scene: PageScene, pattern: re.Pattern[str], gate: Sequence[str]) -> list[bool]:
    """Which frames stand in an element with such a name that does not hold the headline.

    None where no name has anything of the ``gate``.
    """
    names = scene.names
    lowered = {name: name.lower() for name in names}
    every = "\n".join(lowered.values())
    gate = [part for part in gate if part in every]
    held = {
        name for name, low in lowered.items()
        if any(part in low for part in gate) and pattern.search(name)
    }  # fmt: skip
    if not held:
        return []
    around = _path(scene, scene.page.blocks[scene.headline].frame) if scene.headline >= 0 else set()
    inside: list[bool] = []
    for at, (parent, name) in enumerate(zip(scene.page.frames.parents, names, strict=True)):
        inside.append((parent >= 0 and inside[parent]) or (name in held and at not in around))
    return inside


def _path(scene: PageScene, at: int) -> set[int]:
    """A frame and those around it."""
    found = set()
    while at >= 0:
        found.add(at)
        at = scene.page.frames.parents[at]
    return found


def _stories(scene: PageScene) -> Iterator[tuple[int, str]]:
    """Articles below the one that the headline is in, with headings of their own and less prose."""
    tags, parents, _ = scene.page.frames
    path = _path(scene, scene.page.blocks[scene.headline].frame) if scene.headline >= 0 else set()
    own = max((at for at in path if tags[at] == "article"), default=-1)
    prose = scene.containers.prose
    if own < 0 or prose[own] < _LEAST_OWN:
        return
    headed, most = _headed(scene), inf if prose[own] >= _ENOUGH else prose[own]
    around = [-1] * len(tags)  # the outermost other article around each frame
    for at, parent in enumerate(parents):
        if parent >= 0 and (around[parent] >= 0 or parent == own or around[parent] == -2):
            around[at] = around[parent] if parent != own else -2
        elif at > own and tags[at] == "article" and at in headed and prose[at] <= most:
            around[at] = at
    yield from ((i, "page.story") for i, b in enumerate(scene.page.blocks) if around[b.frame] >= 0)


def _headed(scene: PageScene) -> set[int]:
    """The frames with a heading among the first blocks inside."""
    found: set[int] = set()
    count: dict[int, int] = {}
    parents = scene.page.frames.parents
    for i, block in enumerate(scene.page.blocks):
        at = block.frame
        while at >= 0 and count.get(at, 0) < _FIRST:
            count[at] = count.get(at, 0) + 1
            if scene.elements[i] in HEADINGS:
                found.add(at)
            at = parents[at]
    return found


def _teasers(scene: PageScene) -> Iterator[tuple[int, str]]:
    """Parts below the main container that a linked heading begins."""
    parents = scene.page.frames.parents
    holds = scene.containers
    first: dict[int, int] = {}  # the first block inside each frame
    for i, block in enumerate(scene.page.blocks):
        at = block.frame
        while at >= 0 and at not in first:
            first[at] = i
            at = parents[at]
    inside: list[bool] = []
    for at, parent in enumerate(parents):
        around = parent >= 0 and inside[parent]
        if not around and at > holds.main and holds.below[at] < 0 and at in first:
            i = first[at]
            linked = scene.elements[i] in HEADINGS and scene.linked[i] >= _LINKED
            around = linked and holds.prose[at] > 0 and at != scene.page.blocks[i].frame
        inside.append(around)
    yield from ((i, "page.teasers") for i, b in enumerate(scene.page.blocks) if inside[b.frame])
