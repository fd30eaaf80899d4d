"""Somebody is off an account only when all their open work there has an accepted new owner."""

from collections.abc import Callable

import pytest

from recover.domain.errors import NotFound
from recover.services.accounts import AccountDetails, set_account
from recover.services.answering import accept_handover, decline_handover
from recover.services.desk import Desk
from recover.services.finding import account_of_key, find_account, find_incident, find_person
from recover.services.handing_over import HandoverWish, ToSelf, offer_handover
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.taking_off import RemovalWish, WorkLeft, removal_of, take_off
from recover.services.telling_removals import gone_with
from recover.services.undoing import undo

Sit = Callable[..., Desk]
AT = "2026-10-22T17:30-07:00"


@pytest.fixture
def dan(desk: Desk, sit: Sit) -> Desk:
    """Dan looks after Northwind, owes two things there, and one at Ortega."""
    add_person(desk, PersonDetails(name="Dan", zone="America/Los_Angeles"))
    set_account(desk, "northwind", AccountDetails(owner="dan"))
    his = sit("2026-10-22T17:12-07:00", "dan")
    listen(desk, Caller(account="northwind"), ["He mocked her."])
    make_promise(his, "1", PromiseWish(what="send the minutes", by="tomorrow noon"))
    make_promise(his, "1", PromiseWish(what="book the room", by="tomorrow 9am"))
    listen(his, Caller(account="ortega"), ["Where is my install?"])
    make_promise(his, "2", PromiseWish(what="call the installer", by="tomorrow 10am"))
    return desk


def owners(desk: Desk, incident: str = "1") -> list[str]:
    """Who owns each promise."""
    return [each.owner for each in find_incident(desk, incident).promises]


def test_nobody_goes_while_work_is_left(dan: Desk) -> None:
    """What is left is named, soonest first, and nothing changes."""
    with pytest.raises(WorkLeft, match="2 open promises at Northwind") as refused:
        take_off(dan, "dan", "northwind", RemovalWish())

    assert refused.value.candidates == ("1p2", "1p1")
    assert find_account(dan, "northwind").leaving == ()


def test_it_completes_with_the_last_acceptance(dan: Desk, sit: Sit) -> None:
    """Not before; their promises elsewhere stay, and whoever takes it looks after the account."""
    removal = take_off(sit(AT), "dan", "northwind", RemovalWish(to="priya", reason="at their wish"))
    assert not removal.is_complete
    assert owners(dan) == ["dan", "dan"]
    assert [each.id for each in removal.elsewhere] == ["2p1"]

    accept_handover(sit(AT, "priya"), "1h1", "minutes and room are mine")

    account, incident = find_account(dan, "northwind"), find_incident(dan, "1")
    assert (account.owner, account.leaving) == ("priya", ())
    assert incident.taken_off == ("dan",)
    assert (owners(dan), owners(dan, "2")) == (["priya", "priya"], ["dan"])


def test_whoever_waited_for_an_answer_is_named_once(dan: Desk, sit: Sit) -> None:
    """However many incidents it was about; and only if they are off with it."""
    listen(sit(AT, "dan"), Caller(account="northwind"), ["And the invoice."])
    take_off(sit(AT), "dan", "northwind", RemovalWish(to="priya"))
    done = accept_handover(sit(AT, "priya"), "1h1", "all of it is mine")

    assert gone_with(dan, done) == ["Dan is off Northwind with it."]
    alone = offer_handover(sit(AT, "dan"), "2p1", HandoverWish(to="priya"))
    assert gone_with(dan, accept_handover(sit(AT, "priya"), alone[0].id, "I call")) == []


