"""The command ``rules``: what rules there are, what one says, how often a run used each."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from .. import records
from ..check.config import meant
from ..check.project import config_of, rules_of
from ..corpus.plan import SUMMARY
from ..files import UsageError
from ..records import plural
from ..rules.loading import default_rules
from ..rules.rule import Rule
from ..rules.ruleset import Rules

Say = Callable[[str], None]


def run(options: argparse.Namespace, say: Say, complain: Say) -> int:
    """Tell about rules, or try their examples."""
    rules = rules_of(options, config_of(options))
    if options.try_examples:
        return _try(options, rules, say, complain)
    for line in _lines(options, rules):
        say(line)
    return 0


def _lines(options: argparse.Namespace, rules: Rules) -> Iterator[str]:
    if options.run_folder:
        if options.name is not None:
            raise UsageError("--run tells about all rules: leave out the name")
        return fired(Path(options.run_folder), rules)
    if options.name is None:
        return records.rule_table(rules)
    if (rule := rules.by_name.get(options.name)) is not None:
        return records.rule_page(rule)
    return records.rule_table(Rules(_named(options.name, rules)))


def _named(name: str, rules: Rules) -> Sequence[Rule]:
    """The rule of that name or those of the family; UsageError where there is none."""
    if found := [rule for rule in rules.all if name in (rule.name, rule.family)]:
        return found
    hint = meant(name, {*rules.by_name, *(rule.family for rule in rules.all)})
    raise UsageError(f"there is no rule or family named {name!r}{hint}")


def _try(options: argparse.Namespace, rules: Rules, say: Say, complain: Say) -> int:
    """Try the examples of the rules named, else of those that did not ship, else of all."""
    # imported here: to tell of rules nothing is cleaned
    from .trying import tried

    if options.run_folder:
        raise UsageError("--run and --try contradict each other")
    own = rules.all[len(default_rules().all) :]
    named = _named(options.name, rules) if options.name else own or rules.all
    wanted = [rule for rule in named if rule.removes != "code"]
    wrong = 0
    for fault in tried(wanted, rules):
        say(str(fault))
        wrong += 1
    examples = sum(len(rule.drops) + len(rule.keeps) + len(rule.mends) for rule in wanted)
    counts = f"{plural(len(wanted), 'rule')}, {plural(examples, 'example')}"
    complain(f"{counts}, {wrong} not as it should be")
    return 1 if wrong else 0


def fired(path: Path, rules: Rules) -> Iterator[str]:
    """Yield a row for each rule: how often a run used it, and what it removed.

    Raises UsageError where ``path`` is no folder of a run, and OSError.
    """
    counts, sizes = _used(path)
    names = [*counts, *(name for name in rules.by_name if name not in counts)]
    names.sort(key=lambda name: -counts.get(name, 0))
    width = max(map(len, names))
    yield f"{'NAME':<{width}}  {'TIMES':>9}  {'CHARACTERS':>10}"
    for name in names:
        row = f"{name:<{width}}  {counts.get(name, 0):>9,}"
        yield f"{row}  {sizes[name]:>10,}" if name in sizes else row


def _used(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """How often a run used each rule, and how many characters it removed by it."""
    try:
        summary = json.loads((path / SUMMARY).read_bytes())
        removals, repairs = summary["removals"], summary["repairs"]
        counts = {name: int(found["count"]) for name, found in removals.items()}
        sizes = {name: int(found["characters"]) for name, found in removals.items()}
        for name, found in repairs.items():
            counts[name] = counts.get(name, 0) + int(found["count"])
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise UsageError(f"{path} is no folder that clean has written and finished") from fault
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise UsageError(f"{path / SUMMARY} is no summary of a run") from fault
    return counts, sizes
