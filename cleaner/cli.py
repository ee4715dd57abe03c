"""The command line: clean, learn, check, fix, explain, report, restore, rules, completion.

Exit codes: 0 nothing to do, 1 findings, changes or failed inputs, 2 a command that cannot be
carried out as given.
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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; faults become sentences on standard error."""
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
    except OSError as fault:
        complain(f"{fault.filename}: {cause_of(fault)}" if fault.filename else cause_of(fault))
        return 1
    except CleanerError as fault:
        complain(str(fault))
        return 2 if isinstance(fault, UsageError | RuleError | ProfileError) else 1
    return status


def _hush() -> None:
    """Nobody reads on: what is still buffered goes nowhere when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
