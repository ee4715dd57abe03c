"""The commands: each takes its parsed options and returns an exit code.

Texts and findings go to standard output, all else to standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from . import files, records
from .api import clean
from .cleaning import Settled, settle
from .files import Source, UsageError, cause_of
from .framing import refitted
from .memory import Memory
from .records import plural
from .repairing import suggestions
from .ruleset import Rules, default_rules, load_rules
from .types import OFF, Article, CleanerError, Edit, SourceError

if TYPE_CHECKING:
    from .profile import Profile


class Settings(NamedTuple):
    """The options that bear on what is cleaned."""

    rules: Rules
    language: str | None
    repairs: str
    kind: str | None
    profile: Profile | None = None
    site: str | None = None

    def clean(self, source: Source, data: bytes) -> Article:
        """Clean the content of a file, frame and all."""
        return clean(
            data,
            kind=self.kind or files.kind_of(source),
            language=self.language,
            rules=self.rules,
            repairs=self.repairs,
            profile=self.profile,
            site=self.site,
        )

    def findings(self, text: str) -> list[records.Finding]:
        """Tell what cleaning would change; reads no metadata, which takes longest."""
        memory = Memory()
        settled = self.settle(text, memory)
        hints: Iterable[Edit] = ()
        if self.repairs != OFF:
            hints = suggestions(memory.words(settled.text, self.language))
        return records.findings(settled.edits, hints)

    def settle(self, text: str, memory: Memory | None = None) -> Settled:
        """Clean a text without its frame."""
        return settle(text, self.rules, self.language, repairs=self.repairs, memory=memory)


def _say(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    try:
        print(text, file=stream)
    except UnicodeEncodeError:
        print(text.encode(stream.encoding, "backslashreplace").decode(stream.encoding), file=stream)


def complain(text: str) -> None:
    """Say a sentence on standard error."""
    _say(f"cleaner: {text}", sys.stderr)


def _settings(options: argparse.Namespace) -> Settings:
    rules = load_rules(*options.rules) if options.rules else default_rules()
    settings = Settings(rules, options.language, options.repairs, getattr(options, "kind", None))
    if not getattr(options, "profile", None):
        return settings
    # imported here: ``check`` starts faster without it
    from .profile import load_profile

    return settings._replace(profile=load_profile(options.profile), site=options.site)


def _run_clean(options: argparse.Namespace) -> int:
    # imported here: the other commands need no corpora and start faster without them
    from . import clean_command

    if "-" not in options.inputs:
        return clean_command.run_files(options, complain)
    if options.inputs != ["-"] or options.out:
        raise UsageError("'-' stands alone: no other input and no --out")
    if options.form:
        return clean_command.run_stream(options, complain)
    if options.learn:
        raise UsageError("one document teaches nothing")
    article = _settings(options).clean(files.STDIN, files.read_bytes(files.STDIN))
    form = options.to or "txt"
    if form not in records.FORMATS:
        raise UsageError(f"one document cannot be written as {form}")
    sys.stdout.buffer.write(records.FORMATS[form](article))
    return 0


def _run_learn(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import learn_command

    return learn_command.run(options, complain)


def _failed(source: Source, fault: Exception) -> str:
    cause = cause_of(fault)
    complain(f"{source.path}: {cause}")
    return cause


def _run_check(options: argparse.Namespace) -> int:
    settings = _settings(options)
    sources = _once(files.gather(options.texts, files.TEXTS))
    counts = {True: 0, False: 0}
    failed = 0
    for source in sources:
        try:
            text = files.read_text(source).text
            found = list(records.placed(text, settings.findings(text)))
        except Exception as fault:
            _failed(source, fault)
            failed += 1
            continue
        for line, column, finding in found:
            counts[finding.certain] += 1
            _say(f"{source.path}:{line}:{column}: {finding.rule} {finding.message}")
    summary = f"{plural(counts[True], 'finding')} in {plural(len(sources), 'file')}"
    hints = f", {plural(counts[False], 'suggestion')}" if counts[False] else ""
    complain(summary + hints + (f", {failed} failed" if failed else ""))
    return 1 if counts[True] or failed else 0


def _once(sources: Sequence[Source]) -> list[Source]:
    """Leave out what is named twice."""
    return list({source.path: source for source in sources}.values())


def _run_fix(options: argparse.Namespace) -> int:
    if "-" in options.texts:
        raise UsageError("fix changes files in place and reads no standard input")
    settings = _settings(options)
    sources = _once(files.gather(options.texts, files.TEXTS))
    fixed = failed = 0
    for source in sources:
        try:
            frame = files.read_text(source)
            after, edits = refitted(frame, settings.settle)
            if edits:
                files.rewrite(source.path, after.to_bytes())
        except Exception as fault:
            _failed(source, fault)
            failed += 1
            continue
        if edits:
            fixed += 1
            _say(f"fixed {source.path} ({plural(len(edits), 'edit')})")
    rest = len(sources) - fixed - failed
    complain(f"{len(sources)} in = {fixed} fixed + {rest} unchanged + {failed} failed")
    return 1 if fixed or failed else 0


def _run_explain(options: argparse.Namespace) -> int:
    path = Path(options.input)
    source = files.STDIN if options.input == "-" else Source(path.name, path)
    settings = _settings(options)
    try:
        article = settings.clean(source, files.read_bytes(source))
    except Exception as fault:
        _failed(source, fault)
        return 1
    # imported here, as for clean
    from . import explain_command

    explain_command.tell(article, _say)
    return 0


def _run_report(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import columns, report_command

    chosen = _settings(options)._asdict()
    return report_command.run(options, columns.Settings(**chosen, prefix=options.prefix), complain)


def _run_restore(options: argparse.Namespace) -> int:
    if options.name is None and options.out is None:
        raise UsageError("restore needs the NAME of one document or --out FOLDER for all of them")
    path = Path(options.records)
    path = path / files.RECORDS if path.is_dir() else path
    failed = found = 0
    seen: set[str] = set()
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found += bool(line.strip()) and _restore(line, options, seen)
            except BrokenPipeError:
                raise
            except (CleanerError, OSError) as fault:
                complain(f"{path}:{number}: {cause_of(fault)}")
                failed += 1
    if options.name is None:
        complain(f"{found + failed} in = {found} restored + {failed} failed")
    elif not found:
        raise SourceError(f"{path} holds no document named {options.name!r}")
    return 1 if failed else 0


def _restore(line: bytes, options: argparse.Namespace, seen: set[str]) -> bool:
    """Give back the document of one record if it is asked for; tell whether it was."""
    record = records.from_line(line)
    name = record["name"]
    if options.name not in (None, name):
        return False
    # the text of a page is no page: it gets a name of its own
    target = name if record.get("page") is None else files.with_suffix(name, ".txt")
    if target in seen:
        raise SourceError(f"there is another document named {target!r} above")
    seen.add(target)
    data = records.original(record)
    if options.out is None:
        sys.stdout.buffer.write(data)
    else:
        files.write(files.inside(Path(options.out), target), data)
    return True


def _run_rules(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import rules_command

    return rules_command.run(options, _say)


RUNS = {
    "clean": _run_clean,
    "learn": _run_learn,
    "check": _run_check,
    "fix": _run_fix,
    "explain": _run_explain,
    "report": _run_report,
    "restore": _run_restore,
    "rules": _run_rules,
}
