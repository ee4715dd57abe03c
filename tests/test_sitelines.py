"""Segments that recur on a site go where a profile says so; the laws hold with any profile."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from test_laws import ARTICLE, EXAMPLES, PROSE, SEED_LINES, SHORT, documents, is_subsequence

from cleaner import clean, restore
from cleaner.profile import MATCHES, PLACES, Entry, Profile, folded
from cleaner.trail import apply

SITE = "kabar.example"
TITLE = "Harga Beras Turun di Pasar Kota"
SLOGAN = "Warga Menulis untuk Kota"
AUTHOR = "Penulis ini lahir di kota lama dan menulis sejak kecil."
FOOTER = "Redaksi kami menerima tulisan pembaca setiap hari kerja di kantor."


def profile(*entries: Entry) -> Profile:
    return Profile({SITE: tuple(e._replace(number=n) for n, e in enumerate(entries, 1))})


def entry(text: str, articles: int = 60, **more: object) -> Entry:
    return Entry(0, text, articles, 100, **more)  # type: ignore[arg-type]


# the profile's entries, the lines of a text, and those of them that go by it
CASES: dict[str, tuple[Sequence[Entry], Sequence[str], Sequence[str]]] = {
    "at the end": ([entry(SLOGAN)], [TITLE, *ARTICLE, SLOGAN], [SLOGAN]),
    "inside": ([entry(SLOGAN)], [TITLE, ARTICLE[0], SLOGAN, ARTICLE[1]], [SLOGAN]),
    "spaces around": ([entry(SLOGAN)], [TITLE, *ARTICLE, f"  {SLOGAN} "], [SLOGAN]),
    "other letters": ([entry(SLOGAN)], [TITLE, *ARTICLE[:2], SLOGAN.lower()], []),
    "a segment of a line": ([entry(SLOGAN)], [TITLE, f"{ARTICLE[0]} {SLOGAN}"], [SLOGAN]),
    "a sentence between sentences": (
        [entry(FOOTER, 51)],
        [TITLE, f"{ARTICLE[0]} {FOOTER} {ARTICLE[1]}", ARTICLE[2]],
        [f"{FOOTER} "],
    ),
    "a sentence of half the articles between sentences": (
        [entry(FOOTER, 50)],
        [TITLE, f"{ARTICLE[0]} {FOOTER} {ARTICLE[1]}", ARTICLE[2]],
        [],
    ),
    "before a sentence with no mark between": (
        [entry(SLOGAN, match="opening")],
        [TITLE, f"{ARTICLE[0]} {SLOGAN} {ARTICLE[1]}", ARTICLE[2]],
        [f"{SLOGAN} "],
    ),
    "before a small letter": (
        [entry(SLOGAN, match="opening")],
        [TITLE, f"{ARTICLE[0]} {SLOGAN} yang {ARTICLE[1]}", ARTICLE[2]],
        [],
    ),
    "within a longer word": (
        [entry(SLOGAN, match="opening")],
        [TITLE, f"{ARTICLE[0]} {SLOGAN}nya {ARTICLE[1]}", ARTICLE[2]],
        [],
    ),
    "an opening alone": (
        [entry(SLOGAN, match="opening")], [TITLE, *ARTICLE, SLOGAN], [SLOGAN],
    ),
    "behind a name with no mark between": (
        [entry(SLOGAN, match="closing")],
        [TITLE, *ARTICLE, f"Warta Pasar {SLOGAN}"],
        [SLOGAN],
    ),
    "behind a small word": (
        [entry(SLOGAN, match="closing")],
        [TITLE, *ARTICLE, f"Kata tim {SLOGAN}"],
        [],
    ),
    "behind a number": (
        [entry(SLOGAN, match="closing")],
        [TITLE, *ARTICLE, f"Terbit 12 {SLOGAN}"],
        [],
    ),
    "a closing alone": ([entry(SLOGAN, match="closing")], [TITLE, *ARTICLE, SLOGAN], [SLOGAN]),
    "part of a sentence": ([entry(SLOGAN)], [TITLE, f"Kata {SLOGAN} ada. {ARTICLE[0]}"], []),
    "any digits": (
        [entry("Dibaca 12 kali oleh warga", match="digits")],
        [TITLE, *ARTICLE, "dibaca 1.234 kali oleh warga"],
        [],
    ),
    "other digits": (
        [entry("Dibaca 12 kali oleh warga", match="digits")],
        [TITLE, *ARTICLE, "DIBACA 7 kali oleh warga"],
        ["DIBACA 7 kali oleh warga"],
    ),
    "prose of most articles": ([entry(FOOTER, 51)], [TITLE, *ARTICLE, FOOTER], [FOOTER]),
    "prose of half the articles": ([entry(FOOTER, 50)], [TITLE, *ARTICLE, FOOTER], []),
    "prose with other digits": (
        [entry("Kota itu punya 12 pasar besar sejak lama.", 90, match="digits")],
        [TITLE, *ARTICLE, "Kota itu punya 13 pasar besar sejak lama."],
        [],
    ),
    "the headline": ([entry(TITLE, 50)], [TITLE, *ARTICLE], []),
    "above the headline": (
        [entry(SLOGAN)],
        [SLOGAN, TITLE, *ARTICLE],
        [SLOGAN],
    ),
    "a label above the headline": ([entry("Warta Kota")], ["Warta Kota", TITLE, *ARTICLE],
                                   ["Warta Kota"]),
    "the headline below furniture": (
        [entry(SLOGAN), entry(TITLE, 50)],
        [SLOGAN, TITLE, *ARTICLE],
        [SLOGAN],
    ),
    "the headline again at the end": (
        [entry(TITLE, 50)],
        [TITLE, *ARTICLE, TITLE],
        [TITLE],
    ),
    "a label at the edge": (
        [entry("Persada Kota", place="edges")],
        [TITLE, "Persada Kota", ARTICLE[0], "Persada Kota", *ARTICLE[1:], "Persada Kota"],
        ["Persada Kota", "Persada Kota"],
    ),
    "a label below learnt prose": (
        [entry("Persada Kota", place="edges"), entry(FOOTER, 90)],
        [TITLE, *ARTICLE, "Persada Kota", FOOTER],
        ["Persada Kota", FOOTER],
    ),
    "prose for the end": (
        [entry(FOOTER, 9, place="end")],
        [TITLE, FOOTER, ARTICLE[0], FOOTER, *ARTICLE[1:], FOOTER],
        [FOOTER],
    ),
    "two sentences for the end": (
        [entry(FOOTER, 9, place="end"), entry(AUTHOR, 9, place="end")],
        [TITLE, *ARTICLE, f"{AUTHOR} {FOOTER}"],
        [f"{AUTHOR} ", FOOTER],
    ),
    "prose for the end in a blob": (
        [entry(FOOTER, 9, place="end")],
        [TITLE, " ".join((FOOTER, *ARTICLE[:2], FOOTER))],
        [FOOTER],
    ),
    "prose for the end where there is no other": (
        [entry(FOOTER, 9, place="end")],
        [TITLE, FOOTER],
        [FOOTER],
    ),
    "a label where there is no prose": (
        [entry("Persada Kota", place="edges")],
        [TITLE, "Persada Kota", "Garuda Timur"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_goes(name: str) -> None:
    entries, lines, gone = CASES[name]
    known = profile(*entries)
    text = "\n".join(lines)
    article = clean(text, profile=known, site=SITE)
    cuts = [edit for edit in article.edits if edit.rule.startswith("site.")]
    assert [edit.old for edit in cuts] == list(gone)
    assert article.title == TITLE
    for edit in cuts:
        host, _, number = edit.rule.removeprefix("site.").rpartition(".")
        named = known.sites[host][int(number) - 1]
        assert folded(named.text) == folded(edit.old.strip())
        assert edit.evidence == f"{named.articles} of 100 articles of {SITE} hold it"
    assert clean(article.text, profile=known, site=SITE).edits == ()
    assert restore(article) == text


def test_the_site_is_given_or_that_of_the_address() -> None:
    known, text = profile(entry(SLOGAN)), "\n".join((TITLE, *ARTICLE, SLOGAN))
    assert SLOGAN not in clean(text, profile=known, url=f"https://www.{SITE}/a").text
    assert SLOGAN not in clean(text, profile=known, site=SITE).text
    assert SLOGAN in clean(text, profile=known).text
    assert SLOGAN in clean(text, profile=known, url="https://lain.example/a").text
    assert SLOGAN in clean(text, profile=known, site="lain.example", url=f"https://{SITE}/").text
    assert SLOGAN in clean(text, site=SITE).text


def test_a_deleted_entry_is_not_applied_and_the_others_keep_their_numbers() -> None:
    first, second = entry("Warta dari Warga"), entry(SLOGAN)
    known = profile(first, second)
    rest = Profile({SITE: known.sites[SITE][1:]})
    text = "\n".join((TITLE, *ARTICLE, first.text, SLOGAN))
    cuts = [e.rule for e in clean(text, profile=rest, site=SITE).edits if e.rule[:5] == "site."]
    assert cuts == [f"site.{SITE}.2"]


def test_what_rules_read_as_metadata_is_left_to_them() -> None:
    known = profile(entry("Penulis: Budi Hartono"), entry("12 Mei 2024"))
    lines = (TITLE, "Penulis: Budi Hartono", "12 Mei 2024", *ARTICLE)
    article = clean("\n".join(lines), profile=known, site=SITE)
    assert (article.authors, article.date) == (("Budi Hartono",), "2024-05-12")
    assert article == clean("\n".join(lines))


def test_pages_know_their_site() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in (*ARTICLE, SLOGAN))
    page = (
        f"<!doctype html><html><body><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )
    article = clean(page, profile=profile(entry(SLOGAN)), url=f"https://{SITE}/a")
    assert f"site.{SITE}.1" in [edit.rule for edit in article.edits]
    assert SLOGAN not in article.text
    assert SLOGAN in clean(page, url=f"https://{SITE}/a").text


lines = st.one_of(
    st.sampled_from(EXAMPLES),
    st.sampled_from(SEED_LINES),
    st.sampled_from(PROSE),
    st.sampled_from(SHORT),
    st.sampled_from((*ARTICLE, TITLE)),
    st.text(min_size=1, max_size=20),
)
known_entries = st.builds(
    Entry,
    st.just(0),
    lines,
    st.integers(1, 100),
    st.just(100),
    st.sampled_from(MATCHES),
    st.sampled_from(PLACES),
)
known_profiles = st.lists(known_entries, max_size=40).map(lambda found: profile(*found))


@given(documents(), known_profiles)
def test_the_laws_hold_with_a_profile(text: str, known: Profile) -> None:
    once = clean(text, profile=known, site=SITE)
    twice = clean(once.text, profile=known, site=SITE)
    assert (twice.text, twice.title, twice.edits) == (once.text, once.title, ())
    assert once.reason != "unsettled"
    # nothing in it is named by the profile any more, so it is final without it too
    assert clean(once.text).edits == ()
    assert restore(once) == text
    assert restore(once.to_dict()) == text
    removals = [edit._replace(new="") for edit in once.edits]
    assert is_subsequence(apply(text, removals), once.text)


@given(documents(), documents(), known_profiles)
@example(before="", after="", known=profile(entry(ARTICLE[0], 50)))
def test_prose_is_a_wall_for_a_profile(before: str, after: str, known: Profile) -> None:
    """A sentence goes only if the profile has it verbatim, from most of the articles or the end."""
    text = "\n".join((before, *ARTICLE[:2], after))
    verbatim = [e for e in known.sites[SITE] if e.match != "digits"]
    named = {e.text for e in verbatim if e.articles > 50 or e.place == "end"}
    body = clean(text, profile=known, site=SITE, repairs="off").text
    for paragraph in ARTICLE[:2]:
        assert paragraph in body or paragraph in named
