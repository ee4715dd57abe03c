"""The commands: each takes its parsed options and returns an exit code.

Texts and findings go to standard output, all else to standard error.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TextIO

from .. import files
from ..check.settings import Settings
from ..files import Source, UsageError, cause_of, shown
from ..formats import OUTPUTS, written
from ..rules.loading import default_rules, load_rules


def _say(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    try:
        print(text, file=stream)
    except UnicodeEncodeError:
        print(text.encode(stream.encoding, "backslashreplace").decode(stream.encoding), file=stream)


def complain(text: str) -> None:
    """Say a sentence on standard error, on one line whatever the names in it."""
    _say(f"cleaner: {shown(text)}", sys.stderr)


def _settings(options: argparse.Namespace) -> Settings:
    rules = load_rules(*options.rules) if options.rules else default_rules()
    settings = Settings(rules, options.language, options.repairs, options.kind)
    return _learnt(options, settings._replace(encoding=options.encoding))


def _learnt(options: argparse.Namespace, settings: Settings) -> Settings:
    """The settings with the profile that was given."""
    if not options.profile:
        return settings
    # imported here: ``check`` starts faster without it
    from ..profile import load_profile

    return settings._replace(profile=load_profile(options.profile), site=options.site)


def _read(source: Source, options: argparse.Namespace) -> bytes:
    return files.read_bytes(source, options.kind, options.encoding)


def _run_clean(options: argparse.Namespace) -> int:
    # imported here: the other commands need no corpora and start faster without them
    from . import clean as clean_command

    if "-" not in options.inputs:
        return clean_command.run_files(options, complain)
    if options.inputs != ["-"] or options.out:
        raise UsageError("'-' stands alone: no other input and no --out")
    if options.form:
        return clean_command.run_stream(options, complain)
    if options.learn:
        raise UsageError("one document teaches nothing")
    settings, data = _settings(options), _read(files.STDIN, options)
    article = settings.clean(files.STDIN, data)
    if options.verify:
        from ..corpus.columns import prove

        again = settings._replace(kind="text", encoding=None).clean(files.STDIN, article.text)
        prove(article, data, again)
    form = options.to or "txt"
    if form not in OUTPUTS:
        raise UsageError(f"one document cannot be written as {form}")
    sys.stdout.buffer.write(written(form, article))
    return 0


def _run_learn(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import learn as learn_command

    return learn_command.run(options, complain)


def _failed(source: Source, fault: Exception) -> str:
    cause = cause_of(fault)
    complain(f"{source.path}: {cause}")
    return cause


def _run_check(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import check as check_command

    return check_command.run_check(options, _say, complain)


def _run_fix(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import check as check_command

    return check_command.run_fix(options, _say, complain)


def _run_explain(options: argparse.Namespace) -> int:
    path = Path(options.input)
    if path.is_dir():
        raise UsageError(f"{path}: is a directory; explain takes one file")
    source = files.STDIN if options.input == "-" else Source(path.name, path)
    # imported here, as for clean
    from ..check.project import project_of

    project = project_of(options)
    settings = _learnt(options, project.held(source.path).settings)
    try:
        article = settings.explained(source, _read(source, options))
    except Exception as fault:
        _failed(source, fault)
        return 1
    from . import explain as explain_command

    explain_command.tell(article, _say)
    if project.file:
        complain(f"the settings of {project.file} hold; without them: --no-config")
    return 0


def _run_report(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from ..corpus import columns
    from . import report as report_command

    chosen = _settings(options)._asdict()
    del chosen["choice"]  # that is for check and fix
    return report_command.run(options, columns.Settings(**chosen, prefix=options.prefix), complain)


def _run_restore(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import restore

    return restore.run(options, complain)


def _run_rules(options: argparse.Namespace) -> int:
    # imported here, as for clean
    from . import rules as rules_command

    return rules_command.run(options, _say, complain)


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
