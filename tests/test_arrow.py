"""Batches of Arrow: their own columns untouched, the record function's beside them."""

from __future__ import annotations

import pytest
from test_learning import SLOGAN, story

from cleaner.corpus.columns import Settings, clean_record
from cleaner.profile import Entry, Profile
from cleaner.types import SourceError

pa = pytest.importorskip("pyarrow", reason="needs article-cleaner[parquet]")
arrow = pytest.importorskip("cleaner.corpus.arrow")

PROFILE = Profile({"kabar.example": (Entry(1, SLOGAN, 60, 100),)})
ROWS = [
    {
        "id": 1,
        "url": "https://kabar.example/1",
        "text": "\n".join([*story(1), SLOGAN, "ADVERTISEMENT"]),
    },
    {"id": 2, "url": None, "text": "\n".join([*story(2), SLOGAN, "12 Mei 2024"])},
    {"id": 3, "url": "https://kabar.example/3", "text": None},
    {"id": 4, "url": None, "text": "a" * 10_000_001},
]


def test_a_batch_is_cleaned_as_records_are() -> None:
    batch = pa.RecordBatch.from_pylist(ROWS)
    settings = Settings(profile=PROFILE)
    fields, added = arrow.columns_for(batch.schema.names, None, settings)
    done = arrow.clean_batch(batch, fields, settings)
    assert done.schema.names == [*batch.schema.names, *added]
    assert [done.column(i) for i in range(3)] == batch.columns
    rows = done.to_pylist()
    for row, before in zip(rows[:3], ROWS, strict=False):
        assert row.pop("clean_failure") is None
        assert row == clean_record(before, profile=PROFILE)
    assert SLOGAN not in rows[0]["clean_text"]
    assert SLOGAN in rows[1]["clean_text"]
    assert "longer than 10000000" in rows[3]["clean_failure"]
    assert {name for name in added if rows[3][name] is not None} == {"clean_failure"}


def test_a_table_is_cleaned_like_its_batches() -> None:
    batch = pa.RecordBatch.from_pylist(ROWS[:2])
    table = pa.Table.from_batches([batch, batch]).replace_schema_metadata({"of": "the user"})
    fields, _ = arrow.columns_for(table.schema.names, None, Settings())
    done = arrow.clean_batch(table, fields)
    assert done.schema.metadata == {b"of": b"the user"}
    assert done.to_pylist() == arrow.clean_batch(batch, fields).to_pylist() * 2


def test_an_empty_batch_has_the_columns_too() -> None:
    batch = pa.RecordBatch.from_pylist(ROWS[:1]).slice(0, 0)
    fields, added = arrow.columns_for(batch.schema.names, None, Settings())
    done = arrow.clean_batch(batch, fields)
    assert (done.num_rows, done.schema.names[-1]) == (0, added[-1])


def test_what_a_learner_sees_of_a_batch() -> None:
    batch = pa.RecordBatch.from_pylist(ROWS)
    fields, _ = arrow.columns_for(batch.schema.names, None, Settings())
    # a profile that is being used does not teach itself away
    seen = list(arrow.seen_in(batch, fields, Settings(profile=PROFILE)))
    assert [(view.site, view.lines[-1]) for view in seen] == [
        ("kabar.example", SLOGAN),
        ("unnamed", SLOGAN),
    ]


@pytest.mark.parametrize("taken", ["clean_text", "clean_failure"])
def test_a_name_that_is_taken_is_said_at_once(taken: str) -> None:
    with pytest.raises(SourceError, match=f"there is a column '{taken}' already"):
        arrow.columns_for(["text", taken], None, Settings())
    assert arrow.columns_for(["text", taken], None, Settings(prefix="c_"))[0].text == "text"
