"""How long a client can still be reached about a promise, or when they can be again."""

from recover.domain.account import is_on_record
from recover.domain.contact import open_until
from recover.domain.contact_hours import contact_hours
from recover.domain.entry import PromiseKind
from recover.domain.incident import Incident
from recover.domain.moments import span
from recover.domain.promise import Promise
from recover.services.desk import Desk
from recover.services.finding import account_of, contact_of
from recover.services.playbooks import policy_in_force
from recover.services.reaching import window_note


def window_text(desk: Desk, incident: Incident, promise: Promise) -> str:
    """Say how the contact window of a promise stands: `call open another 3 h 30 min`.

    Returns:
        Empty where there is none: for an internal promise, or a caller nobody knows.
    """
    account = account_of(desk, incident)
    if account is None or promise.kind is PromiseKind.INTERNAL:
        return ""
    note = window_note(desk, incident, promise)
    if note:
        return note
    if not is_on_record(account, contact_of(account, incident.contact), promise.channel):
        return ""
    hours = contact_hours(policy_in_force(desk), promise.channel, account.calendar, account)
    until = open_until(desk.now(), window=hours.calendars, agreed=hours.agreed)
    if until is None:
        return f"{promise.channel} open"
    return f"{promise.channel} open another {span(until - desk.now())}"
