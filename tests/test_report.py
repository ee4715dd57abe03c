"""What goes into the page of a report: counts, pieces, and nothing an article could do there."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hostile import PAYLOADS, PROSE, record, text

from cleaner import clean
from cleaner.corpus.columns import Settings
from cleaner.report.cleaned import Document, Failure, documents, edits_of
from cleaner.report.overview import (
    EDGES,
    Facts,
    Overview,
    add,
    columns,
    family_bars,
    looks,
    rule_bars,
    site_bars,
)
from cleaner.report.page import embedded
from cleaner.report.residue import Residue
from cleaner.report.views import view
from cleaner.rules.families import _HUES, hue_of, rgb_of
from cleaner.rules.loading import default_rules
from cleaner.trail import undo
from cleaner.types import Edit, SourceError

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = f"Bridge to Be Repaired\n\nADVERTISEMENT\n\n{PROSE}\n\nThe  cost is not known.\n"


class Page(HTMLParser):
    """The elements of a page, and the data in it."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.data: dict[str, str] = {}
        self._at = ""
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._at = dict(attrs).get("id") or tag

    def handle_data(self, data):
        self.data[self._at] = self.data.get(self._at, "") + data

    def body(self, number: int):
        return json.loads(self.data[f"data-{number}"])

    @property
    def rows(self):
        return json.loads(self.data["data-rows"])["rows"]


