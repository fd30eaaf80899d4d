"""Taking somebody off an account: their open work there goes to somebody who has accepted it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recover.domain.account import Account, Leaving, Seat
from recover.domain.action import AccountSaved, Action
from recover.domain.errors import Refused
from recover.domain.handing import TakenOff
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.domain.promise import Promise, by_urgency
from recover.domain.text import clean, clean_line, count
from recover.services.answering import accept_handover
from recover.services.desk import Desk
from recover.services.finding import account_of_key, by_key, find_account, find_person, person_of
from recover.services.handing_matters import NothingOpen
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.handovers import Offer, offers_waiting
from recover.services.one_go import in_one_go
from recover.services.writing import Line, write_several

MANAGER = "account manager"
"""The seat that is vacant when whoever looked after the account is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalWish:
    """How somebody is taken off an account."""

    to: str = ""
    """Who is offered all of it; key or part of a name, empty to offer nothing."""
    readback: str = ""
    """What whoever acts takes over, in their own words, where it is offered to themselves."""
    reason: str = ""
    seat: str = ""
    """The seat that is vacant from then on; empty for none but the manager's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """How far it is."""

    person: Person
    account: Account
    promises: tuple[Promise, ...]
    """Theirs at the account that have no accepted new owner yet, soonest first."""
    carried: tuple[str, ...]
    """The ids of the open incidents there that they still carry."""
    offers: tuple[Offer, ...]
    """Theirs at the account that wait for an answer."""
    elsewhere: tuple[Promise, ...]
    """Their promises at other accounts, which stay."""

    @property
    def is_complete(self) -> bool:
        """Whether they are off the account."""
        return not self.promises and not self.carried


class WorkLeft(Refused):
    """They have open work there; `candidates` are the ids of their promises."""

    kind = "promises_left"


def take_off(desk: Desk, name: str, account_name: str, wish: RemovalWish) -> Removal:
    """Take somebody off an account, now or as soon as all their work there is accepted.

    Raises:
        NotFound: Nobody or no account fits a name, or more than one does.
        WorkLeft: They have open work there, and nobody is named to be offered it.
        Refused: It would be offered to themselves, or is on offer already.
    """
    with desk.store.exclusive():
        person, account = find_person(desk, name), find_account(desk, account_name)
        with in_one_go(desk, f"took {person.key} off {account.key}"):
            return _take_off(desk, person, account, wish)


def _take_off(desk: Desk, person: Person, account: Account, wish: RemovalWish) -> Removal:
    """Take somebody off now, or see to it that they are once their work is accepted."""
    standing = removal_of(desk, person, account)
    if standing.is_complete and wish.to.strip() and account.owner == person.key:
        raise Refused(
            f"Nothing open at {account.name} is {person.name}'s, so there is nothing to offer: "
            f"leave --to out, and say who looks after it with `recover account set "
            f"{account.key} --owner PERSON`."
        )
    if standing.is_complete:
        _complete(desk, account, _leaving(person, wish))
        return removal_of(desk, person, _now(desk, account))
    if not wish.to.strip() and not standing.offers:
        raise WorkLeft(_left(standing), candidates=[each.id for each in standing.promises])
    _remember(desk, account, _leaving(person, wish))
    if wish.to.strip():
        _offer(desk, person, account, wish)
    return removal_of(desk, person, _now(desk, account))


def keep_on(desk: Desk, name: str, account_name: str) -> Account:
    """Call off that somebody is taken off an account; offers that are out stay out.

    Raises:
        NotFound: Nobody or no account fits a name, or more than one does.
        Refused: They are not about to be taken off.
    """
    with desk.store.exclusive():
        person, account = find_person(desk, name), find_account(desk, account_name)
        kept = tuple(each for each in account.leaving if each.person != person.key)
        if kept == account.leaving:
            raise Refused(f"{person.name} is not about to be taken off {account.name}.")
        after = replace(account, leaving=kept)
        _save(desk, account, after, f"kept {person.key} on {account.key}")
    return after


def removal_of(desk: Desk, person: Person, account: Account) -> Removal:
    """Say what keeps somebody on an account."""
    theirs: list[Promise] = []
    elsewhere: list[Promise] = []
    carried: list[str] = []
    for incident in desk.incidents():
        if incident.is_void:
            continue
        here = incident.account == account.key
        owned = (each for each in incident.open_promises if _is_theirs(each, person.key))
        (theirs if here else elsewhere).extend(owned)
        if here and incident.is_open and _is_theirs(incident, person.key):
            carried.append(incident.id)
    offers = [
        each
        for each in offers_waiting(desk, sender=person.key)
        if any(incident.account == account.key for incident, _ in each.parts)
    ]
    return Removal(
        person=person,
        account=account,
        promises=tuple(sorted(theirs, key=by_urgency)),
        carried=tuple(carried),
        offers=tuple(offers),
        elsewhere=tuple(sorted(elsewhere, key=by_urgency)),
    )


def _is_theirs(work: Incident | Promise, person: str) -> bool:
    """Say whether something is somebody's, also while it is lent to somebody else."""
    return work.owner == person or (work.lent is not None and work.lent.back_to == person)


