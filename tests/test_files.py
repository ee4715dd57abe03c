"""Frames, inputs and outputs: what is around a text, and that nothing is ever half written."""

import codecs
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Edit, SourceError
from cleaner.cleaning import Settled, settle
from cleaner.files import (
    Source,
    UsageError,
    cause_of,
    gather,
    inside,
    kind_of,
    read_bytes,
    read_text,
    targets,
    with_suffix,
)
from cleaner.framing import Frame, read_frame, refitted
from cleaner.kinds import PAGES, TEXTS
from cleaner.records import findings, from_line, original, placed, source_offset, to_line
from cleaner.rules.loading import default_rules
from cleaner.writing import replacing, rewrite, write

MARKS = {
    "utf-8": (b"", codecs.BOM_UTF8),
    "utf-16-le": (codecs.BOM_UTF16_LE,),
    "utf-16-be": (codecs.BOM_UTF16_BE,),
    "utf-32-le": (codecs.BOM_UTF32_LE,),
    "utf-32-be": (codecs.BOM_UTF32_BE,),
}
ENCODED = [(encoding, mark) for encoding, marks in MARKS.items() for mark in marks]
pieces = st.sampled_from(["a", "é", "\n", "\r\n", "\r", " ", "\ufeff", "\u2028", "雨", "\x00"])
texts = st.lists(pieces, max_size=12).map("".join)


@given(st.sampled_from(ENCODED), texts)
def test_a_frame_gives_the_same_bytes_back(encoded, text):
    encoding, mark = encoded
    data = mark + text.encode(encoding)
    frame = read_frame(data)
    assert frame.to_bytes() == data
    assert frame.newline == "\n" or "\r" not in frame.text


@pytest.mark.parametrize(
    ("data", "newline", "final", "text"),
    [
        (b"", "\n", False, ""),
        (b"\n", "\n", True, ""),
        (b"\n\n", "\n", True, "\n"),
        (b"\r\n", "\r\n", True, ""),
        (b"a", "\n", False, "a"),
        (b"a\n", "\n", True, "a"),
        (b"a\r\nb\r\n", "\r\n", True, "a\nb"),
        (b"a\r\nb", "\r\n", False, "a\nb"),
        (b"a\r\nb\n", "\n", True, "a\r\nb"),
        (b"a\nb\r\n", "\n", True, "a\nb\r"),
        (b"a\rb\r", "\n", False, "a\rb\r"),
    ],
)
def test_line_ends_of_one_kind_belong_to_the_frame(data, newline, final, text):
    for mark in (b"", codecs.BOM_UTF8):
        assert read_frame(mark + data) == Frame("utf-8", mark, newline, final, text)


@pytest.mark.parametrize("data", [b"caf\xe9", b"\xff\xfea", b"\xff\xfe\x00\xd8", b"ok\xff"])
def test_what_cannot_be_decoded_for_certain_has_no_frame(data):
    with pytest.raises(SourceError, match="neither UTF-8 nor"):
        read_frame(data)


def _settle(text):
    return settle(text, default_rules(), None)


@given(st.sampled_from(ENCODED), texts)
def test_a_refitted_frame_is_final_and_leads_back(encoded, text):
    encoding, mark = encoded
    frame = read_frame(mark + text.encode(encoding))
    after, _ = refitted(frame, _settle)
    again = read_frame(after.to_bytes())
    assert refitted(again, _settle) == (again, ())
    assert (after.encoding, after.mark) == (frame.encoding, frame.mark)
    assert after.final_newline == frame.final_newline


def _remove_first(text):
    edits = (Edit(0, 1, text[0], "", "test.first"),) if text else ()
    return Settled(text[1:], edits, 1)


def _give_up(text):
    return Settled("", (Edit(0, len(text), text, "", "limit.unsettled"),), 40)


def _forget(text):
    return Settled("", (Edit(0, 1, "x", "", "test.wrong"),) if text else (), 1)


@pytest.mark.parametrize(
    ("settled", "sentence"),
    [
        (_remove_first, "would change it"),
        (_give_up, "does not settle"),
        (_forget, "could not be restored"),
    ],
)
def test_an_unsound_outcome_is_refused(settled, sentence):
    with pytest.raises(SourceError, match=sentence):
        refitted(read_frame(b"abc\n"), settled)


