"""Rule files read: those that ship, and those of others, of which anything may be wrong."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from ..reading import capped
from ..types import RuleError
from .patterns import check_pattern
from .phrases import shipped_phrases
from .rule import Rule, parse_rules
from .ruleset import Rules

LARGEST = 4_000_000  # bytes of a rule file


def load_rules(*paths: str | Path) -> Rules:
    """The rules that ship with cleaner, followed by those of the given TOML files.

    Raises RuleError when a file cannot be read, a table is not a rule, or a name is taken.
    """
    rules = list(_shipped())
    for path in paths:
        rules += _read(path)
    seen: set[str] = set()
    for rule in rules:
        if rule.name in seen:
            raise RuleError(f"{rule.file}:{rule.line}: rule {rule.name!r} exists already")
        seen.add(rule.name)
    return Rules(rules)


def _read(path: str | Path) -> tuple[Rule, ...]:
    """The rules of a file that anyone may have written."""
    try:
        with Path(path).open("rb") as file:
            data = capped(file, LARGEST)
        text = "" if data is None else data.decode()
    except (OSError, ValueError) as fault:
        cause = getattr(fault, "strerror", None) or str(fault)  # the path is said already
        raise RuleError(f"{path}: cannot read the rule file: {cause.lower()}") from fault
    if data is None:
        raise RuleError(f"{path}: a rule file has no more than {LARGEST} bytes")
    rules = parse_rules(text, str(path))
    for rule in rules:
        here = f"{path}:{rule.line}: rule {rule.name!r}"
        check_pattern(rule.shape, here, span=rule.removes == "span")
    return rules


@cache
def default_rules() -> Rules:
    """The shipped rules, compiled once for each process."""
    return load_rules()


@cache
def _shipped() -> tuple[Rule, ...]:
    folder = resources.files("cleaner") / "data" / "rules"
    # families first: where a family's rule and a language's both fit, the family's names the cut
    files = sorted(folder.iterdir(), key=lambda f: (f.name.startswith("lang-"), f.name))
    rules = (
        rule
        for file in files
        if file.name.endswith(".toml")
        for rule in parse_rules(file.read_text(encoding="utf-8"), file.name)
    )
    return (*rules, *shipped_phrases())
