"""What is fuzzed: functions of bytes that raise AssertionError where a law is broken.

The first byte chooses among options, the rest is what the library reads, so that a file in
``crashes/`` is nearly what a user would have given. ``run.py`` hands these functions bytes for
hours; ``tests/test_fuzz.py`` hands them every file of ``crashes/``.
"""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from unittest.mock import patch

from cleaner import Article, Rules, clean, explain, load_rules, restore
from cleaner.cli import main
from cleaner.corpus import runner
from cleaner.page.judging import flatten
from cleaner.page.tree import parse
from cleaner.page.walk import read
from cleaner.profile import load_profile
from cleaner.stated.structured import stated
from cleaner.trail import apply, undo
from cleaner.types import ProfileError, RuleError

TIERS = ("safe", "all", "off")
LANGUAGES = (None, "id", "en", "de", "th", "xx")
REPAIRS = ("word.", "space.", "unicode.", "layout.")  # the families that may put characters there
PROSE = (
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "The council voted on Monday to keep the old bridge open for another year.",
)
METAS = ("author", "date", "og:title", "article:published_time", "article:tag", "og:site_name",
         "og:locale", "og:url", "og:image", "keywords", "article:section")  # fmt: skip
TABLES = ("a.jsonl", "a.csv", "a.tsv", "a.parquet", "a.warc", "a.jsonl.gz", "a.jsonl.zst",
          "a.warc.gz", "a.csv.gz", "a.csv.zst", "a.warc.zst", "a.txt", "a.html")  # fmt: skip
FIXED = ("a.jsonl", "a.csv", "a.tsv", "a.parquet", "a.txt", "a.md")


