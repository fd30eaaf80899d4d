"""Getting in touch about a promise: may they be contacted now, and where."""

from dataclasses import dataclass
from datetime import datetime

from recover.domain.account import Account, Contact
from recover.domain.contact import Reach, open_until
from recover.domain.contact_hours import contact_hours
from recover.domain.entry import Overrode, PromiseKind
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.moments import distance, in_both
from recover.domain.promise import Promise
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of, find_promise
from recover.services.looking import caller_name
from recover.services.playbooks import policy_in_force
from recover.services.reaching import agreed_note, channel_reach
from recover.services.settling import open_one
from recover.services.writing import Line, write

_DONE = {
    "call": "called",
    "sms": "sent a text message",
    "e-mail": "sent an e-mail",
    "chat": "written to by chat",
    "visit": "visited",
    "letter": "sent a letter",
}


class NotReachable(Refused):
    """Nothing is on record to reach the client by that channel."""

    kind = "no_address"


class WindowShut(Refused):
    """The contact window is shut, and the client has not agreed to be contacted all the same."""

    kind = "window_shut"

    def __init__(self, promise: Promise, refusal: str, opens: datetime | None) -> None:
        super().__init__(
            f"{refusal} `recover hold {promise.id}` reminds you when it opens; if they agreed to "
            "now, give their words with --agreed, else say why with --reason.",
            candidates=[f"recover hold {promise.id}"] if opens else [],
        )
        self.refusal = refusal
        """What is shut and when it opens, without what to do about it."""
        self.opens = opens
        """The next moment that is allowed, on the client's clock; `None` when there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How to get in touch about a promise, now."""

    promise: Promise
    channel: str
    who: str
    """Whom to reach: the contact and the account, or `unknown caller`."""
    address: str
    """The number or address to use; empty when it is not known."""
    until: datetime | None
    """When the window closes, on the client's clock; `None` when it does not, within a week."""
    note: str
    """Why it is allowed outside the window; empty inside it."""


def way_to_client(desk: Desk, promise_id: str, *, channel: str | None = None) -> Way:
    """Say how to reach the client about a promise, if they may be contacted now.

    Args:
        desk: The desk.
        promise_id: The promise.
        channel: Another way than the one that was promised.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        NotReachable: Nothing is on record for the channel.
        WindowShut: They may not be contacted now.
    """
    incident, promise = find_promise(desk, promise_id)
    open_one(desk, incident, promise.number)
    chosen = channel or promise.channel
    reach = reach_of(desk, incident, promise, chosen)
    if reach is not None and reach.reason == "no_address":
        raise NotReachable(
            f"Nothing is on record to reach {caller_name(desk, incident)} by {chosen}: "
            "choose another channel, or put it on record."
        )
    note = ""
    if reach is not None and not reach.can_contact_now:
        note = agreed_note(promise, chosen, desk.now())
        if not note:
            raise WindowShut(
                promise, _shut(desk, incident, promise, chosen, reach), reach.next_window_start
            )
    return _way(desk, incident, promise, chosen, note)


def contact_anyway(
    desk: Desk, promise_id: str, *, channel: str | None = None, agreed: str = "", reason: str = ""
) -> Way:
    """Log why the client is contacted outside the window, and say how to reach them.

    Inside the window nothing is logged. The client's agreement holds for the promise from then
    on; a reason of our own only for this once.

    Args:
        desk: The desk.
        promise_id: The promise.
        channel: Another way than the one that was promised.
        agreed: The client's words; or
        reason: why it is done without them.

    Raises:
        NotFound: No promise has that id.
        AlreadySettled: It has ended before.
        NotReachable: Nothing is on record for the channel.
        Refused: There are neither words nor a reason.
    """
    words, why = clean(agreed).strip(), clean(reason).strip()
    try:
        return way_to_client(desk, promise_id, channel=channel)
    except WindowShut:
        if not words and not why:
            raise
    found, promise = find_promise(desk, promise_id)
    chosen = channel or promise.channel
    what = Overrode(promise=promise.number, channel=chosen, agreed=bool(words), text=words or why)

    def decide(incident: Incident) -> list[Line]:
        open_one(desk, incident, promise.number)
        return [Line(what=what)]

    incident = write(desk, found.id, f"went around the contact window for {promise.id}", decide)
    note = f"outside the contact window - {'agreed now' if words else why}"
    return _way(desk, incident, promise, chosen, note)


def reach_of(desk: Desk, incident: Incident, promise: Promise, channel: str) -> Reach | None:
    """Check a channel of the client of a promise now.

    `None` while nobody knows who it is, and for what one of us owes another.
    """
    account = account_of(desk, incident)
    if account is None or promise.kind is PromiseKind.INTERNAL:
        return None
    contact = contact_of(account, incident.contact)
    return channel_reach(desk, policy_in_force(desk), account, channel, contact=contact)


def _way(desk: Desk, incident: Incident, promise: Promise, channel: str, note: str) -> Way:
    """Look up where, and until when."""
    if promise.kind is PromiseKind.INTERNAL:
        who = promise.to or "one of us"
        return Way(promise=promise, channel=channel, who=who, address="", until=None, note="")
    account = account_of(desk, incident)
    until = None
    if account is not None and not note:
        hours = contact_hours(policy_in_force(desk), channel, account.calendar, account)
        until = open_until(desk.now(), window=hours.calendars, agreed=hours.agreed)
    return Way(
        promise=promise,
        channel=channel,
        who=caller_name(desk, incident),
        address=_address(account, contact_of(account, incident.contact), channel),
        until=until,
        note=note,
    )


def _address(account: Account | None, contact: Contact | None, channel: str) -> str:
    """Give the number or address for a channel, the contact's own first."""
    if account is None:
        return ""
    if channel in ("visit", "letter"):
        return " ".join(account.address.split())
    if channel == "e-mail":
        return (contact.email if contact else "") or account.email
    return (contact.phone if contact else "") or account.phone


def _shut(desk: Desk, incident: Incident, promise: Promise, channel: str, reach: Reach) -> str:
    """Say that they may not be contacted now, and when they may."""
    who, done = caller_name(desk, incident), _DONE[channel]
    if reach.next_window_start is None:
        return f"{who} may never be {done}."
    opens = in_both(reach.next_window_start, promise.zone, desk.who.calendar.zone)
    wait = distance(reach.next_window_start, desk.now())
    return f"{who} may not be {done} before {opens}, {wait}."
