"""Getting in touch about a promise: allowed, refused with the reason, or in spite of it (E2)."""

import pytest

from recover.domain.entry import Overrode
from recover.services.contacting import (
    NotReachable,
    WindowShut,
    contact_anyway,
    way_to_client,
)
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.reaching import window_note
from recover.services.settling import AlreadySettled, keep_promise
from tests.services.conftest import Sit

NIGHT = "2026-10-22T21:00-07:00"


@pytest.fixture
def promised(desk: Desk) -> Desk:
    """1p1: a call to R. Hale of Northwind by Fri noon."""
    listen(desk, Caller(account="northwind", contact="hale"))
    make_promise(desk, "1", PromiseWish(what="the plan", by="tomorrow noon"))
    return desk


def overrides(desk: Desk) -> list[tuple[bool, str]]:
    """What was logged: agreed or not, and the words."""
    log = find_incident(desk, "1").counting
    return [(each.what.agreed, each.what.text) for each in log if isinstance(each.what, Overrode)]


def test_inside_the_window_it_says_where_and_until_when(promised: Desk) -> None:
    """The contact's own number before that of the house; nothing is logged."""
    way = way_to_client(promised, "1p1")

    assert (way.who, way.address) == ("Northwind · R. Hale", "+1 213 555 0143")
    assert way.until is not None
    assert (f"{way.until:%H:%M}", way.note) == ("20:00", "")
    assert contact_anyway(promised, "1p1", reason="never mind") == way
    assert not overrides(promised)


@pytest.mark.usefixtures("promised")
def test_outside_it_is_refused_with_the_reason_and_the_hour(sit: Sit) -> None:
    """And with what can be done instead."""
    with pytest.raises(WindowShut) as refused:
        way_to_client(sit(NIGHT), "1p1")

    assert "may not be called before Fri 23 Oct 2026 09:00 PDT" in refused.value.refusal
    assert refused.value.candidates == ("recover hold 1p1",)
    assert refused.value.opens is not None


@pytest.mark.usefixtures("promised")
def test_what_the_client_agrees_to_holds_for_the_promise(sit: Sit) -> None:
    """With when it was said; keeping it later says so, too."""
    night = sit(NIGHT)
    way = contact_anyway(night, "1p1", agreed="call me whenever you know")

    assert way.note == "outside the contact window - agreed now"
    assert overrides(night) == [(True, "call me whenever you know")]
    later = sit("2026-10-23T06:00-07:00")
    assert way_to_client(later, "1p1").note == "outside the contact window - agreed Thu 21:00"
    incident = find_incident(later, "1")
    assert "agreed Thu 21:00" in window_note(later, incident, incident.promises[0])


@pytest.mark.usefixtures("promised")
def test_a_reason_of_ours_holds_only_once(sit: Sit) -> None:
    """It is logged, and the next time is refused again."""
    night = sit(NIGHT)
    contact_anyway(night, "1p1", reason="the water is rising")

    assert overrides(night) == [(False, "the water is rising")]
    with pytest.raises(WindowShut):
        way_to_client(night, "1p1")


def test_neither_words_nor_a_reason_is_no_override(promised: Desk, sit: Sit) -> None:
    """Blanks are neither."""
    with pytest.raises(WindowShut):
        contact_anyway(sit(NIGHT), "1p1", agreed="  ", reason="")

    assert not overrides(promised)


@pytest.mark.usefixtures("promised")
def test_an_agreement_for_one_channel_opens_no_other(sit: Sit) -> None:
    """They agreed to a text message."""
    night = sit(NIGHT)
    contact_anyway(night, "1p1", channel="sms", agreed="text me")

    assert way_to_client(night, "1p1", channel="sms").address == "+1 213 555 0143"
    with pytest.raises(WindowShut):
        way_to_client(night, "1p1")


def test_nothing_on_record_is_said_so(promised: Desk) -> None:
    """There is no address to visit."""
    with pytest.raises(NotReachable, match="by visit"):
        way_to_client(promised, "1p1", channel="visit")


def test_a_caller_nobody_knows_is_never_refused(desk: Desk, sit: Sit) -> None:
    """There is no clock to go by; and no number."""
    listen(desk, Caller(contact="K."))
    make_promise(desk, "1", PromiseWish(what="call back", by="in 8 hours"))

    way = way_to_client(sit(NIGHT), "1p1")
    assert (way.who, way.address, way.until) == ("K.", "", None)


def test_what_has_ended_needs_no_call(promised: Desk) -> None:
    """It says how it ended."""
    keep_promise(promised, "1p1")

    with pytest.raises(AlreadySettled):
        way_to_client(promised, "1p1")


def test_what_was_agreed_with_the_moment_holds_on_its_day(desk: Desk, sit: Sit) -> None:
    """Before they open on Friday is fine; in the night before it is not."""
    listen(desk, Caller(account="northwind"))
    wish = PromiseWish(what="the plan", by="tomorrow 8am", consent="before you open is fine")
    make_promise(desk, "1", wish)
    with pytest.raises(WindowShut):
        way_to_client(sit("2026-10-22T23:59-07:00"), "1p1")

    early = way_to_client(sit("2026-10-23T07:30-07:00"), "1p1")
    assert early.note == "outside the contact window - agreed Thu 17:10"
