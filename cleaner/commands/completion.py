"""Scripts that let a shell complete commands, options and their values; made of the options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .options import ARGUMENTS, COMMANDS, SHELLS

_FAMILIES = ("--select", "--ignore")
# of names with commas between them the last is completed; the others stand before it
_BEFORE = ' before="${current%"${current##*,}"}"'
_FISH = """\
function __cleaner_families
    set -l before (commandline -ct | string replace -r '^--\\w+=' '' | string match -r '.*,')
    printf "$before%s\\n" {}
end"""


def script(shell: str, families: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the script for ``bash``, ``zsh`` or ``fish``."""
    if shell == SHELLS[2]:
        yield from _fish(families)
        return
    if shell == SHELLS[1]:
        yield "autoload -U +X bashcompinit && bashcompinit"
    yield from _bash(families)


def _options(command: str) -> list[tuple[str, str]]:
    """The options of a command and the arguments they belong to."""
    given = (argument for argument in COMMANDS[command].arguments if argument.startswith("-"))
    return [(option, argument) for argument in given for option in argument.split()]


def _values(argument: str, families: Sequence[str]) -> Sequence[str]:
    """What may stand after an option, or as an argument, where that is known."""
    found: Sequence[str] = ARGUMENTS[argument].get("choices", ())
    return families if argument in _FAMILIES else found


def _bash(families: Sequence[str]) -> Iterator[str]:
    yield "_cleaner() {"
    yield '    local current="${COMP_WORDS[COMP_CWORD]}" words="" before=""'
    yield '    if [ "$COMP_CWORD" -eq 1 ]; then'
    yield f'        words="{" ".join(COMMANDS)} --help --version"'
    yield "    else"
    yield '        case "${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD-1]} $current" in'
    for command in COMMANDS:
        for option, argument in _options(command):
            if values := _values(argument, families):
                listed = _BEFORE if argument in _FAMILIES else ""
                yield f'            "{command} {option} "*) words="{" ".join(values)}"{listed} ;;'
        options = " ".join(option for option, _ in _options(command))
        yield f'            "{command} "*" -"*) words="{options} --help" ;;'
        for argument in COMMANDS[command].arguments:
            if not argument.startswith("-") and (values := _values(argument, families)):
                yield f'            "{command} "*) words="{" ".join(values)}" ;;'
    yield "        esac"
    yield "    fi"
    yield '    COMPREPLY=($(compgen -P "$before" -W "$words" -- "${current#"$before"}"))'
    yield "}"
    yield "complete -o default -F _cleaner cleaner"


def _fish(families: Sequence[str]) -> Iterator[str]:
    yield _FISH.format(" ".join(families))
    for command, told in COMMANDS.items():
        first = "complete -c cleaner -n __fish_use_subcommand"
        yield f"{first} -a {command} -d {_quoted(told.help)}"
        here = f"complete -c cleaner -n '__fish_seen_subcommand_from {command}'"
        for option, argument in _options(command):
            values = _values(argument, families)
            takes = "" if ARGUMENTS[argument].get("action") == "store_true" else " -r"
            given = "(__cleaner_families)" if argument in _FAMILIES else " ".join(values)
            after = f" -f -a {_quoted(given)}" if values else ""
            about = _quoted(ARGUMENTS[argument]["help"])
            yield f"{here} -l {option.lstrip('-')}{takes}{after} -d {about}"
        for argument in told.arguments:
            if not argument.startswith("-") and (values := _values(argument, families)):
                yield f"{here} -f -a {_quoted(' '.join(values))}"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{plain}'"