def test_folders_are_walked_in_order_without_hidden_ones(tmp_path):
    for name in (
        "b.txt",
        "a/z.txt",
        "a/B.TXT",
        "a/page.html",
        ".git/no.txt",
        "a/old.HTM",
        "a/strict.xhtml",
        ".git/no.html",
        "c.md",
        "d.txt/e.txt",
    ):
        write(tmp_path / name, b"x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    found = gather([str(tmp_path / "c.md"), str(tmp_path), "-", "missing.txt"])
    names = ["c.md", "a/B.TXT", "a/z.txt", "b.txt", "d.txt/e.txt", "gone.txt", "-", "missing.txt"]
    assert [source.name for source in found] == names
    assert found[2].path == tmp_path / "a" / "z.txt"
    found = gather([str(tmp_path / "a")], (*TEXTS, *PAGES))
    names = ["B.TXT", "old.HTM", "page.html", "strict.xhtml", "z.txt"]
    assert [source.name for source in found] == names


def test_a_folder_that_cannot_be_listed_is_a_failed_input(tmp_path, monkeypatch):
    write(tmp_path / "in" / "a.txt", b"x")
    write(tmp_path / "in" / "shut" / "b.txt", b"x")
    scandir = os.scandir

    def refuse(path):
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = gather([str(tmp_path / "in")])
    assert [(source.name, source.fault) for source in found] == [
        ("a.txt", ""),
        ("shut", "permission denied"),
    ]
    with pytest.raises(SourceError, match="permission denied"):
        read_bytes(found[1])


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text"),
        ("A.TXT", "text"),
        ("a.html.txt", "text"),
        ("a.html", "page"),
        ("a/b.HTM", "page"),
        ("a.xhtml", "page"),
        ("a.md", None),
        ("html", None),
        ("-", None),
    ],
)
def test_names_tell_the_kind(name, kind):
    assert kind_of(Source(name, Path(name))) == kind


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", b"<html><p>a</p></html>\n", "<html><p>a</p></html>"),
        ("a.md", b"<html lang, said the teacher.", "<html lang, said the teacher."),
        ("a.md", b"<!doctype html><p>a</p>", None),
        ("a.html", b"a", None),
    ],
)
def test_a_page_is_no_text(tmp_path, name, data, text):
    source = Source(name, tmp_path / name)
    write(source.path, data)
    if text is not None:
        assert read_text(source).text == text
        return
    with pytest.raises(SourceError, match="an HTML page; fix is for texts"):
        read_text(source)


def test_causes_are_words():
    assert cause_of(FileNotFoundError(2, "No such file", "x")) == "no such file"
    assert cause_of(OSError("odd")) == "odd"
    assert cause_of(SourceError("HTML")) == "HTML"
    assert cause_of(ZeroDivisionError("by zero")) == "unexpected ZeroDivisionError: by zero"


def test_targets_mirror_names_and_end_in_txt(tmp_path):
    sources = [Source("a/b.txt", Path("in/a/b.txt")), Source("n.md", Path("n.md"))]
    out = tmp_path / "out"
    assert targets(sources, ["in", "n.md"], out) == ["a/b.txt", "n.md.txt"]
    assert targets(sources, ["in", "n.md"], out, ".md") == ["a/b.txt.md", "n.md"]


def test_pages_and_texts_of_one_name_stay_apart():
    names = ["a.txt", "a.html", "a.htm", "a.xhtml", "A.html", "a"]
    for suffix in (".txt", ".md", ".json"):
        assert len({with_suffix(name, suffix) for name in names[:-1]}) == len(names) - 1
    assert with_suffix("a.html", ".txt") == "a.html.txt"
    assert with_suffix("a.txt", ".txt") == "a.txt"


@pytest.mark.parametrize(
    ("inputs", "out", "sentence"),
    [
        (["in/a.txt", "other/a.txt"], "out", "would both go to"),
        (["in", "in/a.txt"], "out", "would both go to"),
        (["in/n", "in/n.txt"], "out", "would both go to"),
        (["in"], "in", "lies in the input folder"),
        (["in"], "in/deep/out", "lies in the input folder"),
        (["in"], "link/out", "lies in the input folder"),
        (["in/a.txt"], "in", "is an input and would be written over"),
        (["in/a.txt"], "link", "is an input and would be written over"),
        (["in/articles.jsonl"], "in", "is an input and would be written over"),
        (["in/a.txt"], "other/a.txt", "is not a folder"),
    ],
)
def test_outputs_that_would_clash_are_refused(tmp_path, monkeypatch, inputs, out, sentence):
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "other/a.txt", "in/n", "in/n.txt", "in/articles.jsonl"):
        write(Path(name), b"x")
    Path("link").symlink_to("in")
    with pytest.raises(UsageError, match=sentence):
        targets(gather(inputs), inputs, Path(out))


