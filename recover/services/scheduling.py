"""Having the system run the reminders: systemd, a crontab, launchd, or Task Scheduler."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recover.domain.errors import Failed, Refused
from recover.export.schedules import (
    NAME,
    crontab_line,
    crontab_with,
    is_in_crontab,
    launchd_plist,
    systemd_service,
    systemd_timer,
    task_scheduler_words,
)
from recover.services.desk import Desk
from recover.storage.new_file import replace_file

_PATIENCE = 30
"""Seconds that a program of the system may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What is to be written and run."""

    kind: str
    """`systemd`, `crontab`, `launchd` or `Task Scheduler`."""
    files: Mapping[Path, str]
    """What is written where."""
    crontab: str | None
    """Our line of the crontab; `None` where there is none."""
    start: Sequence[Sequence[str]]
    """What is run afterwards."""
    stop: Sequence[Sequence[str]]
    """What is run before the files are removed."""

    def lines(self) -> list[str]:
        """Show everything that is done."""
        shown = [self.crontab] if self.crontab else []
        for path, text in self.files.items():
            shown += [f"{path}:", *(f"  {line}" for line in text.splitlines())]
        return [*shown, *(f"$ {' '.join(each)}" for each in self.start)]


class NoScheduler(Refused):
    """The system has none that is known here."""

    kind = "no_scheduler"


def schedule_for(desk: Desk, platform: str = sys.platform) -> Schedule:
    """Say what would have this system run the reminders of whoever acts.

    Raises:
        NoScheduler: There is neither systemd nor a crontab here.
    """
    command = [
        *(sys.executable, "-m", "recover"),
        *("--home", str(desk.home.absolute()), "--as", desk.who.key),
        *("remind", "--notify"),
    ]
    if platform == "darwin":
        return _launchd(command)
    if platform == "win32":
        remove = ["schtasks", "/Delete", "/F", "/TN", NAME]
        words = task_scheduler_words(command)
        return Schedule(kind="Task Scheduler", files={}, crontab=None, start=[words], stop=[remove])
    return _systemd(command) or _crontab(command)


def install(plan: Schedule) -> None:
    """Write it and start it; doing it again changes nothing.

    Raises:
        Failed: A file could not be written, or a program of the system refused.
    """
    for path, text in plan.files.items():
        replace_file(path, text)
    if plan.crontab is not None:
        _write_crontab(plan.crontab)
    for words in plan.start:
        _run(words)


def is_installed(plan: Schedule) -> bool:
    """Say whether there is anything of ours; changes nothing.

    Raises:
        Failed: A crontab could not be read.
    """
    if plan.crontab is not None:
        return is_in_crontab(_read_crontab())
    if plan.files:
        return any(path.exists() for path in plan.files)
    return _works(["schtasks", "/Query", "/TN", NAME])


def uninstall(plan: Schedule) -> bool:
    """Stop it and remove what is ours; say whether there was anything.

    Raises:
        Failed: A file could not be removed, or a program of the system refused.
    """
    if not is_installed(plan):
        return False
    if plan.crontab is not None:
        _write_crontab(None)
    for words in plan.stop:
        _run(words)
    for path in plan.files:
        path.unlink(missing_ok=True)
    return True


def _systemd(command: Sequence[str]) -> Schedule | None:
    """Plan a timer of the user's systemd; `None` where there is none."""
    from shutil import which

    if which("systemctl") is None or not _works(["systemctl", "--user", "show-environment"]):
        return None
    folder = Path("~/.config/systemd/user").expanduser()
    timer = f"{NAME}.timer"
    return Schedule(
        kind="systemd",
        files={
            folder / f"{NAME}.service": systemd_service(command),
            folder / timer: systemd_timer(),
        },
        crontab=None,
        start=[
            ["systemctl", "--user", "daemon-reload"],
            ["systemctl", "--user", "enable", "--now", timer],
        ],
        stop=[["systemctl", "--user", "disable", "--now", timer]],
    )


def _crontab(command: Sequence[str]) -> Schedule:
    """Plan a line of the user's crontab."""
    from shutil import which

    if which("crontab") is None:
        raise NoScheduler(
            "There is neither systemd nor crontab here: have any scheduler run "
            "`recover remind --notify` every few minutes."
        )
    return Schedule(kind="crontab", files={}, crontab=crontab_line(command), start=[], stop=[])


def _launchd(command: Sequence[str]) -> Schedule:
    """Plan an agent of launchd."""
    path = Path(f"~/Library/LaunchAgents/{NAME}.plist").expanduser()
    return Schedule(
        kind="launchd",
        files={path: launchd_plist(command)},
        crontab=None,
        start=[["launchctl", "load", "-w", str(path)]],
        stop=[["launchctl", "unload", "-w", str(path)]],
    )


def _read_crontab() -> str:
    """Read the user's crontab; empty when they have none.

    Raises:
        Failed: It could not be read: then nothing may be written in its place.
    """
    import os
    import subprocess

    try:
        done = subprocess.run(
            ["crontab", "-l"],  # noqa: S607 - wherever this system has it
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except (OSError, subprocess.TimeoutExpired):
        done = None
    if done is not None and done.returncode == 0:
        return done.stdout.decode("utf-8", "surrogateescape")  # to be written back as it was
    if done is not None and b"no crontab for" in done.stderr.lower():
        return ""
    raise Failed("Your crontab could not be read, so it was left alone: see `crontab -l`.")


def _write_crontab(line: str | None) -> None:
    """Put our line into the user's crontab, or take it out."""
    _run(["crontab", "-"], crontab_with(_read_crontab(), line))


def _run(words: Sequence[str], text: str = "") -> None:
    """Run a program of the system.

    Raises:
        Failed: It is not there, or it refused.
    """
    if not _works(words, text):
        raise Failed(f"`{' '.join(words)}` did not work: run it by hand to see why.")


def _works(words: Sequence[str], text: str = "") -> bool:
    """Run a program; say whether it is there and did not refuse."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - a vector of our own making, no shell
            list(words),
            input=text.encode("utf-8", "surrogateescape"),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
