"""The day, with the names and clocks that Today writes beside it; read in a thread."""

from dataclasses import dataclass
from datetime import datetime

from recover.domain.feasibility import Feasibility
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.healing import TouchLine, touch_lines
from recover.services.looking import Today, caller_name
from recover.services.relationship import relationship
from recover.services.reminding import ReminderLine, reminder_lines
from recover.services.snoozing import quiet_items
from recover.services.unowned import UnownedLine, stays_with, unowned_lines
from recover.services.weighing import weigh
from recover.tui.screens.today_offers import OfferLine, offer_lines, offered_to
from recover.tui.widgets.when import short_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The day, with the names and clocks that a screen writes beside it."""

    today: Today
    own_zone: str
    who: str
    """Person key of whoever looks."""
    names: dict[str, str]
    """Names of the owners, by person key."""
    callers: dict[str, str]
    """Who the incidents that are listed are with, by incident id."""
    clock: str
    """What time it is at the client of what is next, and whether they can be called."""
    to: str
    """Whom the next promise was made to; may be empty."""
    rests_on: tuple[str, ...]
    """Sentences about the colleagues the next promise rests on."""
    quiet: dict[str, str]
    """What whoever looks does not hear of now, in words, by promise id."""
    reminders: tuple[ReminderLine, ...]
    """Those of whoever looks, soonest first."""
    offers: tuple[OfferLine, ...]
    """What is offered to whoever looks, then what came back to them without an answer."""
    offered_to: dict[str, str]
    """The names of whoever the promises are offered to, by promise id."""
    touches: tuple[TouchLine, ...]
    """The follow-ups that are ahead or overdue, soonest first."""
    unowned: tuple[tuple[UnownedLine, str], ...]
    """The instructions that nobody has taken up, each with whom it stays."""
    knows_nobody: bool
    """Whether nobody of us is on record yet, not even whoever looks."""
    wake_up: datetime | None
    """When to be up for the colleagues the next promise rests on; `None` if never early."""


def glance_at(desk: Desk, today: Today) -> Glance:
    """Look up what stands beside the day's lines."""
    owners = {line.promise.owner for line in today.promises}
    following, touches, unowned = today.next, touch_lines(desk), unowned_lines(desk)
    weighed = weigh(desk, following.incident, following.promise) if following else None
    return Glance(
        today=today,
        own_zone=desk.who.calendar.zone,
        who=desk.who.key,
        names={owner: person_name(desk, owner) for owner in owners},
        callers={
            each.id: caller_name(desk, each)
            for each in (
                *today.listening,
                *(line.incident for line in touches),
                *(line.incident for line in unowned),
            )
        },
        clock=relationship(desk, following.incident).clock() if following else "",
        to=following.promise.to if following else "",
        rests_on=_rests_on(weighed) if weighed else (),
        quiet=_quiet(desk),
        reminders=tuple(reminder_lines(desk)),
        offers=tuple(offer_lines(desk)),
        offered_to=offered_to(desk, today),
        touches=tuple(touches),
        unowned=tuple((each, stays_with(desk, each.entry)) for each in unowned),
        knows_nobody=not desk.store.people(),
        wake_up=weighed.wake_up if weighed else None,
    )


def _quiet(desk: Desk) -> dict[str, str]:
    """Say until when nothing is said of an item, by its id."""
    zone, now = desk.who.calendar.zone, desk.now()
    return {
        each.item: f"quiet until {short_moment(each.quiet_until, zone, now)}"
        if each.quiet_until
        else "no reminders"
        for each in quiet_items(desk)
    }


def _rests_on(weighed: Feasibility) -> tuple[str, ...]:
    """Say when the colleagues of a promise are at work, and how much slack that leaves."""
    return tuple(
        each.text for each in weighed.obstacles if each.code in ("slack", "colleague_asleep")
    )
