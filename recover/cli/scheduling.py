"""`recover remind --install` and `--uninstall`."""

from argparse import Namespace

from recover.cli.asking import agrees, can_ask
from recover.cli.output import Output, aside
from recover.domain.errors import Misused, Refused
from recover.services.desk import Desk
from recover.services.scheduling import (
    Schedule,
    install,
    is_installed,
    schedule_for,
    uninstall,
)


class NotAsked(Misused):
    """There is nobody to ask, and nothing said that it is wished for."""

    kind = "not_asked"


def schedule(desk: Desk, options: Namespace, output: Output) -> None:
    """Show what has the system run the reminders, then write it; or remove it.

    Raises:
        NotAsked: Nobody is at a terminal, and `--yes` was not given.
        Refused: Whoever was asked said no.
    """
    plan = schedule_for(desk)
    act = _remove if options.uninstall else _install
    state = act(plan, options, output)
    output.show(
        lambda: {
            "scheduler": plan.kind,
            "state": state,
            "files": [str(path) for path in plan.files],
            "crontab": plan.crontab,
        },
        lambda: [f"{plan.kind}: {state}."],
    )


def _remove(plan: Schedule, options: Namespace, _: Output) -> str:
    """Remove it; give what became of it."""
    if options.dry_run:
        return "would be removed" if is_installed(plan) else "not there"
    return "removed" if uninstall(plan) else "not there"


def _install(plan: Schedule, options: Namespace, output: Output) -> str:
    """Show it, ask unless that was answered, and write it; give what became of it."""
    asks = not (options.dry_run or options.yes)
    if asks and (output.as_json or not can_ask()):
        raise NotAsked(
            f"{plan.kind} is changed only when you say so: add --yes, or --dry-run to see "
            "what would be installed."
        )
    for line in plan.lines():
        aside(line)
    if options.dry_run:
        return "would be installed"
    if asks and not agrees("Install it?"):
        raise Refused("Nothing was installed.")
    install(plan)
    return "installed"
