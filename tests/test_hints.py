"""What may be repaired and is not certain; words made of words; names spelt otherwise."""

import pytest

from cleaner.types import Edit
from cleaner.words.affixes import is_derived, is_stem
from cleaner.words.hints import hints
from cleaner.words.names import harmonised, maybe_harmonised
from cleaner.words.wording import Words

SENTENCES = {
    "id": "Menurut warga kota, {} itu dibahas lagi pada hari Senin.",
    "en": "The people of the town said that {} was what they had read.",
    "zu": "Abantu bomuzi bathi {} yilokho ababekufunde ephephandabeni.",
}
# language, a word, what may be meant, and how sure that is: 0.3, a tenth of how frequent the word
# meant is, 0.2 less for any other letter and for a rare word
HINTED = [
    ("id", "segent", "segment", 0.63),  # as rare as may be meant
    ("id", "kintennya", "kontennya", 0.63),
    ("id", "mamohon", "memohon", 0.55),
    ("id", "pemerinth", "pemerintah", 0.87),
    ("id", "setalah", "setelah", 0.52),  # a thousand times as frequent
    ("id", "sekaran", "sekarang", 0.52),
    ("id", "dkatakan", "dikatakan", 0.8),  # just ahead of its rivals
    ("id", "kilometre", "kilometer", 0.75),  # rare in the other languages too
    ("id", "mausia", "manusia", 0.88),
    ("en", "sewn", "seen", 0.65),  # two hundred times as frequent
    ("en", "candu", "candy", 0.53),
    ("en", "vlans", "plans", 0.4),
    ("en", "reahons", "reasons", 0.59),
    ("en", "becuase", "because", 0.7),
    ("id", "dengna", "dengan", 0.9),  # never surer than that
]
UNHINTED = [
    ("id", "sdimen"),  # a little rarer
    ("id", "sigirnya"),
    ("id", "mamutar"),
    ("id", "membulat"),
    ("en", "moths"),
    ("en", "worser"),
    ("en", "shan"),
    ("en", "looming"),  # not rare enough
    ("id", "milier"),  # two words alike
    ("id", "konrtak"),
    ("id", "pemenag"),  # made of words
    ("id", "lansing"),  # a word of another language
    ("id", "hqk"),  # too short
    ("id", "zqxoqz"),
    ("zu", "pemerinth"),
]


def hinted(text: str, language: str, counts: dict[str, int] | None = None) -> list[Edit]:
    return list(hints(Words(text, language, counts or {})))


@pytest.mark.parametrize(("language", "word", "meant", "sure"), HINTED)
def test_slips_that_are_suggested(language: str, word: str, meant: str, sure: float) -> None:
    (edit,) = hinted(SENTENCES[language].format(word), language)
    assert (edit.old, edit.new, edit.rule) == (word, meant, "word.one-edit")
    assert edit.confidence == sure
    rare = Words(word, language).known(0) > 0
    assert edit.evidence.startswith("a rare word; " if rare else "no word of any list; ")
    assert edit.evidence.endswith(f" of {meant!r}")


@pytest.mark.parametrize(("language", "word"), UNHINTED)
def test_slips_that_are_not_suggested(language: str, word: str) -> None:
    assert hinted(SENTENCES[language].format(word), language) == []


# what the words beside tell: one letter other is a guess, and made among words of the language only
BESIDE = [
    ("Katanya zqxo mamohon wqrt kepada warga kota itu", []),
    ("Katanya zqxo segent wqrt kepada warga kota itu", ["segment"]),
    ("Tag: segent", []),
    ("Warga itu tersen yum kepada kami semua pada hari itu", ["tersenyum"]),
    ("Warga itu ter senyum kepada kami semua pada hari itu", ["tersenyum"]),
]


@pytest.mark.parametrize(("text", "new"), BESIDE)
def test_hints_and_what_stands_beside(text: str, new: list[str]) -> None:
    assert sorted({edit.new for edit in hinted(text, "id")}) == new


def test_split_words_are_suggested() -> None:
    text = "Warga itu tersen yum kepada kami semua pada hari itu"
    evidence = "'tersenyum' is a frequent word, 'tersen' a rare one that stands once"
    edit = Edit(10, 20, "tersen yum", "tersenyum", "word.split", evidence, 0.7)
    assert edit in hinted(text, "id")


# less frequent ones than are joined unasked, among any words
SPLIT = [("me ritorious", ["meritorious"]), ("zqxo fi rming", ["firming"]), ("wa nderings", [])]


@pytest.mark.parametrize(("halves", "whole"), SPLIT)
def test_rare_split_words_are_suggested(halves: str, whole: list[str]) -> None:
    text = f"They said that the {halves} was not what the people had read."
    assert sorted({edit.new for edit in hinted(text, "en")}) == whole