def finish_removals(desk: Desk, offer: Offer) -> None:
    """Take off whoever waited only for the answer to *offer*; called inside the hold."""
    for key in dict.fromkeys(incident.account for incident, _ in offer.parts):
        account = account_of_key(desk, key)
        for leaving in account.leaving if account else ():
            person = person_of(desk, leaving.person)
            current = account_of_key(desk, key)
            if person and current and removal_of(desk, person, current).is_complete:
                _complete(desk, current, leaving)


def _leaving(person: Person, wish: RemovalWish) -> Leaving:
    """Say who is to go, and what is to be noted then."""
    return Leaving(person=person.key, reason=clean(wish.reason).strip(), seat=clean_line(wish.seat))


def _offer(desk: Desk, person: Person, account: Account, wish: RemovalWish) -> None:
    """Offer all they have at the account; whoever acts may take it over in the same go."""
    try:
        offered = offer_handover(
            desk, by_key(account.key), HandoverWish(to=wish.to), sender=person.key
        )
    except NothingOpen:
        if removal_of(desk, person, account).offers:
            return  # all of it waits for an answer already
        left = removal_of(desk, person, account)
        raise WorkLeft(_left(left), candidates=[each.id for each in left.promises]) from None
    if wish.readback.strip():
        accept_handover(desk, offered[0].id, wish.readback)


def _remember(desk: Desk, account: Account, leaving: Leaving) -> None:
    """Keep that they are to go once their work is accepted."""
    others = tuple(each for each in account.leaving if each.person != leaving.person)
    _save(desk, account, replace(account, leaving=(*others, leaving)), f"{leaving.person} leaves")


def _complete(desk: Desk, account: Account, leaving: Leaving) -> None:
    """Write that they are off the account, and which seat is vacant from today."""
    after = replace(
        account,
        owner=None if account.owner == leaving.person else account.owner,
        leaving=tuple(each for each in account.leaving if each.person != leaving.person),
        seats=_seats(desk, account, leaving),
    )
    off = Line(what=TakenOff(person=leaving.person, reason=leaving.reason))

    def decide(_: Incident) -> Sequence[Line]:
        return [off]

    matters = [
        each.id
        for each in desk.incidents()
        if each.account == account.key and each.is_open and not each.is_void
    ]
    sentence = f"took {leaving.person} off {account.key}"
    write_several(desk, sentence, dict.fromkeys(matters, decide), (account, after))


def _seats(desk: Desk, account: Account, leaving: Leaving) -> tuple[Seat, ...]:
    """Add the seat that is vacant now, counted from today at the client's."""
    role = leaving.seat or (MANAGER if account.owner == leaving.person else "")
    if not role or any(each.role.casefold() == role.casefold() for each in account.seats):
        return account.seats
    today = account.calendar.local(desk.now()).date()
    return (*account.seats, Seat(role=role, vacant_since=today))


def _save(desk: Desk, before: Account, after: Account, sentence: str) -> None:
    """Save the account as an action of its own."""
    if before == after:
        return
    desk.store.save_account(after)
    target = AccountSaved(before=before, after=after)
    desk.store.actions.remember(
        Action(by=desk.who.key, at=desk.recorded(), sentence=sentence, target=target)
    )


def _now(desk: Desk, account: Account) -> Account:
    """Give the account as it is on record now."""
    return account_of_key(desk, account.key) or account


def _left(removal: Removal) -> str:
    """Say what they still have at the account, and how it can go on."""
    who, where = removal.person.name, removal.account.name
    parts = [count(len(removal.promises), "open promise")] if removal.promises else []
    parts += [f"incident {each}" for each in removal.carried]
    named = f" ({_ids(removal.promises)})" if removal.promises else ""
    return (
        f"{who} still has {' and '.join(parts)} at {where}{named}: "
        "name who is offered all of it with --to PERSON."
    )


def _ids(promises: Iterable[Promise]) -> str:
    """List ids."""
    return ", ".join(each.id for each in promises)
