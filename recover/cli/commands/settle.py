"""What becomes of a promise without a new one: kept, tried, withdrawn."""

from argparse import Namespace
from datetime import datetime, timedelta

from recover.cli.command import Command
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.readers import joined
from recover.cli.shapes import promise_shape
from recover.domain.incident import Incident
from recover.domain.moments import in_both, span
from recover.domain.promise import Promise, Standing, standing
from recover.services.desk import Desk
from recover.services.finding import find_promise, person_name
from recover.services.reaching import window_note
from recover.services.settling import attempt_promise, keep_promise, withdraw_promise


def _keep_arguments(parser: Parser) -> None:
    _id(parser)
    parser.text("evidence", "how we know it is done; - reads standard input", required=False)


def _keep(desk: Desk, options: Namespace, output: Output) -> None:
    incident = keep_promise(desk, options.id, joined(options.evidence))
    promise = _promise(desk, options.id)
    _note_window(desk, incident, promise)
    _show(desk, incident, promise, output, _kept(promise, desk.now()))


def _kept(promise: Promise, at: datetime) -> str:
    """Say how it was kept at *at*; late is never shown as success."""
    margin = promise.due - at
    if margin < timedelta(0):
        return f"{promise.id} kept late, by {_length(-margin)}: {promise.what}"
    early = f"{_length(margin)} early" if margin else "on the minute"
    return f"{promise.id} kept, {early}: {promise.what}"


def _length(margin: timedelta) -> str:
    """Write how early or late it was; less than a minute is not nothing."""
    return span(margin) if margin >= timedelta(minutes=1) else "less than a minute"


def _attempt_arguments(parser: Parser) -> None:
    _id(parser)
    parser.text("note", "what happened; - reads standard input", required=False)


def _attempt(desk: Desk, options: Namespace, output: Output) -> None:
    incident = attempt_promise(desk, options.id, joined(options.note))
    promise = _promise(desk, options.id)
    _note_window(desk, incident, promise)
    again = promise.attempts[-1].next_try
    when = (
        f"Next try {in_both(again, promise.zone, desk.who.calendar.zone)}."
        if again
        else "No window is open for another try: choose another channel."
    )
    said = f"{promise.id} tried, not reached; it stays open: {promise.what}"
    _show(desk, incident, promise, output, said, when)


def _withdraw_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="a promise such as 12p1, or an offer such as 12h1")
    parser.option("--reason", "R", "why it is taken back; needed", required=True)


def _withdraw(desk: Desk, options: Namespace, output: Output) -> None:
    if "h" in options.id:
        _withdraw_offer(desk, options, output)
        return
    incident = withdraw_promise(desk, options.id, options.reason)
    promise = _promise(desk, options.id)
    missed = standing(promise, desk.now()) is Standing.MISSED
    stays = " It was overdue, so it stays missed." if missed else ""
    said = f"{promise.id} withdrawn: {promise.what}.{stays}"
    _show(desk, incident, promise, output, said)


def _withdraw_offer(desk: Desk, options: Namespace, output: Output) -> None:
    """Take an offer back that was not answered yet."""
    from recover.cli.handover_shapes import offer_shape
    from recover.services.answering import withdraw_offer

    offer = withdraw_offer(desk, options.id, options.reason)
    first = offer.first
    said = f"{first.id} taken back: it stays with {person_name(desk, first.sender)}."
    output.show(lambda: offer_shape(desk, offer), lambda: [said])


def _note_window(desk: Desk, incident: Incident, promise: Promise) -> None:
    """Say what speaks against being in touch with the client at this hour."""
    note = window_note(desk, incident, promise)
    if note:
        aside(f"{promise.id}: {note}.")


def _promise(desk: Desk, promise_id: str) -> Promise:
    """Give the promise as it stands now."""
    return find_promise(desk, promise_id)[1]


def _show(desk: Desk, incident: Incident, promise: Promise, output: Output, *lines: str) -> None:
    """Show the promise to scripts, and lines to people."""
    output.show(lambda: promise_shape(promise, incident, desk.now()), lambda: lines)


def _id(parser: Parser) -> None:
    parser.add_argument("id", metavar="PROMISE", help="the promise, such as 12p1")


COMMANDS = {
    "keep": Command(
        arguments=_keep_arguments,
        run=_keep,
        examples=(
            "recover keep 1p1",
            'recover keep 1p1 "reached, understood; new date to follow"',
            'echo "she said thank you" | recover keep 1p1 - --json',
        ),
    ),
    "attempt": Command(
        arguments=_attempt_arguments,
        run=_attempt,
        examples=(
            "recover attempt 1p1",
            'recover attempt 1p1 "no answer, mailbox full"',
            "recover attempt 1p1 --json",
        ),
    ),
    "withdraw": Command(
        arguments=_withdraw_arguments,
        run=_withdraw,
        examples=(
            'recover withdraw 1p1 --reason "the client called it off"',
            'recover withdraw 2h1 --reason "she is on leave"',
            'recover withdraw 1p1 --reason "no longer needed" --json',
        ),
    ),
}
