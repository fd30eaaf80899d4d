"""What a promise rests on: the colleagues it needs, and promises of ours under it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from recover.domain.calendar import Calendar, NeverOpen
from recover.domain.moments import moment, span
from recover.domain.plan import Obstacle, Plan, is_after
from recover.domain.text import printable


def colleague_obstacles(plan: Plan) -> Iterator[Obstacle]:
    """Say which of the colleagues needed are not at work now, and when they open."""
    due = plan.due.astimezone(UTC)
    for name, calendar in plan.colleagues:
        opens, who = opening(calendar, plan.said_at), printable(name)
        if opens is None:
            text = f"{who} has no working hours within a year."
            yield Obstacle(code="colleague_asleep", text=text)
            continue
        when = moment(opens, plan.client.zone)
        if opens >= due:
            text = f"{who} opens {when}, not before it is due."
            yield Obstacle(code="colleague_asleep", text=text, at=opens)
        elif is_after(opens, plan.said_at):
            text = f"{who} opens {when}: {span(due - opens)} of slack."
            yield Obstacle(code="slack", text=text, at=opens)


def internal_obstacles(plan: Plan) -> Iterator[Obstacle]:
    """Say which promises this one rests on are due after it, and whether it is late for its own."""
    if plan.under is not None and is_after(plan.due, plan.under[1]):
        what, due = plan.under
        when = moment(due, plan.client.zone)
        text = f"{printable(what)} rests on it, and is due {when}, before it."
        yield Obstacle(code="internal_late", text=text, at=due.astimezone(UTC))
    for what, due in plan.internal:
        if is_after(due, plan.due):
            when = moment(due, plan.client.zone)
            text = f"It rests on {printable(what)}, which is due {when}, after it."
            yield Obstacle(code="internal_late", text=text, at=due.astimezone(UTC))


def opening(calendar: Calendar, said_at: datetime) -> datetime | None:
    """Say when somebody is at work, from *said_at* on, in UTC; `None` when never."""
    try:
        return calendar.next_open(said_at).astimezone(UTC)
    except NeverOpen:
        return None


def slack(plan: Plan, openings: Sequence[datetime | None]) -> timedelta | None:
    """Say how long before due everything it rests on can be had."""
    ready = [opens for opens in openings if opens is not None]
    if len(ready) < len(openings):
        return None
    ready += [due.astimezone(UTC) for _, due in plan.internal]
    return plan.due.astimezone(UTC) - max(ready) if ready else None


def wake_up(plan: Plan, openings: Sequence[datetime | None]) -> datetime | None:
    """Say when to be awake for the first colleague who opens between now and due."""
    said, due = plan.said_at.astimezone(UTC), plan.due.astimezone(UTC)
    ahead = [opens for opens in openings if opens is not None and said < opens < due]
    if not ahead:
        return None
    early = min(ahead) - plan.wake_up_before
    return early if early > said and not plan.owner.is_open(early) else None
