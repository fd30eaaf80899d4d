"""The walk: listen, set expectations, deliver; what one verb wrote, the next one reads."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from recover.domain.deadline import DeadlineError
from recover.domain.entry import Decision, Outcome, Phase
from recover.domain.errors import NotFound, Refused
from recover.domain.promise import Standing, margin_minutes, standing
from recover.services.closing import PromisesStillOpen, close_incident, reopen_incident
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_incident, find_promise
from recover.services.listening import (
    Caller,
    contacted,
    finish_listening,
    hear,
    identify,
    listen,
)
from recover.services.looking import UNKNOWN_CALLER, caller_name, incidents, today
from recover.services.missing import questions
from recover.services.promising import PromiseWish, make_promise, preview_promise
from recover.services.reaching import window_note
from recover.services.recording import learn_fact, log_line, read_back, strike
from recover.services.relationship import ordinal, relationship
from recover.services.settling import (
    AlreadySettled,
    NewTerms,
    attempt_promise,
    keep_promise,
    renegotiate_promise,
    withdraw_promise,
)
from tests.services.conftest import Sit

PLAN = PromiseWish(what="call with the plan", by="tomorrow 8am", client=True)


def _again(desk: Desk) -> Desk:
    """Read the same book anew, as another process would."""
    return open_desk(home=str(desk.home), at=desk.now().isoformat(), environment={})


def test_every_line_heard_is_kept_with_its_moment(desk: Desk, sit: Sit) -> None:
    """What was acknowledged is there for the next process, in order, with author and moments."""
    incident = listen(desk, Caller(account="north"), ["Your man mocked her."])
    hear(sit("2026-10-22T17:13-07:00"), incident.id, ["She is in tears."])

    read = find_incident(_again(desk), incident.id)

    assert [(each.kind, each.by) for each in read.entries] == [
        ("opened", "mara"),
        ("heard", "mara"),
        ("heard", "mara"),
    ]
    assert read.entries[2].at == datetime(2026, 10, 23, 0, 13, tzinfo=UTC)
    assert read.title == "Your man mocked her."
    assert read.phase is Phase.LISTEN


def test_an_unknown_caller_is_real_and_can_be_named_later(desk: Desk) -> None:
    """Account and contact may be left out; setting them later keeps everything."""
    incident = listen(desk, Caller(contact="K."), ["flat, jack stuck"])

    assert caller_name(desk, incident) == "K."
    assert caller_name(desk, listen(desk, Caller())) == UNKNOWN_CALLER
    assert "find out which account this is" in questions(desk, incident).missing

    named = identify(desk, incident.id, account="northwind", contact="hale")

    assert caller_name(desk, named) == "Northwind · R. Hale"
    assert named.title == "flat, jack stuck"


def test_finishing_opens_the_reply_side_once(desk: Desk) -> None:
    """A reply before it counts as breaking the silence, one after it does not."""
    incident = listen(desk, Caller(), ["listen to me"])
    early = log_line(desk, incident.id, "but", kind="said")
    finished = finish_listening(desk, incident.id)
    late = log_line(desk, incident.id, "thank you", kind="said")

    assert finished.phase is Phase.EXPECT
    assert len(finish_listening(desk, incident.id).entries) == len(late.entries)
    assert late.early_replies == {early.entries[-1].number}


def test_a_demand_gets_an_answer_that_can_be_said(desk: Desk) -> None:
    """Declining needs a reason; a later answer replaces an earlier one."""
    incident = listen(desk, Caller(account="northwind"))
    add_demand(desk, incident.id, "he is fired")

    with pytest.raises(Refused, match="--reason"):
        decide_demand(desk, "1d1", Decision.DECLINED)
    decide_demand(desk, "1d1", Decision.PARTLY, reason="we look into it")
    decided = decide_demand(
        desk, "1d1", Decision.DECLINED, reason="not ours to say", alternative="off your account"
    )

    assert [(each.decision, each.alternative) for each in decided.demands] == [
        (Decision.DECLINED, "off your account")
    ]


def test_the_readback_keeps_what_was_read(desk: Desk) -> None:
    """Facts, feelings, demands and questions, each line in one place."""
    incident = listen(desk, Caller(), ["She is in tears.", "Since Monday", "Who decides?"])
    add_demand(desk, incident.id, "an apology")

    read = read_back(desk, incident.id, confirmed=True)

    assert read.readback_at is not None
    assert getattr(read.entries[-1].what, "text", "").splitlines() == [
        "What happened:",
        "- Since Monday",
        "How it feels:",
        "- She is in tears.",
        "What they want:",
        "- an apology",
        "What they ask:",
        "- Who decides?",
    ]


def test_a_promise_has_its_exact_moment_in_the_clients_zone(desk: Desk) -> None:
    """Tomorrow 8am is 15:00 UTC for a client in Los Angeles, said on 22 October."""
    incident = listen(desk, Caller(account="northwind", contact="hale"))
    promise = make_promise(desk, incident.id, PLAN).promises[0]

    assert promise.due == datetime(2026, 10, 23, 15, 0, tzinfo=UTC)
    assert (promise.zone, promise.owner, promise.to) == ("America/Los_Angeles", "mara", "R. Hale")
    assert promise.wall == datetime(2026, 10, 23, 8, 0)
    assert "outside_client_hours" in promise.warnings


def test_story_5_the_promise_before_they_open(desk: Desk, sit: Sit) -> None:
    """Feasible with 3 h of slack; up at 04:45 PDT; agreed; kept 22 minutes early."""
    incident = listen(desk, Caller(account="northwind", contact="hale"))
    wish = PromiseWish(
        what="name the new AE", by="tomorrow 8am", consent="before you open", needs=("priya",)
    )
    there = sit("2026-10-22T17:31-07:00")
    preview = preview_promise(there, incident.id, wish)
    make_promise(there, incident.id, wish)

    assert preview.feasibility.slack is not None
    assert preview.feasibility.slack.total_seconds() == 3 * 3600
    assert preview.feasibility.wake_up == datetime(2026, 10, 23, 11, 45, tzinfo=UTC)
    assert "agreed" in preview.warnings
    assert preview.readback.startswith("Fri 23 Oct 2026 08:00 PDT (client, America/Los_Angeles)")

    morning = sit("2026-10-23T07:30-07:00")
    note = window_note(morning, *find_promise(morning, "1p1"))
    kept = keep_promise(sit("2026-10-23T07:38-07:00"), "1p1", "reached").promises[0]

    assert note == "outside the contact window - agreed Thu 17:31"
    assert standing(kept, morning.now()) is Standing.KEPT
    assert margin_minutes(kept) == 22


def test_an_attempt_keeps_nothing_and_plans_the_next_try_in_the_window(
    desk: Desk, sit: Sit
) -> None:
    """At 19:30 the next try an hour later is past the window: it is on the next morning."""
    incident = listen(desk, Caller(account="northwind"))
    make_promise(desk, incident.id, PromiseWish(what="call", by="tomorrow noon"))

    tried = attempt_promise(sit("2026-10-22T19:30-07:00"), "1p1", "voicemail").promises[0]

    assert tried.is_open
    assert [each.note for each in tried.attempts] == ["voicemail"]
    assert tried.attempts[0].next_try == datetime(2026, 10, 23, 16, 0, tzinfo=UTC)


def test_renegotiating_in_time_and_too_late(desk: Desk, sit: Sit) -> None:
    """Before due it is renegotiated, after due it stays missed; either way a new one is open."""
    incident = listen(desk, Caller(account="northwind"))
    make_promise(desk, incident.id, PLAN)
    terms = NewTerms(by="tomorrow noon", reason="dependency late")

    first = renegotiate_promise(sit("2026-10-22T19:00-07:00"), "1p1", terms)
    late = sit("2026-10-23T12:00:01-07:00")
    second = renegotiate_promise(late, "1p2", NewTerms(by="5pm", reason="still late"))

    assert [standing(each, late.now()) for each in second.promises] == [
        Standing.RENEGOTIATED,
        Standing.MISSED,
        Standing.OPEN,
    ]
    assert (first.promises[1].follows, second.promises[1].successor) == ("1p1", "1p3")
    assert [each.id for each in second.open_promises] == ["1p3"]


def test_what_ended_cannot_end_again(desk: Desk) -> None:
    """Whoever is second is told who was first, how and when."""
    incident = listen(desk, Caller(account="northwind"))
    make_promise(desk, incident.id, PLAN)
    withdraw_promise(desk, "1p1", "they cancelled")

    with pytest.raises(AlreadySettled, match="1p1 was withdrawn by Mara on Thu 22 Oct 2026 17:10"):
        keep_promise(desk, "1p1")


def test_an_incident_with_an_open_promise_does_not_end(desk: Desk) -> None:
    """Nothing is lost by closing; the sentence names the promise."""
    incident = listen(desk, Caller(account="northwind"))
    make_promise(desk, incident.id, PLAN)

    with pytest.raises(PromisesStillOpen, match="1p1 is still owed"):
        close_incident(desk, incident.id, outcome=Outcome.RETAINED)
    keep_promise(desk, "1p1")
    closed = close_incident(
        desk, incident.id, outcome=Outcome.RETAINED, guideline=False, purpose=True, text="they stay"
    )

    assert (closed.phase, closed.guideline, closed.purpose) == (Phase.CLOSED, False, True)
    with pytest.raises(Refused, match="reopen"):
        make_promise(desk, incident.id, PLAN)
    assert reopen_incident(desk, incident.id, "not over").phase is Phase.LISTEN


def test_an_incident_is_found_by_its_words(desk: Desk) -> None:
    """Any words of any entry, of the account or of a reason; all of them have to occur."""
    listen(desk, Caller(account="northwind"), ["the invoice is wrong"])
    other = listen(desk, Caller(account="ortega"), ["the installer never came"])
    log_line(desk, other.id, "van broke down near Joliet")

    assert [each.id for each in incidents(desk, search="JOLIET van")] == [other.id]
    assert [each.id for each in incidents(desk, search="northwind invoice")] == ["1"]
    assert incidents(desk, search="joliet invoice") == []
    assert [each.id for each in incidents(desk)] == ["2", "1"]


def test_a_struck_line_stays_and_counts_no_more(desk: Desk) -> None:
    """A fact that was struck is a question again."""
    incident = listen(desk, Caller(playbook="personal-affront"))
    learn_fact(desk, incident.id, "since when", "last Monday")
    assert "since-when" in questions(desk, find_incident(desk, incident.id)).answered

    struck = strike(desk, "1e2", "misheard")

    assert struck.facts == ()
    assert struck.entry(2) is not None
    assert "since-when" not in questions(desk, struck).answered
    with pytest.raises(Refused, match="1e2 was struck by Mara on Thu 22 Oct 2026"):
        strike(desk, "1e2", "again")
    with pytest.raises(Refused, match="close the incident instead"):
        strike(desk, "1e1", "wrong")


def test_contacts_and_departments_are_counted(desk: Desk) -> None:
    """The opening is the first contact; departments once each, in order."""
    incident = listen(desk, Caller(account="northwind", department="Billing"))
    contacted(desk, incident.id, channel="call", department="Technical")
    after = contacted(desk, incident.id, channel="call", department="Billing")

    assert len(after.contacts) == 3
    assert after.departments == ("Billing", "Technical")
    assert "3rd contact" in relationship(desk, after).phrases()


def test_the_header_says_who_they_are_and_how_to_reach_them(desk: Desk, sit: Sit) -> None:
    """Share, renewal and the client's clock, before the first word (story 5)."""
    incident = listen(desk, Caller(account="northwind"))
    header = relationship(desk, incident)

    assert header.phrases()[:3] == [
        "15% of revenue",
        "310,000 USD a year",
        "renews 22 Jan (91 d)",
    ]
    assert header.clock() == "client 17:10 PDT, calls open until 20:00"
    night = relationship(sit("2026-10-22T21:00-07:00"), incident)
    assert night.clock() == "client 21:00 PDT, calls closed until Fri 09:00"


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")],
)
def test_ordinals(number: int, written: str) -> None:
    """English ones, the teens included."""
    assert ordinal(number) == written


