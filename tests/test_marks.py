"""Spaces and quotation marks beside marks: every condition by itself, in texts of several lines."""

import pytest

from cleaner.types import Edit
from cleaner.words.quotes import quoted
from cleaner.words.spaces import is_code, placed
from cleaner.words.stops import ended
from cleaner.words.wording import Words


def put(text: str, language: str = "id") -> str:
    """The text with lost spaces put back; nothing is put in twice."""
    words = Words(text, language)
    for edit in sorted([*placed(words), *ended(words), *quoted(words)], reverse=True):
        assert edit.old == text[edit.start : edit.end]
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


# lost spaces are where the bars are, and nowhere else
STOPS = [
    "Warga pergi?|Mereka pulang!|Kami juga…|Dia tidak.",
    "Harga di pasar itu.|M senang.",
    # a word of the list, or one long enough to be no abbreviation
    "Di kota ini.|Pergi ke pasar.",
    "Kata warga xyzq.Mereka senang.",
    "Kata warga xyzaq.|Mereka senang.",
    "Ia.Pergi ke pasar hari ini.",
    "Pergi ke Jl.Sudirman hari ini.",
    "Kata dr.Budi di kota ini.",
    # after a name only where the next word is common or stands by itself elsewhere
    "Warga pulang ke Bekasi.|Mereka senang.",
    "Warga pulang ke Bima.|Mereka senang.",
    "Warga pulang ke Bim.Mereka senang.",
    "Warga pulang ke Bekasi.Xyzaq senang.",
    "Warga pulang ke Bekasi.|Xyzaq senang. Kata Xyzaq itu.",
    "Warga pulang ke Bekasi.|Ia senang.",
    "Warga pulang ke Bekasi.M senang, kata M itu.",
    "Warga pulang ke Bekasi.|Anak senang.",
    "Warga pulang ke Bekasi.|Umat senang.",
    "Warga pulang ke Bekasi.|Abang senang.",
    "Warga ada di BEKASI.|Mereka senang.",
    "Warga ada di RT.|Mereka senang.",
    "Warga ada di RT.Ada senang.",  # two letters are an abbreviation more often
    "Warga ada di RT.RW senang.",
    # domains, and words with more stops
    "Kata pasar.Com dan pasar.Id itu.",
    "Menurut a.pasar.|Pasar itu ditutup.",
    "Menurut a.b.pasar.Pasar itu ditutup.",
    "A.b.c pulang ke pasar.|Pasar itu ditutup, kata d.e.f lagi.",
    "Menurut pasar.Pasar.c.d itu ditutup.",
    # after brackets and years
    "Harga naik (lagi).|Pedagang mengeluh.",
    "Harga naik sejak 2019.|Pedagang mengeluh.",
    "Harga naik ke 201.|Pedagang mengeluh.",
    "Harga naik ke 201.Xyzaq mengeluh.",
    "Covid-19.|Menurut warga itu.",
    "Harga naik (lagi).BPS mengeluh.",
    "Harga naik (lagi).|BPS mengeluh, kata BPS itu.",
    "Kata dia 'harga'.|Pedagang mengeluh.",
    "Harga naik 5%.|Pedagang mengeluh.",
    # abbreviations begin a sentence after a word of the list
    "Harga di pasar.|BPS senang.",
    "Kata xyzaq.BPS senang.",
    "Lihat berkas pasar.PDF itu.",
    # two that leave no doubt tell of others in the text
    "Kata dia.|Harga naik.|Kata Ali.|Xyzaq dari BPS.|Tok senang.",
    "Kata dia.|Harga naik.|Kata dr.Ali dan TP.HCM itu.",
    # marks and hyphens after the first word
    "Harga naik.|Kedua-duanya mengeluh.",
    "Harga naik....|Pedagang mengeluh.",
    "Harga naik.|#HargaBeras itu.",
]
QUOTED = [
    "Kata dia 'Siapa di rumah?'|Pedagang itu pergi.",
    "Kata dia ‘harga Jum’at naik.’|Pedagang itu pergi.",
    "Kata dia 'Siapa di rumah?'Xyzaq itu pergi.",
    "Siapa di rumah?'Pedagang itu pergi.",
]
COLONS = [
    "Syaratnya sebagai berikut:|Pedagang itu pergi.",
    "Perkara nomor:|133 itu.",
    "Pasar Bantul:|08.00 WIB.",
    "Pasar Bantul:133 itu.",
    "Libur pada 2018:|Tahun Baru itu.",
    "Editor:|Xyzaq, kata Xyzaq itu.",
    "Xyzaq:Xyzab itu.",
    "Lihat https://pasar:Pedagang itu.",
]
COMMAS = [
    "Pada Piala Dunia 2026,|dan lagi pada 5,dan 1,5,dan x9,dan itu.",
    "Warga membeli beras,|telur dan gula.",
    "Warga membeli beras,|telur,|gula di pasar.",
    "Kolom itu beras,telur,gula,kopi lagi.",
    "Harga naik (lagi),|kata warga.",
    "Kode itu A4,kertas dan beras2,telur dan beras,te1ur.",
    "Yang datang ia,|dia dan ya,|di sana.",
    "Tandanya pq,xz dan pq,dia itu.",
    "Tandanya ia,pq itu.",
    "Warga membeli bel,|tas itu.",
    "Tandanya pq,|kertas itu.",
    "Yang ada eh,|ia dan yg,|dia.",
    "Yang ada bu,dia itu.",  # as rare as abbreviations
    "Harga a,dia itu.",
    "Surel warga,kota@contoh itu.",
]
BRACKETS = [
    "Badan Pusat Statistik|(BPS) kemarin.",
    "Badan Pusat Statistik|(BPS) dan Lembaga|(LIPI) kemarin.",
    "Bawa kartu(kartu) itu.",
    "Pada Senin (12/5/2019)|malam di pasar.",
    "Pada Senin (BPS)|malam di pasar.",
    "Pada Senin (kota)malam di pasar.",
]
NUMBERS = [
    "Harga naik 20|dan harga telur turun.",
    "Warga membeli 20kg beras dan 12|buah telur.",
    "Warga membeli 20xyzaq dan Rp2|miliar itu.",
    "Video 20detik itu.",  # a coined name
    "Libur sejak 2019|Hari Natal dan pukul 07.00|Pukul 12:00|Tarif itu.",
    "Libur sejak 20Hari Natal dan 2019Xyzaq itu.",
    "Pasar Hall|07.00 dan Ghana|0-0 itu, di v10.04 itu.",
    "Harga a20dan turun, dan 1,20dan lagi.",
]
ITEMS = [
    "Syaratnya: 1. Kartu keluarga|2. Surat lurah|3. Foto terbaru.",
    "Syaratnya: 1. Kartu keluarga3. Surat lurah.",
    "Ia lahir di desa9. Rumahnya di tepi pasar.",
    "Syaratnya: 1. Kartu keluarga\nSurat lurah2. Foto terbaru.",  # the number is of another line
    "Ada\n1. Kartu keluarga|2. Surat lurah\n1. Foto lama|2. Foto baru.",
    "Syaratnya: 9. Kartu keluarga|10. Surat lurah.",
    "Syaratnya: 1. Kartu keluarga|2.Surat lurah.",
    "Syaratnya: 1. Kartu (asli)|2. Surat lurah.",
    "Syaratnya: 1. Kartu RT2. Surat lurah.",
    "Syaratnya: 1. Kartu x=y; keluarga2. Surat lurah.",
    "Syaratnya: 1. Kartu x=y; keluarga\n1. Surat keluarga|2. Surat lurah.",
]
INITIALS = [
    "Kata kepala pasar M.|Hartono kemarin.",
    "Kata kepala pasar A.M.Hartono kemarin.",
    "Kata kepala pasar M.Har kemarin.",
    "Kata kepala pasar M.Hartono.B kemarin.",
]
QUOTES = [
    'Harga naik.|"Kami tidak senang," kata dia.',
    '"Kami tidak senang,"|kata dia.',
    '"Kami tidak senang,"|kata dia.|"Harga naik,"|kata warga.',
    'Kata dia, "Tidak."\n"Kami tidak senang,"|kata dia.',
    # an odd mark in the line before tells nothing of this one
    'Kata dia "tidak senang.\nHarga naik.|"Kami pulang.',
    '"Tidak," kata dia. Harga naik.|"Kami pulang.',
    'Kata dia "tidak senang."|Kami pulang.',
    # the next mark tells, whatever stands before: it closes, so this one opens
    'Tinggi 5" itu.|"Kami senang," kata dia.',
    'Tinggi 5" itu, "kami senang,"|kata dia, "lalu pulang."',
    "Harga naik.|“Kami senang,” kata dia.",
    "“Kami senang.”|Warga itu pergi.",
    "Harga naik.|«Kami senang,» kata dia.",
    "«Kami senang,»|kata dia.",
    "„Kami senang.“|Warga itu pergi.",
    "Kata „kami“ itu.\nNaik.|“Kami pulang.",  # a low mark of another line
    'Tinggi 5" itu.|“Kami pulang.',  # such a mark closes after a low one only
    'Harga naik.\nTinggi 5" itu.|“Kami pulang.',
    'Lihat x=y,"kata dia.',
    'Lihat x=y\n"Kami senang,"|kata dia.',
    'Harga naik "20" itu.',
    # in Indonesian a quotation is left open where it goes on
    'Harga naik.|"Kami pulang.|"Kami senang.|"Kami siap.',
    'Kata dia, "Kami pulang."|Kami senang.|"Kami siap.',
    'Harga naik 5%.|"Kami pulang," kata dia.',
    'Harga naik..|"Kami pulang," kata dia.',
]


