"""What one line shows by itself, in any script."""

from __future__ import annotations

import pytest

from cleaner.lines import calls_out, shape_of, spoken, tokens_of, tokens_of_each

TOKENS = [
    ("Baca juga: Harga Naik", ("baca", "juga", ":", "harga", "naik")),
    ("» READ MORE —", ("read", "more")),
    ("don't", ("don", "t")),
    ("© 2024", ("©", "2024")),
    ("関連記事：東京", ("関", "連", "記", "事", ":", "東", "京")),
    ("관련기사： 서울", ("관련기사", ":", "서울")),
    ("ABC新聞", ("abc", "新", "聞")),
    ("विज्ञापन", ("विज्ञापन",)),
    ("إعلان", ("إعلان",)),
    ("Straße", ("strasse",)),
    ("it’s “so” – he_said…", ("it", "s", "so", "he", "said")),
    ("À lire : l’été", ("à", "lire", ":", "l", "été")),
    ("SON DAKİKA, İLGİLİ", ("son", "dakika", "ilgili")),
    ("Yazılar", ("yazilar",)),
    ("...", ()),
    ("\u09aa\u09dc\u09c1\u09a8", ("\u09aa\u09a1\u09bc\u09c1\u09a8",)),
    ("e\u0301te\u0301", ("\u00e9t\u00e9",)),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_tokens(text: str, tokens: tuple[str, ...]) -> None:
    assert tokens_of(text) == tokens


def test_tokens_of_many_texts_at_once_are_the_same() -> None:
    texts = [text for text, _ in TOKENS]
    assert tokens_of_each(texts) == [tokens_of(text) for text in texts]
    for text in texts:
        assert tokens_of_each([text, "a b"]) == [tokens_of(text), ("a", "b")]


def test_tokens_are_spoken_as_they_are_written() -> None:
    texts = ["baca juga :", "関連記事", "abc 新聞", "ข่าวเด่น", "관련 기사", "विज्ञापन"]
    assert [spoken(tokens_of(text)) for text in texts] == texts


SIZES = [
    ("Harga: beras ©", 2),
    ("関連記事", 2),
    ("ABC新聞", 2),
    ("・・・", 0),
    ("ドナ・サマー", 2.5),
    ("…", 0),
]


@pytest.mark.parametrize(("text", "size"), SIZES)
def test_marks_are_no_words(text: str, size: float) -> None:
    assert shape_of(text).size == size


PROSE = [
    ("Harga beras turun di pasar kota.", True),
    ("Harga beras turun.", False),
    ("“Kami tidak akan mundur dari sini.”", True),
    ("Harga beras turun di pasar kota sejak Senin. Pedagang senang", True),
    ("Harga Beras Turun, Pedagang Senang, Pembeli Lega", False),
    ("Mengapa harga beras turun di pasar?", False),
    ("Daftar harga beras di pasar kota pada hari Senin:", False),
    ("政府は月曜日に計画を発表した。", True),
    ("関連記事", False),
    ("सरकार ने सोमवार को नई योजना की घोषणा की।", True),
    ("وقال الوزير إن الأسعار سوف تنخفض.", True),
    ("အစိုးရက တနင်္လာနေ့တွင် စီမံကိန်းသစ်ကို ကြေညာခဲ့သည်။", True),
    ("រដ្ឋាភិបាលបានប្រកាសផែនការថ្មីនៅថ្ងៃច័ន្ទ។", True),
    ("መንግሥት ሰኞ ዕለት አዲሱን ዕቅድ ይፋ አደረገ።", True),
    ("Կառավարությունը երկուշաբթի օրը հայտարարեց նոր ծրագրի մասին։", True),
    (" ".join(["kata"] * 30), True),
]


@pytest.mark.parametrize(("text", "prose"), PROSE)
def test_prose(text: str, prose: bool) -> None:
    assert shape_of(text).prose is prose


CALLS = [
    (
        "Dua Pedagang di Pasar Kota yang Ikut Lomba Beras, di Mana Nomor Satu Bikin Juri Menangis!",
        True,
    ),
    (
        "Will the Mayor Close Every Road Before the Winter Parade Is On at the Old Bay of Ely?",
        True,
    ),
    ("Pedagang Beras Terkaya di Pasar Adalah...", True),
    ("Wali Kota Angkat Petugas Kebersihan Jadi Pegawai PT. Angkasa Raya", True),
    (
        "Apa harga beras di Pasar Kota akan naik lagi sebelum bulan puasa pada tahun depan tiba?",
        False,
    ),
    ("Kata Pak Menteri Suharto Wijaya semua akan baik-baik saja...", False),
    ("Harga Beras Turun Tajam di Pasar Kramat Jati.", False),
    (
        "TIDAK ADA YANG TAHU APA YANG TERJADI DI SANA PADA MALAM ITU KATA WARGA DI KOTA!",
        False,
    ),
    ("Kramat Jati!", False),
    (
        "Warum hat die Ministerin den Bericht der Kommission zur Reform denn so nicht gelesen?",
        False,
    ),
]


@pytest.mark.parametrize(("text", "calls"), CALLS)
def test_prose_that_is_written_like_a_headline(text: str, calls: bool) -> None:
    assert calls_out(shape_of(text)) is calls
