"""The command line: clean, learn, check, fix, explain, report, restore, rules, completion.

Exit codes: 0 for success, 1 for findings of ``check`` and failed inputs of other commands, 2 for
failed inputs of ``check`` and ``fix`` and for a command that cannot be carried out as given.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from .commands.order import options_first
from .commands.parsing import parser
from .commands.runs import RUNS, complain
from .files import UsageError, cause_of
from .types import CleanerError, ProfileError, RuleError

_CHECKS = ("check", "fix")  # whose exit code 1 is for findings
_TRACE = "CLEANER_TRACEBACK"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; faults become sentences on standard error."""
    _open_closed_streams()
    try:
        words = sys.argv[1:] if argv is None else argv
        options = parser(RUNS).parse_args(options_first(words))
        status = int(options.run(options))
        sys.stdout.flush()
    except SystemExit as stop:  # argparse has said what there is to say
        return stop.code if isinstance(stop.code, int) else 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _hush()
        return 1
    except Exception as fault:
        return _told(fault, words)
    return status


def _told(fault: Exception, words: Sequence[str]) -> int:
    """Say what went wrong; return the exit code."""
    try:
        complain(_sentence(fault))
        sys.stdout.flush()
    except OSError:  # what is told or written goes nowhere
        _hush()
    if isinstance(fault, UsageError | RuleError | ProfileError):
        return 2
    known = isinstance(fault, OSError | CleanerError)
    return 1 if known and (not words or words[0] not in _CHECKS) else 2


def _sentence(fault: Exception) -> str:
    if isinstance(fault, OSError):
        return f"{fault.filename}: {cause_of(fault)}" if fault.filename else cause_of(fault)
    if isinstance(fault, CleanerError):
        return str(fault)
    if os.environ.get(_TRACE):
        raise fault
    return f"{cause_of(fault)}; this is a fault of cleaner itself, and {_TRACE}=1 shows where"


def _open_closed_streams() -> None:
    """Give standard streams that were closed before the start a place that holds nothing."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _hush() -> None:
    """Nobody reads on: what is still buffered goes nowhere when the interpreter ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
