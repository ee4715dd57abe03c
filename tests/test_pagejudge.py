"""What is seen of a page before it is weighed, and what is asked of each block."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.page.evidence import AGAIN, Weighed, first_names, shipped
from cleaner.page.judging import asked, flatten, see
from cleaner.page.scene import PageScene, Told
from cleaner.page.tree import parse
from cleaner.page.walk import Page, read
from cleaner.rules.loading import default_rules
from cleaner.shares import ONE
from cleaner.text.memory import Memory
from cleaner.text.weights import WIDEST

SENTENCES = [
    "The council voted on Tuesday to reopen the old tram line along the northern shore.",
    "Work on the tracks begins in spring, and the first cars are to run before the autumn.",
    "Residents of two streets had asked for a wall against the noise, which the council refused.",
    "The line was closed forty years ago, when most of its riders had bought cars.",
    "A ticket will cost as much as on the buses, the head of the transport office said.",
]
PAGE = (
    "<html><body><nav><ul><li><a href=/>Front page</a></li><li><a href=/s>Sport</a></li></ul></nav>"
    "<div class=wrap><div class=story><h1>Tram Line to Reopen</h1>"
    + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    + "<p><a href=/maps>Maps of the line</a></p></div>"
    "<div class=side><div><div><div><div><div><span>Weather</span></div></div></div></div></div>"
    "</div></div><footer><a href=/imprint>Imprint</a></footer></body></html>"
)


def page_of(markup: str) -> Page:
    root = parse(markup).root
    assert root is not None
    return read(root)


@pytest.fixture(scope="module")
def scene() -> PageScene:
    return see(page_of(PAGE), Told(), Memory(default_rules())).scene


def index(scene: PageScene, text: str) -> int:
    return next(i for i, block in enumerate(scene.page.blocks) if block.text == text)


def test_the_main_container_holds_the_prose(scene: PageScene) -> None:
    main = scene.page.frames.elements[scene.containers.main]
    assert main.get("class") == "story"


@pytest.mark.parametrize("text", ["Front page", "Sport", "Imprint", "Weather"])
def test_plain_furniture(scene: PageScene, text: str) -> None:
    assert scene.plain[index(scene, text)]


@pytest.mark.parametrize("text", ["Tram Line to Reopen", "Maps of the line", *SENTENCES])
def test_what_is_weighed(scene: PageScene, text: str) -> None:
    assert not scene.plain[index(scene, text)]


def test_prose_beside_prose_is_a_wall(scene: PageScene) -> None:
    assert all(scene.wall(index(scene, text)) for text in SENTENCES)
    assert not scene.wall(index(scene, "Maps of the line"))


def test_prose_that_stands_alone_is_none() -> None:
    teasers = "".join(f"<h3><a href=/{n}>Story {n}</a></h3><p>{SENTENCES[n]}</p>" for n in range(4))
    found = see(page_of(f"<body><div>{teasers}</div></body>"), Told(), Memory(default_rules()))
    assert not any(found.scene.wall(i) for i in range(len(found.scene.kinds)))


COMMENTS = [
    "I have taken that tram to school every day and never once saw it arrive on time.",
    "Nobody asked the people who live on the hill, and we shall pay for it all the same.",
    "The buses are full in the morning, so I am glad that something is done at last.",
    "My mother drove the last car of the old line and still has the bell in her kitchen.",
    "Half of the money will go into the wall that the council says it will not build.",
    "A line that runs along the shore will be closed by the first storm of the winter.",
    "Let them build it, and let those who complain walk to work as I do in the rain.",
    "It would have been cheaper to give every household on the shore a new bicycle.",
]


def commented(tag: str, name: str) -> Page:
    """The page with comments that hold more prose than the article."""
    items = "".join(f"<li><p>{text}</p></li>" for text in COMMENTS)
    return page_of(PAGE.replace("<footer>", f"<{tag} class='{name}'>{items}</{tag}><footer>"))


STOPS = "<ul><li>Harbour: open</li><li>Mill Lane: from May</li></ul>"
LINKED = STOPS.replace("Mill Lane", "<a href=/mill>Mill Lane</a>")


@pytest.mark.parametrize(
    ("between", "wall"),
    [
        (STOPS, True),
        (f"<aside><a href=/a>Related</a></aside>{STOPS}", True),
        (f"<div>{STOPS}</div>", False),
        (f"<p><a href=/maps>Maps of the line</a></p>{STOPS}", False),
        (LINKED, False),
        (f"<ul><li>Stops<ol>{STOPS}</ol></li></ul>", True),
    ],
)
def test_a_list_without_links_between_prose_is_a_wall(between: str, wall: bool) -> None:
    before = f"<p>{SENTENCES[1]}</p>"
    found = see(page_of(PAGE.replace(before, before + between)), Told(), Memory(default_rules()))
    scene = found.scene
    assert [
        scene.wall(index(scene, text)) for text in ("Harbour: open", "Mill Lane: from May")
    ] == [
        wall,
        wall,
    ]


def test_comments_do_not_make_the_main_container_of_an_article() -> None:
    found = see(commented("ol", "comment-list"), Told(article=True), Memory(default_rules()))
    main = found.scene.page.frames.elements[found.scene.containers.main]
    assert main.get("class") == "story"


@pytest.mark.parametrize(("name", "article"), [("comment-list", False), ("commentary", True)])
def test_where_comments_may_be_the_content_they_count(name: str, article: bool) -> None:
    found = see(commented("ol", name), Told(article=article), Memory(default_rules()))
    main = found.scene.page.frames.elements[found.scene.containers.main]
    assert main.get("class") != "story"


def weighed(*chances: int) -> dict[int, Weighed]:
    return {i: Weighed(chance, 0, 0, 0, 0) for i, chance in enumerate(chances)}


def test_a_page_that_is_easy_to_judge_asks_for_a_half(scene: PageScene) -> None:
    sure = weighed(*[ONE // 100] * (len(scene.sizes) - 2), *[ONE - ONE // 100] * 2)
    assert asked(scene, sure)[0] == ONE // 2


def test_a_page_that_is_hard_to_judge_asks_for_more(scene: PageScene) -> None:
    assert asked(scene, weighed(*[700_000] * len(scene.sizes)))[0] > 600_000


def test_a_page_is_flattened_line_by_line() -> None:
    flat = flatten(page_of("<body><p>One<br>two</p><td>three</td></body>"), "Head")
    assert flat.text == "Head\nOne\ntwo\nthree"
    assert [flat.text[start : start + 3] for start in flat.starts] == ["One", "two", "thr"]


def test_the_table_has_every_sign() -> None:
    table = shipped()
    names = first_names(table)
    fitted = len(table.first.names)
    # signs of lines that came after the table was fitted stand at the end and weigh nothing
    assert table.first.names == names[:fitted]
    assert set(names[fitted:]) <= {"wording", "titled"}
    assert table.again.names == (*AGAIN, *table.first.names)
    for weights in (*table.first.bins, *table.again.bins):
        assert WIDEST < len(weights) <= 2 * WIDEST


def test_a_byline_is_named_by_its_words() -> None:
    markup = PAGE.replace("Reopen</h1>", "Reopen</h1><div class=byline>By Nora Quill</div>")
    article = clean(markup)
    assert "Nora Quill" not in article.body
    assert article.authors == ("Nora Quill",)
