"""Making a form again from the name under which what was typed into it is kept."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from textual.screen import Screen

from recover.domain.account import Account
from recover.domain.entry import Noted
from recover.domain.errors import Refused
from recover.domain.healing import Touch
from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.domain.promise import Promise
from recover.domain.telling import told
from recover.services.desk import Desk
from recover.services.finding import (
    account_of,
    account_of_key,
    contact_of,
    find_demand,
    find_entry,
    find_incident,
    find_promise,
    person_of,
)
from recover.services.guiding import guidance
from recover.services.healing import find_touch
from recover.services.promising import PromiseWish
from recover.services.routing import upward_demands
from recover.tui.dialogs.account import AccountDialog
from recover.tui.dialogs.backup import BackupDialog
from recover.tui.dialogs.close import CloseDialog, ReopenDialog
from recover.tui.dialogs.contact import ContactDialog
from recover.tui.dialogs.contacted import ContactedDialog
from recover.tui.dialogs.decide import DecideDialog
from recover.tui.dialogs.decide_upward import UpwardDialog
from recover.tui.dialogs.follow_up import FollowUpDialog
from recover.tui.dialogs.handover import HandoverDialog, offering
from recover.tui.dialogs.handover_answer import (
    AnswerDialog,
    WithdrawOfferDialog,
    offer_named,
)
from recover.tui.dialogs.holidays import HolidaysDialog
from recover.tui.dialogs.identify import IdentifyDialog
from recover.tui.dialogs.importing import ImportDialog
from recover.tui.dialogs.next_step import NextStepDialog
from recover.tui.dialogs.opening import OpeningDialog
from recover.tui.dialogs.period import PeriodDialog
from recover.tui.dialogs.person import AwayDialog, PersonDialog
from recover.tui.dialogs.promise_attempt import AttemptDialog
from recover.tui.dialogs.promise_keep import KeepDialog
from recover.tui.dialogs.promise_make import PromiseDialog
from recover.tui.dialogs.promise_renegotiate import RenegotiateDialog
from recover.tui.dialogs.promise_withdraw import WithdrawDialog
from recover.tui.dialogs.reach import AnywayDialog
from recover.tui.dialogs.removal import RemovalDialog, team
from recover.tui.dialogs.restore import RestoreFileDialog
from recover.tui.dialogs.save_summary import SaveSummaryDialog, summary_named
from recover.tui.dialogs.seat import SeatDialog
from recover.tui.dialogs.sheet import SheetDialog
from recover.tui.dialogs.snooze import SnoozeDialog
from recover.tui.dialogs.strike import StrikeDialog
from recover.tui.dialogs.take import TakeDialog
from recover.tui.dialogs.wake import WakeDialog
from recover.tui.dialogs.wishes import AgreedDialog, WishesDialog

Make = Callable[[], Screen[Any]]
"""Makes a form; called on the event loop."""


def form_named(desk: Desk, name: str) -> Make:
    """Look up what the form of a name is for, and give what makes it; for a reading thread.

    Raises:
        RecoverError: What it was for is gone or settled.
    """
    kind, _, about = name.partition("/")
    if kind not in FORMS:
        raise Refused("There is no such form any more.")
    return FORMS[kind](desk, about)


def _promise(desk: Desk, promise_id: str) -> Promise:
    """Give a promise that can still be acted on."""
    _, promise = find_promise(desk, promise_id)
    if not promise.is_open:
        raise Refused(f"{promise.id} is settled.")
    return promise


def _incident(desk: Desk, incident_id: str, *, is_open: bool = True) -> Incident:
    """Give an incident that is open, or closed."""
    incident = find_incident(desk, incident_id)
    if incident.is_open is not is_open:
        raise Refused(f"Incident {incident.id} is {'open' if incident.is_open else 'closed'}.")
    return incident


def _account(desk: Desk, key: str) -> Account:
    """Give an account that is on record."""
    account = account_of_key(desk, key)
    if account is None:
        raise Refused(f"The account {key} is gone.")
    return account


def _person(desk: Desk, key: str) -> Person:
    """Give one of us."""
    person = person_of(desk, key)
    if person is None:
        raise Refused(f"{key} is not one of us any more.")
    return person


def _decide(desk: Desk, demand_id: str) -> Make:
    """Answer a demand, with what the playbook of its incident expects."""
    incident, demand = find_demand(desk, demand_id)
    playbook = guidance(desk, incident)
    expected = playbook.demands if playbook else ()
    upward = upward_demands(desk, incident)
    if demand.id not in upward:
        return partial(DecideDialog, demand, expected)
    zone = _zone(desk, incident)
    return partial(UpwardDialog, demand, expected, person=upward[demand.id], zone=zone)


def _take(desk: Desk, entry_id: str) -> Make:
    """Take up a note that nobody has taken up yet."""
    incident, number = find_entry(desk, entry_id)
    entry = next((each for each in incident.counting if each.number == number), None)
    if entry is None or number in incident.taken_up or not isinstance(entry.what, Noted):
        raise Refused(f"{entry_id} is struck, or taken up already.")
    return partial(TakeDialog, entry_id, entry.what.text, zone=_zone(desk, incident))


def _zone(desk: Desk, incident: Incident) -> str:
    """Give the client's zone; ours while the caller is unknown."""
    account = account_of(desk, incident)
    return (account.calendar if account else desk.who.calendar).zone


