"""The way in: the `recover` program, and `python -m recover`. Picks the face."""

import gc
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recover.services.desk import Desk


def main(argv: list[str] | None = None) -> int:
    """Run recover.

    Args:
        argv: The arguments without the program's name; `None` for those of the process.

    Returns:
        The exit code (`cli.md`, manners).
    """
    from recover.cli.program import run

    if argv is not None:
        return run(argv, app=_app)
    # The whole process is one command: it leaves little garbage, and looking for it on the way and
    # at the end costs a third of the time.
    gc.disable()
    try:
        return run(sys.argv[1:], app=_app)
    finally:
        gc.freeze()


def _app(desk: "Desk") -> int:
    """Start the terminal app; nothing of it is loaded before."""
    gc.enable()
    from recover.tui.running import run_app

    return run_app(desk)


if __name__ == "__main__":
    sys.exit(main())
