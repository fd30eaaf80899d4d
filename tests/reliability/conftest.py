"""Home folders with work in them, and a place for what was found."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability.stage import set_the_stage

Found = Callable[[str], None]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder that was made once, to be copied."""
    home = tmp_path_factory.mktemp("stage") / "home"
    set_the_stage(home)
    return home


@pytest.fixture
def home(stage: Path, tmp_path: Path) -> Path:
    """A home folder of one's own; what is in it, `stage.py` says."""
    return Path(shutil.copytree(stage, tmp_path / "home"))


@pytest.fixture
def found(record_property: Callable[[str, object], None]) -> Found:
    """Put down a sentence with what was found, for the end of the run."""
    return lambda sentence: record_property("found", sentence)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was found."""
    lines = [
        f"{report.nodeid.rpartition('::')[2]}: {sentence}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, sentence in report.user_properties
        if name == "found"
    ]
    if lines:
        terminalreporter.section("what was found")
        terminalreporter.write("\n".join([*sorted(lines), ""]))
