"""Frames of pandas, polars, DuckDB and Arrow: their own columns untouched, ours beside them."""

from __future__ import annotations

import math

import pytest

from cleaner import clean_batch, clean_frame, clean_record
from cleaner.corpus.columns import is_missing
from cleaner.types import SourceError

pa = pytest.importorskip("pyarrow", reason="needs article-cleaner[parquet]")

TEXT = "Harga Beras Naik\n\nADVERTISEMENT\n\nHarga beras naik di pasar itu,  kata warga."
CLEAN = "Harga Beras Naik\n\nHarga beras naik di pasar itu, kata warga."
ROWS = {"n": [1, 2, 3], "isi": [TEXT, None, "a" * 10_000_001]}
ADDED = [*(name for name in clean_record({"isi": ""}) if name != "isi"), "clean_failure"]


def frames() -> dict[str, object]:
    """The same three documents in every kind of frame that is installed."""
    found: dict[str, object] = {"mapping": ROWS, "table": pa.table(ROWS)}
    found["batch"] = pa.RecordBatch.from_pydict(ROWS)
    for name in ("pandas", "polars"):
        found[name] = getattr(pytest.importorskip(name), "DataFrame")(ROWS)  # noqa: B009
    table = found["table"]
    found["relation"] = pytest.importorskip("duckdb").from_arrow(table)
    found["reader"] = pa.RecordBatchReader.from_stream(table)
    return found


def lists_of(frame: object) -> dict[str, list[object]]:
    """The columns of any frame as lists."""
    for name in ("read_all", "to_pydict", "to_dict"):
        if isinstance(frame, dict):
            return frame
        if hasattr(frame, name):
            kinds = {
                "to_dict": {"orient": "list"} if hasattr(frame, "iloc") else {"as_series": False}
            }
            frame = getattr(frame, name)(**kinds.get(name, {}))
    assert isinstance(frame, dict)
    return frame


@pytest.mark.parametrize(
    ("kind", "comes_back"),
    [
        ("mapping", "dict"),
        ("table", "Table"),
        ("batch", "RecordBatch"),
        ("pandas", "DataFrame"),
        ("polars", "DataFrame"),
        ("relation", "Table"),
        ("reader", "RecordBatchReader"),
    ],
)
def test_every_frame_is_cleaned_as_records_are(kind, comes_back):
    frame = frames()[kind]
    done = clean_frame(frame, language="id")
    assert type(done).__name__ == comes_back
    columns = lists_of(done)
    assert list(columns) == ["n", "isi", *ADDED]
    assert columns["n"] == [1, 2, 3]
    assert columns["isi"][0] == TEXT
    assert columns["clean_text"][:2] == [CLEAN, ""]
    assert [reason for reason in columns["clean_reason"] if isinstance(reason, str)] == [
        "empty-input"
    ]
    assert "longer than 10000000" in str(columns["clean_failure"][2])
    assert is_missing(columns["clean_text"][2])


def test_a_frame_of_pandas_keeps_index_labels_and_types():
    pandas = pytest.importorskip("pandas")
    day = pandas.Timestamp("2024-05-12")
    frame = pandas.DataFrame(
        {"isi": [TEXT, float("nan")], 7: ["a", "b"], "date": [day, pandas.NaT]}, index=["x", "y"]
    )
    done = clean_frame(frame, fields={"date": "date"})
    assert list(done.index) == ["x", "y"]
    assert done[frame.columns].equals(frame)
    assert done.loc["x", "clean_date"] == "2024-05-12"
    assert done.loc["y", "clean_reason"] == "empty-input"
    assert "clean_text" not in frame.columns


def test_a_frame_of_polars_has_the_types_of_parquet():
    polars = pytest.importorskip("polars")
    done = clean_frame(polars.DataFrame({"isi": [None]}, schema={"isi": polars.String}))
    assert done.schema["clean_failure"] == polars.String
    assert done.schema["clean_authors"] == polars.List(polars.String)
    with pytest.raises(SourceError, match="collect"):
        clean_frame(polars.LazyFrame({"isi": [TEXT]}))


