"""Split, doubled and glued function words; lists and lore of languages; how repairs go together."""

import pytest

from cleaner.types import Edit
from cleaner.words.joints import doubled, half_repeated, joined, parted, passive, repeated
from cleaner.words.language import function_words, is_foreign, language_of, told_by
from cleaner.words.lists import frequency, frequent, is_common
from cleaner.words.lore import Lore, lore
from cleaner.words.misread import misread_words
from cleaner.words.repairing import _apart, repairs, suggestions, wanted_repairs
from cleaner.words.slips import misspelt
from cleaner.words.wording import Words

SPLIT = "They said that the {} was not what the people had read."
JOINED = [
    ("me ritorious", "meritorious"),  # one in a million, as frequent as it must be
    ("unforgiv able", "unforgivable"),
    ("shog un", None),
    ("de creased", "decreased"),  # thirty times as frequent as the rarer half
    ("bul lets", "bullets"),
    ("contract ors", None),
    ("thun der", "thunder"),
    ("hand ful", None),  # a hand ful of words is a handful, but both halves are words
    ("peo ple", "people"),
    ("De creased", None),  # a name
    ("de Creased", None),
    ("de  creased", None),
    ("de\ncreased", None),
    ("de, creased", None),
    ("creased de creased", None),  # what stands more than once is meant
    ("de creased de", "decreased"),
    ("zqxo de creased", None),  # among words of no list
    ("de creased zqxo", None),
]


@pytest.mark.parametrize(("halves", "whole"), JOINED)
def test_words_split_by_a_space(halves: str, whole: str | None) -> None:
    words = Words(SPLIT.format(halves), "en")
    found = [edit.new for i in range(-1, len(words.words)) if (edit := joined(words, i))]
    assert found == ([whole] if whole else [])


def test_split_words_say_why() -> None:
    words = Words(SPLIT.format("peo ple") + " To de creased it.", "en")
    evidence = "'people' is a frequent word, 'peo' a rare one that stands once"
    assert joined(words, 4) == Edit(19, 26, "peo ple", "people", "word.split", evidence)
    edit = joined(words, words.words.index("de"))
    assert edit is not None
    assert edit.evidence == "'decreased' is a frequent word, 'creased' a rare one that stands once"
    assert joined(Words(words.text, "zu"), 4) is None


def test_the_first_words_of_a_text_may_be_split() -> None:
    edit = joined(Words("de creased was what the people had read", "en"), 0)
    assert edit is not None
    assert (edit.start, edit.new) == (0, "decreased")


def test_who_is_not_sure_asks_for_less() -> None:
    text = SPLIT.format("zqxo shog un") + " A shog of it."
    words = Words(text, "en")
    assert joined(words, 5, least=2.9, sure=False) is not None
    assert joined(words, 5, least=2.9) is None
    assert joined(words, 5, least=3.0, sure=False) is None
    hand = Words(SPLIT.format("hand ful"), "en")
    assert joined(hand, 4, lead=1.3) is not None


PARTED = [
    (
        "id",
        "Ia ada diberbagai kota dan diatas pasar.",
        "Ia ada di berbagai kota dan di atas pasar.",
    ),
    ("id", "Ia pergi keatas, 20 ribu perhari.", "Ia pergi ke atas, 20 ribu per hari."),
    ("ms", "Dia ada diantara mereka.", "Dia ada di antara mereka."),
    ("id", "Ia dibaca. Diatas itu ada DIATAS.", "Ia dibaca. Di atas itu ada DIATAS."),
    ("id", "Kata dirumahnya, sumberdaya itu.", "Kata di rumahnya, sumber daya itu."),
    ("ms", "Dia keluar dirumah, kesemuanya.", "Dia keluar di rumah, kesemuanya."),
    ("en", "It stands diatas of it.", "It stands diatas of it."),
]


@pytest.mark.parametrize(("language", "text", "outcome"), PARTED)
def test_prepositions_are_written_apart(language: str, text: str, outcome: str) -> None:
    edits = parted(Words(text, language))
    assert {(e.rule, e.old, e.new, e.evidence, e.confidence) for e in edits} <= {
        ("word.preposition", "", " ", "a preposition is written apart", 0.99)
    }
    for edit in reversed(edits):
        text = text[: edit.start] + edit.new + text[edit.end :]
    assert text == outcome


