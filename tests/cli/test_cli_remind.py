"""Reminders for schedulers, and the calendar, on the command line."""

import json
import os
import stat
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pexpect
import pytest
from icalendar import Calendar

from recover.export.schedules import crontab_line, crontab_with, launchd_plist, systemd_service
from recover.services.notifying import notify
from tests.cli.commandline import CommandLine

DUE = "2026-10-23T08:00-07:00"
ESCAPE = "\x1b"
OTHERS = "0 9 * * * other-job\n"
"""What stands in a crontab already."""


def test_each_stage_is_said_once(busy: CommandLine) -> None:
    """The second run is silent; JSON has the shape of the contract."""
    (first,) = busy.json("remind", at=DUE)
    assert (first["stage"], first["promise"], first["at"], first["due"]) == (
        "due",
        "1p1",
        "2026-10-23T08:00:00-07:00",
        "2026-10-23T08:00:00-07:00",
    )
    assert "plan" not in first["message"]
    again = busy.done("remind", at=DUE)
    assert (again.out, again.err) == ("", "")


def test_check_exits_5_and_marks_nothing(busy: CommandLine) -> None:
    """0 when there is nothing."""
    assert busy("remind --check", at="2026-10-22T17:11-07:00").code == 0
    assert busy("remind --check", at=DUE).code == 5
    assert busy("--json remind --check", at=DUE).code == 5
    assert len(busy.json("remind", at=DUE)) == 1


def test_check_goes_on_while_it_is_overdue(busy: CommandLine) -> None:
    """Also once it was said, until it is settled or somebody wants to hear nothing of it."""
    busy.at = "2026-10-23T08:20-07:00"
    busy.done("remind")
    checked = busy("--json remind --check")
    assert (checked.code, [each["stage"] for each in checked.json]) == (5, ["overdue"])
    assert busy.json("remind") == []

    busy.done("snooze 1p1 --by 'in 1 hour'")
    assert busy("remind --check").code == 0
    busy.done("snooze 1p1 --resume")
    assert busy("remind --check").code == 5
    busy.done("keep 1p1")
    assert busy("remind --check").code == 0


def test_eight_schedulers_at_once_say_it_once(busy: CommandLine) -> None:
    """Whichever is first."""
    busy.at = DUE
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: busy.process("remind", "--json"), range(8)))

    assert {each.returncode for each in done} == {0}
    assert sorted(len(json.loads(each.stdout)) for each in done) == [0] * 7 + [1]


def test_the_settings_are_checked(busy: CommandLine) -> None:
    """Quiet hours have a beginning and an end."""
    (busy.home / "settings.toml").write_text('quiet_hours = "22-7"\n')
    answer = busy("remind", at=DUE)

    assert answer.code == 2
    assert "22:00-07:00" in answer.err


def fake(tmp_path: Path, busy: CommandLine, name: str, script: str) -> Path:
    """Put a program of that name first on the path; what it is given lands in a file."""
    folder = tmp_path / "bin"
    folder.mkdir(exist_ok=True)
    program, given = folder / name, tmp_path / f"{name}.given"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {given}\n{script}\n')
    program.chmod(0o755)
    busy.variables["PATH"] = f"{folder}:/usr/bin:/bin"
    return given


def test_notify_hands_the_text_over_as_one_argument(busy: CommandLine, tmp_path: Path) -> None:
    """No shell sees it, and it names no client's words."""
    given = fake(tmp_path, busy, "notify-send", "")
    busy.done("remind --notify", at=DUE)

    words = given.read_text().splitlines()
    assert words[:3] == ["--app-name=recover", "--", "recover"]
    assert words[3].startswith("1p1 due now: Fri 23 Oct 2026 08:00 PDT")
    assert len(words) == 4


HOSTILE = "-u critical <b>&amp; <a href='http://e'>*x*</a>\\n \\"
"""An option, markup of two kinds, and what notify-send reads as escapes."""


def wordy(busy: CommandLine) -> None:
    """Have reminders name what was promised, and promise something that could act."""
    (busy.home / "settings.toml").write_text('reminder_texts = "full"\n')
    busy.done("keep 1p1")
    busy.done("promise 1 --by 'tomorrow 8am' --", HOSTILE)


