"""The site of these pages: ``python -m sphinx -W docs OUT`` with the extra ``docs``."""

import re
from pathlib import Path
from typing import Any

import tomli

_ROOT = Path(__file__).resolve().parent.parent
_PROJECT = tomli.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]
_REPOSITORY = "https://github.com/OWNER/article-cleaner/blob/main/"  # wherever the copy is kept

project = "cleaner"
release = _PROJECT["version"]
extensions = ["myst_parser"]
exclude_patterns = ["examples"]
html_theme = "furo"
html_title = f"cleaner {release}"
html_show_copyright = False
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header", "misc.highlighting_failure"]


_BESIDE = re.compile(r"(?<!!)(\[[^\]]*\]\()(\.\./|(?=examples))")


def _in_repository(found: re.Match[str]) -> str:
    return f"{found[1]}{_REPOSITORY}{'' if found[2] else 'docs/'}"


def _absolute(_app: Any, name: str, source: list[str]) -> None:
    """Let links to files that the site does not hold lead to the repository."""
    if name != "rules":  # its brackets are examples of rules
        source[0] = _BESIDE.sub(_in_repository, source[0])


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _absolute)
