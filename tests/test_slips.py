"""Misspelt words and names: which slips are repaired, which are left or suggested."""

import pytest

from cleaner.types import Edit
from cleaner.words import slips
from cleaner.words.lists import frequencies
from cleaner.words.slips import alphabet, is_word, kind_of_slip, repaired, slip_of
from cleaner.words.wording import Words

SENTENCES = {
    "id": "Menurut warga kota, {} itu dibahas lagi pada hari Senin.",
    "en": "The people of the town said that {} was what they had read.",
    "fr": "Les gens de la ville ont lu {} dans le journal de ce jour.",
    "zu": "Abantu bomuzi bathi {} yilokho ababekufunde ephephandabeni.",
}

KINDS = [
    # a letter twice or once, at any place
    ("ppasar", "pasar", "twice"),
    ("pasarr", "pasar", "twice"),
    ("pasar", "pasarr", "once"),
    ("pasar", "ppasar", "once"),
    # one left out inside; the first and the last are seldom left out
    ("paar", "pasar", "missed"),
    ("psar", "pasar", "missed"),
    ("asar", "pasar", "other"),
    ("pasa", "pasar", "other"),
    # one too many
    ("xpasar", "pasar", "other"),
    ("pasxar", "pasar", "other"),
    ("pasarx", "pasar", "other"),
    # two changed about, to the last
    ("psaar", "pasar", "swapped"),
    ("pasra", "pasar", "swapped"),
    ("apsar", "pasar", ""),  # the first letter is seldom missed
    ("ap", "pa", ""),
    # one hit beside its key, to the last
    ("oasar", "pasar", "other"),
    ("psaaar", "pasar", ""),
    ("pasae", "pasar", "beside"),
    ("pasat", "pasar", "beside"),
    ("pasax", "pasar", "other"),
    ("PASAT", "pasar", "beside"),
    ("cofé", "café", "other"),  # a letter of no keyboard we know
    ("unutk", "untuk", "swapped"),
    ("mejnelaskan", "menjelaskan", "swapped"),
    ("passar", "pasar", "twice"),
    ("pasar", "passar", "once"),
    ("pssar", "pasar", "beside"),
    ("pahar", "pasar", "other"),
    ("pasara", "pasar", "other"),
    ("pasir", "harga", ""),
    ("rasap", "pasar", ""),  # the same letters in quite another order
    ("Psaar", "Pasar", "swapped"),
    ("Pasar", "pasar", ""),
]
# the keys around a key: left and right, above and below
BESIDE = "qw wq qa aq as sa aw wa sz zs xs sx cx mn mk km mj jm po pl lp lo фы ыф чы ол".split()
APART = "qe qs ad pq lm ma pm qz wz фч".split()


@pytest.mark.parametrize(("word", "meant", "kind"), KINDS)
def test_kinds_of_slips(word: str, meant: str, kind: str) -> None:
    assert kind_of_slip(word, meant) == kind


def test_a_slip_is_of_the_most_frequent_word_near() -> None:
    slip = slip_of("pemerinth", "id")
    assert slip is not None
    assert (slip.word, slip.kind) == ("pemerintah", "missed")
    assert slip.lead > 0
    assert slip_of("xyzxyzxyz", "id") is None


@pytest.mark.parametrize("keys", BESIDE)
def test_keys_beside(keys: str) -> None:
    typed, meant = keys
    assert kind_of_slip(f"ku{typed}fi", f"ku{meant}fi") == "beside"


@pytest.mark.parametrize("keys", APART)
def test_keys_apart(keys: str) -> None:
    typed, meant = keys
    assert kind_of_slip(f"ku{typed}fi", f"ku{meant}fi") == "other"


def test_the_word_meant_leads_its_rivals() -> None:
    table = frequencies("id")
    slip = slip_of("pemerinth", "id")
    assert slip == ("pemerintah", "missed", table["pemerintah"], table["pemerintah"])
    slip = slip_of("kontrka", "id")  # kontrak or kontra
    assert slip == ("kontrak", "swapped", table["kontrak"], table["kontrak"] - table["kontra"])
    assert slip_of("pemerinth", "zu") is None


def test_letters_of_a_language() -> None:
    assert set("abcdefghijklmnopqrstuvwyz") <= alphabet("id")
    assert "é" not in alphabet("id")
    assert set("éèç") <= alphabet("fr")


