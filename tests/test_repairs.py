"""Repairs of words and spaces: tiers, traps, languages, the user's own counts."""

import pytest

from cleaner import SourceError, clean, repair, restore
from cleaner.lines import tokens_of
from cleaner.words.language import language_of
from cleaner.words.lists import FLOOR, LANGUAGES, frequencies
from cleaner.words.lore import lore
from cleaner.words.slips import slip_of
from cleaner.words.wording import Words

ID = (
    "Pemerintah kota itu akan menjelaskan alasan kenaikan harga beras kepada warga pada hari Senin."
)
EN = (
    "The government of the city will explain the reasons for the price of rice to people on Monday."
)

# what looks wrong and is right: nothing in these is touched
RUSSIAN = "Мэрия города объяснит в понедельник, почему цена на рис на рынке снова поднялась."
TRAPS = {
    "names in one word": (
        "Ia menonton YouTube, memakai iPhone, WhatsApp dan BioNTech, kata CEO MediaTek."
    ),
    "names of desks": (
        "Laporan kumparanTRAVEL, detikINET dan detikFinance dimuat pada hari Senin itu."
    ),
    "names that end in function words": (
        "Wildan, Ramdan, Hamdan dan Dahlan bertemu di Danantara pada hari Senin."
    ),
    "compounds": (
        "The breathwork class met at the housetraining centre beside the worktrees of the city."
    ),
    "abbreviations": (
        "Menurut dr. Budi, Sp.KFR, dan Prof. Dr. Sri, S.H., M.Hum., harga itu naik 1,5 persen."
    ),
    "abbreviations in English": (
        "The U.S. and the U.K., e.g. their firms (Apple Inc., Dell Ltd.), sell No. 1 goods."
    ),
    "addresses": (
        "Lihat https://www.contoh.co.id/a?b=c.D dan surel "
        "warga@contoh.id atau www.contoh.com/Berita."
    ),
    "handles and tags": (
        "Ikuti @pasarKota.id dan #HargaBeras di akun resmi warga_kota untuk kabar yang lain."
    ),
    "code": ("Panggil pasar.Harga(beras,telur) lalu print(f(x),y) dan hargaBeras = pasar.Beras;"),
    "dots apart": (
        "Harga beras itu . . . naik lagi, kata warga ... dan tidak ada yang menjawabnya."
    ),
    "dialect in quotes": (
        '"Lah iyo, awak indak tau pulo bara haragonyo kini ko," kata pedagang di pasar itu.'
    ),
    "plural brackets": (
        "Bawa kartu(-kartu) atau anak(anak) dan f(x) serta Fe(OH) ke sekolah pada hari Senin."
    ),
    "units": (
        "Warga membeli 20kg beras, 5rb butir telur dan 3x lipat gula pada tahun 90an di sana."
    ),
    "doubled on purpose": (
        "She said that that was the price of rice and that they had had enough of it all."
    ),
    "reduplication": (
        "Kupu kupu dan laba laba itu masuk ke sana, dan itu anak, anak itu, di pulau itu."
    ),
    "questions": (
        "Mengapa harga beras naik? Siapa yang tahu? Pedagang menggeleng? Tidak ada yang tahu."
    ),
    "affixes": (
        "Penyiar itu menggaungkan, melengkingkan dan mengendurkan kembali suara para pedagang."
    ),
    "ordinals": (
        "The 1st, 2nd and 20th of the prices rose 10am to 5pm, some of it 3D and 4x4 of course."
    ),
    "German compounds": (
        "Die Marktpreiserhöhung und der Reispreisanstieg sind für die Stadtverwaltung ein Problem."
    ),
    "French apostrophes": (
        "L’augmentation du prix du riz n’est pas une surprise pour les gens de l’hôtel de ville."
    ),
    "Japanese": "市場の米の価格が月曜日にまた上がりました。市民は市役所の説明を待っています。",
    "Turkish": (
        "Belediye, pirinç fiyatının neden yükseldiğini pazartesi günü halka açıklayacağını söyledi."
    ),
    "Russian": RUSSIAN,
}


@pytest.mark.parametrize("name", TRAPS)
def test_what_is_right_is_left_alone(name: str) -> None:
    article = repair(TRAPS[name])
    assert [edit for edit in article.edits if edit.rule != "space.odd"] == []


# glue shows by several places in one text: what is doubtful alone is parted beside them
STRIPPED = (
    "Serangan itu dikutip dariAntara pada hari Senin. Menteri Hartonomengatakan bahwa kota itu "
    "akan dibangun kembali oleh HartonoSukarno, dan levelkrisis sudah turun menurut laporan."
)


def test_doubtful_places_are_parted_beside_certain_ones() -> None:
    text = repair(STRIPPED).text
    assert "dari Antara" in text
    assert "Hartono mengatakan" in text
    assert "Hartono Sukarno" in text
    assert "level krisis" in text


