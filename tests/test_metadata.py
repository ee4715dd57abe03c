"""Metadata from text: each field right or absent."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from work import calls

from cleaner import Article, clean, load_rules
from cleaner.dates.stamps import dates_in
from cleaner.dates.words import names, table
from cleaner.stated.credits import credits_in
from cleaner.words.language import code_of

TITLE = "Harga Beras Turun di Pasar Kota"
BODY = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "Pemerintah menambah pasokan dari gudang di pelabuhan supaya harga tidak naik lagi.",
)
ENGLISH = (
    "Rice has become cheaper in the city since Monday, the traders at the market said.",
    "The government has brought more of it from the port to keep the price from rising.",
)

PLAIN_TITLE = "Zorvex Tamblin Prulk Wendo"
# words of no language: enough of them for a paragraph
PLAIN = (
    "Zorvex tamblin prulk wendo kasfil ombrant telvu sindarq paltom.",
    "Grelmo vistant urdek polvanse mirtog halbenz drafuk setolin.",
)

# Each line is read as its language writes it, in an article whose own language is not known.
LOCAL_DATES = [
    ("id", "Kamis, 5 Maret 2026 | 16:52 WIB", "2026-03-05T16:52+07:00"),
    ("id", "5 Maret 2026 pukul 16.52 WITA", "2026-03-05T16:52+08:00"),
    ("id", "Tayang: Kamis, 5 Maret 2026- 15:03 WIT", "2026-03-05T15:03+09:00"),
    ("id", ", Jurnalis-Kamis, 5 Maret 2026 |16:18 WIB", "2026-03-05T16:18+07:00"),
    ("id", "05/03/2026 07:45 WIB", "2026-03-05T07:45+07:00"),
    ("id", "05-Agt-2026", "2026-08-05"),
    ("id", "15-Sep-19", "2019-09-15"),
    ("ms", "5 Mac 2026, 10:12am", "2026-03-05T10:12"),
    ("ms", "Khamis, 5 Ogos 2026 2:30 PTG", "2026-08-05T14:30"),
    ("en", "Published March 5, 2026 at 3:15 p.m. ET", "2026-03-05T15:15"),
    ("en", "Thursday 5th March 2026, 15:15 GMT", "2026-03-05T15:15+00:00"),
    ("en", "Mar. 5, 2026 · 3 min read", "2026-03-05"),
    ("en", "2026-03-05T10:12:33Z", "2026-03-05T10:12+00:00"),
    ("de", "Donnerstag, 5. März 2026, 10:12 Uhr", "2026-03-05T10:12"),
    ("de", "Veröffentlicht am 05.03.2026 um 10.12 Uhr", "2026-03-05T10:12"),
    ("fr", "le 5 mars 2026 à 10h12", "2026-03-05T10:12"),
    ("fr", "Publié le 1er août 2026 à 10:12", "2026-08-01T10:12"),
    ("es", "5 de marzo de 2026 a las 10:12", "2026-03-05T10:12"),
    ("es", "Publicado el 05/03/2026 10:12h", "2026-03-05T10:12"),
    ("pt", "Publicado em 5 de março de 2026 às 10h12", "2026-03-05T10:12"),
    ("it", "Pubblicato il 5 marzo 2026 alle 10:12", "2026-03-05T10:12"),
    ("nl", "Gepubliceerd: 5 maart 2026 om 10.12 uur", "2026-03-05T10:12"),
    ("tr", "Giriş Tarihi: 05.03.2026 10:12", "2026-03-05T10:12"),
    ("tr", "05 NİSAN 2026 PAZAR 10:12", "2026-04-05T10:12"),
    ("ru", "5 марта 2026 г. в 10:12 МСК", "2026-03-05T10:12+03:00"),
    ("ru", "Опубликовано: 05.03.2026, 10:12", "2026-03-05T10:12"),
    ("pl", "Opublikowano: 5 marca 2026, godz. 10:12", "2026-03-05T10:12"),
    ("ja", "2026年3月5日 10時12分 公開", "2026-03-05T10:12"),
    ("ja", "2026/03/05(木) 10:12", "2026-03-05T10:12"),
    ("ko", "2026년 3월 5일 오후 2:15", "2026-03-05T14:15"),
    ("ko", "입력 2026.03.05. 오전 10:12", "2026-03-05T10:12"),
    ("zh", "发布时间：2026年3月5日 10:12", "2026-03-05T10:12"),
    ("zh", "2026-03-05 10:12 星期四", "2026-03-05T10:12"),
    ("ar", "٥ مارس ٢٠٢٦ - ١٠:١٢ ص", "2026-03-05T10:12"),
    ("ar", "نشر في: 5 كانون الثاني 2026", "2026-01-05"),
    ("hi", "5 मार्च 2026, 10:12 AM", "2026-03-05T10:12"),
    ("hi", "५ जनवरी २०२६", "2026-01-05"),
    ("vi", "Thứ năm, 5/3/2026, 10:12 (GMT+7)", "2026-03-05T10:12+07:00"),
    ("vi", "Ngày 5 tháng 12 năm 2026", "2026-12-05"),
    ("th", "5 มีนาคม 2569 เวลา 10:12 น.", "2026-03-05T10:12"),
    ("th", "วันพฤหัสบดีที่ 5 มี.ค. 2569 10.12 น.", "2026-03-05T10:12"),
    ("sv", "Publicerad 5 mars 2026 kl 10.12", "2026-03-05T10:12"),
    ("no", "Publisert torsdag 5. mars 2026 kl. 10:12", "2026-03-05T10:12"),
    ("da", "Publiceret d. 5. marts 2026 kl. 10:12", "2026-03-05T10:12"),
    ("fi", "Julkaistu 5. maaliskuuta 2026 klo 10.12", "2026-03-05T10:12"),
    ("cs", "Publikováno: 5. března 2026, 10:12", "2026-03-05T10:12"),
    ("uk", "Опубліковано: 5 березня 2026 о 10:12", "2026-03-05T10:12"),
    ("el", "Δημοσίευση: 5 Μαρτίου 2026, 10:12", "2026-03-05T10:12"),
    ("ro", "Publicat: 5 martie 2026, ora 10:12", "2026-03-05T10:12"),
    ("hu", "Megjelent: 2026. 03. 05. 10:12", "2026-03-05T10:12"),
]


def _with_line(line: str) -> Article:
    """An article whose words tell no language, with ``line`` below its headline."""
    return clean("\n".join((PLAIN_TITLE, line, *PLAIN)))


@pytest.mark.parametrize(("language", "line", "date"), LOCAL_DATES)
def test_a_date_as_its_language_writes_it(language: str, line: str, date: str) -> None:
    article = _with_line(line)
    assert article.date == date, language
    assert article.updated is None
    assert article.paragraphs == PLAIN
    assert [o.rule for o in article.origins if o.field == "date"] == ["date.line"]


UPDATES = [
    ("Diperbarui 09 Jun 2025, 11:59 WIB", "2025-06-09T11:59+07:00"),
    ("Dikemas kini: 5 Ogos 2026, 2:30 PTG", "2026-08-05T14:30"),
    ("Updated: 31 July 2017 11:52 IST", "2017-07-31T11:52+05:30"),
    ("Last updated on July 31, 2017 at 6:05 pm GMT", "2017-07-31T18:05+00:00"),
    ("Updated 2017-07-31T11:52+02:00", "2017-07-31T11:52+02:00"),
    ("Updated 25/06/2017", "2017-06-25"),
    ("Stand: 05.03.2026, 10:12 Uhr", "2026-03-05T10:12"),
    ("Mis à jour le 5 mars 2026 à 10h12", "2026-03-05T10:12"),
    ("Actualizado el 5 de marzo de 2026", "2026-03-05"),
    ("Atualizado em 05/03/2026 10h12", "2026-03-05T10:12"),
    ("Ultimo aggiornamento: 5 marzo 2026", "2026-03-05"),
    ("Laatst bijgewerkt: 5 maart 2026", "2026-03-05"),
    ("Son Güncelleme: 5 Mart 2026 10:12", "2026-03-05T10:12"),
    ("Обновлено: 5 марта 2026", "2026-03-05"),
    ("Aktualizacja: 5 marca 2026", "2026-03-05"),
    ("最終更新：2026年3月5日 10:12", "2026-03-05T10:12"),
    ("更新时间：2026年3月5日 10:12", "2026-03-05T10:12"),
    ("수정 2026.03.05. 오전 10:12", "2026-03-05T10:12"),
    ("آخر تحديث: 5 آذار/مارس 2026", "2026-03-05"),
    ("अपडेटेड 5 मार्च 2026", "2026-03-05"),
    ("Cập nhật lúc: 10:12 ngày 5/3/2026", "2026-03-05"),
    ("อัปเดตล่าสุด 5 มีนาคม 2569", "2026-03-05"),
    ("Sist oppdatert: 5. mars 2026", "2026-03-05"),
    ("Päivitetty 5. maaliskuuta 2026", "2026-03-05"),
    ("Aktualizováno 5. března 2026", "2026-03-05"),
    ("Оновлено 5 березня 2026", "2026-03-05"),
]


@pytest.mark.parametrize(("line", "updated"), UPDATES)
def test_a_date_of_a_change(line: str, updated: str) -> None:
    article = _with_line(line)
    assert (article.date, article.updated) == (None, updated)
    assert article.paragraphs == PLAIN


BOTH = [
    "Published 5 March 2026 Updated 6 March 2026",
    "5 March 2026 (updated 6 March 2026)",
    "Publié le 5 mars 2026 à 10:12 - Mis à jour le 6 mars 2026 à 11h30",
    "입력 2026.03.05. 오전 10:12 수정 2026.03.06. 오후 1:05",
    "2026年3月5日 公開 2026年3月6日 更新",
    "05/03/2026 10h12 Atualizado em 06/03/2026 08h00",
]


@pytest.mark.parametrize("line", BOTH)
def test_labels_stand_before_their_dates_or_each_after_its_date(line: str) -> None:
    article = _with_line(line)
    assert (article.date or "")[:10] == "2026-03-05"
    assert (article.updated or "")[:10] == "2026-03-06"


NO_DATE = [
    ("31 Februari 2019", None),  # no such day
    ("05/06/2017", None),  # May or June
    ("05/06/2017", "en"),
    ("05.06.2017", None),
    ("05/06/17 10:12", "id"),  # two digits of a year
    ("5/6/2017 9:25", "id"),  # as a spreadsheet prints it: which order is not known
    ("05/03/2569", None),  # a Buddhist year nobody vouches for
]


@pytest.mark.parametrize(("line", "language"), NO_DATE)
def test_a_date_line_that_does_not_say_which_day_goes_and_gives_nothing(
    line: str, language: str | None
) -> None:
    article = clean("\n".join((PLAIN_TITLE, line, *PLAIN)), language=language)
    assert (article.date, article.updated) == (None, None)
    assert article.paragraphs == PLAIN


NO_DATE_LINE = [
    "45678",  # a spreadsheet's count of days
    "45678.43",
    "15 رمضان 1447",
    "March 2026",
    "5 March 10:12",
    "1.234 5.678",
    "May 5, 2026: The Day After",
    "ข่าววันที่ 5 มีนาคม 2569",
]


@pytest.mark.parametrize("line", NO_DATE_LINE)
def test_what_is_no_date_line_stays_and_gives_nothing(line: str) -> None:
    article = _with_line(line)
    assert (article.date, article.updated) == (None, None)
    assert line in article.text


@pytest.mark.parametrize("language", sorted(table()["languages"]))
def test_dateparser_and_the_table_agree_on_every_month(language: str) -> None:
    months = table()["languages"][language]["months"] or [f"2026年{n}月" for n in range(1, 13)]
    for number, listed in enumerate(months, 1):
        for name in listed.split(","):
            line = f"{name}5日" if "年" in name else f"5 {name.strip()} 2026"
            assert [d.iso for d in dates_in(line, language, "")] == [f"2026-{number:02}-05"], name


def test_no_name_of_a_month_means_two_months() -> None:
    seen: dict[str, int] = {}
    for entry in table()["languages"].values():
        for number, listed in enumerate(entry["months"], 1):
            for name in names(listed):
                assert seen.setdefault(name, number) == number, name


def test_the_date_nearest_the_headline_counts() -> None:
    above = ("1 Mei 2019 08:00 WIB", "Beranda", "2 Mei 2019")
    article = clean("\n".join((*above, TITLE, "3 Mei 2019 11:52 WIB", *BODY)))
    assert (article.title, article.date) == (TITLE, "2019-05-03T11:52+07:00")
    undated = clean("\n".join((*above, TITLE, *BODY)))
    assert (undated.title, undated.date) == (TITLE, "2019-05-02")


def test_the_zone_of_three_countries_is_told_by_context() -> None:
    head = "Rice Is Cheaper in Dublin", "31 July 2017 11:52 IST"
    assert clean("\n".join((*head, *ENGLISH))).date == "2017-07-31T11:52"
    indian = clean("\n".join((*head, *ENGLISH)), url="https://news.example.in/a")
    assert indian.date == "2017-07-31T11:52+05:30"


BYLINES = [
    ("Oleh: Sari Contoh", ("Sari Contoh",)),
    ("Penulis: Sari Contoh dan Budi Contoh", ("Sari Contoh", "Budi Contoh")),
    ("By Jordan Example, Kim Sample", ("Jordan Example", "Kim Sample")),
    ("By Example Press | 3 May 2019", ("Example Press",)),
    ("Dwi Kusumawardhani\n3 Mei 2019", ("Dwi Kusumawardhani",)),
    ("Dwi Kusumawardhani - wartaEkonomi\n3 Mei 2019", ("Dwi Kusumawardhani",)),
    ("3 Mei 2019", ()),
    ("Penulis: Sari Contoh Tim Redaksi", ("Sari Contoh",)),
    ("Von Anna Beispiel und Peter van der Muster", ("Anna Beispiel", "Peter van der Muster")),
    ("Ein Kommentar von Anna Beispiel", ("Anna Beispiel",)),
    ("Par Jeanne Exemple et Louis Modèle", ("Jeanne Exemple", "Louis Modèle")),
    ("Por María Ejemplo y Juan Muestra", ("María Ejemplo", "Juan Muestra")),
    ("Door Jan Voorbeeld", ("Jan Voorbeeld",)),
    ("Ayşe Örnek muhabiri", ("Ayşe Örnek",)),
    ("Yazan: Ayşe Örnek", ("Ayşe Örnek",)),
    ("Автор: Анна Примерова", ("Анна Примерова",)),
    ("Autor: Jan Wzór", ("Jan Wzór",)),
    ("文／山田花子", ("山田花子",)),
    ("記者 王小明", ("王小明",)),
    ("作者：王小明", ("王小明",)),
    ("홍길동 기자 hong@example.com", ("홍길동",)),
    ("بقلم: أحمد المثال", ("أحمد المثال",)),
    ("Tác giả: Nguyễn Ví Dụ", ("Nguyễn Ví Dụ",)),
    ("โดย: สมชาย ตัวอย่าง", ("สมชาย ตัวอย่าง",)),
]


@pytest.mark.parametrize(("lines", "authors"), BYLINES)
def test_authors(lines: str, authors: tuple[str, ...]) -> None:
    article = clean("\n".join((TITLE, lines, *BODY)))
    assert article.authors == authors
    assert article.paragraphs == BODY


OPENED = [
    ("Par Jeanne Exemple (avec AFP)", "Jeanne Exemple", None),
    ("Por João Exemplo — São Paulo", "João Exemplo", None),
    ("Por João Exemplo, g1 SC", "João Exemplo", None),
    ("Von Anna Beispiel, dpa", "Anna Beispiel", None),
    ("By Jordan Example, New York", "Jordan Example", None),
    ("Publié le 5 mars 2026 à 10h12 par Jeanne Exemple", "Jeanne Exemple", "2026-03-05T10:12"),
    ("Jeanne Exemple – 5 mars 2026 à 10:12", "Jeanne Exemple", "2026-03-05T10:12"),
    ("di Giovanni Esempio 5 marzo 2026", "Giovanni Esempio", "2026-03-05"),
    ("March 5, 2026 By Jordan Example", "Jordan Example", "2026-03-05"),
    ("Anna Beispiel, Berlin\n05.03.2026, 10:12 Uhr", "Anna Beispiel", "2026-03-05T10:12"),
    ("María Ejemplo | Madrid\n5 de marzo de 2026", "María Ejemplo", "2026-03-05"),
    ("Ayşe Örnek / ANKARA\n05.03.2026", "Ayşe Örnek", "2026-03-05"),
    ("بقلم أحمد المثال", "أحمد المثال", None),
    ("كتب أحمد المثال\n5 مارس 2026", "أحمد المثال", "2026-03-05"),
    ("记者 王小明 报道", "王小明", None),
    ("(홍길동 기자)", "홍길동", None),
    ("[예시뉴스 홍길동 기자]", "홍길동", None),
    ("hong@example.com 홍길동 기자", "홍길동", None),
    ("홍길동 기자가 보도합니다.", "홍길동", None),
    ("By Example with Agencies", None, None),
    ("Par ici la sortie", None, None),
    ("Von Berlin nach Hamburg", None, None),
    ("By the River", None, None),
    ("Kesehatan Mental - 5 Mei 2024", None, None),
    ("World News – 5 March 2026", None, None),
]


@pytest.mark.parametrize(("line", "author", "date"), OPENED)
def test_the_line_below_the_headline_names_who_wrote_whether_it_goes_or_stays(
    line: str, author: str | None, date: str | None
) -> None:
    article = clean("\n".join((TITLE, line, *BODY)))
    assert article.authors == ((author,) if author else ())
    assert article.date == date


def test_what_went_at_the_start_of_an_article_without_a_headline_says_who_wrote_and_when() -> None:
    notice = "Thanks for contacting us. We've received your submission."
    text = f"{notice} By Jordan Example March 5, 2026 | 7:08pm {' '.join(ENGLISH)}"
    article = clean(text)
    assert (article.authors, article.date) == (("Jordan Example",), "2026-03-05T19:08")


BRACKETED = [
    ("Moscow (Example Agency, 5 March 2026)", "2026-03-05", "Moscow"),
    ("Moscow (Example Agency) -", None, "Moscow"),
    ("The council (founded on 5 March 2020)", None, None),
]


@pytest.mark.parametrize(("opening", "date", "place"), BRACKETED)
def test_the_bracket_behind_the_city_of_a_dateline_may_hold_the_date(
    opening: str, date: str | None, place: str | None
) -> None:
    article = clean(f"{opening} {' '.join(ENGLISH)}")
    assert (article.date, article.place) == (date, place)


CREDITS = [
    ("Penulis: Budi Hartono (bh/ss)", ["Budi Hartono"], []),
    ("By Anna Example, Senior Reporter", ["Anna Example"], []),
    (
        "By Anna Example and José van der Muster, Example News",
        ["Anna Example", "José van der Muster"],
        [],
    ),
    ("Oleh: Budi Hartono, Jakarta", ["Budi Hartono"], []),
    (
        "Pewarta: Ani Lestari Editor: Budi Santoso Copyright © 2019",
        ["Ani Lestari"],
        ["Budi Santoso"],
    ),
    ("Reporter: Siti AminahEditor: Budi Santoso", ["Siti Aminah"], ["Budi Santoso"]),
    (
        "Reporting by Ann Lee in London and Bo Chan; Editing by Cy Dee",
        ["Ann Lee", "Bo Chan"],
        ["Cy Dee"],
    ),
    ("Reporting by Ann Lee; Additional reporting by Kim Roe", ["Ann Lee"], []),
    ("Sumber: Humas PemkotEditor: Sari Contoh", [], ["Sari Contoh"]),
    ("Teks oleh: Sari ContohFoto: Budi Muster", ["Sari Contoh"], []),
    ("Laporan Wartawan Wartakita.com, Surya Wijaya", ["Surya Wijaya"], []),
    ("Posted on May 3, 2019May 3, 2019 by Anna Example", ["Anna Example"], []),
    (
        "Par Jeanne Exemple, Marie Modèle Mis à jour le 06/04/2013 à 10:37",
        ["Jeanne Exemple", "Marie Modèle"],
        [],
    ),
    ("Von Anna Beispiel, Redakteurin 06.11.2025, 17:06 Uhr", ["Anna Beispiel"], []),
    ("di Giovanni Rossi", ["Giovanni Rossi"], []),
    ("Reporter/Editor: Budi Contoh", ["Budi Contoh"], []),
    ("Kontributor : Kanita", ["Kanita"], []),
    ("Reporter: wanda", ["wanda"], []),
    ("Editor: Muhammad Faiz Al Fatih Rahman", [], ["Muhammad Faiz Al Fatih Rahman"]),
    ("作者：王小明", ["王小明"], []),
    ("文／山田花子", ["山田花子"], []),
    ("Автор: Анна Примерова", ["Анна Примерова"], []),
    ("(abc/def)", [], []),
    ("Editor: bie", [], []),
    ("By Staff Reporter", [], []),
    ("Penulis: Tim Redaksi", [], []),
    ("Reporter: wartakita.com", [], []),
    ("By admin", [], []),
    ("Foto: Budi Contoh", [], []),
    ("By Reuters with Agencies", [], []),
]


@pytest.mark.parametrize(("text", "authors", "editors"), CREDITS)
def test_the_people_of_a_credit(text: str, authors: list[str], editors: list[str]) -> None:
    found = list(credits_in(text, "authors"))
    assert [c.name for c in found if c.field == "authors"] == authors
    assert [c.name for c in found if c.field == "editors"] == editors


LINES = [
    ("Posted by Frank Miller on 19 Sep 2016", "Frank Miller", "2016-09-19"),
    ("Posted on May 3, 2019 by Frank Miller", "Frank Miller", "2019-05-03"),
    ("Hannah Johnson\n3 Mei 2019", "Hannah Johnson", "2019-05-03"),
    ("Sari Contoh - Penulis", "Sari Contoh", None),
    ("Jordan Example, Senior Reporter\n3 May 2019", "Jordan Example", "2019-05-03"),
    ("Jordan Example2 minutes ago", "Jordan Example", None),
    ("Sari Contoh | Budi Muster Selasa, 20 November 2018 | 14:00 WIB", "Sari Contoh", "2018-11-20"),
    ("di Giovanni Rossi", "Giovanni Rossi", None),
    ("24 - Oct - 2020, 04:01", None, "2020-10-24"),
    ("Von Anna Beispiel, Redakteurin 06.11.2025, 17:06 Uhr", "Anna Beispiel", "2025-11-06"),
    ("World News\n3 May 2019", None, "2019-05-03"),
]


@pytest.mark.parametrize(("lines", "author", "day"), LINES)
def test_lines_between_the_headline_and_the_article(
    lines: str, author: str | None, day: str | None
) -> None:
    article = clean("\n".join((TITLE, lines, *BODY)))
    assert article.title == TITLE
    assert (article.authors[:1], (article.date or "")[:10]) == (
        (author,) if author else (),
        day or "",
    )


OPENINGS = [
    ("By Anna Example December 19, 2016 | 7:08pm ", ("Anna Example",), "2016-12-19"),
    ("Par Jeanne Exemple, Marie Modèle Publié le 05/04/2013 à 17:08 ",
     ("Jeanne Exemple", "Marie Modèle"), "2013-04-05"),
    ("Submitted on Mon, 2019-01-21 13:49 ", (), "2019-01-21"),
    ("A post shared by Anna Example on Dec 27, 2017 ", (), ""),
    ("The study, published 3 May 2019 in a journal, ", (), ""),
    ("Gempa terjadi pada 3 Mei 2019 pukul 11:52 WIB. ", (), ""),
]  # fmt: skip


@pytest.mark.parametrize(("opening", "authors", "day"), OPENINGS)
def test_a_byline_glued_to_the_report(opening: str, authors: tuple[str, ...], day: str) -> None:
    article = clean(opening + " ".join(ENGLISH))
    assert (article.authors, (article.date or "")[:10]) == (authors, day)


REPORTERS = [
    ("(서울=예시뉴스) 홍길동 기자 = ", "홍길동"),
    ("사진 제공 예시(광양=예시뉴스) 홍길동 인턴기자 = ", "홍길동"),
    ("【ソウル＝山田花子】", "山田花子"),
    ("（新例社記者王小明台北21日電）", "王小明"),
    ("(서울=예시뉴스) ", None),
]


@pytest.mark.parametrize(("opening", "author"), REPORTERS)
def test_a_reporter_in_the_dateline(opening: str, author: str | None) -> None:
    body = "港の町が最後の渡し船を残すと決めた。住民は日曜日に投票した。"
    assert clean(opening + body).authors == ((author,) if author else ())


def test_bylines_of_other_articles_are_no_authors() -> None:
    teasers = "Von Anna Beispiel\nEin Wald wird größer\nVon Peter Muster\nEin See wird kleiner"
    own = clean("\n".join((TITLE, "Von Jan Vorbild", *BODY * 3, teasers)))
    assert own.authors == ("Jan Vorbild",)
    assert clean("\n".join((TITLE, *BODY * 3, teasers))).authors == ()


EDITORS = [
    ("Editor : Sari Contoh", "Sari Contoh"),
    ("Редактор: Анна Примерова", "Анна Примерова"),
    ("Editör: Ayşe Örnek", "Ayşe Örnek"),
    ("（责任编辑：王小明）", "王小明"),
    ("Redakcja: Anna Przykład", "Anna Przykład"),
    ("تحرير: أحمد المثال", "أحمد المثال"),
]


@pytest.mark.parametrize(("line", "editor"), EDITORS)
def test_editors(line: str, editor: str) -> None:
    article = clean("\n".join((TITLE, *BODY, line)))
    assert (article.editors, article.authors) == ((editor,), ())
    assert article.paragraphs == BODY


def test_a_label_inside_a_byline_says_who_is_the_editor() -> None:
    article = clean("\n".join((TITLE, "Reporter: Adi Contoh | Editor: Sari Contoh", *BODY)))
    assert (article.authors, article.editors) == (("Adi Contoh",), ("Sari Contoh",))


DATELINES = [
    ("JAKARTA, KOMPAS.example - ", "Jakarta", "KOMPAS.example"),
    ("Jakarta (KABARA) - ", "Jakarta", "KABARA"),
    ("Liputan.example, Tehran - ", "Tehran", "Liputan.example"),
    ("Liputan.example, Jakarta ", "Jakarta", "Liputan.example"),
    ("Liputan.example, Jakarta", "Jakarta", "Liputan.example"),
    ("Liputan.example, Kuala Lumpur ", "Kuala Lumpur", "Liputan.example"),
    ("WARTA.EXAMPLE, Jakarta - ", "Jakarta", "WARTA.EXAMPLE"),
    ("Warta.example, JAKARTA — ", "Jakarta", "Warta.example"),
    ("Warta.example,INDRAMAYU –", "Indramayu", "Warta.example"),
    ("JAKARTA, warta.example: ", "Jakarta", "warta.example"),
    ("Jakarta, XTV Indonesia -- ", "Jakarta", "XTV Indonesia"),
    ("XTV Indonesia, Jakarta - ", "Jakarta", "XTV Indonesia"),
    ("Jakarta, InfoContoh - ", "Jakarta", "InfoContoh"),
    ("BANDUNG, (KPR).- ", "Bandung", "KPR"),
    ("KUALA LUMPUR: ", "Kuala Lumpur", None),
    ("IPOH: ", "Ipoh", None),
    ("SHAH ALAM - ", "Shah Alam", None),
    ("[LAPORAN KHAS] SHAH ALAM - ", "Shah Alam", None),
    ("Bandung - ", "Bandung", None),
    ("JAKARTA- ", "Jakarta", None),
    ("JAKARTA–", "Jakarta", None),
    ("Jakarta, Senin - ", "Jakarta", None),
    ("LONDON (AP) — ", "London", "AP"),
    ("WASHINGTON, D.C. - ", "Washington, D.C.", None),
    ("COLUMBUS, Ohio (AP) — ", "Columbus, Ohio", "AP"),
    ("ST. JOSEPH, Mich. (AP) — ", "St. Joseph, Mich.", "AP"),
    ("PUTRAJAYA, Nov 22 — ", "Putrajaya", None),
    ("NEW YORK, March 5 (Newscode) -- ", "New York", "Newscode"),
    ("Berlin (dpa) - ", "Berlin", "dpa"),
    ("Frankfurt/Main (dpa) - ", "Frankfurt/Main", "dpa"),
    ("PARIS, 3 mars (AFP) - ", "Paris", "AFP"),
    ("MADRID, 12 Oct. (PRENSA MUESTRA) - ", "Madrid", "PRENSA MUESTRA"),
    ("Lisboa, 05 mar 2026 (Exemplo) – ", "Lisboa", "Exemplo"),
    ("(XNSA) - ROMA, 05 MAR - ", "Roma", "XNSA"),
    ("DİYARBAKIR (ÖHA) - ", "Diyarbakır", "ÖHA"),
    ("Warszawa (PXP) - ", "Warszawa", "PXP"),
    ("Hà Nội (TXVN) - ", "Hà Nội", "TXVN"),
    ("МОСКВА, 5 мар - Пример Новости. ", "Москва", "Пример Новости"),
    ("МОСКВА, 5 марта. /ПРИМ/. ", "Москва", "ПРИМ"),
    ("القاهرة (مثال) - ", "القاهرة", "مثال"),
    ("नई दिल्ली, 5 मार्च (भाषा) ", "नई दिल्ली", "भाषा"),
    ("東京（共同）", "東京", "共同"),
    ("【北京時事】", "北京", "時事"),
    ("【ワシントン＝山田花子】", "ワシントン", None),
    ("(서울=예시뉴스) ", "서울", "예시뉴스"),
    ("新例社北京3月5日电 ", "北京", "新例社"),
    ("WARTA.EXAMPLE - BOGOR. ", "Bogor", "WARTA.EXAMPLE"),
    ("Bandar Lampung, Lampung – ", "Bandar Lampung, Lampung", None),
    ("Warta.example - ", None, "Warta.example"),
    ("Washington (CNN) ", "Washington", "CNN"),
    ("Berlin. ", "Berlin", None),
    ("Hamburg/Berlin. ", "Hamburg/Berlin", None),
    ("Wartain, SOLO--", "Solo", "Wartain"),
    ("Warta.example (Jakarta) – ", "Jakarta", "Warta.example"),
    ("BANDUNG, WARTA.com–", "Bandung", "WARTA.com"),
    ("Jakarta ( cnn ) -- ", "Jakarta", "cnn"),
    ("Jakarta: ", "Jakarta", None),
    ("TP.HCM - ", "TP.HCM", None),
    ("لاہور (این این آئی) ", "لاہور", "این این آئی"),
    ("ماسکو (نمائندہ خصوصی 17 دسمبر2018ء) ", "ماسکو", None),
    ("（新例社記者王小明台北21日電）", "台北", "新例社"),
    ("法新社巴黎3日電 ", "巴黎", "法新社"),
    ("本报北京5月3日电 ", "北京", None),
    ("记者王小明／台北报道 ", "台北", None),
]


@pytest.mark.parametrize(("dateline", "place", "site"), DATELINES)
def test_dateline(dateline: str, place: str | None, site: str | None) -> None:
    body = (dateline + BODY[0], BODY[1])
    article = clean("\n\n".join((TITLE, *body)), repairs="off")
    assert (article.place, article.site) == (place, site)
    assert {o.rule for o in article.origins if o.field in ("place", "site")} == {"text.dateline"}
    assert article.body == "\n\n".join(body)


def test_a_dateline_that_a_tokeniser_has_parted() -> None:
    article = clean(f"{TITLE}\n\nWarta6 . com , Jakarta : {BODY[0]}\n\n{BODY[1]}")
    assert (article.place, article.site) == ("Jakarta", "Warta6.com")


# What opens a report and names neither a place nor a site.
NO_DATELINES = [
    "",
    "Jakarta ",  # the first word of a sentence
    "POSWARTA MEDAN– ",  # a paper's name
    "SUARA CONTOH - ",
    "POSWARTA– ",
    "Rian – sapaan akrabnya – berkata bahwa ",
    "Jokowi-JK disebut di sini. ",
    "Senin - ",
    "Maret - ",
    "HOAKS: ",
    "BREAKING NEWS: ",
    "VIDEO - ",
    "Update - ",
    "DISCLAIMER: ",
    "STRESS: ",
    "KPK - ",
    "PT Contoh - ",
    "Covid-19: ",
    "Persatuan Bangsa-Bangsa (PBB) - ",
    "Joko Widodo (Jokowi) - ",
    "Badan Gizi Nasional (BGN) ",
    "Dolar Amerika Serikat (AS) ",
    "Auf dem Treffen sprachen Minister, Unternehmens- und Bankchefs. ",
    "Editor’s Note, December 19, 2025: ",
    "東京大学（東京都）の",
    "TPX - ",  # a paper's letters
    "Washington and ",
    "Paris (Texas) ",
]


@pytest.mark.parametrize("opening", NO_DATELINES)
def test_no_dateline(opening: str) -> None:
    article = clean("\n\n".join((TITLE, opening + BODY[0], BODY[1])))
    assert (article.place, article.site) == (None, None)


OPPOSED = [
    ("Sari - Budi disebut. ", "Menurut juru bicara Sari, pasangan itu siap karena Sari lebih tua."),
    ("Raisa - ", "Penyanyi itu, kata Raisa, akan pulang karena Raisa rindu rumah di kampung."),
    ("UEFA - ", "Rapat itu dipimpin UEFA dan diikuti semua anggota yang hadir hari itu."),
    ("Kopi - ", "Harga kopi naik sejak bulan lalu, kata pedagang di pasar itu."),
]


@pytest.mark.parametrize(("opening", "later"), OPPOSED)
def test_the_rest_of_the_article_can_speak_against_a_place(opening: str, later: str) -> None:
    article = clean("\n\n".join((TITLE, opening + BODY[0], later)))
    assert article.place is None


def test_a_dateline_broken_over_two_lines() -> None:
    for lines in ("Jakarta\n-", "Jakarta -", "Jakarta\n- Menurut kabar"):
        article = clean(f"{TITLE}\n\n{lines}\n{BODY[0]}\n{BODY[1]}")
        assert article.place == "Jakarta", lines
    listed = clean(f"{TITLE}\n\nJakarta\n- Menteng\n- Cikini\n{BODY[0]}\n{BODY[1]}")
    assert listed.place is None


LOUD_TITLES = [
    "Dua Pedagang Pasar Kota yang Ikut Lomba Beras, di Mana Nomor Satu Bikin Juri Menangis!",
    "Harga Beras di Pasar Kota Ternyata...",
    "Pedagang Pasar Kota Jadi Pegawai PT. Beras Raya",
    "VIDEO: Pedagang Beras Menangis di Pasar Kota",
]


@pytest.mark.parametrize("title", LOUD_TITLES)
def test_a_headline_that_reads_like_prose_or_like_a_call(title: str) -> None:
    article = clean("\n".join((title, "Rina Wulandari", "Senin, 3 Maret 2025 08:15 WIB", *BODY)))
    assert (article.title, article.authors) == (title, ("Rina Wulandari",))
    assert article.text == "\n\n".join((title, *BODY))
    assert clean(article.text).title == title


def test_the_title_of_a_video_below_or_above_the_headline_is_not_it() -> None:
    video = "VIDEO: Pedagang Beras Menangis di Pasar Kota"
    for lines in ((video, TITLE), (TITLE, video)):
        assert clean("\n".join((*lines, *BODY))).text == "\n\n".join((TITLE, *BODY))
    assert clean("\n".join(("VIDEO: Banjir Besar di Kampung Melayu", *BODY))).title is None


NO_TITLE = [
    "Escucha la versión en audio",
    "完了しました",
    "Back to EXAMPLE.COM",
    "4.4k SHARES Facebook Twitter",
    "🔊 Dengarkan Berita",
    "Warta / 10 h ago",
    "Humas/Pemkot",
    "Potret harga beras (@pasarkota) di kota",
    "Beranda\nEkonomi\nOlahraga\nHiburan\nTeknologi\nGaya Hidup\nKesehatan",
    "Sedang dibaca di sini:",
    "https://warta.example/a/1",
    "Beranda » Ekonomi » Harga Beras Turun",
    "Iklan",
]


@pytest.mark.parametrize("head", NO_TITLE)
def test_a_first_line_that_is_no_headline(head: str) -> None:
    more = "Para petani di desa berharap panen berikutnya lebih baik daripada tahun lalu."
    article = clean("\n".join((head, *BODY, more)))
    assert article.title is None
    assert article.body == article.text
    assert clean(article.text).title is None


def test_the_standfirst_is_the_paragraph_above_the_dateline() -> None:
    text = "\n\n".join((TITLE, BODY[1], "Bandung - " + BODY[0]))
    assert clean(text).standfirst == BODY[1]
    assert clean("\n\n".join((TITLE, *BODY))).standfirst is None


LANGUAGES = [
    ("id", " ".join(BODY) + " Karena itu mereka bisa membeli lebih banyak."),
    ("ms", "Beliau berkata bahawa harga beras naik kerana banjir di utara dan tidak akan turun."),
    ("en", " ".join(ENGLISH)),
    ("es", "El gobierno anunció que los precios van a bajar durante la próxima semana."),
    (None, "Uhulumeni uthe amanani azokwehla ngesonto elizayo emakethe yedolobha."),
    (None, "12 34 56"),
]


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_language(language: str | None, text: str) -> None:
    assert clean(text).language == language
    # what is stated is believed where the text tells nothing
    assert clean(text, language="de").language == (language or "de")


SCRIPTS = [
    ("zh", "港务局宣布，停航十一周的渡轮将从下周一起恢复航行，冬季时刻表将于周五公布。"),
    ("ja", "港の町が最後の渡し船を残すと決めた。住民は日曜日に投票した。"),
    ("ko", "항만청은 북섬 여객선이 다음 주 월요일부터 운항을 재개한다고 밝혔다."),
    ("th", "ท่าเรือประกาศว่าเรือข้ามฟากจะกลับมาให้บริการในวันจันทร์หน้า"),
    ("hi", "बंदरगाह ने कहा कि नाव सोमवार से फिर चलेगी और समय सारणी शुक्रवार को आएगी"),
    ("mr", "नौका सोमवारपासून पुन्हा सुरू होणार आहे आणि वेळापत्रक जाहीर करण्यात येणार आहे"),
    ("bn", "বন্দর কর্তৃপক্ষ জানিয়েছে যে ফেরি সোমবার থেকে আবার চলবে"),
    ("ta", "துறைமுகம் படகு சேவை திங்கள்கிழமை மீண்டும் தொடங்கும் என்று கூறியது"),
    ("te", "ఓడరేవు ఫెర్రీ సేవ సోమవారం నుండి తిరిగి ప్రారంభమవుతుందని తెలిపింది"),
    ("he", "הנמל הודיע כי המעבורת תחזור לפעול ביום שני"),
    ("el", "Το λιμάνι ανακοίνωσε ότι το πλοίο θα επιστρέψει τη Δευτέρα"),
    ("ur", "بندرگاہ نے کہا ہے کہ کشتی پیر سے دوبارہ چلے گی اور نظام الاوقات جمعہ کو آئے گا"),
    ("fa", "بندر اعلام کرد که کشتی از روز دوشنبه دوباره حرکت می‌کند و برنامه منتشر می‌شود"),
    ("ar", "أعلن الميناء أن العبارة ستعود إلى العمل يوم الاثنين"),
    ("ru", "Порт сообщил, что паром снова начнёт ходить с понедельника"),
    ("uk", "Порт повідомив, що пором знову почне ходити з понеділка"),
    ("bg", "Пристанището съобщи, че фериботът ще тръгне отново от понеделник"),
    ("sr", "Лука је саопштила да ће трајект поново кренути од понедељка"),
    ("sw", "Serikali ya nchi hiyo imesema kwamba watu wote watarudi katika mji huo baada ya mwaka"),
]


@pytest.mark.parametrize(("language", "text"), SCRIPTS, ids=[row[0] for row in SCRIPTS])
def test_language_by_script_and_words(language: str, text: str) -> None:
    assert clean(text).language == language
    assert clean(text, language="en-US").language == language
    assert clean(text, language=language).language == language


CODES = [
    ("in", "id"),
    ("in_ID", "id"),
    ("ind", "id"),
    ("Indonesian", "id"),
    ("iw", "he"),
    ("EN-us", "en"),
    ("zh-Hant-TW", "zh"),
    ("nb", "no"),
    ("de", "de"),
    ("und", None),
    ("no such language", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("stated", "code"), CODES)
def test_code_of(stated: str | None, code: str | None) -> None:
    assert code_of(stated) == code
    assert code_of(code) == code
    assert clean("12 34 56", language=stated).language == code


def test_a_stated_language_of_the_same_words_is_believed() -> None:
    text = " ".join(BODY)
    assert [clean(text, language=code).language for code in ("ms", "jv", "in_ID")] == [
        "ms",
        "jv",
        "id",
    ]


def test_the_url_names_the_site_only_where_the_text_does_not() -> None:
    text = "\n\n".join((TITLE, *BODY))
    article = clean(text, url="https://www.warta.example/a/1")
    assert (article.site, article.url) == ("warta.example", "https://www.warta.example/a/1")
    assert [o.rule for o in article.origins if o.field == "site"] == ["url.host"]
    assert clean(text, url="not a url at all").site is None
    assert clean(text, url="http://[").site is None


def test_editors_tags_and_captions() -> None:
    caption = "Pedagang menata karung. (Foto: Humas Pasar)"
    tail = "Editor : Sari Contoh\nTags: beras, harga pangan"
    article = clean("\n".join((TITLE, caption, *BODY, tail)))
    assert article.editors == ("Sari Contoh",)
    assert article.tags == ("beras", "harga pangan")
    assert article.captions == (caption,)
    assert article.paragraphs == BODY


def test_a_value_in_a_script_without_spaces(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[rule]]\nname = "byline.mine"\nwhy = "Who wrote it."\nbegins = ["取材記者："]\n'
        'gives = "authors"\ndrops = ["取材記者：山田"]\n',
        encoding="utf-8",
    )
    body = "港の町が最後の渡し船を残すと決めた。住民は日曜日に投票した。"
    article = clean(f"{body}\n取材記者：山田花子\n取材記者：", rules=load_rules(path))
    assert article.authors == ("山田花子",)
    assert article.paragraphs == (body,)


REASONS = [
    ("", "empty-input"),
    (" \n\t\u00a0\n", "empty-input"),
    ("ADVERTISEMENT\nShare\n", "only-furniture"),
    ("\u200b", "only-furniture"),
    (TITLE, "no-body"),
    (BODY[0], None),
]


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_reason(text: str, reason: str | None) -> None:
    assert clean(text).reason == reason


def test_a_title_like_subheading_stays_in_the_body() -> None:
    text = "\n\n".join((TITLE, "Apa Kata Para Pedagang di Pasar", *BODY))
    article = clean(text)
    assert (article.title, article.text) == (TITLE, text)
    untitled = clean("\n\n".join((BODY[0], "Apa Kata Para Pedagang di Pasar", BODY[1])))
    assert untitled.title is None


def test_dateparser_is_imported_only_for_a_date_line() -> None:
    code = "import sys, cleaner; cleaner.clean(sys.argv[1]); print('dateparser' in sys.modules)"
    for line, loaded in (("Dibaca 45678 kali", "False"), ("3 Mei 2019", "True")):
        text = "\n".join((TITLE, line, *BODY))
        done = subprocess.run(
            [sys.executable, "-c", code, text], capture_output=True, check=True, text=True
        )
        assert done.stdout.strip() == loaded


HOSTILE = [
    "Von " + "Aa " * 400,
    "Von " + "A" * 1100,
    "Autor: " + "Aa, " * 280,
    "Por " + "Aa y " * 220,
    "홍길동 " * 250 + "기자",
    "山田" * 500 + "記者",
    "文／" + "山" * 1000,
    "5 " * 50 + "Mei 2019",
    "1/1/" * 29,
]


@pytest.mark.parametrize("line", HOSTILE, ids=lambda line: line[:12])
def test_a_hostile_line_takes_no_more_work_than_others(line: str) -> None:
    def work(text: str) -> int:
        alone = partial(clean, "\n".join((TITLE, text, *BODY)), repairs="off")
        before = partial(clean, "\n\n".join((TITLE, f"{text} - {BODY[0]}", *BODY)), repairs="off")
        return calls(alone) + calls(before)

    plain = " ".join(BODY)
    assert work(line) < 20 * work((plain * 9)[: len(line)])