# language, what stands there, what is meant, where nothing else is in doubt
REPAIRED = [
    # as rare as the word meant may be, for each kind
    ("id", "lihtium", "lithium"),
    ("id", "suhunnya", "suhunya"),
    ("id", "ibtrovert", "introvert"),
    ("id", "belengu", "belenggu"),
    ("id", "pnyediaan", "penyediaan"),
    ("en", "maesurable", "measurable"),
    ("en", "paaralysis", "paralysis"),
    ("en", "himestead", "homestead"),
    ("en", "bdewers", "brewers"),
    # in a large list what is not in it is often a word all the same
    ("en", "hapening", "happening"),
    ("en", "birhday", "birthday"),
    # verbs by their prefix: the roots differ by a letter
    ("id", "diimasukkan", "dimasukkan"),
    ("id", "pejilih", "pemilih"),
    ("id", "peermasalahan", "permasalahan"),
    ("id", "ditingalkan", "ditinggalkan"),
    ("id", "ditujkan", "ditujukan"),
    ("id", "megneluh", "mengeluh"),
    ("id", "dihitnug", "dihitung"),
    # a long word that is near no other, though a prefix stands before
    ("id", "terkiini", "terkini"),
    ("id", "peengambilan", "pengambilan"),
    ("id", "tergangu", "terganggu"),
    ("id", "terifeksi", "terinfeksi"),
    ("id", "manggabungkan", "menggabungkan"),
    ("id", "kepemilkan", "kepemilikan"),  # and though it may be made of others
    ("id", "mengumumka", "mengumumkan"),  # the last letter
    ("id", "imengisi", "mengisi"),  # the first
    ("id", "eupiah", "rupiah"),
    ("id", "yanf", "yang"),
    # short ones
    ("id", "rbiu", "ribu"),
    ("en", "drpo", "drop"),
    ("id", "hruuf", "huruf"),
    ("id", "sobaat", "sobat"),
    ("id", "kkuda", "kuda"),
    ("id", "tekah", "telah"),
    ("id", "agkasa", "angkasa"),
    ("en", "bekow", "below"),
    ("en", "edcept", "except"),
    ("en", "hhurt", "hurt"),
    ("en", "mesage", "message"),
    ("en", "weeend", "weekend"),
    # languages whose words nobody has counted errors in
    ("fr", "abrres", "arbres"),
    # one letter other, in a long word with the same ends
    ("id", "paotokol", "protokol"),
    ("id", "batuhkan", "butuhkan"),
    # just ahead of its rivals
    ("id", "kontrka", "kontrak"),
    ("id", "sekalan", "sekalian"),
]
LEFT = [
    # a little rarer
    ("id", "toerhan"),
    ("id", "maalaga"),
    ("id", "madshal"),
    ("id", "hujanya"),
    ("id", "mlbourne"),
    ("en", "rmoances"),
    ("en", "caamouflage"),
    ("en", "oddination"),
    ("en", "apearance"),
    ("en", "emoional"),
    ("id", "berbhru"),
    ("id", "lrai"),
    ("en", "hrut"),
    ("id", "bbau"),
    ("fr", "vilalges"),
    # too short for its kind
    ("id", "fnu"),
    ("id", "gogle"),
    ("id", "krtas"),
    ("en", "efect"),
    ("en", "frnce"),
    ("en", "feance"),  # a short word with one key beside
    ("id", "kaaimat"),  # one letter other
    ("id", "meageluh"),
    ("en", "gowernment"),
    ("id", "remahnye"),
    ("id", "pimpanan"),
    # as like to another word
    ("id", "muila"),
    ("id", "kaimat"),
    ("id", "konrtak"),
    # words all the same
    ("id", "penyapunya"),
    ("id", "government"),
    ("id", "pasar"),
    ("id", "sunguh"),  # so common a misspelling that the list has it
    ("zu", "pemerinth"),
]


def fixed(language: str, word: str, corpus: dict[str, int] | None = None) -> str | None:
    words = Words(SENTENCES[language].format(word), language, corpus or {})
    edit = repaired(words, words.words.index(word))
    return edit.new if edit else None


@pytest.mark.parametrize(("language", "word", "meant"), REPAIRED)
def test_slips_that_are_repaired(language: str, word: str, meant: str) -> None:
    assert fixed(language, word) == meant


@pytest.mark.parametrize(("language", "word"), LEFT)
def test_slips_that_are_left(language: str, word: str) -> None:
    assert fixed(language, word) is None


def test_a_repair_says_what_it_rests_on() -> None:
    words = Words(SENTENCES["id"].format("pemerinth"), "id")
    evidence = "no word of any list; a letter left out of 'pemerintah'"
    assert repaired(words, 3) == Edit(20, 29, "pemerinth", "pemerintah", "word.missed", evidence)
    slip = slips.Slip("pasar", "beside", 5.0, 1.0)
    assert slips.said(slip, known=True) == "a rare word; a letter hit beside its key of 'pasar'"


# what the corpus holds often is meant, however rare it is elsewhere
CORPUS = [
    ("lrai", {"lari": 9000}, None),  # four letters are too few
    ("toerhan", {"torehan": 90}, "torehan"),
    ("toerhan", {"torehan": 89}, None),
    ("toerhan", {"torehan": 90, "toerhan": 2}, "torehan"),
    ("toerhan", {"torehan": 90, "toerhan": 3}, None),  # a word of the corpus
    ("toerhan", {"torehan": 9000, "toerhan": 3}, "torehan"),
    ("krtas", {"kertas": 90}, "kertas"),
    ("lihtium", {"lihtium": 2}, "lithium"),
    ("lihtium", {"lihtium": 3}, None),
]


@pytest.mark.parametrize(("word", "corpus", "meant"), CORPUS)
def test_words_of_the_corpus_are_meant(
    word: str, corpus: dict[str, int], meant: str | None
) -> None:
    assert fixed("id", word, corpus) == meant


def test_only_words_in_sentences_of_the_language_are_repaired() -> None:
    label = Words("Tag: pemerinth", "id")
    assert repaired(label, 1) is None
    foreign = Words("Katanya zqxo pemerinth wqrt kepada warga kota itu", "id")
    assert repaired(foreign, 2) is None


WORDS = [
    ("id", "penyapunya", True),  # made of words
    ("id", "tualang", True),  # words are made of it: petualang, petualangan
    ("id", "government", True),  # of another language
    ("de", "government", True),
    ("id", "zqxo", False),
    ("en", "explianed", False),
]


@pytest.mark.parametrize(("language", "word", "is_one"), WORDS)
def test_words_of_no_list_that_are_words(language: str, word: str, is_one: bool) -> None:
    assert is_word(word, language) is is_one
