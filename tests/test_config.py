"""Settings of a project: found, obeyed, and wrong ones told in a sentence; baselines."""

import json
import re
from pathlib import Path

import pytest
from shelf import jsonl, put

from cleaner.check.config import holds

TEXT = "Satu  dua.\n\nADVERTISEMENT\n"
BOTH = ["space.doubled", "advertising.label", "layout.blank"]


def rules_of(out):
    return {row.split()[1] for row in out.splitlines()}


def found(run, *argv):
    """The rules that check finds, without the layout."""
    return {name for name in rules_of(run("check", *argv)[1]) if not name.startswith("layout.")}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", {"space.doubled", "advertising.label"}),
        ('select = ["space"]', {"space.doubled"}),
        ('ignore = ["space"]', {"advertising.label"}),
        ('allow = ["Advertisement"]', {"space.doubled"}),
        ('exclude = ["in"]', set()),
        ('exclude = ["a.txt"]', set()),
        ('exclude = ["in/b*", "c"]', {"space.doubled", "advertising.label"}),
        ('[PER."in/*"]\nignore = ["space"]', {"advertising.label"}),
        ('[PER."other/*"]\nignore = ["space"]', {"space.doubled", "advertising.label"}),
        ('[PER."*.txt"]\nallow = ["satu dua"]', {"advertising.label"}),
        ('ignore = ["advertising"]\n[PER."*.txt"]\nignore = ["space"]', set()),
        ('select = ["advertising", "space"]\n[PER."*"]\nignore = ["space"]', {"advertising.label"}),
        ('select = ["word"]\n[PER."*.txt"]\nselect = ["space"]', {"space.doubled"}),
    ],
)
@pytest.mark.parametrize("file", ["pyproject.toml", "cleaner.toml"])
def test_projects_say_what_counts(run, monkeypatch, settings, expected, file):
    head, per = (
        ("[tool.cleaner]\n", "tool.cleaner.per-path") if file[0] == "p" else ("", "per-path")
    )
    put(file, head + settings.replace("PER", per))
    put("in/a.txt", TEXT)
    assert found(run, "in/a.txt") == expected
    assert found(run, "in/a.txt", "--no-config") == {"space.doubled", "advertising.label"}
    monkeypatch.chdir("in")  # settings are found from below
    assert found(run, "a.txt") == expected


def test_the_nearest_settings_count_and_own_ones_come_first(run, monkeypatch):
    put("cleaner.toml", 'select = ["word"]')
    put("in/pyproject.toml", '[tool.cleaner]\nselect = ["space"]')
    put("in/deep/pyproject.toml", "[tool.other]\n")
    put("in/deep/a.txt", TEXT)
    monkeypatch.chdir("in/deep")
    assert found(run, "a.txt") == {"space.doubled"}
    put("../cleaner.toml", 'select = ["advertising"]')
    assert found(run, "a.txt") == {"advertising.label"}
    assert found(run, "a.txt", "--config", "../../cleaner.toml") == set()


def test_the_command_line_takes_the_place_of_the_project(run):
    put("cleaner.toml", 'select = ["space"]\nignore = ["advertising"]\nrepairs = "off"')
    put("a.txt", TEXT)
    assert found(run, "a.txt", "--select", "advertising.label") == {"advertising.label"}
    assert found(run, "a.txt", "--select", "advertising,space", "--ignore", "unicode") == {
        "space.doubled",
        "advertising.label",
    }


