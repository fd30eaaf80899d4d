"""What the schedulers of the systems are told: what runs one command every few minutes.

Values in, text out; where it goes and what is run besides is `recover.services.scheduling`'s.
"""

import shlex
from collections.abc import Sequence

EVERY = 5
"""Minutes between two runs."""
NAME = "recover-remind"
"""What our files and entries are called."""
MARK = f"# {NAME}"
"""What ends our line in a crontab."""


def systemd_service(command: Sequence[str]) -> str:
    """Write the unit that runs the command once."""
    return (
        "[Unit]\nDescription=Reminders of recover\n\n"
        f"[Service]\nType=oneshot\nExecStart={' '.join(map(_systemd_word, command))}\n"
    )


def systemd_timer() -> str:
    """Write the timer that starts the unit."""
    return (
        "[Unit]\nDescription=Reminders of recover\n\n"
        f"[Timer]\nOnCalendar=*:0/{EVERY}\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def crontab_line(command: Sequence[str]) -> str:
    """Write the line of a crontab, with our mark at its end."""
    return f"*/{EVERY} * * * * {shlex.join(command).replace('%', chr(92) + '%')} {MARK}"


def crontab_with(before: str, line: str | None) -> str:
    """Put our line into a crontab in the place of an earlier one; `None` takes it out."""
    kept = [each for each in _lines(before) if not each.endswith(MARK)]
    lines = [*kept, *([line] if line else [])]
    return "".join(f"{each}\n" for each in lines)


def is_in_crontab(crontab: str) -> bool:
    """Say whether a line of ours stands in a crontab."""
    return any(each.endswith(MARK) for each in _lines(crontab))


def launchd_plist(command: Sequence[str]) -> str:
    """Write the agent of launchd."""
    import plistlib

    value = {
        "Label": NAME,
        "ProgramArguments": list(command),
        "StartInterval": EVERY * 60,
        "RunAtLoad": True,
    }
    return plistlib.dumps(value).decode()


def task_scheduler_words(command: Sequence[str]) -> list[str]:
    """Give the words that add the task on Windows."""
    from subprocess import list2cmdline

    action = list2cmdline(list(command))
    often = ["/SC", "MINUTE", "/MO", str(EVERY)]
    return ["schtasks", "/Create", "/F", "/TN", NAME, *often, "/TR", action]


def _lines(crontab: str) -> list[str]:
    """Split a crontab where cron does: at newlines, and nowhere else."""
    return crontab.removesuffix("\n").split("\n") if crontab else []


def _systemd_word(word: str) -> str:
    """Quote a word for systemd: its own quoting, and neither `%` nor `$` means anything."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'
