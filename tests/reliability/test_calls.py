"""Every call of a command that changes the disk fails once: done and there, or a sentence."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.storage.history import scan
from recover.storage.verification import verify
from tests.cli.commandline import CommandLine
from tests.reliability.commands import ROWS, Row
from tests.reliability.conftest import Found
from tests.reliability.faults import (
    CARELESS,
    SOUND,
    Call,
    Ended,
    calls_of,
    can_trace,
    failed,
    failing_for_good,
    warmed,
)
from tests.reliability.proving import FULL
from tests.reliability.stage import desk_at

FAULTS = ("ENOSPC", "EIO", "EINTR", "KILL")
STEP = 1 if FULL else 29
"""Each so manieth fault is tried; a number that is no multiple of the faults reaches them all."""

needs_strace = pytest.mark.skipif(
    not can_trace(), reason="strace is not there, or may not trace: no call can be made to fail"
)


class Trial:
    """One command in one fresh home folder after the other, with one call failing in each."""

    def __init__(self, row: Row, stage: Path, folder: Path, run: CommandLine) -> None:
        self.row = row
        self._folder = folder
        self._run = run
        self._ready = folder / "ready"
        shutil.copytree(stage, self._ready)
        row.prepare(self._ready)
        self.kinds = {"done": 0, "refused": 0, "killed": 0, "unknown": 0}
        self._count = 0

    def home(self) -> Path:
        """Make a home folder in which the command can be run."""
        self._count += 1
        home = self._folder / f"home-{self._count}"
        if self._ready.exists():
            shutil.copytree(self._ready, home)
        return home

    @property
    def log(self) -> Path:
        """Where the calls are written down."""
        return self._folder / "calls.log"

    def faults(self) -> list[tuple[Call, str]]:
        """List the calls of a run in which nothing fails, each with each fault."""
        warmed(self.home(), self.row.line(self._folder / "home-1"))
        home = self.home()
        calls = calls_of(home, self.row.line(home), self.log)
        assert self._times(home) == 1
        assert {"write", "fsync", "openat"} <= {call.name for call in calls}
        every = [(call, fault) for call in calls for fault in FAULTS]
        writes = sum(call.name == "write" for call in calls)
        return [*every, *((Call("write", n, "short"), "SHORT") for n in range(1, writes + 1))]

    def fail(self, call: Call, fault: str, program: Sequence[str] = SOUND) -> None:
        """Run it with one call failing, and judge what is left."""
        home = self.home()
        ended = failed(home, self.row.line(home), call, fault, self.log, program)
        assert ended.felt, f"{fault} at {call.text} hit something else: {ended}"
        self._judge(home, ended, f"{fault} at {call.text}")

    def fail_for_good(self, fault: str, after: int) -> None:
        """Run it with the journals unwritable from some write on, and judge what is left."""
        home = self.home()
        ended = failing_for_good(home, self.row.line(home), fault, after, self.log)
        self._judge(home, ended, f"{fault} for good from write {after} on")

    def _judge(self, home: Path, ended: Ended, what: str) -> None:
        """Done and there, or not done and a sentence; everything earlier is there; then again."""
        case = f"{self.row.name}, {what}: {ended}"
        times = self._times(home)
        kind = _kind(ended, case)
        self.kinds[kind] += 1
        assert times in {"done": (1,), "refused": (0,)}.get(kind, (0, 1)), case
        if times == 0:
            self._run.home = home
            answer = self._run("", *self.row.line(home))
            assert answer.code == 0, (case, answer)
            assert self._times(home) == 1, case

    def _times(self, home: Path) -> int:
        """How often the change is there; that everything earlier is, is seen on the way."""
        desk = desk_at(home)
        try:
            self._see_the_earlier(desk)
            return self.row.done(desk)
        finally:
            desk.close()
            assert verify(home).problems == ()

    def _see_the_earlier(self, desk: Desk) -> None:
        if not self._ready.exists():
            return
        before = desk_at(self._ready)
        for each in self._earlier(before):
            if each.id == self.row.gone:
                continue
            assert desk.store.incident(each.id).entries[: len(each.entries)] == each.entries
        for earlier, later in (
            (before.store.accounts(), desk.store.accounts()),
            (before.store.people(), desk.store.people()),
        ):
            kept = [each for each in earlier if each.key != "ortega" or not self.row.gone]
            assert later[: len(kept)] == kept
        before.close()

    def _earlier(self, before: Desk) -> list[Incident]:
        """Give every incident that was there before, from the archive as well."""
        archived = scan(before.home)
        return [
            *before.store.incidents(),
            *(before.store.incident(str(each.number)) for each in archived),
        ]


def _kind(ended: Ended, case: str) -> str:
    """Say how a command ended; it ends in one of four ways."""
    if ended.code == -9:
        return "killed"
    assert "Traceback" not in ended.said, case
    assert "fault of its own" not in ended.said, case
    if ended.code == 0:
        return "done"
    assert ended.code in (1, 2, 4), case
    sentences = [each for each in ended.said.splitlines() if not _is_notice(each)]
    assert len(sentences) == 1, case
    assert sentences[0].endswith("."), case
    half_done = ("is unknown", "on disk all the same", "The next command goes on with it")
    unknown = any(each in ended.said for each in half_done)
    return "unknown" if unknown else "refused"


def _is_notice(sentence: str) -> bool:
    """Whether it tells of something that was mended on the way."""
    return "were set aside in" in sentence or "could not be compacted" in sentence


@pytest.fixture
def trial(
    request: pytest.FixtureRequest,
    stage: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Trial:
    """The command of a row."""
    run = CommandLine(home=tmp_path, capture=capsys, patch=monkeypatch)
    return Trial(request.param, stage, tmp_path, run)


def chosen(
    faults: Sequence[tuple[Call, str]], name: str, thinned: int
) -> Sequence[tuple[Call, str]]:
    """Take some of the faults, others for each command; all of them for the full proof."""
    step = 1 if FULL else STEP * thinned
    return faults[sum(name.encode()) % step :: step]


@needs_strace
@pytest.mark.parametrize("trial", ROWS, ids=lambda row: row.name, indirect=True)
def test_every_call_may_fail(trial: Trial, found: Found, request: pytest.FixtureRequest) -> None:
    """ENOSPC, EIO, EINTR, a killed process, a short write: nothing lost, nothing doubled."""
    faults = trial.faults()
    tried = chosen(faults, request.node.name, trial.row.thinned)
    for call, fault in tried:
        trial.fail(call, fault)

    found(f"{len(tried)} of {len(faults)} faults, {trial.kinds}")
    assert tried


@needs_strace
@pytest.mark.parametrize("trial", ROWS[:1], ids=lambda row: row.name, indirect=True)
@pytest.mark.parametrize("fault", ["ENOSPC", "EIO"])
def test_a_disk_that_fails_for_good(trial: Trial, fault: str) -> None:
    """Also when the line cannot be taken back: the outcome is unknown, and it says so."""
    trial.fail_for_good(fault, 1)

    assert sum(trial.kinds.values()) == 1
    assert trial.kinds["done"] == 0


@needs_strace
@pytest.mark.parametrize("trial", ROWS[:1], ids=lambda row: row.name, indirect=True)
def test_the_proof_fails_for_a_program_that_takes_nothing_back(trial: Trial) -> None:
    """The control: a line that was written and not synced stays, though it was refused."""
    last = [call for call, _ in trial.faults() if call.name == "fsync"][-1]

    with pytest.raises(AssertionError, match=r"EIO at .* fsync"):
        trial.fail(last, "EIO", CARELESS)