def test_projects_name_rules_language_repairs_and_fields(run, monkeypatch):
    rule = 'name = "house.slogan"\nwhy = "Ours."\nis = ["kami jernih"]\ndrops = ["Kami jernih"]'
    put("rules/own.toml", f"[[rule]]\n{rule}\n")
    put("cleaner.toml", 'rules = ["rules/own.toml"]\n[per-path."*.jsonl".fields]\ntext = "isi"')
    row = {"isi": "Harga turun di pasar itu.\n\nKami jernih", "text": "Satu  dua."}
    put("in/a.jsonl", jsonl([row]))
    assert found(run, "in") == {"house.slogan"}
    assert found(run, "in", "--ignore", "house") == set()
    monkeypatch.chdir("in")
    assert run("fix", "a.jsonl")[0] == 0
    assert json.loads(Path("a.jsonl").read_text()) == row | {"isi": "Harga turun di pasar itu."}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("[tool.cleaner]\nselect = []", "cleaner.toml: leave out the header [tool.cleaner]"),
        ("selct = []", "cleaner.toml: there is no setting 'selct'; did you mean select?"),
        ('select = "word"', "cleaner.toml: 'select' must be a list of strings"),
        ("allow = [1]", "cleaner.toml: 'allow' must be a list of strings"),
        ("language = 1", "cleaner.toml: 'language' must be a string"),
        ("fields = {text = 1}", "cleaner.toml: 'fields' must be a table of strings"),
        ('repairs = "some"', "cleaner.toml: 'repairs' must be one of safe, all, off"),
        ('select = ["wrod"]', "there is no rule or family 'wrod' to select; did you mean"),
        ('ignore = ["word.splt"]', "'word.splt' to ignore; did you mean word.split"),
        ('allow = [" "]', "'allow' holds a phrase without a word"),
        ('select = ["word"]\nignore = ["word"]', "'word' is to be selected and to be ignored"),
        ('select = ["word"]\nrepairs = "off"', "repairs are off, and nothing but repairs of words"),
        ("per-path = 1", "'per-path' is a table of patterns"),
        ("[per-path]\na = 1", "what holds for 'a' is a table of settings"),
        ('[per-path."x"]\nrules = []', "'x': there is no setting 'rules'"),
        ('[per-path."x"]\nignore = ["no"]', "'x': there is no rule or family 'no'"),
        ("x = [", "cleaner.toml: not TOML"),
        ('rules = ["none.toml"]', "none.toml: cannot read the rule file"),
        ('baseline = "none.json"', "none.json: cannot read the baseline: no such file"),
    ],
)
def test_wrong_settings_are_a_sentence(run, settings, sentence):
    put("cleaner.toml", settings)
    put("a.txt", TEXT)
    code, out, err = run("check", "a.txt")
    assert (code, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["check", "--select", "wrod"], "there is no rule or family 'wrod' to select; did you"),
        (["fix", "--ignore", ","], "--ignore names no rule"),
        (["check", "--select", "word", "--ignore", "word"], "to be selected and to be ignored"),
        (["check", "--select", "word", "--repairs", "off"], "repairs are off"),
        (["check", "--fix", "--diff"], "--fix and --diff contradict each other"),
        (["check", "--fix", "--baseline", "b"], "--fix and --baseline FILE contradict"),
        (["check", "--fix", "--write-baseline"], "--fix and --write-baseline contradict"),
        (["check", "--diff", "--format", "json"], "--diff and --format json contradict"),
        (["check", "--diff", "--statistics"], "--diff and --statistics contradict"),
        (["check", "--statistics", "--format", "sarif"], "--statistics and --format sarif"),
        (["check", "--write-baseline"], "--write-baseline writes to --baseline FILE; say where"),
        (["check", "--config", "c.toml", "--no-config"], "--no-config and --config FILE"),
        (["check", "--config", "c.toml"], "c.toml: cannot read the settings"),
        (["check", "--config", "pyproject.toml"], "pyproject.toml has no [tool.cleaner]"),
        (["check", "--baseline", "a.txt"], "a.txt: this is no baseline of cleaner"),
        (["check", "--field", "text"], "--field"),
    ],
)
def test_contradictions_are_a_sentence(run, argv, sentence):
    put("a.txt", TEXT)
    put("pyproject.toml", "[project]\n")
    code, out, err = run(*argv, "a.txt")
    assert (code, out) == (2, "")
    assert sentence in err
    assert Path("a.txt").read_text() == TEXT


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("a.txt", "a.txt", True),
        ("a.txt", "in/a.txt", True),
        ("in", "in/deep/a.txt", True),
        ("in/", "in/a.txt", True),
        ("in/*.txt", "in/a.txt", True),
        ("in/*.txt", "in/deep/a.txt", False),
        ("in/**/*.txt", "in/deep/er/a.txt", True),
        ("in/**/*.txt", "in/a.txt", True),
        ("in/**", "in/a.txt", True),
        ("**/old/*", "x/y/old/a.txt", True),
        ("./in/?.txt", "in/a.txt", True),
        ("*.txt", "a.txt.gz", False),
        ("in/a", "in/ab", False),
        ("a+b[c].txt", "a+b[c].txt", True),
    ],
)
def test_patterns_of_paths(tmp_path, pattern, path, expected):
    assert holds([pattern], tmp_path / path, tmp_path) is expected
    assert not holds([pattern], tmp_path.parent / "elsewhere" / path, tmp_path)