DOUBLED = [
    ("id", "Warga yang yang datang dan dan pulang", [(6, "yang yang"), (23, "dan dan")]),
    ("id", "Warga datang yang yang", [(13, "yang yang")]),
    ("id", "Warga yang  yang datang", []),
    ("id", "Warga yang, yang datang", []),
    ("id", "Warga yang Yang datang yang", []),
    ("id", "Warga pelan pelan datang", []),
    ("en", "It is the the price that that was", [(6, "the the")]),
    ("zu", "It is the the price", []),
]


@pytest.mark.parametrize(("language", "text", "places"), DOUBLED)
def test_function_words_twice(language: str, text: str, places: list[tuple[int, str]]) -> None:
    assert doubled(Words(text, language)) == [
        Edit(
            at,
            at + len(old),
            old,
            old.split()[0],
            "word.doubled",
            "a function word twice in a row",
        )
        for at, old in places
    ]


REPEATED = [
    ("Biaya hidup sehari hari anak anaknya.", "Biaya hidup sehari-hari anak-anaknya."),
    ("Anak anak itu pergi, anak, anak.", "Anak-anak itu pergi, anak, anak."),
    ("Kupu kupu itu makan makanan.", "Kupu kupu itu makan makanan."),  # none, and two words
]


@pytest.mark.parametrize(("text", "outcome"), REPEATED)
def test_words_written_twice_have_a_hyphen(text: str, outcome: str) -> None:
    edits = list(repeated(Words(text, "id")))
    for edit in reversed(edits):
        text = text[: edit.start] + edit.new + text[edit.end :]
    assert text == outcome
    assert {(edit.rule, edit.old, edit.new) for edit in edits} <= {("word.repeated", " ", "-")}
    assert list(repeated(Words("kata kata", "en"))) == []


def test_verbs_never_follow_themselves() -> None:
    edits = doubled(Words("Ia didapati bersalah bersalah, dan duduk duduk lagi.", "id"))
    assert [(edit.old, edit.new) for edit in edits] == [("bersalah bersalah", "bersalah")]
    assert edits[0].evidence == "a verb twice in a row"


HALVES = [
    ("Rang undang-udang dan Orang-oarng itu.", ["undang", "orang"]),
    ("Kata sayur-mayur, orang-udang dan undang-undang.", []),
    ("Kata undang-udang-undang itu.", []),
]


@pytest.mark.parametrize(("text", "meant"), HALVES)
def test_halves_of_words_written_twice(text: str, meant: list[str]) -> None:
    edits = list(half_repeated(Words(text, "id")))
    assert [edit.new for edit in edits] == meant
    assert all(text[edit.start : edit.end] == edit.old for edit in edits)
    assert list(half_repeated(Words(text, "en"))) == []


PASSIVE = [
    ("Bantuan segera di ajukan warga.", ["diajukan"]),
    ("Harga fakta nya dan atau kah itu.", ["faktanya", "ataukah"]),
    ("Warga ada di rumah, di makan, di pasar.", ["dimakan"]),
    ("Warga ada di  ajukan dan Budi nya.", []),
]


@pytest.mark.parametrize(("text", "joint"), PASSIVE)
def test_prefixes_and_particles_are_joined(text: str, joint: list[str]) -> None:
    assert [edit.new for edit in passive(Words(text, "id"))] == joint
    assert list(passive(Words(text, "en"))) == []


MISREAD = [
    ("diÂ maya ini. Â \nÂ\nIa", "di maya ini.\n\nIa"),
    ("warna Â merah itu.Â Anda", "warna merah itu. Anda"),
    ("José dan JosÃ©phine 5Â°C", "José dan Joséphine 5°C"),
    ("MÂ itu", "MÂ itu"),
]


@pytest.mark.parametrize(("text", "outcome"), MISREAD)
def test_letters_no_word_has_are_read_again(text: str, outcome: str) -> None:
    words = Words(text, "id")
    for edit in sorted(misread_words(words), reverse=True):
        assert edit.old == text[edit.start : edit.end]
        text = text[: edit.start] + edit.new + text[edit.end :]
    assert text == outcome
    assert list(misread_words(Words(words.text, "fr"))) == []


