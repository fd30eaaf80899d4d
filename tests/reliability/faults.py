"""Real processes whose system calls fail: counted once, then failed one by one.

`strace` makes the kernel itself answer with an error, or end the process at the call. Short
writes, which it cannot make, come from a `write` that takes the half of what it is given.
"""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,"
    "unlink,unlinkat,mkdir,mkdirat,chmod,fchmod"
)
"""What changes a disk, and what opens the files for it."""

SHORT = """
import os, runpy, sys
fail_at, calls, real = int(sys.argv.pop(1)), 0, os.write

def short(fd, data):
    global calls
    if fd > 2:
        calls += 1
        if calls == fail_at:
            return real(fd, bytes(data)[: max(len(data) // 2, 1)])
    return real(fd, data)

os.write = short
runpy.run_module("recover", run_name="__main__", alter_sys=True)
"""

SOUND = ("-m", "recover")
CARELESS = (
    "-c",
    "import runpy; from recover.storage.file import JournalFile as File\n"
    "File._take_back = lambda self, error: None\n"
    "runpy.run_module('recover', run_name='__main__', alter_sys=True)",
)
"""A program that does not take a failed line back, as a control."""


def can_trace() -> bool:
    """Whether `strace` is there, and allowed to look at other processes."""
    try:
        done = subprocess.run(["strace", "-qq", "-o", os.devnull, "true"], check=False)
    except OSError:
        return False
    return done.returncode == 0


@dataclass(frozen=True, slots=True)
class Call:
    """One system call of a run."""

    name: str
    number: int
    """Counts the calls of this name in the whole process, from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended."""

    code: int
    said: str
    """On standard error."""
    felt: bool
    """Whether the fault has hit a call on the home folder."""


def calls_of(home: Path, words: Sequence[str], log: Path) -> list[Call]:
    """Run a command that succeeds; give its calls on the home folder."""
    command = ["strace", *_options(log), "-e", f"trace={CALLS}", sys.executable, *SOUND]
    done = _run(home, command, words)
    assert done.returncode == 0, done.stderr
    counts: Counter[str] = Counter()
    found = []
    for line in log.read_text(errors="replace").splitlines():
        name = re.match(r"\d+ +(\w+)\(", line)
        if name:
            counts[name[1]] += 1
            if str(home) in line:
                found.append(Call(name[1], counts[name[1]], line))
    return found


def warmed(home: Path, words: Sequence[str]) -> None:
    """Run a command that succeeds, so that Python has compiled what it needs."""
    done = _run(home, [sys.executable, *SOUND], words)
    assert done.returncode == 0, done.stderr


def failed(
    home: Path,
    words: Sequence[str],
    call: Call,
    fault: str,
    log: Path,
    program: Sequence[str] = SOUND,
) -> Ended:
    """Run a command with one call failing: `ENOSPC`, `EIO`, `EINTR`, `KILL` or `SHORT`."""
    if fault == "SHORT":
        done = _run(home, [sys.executable, "-c", SHORT, str(call.number)], words)
        return Ended(done.returncode, done.stderr, felt=True)
    how = "signal=KILL" if fault == "KILL" else f"error={fault}"
    inject = f"inject={call.name}:{how}:when={call.number}"
    options = [*_options(log, quick=fault != "KILL"), "-e", f"trace={call.name}", "-e", inject]
    done = _run(home, ["strace", *options, sys.executable, *program], words)
    hits = [line for line in log.read_text(errors="replace").splitlines() if "(INJECTED)" in line]
    felt = done.returncode == -9 if fault == "KILL" else any(str(home) in hit for hit in hits)
    return Ended(done.returncode, done.stderr, felt)


def failing_for_good(home: Path, words: Sequence[str], fault: str, after: int, log: Path) -> Ended:
    """Run a command that finds the journals unwritable for good, from the write *after* on."""
    paths = [option for name in ("work", "directory") for option in ("-P", f"{home}/{name}.jsonl")]
    inject = [
        option
        for name in ("write", "fsync", "ftruncate")
        for option in ("-e", f"inject={name}:error={fault}:when={after}+")
    ]
    options = [*_options(log), *paths, "-e", "trace=write,fsync,ftruncate", *inject]
    done = _run(home, ["strace", *options, sys.executable, *SOUND], words)
    return Ended(done.returncode, done.stderr, felt="(INJECTED)" in log.read_text(errors="replace"))


def _options(log: Path, *, quick: bool = True) -> list[str]:
    """Say how to trace; *quick* is to stop at those calls only, where no signal can be sent."""
    return ["-f", *(["--seccomp-bpf"] * quick), "-qq", "-y", "-s", "32", "-o", str(log)]


def _run(
    home: Path, command: Sequence[str], words: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    """Run `recover` on a home folder, under *command*."""
    environment = {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "RECOVER_HOME": str(home),
        "PYTHONHASHSEED": "0",
    }
    return subprocess.run(
        [*command, *words],
        capture_output=True,
        text=True,
        env=environment,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
