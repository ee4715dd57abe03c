"""Rule files read: those that ship, and those of others, of which anything may be wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, reduce
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ..reading import capped
from ..shipped import data_files
from ..types import RuleError
from .packed import Packed, pack
from .patterns import check_pattern
from .phrases import shipped_phrases
from .rule import Rule, parse_rules
from .ruleset import Rules

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

LARGEST = 4_000_000  # bytes of a rule file
PACKED = "packed.json"


def load_rules(*paths: str | Path) -> Rules:
    """The rules that ship with cleaner, followed by those of the given TOML files.

    Raises RuleError when a file cannot be read, a table is not a rule, or a name is taken.
    """
    packed = _packed()
    seen = set(packed.names())
    own: list[Rule] = []
    for path in paths:
        own += _read(path)
    for rule in own:
        if rule.name in seen:
            raise RuleError(f"{rule.file}:{rule.line}: rule {rule.name!r} exists already")
        seen.add(rule.name)
    return Rules(own, packed)


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
def _packed() -> Packed:
    """The shipped rules as they were packed; packed anew where they were packed from others."""
    found = _stored()
    if found.get("made_of") == checksum():
        return Packed(found["rules"], found["entries"])
    return pack(shipped_rules())


def is_current() -> bool:
    """Whether the rules that are packed are those of the files."""
    return bool(_stored().get("made_of") == checksum())


def _stored() -> dict[str, Any]:
    try:
        file = data_files() / PACKED
        found: dict[str, Any] = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    return found


def checksum() -> int:
    """A checksum of the files that hold the shipped rules."""
    return reduce(lambda value, file: crc32(file.read_bytes(), value), _files(), 0)


def _files() -> Iterator[Traversable]:
    data = data_files()
    yield data / "kinds.toml"
    for folder in ("phrases", "rules"):
        yield from sorted((data / folder).iterdir(), key=lambda file: file.name)


def shipped_rules() -> tuple[Rule, ...]:
    """The shipped rules, read from their files."""
    folder = data_files() / "rules"
    # families first: where a family's rule and a language's both fit, the family's names the cut
    files = sorted(folder.iterdir(), key=lambda f: (f.name.startswith("lang-"), f.name))
    rules = chain(
        chain.from_iterable(
            parse_rules(file.read_text(encoding="utf-8"), file.name)
            for file in files
            if file.name.endswith(".toml")
        ),
        shipped_phrases(),
    )
    return tuple(rules)
