"""Teasers of other stories below an article: elements of one make, a linked headline in each.

An article may be shorter than the teasers below it, and their sentences read like its own. They are
told by what recurs: three elements of one make or more, each with one headline that links to
another page of the site, and with a sentence or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from .containers import HEADINGS
from .scene import PageScene

_LINKED = 0.95  # of a headline's characters
_LEAST_TITLE = 4  # words of a headline that no heading holds
_LEAST_HEADING = 2  # of one that a heading holds
_LEAST_CARDS = 3
_MOST_PROSE = 3  # blocks of prose in one
_OWN = 20  # words of the article's prose above them
_ENOUGH = 100  # words beside which their own words need not be other ones
_PLENTY = 430  # words beside which prose may stand between them
_BETWEEN = 8  # one word between them for so many of theirs
_SHARED = 20  # one of their words that the article has, for so many
_NOWHERE = ("#", "javascript:", "mailto:", "tel:")


def cards(scene: PageScene) -> Iterator[tuple[int, str]]:
    """The blocks of teasers below the article's first prose, where they are none of its parts.

    A list of products or places is made of such elements as well. It stands in the container of
    the prose above it, or there is little prose above, in the same words, or more between.
    """
    if scene.headline < 0 or not scene.told.article:
        return
    inside = _inside(scene)
    first = next((i for i, is_inside in enumerate(inside) if is_inside), 0)
    above = [i for i in range(scene.headline + 1, first) if scene.prose[i]]
    own = sum(scene.sizes[i] for i in above)
    if own < _OWN:
        return
    container = _container(scene, above)
    held = _held(scene, container)
    found = [i for i in range(first, len(inside)) if inside[i]]
    if any(held[scene.page.blocks[i].frame] for i in found):
        return
    if own >= _PLENTY or _apart(scene, above, found):
        yield from ((i, "page.cards") for i in found)


def _inside(scene: PageScene) -> list[bool]:
    """Which blocks stand in an element that looks like a teaser."""
    tops: set[int] = set()
    for titles in _titles(scene):
        tops |= _groups(scene, titles)
    frames: list[bool] = []
    for at, parent in enumerate(scene.page.frames.parents):
        frames.append(at in tops or (parent >= 0 and frames[parent]))
    return [frames[block.frame] for block in scene.page.blocks]


def _container(scene: PageScene, above: Iterable[int]) -> int:
    """The element right around most of the prose above."""
    words: dict[int, float] = {}
    for i in above:
        at = scene.page.frames.parents[scene.page.blocks[i].frame]
        words[at] = words.get(at, 0.0) + scene.sizes[i]
    return max(words, key=words.__getitem__)


def _held(scene: PageScene, container: int) -> list[bool]:
    """Which frames an element holds."""
    held: list[bool] = []
    for at, parent in enumerate(scene.page.frames.parents):
        held.append(at == container or (parent >= 0 and held[parent]))
    return held


def _apart(scene: PageScene, above: Iterable[int], found: Sequence[int]) -> bool:
    """Whether teasers stand together, and are of other things than a short article above."""
    theirs = [i for i in found if scene.prose[i]]
    words = sum(scene.sizes[i] for i in theirs)
    among = set(found)
    between = sum(
        scene.sizes[i] for i in range(found[0], found[-1]) if scene.prose[i] and i not in among
    )
    if _BETWEEN * between > words:
        return False
    if sum(scene.sizes[i] for i in above) >= _ENOUGH:
        return True
    own = frozenset().union(*map(scene.content, above))
    said = [word for i in theirs for word in scene.content(i)]
    return _SHARED * sum(word in own for word in said) <= len(said)


def _titles(scene: PageScene) -> tuple[list[int], list[int]]:
    """The blocks that may be headlines of teasers: in headings, and in plain links."""
    headings: list[int] = []
    plain: list[int] = []
    for i in range(scene.headline + 1, len(scene.page.blocks)):
        if scene.linked[i] < _LINKED:
            continue
        heads = scene.elements[i] in HEADINGS
        if scene.sizes[i] >= (_LEAST_HEADING if heads else _LEAST_TITLE) and _leads(scene, i):
            (headings if heads else plain).append(i)
    return headings, plain


def _leads(scene: PageScene, i: int) -> bool:
    """Whether the link of a block leads to another page of the site."""
    tags, parents, elements = scene.page.frames
    pieces = scene.page.pieces[i] if scene.page.pieces else None
    at = pieces.frames[0] if pieces else scene.page.blocks[i].frame
    while at >= 0 and tags[at] != "a":
        at = parents[at]
    href = (elements[at].get("href") or "").strip() if at >= 0 else ""
    if not href or href.startswith(_NOWHERE):
        return False
    try:
        host = urlsplit(href).hostname or ""
    except ValueError:
        return False
    return not host or _house(host) == _house(scene.told.host)


def _house(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def _groups(scene: PageScene, titles: Iterable[int]) -> set[int]:
    """The frames of teasers: the widest around each headline that holds no other."""
    tags, parents, elements = scene.page.frames
    titles = list(titles)
    count: dict[int, int] = {}
    for i in titles:
        at = scene.page.blocks[i].frame
        while at >= 0:
            count[at] = count.get(at, 0) + 1
            at = parents[at]
    prose = _prose(scene)
    makes: dict[tuple[str, ...], list[int]] = {}
    for i in titles:
        at = scene.page.blocks[i].frame
        while parents[at] >= 0 and count[parents[at]] == 1:
            at = parents[at]
        if count[at] == 1 and prose[at] <= _MOST_PROSE:
            make = tags[at], _first(elements[at].get("class")), tags[parents[at]]
            makes.setdefault(make, []).append(at)
    groups = (group for group in makes.values() if len(group) >= _LEAST_CARDS)
    return {at for group in groups if any(prose[at] for at in group) for at in group}


def _prose(scene: PageScene) -> list[int]:
    """How many blocks of prose stand in each frame."""
    count = [0] * len(scene.page.frames.parents)
    for block, prose in zip(scene.page.blocks, scene.prose, strict=True):
        count[block.frame] += prose
    for at in range(len(count) - 1, 0, -1):
        count[scene.page.frames.parents[at]] += count[at]
    return count


def _first(names: str | None) -> str:
    return names.split()[0] if names and not names.isspace() else ""
