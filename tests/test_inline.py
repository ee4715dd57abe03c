"""Where invitations end inside a line, what is glued to its end, and what stands twice."""

from __future__ import annotations

from functools import partial

import pytest
from work import calls

from cleaner import clean, restore
from cleaner.text.inline import glued_list, invitations
from cleaner.text.titles import title_end

FIRST = "Harga beras naik lagi pekan ini di semua pasar kota, kata para pedagang."

# the invitation with its headlines, and what follows it in the line
INVITATIONS = [
    ("Baca Juga: Petani Bawang Mengeluh Gagal Panen di Tiga Desa ", "Menurut dinas, stok aman."),
    ("Baca Juga : Bupati Resmikan Pasar Baru, Pedagang Gembira ", "Kegiatan itu dihadiri warga."),
    ("Baca juga: Stok Beras Menipis, Ini Kata Menteri ", "“Kami akan kirim lewat laut,” katanya."),
    ("Baca Juga:Jalan ke Gunung Putus Diterjang Banjir", "Kepala dinas itu meminta warga sabar."),
    ("Baca Juga: Wali Kota Tinjau Gudang Beras!", "Selama kunjungan ia bertemu pedagang."),
    ("Lihat juga: Daftar Harga Pangan di 12 Kota 2024", '"Kami lega," ujar seorang pembeli.'),
    ("Baca Juga Sepuluh Cara Menyimpan Beras agar Tahan Lama ", "Dari data dinas, stok cukup."),
    (
        "Baca juga: Petani Mengeluh Gagal Panen Baca juga: Pasar Murah Digelar Besok ",
        "Para pembeli menyambut kabar itu dengan lega.",
    ),
    ("ARTIKEL BERKAITAN: Harga minyak naik lagi bulan depan", "Menurutnya, bekalan mencukupi."),
    (
        "ARTIKEL BERKAITAN: Harga minyak naik lagi bulan depanLima kilang ditutup sementara",
        "Sementara itu, menteri berkata, bekalan mencukupi.",
    ),
    ("Also read: Rice Prices Fall in Three Cities as Ships Arrive ", "The minister said it helps."),
    ("(Baca juga: Harga Gula Ikut Naik di Pasar Induk) ", "Pembeli mengeluh kepada dinas."),
    (
        "Baca Juga: Polisi Tangkap Pencuri Beras di Gudang Pelabuhan ",
        "Kapolres Kota Contoh AKBP Sari Contohwati, S.H., mengatakan, pelaku mengaku.",
    ),
]


@pytest.mark.parametrize(("furniture", "rest"), INVITATIONS, ids=lambda text: text[:30])
def test_an_invitation_goes_and_the_sentence_after_it_stays(furniture: str, rest: str) -> None:
    line = f"{FIRST} {furniture}{rest}"
    (start, *_), (*_, end, _) = (spans := list(invitations(line)))[0], spans[-1]
    assert (line[:start], line[end:].lstrip()) == (f"{FIRST} ", rest)
    article = clean(line)
    assert clean(article.text).text == article.text
    assert restore(article) == line


# the sentence may begin anywhere in there, or there is no invitation: all of it stays
LEFT_ALONE = [
    "Baca juga aturan pakainya sebelum obat itu diminum, kata dokter.",
    "Ia meminta warga Baca Juga Majalah Kita setiap pekan di rumah.",
    "Baca Juga: Pasar Baru Diresmikan Perwakilan MURI, Triyono, yang hadir, memuji.",
    "Lihat juga di rak paling atas, kata pustakawan itu kepada para tamu.",
    "Simak juga penjelasan menteri yang disampaikan di depan wartawan itu.",
    "See also the report that the agency published in May, she said.",
]


@pytest.mark.parametrize("rest", LEFT_ALONE, ids=lambda text: text[:30])
def test_in_doubt_prose_stays(rest: str) -> None:
    line = f"{FIRST} {rest}"
    assert list(invitations(line)) == []
    assert clean(line, repairs="off").text == line


