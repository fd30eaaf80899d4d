"""`recover remind --install` and `--uninstall`."""

from argparse import Namespace

from recover.cli.output import Output, aside
from recover.services.desk import Desk
from recover.services.scheduling import install, schedule_for, uninstall


def schedule(desk: Desk, options: Namespace, output: Output) -> None:
    """Show what has the system run the reminders, then write it; or remove it."""
    plan = schedule_for(desk)
    if options.uninstall:
        found = options.dry_run or uninstall(plan)
        state = "would be removed" if options.dry_run else "removed" if found else "not there"
    else:
        state = "would be installed" if options.dry_run else "installed"
        for line in plan.lines():
            aside(line)
        if not options.dry_run:
            install(plan)
    output.show(
        lambda: {
            "scheduler": plan.kind,
            "state": state,
            "files": [str(path) for path in plan.files],
            "crontab": plan.crontab,
        },
        lambda: [f"{plan.kind}: {state}."],
    )
