"""What is to be said now: each stage once, to whom it concerns."""

from collections.abc import Callable

import pytest

from recover.domain.entry import Outcome
from recover.domain.errors import NotFound
from recover.domain.stage import Stage
from recover.services.answering import accept_handover
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.due_reminders import claim, due_reminders, say_reminders
from recover.services.finding import find_incident
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.healing import plan_follow_ups
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person, set_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.reminder_words import reminder_text
from recover.services.reminding import hold_promise, wake_for
from recover.services.settling import attempt_promise, keep_promise
from recover.services.snoozing import quiet_items, resume_reminders, snooze, stop_reminders
from recover.services.undoing import undo
from recover.storage.settings_file import Settings

Sit = Callable[..., Desk]


@pytest.fixture
def owed(desk: Desk) -> Desk:
    """1p1 due Fri 23 Oct 15:00 PDT, Mara's."""
    listen(desk, Caller(account="northwind", contact="hale"), ["You mocked her."])
    make_promise(desk, "1", PromiseWish(what="call with the plan", by="tomorrow 3pm"))
    return desk


def said(desk: Desk) -> list[tuple[str, Stage]]:
    """Say what is due; give the items and stages."""
    return [(each.item, each.stage) for each in say_reminders(desk)]


def test_every_rung_of_the_ladder_is_said_once(owed: Desk, sit: Sit) -> None:
    """G1: two hours and half an hour before, at due, a quarter and an hour after, each morning."""
    assert owed.now()
    heard = [
        (moment, stage)
        for moment in (
            "2026-10-22T17:30",
            "2026-10-23T12:59",
            "2026-10-23T13:00",
            "2026-10-23T13:05",
            "2026-10-23T14:30",
            "2026-10-23T15:00",
            "2026-10-23T15:14",
            "2026-10-23T15:15",
            "2026-10-23T16:00",
            "2026-10-23T16:01",
            "2026-10-26T08:00",
            "2026-10-26T09:00",
        )
        for _, stage in said(sit(f"{moment}-07:00"))
    ]

    assert heard == [
        ("2026-10-23T13:00", Stage.BEFORE),
        ("2026-10-23T14:30", Stage.BEFORE),
        ("2026-10-23T15:00", Stage.DUE),
        ("2026-10-23T15:15", Stage.OVERDUE),
        ("2026-10-23T16:00", Stage.OVERDUE),
        ("2026-10-26T08:00", Stage.OVERDUE),
    ]


def test_of_what_was_slept_through_only_the_latest_is_said(owed: Desk, sit: Sit) -> None:
    """And nothing of it again, also when the clock goes back."""
    assert said(sit("2026-10-26T12:00-07:00")) == [("1p1", Stage.OVERDUE)]
    assert said(sit("2026-10-26T12:05-07:00")) == []
    assert said(sit("2026-10-23T15:00-07:00")) == []
    assert owed.now()


def test_looking_marks_nothing(owed: Desk, sit: Sit) -> None:
    """As `--check` and `--dry-run` do."""
    at_due = sit("2026-10-23T15:00-07:00")
    assert [each.stage for each in due_reminders(at_due)] == [Stage.DUE]
    assert [each.stage for each in due_reminders(at_due)] == [Stage.DUE]
    assert said(at_due) == [("1p1", Stage.DUE)]
    assert owed.now()


def test_nobody_is_told_of_what_is_somebody_elses(owed: Desk, sit: Sit) -> None:
    """Or of what has ended."""
    assert said(sit("2026-10-23T15:00-07:00", "priya")) == []
    keep_promise(owed, "1p1")
    assert said(sit("2026-10-23T15:00-07:00")) == []


def test_whoever_stands_behind_the_owner_is_told_once(owed: Desk, sit: Sit) -> None:
    """An hour after: the backup, on record, with a graver severity; undo leaves that alone."""
    add_person(owed, PersonDetails(name="Sol", zone="America/New_York", lead=True))
    set_person(owed, "mara", PersonDetails(backup="priya"))
    hour_after = "2026-10-23T16:00-07:00"
    assert ("1p1", Stage.OVERDUE) in said(sit(hour_after))

    incident = find_incident(owed, "1")
    assert incident.told == (("priya", "missed 1p1"),)
    assert incident.severity == "high"
    assert said(sit(hour_after, "priya")) == [("1p1@escalated", Stage.ESCALATED)]
    assert said(sit("2026-10-23T16:05-07:00", "priya")) == []
    assert said(sit(hour_after, "sol")) == []
    assert find_incident(owed, "1").told == (("priya", "missed 1p1"),)
    assert "promise" in undo(owed).sentence or "person" in undo(owed).sentence


