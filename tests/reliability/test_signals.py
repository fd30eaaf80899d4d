"""The app ends while a note is typed: the next start offers it, and the terminal is clean."""

import re
import signal
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reliability.conftest import Found
from tests.reliability.proving import sized
from tests.reliability.stage import NOW, desk_at
from tests.terminal import PATIENCE, Terminal

ON = ("7", "25")
"""The modes that are to be on in the end: lines wrap, and the cursor is shown."""

ENDS: dict[str, Callable[[Terminal], None]] = {
    "SIGTERM": lambda app: app.kill(signal.SIGTERM),
    "SIGHUP": lambda app: app.kill(signal.SIGHUP),
    "SIGKILL": lambda app: app.kill(signal.SIGKILL),
    "closed terminal": lambda app: app.close_window(),
}
LEAVES_IT_CLEAN = ("SIGTERM", "SIGHUP")
"""Nobody can clean up after SIGKILL, and nothing is left to be cleaned when it is closed."""


def sit(home: Path) -> Terminal:
    """Sit down at the app."""
    return Terminal(home=home, at=NOW, environment={"RECOVER_USER": "mara"})


def left_on(written: str) -> list[str]:
    """List the modes of the terminal that a program has left other than it found them."""
    last = dict(re.findall(r"\x1b\[\?(\d+)([hl])", written))
    keys = written.count("\x1b[>1u") - written.count("\x1b[<u")
    wrong = [mode for mode, state in last.items() if (state == "h") != (mode in ON)]
    return [*wrong, *(["keys"] * (keys > 0))]


def is_cooked(app: Terminal) -> bool:
    """Whether the terminal takes lines, shows what is typed, and heeds Ctrl-C."""
    into, out, _, local, *_ = termios.tcgetattr(app.child.child_fd)
    wanted = termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN
    return local & wanted == wanted and bool(into & termios.ICRNL) and bool(out & termios.OPOST)


def raw_while_it_runs(app: Terminal) -> None:
    """See that the check sees a terminal that is not clean: the app's own, while it runs."""
    assert left_on(app.written)
    assert not is_cooked(app)


@pytest.mark.parametrize("end", ENDS)
def test_a_note_that_is_being_typed_is_offered(home: Path, end: str, found: Found) -> None:
    """Each start offers what was typed before the last end; the terminal is as it was."""
    times = sized(2, 20)
    offered, before = 0, ""
    for number in range(times + 1):
        with sit(home) as app:
            if before:
                app.see("Typed, and not saved", before)
                offered += 1
                app.press("enter").see("heard ›", before)
                app.press("enter").see(f"“{before}”")
            else:
                app.see("OPEN PROMISES")
                app.press("enter").see("heard ›")
            if number == times:
                app.press("ctrl+q")
                assert app.leave() == 0
                break
            before = f"they want it by {number} o"
            app.type(before).see(before)
            app.see_on_disk(home, before)
            raw_while_it_runs(app)
            if end in LEAVES_IT_CLEAN:
                app.child.kill(signal.Signals[end])
                while app.read_on(PATIENCE):
                    pass
                assert left_on(app.written) == []
                assert is_cooked(app)
            ENDS[end](app)

    texts = [getattr(each.what, "text", "") for each in desk_at(home).incident("1").entries]
    assert [each for each in texts if each.startswith("they want")] == [
        f"they want it by {number} o" for number in range(times)
    ]
    found(f"{end}: {offered} of {times} drafts offered")
    assert offered == times
