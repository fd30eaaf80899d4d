"""Running the app on a terminal, and ending it in order whatever ends it."""

import gc
import signal

from recover.services.desk import Desk
from recover.tui.app import LOOK_AROUND, RecoverApp
from recover.tui.keys import read_alt_and_digits


class _Process(RecoverApp):
    """The app as the one thing this process does."""

    def on_load(self) -> None:
        """End in order when the system asks: what was typed is kept, the terminal restored.

        It is heeded before the terminal is ours and has to be restored.
        """
        from asyncio import get_running_loop

        loop = get_running_loop()
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            number = getattr(signal, name, None)
            if number is not None:
                loop.add_signal_handler(number, self._end, int(number))

    def on_ready(self) -> None:
        """From now on garbage is collected, of what is new."""
        gc.freeze()
        gc.enable()

    def _end(self, number: int) -> None:
        """Keep what was typed, and leave."""
        self.drafts.flush()
        self.exit(128 + number, return_code=128 + number)


def run_app(desk: Desk, *, sample: bool = False) -> int:
    """Run the app on a terminal until it is left; give the exit code.

    Args:
        desk: The desk to work at.
        sample: Whether its book holds sample data.
    """
    read_alt_and_digits()
    while True:
        gc.disable()  # nothing of what starting makes is garbage; `on_ready` turns it on again
        app = _Process(desk, sample=sample)
        try:
            ended = app.run()
        finally:
            gc.enable()
        if ended != LOOK_AROUND:
            return app.return_code or 0
        code = _look_around()
        if code:
            return code


def _look_around() -> int:
    """Run the app on sample data, in a folder that is gone afterwards; give its exit code."""
    from recover.services.demo import fill
    from recover.services.throwaway import throwaway_desk

    with throwaway_desk() as desk:
        fill(desk)
        return run_app(desk, sample=True)