@pytest.mark.parametrize("first", ["mara", "priya", "sol", "ben"])
def test_it_is_the_backup_of_whoever_owes_it_who_is_told(owed: Desk, sit: Sit, first: str) -> None:
    """Neither of whoever carries the incident nor a lead, whoever's scheduler runs first."""
    add_person(owed, PersonDetails(name="Sol", zone="America/New_York", lead=True))
    add_person(owed, PersonDetails(name="Ben", zone="America/New_York"))
    set_person(owed, "mara", PersonDetails(backup="sol"))
    set_person(owed, "priya", PersonDetails(backup="ben"))
    make_promise(owed, "1", PromiseWish(what="hers", by="tomorrow noon", owner="priya"))
    say_reminders(sit("2026-10-23T13:00-07:00", first))

    assert find_incident(owed, "1").told == (("ben", "missed 1p2"),)


@pytest.mark.parametrize("first", ["mara", "sol", "zed"])
def test_a_lead_is_told_only_where_whoever_owes_it_has_no_backup(
    owed: Desk, sit: Sit, first: str
) -> None:
    """The one who is at work soonest; a lead who owes it is not told of it themselves."""
    add_person(owed, PersonDetails(name="Sol", zone="America/New_York", lead=True))
    add_person(owed, PersonDetails(name="Zed", zone="Europe/Berlin", lead=True))
    make_promise(owed, "1", PromiseWish(what="his", by="tomorrow 10am", owner="sol"))
    make_promise(owed, "1", PromiseWish(what="mine", by="tomorrow 10am"))
    say_reminders(sit("2026-10-23T11:30-07:00", first))

    assert set(find_incident(owed, "1").told) == {("zed", "missed 1p2"), ("sol", "missed 1p3")}


def test_what_somebody_wished_for_is_said_at_its_moment(owed: Desk, sit: Sit) -> None:
    """It is never moved; a hold is over once something was tried."""
    wake_for(owed, "1p1", "tomorrow 4:45am")
    hold_promise(sit("2026-10-22T21:00-07:00"), "1p1")
    early = said(sit("2026-10-23T04:45-07:00"))
    assert [stage for _, stage in early] == [Stage.OWN]
    attempt_promise(sit("2026-10-23T09:01-07:00"), "1p1", "mailbox full")
    assert Stage.HOLD not in [stage for _, stage in said(sit("2026-10-23T09:02-07:00"))]


def test_an_offer_is_told_to_its_receiver_and_back_to_its_sender(owed: Desk, sit: Sit) -> None:
    """At once, again at half of the time, and back when nobody answered."""
    offer_handover(owed, "1p1", HandoverWish(to="priya", answer_by="in 2 hours"))

    assert said(sit("2026-10-22T17:11-07:00", "priya")) == [("1h1", Stage.OFFERED)]
    assert said(sit("2026-10-22T17:40-07:00", "priya")) == []
    assert said(sit("2026-10-22T18:10-07:00", "priya")) == [("1h1", Stage.ANSWER_SOON)]
    assert said(sit("2026-10-22T19:11-07:00", "priya")) == []
    assert ("1h1", Stage.BACK) in said(sit("2026-10-22T19:11-07:00"))


def test_what_is_left_of_an_offer_is_still_spoken_of(owed: Desk, sit: Sit) -> None:
    """The incident it was named after is closed meanwhile: the rest is told to both, once."""
    listen(owed, Caller(account="northwind"), ["And now the invoice."])
    make_promise(owed, "2", PromiseWish(what="a new invoice", by="tomorrow 4pm"))
    wish = HandoverWish(to="priya", answer_by="tomorrow 9am")
    offers = offer_handover(owed, "all", wish)
    assert [(each.id, each.batch) for each in offers] == [("1h1", "1h1"), ("2h1", "1h1")]
    keep_promise(owed, "1p1")
    close_incident(owed, "1", outcome=Outcome.RETAINED)

    assert said(sit("2026-10-22T17:20-07:00", "priya")) == [("2h1", Stage.OFFERED)]
    assert said(sit("2026-10-22T17:25-07:00", "priya")) == []
    assert said(sit("2026-10-23T09:01-07:00")) == [("2h1", Stage.BACK)]


def test_an_answered_offer_is_not_spoken_of(owed: Desk, sit: Sit) -> None:
    """The promise is, to its new owner."""
    offer_handover(owed, "1p1", HandoverWish(to="priya"))
    accept_handover(sit("2026-10-22T17:12-07:00", "priya"), "1h1", "mine")

    assert said(sit("2026-10-23T15:00-07:00")) == []
    assert said(sit("2026-10-23T15:00-07:00", "priya")) == [("1p1", Stage.DUE)]


