"""Work that began before anybody was on record, and how it goes on."""

from datetime import datetime
from pathlib import Path

import pytest

from recover.domain.errors import NotFound
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_incident, find_owner
from recover.services.listening import Caller, listen
from recover.services.looking import today
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.settling import NewTerms, renegotiate_promise

START = "2026-10-22T17:10-07:00"


@pytest.fixture
def nobody(tmp_path: Path) -> Desk:
    """A desk at which whoever acts is on no record, with a promise of theirs."""
    desk = open_desk(home=str(tmp_path / "home"), person="jo", at=START, environment={})
    listen(desk, Caller())
    make_promise(desk, "1", PromiseWish(what="call", by="tomorrow 10am"))
    return desk


def test_the_first_one_on_record_is_whoever_acts(nobody: Desk) -> None:
    """From then on, without a new start."""
    add_person(nobody, PersonDetails(name="Mara", zone="America/Los_Angeles"))
    assert nobody.who.key == "mara"
    add_person(nobody, PersonDetails(name="Priya", zone="America/New_York"))

    assert nobody.who.key == "mara"


def test_what_nobody_on_record_owns_is_still_to_be_done(nobody: Desk) -> None:
    """It is next for whoever acts, and found by the name it was promised under."""
    add_person(nobody, PersonDetails(name="Mara", zone="America/Los_Angeles"))
    following = today(nobody).next

    assert following is not None
    assert following.promise.owner == "jo"
    assert find_owner(nobody, "jo") == "jo"
    with pytest.raises(NotFound):
        find_owner(nobody, "nobody")


def test_whoever_agrees_the_new_moment_owns_it(nobody: Desk) -> None:
    """The old promise keeps its owner in the record."""
    add_person(nobody, PersonDetails(name="Mara", zone="America/Los_Angeles"))
    renegotiate_promise(nobody, "1p1", NewTerms(by="tomorrow 11am", reason="late"))
    old, new = find_incident(nobody, "1").promises

    assert (old.owner, new.owner) == ("jo", "mara")
    assert new.made_at >= datetime.fromisoformat(START)
