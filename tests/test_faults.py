"""Faults of the first version that lost or took too much, each with its right outcome."""

from __future__ import annotations

import pytest

from cleaner import clean, restore

FIRST = (
    "The council of the harbour town voted on Monday to mend the old bridge before winter comes."
)
SECOND = "Residents of the quarter welcomed the decision after a long evening in the town hall."
PROSE = f"{FIRST} {SECOND}"

# an article on one line, and the notice that is glued to its end
RIGHTS = {
    "en": (PROSE, "© 2024 Example News. All rights reserved."),
    "de": (
        (
            "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke vor dem Winter zu "
            "reparieren. Die Anwohner begrüßten die Entscheidung nach einem langen "
            "Abend im Rathaus."
        ),
        "© 2024 Beispielblatt. Alle Rechte vorbehalten.",
    ),
    "fr": (
        (
            "Le conseil municipal a décidé lundi de réparer le vieux pont avant la "
            "venue de l'hiver. "
            "Les habitants du quartier ont salué cette décision après une longue soirée."
        ),
        "© 2024 Journal Exemple. Tous droits réservés.",
    ),
    "es": (
        (
            "El consejo de la ciudad decidió el lunes reparar el viejo puente "
            "antes de que llegue el "
            "invierno. Los vecinos celebraron la decisión tras una larga noche en el ayuntamiento."
        ),
        "© 2024 Diario Ejemplo. Todos los derechos reservados.",
    ),
    "id": (
        (
            "Dewan kota memutuskan pada hari Senin untuk memperbaiki jembatan tua "
            "sebelum musim hujan "
            "tiba. Warga menyambut keputusan itu setelah rapat panjang di balai kota."
        ),
        "© 2024 Warta Contoh. Hak cipta dilindungi undang-undang.",
    ),
    "ru": (
        (
            "Городской совет в понедельник решил починить старый мост до наступления зимы. Жители "
            "квартала приветствовали это решение после долгого вечера в ратуше."
        ),
        "© 2024 Пример. Все права защищены.",
    ),
    "zh": (
        (
            "市议会周一投票决定在冬天到来之前修复这座旧桥，工程将持续三个月。居民在市政厅度过漫长的"
            "一晚之后对这一决定表示欢迎，并希望工程尽快开始。"
        ),
        "版权归原作者所有。",
    ),
    "ja": (
        (
            "市議会は月曜日、冬が来る前に古い橋を修理することを決めた。"
            "住民は市役所での長い夜のあと、この決定を歓迎した。"
        ),
        "© 2024 例新聞。無断転載を禁じます。",
    ),
    "ar": (
        (
            "قرر مجلس المدينة يوم الإثنين إصلاح الجسر القديم قبل حلول فصل الشتاء القادم. "
            "ورحب سكان الحي بهذا القرار بعد أمسية طويلة في قاعة البلدية."
        ),
        "© 2024 صحيفة المثال. جميع الحقوق محفوظة.",
    ),
    "ko": (
        (
            "시의회는 월요일 겨울이 오기 전에 낡은 다리를 고치기로 결정했다. "
            "주민들은 시청에서 긴 저녁을 보낸 뒤 이 결정을 환영했다."
        ),
        "© 2024 예시일보. 무단 전재 및 재배포 금지.",
    ),
    "hi": (
        (
            "नगर परिषद ने सोमवार को सर्दियों से पहले पुराने पुल की मरम्मत करने का फैसला किया। "
            "निवासियों ने लंबी शाम के बाद इस फैसले का स्वागत किया।"
        ),
        "© 2024 उदाहरण समाचार। सर्वाधिकार सुरक्षित।",
    ),
    "tr": (
        (
            "Belediye meclisi pazartesi günü eski köprüyü kış gelmeden önce onarmaya karar verdi. "
            "Mahalle sakinleri uzun bir akşamın ardından kararı memnuniyetle karşıladı."
        ),
        "© 2024 Örnek Haber. Tüm hakları saklıdır.",
    ),
    "pl": (
        (
            "Rada miasta postanowiła w poniedziałek naprawić stary most przed nadejściem zimy. "
            "Mieszkańcy dzielnicy przyjęli tę decyzję z radością po długim wieczorze."
        ),
        "© 2024 Przykład. Wszelkie prawa zastrzeżone.",
    ),
}


@pytest.mark.parametrize("language", RIGHTS)
def test_rights_at_the_end_of_an_article_on_one_line_go_alone(language: str) -> None:
    article, notice = RIGHTS[language]
    cleaned = clean(f"{article} {notice}")
    assert cleaned.text == article
    assert {edit.rule.partition(".")[0] for edit in cleaned.edits} <= {"footer", "layout"}
    assert restore(cleaned) == f"{article} {notice}"


