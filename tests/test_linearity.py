"""Work grows with the input, whatever the input: counted, not timed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from counting import NAMES, counted, watched
from growing import KINDS, is_even

GROWING = Path(__file__).parent / "growing.py"


@pytest.fixture(scope="session")
def grown(request: pytest.FixtureRequest) -> dict[str, list[int]]:
    """The work of all kinds that are asked for, at four sizes, counted in a process of its own."""
    asked = [getattr(item, "callspec", None) for item in request.session.items]
    kinds = [spec.params["kind"] for spec in asked if spec and "kind" in spec.params]
    argv = [sys.executable, str(GROWING), *(kind for kind in KINDS if kind in kinds)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(map(json.loads, done.stdout.splitlines()))


@pytest.mark.parametrize("kind", KINDS)
def test_work_grows_with_the_input(kind: str, grown: dict[str, list[int]]) -> None:
    assert is_even(grown[kind]), grown[kind]


# ---- the count sees what grows faster, also where C does the work

QUADRATIC = {
    "loops": "for a in lines:\n    for b in lines:\n        pass",
    "comprehension": "[a for a in lines for b in lines]",
    "a search that finds nothing": "for i in range(len(lines)):\n    PATTERN.search(text, i)",
    "all that is found": "for line in lines:\n    PATTERN.findall(text)",
    "a substitution in the whole": "for line in lines:\n    PATTERN.sub('', text)",
    "a count from the start": "for i in range(len(lines)):\n    text[: 5 * i].count('x')",
    "a find from the start": "for i in range(len(lines)):\n    text.find('y', 0, 5 * i)",
    "what is left of a text": "while text:\n    text = text[5:]",
    "in a list": "seen = []\nfor line in lines:\n    line in seen or seen.append(line)",
    "in a text": "for line in lines:\n    'zz' in text",
    "the first of a list": "while lines:\n    lines.pop(0)",
    "put first": "new = []\nfor line in lines:\n    new.insert(0, line)",
    "a growing tuple": "new = ()\nfor line in lines:\n    new = (*new, line)",
    "a growing text": "new = ''\nfor line in lines:\n    new = new + line",
    "joined again": "new = []\nfor line in lines:\n    new.append(line)\n    ''.join(new)",
    "sorted again": "for line in lines:\n    sorted(lines)",
    "the greatest again": "for line in lines:\n    max(lines)",
    "a set again": "for line in lines:\n    line in set(lines)",
    "a dict again": "known = {}\nfor line in lines:\n    known = {**known, line: 1}",
    "compared": "for line in lines:\n    text == text[:-1] + '?'",
    "children from the first": "for i in range(len(tree)):\n    tree[i]",
}
LINEAR = {
    "loop": "for a in lines:\n    a.strip()",
    "matched piece by piece": "for i in range(0, len(text), 5):\n    PATTERN.match(text, i)",
    "found one after the other": "list(PATTERN.finditer(text))",
    "joined once": "''.join([line.lower() for line in lines])",
    "in a set": "seen = set()\nfor line in lines:\n    line in seen or seen.add(line)",
    "split": "for line in text.split('x'):\n    line.startswith('a')",
    "children": "[child.tag for child in tree]",
    "from place to place": "at = 0\nwhile (at := text.find('a', at) + 1):\n    pass",
}


def work(code: str, size: int) -> int:
    from lxml import etree

    lines = [f"a{i:03}" for i in range(size)]
    tree = etree.fromstring(f"<a>{'<b/>' * size}</a>")
    names: dict[str, Any] = {"lines": lines, "text": " ".join(lines), "tree": tree, **NAMES}
    exec("import regex\nPATTERN = regex.compile('zz|a00')", names)  # noqa: S102 - written here
    return counted(lambda: exec(watched(code, "<mutant>"), names))  # noqa: S102


@pytest.mark.parametrize("name", QUADRATIC)
def test_the_count_sees_what_is_quadratic(name: str) -> None:
    assert work(QUADRATIC[name], 800) > 3.5 * work(QUADRATIC[name], 400)


@pytest.mark.parametrize("name", LINEAR)
def test_the_count_sees_what_is_linear(name: str) -> None:
    assert work(LINEAR[name], 800) < 2.1 * work(LINEAR[name], 400)