def test_hints_are_of_words_names_and_glue() -> None:
    text = SENTENCES["en"].format("marketprice") + " Qavelin and Qavelin went, and so did Qavalin."
    assert [(edit.rule, edit.confidence) for edit in hinted(text, "en")] == [
        ("word.name", 0.6),
        ("word.glued", 0.6),
    ]
    assert hinted(text, "zu") == []


def test_what_the_corpus_knows_is_not_suggested() -> None:
    text = SENTENCES["id"].format("segent")
    assert hinted(text, "id", {"segent": 3}) == []
    assert [edit.new for edit in hinted(text, "id", {"segent": 2})] == ["segment"]


# a text with a name so many times, and once another: whether that is the first, misspelt
NAMED = "Kata {0} itu benar. Menurut {0} lagi, {0} akan pulang. Lalu {1} tertawa."
NAMES = [
    # letters a name must have, by its slip
    ("Zurov", "Zruov", True),
    ("Zurova", "Zurrova", True),
    ("Zurov", "Zurrov", True),
    ("Zuro", "Zurro", False),
    ("Zurovesk", "Zurovwsk", True),
    ("Zurovek", "Zurovwk", False),
    ("Zuroveska", "Zurovska", True),
    ("Zurovesk", "Zurovsk", False),
    ("Zurovesk", "Zuroversk", False),
    ("Zurovesk", "Zurovepk", False),
    # the last letter tells names apart, the first more so
    ("Zuroveska", "Zurovesak", False),
    ("Zuroveska", "Xuroveska", False),
    # a word of a list, in any case
    ("Hartini", "Hartono", False),
    ("Muriah", "Muirah", True),
    ("Jakarta", "Jakatra", True),
    ("Jakatra", "Jakarta", False),
    ("Aptahy", "Apathy", False),  # an English one
    ("ZUROV", "ZRUOV", False),
    ("zurov", "zruov", False),
    ("Zuro", "Zruo", False),
]


