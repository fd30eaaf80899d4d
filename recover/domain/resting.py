"""What a promise to a client rests on: promises of ours under it, and the room between them."""

from datetime import timedelta

from recover.domain.entry import PromiseKind
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.moments import span
from recover.domain.promise import Promise


class NotUnder(Refused):
    """A promise cannot be made for the one that was named; says which one it can be made for."""

    kind = "not_under"


def stands_under(incident: Incident, promise: Promise) -> Promise | None:
    """Give the promise to the client that an internal one helps to keep as things stand.

    That is the one it was made for, or what was agreed in its place; `None` when it was made for
    none, or that one was taken back.
    """
    found = _of_id(incident, promise.under)
    while found is not None and found.successor is not None:
        found = _of_id(incident, found.successor)
    return found


def rests_on(incident: Incident, promise: Promise) -> tuple[Promise, ...]:
    """Give the internal promises under a promise, as made: those open, and those kept.

    One that was withdrawn, or that another one has replaced, helps nobody any more.
    """
    return tuple(
        each
        for each in incident.promises
        if each.under is not None
        and each.withdrawn_at is None
        and each.successor is None
        and (above := stands_under(incident, each)) is not None
        and above.number == promise.number
    )


def slack_under(incident: Incident, promise: Promise) -> timedelta | None:
    """Say how long before its due moment the last promise it rests on is due.

    Negative when that is after it; what was kept already does not count.

    Returns:
        `None` when it rests on nothing that is still open.
    """
    dues = [each.due for each in rests_on(incident, promise) if each.is_open]
    return promise.due - max(dues) if dues else None


def slack_text(room: timedelta) -> str:
    """Write the slack: `1 h of slack`, `no slack`, or `2 h too late`."""
    if room < timedelta(0):
        return f"{span(room)} too late"
    return f"{span(room)} of slack" if room else "no slack"


def insist_on_parent(parent: Promise, kind: PromiseKind) -> None:
    """Make sure that a promise of that kind can be made for *parent*.

    Raises:
        NotUnder: It is none of ours among us, or *parent* has ended or is internal itself.
    """
    if kind is not PromiseKind.INTERNAL:
        raise NotUnder(
            f"Only an internal promise stands under another one, and this is one of kind "
            f"{kind.value}: say that it is internal, or leave {parent.id} out."
        )
    if parent.kind is PromiseKind.INTERNAL:
        instead = parent.under or "the promise to the client"
        raise NotUnder(
            f"{parent.id} is an internal promise itself: name {instead} instead.",
            candidates=[parent.under] if parent.under else [],
        )
    if parent.successor is not None:
        raise NotUnder(
            f"{parent.id} was renegotiated: name {parent.successor}, which stands in its place.",
            candidates=[parent.successor],
        )
    if not parent.is_open:
        raise NotUnder(f"{parent.id} has ended, so nothing is left to do for it.")


def _of_id(incident: Incident, promise_id: str | None) -> Promise | None:
    """Give the promise of an id such as `12p1`."""
    return next((each for each in incident.promises if each.id == promise_id), None)
