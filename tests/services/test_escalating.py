"""Who asks for a manager raises the severity, and is offered a named one at once."""

from datetime import date

import pytest

from recover.domain.severity import asks_for_a_manager, raised
from recover.services.deciding import add_demand
from recover.services.desk import Desk
from recover.services.escalating import escalated_now, manager_for, offered_call, to_tell
from recover.services.finding import find_incident
from recover.services.listening import Caller, contacted, hear, listen
from recover.services.people import PersonDetails, add_person, set_away, set_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.relationship import relationship
from recover.services.undoing import undo
from tests.services.conftest import Sit


@pytest.mark.parametrize(
    "text",
    [
        "Who do you report to?",
        "whom do you answer to",
        "And who\u2019s your boss?",
        "I want to speak to your manager.",
        "Put me through to somebody higher up, now",
        "get me your supervisor",
    ],
)
def test_words_that_ask_for_a_manager(text: str) -> None:
    """However they are put."""
    assert asks_for_a_manager(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your numbers are wrong.",
        "We report to the board on Friday.",
        "Our account manager left in May.",
        "The manager of our branch is on holiday.",
        "I spoke to him yesterday.",
        "",
    ],
)
def test_words_that_do_not(text: str) -> None:
    """A manager may be spoken of."""
    assert not asks_for_a_manager(text)


def test_the_gravest_stays() -> None:
    """One step at a time, up to the last."""
    assert [raised(each) for each in ("low", "normal", "high", "critical")] == [
        *("normal", "high", "critical", "critical")
    ]


@pytest.fixture
def sol(desk: Desk) -> Desk:
    """Sol leads the team, and R. Hale of Northwind is being listened to."""
    add_person(desk, PersonDetails(name="Sol", zone="America/New_York", lead=True))
    listen(desk, Caller(account="northwind", contact="hale"), ["Your numbers are wrong."])
    return desk


def test_it_is_graver_at_that_minute_and_a_call_is_offered(sol: Desk) -> None:
    """Heard, or logged as what they want."""
    assert offered_call(sol, find_incident(sol, "1")) is None
    hear(sol, "1", ["Who do you report to?"])
    incident = find_incident(sol, "1")
    offer = offered_call(sol, incident)

    assert incident.severity == "high"
    assert offer is not None
    assert (offer.what, offer.owner) == ("Sol calls R. Hale", "sol")
    make_promise(sol, "1", offer)
    incident = find_incident(sol, "1")
    assert offered_call(sol, incident) is None
    assert incident.promises[0].owner == "sol"


def test_asking_again_raises_nothing_more(sol: Desk) -> None:
    """The log has the words; the severity was raised once."""
    add_demand(sol, "1", "who do you report to?")
    log_line(sol, "1", "I want to speak to your manager", kind="heard")

    assert find_incident(sol, "1").severity == "high"


def test_a_first_word_that_asks_counts_too(sol: Desk) -> None:
    """Said before anything else."""
    assert listen(sol, Caller(), ["Who do you report to?"]).severity == "high"


def test_a_note_of_ours_asks_for_nobody(sol: Desk) -> None:
    """It is the client who has to ask."""
    log_line(sol, "1", "who do you report to? they may ask")

    assert find_incident(sol, "1").severity == "normal"


def test_undo_takes_the_severity_back_with_the_words(sol: Desk) -> None:
    """They are one action."""
    hear(sol, "1", ["Who do you report to?"])
    undo(sol)

    incident = find_incident(sol, "1")
    assert incident.severity == "normal"
    assert offered_call(sol, incident) is None


def test_without_a_lead_it_is_the_backup_and_never_oneself(desk: Desk) -> None:
    """Nobody is named who is not on record."""
    incident = listen(desk, Caller(account="northwind"), ["Who do you report to?"])
    assert manager_for(desk, incident) is None
    assert offered_call(desk, incident) is None
    set_person(desk, "mara", PersonDetails(backup="priya"))

    found = manager_for(desk, incident)
    assert found is not None
    assert found.key == "priya"


def test_another_promise_of_ours_answers_nothing(sol: Desk) -> None:
    """Only a call of somebody else does; and asking again asks again."""
    hear(sol, "1", ["Who do you report to?"])
    make_promise(sol, "1", PromiseWish(what="both results", by="tomorrow 10am"))
    offer = offered_call(sol, find_incident(sol, "1"))
    assert offer is not None
    make_promise(sol, "1", offer)
    assert offered_call(sol, find_incident(sol, "1")) is None
    hear(sol, "1", ["I want to speak to your manager."])

    assert offered_call(sol, find_incident(sol, "1")) is not None


def test_who_is_at_work_is_offered_first_and_nobody_who_is_away(desk: Desk, sit: Sit) -> None:
    """At 09:00 in Los Angeles Berlin has closed; while New York is away, its cover stands in."""
    for name, zone in (("Zed", "Europe/Berlin"), ("Sol", "America/New_York")):
        add_person(desk, PersonDetails(name=name, zone=zone, lead=True))
    incident = listen(desk, Caller(account="northwind"), ["Who do you report to?"])
    morning = sit("2026-10-23T09:00-07:00")
    offer = offered_call(morning, incident)
    assert offer is not None
    assert (offer.owner, offer.by) == ("sol", "in 30 minutes")
    set_away(desk, "sol", date(2026, 10, 30), "priya")

    covered = offered_call(morning, incident)
    assert covered is not None
    assert covered.owner == "priya"


