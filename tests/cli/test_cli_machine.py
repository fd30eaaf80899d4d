"""A machine that says no: a sentence each, nothing claimed that is not so, nothing typed lost."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.commandline import CommandLine
from tests.terminal import Terminal

LINES = (
    ("listen", "a new matter"),
    ("log", "1", "what was typed"),
    ("promise", "1", "send the plan", "--by", "Friday noon"),
    ("keep", "1p1", "they thanked us"),
    ("close", "2", "--outcome", "retained"),
)
STRANGER = 54321
"""A user whom no machine knows."""
NO_BYTECODE = {"PYTHONDONTWRITEBYTECODE": "1"}
"""Python would leave half a module where a file may not grow, and take it for a whole one."""
AS_MARA = {"RECOVER_USER": "mara", **NO_BYTECODE}
HOLD = """
import sys
from recover.storage.file import JournalFile
file = JournalFile.open(sys.argv[1], 1)
file.lock(shared=False)
print("held", flush=True)
sys.stdin.read()
"""
LATER = """
import sys
from datetime import datetime, timedelta
import recover.services.desk as desk

class Later(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(hours=3)

desk.datetime = Later
from recover.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
is_root = hasattr(os, "geteuid") and os.geteuid() == 0


def can_mount() -> bool:
    """Whether a file system can be mounted where nobody else sees it."""
    if not is_root or shutil.which("unshare") is None:
        return False
    tried = subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False
    )
    return tried.returncode == 0


mounting = pytest.mark.skipif(not can_mount(), reason="nothing can be mounted here")
AS_A_STRANGER = ("unshare", "-U", f"--map-user={STRANGER}")


def can_be_a_stranger() -> bool:
    """Whether a process can be somebody whom the machine does not know."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*AS_A_STRANGER, "true"], capture_output=True, check=False)
    return tried.returncode == 0


estranged = pytest.mark.skipif(not can_be_a_stranger(), reason="nobody is a stranger here")


@pytest.fixture
def two(busy: CommandLine) -> CommandLine:
    """Two incidents; the second one can be closed."""
    busy.done("listen 'all is well' --account lumen")
    busy.variables = dict(NO_BYTECODE)
    return busy


def files(home: Path) -> dict[str, bytes]:
    """The journals, byte for byte."""
    return {path.name: path.read_bytes() for path in home.glob("*.jsonl")}


def assert_one_sentence(answer: subprocess.CompletedProcess[bytes], *codes: int) -> str:
    """It failed with one sentence, claims nothing and shows no trace; gives the sentence."""
    assert answer.returncode in codes
    assert answer.stdout == b""
    assert answer.stderr.count(b"\n") == 1
    assert b"Traceback" not in answer.stderr
    return answer.stderr.decode()


def limited(size: int) -> Callable[[], None]:
    """Let no file of a process grow beyond a size, as on a disk that is full."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_a_full_disk(two: CommandLine, line: tuple[str, ...]) -> None:
    """Nothing is saved, and nothing is claimed; with room again the same line works."""
    before = files(two.home)
    said = assert_one_sentence(
        two.process(*line, preexec_fn=limited(min(map(len, before.values())))), 1
    )

    assert "the file would grow beyond the allowed size" in said
    assert files(two.home) == before
    assert two.process(*line).returncode == 0


@mounting
def test_a_disk_that_is_really_full(two: CommandLine) -> None:
    """Every command in turn, on a small disk that somebody else has filled."""
    script = 'mount -t tmpfs -o size=128k none "$1"/disk && cp -a "$1"/home "$1"/disk && {}'
    fill = 'dd if=/dev/zero of="$1"/disk/rest bs=1 count=1 2>&- ; '
    fill += 'cat /dev/zero > "$1"/disk/filler 2>&- ; '
    run = "shift; " + " ; ".join(
        f"{sys.executable} -m recover {' '.join(repr(word) for word in line)}; echo code $?"
        for line in LINES
    )
    base = two.home.parent
    (base / "disk").mkdir()
    pad = (two.home / "work.jsonl").stat().st_size % 4096
    (two.home / "work.jsonl").write_bytes(padded((two.home / "work.jsonl").read_bytes(), pad))
    answer = subprocess.run(
        ["unshare", "-m", "bash", "-c", script.format(fill + run), "-", str(base)],
        capture_output=True,
        env={
            "PATH": os.environ["PATH"],
            **two.environment(None),
            "RECOVER_HOME": str(base / "disk" / "home"),
        },
        timeout=120,
        check=False,
    )

    assert answer.stdout.decode().split("\n")[:-1] == ["code 1"] * len(LINES)
    assert answer.stderr.count(b"the disk is full; free some space") == len(LINES)
    assert answer.stderr.count(b"\n") == len(LINES)


