"""The app as a process on a terminal: how it ends, and what is left then."""

import signal
from pathlib import Path

import pytest

from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.drafting import drafts_left
from tests.terminal import Terminal

AT = "2026-10-22T17:10-07:00"


@pytest.fixture
def settled(desk: Desk, incident: Incident) -> Path:
    """A home with one incident in which Mara is listening; she acts there."""
    assert incident.is_open
    (desk.home / "settings.toml").write_text('person = "mara"\n')
    return desk.home


def typing(terminal: Terminal, text: str) -> None:
    """Open the incident and type half a line."""
    terminal.see("LISTENING 1")
    terminal.press("enter")
    terminal.see("heard ›")
    terminal.type(text)
    terminal.see(text)


def test_sigterm_keeps_the_draft_and_restores_the_terminal(settled: Path, desk: Desk) -> None:
    """The line on disk, the exit code of the signal, and the alternate screen left."""
    with Terminal(home=settled, at=AT) as terminal:
        typing(terminal, "they want it by no")
        terminal.child.kill(signal.SIGTERM)

        assert terminal.leave() == 128 + signal.SIGTERM

    assert [each.text for each in drafts_left(desk)] == ["they want it by no"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_sample_data_too(settled: Path, number: signal.Signals) -> None:
    """It ends the process, and does not bring one's own book back."""
    with Terminal(home=settled, at=AT) as terminal:
        terminal.see("LISTENING 1")
        terminal.press("S").see("Leave your book")
        terminal.press("y").see("(sample data)", "OPEN PROMISES 5")
        terminal.child.kill(number)

        assert terminal.leave() == 128 + number


def test_alt_and_a_digit_go_to_a_phase(settled: Path) -> None:
    """And type nothing into what the client says."""
    with Terminal(home=settled, at=AT) as terminal:
        typing(terminal, "they want it by noon")
        terminal.type("\x1b2")
        terminal.see("(2) Set expectations")
        terminal.press("enter").see("\u201cthey want it by noon\u201d")
        terminal.press("ctrl+q")

        assert terminal.leave() == 0


def test_a_closed_window_keeps_the_draft(settled: Path, desk: Desk) -> None:
    """SIGHUP: nobody is there to be told, and nothing is lost."""
    with Terminal(home=settled, at=AT) as terminal:
        typing(terminal, "they want it by no")
        terminal.kill(signal.SIGHUP)

    assert [each.text for each in drafts_left(desk)] == ["they want it by no"]


def test_a_killed_app_loses_at_most_a_moment(settled: Path, desk: Desk) -> None:
    """What is shown to be kept is kept, also by SIGKILL, and the next start offers it."""
    with Terminal(home=settled, at=AT) as terminal:
        typing(terminal, "they want it by no")
        while not list((settled / "drafts").glob("*.json")):
            terminal.see("they want it")
        terminal.kill(signal.SIGKILL)

    with Terminal(home=settled, at=AT) as terminal:
        terminal.see("Typed, and not saved", "they want it by no")
        terminal.press("enter")
        terminal.see("heard ›", "they want it by no")
        terminal.press("enter")
        terminal.see("heard    “they want it by no”")
        terminal.press("ctrl+q")

        assert terminal.leave() == 0

    desk.store.refresh()
    assert "they want it by no" in str(desk.store.incident("1").entries[-1].what)


def test_q_leaves_with_code_0(settled: Path) -> None:
    """A quiet end."""
    with Terminal(home=settled, at=AT) as terminal:
        terminal.see("LISTENING 1")
        terminal.press("q")

        assert terminal.leave() == 0


def test_no_color_means_none_and_the_cursor_is_still_seen(settled: Path) -> None:
    """Not one colour on the screen; the chosen row is in reverse."""
    with Terminal(home=settled, at=AT, environment={"NO_COLOR": "1"}) as terminal:
        terminal.see("LISTENING 1", "Your man mocked her.")
        cells = [cell for row in terminal._screen.buffer.values() for cell in row.values()]  # noqa: SLF001
        colours = {colour for cell in cells for colour in (cell.fg, cell.bg)}
        reversed_text = "".join(cell.data for cell in cells if cell.reverse)

    assert colours == {"default"}
    assert "Your man mocked her." in reversed_text