def written(name: str, source: str | bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    Path(name).write_bytes(data)


def page_of(run, *argv, code: int = 0) -> Page:
    found, _, err = run("report", *argv, "--out", "report.html")
    assert found == code, err
    return Page(Path("report.html").read_text("utf-8"))


# --- the data


def test_the_pieces_are_the_source_and_the_text():
    article = clean(ARTICLE)
    document = Document("a.txt", article.to_dict(), article.edits, None)
    pieces = view(document, {}).body["pieces"]
    source = "".join(piece if isinstance(piece, str) else piece[1] for piece in pieces)
    kept = "".join(piece if isinstance(piece, str) else piece[2] for piece in pieces)
    assert (source, kept) == (ARTICLE, article.text)


def test_the_row_of_a_document():
    article = clean(ARTICLE)
    numbers: dict[str, int] = {}
    row = view(Document("a.txt", article.to_dict(), article.edits, "a.example"), numbers).row
    label = numbers["advertising.label"]
    assert [label, 1] in row["rules"]
    # the label, and one of two spaces
    assert (row["cuts"], row["repairs"]) == (2, 0)
    assert (row["size"], row["title"]) == (len(ARTICLE), "Bridge to Be Repaired")
    assert (row["site"], row["reason"]) == ("a.example", "")


def test_fields_come_with_their_sources():
    values = {"text": "", "title": "T", "tags": ["a", "b"], "live": False, "site": None}
    values["origins"] = [{"field": "title", "rule": "meta.title", "text": "T!"}]
    fields = view(Document("a", values, ()), {}).body["fields"]
    assert fields == [["title", ["T"], [["meta.title", "T!"]]], ["tags", ["a", "b"], []]]


def test_blocks_of_least_confidence_are_named():
    values = {"text": "One\n\nTwo\n\nThree", "confidences": [0.99, 0.5, 0.2]}
    assert view(Document("a", values, ()), {}).body["doubts"] == [[0.2, "Three"], [0.5, "Two"]]
    for odd in (None, [], [0.2], ["a", 1, 2], [2, 0.1, 0.1]):
        wrong = {**values, "confidences": odd}
        assert view(Document("a", wrong, ()), {}).body["doubts"] == []


def test_what_is_counted():
    edits = [
        Edit(0, 4, "abcd", "", "advertising.label"),
        Edit(5, 6, "x", "", "layout.edge"),
        Edit(7, 8, "a", "b", "word.swapped"),
    ]
    overview = Overview()
    add(overview, Facts(20, 5, 0.99, "a.example", None), edits)
    add(overview, Facts(0, 0, 0.4, None, "empty-input"), ())
    assert (overview.documents, overview.characters, overview.removed) == (2, 20, 5)
    assert overview.repairs == 1
    assert [bar[:2] for bar in family_bars(overview)] == [("advertising", "4"), ("layout", "1")]
    assert [bar.label for bar in rule_bars(overview)] == ["advertising.label", "word.swapped"]
    assert [bar.told for bar in site_bars(overview)] == ["0.0% of 1", "25.0% of 1"]
    assert [i for i, count in enumerate(overview.shares) if count] == [0, 5]
    assert [i for i, count in enumerate(overview.sureness) if count] == [0, 14]
    assert overview.reasons == {"empty-input": 1}


def test_columns_of_nothing_have_no_height():
    assert {column.height for column in columns([0, 0])} == {0}
    assert [column.height for column in columns([1, 4])] == [25, 100]


def test_columns_of_confidence_are_narrow_where_documents_are():
    found = columns([0] * len(EDGES))
    assert [(round(100 * c.start), round(100 * c.end)) for c in found][:2] == [(0, 50), (50, 60)]
    assert [(round(100 * c.start), round(100 * c.end)) for c in found][-1] == (99, 100)


def row(confidence: float, removed: int = 0, reason: str = "") -> dict[str, object]:
    told = {"name": f"{confidence} {removed}", "title": "", "size": 100}
    return {**told, "confidence": confidence, "removed": removed, "reason": reason}


def test_what_to_look_at_first():
    rows = [row(0.99), row(0.7, 60), row(0.99, 100, "only-furniture"), row(0.9), row(0.99, 49)]
    assert [(look.number, look.why) for look in looks(rows)] == [
        (1, "confidence 70.0 %, 60 % removed"),
        (3, "confidence 90.0 %"),
        (2, "no body: only-furniture, 100 % removed"),
    ]
    assert looks([]) == []
    assert looks([row(0.99), row(0.99)]) == []  # none is less sure than another
    assert len(looks([row(i / 100) for i in range(99)])) == 5


def residue(*texts: str, site: str | None = "a.example") -> Residue:
    found = Residue()
    for number, told in enumerate(texts):
        found.add(str(number), site, {"text": told})
    return found


def test_what_recurs_on_a_site_is_told():
    texts = [
        f"Headline {chr(97 + i)}\n\nRead by {i} people\n\nStory {chr(110 + i)}." for i in range(12)
    ]
    found = residue(*texts, *texts, "", "Read by 7 people")  # copies and nothing teach nothing
    (left,) = found.left()
    assert left == ("Read by 0 people", "a.example", 13, 13, "0")
    assert found.share() == 13 * len("Read by 0 people") / found.kept
    assert residue(*texts[:4]).left() == []
    assert residue(*texts, site=None).left()[0].site == "(none)"
    assert (residue().share(), residue("").share()) == (0, 0)


def test_a_few_of_many_are_not_told():
    rare = [f"Seen on Monday\n\nStory {chr(97 + i)}" for i in range(6)]
    many = [f"Words {'x' * i}" for i in range(400)]
    assert residue(*rare, *many[:200]).left()
    assert not residue(*rare, *many).left()


def test_documents_of_a_table_go_by_their_id(run):
    rows = [{"id": i, "text": ARTICLE} for i in ("x-1", 7, "", None)]
    written("t.jsonl", "".join(json.dumps(item) + "\n" for item in rows))
    told = [(item["name"], item["place"]) for item in page_of(run, "t.jsonl").rows]
    assert told == [("x-1", "t.jsonl:1"), ("7", "t.jsonl:2"), ("t.jsonl:3", ""), ("t.jsonl:4", "")]
    run("clean", "t.jsonl", "--out", "done", "--jobs", "1", "--quiet")
    assert [item["name"] for item in page_of(run, "done").rows][:2] == ["x-1", "7"]


# lightness 0.5 is 0.125 of the light: 99 of 255 in sRGB
@pytest.mark.parametrize(
    ("light", "rich", "rgb"), [(1, 0, (255,) * 3), (0, 0, (0,) * 3), (0.5, 0, (99,) * 3)]
)
def test_grey_is_grey_in_any_hue(light, rich, rgb):
    assert rgb_of("related", light, rich) == rgb


def test_hues_lie_where_their_names_say():
    red, blue = rgb_of("advertising", 0.5), rgb_of("related", 0.5)
    assert red[0] == max(red)
    assert blue[2] == max(blue)


def test_every_family_has_a_hue():
    families = {rule.family for rule in default_rules().all} - {"layout"}
    assert families <= set(_HUES)
    assert hue_of("own") == hue_of("own")
    assert 0 <= hue_of("\ud800") < 360


UNSOUND = [
    [{"start": 5, "end": 6, "old": "ab", "new": "", "rule": "x"}],
    [{"start": -1, "end": 0, "old": "a", "new": "", "rule": "x"}],
    [{"start": 99, "end": 100, "old": "a", "new": "", "rule": "x"}],
    [{"start": 0, "end": 1, "old": "a", "new": "not there", "rule": "x"}],
    [{"start": 2, "end": 3, "old": "a", "new": "", "rule": "x"}] * 2 + [{"start": 0}],
    [7],
    [{"start": 0, "end": 0, "old": "", "new": "", "rule": 7}],
    [{"start": 0.0, "end": 0, "old": "", "new": "", "rule": "x"}],
    [{"start": 0, "end": 0, "old": "", "new": "", "rule": "x", "confidence": float("nan")}],
    [{"start": 0, "end": 0, "old": "", "new": "", "rule": "x", "evidence": None}],
]


@pytest.mark.parametrize("edits", UNSOUND)
def test_edits_that_do_not_fit(edits):
    with pytest.raises(SourceError):
        edits_of({"text": "some text", "edits": edits})


# --- where documents come from


def test_files_are_cleaned_on_the_way(run):
    written("a/x.txt", ARTICLE)
    written("a/y.html", f"<!doctype html><html><body><h1>Head</h1><p>{PROSE}</p></body></html>")
    page = page_of(run, "a")
    assert [row["name"] for row in page.rows] == ["x.txt", "y.html"]
    assert "".join(p if isinstance(p, str) else p[1] for p in page.body(0)["pieces"]) == ARTICLE


@pytest.mark.parametrize("to", ["txt", "jsonl", "csv", "parquet"])
def test_a_run_in_every_form_gives_the_same(run, to):
    rows = [{"id": str(i), "url": f"https://a.example/{i}", "text": text(f"No {i}")} for i in "123"]
    if to == "csv":
        lines = ["id,url,text", *(f'{r["id"]},{r["url"]},"{r["text"]}"' for r in rows)]
        written("in.csv", "\n".join(lines) + "\n")
        run("clean", "in.csv", "--out", "done", "--jobs", "1", "--quiet")
    else:
        written("in.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        run("clean", "in.jsonl", "--out", "done", "--to", to, "--jobs", "1", "--quiet")
    page = page_of(run, "done")
    assert [row["site"] for row in page.rows] == ["a.example"] * 3
    for number, row in enumerate(rows):
        pieces = page.body(number)["pieces"]
        article = clean(row["text"])
        assert "".join(p if isinstance(p, str) else p[1] for p in pieces) == row["text"]
        assert "".join(p if isinstance(p, str) else p[2] for p in pieces) == article.text
        assert page.rows[number]["confidence"] == article.confidence


def test_a_run_and_its_inputs_look_alike(run):
    run("clean", ROOT / "seeds", "--out", "seeds", "--jobs", "1", "--quiet")
    first = page_of(run, "seeds")
    second = page_of(run, ROOT / "seeds")
    assert first.rows == second.rows
    assert len(first.rows) == 5
    assert [first.body(i) for i in range(5)] == [second.body(i) for i in range(5)]


def test_what_fails_is_told_and_the_rest_is_shown(run):
    good = record("good", "words")
    bad = good | {"name": "bad", "text": 7}
    lines = [json.dumps(good), json.dumps(bad), "{not json", json.dumps([1])]
    written("done/articles.jsonl", "\n".join(lines))
    code, _, err = run("report", "done", "--out", "r.html")
    assert code == 1
    assert "4 in = 1 counted + 3 failed" in err
    page = Page(Path("r.html").read_text())
    assert len(page.rows) == 1
    assert "bad" in Path("r.html").read_text()


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["a.txt"], "needs --out"),
        (["a.txt", "--out", "a.txt"], "called like page.html"),
        (["a.html", "--out", "a.html"], "written over"),
        (["in", "--out", "in/r.html"], "lies in the input folder"),
        (["done", "--out", "done/articles.jsonl"], "called like page.html"),
        (["t.jsonl", "--out", "r.html"], "t.jsonl"),
    ],
)
def test_commands_that_cannot_be_carried_out(run, argv, said):
    written("a.txt", ARTICLE)
    written("t.jsonl", '{"headline": "x"}\n')
    Path("in").mkdir()
    written("done/articles.jsonl", "")
    code, _, err = run("report", *argv)
    assert code == 2
    assert said in err
    assert not Path("r.html").exists()