def options(data: bytes) -> tuple[int, dict[str, str | None], bytes]:
    """The number that chooses, the options of ``clean`` it stands for, and what is to be read."""
    number = data[0] if data else 0
    tier, language = TIERS[number % 3], LANGUAGES[number // 3 % 6]
    return number, {"repairs": tier, "language": language}, data[1:]


def decoded(data: bytes) -> str:
    """Any bytes as text, lone surrogates included."""
    with contextlib.suppress(UnicodeDecodeError):
        return data.decode("utf-8", "surrogatepass")
    return data.decode("utf-8", "surrogateescape")


@cache
def shipped() -> Rules:
    """The rules that come with the library."""
    return load_rules()


def keeps_laws(
    article: Article, source: str, said: dict[str, str | None], rules: Rules | None = None
) -> None:
    """The laws of any article, whose decoded input is ``source``."""
    again = clean(article.text, kind="text", rules=rules, **said)
    assert (again.text, again.edits) == (article.text, ()), "not idempotent"
    assert apply(source, article.edits) == article.text, "the edits do not lead to the text"
    assert undo(article.text, article.edits) == source, "not restored"
    assert restore(article.to_dict()) == restore(article), "the record restores something else"
    known = (rules or shipped()).by_name
    for edit in article.edits:
        assert edit.rule in known, f"an edit without a name: {edit}"
        assert not edit.new or edit.rule.startswith(REPAIRS), f"invented: {edit}"
        assert 0 <= edit.confidence <= 1
    assert bool(article.body) != bool(article.reason), "empty without a reason"
    # a rule of one's own may eat a line bit by bit, for more rounds than there are
    assert rules is not None or article.reason != "unsettled"
    assert len(article.confidences) == (len(article.text.split("\n\n")) if article.text else 0)
    json.dumps(article.to_dict())
    assert isinstance(article.markdown, str)


def text(data: bytes) -> None:
    """Flattened text, as str or bytes."""
    number, said, rest = options(data)
    source: str | bytes = rest if number & 128 else decoded(rest)
    article = clean(source, kind="text", **said)
    assert restore(article) == source
    keeps_laws(article, undo(article.text, article.edits) if number & 128 else decoded(rest), said)
    told = "\n".join(line.text for line in explain(article))
    assert told == undo(article.text, article.edits)


def flattened(page: str) -> str:
    """The text of a page as it is judged; empty for a page that cannot be read."""
    root = parse(page).root
    if root is None:
        return ""
    title = stated(root, None).title
    return flatten(read(root), title or "").text


def page(data: bytes) -> None:
    """An HTML page, as str or bytes."""
    number, said, rest = options(data)
    if number & 128:
        keeps_laws(found := clean(rest, kind="page", **said), _source(found), said)
        return
    source = decoded(rest)
    article = clean(source, kind="page", **said)
    assert restore(article) == flattened(source), "not the flattened text"
    keeps_laws(article, flattened(source), said)


def _source(article: Article) -> str:
    source = restore(article)
    return source if isinstance(source, str) else source.decode()


def state(data: bytes) -> None:
    """What a page states: JSON-LD, and below a line of percent signs the contents of meta tags."""
    _, said, rest = options(data)
    ld, _, below = decoded(rest).partition("\n%%\n")
    metas = "".join(
        f'<meta property="{name}" content="{escape(content)}">'
        for name, content in zip(METAS, below.split("\n"), strict=False)
    )
    head = f'<script type="application/ld+json">{ld}</script>{metas}'
    body = "".join(f"<p>{line}</p>" for line in PROSE)
    source = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    article = clean(source, kind="page", url="https://www.example.org/2024/05/a", **said)
    assert restore(article) == flattened(source)
    for day in filter(None, (article.date, article.updated)):
        date.fromisoformat(day[:10])
    for name in (*article.authors, *article.editors, *article.tags):
        assert name
        assert name == name.strip()
    json.dumps(article.to_dict()).encode()
    keeps_laws(article, flattened(source), said)


def _hostile() -> str:
    lines = ("a" * 700, "a " * 400, "ab-" * 300, "1" * 600, "(" * 300, "A. " * 300, "x@" * 300)
    return "\n".join((PROSE[0], *lines, "Baca juga: satu dua", "ADVERTISEMENT", PROSE[1]))


HOSTILE = _hostile()


def rules(data: bytes) -> None:
    """A rule file, or a profile, of a stranger: a sentence, or rules that keep the laws."""
    number, said, rest = options(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "mine.toml")
        path.write_bytes(rest)
        try:
            if number & 128:
                profile = load_profile(path)
                found = clean(HOSTILE, kind="text", profile=profile, site="a.example", **said)
                assert restore(found) == HOSTILE
                return
            theirs = load_rules(path)
        except (RuleError, ProfileError) as fault:
            said_of = str(fault)
            theirs = None
    if theirs is None:
        assert str(path) in said_of, "the file is not named"
        assert "\n" not in said_of, "more than a sentence"
        return
    article = clean(HOSTILE, kind="text", rules=theirs, **said)
    assert restore(article) == HOSTILE
    keeps_laws(article, HOSTILE, said, theirs)


def _run(*argv: str) -> tuple[int, str]:
    """The exit code of a command and what it says."""
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        code = main(list(argv))
    assert "Traceback" not in said.getvalue()
    return code, said.getvalue()


class _Here:
    """A worker that is no process of its own: one would take a second to come up."""

    def __init__(self, work: Callable[..., object], seconds: float) -> None:
        self._work = work

    def ask(self, job: object, items: object) -> object:
        return self._work(job, items)

    def stop(self) -> None:
        """There is nothing to stop."""

    close = stop


@patch("os.fsync", lambda _: None)  # what the disk does is not fuzzed
@patch.object(runner, "Hand", _Here)
def records(data: bytes) -> None:
    """A table of any form: what was read is what was written and what failed."""
    number, _, rest = options(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, TABLES[number % len(TABLES)])
        path.write_bytes(rest)
        out = Path(folder, "out")
        said = ("--quiet", "--field", "text=text") if "warc" not in path.name else ("--quiet",)
        code, told = _run("clean", str(path), "--out", str(out), *said)
        assert sorted(p.name for p in Path(folder).iterdir() if p != out) == [path.name]
        if code == 2:
            assert told.strip().count("\n") <= 2, told
            assert not out.exists()
            return
        summary = json.loads((out / "summary.json").read_bytes())
        assert summary["in"] == summary["written"] + summary["failed"]
        assert code == (1 if summary["failed"] else 0)


@patch("os.fsync", lambda _: None)
def inplace(data: bytes) -> None:
    """A file that is fixed in place: fixing twice is fixing once."""
    number, _, rest = options(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, FIXED[number % len(FIXED)])
        path.write_bytes(rest)
        code, _ = _run("fix", str(path), "--field", "text=text")
        once = path.read_bytes()
        assert code in (0, 1, 2)
        assert code != 2 or once == rest
        again, _ = _run("fix", str(path), "--field", "text=text")
        assert path.read_bytes() == once, "fixing twice is not fixing once"
        assert again == code or (code, again) == (1, 0)
        assert [p.name for p in Path(folder).iterdir()] == [path.name]


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "page": page,
    "state": state,
    "rules": rules,
    "records": records,
    "inplace": inplace,
}
