"""A folder that people work on: cleaned, fixed, learnt of and restored in any order."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from test_laws import documents

from cleaner import clean, load_profile
from cleaner.cli import main

NAMES = st.sampled_from(["a.txt", "b.txt", "sub/c.txt"])
TEXTS = documents().map(lambda text: text.encode("utf-8", "replace"))
SITE = "kabar.example"


class Folder(RuleBasedStateMachine):
    """Texts come, change and go; commands run over them; what each promises holds at every step."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.raw, self.out = self.home / "raw", self.home / "out"
        (self.raw / "sub").mkdir(parents=True)
        self.model: dict[str, bytes] = {}
        self.cleaned: dict[str, bytes] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.home)

    def run(self, command: str, *argv: object) -> int:
        kind = () if command == "restore" else ("--kind", "text")  # the texts may hold NULs
        return main([command, *kind, *(str(arg) for arg in argv)])

    @rule(name=NAMES, data=TEXTS)
    def put(self, name: str, data: bytes) -> None:
        self.model[name] = data
        (self.raw / name).write_bytes(data)

    @precondition(lambda self: self.model)
    @rule(choice=st.data())
    def remove(self, choice: st.DataObject) -> None:
        name = choice.draw(st.sampled_from(sorted(self.model)))
        del self.model[name]
        (self.raw / name).unlink()

    @precondition(lambda self: self.model)
    @rule()
    def clean(self) -> None:
        assert self.run("clean", self.raw, "--out", self.out, "--quiet") == 0
        self.cleaned = dict(self.model)
        for name, data in self.model.items():
            assert (self.out / name).read_bytes().decode() == with_end(clean(data).text)
        summary = json.loads((self.out / "summary.json").read_bytes())
        assert summary["in"] == summary["written"] == len(self.model)

    @precondition(lambda self: self.cleaned and self.cleaned == self.model)
    @rule()
    def clean_again(self) -> None:
        before = tree(self.out)
        assert self.run("clean", self.raw, "--out", self.out, "--quiet") == 0
        assert tree(self.out) == before

    @precondition(lambda self: self.cleaned)
    @rule()
    def restore(self) -> None:
        back = self.home / "back"
        assert self.run("restore", self.out, "--out", back) == 0
        assert tree(back) == self.cleaned
        shutil.rmtree(back)

    @precondition(lambda self: self.model)
    @rule()
    def fix(self) -> None:
        texts = {name: clean(data).text for name, data in self.model.items()}
        found = self.run("check", self.raw)
        assert self.run("fix", self.raw, "--exit-non-zero-on-fix") == found
        self.model = tree(self.raw)
        assert self.run("check", self.raw) == self.run("fix", self.raw) == 0
        assert tree(self.raw) == self.model
        assert {name: clean(data).text for name, data in self.model.items()} == texts

    @precondition(lambda self: self.model)
    @rule()
    def learn(self) -> None:
        once, twice = self.home / "once.toml", self.home / "twice.toml"
        assert self.run("learn", self.raw, "--out", once, "--site", SITE, "--quiet") == 0
        backwards = sorted((self.raw / name for name in self.model), reverse=True)
        assert self.run("learn", *backwards, "--out", twice, "--site", SITE, "--quiet") == 0
        assert once.read_bytes() == twice.read_bytes()
        profile = load_profile(once)
        for data in self.model.values():
            article = clean(data, profile=profile, site=SITE)
            assert clean(article.text, profile=profile, site=SITE).text == article.text

    @invariant()
    def nothing_else_is_touched(self) -> None:
        assert tree(self.raw) == self.model


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder, without the account a run keeps."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if ".cleaner" not in path.parts
    }


def with_end(text: str) -> str:
    """A text as it stands in a file."""
    return f"{text}\n" if text else ""


TestFolder = Folder.TestCase
TestFolder.settings = settings(
    max_examples=settings.default.max_examples // 10, stateful_step_count=12
)
