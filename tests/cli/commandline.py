"""One command line after another, in this process or in one of its own."""

import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from recover.__main__ import main

START = "2026-10-22T17:10-07:00"
"""Thu 22 Oct 2026 17:10 PDT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of one command line."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error in the JSON value on standard output."""
        return self.json["error"]


@dataclass(slots=True, kw_only=True)
class CommandLine:
    """Runs `recover` on one home folder."""

    home: Path
    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    at: str | None = START
    """The moment to act at, or `None` for the machine's own."""
    person: str | None = None
    variables: dict[str, str] = field(default_factory=dict)
    """More of the environment."""

    def __call__(
        self, line: str = "", *words: str, at: str | None = None, stdin: str = ""
    ) -> Answer:
        """Run one command line in this process.

        Args:
            line: The command line as typed into a shell.
            words: More words of it, as they are.
            at: The moment to act at.
            stdin: What standard input holds.
        """
        self.capture.readouterr()
        with self.patch.context() as patch:
            for name in [name for name in os.environ if name.startswith("RECOVER_")]:
                patch.delenv(name)
            for name, value in self.environment(at).items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            code = main([*shlex.split(line), *words])
        said = self.capture.readouterr()
        return Answer(code=code, out=said.out, err=said.err)

    def done(self, line: str = "", *words: str, at: str | None = None, stdin: str = "") -> Answer:
        """Run one that has to succeed."""
        answer = self(line, *words, at=at, stdin=stdin)
        assert answer.code == 0, answer
        return answer

    def json(self, line: str = "", *words: str, at: str | None = None) -> Any:
        """Run one that has to succeed, and give the value it prints."""
        return self.done(f"--json {line}", *words, at=at).json

    def process(
        self, *words: str, stdin: bytes = b"", redirected: str = "", **more: Any
    ) -> subprocess.CompletedProcess[bytes]:
        """Run one in a process of its own.

        Args:
            words: The command line.
            stdin: What standard input holds.
            redirected: Redirections and pipes, as a shell has them.
            more: Of `subprocess.run`.
        """
        script = f'set -o pipefail; "$@" {redirected}'
        return subprocess.run(
            ["/bin/bash", "-c", script, "recover", sys.executable, "-m", "recover", *words],
            input=stdin,
            capture_output=True,
            env={"PATH": os.environ["PATH"], "LANG": "C", **self.environment(None)},
            timeout=60,
            check=False,
            **more,
        )

    def shell(self, script: str) -> str:
        """Run a script of bash, and give what it prints."""
        done = subprocess.run(
            ["/bin/bash", "-c", script], capture_output=True, check=True, timeout=60
        )
        return done.stdout.decode()

    def environment(self, at: str | None) -> dict[str, str]:
        """Give the variables that say where, when and who."""
        given = {
            "RECOVER_HOME": str(self.home),
            "RECOVER_NOW": at or self.at,
            "RECOVER_USER": self.person,
        }
        return {name: value for name, value in given.items() if value} | self.variables


def set_the_stage(run: CommandLine) -> None:
    """Put Mara, Priya and two clients on record."""
    run.done("person add Mara --zone America/Los_Angeles --hours 'mon-fri 08:00-18:00'")
    run.done("person add Priya --zone America/New_York --hours 'mon-fri 08:00-18:00'")
    run.person = "mara"
    run.done(
        "account add Northwind --zone America/Los_Angeles --phone 555-0142 --since 2011 "
        "--value 310000 --share 15 --renewal 2027-01-22 --owner mara"
    )
    run.done("account contact northwind 'R. Hale' --phone 555-0143")
    run.done("account seat northwind backup --vacant-since 2026-09-28")
    run.done(
        "account add 'Lumen Light' --key lumen --zone Asia/Kathmandu --email office@lumen.example"
    )


def with_an_incident(run: CommandLine) -> None:
    """Open incident 1: two lines heard, a demand, and a promise due Fri 23 Oct 08:00 PDT."""
    run.done(
        "listen 'Your man mocked her. I have the recording.' 'She is in tears.' "
        "--account northwind --playbook personal-affront"
    )
    run.done("demand 1 'he is fired'")
    run.done("promise 1 'call with the plan' --by 'tomorrow 8am'")


def ids(values: Sequence[dict[str, Any]]) -> list[str]:
    """List the ids of promises, incidents or demands."""
    return [value["id"] for value in values]
