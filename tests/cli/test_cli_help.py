"""Every page of help ends with three examples, and they work."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from recover.cli import table
from recover.cli.command import Command
from tests.cli.commandline import CommandLine

NOUNS = ("account", "person", "playbook")
PAGES = ("", *NOUNS, *table.names())
HOLIDAYS = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261126
END:VEVENT
END:VCALENDAR
"""


def _command(name: str) -> Command:
    """Load a command."""
    return table.load(table.row_of(name))


def _examples(page: str) -> list[str]:
    """Take the examples off the end of a page."""
    return [line.strip() for line in page.partition("Examples:\n")[2].splitlines()]


@pytest.mark.parametrize("words", PAGES)
def test_help_ends_with_three_examples(bare: CommandLine, words: str) -> None:
    """Before the command or after it, without touching a book."""
    page = bare.done(f"{words} --help").out

    assert page.startswith("usage: recover")
    assert "--at MOMENT" in page
    assert max(map(len, page.splitlines())) <= 80
    assert len(_examples(page)) == 3
    assert all("recover" in line for line in _examples(page))
    assert bare.done(f"-h {words}").out == page
    assert not bare.home.exists()


def test_help_lists_every_command(bare: CommandLine) -> None:
    """The page of `recover --help` is made from the table."""
    page = bare.done("--help").out

    for name in table.names():
        assert f"\n  {name} " in page


@pytest.mark.parametrize("name", table.names())
def test_the_examples_work(busy: CommandLine, name: str) -> None:
    """Each one runs as it stands, on a book that has what it speaks of."""
    busy.done("log 1 'next agent: please call her'")
    busy.done("log 1 'we call you back' --client")
    busy.done("listen 'who is this?'")
    busy.done("listen 'all is well' --account lumen")
    busy.done("close 3 --outcome retained")
    busy.done("heal 2")
    busy.done("handover 2 --to priya")
    busy.done("log 1 'said twice'")
    busy.done("log 1 'said three times'")
    busy.done("undo --steps 2")
    kept = busy.home.with_name("kept")
    busy.patch.chdir(busy.home.parent)
    busy.done("backup book.recover")
    shutil.copy("book.recover", busy.home / "copies" / "2026-10-21.recover")
    Path("clients.csv").write_text("name,zone\nHarbour,Europe/London\n")
    Path("holidays.ics").write_text(HOLIDAYS)
    shutil.copytree(busy.home, kept)
    for line in _command(name).examples:
        shutil.rmtree(busy.home)
        shutil.copytree(kept, busy.home)
        _run(busy, line)


@pytest.mark.parametrize("words", ["", *NOUNS])
def test_the_examples_of_the_other_pages_work(busy: CommandLine, words: str) -> None:
    """The pages of `recover --help` and of the nouns."""
    for line in _examples(busy.done(f"{words} --help").out):
        _run(busy, line)


def _run(run: CommandLine, line: str) -> None:
    """Run an example, with its pipes."""
    stdin = ""
    before, bar, after = line.partition(" | ")
    if bar and before.startswith("echo "):
        stdin, line = f"{shlex.split(before)[1]}\n", after
    elif bar:
        line = before
    answer = run(line.removeprefix("recover"), stdin=stdin)
    assert answer.code == 0, (line, answer)
    assert answer.out


def test_version(bare: CommandLine) -> None:
    """It needs no book and no name."""
    assert re.fullmatch(r"recover \d+\.\d+\.\d+\n", bare.done("--version").out)
    assert set(bare.json("--version")) == {"version"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command_and_option(bare: CommandLine, shell: str) -> None:
    """The script is written from the table and the parsers."""
    script = bare.done(f"completion {shell}").out

    for name in table.names():
        for word in name.split():
            assert word in script
    for flag in ("needed-by", "vacant-since", "outcome", "cover"):
        assert flag in script


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["rec", "prom"], {"promise", "promises"}),
        (["rec", "account", "s"], {"set", "seat", "show"}),
        (["rec", "keep", "1p1", "--js"], {"--json"}),
        (["rec", "account", "seat", "x", "--va"], {"--vacant-since"}),
        (["rec", "completion", "z"], {"zsh"}),
    ],
)
def test_completion_completes_in_bash(
    bare: CommandLine, words: list[str], expected: set[str]
) -> None:
    """What bash is told is what it offers."""
    script = bare.done("completion bash").out
    typed = " ".join(map(shlex.quote, words))
    ask = f"COMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _recover"
    shell = bare.shell(f'{script}\n{ask}; printf "%s\\n" "${{COMPREPLY[@]}}"')

    assert set(shell.split()) == expected
