"""The hooks in the hands of the real pre-commit, installed from a repository of this project."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SEED = min((ROOT / "seeds").glob("*.txt"))
SHIPPED = ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".pre-commit-hooks.yaml")
CONFIG = """\
repos:
  - repo: {project}
    rev: v0.1.0
    hooks:
      - id: cleaner-check
      - id: cleaner-fix
"""
# what is allowed, excluded or of no interest is neither told nor touched
SETTINGS = 'ignore = ["unicode"]\nallow = ["harga  naik"]\nexclude = ["raw"]\n'
ROWS = """\
{"id": "n1", "isi": "Pemerintah menunda rapat itu.\\n\\nADVERTISEMENT", "n": 1.50}
{"id": "n2", "isi": "Harga  naik di pasar itu,\\u200b kata pedagang."}
"""


@pytest.fixture
def shell(tmp_path):
    """Run a command in a folder, away from the git and pre-commit settings of the user."""
    environment = {name: value for name, value in os.environ.items() if name[:4] != "GIT_"}
    environment |= {
        "PRE_COMMIT_HOME": str(tmp_path / "store"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Test", f"GIT_{role}_EMAIL": "test@example.invalid"}
    environment.pop("PYTHONPATH", None)

    def shell(folder, *command, code=0):
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    return shell


@pytest.fixture
def corpus(tmp_path, shell):
    """A repository of texts that uses the hooks of a repository of this project."""
    project, corpus = tmp_path / "project", tmp_path / "corpus"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "cleaner", project / "cleaner", ignore=ignored)
    for name in SHIPPED:
        if name != "CHANGELOG.md" or (ROOT / name).exists():
            shutil.copy(ROOT / name, project)
    for command in ("init -q", "add -A", "commit -qm one", "tag v0.1.0"):
        shell(project, "git", *command.split())
    corpus.mkdir()
    shutil.copy(SEED, corpus / "a.txt")
    (corpus / "news.jsonl").write_text(ROWS)
    (corpus / "cleaner.toml").write_text(SETTINGS)
    (corpus / "raw").mkdir()
    (corpus / "raw" / "b.txt").write_text("Satu  dua.\n")
    (corpus / "notes.md").write_text("Not  a text.\n")
    (corpus / ".pre-commit-config.yaml").write_text(CONFIG.format(project=project))
    for command in ("init -q", "add -A"):
        shell(corpus, "git", *command.split())
    return corpus


def test_check_fails_fix_mends_and_both_pass(corpus, shell):
    def hook(name, code):
        return shell(corpus, sys.executable, "-m", "pre_commit", "run", name, code=code)

    path = corpus / "a.txt"
    before = path.read_text(encoding="utf-8")
    assert before.startswith("Sukses\n\nIran Klaim Server")
    assert "unutk" in before

    told = hook("cleaner-check", 1)
    assert "a.txt:1:1: edge.kicker remove 'Sukses' (" in told
    assert "word.swapped 'unutk' -> 'untuk' (" in told
    assert "notes.md" not in told
    assert "raw/b.txt" not in told
    assert "news.jsonl:1(n1):isi:3:1: advertising.label remove 'ADVERTISEMENT' (" in told
    assert "news.jsonl:2" not in told
    assert (corpus / "news.jsonl").read_text() == ROWS
    assert path.read_text(encoding="utf-8") == before

    told = hook("cleaner-fix", 1)
    assert "files were modified by this hook" in told
    assert "fixed a.txt (" in told
    assert "fixed news.jsonl (" in told
    assert (corpus / "news.jsonl").read_text() == ROWS.replace("\\n\\nADVERTISEMENT", "")
    assert (corpus / "raw" / "b.txt").read_text() == "Satu  dua.\n"
    after = path.read_text(encoding="utf-8")
    gone = ("Sukses\n\n", "\n\nSaksikan juga video berikut ini")
    expected = before.partition("\n\n* Fakta atau Hoaks?")[0].replace("unutk", "untuk")
    for words in gone:
        assert words in expected
        expected = expected.replace(words, "", 1)
    assert after.rstrip("\n") == expected
    assert after.endswith("\n") == before.endswith("\n")

    shell(corpus, "git", "add", "a.txt", "news.jsonl")
    for name in ("cleaner-check", "cleaner-fix"):
        assert "Passed" in hook(name, 0)
    assert path.read_text(encoding="utf-8") == after
    assert (corpus / "notes.md").read_text() == "Not  a text.\n"
