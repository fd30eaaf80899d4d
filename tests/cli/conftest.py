"""Command lines on real folders, at moments the tests choose."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.commandline import CommandLine, set_the_stage, with_an_incident


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where home folders are kept that were made once, to be copied for each test."""
    return tmp_path_factory.mktemp("stages")


@pytest.fixture
def bare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    """A home folder with nothing in it, not even itself."""
    return CommandLine(home=tmp_path / "home", capture=capsys, patch=monkeypatch)


@pytest.fixture
def run(bare: CommandLine, stages: Path) -> CommandLine:
    """Mara's home folder, with two people and two clients, Thu 22 Oct 2026 17:10 PDT."""
    _staged(bare, stages / "run", set_the_stage)
    return bare


@pytest.fixture
def busy(bare: CommandLine, stages: Path) -> CommandLine:
    """The same with incident 1 open: two lines, a demand 1d1, and a promise 1p1."""
    _staged(bare, stages / "busy", set_the_stage, with_an_incident)
    return bare


def _staged(bare: CommandLine, stage: Path, *steps: Callable[[CommandLine], None]) -> None:
    """Make the home folder, or copy it from when it was made."""
    if not stage.exists():
        for step in steps:
            step(bare)
        shutil.copytree(bare.home, stage)
    elif not bare.home.exists():
        shutil.copytree(stage, bare.home)
    bare.person = "mara"
