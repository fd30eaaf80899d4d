"""From getting in touch to what became of it."""

from typing import Any

from textual.screen import Screen

from recover.domain.promise import Promise


def reach(screen: Screen[Any], promise: Promise) -> None:
    """Say whether and where a client can be reached, then ask what became of it."""
    from recover.tui.dialogs.promise_attempt import AttemptDialog
    from recover.tui.dialogs.promise_keep import KeepDialog
    from recover.tui.dialogs.reach import Ended, ReachDialog

    def go_on(ended: Ended | None) -> None:
        if ended is not None:
            screen.app.push_screen((KeepDialog if ended == "kept" else AttemptDialog)(promise))

    screen.app.push_screen(ReachDialog(promise), go_on)
