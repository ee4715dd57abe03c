"""What recurs inside lines is learnt and goes, and the sentences around it stay."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from test_learning import SITE, story

import cleaner
from cleaner import Profile, SourceError, clean, restore
from cleaner.profile import UNNAMED

PIECES = (
    "Warga Menulis untuk Kabupaten",
    "Redaksi kami menerima tulisan pembaca setiap hari kerja di kantor.",
    "Kanal Kabar Warga di Aplikasi Kabupaten",
    "Peta pasar kota lama kini ada di aplikasi",
    "Pembaca setia kota ini berkumpul pada hari Minggu di taman lama.",
)
SPEAKERS = "Lurah Camat Pedagang Nelayan Petani Guru Bidan Sopir Peternak Pelajar Tokoh".split()
ARTICLES = 60


def blob(number: int, gap: str) -> tuple[str, str]:
    """One line of sentences with pieces of the site between them, and the sentences alone."""
    random = Random(number)  # noqa: S311 - the same each time
    sentences = [f"{random.choice(SPEAKERS)} {line}" for line in story(number, 7)[1:]]
    places = sorted(random.sample(range(1, 7), len(PIECES)))
    pieces = dict(zip(places, random.sample(PIECES, len(PIECES)), strict=True))
    parts = [sentences[0]]
    for i, sentence in enumerate(sentences[1:], 1):
        parts.append(f"{gap}{pieces[i]}{gap}{sentence}" if i in pieces else f" {sentence}")
    return "".join(parts), " ".join(sentences)


def learnt(gap: str) -> Profile:
    return cleaner.learn((blob(i, gap)[0] for i in range(ARTICLES)), site=SITE, language="id")


@pytest.mark.parametrize("gap", [" ", "   ", ""])
def test_pieces_inside_lines_are_learnt_and_go(gap: str) -> None:
    profile = learnt(gap)
    assert {entry.text for entry in profile.sites[SITE]} == set(PIECES)
    for number in range(ARTICLES, ARTICLES + 20):
        text, expected = blob(number, gap)
        article = clean(text, profile=profile, site=SITE, repairs="off")
        assert article.text.replace(" ", "") == expected.replace(" ", "")
        assert restore(article) == text
        assert clean(article.text, profile=profile, site=SITE, repairs="off").edits == ()


RECORDS: tuple[Mapping[str, object], ...] = (
    {"isi": "{}", "site": SITE},
    {"isi": "{}", "url": f"https://www.{SITE}/a"},
    {"isi": "{}", "portal": SITE},
)


@pytest.mark.parametrize("record", RECORDS)
def test_records_say_their_site(record: Mapping[str, object]) -> None:
    documents = [{**record, "isi": blob(i, "   ")[0]} for i in range(12)]
    assert cleaner.learn(documents, fields={"text": "isi"}) == cleaner.learn(
        (blob(i, "   ")[0] for i in range(12)), site=SITE
    )


def test_texts_alone_are_one_site() -> None:
    texts = [blob(i, "   ")[0] for i in range(12)]
    assert list(cleaner.learn(texts).sites) == [UNNAMED]


def test_what_is_no_document_is_told() -> None:
    texts: list[str | dict[str, object]] = [blob(i, "   ")[0] for i in range(12)]
    told: list[tuple[int, str]] = []
    profile = cleaner.learn([{"text": 12}, *texts], failed=lambda *found: told.append(found))
    assert profile == cleaner.learn(texts)
    assert told == [(0, "the column 'text' holds no text but a number")]
    with pytest.raises(SourceError, match="document 1: there is no column 'text'"):
        cleaner.learn([texts[0], {"isi": "a"}], fields={"text": "text"})


def test_a_warning_says_why_nothing_was_learnt() -> None:
    with pytest.warns(UserWarning, match=f"a site needs 10 .* most came of {SITE}: 3"):
        assert cleaner.learn((blob(i, " ")[0] for i in range(3)), site=SITE).sites == {}
    texts = ["\n".join(story(i)) for i in range(12)]
    with pytest.warns(UserWarning, match="no segment recurs in enough different articles"):
        cleaner.learn(texts)
    with pytest.warns(UserWarning, match="there was no text"):
        cleaner.learn([])