def _touch(desk: Desk, touch_id: str) -> Touch:
    """Give a follow-up that is not done yet."""
    _, touch = find_touch(desk, touch_id)
    if not touch.is_open:
        raise Refused(f"{touch.id} is done.")
    return touch


def _anyway(desk: Desk, about: str) -> Make:
    """Get in touch although the window is shut: `1p1/agreed`, or `1p1/reason`."""
    promise_id, _, why = about.partition("/")
    return partial(AnywayDialog, _promise(desk, promise_id), agreed=why == "agreed")


def _contact(desk: Desk, about: str) -> Make:
    """Change a contact, `northwind/r-hale`; or add one, `northwind/`."""
    key, _, contact_key = about.partition("/")
    account = _account(desk, key)
    contact = contact_of(account, contact_key)
    if contact_key and contact is None:
        raise Refused(f"The contact {contact_key} of {account.name} is gone.")
    return partial(ContactDialog, account, contact)


def _holidays(desk: Desk, about: str) -> Make:
    """Add holidays: `account/northwind`, or `person/mara`."""
    whose, _, key = about.partition("/")
    return partial(HolidaysDialog, (_account if whose == "account" else _person)(desk, key))


def _make_promise(desk: Desk, about: str) -> Make:
    """Promise something in an incident, `1/call with the plan`: what it was begun with."""
    incident = _incident(desk, about.partition("/")[0])
    zone = _zone(desk, incident)
    wish = PromiseWish(what="", by="", channel=incident.channel)
    return partial(PromiseDialog, incident, wish, zone=zone)


def _strike(desk: Desk, entry_id: str) -> Make:
    """Strike an entry that is not struck yet."""
    incident, number = find_entry(desk, entry_id)
    entry = next((each for each in incident.counting if each.number == number), None)
    if entry is None:
        raise Refused(f"{entry_id} is struck already.")
    return partial(StrikeDialog, entry_id, told(incident, entry))


FORMS: Mapping[str, Callable[[Desk, str], Make]] = {
    "account": lambda desk, key: partial(AccountDialog, desk, _account(desk, key) if key else None),
    "agreed": lambda desk, key: partial(AgreedDialog, _account(desk, key)),
    "anyway": _anyway,
    "away": lambda desk, key: partial(AwayDialog, _person(desk, key)),
    "backup": lambda desk, _key: partial(BackupDialog, desk),
    "close": lambda desk, key: partial(CloseDialog, _incident(desk, key)),
    "contact": _contact,
    "contacted": lambda desk, key: partial(ContactedDialog, find_incident(desk, key)),
    "decide": _decide,
    "answer": lambda desk, key: partial(AnswerDialog, desk, offer_named(desk, key)),
    "follow-up": lambda desk, key: partial(FollowUpDialog, _touch(desk, key)),
    "handover": lambda desk, key: partial(HandoverDialog, offering(desk, key)),
    "holidays": _holidays,
    "identify": lambda desk, key: partial(IdentifyDialog, find_incident(desk, key)),
    "import": lambda _desk, _key: ImportDialog,
    "keep": lambda desk, key: partial(KeepDialog, _promise(desk, key)),
    "listen": lambda _desk, _key: OpeningDialog,
    "next": lambda desk, key: partial(NextStepDialog, _promise(desk, key)),
    "person": lambda desk, key: partial(PersonDialog, desk, _person(desk, key) if key else None),
    "promise": _make_promise,
    "renegotiate": lambda desk, key: partial(RenegotiateDialog, _promise(desk, key)),
    "remove": lambda desk, key: partial(RemovalDialog, _account(desk, key), team(desk)),
    "restore": lambda _desk, _key: RestoreFileDialog,
    "reopen": lambda desk, key: partial(ReopenDialog, _incident(desk, key, is_open=False)),
    "seat": lambda desk, key: partial(SeatDialog, _account(desk, key)),
    "period": lambda _desk, _key: PeriodDialog,
    "sheet": lambda _desk, _key: SheetDialog,
    "summary": lambda desk, key: partial(SaveSummaryDialog, *summary_named(desk, key)),
    "snooze": lambda desk, key: partial(SnoozeDialog, _promise(desk, key)),
    "strike": _strike,
    "take": _take,
    "tried": lambda desk, key: partial(AttemptDialog, _promise(desk, key)),
    "wake": lambda desk, key: partial(WakeDialog, _promise(desk, key)),
    "wishes": lambda desk, key: partial(WishesDialog, _account(desk, key)),
    "withdraw": lambda desk, key: partial(WithdrawDialog, _promise(desk, key)),
    "withdraw-offer": lambda desk, key: partial(WithdrawOfferDialog, desk, offer_named(desk, key)),
}
"""How to make each form again, by what stands before the first `/` of its name."""