def test_the_extra_is_named_when_it_is_missing(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.delitem(sys.modules, "cleaner.report.page", raising=False)
    written("a.txt", ARTICLE)
    code, _, err = run("report", "a.txt", "--out", "r.html")
    assert (code, err) == (
        2,
        "cleaner: a report needs more: pip install 'article-cleaner[report]'\n",
    )


def test_whatever_a_record_holds_there_is_a_page(run):
    odd = [float("nan"), float("inf"), -1, 10**400, [], {}, "x", None, True, [[None]], {"a": 1}]
    fields = ("title", "confidence", "origins", "suggestions", "reason", "site", "url", "tags")
    good = record("good", "words")
    records = [good | dict.fromkeys(fields, value) for value in odd]
    records += [good | {"edits": value} for value in odd]
    written("done/articles.jsonl", "".join(json.dumps(item) + "\n" for item in records))
    page = page_of(run, "done", code=1)
    # no edits at all are as good as an empty list of them
    assert len(page.rows) == len(odd) + 3
    assert all(0 <= row["confidence"] <= 1 for row in page.rows)


def test_the_least_sure_are_shown_and_all_are_counted(run):
    records = [record(str(i), "x") | {"confidence": sure} for i, sure in enumerate([0.9, 0.2, 0.5])]
    written("done/articles.jsonl", "".join(json.dumps(item) + "\n" for item in records))
    page = page_of(run, "done", "--most", "2")
    assert [row["confidence"] for row in page.rows] == [0.2, 0.5]
    assert "The list has the 2 of them" in Path("report.html").read_text()


def test_rules_of_a_run(run):
    written("in/a.txt", ARTICLE)
    written("in/b.txt", ARTICLE.replace("The  cost", "The cost"))
    run("clean", "in", "--out", "done", "--jobs", "1", "--quiet")
    code, out, _ = run("rules", "--run", "done")
    counts = {line.split()[0]: line.split()[1:] for line in out.splitlines()[1:]}
    assert code == 0
    assert counts["advertising.label"] == ["2", str(2 * len("ADVERTISEMENT"))]
    assert counts["space.doubled"] == ["1", "1"]
    assert counts["related.heading"] == ["0"]
    assert set(counts) >= set(default_rules().by_name)


@pytest.mark.parametrize("summary", [None, "{}", "[]", "no json", '{"removals": {"a": 1}}'])
def test_rules_of_what_is_no_run(run, summary):
    Path("done").mkdir()
    if summary is not None:
        written("done/summary.json", summary)
    code, out, err = run("rules", "--run", "done")
    assert (code, out) == (2, "")
    assert "done" in err


# --- what an article cannot do


def all_strings(data):
    if isinstance(data, str):
        yield data
    elif isinstance(data, list | dict):
        for item in data.values() if isinstance(data, dict) else data:
            yield from all_strings(item)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_data_comes_back_and_holds_no_mark(payload):
    shown = embedded({"a": [payload]})
    assert json.loads(shown) == {"a": [payload]}
    assert not re.search("[<>&\0\u2028\u2029\ud800-\udfff]", shown)


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_the_page_has_the_same_elements_whatever_is_in_it(run, payload):
    shapes = []
    for number, words in enumerate(("harmless", payload)):
        line = json.dumps(record("name", words)) + "\n"
        written(f"run{number}/articles.jsonl", line)
        found = page_of(run, f"run{number}")
        shapes.append([(tag, sorted(attributes)) for tag, attributes in found.elements])
        assert words in all_strings(found.body(0)) or words in all_strings(found.rows)
    assert shapes[0] == shapes[1]


def test_the_policy_lets_only_the_page_itself_run(run):
    written("a.txt", ARTICLE)
    page = page_of(run, "a.txt")
    policy = next(a["content"] for tag, a in page.elements if tag == "meta" and "content" in a)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    source = Path("report.html").read_text()
    assert not re.search(r"\ssrc=|@import|url\(|<link|\son\w+=|\sstyle=", source)
    assert [tag for tag, a in page.elements if tag == "script" and "type" not in a] == ["script"]


def test_the_page_grows_linearly(run):
    sizes = []
    for count in (20, 40, 60):
        lines = (json.dumps(record(f"{i:03d}", "words")) + "\n" for i in range(count))
        written(f"run{count}/articles.jsonl", "".join(lines))
        page_of(run, f"run{count}")
        sizes.append(Path("report.html").stat().st_size)
    first, second = sizes[1] - sizes[0], sizes[2] - sizes[1]
    assert 0.9 < second / first < 1.1


def test_the_same_input_gives_the_same_bytes(run):
    written("a.txt", ARTICLE)
    page_of(run, "a.txt")
    first = Path("report.html").read_bytes()
    page_of(run, "a.txt")
    assert Path("report.html").read_bytes() == first


def test_a_packed_table_of_a_run(run):
    written("run/articles.jsonl.gz", gzip.compress(json.dumps(record("a", "x")).encode()))
    found = list(documents(["run/articles.jsonl.gz"], {}, Settings()))
    assert [type(item) for item in found] == [Document]
    assert undo(found[0].values["text"], found[0].edits).startswith("Baca juga: x\n")
    assert not any(isinstance(item, Failure) for item in found)


def test_check_starts_without_any_of_it(tmp_path):
    (tmp_path / "a.txt").write_text("Satu.\n")
    code = (
        "import sys; from cleaner.cli import main; main(['check', sys.argv[1]]); "
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "a.txt")]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    ours = ("report_page", "report_command", "views", "overview", "terminal", "families")
    assert not {f"cleaner.{name}" for name in ours} & set(loaded.split())
    assert not {"jinja2", "rich"} & set(loaded.split())
