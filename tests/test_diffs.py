"""A diff out of edits says what a comparison of the two texts would."""

from hypothesis import given
from test_laws import documents

from cleaner import load_rules
from cleaner.check.diffs import unified
from cleaner.cleaning import settle
from cleaner.types import Edit

RULES = load_rules()


def patched(text, diff):
    """Apply a unified diff: every line it says must be there."""
    old, new, at = text.split("\n"), [], 0
    for row in diff[2:]:
        if row.startswith("@@"):
            begin, size = map(int, row.split()[1][1:].split(","))
            begin -= size > 0
            new += old[at:begin]
            at = begin
        elif row[0] in " -":
            assert old[at] == row[1:]
            new += [row[1:]] if row[0] == " " else []
            at += 1
        else:
            new.append(row[1:])
    return "\n".join(new + old[at:])


@given(documents())
def test_a_diff_leads_to_the_outcome(text):
    settled = settle(text, RULES, None)
    diff = list(unified(text, settled.edits, "a"))
    assert bool(diff) == (text != settled.text)
    assert patched(text, diff) == settled.text


def test_hunks_have_context_and_join():
    lines = [f"line {i}" for i in range(30)]
    text = "\n".join(lines)
    edits = [
        Edit(text.index(f"line {i}\n"), text.index(f"line {i}\n") + 7 + (i > 9), "x" * 7, "", "a.b")
        for i in (2, 6, 20)
    ]
    edits = [e._replace(old=text[e.start : e.end]) for e in edits]
    diff = list(unified(text, edits, "n"))
    assert [row for row in diff if row[0] in "@-+"] == [
        "--- n", "+++ n", "@@ -1,10 +1,8 @@", "-line 2", "-line 6", "@@ -18,7 +16,6 @@", "-line 20"
    ]  # fmt: skip
    assert patched(text, diff) == "\n".join(lines[:2] + lines[3:6] + lines[7:20] + lines[21:])