def test_whoever_sleeps_is_promised_for_when_they_are_up(sol: Desk) -> None:
    """20:10 in New York: half an hour after Sol opens on Friday, on the client's clock."""
    hear(sol, "1", ["Who do you report to?"])
    offer = offered_call(sol, find_incident(sol, "1"))

    assert offer is not None
    assert offer.by == "2026-10-23 06:30"


def test_the_third_contact_raises_it_and_names_who_is_told_once(sol: Desk) -> None:
    """The opening counts as the first; neither the second nor the fourth raises anything."""
    graver = []
    for _ in range(4):
        incident = contacted(sol, "1", channel="call")
        graver.append((len(incident.contacts), incident.severity, incident.told))

    told = (("sol", "contact 3"),)
    assert graver == [
        (2, "normal", ()),
        (3, "high", told),
        (4, "high", told),
        (5, "high", told),
    ]


def test_the_backup_of_whoever_carries_it_is_told_before_a_lead(sol: Desk) -> None:
    """And their cover while they are away."""
    set_person(sol, "mara", PersonDetails(backup="priya"))
    found = to_tell(sol, find_incident(sol, "1"))
    assert found is not None
    assert found.key == "priya"
    set_away(sol, "priya", date(2026, 10, 30), "sol")

    found = to_tell(sol, find_incident(sol, "1"))
    assert found is not None
    assert found.key == "sol"


def test_whoever_acts_is_told_only_where_nobody_else_is(sol: Desk, sit: Sit) -> None:
    """They see it with their own eyes; whoever carries it has nobody above them then."""
    incident = find_incident(sol, "1")
    acting = sit("2026-10-22T17:15-07:00", "sol")
    found = to_tell(acting, incident)
    assert found is not None
    assert found.key == "sol"
    set_person(sol, "sol", PersonDetails(lead=False))
    set_person(sol, "mara", PersonDetails(lead=True))

    assert to_tell(sit("2026-10-22T17:15-07:00"), incident) is None


def test_nobody_on_record_is_told_when_there_is_somebody(desk: Desk) -> None:
    """The severity is not raised a second time for it."""
    listen(desk, Caller(account="northwind"), ["Your numbers are wrong."])
    for _ in range(2):
        incident = contacted(desk, "1", channel="call")
    assert (incident.severity, incident.told) == ("high", ())
    assert escalated_now(incident) == (None, "contact 3")
    add_person(desk, PersonDetails(name="Sol", zone="America/New_York", lead=True))
    incident = contacted(desk, "1", channel="call")

    assert (incident.severity, incident.told) == ("high", (("sol", "contact 3"),))
    assert escalated_now(incident) == ("sol", "contact 3")
    assert escalated_now(contacted(desk, "1", channel="call")) is None


def test_each_cause_raises_once(sol: Desk) -> None:
    """Also when both are met at the same moment."""
    contacted(sol, "1", channel="call")
    incident = contacted(sol, "1", channel="call", text="Who do you report to?")
    assert (incident.severity, set(incident.told)) == (
        "critical",
        {("sol", "asks for a manager"), ("sol", "contact 3")},
    )
    hear(sol, "1", ["Get me your manager."])
    incident = contacted(sol, "1", channel="call", text="get me your manager")

    assert len(incident.told) == 2
    assert sum(each.kind == "severity" for each in incident.entries) == 2


def test_a_third_contact_asks_for_no_manager(sol: Desk) -> None:
    """No call is offered for it."""
    for _ in range(2):
        contacted(sol, "1", channel="call")

    assert offered_call(sol, find_incident(sol, "1")) is None


def test_undoing_the_contact_undoes_what_came_of_it(sol: Desk) -> None:
    """One action; the next third contact raises it again."""
    contacted(sol, "1", channel="call")
    contacted(sol, "1", channel="call")
    undo(sol)
    incident = find_incident(sol, "1")
    assert (incident.severity, incident.told, len(incident.contacts)) == ("normal", (), 2)

    assert contacted(sol, "1", channel="call").told == (("sol", "contact 3"),)


def test_the_threshold_is_the_houses(sol: Desk) -> None:
    """As its policy has it."""
    folder = sol.home / "playbooks"
    folder.mkdir()
    (folder / "policy.toml").write_text('[escalation]\ncontacts = 2\nsource = "House rule."\n')

    assert contacted(sol, "1", channel="call").told == (("sol", "contact 2"),)


def test_a_broken_policy_keeps_nobody_from_counting(sol: Desk) -> None:
    """The third contact counts then."""
    folder = sol.home / "playbooks"
    folder.mkdir()
    (folder / "policy.toml").write_text("[escalation\n")
    contacted(sol, "1", channel="call")

    assert contacted(sol, "1", channel="call").told == (("sol", "contact 3"),)


def test_what_stands_over_the_incident_says_who_was_told(sol: Desk) -> None:
    """In the words of the header."""
    for _ in range(2):
        contacted(sol, "1", channel="call")

    phrases = relationship(sol, find_incident(sol, "1")).phrases()
    assert "escalated to Sol at the 3rd contact" in phrases
