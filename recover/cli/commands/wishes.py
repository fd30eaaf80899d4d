"""When a client wishes to be contacted, and what they agreed to beyond that."""

from argparse import Namespace

from recover.cli.command import Command
from recover.cli.directory_shapes import account_shape
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.readers import channel, day, joined, one_of
from recover.domain.account import CHANNELS, Account
from recover.domain.errors import Misused
from recover.domain.moments import in_both
from recover.services.contact_wishes import (
    NOW,
    NewAgreement,
    Wishes,
    agree_contact,
    set_wishes,
    wishes_text,
)
from recover.services.desk import Desk

CLEARABLE = ("zones", "windows", "no-contact", "agreed")
"""What may be taken away as a whole."""


def _wishes_arguments(parser: Parser) -> None:
    _account(parser)
    parser.option(
        "--also-zone", "Z", "another zone they may be in now; may be repeated", action="append"
    )
    parser.option(
        "--window",
        "CHANNEL=HOURS",
        'such as "call=mon-fri 10:00-16:00"; no hours take it away; may be repeated',
        type=_window,
        action="append",
    )
    parser.option(
        "--no-contact",
        "DATE",
        "a day on which they are left in peace; may be repeated",
        type=day,
        action="append",
    )
    parser.option(
        "--clear",
        "WHAT",
        f"take away {', '.join(CLEARABLE)}; may be repeated",
        type=one_of(*CLEARABLE),
        action="append",
    )


def _window(typed: str) -> tuple[str, str]:
    """Read a channel with its hours."""
    name, separator, hours = typed.partition("=")
    if not separator:
        raise Misused(
            f"{typed!r} is no window: write the channel and its hours, "
            'such as "call=mon-fri 10:00-16:00".'
        )
    return channel(name), hours


def _set(desk: Desk, options: Namespace, output: Output) -> None:
    wishes = _wishes(options)
    if wishes == Wishes():
        raise Misused("There is nothing to change: add --also-zone, --window or --no-contact.")
    _saved(desk, output, set_wishes(desk, options.account, wishes))


def _wishes(options: Namespace) -> Wishes:
    """Read the options; what is cleared and given at once is what is given."""
    clear = options.clear or ()
    windows = dict.fromkeys(CHANNELS, "") if "windows" in clear else {}
    windows |= options.window or ()
    return Wishes(
        also_zones=options.also_zone or ([] if "zones" in clear else None),
        windows=windows or None,
        no_contact=options.no_contact or ([] if "no-contact" in clear else None),
        forget_agreements="agreed" in clear,
    )


def _agree_arguments(parser: Parser) -> None:
    _account(parser)
    parser.text("words", "what the client said; - reads standard input")
    parser.option("--until", "PHRASE", "its end, on the client's clock; needed", required=True)
    parser.option("--from", "PHRASE", "its beginning; now if nothing is said", dest="since")
    parser.option("--channel", "C", "call, if nothing is said", type=channel)
    parser.option("--who", "CONTACT", "who of them said so")


def _agree(desk: Desk, options: Namespace, output: Output) -> None:
    agreement = NewAgreement(
        words=joined(options.words),
        channel=options.channel or "call",
        until=options.until,
        since=options.since or NOW,
        who=options.who or "",
    )
    account = agree_contact(desk, options.account, agreement)
    made = account.agreed[-1]
    zones = account.calendar.zone, desk.who.calendar.zone
    output.show(
        lambda: account_shape(account),
        lambda: [
            f"{account.name} agreed to {made.channel} from {in_both(made.start, *zones)} "
            f"until {in_both(made.end, *zones)}."
        ],
    )


def _saved(desk: Desk, output: Output, account: Account) -> None:
    """Show the account to scripts, and its wishes to people."""
    output.show(
        lambda: account_shape(account),
        lambda: [
            f"{account.name} is as you say.",
            *wishes_text(desk, account),
        ],
    )


def _account(parser: Parser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="key or part of a name")


COMMANDS = {
    "account wishes": Command(
        arguments=_wishes_arguments,
        run=_set,
        examples=(
            'recover account wishes northwind --window "call=mon-fri 10:00-16:00"',
            "recover account wishes north --also-zone Asia/Tokyo --no-contact 2026-12-24",
            "recover account wishes northwind --clear zones --json",
        ),
    ),
    "account agree": Command(
        arguments=_agree_arguments,
        run=_agree,
        examples=(
            'recover account agree north "before nine is fine" --until "tomorrow 9am"',
            'recover account agree north "text" --channel sms --until "in 6 hours"',
            'recover account agree north "call" --from "Sat 10am" --until "Sat 1pm" --json',
        ),
    ),
}
