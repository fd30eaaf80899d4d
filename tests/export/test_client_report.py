"""What leaves the house, and what does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from recover.domain.entry import Decision
from recover.export.report import Cell, Facts, Paragraphs, Pledge, Pledges, Report, Table, Timeline
from recover.services.accounts import AccountDetails, add_account, set_contact
from recover.services.client_exporting import Draft, NothingToExport, client_draft
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk, open_desk
from recover.services.finding import account_of, find_incident, find_person
from recover.services.listening import Caller, contacted, identify, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import learn_fact, log_line, mark, strike
from recover.services.settling import (
    NewTerms,
    keep_promise,
    renegotiate_promise,
    withdraw_promise,
)
from recover.services.writing_out import Look, as_bytes


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Mara's desk, with one client, and another one she must not name to them."""
    opened = open_desk(home=str(tmp_path), at="2026-10-22T17:10-07:00", environment={})
    opened.who = add_person(opened, PersonDetails(name="Mara Lindt", zone="America/Los_Angeles"))
    add_person(opened, PersonDetails(name="Ben Okafor", zone="America/New_York"))
    add_person(opened, PersonDetails(name="Sol", zone="America/New_York", lead=True))
    add_account(opened, AccountDetails(name="Vireo Foods", zone="America/New_York"))
    add_account(
        opened,
        AccountDetails(name="North_wind <b>", zone="America/Chicago", owner="mara", phone="1"),
    )
    set_contact(opened, "north", "Ben Ortega", email="ben@north.example")
    yield opened
    opened.close()


def draft(desk: Desk, *include: str) -> Draft:
    """Make the client's summary of incident 1."""
    incident = find_incident(desk, "1")
    account = account_of(desk, incident)
    assert account is not None
    return client_draft(desk, account, [incident], begins="1", include=include)


def said(report: Report) -> list[str]:
    """Give the texts of the timeline."""
    return [
        f"{point.tag}: {point.text}"
        for part in report.parts
        if isinstance(part, Timeline)
        for point in part.points
    ]


def pledges(report: Report) -> list[Pledge]:
    """Give the promises."""
    return [one for part in report.parts if isinstance(part, Pledges) for one in part.pledges]


def rows(report: Report, heading: str) -> list[tuple[Cell, ...]]:
    """Give the rows of the part of that heading; none when there is no such part."""
    for part in report.parts:
        if part.heading == heading:
            match part:
                case Table(rows=found) | Facts(rows=found):
                    return list(found)
                case Paragraphs(lines=lines):
                    return [(line,) for line in lines]
    return []


def test_only_what_is_marked_leaves(desk: Desk) -> None:
    """Internal lines, struck lines, and demands and promises that are not marked, stay."""
    listen(desk, Caller(account="north"), ["INTERNAL heard"])
    log_line(desk, "1", "INTERNAL note")
    log_line(desk, "1", "struck INTERNAL", client=True)
    strike(desk, "1e4", "INTERNAL reason")
    log_line(desk, "1", "the line is down", client=True)
    learn_fact(desk, "1", "since", "Monday", client=True)
    add_demand(desk, "1", "INTERNAL demand")
    add_demand(desk, "1", "a refund", client=True)
    decide_demand(desk, "1d2", Decision.GRANTED, reason="our error", client=True)
    make_promise(desk, "1", PromiseWish(what="INTERNAL promise", by="tomorrow"))
    make_promise(desk, "1", PromiseWish(what="a call", by="tomorrow noon", client=True))
    withdraw_promise(desk, "1p2", "INTERNAL why")

    made = draft(desk)
    text = as_bytes(desk, made.report, Look(format="md", language="C")).decode()

    assert "INTERNAL" not in text
    for shown in ("the line is down", "since: Monday", "a refund", "our error", "a call"):
        assert shown in text
    assert made.left_out == 8
    assert "1p1 is not in it" in [each.text for each in made.gaps]


def test_nothing_marked_is_said_with_what_to_do(desk: Desk) -> None:
    """An empty page helps nobody."""
    listen(desk, Caller(account="north"), ["they are angry"])

    with pytest.raises(NothingToExport, match="recover mark 1e2"):
        draft(desk)


