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
        (("cleaner", "check", "--sel"), "--select"),
        (("cleaner", "check", "--format", "s"), "sarif"),
        (("cleaner", "clean", "in", "--format", "p"), "parquet"),
        (("cleaner", "check", "a.txt", "--select", "adver"), "advertising"),
        (("cleaner", "check", "a.txt", "--select", "space,adver"), "space,advertising"),
        (("cleaner", "fix", "--ignore", "a.b,word,na"), "a.b,word,navigation"),
        (("cleaner", "fix", "--ignore", "word,p"), "word,page word,paywall word,player"),
        (("cleaner", "check", "--format", "text,s"), ""),
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


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs fish")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cleaner che", {"check"}),
        ("cleaner check --select adver", {"advertising"}),
        ("cleaner check a.txt --select space,adver", {"space,advertising"}),
        ("cleaner fix --ignore=a.b,word,na", {"--ignore=a.b,word,navigation"}),
        ("cleaner fix --ignore word,p", {"word,page", "word,paywall", "word,player"}),
        ("cleaner check --format s", {"sarif"}),
    ],
)
def test_fish_completes(run, tmp_path, line, expected):
    (tmp_path / "cleaner.fish").write_text(run("completion", "fish")[1])
    program = f"source cleaner.fish; complete -C '{line}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", program], capture_output=True, text=True, cwd=tmp_path
    )
    found = {row.partition("\t")[0] for row in done.stdout.splitlines()}
    assert (found, done.stderr) == (expected, "")


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
