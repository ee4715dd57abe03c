"""Collections of labelled pages, as they are published, become labelled folders."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from labelled import pages_of
from page_sources import COLLECTIONS, faults, write

PAGE = b"<html><body><h1>Tram</h1><p>The line reopens.</p></body></html>"
URL = "https://www.harbour.test/tram"


def put(path: Path, data: bytes | dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())


def fundus(root: Path) -> None:
    folder = root / "tests" / "resources" / "parser" / "test_data" / "xx"
    body = {"summary": ["In short."], "sections": [{"headline": ["Why"], "paragraphs": ["So."]}]}
    later = {"summary": [], "sections": [{"headline": [], "paragraphs": ["Later."]}]}
    put(folder / "Post.json", {"V1": {"body": body}, "V1_1": {"body": later}})
    put(folder / "meta.info", {"Post_2024_01_01.html.gz": {"url": URL}})
    put(folder / "Post_2024_01_01.html.gz", gzip.compress(PAGE))
    put(folder / "Post_2025_01_01.html.gz", gzip.compress(PAGE))


def scrapinghub(root: Path) -> None:
    put(root / "ground-truth.json", {"ab": {"articleBody": "The line reopens.", "url": URL}})
    put(root / "html" / "ab.html.gz", gzip.compress(PAGE))


def wcxb(root: Path) -> None:
    gold = {"ground_truth": {"main_content": "The line reopens."}, "url": URL}
    put(root / "dev" / "ground-truth" / "1.json", gold | {"_internal": {"page_type": "forum"}})
    put(root / "dev" / "html" / "1.html.gz", gzip.compress(PAGE))


def packs(root: Path) -> None:
    row = {"id": "a/b", "url": URL, "html": PAGE.decode("latin-1"), "text": "The line reopens."}
    put(root / "news.jsonl.gz", gzip.compress(json.dumps(row).encode()))


@pytest.mark.parametrize(
    ("make", "texts", "kind"),
    [
        (fundus, ["In short.\nWhy\nSo.", "Later."], "article"),
        (scrapinghub, ["The line reopens."], "article"),
        (wcxb, ["The line reopens."], "forum"),
        (packs, ["The line reopens."], "article"),
    ],
)
def test_a_collection_becomes_a_folder(
    make: object, texts: list[str], kind: str, tmp_path: Path
) -> None:
    name = make.__name__  # type: ignore[attr-defined]
    make(tmp_path / name)  # type: ignore[operator]
    assert not [fault for fault in faults(tmp_path) if f"/{name}" in fault]
    assert write(COLLECTIONS[name].read(tmp_path / name), tmp_path / "out") == len(texts)
    found = list(pages_of(tmp_path / "out"))
    assert [record["text"] for _, record in found] == texts
    assert {record["kind"] for _, record in found} == {kind}
    assert {data for data, _ in found} == {PAGE}
    assert found[0][1]["site"] == "harbour.test"


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    (tmp_path / "wcxb" / "dev" / "html").mkdir(parents=True)
    said = list(faults(tmp_path))
    assert len(said) == 4
    assert any("github.com/flairNLP/fundus" in fault for fault in said)
    assert any(fault.startswith(str(tmp_path / "wcxb" / "dev" / "ground-truth")) for fault in said)
