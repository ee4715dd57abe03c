"""The pages of docs/ as a site: built without a warning, and whole on any screen.

Needs the extra ``docs``, and for the screen Chromium and the extra ``browser``; without them these
tests are skipped and say so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sphinx", reason="needs the extra 'docs'")
pytest.importorskip("myst_parser", reason="needs the extra 'docs'")
ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path.stem for path in (ROOT / "docs").glob("*.md"))
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "--fail-on-warning",
        "--keep-going",
        "docs",
        str(out),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_is_reached_from_the_first(site):
    first = (site / "index.html").read_text("utf-8")
    assert {f"{page}.html" for page in PAGES} - {"index.html"} <= set(
        re.findall(r'href="([^"#]+)', first)
    )
    assert list((site / "_images").glob("*.svg"))


def test_what_the_site_does_not_hold_is_linked_in_the_repository(site):
    told = (site / "library.html").read_text("utf-8")
    assert 'blob/main/docs/examples/notebook.ipynb"' in told
    assert not re.search(r'href="\.\./', told)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_pages_fit_the_screen(site, width, scheme):
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra 'browser'")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(
            offline=True, color_scheme=scheme, viewport={"width": width, "height": 900}
        )
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        for name in PAGES:
            page.goto((site / f"{name}.html").as_uri())
            assert page.locator("h1").first.is_visible()
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, name
        browser.close()
    assert faults == []
