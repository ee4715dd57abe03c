"""The commands that learn a profile and clean with it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_learning import SENTENCE, SLOGAN, at_the_end, inside, story

from cleaner.cli import main
from cleaner.corpus.recurring import SAMPLED
from cleaner.profile import UNNAMED, load_profile

SITE = "kabar.example"


def text(number: int) -> str:
    lines = at_the_end(inside(story(number), SENTENCE), SLOGAN)
    return "\n".join([*lines, "ADVERTISEMENT", ""])


def table(path: Path, *, site: dict[str, str] | None = None) -> Path:
    """Thirty documents, and one that is none."""
    records: list[dict[str, Any]] = [
        {"id": i, "text": text(i), **(site or {"url": f"https://www.{SITE}/{i}"})}
        for i in range(30)
    ]
    records.append({"id": 30, "text": 12, "url": None})
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def rules(record: dict[str, Any]) -> set[str]:
    return {edit["rule"] for edit in record["clean_edits"] if edit["rule"].startswith("site.")}


def run(*arguments: object) -> int:
    return main([*map(str, arguments), "--quiet"])


def test_learn_then_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, profile = table(tmp_path / "raw.jsonl"), tmp_path / "new" / "profile.toml"
    assert run("learn", raw, "--out", profile) == 1
    err = capsys.readouterr().err
    assert f"31 in = 30 read + 1 failed; 2 segments of 1 site and 24 words learnt: {profile}" in err
    assert {entry.text for entry in load_profile(profile).sites[SITE]} == {SLOGAN, SENTENCE}
    assert run("clean", raw, "--out", tmp_path / "out", "--profile", profile) == 1
    for i, record in enumerate(read(tmp_path / "out" / "raw.jsonl")):
        assert rules(record) == {f"site.{SITE}.1", f"site.{SITE}.2"}
        assert record["clean_text"] == "\n\n".join(story(i))


def test_both_passes_at_once_are_the_same(tmp_path: Path) -> None:
    raw, profile = table(tmp_path / "raw.jsonl"), tmp_path / "profile.toml"
    run("learn", raw, "--out", profile, "--jobs", 1)
    run("clean", raw, "--out", tmp_path / "two", "--profile", profile)
    assert run("clean", raw, "--out", tmp_path / "one", "--learn") == 1
    assert (tmp_path / "one" / "profile.toml").read_bytes() == profile.read_bytes()
    for name in ("raw.jsonl", "failures.jsonl", "summary.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_deleted_entry_is_not_applied(tmp_path: Path) -> None:
    raw, profile = table(tmp_path / "raw.jsonl"), tmp_path / "profile.toml"
    run("learn", raw, "--out", profile)
    run("clean", raw, "--out", tmp_path / "out", "--profile", profile)
    head, _, second = profile.read_text().partition(f'[[site."{SITE}".line]]\nnumber = 1\n')
    profile.write_text(head + second[second.index("[[") :])
    run("clean", raw, "--out", tmp_path / "out", "--profile", profile)
    found = read(tmp_path / "out" / "raw.jsonl")
    assert [rules(record) for record in found] == [{f"site.{SITE}.2"}] * 30


# how many documents, whether each has the slogan, the site they are from, what is told
SHORTAGES = (
    (0, True, SITE, "nothing was learnt: there was no text"),
    (9, True, SITE, f"needs 10 different articles, and most came of {SITE}: 9"),
    (9, True, None, "needs 10 different articles, and most came of no known site: 9"),
    (20, False, SITE, "nothing was learnt: no segment recurs in enough different articles"),
    (20, True, None, "no site is known of 20 documents, which count as one site: --field site="),
)


@pytest.mark.parametrize(("count", "furnished", "site", "sentence"), SHORTAGES)
def test_why_nothing_was_learnt_is_told(
    count: int,
    furnished: bool,
    site: str | None,
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    raw = tmp_path / "raw.jsonl"
    lines = [text(i) if furnished else "\n".join(story(i)) for i in range(count)] or [""]
    raw.write_text("".join(json.dumps({"text": line, "site": site}) + "\n" for line in lines))
    assert run("learn", raw, "--out", tmp_path / "p.toml") == 0
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("site", [{"site": "Kabar.example"}, {"source": "https://kabar.example"}])
def test_the_site_of_a_record(site: dict[str, str], tmp_path: Path) -> None:
    raw, profile = table(tmp_path / "raw.jsonl", site=site), tmp_path / "profile.toml"
    run("learn", raw, "--out", profile)
    assert list(load_profile(profile).sites) == [SITE]
    run("clean", raw, "--out", tmp_path / "out", "--profile", profile)
    assert all(map(rules, read(tmp_path / "out" / "raw.jsonl")))


def test_files_are_from_the_site_that_is_given(tmp_path: Path) -> None:
    folder, profile = tmp_path / "raw", tmp_path / "profile.toml"
    folder.mkdir()
    for i in range(30):
        (folder / f"{i:02}.txt").write_text(text(i))
    assert run("learn", folder, "--out", profile) == 0
    assert list(load_profile(profile).sites) == [UNNAMED]
    assert run("learn", folder, "--out", profile, "--site", SITE) == 0
    assert list(load_profile(profile).sites) == [SITE]
    out = tmp_path / "out"
    assert run("clean", folder, "--out", out, "--profile", profile, "--site", SITE) == 0
    assert (out / "07.txt").read_text() == "\n\n".join(story(7)) + "\n"
    again = tmp_path / "again"
    assert run("clean", out / "*.txt", "--out", again, "--profile", profile, "--site", SITE) == 0
    assert (again / "07.txt").read_bytes() == (out / "07.txt").read_bytes()


def test_explain_tells_what_was_learnt(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw, profile = table(tmp_path / "raw.jsonl"), tmp_path / "profile.toml"
    run("learn", raw, "--out", profile)
    (tmp_path / "a.txt").write_text(text(99))
    assert (
        main(["explain", str(tmp_path / "a.txt"), "--profile", str(profile), "--site", SITE]) == 0
    )
    assert f"30 of 30 articles of {SITE} hold it" in capsys.readouterr().out


def test_the_log_is_json_throughout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = table(tmp_path / "raw.jsonl")
    main(["clean", str(raw), "--out", str(tmp_path / "out"), "--learn", "--json-log"])
    events = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    learnt = next(event for event in events if event["event"] == "learnt")
    assert (learnt["in"], learnt["read"], learnt["failed"]) == (31, 30, 1)


WRONG = {
    "no out": (["learn", "{raw}"], "learn needs --out PROFILE to write to"),
    "from standard input": (["learn", "-", "--out", "{p}"], "learn reads files, not standard"),
    "no profile there": (["clean", "{raw}", "--out", "{o}", "--profile", "{p}"], "p.toml: no such"),
    "both": (["clean", "{raw}", "--out", "{o}", "--profile", "{p}", "--learn"], "say which"),
    "one document": (["clean", "-", "--learn"], "one document teaches nothing"),
    "a stream": (["clean", "-", "--from", "jsonl", "--learn"], "standard input comes but once"),
    "broken": (["clean", "{raw}", "--out", "{o}", "--profile", "{raw}"], "is not a profile"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_done_is_said(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = table(tmp_path / "raw.jsonl")
    arguments, sentence = WRONG[name]
    places = {"raw": raw, "p": tmp_path / "p.toml", "o": tmp_path / "o"}
    code = main([argument.format(**places) for argument in arguments])
    err = capsys.readouterr().err
    assert code == (1 if name == "no profile there" else 2)
    assert err.startswith("cleaner: ")
    assert sentence in err
    assert err.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_check_and_clean_import_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text(1))
    code = (
        "import sys; from cleaner.cli import main; main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "check", str(tmp_path / "a.txt")]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "cleaner.text.verdicts" in loaded
    learning = {"profile", "sitelines", "learning", "spool", "learn_command", "arrow", "datatrove"}
    assert not loaded & {"sqlite3", "pyarrow", *(f"cleaner.{name}" for name in learning)}


def recurrence(out: Path) -> dict[str, int]:
    counted: dict[str, int] = json.loads((out / "summary.json").read_bytes())["recurrence"]
    return counted


def test_a_run_tells_how_much_recurs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = table(tmp_path / "raw.jsonl")
    main(["clean", str(raw), "--out", str(tmp_path / "out")])
    found = recurrence(tmp_path / "out")
    texts = [record["clean_text"] for record in read(tmp_path / "out" / "raw.jsonl")]
    assert found == {
        "documents": 30,
        "sites": 1,
        "characters": sum(len("".join(text.split("\n\n"))) for text in texts),
        "recurring": 30 * len(SLOGAN + SENTENCE),
        "learnable": 30 * len(SLOGAN + SENTENCE),
    }
    share = found["recurring"] / found["characters"]
    told = f"{share:.1%} of the text that stays recurs on its site, and learning would take"
    assert f"{told} {share:.1%}: told from 30 documents of 1 site" in capsys.readouterr().err
    main(["clean", str(raw), "--out", str(tmp_path / "taken"), "--learn"])
    after = recurrence(tmp_path / "taken")
    assert after["recurring"] == after["learnable"] == 0
    assert "0.0% of the text that stays recurs on its site" in capsys.readouterr().err


def test_few_documents_of_a_site_tell_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "raw.jsonl"
    records = ({"text": text(i), "url": f"https://kabar{i % 4}.example/{i}"} for i in range(36))
    raw.write_text("".join(json.dumps(record) + "\n" for record in records))
    main(["clean", str(raw), "--out", str(tmp_path / "out")])
    assert recurrence(tmp_path / "out") == dict.fromkeys(
        ("documents", "sites", "characters", "recurring", "learnable"), 0
    )
    assert "recurs" not in capsys.readouterr().err


@pytest.mark.parametrize("part", [7, 500])
def test_what_recurs_is_told_alike_by_any_number_of_workers(tmp_path: Path, part: int) -> None:
    raw = tmp_path / "raw.jsonl"
    records = [{"text": text(i), "url": f"https://{SITE}/{i}"} for i in range(200)]
    raw.write_text("".join(json.dumps(record) + "\n" for record in records))
    for jobs in (1, 3):
        run("clean", raw, "--out", tmp_path / f"{jobs}", "--jobs", jobs, "--part", part)
    one, three = (tmp_path / name / "summary.json" for name in ("1", "3"))
    assert one.read_bytes() == three.read_bytes()
    assert recurrence(tmp_path / "1")["documents"] == SAMPLED
    # the same in another order, in two tables, some of it twice
    for name, some in (("a", records[:50:-1]), ("b", records[:120])):
        path = tmp_path / "raw" / f"{name}.jsonl"
        path.parent.mkdir(exist_ok=True)
        path.write_text("".join(json.dumps(record) + "\n" for record in some))
    run("clean", tmp_path / "raw", "--out", tmp_path / "two")
    assert recurrence(tmp_path / "two") == recurrence(tmp_path / "1")
