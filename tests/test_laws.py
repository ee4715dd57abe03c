"""The laws, on documents composed of everything the project knows to be difficult."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from html import escape
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from work import calls

from cleaner import Article, clean, explain, load_rules, repair, restore
from cleaner.cleaning import settle
from cleaner.lines import shapes_of
from cleaner.page.judging import flatten
from cleaner.page.tree import parse
from cleaner.page.walk import read
from cleaner.reading import opening
from cleaner.stated.structured import stated
from cleaner.trail import apply, undo

RULES = load_rules()
FRESH = load_rules()
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
SEED_LINES = sorted(
    {line for seed in SEEDS for line in seed.read_text("utf-8").split("\n") if line.strip()}
)
EXAMPLES = sorted({e for r in RULES.all for e in (*r.drops, *r.keeps, *(m[0] for m in r.mends))})
PROSE = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "The council voted on Monday to keep the old bridge open for another year.",
    "Penduduk kampung itu berkata bahawa jalan raya ditutup kerana banjir sejak semalam.",
    "“Kami tidak akan mundur,” ujar Budi Hartono kepada para wartawan di kantor itu.",
    "政府は月曜日に新しい橋の建設計画を発表した。住民は喜んでいる。",
    "وقال الوزير إن الأسعار سوف تنخفض خلال الأسبوع المقبل في جميع الأسواق.",
)
SHORT = ("Latar Belakang", "Bagaimana selanjutnya?", "Daftarnya:", "1. Tepung 2. Gula", "Nasional")
BLANKS = ("", " ", "\t", "\u00a0", "  \u3000")
STRAY = (
    "\u200b",
    "\u200e",
    "\ufeff",
    "\u00ad",
    "\x00",
    "\x1b",
    "\u202e",
    "\ud800",
    "e\u0301",
    "  ",
    " ,",
)
LINE_ENDS = ("\n", "\n\n", "\r\n", "\r", "\n \n", "\u2028", "\x0b")

lines = st.one_of(
    st.sampled_from(EXAMPLES),
    st.sampled_from(SEED_LINES),
    st.sampled_from(PROSE),
    st.sampled_from(SHORT),
    st.sampled_from(BLANKS),
    st.text(max_size=40),
    st.tuples(st.sampled_from(PROSE), st.sampled_from(STRAY), st.sampled_from(EXAMPLES)).map(
        "".join
    ),
    st.tuples(st.sampled_from(EXAMPLES), st.integers(0, 40), st.sampled_from(STRAY)).map(
        lambda t: t[0][: t[1]] + t[2] + t[0][t[1] :]
    ),
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    parts = draw(st.lists(lines, max_size=14))
    same = draw(st.booleans())
    one = draw(st.sampled_from(LINE_ENDS))
    text = ""
    for part in parts:
        text += part + (one if same else draw(st.sampled_from(LINE_ENDS)))
    return text if draw(st.booleans()) else text.rstrip()


encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])


def is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


TIERS = st.sampled_from(["safe", "all", "off"])


@given(documents())
def test_idempotent(text: str) -> None:
    once = clean(text)
    twice = clean(once.text)
    assert (twice.text, twice.title, twice.edits) == (once.text, once.title, ())
    assert once.reason != "unsettled"


TYPOS = st.sampled_from(
    [
        *("dariAntara", "kata.Dia", "naik,tetapi", "(BPS)Harga", "?Kami,?", "unutk", "yang yang"),
        *("20dan", "M.Hartono", "pasar(AS)", ".,Dia", "( pasar )", "diberbagai", "menje laskan"),
        *('"', "“", "”", " ", "\n", "harga beras naik", "the price of the rice", "&amp;", "&lt;"),
    ]
)


@given(st.lists(st.one_of(TYPOS, st.text(max_size=8)), max_size=30).map("".join), TIERS)
def test_repairs_are_idempotent_and_restorable(text: str, tier: str) -> None:
    for language in (None, "id", "en"):
        once = repair(text, language=language, repairs=tier)
        assert restore(once) == text
        again = repair(once.text, language=language, repairs=tier)
        assert (again.text, again.edits) == (once.text, ())


@given(documents(), st.sampled_from(["id", "ms", "en", "de", "xx"]), TIERS)
def test_idempotent_in_any_context(text: str, language: str, repairs: str) -> None:
    context = {"language": language, "repairs": repairs, "url": "https://www.example.org/a"}
    once = clean(text, **context)  # type: ignore[arg-type]
    twice = clean(once.text, **context)  # type: ignore[arg-type]
    assert (twice.text, twice.title, twice.edits) == (once.text, once.title, ())


@given(documents())
def test_nothing_lost(text: str) -> None:
    article = clean(text)
    assert restore(article) == text
    assert restore(article.to_dict()) == text
    assert apply(text, article.edits) == article.text
    assert "".join(line.text for line in explain(article)) == text.replace("\n", "")


@given(
    st.one_of(
        st.binary(max_size=300),
        st.builds(lambda t, e: t.encode(e, "replace"), documents(), encodings),
    )
)
def test_nothing_lost_of_bytes_and_nothing_raised(data: bytes) -> None:
    article = clean(data)
    assert restore(article) == data
    assert clean(article.text).text == article.text


@given(documents())
def test_nothing_invented(text: str) -> None:
    """Without the words that named repairs put there, the output is a subsequence of the input."""
    article = clean(text)
    removals = [edit._replace(new="") for edit in article.edits]
    assert is_subsequence(apply(text, removals), text)
    assert is_subsequence(apply(text, removals), article.text)
    for edit in article.edits:
        assert text[edit.start : edit.end] == edit.old
        if edit.new:
            assert edit.rule.partition(".")[0] in ("word", "unicode", "space", "layout")


@given(documents())
def test_every_cut_has_a_name_and_every_emptiness_a_reason(text: str) -> None:
    article = clean(text)
    assert {edit.rule for edit in article.edits} <= RULES.by_name.keys()
    assert (article.reason is None) == bool(article.body)
    assert all(edit.evidence for edit in article.edits)


@given(documents())
def test_output_is_in_normal_form(text: str) -> None:
    article = clean(text)
    blocks = article.text.split("\n\n") if article.text else []
    assert all(block and block == block.strip() and "\n" not in block for block in blocks)
    article.text.encode("utf-8")
    assert article.body == "\n\n".join(article.paragraphs)
    assert [*([article.title] if article.title else []), *article.paragraphs] == blocks


@given(st.lists(documents(), min_size=2, max_size=4))
def test_pure(texts: list[str]) -> None:
    alone = [clean(text, rules=FRESH) for text in texts]
    backwards = [clean(text) for text in reversed(texts)]
    assert alone == backwards[::-1]


TITLE = "Harga Beras Turun di Pasar Kota"
ARTICLE = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "Pemerintah menambah pasokan dari gudang di pelabuhan supaya harga tidak naik lagi.",
    "Apa kata pedagang",
    "“Kami senang sekali,” ujar seorang pedagang. Ia berharap harga gula ikut turun.",
    "Para pembeli menyambut kabar itu dengan gembira dan pulang membawa dua karung.",
)
INSERTS = {
    place: [e for r in RULES.all if r.where == place for e in r.drops]
    for place in ("anywhere", "head", "tail", "edges")
}


@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(INSERTS["anywhere"])), max_size=6),
    st.lists(st.sampled_from(INSERTS["head"] + INSERTS["edges"]), max_size=3),
    st.lists(st.sampled_from(INSERTS["tail"] + INSERTS["edges"]), max_size=4),
)
@example(
    inside=[(1, "Artikel Terkait\nHarga Cabai Turun\nPetani Panen Raya"), (2, "_x0000_")],
    head=[],
    tail=[],
)
def test_furniture_put_into_a_clean_article_comes_out_again(
    inside: list[tuple[int, str]], head: list[str], tail: list[str]
) -> None:
    blocks = [TITLE, *head]
    for i, paragraph in enumerate(ARTICLE):
        blocks.append(paragraph)
        blocks += [example for at, example in inside if at == i]
    article = clean("\n\n".join(blocks + tail))
    assert article.text == "\n\n".join((TITLE, *ARTICLE))


@given(documents(), documents())
def test_prose_is_a_wall(before: str, after: str) -> None:
    """No sentence of prose is lost, whatever stands around it."""
    text = "\n".join((before, *ARTICLE[:2], after))
    body = clean(text, repairs="off").text
    for paragraph in ARTICLE[:2]:
        assert paragraph in body


GROWING = {
    "seeds": "\n".join(SEED_LINES),
    "examples": "\n\n".join(EXAMPLES),
    "labels": "Satu\nDua Tiga\nEmpat Lima Enam\n",
    "one line": "Harga beras turun . Kata pedagang itu , kabar baik. ",
    "names": "Budi Hartono bertemu Budi Hartomo dan Budi Hartona di sana.\n",
    "headings": "Artikel Terkait\nHarga Cabai Naik di Pasar\nWarga antre sejak pagi di sana.\n",
    "bare headings": "Harga beras turun di pasar sejak hari Senin.\n" + "Artikel Terkait\n" * 40,
    "invitations": "Harga beras turun di pasar sejak Senin.\n" + "Baca juga:\nSatu\n" * 40,
    "stray": "a\u200bb\x00 c\r\n\t\u00a0e\u0301\u2028",
    "unknown words": "qwxz vbnm plkj hgfd\n",
}


@pytest.mark.parametrize("name", ["seeds", "examples", "labels", "bare headings", "invitations"])
def test_what_repeats_to_the_letter_is_linear(name: str) -> None:
    """What differs from line to line is in test_linearity."""
    unit = GROWING[name]
    unit *= max(1, 4000 // len(unit))
    clean(unit)
    one, two, four = (calls(partial(clean, unit * n)) for n in (1, 2, 4))
    assert two < 2.3 * one
    assert four < 4.6 * one


@pytest.mark.parametrize("name", GROWING)
def test_rounds_do_not_grow(name: str) -> None:
    rounds = [settle(GROWING[name] * n, RULES, None).rounds for n in (1, 8)]
    assert max(rounds) <= 4


HOSTILE = {  # beside those of hostile_cases.py
    "letters and hyphens": "a-" * 100_000,
    "capitals": "Aa " * 60_000,
    "digits": "1" * 200_000,
    "dates": "1 mei 2019 " * 20_000,
    "bars": "ab | " * 40_000,
    "hashes": "#ab " * 50_000,
    "tags": "<div>" * 100_000,
    "joiners": "\u200d" * 200_000,
    "copyright": "© " * 100_000,
    "colons": "a: " * 60_000,
    "stops": ". " * 100_000,
    "binary": bytes(range(256)) * 400,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_returns_and_keeps_the_laws(name: str) -> None:
    source = HOSTILE[name]
    article = clean(source)
    assert isinstance(article, Article)
    assert restore(article) == source
    assert clean(article.text).text == article.text
    text = source if isinstance(source, str) else undo(article.text, article.edits)
    assert apply(text, article.edits) == article.text


# ---- the laws of pages

INLINE = ("a", "b", "em", "span", "code", "i", "time")
BORDERS = (
    "div",
    "p",
    "section",
    "aside",
    "li",
    "h2",
    "td",
    "blockquote",
    "footer",
    "nav",
    "figure",
)
NAMES = ("", " class=share", " class='article-body'", " id=related", " hidden", " class=css-1x9k")
MARKUP = ("<br>", "<hr>", "<!-- x -->", "<script>never()</script>", "&nbsp;", "&lt;html&gt;", "<p>")
HEADS = (
    "",
    f"<title>{TITLE}</title>",
    f'<meta property="og:title" content="{TITLE} | Kabar"><meta name=author content="Budi">',
    '<script type="application/ld+json">{"@type": "Article", "headline": "Harga &amp;"}</script>',
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


snippets = st.one_of(lines.map(escaped), st.sampled_from(MARKUP), st.just(f"<h1>{TITLE}</h1>"))


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    parts = st.lists(inner, max_size=4).map("".join)
    return st.builds(
        lambda tag, name, text: f"<{tag}{name}>{text}</{tag}>",
        st.sampled_from(INLINE + BORDERS * 2),
        st.sampled_from(NAMES),
        parts,
    )


html_pages = st.builds(
    lambda head, body: (
        f"<!doctype html><html><head>{head}</head><body>{''.join(body)}</body></html>"
    ),
    st.sampled_from(HEADS),
    st.lists(st.recursive(snippets, wrapped, max_leaves=8), max_size=8),
)


@given(html_pages)
def test_pages_are_idempotent(page: str) -> None:
    once = clean(page)
    assert once.page is not None
    twice = clean(once.text)
    assert (twice.text, twice.edits, twice.page) == (once.text, (), None)
    assert once.reason != "unsettled"


@given(html_pages, st.sampled_from(["id", "en", "de", "xx"]), TIERS)
def test_pages_are_idempotent_in_any_context(page: str, language: str, repairs: str) -> None:
    once = clean(page, language=language, repairs=repairs, url="https://www.example.org/a")
    twice = clean(once.text, language=language, repairs=repairs)
    assert (twice.text, twice.edits) == (once.text, ())


def flattened(page: str) -> str:
    """The text of a page as it is judged: the headline of its head and every block, a line each."""
    root = parse(page).root
    assert root is not None
    title = stated(root, None).title
    return flatten(read(root), title or "").text


@given(html_pages)
def test_nothing_of_a_page_is_lost(page: str) -> None:
    article = clean(page)
    assert restore(article) == flattened(page)
    assert restore(article.to_dict()) == flattened(page)


@given(html_pages)
def test_nothing_is_added_to_a_page(page: str) -> None:
    """Every word comes from the page in its order, but for words that named repairs put there."""
    article = clean(page, repairs="off")
    removals = [edit._replace(new="") for edit in article.edits]
    text = flattened(page)
    assert is_subsequence(apply(text, removals), text)
    if not any(edit.rule.startswith(("unicode.", "space.")) for edit in article.edits):
        at = 0
        for word in article.text.split():
            at = text.index(word, at) + len(word)


@given(html_pages)
def test_a_page_is_the_same_from_bytes(page: str) -> None:
    data = page.encode("utf-8", "replace")
    from_text = clean(data.decode(), kind="page")
    from_bytes = clean(data, kind="page")
    assert from_bytes.to_dict() | {"encoding": None} == from_text.to_dict()


@given(st.lists(html_pages, min_size=2, max_size=3))
def test_pages_are_pure(pages: list[str]) -> None:
    alone = [clean(page, rules=FRESH) for page in pages]
    assert [clean(page) for page in reversed(pages)] == alone[::-1]
    assert [clean(page) for page in pages] == alone


@given(html_pages)
def test_no_outcome_is_taken_for_a_page(page: str) -> None:
    assert opening(clean(page).text) == 0
    assert opening(clean(page, kind="text").text) == 0


# marks, symbols, emoji and combining characters alone, which have no words
MARKS = st.text(
    st.one_of(
        st.sampled_from("・ー〇゠﹒·•*-_|/.…!?:：©()「」『』َّ́ͅำ้‍️฿೧"),
        st.characters(categories=["Mn", "Mc", "Me", "Sm", "Sc", "Sk", "So", "Pc", "Po", "Lm"]),
    ),
    min_size=1,
    max_size=12,
)
mark_lines = st.lists(st.one_of(MARKS, MARKS, st.sampled_from(PROSE)), min_size=1, max_size=12)


@given(mark_lines)
@example(["・・・"])
@example([*PROSE, "・・・・・・・・", PROSE[0]])
def test_blocks_of_marks_are_texts_and_pages_like_others(blocks: list[str]) -> None:
    assert all(shape.size >= 0 for shape in shapes_of(blocks))
    text = "\n".join(blocks)
    article = clean(text, kind="text")
    assert restore(article) == text
    assert clean(article.text, kind="text").text == article.text
    page = clean("".join(f"<p>{escape(block)}</p>" for block in blocks), kind="page")
    assert clean(page.text, kind="text").text == page.text


def test_another_process_finds_the_same() -> None:
    """The order of sets differs from process to process; outcomes do not."""
    folder = Path(__file__).parent.parent / "fixtures"
    names = sorted(str(path) for path in folder.glob("*.html"))[:8]
    program = (
        "import hashlib, sys; from pathlib import Path; from cleaner import clean\n"
        "for name in sys.argv[1:]:\n"
        "    article = clean(Path(name).read_bytes())\n"
        "    print(hashlib.sha256(repr(article).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program, *names],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=folder.parent,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(found) == 1
    assert len(found.pop().split()) == len(names)
