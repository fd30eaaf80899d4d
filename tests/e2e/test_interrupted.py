"""What happens to typed text when the app ends in other ways than by its own key."""

import signal
from pathlib import Path

import pytest

from tests.terminal import Terminal

SIGNALS = [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]


def _type_and_wait_for_the_draft(app: Terminal, home: Path, text: str) -> None:
    """Type into the line, and wait until the draft with it is on disk."""
    app.see("Listen")
    app.press("n").see("Who is it")
    app.press("enter").see("heard ›")
    app.type(text).see(text)
    app.see_on_disk(home, text)


@pytest.mark.parametrize("number", SIGNALS, ids=lambda each: signal.Signals(each).name)
def test_what_was_typed_is_offered_again(tmp_path: Path, number: signal.Signals) -> None:
    """The next start offers the draft; restoring it puts the text into the line."""
    home = tmp_path / "home"
    with Terminal(home=home) as app:
        _type_and_wait_for_the_draft(app, home, "she is in te")
        app.kill(number)
        if number is not signal.SIGKILL:
            assert "\x1b[?1049l" in app.written

    with Terminal(home=home) as app:
        app.see("she is in te")
        app.press("enter").see("heard ›", "she is in te")
        app.type("ars").press("enter").see("“she is in tears”")
        app.press("ctrl+q")
        assert app.leave() == 0

    with Terminal(home=home) as app:
        assert "she is in te" in app.see("LISTENING 1")
        app.press("ctrl+q")
        app.leave()


def test_a_closed_terminal_keeps_the_draft(tmp_path: Path) -> None:
    """The window is closed while somebody types."""
    home = tmp_path / "home"
    with Terminal(home=home) as app:
        _type_and_wait_for_the_draft(app, home, "half a sen")
        app.close_window()

    with Terminal(home=home) as app:
        app.see("half a sen")


@pytest.mark.parametrize("number", SIGNALS, ids=lambda each: signal.Signals(each).name)
def test_what_was_typed_into_a_form_is_offered_again(
    tmp_path: Path, number: signal.Signals
) -> None:
    """Within a second of the last key, however the app ends; Enter opens the form with it."""
    home = tmp_path / "home"
    with Terminal(home=home) as app:
        app.see("Listen")
        app.press("a").see("Add an account")
        app.type("Northwind").see("Northwind")
        app.see_on_disk(home, "Northwind")
        app.kill(number)

    with Terminal(home=home) as app:
        app.see("Typed, and not saved", "account (new)", "Northwind")
        app.press("enter").see("Add an account", "Northwind")
        app.press("enter").see("Saved.")
        app.press("ctrl+q")
        assert app.leave() == 0


def test_a_closed_terminal_keeps_a_form(tmp_path: Path) -> None:
    """The window is closed while somebody types into a form."""
    home = tmp_path / "home"
    with Terminal(home=home) as app:
        app.see("Listen")
        app.press("n").see("Who is it")
        app.type("Mr Zed").see("not on record: Mr Zed")
        app.see_on_disk(home, "Mr Zed")
        app.close_window()

    with Terminal(home=home) as app:
        app.see("Typed, and not saved", "Mr Zed")
