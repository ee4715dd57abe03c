"""Every function of the front door answers anything, or raises the fault it is documented with."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_laws import TIERS, documents, html_pages
from test_learn_cli import SITE, text

import cleaner
from cleaner import (
    Article,
    Fields,
    Profile,
    RuleError,
    SourceError,
    added_schema,
    clean,
    clean_batch,
    clean_frame,
    clean_many,
    clean_record,
    explain,
    load_profile,
    load_rules,
    repair,
    restore,
    save_profile,
)
from cleaner.types import ProfileError

pa = pytest.importorskip("pyarrow", reason="needs article-cleaner[parquet]")

ADDED = added_schema().names
sources = st.one_of(st.text(max_size=80), st.binary(max_size=80), documents(), html_pages)
words = st.none() | st.text(max_size=12)
hosts = words | st.sampled_from(["kabar.example", "https://www.kabar.example/2024/05/a?b=1#c"])
counts = st.dictionaries(st.text(max_size=6), st.integers(0, 10**6), max_size=4)
options = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from([None, "text", "page"]),
        "url": hosts,
        "language": words,
        "repairs": TIERS,
        "counts": counts,
        "roles": st.booleans(),
        "site": hosts,
    },
)
few = settings(max_examples=max(20, settings.default.max_examples // 5))


def asked(function: Callable[..., Any], fault: type[Exception], *given: Any, **more: Any) -> Any:
    """What a function gives, or the fault that it is documented with, in words."""
    try:
        return function(*given, **more), ""
    except fault as raised:
        return None, str(raised)


def as_plain(article: Article) -> dict[str, Any]:
    """As it comes back from a line of JSON."""
    plain: dict[str, Any] = json.loads(json.dumps(article.to_dict()))
    return plain


@given(sources, options)
def test_clean_restore_and_explain_answer_anything(
    source: str | bytes, options: dict[str, Any]
) -> None:
    article = clean(source, **options)
    back = restore(article)
    assert restore(as_plain(article)) == back
    assert article.page is not None or back == source
    told = explain(article)
    if isinstance(back, str):
        assert [line.text for line in told] == back.split("\n")
    assert all(told[i].end < told[i + 1].start for i in range(len(told) - 1))
    again = clean(article.text, **{**options, "kind": "text"})
    assert (again.text, again.edits) == (article.text, ())


@given(st.text(max_size=120) | documents(), words, TIERS, counts)
def test_repair_answers_any_text(
    text: str, language: str | None, tier: str, counts: Mapping[str, int]
) -> None:
    once = repair(text, language=language, repairs=tier, counts=counts)
    assert restore(once) == text
    again = repair(once.text, language=language, repairs=tier, counts=counts)
    assert (again.text, again.edits) == (once.text, ())


@pytest.mark.parametrize("wrong", [None, 1, ["text"], {"text": "a"}, bytearray(b"a")])
def test_what_is_no_text_is_a_fault(wrong: Any) -> None:
    for function in (clean, repair):
        with pytest.raises(SourceError):
            function(wrong)


@given(st.lists(sources | st.none(), max_size=4), options)
@few
def test_many_are_cleaned_as_one_is(sources: list[Any], options: dict[str, Any]) -> None:
    failed: list[int] = []
    found = clean_many(sources, failed=lambda number, _: failed.append(number), **options)
    sound = [source for source in sources if source is not None]
    assert list(found) == [clean(source, **options) for source in sound]
    assert failed == [number for number, source in enumerate(sources) if source is None]


# ---- records and batches

names = st.sampled_from(["text", "content", "url", "id", "site", "date", "n"]) | st.text(max_size=5)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.binary(max_size=30),
    st.lists(st.integers(), max_size=2),
    st.sampled_from(["https://kabar.example/a", "2024-05-03", "3 Mei 2024 10:00 WIB"]),
)


@given(
    st.dictionaries(names, values, max_size=4),
    st.none() | st.text(max_size=40) | documents(),
    st.text(max_size=6),
    TIERS,
)
def test_a_record_keeps_its_columns_and_gains_those_of_its_article(
    others: dict[str, Any], text: str | None, prefix: str, tier: str
) -> None:
    columns = {**others, "text": text}
    before = dict(columns)
    new = added_schema(prefix).names
    choices = {"fields": {"text": "text"}, "prefix": prefix, "repairs": tier}
    found, fault = asked(clean_record, SourceError, columns, **choices)
    assert columns == before
    assert bool(fault) == bool(set(new) & set(columns)), fault
    if fault:
        return
    assert list(found) == [*columns, *new]
    assert all(found[name] is before[name] for name in before)
    assert found[f"{prefix}text"] == clean(text or "", repairs=tier).text


@given(st.dictionaries(names, values, max_size=5))
def test_any_columns_are_a_record_or_a_fault(columns: dict[str, Any]) -> None:
    found, fault = asked(clean_record, SourceError, columns)
    assert fault or list(found) == [*columns, *ADDED]


encoded = st.text(st.characters(codec="utf-8"), max_size=40)  # Arrow has no lone surrogates
sound = documents().map(lambda text: text.encode("utf-8", "replace").decode())


@given(
    st.lists(st.none() | encoded | sound, max_size=4),
    st.lists(st.none() | encoded, min_size=4, max_size=4),
    st.booleans(),
)
@few
def test_a_batch_is_its_records(
    texts: list[str | None], urls: list[str | None], table: bool
) -> None:
    rows = list(zip(texts, urls, strict=False))
    schema = pa.schema([("text", pa.string()), ("url", pa.string())])
    columns = [dict(zip(schema.names, row, strict=True)) for row in rows]
    batch = pa.RecordBatch.from_pylist(columns, schema)
    given_one = pa.Table.from_batches([batch]) if table else batch
    done = clean_batch(given_one, Fields(text="text", url="url"))
    assert type(done) is type(given_one)
    assert done.schema.names == ["text", "url", *ADDED, "clean_failure"]
    for found, row in zip(done.to_pylist(), batch.to_pylist(), strict=True):
        assert found.pop("clean_failure") is None
        assert found == clean_record(row)
    frame = clean_frame(given_one, fields={"text": "text", "url": "url"})
    assert frame.to_pylist() == done.to_pylist()


@given(st.text(max_size=20))
def test_the_added_columns_have_any_prefix(prefix: str) -> None:
    assume(prefix.isprintable())
    plain, prefixed = added_schema(""), added_schema(prefix)
    assert prefixed.names == [f"{prefix}{name}" for name in plain.names]
    assert prefixed.types == plain.types


# ---- files of rules and of profiles

TEXT = "Harga Beras Turun\n\nADVERTISEMENT\n\nHarga  beras turun di pasar itu, kata pedagang.\n"
phrases = st.lists(st.text(max_size=12), max_size=3)
rule_values = st.one_of(st.text(max_size=12), phrases, st.integers(-2, 50), st.booleans())
tables = st.fixed_dictionaries(
    {"name": st.just("house.thing") | st.text(max_size=12), "why": st.text(max_size=9)},
    optional={
        "drops": phrases | rule_values,
        "removes": st.sampled_from(["line", "span", "code"]) | rule_values,
        "is": phrases | rule_values,
        "begins": phrases | rule_values,
        "holds": phrases,
        "shape": st.sampled_from(["[A-Z]{2,9}", "(a+)+", "harga.{0,9}"]) | st.text(max_size=9),
        "where": st.sampled_from(["anywhere", "head", "last"]) | rule_values,
        "most": st.integers(0, 50) | rule_values,
        "weak": st.booleans() | rule_values,
        "heads": st.sampled_from(["list", "next"]),
        "gives": st.sampled_from(["authors", "date", "tags"]),
        "other": rule_values,
    },
)


def toml(table: Mapping[str, Any]) -> str:
    rows = (f"{key} = {json.dumps(value)}\n" for key, value in table.items())
    return "[[rule]]\n" + "".join(rows)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files") / "file.toml"


@given(content=st.binary(max_size=60) | tables.map(toml).map(str.encode))
def test_any_file_of_rules_is_rules_or_a_sentence(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    rules, fault = asked(load_rules, RuleError, path)
    if fault:
        assert fault.startswith(str(path))
        assert "\n" not in fault
        return
    article = clean(TEXT, rules=rules)
    assert restore(article) == TEXT
    again = clean(article.text, rules=rules)
    assert (again.text, again.edits) == (article.text, ())


LINE = '[[site."a.example".line]]\nnumber = 1\narticles = 3\ntext = "ADVERTISEMENT"\n'
PROFILE = f'version = 1\n[site."a.example"]\narticles = 4\n{LINE}'
pieces = st.sampled_from(
    [PROFILE, LINE, "number = 1\n", 'place = "edges"\n', "version = 1\n", "[site]"]
)


@given(
    content=st.binary(max_size=60) | st.lists(pieces, max_size=3).map("".join).map(str.encode),
    more=st.binary(max_size=40) | st.sampled_from([b"beras\t3\n", b"beras\t-3\n", b"\t1\n"]),
)
def test_any_file_of_a_profile_is_a_profile_or_a_sentence(
    path: Path, content: bytes, more: bytes
) -> None:
    path.write_bytes(content)
    path.with_suffix(".words.tsv").write_bytes(more)
    profile, fault = asked(load_profile, ProfileError, path)
    if fault:
        assert fault.startswith(str(path))
        return
    assert isinstance(profile, Profile)
    assert restore(clean(TEXT, profile=profile, site="a.example")) == TEXT
    save_profile(profile, path)
    assert load_profile(path).words == profile.words


def test_what_learn_learns_depends_on_no_order_and_on_no_copies() -> None:
    records = [{"url": f"https://{SITE}/{i}", "text": text(i)} for i in range(30)]
    profile = cleaner.learn(records)
    assert profile.sites
    assert cleaner.learn([*reversed(records), *records]) == profile


def test_every_function_is_tried() -> None:
    """A new function of the front door gets a law here."""
    functions = [name for name in cleaner.__all__ if inspect.isfunction(getattr(cleaner, name))]
    told = Path(__file__).read_text("utf-8")
    assert [name for name in functions if len(re.findall(rf"\b{name}\b", told)) < 2] == []
