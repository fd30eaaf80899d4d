"""When a client wishes to be contacted, and what they agreed to beyond that (E1, E2)."""

from datetime import UTC, date, datetime

import pytest

from recover.domain.deadline import DeadlineError
from recover.domain.errors import Refused
from recover.domain.zones import UnknownZone
from recover.services.contact_wishes import (
    NewAgreement,
    Wishes,
    agree_contact,
    set_wishes,
    wishes_text,
)
from recover.services.desk import Desk
from recover.services.finding import find_account
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, preview_promise
from recover.services.reaching import reachability
from recover.services.relationship import relationship
from recover.services.undoing import undo
from tests.services.conftest import Sit

TEXT = NewAgreement(words="text me when the truck is near", channel="sms", until="in 6 hours")


def opens(desk: Desk, channel: str, account: str = "northwind") -> datetime | None:
    """When a channel may be used next, UTC."""
    found = reachability(desk, find_account(desk, account))
    (reach,) = (each.reach for each in found.channels if each.channel == channel)
    return reach.next_window_start.astimezone(UTC) if reach.next_window_start else None


def test_wishes_narrow_the_house_rules(desk: Desk) -> None:
    """Thu 17:10 is inside the house rule of 20:00, and past their four o'clock."""
    set_wishes(desk, "northwind", Wishes(windows={"phone": "mon-fri 10:00-16:00"}))

    assert opens(desk, "call") == datetime(2026, 10, 23, 17, tzinfo=UTC)
    assert opens(desk, "sms") == desk.now()


def test_wishes_never_widen_them(desk: Desk, sit: Sit) -> None:
    """Always, they say; the house rule still ends at 20:00."""
    set_wishes(desk, "northwind", Wishes(windows={"call": "always"}))

    late = sit("2026-10-22T20:00-07:00")
    assert opens(late, "call") == datetime(2026, 10, 23, 16, tzinfo=UTC)


def test_a_day_they_are_left_alone(desk: Desk, sit: Sit) -> None:
    """No channel reaches them on it but the post."""
    set_wishes(desk, "ortega", Wishes(no_contact=[date(2026, 10, 23)]))

    friday = sit("2026-10-23T12:00-05:00")
    assert opens(friday, "call", "ortega") == datetime(2026, 10, 24, 14, tzinfo=UTC)
    assert opens(friday, "letter", "ortega") == friday.now()


def test_wherever_they_are_it_has_to_be_allowed(desk: Desk, sit: Sit) -> None:
    """In Los Angeles it is 17:10, and in Tokyo 09:10 of the next day: both are inside."""
    set_wishes(desk, "northwind", Wishes(also_zones=["Asia/Tokyo", "America/Los_Angeles"]))

    assert find_account(desk, "northwind").also_zones == ("Asia/Tokyo",)
    assert opens(desk, "call") == desk.now()
    assert opens(sit("2026-10-22T16:59-07:00"), "call") == datetime(2026, 10, 23, 0, tzinfo=UTC)


def test_what_they_agreed_overrides_every_window(desk: Desk, sit: Sit) -> None:
    """From the first moment on, up to the last, which is not in it any more."""
    set_wishes(desk, "northwind", Wishes(no_contact=[date(2026, 10, 22)]))
    agree_contact(desk, "northwind", TEXT)

    assert opens(desk, "sms") == desk.now()
    night = sit("2026-10-22T23:09-07:00")
    assert opens(night, "sms") == night.now()
    over = sit("2026-10-22T23:10-07:00")
    assert opens(over, "sms") == datetime(2026, 10, 23, 16, tzinfo=UTC)
    assert opens(desk, "call") == datetime(2026, 10, 23, 16, tzinfo=UTC)


def test_an_agreement_keeps_who_said_it_and_when(desk: Desk) -> None:
    """E1: with who and when; the contact's name in full."""
    new = NewAgreement(words="call", channel="call", until="Sat 1pm", since="Sat 10am", who="hale")
    (agreed,) = agree_contact(desk, "northwind", new).agreed

    assert (agreed.who, agreed.by, agreed.at) == ("R. Hale", "mara", desk.now())
    assert agreed.start == datetime(2026, 10, 24, 17, tzinfo=UTC)
    assert agreed.end == datetime(2026, 10, 24, 20, tzinfo=UTC)


def test_the_header_and_the_promise_know_it(desk: Desk, sit: Sit) -> None:
    """Calls are open as long as was agreed, and a promise at that hour has no obstacle."""
    night = NewAgreement(words="any time tonight", channel="call", until="tomorrow 8am")
    agree_contact(desk, "northwind", night)
    incident = listen(desk, Caller(account="northwind"))

    late = sit("2026-10-22T22:00-07:00")
    assert "calls open until 08:00" in relationship(late, incident).clock()
    wish = PromiseWish(what="call", by="tomorrow 7am")
    assert "outside_contact_window" not in preview_promise(late, incident.id, wish).warnings


def test_what_is_over_is_not_said_any_more(desk: Desk, sit: Sit) -> None:
    """It stays on record, and is no news."""
    agree_contact(desk, "northwind", TEXT)

    assert any("truck" in line for line in wishes_text(desk, find_account(desk, "north")))
    later = sit("2026-10-23T09:00-07:00")
    account = find_account(later, "north")
    assert len(account.agreed) == 1
    assert not wishes_text(later, account)


def test_undo_takes_wishes_and_agreements_back(desk: Desk) -> None:
    """One after the other, as they were made."""
    before = find_account(desk, "northwind")
    set_wishes(desk, "northwind", Wishes(windows={"call": "mon 09:00-10:00"}))
    agree_contact(desk, "northwind", TEXT)
    undo(desk)
    undo(desk)

    assert find_account(desk, "northwind") == before


def test_wishes_are_taken_away_again(desk: Desk) -> None:
    """Empty hours for a channel, empty lists for the rest."""
    before = find_account(desk, "northwind")
    wishes = Wishes(
        windows={"call": "mon 09:00-10:00"},
        also_zones=["Asia/Tokyo"],
        no_contact=[date(2026, 10, 23)],
    )
    set_wishes(desk, "northwind", wishes)
    agree_contact(desk, "northwind", TEXT)
    empty = Wishes(windows={"call": ""}, also_zones=[], no_contact=[], forget_agreements=True)

    assert set_wishes(desk, "northwind", empty) == before


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (Wishes(also_zones=["America/Chcago"]), UnknownZone),
        (Wishes(windows={"pigeon": "always"}), Refused),
        (Wishes(windows={"call": "noonish"}), Refused),
    ],
)
def test_wishes_that_mean_nothing_change_nothing(
    desk: Desk, wishes: Wishes, expected: type[Refused]
) -> None:
    """One sentence; the account stays as it was."""
    before = find_account(desk, "northwind")
    with pytest.raises(expected):
        set_wishes(desk, "northwind", wishes)

    assert find_account(desk, "northwind") == before


@pytest.mark.parametrize(
    ("words", "since", "until", "expected"),
    [
        (" ", "now", "in 6 hours", Refused),
        ("yes", "now", "soon", DeadlineError),
        ("yes", "tomorrow noon", "tomorrow 9am", Refused),
        ("yes", "yesterday", "tomorrow 9am", DeadlineError),
    ],
)
def test_an_agreement_needs_words_and_a_stretch_ahead(
    desk: Desk, words: str, since: str, until: str, expected: type[Refused]
) -> None:
    """Nothing is guessed, nothing is written."""
    with pytest.raises(expected):
        agree_contact(
            desk, "north", NewAgreement(words=words, channel="call", since=since, until=until)
        )

    assert not find_account(desk, "north").agreed
