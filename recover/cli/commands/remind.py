"""What is due to be said now, each stage once however many schedulers run it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from recover.cli.command import Command
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.shapes import Shape
from recover.cli.stamps import stamp
from recover.domain.errors import Failed, RecoverError
from recover.domain.moments import moment
from recover.domain.stage import Due
from recover.services.desk import Desk
from recover.services.due_reminders import due_or_overdue, due_reminders, say_reminders
from recover.services.reminder_words import reminder_text
from recover.services.snoozing import resume_reminders, snooze, stop_reminders

NOT_SHOWN = 1
"""The exit code when the desktop did not show what is printed, or it could not be noted as said."""
SOMETHING_IS_DUE = 5
"""The exit code of `--check` (`cli.md`, manners)."""

_NOUNS = {"p": "promise", "h": "handover", "f": "follow_up"}


def _arguments(parser: Parser) -> None:
    parser.switch(
        "--check", "say what is due, also if it was said, and mark nothing; exit 5 if anything is"
    )
    parser.switch("--notify", "also show it on the desktop")
    parser.switch("--dry-run", "show it, or what would be installed, and change nothing")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--install", action="store_true", help="have this system run it every five minutes; asks"
    )
    which.add_argument("--uninstall", action="store_true", help="have it run no more")
    parser.switch("--yes", "install it without asking; needed where nobody is at a terminal")


def _run(desk: Desk, options: Namespace, output: Output) -> int | None:
    if options.install or options.uninstall:
        from recover.cli.scheduling import schedule

        schedule(desk, options, output)
        return None
    looks = options.check or options.dry_run
    look = due_or_overdue if options.check else due_reminders
    found, failed = (look(desk), False) if looks else _say(desk)
    output.show(lambda: [_shape(desk, each) for each in found], lambda: _lines(desk, found))
    if options.notify and found and not looks:
        try:
            output.flush()  # they were taken, so they are printed before anything can hang
        finally:
            shown = _notify(desk, [reminder_text(desk, each) for each in found])
        failed = failed or not shown
    if failed:
        return NOT_SHOWN
    return SOMETHING_IS_DUE if options.check and found else None


def _say(desk: Desk) -> tuple[list[Due], bool]:
    """Take what is due, and say whether that failed.

    On a disk that takes nothing it is said all the same, perhaps more than once.
    """
    try:
        return say_reminders(desk), False
    except Failed as error:
        aside(str(error))
        return due_reminders(desk), True


def _notify(desk: Desk, texts: Sequence[str]) -> bool:
    """Send texts to the addresses on file and show them on the desktop; say whether that worked.

    One is done whether or not the other works. Where there are addresses, a machine without a
    desktop will do.
    """
    from recover.services.notifying import NoDesktop, notify
    from recover.services.sending import send

    sent, worked = False, True
    try:
        sent = send(desk, texts)
    except RecoverError as error:
        aside(str(error))
        worked = False
    try:
        notify(texts)
    except NoDesktop as error:
        if not sent:
            aside(str(error))
            worked = False
    except RecoverError as error:
        aside(str(error))
        worked = False
    return worked


def _shape(desk: Desk, due: Due) -> Shape:
    """Give one reminder for scripts; times on the client's clock."""
    letter = next(each for each in due.id if not each.isdigit())
    return {
        "stage": due.stage.value,
        _NOUNS[letter]: due.id,
        "at": stamp(due.at, due.zone),
        "due": stamp(due.due, due.zone),
        "message": reminder_text(desk, due),
    }


def _lines(desk: Desk, found: Sequence[Due]) -> Iterator[str]:
    """Give one line for each; nothing for nothing, so that a scheduler stays silent."""
    yield from (reminder_text(desk, each) for each in found)


def _snooze_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="a promise, a handover or a follow-up")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--by", metavar="PHRASE", help="until when, on your own clock")
    which.add_argument("--stop", action="store_true", help="say nothing of it any more")
    which.add_argument("--resume", action="store_true", help="speak of it again")


def _snooze(desk: Desk, options: Namespace, output: Output) -> None:
    if options.stop:
        spoken = stop_reminders(desk, options.id)
    elif options.resume:
        spoken = resume_reminders(desk, options.id)
    else:
        spoken = snooze(desk, options.id, options.by)
    zone = desk.who.calendar.zone
    said = f"{spoken.item}: you are reminded of it again."
    if spoken.stopped:
        said = f"{spoken.item}: no reminders any more; it still stands on Today."
        aside(f"`recover snooze {spoken.item} --resume` brings them back.")
    elif spoken.quiet_until is not None:
        said = f"{spoken.item}: nothing until {moment(spoken.quiet_until, zone)} (you)."
    output.show(
        lambda: {
            "item": spoken.item,
            "quiet_until": stamp(spoken.quiet_until, zone),
            "stopped": spoken.stopped,
        },
        lambda: [said],
    )


COMMANDS = {
    "remind": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover remind --at 2026-10-23T08:00-07:00",
            "recover remind --dry-run --at 2026-10-23T08:00-07:00",
            "recover remind --dry-run --json",
        ),
    ),
    "snooze": Command(
        arguments=_snooze_arguments,
        run=_snooze,
        examples=(
            'recover snooze 1p1 --by "in 1 hour"',
            "recover snooze 1p1 --stop",
            "recover snooze 1p1 --resume --json",
        ),
    ),
}
