"""The session in the README is what happens, word for word."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.cli.commandline import CommandLine

README = Path(__file__).parents[2] / "README.md"


def session() -> Iterator[tuple[str, list[str]]]:
    """Give each command of the console session, with the lines that follow it."""
    (block,) = re.findall(r"```console\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    for part in block.split("$ ")[1:]:
        command, *lines = part.rstrip("\n").split("\n")
        yield command, lines


def test_the_session_of_the_readme_is_what_happens(bare: CommandLine) -> None:
    """Both streams together, `...` for whatever was left out."""
    program = f'recover() {{ "{sys.executable}" -m recover "$@" 2>&1; }}'
    marker = "--- next ---"
    script = "\n".join([program, *(f"{each}\necho '{marker}'" for each, _ in session())])
    done = subprocess.run(
        ["/bin/bash", "-c", script],
        env={"PATH": "/usr/bin:/bin", "RECOVER_HOME": str(bare.home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )

    said = done.stdout.split(f"{marker}\n")
    for (command, lines), answer in zip(session(), said, strict=False):
        wanted = ".*".join(map(re.escape, "\n".join(lines).split("...")))
        assert re.fullmatch(wanted, answer.rstrip("\n"), re.DOTALL), (command, answer)
