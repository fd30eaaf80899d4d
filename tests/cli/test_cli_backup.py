"""`recover backup` and `recover restore`, as somebody at a shell meets them."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from tests.cli.commandline import CommandLine


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from a folder of one's own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def export(run: CommandLine) -> str:
    """Everything about incident 1."""
    return run.done("export 1 --for internal --format json").out


def elsewhere(run: CommandLine, name: str = "fresh") -> CommandLine:
    """The same person at another machine."""
    home = run.home.with_name(name)
    return CommandLine(home=home, capture=run.capture, patch=run.patch, person="mara")


def test_on_a_clean_machine_the_export_is_byte_for_byte_the_same(busy: CommandLine) -> None:
    """With one file, and one command there."""
    before = export(busy)
    said = busy.done("backup book.recover").out
    fresh = elsewhere(busy)
    restored = fresh.done("restore book.recover").out

    assert "read back: 1 incident, 2 accounts, 2 people" in said
    assert "Restored the book of" in restored
    assert export(fresh) == before
    assert not (fresh.home / "copies").exists()


def test_without_a_name_the_file_has_the_date(busy: CommandLine) -> None:
    """And the next one a number; a folder is fine, too."""
    first, second = busy.json("backup"), busy.json("backup")
    Path("folder").mkdir()
    third = busy.json("backup folder")

    assert Path(first["file"]).name.startswith("recover-20")
    assert Path(second["file"]).stem == f"{Path(first['file']).stem}-2"
    assert Path(third["file"]).parent == Path.cwd() / "folder"
    assert {name: first[name] for name in ("incidents", "accounts", "people", "covers")} == {
        "incidents": 1,
        "accounts": 2,
        "people": 2,
        "covers": "everything",
    }
    assert first["by"] == "mara"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ("backup taken", 4, "is there already"),
        ("backup nowhere/book.recover", 4, "There is no folder"),
        ("backup -", 2, "a backup is no text"),
        ("backup ''", 2, "Name a file"),
        ("restore nothing", 3, "There is no file and no copy 'nothing'"),
        ("restore taken", 4, "is no backup of recover"),
        ("restore taken --yes", 4, "is no backup of recover"),
        ("restore .", 4, "it is no regular file"),
        ("restore -", 2, "not read from standard input"),
        ("restore 'a\x1b[31mb'", 3, "␛"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    busy: CommandLine, words: str, code: int, says: str
) -> None:
    """And nothing is changed."""
    Path("taken").write_text("mine")
    before = export(busy)
    answer = busy(words)

    assert answer.code == code
    assert says in answer.err
    assert answer.out == ""
    assert Path("taken").read_text() == "mine"
    assert export(busy) == before


def test_what_is_here_is_replaced_only_with_a_yes(busy: CommandLine) -> None:
    """What would go is counted; a copy of it is kept, and brings it back."""
    busy.done("backup book.recover")
    busy.done("log 1 'she called again'")
    busy.done("listen 'another matter' --account lumen")
    later = export(busy)
    refused = busy("--json restore book.recover")

    assert refused.code == 4
    assert refused.error["kind"] == "needs_yes"
    assert "1 whole incident and 1 later log line" in refused.error["message"]
    assert export(busy) == later

    done = busy.json("restore book.recover --yes")
    assert done["missing"] == {"incidents": 1, "log_lines": 1}
    assert done["replaced"]["incidents"] == 2
    assert done["incidents"] == 1
    assert busy("show 2").code == 3

    busy.done("restore before-restore --yes")
    assert export(busy) == later
    assert busy.done("show 2").out


def test_the_copies_are_listed_with_how_to_restore_one(busy: CommandLine) -> None:
    """By their dates; a part of a name is enough where it fits one only."""
    assert "There are no copies yet" in elsewhere(busy).done("restore").out
    busy.done("log 1 'something'")
    folder = busy.home / "copies"
    (today,) = folder.iterdir()
    shutil.copy(today, folder / "2026-10-21.recover")
    (folder / "2026-10-20.recover").write_text("bad")
    listed = busy.json("restore")

    assert [each["restorable"] for each in listed] == [True, True, False]
    assert listed[0]["covers"] == "open work"
    assert "is no backup" in listed[2]["problem"]
    text = busy.done("restore").out
    assert "2026-10-21" in text
    assert "open work: " in text
    assert "recover restore 20" in text
    assert busy("restore 2026-10").code == 3
    assert busy("--json restore 2026-10").error["candidates"] == ["2026-10-21", "2026-10-20"]
    assert busy.done("restore 2026-10-21 --yes").out


def test_a_damaged_book_can_be_restored(busy: CommandLine) -> None:
    """It cannot be opened any more, so that the command must not need it."""
    before = export(busy)
    busy.done("backup book.recover")
    path = busy.home / "work.jsonl"
    path.write_bytes(path.read_bytes().replace(b"mocked", b"m0cked", 1))
    (busy.home / "settings.toml").write_text("= nonsense")
    assert busy("show 1").code != 0

    refused = busy("restore book.recover")
    assert refused.code == 4
    assert "a damaged book" in refused.err
    assert busy.json("restore book.recover --yes")["replaced"]["damaged"] is True
    assert export(busy) == before


def test_on_a_terminal_it_asks_once(busy: CommandLine) -> None:
    """Anything but a yes is a no."""
    busy.done("backup book.recover")
    busy.done("log 1 'she called again'")
    before = export(busy)
    for answer, code in (("", 4), ("n", 4), ("y", 0)):
        child = pexpect.spawn(
            sys.executable,
            ["-m", "recover", "restore", "book.recover"],
            env={"PATH": "/usr/bin:/bin", "TERM": "dumb", **busy.environment(None)},
            timeout=60,
            encoding="utf-8",
            dimensions=(24, 80),
        )
        child.expect("Not in the backup: 1 later log line")
        child.expect("y/N")
        child.sendline(answer)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == code, child.before
        assert (export(busy) == before) is (code == 4)


def test_an_interrupted_backup_leaves_nothing(busy: CommandLine) -> None:
    """Ctrl-C while it writes: one sentence, exit code 130, and no file."""
    script = (
        "import os, signal, sys\n"
        "from recover.storage import backup_file\n"
        "from recover.__main__ import main\n"
        "real = backup_file._put\n"
        "def put(*words):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return real(*words)\n"
        "backup_file._put = put\n"
        "sys.exit(main(['backup', 'book.recover']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"PATH": "/usr/bin:/bin", **busy.environment(None)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode in (130, -signal.SIGINT)
    assert done.stderr.startswith("Interrupted")
    assert list(Path.cwd().iterdir()) == []
