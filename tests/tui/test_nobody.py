"""Instructions to nobody, ways up and escalations in the app, by keys."""

import pytest

from recover.domain.entry import Decision, PromiseKind
from recover.domain.incident import Incident
from recover.services.deciding import add_demand
from recover.services.desk import Desk
from recover.services.finding import find_demand, find_incident, find_person
from recover.services.listening import contacted, finish_listening
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from tests.tui.driving import driving
from tests.tui.incident_driving import walking

NOTE = "next agent: please call her back"


@pytest.fixture
def answered(desk: Desk, incident: Incident) -> Incident:
    """The incident of Northwind's, after the client has finished: 1e4 comes next."""
    return finish_listening(desk, incident.id)


async def test_a_note_to_nobody_is_pointed_out_in_passing(
    desk: Desk, answered: Incident, size: tuple[int, int]
) -> None:
    """One toast, no dialog; the line is empty, and says next what can be done."""
    async with walking(desk, answered, size) as me:
        await me.enter(NOTE)
        assert "1e4 is to nobody" in me.words
        assert me.app.screen is me.screen
        assert me.line == ""
        assert "! to nobody, stays with you" in me.log
        assert "an instruction to nobody stays with you" in me.words

    assert not find_incident(desk, answered.id).promises


@pytest.mark.parametrize("line", ["Ben, please call her", '"someone should call me', "> hello"])
async def test_other_lines_are_logged_without_a_word(
    desk: Desk, answered: Incident, line: str
) -> None:
    """What is somebody's, what they say, and what we say."""
    async with walking(desk, answered) as me:
        await me.enter(line)

        assert "nobody" not in me.words


async def test_while_they_speak_a_note_is_pointed_out_as_well(
    desk: Desk, incident: Incident
) -> None:
    """It does not get in the way of listening."""
    async with walking(desk, incident) as me:
        await me.enter(f"- {NOTE}", "She is in tears.")
        assert "1e3 is to nobody" in me.words
        assert "quiet 0:0" in me.words


async def test_the_one_who_comes_next_sees_whose_it_is(desk: Desk, answered: Incident) -> None:
    """By name."""
    log_line(desk, answered.id, NOTE)
    desk.who = find_person(desk, "priya")
    async with walking(desk, answered) as me:
        assert "! to nobody, stays with Mara" in me.log
        assert "an instruction to nobody stays with Mara" in me.words


async def test_t_keeps_it_as_a_duty(desk: Desk, answered: Incident, size: tuple[int, int]) -> None:
    """The moment is read back while it is typed; one undo takes it back."""
    log_line(desk, answered.id, NOTE)
    async with walking(desk, answered, size) as me:
        await me.press("escape", "T")
        assert "Take up 1e4" in me.text
        assert "[keep it]" in me.text
        assert "Call her back" in me.text
        await me.press("enter")
        assert "By when is it done?" in me.words
        await me.press("tab")
        await me.type("today 8pm")
        assert "Thu 22 Oct 2026 20:00 PDT" in me.words
        await me.press("enter")
        assert "It is 1p1 now" in me.words
        assert "is 1p1 now" in me.log
        await me.press("u")
        assert "! to nobody, stays with you" in me.log

    incident = find_incident(desk, answered.id)
    assert (incident.promises, dict(incident.taken_up)) == ((), {})


async def test_a_duty_that_is_there_already_is_named(desk: Desk, promised: Incident) -> None:
    """Then no moment is asked for."""
    log_line(desk, promised.id, NOTE)
    async with walking(desk, promised) as me:
        await me.press("escape", "T", *["tab"] * 4)
        await me.type("1p1")
        assert "It is 1p1 already: name the new AE and the plan" in me.words
        await me.press("enter")

    incident = find_incident(desk, promised.id)
    assert dict(incident.taken_up) == {4: 1}
    assert len(incident.promises) == 1


async def test_who_it_goes_to_and_what_becomes_of_it_must_agree(
    desk: Desk, answered: Incident
) -> None:
    """Nothing typed is lost by it."""
    log_line(desk, answered.id, NOTE)
    async with walking(desk, answered) as me:
        await me.press("escape", "T", "n", "tab")
        await me.type("today 8pm")
        await me.press("enter")
        assert "Name who is to take it over, or keep it." in me.words
        await me.press("tab")
        await me.type("priya")
        await me.press("shift+tab", "shift+tab", "k", "enter")
        assert "You named priya" in me.words
        await me.press("l", "enter")
        assert "You named priya" in me.words
        await me.press("escape", "T")

        assert "today 8pm" in me.text
        assert "priya" in me.text


async def test_without_a_lead_on_record_that_is_said(desk: Desk, answered: Incident) -> None:
    """And how to name one."""
    log_line(desk, answered.id, NOTE)
    async with walking(desk, answered) as me:
        await me.press("escape", "T", "l", "tab")
        await me.type("today 8pm")
        await me.press("enter")

        assert "No lead but you is on record" in me.words


async def test_offered_on_it_stays_mine(desk: Desk, answered: Incident) -> None:
    """Until they accept."""
    log_line(desk, answered.id, NOTE)
    async with walking(desk, answered) as me:
        await me.press("escape", "T", "n", "tab")
        await me.type("today 8pm")
        await me.press("tab")
        await me.type("priya")
        await me.press("enter")
        assert "Priya accepts." in me.words
        assert "is 1p1 now" in me.log

    incident = find_incident(desk, answered.id)
    assert (incident.promises[0].owner, incident.handovers[0].to) == ("mara", "priya")


