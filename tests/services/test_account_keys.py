"""The key of an account that looks like something else names it all the same."""

from dataclasses import replace

import pytest

from recover.domain.errors import NotFound, Refused
from recover.services.accounts import AccountDetails, add_account, set_account
from recover.services.desk import Desk
from recover.services.finding import find_account, find_incident
from recover.services.handing_matters import NothingOpen
from recover.services.handing_over import HandoverWish, offer_handover, prepare_handover
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.taking_off import RemovalWish, take_off

TO_PRIYA = HandoverWish(to="priya")


def with_key(desk: Desk, key: str) -> None:
    """Put an account on record as older books hold it, with incident 1, and Mara after it."""
    account = replace(find_account(desk, "ortega"), key=key, name="Third Street", owner="mara")
    desk.store.save_account(account)
    listen(desk, Caller(account=f"account:{key}"), ["listen"])
    make_promise(desk, "1", PromiseWish(what="call", by="tomorrow noon"))
    listen(desk, Caller(account="northwind"), ["listen"])


@pytest.mark.parametrize("key", ["2", "all", "2p1"])
def test_an_account_is_named_by_its_key_alone(desk: Desk, key: str) -> None:
    """`account:2` is the account, whatever else `2` is."""
    with_key(desk, key)

    found = prepare_handover(desk, f"account:{key}", TO_PRIYA)
    assert [each.incident.id for each in found.matters] == ["1"]
    assert found.account
    assert find_account(desk, f"Account: {key}").key == key


def test_it_takes_the_whole_key(desk: Desk) -> None:
    """A part of a name is for where nothing is in doubt."""
    with pytest.raises(NotFound, match="account:north"):
        find_account(desk, "account:north")
    with pytest.raises(NothingOpen):
        offer_handover(desk, "account:northwind", TO_PRIYA)


@pytest.mark.parametrize("key", ["2", "all", "2p1"])
def test_somebody_is_taken_off_that_very_account(desk: Desk, key: str) -> None:
    """What they have elsewhere is not offered in its place."""
    with_key(desk, key)
    take_off(desk, "mara", f"account:{key}", RemovalWish(to="priya"))

    offered = [len(find_incident(desk, each).handovers) for each in ("1", "2")]
    assert offered == [1, 0]


@pytest.mark.parametrize("key", ["2", "ALL", "2p1", "12h3", "007"])
def test_no_new_account_is_called_like_something_else(desk: Desk, key: str) -> None:
    """The sentence says which key would do."""
    details = AccountDetails(name="Third Street", zone="America/Chicago")

    with pytest.raises(Refused, match=f"means something else.*such as 'account-{key.lower()}'"):
        add_account(desk, details, key=key)


@pytest.mark.parametrize("name", ["2", "All", "2p1"])
def test_a_name_like_that_makes_another_key(desk: Desk, name: str) -> None:
    """Clients are called as they are called; people's keys are theirs."""
    account = add_account(desk, AccountDetails(name=name, zone="America/Chicago"))
    assert account.key == f"account-{name.lower()}"
    assert set_account(desk, name, AccountDetails(phone="+1 312 555 0100")).key == account.key

    assert add_person(desk, PersonDetails(name="All", zone="America/Chicago")).key == "all"
