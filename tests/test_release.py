"""What is built holds what it should, and says of itself what is so."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from email.parser import BytesParser
from pathlib import Path, PurePosixPath

import pytest
import tomli

pytest.importorskip("hatchling", reason="builds with hatchling")
ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
VERSION = PROJECT["version"]
BUILD = "import sys, hatchling.build as build; getattr(build, sys.argv[1])(sys.argv[2])"
# what the package is made of: code, the mark that it has types, and data by its kind
KINDS = {
    "": {".py", ".typed"},
    "data": {".toml", ".tsv", ".json"},
    "data/phrases": {".txt"},
    "data/rules": {".toml"},
    "data/words": {".xz", ".txt", ".md"},
    "data/report": {".html", ".css", ".js"},
}


def built(kind, out, root=ROOT):
    command = [sys.executable, "-c", BUILD, f"build_{kind}", str(out)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (found,) = out.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    with zipfile.ZipFile(built("wheel", tmp_path_factory.mktemp("wheel"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(built("sdist", folder)) as opened:
        opened.extractall(folder, filter="data")
    return folder / f"article_cleaner-{VERSION}"


def shipped():
    """The files of the package in the source, by their paths."""
    return {
        str(path.relative_to(ROOT).as_posix())
        for path in (ROOT / "cleaner").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_code_rules_and_data_and_nothing_else(wheel):
    names = {name for name in wheel.namelist() if not name.endswith("/")}
    about = {name for name in names if name.startswith(f"article_cleaner-{VERSION}.dist-info/")}
    assert names - about == shipped()
    assert "cleaner/py.typed" in names
    for name in map(PurePosixPath, names - about):
        inside = name.relative_to("cleaner").parent.as_posix()
        inside = inside if inside.startswith("data") else ""
        assert name.suffix in KINDS[inside], name
    licences = {name.partition("/licenses/")[2] for name in about if "/licenses/" in name}
    assert licences == set(PROJECT["license-files"])


def test_the_wheel_says_of_itself_what_is_so(wheel):
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    told = BytesParser().parsebytes(wheel.read(name))
    assert (told["Name"], told["Version"]) == ("article-cleaner", VERSION)
    assert told["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0"
    assert told["Requires-Python"] == ">=3.11"
    assert set(told.get_all("Provides-Extra")) == set(PROJECT["optional-dependencies"])
    bare = [need for need in told.get_all("Requires-Dist") if "extra ==" not in need]
    assert len(bare) == len(PROJECT["dependencies"])
    assert told.get_payload().startswith("# cleaner\n")


def test_the_version_is_the_same_everywhere(wheel, tmp_path):
    for name in wheel.namelist():
        wheel.extract(name, tmp_path)
    code = "import sys; from cleaner.cli import main; sys.exit(main(['--version']))"
    # away from the source, so that what is unpacked is asked
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PATH": ""}, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"cleaner {VERSION}\n"
    pages = [ROOT / "README.md", ROOT / "docs" / "check.md"]
    named = {
        v for page in pages for v in re.findall(r"(?:rev: |-cleaner@)v(\d[\w.]*)", page.read_text())
    }
    assert named == {VERSION}
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    latest = re.findall(r"^## \[([^\]]+)\]", changes, re.MULTILINE)
    assert latest[0] == "Unreleased"
    assert latest[1:2] in ([], [VERSION])


def test_the_source_archive_has_its_tests_and_gives_the_same_wheel(sdist, wheel, tmp_path):
    for folder in ("tests", "fixtures", "seeds", "docs", "benchmarks"):
        here = {p.name for p in (ROOT / folder).iterdir() if p.name != "__pycache__"}
        assert {path.name for path in (sdist / folder).iterdir()} == here
    for name in ("README.md", "CHANGELOG.md", "LICENSE", ".pre-commit-hooks.yaml", ".github"):
        assert (sdist / name).exists()
    with zipfile.ZipFile(built("wheel", tmp_path, sdist)) as again:
        assert set(again.namelist()) == set(wheel.namelist())
