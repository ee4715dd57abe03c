"""Text that looks like noise and is not: every line here stays, wherever it stands in the body."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.lines import shape_of

TITLE = "Harga Beras Turun di Pasar Kota"
BODY = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "Pemerintah menambah pasokan dari gudang di pelabuhan supaya harga tidak naik lagi.",
    "Para pembeli menyambut kabar itu dengan gembira dan berharap harga gula ikut turun.",
)

TRAPS = {
    "verbs of watching open real sentences": [
        "Simak syarat dan ketentuan lengkap pendaftaran beasiswa itu berikut ini.",
        "Lihat saja harga cabai yang naik tiga kali lipat, kata seorang pedagang.",
        "Tonton bersama keluarga menjadi kebiasaan baru warga kampung itu setiap Sabtu.",
        "“Saksikan sendiri bagaimana mereka bekerja,” ujar kepala dinas kepada warga.",
        "“Baca juga buku lain, jangan hanya satu,” pesan guru itu kepada muridnya.",
        "Simak baik-baik penjelasan guru sebelum ujian dimulai, kata kepala sekolah.",
        "Lihat bagaimana warga bergotong royong membersihkan selokan setiap hari Minggu.",
        "Tonton pertandingan itu langsung di stadion, ajak wali kota kepada warganya.",
        "Watch how the crew lifts the bridge and you see why it takes them a week.",
        "Read more closely, the report says the opposite of what its authors claim.",
    ],
    "picture and video words open real sentences": [
        "Video yang beredar di media sosial itu ternyata direkam dua tahun lalu.",
        "Foto yang disebut sebagai bukti itu diambil di kota lain, kata polisi.",
        "Gambar di halaman depan buku itu dibuat oleh seorang anak dari desa.",
        "Sumber lain mengatakan harga akan naik lagi pada akhir bulan ini.",
        "Penulis utama studi itu mengatakan hasilnya masih perlu diperiksa lagi.",
        "Video tersebut memperlihatkan seorang pria yang berlari ke arah pasar.",
        "Foto itu tidak menunjukkan banjir di kota kami, demikian hasil pemeriksaan.",
        "Gambar bergerak pertama di desa itu diputar di balai warga pada malam Minggu.",
        "Sumber di kepolisian menyebut tersangka sudah ditahan sejak kemarin sore.",
        "Editor harian itu mengundurkan diri pada hari Senin karena alasan kesehatan.",
        "Reporter itu dipukul ketika meliput unjuk rasa di depan gedung dewan.",
        "Photo by photo, the jury went through the album on Monday afternoon.",
    ],
    "the subject of the article is furniture elsewhere": [
        "Disclaimer: gempa ini tidak berpotensi tsunami menurut badan meteorologi.",
        "Disclaimer: informasi ini mengutamakan kecepatan, hasilnya dapat berubah nanti.",
        "Telepon 0800 0000 000 dibuka polisi bagi keluarga korban yang mencari kabar.",
        "Hubungi petugas posko di nomor 0800 0000 000 bila melihat anak itu, kata ibunya.",
        "Hak cipta lagu itu akhirnya kembali kepada keluarga penciptanya setelah lima tahun.",
        "Iklan rokok itu dicabut setelah keluhan dari para orang tua murid di tiga kota.",
        "Pengiklan terbesar di koran itu menarik kontraknya sejak awal bulan lalu.",
        "Warga dapat melapor ke nomor WhatsApp 0800 0000 000 milik kantor polisi.",
        "Perusahaan itu membuka kanal WhatsApp untuk menjawab keluhan para pelanggan.",
        "Google News menutup layanannya di negara itu karena aturan hak cipta yang baru.",
        "Tim cek fakta menemukan bahwa klaim tentang bantuan tunai itu tidak benar.",
        "Aplikasi itu dapat diunduh di Play Store sejak Senin, kata menteri.",
        "The advertisement was withdrawn after complaints from viewers in three cities.",
        "Newsletters and cookies are both covered by the new law on privacy.",
    ],
    "words that only resemble a phrase": [
        "Halaman masjid itu penuh oleh warga yang datang dari kampung sebelah.",
        "Ia mengikuti perkembangan kasus itu dari kantornya di pusat kota.",
        "Oleh karena itu, rapat ditunda sampai minggu depan oleh ketua dewan.",
        "Halaman selanjutnya dari naskah kuno itu hilang, kata kepala museum kemarin.",
        "Ikuti jejak ayahnya, ia mendaftar sebagai perawat di rumah sakit daerah.",
        "Mengikuti perkembangan harga di pasar, pemerintah menambah pasokan gula.",
        "Bagikan makanan itu kepada tetangga lebih dulu, pesan sang nenek sebelum pergi.",
        "Von Januar bis Mai stiegen die Preise in der Stadt um ein Drittel, sagte er.",
        "Por la tarde los vecinos volvieron a sus casas con lo poco que quedaba.",
        "Par ailleurs, la mairie promet de rouvrir le marché avant la fin du mois.",
        "By the time help came, the river had taken the bridge and two houses.",
    ],
    "brackets at the end that are no desk code": [
        "Rapat itu dipimpin oleh Direktorat Jenderal Administrasi Hukum Umum (AHU).",
        "Perjanjian itu ditandatangani oleh Persatuan Bangsa-Bangsa (PBB)",
        "Kasus itu kini ditangani oleh Komisi Pemberantasan Korupsi di Jakarta (KPK).",
        "Ia menutup pidatonya dengan kutipan dari kitab itu (pasal ketiga).",
    ],
    "short lines of the body": [
        "Bagaimana selanjutnya?",
        "Kesimpulan",
        "DIANCAM DIBLOKIR",
        "HOAKS: BANTUAN TUNAI UNTUK SEMUA WARGA",
        "Am G C F",
        "Rp 12.500 per kilogram",
        "Beras Medium: Rp 12.500",
        "Skor akhir 3-1",
        "Jakarta",
        "C G Am F",
        "Cabai Rawit: Rp 85.000",
        "KLAIM: AIR REBUSAN MENYEMBUHKAN SEGALANYA",
    ],
    "dates inside the body": [
        "30 September 2017",
        "Senin, 30 Juli 2017: server dipindahkan",
        "Pada 3 Mei 2019 pukul 11:52 WIB gempa mengguncang kota itu.",
        "43221",
        "10/20/2025",
        "18/06/2025",
        "15-Sep-19",
        "Diperbarui setiap Senin, daftar harga itu ditempel di gerbang pasar.",
        "Tayang perdana film itu dihadiri para pemain dan keluarga mereka semalam.",
        "Jumat malam warga kembali berkumpul di balai desa untuk mendengar hasilnya.",
    ],
    "names that only look glued or misspelt": [
        "Menurut kumparanTRAVEL dan detikINET, iPhone dan BioNTech dibahas di PLTAMh itu.",
        "Putusan Pdt.Sus-HKI dibacakan oleh dr. Novaria, Sp.KFR, di kantor PT.Viva dan Kompas.com.",
        "Anak-anak itu berlari-lari di alun-alun sambil makan oleh-oleh dari luar kota.",
        "Mobil e:HEV itu dijual PT.Viva di Kompas.com dan iklannya dimuat kumparanTRAVEL.",
        "Menurut dr. Sari, Sp.KFR, vaksin BioNTech itu aman dipakai di PLTAMh Contoh.",
    ],
}


@pytest.mark.parametrize(
    "line", [line for lines in TRAPS.values() for line in lines], ids=lambda line: line[:40]
)
def test_a_trap_stays(line: str) -> None:
    text = "\n\n".join((TITLE, BODY[0], line, *BODY[1:]))
    article = clean(text)
    assert article.text == text
    assert article.title == TITLE


@pytest.mark.parametrize("lines", TRAPS.values(), ids=TRAPS)
def test_traps_stay_together(lines: list[str]) -> None:
    text = "\n\n".join((TITLE, BODY[0], *lines, *BODY[1:]))
    assert clean(text).text == text


SENTENCES = [line for lines in TRAPS.values() for line in lines if shape_of(line).prose]
PLACES = {"below the headline": 0, "at the end": len(BODY)}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("line", SENTENCES, ids=lambda line: line[:40])
def test_a_sentence_stays_at_either_end(line: str, place: int) -> None:
    text = "\n\n".join((TITLE, *BODY[:place], line, *BODY[place:]))
    article = clean(text)
    assert article.text == text
    assert article.title == TITLE


def test_a_sentence_that_begins_like_an_invitation_ends_the_body() -> None:
    last = "Simak syarat dan ketentuan lengkap pendaftaran beasiswa itu berikut ini."
    text = "\n\n".join((TITLE, *BODY, last))
    assert clean(text).text == text


# A title of another article, printed on its own line after its label: the sentence below stays.
RELATED = [
    "Baca juga: Harga Gula Naik: Kapan Turun?",
    'Baca juga: "Kami Tidak Takut!", Kata Para Pedagang',
    "Baca Juga: Beras, Gula, dan Cabai Naik Lagi",
]


@pytest.mark.parametrize("line", RELATED)
def test_a_related_title_goes_and_the_sentence_below_it_stays(line: str) -> None:
    text = "\n\n".join((TITLE, BODY[0], line, *BODY[1:]))
    assert clean(text).text == "\n\n".join((TITLE, *BODY))


def test_a_programme_below_the_body_keeps_its_days() -> None:
    programme = (
        "Jumat, 20 Juni 2025",
        "13:55 WIB | Latihan Pertama",
        "14:40 WIB | Latihan Kedua",
        "Sabtu, 21 Juni 2025",
        "13:35 WIB | Babak Penyisihan",
    )
    text = "\n\n".join((TITLE, *BODY, *programme))
    assert clean(text).text == text


# Dates and names as papers print them: what each gives.
PRINTED = [
    ("10/20/2025 0:32", "2025-10-20T00:32", ()),
    ("18/06/2025 07:45 WIB", "2025-06-18T07:45+07:00", ()),
    ("Tayang: Rabu, 4 Juni 2025- 15:03 WITA", "2025-06-04T15:03+08:00", ()),
    ("Senin, 9 Jun 2025 - 18:28 WIT", "2025-06-09T18:28+09:00", ()),
    ("15-Sep-19", "2019-09-15", ()),
    ("Sari Kusumawardhani -wartaFinance\n3 Mei 2019", "2019-05-03", ("Sari Kusumawardhani",)),
    ("Penulis: Sari Contoh, Budi Contoh Tim Redaksi", None, ("Sari Contoh", "Budi Contoh")),
]


@pytest.mark.parametrize(("lines", "date", "authors"), PRINTED)
def test_what_papers_print_above_the_body(
    lines: str, date: str | None, authors: tuple[str, ...]
) -> None:
    article = clean("\n".join((TITLE, lines, *BODY)))
    assert (article.date, article.authors) == (date, authors)
    assert article.paragraphs == BODY


def test_the_code_of_a_writer_after_the_last_sentence() -> None:
    article = clean("\n".join((TITLE, *BODY[:2], BODY[2] + " wkt10")))
    assert (article.authors, article.paragraphs) == (("wkt10",), BODY)


@pytest.mark.parametrize("serial", ["43221", "43221.52", "45678"])
def test_a_spreadsheets_count_of_days_is_no_date(serial: str) -> None:
    article = clean("\n".join((TITLE, serial, *BODY)))
    assert (article.date, article.updated) == (None, None)
    assert serial in article.text
