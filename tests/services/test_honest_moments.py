"""What cannot be true is not taken down: whose clock, what came first, what reaches nobody."""

from datetime import UTC, date, datetime

import pytest

from recover.domain.entry import Outcome
from recover.domain.errors import Refused
from recover.domain.written import NotRead
from recover.services.accounts import AccountDetails, set_account
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.finding import find_account, find_incident, find_person
from recover.services.listening import Caller, identify, listen, other_clocks
from recover.services.people import PersonDetails, add_person, set_away
from recover.services.promising import PromiseWish, make_promise, preview_promise
from recover.services.settling import attempt_promise, keep_promise, withdraw_promise
from tests.services.conftest import Sit

CALL = PromiseWish(what="call", by="tomorrow 10am")


def test_an_unknown_clock_is_said_to_be_unknown(desk: Desk) -> None:
    """Read on ours until somebody knows; afterwards nothing is said."""
    listen(desk, Caller())
    assert "zone_unknown" in preview_promise(desk, "1", CALL).warnings
    listen(desk, Caller(account="ortega"))

    assert "zone_unknown" not in preview_promise(desk, "2", CALL).warnings


def test_who_they_are_tells_what_their_clock_says(desk: Desk) -> None:
    """The promise keeps its moment; what that is for them is said."""
    listen(desk, Caller())
    make_promise(desk, "1", CALL)
    incident = identify(desk, "1", account="ortega")

    assert other_clocks(desk, incident) == [
        "1p1 was promised on another clock: Fri 23 Oct 2026 10:00 PDT "
        "is Fri 23 Oct 2026 12:00 CDT for them."
    ]


def test_nothing_becomes_of_a_promise_before_it_is_made(desk: Desk, sit: Sit) -> None:
    """Nor does an incident end before it begins."""
    listen(desk, Caller(account="northwind"))
    make_promise(desk, "1", CALL)
    before = sit("2026-10-20T09:00-07:00")
    made = "was promised on Thu 22 Oct 2026 17:10 PDT"
    with pytest.raises(Refused, match=made):
        keep_promise(before, "1p1")
    with pytest.raises(Refused, match=made):
        attempt_promise(before, "1p1")
    with pytest.raises(Refused, match=made):
        withdraw_promise(before, "1p1", "off")
    withdraw_promise(desk, "1p1", "called off")
    with pytest.raises(Refused, match="opened later"):
        close_incident(before, "1", outcome=Outcome.RETAINED)

    assert find_incident(desk, "1").is_open


def test_the_next_try_may_be_when_they_agreed(desk: Desk, sit: Sit) -> None:
    """Due 08:00 with consent: at 07:30 the next try is not at nine, when the window opens."""
    listen(desk, Caller(account="northwind"))
    wish = PromiseWish(what="call", by="tomorrow 8am", consent="before you open is fine")
    make_promise(desk, "1", wish)
    incident = attempt_promise(sit("2026-10-23T07:30-07:00"), "1p1")

    assert incident.promises[0].attempts[0].next_try == datetime(2026, 10, 23, 14, 45, tzinfo=UTC)


def test_whom_it_is_promised_to_is_written_in_full(desk: Desk) -> None:
    """Part of a name on record is that contact; another name stays as typed."""
    listen(desk, Caller(account="northwind"))
    make_promise(desk, "1", PromiseWish(what="call", by="tomorrow 10am", to="hale"))
    make_promise(desk, "1", PromiseWish(what="call", by="tomorrow 10am", to="her assistant"))

    assert [each.to for each in find_incident(desk, "1").promises] == ["R. Hale", "her assistant"]


def test_nobody_is_away_until_a_day_that_is_over(desk: Desk) -> None:
    """The first day back lies ahead."""
    with pytest.raises(Refused, match="is over"):
        set_away(desk, "priya", date(2026, 10, 21))

    assert find_person(desk, "priya").away_until is None


@pytest.mark.parametrize(("email", "phone"), [("not one", None), ("a@", None), (None, "hello")])
def test_a_way_to_a_client_has_to_look_like_one(
    desk: Desk, email: str | None, phone: str | None
) -> None:
    """Nothing changes; empty takes it off the record."""
    before = find_account(desk, "northwind")
    with pytest.raises(NotRead):
        set_account(desk, "northwind", AccountDetails(email=email, phone=phone))
    assert find_account(desk, "northwind") == before

    assert set_account(desk, "northwind", AccountDetails(email="", phone="")).email == ""


def test_two_of_one_name_need_a_key_each(desk: Desk) -> None:
    """A second Mara is more often the first one typed twice."""
    with pytest.raises(Refused, match="with the key mara"):
        add_person(desk, PersonDetails(name="mara", zone="UTC"))

    assert add_person(desk, PersonDetails(name="Mara", zone="UTC"), key="mara-l").key == "mara-l"