def test_a_decline_keeps_them_on(dan: Desk, sit: Sit) -> None:
    """Until somebody else accepts."""
    take_off(sit(AT), "dan", "northwind", RemovalWish(to="priya"))
    decline_handover(sit(AT, "priya"), "1h1", "no time")
    account = find_account(dan, "northwind")
    assert not removal_of(dan, find_person(dan, "dan"), account).is_complete

    take_off(sit(AT), "dan", "northwind", RemovalWish(to="mara", readback="I do both"))

    assert find_incident(dan, "1").taken_off == ("dan",)
    assert owners(dan) == ["mara", "mara"]


def test_each_promise_may_go_to_somebody_else(dan: Desk, sit: Sit) -> None:
    """It completes with the last one, whoever takes it."""
    offer_handover(sit(AT), "1p1", HandoverWish(to="priya"))
    take_off(sit(AT), "dan", "northwind", RemovalWish(to="mara", readback="I book the room"))
    assert find_incident(dan, "1").taken_off == ()

    accept_handover(sit(AT, "priya"), "1h1", "I send the minutes")

    assert find_incident(dan, "1").taken_off == ("dan",)
    assert owners(dan) == ["priya", "mara"]


def test_a_vacant_seat_counts_its_days(dan: Desk, sit: Sit) -> None:
    """From the day at the client's on which they went; a manager leaves the manager's seat."""
    set_account(dan, "ortega", AccountDetails(owner="priya"))
    take_off(sit(AT), "priya", "ortega", RemovalWish(seat="second seat"))
    take_off(sit(AT), "dan", "northwind", RemovalWish(to="mara", readback="both", seat="AE"))

    ortega, northwind = find_account(dan, "ortega"), find_account(dan, "northwind")
    assert [(each.role, each.vacant_since.isoformat()) for each in ortega.seats] == [
        ("second seat", "2026-10-22")
    ]
    assert ortega.owner is None
    assert [each.role for each in northwind.seats] == ["AE"]


def test_a_manager_with_nothing_open_leaves_a_vacancy(desk: Desk) -> None:
    """The account has no manager from then on, and says since when."""
    set_account(desk, "ortega", AccountDetails(owner="priya"))

    assert take_off(desk, "priya", "ortega", RemovalWish()).is_complete
    account = find_account(desk, "ortega")
    assert (account.owner, account.seats[0].role) == (None, "account manager")


def test_taking_it_back(dan: Desk, sit: Sit) -> None:
    """What was done in one go comes back in one go: offer, acceptance, and that they are off."""
    mara = sit(AT)
    take_off(mara, "dan", "northwind", RemovalWish(to="mara", readback="both"))
    assert undo(mara).sentence == "took dan off northwind"
    assert find_incident(dan, "1").taken_off == ()

    account = account_of_key(dan, "northwind")
    assert owners(dan) == ["dan", "dan"]
    assert account is not None
    assert (account.owner, account.leaving) == ("dan", ())


@pytest.mark.parametrize(
    ("person", "account", "to", "kind"),
    [
        ("dan", "northwind", "dan", ToSelf),
        ("nobody", "northwind", "", NotFound),
        ("dan", "lumen", "", NotFound),
        ("dan", "northwind", "nobody", NotFound),
    ],
)
def test_what_cannot_be_done(
    dan: Desk, person: str, account: str, to: str, kind: type[Exception]
) -> None:
    """One sentence each; nothing is half done."""
    with pytest.raises(kind):
        take_off(dan, person, account, RemovalWish(to=to))
    assert find_account(dan, "northwind").leaving == ()


def test_what_is_on_offer_already_is_waited_for(dan: Desk, sit: Sit) -> None:
    """Nothing is offered twice; it completes with the answers."""
    offer_handover(sit(AT, "dan"), "northwind", HandoverWish(to="priya"))
    offer_handover(sit(AT), "1", HandoverWish(to="priya"))
    removal = take_off(sit(AT), "dan", "northwind", RemovalWish(to="mara"))
    assert [each.first.to for each in removal.offers] == ["priya"]

    accept_handover(sit(AT, "priya"), "1h1", "both are mine")
    assert find_incident(dan, "1").taken_off == ("dan",)
