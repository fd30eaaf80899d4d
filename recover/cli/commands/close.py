"""Ending an incident, and taking it up again."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.readers import joined, one_of, verdict
from recover.cli.shapes import show_shape
from recover.domain.entry import Outcome
from recover.domain.incident import Incident
from recover.domain.promise import kept_text
from recover.services.archiving import tidy
from recover.services.closing import close_incident, reopen_incident
from recover.services.desk import Desk
from recover.services.missing import questions

OUTCOMES = tuple(outcome.value for outcome in Outcome)


def _close_arguments(parser: Parser) -> None:
    _id(parser)
    parser.text("text", "why, best in the client's words; - reads standard input", required=False)
    parser.option(
        "--outcome", "O", f"{', '.join(OUTCOMES)}; needed", type=one_of(*OUTCOMES), required=True
    )
    parser.option("--guideline", "VERDICT", "met or not-met", type=verdict)
    parser.option("--purpose", "VERDICT", "met or not-met", type=verdict)


def _close(desk: Desk, options: Namespace, output: Output) -> None:
    incident = close_incident(
        desk,
        options.id,
        outcome=Outcome(options.outcome),
        guideline=options.guideline,
        purpose=options.purpose,
        text=joined(options.text),
    )
    verdicts = "".join(
        f", {name} {'met' if met else 'not met'}"
        for name, met in (("guideline", incident.guideline), ("purpose", incident.purpose))
        if met is not None
    )
    kept = kept_text(incident.promises, desk.now())
    closed = f"Incident {incident.id} closed: {options.outcome}{verdicts}."
    _show(desk, incident, output, f"{closed} {kept}." if kept else closed)
    output.flush()
    tidy(desk)


def _reopen_arguments(parser: Parser) -> None:
    _id(parser)
    parser.option("--reason", "R", "why")


def _reopen(desk: Desk, options: Namespace, output: Output) -> None:
    incident = reopen_incident(desk, options.id, options.reason or "")
    _show(desk, incident, output, f"Incident {incident.id} goes on in {incident.phase.value}.")


def _show(desk: Desk, incident: Incident, output: Output, line: str) -> None:
    """Show the incident to scripts, and a line to people."""
    output.show(
        lambda: show_shape(desk, incident, questions(desk, incident).missing), lambda: [line]
    )


def _id(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the incident, such as 12")


COMMANDS = {
    "close": Command(
        arguments=_close_arguments,
        run=_close,
        examples=(
            "recover close 2 --outcome retained --guideline met --purpose met",
            "recover close 2 --outcome at-risk --guideline not-met --purpose met",
            'recover close 2 "listened, set expectations, delivered" --outcome retained',
        ),
    ),
    "reopen": Command(
        arguments=_reopen_arguments,
        run=_reopen,
        examples=(
            "recover reopen 3",
            'recover reopen 3 --reason "they called again"',
            "recover reopen 3 --json",
        ),
    ),
}
