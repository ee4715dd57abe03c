"""What is learnt of a site, what is not, and the profile it is written to."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work import calls

from cleaner import clean
from cleaner.corpus import spool
from cleaner.corpus.learning import Seen, key_of, seen
from cleaner.corpus.spool import learn
from cleaner.profile import (
    UNNAMED,
    Entry,
    Profile,
    folded,
    load_profile,
    save_profile,
    site_of,
)
from cleaner.rules.loading import default_rules
from cleaner.types import ProfileError

SITE = "kabar.example"
SLOGAN = "Warga Menulis untuk Kota"
SENTENCE = "Redaksi kami menerima tulisan pembaca setiap hari kerja di kantor."


def story(number: int, paragraphs: int = 4) -> list[str]:
    """A headline and paragraphs that no other number has."""
    random = Random(number)  # noqa: S311 - the same each time
    body = [
        f"Warga {number} bertemu {random.random()} kali dengan pejabat ke-{i} pada pagi itu."
        for i in range(paragraphs)
    ]
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    body = [
        line.replace("Warga", f"Warga {letters}{'abcdefghijkl'[i]}") for i, line in enumerate(body)
    ]
    return [f"Pertemuan Warga {letters.title()} di Balai Kota", *body]


def at_the_end(lines: list[str], line: str) -> list[str]:
    return [*lines, line]


def at_the_top(lines: list[str], line: str) -> list[str]:
    return [lines[0], line, *lines[1:]]


def inside(lines: list[str], line: str) -> list[str]:
    return [*lines[:3], line, *lines[3:]]


def over_a_list(lines: list[str], line: str) -> list[str]:
    return [*lines[:3], line, *(f"{n} {lines[0].split()[2]}" for n in ("dua", "tiga")), *lines[3:]]


def above_a_subtitle(lines: list[str], line: str) -> list[str]:
    return [lines[0], line, f"Para {lines[0].split()[2]} datang beramai-ramai", *lines[1:]]


def at_the_end_over_a_list(lines: list[str], line: str) -> list[str]:
    return [*lines, line, *(f"{n} {lines[0].split()[2]}" for n in ("dua", "tiga"))]


def as_headline(lines: list[str], line: str) -> list[str]:
    return [line, *lines[1:]]


def site(
    articles: int, held: int, line: str, put: Callable[[list[str], str], list[str]]
) -> list[Seen]:
    """Different articles of one site, some of which hold a line."""
    stories = [story(i) for i in range(articles)]
    dressed = [put(lines, line) if i < held else lines for i, lines in enumerate(stories)]
    return [Seen(SITE, True, tuple(lines)) for lines in dressed]


def learnt(documents: Iterable[Seen]) -> list[str]:
    return [entry.text for entry in learn(documents).sites.get(SITE, ())]


# articles of the site, how many hold the line, the line, where it stands, whether it is learnt
SHARES = (
    (9, 9, SLOGAN, at_the_end, False),  # a site of nine articles says nothing
    (10, 4, SLOGAN, at_the_end, False),
    (10, 5, SLOGAN, at_the_end, True),
    (100, 9, SLOGAN, at_the_end, False),
    (100, 10, SLOGAN, at_the_end, True),
    (100, 10, SLOGAN, at_the_top, True),
    (100, 10, SLOGAN, above_a_subtitle, True),
    (100, 50, SLOGAN, at_the_end_over_a_list, False),  # of other headlines, or a table
    (100, 51, SLOGAN, at_the_end_over_a_list, True),
    (1000, 40, SLOGAN, at_the_end, False),
    (1000, 50, SLOGAN, at_the_end, True),
    (100, 19, "Warga Kota", at_the_end, False),  # a label may be a name
    (100, 20, "Warga Kota", at_the_end, True),
    (100, 24, SLOGAN, inside, False),
    (100, 25, SLOGAN, inside, True),
    (100, 50, "Kesimpulan", inside, False),  # a standing subheading
    (100, 51, "Kesimpulan", inside, True),
    (100, 90, "Bahan-bahan", over_a_list, False),  # the list below is the article's
    (100, 90, "Yang harus dibawa warga:", inside, False),
    (100, 50, SENTENCE, at_the_top, False),
    (100, 51, SENTENCE, at_the_top, True),
    (100, 50, SENTENCE, inside, False),
    (100, 51, SENTENCE, inside, True),
    (100, 4, SENTENCE, at_the_end, False),  # no five different stories end alike
    (100, 5, SENTENCE, at_the_end, True),
    (1000, 49, SENTENCE, at_the_end, False),
    (1000, 50, SENTENCE, at_the_end, True),
    (100, 9, "Warga menyelidiki kasus itu juga.", at_the_end, False),  # but shortly they may
    (100, 10, "Warga menyelidiki kasus itu juga.", at_the_end, True),
    (100, 50, "Prakiraan Cuaca Hari Ini", as_headline, False),  # a series
    (100, 51, "Prakiraan Cuaca Hari Ini", as_headline, True),
    (12, 9, SENTENCE, inside, False),
    (12, 10, SENTENCE, inside, True),
    (100, 100, "* * *", inside, False),
    (100, 100, "12.30", at_the_end, False),
)


@pytest.mark.parametrize(("articles", "held", "line", "put", "expected"), SHARES)
def test_the_share_a_line_needs(
    articles: int,
    held: int,
    line: str,
    put: Callable[[list[str], str], list[str]],
    expected: bool,
) -> None:
    assert learnt(site(articles, held, line, put)) == ([line] if expected else [])


NEXT = "Lurah Camat Pedagang Nelayan Petani Guru Bidan Sopir Peternak Pelajar".split()
OFFICE = "Kepala Dinas Perdagangan Kota"
CALL = "Ikuti kanal kabar warga di aplikasi"

# what a sentence of how many of 100 articles begins with, the words after it, whether it is learnt
OPENINGS = (
    (24, CALL, NEXT, False),
    (25, CALL, NEXT, True),
    (90, CALL, NEXT, True),
    (90, CALL, NEXT[:2], False),  # the same word follows too often: more may belong to it
    (90, CALL, [*NEXT, "yang", "dan"], False),  # it is part of a sentence
    (90, CALL, ["kota"], False),
    (90, "Ikuti kanal warga", NEXT, False),  # three words
    (50, OFFICE, NEXT, False),  # of persons
    (51, OFFICE, NEXT, True),
    (90, "JAKARTA, KABAR WARGA KOTA -", NEXT, False),
)


@pytest.mark.parametrize(("held", "opening", "follow", "expected"), OPENINGS)
def test_what_recurs_before_sentences(
    held: int, opening: str, follow: list[str], expected: bool
) -> None:
    documents = []
    for i, (title, first, *rest) in enumerate(story(i) for i in range(100)):
        word = follow[i % len(follow)]
        line = f"{opening} {word} {first}" if i < held else first
        documents.append(Seen(SITE, True, (title, *rest, line)))
    entries = learn(documents).sites.get(SITE, ())
    assert [(e.text, e.match) for e in entries] == ([(opening, "opening")] if expected else [])


BEFORE = "Pasar Kota|Kabar Desa|Taman Lama|Balai Warga|Kebun Raya|Gedung Tua".split("|")

# the words before the last of how many of 100 articles, those last words, whether they are learnt
CLOSINGS = (
    (24, BEFORE, CALL, False),
    (25, BEFORE, CALL, True),
    (90, BEFORE, CALL, True),
    (90, ["— Kabar", "— Kabar", "— Kabar", "— Kabar", "— Warga"], CALL, True),  # so do others too
    (90, ["— Kabar"], CALL, False),  # which always belongs to it
    (90, [*BEFORE, "oleh", "kepada"], CALL, False),  # it is part of a sentence
    (90, [*BEFORE, "12", "7"], CALL, False),
    (90, BEFORE, "ikuti kanal kabar warga", False),
    (90, BEFORE, "Ikuti kanal warga", False),  # three words
    (50, BEFORE, OFFICE, False),  # of persons
    (51, BEFORE, OFFICE, True),
)


@pytest.mark.parametrize(("held", "before", "closing", "expected"), CLOSINGS)
def test_what_recurs_behind_sentences(
    held: int, before: list[str], closing: str, expected: bool
) -> None:
    documents = []
    for i, (title, *body) in enumerate(story(i) for i in range(100)):
        line = f"{title.split()[2]} {before[i % len(before)]} {closing}"
        documents.append(Seen(SITE, True, (title, *body, *([line] if i < held else ()))))
    entries = learn(documents).sites.get(SITE, ())
    assert [(e.text, e.match) for e in entries] == ([(closing, "closing")] if expected else [])


# lines whose numbers change; {} is a number
SHAPES = (
    (100, "Dibaca {} kali oleh warga", at_the_end, True),
    (25, "Dibaca {} kali oleh warga", at_the_end, True),
    (24, "Dibaca {} kali oleh warga", at_the_end, False),
    (8, "Persada Kota {}", at_the_end, False),  # rows of a table
    (100, "Sebanyak {} warga hadir di balai kota sejak pagi.", at_the_end, False),  # prose
    (100, "Jakarta, {} Mei 2024", at_the_top, False),  # a dateline
    (100, "Tayang {} Mei 2024 di halaman kota", at_the_top, False),
    (100, "{}", at_the_end, False),
)


@pytest.mark.parametrize(("held", "line", "put", "expected"), SHAPES)
def test_lines_whose_numbers_change(
    held: int, line: str, put: Callable[[list[str], str], list[str]], expected: bool
) -> None:
    stories = [story(i) for i in range(100)]
    documents = [
        Seen(SITE, True, tuple(put(s, line.format(1 + i % 28)) if i < held else s))
        for i, s in enumerate(stories)
    ]
    entries = learn(documents).sites.get(SITE, ())
    assert [entry.match for entry in entries] == (["digits"] if expected else [])
    assert [folded(entry.text) for entry in entries] == ([folded(line.format(0))] * expected)


METADATA = ("JAKARTA (KABAR) -", "Jakarta -", "12 Mei 2024", "Penulis: Budi Hartono", "Oleh: Tim")


@pytest.mark.parametrize("line", METADATA)
def test_what_is_read_as_metadata_is_not_learnt(line: str) -> None:
    assert learnt(site(100, 90, line, at_the_top)) == []


def test_a_story_stored_ten_times_counts_once() -> None:
    furnished = site(98, 9, SLOGAN, at_the_end)
    changes = [f"Perubahan ke-{i} ditulis pada hari itu juga." for i in range(10)]
    copies = [Seen(SITE, True, (*story(500, 9)[:-1], line, SLOGAN)) for line in changes]
    alone = [Seen(SITE, True, tuple(story(500, 9)))] * 30
    assert learnt([*furnished[9:], *copies]) == []
    assert learnt([*furnished[9:], *alone]) == []
    assert learnt([*furnished, *copies]) == [SLOGAN]


def test_a_story_on_all_sites_teaches_nothing() -> None:
    wire = story(700)
    documents = [
        Seen(f"kabar{n}.example", True, tuple(lines))
        for n in range(20)
        for lines in (wire, *(story(1000 * n + i) for i in range(11)))
    ]
    assert learn(documents).sites == {}


def test_what_counts_of_the_words_are_articles() -> None:
    """Copies on one site or on many are one article."""
    documents = site(20, 0, SLOGAN, at_the_end)
    wire = [*story(700), "Kata mirspel ada di sini dan hanya di sini saja."]
    everywhere = [Seen(f"kabar{n}.example", True, tuple(wire)) for n in range(40)]
    words = learn([*documents, *everywhere]).words
    assert words["pejabat"] == 21
    assert "mirspel" not in words


def test_only_the_commonest_words_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [
        Seen("", False, (f"{word} {'abcdefgh'[i]}{word} ada di kota",))
        for word, count in (("satu", 5), ("tiga", 4), ("dua", 4), ("lima", 2))
        for i in range(count)
    ]
    monkeypatch.setattr(spool, "MOST_WORDS", 6)
    words = learn(documents).words
    assert words == {"ada": 15, "di": 15, "kota": 15, "satu": 5, "dua": 4, "tiga": 4}


def test_documents_of_no_known_site_count_as_one_site() -> None:
    documents = [d._replace(site=UNNAMED) for d in site(12, 12, SLOGAN, at_the_end)]
    profile = learn(documents)
    assert [entry.text for entry in profile.sites[UNNAMED]] == [SLOGAN]
    assert profile.words["menulis"] == 12
    text = "\n".join((*story(90), SLOGAN))
    article = clean(text, profile=profile)
    assert [edit.rule for edit in article.edits if edit.old == SLOGAN] == [f"site.{UNNAMED}.1"]
    assert article.edits[-1].evidence == "12 of 12 articles of no known site hold it"
    assert SLOGAN in clean(text, profile=profile, site=SITE).text


@pytest.mark.parametrize("batch", [1, 7, 100_000])
def test_order_and_batches_change_nothing(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [
        *site(40, 30, SLOGAN, at_the_end),
        *(d._replace(site="b.example") for d in site(30, 20, SENTENCE, inside)),
        *(d._replace(site=UNNAMED) for d in site(10, 4, SLOGAN, at_the_top)),
    ]
    expected = learn(documents)
    assert {site: len(entries) for site, entries in expected.sites.items()} == {
        SITE: 1,
        "b.example": 1,
    }
    monkeypatch.setattr(spool, "BATCH", batch)
    Random(batch).shuffle(documents)  # noqa: S311
    assert learn([*documents, *documents]) == expected


def test_a_full_disk_is_an_error_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "_TABLES", f"PRAGMA max_page_count = 12;{spool._TABLES}")
    with pytest.raises(OSError, match="full"):
        learn(site(1000, 0, SLOGAN, at_the_end), folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_work_grows_with_the_corpus() -> None:
    learn([])
    one, two, four = (calls(partial(learn, site(n, n, SLOGAN, at_the_end))) for n in (50, 100, 200))
    assert two < 2.2 * one
    assert four < 4.4 * one


HOSTILE = {
    "nothing": (),
    "short lines": ("a",) * 50_000,
    "one word": ("a" * 300_000,),
    "digits": ("1" * 100_000, "2"),
    "no letters": ("* * *", "---", "\u200b"),
    "letters of all kinds": ("Ⅳ İ ß ǅ", "𝟘𝟙 漢字", "ก็"),
    "marks of TOML": ('"""', "[[site]]", "a = 1 # b", "\\u0041", "\t\x7f"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_lines_are_learnt_like_others(name: str, tmp_path: Path) -> None:
    documents = [Seen(SITE, True, (*story(i), *HOSTILE[name])) for i in range(12)]
    profile = learn(documents)
    save_profile(profile, tmp_path / "p.toml")
    assert load_profile(tmp_path / "p.toml") == profile
    texts = {entry.text for entries in profile.sites.values() for entry in entries}
    assert texts <= set(HOSTILE[name])
    assert all(any(map(str.isalpha, text)) for text in texts)


