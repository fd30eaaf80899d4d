"""Each hostile text by itself: heard, asked for, and on a terminal."""

import json
import os
import pty
import sys
import termios
from pathlib import Path
from threading import Thread

import pytest
from rich.cells import cell_len

from recover.cli.layout import columns_of
from recover.cli.wrapping import wrapped
from recover.domain.text import clean, printable
from tests.cli.commandline import START, CommandLine
from tests.hostile import CORPUS, EVERY, REFUSED, acts, kept
from tests.terminal import Terminal

ASKED = (
    *("show --", "contact --", "account show --", "person show --", "when --", "handovers --"),
    *("promises --account=", "promises --due=", "promises --owner=", "listen x --account="),
    *("account set northwind --phone=", "account set northwind --email=", "import --"),
    *("account set northwind --hours=", "account set northwind --special=", "take 1e3 --promise="),
    *("account set northwind --zone=", "account set northwind --value=", "listen x --playbook="),
    *("account set northwind --currency=", "account set northwind --since=", "decide 1d1 --"),
    *("promise 1 x --by=", "promise 1 x --owner=", "promise 1 x --channel=", "snooze 1p1 --by="),
    *("handover 1p1 --to=", "handover --to priya --", "account wishes northwind --window="),
    *("log 1 x --fact=", "playbook show --", "completion --", "remove mara --from=", "phase 1 --"),
    *("incidents --search=", "show 1 --at=", "show 1 --as=", "undo --home=/dev/null/", "keep --"),
    *("", "account ", "show 1 ", "person add x --zone=", "account holidays northwind --until="),
)
"""Where something of ours is asked for and a text is given: names, ids, moments, words."""


def test_each_text_heard_is_one_entry_and_comes_back_as_it_was(run: CommandLine) -> None:
    """In a pipe the log gives every line of it, printable; as JSON the text is exact."""
    run.done("listen --account northwind --", *EVERY)
    page = run.done("show 1").out
    rows = page[page.index("Thu 22 Oct 2026 PDT\n") :].split("\n")[1:-1]
    expected = []
    for number, text in enumerate(EVERY, start=2):
        shown = printable(kept(text).replace("\t", " "), one_line=False)
        expected += f"{shown}  1e{number}".split("\n")

    assert not acts(page)
    assert [row[21:] for row in rows[1:]] == expected
    assert all(row[:2] == "  " and row[2:21].strip() in ("", "17:10 heard") for row in rows[1:])
    heard = [each for each in run.json("show 1")["log"] if each["kind"] == "heard"]
    assert [each["text"] for each in heard] == [kept(text) for text in EVERY]
    found = run.json("incidents --search", kept(EVERY[0]))
    assert [each["id"] for each in found] == ["1"]


@pytest.mark.parametrize("kind", CORPUS)
def test_no_text_makes_more_of_an_answer_than_a_sentence(kind: str, busy: CommandLine) -> None:
    """Where a name, an id or a moment is asked for: one line that no terminal acts on."""
    for place, text in enumerate(CORPUS[kind]):
        asked = ASKED[(place + list(CORPUS).index(kind) * 7) % len(ASKED)]
        line, last = asked.rpartition(" ")[::2]
        words = [last, text] if last == "--" else [f"{last}{text}"]
        answer = busy(line, *words)
        value = busy(f"--json {line}", *words)

        assert answer.code in (0, 2, 3, 4), (line, text, answer)
        assert not acts(answer.out + answer.err + value.out + value.err), (line, text)
        assert "fault of its own" not in answer.err, (line, text)
        assert answer.code == 0 or answer.err.count("\n") == 1, (line, text, answer.err)
        assert json.loads(value.out) is not None
        assert value.out.isascii()


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_what_no_file_can_carry_is_refused(text: str, busy: CommandLine) -> None:
    """In every field it is a sentence and exit code 4; nothing is written."""
    before = busy.done("--json show 1").out
    for line in ("log 1", "demand 1", "promise 1 --by Friday", "keep 1p1", "listen", "attempt 1p1"):
        answer = busy(line, "--", text)

        assert answer.code == 4
        assert answer.err.count("\n") == 1
        assert not acts(answer.err)
    assert busy.done("--json show 1").out == before