def padded(data: bytes, used: int) -> bytes:
    """Fill a journal up to the end of its last block, so that one more line needs another."""
    from recover.storage.lines import transaction_line

    number = data.count(b"\n")
    empty = len(transaction_line(number, b'["put","padding",1,{"text":""}]'))
    room = 4096 - used - empty
    text = b"x" * (room if room >= 0 else room + 4096)
    return data + transaction_line(number, b'["put","padding",1,{"text":"%b"}]' % text)


@mounting
@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_a_folder_that_is_read_only(two: CommandLine, line: tuple[str, ...]) -> None:
    """Reading goes on; what would be written is refused."""
    before = files(two.home)
    answer = read_only(two, *line)

    assert "the disk is read-only; choose another folder" in assert_one_sentence(answer, 1)
    assert files(two.home) == before
    assert read_only(two, "promises").returncode == 0
    assert two.process(*line).returncode == 0


READ_ONLY = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'


def read_only(run: CommandLine, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command line where the home folder cannot be written."""
    return subprocess.run(
        [
            *("unshare", "-m", "sh", "-c", READ_ONLY, str(run.home)),
            *(sys.executable, "-m", "recover", *words),
        ],
        capture_output=True,
        env={"PATH": os.environ["PATH"], **run.environment(None)},
        timeout=60,
        check=False,
    )


@estranged
@pytest.mark.parametrize("line", [*LINES, ("promises",), ()], ids=lambda line: str(line[:1]))
def test_no_home(two: CommandLine, line: tuple[str, ...]) -> None:
    """HOME is not set, and nobody knows the user: it is asked for a folder, and nothing is made."""
    answer = subprocess.run(
        [*AS_A_STRANGER, sys.executable, "-m", "recover", *line],
        capture_output=True,
        env={"PATH": os.environ["PATH"], **AS_MARA},
        timeout=60,
        check=False,
    )

    said = assert_one_sentence(answer, 2)
    assert "HOME is not set" in said
    assert "--home" in said
    assert two.process(*line).returncode == 0


def test_no_home_and_a_folder_that_is_named(two: CommandLine) -> None:
    """Then HOME is not needed."""
    for line in LINES:
        assert "HOME" not in two.variables
        assert two.process(*line).returncode == 0


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_standard_output_is_closed(two: CommandLine, line: tuple[str, ...]) -> None:
    """Nobody would hear the answer, so nothing is done."""
    before = files(two.home)
    said = assert_one_sentence(two.process(*line, redirected=">&-"), 1)

    assert "Standard output is closed" in said
    assert files(two.home) == before


def test_the_clock_goes_back(two: CommandLine) -> None:
    """What is typed is kept in the order it was typed, and the clock is named."""
    two.at = None
    later = subprocess.run(
        [sys.executable, "-c", LATER, "log", "1", "written later"],
        env={"PATH": os.environ["PATH"], **two.environment(None)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert later.returncode == 0
    for line in LINES:
        answer = two.process(*line)

        assert answer.returncode == 0
        assert b"Traceback" not in answer.stderr
        if line[0] == "log":
            assert b"the clock went back" in answer.stderr
    texts = [each["text"] for each in sorted(two.json("show 1")["log"], key=entry_number)]
    assert texts.index("written later") < texts.index("what was typed")
    assert b"the clock went back" in two.process("doctor").stdout


def entry_number(entry: dict[str, str]) -> int:
    """The number in the id of an entry."""
    return int(entry["id"].partition("e")[2])


@contextmanager
def holding(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Have another process hold the lock of a journal."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_whoever_holds_the_lock_is_killed(two: CommandLine, line: tuple[str, ...]) -> None:
    """Whoever waits for it says so, and goes on when it is gone."""
    with (
        holding(two.home / "work.jsonl") as holder,
        subprocess.Popen(
            [sys.executable, "-m", "recover", *line],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={"PATH": os.environ["PATH"], **two.environment(None)},
        ) as waiting,
    ):
        assert waiting.stderr is not None
        assert "Waiting for another recover" in waiting.stderr.readline()
        holder.send_signal(signal.SIGKILL)
        out, err = waiting.communicate(timeout=60)

    assert waiting.returncode == 0
    assert out
    assert "Traceback" not in err


def test_a_lock_that_is_not_let_go_of(two: CommandLine) -> None:
    """After ten seconds it is given up, and nothing was written."""
    before = files(two.home)
    with holding(two.home / "work.jsonl"):
        answer = two.process("log", "1", "what was typed")

    assert answer.returncode == 1
    assert b"Another recover has been using" in answer.stderr
    assert answer.stdout == b""
    assert files(two.home) == before


def test_a_write_that_was_interrupted_is_told(two: CommandLine) -> None:
    """What somebody's killed write has left is set aside, and whoever writes next hears of it."""
    with (two.home / "work.jsonl").open("ab") as file:
        file.write(b'{"sum":"12345678","n":')
    answer = two.process("log", "1", "what was typed")

    assert answer.returncode == 0
    assert b"set aside in" in answer.stderr
    assert [path.read_bytes() for path in two.home.glob("*.torn-*")] == [b'{"sum":"12345678","n":']


def in_the_incident(me: Terminal) -> Terminal:
    """Go into incident 1, its line waiting."""
    me.see("OPEN PROMISES 1")
    me.press("2").see("Northwind")
    me.press("down", "enter").see("heard ›")
    return me


def limit(me: Terminal, size: int) -> None:
    """Let no file of a running app grow beyond a size."""
    resource.prlimit(me.child.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="no limits for others here")
def test_the_app_on_a_full_disk(two: CommandLine) -> None:
    """It says so, keeps what was typed on the screen and in a draft, and saves it afterwards."""
    before = files(two.home)
    with Terminal(home=two.home, at=two.at, environment=AS_MARA) as me:
        in_the_incident(me)
        limit(me, min(map(len, before.values())))
        me.type("what was typed").see("what was typed")
        me.press("enter").see("beyond the allowed size", "what was typed")
        me.see_on_disk(two.home, "what was typed")
        assert files(two.home) == before
        limit(me, resource.RLIM_INFINITY)
        me.press("enter").see("“what was typed”")
        me.press("ctrl+q")

        assert me.leave() == 0
        assert "Traceback" not in me.written


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="no limits for others here")
def test_a_form_of_the_app_on_a_full_disk(two: CommandLine) -> None:
    """The sentence stands in the form, with everything typed; Enter again saves it."""
    before = files(two.home)
    with Terminal(home=two.home, at=two.at, size=(120, 40), environment=AS_MARA) as me:
        me.see("OPEN PROMISES 1")
        me.press("k").see("Keep")
        me.type("they thanked us").see("they thanked us")
        limit(me, min(map(len, before.values())))
        me.press("enter").see("beyond the allowed size", "they thanked us")
        assert files(two.home) == before
        limit(me, resource.RLIM_INFINITY)
        me.press("enter").see("OPEN PROMISES 0")
        me.press("q")

        assert me.leave() == 0
    assert two.json("promises --all")[0]["state"] == "kept"