@pytest.mark.parametrize(
    "name", ["../a", "/etc/a", "a/../../b", "a/../b", "", ".", "link/a", "a\0b"]
)
def test_names_stay_inside(tmp_path, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link").symlink_to(tmp_path)
    with pytest.raises(SourceError, match="does not stay inside"):
        inside(tmp_path / "out", name)


def test_sound_names_are_placed(tmp_path):
    assert inside(tmp_path, "a/b.txt") == tmp_path / "a" / "b.txt"


def test_an_error_in_the_block_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    write(path, b"old")

    def interrupted():
        with replacing(path) as handle:
            handle.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failing_replace_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write(path, b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    for put in (write, rewrite):
        with pytest.raises(OSError, match="No space"):
            put(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_rewriting_keeps_the_mode_and_the_link(tmp_path):
    path, link = tmp_path / "a.txt", tmp_path / "link.txt"
    write(path, b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    rewrite(link, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
    assert link.is_symlink()


@pytest.mark.parametrize("text", ["plain", "é雨\u2028", "lone \udc80\ud800 surrogates"])
def test_records_survive_any_characters_on_one_line(text):
    record = {"name": text, "text": text, "edits": [], "encoding": None}
    line = to_line(record)
    assert line.count(b"\n") == 1
    assert from_line(line) == record
    assert line.isascii() is (text != "é雨\u2028")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"{", "not JSON"),
        (b"\xff\xff", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[]", "not a record"),
        (b'{"text": "", "edits": [], "encoding": null}', "has no 'name'"),
        (b'{"name": "a", "edits": [], "encoding": null}', "has no 'text'"),
        (b'{"name": "a", "text": "", "encoding": null}', "has no 'edits'"),
        (b'{"name": "a", "text": "", "edits": []}', "has no 'encoding'"),
        (b'{"name": "a", "text": "", "edits": {}, "encoding": null}', "wrong type"),
    ],
)
def test_lines_that_are_no_records(line, sentence):
    with pytest.raises(SourceError, match=sentence):
        from_line(line)


_EDIT = Edit(0, 1, "a", "", "test.edit")._asdict()


@pytest.mark.parametrize(
    "change",
    [
        {"edits": [1]},
        {"edits": [{"start": 0}]},
        {"edits": [_EDIT | {"start": "0"}]},
        {"edits": [_EDIT | {"old": 3}]},
        {"encoding": "no-such-encoding"},
        {"encoding": "ascii", "text": "é"},
    ],
)
def test_records_that_cannot_be_undone(change):
    record = {"name": "a", "text": "b", "edits": [], "encoding": "utf-8"}
    assert original(record) == b"b"
    with pytest.raises(SourceError, match="cannot be undone"):
        original(record | change)


def test_an_offset_of_the_outcome_leads_to_its_source():
    edits = (Edit(0, 2, "xx", "", "r.a"), Edit(3, 3, "", "++", "r.b"), Edit(4, 5, "d", "DD", "r.c"))
    # source xxbcdef, outcome b++cDDef
    assert [source_offset(edits, i) for i in range(8)] == [2, 3, 3, 3, 4, 4, 5, 6]


dirty = st.lists(
    st.sampled_from(
        ["ADVERTISEMENT", "Beras  naik", " ", "\n", "\r\n", "\u200b", "e\u0301", "kata"]
    )
).map("".join)


@given(dirty)
def test_characters_that_stayed_are_found_where_they_stood(text):
    settled = _settle(text)
    put = {i for edit in settled.edits for i in range(edit.start, edit.end)}
    places = [source_offset(settled.edits, i) for i in range(len(settled.text))]
    assert places == sorted(places)
    kept = [(i, place) for i, place in enumerate(places) if place not in put]
    inserted = {edit.start for edit in settled.edits if edit.new}
    assert all(settled.text[i] == text[at] for i, at in kept if at not in inserted)


@given(dirty)
def test_every_edit_is_found_once_and_in_order(text):
    edits = _settle(text).edits
    found = findings(edits, ())
    layout = {edit.rule for edit in edits if edit.rule.startswith("layout.")}
    others = [edit for edit in edits if not edit.rule.startswith("layout.")]
    assert len(found) == len(layout) + len(others)
    positions = [(line, column) for line, column, _ in placed(text, found)]
    assert positions == sorted(positions)
    lines = text.split("\n")
    assert all(1 <= line <= len(lines) for line, _ in positions)
    assert all(1 <= column <= len(lines[line - 1]) + 1 for line, column in positions)
