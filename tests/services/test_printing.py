"""PDF by whatever this machine has: what is loaded, what is left behind, what is said."""

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from recover.domain.errors import Misused
from recover.services.browsers import installed_browsers, places
from recover.services.printing import NoPrinter, printed

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Summary</title>
<style>body { color: #123 }</style><link rel="stylesheet" href="http://127.0.0.1:PORT/a.css">
</head><body><h1>Ünïcode holds</h1><script>document.write("SCRIPT RAN")</script>
<img src="http://127.0.0.1:PORT/b.png"><img src="file:///etc/hostname">
<iframe src="file:///etc/passwd"></iframe></body></html>"""
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
unix_only = pytest.mark.skipif(os.name == "nt", reason="the stand-in browsers are shell scripts")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which everything temporary is made."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def _browser(tmp_path: Path, script: str) -> dict[str, str]:
    """Install a browser that does what a script says; give an environment that names it."""
    program = tmp_path / "browser"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return {"PATH": os.environ["PATH"], "RECOVER_BROWSER": str(program)}


def _text(pdf: bytes) -> str:
    """Read what a PDF shows."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.skipif(
    CHROMIUM is None or shutil.which("pdftotext") is None, reason="no browser, or no pdftotext"
)
def test_a_browser_prints_and_speaks_to_nobody(scratch: Path) -> None:
    """No script runs, no file and no address is read, and nothing is left behind."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        page = PAGE.replace("PORT", str(server.getsockname()[1]))
        pdf = printed(page, environment={**os.environ, "RECOVER_BROWSER": str(CHROMIUM)})
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()

    assert b"Skia" in pdf
    assert _text(pdf).split() == ["Ünïcode", "holds"]
    assert list(scratch.iterdir()) == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_without_a_browser_weasyprint_prints_and_fetches_nothing() -> None:
    """The same page, read by the same rules."""
    pytest.importorskip("weasyprint")
    with socket.create_server(("127.0.0.1", 0)) as server:
        pdf = printed(PAGE.replace("PORT", str(server.getsockname()[1])), environment={"PATH": ""})
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()

    assert _text(pdf).split() == ["Ünïcode", "holds"]


@unix_only
@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exit 3", "made no PDF (it ended with 3)"),
        ("exit 0", "made no PDF"),
        (
            'for each; do case "$each" in --print-to-pdf=*) echo no > "${each#*=}";; esac; done',
            "no",
        ),
        ("exec tail -f /dev/null", "took longer than 0.5 s to make a PDF"),
    ],
    ids=["fails", "does nothing", "writes something else", "never ends"],
)
def test_a_browser_that_fails_is_passed_over(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch, script: str, why: str
) -> None:
    """The next way is taken; where there is none, one sentence says what to do."""
    environment = _browser(tmp_path, script)

    assert printed(PAGE, environment=environment, patience=0.5).startswith(b"%PDF-")
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NoPrinter) as told:
        printed(PAGE, environment=environment, patience=0.5)

    assert why in str(told.value)
    assert str(told.value).endswith("or `pip install 'recover[pdf]'`.")
    assert list(scratch.iterdir()) == []


def test_where_there_is_nothing_a_sentence_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    """Printing from a browser by hand, or the extra."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(NoPrinter) as told:
        printed(PAGE, environment={"PATH": ""})

    assert str(told.value) == (
        "There is no Chrome, Edge or Chromium here to make a PDF: write --format html, open it "
        "and print it from there, or `pip install 'recover[pdf]'`."
    )


@unix_only
def test_what_is_printed_is_private(tmp_path: Path, scratch: Path) -> None:
    """Nobody else reads the folder or the page, and the page is not on the command line."""
    seen = tmp_path / "seen"
    script = f"""for page; do :; done
page=${{page#file://}}
stat -c %a "$(dirname "$page")" "$page" > {seen}
printf '%s\\n' "$@" >> {seen}
exit 1"""
    printed(PAGE, environment=_browser(tmp_path, script))

    folder, page, *words = seen.read_text().splitlines()
    assert (folder, page) == ("700", "600")
    assert not any("holds" in word for word in words)
    assert ("--no-sandbox" in words) == (os.geteuid() == 0)
    assert words[-1].startswith(f"file://{scratch}/")
    assert list(scratch.iterdir()) == []


@unix_only
@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for processes as Linux lets one")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_whatever_ends_us_ends_the_browser_and_its_children(
    tmp_path: Path, asked: signal.Signals
) -> None:
    """And nothing of the page is left."""
    pipe, scratch = tmp_path / "pipe", tmp_path / "scratch"
    os.mkfifo(pipe)
    scratch.mkdir()
    script = f"tail -f /dev/null & echo $! $$ > {pipe}; wait"
    environment = {**_browser(tmp_path, script), "TMPDIR": str(scratch)}
    printing = subprocess.Popen(
        [sys.executable, "-c", "from recover.services.printing import printed; printed('x')"],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    running = [os.pidfd_open(int(word)) for word in pipe.read_text().split()]
    printing.send_signal(asked)

    assert printing.wait(30) != 0
    assert len(running) == 2
    for each in running:
        assert select.select([each], [], [], 30)[0], "it goes on"
        os.close(each)
    assert list(scratch.iterdir()) == []


def test_the_setting_names_the_browser() -> None:
    """One that is not there is said, not passed over."""
    with pytest.raises(Misused, match="RECOVER_BROWSER names 'no-such'"):
        installed_browsers("linux", {"PATH": os.environ["PATH"], "RECOVER_BROWSER": "no-such"})


@unix_only
def test_a_browser_of_two_names_is_tried_once(tmp_path: Path) -> None:
    """The better name is kept, in the order of the names."""
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (tmp_path / "chromium-browser").symlink_to(program)
    shutil.copy(program, tmp_path / "google-chrome")

    found = installed_browsers("linux", {"PATH": str(tmp_path)})

    assert [each.name for each in found] == ["google-chrome", "chromium"]


@unix_only
def test_chromium_as_a_snap_gets_files_where_it_sees_them(tmp_path: Path) -> None:
    """It sees no temporary folder of ours."""
    seen, own = tmp_path / "seen", tmp_path / "snap" / "chromium" / "common"
    own.mkdir(parents=True)
    environment = _browser(tmp_path, f"for page; do :; done; echo $page > {seen}; exit 1")
    snap = (tmp_path / "browser").rename(tmp_path / "chromium")
    printed(PAGE, environment={**environment, "HOME": str(tmp_path), "RECOVER_BROWSER": str(snap)})

    assert seen.read_text().startswith(f"file://{own}/recover-")
    assert list(own.iterdir()) == []


def test_every_platform_has_its_places() -> None:
    """Where installers put them."""
    mac = places("darwin", {"HOME": "/Users/mara"})
    windows = places("win32", {"PROGRAMFILES": "C:\\Program Files"})

    assert mac[0] == "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    assert "/Users/mara/Applications/Chromium.app/Contents/MacOS/Chromium" in mac
    assert windows[1] == "C:\\Program Files/Microsoft/Edge/Application/msedge.exe"
