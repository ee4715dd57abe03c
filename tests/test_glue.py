"""Words that ran together: where they are cut, and what leaves no doubt that they are glued."""

import pytest

from cleaner.types import Edit
from cleaner.words.cutting import cut
from cleaner.words.glue import maybe_unglued, unglued
from cleaner.words.wording import Words

# every glued word stands in a sentence: its neighbours are words, and it is no label
SENTENCES = {
    "id": "Menurut warga, hal yang {} itu dibahas lagi pada hari Senin.",
    "ms": "Menurut orang itu, hal yang {} itu dibahas lagi pada hari Isnin.",
    "en": "The people of the town said that {} was what they had read.",
    "de": "Die Leute in der Stadt haben {} in der Zeitung gelesen.",
    "fr": "Les gens de la ville ont lu {} dans le journal de ce jour.",
    "zu": "Abantu bomuzi bathi {} yilokho ababekufunde ephephandabeni.",
}


def with_edits(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def parted(text: str, language: str, counts: dict[str, int] | None = None) -> str:
    return with_edits(text, list(unglued(Words(text, language, counts or {}))))


def hinted(text: str, language: str) -> str:
    return with_edits(text, list(maybe_unglued(Words(text, language))))


# what can be nothing but words that ran together
CERTAIN = [
    # a preposition or a function word before a capital
    ("id", "dariAntara", "dari Antara"),
    ("id", "diUSA", "di USA"),
    ("id", "keJakarta", "ke Jakarta"),
    ("id", "hargadariAntara", "harga dari Antara"),
    ("de", "dieStadt", "die Stadt"),
    ("fr", "avecPierre", "avec Pierre"),
    # a long verb after a name: no name ends so
    ("id", "Hartonomengatakan", "Hartono mengatakan"),
    ("id", "Hartonomemberi", "Hartono memberi"),
    ("id", "Hartonomenabur", "Hartono menabur"),  # as rare as a word may be
    # a function word after a common word that begins a sentence
    ("id", "Pasaryang", "Pasar yang"),
    ("id", "Aarontelah", "Aaron telah"),
    ("id", "Abidinyang", "Abidin yang"),  # as rare as a word may be
    ("fr", "Villeavec", "Ville avec"),
    # a function word and any common word
    ("id", "dankota", "dan kota"),
    ("id", "hargadan", "harga dan"),
    ("id", "beraske", "beras ke"),
    ("id", "danakik", "dan akik"),  # as rare as five letters may be
    ("id", "danabidin", "dan abidin"),  # as rare as six may be
    ("ms", "keranaharga", "kerana harga"),
    ("fr", "villeavec", "ville avec"),
    ("en", "theprice", "the price"),
    ("en", "thisgovernment", "this government"),
    ("en", "withcity", "with city"),
    ("en", "withparrot", "with parrot"),
    ("en", "priceof", "price of"),
    ("en", "usefulof", "useful of"),
    ("en", "ofabsent", "of absent"),
    ("en", "reasonsin", "reasons in"),
    # two common words where compounds are written apart, or the first can begin none
    ("id", "hargapasar", "harga pasar"),
    ("id", "hargabenteng", "harga benteng"),
    ("id", "hargaberasdan", "harga beras dan"),
    ("en", "quicklymarket", "quickly market"),
    ("en", "buyingrice", "buying rice"),
    ("en", "causingprices", "causing prices"),
    ("en", "nationmarketand", "nation market and"),
    ("id", "yang" * 15, " ".join(["yang"] * 15)),
    # a long verb and a long word
    ("id", "dialamilansia", "dialami lansia"),
    ("id", "gempaberkekuatan", "gempa berkekuatan"),
    # a word of the language before another one with a capital
    ("id", "BadanPusat", "Badan Pusat"),
    ("id", "PresidenSukarno", "Presiden Sukarno"),
    ("id", "pasarMenurut", "pasar Menurut"),
    ("id", "mencairkanXyzaq", "mencairkan Xyzaq"),
]


@pytest.mark.parametrize(("language", "word", "apart"), CERTAIN)
def test_glue_without_doubt_is_parted(language: str, word: str, apart: str) -> None:
    sentence = SENTENCES[language]
    assert parted(sentence.format(word), language) == sentence.format(apart)


# what may be a name, a compound, or the misspelling of another word
DOUBTFUL = [
    ("id", "diAS"),  # four letters tell too little
    ("id", "kotaXyzaq"),  # a coined name
    ("id", "danhargaXyzaq"),
    ("id", "Hartonomeraih"),  # names end so
    ("id", "Hartonoanggota"),
    ("id", "Hartonopasar"),
    ("id", "Hartonopun"),  # a particle that is written in one
    ("id", "hargapun"),
    ("id", "dariHartononya"),
    ("id", "keharga"),  # a prefix
    ("id", "Kotayang"),  # four letters: Wildan, Samadi are names
    ("id", "Pasardan"),
    ("id", "Xyzaqyang"),
    ("id", "Yangbisa"),
    ("id", "HartonoSukarno"),
    ("id", "detikJakarta"),
    ("id", "WhatsApp"),
    ("id", "UGMPasar"),  # abbreviations of which the text knows nothing
    ("id", "CatHotel"),
    ("id", "danaduk"),  # a rare short word: danau, dangdut
    ("id", "hargaabang"),  # too rare for a pair of words
    ("id", "hargatembakaudan"),
    ("id", "mencarikan"),  # made by an affix, though mencari and ikan are words
    ("id", "akhirya"),  # akhirnya misspelt, though akhir and ya are words
    ("id", "demikain"),
    ("id", "antipolisi"),
    ("id", "lifetime"),  # a word of another language
    ("id", "yang" * 14 + "untuk"),  # longer than any glue: a hash, a scream
    ("en", "hisstory"),  # history
    ("en", "pricesin"),  # origin, cabin, muffin
    ("en", "thecity"),
    ("en", "theScore"),
    ("en", "Londonwith"),
    ("en", "Londonfollows"),
    ("en", "ofaerial"),
    ("en", "movingcar"),
    ("en", "dailyprice"),
    ("en", "gamingprices"),
    ("en", "marketprice"),
    ("en", "marketpricefor"),
    ("en", "finalis"),  # a Malay word
    ("de", "Marktund"),  # compounds are written as one word
    ("de", "marktund"),
    ("de", "marktundpreis"),
    ("zu", "dariAntara"),  # no list of words
]


@pytest.mark.parametrize(("language", "word"), DOUBTFUL)
def test_doubtful_glue_is_left(language: str, word: str) -> None:
    text = SENTENCES[language].format(word)
    assert parted(text, language) == text


def test_edits_put_spaces_in_and_say_why() -> None:
    text = SENTENCES["id"].format("hargadariAntara")
    evidence, at = "words run together: harga dari Antara", text.index("hargadari")
    assert list(unglued(Words(text, "id"))) == [
        Edit(at + 5, at + 5, "", " ", "word.glued", evidence, 0.99),
        Edit(at + 9, at + 9, "", " ", "word.glued", evidence, 0.99),
    ]
    text = SENTENCES["en"].format("marketprice")
    at = text.index("price")
    (hint,) = maybe_unglued(Words(text, "en"))
    assert hint == Edit(at, at, "", " ", "word.glued", "words run together: market price", 0.6)


# what stands around a word tells what it is
AROUND = [
    # a label is no sentence: a tag may be one word; a capital inside shows glue
    ("Tag: hargapasar", "Tag: hargapasar"),
    ("Oleh: dariAntara", "Oleh: dari Antara"),
    # among words of no list it may be one of theirs
    ("Katanya wqxo hargapasar xoqw zzuq, kata warga kota itu lagi.", None),
    # what stands twice is a word or a name of the text, unless a capital inside shows glue
    ("Menurut warga hargapasar itu naik, dan hargapasar itu turun lagi.", None),
    (
        "Ia datang dariAntara pada hari Senin dan pulang dariAntara lagi.",
        "Ia datang dari Antara pada hari Senin dan pulang dari Antara lagi.",
    ),
    ("Ia dariAntara, kamu dariAntara, dan saya dariAntara pada hari itu.", None),
    ("Ia bekerja di Hargapasar, dan menurut hargapasar itu dibahas.", None),
    ("Kata dPasar dan dPasar yang ada di kota ini akan dibahas lagi.", None),
    # a name that stands by itself elsewhere is the beginning of a glued word
    (
        "Menurut Xyzaq itu naik. Kata Xyzaqdan warga kota itu dibahas lagi.",
        "Menurut Xyzaq itu naik. Kata Xyzaq dan warga kota itu dibahas lagi.",
    ),
    (
        "Menurut pasar itu naik. Kata Pasardan warga kota itu dibahas lagi.",
        "Menurut pasar itu naik. Kata Pasar dan warga kota itu dibahas lagi.",
    ),
    ("Menurut Xyzaq itu naik. Kata Xyzaqdi warga kota itu dibahas lagi.", None),  # as Suyadi
]


@pytest.mark.parametrize(("text", "outcome"), AROUND)
def test_what_stands_around(text: str, outcome: str | None) -> None:
    assert parted(text, "id") == (outcome or text)


# two places leave no doubt that something stripped spaces here: the doubtful are parted too
STRIPPED = "Serangan itu dikutip dariAntara pada hari Senin. Kata Hartonomengatakan itu lagi. "
LIKELY = [
    ("PresidenSukarno", "Presiden Sukarno"),
    ("HartonoSukarno", "Hartono Sukarno"),
    ("Ketuapartai", "Ketua partai"),
    ("Aaronpartai", "Aaron partai"),  # as rare as a first word may be
    ("hargaabang", "harga abang"),
    ("danaduk", "dan aduk"),
]
UNLIKELY = [
    "Hartonopartai",  # a rare name may have any end
    "Hartonopasar",
    "pakabidin",  # three letters are the beginning of other words
    "hargapun",
]


@pytest.mark.parametrize(("word", "apart"), LIKELY)
def test_doubtful_glue_beside_more(word: str, apart: str) -> None:
    sentence = STRIPPED + SENTENCES["id"]
    assert apart in parted(sentence.format(word), "id")


@pytest.mark.parametrize("word", UNLIKELY)
def test_unlikely_glue_is_left_beside_more(word: str) -> None:
    assert word in parted((STRIPPED + SENTENCES["id"]).format(word), "id")


def test_compounds_are_left_beside_glue_where_they_are_usual() -> None:
    text = SENTENCES["en"].format("priceof") + " " + SENTENCES["en"].format("reasonsin")
    text += " They read it in the marketprice of the city, said JohnSmith of the town."
    outcome = text.replace("priceof", "price of").replace("reasonsin", "reasons in")
    assert parted(text, "en") == outcome


# one certain place, and one more that counts: a pair of common words, not a word that may be a name
ONE = "Serangan itu dikutip dariAntara pada hari Senin. "
BESIDE_ONE = [
    ("hargaabang", "harga abang"),
    ("hargaakik", "harga akik"),  # as rare as a word of a pair may be
    ("hargaaduk", None),
    ("kotaXyzaq", None),
    ("pakaduk", None),
    ("Ketuapartai", None),
    ("pakabang", None),
    ("HartonoSukarno dan pakabang", None),
]


@pytest.mark.parametrize(("word", "apart"), BESIDE_ONE)
def test_pairs_of_common_words_beside_glue(word: str, apart: str | None) -> None:
    assert (apart or word) in parted((ONE + SENTENCES["id"]).format(word), "id")


# what the text has elsewhere tells where a name ends, and that an abbreviation is one
KNOWN = [
    ("Kata UGM itu. ", "UGMPasar", "UGM Pasar"),
    ("Kata Hartono itu. ", "HartonoHartono", "Hartono Hartono"),
    ("Kata Hartono itu. ", "Hartonoanggota", "Hartono anggota"),
    ("Kata Xyzaq itu. ", "kotaXyzaq", "kota Xyzaq"),
    ("Kata Xyzaq dan Xyzab. Xyzaq dan Xyzab pergi. ", "XyzaqXyzab", "Xyzaq Xyzab"),
]


@pytest.mark.parametrize(("before", "word", "apart"), KNOWN)
def test_names_that_stand_elsewhere_are_parted(before: str, word: str, apart: str) -> None:
    assert parted((before + SENTENCES["id"]).format(word), "id") == (
        before + SENTENCES["id"]
    ).format(apart)
    assert parted(SENTENCES["id"].format(word), "id") == SENTENCES["id"].format(word)


def test_words_of_the_corpus_are_no_glue() -> None:
    text = SENTENCES["id"].format("hargapasar")
    assert parted(text, "id", {"hargapasar": 3}) == text
    assert parted(text, "id", {"hargapasar": 2}) != text


# what is worth a word where doubt is left
HINTS = [
    ("id", SENTENCES["id"], "hargaabang", "harga abang"),
    ("id", SENTENCES["id"], "hargaakik", "harga akik"),
    ("id", SENTENCES["id"], "hargaaduk", None),
    ("id", SENTENCES["id"], "hargatembakaudan", None),  # three pieces
    ("id", SENTENCES["id"], "HartonoSukarno", None),
    (
        "id",
        "Kata Hartono dan Sukarno. " + SENTENCES["id"],
        "HartonoSukarno",
        "Hartono Sukarno",
    ),
    ("id", "Kata Hartono saja. " + SENTENCES["id"], "HartonoSukarno", None),
    ("id", "Kata Xyzaq itu. " + SENTENCES["id"], "kotaXyzaq", None),  # done already
    ("id", SENTENCES["id"], "kotaXyzaq", None),
    ("id", "Kata Hartono itu. " + SENTENCES["id"], "Hartonopun", None),  # so it is written
    ("en", SENTENCES["en"], "marketprice", "market price"),
    ("en", SENTENCES["en"], "pricesin", "prices in"),
    ("en", SENTENCES["en"], "marketpricefor", None),
    ("en", "They write C and Python. " + SENTENCES["en"], "CPython", None),  # a coined name
    ("en", SENTENCES["en"], "priceof", None),  # done already
]


@pytest.mark.parametrize(("language", "sentence", "word", "apart"), HINTS)
def test_hints_of_glue(language: str, sentence: str, word: str, apart: str | None) -> None:
    text = sentence.format(word)
    assert hinted(text, language) == sentence.format(apart or word)


# the likeliest pieces of a word; nothing where there are none. Names of the text are given apart
PIECES = [
    ("id", "", "pasarkotadan", "pasar kota dan"),
    ("id", "", "hargaamalnya", "harga amalnya"),  # as rare as a piece may be
    ("id", "", "hargaadidaya", ""),
    ("id", "", "harga", ""),  # one word
    ("id", "", "xyzharga", ""),
    ("id", "", "hargaxyz", ""),
    ("id", "", "sebuah", ""),
    # short words are ends and beginnings of others: only the most frequent are pieces
    ("id", "", "pakharga", "pak harga"),
    ("id", "", "bushantu", "bus hantu"),
    ("id", "", "boshantu", ""),
    ("id", "", "hargadi", "harga di"),
    ("id", "", "hargayg", ""),
    ("en", "", "priceus", "price us"),
    ("en", "", "pricetv", ""),
    ("en", "", "pricea", ""),
    # a word costs more the rarer it is, and every piece costs
    ("id", "", "tanggalambil", "tanggal ambil"),
    ("id", "", "untukanak", "untuk anak"),
    ("id", "", "padahariini", "pada hari ini"),
    ("id", "", "bagaimanadia", "bagaimana dia"),
    # long English words are borrowed
    ("id", "", "hargabuilding", "harga building"),
    ("id", "", "hargaplatforms", "harga platforms"),
    ("id", "", "hargaarrays", "harga arrays"),
    ("id", "", "hargaknown", ""),
    ("fr", "", "prixlearned", ""),
    # names: known to the text or the list, or long enough to be one
    ("id", "", "diUSA", "di USA"),
    ("id", "", "kotaBPSdan", "kota BPS dan"),
    ("id", "", "BPSKota", "BPS Kota"),
    ("id", "", "BPSKO", ""),  # where the next name begins is not told
    ("id", "", "McDonaldKota", ""),
    ("id", "", "kataBudi", "kata Budi"),
    ("id", "", "Budidan", "Budi dan"),
    ("id", "", "kataYe", "kata Ye"),
    ("id", "", "kataYeHarga", ""),
    ("id", "Ye", "kataYeHarga", "kata Ye Harga"),
    ("id", "", "kataAniHarga", "kata Ani Harga"),
    ("id", "", "kataXyzHarga", ""),
    ("id", "", "kataXyzaHarga", "kata Xyza Harga"),
    ("id", "", "XYdan", "XY dan"),
    ("id", "", "Xdan", ""),
    ("id", "", "hargaX", "harga X"),
    ("id", "X", "kataXKota", ""),
    ("id", "", "hargaHaRga", ""),
    ("id", "", "HaRga", ""),
    ("id", "", "kataHarapanKita", "kata Harapan Kita"),
    ("id", "Wanadan", "kataWanadan", "kata Wanadan"),
    ("id", "", "kataWanadan", "kata Wana dan"),
]


@pytest.mark.parametrize(("language", "text", "word", "pieces"), PIECES)
def test_pieces_of_a_word(language: str, text: str, word: str, pieces: str) -> None:
    assert " ".join(cut(word, Words(text, language))) == pieces
