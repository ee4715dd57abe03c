"""clean_many: the same articles as clean, whatever the processes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import SourceError, clean, clean_many, load_rules

TEXTS = [f"Harga Beras {i}\n\nADVERTISEMENT\n\nHarga  beras naik {i} kali itu." for i in range(80)]
SOURCES = [*TEXTS, *(text.encode("utf-16") for text in TEXTS[:5]), "", b"", "<html><p>a</p></html>"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_articles_are_those_of_clean_in_order(jobs):
    assert list(clean_many(iter(SOURCES), jobs=jobs)) == [clean(source) for source in SOURCES]
    some = clean_many(TEXTS[:3], jobs=jobs, kind="page", language="id", repairs="off")
    assert list(some) == [clean(t, kind="page", language="id", repairs="off") for t in TEXTS[:3]]


@given(st.lists(st.text() | st.binary(), max_size=5))
@settings(max_examples=settings.default.max_examples // 4)
def test_any_sources_are_cleaned_one_by_one(sources):
    assert list(clean_many(sources)) == [clean(source) for source in sources]


@pytest.mark.parametrize("jobs", [1, 2])
def test_rules_of_ones_own_go_along(tmp_path, jobs):
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[rule]]\nname = "test.shout"\nwhy = "A test."\nbegins = ["qwzx"]\n'
        'where = "anywhere"\ndrops = ["Qwzx one"]\nkeeps = ["One qwzx"]\n'
    )
    text = "Qwzx satu\n\nHarga beras naik di pasar itu."
    (article,) = clean_many([text], jobs=jobs, rules=load_rules(str(path)))
    assert "test.shout" in {edit.rule for edit in article.edits}
    (article,) = clean_many([text], jobs=jobs)
    assert "Qwzx" in article.text


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_source_that_cannot_be_cleaned_is_told_or_raises(jobs):
    sources = ["a", 3, "b", None]
    told = []
    articles = clean_many(sources, jobs=jobs, failed=lambda *failure: told.append(failure))
    assert [article.text for article in articles] == ["a", "b"]
    assert told == [
        (1, "an article is str or bytes, not int"),
        (3, "an article is str or bytes, not NoneType"),
    ]
    coming = clean_many(sources, jobs=jobs)
    assert next(coming).text == "a"
    with pytest.raises(SourceError, match="source 1: an article is str or bytes"):
        next(coming)


def test_a_generator_that_is_left_early_ends_its_processes():
    coming = clean_many((text for text in TEXTS * 10), jobs=2)
    assert next(coming) == clean(TEXTS[0])
    coming.close()
    assert list(coming) == []