def test_words_of_the_log_mean_nothing_to_a_desktop(busy: CommandLine, tmp_path: Path) -> None:
    """Undone as notify-send and the desktop undo them, the text is what it was."""
    given = fake(tmp_path, busy, "notify-send", "")
    wordy(busy)
    busy.done("remind --notify", at=DUE)

    body = given.read_text().splitlines()[3]
    assert "<" not in body
    assert unescape(body.replace("\\\\", "\\")).endswith(f" \u00b7 {HOSTILE}")


def test_a_text_is_no_option_of_a_mac(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as getopt reads it."""
    program = tmp_path / "osascript"
    program.write_text(
        "#!/bin/sh\nwhile getopts e:il:s: each; do :; done\nshift $((OPTIND - 1))\n"
        f'printf "%s" "$1" > {tmp_path}/given\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    notify([HOSTILE], platform="darwin")

    assert (tmp_path / "given").read_text() == HOSTILE


def test_a_missing_or_failing_program_is_one_sentence(busy: CommandLine, tmp_path: Path) -> None:
    """The reminders are printed all the same."""
    fake(tmp_path, busy, "notify-send", "exit 3")
    failing = busy("remind --notify", at=DUE)
    assert failing.code == 1
    assert "1p1 due now" in failing.out
    assert "notify-send could not show" in failing.err

    (tmp_path / "bin" / "notify-send").unlink()
    busy.variables["PATH"] = str(tmp_path / "bin")
    missing = busy("remind --notify", at="2026-10-23T08:15-07:00")
    assert missing.code == 1
    assert "There is no notify-send here" in missing.err
    assert "1p1 overdue" in missing.out


def with_a_crontab(busy: CommandLine, tmp_path: Path, text: str) -> Path:
    """Have this system run a crontab, and no systemd; gives the file it is in."""
    table = tmp_path / "table"
    table.write_text(text)
    fake(
        tmp_path,
        busy,
        "crontab",
        f'if [ "$1" = -l ]; then cat {table}; else cat > {table}.new; mv {table}.new {table}; fi',
    )
    (tmp_path / "bin" / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "bin" / "systemctl").chmod(0o755)
    return table


def test_a_crontab_is_written_once_and_taken_back(busy: CommandLine, tmp_path: Path) -> None:
    """What else stands in it stays; what would be done is what is so."""
    table = with_a_crontab(busy, tmp_path, OTHERS)
    shown = busy.json("remind --install --dry-run")
    assert (shown["scheduler"], shown["state"]) == ("crontab", "would be installed")
    assert busy.json("remind --uninstall --dry-run")["state"] == "not there"
    assert table.read_text() == OTHERS
    busy.done("remind --install --yes")
    busy.done("remind --install --yes")
    lines = table.read_text().splitlines()
    assert lines[0] == "0 9 * * * other-job"
    assert len(lines) == 2
    assert f"--home {busy.home} --as mara remind --notify # recover-remind" in lines[1]
    assert busy.json("remind --uninstall --dry-run")["state"] == "would be removed"
    assert len(table.read_text().splitlines()) == 2
    assert busy.json("remind --uninstall")["state"] == "removed"
    assert table.read_text() == OTHERS
    assert busy.json("remind --uninstall")["state"] == "not there"


@pytest.mark.parametrize("breaks", ["\f", "\v", "\x1c", "\x85", "\u2028", "\r", "\r\n"])
def test_lines_of_others_are_what_they_were(busy: CommandLine, tmp_path: Path, breaks: str) -> None:
    """Only a newline ends one."""
    others = b"#\xff\n" + f"0 9 * * * echo a{breaks}b\n\n# end{breaks}\n".encode()
    table = with_a_crontab(busy, tmp_path, "")
    table.write_bytes(others)
    busy.done("remind --install --yes")
    assert table.read_bytes().startswith(others)
    busy.done("remind --uninstall")

    assert table.read_bytes() == others


def test_a_crontab_without_a_last_newline_is_not_ours(busy: CommandLine, tmp_path: Path) -> None:
    """There is nothing to remove from it."""
    table = with_a_crontab(busy, tmp_path, "0 9 * * * a")

    assert busy.json("remind --uninstall")["state"] == "not there"
    assert table.read_text() == "0 9 * * * a"


@pytest.mark.parametrize("line", ["remind --install", "--json remind --install"])
def test_no_scheduler_is_changed_unasked(busy: CommandLine, tmp_path: Path, line: str) -> None:
    """Without a terminal it takes --yes."""
    table = with_a_crontab(busy, tmp_path, OTHERS)
    answer = busy(line)

    assert answer.code == 2
    assert "add --yes" in (answer.error["message"] if answer.out else answer.err)
    assert table.read_text() == OTHERS


@pytest.mark.parametrize(
    ("typed", "code", "lines"), [("y\n", 0, 2), ("n\n", 4, 1), ("\n", 4, 1), ("\x04", 4, 1)]
)
def test_at_a_terminal_it_is_asked_once(
    busy: CommandLine, tmp_path: Path, typed: str, code: int, lines: int
) -> None:
    """After everything that would be done was shown; only a yes is one."""
    table = with_a_crontab(busy, tmp_path, OTHERS)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "recover", "remind", "--install"],
        env={"PATH": "", "LANG": "C.UTF-8", **busy.environment(None)},
        timeout=60,
    )
    child.expect(b"# recover-remind")
    child.expect(b"Install it")
    child.send(typed)
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == code
    assert (b"Nothing was installed" in child.before) is (code == 4)
    assert len(table.read_text().splitlines()) == lines


def test_a_timer_of_systemd(busy: CommandLine, tmp_path: Path) -> None:
    """Two units of ours, private, enabled; removed again."""
    given = fake(tmp_path, busy, "systemctl", "")
    busy.variables["HOME"] = str(tmp_path)
    assert busy.json("remind --uninstall --dry-run")["state"] == "not there"
    busy.done("remind --install --yes")
    folder = tmp_path / ".config/systemd/user"

    assert sorted(each.name for each in folder.iterdir()) == [
        "recover-remind.service",
        "recover-remind.timer",
    ]
    assert "OnCalendar=*:0/5" in (folder / "recover-remind.timer").read_text()
    assert "enable" in given.read_text()
    busy.done("remind --uninstall")
    assert list(folder.iterdir()) == []


def test_a_system_without_a_scheduler_is_one_sentence(busy: CommandLine, tmp_path: Path) -> None:
    """It says what to have run instead."""
    busy.variables["PATH"] = str(tmp_path)
    answer = busy("--json remind --install")

    assert (answer.code, answer.error["kind"]) == (4, "no_scheduler")


@pytest.mark.parametrize("word", ["/home/a b/x", 'quo"te', "50%", "$HOME", "back\\slash"])
def test_words_mean_themselves_to_every_scheduler(word: str) -> None:
    """Spaces, quotes, percent and dollar signs."""
    unit = systemd_service(["recover", word])
    line = crontab_line(["recover", word])

    assert unit.count("ExecStart=") == 1
    assert ("%%" in unit) is ("%" in word)
    assert ("\\%" in line) is ("%" in word)
    assert crontab_with(crontab_with("a\n", line), None) == "a\n"
    assert "<plist" in launchd_plist(["recover", word])


def test_the_calendar_is_one_that_others_read(busy: CommandLine, tmp_path: Path) -> None:
    """Times in the client's zone and right in UTC, one alarm each, stable identities."""
    busy.done("heal 1")
    file = tmp_path / "p.ics"
    busy.done(f"calendar -o {file}")
    calendar = Calendar.from_ical(file.read_bytes())
    events = {str(each["summary"]): each for each in calendar.walk("VEVENT")}
    first = events["1p1 call Northwind"]

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert first.decoded("dtstart").astimezone(UTC) == datetime(2026, 10, 23, 15, tzinfo=UTC)
    assert str(first["dtstart"].params["TZID"]) == "America/Los_Angeles"
    assert len(first.walk("VALARM")) == 1
    assert len(list(calendar.walk("VTIMEZONE"))) == 1
    assert all(not each.errors for each in calendar.walk("VEVENT"))
    assert len(events) > 1


def test_what_changes_grows_and_what_is_off_is_cancelled(busy: CommandLine, tmp_path: Path) -> None:
    """The same identity, a higher sequence."""
    file = tmp_path / "p.ics"
    busy.done(f"calendar -o {file}")
    (before,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    busy.done("renegotiate 1p1 --by 'tomorrow 10am' --reason 'they asked'")
    busy.done(f"calendar -o {file}")
    events = {
        str(each["uid"]): each for each in Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    }
    after = events[str(before["uid"])]

    assert int(str(after["sequence"])) > int(str(before["sequence"]))
    assert str(after["status"]) == "CANCELLED"
    assert not after.walk("VALARM")
    assert len(events) == 2
    later = busy.done("calendar", at="2026-12-01T09:00-08:00").out
    assert later.count("BEGIN:VEVENT") == 1


def test_what_is_taken_back_has_changed_again(busy: CommandLine) -> None:
    """A calendar that has the change hears that it is off."""
    busy.done("heal 1")

    def events(item: str) -> list[Any]:
        every = Calendar.from_ical(busy.done("calendar").out).walk("VEVENT")
        return [each for each in every if str(each["summary"]).startswith(item)]

    before = [int(str(events(item)[0]["sequence"])) for item in ("1p1", "1f1")]
    busy.done("renegotiate 1p1 --by 'tomorrow 10am' --reason 'they asked'")
    busy.done("undo")
    busy.done("keep 1p1")
    busy.done("undo")
    busy.done("follow-up 1f1 'reached'")
    busy.done("undo")
    (promise,), (follow_up,) = events("1p1"), events("1f1")

    assert str(promise["status"]) == "CONFIRMED"
    assert [int(str(promise["sequence"])), int(str(follow_up["sequence"]))] == [
        before[0] + 4,
        before[1] + 2,
    ]


def test_only_a_calendar_of_ours_is_replaced(busy: CommandLine, tmp_path: Path) -> None:
    """Somebody else's file stays."""
    file = tmp_path / "theirs.ics"
    file.write_text("BEGIN:VCALENDAR\r\nPRODID:-//other\r\nEND:VCALENDAR\r\n")

    assert busy(f"calendar -o {file}").code == 4
    assert "-//other" in file.read_text()


def test_a_calendar_goes_into_a_regular_file_only(busy: CommandLine, tmp_path: Path) -> None:
    """A pipe nobody writes to would be waited for without end."""
    pipe, folder, link = tmp_path / "pipe", tmp_path / "folder", tmp_path / "link"
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to(pipe)
    for name in (pipe, folder, link, Path("/dev/null")):
        done = busy.process("calendar", "-o", str(name))
        assert done.returncode == 4, name
        assert b"is not a regular file" in done.stderr

    assert pipe.is_fifo()
    assert folder.is_dir()


@pytest.mark.parametrize(
    "words",
    ["a\nBEGIN:VEVENT\nX:1", f"{ESCAPE}]0;x\x07", "a;b,c\\d", "漢字 " * 60, "\u202etxt.exe", "a:b"],
)
def test_hostile_words_cannot_act(busy: CommandLine, words: str) -> None:
    """One event each, and the text is text."""
    busy.done("promise 1 --by 'tomorrow 9am'", words)
    text = busy.done("calendar --full").out
    calendar = Calendar.from_ical(text)

    assert len(list(calendar.walk("VEVENT"))) == 2
    assert ESCAPE not in text
    assert all("\n" not in str(each["summary"]) for each in calendar.walk("VEVENT"))


def test_by_default_a_calendar_names_no_words_of_the_log(busy: CommandLine) -> None:
    """Ids, clients and times."""
    assert "plan" not in busy.done("calendar").out
    assert "call with the plan" in busy.done("calendar --full").out


class Inbox(BaseHTTPRequestHandler):
    """Takes what is posted."""

    received: ClassVar[list[Any]] = []

    def do_POST(self) -> None:  # the library's own name
        """Keep the body."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append(json.loads(body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def inbox(busy: CommandLine, query: str = "") -> Iterator[None]:
    """Have a real server take the reminders, on a machine without a desktop."""
    Inbox.received.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Inbox)
    Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    file = busy.home / "notify.toml"
    file.touch(mode=0o600)
    file.write_text(f'urls = ["json://secret@127.0.0.1:{port}/{query}"]\n')
    busy.variables["PATH"] = "/nowhere"
    busy.at = DUE
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def test_words_of_the_log_mean_nothing_in_mail(busy: CommandLine) -> None:
    """Where an address takes HTML, it shows what was typed."""
    wordy(busy)
    with inbox(busy, "?format=html"):
        busy.process("remind", "--notify")

    (message,) = Inbox.received
    assert "<" not in message["message"]
    shown = unescape(message["message"]).replace("\u00a0", " ")
    assert shown.endswith(f" \u00b7 {HOSTILE}")


def test_reminders_are_sent_to_the_addresses_on_file(busy: CommandLine) -> None:
    """To a real server, without a desktop; the address is printed nowhere."""
    with inbox(busy):
        answer = busy.process("remind", "--notify")

    (message,) = Inbox.received
    assert answer.returncode == 0
    assert message["message"].startswith("1p1 due now: Fri 23 Oct 2026 08:00 PDT")
    assert b"secret" not in answer.stdout + answer.stderr

    busy.at = "2026-10-23T08:15-07:00"
    gone = busy.process("remind", "--notify")
    assert gone.returncode == 1
    assert b"Not every address of notify.toml took the reminders" in gone.stderr
    assert b"1p1 overdue" in gone.stdout
    assert b"secret" not in gone.stdout + gone.stderr


def test_an_address_that_fails_keeps_nothing_from_the_desktop(
    busy: CommandLine, tmp_path: Path
) -> None:
    """What goes out to others and what is shown here do not wait for one another."""
    given = fake(tmp_path, busy, "notify-send", "")
    file = busy.home / "notify.toml"
    file.touch(mode=0o600)
    file.write_text("urls = [")
    answer = busy("remind --notify", at=DUE)

    assert answer.code == 1
    assert "has to say urls" in answer.err
    assert "1p1 due now" in given.read_text()


def test_what_was_taken_is_printed_before_it_is_shown(busy: CommandLine, tmp_path: Path) -> None:
    """Killed while a notification hangs, it has been printed; nobody says it again."""
    fake(tmp_path, busy, "notify-send", "kill -9 $PPID")
    busy.at = DUE
    killed = busy.process("remind", "--notify")

    assert killed.returncode == -9
    assert b"1p1 due now" in killed.stdout
    assert busy.process("remind").stdout == b""


@pytest.mark.parametrize(
    ("text", "mode", "says"),
    [
        ('urls = ["json://h"]', 0o644, "others can read it"),
        ("urls = 5", 0o600, "has to say urls"),
        ('urls = ["x"]\nmore = 1', 0o600, "has to say urls"),
        ("urls = [", 0o600, "has to say urls"),
        ('urls = ["nothing-like-it"]', 0o600, "Address 1 of notify.toml"),
    ],
)
def test_a_file_of_addresses_that_will_not_do(
    busy: CommandLine, text: str, mode: int, says: str
) -> None:
    """One sentence, and the reminders are printed."""
    file = busy.home / "notify.toml"
    file.write_text(text)
    file.chmod(mode)
    answer = busy("remind --notify", at=DUE)

    assert answer.code == 1
    assert says in answer.err
    assert "1p1 due now" in answer.out


def test_a_full_disk_keeps_no_reminder_back(busy: CommandLine) -> None:
    """It is said, and why it may be said again."""
    size = (busy.home / "work.jsonl").stat().st_size // 1024
    busy.at = DUE
    command = f"ulimit -f {size}; {sys.executable} -m recover remind"
    settings = " ".join(f"{name}={value}" for name, value in busy.environment(None).items())
    said = busy.shell(f"cd / && export {settings}; {command} 2>&1; echo code $?")

    assert "1p1 due now" in said
    assert "Cannot write" in said
    assert said.endswith("code 1\n")


@pytest.mark.parametrize("option", ["--install", "--uninstall"])
def test_a_crontab_that_cannot_be_read_is_left_alone(
    busy: CommandLine, tmp_path: Path, option: str
) -> None:
    """Nothing is written in the place of what could not be seen."""
    given = fake(
        tmp_path, busy, "crontab", 'if [ "$1" = -l ]; then echo "denied" >&2; exit 1; fi; cat'
    )
    (tmp_path / "bin" / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "bin" / "systemctl").chmod(0o755)
    answer = busy(f"remind {option} --yes")

    assert answer.code == 1
    assert "could not be read, so it was left alone" in answer.err
    assert "-\n" not in given.read_text()


def test_whoever_has_no_crontab_gets_one(busy: CommandLine, tmp_path: Path) -> None:
    """That is what the program says when there is none."""
    table = tmp_path / "table"
    said = 'echo "no crontab for mara" >&2; exit 1'
    fake(tmp_path, busy, "crontab", f'if [ "$1" = -l ]; then {said}; fi; cat > {table}')
    (tmp_path / "bin" / "systemctl").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "bin" / "systemctl").chmod(0o755)
    busy.done("remind --install --yes")

    assert table.read_text().count("\n") == 1