@pytest.mark.parametrize("columns", [80, 40])
def test_on_a_terminal_no_row_is_wider_than_it(columns: int, run: CommandLine) -> None:
    """The terminal never has to break a row, so that what is indented stays indented."""
    run.done("account add --zone UTC --key evil --", EVERY[0])
    for number, (kind, strings) in enumerate(CORPUS.items(), start=1):
        run.done("listen --account evil --", *strings)
        run.done(f"demand {number} --", " ~ ".join(strings))
        run.done(f"promise {number} --by Friday --", " ~ ".join(strings))
        shown = on_terminal(run, f"show {number}", columns=columns)
        log = shown[shown.index("Fri 23 Oct 2026 UTC\n") :].split("\n")[1:]

        assert not acts(shown), kind
        assert widest(shown) <= columns, kind
        assert all(row[:2] in ("", "  ") for row in log), kind
    for page in ("", "promises", "incidents", "account list", "incidents --json"):
        shown = on_terminal(run, page, columns=columns)
        assert not acts(shown), page
        assert widest(shown) <= columns or "--json" in page


def test_a_real_terminal_gets_no_control_out_of_a_text(busy: CommandLine) -> None:
    """A process of its own on a pseudo-terminal: everything it was sent is text and line ends."""
    busy.done("log 1 --", " ~ ".join((*CORPUS["escapes"], *CORPUS["controls"], *CORPUS["bidi"])))
    for words in (("show", "1"), ("promises",), ("show", "--", *CORPUS["escapes"][:1])):
        with Terminal(*words, home=busy.home, at=START) as screen:
            screen.leave()
            sent = screen.written.replace("\r\n", "\n")

            assert sent
            assert not acts(sent)


def test_no_row_of_a_long_text_looks_like_a_line_of_ours(busy: CommandLine) -> None:
    """However it is padded: on a terminal nothing but an entry begins where entries begin."""
    forged = "17:12 said         we admit everything  1e9"
    for padding in range(40, 80):
        busy.done("log 1 --heard --", f"{'x' * padding} {forged} 1p1 kept: all is well")
    rows = on_terminal(busy, "show 1", columns=80).split("\n")

    assert not [row for row in rows if row.startswith(("  17:12 said", "17:12", "1p1 kept"))]
    assert len([row for row in rows if row.startswith("  17:10 heard")]) == 42


@pytest.mark.parametrize("width", [20, 33, 80])
def test_breaking_a_line_loses_nothing_but_blanks(width: int) -> None:
    """Every row fits, and those after the first stand deeper; all other characters are there."""
    for text in EVERY:
        line = f"    {printable(clean(text))}"
        rows = wrapped(line, width)

        assert "".join(rows).replace(" ", "") == line.replace(" ", "")
        assert all(columns_of(row) <= width for row in rows)
        assert all(row.startswith(" " * 7) for row in rows[1:])


def widest(shown: str) -> int:
    """Count the columns of the widest row, as terminals do."""
    return max(cell_len(row) for row in shown.split("\n"))


def on_terminal(run: CommandLine, line: str, *, columns: int) -> str:
    """Run a command with a pseudo-terminal as its standard output; give what that was sent."""
    master, slave = pty.openpty()
    termios.tcsetwinsize(slave, (24, columns))
    sent: list[bytes] = []

    def listen() -> None:
        try:
            while part := os.read(master, 65536):
                sent.append(part)
        except OSError:
            return

    reader = Thread(target=listen)
    reader.start()
    try:
        with run.patch.context() as patch, Path(f"/dev/fd/{slave}").open("w") as terminal:
            patch.setattr(sys, "stdout", terminal)
            assert run(line).code == 0
    finally:
        os.close(slave)
        reader.join()
        os.close(master)
    return b"".join(sent).decode().replace("\r\n", "\n")