def test_a_reader_is_read_when_its_outcome_is():
    def batches():
        yield pa.RecordBatch.from_pydict({"isi": [TEXT]})
        raise KeyError("read too far")

    schema = pa.schema([("isi", pa.string())])
    done = clean_frame(pa.RecordBatchReader.from_batches(schema, batches()))
    assert done.read_next_batch().column("clean_text").to_pylist() == [CLEAN]


@pytest.mark.parametrize("frame", [3, "isi", [TEXT], None])
def test_what_is_no_frame(frame):
    with pytest.raises(SourceError, match="is no frame"):
        clean_frame(frame)
    with pytest.raises(SourceError, match="a batch is of Arrow or a mapping"):
        clean_batch(frame)


def test_a_column_that_is_there_already():
    frame = {"isi": [TEXT], "clean_failure": [1]}
    with pytest.raises(SourceError, match="'clean_failure'"):
        clean_frame(frame)
    assert clean_frame(frame, prefix="c_")["c_text"] == [CLEAN]


def test_columns_of_unequal_length():
    with pytest.raises(ValueError, match="shorter"):
        clean_frame({"isi": [TEXT, TEXT], "url": ["https://kabar.example/1"]})


def test_a_batch_guesses_its_fields_and_takes_options():
    batch = pa.RecordBatch.from_pydict({"isi": [TEXT], "html": [None]})
    with pytest.raises(SourceError, match="could each be the text"):
        clean_batch(batch)
    done = clean_batch(batch, {"text": "isi"}, repairs="off", prefix="c_")
    assert done.column("c_text").to_pylist() == [CLEAN]


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_texts_inside_of_objects_and_lists_of_paragraphs(package):
    frame = getattr(pytest.importorskip(package), "DataFrame")(  # noqa: B009
        {"data": [{"body": TEXT}], "parts": [TEXT.split("\n\n")]}
    )
    for column in ("data.body", "parts"):
        assert lists_of(clean_frame(frame, fields={"text": column}))["clean_text"] == [CLEAN]


def test_a_page_that_is_missing_leaves_the_text():
    columns = {"html": float("nan"), "isi": TEXT}
    done = clean_record(columns, fields={"html": "html", "text": "isi"})
    assert done["clean_text"] == CLEAN


@pytest.mark.parametrize("value", [None, float("nan"), math.nan])
def test_a_text_that_is_missing_is_empty(value):
    done = clean_record({"isi": value, "url": value, "tanggal": value})
    assert (done["clean_text"], done["clean_reason"]) == ("", "empty-input")


@pytest.mark.parametrize("value", [0, 1.5, False, {}, set()])
def test_what_is_there_and_no_text_is_told(value):
    assert not is_missing(value)
    with pytest.raises(SourceError, match="holds no text"):
        clean_record({"isi": value})


def test_values_of_pandas_that_are_missing():
    pandas = pytest.importorskip("pandas")
    numpy = pytest.importorskip("numpy")
    assert all(map(is_missing, [pandas.NA, pandas.NaT, numpy.float32("nan")]))
    assert not is_missing(numpy.float32(1))


def test_datasets_in_batches(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    datasets = pytest.importorskip("datasets", reason="needs datasets")
    rows = datasets.Dataset.from_dict({"n": [0, 1, 2], "isi": [TEXT, TEXT, "a" * 10_000_001]})
    # nothing fails in the first batch that is written: its column has its type all the same
    done = rows.map(clean_batch, batched=True, batch_size=1, writer_batch_size=1)
    assert done[0]["clean_text"] == CLEAN
    assert done[0]["clean_failure"] is None
    assert "longer than" in done[2]["clean_failure"]
    coming = rows.to_iterable_dataset().map(clean_batch, batched=True, batch_size=2)
    assert next(iter(coming))["clean_text"] == CLEAN
