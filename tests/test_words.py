"""The words of a text: which they are, where they stand, what is known of each."""

import pytest

from cleaner.types import Edit
from cleaner.words.wording import Words

# what are words: letters alone, and in no address, handle, code or longer form
SPLIT = [
    ("Harga beras naik.", ["Harga", "beras", "naik"]),
    ("  Harga\nberas\n\nnaik", ["Harga", "beras", "naik"]),
    ("harga-harga naik -lagi", ["naik", "lagi"]),
    ("Lihat contoh.id/berita dan @warga, #harga, warga_kota, 20kg", ["Lihat", "dan"]),
    ("Jum’at ini ‘harga’ itu “naik”…", ["ini", "itu", "naik"]),
    ("Jum'at ini 'harga' itu \"naik\"...", ["ini", "itu", "naik"]),
    ("größer über — naïve", ["größer", "über", "naïve"]),
    ("R&D dan x/y", ["dan", "y"][:1]),
    ("", []),
]


@pytest.mark.parametrize(("text", "words"), SPLIT)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    found = Words(text, "id")
    assert found.words == words
    for i, word in enumerate(words):
        assert text[found.start(i) :].startswith(word)


def test_where_words_stand() -> None:
    """Each at its place, whatever stands between, in lines of any letters."""
    text = "\n Harga “beras”\nnaïk,  lagi\n\nharga\n"
    words = Words(text, "id")
    assert [words.start(i) for i in range(5)] == [2, 9, 16, 23, 29]
    assert words.counts == {"Harga": 1, "beras": 1, "naïk": 1, "lagi": 1, "harga": 1}


def test_how_well_words_are_known() -> None:
    words = Words("Harga zqxo harga", "id")
    assert words.known(0) == words.known(2) == words.frequency("harga") > 5
    assert words.known(1) == words.frequency("zqxo") == 0
    assert Words("Harga", None).known(0) == 0
    assert Words("Harga", None).frequency("harga") == 0


# of a corpus: a word in three documents is one, unless what may be meant is in 500 times as many
OWN = [
    ({"beras": 2}, "beras", ("keras",), False),
    ({"beras": 3}, "beras", ("keras",), True),
    ({"beras": 3}, "Beras", ("keras",), True),
    ({"beras": 3, "keras": 1500}, "beras", ("keras",), True),
    ({"beras": 3, "keras": 1501}, "beras", ("keras",), False),
    ({"beras": 3, "keras": 1501}, "beras", ("Keras",), False),
    # of two words that are meant the rarer decides
    ({"beras": 3, "ber": 9000, "as": 1500}, "beras", ("ber", "as"), True),
    ({"beras": 3, "ber": 9000, "as": 1501}, "beras", ("ber", "as"), False),
    ({}, "beras", ("keras",), False),
    ({"keras": 1}, "beras", ("keras",), False),
]


@pytest.mark.parametrize(("corpus", "word", "meant", "own"), OWN)
def test_words_of_a_corpus(
    corpus: dict[str, int], word: str, meant: tuple[str, ...], own: bool
) -> None:
    assert Words("", "id", corpus).is_own(word, *meant) is own


def test_odd_and_unknown_words() -> None:
    """Odd: small, not frequent, once. Unknown: in no list, however it is written."""
    words = Words("Hartono membeli bubut, zqxo zqxo dan Zqxo serta sengkuni Bekasi wqrt.", "id")
    assert [words.words[i] for i in words.odd] == ["bubut", "sengkuni", "wqrt"]
    assert words.unknown == {"zqxo", "Zqxo", "sengkuni", "wqrt"}
    assert Words("beras", None).unknown == {"beras"}


