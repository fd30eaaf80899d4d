"""A file of ours is whole or not there, and private from the first byte."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recover.domain.errors import Failed, Refused
from recover.storage.new_file import replace_file, write_new

KILLED = """
import os, signal, sys
from pathlib import Path
from recover.storage import new_file
at = sys.argv[2]
real = getattr(new_file.os, "fsync") if at == "fsync" else new_file.place
def die(*words):
    os.kill(os.getpid(), signal.SIGKILL)
if at == "fsync":
    new_file.os.fsync = die
else:
    new_file.place = die
new_file.write_new(Path(sys.argv[1]), "x" * 100_000)
"""


def test_a_new_file_holds_everything_and_nobody_else_reads_it(tmp_path: Path) -> None:
    """Text is UTF-8 without changes of its line ends; bytes stay as they are."""
    text = write_new(tmp_path / "a", "é\r\n")
    data = write_new(tmp_path / "b", b"\xff\x00")

    assert text.read_bytes() == "é\r\n".encode()
    assert data.read_bytes() == b"\xff\x00"
    assert text.stat().st_mode & 0o777 == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling", "pipe"])
def test_what_is_there_is_never_written_to(tmp_path: Path, kind: str) -> None:
    """Whatever it is; a link is not followed."""
    path, other = tmp_path / "a", tmp_path / "other"
    other.write_text("mine")
    if kind == "file":
        path.write_text("mine")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(other if kind == "link" else tmp_path / "nowhere")

    with pytest.raises(Refused, match="is there already"):
        write_new(path, "new")
    assert other.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "nowhere/a"])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is left behind."""
    with pytest.raises((Refused, Failed), match="Cannot write"):
        write_new(tmp_path / name, "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", ["fsync", "place"])
def test_a_killed_process_leaves_no_half_file(tmp_path: Path, at: str) -> None:
    """Under the name that was asked for there is nothing."""
    path = tmp_path / "a"
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), at], check=False)

    assert done.returncode == -signal.SIGKILL
    assert not path.exists()


def test_a_file_is_replaced_whole_and_a_link_is_not_followed(tmp_path: Path) -> None:
    """What a link points to stays."""
    other = tmp_path / "other"
    other.write_text("mine")
    link = tmp_path / "a"
    link.symlink_to(other)
    replace_file(link, "new")

    assert link.read_text() == "new"
    assert other.read_text() == "mine"
    assert not link.is_symlink()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "other"]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    """The old file stays, and nothing of the new one."""
    path = tmp_path / "a"
    path.write_text("old")
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from recover.storage.new_file import replace_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))\n"
        "replace_file(Path(sys.argv[1]), 'x' * 100_000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, check=False
    )

    assert b"What was there stays" in done.stderr
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
