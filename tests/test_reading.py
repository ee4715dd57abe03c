"""Bytes to text and back: every byte returns, and text that has an encoding is read in it."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import SourceError, clean, restore
from cleaner.reading import decode, opening

TEXT = "Café déjà vu à Zürich, said the señor from München, naïve as ever about façades."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"", "utf-8"),
        (b"plain", "utf-8"),
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_the_encoding_is_found(data: bytes, encoding: str) -> None:
    text, found = decode(data)
    assert found == encoding
    assert text.removeprefix("\ufeff") in (TEXT, "plain", "")


def test_one_broken_byte_does_not_cost_the_rest_its_encoding() -> None:
    data = TEXT.encode().replace(b"said", b"s\xffid")
    article = clean(data)
    assert article.encoding == "utf-8"
    assert article.text == TEXT.replace("said", "sid")
    assert restore(article) == data


OLDER = {
    "cp1252": (
        "Le gouvernement a annoncé mardi que les prix baisseront dès l’été prochain, après une "
        "année très difficile pour les ménages français. « Nous avons été entendus », a déclaré la "
        "présidente de l’association, qui espère désormais que les mesures seront appliquées sans "
        "délai à Noël."
    ),
    "cp1251": (
        "Министр сообщил во вторник, что цены снизятся уже летом. Жители города надеются на "
        "лучшее, но готовятся к худшему."
    ),
}


@pytest.mark.parametrize(("encoding", "text"), OLDER.items())
def test_an_older_encoding_is_guessed(encoding: str, text: str) -> None:
    article = clean(text.encode(encoding))
    assert article.text == text
    assert restore(article) == text.encode(encoding)


def test_a_byte_order_mark_goes_as_a_named_edit() -> None:
    article = clean(codecs.BOM_UTF8 + TEXT.encode())
    assert article.text == TEXT
    assert [edit.rule for edit in article.edits] == ["unicode.invisible"]


@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"\xff\xfe\x00\xd8")
@example(b"\xef\xbb\xbf\xff")
@example(bytes(range(256)))
def test_every_byte_returns(data: bytes) -> None:
    text, encoding = decode(data)
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    assert text.encode(encoding, errors) == data


@pytest.mark.parametrize("source", [None, 3, ["text"], bytearray(b"text")])
def test_other_types_are_refused_with_a_sentence(source: object) -> None:
    with pytest.raises(SourceError, match="an article is str or bytes, not"):
        clean(source)  # type: ignore[arg-type]


def test_an_unknown_kind_is_refused_with_a_sentence() -> None:
    assert clean("text", kind="text").text == "text"
    with pytest.raises(SourceError, match="unknown kind 'html'"):
        clean("text", kind="html")


FIRST = "The council met on Monday in the old hall and members voted late in the evening."
SECOND = "Pupils then sang on the steps, said the mayor, who had asked them to come."
FRAGMENTS = [
    f"<p>{FIRST}</p>",
    f'<div class="text"><p>{FIRST}</p><p>{SECOND}</p></div>',
    f"<article>\n<p>{FIRST}</p>\n<p>{SECOND}</p>\n</article>",
    f"<section><h2>The plan</h2><p>{FIRST}</p></section>",
    f"<span>{FIRST}</span>",
    f"<i>From our desk</i> <p>{FIRST}</p><p>{SECOND}</p>",
    f"<!-- text --><p>{FIRST}</p>",
    f"<script>var a = '<p>';</script>\n<p>{FIRST}</p>\n<p>{SECOND}</p>",
    f'<img src="a.jpg"><p>{FIRST}</p>',
]
NO_FRAGMENTS = [
    FIRST,
    f"<p> begins a paragraph. {FIRST}",
    f"<b>TOWN</b> - {FIRST}\n{SECOND}",
    f'<p align="center"><img src="a.png"></p>\n\n# Title\n\n{FIRST}',
    f"<script>var a = 1;</script>\n{FIRST}\n{SECOND}",
    f"<name>{FIRST}</name>",
    f"a < p > {FIRST} </p>",
]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_what_opens_an_element_and_closes_it_is_a_page(text: str) -> None:
    assert opening(text) > 0
    article = clean(text)
    assert article.page is not None
    assert FIRST in article.text
    for outcome in (article, clean(text, kind="text")):
        assert opening(outcome.text) == 0
        assert clean(outcome.text).text == outcome.text


@pytest.mark.parametrize("text", NO_FRAGMENTS)
def test_what_begins_with_a_tag_alone_is_no_page(text: str) -> None:
    assert opening(text) == 0
    assert clean(text).page is None
