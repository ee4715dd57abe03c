"""Licences: of the data that ships, and of the libraries that are needed to run."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
import tomli
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "cleaner" / "data"
PROJECT = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# derived from the work of others; everything else in cleaner/data was written for the project
DERIVED = {"words": r".+\.txt\.xz|languages\.txt"}
OWN = (
    r"[a-z]+\.toml|packed\.json|wordings\.tsv|phrases/[a-z]+\.txt|rules/[a-z-]+\.toml"
    r"|report/[a-z]+\.(html|css|js)|words/LICENSE\.md"
)
# Licences that let a program under Apache-2.0 need a library: they ask for a notice, and for the
# library's own source where it is changed (MPL, LGPL), and nothing of what imports it.
ACCEPTED = r"Apache|\bBSD|\bMIT\b|\bISC\b|\bPSF|Python Software Foundation|MPL|Mozilla|CNRI"
# a dual licence: one of the two is enough (dateutil: Apache or BSD; tqdm: MPL and MIT)


def needed(names):
    """Distributions that installing ``names`` brings, without extras, as far as they are here."""
    found, waiting = {}, list(names)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name in found:
            continue
        found[name] = metadata.distribution(name)
        for told in found[name].requires or ():
            need = Requirement(told)
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                waiting.append(need.name)
    return found


NEEDED = needed(Requirement(told).name for told in PROJECT["dependencies"])


def licence_of(found):
    told = found.metadata
    classes = [c for c in told.get_all("Classifier") or () if c.startswith("License ::")]
    text = (told["License"] or "").partition("\n")[0]
    return " / ".join(filter(None, [told["License-Expression"], text, *classes]))


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_what_is_needed_to_run_has_a_licence_that_fits(name):
    licence = licence_of(NEEDED[name])
    assert re.search(ACCEPTED, licence), f"{name}: {licence!r}"


def test_data_of_others_has_its_licence_beside_it():
    for folder, files in DERIVED.items():
        statement = (DATA / folder / "LICENSE.md").read_text("utf-8")
        assert "wordfreq" in statement
        assert "Attribution-ShareAlike 4.0" in statement
        inside = [path.name for path in (DATA / folder).iterdir() if path.name != "LICENSE.md"]
        assert inside
        assert all(re.fullmatch(files, name) for name in inside)
        assert f"cleaner/data/{folder}/LICENSE.md" in PROJECT["license-files"]


def test_all_other_data_is_of_a_kind_that_was_written_here():
    for path in DATA.rglob("*"):
        name = path.relative_to(DATA).as_posix()
        if path.is_file() and not re.fullmatch(rf"words/(?:{DERIVED['words']})", name):
            assert re.fullmatch(OWN, name), f"{name}: whose is it?"


def test_weights_say_how_they_were_made():
    for name in ("evidence.toml", "page.toml"):
        (maker,) = set(re.findall(r"benchmarks/\w+\.py", (DATA / name).read_text("utf-8")[:600]))
        assert (ROOT / maker).is_file()


def test_the_licence_is_told():
    assert PROJECT["license"] == "Apache-2.0 AND CC-BY-SA-4.0"
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    chapter = (ROOT / "README.md").read_text("utf-8").partition("\n## Licence\n")[2]
    assert "Apache-2.0" in chapter
    assert "CC BY-SA 4.0" in chapter
