"""Text that looks like noise and is not: every line here stays, wherever it stands in the body."""

from __future__ import annotations

import pytest

from cleaner import clean

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
    ],
    "picture and video words open real sentences": [
        "Video yang beredar di media sosial itu ternyata direkam dua tahun lalu.",
        "Foto yang disebut sebagai bukti itu diambil di kota lain, kata polisi.",
        "Gambar di halaman depan buku itu dibuat oleh seorang anak dari desa.",
        "Sumber lain mengatakan harga akan naik lagi pada akhir bulan ini.",
        "Penulis utama studi itu mengatakan hasilnya masih perlu diperiksa lagi.",
    ],
    "the subject of the article is furniture elsewhere": [
        "Disclaimer: gempa ini tidak berpotensi tsunami menurut badan meteorologi.",
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
        "By the time help came, the river had taken the bridge and two houses.",
    ],
    "brackets at the end that are no desk code": [
        "Rapat itu dipimpin oleh Direktorat Jenderal Administrasi Hukum Umum (AHU).",
        "Perjanjian itu ditandatangani oleh Persatuan Bangsa-Bangsa (PBB)",
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
    ],
    "dates inside the body": [
        "30 September 2017",
        "Senin, 30 Juli 2017: server dipindahkan",
        "Pada 3 Mei 2019 pukul 11:52 WIB gempa mengguncang kota itu.",
    ],
    "names that only look glued or misspelt": [
        "Menurut kumparanTRAVEL dan detikINET, iPhone dan BioNTech dibahas di PLTAMh itu.",
        "Putusan Pdt.Sus-HKI dibacakan oleh dr. Novaria, Sp.KFR, di kantor PT.Viva dan Kompas.com.",
        "Anak-anak itu berlari-lari di alun-alun sambil makan oleh-oleh dari luar kota.",
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


def test_a_sentence_that_begins_like_an_invitation_ends_the_body() -> None:
    last = "Simak syarat dan ketentuan lengkap pendaftaran beasiswa itu berikut ini."
    text = "\n\n".join((TITLE, *BODY, last))
    assert clean(text).text == text
