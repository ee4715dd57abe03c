"""What runs on the code host, and before a commit, names what is there and may do no more."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import tomli
import yaml
from pre_commit.clientlib import load_config

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
PYPROJECT = tomli.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
WORKFLOWS = {
    path.stem: yaml.safe_load(path.read_text("utf-8")) for path in GITHUB.glob("workflows/*")
}
JOBS = [
    pytest.param(job, id=f"{name}.{job_name}")
    for name, workflow in sorted(WORKFLOWS.items())
    for job_name, job in workflow["jobs"].items()
]


def told(job) -> str:
    """All commands of a job."""
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_every_version_that_is_promised_is_tried():
    tried = set(WORKFLOWS["tests"]["jobs"]["tests"]["strategy"]["matrix"]["python"])
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert set(named) <= tried
    assert PROJECT["requires-python"].removeprefix(">=") in tried
    assert "3.14" in tried


def test_all_is_tried_that_is_tried_before_a_submission():
    commands = "\n".join(told(job) for job in WORKFLOWS["tests"]["jobs"].values())
    for command in ("pytest", "ruff check .", "ruff format --check .", "mypy", "sphinx", "build"):
        assert command in commands


@pytest.mark.parametrize("job", JOBS)
def test_a_job_names_what_is_there(job):
    extras = set(re.findall(r"'\.\[(\w+)\]'", told(job)))
    assert extras <= set(PROJECT["optional-dependencies"])
    for ignored in re.findall(r"--ignore=(\S+)", told(job)):
        assert (ROOT / ignored).is_file()
    assert job["timeout-minutes"] <= 90


@pytest.mark.parametrize("job", JOBS)
def test_actions_are_pinned_and_take_no_rights(job):
    for step in job["steps"]:
        if "uses" in step:
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", step["uses"])
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    assert job.get("permissions", {}) in ({}, {"id-token": "write"})
    # who may upload runs nothing of the project
    assert "permissions" not in job or not told(job).strip()


def test_workflows_read_and_no_more():
    assert {repr(workflow["permissions"]) for workflow in WORKFLOWS.values()} == {
        "{'contents': 'read'}"
    }
    assert "secrets." not in "".join(p.read_text("utf-8") for p in GITHUB.glob("workflows/*"))
    publish = WORKFLOWS["release"]["jobs"]["publish"]
    assert publish["permissions"] == {"id-token": "write"}
    assert publish["needs"] == "build"


def test_the_tag_is_compared_with_the_version():
    (command,) = (
        step["run"] for step in WORKFLOWS["release"]["jobs"]["build"]["steps"] if "name" in step
    )
    _, _, code, tag = shlex.split(command)
    assert tag == "$GITHUB_REF_NAME"
    compile(code, "release.yml", "exec")


def test_hooks_for_work_on_the_project_itself():
    (repo,) = load_config(str(ROOT / ".pre-commit-config.yaml"))["repos"]
    assert repo["repo"] == "local"
    for hook in repo["hooks"]:
        for word in hook["entry"].split():
            assert not word.endswith(".py") or (ROOT / word).is_file()
        assert not hook.get("files") or any(
            re.search(hook["files"], str(path.relative_to(ROOT)))
            for path in (ROOT / "cleaner").rglob("*")
        )


def test_the_citation_is_of_this_version():
    citation = yaml.safe_load((GITHUB / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == PROJECT["version"]
    assert set(citation["keywords"]) <= set(PROJECT["keywords"])


@pytest.mark.parametrize("form", ["article", "fault", "phrase"])
def test_forms_ask_each_thing_once(form):
    body = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / f"{form}.yml").read_text("utf-8"))["body"]
    names = [part["id"] for part in body if "id" in part]
    assert len(names) == len(set(names)) > 2
    assert all(part["validations"]["required"] for part in body if "id" in part)