def test_a_line_has_one_number_everywhere() -> None:
    assert key_of("Dibaca  1.234 KALI") == key_of("dibaca 5.678 kali")
    digest = hashlib.blake2b(b"dibaca 0 kali", digest_size=8).digest()
    assert key_of("Dibaca 1 kali") == struct.unpack(">q", digest)[0]
    assert key_of("Dibaca 1 kali") != key_of("Dibaca kali")


def test_what_the_learner_sees_is_the_clean_text() -> None:
    article = clean("\n".join(["ADVERTISEMENT", *story(3), "Penulis: Budi Hartono"]))
    view = seen(article, SITE, default_rules())
    assert view == Seen(SITE, True, tuple(story(3)))
    assert seen(article, None, default_rules()) == view._replace(site=UNNAMED)
    assert seen(clean(""), SITE, default_rules()) is None


def test_the_learner_sees_the_segments_of_a_line() -> None:
    title, *body = story(3)
    view = seen(clean("\n".join([title, " ".join([*body, SLOGAN])])), SITE, default_rules())
    assert view == Seen(SITE, True, (title, *body, SLOGAN))


SITES = (
    (None, "https://www.kabar.example/a/b?c", "kabar.example"),
    (None, "http://News.Kabar.example:8080/", "news.kabar.example"),
    ("Kabar.example", "https://lain.example/", "kabar.example"),
    ("https://www.kabar.example/", None, "kabar.example"),
    ("Media Kota", None, "media-kota"),
    ("", "https://kabar.example", "kabar.example"),
    ("\ud800", "https://kabar.example", "kabar.example"),
    ("a" * 254, None, None),
    ("http://[", "https://kabar.example", "kabar.example"),
    (None, "kabar.example/a", "kabar.example"),
    (None, "", None),
    (None, None, None),
)


