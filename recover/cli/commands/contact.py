"""Which channels reach a client."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import datetime

from recover.cli.command import Command
from recover.cli.layout import both, table
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.readers import moment
from recover.cli.shapes import Shape
from recover.cli.stamps import stamp
from recover.domain.account import Account
from recover.domain.contact import Reach
from recover.domain.moments import distance, in_both
from recover.services.desk import Desk
from recover.services.finding import contact_of, find_account, find_contact
from recover.services.reaching import ChannelReach, Reachability, agreed_note, reachability


def _arguments(parser: Parser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="key or part of a name")
    parser.option("--contact", "C", "whose own number and address count as well")
    parser.option("--needed-by", "MOMENT", "when they have to know, ISO 8601", type=moment)


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    account = find_account(desk, options.account)
    key = find_contact(account, options.contact) if options.contact else None
    found = reachability(
        desk, account, contact=contact_of(account, key), needed_by=options.needed_by
    )
    output.show(lambda: _shape(account, found), lambda: _lines(desk, account, found, output.width))


def _shape(account: Account, found: Reachability) -> Shape:
    """Give every channel, in the client's zone."""
    zone_key = account.calendar.zone
    return {
        "account": account.key,
        "at": stamp(found.at, zone_key),
        "channels": [
            {
                "channel": each.channel,
                "allowed_now": each.reach.can_contact_now,
                "opens": stamp(each.reach.next_window_start, zone_key),
                "arrives": stamp(each.reach.arrives_at, zone_key),
                "in_time": each.reach.arrives_in_time,
                "reason": each.reach.reason,
            }
            for each in found.channels
        ],
        "agreed": [
            {
                "promise": each.id,
                "channel": each.channel,
                "note": agreed_note(each, each.channel, found.at),
            }
            for each in found.agreed
        ],
        "recommended": found.recommended,
        "hold_until": stamp(_hold_until(found), zone_key),
    }


def _lines(desk: Desk, account: Account, found: Reachability, width: int) -> Iterator[str]:
    """Say how each channel stands, and which one to use."""
    now = in_both(found.at, account.calendar.zone, desk.who.calendar.zone)
    yield f"{account.name} · {now}"
    zones = account.calendar.zone, desk.who.calendar.zone
    rows = [[each.channel, *_cells(found, each.reach, zones)] for each in found.channels]
    yield from table(rows, width=width, widest=(8, 12))
    yield _advice(found, zones)
    for promise in found.agreed:
        note = agreed_note(promise, promise.channel, found.at)
        yield f"For {promise.id} {note}: `recover reach {promise.id}` says where."


def _cells(found: Reachability, reach: Reach, zones: tuple[str, str]) -> tuple[str, str]:
    """Say whether a channel is open, and when the client would have it."""
    if reach.reason == "no_address":
        return "none", "nothing on record"
    opens, arrives = reach.next_window_start, reach.arrives_at
    if opens is None or arrives is None:
        return "closed", "never open within a year"
    late = ", too late" if reach.arrives_in_time is False else ""
    if arrives > opens:
        state = "open now" if reach.can_contact_now else "closed"
        return state, f"arrives by {both(arrives, *zones, found.at)}{late}"
    if reach.can_contact_now:
        return "open now", f"now{late}" if late else "now"
    return "closed", f"opens {both(opens, *zones, found.at)}, {distance(opens, found.at)}{late}"


def _best(found: Reachability) -> ChannelReach | None:
    """Give the channel to use."""
    return next((each for each in found.channels if each.channel == found.recommended), None)


def _hold_until(found: Reachability) -> datetime | None:
    """Say when to use it, if that is not now and would still be in time (E8)."""
    best = _best(found)
    return best.reach.hold_until if best and best.reach.reason == "wait" else None


def _advice(found: Reachability, zones: tuple[str, str]) -> str:
    """Say which channel to use, and when."""
    best, opens = _best(found), _hold_until(found)
    if best is None:
        return "No channel reaches them in time: ask for another number or address."
    if best.reach.reason == "too_late":
        return f"Nothing reaches them in time; the {best.channel} would be there first."
    if opens is None:
        return f"Recommended: {best.channel}, now."
    return f"Recommended: hold the {best.channel} until {both(opens, *zones, found.at)}."


COMMANDS = {
    "contact": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover contact northwind",
            "recover contact northwind --needed-by 2026-10-23T08:00-07:00",
            "recover contact northwind --json",
        ),
    ),
}
