"""Bytes to text and back: every byte returns, and text that has an encoding is read in it."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import SourceError, clean, restore
from cleaner.reading import decode

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
