"""What holds for a file that is checked, fixed or explained: command line and settings together.

What is said on the command line takes the place of the same setting for the whole project. What
the project says for a pattern of paths comes on top: more is ignored and allowed there, and
``select``, ``language`` and ``repairs`` take the place of what holds elsewhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..files import UsageError
from ..kinds import MARKDOWN
from ..rules.choosing import Choice
from ..rules.families import family_of
from ..rules.loading import default_rules, load_rules
from ..rules.ruleset import Rules
from ..types import OFF, SAFE
from .config import Config, found_config, holds, meant, read_config
from .settings import Settings

_MORE = ("ignore", "allow")  # settings that a pattern of paths adds to


class Held(NamedTuple):
    """What holds for one path: how it is cleaned, which columns are what, and what parts cells."""

    settings: Settings
    fields: Mapping[str, str]
    separator: str = ""


class Project(NamedTuple):
    """The rules, the settings of each path, what is left out, the baseline and file, if any."""

    rules: Rules
    held: Callable[[Path], Held]
    excluded: Callable[[Path], bool]
    baseline: str | None
    file: Path | None


def project_of(options: argparse.Namespace) -> Project:
    """Bring command line and settings together.

    Raises UsageError for a setting or a name that is not known and for a contradiction, RuleError
    for rules.
    """
    config = config_of(options)
    values = config.values
    rules = rules_of(options, config)
    whole = dict(values) | _given(options)
    _sound(whole, rules, str(config.file) if config.file else "")
    for pattern, table in config.per_path:
        _sound(table, rules, f"{config.file}: {pattern!r}")
    held = cache(lambda kind: _held(whole, config, kind, rules, options))
    baseline = values.get("baseline")
    return Project(
        rules,
        lambda path: held((_places(config, path), path.name.lower().endswith(MARKDOWN))),
        lambda path: _is_excluded(path, config, options.exclude),
        options.baseline or (config.path(baseline) if baseline else None),
        config.file,
    )


def _is_excluded(path: Path, config: Config, given: Sequence[str]) -> bool:
    """Whether a path fits a pattern of the settings, or one of the command line, seen from here."""
    own = config.values.get("exclude", ())
    return holds(own, path, config.folder) or holds(given, path, Path())


def rules_of(options: argparse.Namespace, config: Config) -> Rules:
    """The shipped rules, those of the project's files and those of the command line's."""
    own = [config.path(name) for name in config.values.get("rules", ())]
    paths = (*own, *(options.rules or ()))
    return load_rules(*paths) if paths else default_rules()


def config_of(options: argparse.Namespace) -> Config:
    """The settings file that was named, that is found, or none."""
    if options.no_config and options.config:
        raise UsageError("--no-config and --config FILE contradict each other")
    if options.no_config:
        return Config()
    if options.config is None:
        return found_config(Path())
    config = read_config(Path(options.config))
    if config is None:
        raise UsageError(f"{options.config} has no [tool.cleaner]")
    return config


def _given(options: argparse.Namespace) -> dict[str, Any]:
    """What the command line says in place of the project."""
    found: dict[str, Any] = {}
    if options.field:
        # imported here: few runs name columns
        from ..corpus.fields import given_fields

        found["fields"] = given_fields(options.field)
    for key in ("select", "ignore"):
        if (names := getattr(options, key)) is not None:
            found[key] = [name for text in names for name in text.replace(",", " ").split()]
            if not found[key]:
                raise UsageError(f"--{key} names no rule")
    for key in ("language", "repairs"):
        if (value := getattr(options, key)) is not None:
            found[key] = value
    return found


def _places(config: Config, path: Path) -> tuple[int, ...]:
    """The numbers of the patterns that the path fits."""
    patterns = enumerate(config.per_path)
    return tuple(i for i, (pattern, _) in patterns if holds([pattern], path, config.folder))


def _held(
    whole: Mapping[str, Any],
    config: Config,
    kind: tuple[Iterable[int], bool],
    rules: Rules,
    options: argparse.Namespace,
) -> Held:
    values = dict(whole)
    places, markdown = kind
    for i in places:
        for key, value in config.per_path[i][1].items():
            more = (*values.get(key, ()), *value) if key in _MORE else value
            values[key] = {**values.get(key, {}), **value} if key == "fields" else more
    for key in ("language", "repairs"):
        values[key] = getattr(options, key) or values.get(key)
    select, ignore, allow = (tuple(values.get(key, ())) for key in ("select", "ignore", "allow"))
    choice = Choice(select, ignore, allow, markdown)
    repairs = values["repairs"] or SAFE
    settings = Settings(rules, values["language"], repairs, options.kind, choice=choice)
    settings = settings._replace(encoding=options.encoding)
    return Held(settings, values.get("fields", {}), options.separator)


def _sound(values: Mapping[str, Any], rules: Rules, where: str) -> None:
    """UsageError for names that are not known, and for what contradicts itself."""
    here = f"{where}: " if where else ""
    names = rules.names | set(map(family_of, rules.names))
    for key in ("select", "ignore"):
        for name in values.get(key, ()):
            if name not in names:
                hint = meant(name, sorted(names))
                raise UsageError(f"{here}there is no rule or family {name!r} to {key}{hint}")
    if any(not phrase.strip() for phrase in values.get("allow", ())):
        raise UsageError(f"{here}'allow' holds a phrase without a word")
    select, ignore = set(values.get("select", ())), set(values.get("ignore", ()))
    if both := sorted(select & ignore):
        raise UsageError(f"{here}{both[0]!r} is to be selected and to be ignored")
    families = {name.partition(".")[0] for name in select}
    if values.get("repairs") == OFF and families == {"word"}:
        raise UsageError(f"{here}repairs are off, and nothing but repairs of words is selected")
