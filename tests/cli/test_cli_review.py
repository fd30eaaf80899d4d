"""The end of the day on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.commandline import CommandLine, ids

EVENING = "2026-10-22T18:00-07:00"


def test_story_1_the_first_line_at_the_end_of_the_day(bare: CommandLine) -> None:
    """17:30 EDT: due today, the client's window open another 3 h 30 min, owner Ana."""
    run = bare
    for name in ("Ana", "Ben"):
        run.done(f"person add {name} --zone America/New_York")
    run.done("person add Sol --zone America/New_York --lead")
    run.done("account add Ortega --zone America/Chicago --phone 1 --address '18 Canal St'")
    morning = "2026-06-01T08:15-04:00"
    run.done(
        "--as ana listen 'install cancelled, line not ready' --account ortega "
        "--playbook cancelled-appointment",
        at=morning,
    )
    run.done("--as ana log 1 'NEXT AGENT: PLEASE MAKE SURE THE CUSTOMER IS NOTIFIED'", at=morning)
    evening = "2026-06-01T17:30-04:00"
    first = run.json("--as ana review", at=evening)[0]

    assert (first["id"], first["owner"], first["offered_to"]) == ("1p1", "ana", None)
    assert first["due"] == "2026-06-01T20:00:00-05:00"
    assert first["window"] == "call open another 3 h 30 min"
    assert first["needs_next_step"] is True
    assert "call open another 3 h 30 min" in run.done("--as sol review --list", at=evening).out
    assert ids(run.json("--as ben review", at=evening)) == []


def test_story_5_the_day_is_clear_once_it_has_a_next_step(busy: CommandLine) -> None:
    """18:00: the promise for 08:00 is first, and the day cannot be marked clear before."""
    listed = busy.json("review", at=EVENING)
    assert (listed[0]["id"], listed[0]["needs_next_step"]) == ("1p1", True)
    refused = busy("--json review --clear", at=EVENING)
    assert (refused.code, refused.error["kind"]) == (4, "not_clear")
    assert refused.error["candidates"] == ["1p1"]

    step = busy.json("next 1p1 'consult New York' --by 'tomorrow 4:45am'", at=EVENING)
    assert step["next_step"] == {"text": "consult New York", "at": "2026-10-23T04:45:00-07:00"}
    cleared = busy.json("review --clear", at=EVENING)
    assert (cleared["person"], cleared["cleared"]) == ("mara", "2026-10-22T18:00:00-07:00")
    assert "Marked clear Thu 22 Oct 2026 18:00 PDT." in busy.done("review --list", at=EVENING).out


def test_tomorrows_sheet_can_be_written(busy: CommandLine, tmp_path: Path) -> None:
    """To a new file; a second time it is refused."""
    file = tmp_path / "sheet.txt"
    said = busy.done(f"review --tomorrow -o {file}", at=EVENING)
    assert file.read_text() == said.out
    assert "1p1 call with the plan" in said.out
    assert busy(f"review --tomorrow -o {file}", at=EVENING).code == 4
    (line,) = busy.json("review --tomorrow", at=EVENING)
    assert (line["id"], line["opens"]) == ("1p1", "2026-10-23T09:00:00-07:00")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("next 1p1 call", 2),
        ("next 1p1 call --by soon", 4),
        ("next 1p1 call --by yesterday", 4),
        ("next 1p9 call --by tomorrow", 3),
        ("next one call --by tomorrow", 3),
        ("review --team --mine", 2),
        ("review --clear --tomorrow", 2),
        ("review --tomorrow -o /nowhere/at/all.txt", 4),
    ],
)
def test_one_sentence_each(busy: CommandLine, line: str, code: int) -> None:
    """And an exit code."""
    answer = busy(line, at=EVENING)

    assert answer.code == code
    assert answer.err.count("\n") <= 2


def test_a_pipe_is_asked_nothing(busy: CommandLine) -> None:
    """Without a terminal the list is printed, whatever stands in the input."""
    done = busy.process("review", stdin=b"k\nk\n")

    assert done.returncode == 0
    assert b"1p1 call with the plan" in done.stdout
    assert busy.json("promises")[0]["state"] == "open"


def _sit(busy: CommandLine) -> pexpect.spawn:
    """Begin the walk in a terminal."""
    return pexpect.spawn(
        sys.executable,
        ["-m", "recover", "review"],
        dimensions=(24, 80),
        env={"PATH": "/usr/bin", "TERM": "xterm", "LANG": "C.UTF-8", **busy.environment(EVENING)},
        timeout=60,
        encoding="utf-8",
    )