async def test_any_note_can_be_chosen_and_nothing_chosen_says_so(
    desk: Desk, answered: Incident
) -> None:
    """What is not recognised can be a duty as well."""
    async with walking(desk, answered) as me:
        await me.press("escape", "T")
        assert "Nothing here is put to nobody" in me.words
        await me.press("i")
        await me.enter("the depot has her old number")
        await me.press("tab", "end", "T")

        assert "Take up 1e4" in me.text


async def test_hostile_notes_are_shown_as_text(
    desk: Desk, answered: Incident, hostile: str, size: tuple[int, int]
) -> None:
    """In the form, on the log and on Today."""
    log_line(desk, answered.id, f"next agent please call her {hostile}")
    async with walking(desk, answered, size) as me:
        await me.press("escape", "T")
        assert "Take up 1e4" in me.text
        assert "\x1b" not in me.text
        assert "\x9b" not in me.text
        await me.press("escape", "escape")
        assert "TO NOBODY 1" in me.text
        assert "\u202e" not in me.text


async def test_today_lists_them_and_t_takes_one_up(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """Those I wrote, or in what I carry; Enter opens the incident."""
    finish_listening(desk, promised.id)
    log_line(desk, promised.id, NOTE)
    async with driving(desk, size) as me:
        assert "TO NOBODY 1" in me.text
        assert "stays with you" in me.text
        await me.press("T")
        assert "No instruction to nobody" in " ".join(me.text.split())
        await me.press("end", "enter")
        assert "! to nobody" in me.text
        await me.press("escape", "escape", "end", "T", "tab")
        assert "Take up 1e5" in me.text
        await me.type("tomorrow 9am")
        await me.press("enter")
        assert "TO NOBODY" not in me.text
        assert "OPEN PROMISES 2" in me.text

    duty = find_incident(desk, promised.id).promises[-1]
    assert (duty.what, duty.kind, duty.owner) == ("Call her back", PromiseKind.DUTY, "mara")


@pytest.fixture
def upward(desk: Desk, answered: Incident) -> Incident:
    """They want it sent to headquarters; Erin leads the team."""
    add_person(desk, PersonDetails(name="Erin", zone="America/New_York", lead=True))
    return add_demand(desk, answered.id, "send this to your headquarters")


async def test_the_answer_to_it_asks_who_takes_it_and_by_when(
    desk: Desk, upward: Incident, size: tuple[int, int]
) -> None:
    """A person is suggested; the moment is read back; an address is no person."""
    async with walking(desk, upward, size) as me:
        await me.press("escape", "d")
        assert "who takes it" in me.text
        assert "Erin" in me.text
        await me.press("enter")
        assert "By when do they hear from Erin" in me.words
        await me.press("tab")
        await me.type("customer relations")
        await me.press("tab")
        await me.type("tomorrow 5pm")
        assert "not a route to a person" in me.words
        await me.press("enter")
        assert "not a route to a person" in me.words
        await me.press("shift+tab", "ctrl+a", "ctrl+k")
        await me.type("erin")
        assert "Fri 23 Oct 2026 17:00 PDT" in me.words

    assert find_demand(desk, "1d1")[1].decision is Decision.OPEN


async def test_declining_it_asks_for_a_reason_only(desk: Desk, upward: Incident) -> None:
    """Nobody takes it further then."""
    async with walking(desk, upward) as me:
        await me.press("escape", "d", "d")
        assert "Declined, nobody takes it further." in me.words
        await me.press(*["tab"] * 3)
        await me.type("I can settle it here")
        await me.press("enter")

    incident, demand = find_demand(desk, "1d1")
    assert (demand.decision, demand.reason) == (Decision.DECLINED, "I can settle it here")
    assert not incident.promises


async def test_granting_it_promises_a_call(desk: Desk, upward: Incident) -> None:
    """The client has a moment, and the person an offer."""
    async with walking(desk, upward) as me:
        await me.press("escape", "d", "tab", "tab")
        await me.type("tomorrow 5pm")
        await me.press("enter")
        assert "Erin's office calls" in me.log

    incident, demand = find_demand(desk, "1d1")
    assert demand.decision is Decision.GRANTED
    assert (incident.promises[0].owner, incident.handovers[0].to) == ("mara", "erin")


async def test_other_demands_have_no_such_lines(desk: Desk, answered: Incident) -> None:
    """The form is as short as before."""
    add_demand(desk, answered.id, "a refund")
    async with walking(desk, answered) as me:
        await me.press("escape", "d")

        assert "who takes it" not in me.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_header_says_who_was_told(
    desk: Desk, answered: Incident, size: tuple[int, int]
) -> None:
    """From the third contact on."""
    add_person(desk, PersonDetails(name="Sol", zone="America/New_York", lead=True))
    contacted(desk, answered.id, channel="call")
    async with walking(desk, answered, size) as me:
        assert "scalated" not in me.words
        await me.press("escape", "m", "enter")

        assert "Escalated to Sol" in me.words
        assert "escalated to Sol at the 3rd contact" in "\n".join(me.lines[:2])


async def test_a_duty_that_is_open_already_is_pointed_out(desk: Desk, answered: Incident) -> None:
    """So that nothing is promised twice."""
    wish = PromiseWish(what="tell them it is off", by="today 8pm", kind=PromiseKind.DUTY)
    make_promise(desk, answered.id, wish)
    log_line(desk, answered.id, NOTE)
    async with walking(desk, answered) as me:
        await me.press("escape", "T")

        assert "Or is it" in me.text
        assert "tell them it is off?" in me.text