@pytest.mark.parametrize("phrase", ["soon", "yesterday", "4/5", "tomorrow 25:00", "the cat"])
def test_a_deadline_that_is_no_moment_writes_nothing(desk: Desk, phrase: str) -> None:
    """Nothing is guessed, and the log stays as it was."""
    incident = listen(desk, Caller(account="northwind"))

    with pytest.raises(DeadlineError):
        make_promise(desk, incident.id, PromiseWish(what="call", by=phrase))
    assert len(find_incident(desk, incident.id).entries) == 1


def test_today_shows_what_is_next_and_what_is_overdue(desk: Desk, sit: Sit) -> None:
    """Soonest first; NEXT is what is still ahead."""
    incident = listen(desk, Caller(account="northwind"))
    make_promise(desk, incident.id, PromiseWish(what="early", by="in 30 minutes"))
    make_promise(desk, incident.id, PLAN)

    seen = today(sit("2026-10-22T18:02-07:00"))

    assert [each.promise.what for each in seen.promises] == ["early", "call with the plan"]
    assert seen.next is not None
    assert seen.next.promise.what == "call with the plan"
    assert seen.overdue == 1
    assert [each.id for each in seen.listening] == [incident.id]


def test_story_1_the_duty_is_there_before_anybody_thinks_of_it(sit: Sit) -> None:
    """Opening with the playbook owes the client a call by 20:00 on their clock."""
    there = sit("2026-06-01T08:15-04:00", "priya")
    incident = listen(
        there,
        Caller(account="ortega", playbook="cancelled-appointment"),
        ["install cancelled, line not ready"],
    )
    duty = incident.promises[0]

    assert (duty.owner, duty.kind.value) == ("priya", "duty")
    assert duty.due == datetime(2026, 6, 2, 1, 0, tzinfo=UTC)
    assert "ask for an e-mail address" in questions(there, incident).missing


def test_ids_that_name_nothing_say_what_to_do(desk: Desk) -> None:
    """One sentence each: not found, or not of that form."""
    listen(desk, Caller())

    for wanted in ("9", "x", "", "1p9"):
        with pytest.raises(NotFound):
            find_incident(desk, wanted)
    with pytest.raises(NotFound, match="looks like 12p1"):
        find_promise(desk, "1d1")


def test_a_book_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    """A home that is a file: one sentence, no traceback of another kind."""
    (tmp_path / "home").write_text("x", encoding="utf-8")

    with pytest.raises(Exception, match="not a folder") as caught:
        open_desk(home=str(tmp_path / "home"), environment={})
    assert type(caught.value).__name__ == "Misused"
