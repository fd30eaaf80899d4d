"""Saying in one sentence what an entry of the log holds."""

from collections.abc import Callable

from recover.domain.entry import (
    WORDS,
    Attempted,
    Closed,
    Contacted,
    Decided,
    Demanded,
    Entry,
    FactLearned,
    Finished,
    FollowedUp,
    FollowUpPlanned,
    Heard,
    Identified,
    Kept,
    Marked,
    Moved,
    Needed,
    Noted,
    Opened,
    Overrode,
    Promised,
    Raised,
    ReadBack,
    ReminderKind,
    ReminderSet,
    Renegotiated,
    Reopened,
    Restored,
    Said,
    Struck,
    Undone,
    Withdrawn,
)
from recover.domain.healing import offsets_text
from recover.domain.incident import Incident
from recover.domain.moments import moment

_REMINDERS = {
    ReminderKind.HOLD: "held until the contact window opens",
    ReminderKind.WAKE_UP: "be up for the colleagues it rests on",
    ReminderKind.OWN: "reminder",
}


def told(incident: Incident, entry: Entry, who: Callable[[str], str] = str) -> str:
    """Say what happened, without its moment, author and kind; moments in it on the client's clock.

    The text is as it was typed: whoever shows it makes it `printable`.

    Args:
        incident: The incident.
        entry: One of its entries.
        who: Gives what to call one of us, by person key; the key itself if nothing is said.
    """
    if type(entry.what) not in WORDS:
        from recover.domain.handover_telling import told_of_hands

        return told_of_hands(incident, entry, who)
    match entry.what:
        case Heard(text=text) | Said(text=text) | Noted(text=text) | Demanded(text=text):
            return text
        case FactLearned(name=name, value=value):
            return f"{name}: {value}"
        case Promised() | Kept() | Attempted() | Renegotiated() | Withdrawn():
            return _of_promise(incident, entry)
        case Needed() | ReminderSet() | Overrode():
            return _around_promise(incident, entry)
        case FollowUpPlanned() | FollowedUp():
            return _of_follow_up(incident, entry)
        case Decided(demand=number, decision=decision, reason=reason, alternative=alternative):
            instead = f"instead: {alternative}" if alternative else ""
            return _joined(f"{incident.id}d{number} {decision.value}", reason, instead)
        case _:
            return _of_course(incident, entry)


def _of_promise(incident: Incident, entry: Entry) -> str:
    """Say what was promised, or what became of it."""
    match entry.what:
        case Promised(promise=number, what=what, due=due, zone=zone_key) as made:
            agreed = f'agreed: "{made.consent}"' if made.consent else ""
            under = f"under {incident.id}p{made.under}" if made.under else ""
            said = f"{incident.id}p{number} {what}, by {moment(due, zone_key)}"
            return _joined(said, under, agreed)
        case Kept(promise=number, evidence=evidence):
            return _joined(f"{incident.id}p{number} kept", evidence)
        case Attempted(promise=number, note=note, next_try=next_try):
            promise = incident.promise(number)
            again = ""
            if next_try is not None and promise is not None:
                again = f"next try {moment(next_try, promise.zone)}"
            return _joined(f"{incident.id}p{number} tried, not reached", note, again)
        case Renegotiated(promise=number, successor=successor, reason=reason):
            place = f"{incident.id}p{successor} stands in its place"
            return _joined(f"{incident.id}p{number} renegotiated", reason, place)
        case Withdrawn(promise=number, reason=reason):
            return _joined(f"{incident.id}p{number} withdrawn", reason)
    return ""


def _around_promise(incident: Incident, entry: Entry) -> str:
    """Say what was learned or decided around a promise."""
    promise = incident.promise(getattr(entry.what, "promise", 0))
    if promise is None:
        return ""
    match entry.what:
        case Needed(by=by):
            return f"{promise.id} helps until {moment(by, promise.zone)}"
        case ReminderSet(at=at, reminder=kind):
            return f"{promise.id} {_REMINDERS[kind]}: {moment(at, promise.zone)}"
        case Overrode(channel=channel, agreed=agreed, text=text):
            why = f'agreed: "{text}"' if agreed else text
            return _joined(f"{promise.id} by {channel}, outside the contact window", why)
    return ""


def _of_follow_up(incident: Incident, entry: Entry) -> str:
    """Say when we get in touch again, or that we did."""
    match entry.what:
        case FollowUpPlanned(follow_up=number, at=at, zone=zone_key, offsets=offsets):
            return f"{incident.id}f{number} {moment(at, zone_key)}, {offsets_text(offsets)}"
        case FollowedUp(follow_up=number, note=note):
            return _joined(f"{incident.id}f{number} done", note)
    return ""


def _of_course(incident: Incident, entry: Entry) -> str:
    """Say where the incident went."""
    match entry.what:
        case Opened(channel=channel, playbook=playbook):
            return _joined(f"by {channel}", f"playbook {playbook}")
        case Identified(account=account, contact=contact):
            return "this is about " + (" · ".join(filter(None, (account, contact))) or "nobody")
        case Contacted(channel=channel, department=department, text=text):
            return _joined(f"contacted us again by {channel}", department, text)
        case Finished():
            return "the client has finished"
        case ReadBack(confirmed=confirmed):
            answer = "the client agreed" if confirmed else "not confirmed yet"
            return f"read back what was heard: {answer}"
        case Raised(severity=severity, reason=reason):
            return _joined(f"severity is {severity} now", reason)
        case Marked() | Struck() | Undone() | Restored():
            return _of_entries(incident, entry)
        case _:
            return _of_phase(entry)


def _of_entries(incident: Incident, entry: Entry) -> str:
    """Say what became of other entries."""
    match entry.what:
        case Marked(entry=number, client=client):
            return f"{incident.id}e{number} is {'for the client, too' if client else 'internal'}"
        case Struck(entry=number, reason=reason):
            return _joined(f"{incident.id}e{number} struck", reason)
        case Undone(text=text):
            return f"taken back: {text}"
        case Restored(text=text):
            return f"brought back: {text}"
    return ""


def _of_phase(entry: Entry) -> str:
    """Say which phase the incident went to."""
    match entry.what:
        case Moved(phase=phase):
            return f"on to {phase.value}"
        case Closed(outcome=outcome, guideline=guideline, purpose=purpose, text=text):
            verdicts = [_verdict("guideline", guideline), _verdict("purpose", purpose)]
            return _joined(f"closed, {outcome.value}", *verdicts, text)
        case Reopened(reason=reason):
            return _joined("reopened", reason)
    return ""


def _verdict(name: str, met: bool | None) -> str:
    """Say a verdict; nothing when nobody gave one."""
    return "" if met is None else f"{name} {'met' if met else 'not met'}"


def _joined(first: str, *more: str) -> str:
    """Put what is not empty into one sentence."""
    return "; ".join([first, *filter(None, more)])
