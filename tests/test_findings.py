"""Findings as JSON, as commands for GitHub Actions, and as SARIF 2.1.0."""

import json
import re
from pathlib import Path

import pytest
from shelf import jsonl, parquet

from cleaner import load_rules
from cleaner.check.findings import as_github
from cleaner.check.spots import Record, Spot
from cleaner.records import Finding

TEXT = "Satu  dua.\n\nADVERTISEMENT\n\nPemerintah Iran memblokir layanan itu karana server.\n"
RULES = load_rules()


@pytest.fixture
def inputs(tmp_path):
    (tmp_path / "a b.txt").write_text(TEXT)
    (tmp_path / "r.jsonl").write_bytes(jsonl([{"text": "Dua."}, {"id": "x", "text": "Satu  dua."}]))
    (tmp_path / "p.parquet").write_bytes(parquet([{"text": "Satu  dua."}]))
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfea")
    (tmp_path / "page.html").write_text("<html><p>Satu</p><p>ADVERTISEMENT</p></html>")
    return sorted(path.name for path in tmp_path.iterdir())


def test_json_has_every_finding_and_failure(run, inputs):
    code, out, _ = run("check", *inputs, "--format", "json", "--language", "id")
    told = json.loads(out)
    assert code == 1
    assert told["failures"] == [
        {"place": "bad.txt", "cause": "neither UTF-8 nor UTF-16 or UTF-32 with a byte order mark; "
         "say with --encoding what it is"}
    ]  # fmt: skip
    first, *_ = told["findings"]
    assert first == {
        "file": "a b.txt",
        "line": 1,
        "column": 6,
        "rule": "space.doubled",
        "message": "remove ' ' (spaces in a row)",
        "certain": True,
        "old": " ",
        "new": "",
        "places": 1,
    }
    hint = next(found for found in told["findings"] if not found["certain"])
    assert (hint["rule"], hint["old"], hint["new"]) == ("word.one-edit", "karana", "karena")
    record = next(found for found in told["findings"] if found["file"] == "r.jsonl")
    assert (record["record"], record["id"], record["field"]) == (2, "x", "text")
    assert run("check", "p.parquet", "--select", "word", "--format", "json")[1] == (
        '{\n "findings": [],\n "failures": []\n}\n'
    )


def test_github_gets_commands(run, inputs):
    code, out, _ = run("check", *inputs, "--format", "github", "--language", "id")
    rows = out.splitlines()
    assert code == 1
    assert rows[0] == (
        "::error file=a b.txt,title=space.doubled,line=1,col=6::remove ' ' (spaces in a row)"
    )
    assert "::notice file=a b.txt,title=word.one-edit,line=5,col=39::suggestion: 'karana'" in out
    assert "::error file=r.jsonl,title=space.doubled,line=2::r.jsonl:2(x):text:1:6: remove" in out
    assert "::error file=p.parquet,title=space.doubled::p.parquet:1:text:1:6: remove" in out
    assert all(re.match(r"::(error|notice) file=[^:]+::.", row) for row in rows)


def test_commands_for_github_cannot_be_broken_out_of():
    finding = Finding(0, "a.b", "50% ::error::\r\nx")
    spot = Spot("a,b:c\n%.txt", 1, 1, 1, finding, Record(1, "::", "t"))
    told = as_github(spot)
    assert "\n" not in told
    assert "\r" not in told
    assert told.startswith("::error file=a%2Cb%3Ac%0A%25.txt,title=a.b,line=1::")
    assert told.endswith("50%25 ::error::%0D%0Ax")


# of the schema of SARIF 2.1.0 what is used here: for each object the properties it may have, those
# it must have marked with *, and of what kind they are
SARIF = {
    "log": {"$schema": str, "*version": "2.1.0", "*runs": ["run"]},
    "run": {
        "*tool": "tool",
        "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
        "invocations": ["invocation"],
        "results": ["result"],
    },
    "tool": {"*driver": "driver"},
    "driver": {"*name": str, "version": str, "informationUri": str, "rules": ["rule"]},
    "rule": {"*id": str, "name": str, "shortDescription": "message", "fullDescription": "message"},
    "message": {"*text": str},
    "invocation": {"*executionSuccessful": bool, "toolExecutionNotifications": ["note"]},
    "note": {"*message": "message", "level": {"none", "note", "warning", "error"}},
    "result": {
        "*message": "message",
        "ruleId": str,
        "ruleIndex": int,
        "level": {"none", "note", "warning", "error"},
        "locations": ["location"],
    },
    "location": {"physicalLocation": "physical", "logicalLocations": ["logical"]},
    "physical": {"*artifactLocation": "artifact", "region": "region"},
    "artifact": {"uri": str},
    "region": {"startLine": int, "startColumn": int, "endLine": int, "endColumn": int},
    "logical": {"fullyQualifiedName": str},
}