def named(text: str) -> str:
    for edit in sorted(harmonised(Words(text, "id")), reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


@pytest.mark.parametrize(("name", "other", "same"), NAMES)
def test_names_spelt_otherwise(name: str, other: str, same: bool) -> None:
    text = NAMED.format(name, other)
    assert named(text) == (NAMED.format(name, name) if same else text)


NAMES_LEFT = [
    "Kata Zurov itu benar. Menurut Zurov lagi, Zruov tertawa.",  # twice is too seldom
    # what stands twice is a name itself; two names are near
    "Kata Zurov itu, Zurov lagi, Zurov pulang. Kata Zruov itu, dan Zruov pulang.",
    # a name of more than thirty letters is none
    " ".join(["Zur" + "ovesk" * 6] * 3 + ["Zru" + "ovesk" * 6]),
]


@pytest.mark.parametrize("text", NAMES_LEFT)
def test_names_that_are_left(text: str) -> None:
    assert named(text) == text


def test_a_name_near_two_is_left() -> None:
    text = "Zurova, Zurova, Zurova itu. Zurovi, Zurovi, Zurovi pulang. Kata Zurvo itu, Zurovu."
    assert named(text) == text


# where they stand beside the same name, one letter that sounds alike is enough
PLACED = "Kata Pavel {0} itu benar. Pavel {0} tertawa, dan {0} pulang. Ia, Pavel {1}, pulang."
FIRST = "Kata {0} Pavelin itu benar. {0} Pavelin tertawa, dan {0} pulang. Ia, {1} Pavelin, ada."
SOUNDS = [
    (PLACED, "Zurov", "Zurof", "Pavel _"),
    (PLACED, "Zurov", "Zurop", None),
    (PLACED, "Zurot", "Zurod", "Pavel _"),
    (PLACED, "Zurov", "Zuroff", None),
    (PLACED.replace(" Pavel {0} tertawa", " {0} tertawa"), "Zurov", "Zurof", None),  # once only
    (FIRST, "Zurov", "Zurof", "_ Pavelin"),
    (FIRST.replace(" Pavelin tertawa", ", Pavelin tertawa"), "Zurov", "Zurof", None),  # once only
    (FIRST.replace("Pavelin", "pasar"), "Zurov", "Zurof", None),
    (FIRST.replace(", {1} Pavelin", ", {1}, Pavelin"), "Zurov", "Zurof", None),
    (FIRST.replace(", {1} Pavelin", ", {1} Durina"), "Zurov", "Zurof", None),
]


@pytest.mark.parametrize(("text", "name", "other", "place"), SOUNDS)
def test_names_in_the_same_place(text: str, name: str, other: str, place: str | None) -> None:
    found = [
        (edit.rule, edit.new, edit.evidence)
        for edit in harmonised(Words(text.format(name, other), "id"))
    ]
    evidence = f"3 times {name!r}, also in the place {place!r}"
    assert found == ([("word.name", name, evidence)] if place else [])


def test_the_first_of_several_places_is_named() -> None:
    text = (
        "Pavel Zurov Adi datang. Pavel Zurov Adi pulang. Ia, Zurov, ada. Ia, Pavel Zurof Adi, ada."
    )
    (edit,) = harmonised(Words(text, "id"))
    assert edit.evidence == "3 times 'Zurov', also in the place 'Pavel _'"


def test_names_that_may_be_spelt_otherwise() -> None:
    text = "Kata Zurovesk itu benar, kata Zurovesk. Lalu Zurovexk tertawa."
    assert list(maybe_harmonised(Words(text, "id"))) == [
        Edit(45, 53, "Zurovexk", "Zurovesk", "word.name", "2 times 'Zurovesk'", 0.6)
    ]
    for other in (
        text.replace("kata Zurovesk", "katanya"),
        text.replace("Zurovexk", "ZurovesK"),
    ):
        assert list(maybe_harmonised(Words(other, "id"))) == []


DERIVED = [
    # roots: of three letters very frequent ones, longer ones frequent
    ("id", "artnyalah", True),
    ("id", "belnyalah", False),
    ("id", "aktenyalah", True),
    ("id", "abonnyalah", False),
    ("id", "pasar", False),  # by no affix
    ("en", "batness", True),
    ("en", "bugness", False),
    # at most four affixes
    ("id", "aktekumunyalahkah", True),
    ("id", "aktekumunyalahkahpun", False),
    # ber-, ter- and per- lose their r before another one
    ("id", "bekerja", True),
    ("id", "tepercaya", True),
    ("id", "berakyat", True),
    ("id", "beternakan", True),
    ("id", "bekerjalah", True),
    ("id", "berambutnya", True),
    ("id", "tepercayalah", True),
    ("id", "belari", False),
    ("id", "teanggap", False),
    ("id", "pecucilah", False),
    # me- and pe- change the letter after them
    ("id", "mengirimi", True),
    ("id", "pelarilah", True),
    ("id", "menulisi", True),
    ("id", "mengcuci", False),
    ("id", "menyobrol", False),
    ("id", "kengirimi", False),
    ("id", "pasared", False),
    # English drops an e and doubles a consonant
    ("en", "unbaked", True),
    ("en", "bakinger", True),
    ("en", "unrunned", True),
    ("en", "opinionxed", False),
    ("en", "reasonned", True),
    ("en", "reasoxxed", False),
    ("xx", "pasarnya", False),
    # other languages: compounds only where they are one word
    ("de", "reispreise", True),
    ("fr", "rizprix", False),
    ("id", "menggulaikan", True),
    ("id", "memperjualbelikannya", False),
    ("id", "penyapunya", True),
    ("id", "mengopinya", True),
    ("id", "nonpasar", True),
    ("id", "pasqr", False),
    ("en", "overexplained", True),
    ("en", "explianed", False),
    ("de", "reispriese", False),
    # two words, the first of three letters at least, and a linking s, es, n or en between them
    ("de", "hofpreis", True),
    ("de", "feldhof", True),
    ("de", "ofpreis", False),
    ("de", "preisei", False),
    ("de", "hofuhr", True),
    ("de", "hoffnungsreise", True),
    ("de", "kuhesreise", True),
    ("de", "brotnreise", True),
    ("de", "kuhenreise", True),
    ("de", "hoffnungtreise", False),
    # the prefixes me- and pe- change the letter after them
    ("id", "memukuli", True),
    ("id", "menyapui", True),
    ("id", "mecuci", False),
    ("id", "menapui", False),
]


@pytest.mark.parametrize(("language", "word", "derived"), DERIVED)
def test_words_made_of_words(language: str, word: str, derived: bool) -> None:
    assert is_derived(word, language) is derived


STEMS = [
    ("id", "tualang", True),  # bertualang, petualang
    ("id", "geletak", True),  # tergeletak
    ("id", "tandatangan", True),
    ("en", "outstand", True),  # outstanding
    ("en", "zqxo", False),
    ("id", "zqxo", False),
    ("fr", "zqxo", False),
    ("id", "pasarnyalah", False),
]


@pytest.mark.parametrize(("language", "word", "stem"), STEMS)
def test_words_that_others_are_made_of(language: str, word: str, stem: bool) -> None:
    assert is_stem(word, language) is stem