@pytest.mark.parametrize(
    "text",
    [
        *(*STOPS, *QUOTED, *COLONS, *COMMAS, *BRACKETS),
        *(*NUMBERS, *ITEMS, *INITIALS, *QUOTES),
    ],
)
def test_lost_spaces_are_put_back(text: str) -> None:
    assert put(text.replace("|", "")) == text.replace("|", " ")


@pytest.mark.parametrize("text", [STOPS[0], COMMAS[0], QUOTES[0]])
def test_nothing_is_put_where_no_language_is_known(text: str) -> None:
    words = Words(text.replace("|", ""), None)
    assert [*placed(words), *ended(words), *quoted(words)] == []


# what is taken away beside marks
TAKEN = [
    ("Kepala pasar ( Hartono ) dan ( Budi ) itu.", "Kepala pasar (Hartono) dan (Budi) itu."),
    ("Kepala pasar ( Hartono) dan (Budi ) itu.", "Kepala pasar ( Hartono) dan (Budi ) itu."),
    ("Harga naik di pasar.,Pedagang pulang.", "Harga naik di pasar. Pedagang pulang."),
    ("Harga naik (lagi)?,Pedagang pulang.", "Harga naik (lagi)? Pedagang pulang."),
    ("Harga naik di pasar.,pedagang pulang.", "Harga naik di pasar.,pedagang pulang."),
]