# a line with notice and prose, and what stays of it
BESIDE = {
    "cookies before": (
        f"We use cookies to give you the best experience on our site. {FIRST}",
        FIRST,
    ),
    "paywall before": (f"Subscribe to read the full story. {FIRST}", FIRST),
    "contributor behind": (f"{FIRST} Jordan Reed contributed to this report.", FIRST),
    "call before": (f"Follow us on Twitter. {PROSE}", PROSE),
    "call between": (f"{FIRST} Follow us on Twitter. {SECOND}", PROSE),
    "call behind": (f"{PROSE} Follow us on Twitter.", PROSE),
    "newsletter before": (f"Sign up for our newsletter. {PROSE}", PROSE),
    "newsletter between": (f"{FIRST} Sign up for our newsletter. {SECOND}", PROSE),
    "rights behind": (f"{PROSE} All rights reserved.", PROSE),
    "advertisement between": (f"{FIRST} ADVERTISEMENT {SECOND}", PROSE),
}


@pytest.mark.parametrize("name", BESIDE)
def test_a_notice_does_not_take_the_sentence_beside_it(name: str) -> None:
    line, left = BESIDE[name]
    assert clean(line).text == left
    inside = clean(f"{SECOND}\n\n{line}\n\n{FIRST}").paragraphs
    assert (inside[0], inside[-1]) == (SECOND, FIRST)
    assert left in (inside[1], inside[1][: len(left)])  # some notices go below the article alone


STAYS = [
    "Follow us on Twitter was the slogan of the week, and nobody did.",
    "시의회는 무단 전재-재배포 금지 문구를 새 규정에 넣기로 월요일에 결정했다.",
    "Pameran itu menampilkan hasil karya fotografer dari kantor berita Foto Utama (AFP).",
    "Advertisement Standards officials had asked the broadcaster to apologise for it.",
    "The reporter wrote that the site asked its readers to “click here”.",
]


@pytest.mark.parametrize("sentence", STAYS)
def test_a_sentence_with_the_words_of_a_notice_stays(sentence: str) -> None:
    assert clean(sentence).text == sentence
    text = f"{FIRST}\n\n{sentence}\n\n{SECOND}"
    assert clean(text).text == text


def test_the_rows_of_a_timetable_above_other_stories_stay() -> None:
    rows = [
        row
        for name, price in (("Ekonomi", 40), ("Bisnis", 60), ("Eksekutif", 90))
        for row in (f"Kelas {name}", f"Tarif: Rp{price}.000")
    ]
    prose = "Dinas perhubungan menaikkan tarif kereta mulai bulan Juni karena harga listrik naik."
    below = [
        "Baca Juga",
        "Harga Gula Naik Lagi Menjelang Lebaran",
        "Warga Menanam Pohon di Tepi Kali",
    ]
    article = clean("\n\n".join(("Tarif Kereta Naik Mulai Juni", prose, *rows, *below)))
    assert [row for row in rows if row not in article.paragraphs] == []
    assert "Baca Juga" not in article.text


def test_a_credit_inside_the_element_of_a_paragraph_takes_none_of_it() -> None:
    third = "The work is to begin in May and to last until the end of the year, the mayor said."
    fourth = "Engineers had warned for years that the beams were rotten and that the river rose."
    article = clean(
        f"<html><body><article><h1>Council Mends the Old Bridge</h1><div><span>© Jo Doe/Press"
        f"</span> {FIRST}</div><p>{SECOND}</p><p>{third}</p><p>{fourth}</p></article></body></html>"
    )
    assert all(sentence in article.text for sentence in (FIRST, SECOND, third, fourth))


def test_an_invitation_stops_at_the_capital_it_is_glued_to() -> None:
    stays = "Saat ini, Budi menjabat Ketua Asosiasi Pedagang Beras."
    line = f"Baca juga: Harga Cabai Turun, Pedagang Bilang Begini{stays}"
    assert clean(line).text == stays
    assert clean(f"{FIRST}\n\n{line}\n\n{SECOND}").text == f"{FIRST}\n\n{stays}\n\n{SECOND}"


def test_a_block_of_middle_dots_is_text() -> None:
    page = (
        f"<html><body><article><p>{FIRST}</p><p>・・・</p><p>{SECOND}</p></article></body></html>"
    )
    article = clean(page)
    assert FIRST in article.text
    assert SECOND in article.text