def test_the_walk_question_by_question(busy: CommandLine) -> None:
    """A wrong letter and a wrong moment are asked again; q leaves, and it goes on from there."""
    busy.done("promise 1 'send the minutes' --by 'tomorrow 3pm'")
    child = _sit(busy)
    child.expect("1 of 2")
    child.expect("needs a next step")
    child.expect("› ")
    child.sendline("z")
    child.expect("none of the letters")
    child.sendline("s")
    child.expect("what is next")
    child.sendline("consult New York")
    child.expect("when")
    child.sendline("soonish")
    child.expect("cannot read")
    child.expect("› ")
    child.sendline("s")
    child.expect("what is next")
    child.sendline("consult New York")
    child.expect("when")
    child.sendline("tomorrow 4:45am")
    child.expect("1p1 next: consult New York, Fri 23 Oct 2026 04:45 PDT")
    child.expect("2 of 2")
    child.sendline("q")
    child.expect("goes on with what is not answered yet")
    child.expect(pexpect.EOF)

    child = _sit(busy)
    child.expect("1 of 1")
    child.expect("1p2")
    child.expect("› ")
    child.sendline("")
    child.expect("The day is clear.")
    child.expect("Fri 23 Oct 2026, for Mara")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    answers = busy.json("review --clear", at=EVENING)["answers"]
    assert [(each["item"], each["answer"]) for each in answers] == [
        ("1p1", "next step"),
        ("1p2", "stands"),
    ]


def test_ctrl_c_leaves_the_walk(busy: CommandLine) -> None:
    """What was answered stays; exit code 130."""
    child = _sit(busy)
    child.expect("› ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 130


def test_a_list_that_nobody_reads_to_the_end(busy: CommandLine) -> None:
    """No traceback."""
    done = busy.process("review", "--list", redirected="| head -1")

    assert b"Traceback" not in done.stderr
    assert isinstance(json.loads(busy.process("--json", "review").stdout), list)
    assert isinstance(done, subprocess.CompletedProcess)


def test_story_1_the_way_it_went(bare: CommandLine) -> None:
    """Steps 2-6: Ana keeps the duty, it is missed, Sol is told once, Ben takes it over."""
    run = bare
    for name in ("Ana", "Ben"):
        run.done(f"person add {name} --zone America/New_York")
    run.done("person add Sol --zone America/New_York --lead")
    run.done("account add Ortega --zone America/Chicago --phone 1 --address 'x' --owner ana")
    run.done(
        "--as ana listen 'install cancelled' --account ortega --playbook cancelled-appointment",
        at="2026-06-01T08:15-04:00",
    )
    assert run.json("show 1", at="2026-06-01T21:00-04:00")["promises"][0]["state"] == "open"
    assert run.json("show 1", at="2026-06-01T21:00:01-04:00")["promises"][0]["state"] == "missed"
    run.done("--as ana remind", at="2026-06-01T22:00-04:00")
    assert ids_of(run.json("--as sol remind", at="2026-06-01T22:05-04:00")) == ["1p1"]
    assert ids_of(run.json("--as sol remind", at="2026-06-01T22:10-04:00")) == []
    assert run.json("show 1", at="2026-06-02T08:00-04:00")["told"] == [
        {"person": "sol", "reason": "missed 1p1"}
    ]

    thursday = "2026-06-04T08:30-04:00"
    run.done("--as ben handover 1p1 --to ben", at=thursday)
    run.done("--as ben accept 1h1 --readback 'I call at ten and tell them'", at=thursday)
    run.done(
        "--as ben renegotiate 1p1 --by '10:30am our time' --reason 'nobody had told them'",
        at=thursday,
    )
    run.done("--as ben keep 1p2 'reached, understood'", at="2026-06-04T10:04-04:00")

    old, new = run.json("show 1", at="2026-06-04T10:05-04:00")["promises"]
    assert (old["state"], new["state"], new["owner"]) == ("missed", "kept", "ben")
    assert (new["due"], new["margin_minutes"]) == ("2026-06-04T09:30:00-05:00", 26)


def ids_of(reminders: list[dict[str, str]]) -> list[str]:
    """List what reminders are about."""
    return [each["promise"] for each in reminders]
