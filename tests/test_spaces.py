"""Lost spaces and quotation marks one by one: where they are put back, where nothing is."""

import pytest

from cleaner import repair

# language, what stands there, what becomes of it, which rule, and why
REPAIRED = [
    (
        "id",
        "Harga naik di pasar.Pedagang mengeluh.",
        "Harga naik di pasar. Pedagang mengeluh.",
        "space.after-stop",
        "a sentence ends, the next one begins",
    ),
    (
        "id",
        "Harga naik (lagi).Pedagang mengeluh.",
        "Harga naik (lagi). Pedagang mengeluh.",
        "space.after-stop",
        "a sentence ends, the next one begins",
    ),
    (
        "id",
        "Harga itu naik sejak 2019.Pedagang mengeluh.",
        "Harga itu naik sejak 2019. Pedagang mengeluh.",
        "space.after-stop",
        "a sentence ends, the next one begins",
    ),
    (
        "id",
        "Warga membeli beras,telur dan gula di pasar.",
        "Warga membeli beras, telur dan gula di pasar.",
        "space.after-comma",
        "a comma between two words",
    ),
    (
        "id",
        "Harga naik (lagi),kata pedagang di pasar itu.",
        "Harga naik (lagi), kata pedagang di pasar itu.",
        "space.after-comma",
        "a comma between two words",
    ),
    (
        "id",
        "Yang datang hanya ia,dia dan seorang pedagang.",
        "Yang datang hanya ia, dia dan seorang pedagang.",
        "space.after-comma",
        "a comma between two words",
    ),
    (
        "id",
        'Harga naik."Kami tidak senang," kata pedagang.',
        'Harga naik. "Kami tidak senang," kata pedagang.',
        "space.quote",
        "no space before an opening quotation mark",
    ),
    (
        "id",
        '"Kami tidak senang,"kata pedagang di pasar itu.',
        '"Kami tidak senang," kata pedagang di pasar itu.',
        "space.quote",
        "no space after a closing quotation mark",
    ),
    (
        "id",
        "Harga naik.“Kami tidak senang,” kata pedagang.",
        "Harga naik. “Kami tidak senang,” kata pedagang.",
        "space.quote",
        "no space before an opening quotation mark",
    ),
    (
        "id",
        "“Kami tidak senang.”Pedagang itu pergi ke pasar.",
        "“Kami tidak senang.” Pedagang itu pergi ke pasar.",
        "space.quote",
        "no space after a closing quotation mark",
    ),
    (
        "de",
        "„Das ist zu viel.“Der Händler ging nach Hause.",
        "„Das ist zu viel.“ Der Händler ging nach Hause.",
        "space.quote",
        "no space after a closing quotation mark",
    ),
    (
        "id",
        "Harga naik menurut Badan Pusat Statistik(BPS) kemarin.",
        "Harga naik menurut Badan Pusat Statistik (BPS) kemarin.",
        "space.bracket",
        "no space before a bracket",
    ),
    (
        "id",
        "Harga naik pada Senin (12/5/2019)malam di pasar itu.",
        "Harga naik pada Senin (12/5/2019) malam di pasar itu.",
        "space.bracket",
        "no space after a bracket",
    ),
    (
        "id",
        "Harga naik 20dan harga telur turun 5 persen.",
        "Harga naik 20 dan harga telur turun 5 persen.",
        "space.number",
        "a word right after a number",
    ),
    (
        "id",
        "Syaratnya: 1. Kartu keluarga asli2. Surat dari lurah setempat.",
        "Syaratnya: 1. Kartu keluarga asli 2. Surat dari lurah setempat.",
        "space.number",
        "the number of the next point of a list",
    ),
    (
        "id",
        "Harga akan turun, kata kepala pasar M.Hartono kemarin.",
        "Harga akan turun, kata kepala pasar M. Hartono kemarin.",
        "space.initial",
        "a name right after an initial",
    ),
    (
        "id",
        "Harga beras naik di pasar.,Pedagang mengeluh kemarin.",
        "Harga beras naik di pasar. Pedagang mengeluh kemarin.",
        "space.debris",
        "a comma left after a stop",
    ),
]


@pytest.mark.parametrize(("language", "text", "outcome", "rule", "evidence"), REPAIRED)
def test_what_was_lost_is_put_back(language, text, outcome, rule, evidence):
    article = repair(text, language=language)
    assert article.text == outcome
    assert [(edit.rule, edit.evidence) for edit in article.edits] == [(rule, evidence)]


# where one more of the same is put back: the whole of what becomes of a text
SEVERAL = [
    (
        "Warga membeli beras,telur,gula di pasar kota.",
        "Warga membeli beras, telur, gula di pasar kota.",
    ),
    (
        '"Kami tidak senang,"kata pedagang."Harga naik,"kata dia.',
        '"Kami tidak senang," kata pedagang. "Harga naik," kata dia.',
    ),
    (
        'Kata dia, "Tidak."\n"Kami tidak senang,"kata pedagang.',
        'Kata dia, "Tidak."\n"Kami tidak senang," kata pedagang.',
    ),
    (
        "Kepala pasar ( Hartono ) dan wakilnya ( Budi ) datang.",
        "Kepala pasar (Hartono) dan wakilnya (Budi) datang.",
    ),
    ("?Kami siap,? kata dia. ?Ayo,? kata saya.", "“Kami siap,” kata dia. “Ayo,” kata saya."),
]


@pytest.mark.parametrize(("text", "outcome"), SEVERAL)
def test_several_in_a_text(text, outcome):
    assert repair(text, language="id").text == outcome


KEPT = {
    "a list without spaces": "Kolom itu bernama beras,telur,gula,kopi menurut panitia.",
    "a number in the word": "Kode barang itu A4,kertas menurut panitia di pasar.",
    "two short words that are none": "Tandanya pq,xz menurut panitia di pasar kota.",
    "a domain": "Berita itu dimuat kumparan.Com kemarin di pasar kota.",
    "stops inside a word": "Menurut a.b.c.Pasar itu ditutup sejak kemarin pagi.",
    "an abbreviation": "Menurut Jl.Sudirman itu ditutup sejak kemarin pagi.",
    "a name with a stop": "Menurut Pt.Xyzw pasar itu ditutup sejak kemarin pagi.",
    "an opening quotation mark of books": "Ia membaca buku «Pasar Kota» kemarin di rumahnya.",
    "a bracket that is part of a word": "Bawa kartu(kartu) itu ke pasar kota kemarin.",
    "a number that is no point": "Ia lahir di desa9. Rumahnya di tepi pasar kota.",
    "a unit": "Warga membeli 20kg beras di pasar kota kemarin.",
    "a question": "Siapa yang tahu? Pedagang itu menggeleng kemarin.",
    "two questions": "?Siapa yang tahu ?siapa yang tahu? Pedagang itu menggeleng.",
    "an address": "Lihat https://contoh.id/a,b di pasar kota kemarin.",
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_right_stays(name):
    article = repair(KEPT[name], language="id")
    assert [edit for edit in article.edits if edit.rule.startswith("space.")] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Harga akan turun, kata kepala pasar M.Hartono kemarin."),
        ("de", "Der Preis sinkt, sagte der Leiter M.Hartmann gestern."),
        ("xx", "Zul vaki, M.Hartono toren."),
    ],
)
def test_initials_are_parted_where_compounds_are(language, text):
    assert ("M. Hart" in repair(text, language=language).text) == (language == "id")
