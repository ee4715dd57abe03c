"""The day of a page that states none: believed only when the page's text shows it."""

from __future__ import annotations

import pytest

from cleaner import clean

PROSE = "".join(
    f"<p>The market hall was opened again by the mayor after repairs that took {n} years, and "
    "traders from four districts moved back in on the same morning.</p>"
    for n in range(2, 7)
)


def page(above: str, head: str = "") -> str:
    return (
        f"<html><head><title>Market Hall Opens Again</title>{head}</head><body><main>"
        f"<h1>Market Hall Opens Again</h1>{above}{PROSE}</main></body></html>"
    )


SHOWN = [
    ("a date of its own", "<div><i>12 March 2021</i></div>", "2021-03-12"),
    ("no date", "<div><i>Photo gallery</i></div>", None),
    ("a copyright alone", "<div><small>© 2019 Market News</small></div>", None),
]


@pytest.mark.parametrize(("_", "above", "day"), SHOWN, ids=lambda case: str(case)[:16])
def test_what_the_page_shows(_: str, above: str, day: str | None) -> None:
    assert clean(page(above)).date == day


def test_its_source_is_named() -> None:
    article = clean(page("<div>Posted in Town life on 12 March 2021 by admin</div>"))
    origin = next(origin for origin in article.origins if origin.field == "date")
    assert (origin.rule, article.date) == ("trafilatura.date", "2021-03-12")
    assert "12 March 2021" in origin.text


def test_what_is_stated_comes_first() -> None:
    meta = '<meta property="article:published_time" content="2021-03-14T08:00:00+00:00">'
    article = clean(page("<div><i>12 March 2021</i></div>", meta))
    assert article.date == "2021-03-14T08:00+00:00"