def test_a_promise_ends_honestly_and_its_new_moment_is_named(desk: Desk) -> None:
    """Late is never shown as success; the moments are on the client's clock."""
    listen(desk, Caller(account="north"))
    for by in ("in 30 minutes", "in 2 hours", "in 3 hours", "in 4 hours"):
        make_promise(desk, "1", PromiseWish(what=f"call {by}", by=by, client=True))
    keep_promise(desk, "1p2")
    withdraw_promise(desk, "1p3", "no longer wanted")
    renegotiate_promise(desk, "1p4", NewTerms(by="in 6 hours", reason="INTERNAL"))

    later = open_desk(home=str(desk.home), at="2026-10-22T18:10-07:00", environment={})
    made = draft(later).report
    endings = [each.ending for each in pledges(made)]
    new = pledges(made)[3].then

    assert endings == [
        "missed, and still owed",
        "kept, 2 h early",
        "withdrawn",
        "renegotiated before it was due",
        "open",
    ]
    assert pledges(made)[0].due.zone == "America/Chicago"
    assert new is not None
    assert new == pledges(made)[4].due
    assert rows(made, "What we will do, and by when") == [
        ("call in 30 minutes", "overdue: we owe you a new moment"),
        ("call in 4 hours", new),
    ]


def test_a_missed_promise_stays_missed_beside_its_new_moment(desk: Desk) -> None:
    """Renegotiating too late does not mend it."""
    listen(desk, Caller(account="north"))
    make_promise(desk, "1", PromiseWish(what="a call", by="in 30 minutes", client=True))
    later = open_desk(home=str(desk.home), at="2026-10-22T18:10-07:00", environment={})
    renegotiate_promise(later, "1p1", NewTerms(by="in 2 hours", reason="late"))

    first = pledges(draft(later).report)[0]

    assert (first.state, first.ending) == ("missed", "missed; a new moment was agreed")
    assert first.then is not None


def test_internal_promises_never_leave(desk: Desk) -> None:
    """Not even when somebody marks them."""
    listen(desk, Caller(account="north"))
    log_line(desk, "1", "we are on it", client=True)
    from recover.domain.entry import PromiseKind

    wish = PromiseWish(what="SECRET check", by="tomorrow", kind=PromiseKind.INTERNAL, client=True)
    make_promise(desk, "1", wish)

    assert pledges(draft(desk).report) == []


def test_nobody_of_ours_no_team_and_no_other_client_is_named(desk: Desk) -> None:
    """Full names, their parts and keys become roles; the client's own people keep their names."""
    listen(desk, Caller(account="north"))
    contacted(desk, "1", channel="call", department="Billing")
    log_line(
        desk,
        "1",
        "MARA LINDT and ben will call Ben Ortega. Okafor asked Billing; sol knows. "
        "It was the same at Vireo. Benjamin stays",
        client=True,
    )

    made = draft(desk)

    assert said(made.report) == [
        "We noted: Your account manager and a colleague will call Ben Ortega. A colleague asked "
        "our team; the team lead knows. It was the same at another client. Benjamin stays"
    ]
    assert [each.id for each in made.reworded] == ["1e3"]
    assert ("sol", "the team lead") in made.reworded[0].changes


def test_words_to_avoid_and_personnel_matters_are_held_back(desk: Desk) -> None:
    """Named with their line; a promise and a request keep their place without their words."""
    listen(desk, Caller(account="north", playbook="personal-affront"))
    log_line(desk, "1", "Please calm  down.", kind="said", client=True)
    log_line(desk, "1", "calm down, they said to me", kind="heard", client=True)
    add_demand(desk, "1", "he is fired", client=True)
    make_promise(desk, "1", PromiseWish(what="his dismissal letter", by="tomorrow", client=True))

    made = draft(desk)

    assert said(made.report) == ["You told us: calm down, they said to me"]
    assert [each.id for each in made.held] == ["1e2", "1e4", "1e5"]
    assert "personal-affront avoids" in made.held[0].why
    assert rows(made.report, "What you asked for, and our answer")[0][1:] == (
        "a request",
        "we have not answered yet",
    )
    assert pledges(made.report)[0].what == "what we agreed with you"


def test_a_line_that_is_held_back_can_be_let_go(desk: Desk) -> None:
    """By its id, so that somebody has looked at it."""
    listen(desk, Caller(account="north", playbook="personal-affront"))
    log_line(desk, "1", "Please calm down.", kind="said", client=True)

    assert said(draft(desk, "1e2").report) == ["We told you: Please calm down."]
    with pytest.raises(NothingToExport, match="--include 1e2"):
        draft(desk)


def test_what_happened_its_meaning_and_its_cause_have_places_of_their_own(desk: Desk) -> None:
    """They come first, and not in the timeline again; the latest word counts."""
    listen(desk, Caller(account="north"))
    learn_fact(desk, "1", "Cause", "a cable", client=True)
    learn_fact(desk, "1", "cause", "a broken cable", client=True)
    learn_fact(desk, "1", "impact", "no orders for a day", client=True)
    learn_fact(desk, "1", "fix", "INTERNAL", client=False)

    made = draft(desk)

    assert rows(made.report, "Why it happened") == [("a broken cable",)]
    assert rows(made.report, "What it meant for you") == [("no orders for a day",)]
    assert said(made.report) == []
    assert made.gaps == ()


