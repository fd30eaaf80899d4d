"""A matter with everything in it: four contacts, two departments, and lines that must not leave.

Told on the command line, as it happened (`scenarios.md` 4).
"""

import shlex
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from recover.__main__ import main
from recover.services.desk import Desk, open_desk

NOW = "2026-03-16T12:00-07:00"
SECRETS = ("Weber", "Dana", "Cole", "Raj", "Patel", "Sol", "Reyes", "Acme", "warning", "blames")
"""What no file for the client may hold, in whatever case."""
TEAMS = ("Billing", "Technical")
"""Teams of ours that no file for the client may name."""

_SETTING = "2026-03-02T09:00-08:00"
_STORY = (
    (_SETTING, "", "person add 'Max Weber' --zone America/New_York --key max"),
    (_SETTING, "max", "person add 'Dana Cole' --zone America/Los_Angeles"),
    (_SETTING, "max", "person add 'Raj Patel' --zone America/Los_Angeles"),
    (_SETTING, "max", "person add 'Lee Chan' --zone America/Los_Angeles"),
    (_SETTING, "max", "person add 'Sol Reyes' --zone America/New_York --lead"),
    (
        _SETTING,
        "max",
        "account add 'Lumen Optics' --zone America/Los_Angeles --phone '+1 310 555 0188'"
        " --email ops@lumen.example --since 1999 --value 1800 --lifetime 48600 --owner max"
        " --renewal 2026-09-01",
    ),
    (_SETTING, "max", "account add 'Acme Holdings' --zone America/Chicago"),
    (_SETTING, "max", "account contact lumen 'Lena Ortiz' --email lena@lumen.example"),
    (
        "2026-03-02T09:10-08:00",
        "max",
        "listen 'You charged us twice, account 77-1204.' --account lumen --contact Lena"
        " --playbook repeated-contact",
    ),
    ("2026-03-04T15:40-08:00", "max", "contacted 1 --department Technical --channel call"),
    ("2026-03-09T10:05-07:00", "max", "contacted 1 --department Billing --channel e-mail"),
    ("2026-03-12T08:30-07:00", "max", "contacted 1 --channel call"),
    (
        "2026-03-12T08:32-07:00",
        "max",
        "log 1 'I have explained this to Billing and to Technical.' --heard --client",
    ),
    (
        "2026-03-12T08:34-07:00",
        "max",
        "log 1 --fact 'what happened=Your account was billed twice for two licences.' --client",
    ),
    ("2026-03-12T08:34-07:00", "max", "log 1 --fact 'impact=312 USD left your account.' --client"),
    (
        "2026-03-12T08:35-07:00",
        "max",
        "log 1 --fact 'cause=Billing copied the order when Raj moved it, as at Acme.' --client",
    ),
    ("2026-03-12T08:36-07:00", "max", "log 1 'Billing blames Technical; Raj has a warning'"),
    ("2026-03-12T08:36-07:00", "max", "demand 1 'a refund of both charges' --client"),
    ("2026-03-12T08:37-07:00", "max", "demand 1 'that whoever did this is fired' --client"),
    ("2026-03-12T08:40-07:00", "max", "decide 1d1 granted --reason 'it was our error' --client"),
    (
        "2026-03-12T08:42-07:00",
        "max",
        "log 1 'I am sorry. Dana and I will see it through.' --said --client",
    ),
    (
        "2026-03-12T08:45-07:00",
        "max",
        "promise 1 'call with both answers' --by 'tomorrow 16:00' --client",
    ),
    (
        "2026-03-12T08:46-07:00",
        "max",
        "promise 1 'Billing confirms the refund' --by 'tomorrow 12:00' --kind internal"
        " --owner dana",
    ),
    (
        "2026-03-12T08:48-07:00",
        "max",
        "promise 1 'a corrected statement' --by 'tomorrow 10:00' --channel e-mail --client",
    ),
    ("2026-03-12T13:10-07:00", "max", "handover 1p2 --to raj --contingency 'call Provisioning'"),
    ("2026-03-12T13:20-07:00", "raj", "decline 1h1 --reason 'needs Provisioning'"),
    ("2026-03-12T13:25-07:00", "max", "handover 1p2 --to lee"),
    ("2026-03-12T13:40-07:00", "lee", "accept 1h2 --readback 'I book the refund by noon'"),
    ("2026-03-13T11:20-07:00", "lee", "keep 1p2 'refund booked'"),
    ("2026-03-13T15:20-07:00", "max", "renegotiate 1p1 --by 'Mon 11:00' --reason 'Raj was late'"),
    ("2026-03-16T10:40-07:00", "max", "keep 1p4 'reached Lena, both answers given'"),
    (
        "2026-03-16T10:45-07:00",
        "max",
        "log 1 'Both charges are refunded. Unfortunately it took two weeks.' --said --client",
    ),
    ("2026-03-16T10:46-07:00", "max", "log 1 'struck line' --client"),
    ("2026-03-16T10:47-07:00", "max", "strike 1e{last} --reason 'wrong matter'"),
    (
        "2026-03-16T10:50-07:00",
        "max",
        "promise 1 'confirm the March invoice' --by '2026-04-02 10:00' --channel e-mail --client",
    ),
)


def told(home: Path) -> Desk:
    """Write the story into a book, and give Max's desk at noon of its last day."""
    for at, who, line in _STORY:
        words = shlex.split(line.replace("{last}", str(_last(home)) if "{last}" in line else ""))
        acting = ["--as", who] if who else []
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
            code = main(["--home", str(home), "--at", at, *acting, *words])
        assert code == 0, (line, said.getvalue())
    return open_desk(home=str(home), person="max", at=NOW, ticking=False, environment={})


def _last(home: Path) -> int:
    """Give the number of the newest entry."""
    desk = open_desk(home=str(home), person="max", at=NOW, environment={})
    number = len(desk.incident("1").entries)
    desk.close()
    return number