def test_the_settings_that_are_shown_hold(run):
    readme = (Path(__file__).resolve().parent.parent / "docs" / "check.md").read_text("utf-8")
    settings = readme.partition("<!-- settings -->\n```toml\n")[2].partition("```")[0]
    put("pyproject.toml", settings)
    put("house.toml", "")
    put("baseline.json", '{"version": 1, "files": {}}')
    put("a.txt", TEXT + "\nBaca juga: Harga telur naik\n\nHarga turun  lagi di pasar itu.\n")
    put("speeches/old/b.txt", "Satu  dua.\n")
    put("raw/c.txt", TEXT)
    code, out, err = run("check", "a.txt", "speeches", "raw")
    assert code == 1
    assert [row.split()[:2] for row in out.splitlines()] == [
        ["a.txt:1:6:", "space.doubled"],
        ["a.txt:3:1:", "advertising.label"],
        ["a.txt:7:13:", "space.doubled"],
        ["speeches/old/b.txt:1:6:", "space.doubled"],
    ]
    assert err.startswith("cleaner: 4 findings in 2 files\n")


HOUSE = """[[rule]]
name = "house.phone"
why = "The number of the newsroom."
is = ["telepon redaksi"]
drops = ["Telepon redaksi"]
keeps = ["Telepon itu berdering."]
"""


def told(run, *argv):
    """The rules that explain names, and what it says of settings."""
    code, out, err = run("explain", *argv)
    assert code == 0
    return set(re.findall(r"^ {17}([a-z]+\.[a-z-]+): ", out, re.MULTILINE)), err


@pytest.mark.parametrize(
    ("name", "label", "phone"),
    [
        ("a.txt", "advertising.label", "house.phone"),
        ("a.html", "page.label", "page.label"),
    ],
)
def test_explain_tells_what_check_would(run, name, label, phone):
    text = "Satu  dua.\n\nADVERTISEMENT\n\nTelepon redaksi\n"
    blocks = "".join(f"<p>{line}</p>" for line in ("Satu dua.", "ADVERTISEMENT", "Telepon redaksi"))
    put("in/a.txt", text)
    put("in/a.html", f"<html><body>{blocks}</body></html>")
    put("house.toml", HOUSE)
    put("cleaner.toml", 'rules = ["house.toml"]\nallow = ["advertisement"]\nignore = ["space"]')
    rules, err = told(run, f"in/{name}")
    assert rules == {phone}
    assert err.startswith("cleaner: the settings of ")
    assert err.endswith("/cleaner.toml hold; without them: --no-config\n")
    assert rules == found(run, f"in/{name}")
    assert phone not in told(run, f"in/{name}", "--ignore", phone)[0]
    rules, err = told(run, f"in/{name}", "--no-config")
    assert (label in rules, "house.phone" in rules, err) == (True, False, "")
    put("cleaner.toml", f'select = ["video"]\n[per-path.in]\nselect = ["{label}"]')
    assert told(run, f"in/{name}")[0] == {label}


