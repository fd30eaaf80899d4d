"""Taking back what one did last."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from recover.services.accounts import AccountDetails, add_account, set_account, set_contact
from recover.services.desk import Desk
from recover.services.finding import find_account, find_incident
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.listening import Caller, hear, listen
from recover.services.looking import incidents
from recover.services.people import PersonDetails, add_person, set_away, set_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.settling import NewTerms, keep_promise, renegotiate_promise
from recover.services.undoing import ChangedSince, NothingToUndo, undo
from tests.services.conftest import Sit

PLAN = PromiseWish(what="call with the plan", by="tomorrow 8am")
LATER = "2026-10-22T17:20-07:00"


def test_undo_walks_back_one_action_at_a_time(desk: Desk) -> None:
    """Kept, promised, heard, opened: each is taken back whole, the record keeps both."""
    incident = listen(desk, Caller(account="northwind"), ["listen"])
    hear(desk, incident.id, ["to me"])
    make_promise(desk, incident.id, PLAN)
    keep_promise(desk, "1p1", "done")

    assert undo(desk).sentence == "kept 1p1"
    assert find_incident(desk, "1").promises[0].is_open
    assert undo(desk).sentence == "made a promise in 1"
    assert find_incident(desk, "1").promises == ()
    undo(desk)
    undo(desk)

    assert incidents(desk) == []
    record = desk.store.incident("1")
    assert [each.kind for each in record.entries][:5] == [
        "opened",
        "heard",
        "heard",
        "promise",
        "kept",
    ]
    assert [each.kind for each in record.entries][5:] == ["undone"] * 4


def test_a_renegotiation_is_taken_back_as_one(desk: Desk) -> None:
    """The old promise is open again and the new one is gone; its number is not given out again."""
    incident = listen(desk, Caller(account="northwind"))
    make_promise(desk, incident.id, PLAN)
    terms = NewTerms(by="tomorrow noon", reason="late")
    renegotiate_promise(desk, "1p1", terms)

    undo(desk)
    again = renegotiate_promise(desk, "1p1", terms)

    assert [each.id for each in again.open_promises] == ["1p3"]


def test_an_account_is_put_back_as_it_was(desk: Desk) -> None:
    """Changes, contacts and additions of accounts and people can be taken back as well."""
    set_account(desk, "ortega", AccountDetails(value=Decimal(5), zone="America/Denver"))
    set_contact(desk, "ortega", "R. Ortega")
    set_person(desk, "mara", PersonDetails(hours="mon-fri 07:00-12:00"))

    undo(desk)
    assert desk.who.calendar.to_mapping() != {}
    undo(desk)
    assert find_account(desk, "ortega").contacts == ()
    undo(desk)
    assert find_account(desk, "ortega").calendar.zone == "America/Chicago"


def test_what_somebody_built_on_is_not_taken_back(desk: Desk, sit: Sit) -> None:
    """Others' entries stay; the sentence says where they begin and what to do."""
    listen(desk, Caller(account="northwind"), ["listen"])
    hear(sit("2026-10-22T17:20-07:00", "priya"), "1", ["to me"])

    with pytest.raises(ChangedSince, match="newer entries, from 1e3 on"):
        undo(desk)


def test_an_account_in_use_is_not_taken_back(desk: Desk, sit: Sit) -> None:
    """An incident may not lose its account."""
    add_account(desk, AccountDetails(name="Vireo", zone="America/New_York"))
    listen(sit("2026-10-22T17:20-07:00", "priya"), Caller(account="vireo"))

    with pytest.raises(ChangedSince, match="incident 1 is about it"):
        undo(desk)


def test_everybody_takes_back_their_own(desk: Desk, sit: Sit) -> None:
    """Priya has done nothing yet."""
    listen(desk, Caller(), ["listen"])

    with pytest.raises(NothingToUndo):
        undo(sit("2026-10-22T17:20-07:00", "priya"))


def _owes(mara: Desk, _: Desk) -> None:
    make_promise(mara, "1", PromiseWish(what="call", by="tomorrow 8am", owner="dan"))


def _carries(_: Desk, dan: Desk) -> None:
    listen(dan, Caller(account="ortega"))


def _looks_after(mara: Desk, _: Desk) -> None:
    set_account(mara, "ortega", AccountDetails(owner="dan"))


def _wrote(_: Desk, dan: Desk) -> None:
    log_line(dan, "1", "She called back.")


def _is_offered(mara: Desk, _: Desk) -> None:
    offer_handover(mara, "1", HandoverWish(to="dan"))


def _stands_in(mara: Desk, _: Desk) -> None:
    set_away(mara, "mara", date(2026, 11, 2), "dan")


@pytest.mark.parametrize(
    ("built", "why"),
    [
        (_owes, "promise 1p1 is theirs"),
        (_carries, "incident 2 is theirs"),
        (_looks_after, "they look after Ortega"),
        (_wrote, "they wrote 1e2"),
        (_is_offered, "they are named in the offer 1h1"),
        (_stands_in, "they stand in for Mara"),
    ],
)
def test_somebody_who_has_something_is_not_taken_back(
    desk: Desk, sit: Sit, built: Callable[[Desk, Desk], None], why: str
) -> None:
    """Nobody on record may be missing among our people; the sentence says what they have."""
    listen(desk, Caller(account="northwind"))
    priya = sit(LATER, "priya")
    add_person(priya, PersonDetails(name="Dan", zone="America/Chicago"))
    built(sit(LATER), sit(LATER, "dan"))

    with pytest.raises(ChangedSince, match=f"Dan stays: .*{why}"):
        undo(priya)
    assert "dan" in [each.key for each in desk.store.people()]


def test_somebody_with_nothing_is_taken_back(desk: Desk) -> None:
    """Nothing names them yet."""
    add_person(desk, PersonDetails(name="Dan", zone="America/Chicago"))

    assert undo(desk).sentence == "added person dan"
    assert "dan" not in [each.key for each in desk.store.people()]
