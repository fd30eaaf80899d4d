"""What a command writes is on the screen of an open app within two seconds."""

import time
from pathlib import Path

from tests.e2e.test_two_people import command, sit

IN_TIME = 2.0
"""Seconds, from the command's end to the screen."""


def test_an_open_app_shows_what_a_command_wrote_within_two_seconds(tmp_path: Path) -> None:
    """Today while it is looked at, and the log while a line is being typed, which stays.

    A machine that does other things at the same time may be late once; not each time.
    """
    home, at = tmp_path / "home", "2026-10-22T17:10-07:00"
    command(home, "person add Mara --zone America/Los_Angeles")
    command(home, "account add Northwind --zone America/Los_Angeles --phone 555-0142")
    command(home, f"--at {at} listen 'Your man mocked her.' --account northwind")
    with sit(home, "mara", at) as me:
        me.see("LISTENING 1")
        taken = []
        for number in range(3):
            command(home, f"--at {at} promise 1 'promise number {number}' --by 'tomorrow 9am'")
            begun = time.monotonic()
            me.see(f"promise number {number}")
            taken.append(time.monotonic() - begun)
        assert min(taken) < IN_TIME, taken

        me.press("2").see("Your man mocked her.")
        me.press("enter").see("heard ›")
        me.type("half a wo").see("half a wo")
        taken = []
        for number in range(3):
            command(home, f"--at {at} log 1 'line number {number}'")
            begun = time.monotonic()
            me.see(f"line number {number}", "half a wo")
            taken.append(time.monotonic() - begun)
        assert min(taken) < IN_TIME, taken
