"""Nothing is said of a moment that cannot be true: whose clock, and what came before what."""

from datetime import UTC, datetime

import pytest

from recover.domain.entry import Outcome
from recover.domain.errors import Refused
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, identify, listen, other_clocks
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
