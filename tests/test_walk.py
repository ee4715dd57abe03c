"""A page in blocks: what borders part and what they do not."""

import pytest
from lxml.html import document_fromstring

from cleaner.walk import read

PAGES = [
    ("<body><p>one <b>two</b> three</p>", ["one two three"]),
    ("<body><p>one <b>two</b> three</p>\n</body>\n", ["one two three"]),
    ("<body><p>one <a>two <i>three</i></a>, four</p> five", ["one two three, four", "five"]),
    ("<body><p>one<br>two</p><div>three<p>four</div>five", ["one", "two", "three", "four", "five"]),
]


@pytest.mark.parametrize(("markup", "blocks"), PAGES)
def test_borders_part_blocks_and_nothing_else_does(markup, blocks):
    assert [block.text for block in read(document_fromstring(markup)).blocks] == blocks


def test_links_are_counted_to_the_end_of_the_page():
    page = read(document_fromstring("<body><p><a>one <b>two</b> three</a></p>"))
    assert page.blocks[0].linked == len("one two three")