@mounting
def test_the_app_in_a_read_only_folder(two: CommandLine) -> None:
    """It opens, says that nothing can be saved, and keeps what was typed on the screen."""
    under = ("unshare", "-m", "sh", "-c", READ_ONLY, str(two.home))
    with Terminal(home=two.home, at=two.at, environment=AS_MARA, under=under) as me:
        in_the_incident(me)
        me.type("what was typed").see("what was typed")
        me.press("enter").see("the disk is read-only", "what was typed")
        me.press("ctrl+q")
        me.leave()

        assert "Traceback" not in me.written


def test_the_app_when_whoever_holds_the_lock_is_killed(two: CommandLine) -> None:
    """What was typed waits with it, and is saved when the holder is gone."""
    with Terminal(home=two.home, at=two.at, environment=AS_MARA) as me:
        in_the_incident(me)
        with holding(two.home / "work.jsonl"):
            me.type("what was typed").see("what was typed")
            me.press("enter")
            me.see_on_disk(two.home, "what was typed")
        me.see("“what was typed”")
        me.press("ctrl+q")

        assert me.leave() == 0
    assert "what was typed" in str(two.json("show 1")["log"])


def test_the_app_when_the_clock_went_back(two: CommandLine) -> None:
    """It says so, and keeps what is typed."""
    two.at = None
    subprocess.run(
        [sys.executable, "-c", LATER, "log", "1", "written later"],
        env={"PATH": os.environ["PATH"], **two.environment(None)},
        capture_output=True,
        timeout=60,
        check=True,
    )
    with Terminal(home=two.home, size=(120, 40), environment=AS_MARA) as me:
        me.see("OPEN PROMISES 1")
        me.press("2").see("Northwind")
        me.press("down", "enter").see("heard ›")
        me.type("what was typed").press("enter").see("“what was typed”", "The machine's clock")
        me.press("ctrl+q")

        assert me.leave() == 0