# in a text that has lost spaces elsewhere: what its pieces must be to be parted too
BESIDE_GLUE = (
    "Serangan itu dikutip dariAntara pada hari Senin. Menteri Hartonomengatakan itu lagi. "
)
ALSO_GLUED = [
    ("Kepala daerah itu, HartonoSukarno, hadir.", "Hartono Sukarno"),
    ("Ia datang dari kotaXyzaq kemarin.", "kota Xyzaq"),
]


@pytest.mark.parametrize(("text", "parted"), ALSO_GLUED)
def test_pieces_beside_glue(text: str, parted: str) -> None:
    assert parted in repair(BESIDE_GLUE + text, language="id").text
    assert parted not in repair(text, language="id").text


def test_no_compound_is_parted_beside_glue_where_compounds_are_one_word() -> None:
    text = "Das sagte er dem SenderRundfunk und der ZeitungTagblatt, wie derMinister sagte."
    assert "Zeitung Tagblatt" not in repair(text, language="de").text


NAMED = "Menteri {0} Hartono datang. {0} Hartono tertawa, dan {0} lalu pulang. Kata {1} itu benar."
NAMES = [
    ("Pavelina", "Pavleina", True),  # two letters changed about
    ("Durovina", "Durrovina", True),  # one twice
    ("Kartosono", "Kartosno", True),  # one left out
    ("Kartosono", "Kartosino", True),  # one hit beside its key
    ("Kartosono", "Kartosomo", True),
    ("Kartosono", "Kartosonp", False),  # the last letter tells names apart
    ("Harson", "Harsin", False),  # a short name may be another one
    ("Kartosono", "Kartosana", False),  # two letters
]


@pytest.mark.parametrize(("name", "slip", "repaired"), NAMES)
def test_names_spelt_otherwise_once(name: str, slip: str, repaired: bool) -> None:
    text = NAMED.format(name, slip)
    article = repair(text, language="id")
    assert (slip not in article.text) is repaired
    if repaired:
        assert article.text == NAMED.format(name, name)
        assert article.edits[0].evidence == f"3 times {name!r}"


# short names are one where they stand in the same place beside another name, and sound alike
PLACED = "Kata Pavel {0} itu benar. Pavel {0} tertawa, dan Pavel {0} pulang. Ia, Pavel {1}, pulang."
SOUNDS = [("Durov", "Durof", True), ("Durov", "Duroz", False), ("Durov", "Durofa", False)]


@pytest.mark.parametrize(("name", "slip", "repaired"), SOUNDS)
def test_names_beside_the_same_name(name: str, slip: str, repaired: bool) -> None:
    article = repair(PLACED.format(name, slip), language="id")
    assert article.text == PLACED.format(name, name if repaired else slip)
    if repaired:
        assert article.edits[0].evidence == "3 times 'Durov', also in the place 'Pavel _'"


def test_names_beside_one_name_only_once_are_left() -> None:
    text = "Kata Pavel Durov benar. Durov tertawa, dan Durov pulang. Ia, Pavel Durof, ikut pulang."
    assert repair(text, language="id").text == text


def test_doubtful_places_alone_are_suggested() -> None:
    text = "Laporan itu dimuat pada hari Senin oleh HartonoSukarno. Hartono itu, Sukarno, senang."
    article = repair(text)
    assert article.text == text
    assert [(edit.rule, edit.new) for edit in article.suggestions] == [("word.glued", " ")]


def test_tiers() -> None:
    text = EN.replace("explain", "explian").replace("reasons", "reahons")
    off, safe, everything = (repair(text, repairs=tier) for tier in ("off", "safe", "all"))
    assert off.text == text
    assert (off.edits, off.suggestions) == ((), ())
    assert safe.text == EN.replace("reasons", "reahons")
    assert [edit.new for edit in safe.suggestions] == ["reasons"]
    assert everything.text == EN
    assert everything.suggestions == ()
    for article in (off, safe, everything):
        assert restore(article) == text
        assert repair(article.text).text in (article.text, safe.text)


def test_without_repairs_of_words_characters_and_spaces_are_settled_all_the_same() -> None:
    text = "Harga  beras\u00a0naik &amp; unu\u200btk warga , kata dia.\r\nCafe\u0301 itu."
    settled = "Harga beras naik & unutk warga, kata dia.\nCaf\u00e9 itu."
    assert repair(text, language="id", repairs="off").text == settled
    article = repair(text, language="id")
    assert article.text == settled.replace("unutk", "untuk")
    assert restore(article) == text


def test_words_are_those_of_the_language_that_is_told() -> None:
    text = EN.replace("explain", "explian")
    assert repair(text, language="en").text == EN
    # what is said of a text loses to what it plainly is
    other = repair(text, language="id")
    assert (other.text, other.language) == (EN, "en")
    unsure = "Gato explian zorro"
    assert repair(unsure, language="id").language == "id"
    assert repair(unsure, language="id").text == unsure


