"""The engines of clusters give what one machine gives; they run when CLEANER_ENGINES is set."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from test_learning import SENTENCE, SLOGAN, at_the_end, inside, story

from cleaner.cli import main
from cleaner.profile import Profile, load_profile

pytestmark = [
    pytest.mark.skipif(
        not os.environ.get("CLEANER_ENGINES"), reason="long: set CLEANER_ENGINES=1 to run it"
    ),
    pytest.mark.filterwarnings("ignore"),  # the engines' own
]


def rows() -> Iterator[dict[str, Any]]:
    """Records of three sites, some stored twice, one of which cannot be cleaned."""
    for n in range(3):
        for i in range(40):
            lines = story(1000 * n + i)
            if i % 4:
                lines = at_the_end(lines, f"{SLOGAN} {n}")
            if i % 3:
                lines = inside(lines, SENTENCE)
            lines = [*lines, f"Dibaca {i} kali oleh warga", "ADVERTISEMENT"]
            site = f"https://www.kabar{n}.example/{i}"
            yield {"id": str(1000 * n + i), "url": site, "text": "\n".join(lines)}
    wire = [*story(5000), SLOGAN]
    for n in range(3):
        for _ in range(5):
            yield {"id": f"w{n}", "url": f"https://kabar{n}.example/w", "text": "\n".join(wire)}
    yield {"id": "no site", "url": None, "text": "\n".join(story(6000))}
    yield {"id": "empty", "url": None, "text": ""}
    yield {"id": "too long", "url": None, "text": "a" * 10_000_001}


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Profile, dict[str, Any]]:
    """The corpus, and what one machine makes of it: a profile, and records by their id."""
    folder = tmp_path_factory.mktemp("alone")
    raw = folder / "raw.jsonl"
    raw.write_text("".join(json.dumps(row) + "\n" for row in rows()))
    assert main(["clean", str(raw), "--learn", "--out", str(folder / "out"), "--quiet"]) == 1
    lines = (folder / "out" / "raw.jsonl").read_text().splitlines()
    records = {record["id"]: record for record in map(json.loads, lines)}
    profile = load_profile(folder / "out" / "profile.toml")
    assert {site: len(entries) for site, entries in profile.sites.items()} == {
        f"kabar{n}.example": 3 for n in range(3)
    }
    assert len(records) == 40 * 3 + 3 + 2
    return folder, profile, records


def same(found: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    for name, value in expected.items():
        if name.startswith("clean_"):
            assert found[name] == value, name


@pytest.fixture(scope="module", params=["local[2]", "local-cluster[2,1,1024]"])
def session(request: pytest.FixtureRequest) -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="needs article-cleaner[spark]")
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(request.param).config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "3")
    builder = builder.config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def frame(session: Any, folder: Path) -> Any:
    return session.read.json(str(folder / "raw.jsonl")).repartition(3)


def test_spark_learns_the_same(session: Any, alone: Any) -> None:
    from cleaner import spark

    folder, profile, _ = alone
    assert spark.learn(frame(session, folder)) == profile


def test_spark_cleans_the_same(session: Any, alone: Any) -> None:
    from cleaner import spark

    folder, profile, expected = alone
    cleaned = spark.clean(frame(session, folder), profile=profile)
    found = [row.asDict(recursive=True) for row in cleaned.collect()]
    assert len(found) == len(list(rows()))
    for row in found:
        failure = row.pop("clean_failure")
        assert (failure is not None) == (row["id"] == "too long")
        if failure is None:
            same(row, expected[row["id"]])


def test_spark_says_at_once_what_is_wrong_with_the_columns(session: Any) -> None:
    from cleaner import spark
    from cleaner.types import SourceError

    frame = session.createDataFrame([("a", "b")], ["text", "content"])
    with pytest.raises(SourceError, match="could each be the text"):
        spark.clean(frame)
    with pytest.raises(SourceError, match="clean_text"):
        spark.clean(session.createDataFrame([("a", "b")], ["text", "clean_text"]))


@pytest.mark.parametrize("workers", [1, 2])
def test_datatrove_cleans_the_same(workers: int, alone: Any, tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="needs article-cleaner[datatrove]")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleaner.datatrove import ArticleCleaner

    folder, _, expected = alone
    raw = tmp_path / "raw"
    raw.mkdir()
    lines = (folder / "raw.jsonl").read_text().splitlines(keepends=True)
    for n in range(2):
        (raw / f"{n}.jsonl").write_text("".join(lines[n::2]))
    step = ArticleCleaner(
        profile=str(folder / "out" / "profile.toml"),
        failures=JsonlWriter(str(tmp_path / "failed"), compression=None),
    )
    out = JsonlWriter(str(tmp_path / "out"), compression=None)
    LocalPipelineExecutor(
        pipeline=[JsonlReader(str(raw)), step, out],
        tasks=2,
        workers=workers,
        logging_dir=str(tmp_path / "logs"),
    ).run()
    found = written(tmp_path / "out")
    for row in found:
        same(row["metadata"], expected[row["id"]])
        assert row["text"] == expected[row["id"]]["clean_text"]
    failed = written(tmp_path / "failed")
    assert [row["id"] for row in failed] == ["too long"]
    assert "longer than" in failed[0]["metadata"]["clean_failure"]
    # the reader of datatrove leaves out what is empty
    assert len(found) + len(failed) == len(lines) - 1


@pytest.mark.parametrize("workers", [1, 2])
def test_datatrove_learns_the_same(workers: int, alone: Any, tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="needs article-cleaner[datatrove]")
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    from cleaner.datatrove import ProfileLearner, SegmentCollector

    folder, profile, _ = alone
    raw, segments, found = tmp_path / "raw", str(tmp_path / "segments"), tmp_path / "found.toml"
    raw.mkdir()
    lines = (folder / "raw.jsonl").read_text().splitlines(keepends=True)
    for n in range(3):
        (raw / f"{n}.jsonl").write_text("".join(lines[n::3]))
    out = JsonlWriter(str(tmp_path / "out"), compression=None)
    collect = LocalPipelineExecutor(
        pipeline=[JsonlReader(str(raw)), SegmentCollector(segments), out],
        tasks=3,
        workers=workers,
        logging_dir=str(tmp_path / "collected"),
    )
    LocalPipelineExecutor(
        pipeline=[ProfileLearner(segments, str(found))],
        depends=collect,
        logging_dir=str(tmp_path / "learnt"),
    ).run()
    assert load_profile(found) == profile
    assert sorted(row["text"] for row in written(tmp_path / "out")) == sorted(
        row["text"] for row in map(json.loads, lines) if row["text"]
    )


def test_datatrove_says_why_nothing_was_learnt(tmp_path: Path) -> None:
    pytest.importorskip("datatrove", reason="needs article-cleaner[datatrove]")
    from datatrove.data import Document
    from datatrove.utils.logging import logger

    from cleaner.datatrove import ProfileLearner, SegmentCollector

    segments, found = str(tmp_path / "segments"), str(tmp_path / "found.toml")
    documents = [Document("\n".join(story(1)), "1", metadata={"url": "https://kabar.example/1"})]
    assert list(SegmentCollector(segments).run(documents)) == documents
    told: list[str] = []
    sink = logger.add(told.append, format="{message}")
    try:
        assert list(ProfileLearner(segments, found).run()) == []
    finally:
        logger.remove(sink)
    assert "a site needs 10 different articles, and most came of kabar.example: 1" in told[0]
    assert load_profile(found).sites == {}
    with pytest.raises(ValueError, match="single task"):
        list(ProfileLearner(segments, found).run(world_size=2))


def written(folder: Path) -> list[dict[str, Any]]:
    lines = (line for path in sorted(folder.iterdir()) for line in path.read_text().splitlines())
    return [json.loads(line) for line in lines]
