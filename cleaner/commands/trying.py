"""The examples of rules, tried: what drops must go by its rule, and what keeps must stay.

Each stands in a short article, where its rule looks, with all rules loaded; it must go without
taking anything of the article with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
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
    """An example that is not as it should be: its rule, the key it stands under, what it does."""

    rule: Rule
    key: str
    example: str
    does: str

    def __str__(self) -> str:
        """``file:line: name: 'example' of drops stays``."""
        rule = self.rule
        place = f"{rule.file}:{rule.line}: {rule.name}"
        return f"{place}: {self.example!r} of {self.key} {self.does}"


def tried(wanted: Sequence[Rule], rules: Rules) -> Iterator[Wrong]:
    """Yield every example that is not as it should be when ``rules`` are all there is."""
    for rule in wanted:
        for example in rule.drops:
            yield from _wrong(rule, "drops", example, partial(_dropped, rule, rules, example))
        for example in rule.keeps:
            yield from _wrong(rule, "keeps", example, partial(_kept, rule, rules, example))
        for before, after in rule.mends:
            if fault := _mended(rule, rules, before, after):
                yield Wrong(rule, "mends", before, fault)


def _wrong(rule: Rule, key: str, example: str, fault: Callable[[int], str]) -> Iterator[Wrong]:
    """What is wrong with an example at the first place of the article where anything is."""
    if does := next(filter(None, map(fault, _AT[rule.where])), ""):
        yield Wrong(rule, key, example, does)


def _dropped(rule: Rule, rules: Rules, example: str, at: int) -> str:
    """What is wrong with an example that is to go, if anything."""
    article, took = _cleaned(rules, example, at)
    if rule.name not in took:
        return f"goes by {', '.join(sorted(took))}" if took else "stays"
    if article.text == "\n\n".join(_ARTICLE):
        return ""
    lost = [line for line in _ARTICLE if line not in article.text]
    return f"goes, and {lost[0]!r} too" if lost else "goes, but not all of it"


def _kept(rule: Rule, rules: Rules, example: str, at: int) -> str:
    """What is wrong with an example that is to stay, if anything."""
    article, took = _cleaned(rules, example, at)
    whole = any(example.strip() in edit.old for edit in article.edits if not edit.new)
    return f"goes by {', '.join(sorted(took))}" if took and (rule.name in took or whole) else ""


def _mended(rule: Rule, rules: Rules, before: str, after: str) -> str:
    """What is wrong with a pair of before and after, if anything."""
    article = clean(before, kind="text", rules=rules)
    if article.text != after:
        return f"becomes {article.text!r}"
    return "" if rule.name in {edit.rule for edit in article.edits} else "is mended by other rules"


def _cleaned(rules: Rules, example: str, at: int) -> tuple[Article, set[str]]:
    """The article with an example in it, cleaned, and the rules that took something of that."""
    above = "".join(f"{line}\n\n" for line in _ARTICLE[:at])
    text = "\n\n".join((*_ARTICLE[:at], example, *_ARTICLE[at:]))
    article = clean(text, kind="text", rules=rules, repairs=OFF)
    return article, _took(article, len(above), len(above) + len(example))


def _took(article: Article, start: int, end: int) -> set[str]:
    """The rules that removed something between two places of the text."""
    cuts = (
        edit for edit in article.edits if not edit.new and edit.start < end and start < edit.end
    )
    return {edit.rule for edit in cuts if not edit.rule.startswith("layout.")}
