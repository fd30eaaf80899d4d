"""A look around on sample data, in a folder that is gone afterwards."""

import sys
from argparse import Namespace

from recover.cli.command import Command
from recover.cli.output import Output
from recover.services.throwaway import throwaway_desk


def _run(options: Namespace, output: Output) -> int:
    if sys.stdin is not None and sys.stdin.isatty() and output.width and not output.as_json:
        return _look_around(options)
    _play(options.at, output)
    return 0


def _look_around(options: Namespace) -> int:
    """Start the app on five living incidents."""
    from recover.services.demo import fill

    with throwaway_desk(at=options.at) as desk:
        fill(desk)
        code: int = options.app(desk)
        return code


def _play(at: str | None, output: Output) -> None:
    """Play one whole story, line by line as it grows; gathered for a script."""
    from recover.services.story import play

    with throwaway_desk(at=at) as desk:
        if output.as_json:
            told: list[str] = []
            play(desk, told.append)
            output.show(lambda: {"story": told}, lambda: told)
        else:
            play(desk, output.stream)


COMMANDS = {
    "demo": Command(
        run=_run,
        needs_book=False,
        examples=("recover demo", "recover demo | head", "recover demo --json"),
    ),
}