MISSPELT = [
    ("id", "Jendral itu pergi pada Febuari.", "Jenderal itu pergi pada Februari."),
    ("id", "JENDRAL itu mengunakan pasar.", "JENDRAL itu menggunakan pasar."),
    ("ms", "Ia penyataan pengunaan pasar.", "Ia penyataan penggunaan pasar."),
    ("en", "The jendral of it.", "The jendral of it."),
]


@pytest.mark.parametrize(("language", "text", "outcome"), MISSPELT)
def test_common_misspellings(language: str, text: str, outcome: str) -> None:
    words = Words(text, language)
    for edit in sorted(misspelt(words), reverse=True):
        assert edit.rule == "word.misspelt"
        text = text[: edit.start] + edit.new + text[edit.end :]
    assert text == outcome


def test_repairs_are_in_order_and_never_overlap() -> None:
    first, inside, beside = (Edit(a, b, "x", "y", "r", "e") for a, b in ((0, 2), (1, 3), (2, 4)))
    assert list(_apart([beside, inside, first])) == [first, beside]
    gap = Edit(2, 2, "", " ", "r", "e")
    assert list(_apart([beside, gap])) == [gap, beside]


# one of each kind in a text
MIXED = (
    'Harga naik diberbagai kota,kata warga yang yang datang dariAntara. Kata Zurovina,"Tidak '
    'senang,"kata dia. Zurovina dan Zurovina datang, lalu Zurovnia tersen yum. Menurut warga '
    "pemerinth itu tidak pernah menjelaskan. Kami dan warga ter senyum pada segent itu lagi."
)
CERTAIN = [
    ("word.preposition", " "),
    ("space.after-comma", " "),
    ("word.doubled", "yang"),
    ("word.glued", " "),
    ("space.quote", " "),
    ("space.quote", " "),
    ("word.name", "Zurovina"),
    ("word.split", "tersenyum"),
    ("word.missed", "pemerintah"),
]


def test_repairs_are_of_every_kind() -> None:
    words = Words(MIXED, "id")
    spaces = list(repairs(words))  # first those beside marks, alone
    text = MIXED
    for edit in reversed(spaces):
        text = text[: edit.start] + edit.new + text[edit.end :]
    found = [(edit.rule, edit.new) for edit in (*spaces, *repairs(Words(text, "id")))]
    assert sorted(found) == sorted(CERTAIN)
    assert list(wanted_repairs(words, "safe")) == spaces


@pytest.mark.parametrize("halves", ["me ritorious", "unforgiv able"])
def test_words_are_joined_from_either_half(halves: str) -> None:
    (edit,) = repairs(Words(SPLIT.format(halves), "en"))
    assert (edit.old, edit.new) == (halves, halves.replace(" ", ""))


def test_suggestions_are_repairs_where_all_are_wanted() -> None:
    words = Words("Menurut warga kota, pemerinth itu dan segent itu dibahas lagi hari ini.", "id")
    assert [edit.new for edit in suggestions(words)] == ["pemerintah", "segment"]
    found = list(wanted_repairs(words, "all"))
    assert [(edit.rule, edit.new) for edit in found] == [
        ("word.missed", "pemerintah"),  # the certain one comes first
        ("word.one-edit", "segment"),
    ]


def test_frequencies_are_of_the_languages_asked() -> None:
    assert frequency("yang", ("id",)) > 7
    assert frequency("yang", ("en",)) < 5
    assert frequency("yang", ("en", "id")) == frequency("yang")
    assert frequency("yang", ()) == frequency("zqxo") == 0
    assert frequency("erklären") == 0  # German is not asked unless it is named
    assert frequency("erklären", ("de",)) > 4


@pytest.mark.parametrize(
    ("word", "common"), [("the", True), ("akik", True), ("tembakau", True), ("aduk", False)]
)
def test_common_words(word: str, common: bool) -> None:
    assert is_common(word) is common


