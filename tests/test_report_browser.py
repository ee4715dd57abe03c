"""The page of a report in a browser without a network: what it shows, by mouse and by keyboard.

Needs Chromium and the extra ``browser``; without them these tests are skipped and say so.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hostile import PAYLOADS, PROSE, record, text

from cleaner.cli import main

sync_api = pytest.importorskip("playwright.sync_api", reason="needs the extra 'browser'")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
ROWS = "#table tbody tr"
SPELT = re.compile("[\0\ud800-\udfff]")
CUTS = "#view-document .cut"


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def opened(browser):
    """Open a page of a report; nothing may be loaded, run or complained about but itself."""
    faults: list[str] = []
    context = browser.new_context(offline=True)

    def opened(path: Path, place: str = ""):
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on("request", lambda asked: asked.is_navigation_request() or faults.append(asked.url))
        page.goto(f"{path.as_uri()}{place}")
        return page

    yield opened
    for page in context.pages:
        assert page.evaluate("window.hacked") is None
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report on 250 small documents with every payload among them."""
    home = tmp_path_factory.mktemp("report")
    payloads = list(PAYLOADS.values())
    records = [record(f"{i:03d}", payloads[i % len(payloads)]) for i in range(250)]
    for i, item in enumerate(records):
        item["confidence"] = (i % 100) / 100
        item["site"] = f"site{i % 5}.example"
    (home / "run").mkdir()
    lines = "".join(json.dumps(item) + "\n" for item in records)
    (home / "run" / "articles.jsonl").write_text(lines)
    assert main(["report", str(home / "run"), "--out", str(home / "report.html")]) == 0
    return home / "report.html"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A report on two texts, one of them with payloads, that were cleaned on the way."""
    home = tmp_path_factory.mktemp("small")
    (home / "in").mkdir()
    (home / "in" / "a.txt").write_text(
        f"Bridge to Be Repaired\n\nADVERTISEMENT\n\n{PROSE}\n\n"
        "The  cost is not known.It will be told.\n\nRead also: Old bridge closed\n"
    )
    (home / "in" / "b.txt").write_text(text(PAYLOADS["handler"]))
    assert main(["report", str(home / "in"), "--out", str(home / "report.html")]) == 0
    return home / "report.html"


def test_the_overview_comes_first(opened, report):
    page = opened(report)
    assert page.locator("h1:visible").all_inner_texts() == ["Overview"]
    assert page.locator(".totals dd").first.inner_text() == "250"
    page.locator(".histogram a").first.click()
    assert page.locator("h1:visible").all_inner_texts() == ["Documents"]
    assert page.locator("#found").inner_text() != "250 of 250 documents"


def test_rows_come_a_hundred_at_a_time(opened, report):
    page = opened(report, "#documents")
    assert page.locator(ROWS).count() == 100
    page.locator("#more").focus()
    page.keyboard.press("Enter")
    assert page.locator(ROWS).count() == 200
    # who goes by keyboard goes on with the first of the new rows
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 101
    page.locator("#more").click()
    assert page.locator(ROWS).count() == 250
    assert page.locator("#more").is_hidden()


def test_filters(opened, report):
    page = opened(report, "#documents")
    page.locator("#filter-words").fill("SITE3.example 12")
    names = page.locator(f"{ROWS} th").all_inner_texts()
    assert len(names) == len([i for i in range(250) if i % 5 == 3 and "12" in f"{i:03d}"]) > 0
    page.locator("button[type=reset]").click()
    # no wait_for_function: it evaluates strings, which the policy of the page forbids
    sync_api.expect(page.locator("#found")).to_have_text("250 of 250 documents")
    page.locator("#filter-confidence-to").fill("9")
    assert page.locator("#found").inner_text() == "30 of 250 documents"
    page.locator("#filter-rule").select_option(index=2)
    assert page.locator(ROWS).count() < 30
    assert page.locator("#status").inner_text() == page.locator("#found").inner_text()


def test_sorting_by_keyboard(opened, report):
    page = opened(report, "#documents")
    head = page.locator("#table th[data-key=confidence]")
    head.locator("button").focus()
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator(f"{ROWS} td:nth-child(6)").first.inner_text() == "99.0 %"
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "ascending"
    assert page.locator(f"{ROWS} td:nth-child(6)").first.inner_text() == "0.0 %"


@pytest.mark.parametrize("number", range(len(PAYLOADS)), ids=PAYLOADS)
def test_payloads_are_shown_as_text(opened, report, number):
    page = opened(report, f"#document/{number}")
    elements = page.locator("#view-document *").evaluate_all(
        "all => [...new Set(all.map(e => e.localName))]"
    )
    assert not {"script", "img", "iframe", "style", "svg"} & set(elements)
    assert page.locator("#view-document a[href^='javascript']").count() == 0
    payload = SPELT.sub(lambda c: f"⟨U+{ord(c[0]):04X}⟩", list(PAYLOADS.values())[number])
    assert f"{payload}\n\n{PROSE}" in page.locator("#view-document .text").text_content()
    assert page.locator("#view-document h1").text_content() == payload
    page.locator(CUTS).first.focus()
    assert page.locator("#tip").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("#view-rule h1")
    assert page.locator("#view-rule .cuts li").count() > 0


def test_the_cuts_of_a_document_by_keyboard(opened, small):
    page = opened(small, "#document/0")
    assert page.evaluate("document.activeElement.localName") == "h1"
    page.locator(CUTS).first.focus()
    assert "advertising.label removed this" in page.locator("#tip").inner_text()
    assert page.locator(CUTS).first.get_attribute("aria-describedby") == "tip"
    page.keyboard.press("ArrowDown")
    assert "space.doubled" in page.locator("#tip").inner_text()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.textContent").startswith("Read also")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.textContent") == "ADVERTISEMENT"
    # one stop for the tab key, however many cuts there are
    assert page.locator(f"{CUTS}[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_timeout(600)  # longer than a reason stays that nobody looks at
    assert page.locator("#tip a:focus").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()
    assert page.locator(f"{CUTS}:focus").inner_text() == "ADVERTISEMENT"


def test_the_reason_on_hover_and_on_a_tap(opened, small):
    page = opened(small, "#document/0")
    cut = page.locator(CUTS).first
    cut.hover()
    assert "advertising.label" in page.locator("#tip").inner_text()
    # the pointer can go on to the reason and follow its link
    page.locator("#tip a").click()
    assert page.locator("#view-rule h1").inner_text() == "advertising.label"
    assert "why" in page.locator("#view-rule .fields").inner_text()
    page.locator("#view-rule .cuts a").first.click()
    page.wait_for_selector("#view-document .cut:focus")
    assert page.locator(f"{CUTS}:focus").inner_text() == "ADVERTISEMENT"


def test_the_clean_text_alone(opened, small):
    page = opened(small, "#document/0")
    pane = page.locator("#view-document .text")
    assert "ADVERTISEMENT" in pane.inner_text()
    page.locator("input[value=kept]").check()
    assert pane.inner_text().strip() == (
        f"Bridge to Be Repaired\n\n{PROSE}\n\nThe cost is not known. It will be told."
    )


def test_repaired_spaces_can_be_seen(opened, small):
    page = opened(small, "#document/0")
    assert page.locator(f"{CUTS} del").all_inner_texts().count("\u2423") == 1
    inserted = page.locator("#view-document ins.blank")
    assert inserted.count() == 1
    sign = "e => [getComputedStyle(e, '::after').content, getComputedStyle(e).fontSize]"
    assert inserted.evaluate(sign) == ['"\u2423"', "0px"]
    page.locator("input[value=kept]").check()
    # in the clean text it is a space again, as wide as any
    content, size = inserted.evaluate(sign)
    assert (content, size) == ("none", page.locator("#view-document .text").evaluate(
        "e => getComputedStyle(e).fontSize"))  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_nothing_in_the_overview_is_cut_off_or_empty(opened, report, width, scheme):
    page = opened(report)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    cut = "all => all.filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
    assert page.locator(".bars th, .looks li, .plot h3").evaluate_all(cut) == []
    # plots stand right below one another: no hole is larger than a line
    boxes = page.locator(".plots > .plot").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.left, b.top, b.bottom])"
    )
    for left in {box[0] for box in boxes}:
        column = sorted(box[1:] for box in boxes if box[0] == left)
        assert all(below[0] - above[1] < 30 for above, below in pairwise(column))
    assert page.locator(".looks a").first.is_visible()


def test_going_back(opened, small):
    page = opened(small, "#documents")
    page.locator(f"{ROWS} a").first.click()
    page.wait_for_selector("#view-document h1")
    page.go_back()
    assert page.locator("h1:visible").all_inner_texts() == ["Documents"]


@pytest.mark.parametrize(
    "place", ["#document/999", "#rule/none", "#nothing", "#%E0%A4%A", "#x/y/z"]
)
def test_places_that_are_not_there(opened, small, place):
    assert opened(small, place).locator("h1:visible").all_inner_texts() == ["Overview"]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("place", ["#overview", "#documents", "#rules", "#document/1", "#rule/0"])
def test_nothing_is_wider_than_the_window(opened, small, width, place):
    page = opened(small, place)
    page.set_viewport_size({"width": width, "height": 700})
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_cuts_can_be_read(opened, small, scheme):
    """Every family's letters stand out from its ground by 4.5 to 1, as WCAG asks."""
    page = opened(small, "#document/0")
    page.emulate_media(color_scheme=scheme)
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) == 360
    assert min(ratios) >= 4.5


CONTRAST = """() => {
  const cut = document.querySelector('#view-document .cut');
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const light = (colour) => {
    pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((v) => v / 255)
      .map((v) => (v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ratios = [];
  for (let hue = 0; hue < 360; hue += 1) {
    cut.style.setProperty('--hue', hue);
    const style = getComputedStyle(cut);
    const [a, b] = [light(style.color), light(style.backgroundColor)].sort((x, y) => y - x);
    ratios.push((a + .05) / (b + .05));
  }
  return ratios;
}"""