def test_the_way_to_us_is_in_it_and_is_nobodys_name(desk: Desk) -> None:
    """As the settings have it."""
    (desk.home / "settings.toml").write_text(
        'our_name = "Harbour"\nour_phone = "+1 213 555 0100"\n'
    )
    listen(desk, Caller(account="north"))
    log_line(desk, "1", "we are on it", client=True)
    again = open_desk(home=str(desk.home), person="mara", environment={})

    assert rows(draft(again).report, "Whom to contact") == [
        ("Your account manager", "Harbour · +1 213 555 0100")
    ]


def test_a_colleague_who_manages_another_account_is_a_colleague_here(desk: Desk) -> None:
    """The role is what they are to this client."""
    add_account(desk, AccountDetails(name="Lumen", zone="America/Denver", owner="ben"))
    listen(desk, Caller(account="north"))
    log_line(desk, "1", "Ben helps", client=True)
    assert find_person(desk, "ben").key == "ben-okafor"

    assert said(draft(desk).report) == ["We noted: A colleague helps"]


def test_a_contact_of_another_client_is_named_nowhere(desk: Desk) -> None:
    """Not at the head either, when the incident was first taken for theirs."""
    set_contact(desk, "vireo", "Pilar Ruiz", email="p@vireo.example")
    listen(desk, Caller(account="vireo", contact="Pilar"))
    make_promise(desk, "1", PromiseWish(what="call Ruiz at vireo", by="tomorrow", client=True))
    identify(desk, "1", account="north")
    made = draft(desk).report

    assert made.lead == ""
    assert pledges(made)[0].what == "call somebody else at another client"
    assert pledges(made)[0].due.zone == "America/Chicago"


def test_a_department_of_any_incident_is_a_team(desk: Desk) -> None:
    """It need not have been counted in this one."""
    listen(desk, Caller(account="vireo"))
    contacted(desk, "1", channel="call", department="Provisioning")
    listen(desk, Caller(account="north"))
    learn_fact(desk, "2", "root cause", "Provisioning mixed two files", client=True)
    incident = find_incident(desk, "2")
    account = account_of(desk, incident)
    assert account is not None

    made = client_draft(desk, account, [incident], begins="2")
    assert rows(made.report, "Why it happened") == [("Our team mixed two files",)]


def test_what_is_out_of_date_is_pointed_out(desk: Desk) -> None:
    """They read what they were shown; that a later line says otherwise is said to us."""
    listen(desk, Caller(account="north"))
    learn_fact(desk, "1", "impact", "two days lost", client=True)
    learn_fact(desk, "1", "impact", "two hours lost")

    texts = [each.text for each in draft(desk).gaps]
    assert "1e2 is out of date: 1e3 says otherwise" in texts


def test_entries_that_print_nothing_stay_in_the_house(desk: Desk) -> None:
    """The count is of what the page does not say, whatever is marked."""
    listen(desk, Caller(account="north"))
    log_line(desk, "1", "we are on it", client=True)
    add_demand(desk, "1", "a refund")
    decide_demand(desk, "1d1", Decision.GRANTED, reason="our error", client=True)
    learn_fact(desk, "1", "cause", "a cable", client=True)
    learn_fact(desk, "1", "cause", "a broken cable", client=True)
    made = draft(desk)

    assert len(find_incident(desk, "1").entries) == 6
    assert made.left_out == 4
    assert "our answer 1e4 is not in it, since 1d1 is internal" in [e.text for e in made.gaps]


def test_the_moment_of_a_promise_that_is_internal_stays_and_is_missed(desk: Desk) -> None:
    """Somebody took the mark away; that the page does not name the new moment is said."""
    listen(desk, Caller(account="north"))
    make_promise(desk, "1", PromiseWish(what="a call", by="in 30 minutes", client=True))
    later = open_desk(home=str(desk.home), at="2026-10-22T18:10-07:00", environment={})
    renegotiate_promise(later, "1p1", NewTerms(by="in 2 hours", reason="late"))
    mark(later, "1e4", client=False)
    made = draft(later)

    assert len(pledges(made.report)) == 1
    assert pledges(made.report)[0].then is None
    assert "1p2 is not in it" in [each.text for each in made.gaps]


def test_what_is_off_is_cancelled_in_their_calendar(desk: Desk) -> None:
    """Who has taken over an earlier file hears of it."""
    listen(desk, Caller(account="north"))
    for by in ("in 2 hours", "in 3 hours"):
        make_promise(desk, "1", PromiseWish(what=f"call {by}", by=by, client=True))
    withdraw_promise(desk, "1p1", "over")
    events = draft(desk).report.events

    assert [(each.is_cancelled, each.sequence) for each in events] == [(True, 1), (False, 0)]
