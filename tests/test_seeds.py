"""The five seeds, line by line: what goes and under which family, what is repaired, what is read.

The expectations were made by reading the seeds; line numbers count from 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cleaner import Article, clean, explain, restore

SEEDS = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True)
class Expected:
    title: str
    gone: dict[int, str]  # line number -> families that fit, joined by |
    repaired: dict[str, str] = field(default_factory=dict)
    fields: dict[str, object] = field(default_factory=dict)


RELATED = "related"
EXPECTED = {
    "000_5599abcdec062231.txt": Expected(
        title="Iran Klaim Server Telegram Pindah ke Tehran",
        gone={0: "edge|navigation", 26: "video", 28: "action|following"},
        repaired={"unutk": "untuk"},
        fields={
            "place": "Tehran",
            "site": "Liputan6.com",
            "language": "id",
            "authors": (),
            "date": None,
            "captions": (),
            "standfirst": "Kantor berita semi-resmi pemerintah Iran melaporkan pemindahan server "
            "Telegram ke Iran. Kabar itu dibantah CEO Telegram.",
        },
    ),
    "001_23aa6cf7f4d5e36c.txt": Expected(
        title="Telegram Jaga Komunikasi Privat Walau Konten ISIS Diberantas",
        gone={
            2: "date",
            3: "comment|sharing",
            4: "sharing",
            5: "icon",
            6: "icon",
            7: "icon|sharing",
            8: "caption",
            9: "icon",
            10: "caption|edge",
            11: "advertising",
            12: "icon",
            13: "following",
            14: "following",
            16: "advertising",
        },
        fields={
            "date": "2017-08-02T07:16+07:00",
            "updated": None,
            "place": None,
            "site": "kumparan",
            "language": "id",
            "authors": (),
            "captions": ("CEO Telegram Pavel Durov bertemu Kominfo. (Foto: Kemkominfo)",),
        },
    ),
    "002_849552b170d08818.txt": Expected(
        title="Pavel Durov klaim pengguna Telegram tembus 200 juta",
        gone={2: "date", 40: "sharing"},
        repaired={
            "Durof": "Durov",
            "terse but": "tersebut",
            "diguna kan": "digunakan",
            "didalamnya": "di dalamnya",
            "end-to-end .": "end-to-end.",
            "2015. kbc10": "2015.",
        },
        fields={
            "authors": ("kbc10",),
            "date": "2018-04-04T19:55+07:00",
            "place": "Jakarta",
            "site": "kabarbisnis.com",
            "language": "id",
            "captions": (),
        },
    ),
    "003_cf989c3c8f981793.txt": Expected(
        title="Irak Buka Blokir Telegram karena Penuhi Persyaratan Otoritas Keamanan",
        gone={
            2: "byline",
            3: "caption",
            19: "byline",
            **dict.fromkeys((20, 21, 22, 24, 26, 27, 29, 31, 32, 34, 36, 37, 39), RELATED),
            41: "navigation|related",
            42: "navigation|related",
            43: "advertising|action",
            **dict.fromkeys((44, 45, 46, 47, 48), "newsletter|action"),
            49: "navigation|related",
        },
        repaired={"\u00a0": " ", "  ": " "},
        fields={
            "authors": ("Dini Listiyani",),
            "editors": ("Dini Listiyani",),
            "date": None,
            "place": "Jakarta",
            "site": "iNews.id",
            "language": "id",
            "captions": ("Irak Buka Blokir Telegram (Foto: Google Play Store)",),
        },
    ),
    "004_4fec70a4ba40c0c7.txt": Expected(
        title="Telegram Denies Iran's Claim It Installed Servers There",
        gone={
            **dict.fromkeys((2, 11, 15, 21, 27, 43), "advertising"),
            3: "byline",
            41: "following",
            **dict.fromkeys((45, 47, *range(48, 59)), RELATED),
            59: "footer",
            60: "footer|action",
            61: "footer|navigation",
            62: "footer",
        },
        fields={
            "authors": ("Associated Press",),
            "date": None,
            "updated": "2017-07-31T11:52+05:30",
            "place": None,
            "site": "Gadgets 360",
            "language": "en",
            "captions": (),
        },
    ),
}


@pytest.fixture(params=EXPECTED, scope="module")
def seed(request: pytest.FixtureRequest) -> tuple[Expected, bytes, Article]:
    data = (SEEDS / request.param).read_bytes()
    return EXPECTED[request.param], data, clean(data)


def test_the_body_is_every_other_line_with_the_repairs(
    seed: tuple[Expected, bytes, Article],
) -> None:
    expected, data, article = seed
    lines = data.decode().split("\n")
    kept = [line for i, line in enumerate(lines) if line.strip() and i not in expected.gone]
    text = "\n".join(kept)
    for old, new in expected.repaired.items():
        text = text.replace(old, new)
    wanted = [re.sub(" {2,}", " ", line.strip()) for line in text.split("\n")]
    assert article.title == expected.title == wanted[0]
    assert list(article.paragraphs) == wanted[1:]
    assert article.text == "\n\n".join(wanted)


def test_every_line_that_goes_goes_under_a_fitting_family(
    seed: tuple[Expected, bytes, Article],
) -> None:
    expected, _, article = seed
    removed = {
        i: {edit.rule.partition(".")[0] for edit in line.edits} - {"space", "unicode"}
        for i, line in enumerate(explain(article))
        if line.verdict == "removed"
    }
    assert removed.keys() == expected.gone.keys()
    for i, families in removed.items():
        assert families <= set(expected.gone[i].split("|")), i


def test_the_metadata(seed: tuple[Expected, bytes, Article]) -> None:
    expected, _, article = seed
    assert {name: getattr(article, name) for name in expected.fields} == expected.fields
    for origin in article.origins:
        value = getattr(article, origin.field)
        assert origin.text in value


def test_clean_again_and_restored(seed: tuple[Expected, bytes, Article]) -> None:
    _, data, article = seed
    assert restore(article) == data
    again = clean(article.text)
    assert (again.text, again.title, again.edits) == (article.text, article.title, ())
    assert clean(article.text + "\n").text == article.text


def test_doubtful_words_are_suggested_and_left_alone() -> None:
    article = clean((SEEDS / "003_cf989c3c8f981793.txt").read_bytes())
    suggested = {(edit.old, edit.new) for edit in article.suggestions}
    assert suggested == {("karana", "karena"), ("demu", "demi")}
    assert "karana" in article.text
    for edit in article.suggestions:
        assert article.text[edit.start : edit.end] == edit.old
