"""What the command line accepts: the commands, their arguments, and the help for both."""

from __future__ import annotations

import argparse
import codecs
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..formats import BY_SUFFIX, FORMATS, OUTPUTS, PACKINGS, TABLES_OUT
from ..kinds import CORPUS, DAILY
from ..types import REPAIRS, SAFE

SHELLS = ("bash", "zsh", "fish")


class Command(NamedTuple):
    """A command: what it does, one or more examples, the arguments it takes."""

    help: str
    example: str
    arguments: tuple[str, ...]
    defaults: Mapping[str, Any] = {}


def _listed(words: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _count(text: str) -> int:
    """A number of one or more."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of one or more")
    return int(text)


def _encoding(text: str) -> str:
    """The usual name of a table of characters; UTF-16 and UTF-32 without a mark are little."""
    try:
        known = codecs.lookup(text).name
        b"a".decode(known, "ignore")
    except (LookupError, ValueError):
        known = ""
    if not known or known in _NO_TABLES:
        raise argparse.ArgumentTypeError(f"there is no encoding {text!r}")
    return _LITTLE.get(known, known)


def _separator(text: str) -> str:
    """One character that can part cells; none is told by the table."""
    separator = _SEPARATORS.get(text, text)
    sound = len(separator) == 1 and separator.isascii() and separator not in '"\r\n'
    if text and not sound:
        raise argparse.ArgumentTypeError(f"{text!r} is no single character, nor tab")
    return separator


_SEPARATORS = {"tab": "\t", "\\t": "\t"}
_NO_TABLES = ("idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "charmap")
_LITTLE = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}
_CHOICES = ("--rules", "--language", "--repairs")
_LEARNT = ("--profile", "--site")
_CORPUS = (
    *("--field", "--text", "--separator", "--from", "--prefix", "--jobs", "--part", "--timeout"),
    *("--force", "--quiet", "--json-log"),
)
_PROJECT = ("--config", "--no-config")
_SELECTED = ("--select", "--ignore", *_CHOICES, *_PROJECT)
_FILES = ("--exclude", "--stdin-filename", "--jobs", "--exit-non-zero-on-fix")
_DAILY = (
    *_FILES,
    "--kind",
    "--encoding",
    *_SELECTED,
    "--field",
    "--text",
    "--separator",
    "--diff",
    "--verify",
)
_NOT_FIXED = {"exit_zero": False, "diff_base": None}
_LEARNING = ("--field", "--text", "--separator", "--jobs", "--timeout", "--quiet", "--json-log")
_PACKED = [end for end, known in BY_SUFFIX.items() if not known.packable]
_PACKINGS = [packing.suffix for packing in PACKINGS.values()]
_ELSEWHERE = [known.called for known in FORMATS if known.goes_out_as]
_INPUT = "a file, a folder (every {} file in it, hidden folders left out) or - for standard input"
ARGUMENTS: dict[str, dict[str, Any]] = {
    "texts": {
        "nargs": "+",
        "metavar": "INPUT",
        "help": _INPUT.format(_listed(DAILY))
        + "; patterns are filled in; other texts (.md), and pages for check, by their names",
    },
    "--select": {
        "action": "append",
        "metavar": "NAMES",
        "help": "the families and rules that count, separated by commas (all)",
    },
    "--ignore": {
        "action": "append",
        "metavar": "NAMES",
        "help": "the families and rules that do not; a rule outweighs its family",
    },
    "--config": {
        "metavar": "FILE",
        "help": "settings (the nearest cleaner.toml, or pyproject.toml with [tool.cleaner])",
    },
    "--no-config": {"action": "store_true", "help": "look for no settings"},
    "--format --output-format": {
        "choices": ("text", "json", "github", "gitlab", "junit", "sarif"),
        "default": "text",
        "help": "how findings are told (text)",
    },
    "--exclude": {
        "action": "append",
        "default": [],
        "metavar": "PATTERN",
        "help": "files and folders that are left out, as exclude of the settings (repeatable)",
    },
    "--stdin-filename": {
        "metavar": "FILE",
        "help": "the name of what is on standard input, by which its kind and settings are told",
    },
    "--exit-zero": {"action": "store_true", "help": "exit code 0 also where there are findings"},
    "--exit-non-zero-on-fix": {
        "action": "store_true",
        "help": "exit code 1 also where everything that was found is fixed",
    },
    "--diff-base": {
        "metavar": "REV",
        "help": "tell only what stands on lines changed since git's revision REV and this one "
        "parted; files git does not know are new",
    },
    "--statistics": {"action": "store_true", "help": "count findings by rule, list none"},
    "--diff": {"action": "store_true", "help": "show what fix would change, and change nothing"},
    "--fix": {"action": "store_true", "help": "fix what can be fixed, list what is left"},
    "--verify": {
        "action": "store_true",
        "help": "clean every outcome again and restore its source; what differs has failed, and is "
        "not written (fix always does)",
    },
    "--baseline": {"metavar": "FILE", "help": "findings that are known and not told again"},
    "--write-baseline": {
        "action": "store_true",
        "help": "write what is found to the baseline, so that only new noise is told from now on",
    },
    "inputs": {
        "nargs": "+",
        "metavar": "INPUT",
        "help": _INPUT.format(_listed([end for end in BY_SUFFIX if end in CORPUS]))
        + f"; each but {_listed(_PACKED)} may be packed as {_listed(_PACKINGS, 'or')}, and "
        "patterns are filled in",
    },
    "input": {"metavar": "FILE", "help": "a file, or - for standard input"},
    "cleaned": {
        "nargs": "+",
        "metavar": "INPUT",
        "help": "a folder or table that clean has written, or what it takes, cleaned on the way",
    },
    "records": {"help": "an articles.jsonl file or the folder that holds it"},
    "name": {"nargs": "?", "help": "one name; all of them without it"},
    "shell": {"choices": SHELLS, "help": "the shell to complete for"},
    "--out": {
        "metavar": "PATH",
        "help": "the folder to write to; of learn the profile, of report the page",
    },
    "--kind": {
        "choices": ("text", "page"),
        "help": "what all inputs are; by the end of the name, or else the content, without it; "
        "what is no article by its name or content is read only with it",
    },
    "--encoding": {
        "type": _encoding,
        "metavar": "NAME",
        "help": "what texts, pages and tables are encoded in (cp1252, gb18030 ...); without it "
        "texts and pages tell it themselves, and tables and what is fixed are UTF-8",
    },
    "--to --format": {
        "choices": (*OUTPUTS, *TABLES_OUT),
        "help": f"a file for each document ({', '.join(OUTPUTS)}), or one table of them all; "
        "without it files give txt, and tables a table of their own kind "
        f"({', '.join(_ELSEWHERE)}: jsonl)",
    },
    "--from": {
        "dest": "form",
        "choices": tuple(known.name for known in FORMATS if known.read and known.in_stream),
        "help": "standard input is such a table, and so is the output",
    },
    "--field": {
        "action": "append",
        "default": [],
        "metavar": "FIELD=COLUMN",
        "help": "the column of tables that is the text, html, url, id, site or date (repeatable); "
        "usual names are known",
    },
    "--text": {
        "action": "append",
        "dest": "field",
        "type": "text={}".format,
        "metavar": "COLUMN",
        "help": "the column of tables that is the text, as --field text=COLUMN; data.body names "
        "what stands inside an object",
    },
    "--separator": {
        "type": _separator,
        "default": "",
        "metavar": "SIGN",
        "help": "what parts the cells of CSV and TSV, or tab; told by the first lines without it",
    },
    "--prefix": {
        "default": "clean_",
        "metavar": "WORD",
        "help": "what the names of added columns begin with (clean_)",
    },
    "--jobs": {
        "type": _count,
        "metavar": "N",
        "help": "worker processes (all usable cores; check, fix: 1)",
    },
    "--part": {
        "type": _count,
        "default": 2000,
        "metavar": "N",
        "help": "documents that are done anew at most when a run is broken off (2000)",
    },
    "--timeout": {
        "type": _count,
        "default": 300,
        "metavar": "SECONDS",
        "help": "after which a worker is taken to be stuck and ended (300)",
    },
    "--most": {
        "type": _count,
        "default": 2000,
        "metavar": "N",
        "help": "documents that are shown, those of the lowest confidence; all are counted (2000)",
    },
    "--run": {
        "dest": "run_folder",
        "metavar": "DIR",
        "help": "a folder clean has written: how often each rule was used",
    },
    "--try": {
        "action": "store_true",
        "dest": "try_examples",
        "help": "try the examples of the rules: what drops must go, and what keeps must stay",
    },
    "--force": {"action": "store_true", "help": "do everything anew"},
    "--quiet": {"action": "store_true", "help": "no bar and no summary"},
    "--json-log": {"action": "store_true", "help": "tell what happens as lines of JSON"},
    "--rules": {"action": "append", "metavar": "FILE", "help": "one more rule file (repeatable)"},
    "--language": {"metavar": "CODE", "help": "id, ms, en ...; guessed for each text without it"},
    "--profile": {"metavar": "FILE", "help": "what ``cleaner learn`` has learnt of a corpus"},
    "--learn": {
        "action": "store_true",
        "help": "learn a profile of the inputs first, keep it as profile.toml, clean with it",
    },
    "--site": {
        "metavar": "HOST",
        "help": "where the documents are from whose record or url does not say it",
    },
    "--repairs": {
        "choices": REPAIRS,
        "default": SAFE,
        "help": "of words: what is certain, what is only suggested too, or nothing (safe)",
    },
}
COMMANDS = {
    "clean": Command(
        "write clean texts, or tables of them, with the record of every change",
        "cleaner clean raw/ corpus.jsonl.zst --out cleaned/",
        (
            "inputs",
            "--out",
            "--to --format",
            "--kind",
            "--encoding",
            *_CHOICES,
            "--verify",
            *_LEARNT,
            "--learn",
            *_CORPUS,
        ),
    ),
    "learn": Command(
        "learn which lines recur on each site, and how common words are, for clean --profile",
        "cleaner learn corpus.jsonl.zst --out profile.toml",
        ("inputs", "--out", "--kind", "--encoding", "--rules", "--language", "--site", *_LEARNING),
    ),
    "check": Command(
        "list what cleaning would change, and change nothing",
        """cleaner check corpus/ notes.txt
example: cleaner check news.jsonl --field text=isi --statistics
example: cleaner check corpus/ --select advertising,word --ignore word.one-edit
example: cleaner check corpus/ --baseline .cleaner-baseline.json --write-baseline
example: cleaner check corpus/ --format sarif > cleaner.sarif""",
        (
            *("texts", *_DAILY, "--fix", "--format --output-format", "--statistics"),
            *("--baseline", "--write-baseline", "--diff-base", "--exit-zero"),
        ),
        {"repairs": None, "jobs": 1},
    ),
    "fix": Command(
        "clean texts, and the text column of tables, in place; what is not final is not written",
        """cleaner fix corpus/*.txt
example: cleaner fix corpus/ --diff
example: cleaner fix notes.txt dump.parquet --ignore layout""",
        ("texts", *_DAILY),
        {"repairs": None, "jobs": 1, "format": "text", "baseline": None, **_NOT_FIXED},
    ),
    "explain": Command(
        "say of every line of a text, or block of a page, what becomes of it and why",
        "cleaner explain article.txt",
        ("input", "--kind", "--encoding", *_SELECTED, *_LEARNT),
        # what the project may say has no default
        {"repairs": None, "field": [], "separator": "", "exclude": [], "baseline": None},
    ),
    "report": Command(
        "write a page that shows what was cut out of which document, and why",
        "cleaner report cleaned/ --out report.html",
        (
            "cleaned",
            "--out",
            "--kind",
            "--encoding",
            *_CHOICES,
            *_LEARNT,
            "--field",
            "--text",
            "--separator",
            "--prefix",
            "--most",
        ),
    ),
    "restore": Command(
        "give back the original bytes, or a page's text, from the records",
        "cleaner restore cleaned/articles.jsonl 2024/a.txt > a.txt",
        ("records", "name", "--out"),
    ),
    "rules": Command(
        "list the rules, tell all about one, or try their examples",
        """cleaner rules advertising.label
example: cleaner rules --rules house.toml --try""",
        ("name", "--rules", *_PROJECT, "--run", "--try"),
    ),
    "completion": Command(
        "print a script that lets a shell complete commands, options and families of rules",
        """cleaner completion bash > ~/.local/share/bash-completion/completions/cleaner
example: cleaner completion zsh >> ~/.zshrc
example: cleaner completion fish > ~/.config/fish/completions/cleaner.fish""",
        ("shell",),
    ),
}
# under which heading the help of a command lists its options; the others come first
GROUPS = {
    "what is read": (
        *("--kind", "--encoding", "--field", "--text", "--separator", "--from", "--exclude"),
        "--stdin-filename",
    ),
    "what counts": (
        *("--select", "--ignore", "--rules", "--language", "--repairs", "--profile", "--learn"),
        *("--site", "--baseline", "--write-baseline", "--diff-base", "--config", "--no-config"),
    ),
    "what is done and told": (
        *("--fix", "--diff", "--format --output-format", "--statistics", "--verify", "--quiet"),
        *("--json-log", "--exit-zero", "--exit-non-zero-on-fix"),
    ),
    "how the work is done": ("--jobs", "--part", "--timeout", "--force"),
}