def test_explain_reads_standard_input_with_settings(run):
    put("cleaner.toml", 'ignore = ["space"]')
    code, out, _ = run("explain", "-", stdin=b"Satu  dua.\n\nADVERTISEMENT\n")
    assert (code, "space.doubled" in out, "advertising.label" in out) == (0, False, True)


def test_rules_tells_of_those_of_the_project(run):
    put("house.toml", HOUSE)
    put("cleaner.toml", 'rules = ["house.toml"]')
    assert run("rules", "house.phone")[1].startswith("house.phone (")
    assert run("rules", "--try")[2] == "cleaner: 1 rule, 2 examples, 0 not as it should be\n"
    assert run("rules", "house.phone", "--no-config")[0] == 2


# baselines


def test_an_old_corpus_is_adopted_and_only_new_noise_fails(run, monkeypatch):
    put("in/a.txt", TEXT)
    put("in/b.jsonl", jsonl([{"id": 1, "text": "Satu  dua."}]))
    argv = ("check", "in", "--baseline", "known/base.json")
    code, out, err = run(*argv, "--write-baseline")
    assert (code, out) == (0, "")
    assert err == "cleaner: 4 findings written to known/base.json\n"
    first = Path("known/base.json").read_bytes()
    assert run(*argv) == (0, "", "cleaner: 0 findings in 2 files\n")
    # the same noise on other lines, in another record, is still known
    put("in/a.txt", "Harga turun di pasar itu.\n\n" + TEXT)
    put("in/b.jsonl", jsonl([{"text": "Tiga."}, {"id": 1, "text": "Satu  dua."}]))
    assert run(*argv)[0] == 0
    # one more of the same is new, and so is the same in another file
    put("in/a.txt", TEXT + "\nADVERTISEMENT\n")
    put("in/c.txt", "Satu  dua.\n")
    code, out, _ = run(*argv, "--ignore", "layout")
    assert code == 1
    assert [row.split()[:2] for row in out.splitlines()] == [
        ["in/a.txt:5:1:", "advertising.label"],
        ["in/c.txt:1:6:", "space.doubled"],
    ]
    # from another folder, by the settings of the project
    put("cleaner.toml", 'baseline = "known/base.json"\nignore = ["layout"]')
    monkeypatch.chdir("in")
    assert len(run("check", "a.txt", "b.jsonl")[1].splitlines()) == 1
    # written again it is the same bytes; what is not looked at stays, what is gone goes
    monkeypatch.chdir("..")
    put("in/a.txt", TEXT)
    Path("in/c.txt").unlink()
    Path("cleaner.toml").unlink()
    assert run("check", "in/a.txt", *argv[2:], "--write-baseline")[0] == 0
    assert Path("known/base.json").read_bytes() == first
    Path("in/b.jsonl").unlink()
    run("check", "in/a.txt", *argv[2:], "--write-baseline")
    assert list(json.loads(Path("known/base.json").read_text())["files"]) == ["../in/a.txt"]


def test_layout_is_known_by_the_number_of_its_places(run):
    put("a.txt", "Satu\nDua\nTiga\n")
    argv = ("check", "a.txt", "--baseline", "base.json", "--select", "layout")
    run(*argv, "--write-baseline")
    assert run(*argv)[0] == 0
    put("a.txt", "Satu\n\nDua\nTiga\n")
    assert run(*argv)[0] == 0
    put("a.txt", "Satu\nDua\nTiga\nEmpat\n")
    assert run(*argv)[1].splitlines() == ["a.txt:2:1: layout.paragraph 3 places"]


def test_fix_pays_off_what_a_baseline_knows(run):
    put("cleaner.toml", 'baseline = "base.json"')
    put("a.txt", TEXT)
    assert run("check", "a.txt", "--write-baseline")[0] == 0
    assert run("fix", "a.txt")[0] == 0
    assert Path("a.txt").read_text() == "Satu dua.\n"