def faults_of(value, kind, at="log"):
    """Say where a value is not what the schema asks for."""
    if isinstance(kind, list):
        if not isinstance(value, list):
            return [f"{at} is no list"]
        return [x for i, item in enumerate(value) for x in faults_of(item, kind[0], f"{at}[{i}]")]
    if isinstance(kind, set):
        return [] if value in kind else [f"{at} is {value!r}"]
    if isinstance(kind, type):
        return [] if type(value) is kind else [f"{at} is {value!r}"]
    if kind not in SARIF:
        return [] if value == kind else [f"{at} is {value!r}"]
    known = {key.lstrip("*"): (key[0] == "*", of) for key, of in SARIF[kind].items()}
    faults = [f"{at} has {key!r}" for key in value if key not in known]
    faults += [
        f"{at} lacks {key!r}" for key, (must, _) in known.items() if must and key not in value
    ]
    for key in value.keys() & known.keys():
        faults += faults_of(value[key], known[key][1], f"{at}.{key}")
    return faults


def test_the_check_of_sarif_finds_faults():
    assert sorted(faults_of({"version": "2.0", "runs": [{"x": 1}]}, "log")) == [
        "log.runs[0] has 'x'",
        "log.runs[0] lacks 'tool'",
        "log.version is '2.0'",
    ]


def test_sarif_fits_its_schema(run, inputs):
    code, out, _ = run("check", *inputs, "--format", "sarif", "--language", "id")
    log = json.loads(out)
    assert code == 1
    assert out.isascii()
    assert faults_of(log, "log") == []
    (one,) = log["runs"]
    names = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
    assert len(set(names)) == len(names)
    assert set(names) <= RULES.by_name.keys()
    for result in one["results"]:
        assert names[result["ruleIndex"]] == result["ruleId"]
        assert re.fullmatch(r"[\w.%-]+", uri_of(result))
        assert all(number >= 1 for number in region_of(result).values())
    assert one["invocations"][0]["executionSuccessful"] is False
    assert (
        "bad.txt: neither"
        in one["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    )
    by_file = {}
    for result in one["results"]:
        by_file.setdefault(uri_of(result), []).append(result)
    assert region_of(by_file["a%20b.txt"][0]) == {
        "startLine": 1, "startColumn": 6, "endLine": 1, "endColumn": 7
    }  # fmt: skip
    label = next(r for r in by_file["a%20b.txt"] if r["ruleId"] == "advertising.label")
    assert region_of(label) == {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 14}
    assert region_of(by_file["r.jsonl"][0]) == {"startLine": 2}
    assert region_of(by_file["p.parquet"][0]) == {"startLine": 1}  # a reader asks for one
    logical = by_file["p.parquet"][0]["locations"][0]["logicalLocations"]
    assert logical == [{"fullyQualifiedName": "p.parquet:1:text:1:6"}]
    assert {r["level"] for r in by_file["a%20b.txt"]} == {"warning", "note"}


def test_sarif_of_a_clean_file_is_successful(run, inputs):
    code, out, _ = run("check", "p.parquet", "--select", "word", "--format", "sarif")
    (one,) = json.loads(out)["runs"]
    assert code == 0
    assert one["results"] == []
    assert one["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]


def test_absolute_paths_are_addresses(run, inputs):
    _, out, _ = run("check", Path("a b.txt").absolute(), "--format", "sarif")
    assert uri_of(json.loads(out)["runs"][0]["results"][0]).startswith("file:///")


def uri_of(result):
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def region_of(result):
    return result["locations"][0]["physicalLocation"].get("region", {})


PLAIN = (
    "Rice Is Cheaper at the City Market\n\nRice has become cheaper at the city market since "
    "Monday, the traders said on Tuesday. A sack of the common kind now costs a tenth less than "
    "it did in the week before.\n\nBuyers came in the morning, and most of the sacks were sold by "
    "noon. The office that runs the market expects the price to hold until the harvest.\n"
)
DOUBTED = (
    "Rice has become cheaper at the city market since Monday, the traders said.\n\nKim Sample is a "
    "content writer at Example Media who loves coffee.\n\nIf you enjoyed our stories, get our free "
    "weekly digest and never miss what we write!\n\nContact our team today to learn more about "
    "what we can do for you.\n"
)


def test_of_several_texts_those_that_may_not_come_out_right_are_named(run, tmp_path):
    (tmp_path / "plain.txt").write_text(PLAIN)
    (tmp_path / "doubted.txt").write_text(DOUBTED)
    _, out, err = run("check", "plain.txt", "doubted.txt")
    assert out == ""
    told = re.fullmatch(
        r"cleaner: 0 findings in 2 files\n"
        r"cleaner: look first at what may not come out right: doubted\.txt \(0\.[5-8]\d\)\n",
        err,
    )
    assert told, err
    assert run("check", "doubted.txt")[2] == "cleaner: 0 findings in 1 file\n"
