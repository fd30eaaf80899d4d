"""What could keep a promise from being kept, said before it is made (`deadlines.md` B25, E7)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from recover.domain.account import CHANNELS
from recover.domain.calendar import Calendar
from recover.domain.coverage import beyond_holidays
from recover.domain.dependence import (
    colleague_obstacles,
    internal_obstacles,
    opening,
    slack,
    wake_up,
)
from recover.domain.moments import day as day_text
from recover.domain.moments import moment, span
from recover.domain.plan import CODES, Consent, Feasibility, Obstacle, Plan, is_after

__all__ = ["CODES", "Consent", "Feasibility", "Obstacle", "Plan", "agreed_text", "judge"]

_ONE_SECOND = timedelta(seconds=1)


def judge(plan: Plan) -> Feasibility:
    """Say what could keep a promise from being kept."""
    ours = (_usefulness, _owner, colleague_obstacles, internal_obstacles, _unknown_holidays)
    theirs = (_ways, _hours) if plan.zone_is_known else (_clock,)
    groups = (*theirs, *ours) if plan.to_client else ours
    found = [obstacle for group in groups for obstacle in group(plan)]
    openings = [opening(calendar, plan.said_at) for _, calendar in plan.colleagues]
    return Feasibility(
        obstacles=tuple(sorted(found, key=lambda obstacle: CODES.index(obstacle.code))),
        slack=slack(plan, openings),
        wake_up=wake_up(plan, openings),
    )


def agreed_text(consent: Consent, zone_key: str) -> str:
    """Say that contact outside the window is agreed, and since when on the clock of a zone."""
    weekday, *_, clock, _ = moment(consent.at, zone_key).split()
    return f"outside the contact window - agreed {weekday} {clock}"


def _clock(plan: Plan) -> Iterator[Obstacle]:
    """Say when the client's own clock is not known."""
    if not plan.zone_is_known:
        text = f"Nobody knows their time zone yet: it is read on your clock, {plan.client.zone}."
        yield Obstacle(code="zone_unknown", text=text)


def _ways(plan: Plan) -> Iterator[Obstacle]:
    """Say when nothing is on record for the channel, or it takes too long (E4, E7)."""
    reach = plan.reaches[plan.channel]
    if reach.reason == "no_address":
        wrong = f"Nothing is on record to reach the client by {plan.channel}"
        yield _with_instead(plan, "no_address", wrong, None)
    elif _window_opens(plan) and is_after(reach.arrives_at, plan.due):
        wrong = f"The {plan.channel} arrives after it is due"
        yield _with_instead(plan, "too_late", wrong, reach.arrives_at)


def _hours(plan: Plan) -> Iterator[Obstacle]:
    """Say what is outside the hours of the client, unless the client agreed to it."""
    found = list(_outside(plan))
    if found and plan.consent is not None:
        when = moment(plan.due, plan.client.zone)
        text = f"{when} is {agreed_text(plan.consent, plan.client.zone)}."
        yield Obstacle(code="agreed", text=text, at=plan.consent.at.astimezone(UTC))
    else:
        yield from found


def _outside(plan: Plan) -> Iterator[Obstacle]:
    """Say what is outside the hours, the window and the working days of the client."""
    due, client = plan.due.astimezone(UTC), plan.client
    when, day = moment(due, client.zone), client.local(due).date()
    reach = plan.reaches[plan.channel]
    if reach.reason != "no_address" and not _window_opens(plan):
        wrong = f"No contact by {plan.channel} is allowed before it is due"
        yield _with_instead(plan, "no_window_before_due", wrong, reach.next_window_start)
    if not _at_work(client, due):
        yield Obstacle(
            code="outside_client_hours", text=f"{when} is outside the client's hours.", at=due
        )
    # Up to the very end of a window it can be kept, so the end itself is no obstacle.
    window = plan.window
    if window is not None and not (window.allows(due) or window.allows(due - _ONE_SECOND)):
        text = (
            f"Contact by {plan.channel} is not allowed at {when}: keep it while the window is open."
        )
        yield Obstacle(code="outside_contact_window", text=text, at=due)
    if client.is_holiday(day):
        text = f"{day_text(day)} is a holiday on the client's calendar."
        yield Obstacle(code="holiday", text=text, at=due)


def _usefulness(plan: Plan) -> Iterator[Obstacle]:
    """Say when it is due after the last moment at which it helps."""
    if plan.needed_by is not None and is_after(plan.due, plan.needed_by):
        text = f"It helps until {moment(plan.needed_by, plan.client.zone)}, and is due after that."
        yield Obstacle(code="after_needed_by", text=text, at=plan.needed_by.astimezone(UTC))


def _owner(plan: Plan) -> Iterator[Obstacle]:
    """Say when the owner is not at work at the due moment, and when they have gone by then."""
    due, owner = plan.due.astimezone(UTC), plan.owner
    if _at_work(owner, due):
        return
    if plan.absence and not owner.intervals(owner.local(due).date()):
        text = f"The owner is {plan.absence}: hand it over, or agree a later moment."
        yield Obstacle(code="owner_away", text=text, at=due)
        return
    text = f"{moment(due, owner.zone)} is outside the owner's hours."
    yield Obstacle(code="outside_owner_hours", text=text, at=due)
    today = owner.intervals(owner.local(due).date())
    if not today:
        return
    left = today[-1][1].astimezone(UTC)
    if plan.said_at.astimezone(UTC) < left < due:
        text = (
            f"The owner's day ends {moment(left, owner.zone)}, {span(due - left)} before it is "
            "due: keep it until then, or hand it over."
        )
        yield Obstacle(code="owner_gone", text=text, at=left)


def _unknown_holidays(plan: Plan) -> Iterator[Obstacle]:
    """Say when the due date is one that a list of holidays says nothing about (H4)."""
    lists = [("owner", plan.owner, plan.owner_covered_until)]
    if plan.to_client:
        lists.insert(0, ("client", plan.client, plan.covered_until))
    for whose, calendar, until in lists:
        text = beyond_holidays(whose, calendar, until, plan.due)
        if text:
            yield Obstacle(code="after_calendar_end", text=text, at=plan.due.astimezone(UTC))


def _with_instead(plan: Plan, code: str, wrong: str, earliest: datetime | None) -> Obstacle:
    """Say what is wrong with the channel, when it works at the earliest, and what works instead."""
    channels = tuple(
        channel
        for channel in CHANNELS
        if channel != plan.channel
        and (reach := plan.reaches.get(channel)) is not None
        and not is_after(reach.arrives_at, plan.due)
    )
    parts = [wrong]
    if earliest is not None:
        parts.append(f"the earliest is {moment(earliest, plan.client.zone)}")
    instead = " or ".join(channels)
    parts.append(f"in time would be {instead}" if instead else "no other channel is in time")
    at = None if earliest is None else earliest.astimezone(UTC)
    return Obstacle(code=code, text=f"{'; '.join(parts)}.", at=at, channels=channels)


def _window_opens(plan: Plan) -> bool:
    """Say whether any moment up to due is inside the channel's window (E7)."""
    return not is_after(plan.reaches[plan.channel].next_window_start, plan.due)


def _at_work(calendar: Calendar, instant: datetime) -> bool:
    """Say whether a moment is inside the hours, the moment of closing included (B15)."""
    return calendar.is_open(instant) or calendar.is_open(instant - _ONE_SECOND)