@pytest.mark.parametrize(("name", "url", "expected"), SITES)
def test_the_site_of_a_document(name: str | None, url: str | None, expected: str | None) -> None:
    assert site_of(name, url) == expected


texts = st.text(min_size=1).filter(lambda text: bool(text.strip()))
entries = st.builds(
    Entry,
    st.integers(1, 99),
    texts,
    st.integers(0, 10**9),
    st.just(12),
    st.sampled_from(["verbatim", "digits", "opening"]),
    st.sampled_from(["anywhere", "edges"]),
    st.lists(st.text(), max_size=2).map(tuple),
)
profiles = st.builds(
    Profile,
    st.dictionaries(
        texts, st.lists(entries, min_size=1, max_size=3, unique_by=lambda e: e[0]).map(tuple)
    ),
    st.dictionaries(st.from_regex(r"[^\W\d_]+", fullmatch=True), st.integers(1)),
)


@given(profile=profiles)
def test_a_profile_is_read_as_it_was_written(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "p.toml"
    save_profile(profile, path)
    first = path.read_bytes()
    assert load_profile(path) == profile
    save_profile(load_profile(path), path)
    assert path.read_bytes() == first


LINE = "version = 1\n[site.a]\narticles = 3\n[[site.a.line]]\nnumber = 1\narticles = 3\n"
WRONG = {
    "not toml": "version = ",
    "no version": "",
    "another version": "version = 2",
    "unknown key": f'{LINE}text = "a"\ntxt = "b"',
    "no text": LINE,
    "blank text": f'{LINE}text = " "',
    "text is a number": f"{LINE}text = 3",
    "unknown match": f'{LINE}text = "a"\nmatch = "like"',
    "unknown place": f'{LINE}text = "a"\nplace = "top"',
    "one number twice": f'{LINE}text = "a"\n[[site.a.line]]\nnumber = 1\narticles = 2\ntext = "b"',
    "site is no table": 'version = 1\nsite = "a"',
    "lines are no list": "version = 1\n[site.a]\narticles = 3\nline = 4",
    "articles are no number": f'{LINE}text = "a"'.replace("= 3", '= "3"'),
    "examples are a number": f'{LINE}text = "a"\nexamples = 3',
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_profile_is_said_in_a_sentence(name: str, tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(WRONG[name])
    with pytest.raises(ProfileError, match=r"p\.toml is not a profile: "):
        load_profile(path)


def test_words_that_are_no_words_are_said_in_a_sentence(tmp_path: Path) -> None:
    save_profile(Profile(), tmp_path / "p.toml")
    (tmp_path / "p.words.tsv").write_text("kata sepuluh\n")
    with pytest.raises(ProfileError, match="is not a profile"):
        load_profile(tmp_path / "p.toml")
    (tmp_path / "p.words.tsv").unlink()
    assert load_profile(tmp_path / "p.toml") == Profile()
