"""Printing a web page as PDF, through an installed browser or WeasyPrint."""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from recover.domain.errors import Failed
from recover.export.extras import MissingExtra, need
from recover.services.browsers import installed_browsers, room_for
from recover.storage.new_file import write_new

if TYPE_CHECKING:
    from subprocess import Popen

PATIENCE = 60.0
"""Seconds until a browser that does not end is stopped."""
_LONGEST_FOLDER = 55
"""Bytes; in a longer one a browser finds no room for its socket, and ends."""
_NOTHING = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page may load and run while it is printed, whatever its own rules allow."""
_QUIETLY = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    # neither the page nor the browser itself speaks to anybody
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    # nor does it leave anything, or ask for the keys of the user
    "--disable-breakpad",
    "--password-store=basic",
    "--use-mock-keychain",
)


class NoPrinter(Failed):
    """Nothing on this machine made a PDF."""

    kind = "no_printer"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"{why}: write --format html, open it and print it from there, "
            "or `pip install 'recover[pdf]'`."
        )


def printed(
    html: str, *, environment: Mapping[str, str] | None = None, patience: float = PATIENCE
) -> bytes:
    """Print a web page as PDF. Nothing is loaded from anywhere, and no script runs.

    Args:
        html: The whole page.
        environment: The environment variables; the process's own when not given.
        patience: Seconds to wait for a browser.

    Raises:
        NoPrinter: There is neither a browser that does it nor WeasyPrint.
        Misused: `RECOVER_BROWSER` names a program that is not there.
    """
    settings = os.environ if environment is None else environment
    page = _locked(html)
    why = "There is no Chrome, Edge or Chromium here to make a PDF"
    for browser in installed_browsers(sys.platform, settings):
        try:
            return _by_browser(browser, page, settings, patience)
        except Failed as error:
            why = str(error)
    try:
        return _by_weasyprint(page)
    except MissingExtra:
        raise NoPrinter(why) from None


def _locked(html: str) -> str:
    """Forbid a page everything but what stands in it; rules of its own can only forbid more."""
    start = re.match(r"\ufeff?\s*(<!doctype[^>]*>)?", html, re.IGNORECASE)
    place = start.end() if start else 0
    rule = f'<meta http-equiv="Content-Security-Policy" content="{_NOTHING}">'
    return f"{html[:place]}{rule}{html[place:]}"


def _by_browser(browser: Path, page: str, settings: Mapping[str, str], patience: float) -> bytes:
    """Print with a browser, in a profile that is thrown away.

    Raises:
        Failed: It did not; the sentence has no end yet.
    """
    with _ending_in_order(), _private_folder(room_for(browser, settings)) as folder:
        source = write_new(folder / "summary.html", "\ufeff" + page.removeprefix("\ufeff"))
        made = folder / "summary.pdf"
        words = [str(browser), *_QUIETLY, f"--user-data-dir={folder / 'profile'}"]
        if getattr(os, "geteuid", lambda: None)() == 0:
            words.append("--no-sandbox")  # the superuser gets no sandbox from it
        words += [f"--print-to-pdf={made}", source.as_uri()]
        _run(words, {**settings, **_own_places(folder)}, patience)
        with suppress(OSError):
            content = made.read_bytes()
            if content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF"):
                return content
    raise Failed(f"{browser} made no PDF")


def _own_places(folder: Path) -> dict[str, str]:
    """Give the environment variables that keep what a browser writes inside *folder*."""
    names = ["XDG_CONFIG_HOME", "XDG_CACHE_HOME"]
    if len(os.fsencode(folder)) <= _LONGEST_FOLDER:
        names.append("TMPDIR")
    return dict.fromkeys(names, str(folder))


def _run(words: Sequence[str], settings: Mapping[str, str], patience: float) -> None:
    """Run a program and wait for its end; nothing that it started goes on after that.

    Raises:
        Failed: It did not start, took too long, or ended badly; the sentence has no end yet.
    """
    from subprocess import DEVNULL, Popen, TimeoutExpired

    process = None
    try:
        with _asked_to_end_later():
            process = Popen(  # noqa: S603 - a vector of our own making, no shell
                words,
                env=dict(settings),
                stdin=DEVNULL,
                stdout=DEVNULL,
                stderr=DEVNULL,
                start_new_session=True,
            )
        code = process.wait(patience)
    except OSError as error:
        raise Failed(f"{words[0]} could not be started ({error.strerror})") from None
    except TimeoutExpired:
        raise Failed(f"{words[0]} took longer than {patience:g} s to make a PDF") from None
    finally:
        if process is not None:
            _stop(process)
    if code != 0:
        raise Failed(f"{words[0]} made no PDF (it ended with {code})")


def _stop(process: "Popen[bytes]") -> None:
    """End a program with everything that it has started."""
    if sys.platform == "win32":
        from subprocess import DEVNULL, run

        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        run(tree, stdout=DEVNULL, stderr=DEVNULL, check=False)  # noqa: S603 - our own words
    else:
        from signal import SIGKILL

        with suppress(ProcessLookupError, PermissionError):  # nobody of them is left
            os.killpg(process.pid, SIGKILL)
    process.wait()


@contextmanager
def _asked_to_end_later() -> Iterator[None]:
    """Let a signal to end wait until what is being started can be stopped."""
    from signal import SIGINT, SIGTERM, raise_signal, signal
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():
        yield
        return
    asked: list[int] = []
    before = {
        each: signal(each, lambda number, _: asked.append(number)) for each in (SIGINT, SIGTERM)
    }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal(each, handler)
        for number in asked[:1]:
            raise_signal(number)


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Have a process that is asked to end stop its browser and clear up first.

    The app does so by itself: it prints in a thread, where no signal arrives.
    """
    from signal import SIGTERM, signal
    from threading import current_thread, main_thread

    if current_thread() is not main_thread():
        yield
        return

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    before = signal(SIGTERM, end)
    try:
        yield
    finally:
        signal(SIGTERM, before)


@contextmanager
def _private_folder(inside: str | None) -> Iterator[Path]:
    """Give a folder that nobody else can read, and remove it whatever happens."""
    from shutil import rmtree
    from tempfile import mkdtemp
    from time import sleep

    folder = Path(mkdtemp(prefix="recover-", dir=inside))
    try:
        yield folder
    finally:
        for _ in range(40):  # what was killed may still be writing its last file
            rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            sleep(0.05)


def _by_weasyprint(page: str) -> bytes:
    """Print with WeasyPrint, which fetches nothing.

    Raises:
        MissingExtra: It is not installed.
    """
    library = need("weasyprint", "A PDF", "pdf")
    fetcher = need("weasyprint.urls", "A PDF", "pdf").URLFetcher(allowed_protocols=())
    made: bytes = library.HTML(string=page, url_fetcher=fetcher).write_pdf()
    return made
