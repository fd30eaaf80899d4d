"""The real program in real processes: closed and full places, terminals, interruptions."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pytest

from tests.cli.commandline import CommandLine


def test_two_processes_in_a_row(bare: CommandLine) -> None:
    """What one process wrote, the next one reads; --at is exact to the second."""
    made = bare.process("listen", "hello", "--json")
    shown = bare.process("show", "1", "--json")

    assert (made.returncode, made.stderr) == (0, b"")
    log = json.loads(shown.stdout)["log"]
    assert [entry["text"] for entry in log][1:] == ["hello"]
    assert {entry["at"][:19] for entry in log} == {json.loads(made.stdout)["opened"][:19]}


def test_standard_output_closed_does_nothing(bare: CommandLine) -> None:
    """Nobody could read the answer, so nothing is done, and it is said."""
    answer = bare.process("listen", "hello", redirected=">&-")

    assert answer.returncode == 1
    assert b"Standard output is closed" in answer.stderr
    assert not bare.home.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_standard_output_full(bare: CommandLine) -> None:
    """The answer is lost, what was asked for is not; exit 1, one sentence, no traceback."""
    answer = bare.process("listen", "hello", redirected="> /dev/full")

    assert answer.returncode == 1
    assert answer.stderr.count(b"\n") == 1
    assert b"what you asked for is done" in answer.stderr
    assert bare.process("show", "1").returncode == 0


def test_a_reader_who_has_had_enough(bare: CommandLine) -> None:
    """A broken pipe is no error."""
    answer = bare.process("demo", redirected="| head -n 1")

    assert answer.returncode == 0
    assert answer.stderr == b""


@pytest.fixture
def heeding_interrupts() -> Iterator[None]:
    """Have children begin as from a terminal, also where a script in the background began us."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding_interrupts")
def test_interrupted_while_waiting_for_text(bare: CommandLine) -> None:
    """Ctrl-C is exit 130 and no traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "recover", "listen", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], **bare.environment(None)},
    ) as process:
        wait_until_reading(process.pid)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)

    assert process.returncode == 130
    assert json.loads(out)["error"]["kind"] == "interrupted"
    assert err == b""


def wait_until_reading(pid: int) -> None:
    """Wait until a process has begun to read its standard input."""
    end = time.monotonic() + 60
    while Path(f"/proc/{pid}/syscall").read_text().split()[:2] != ["0", "0x0"]:
        assert time.monotonic() < end, "it never came to read its standard input"
        os.sched_yield()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no read-only folder here")
def test_a_home_that_is_read_only(bare: CommandLine) -> None:
    """Nothing can be written there: exit 1, one sentence, in the shape that was asked for."""
    bare.home = Path("/proc/self/recover")
    plain, value = bare("listen hello"), bare("listen hello --json")

    assert (plain.code, value.code) == (1, 1)
    assert plain.err.count("\n") == 1
    assert value.error["kind"] == "failed"


def test_a_damaged_book(busy: CommandLine) -> None:
    """A book that was tampered with is exit 1 and one sentence; it is not written to."""
    book = busy.home / "work.jsonl"
    book.write_bytes(book.read_bytes().replace(b"mocked", b"praised"))
    before = book.read_bytes()
    answer = busy("log 1 more --json")

    assert answer.code == 1
    assert str(book) in answer.error["message"]
    assert book.read_bytes() == before


def test_a_fault_of_our_own_says_no_client_words(
    busy: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks inside is one sentence, exit 1, with the place and without the words."""
    monkeypatch.setattr(
        "recover.services.looking.words_of", lambda _: dict[str, str]()["she is in tears"]
    )
    answer = busy("incidents --search tears")

    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert "KeyError" in answer.err
    assert "tears" not in answer.err


@pytest.mark.parametrize("command", ["listen hello", "promises"])
def test_a_home_that_cannot_be(bare: CommandLine, command: str) -> None:
    """A file stands where the folder should be: one sentence, and nothing is touched."""
    bare.home.write_text("mine")
    answer = bare.process(*command.split())

    assert answer.returncode in (1, 2)
    assert answer.stderr.count(b"\n") == 1
    assert b"Traceback" not in answer.stderr
    assert bare.home.read_text() == "mine"


def test_no_terminal_no_escape_codes(bare: CommandLine) -> None:
    """Without a terminal there is text, also when one is promised by the environment."""
    bare.variables = {"TERM": "xterm-256color", "FORCE_COLOR": "1", "COLUMNS": "20"}
    answer = bare.process()

    assert answer.returncode == 0
    assert b"First steps" in answer.stdout
    assert b"\x1b" not in answer.stdout + answer.stderr


def test_bytes_that_are_no_text(bare: CommandLine) -> None:
    """What is not UTF-8 is refused with a sentence, from standard input and as an argument."""
    piped = bare.process("listen", "-", stdin=b"caf\xe9")
    typed = bare.process("listen", os.fsdecode(b"caf\xe9"))

    assert (piped.returncode, typed.returncode) == (4, 4)
    assert piped.stderr.count(b"\n") == typed.stderr.count(b"\n") == 1


def test_the_demo_touches_nothing_of_yours(bare: CommandLine) -> None:
    """Without a terminal it plays story 5, whoever acts and wherever the book is."""
    bare.person = "nobody"
    answer = bare.process("demo")

    assert answer.returncode == 0
    assert b"22 Oct 2026" in answer.stdout
    assert b"kept" in answer.stdout
    assert b"The summary for the client" in answer.stdout
    assert not bare.home.exists()


def test_a_terminal_is_filled_to_its_width(busy: CommandLine) -> None:
    """Lines are broken and tables cut at the width of the terminal."""
    busy.done("promise 1 --by Friday", "call " * 40)
    busy.done("log 1", "word " * 60)
    for command in ("promises", "show 1"):
        out = pexpect.run(
            f"{sys.executable} -m recover {command}",
            env={**os.environ, **busy.environment(None)},
            dimensions=(24, 80),
            timeout=60,
        ).decode()
        lines = out.replace("\r\n", "\n").splitlines()

        assert any(len(line) > 60 for line in lines)
        assert max(map(len, lines)) <= 80
