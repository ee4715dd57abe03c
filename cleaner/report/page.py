"""The page of a report: one file that needs nothing else and in which no article can do anything.

What documents hold goes into script elements of JSON, which browsers do not run, with every
character spelt out that could end such an element; the page's own script puts it in place as text.
A policy in the page's head lets nothing run, load or be sent but that one script and style.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from ..packing import missing
from ..rules.families import family_of, hue_of
from ..shipped import data_files
from ..types import UNSURE
from .overview import EDGES, Overview, columns, family_bars, looks, rule_bars, share, site_bars
from .residue import Residue

try:
    from jinja2 import Environment, FunctionLoader, StrictUndefined
    from markupsafe import Markup
except ImportError:
    raise missing("a report", "report") from None

_STYLES = ("style.css", "document.css", "print.css")
_SCRIPTS = ("dom.js", "table.js", "tip.js", "document.js", "rule.js", "main.js")
# what could end the element, or upset a parser of HTML, of JavaScript or of UTF-8
_RISKY = re.compile("[<>&\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_UNSEEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Contents(NamedTuple):
    """What a page is made of; ``rows`` and ``bodies`` (embedded) are of the documents it shows."""

    title: str
    overview: Overview
    rows: Sequence[Mapping[str, Any]]
    bodies: Sequence[str]
    rules: Sequence[Mapping[str, Any]]
    families: Sequence[str]
    failures: Sequence[tuple[str, str]]
    residue: Residue


def embedded(data: Any) -> str:
    """JSON that is safe within a script element of HTML."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def families_of(names: Sequence[str]) -> list[str]:
    """The families of rules, sorted."""
    return sorted({family_of(name) for name in names})


def page(contents: Contents) -> Iterator[str]:
    """The page, piece by piece."""
    families = contents.families
    style = _joined(_STYLES) + "".join(
        f".f{i}{{--hue:{hue_of(family)}}}\n" for i, family in enumerate(families)
    )
    script = f'"use strict";\n(() => {{\n{_joined(_SCRIPTS)}}})();\n'
    template = _environment().get_template("page.html")
    yield from template.generate(
        title=contents.title,
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own files
        families=families,
        numbers={rule["name"]: i for i, rule in enumerate(contents.rules)},
        failures=contents.failures,
        shown=len(contents.rows),
        looks=looks(contents.rows),
        residue=contents.residue,
        places={row["name"]: i for i, row in reversed(list(enumerate(contents.rows)))},
        rows=_safe({"rows": contents.rows, "families": families}),
        rules=_safe(contents.rules),
        bodies=(Markup(body) for body in contents.bodies),  # noqa: S704 - embedded
        **_plots(contents.overview),
    )


def _plots(overview: Overview) -> dict[str, Any]:
    return {
        "overview": overview,
        "share": share(overview.removed, overview.characters),
        "family_bars": family_bars(overview),
        "rule_bars": rule_bars(overview),
        "site_bars": site_bars(overview),
        "shares": columns(overview.shares),
        "share_ticks": [(at, at / 100) for at in (0, 25, 50, 75, 100)],
        "sureness": columns(overview.sureness),
        "doubted": sum(overview.sureness[: EDGES.index(round(100 * UNSURE))]),
        "sure_ticks": [(at, EDGES.index(at) / len(EDGES)) for at in (50, 75, 90, 95)] + [(100, 1)],
    }


def _safe(data: Any) -> Markup:
    return Markup(embedded(data))  # noqa: S704 - embedded


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _joined(names: Sequence[str]) -> str:
    return "".join(_file(name) for name in names)


def _file(name: str) -> str:
    return (data_files() / "report" / name).read_text("utf-8")


def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_seen,
    )
    environment.filters["percent"] = lambda value: f"{value:.1%}"
    environment.filters["number"] = lambda value: f"{value:,}"
    return environment


def _seen(value: Any) -> Any:
    """Text with characters spelt out that no one can see or no file can hold."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", value)
    return value