def test_suggestions_say_what_they_rest_on_and_how_sure_they_are() -> None:
    (hint,) = repair(EN.replace("reasons", "reahons")).suggestions
    assert (hint.old, hint.new, hint.rule) == ("reahons", "reasons", "word.one-edit")
    assert "reasons" in hint.evidence
    assert 0 < hint.confidence < 0.99


def test_what_the_corpus_knows_is_no_misspelling() -> None:
    text = EN.replace("explain", "explian")
    assert repair(text).text == EN
    assert repair(text, counts={"explian": 3}).text == text
    assert clean(text, counts={"explian": 3}).text == text
    # a slip that many articles share is a slip all the same
    assert repair(text, counts={"explian": 3, "explain": 9000}).text == EN
    glued = EN.replace("reasons for", "reasonsfor")
    assert repair(glued).text == EN
    assert repair(glued, counts={"reasonsfor": 3}).text == glued


def test_what_the_corpus_knows_well_is_meant() -> None:
    text = EN.replace("people", "resllers")
    assert repair(text).text == text
    assert repair(text, counts={"resellers": 2}).text == text
    assert repair(text, counts={"resellers": 900}).text == EN.replace("people", "resellers")


def test_without_a_list_only_characters_and_spaces_are_settled() -> None:
    text = (
        "Uhulumeni wedolobha uzochaza izizathu zokunyuka kwentengo  yerayisi ngoMsombuluko ,futhi"
    )
    assert repair(text, language="zu").text == text.replace("  ", " ")


def test_a_text_is_str() -> None:
    with pytest.raises(SourceError, match="str"):
        repair(b"text")  # type: ignore[arg-type]
    with pytest.raises(SourceError, match="unknown repairs 'some': there are safe, all, off"):
        repair("text", repairs="some")


SPOKEN = {
    "id": ID,
    "ms": (
        "Kerajaan berkata bahawa harga beras akan naik kerana banjir, iaitu di tiga negeri itu."
    ),
    "en": EN,
    "de": (
        "Die Stadt wird am Montag erklären, warum der Preis für Reis auf dem Markt gestiegen ist."
    ),
    "fr": (
        "La ville va expliquer lundi pourquoi le prix du riz a encore augmenté sur les marchés."
    ),
    "es": ("La ciudad explicará el lunes por qué el precio del arroz ha subido en los mercados."),
    "pt": (
        "A cidade vai explicar na segunda por que o preço do arroz não para de subir nas feiras."
    ),
    "it": ("La città spiegherà lunedì perché il prezzo del riso è di nuovo salito nei mercati."),
    "nl": ("De stad zal maandag uitleggen waarom de prijs van de rijst op de markt is gestegen."),
    "tr": ("Belediye bu sorunun nedenini açıklamak için bir toplantı ve daha çok bilgi istedi."),
    "pl": ("Miasto wyjaśni w poniedziałek, dlaczego cena ryżu na targu znowu wzrosła i co dalej."),
    "ru": RUSSIAN,
    "vi": ("Thành phố sẽ giải thích vào thứ hai tại sao giá gạo ở các chợ lại tăng như vậy."),
    "sv": (
        "Staden ska förklara på måndag varför priset på ris har "
        "stigit igen på torget och vad som sker."
    ),
    "no": (
        "Byen skal forklare på mandag hvorfor prisen på ris har steget igjen, og hva som skjer nå."
    ),
    None: "Rp 12.000 15.000 18.500",
}


@pytest.mark.parametrize("language", SPOKEN)
def test_languages_are_told_by_their_frequent_words(language: str | None) -> None:
    assert language_of(tokens_of(SPOKEN[language])) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_list_down_to_its_floor(language: str) -> None:
    table = frequencies(language)
    assert len(table) > 10_000
    assert min(table.values()) == FLOOR[language]
    assert all(word == word.lower() for word in table)


def test_no_other_language_has_a_list() -> None:
    assert frequencies("xx") == {}
    assert lore("xx").grammar == frozenset()
    assert lore(None).compounds == ""


def test_malay_shares_what_is_known_of_indonesian() -> None:
    assert lore("ms").prefixes == lore("id").prefixes
    assert "kerana" in lore("ms").grammar
    assert "kerana" not in lore("id").grammar


def test_words_in_addresses_and_with_hyphens_are_left_out() -> None:
    words = Words("Lihat contoh.id/berita, end-to-end, @warga dan 20kg -beras itu.", "id")
    assert words.words == ["Lihat", "dan", "beras", "itu"]


def test_work_grows_with_the_text() -> None:
    """Each odd word is tried once, however long the text is."""
    text = "\n\n".join([EN.replace("explain", f"expla{c}n") for c in "qwzxvbnm"])
    slip_of.cache_clear()
    repair(text)
    once = slip_of.cache_info().misses
    assert once > 0
    slip_of.cache_clear()
    repair(text + "\n\n" + text.replace("expl", "xpla"))
    assert slip_of.cache_info().misses <= 2 * once