def test_a_follow_up_is_said_to_whoever_carries_the_incident(owed: Desk, sit: Sit) -> None:
    """At its moment on the client's clock."""
    keep_promise(owed, "1p1")
    plan_follow_ups(owed, "1")
    first = find_incident(owed, "1").follow_ups[0]
    there = sit(first.at.isoformat())

    assert said(there) == [(first.id, Stage.FOLLOW_UP)]


def test_quiet_hours_keep_back_what_can_wait(owed: Desk, sit: Sit) -> None:
    """It is said when they are over; the due moment is never moved."""
    make_promise(owed, "1", PromiseWish(what="early call", by="tomorrow 6am"))
    offer_handover(owed, "1p1", HandoverWish(to="priya"))
    night = sit("2026-10-22T23:00-04:00", "priya")
    night.settings = Settings(quiet_hours="22:00-07:00")
    assert said(night) == []
    at_due = sit("2026-10-23T06:00-07:00")
    at_due.settings = Settings(quiet_hours="22:00-07:00")
    assert ("1p2", Stage.DUE) in said(at_due)


def test_what_was_kept_back_is_said_afterwards(owed: Desk, sit: Sit) -> None:
    """When quiet hours are over, if it is still true."""
    offer_handover(owed, "1p1", HandoverWish(to="priya", answer_by="tomorrow noon"))
    for moment, expected in (
        ("2026-10-22T23:00-04:00", []),
        ("2026-10-23T06:59-04:00", []),
        ("2026-10-23T07:00-04:00", [("1h1", Stage.ANSWER_SOON)]),
    ):
        desk = sit(moment, "priya")
        desk.settings = Settings(quiet_hours="22:00-07:00")
        assert said(desk) == expected


def test_a_snooze_is_over_and_it_is_said_again(owed: Desk, sit: Sit) -> None:
    """Once."""
    at_due = sit("2026-10-23T15:00-07:00")
    assert said(at_due) == [("1p1", Stage.DUE)]
    snooze(at_due, "1p1", "in 40 minutes")
    assert said(sit("2026-10-23T15:20-07:00")) == []
    assert [each.item for each in quiet_items(sit("2026-10-23T15:20-07:00"))] == ["1p1"]
    assert said(sit("2026-10-23T15:41-07:00")) == [("1p1", Stage.OVERDUE)]
    assert said(sit("2026-10-23T15:45-07:00")) == []
    assert owed.now()


def test_reminders_can_be_stopped_and_come_back(owed: Desk, sit: Sit) -> None:
    """Of one item; the others go on."""
    stop_reminders(owed, "1p1")
    assert said(sit("2026-10-23T15:00-07:00")) == []
    resume_reminders(owed, "1p1")
    assert said(sit("2026-10-23T15:00-07:00")) == [("1p1", Stage.DUE)]
    with pytest.raises(NotFound):
        stop_reminders(owed, "1p9")


def test_what_is_over_is_forgotten_after_a_while(owed: Desk, sit: Sit) -> None:
    """Not at once: who takes the keeping back does not hear it all again."""
    say_reminders(sit("2026-10-23T15:00-07:00"))
    kept = sit("2026-10-23T15:05-07:00")
    keep_promise(kept, "1p1")
    assert said(sit("2026-10-23T15:06-07:00")) == []
    undo(kept)
    assert said(sit("2026-10-23T15:07-07:00")) == []

    keep_promise(kept, "1p1")
    say_reminders(sit("2026-11-30T15:10-08:00"))
    assert owed.store.records.spoken("mara") == {}


def test_a_text_names_ids_and_times_only(owed: Desk, sit: Sit) -> None:
    """Unless more is wished for."""
    at_due = sit("2026-10-23T14:30-07:00")
    (due,) = due_reminders(at_due)
    short = reminder_text(at_due, due)
    at_due.settings = Settings(reminder_texts="full")

    assert short.startswith("1p1 due in 30 min: Fri 23 Oct 2026 15:00 PDT (client")
    assert "plan" not in short
    assert "call with the plan" in reminder_text(at_due, due)
    assert owed.now()


def test_one_claim_of_two_wins(owed: Desk, sit: Sit) -> None:
    """Of the same moment; a later one is another."""
    at_due = sit("2026-10-23T15:00-07:00")
    assert claim(at_due, "1p1", at_due.now())
    assert not claim(at_due, "1p1", at_due.now())
    assert owed.now()
