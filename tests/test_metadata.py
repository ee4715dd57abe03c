"""Metadata from text: each field right or absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import clean, load_rules

TITLE = "Harga Beras Turun di Pasar Kota"
BODY = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "Pemerintah menambah pasokan dari gudang di pelabuhan supaya harga tidak naik lagi.",
)
ENGLISH = (
    "Rice has become cheaper in the city since Monday, the traders at the market said.",
    "The government has brought more of it from the port to keep the price from rising.",
)

DATES = [
    ("3 Mei 2019 11:52 WIB", "2019-05-03T11:52+07:00"),
    ("Kamis, 3 Mei 2019 | 11.52 WITA", "2019-05-03T11:52+08:00"),
    ("3 Mei 2019 pukul 11:52 WIT", "2019-05-03T11:52+09:00"),
    ("18/06/2025 07:45 WIB", "2025-06-18T07:45+07:00"),
    ("05/11/2015 09:25", "2015-11-05T09:25"),
    ("2020-11-18", "2020-11-18"),
    ("15-Sep-19", "2019-09-15"),
    ("Tayang: Rabu, 4 Juni 2025- 15:03 WIB", "2025-06-04T15:03+07:00"),
    (", Jurnalis-Selasa, 17 Juni 2025 |16:18 WIB", "2025-06-17T16:18+07:00"),
    ("31 Februari 2019", None),
    ("3 Mei 2019 11:52 BST", "2019-05-03T11:52"),
]


@pytest.mark.parametrize(("line", "date"), DATES)
def test_date(line: str, date: str | None) -> None:
    article = clean("\n".join((TITLE, line, *BODY)))
    assert article.date == date
    assert article.updated is None
    assert article.paragraphs == BODY


ENGLISH_DATES = [
    ("Updated: 31 July 2017 11:52 IST", "2017-07-31T11:52+05:30"),
    ("Last updated on July 31, 2017 at 6:05 pm GMT", "2017-07-31T18:05+00:00"),
    ("Updated 2017-07-31T11:52+02:00", "2017-07-31T11:52+02:00"),
    ("Updated 05/06/2017", None),  # May or June: not told, so not said
    ("Updated 25/06/2017", "2017-06-25"),
]


@pytest.mark.parametrize(("line", "updated"), ENGLISH_DATES)
def test_updated(line: str, updated: str | None) -> None:
    article = clean("\n".join(("Rice Is Cheaper in the City", line, *ENGLISH)))
    assert (article.date, article.updated) == (None, updated)
    assert article.paragraphs == ENGLISH


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
]


@pytest.mark.parametrize(("lines", "authors"), BYLINES)
def test_authors(lines: str, authors: tuple[str, ...]) -> None:
    article = clean("\n".join((TITLE, lines, *BODY)))
    assert article.authors == authors
    assert article.paragraphs == BODY


DATELINES = [
    ("Liputan.example, Tehran - ", "Tehran", "Liputan.example"),
    ("JAKARTA, warta.example: ", "Jakarta", "warta.example"),
    ("KUALA LUMPUR: ", None, None),
    ("Bandung - ", "Bandung", None),
    ("LONDON (AP) — ", "London", "AP"),
    ("WARTA.EXAMPLE - BOGOR. ", "Bogor", "WARTA.EXAMPLE"),
    ("Bandar Lampung, Lampung – ", "Bandar Lampung, Lampung", None),
    ("", None, None),
]


@pytest.mark.parametrize(("dateline", "place", "site"), DATELINES)
def test_dateline(dateline: str, place: str | None, site: str | None) -> None:
    body = (dateline + BODY[0], BODY[1])
    article = clean("\n\n".join((TITLE, *body)))
    assert (article.place, article.site) == (place, site)
    assert article.paragraphs == body


def test_the_standfirst_is_the_paragraph_above_the_dateline() -> None:
    text = "\n\n".join((TITLE, BODY[1], "Bandung - " + BODY[0]))
    assert clean(text).standfirst == BODY[1]
    assert clean("\n\n".join((TITLE, *BODY))).standfirst is None


LANGUAGES = [
    ("id", " ".join(BODY) + " Karena itu mereka bisa membeli lebih banyak."),
    ("ms", "Beliau berkata bahawa harga beras naik kerana banjir di utara dan tidak akan turun."),
    ("en", " ".join(ENGLISH)),
    (None, "El gobierno anunció que los precios van a bajar durante la próxima semana."),
    (None, "12 34 56"),
]


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_language(language: str | None, text: str) -> None:
    assert clean(text).language == language
    assert clean(text, language="de").language == "de"


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
