"""The law of the rooms, looked at in fresh processes: deferred imports escape a static graph."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SIDEWAYS_OR_UP = {
    "domain": {"storage", "export", "services", "cli", "tui"},
    "storage": {"export", "services", "cli", "tui"},
    "export": {"storage", "services", "cli", "tui"},
    "services": {"cli", "tui"},
    "cli": {"tui"},
    "tui": {"cli"},
}
IMPORT_ALL = """
import importlib, pkgutil, sys, json
room = importlib.import_module("recover." + sys.argv[1])
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""
RUN = """
import sys, json, io
from recover.__main__ import main
out, sys.stdout = sys.stdout, io.StringIO()
code = main(sys.argv[1:])
sys.stdout = out
assert code == 0, code
print(json.dumps(sorted(sys.modules)))
"""


def _modules(script: str, *words: str, home: Path | None = None) -> set[str]:
    """Run a script in a fresh process, and give what is in its `sys.modules` at the end."""
    environment = {"PATH": os.environ["PATH"]} | ({"RECOVER_HOME": str(home)} if home else {})
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        check=True,
        env=environment,
        timeout=120,
    )
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("room", SIDEWAYS_OR_UP)
def test_a_room_imports_only_the_rooms_below_it(room: str) -> None:
    """Also what its modules import in the end; Textual is the app's, TinyDB the storage's."""
    loaded = _modules(IMPORT_ALL, room)

    rooms = {name.split(".")[1] for name in loaded if name.startswith("recover.")}
    assert room in rooms
    assert not rooms & SIDEWAYS_OR_UP[room]
    assert room == "tui" or not loaded & {"textual", "rich"}
    assert room not in ("domain", "export") or "tinydb" not in loaded


@pytest.mark.parametrize(
    "line", ["promises", "promises --json", "incidents", "listen hello", "when Friday", "--help"]
)
def test_a_command_starts_light(tmp_path: Path, line: str) -> None:
    """A command pays for what it uses: neither the app's toolkit nor its company is loaded.

    Only the first change of a day makes a copy of the book, and pays for a zip file.
    """
    _modules(RUN, "person", "add", "Mara", "--zone", "America/Los_Angeles", home=tmp_path)
    _modules(RUN, "listen", "first", home=tmp_path)

    loaded = _modules(RUN, *line.split(), home=tmp_path)

    heavy = {
        "recover.tui",
        "textual",
        "rich",
        "asyncio",
        "logging",
        "subprocess",
        "shutil",
        "tempfile",
    }
    assert not loaded & heavy
    commands = {name for name in loaded if name.startswith("recover.cli.commands.")}
    assert len(commands) <= 1


@pytest.mark.parametrize(
    ("line", "spared"),
    [
        ("when Friday", {"recover.domain.entry", "recover.domain.policy", "tomllib"}),
        ("promises", {"recover.domain.deadline", "recover.domain.policy", "tomllib"}),
        ("log 1 more", {"recover.domain.deadline", "recover.domain.policy", "tomllib"}),
    ],
)
def test_a_command_pays_for_nothing_else(tmp_path: Path, line: str, spared: set[str]) -> None:
    """A phrase needs no log, a list no grammar of phrases, a note neither that nor the policy."""
    _modules(RUN, "person", "add", "Mara", "--zone", "America/Los_Angeles", home=tmp_path)
    _modules(RUN, "listen", "hello", home=tmp_path)

    assert not _modules(RUN, *line.split(), home=tmp_path) & (spared | {"tzlocal", "platformdirs"})


def test_the_version_needs_no_book(tmp_path: Path) -> None:
    """`recover --version` loads neither the services nor the storage."""
    loaded = _modules(RUN, "--version", home=tmp_path)

    assert not {name for name in loaded if name.startswith(("recover.services", "recover.storage"))}
    assert not loaded & {"tinydb", "zoneinfo", "dataclasses"}
