"""The commands: each takes its parsed options and returns an exit code.

Texts and findings go to standard output, all else to standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from . import files, records
from .api import clean
from .choosing import EVERYTHING, Choice, chosen
from .cleaning import Settled, settle
from .files import Source, UsageError, cause_of
from .memory import Memory
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
    choice: Choice = EVERYTHING

    def clean(self, source: Source, data: str | bytes) -> Article:
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
        return records.findings(settled.edits, self.hints(settled.text, memory))

    def hints(self, text: str, memory: Memory) -> Iterable[Edit]:
        """What is suggested of a text at its fixed point."""
        if self.repairs == OFF:
            return ()
        return chosen(text, suggestions(memory.words(text, self.language)), self.choice)

    def page_findings(self, page: str) -> tuple[str, list[records.Finding]]:
        """The flattened text of a page, and what cleaning would change about it."""
        # imported here: texts need no parser
        from .pages import read_page

        memory = Memory()
        read = read_page(
            page, self.rules, self.language, memory, url=None, repairs=self.repairs, roles=False
        )
        edits = tuple(chosen(read.whole, read.settled.edits, self.choice))
        return read.whole, records.findings(edits, ())

    def settle(self, text: str, memory: Memory | None = None) -> Settled:
        """Clean a text without its frame."""
        return settle(
            text,
            self.rules,
            self.language,
            repairs=self.repairs,
            memory=memory,
            choice=self.choice,
        )


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
    settings, data = _settings(options), files.read_bytes(files.STDIN)
    article = settings.clean(files.STDIN, data)
    if options.verify:
        from .columns import prove

        again = settings._replace(kind="text").clean(files.STDIN, article.text)
        prove(article, data, again)
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
    # imported here, as for clean
    from . import check_command

    return check_command.run_check(options, _say, complain)


def _run_fix(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import check_command

    return check_command.run_fix(options, _say, complain)


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
    del chosen["choice"]  # that is for check and fix
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


def _run_completion(options: argparse.Namespace) -> int:
    # imported here: it is asked for once
    from .completion import script

    families = sorted({rule.family for rule in default_rules().all})
    for line in script(options.shell, families):
        _say(line)
    return 0


RUNS = {
    "clean": _run_clean,
    "learn": _run_learn,
    "check": _run_check,
    "fix": _run_fix,
    "explain": _run_explain,
    "report": _run_report,
    "restore": _run_restore,
    "rules": _run_rules,
    "completion": _run_completion,
}