# the word in brackets: whether the words beside it are of the language, and the phrase around is
SETTLED = [
    ("id", "Warga membeli [xoqw] di pasar kota itu.", True),
    ("id", "Warga zqxo [xoqw] di pasar kota itu.", False),
    ("id", "Warga membeli [xoqw] zqxo pasar kota itu.", False),
    ("id", "Warga Zqxo [xoqw] Zqxo pasar kota itu.", True),  # names are anywhere
    ("id", "Warga zqxo di [xoqw] pasar zqxo itu.", True),
    ("id", "[xoqw] membeli beras di pasar.", True),
    ("id", "[xoqw] zqxo beras di pasar.", False),
    ("id", "Warga membeli beras [xoqw]", True),
    ("id", "Warga membeli zqxo [xoqw]", False),
    ("id", "[xoqw]", True),
    ("id", "they were with all of them, [xoqw]", False),
    # an English phrase in an Indonesian text
    ("id", "Katanya, all of us who were [xoqw] with them have been to the market", False),
    ("id", "Katanya, all of the [xoqw] yang ada di pasar dengan harga itu tidak naik", True),
    # too far away to tell
    ("id", "they were with all of them Budi Budi Budi Budi Budi Budi [xoqw]", True),
    ("id", "[xoqw] Budi Budi Budi Budi Budi Budi they were with all of them", True),
    ("id", "they were with all of them Budi Budi [xoqw]", False),
    ("id", "[xoqw] Budi Budi they were with all of them", False),
    ("en", "They were with all of [xoqw] when the market had been there", True),
]


@pytest.mark.parametrize(("language", "text", "settled"), SETTLED)
def test_words_among_words_of_the_language(language: str, text: str, settled: bool) -> None:
    words = Words(text.replace("[", "").replace("]", ""), language)
    assert words.settled(words.words.index("xoqw")) is settled


def test_two_words_among_words_of_the_language() -> None:
    assert Words("warga xoqw zqxo beras", "id").settled(1, 2)
    assert not Words("warga xoqw zqxo wqrt beras", "id").settled(1, 2)
    assert not Words("wqrt xoqw zqxo beras", "id").settled(1, 2)


# a line of thirty characters is prose, a shorter one may be a label
PROSE = [
    ("a" * 5 + " harga " + "b" * 18, True),  # thirty
    ("a" * 5 + " harga " + "b" * 17, False),
    ("harga " + "b" * 24, True),
    ("harga " + "b" * 23, False),
    ("b" * 24 + " harga", True),
    ("b" * 23 + " harga", False),
    ("\nharga " + "b" * 24 + "\n", True),
    ("\nharga " + "b" * 23 + "\n", False),
    ("c" * 40 + "\nTag: harga\n" + "c" * 40, False),
    ("c" * 40 + "\nTag: harga " + "b" * 19 + "\n" + "c" * 40, True),
    ("c" * 40 + "\nTag: harga " + "b" * 18 + "\n" + "c" * 40, False),
    ("c" * 40 + "\n" + "b" * 24 + " harga\n" + "c" * 40, True),
    ("c" * 40 + "\n" + "b" * 23 + " harga\n" + "c" * 40, False),
    ("\n" * 40 + "Tag: harga" + "\n" * 40, False),
    ("c " * 90 + "harga" + " c" * 90, True),
]


@pytest.mark.parametrize(("text", "prose"), PROSE)
def test_words_in_prose(text: str, prose: bool) -> None:
    words = Words(text, "id")
    assert words.in_prose(words.words.index("harga")) is prose


def test_words_that_touch() -> None:
    words = Words("beras dan  telur, gula\nkopi teh ", "id")
    assert [words.touching(i) for i in range(6)] == [True, False, False, False, True, False]


def test_edits_of_words() -> None:
    words = Words("Warga itu mem beli beras.", "id")
    assert words.edit(4, "telur", "a.rule", "why") == Edit(
        19, 24, "beras", "telur", "a.rule", "why"
    )
    assert words.edit(2, "membeli", "a.rule", "why", count=2) == Edit(
        10, 18, "mem beli", "membeli", "a.rule", "why"
    )
