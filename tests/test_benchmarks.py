"""The benchmark that anyone can rerun: what it counts, and that its command runs on fixtures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from labelled import Document, Pair, documents, pairs  # noqa: E402
from measures import changes, counted, f1, means, noise_of, of_document, of_pairs  # noqa: E402
from peers import PEERS, Found  # noqa: E402
from plot import plot  # noqa: E402

GOLD = "The Bridge\n\nThe old bridge stays open all year.\nBuses leave from the square."


def document(expected: str = GOLD, data: str = "", **record: Any) -> Document:
    return Document("name", data.encode(), expected, {"title": "The Bridge", **record})


def scores(text: str, **record: Any) -> dict[str, float]:
    return dict(of_document(document(**record), Found(text)))


def test_fixtures_are_a_labelled_folder() -> None:
    folder = ROOT / "fixtures"
    assert len(list(documents(folder, "pages"))) >= 25
    assert len(list(documents(folder, "texts"))) >= 7
    assert all(pair.noisy != pair.clean and pair.language for pair in pairs(folder))


def test_packed_documents_and_those_without_gold(tmp_path: Path) -> None:
    import gzip

    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>a</p>"))
    (tmp_path / "a.expected.txt").write_text("a", encoding="utf-8")
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    assert list(documents(tmp_path, "pages")) == [Document("a", b"<p>a</p>", "a", {})]
    assert list(documents(tmp_path, "texts")) == []


def test_the_headline_counts_on_no_side() -> None:
    body = GOLD.partition("\n\n")[2]
    assert scores(body)["f1"] == scores(GOLD)["f1"] == 1.0
    assert scores(f"{body}\nThe Bridge")["f1"] < 1.0


def test_optional_lines_may_stay_or_go() -> None:
    body = GOLD.partition("\n\n")[2]
    assert scores(f"By Ann Lee\n{body}", optional=["By  Ann Lee"])["f1"] == 1.0
    assert scores(f"By Ann Lee\n{body}")["f1"] < 1.0
    assert counted("By Ann Lee\nText", {"optional": ["by ann lee"]}) == "Text"


@pytest.mark.parametrize(
    ("text", "kept", "harmed"),
    [
        ("The old bridge stays open all year. Buses leave from the square.", 1.0, 0.0),
        ("The old bridge stays open all year.", 7 / 12, 1.0),
        ("", 0.0, 1.0),
        ("Nothing alike here", 0.0, 1.0),
    ],
)
def test_what_is_kept(text: str, kept: float, harmed: float) -> None:
    found = scores(text)
    assert (found["kept"], found["harmed"]) == (pytest.approx(kept), harmed)


def test_noise_is_what_is_not_in_the_article() -> None:
    source = f"{GOLD}\nADVERTISEMENT\nRead also: Ships"
    text = document(data=source)
    assert noise_of(text, Found(source)) == (4, 4)
    assert noise_of(text, Found(GOLD)) == (4, 0)
    assert noise_of(text, Found(f"{GOLD}\nRead also: Ships")) == (4, 3)


def test_fields_are_scored_where_they_are_known() -> None:
    found = Found("", "the bridge", ("Ann Lee", "Bo"), "2024-05-01T10:00")
    row = dict(of_document(document(authors=["Ann Lee"], date="2024-05-01"), found))
    assert (row["title"], row["date"], row["authors"]) == (1.0, 1.0, pytest.approx(2 / 3))
    assert "date" not in dict(of_document(document(), found))


def test_means_are_of_those_that_have_the_score() -> None:
    assert means([[("a", 1.0)], [("a", 0.0), ("b", 0.5)]]) == {"a": 0.5, "b": 0.5}
    shingles = [("shingle_precision", 1.0), ("shingle_recall", 0.5)]
    assert means([shingles]) == {"shingle_f1": pytest.approx(2 / 3, abs=1e-4)}


def test_changes_are_found_where_they_are() -> None:
    assert changes("ab cd.Ef", "ab cd. Ef") == {(6, 6, " ")}
    assert changes("a\nbb unutk c", "a\nbb untuk c") == {(5, 10, "untuk")}
    assert changes("same", "same") == set()


def test_repairs_are_scored() -> None:
    slips = [Pair("1", "kata unutk dia , ya", "kata untuk dia, ya", "id")]
    perfect = of_pairs(slips, [(slips[0].clean, slips[0].clean)])
    assert (perfect["recall"], perfect["precision"], perfect["false_words"]) == (1.0, 1.0, 0.0)
    half = of_pairs(slips, [("kata untuk dia , ia", "kata untuk dia, ya")])
    assert (half["recall"], half["precision"]) == (0.5, 0.5)
    harm = of_pairs(slips, [(slips[0].noisy, "kata dia untuk, y a")])
    assert (harm["recall"], harm["false_words"] > 0, harm["false_spaces"] > 0) == (0.0, True, True)


def test_nothing_is_like_nothing() -> None:
    from collections import Counter

    assert f1(Counter(), Counter()) == 1.0
    assert f1(Counter("ab"), Counter()) == 0.0


def test_line_rules_of_c4() -> None:
    make = PEERS["C4 line rules"].kinds["texts"]
    assert callable(make)
    lines = {
        "The bridge stays open all year.": True,
        "The bridge stays open all year": False,
        "The bridge stays open all year...": False,
        "Too few words.": False,
        "Please enable Javascript to read this page.": False,
        "By reading on you accept our privacy policy.": False,
    }
    found = make()("\n".join(lines).encode(), {}).text.split("\n")
    assert found == [line for line, stays in lines.items() if stays]


def test_the_command_runs_on_a_fresh_copy(tmp_path: Path) -> None:
    argv = [sys.executable, str(ROOT / "benchmarks/score.py"), "--rounds", "1", "--out", "found"]
    argv += ["--only", "cleaner", "--only", "text as it is"]
    done = subprocess.run(argv, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    results = json.loads((tmp_path / "found/results.json").read_text("utf-8"))
    kinds = {part["kind"]: part["systems"] for part in results["measured"]}
    assert sorted(kinds) == ["pages", "texts", "typos"]
    assert kinds["pages"]["cleaner"]["f1"] == kinds["texts"]["cleaner"]["f1"] == 1.0
    assert kinds["texts"]["text as it is"]["removed"] == 0.0
    assert all(found["failed"] == 0 for systems in kinds.values() for found in systems.values())
    table = (tmp_path / "found/results.md").read_text("utf-8")
    assert "| cleaner | 1.000 | 1.000 |" in table
    assert "\u00a0" not in table
    assert etree.parse(tmp_path / "found/results.svg").getroot().tag.endswith("svg")


def test_labels_of_the_plot_do_not_cover_each_other() -> None:
    systems = {
        name: {"ms_median": 1.0 + i / 100, "f1": 0.95 - i / 1000} for i, name in enumerate(PEERS)
    }
    part = {"kind": "texts", "folder": "a<b", "documents": 3, "systems": systems}
    tree = etree.fromstring(plot({"measured": [part]}))
    texts = [t for t in tree.iter() if str(t.tag).endswith("text") and t.text in PEERS]
    places = {(t.get("x"), t.get("y")) for t in texts}
    assert len(places) == len(texts) == len(PEERS)


def test_the_docs_show_what_was_measured() -> None:
    page = (ROOT / "docs/benchmarks.md").read_text("utf-8")
    section = page.partition("## Beside other systems, version 0.1.0\n")[2].partition("\n## ")[0]
    shown = [block for block in section.split("\n\n") if block.startswith("|")]
    results = (ROOT / "benchmarks/results/results.md").read_text("utf-8").split("\n\n")
    assert len(shown) == 5
    assert set(shown) <= set(results)