@pytest.mark.parametrize(("text", "outcome"), TAKEN)
def test_what_is_taken_away(text: str, outcome: str) -> None:
    assert put(text) == outcome


def test_edits_beside_marks_say_why() -> None:
    words = Words("Kepala pasar ( Hartono ) itu.", "id")
    assert list(placed(words)) == [
        Edit(at, at + 1, " ", "", "space.bracket", "blanks inside brackets") for at in (14, 22)
    ]
    evidence = "a question mark where a quotation mark opens or closes"
    assert list(quoted(Words("Kata ?kami.?", "id"))) == [
        Edit(5, 6, "?", "“", "unicode.lost-quote", evidence),
        Edit(11, 12, "?", "”", "unicode.lost-quote", evidence),
    ]


# question marks where quotation marks were: the opening one before, the closing one after a word
LOST = [
    ("?Kami siap,? kata dia.", "“Kami siap,” kata dia."),
    ("Kata dia, ?Kami siap.? Lalu pulang.", "Kata dia, “Kami siap.” Lalu pulang."),
    ("Harga\nnaik.\n?Kami siap,? kata dia.", "Harga\nnaik.\n“Kami siap,” kata dia."),
    ("?Kami siap!?", "“Kami siap!”"),
    ("Ini ?kata? dan ?harga? itu.", "Ini “kata” dan “harga” itu."),
    ("Siapa? Kami? Siapa yang ?tahu.", "Siapa? Kami? Siapa yang ?tahu."),
    # two open before one closes: which is meant is not told
    ("?Kami ?siap,? kata dia.", "?Kami “siap,” kata dia."),
    ("?Kami siap\nharga,? kata dia.", "?Kami siap\nharga,? kata dia."),
    # of two that close the first is meant
    ("?Siapa? tanya dia, ?Kami? kata warga? itu", "“Siapa” tanya dia, “Kami” kata warga? itu"),
]


@pytest.mark.parametrize(("text", "outcome"), LOST)
def test_lost_quotation_marks(text: str, outcome: str) -> None:
    assert put(text) == outcome


AROUND = 300  # characters before and after a place that are looked at
CODE = [
    ("Lihat x=y itu. [Harga", True),
    ("Lihat [harga dan x=y itu.", True),
    ("Lihat x=y itu.\nLihat [harga itu.", False),
    ("Lihat [harga itu.\nLihat x=y itu.", False),
    ("\nx=y [harga itu.", True),
    ("=[harga", True),
    ("=\n[harga\n=", False),
    ("Lihat www.contoh.id [harga itu.", True),
    ("Lihat warga@contoh.id [harga itu.", True),
    ("Lihat f() [harga itu.", True),
    ("Lihat; [harga;", True),
    ("Lihat; [harga;\nlagi", True),
    ("Lihat; [harga; itu.", False),
    ("=" + " " * (AROUND - 1) + "[harga", True),
    ("=" + " " * AROUND + "[harga", False),
    ("[" + " " * (AROUND - 1) + "=", True),
    ("[" + " " * AROUND + "=", False),
    ("[" + " " * AROUND + "=\n", False),
    ("a\n" * 200 + "=\n[harga\n=" + "\na" * 200, False),
    ("a\n" * 200 + "= [harga" + "\na" * 200, True),
    ("\n" + " " * (AROUND - 1) + "[harga =", True),
]


@pytest.mark.parametrize(("text", "code"), CODE)
def test_lines_of_code(text: str, code: bool) -> None:
    assert is_code(text.replace("[", ""), text.index("[")) is code


# sixty characters on each side of a mark are looked at as one word with it
WINDOW = [
    "Kata a.b." + "-" * 26 + "x" * 30 + ".Pasar itu.",
    "Kata a.b." + "-" * 29 + "x" * 30 + ".|Pasar itu.",
    "Kata beras,telur" + "-" * 57 + ",a,b itu.",
    "Kata beras,|telur" + "-" * 58 + ",a,b itu.",
]


@pytest.mark.parametrize("text", WINDOW)
def test_words_of_any_length_end_somewhere(text: str) -> None:
    assert put(text.replace("|", "")) == text.replace("|", " ")
