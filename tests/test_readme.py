"""What the README and docs/ show runs as it is written, and what is made from the code is new."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from test_learn_cli import SITE, text

from cleaner.profile import Entry, Profile, load_profile

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob(".github/*.md")])
TEXTS = {str(page.relative_to(ROOT)): page.read_text("utf-8") for page in PAGES}
SHOWN = "\n".join(TEXTS.values())


def block(name: str) -> str:
    """The code that stands under a comment."""
    found = re.search(rf"<!-- {name} -->\n```\w+\n(.*?)```", SHOWN, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a corpus in ``raw``."""
    (tmp_path / "raw").mkdir()
    records = ({"id": str(i), "url": f"https://{SITE}/{i}", "text": text(i)} for i in range(30))
    lines = "".join(json.dumps(record) + "\n" for record in records)
    (tmp_path / "raw" / "a.jsonl").write_text(lines)
    return tmp_path


def environment() -> dict[str, str]:
    root = str(Path(__file__).parent.parent)
    paths = [path for path in (os.environ.get("PYTHONPATH"), root) if path]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHON": sys.executable}


RUN = "import sys; from cleaner.cli import main; sys.exit(main())"
CLEANER = f'cleaner() {{ "$PYTHON" -c "{RUN}" "$@"; }}\n'


IMPORTS = sorted(set(re.findall(r"^from (cleaner\S*) import (.+)$", SHOWN, re.MULTILINE)))


@pytest.mark.parametrize(("module", "names"), IMPORTS)
def test_what_is_imported_is_there(module: str, names: str) -> None:
    if module == "cleaner.datatrove" or "spark" in names:
        pytest.importorskip(module if module != "cleaner" else "pyspark", reason="needs the extra")
    found = import_module(module)
    for name in names.split(", "):
        assert hasattr(found, name) or import_module(f"{module}.{name}")


def test_the_commands_that_learn(folder: Path) -> None:
    script = CLEANER + block("learn commands")
    subprocess.run(["bash", "-euc", script], cwd=folder, env=environment(), check=True)
    assert len(load_profile(folder / "profile.toml").sites[SITE]) == 2
    record = json.loads((folder / "cleaned" / "a.jsonl").read_text().partition("\n")[0])
    assert f"site.{SITE}.1" in {edit["rule"] for edit in record["clean_edits"]}


def test_the_profile_that_is_shown(tmp_path: Path) -> None:
    shown = re.search(r'```toml\n(\[site\."kabar.*?)```', SHOWN, re.DOTALL)
    assert shown is not None
    (tmp_path / "profile.toml").write_text(f"version = 1\n{shown[1]}")
    entry = Entry(3, "Dibaca 1.204 kali oleh warga", 398, 412, "digits")
    entry = entry._replace(examples=("Dibaca 17 kali oleh warga",))
    assert load_profile(tmp_path / "profile.toml") == Profile({"kabar.example": (entry,)})


@pytest.mark.skipif(
    not os.environ.get("CLEANER_ENGINES"), reason="long: set CLEANER_ENGINES=1 to run it"
)
@pytest.mark.parametrize("engine", ["spark", "datatrove"])
def test_the_code_for_engines(engine: str, folder: Path) -> None:
    pytest.importorskip("pyspark" if engine == "spark" else engine, reason="needs the extra")
    if engine == "datatrove":
        script = CLEANER + "cleaner learn raw/ --out profile.toml"
        subprocess.run(["bash", "-euc", script], cwd=folder, env=environment(), check=True)
    (folder / "run.py").write_text(block(engine))
    environ = environment() | {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    subprocess.run([sys.executable, "run.py"], cwd=folder, env=environ, check=True)
    assert len(load_profile(folder / "profile.toml").sites[SITE]) == 2
    assert any((folder / "cleaned").iterdir())
