"""The scripts complete what the command line accepts."""

import shutil
import subprocess

import pytest

from cleaner.commands.options import COMMANDS

TRY = """
. ./cleaner.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_cleaner
echo "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("cleaner", "ch"), "check"),
        (("cleaner", "check", "--se"), "--select"),
        (("cleaner", "check", "--format", "s"), "sarif"),
        (("cleaner", "clean", "in", "--format", "p"), "parquet"),
        (("cleaner", "check", "a.txt", "--select", "adver"), "advertising"),
        (("cleaner", "check", "--repairs", ""), "safe all off"),
        (("cleaner", "check", "--fix", ""), ""),
        (("cleaner", "check", "a"), ""),
        (("cleaner", "completion", "z"), "zsh"),
        (("cleaner", "fix", "a.txt", "--di"), "--diff"),
    ],
)
def test_bash_completes(run, tmp_path, words, expected):
    code, out, _ = run("completion", "bash")
    (tmp_path / "cleaner.bash").write_text(out)
    done = subprocess.run(
        ["bash", "-c", TRY, "try", *words], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert (code, done.stdout.strip(), done.stderr) == (0, expected, "")


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_know_every_option(run, shell):
    out = run("completion", shell)[1]
    for name, command in COMMANDS.items():
        assert name in out
        for argument in command.arguments:
            for option in argument.split() if argument.startswith("-") else ():
                assert (option if shell == "zsh" else f"-l {option[2:]} ") in out


def test_an_unknown_shell_is_a_sentence(run):
    code, _, err = run("completion", "tcsh")
    assert code == 2
    assert "invalid choice: 'tcsh'" in err