def test_frequent_words() -> None:
    assert {"benteng", "yang"} <= frequent("id")
    assert "abang" not in frequent("id")  # 4.4
    assert frequent(None) == frequent("zu") == frozenset()


def test_what_is_known_of_words() -> None:
    assert lore("zu") == lore(None) == Lore()
    assert lore("sv") == Lore(compounds="one")
    id_, en = lore("id"), lore("en")
    assert (id_.compounds, en.compounds, lore("de").compounds) == ("apart", "either", "one")
    assert (id_.apart["diantara"], id_.apart["kesini"], id_.apart["perhari"]) == (2, 2, 3)
    assert "diluar" in id_.apart
    assert id_.verbs == ("me", "di", "ber", "ter")
    assert {"memper", "ke", "anti"} <= set(id_.prefixes)
    assert {"kan", "nya", "isme"} <= set(id_.suffixes)
    assert {"pun", "lah"} <= id_.bound
    assert {"yang", "dari"} <= id_.grammar
    assert {"yang", "dari"} <= id_.once
    assert "antara" not in id_.once
    assert {"ing", "tion"} <= set(en.open)
    assert {"in", "us"} <= en.ends
    assert "of" not in en.ends
    assert not en.apart
    assert (id_.apart["bertanggungjawab"], id_.apart["dirumahnya"]) == (11, 2)
    assert "bertanggungjawab" not in lore("ms").apart  # there it is one word
    assert {"biduk", "ketus", "tular"} <= lore("ms").roots == id_.roots
    assert id_.misspelt["jendral"] == "jenderal"
    assert "mensejahterakan" not in lore("ms").misspelt
    assert {"anak", "undang"} <= lore("ms").many
    assert "detik" in id_.coins


def test_words_tell_languages_by_their_rank() -> None:
    """The most frequent word of 150 tells most, and as often as it stands."""
    assert told_by({"yang": 1, "zqxo": 9}) == {"id": 5991, "ms": 5991}
    assert told_by({"yang": 3}) == {"id": 3 * 5991, "ms": 3 * 5991}
    assert len(function_words("id")) == 150
    assert function_words("zu") == function_words(None) == frozenset()


LANGUAGES = [
    ("yang dan di", "id"),
    ("yang yang yang", "id"),
    ("yang dan", None),  # three words are the least
    ("yang dan xq", None),
    # a word in three tells something of a language, one in twenty nothing
    ("yang dan di" + 50 * " xq", "id"),
    ("yang dan di" + 51 * " xq", None),
    # what is no word of any language is long words
    ("yang dan di " + "q" * 600, "id"),
    ("yang dan di " + "q" * 660, None),
    ("yang dan di " + 2 * ("q" * 330 + " "), None),
    # a script tells a language where most letters are of it
    ("yang dan di " + "市" * 600, "zh"),
    ("yang dan di ini itu untuk dengan " + "市" * 5, "id"),
    ("yang dan di " + "1" * 660, "id"),
    ("the of and", "en"),
    ("het een van", "nl"),
    # Malay by words that are not Indonesian
    ("kerana yang dan di ini", "ms"),
    ("kerana karena yang dan ini", "id"),
    ("kerana bahawa karena yang dan ini", "ms"),
    ("kerana karena karena yang dan ini", "id"),
    ("", None),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGES)
def test_languages_are_told(text: str, language: str | None) -> None:
    assert language_of(text.split()) == language


FOREIGN = [
    ("id", "they were with all of them", True),
    ("id", "they were", False),  # too few to tell
    ("id", "The Of", True),
    ("id", "of the and yang", True),
    ("id", "the and yang dan", False),  # as much of its own
    ("id", "yang dan di", False),
    ("ms", "yang dan di", False),
    ("id", "kerana bahawa yang ialah iaitu daripada", False),  # Malay is no other language
    ("en", "yang dan di", True),
    ("de", "het een van", True),
    ("zu", "yang dan di", True),
    ("id", "", False),
]


@pytest.mark.parametrize(("language", "phrase", "foreign"), FOREIGN)
def test_foreign_phrases(language: str, phrase: str, foreign: bool) -> None:
    assert is_foreign(phrase.split(), language) is foreign