# text after a label, and how much of it is headline
ENDS = [
    ("Kemudian pada tahun itu ia menjajal ajang lain di kota.", 0),
    ("Petani Bawang Mengeluh Gagal Panen", 34),
    ("Pasar Baru Dibuka, Pedagang Gembira Menteri itu memuji para pedagang.", 36),
    ("Aplikasi MediTek Diblokir Menteri Dalam surat itu disebut alasannya.", 34),
]


@pytest.mark.parametrize(("text", "length"), ENDS, ids=lambda case: str(case)[:30])
def test_where_a_headline_ends(text: str, length: int) -> None:
    assert title_end(text, "", "", sentence_case=False) == length


GLUED = (
    "Harga minyak masak naik lagi",
    "Lima sekolah ditutup kerana banjir",
    "Pasukan negara tewas di pusingan akhir",
    "Cuaca buruk hingga hujung mingguan",
    "Harimau masuk kampung semalam",
)


@pytest.mark.parametrize("before", [f"{FIRST}", f"{FIRST} - Agensi"])
def test_headlines_glued_to_the_end_of_a_line_go(before: str) -> None:
    assert glued_list(before + "".join(GLUED)) == (len(before), len(before + "".join(GLUED)))


@pytest.mark.parametrize(
    "tail",
    [
        "".join(GLUED[:3]),
        "".join(GLUED) + ".",
        " Juara tahun ini ialah:" + "".join(GLUED),
        "".join(f"{line} (kota {i})" for i, line in enumerate(GLUED)),
        " Skuad: Sari Contoh, Budi Contoh, Adi Contoh, Dwi Contoh, Tri Contoh dan Eka Contoh",
    ],
)
def test_what_is_no_list_of_headlines_stays(tail: str) -> None:
    assert glued_list(FIRST + tail) is None


PARAGRAPH = (
    f"{FIRST} Pasokan dari tiga kabupaten terlambat tiba di kota karena banjir memutus jalan."
)
STANDING_TWICE = [
    ("a refrain", "Sayang seribu sayang kau pergi jauh dari sini."),
    ("an answer", "Saya tidak tahu apa yang terjadi pada malam itu, Yang Mulia."),
    ("a question", f"{PARAGRAPH[:-1]}, bukan?"),
]


@pytest.mark.parametrize(("_", "line"), STANDING_TWICE, ids=lambda case: str(case)[:12])
def test_what_may_be_said_twice_stays(_: str, line: str) -> None:
    text = "\n\n".join((FIRST, line, "Hakim mendengarkan dengan tenang pada hari itu.", line))
    assert clean(text, repairs="off").text == text


OTHER = "Hakim mendengarkan dengan tenang pada hari itu."


def test_a_long_paragraph_stands_once() -> None:
    text = "\n\n".join((OTHER, PARAGRAPH, "Foto 1 dari 3", PARAGRAPH))
    assert clean(text, repairs="off").body.count(PARAGRAPH) == 1


def test_a_passage_stands_once() -> None:
    passage = (PARAGRAPH, OTHER, f"Menurut saksi mata, {PARAGRAPH}")
    text = "\n\n".join((*passage, "Sidang dilanjutkan pekan depan di gedung yang sama.", *passage))
    cleaned = clean(text, repairs="off").text
    assert cleaned.count("Pasokan dari tiga kabupaten") == 2


def test_a_paragraph_that_is_quoted_again_stays() -> None:
    text = "\n\n".join((PARAGRAPH, OTHER, PARAGRAPH))
    assert clean(text, repairs="off").text == text


HOSTILE = [
    "Baca juga: ",
    "Baca juga: Aa Bb Cc",
    "Baca Juga: Kota LamaKota ",
    "(Baca juga: ",
    "Ikuti kami di\n",
    "Daftar Isi\n",
    "AbcdEfgh",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    texts = [f"{FIRST} " + piece * (size // len(piece)) for size in (40_000, 160_000)]
    small, large = (calls(partial(clean, text, repairs="off")) for text in texts)
    assert large < 5 * max(small, 10_000)
