"""The examples of rules, tried: what drops must go by its rule, and what keeps must stay.

Each stands in a short article, where its rule looks, with all rules loaded; it must go without
taking anything of the article with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..api import clean
from ..rules.rule import Rule
from ..rules.ruleset import Rules
from ..types import OFF, Article

_ARTICLE = (
    "Harga Beras Turun di Pasar Kota",
    "Harga beras turun di pasar kota sejak hari Senin, kata pedagang yang ditemui di sana.",
    "Pemerintah menambah pasokan dari gudang di pelabuhan supaya harga tidak naik lagi.",
)
_AT = {"head": (1,), "anywhere": (2,), "tail": (3,), "last": (3,), "edges": (1, 3)}


class Wrong(NamedTuple):
    """An example that is not as it should be: its rule, whether it is to go, what became of it."""

    rule: Rule
    drops: bool
    example: str
    became: str

    def __str__(self) -> str:
        """``file:line: name: 'example' of drops stays``."""
        of = "drops" if self.drops else "keeps"
        rule = self.rule
        return f"{rule.file}:{rule.line}: {rule.name}: {self.example!r} of {of} {self.became}"


def tried(wanted: Sequence[Rule], rules: Rules) -> Iterator[Wrong]:
    """Yield every example that is not as it should be when ``rules`` are all there is."""
    for rule in wanted:
        examples = [(example, True) for example in rule.drops]
        examples += [(example, False) for example in rule.keeps]
        for example, drops in examples:
            faults = (_fault(example, at, rule, rules, drops=drops) for at in _AT[rule.where])
            if became := next(filter(None, faults), ""):
                yield Wrong(rule, drops, example, became)


def _fault(example: str, at: int, rule: Rule, rules: Rules, *, drops: bool) -> str:
    """What is wrong with an example at one place of the article, if anything."""
    text = "\n\n".join((*_ARTICLE[:at], example, *_ARTICLE[at:]))
    start = text.index(example, len("\n\n".join(_ARTICLE[:at])))
    article = clean(text, kind="text", rules=rules, repairs=OFF)
    took = _took(article, start, start + len(example))
    names = ", ".join(sorted(took))
    if not drops:
        return f"goes by {names}" if rule.name in took or _gone(article, example) else ""
    if rule.name not in took:
        return f"goes by {names}" if took else "stays"
    if article.text == "\n\n".join(_ARTICLE):
        return ""
    lost = [line for line in _ARTICLE if line not in article.text]
    return f"goes, and {lost[0]!r} too" if lost else "goes, but not all of it"


def _took(article: Article, start: int, end: int) -> set[str]:
    """The rules that removed something between two places of the text."""
    cuts = (
        edit for edit in article.edits if not edit.new and edit.start < end and start < edit.end
    )
    return {edit.rule for edit in cuts if not edit.rule.startswith("layout.")}


def _gone(article: Article, example: str) -> bool:
    """Whether a rule has removed all of an example."""
    return any(example.strip() in edit.old for edit in article.edits if not edit.new)
