"""Work changes hands only when the receiver accepts it in their own words."""

from collections.abc import Callable

import pytest

from recover.domain.entry import Outcome
from recover.domain.errors import NotFound, Refused
from recover.domain.handover import Brief, HandoverState
from recover.domain.offers import offer_of, offer_state
from recover.services.accounts import AccountDetails, set_account
from recover.services.answerable import Answered
from recover.services.answering import (
    NoReadback,
    NotReceiver,
    accept_handover,
    decline_handover,
    withdraw_offer,
)
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.finding import account_of_key, find_incident, find_person, find_promise
from recover.services.handing_matters import NothingOpen, OnOffer
from recover.services.handing_over import (
    HandoverWish,
    ToSelf,
    offer_handover,
    prepare_handover,
)
from recover.services.handover_line import read_handover
from recover.services.handovers import offers_lapsed, offers_waiting
from recover.services.lending import OnLoan
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person, set_away
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.settling import (
    AlreadySettled,
    NewTerms,
    keep_promise,
    renegotiate_promise,
    withdraw_promise,
)
from recover.services.undoing import undo

Sit = Callable[..., Desk]
TO_PRIYA = HandoverWish(to="priya")
LATER = "2026-10-22T18:00-07:00"
OWN_WORDS = "I call R. Hale before eight with the name and the plan"


@pytest.fixture
def owed(desk: Desk) -> Desk:
    """Incident 1 with a promise due Fri 23 Oct 08:00 PDT, and one due at noon; both Mara's."""
    listen(desk, Caller(account="northwind", contact="hale"), ["You mocked her."])
    make_promise(desk, "1", PromiseWish(what="call with the plan", by="tomorrow 8am"))
    make_promise(desk, "1", PromiseWish(what="send the minutes", by="tomorrow noon"))
    return desk


def owners(desk: Desk) -> list[str]:
    """Who owns each promise of incident 1, in order."""
    return [each.owner for each in find_incident(desk, "1").promises]


def state(desk: Desk, handover_id: str = "1h1") -> HandoverState:
    """How an offer stands."""
    incident = find_incident(desk, handover_id.partition("h")[0])
    handover = incident.handover(int(handover_id.partition("h")[2]))
    assert handover is not None
    return offer_state(incident, handover, desk.now())


def brief(desk: Desk) -> Brief:
    """What the first offer says."""
    handover = find_incident(desk, "1").handover(1)
    assert handover is not None
    return handover.brief


def test_it_stays_the_senders_until_it_is_accepted(owed: Desk, sit: Sit) -> None:
    """One owner at every moment."""
    offer_handover(owed, "1p1", TO_PRIYA)
    assert owners(owed) == ["mara", "mara"]

    accept_handover(sit(LATER, "priya"), "1h1", OWN_WORDS)

    assert owners(owed) == ["priya", "mara"]
    handover = find_incident(owed, "1").handovers[0]
    assert handover.brief.readback == OWN_WORDS
    assert handover.brief.score == 5


def test_the_brief_is_filled_in_from_the_log(owed: Desk) -> None:
    """I-PASS: severity and value, summary, actions soonest first on both clocks, contingency."""
    (found,) = prepare_handover(owed, "1", TO_PRIYA).briefs

    assert found.severity.startswith("normal · 15% of revenue · 310,000 USD a year")
    assert "You mocked her." in found.summary
    assert [action.partition(" ")[0] for action in found.actions] == ["1p1", "1p2"]
    assert "Fri 23 Oct 2026 08:00 PDT = 11:00 EDT (Priya)" in found.actions[0]
    assert found.contingency.startswith("If R. Hale calls first")
    assert found.score == 4


def test_what_the_sender_says_stands_instead(owed: Desk) -> None:
    """All of it can be edited."""
    wish = HandoverWish(to="priya", severity="critical", summary="s", contingency="c")

    (brief,) = prepare_handover(owed, "1", wish).briefs

    assert (brief.severity, brief.summary, brief.contingency) == ("critical", "s", "c")


@pytest.mark.parametrize(
    ("subject", "answer_by"),
    [
        ("1p1", "2026-10-23T00:35-07:00"),
        ("1p2", "2026-10-23T02:35-07:00"),
        ("1", "2026-10-23T00:35-07:00"),
    ],
)
def test_an_answer_is_due_at_half_of_what_is_left(owed: Desk, subject: str, answer_by: str) -> None:
    """To the soonest of what is offered."""
    found = prepare_handover(owed, subject, TO_PRIYA).answer_by

    assert found.astimezone(owed.who.calendar.tzinfo).isoformat(timespec="minutes") == answer_by


def test_an_answer_is_due_in_a_day_at_most(owed: Desk, sit: Sit) -> None:
    """However far off the promise is; an hour when it is overdue."""
    make_promise(owed, "1", PromiseWish(what="visit them", by="in 9 days"))
    far = prepare_handover(owed, "1p3", TO_PRIYA).answer_by - owed.now()
    late = sit("2026-10-23T09:00-07:00")
    overdue = prepare_handover(late, "1p1", TO_PRIYA).answer_by - late.now()

    assert (far.total_seconds(), overdue.total_seconds()) == (24 * 3600, 3600)


def test_only_the_receiver_answers(owed: Desk, sit: Sit) -> None:
    """Not the sender, nor anybody else."""
    add_person(owed, PersonDetails(name="Lee", zone="America/New_York"))
    offer_handover(owed, "1p1", TO_PRIYA)

    for person in ("mara", "lee"):
        with pytest.raises(NotReceiver, match="only Priya can answer it"):
            accept_handover(sit(LATER, person), "1h1", OWN_WORDS)
        with pytest.raises(NotReceiver):
            decline_handover(sit(LATER, person), "1h1", "no")
    assert owners(owed) == ["mara", "mara"]


def test_nothing_changes_hands_without_words(owed: Desk, sit: Sit) -> None:
    """A read-back that is left empty accepts nothing."""
    offer_handover(owed, "1p1", TO_PRIYA)

    with pytest.raises(NoReadback):
        accept_handover(sit(LATER, "priya"), "1h1", " \n ")
    assert owners(owed)[0] == "mara"


def test_the_second_answer_is_told_who_was_first(owed: Desk, sit: Sit) -> None:
    """Accepted is accepted."""
    offer_handover(owed, "1p1", TO_PRIYA)
    accept_handover(sit(LATER, "priya"), "1h1", OWN_WORDS)

    with pytest.raises(Answered, match="1h1 was accepted by Priya on Thu 22 Oct 2026 18:00 PDT"):
        accept_handover(sit("2026-10-22T18:05-07:00", "priya"), "1h1", "again")
    with pytest.raises(Answered):
        withdraw_offer(owed, "1h1", "changed my mind")


def test_a_decline_leaves_it_with_its_sender(owed: Desk, sit: Sit) -> None:
    """At once, with the reason on record; it can be offered to somebody else."""
    offer_handover(owed, "1p1", TO_PRIYA)
    decline_handover(sit(LATER, "priya"), "1h1", "needs Provisioning")
    add_person(owed, PersonDetails(name="Lee", zone="America/New_York"))
    offer_handover(owed, "1p1", HandoverWish(to="lee"))

    first, second = find_incident(owed, "1").handovers
    assert (first.reason, state(owed)) == ("needs Provisioning", HandoverState.DECLINED)
    assert (second.to, owners(owed)[0]) == ("lee", "mara")


def test_a_withdrawn_offer_cannot_be_accepted(owed: Desk, sit: Sit) -> None:
    """Whoever answers too late is told."""
    offer_handover(owed, "1p1", TO_PRIYA)
    withdraw_offer(owed, "1h1", "she is on leave")

    with pytest.raises(Answered, match="taken back by Mara"):
        accept_handover(sit(LATER, "priya"), "1h1", OWN_WORDS)


def test_an_offer_expires_and_is_back(owed: Desk, sit: Sit) -> None:
    """The very moment is in time; after it the sender has it back, and is told."""
    offer_handover(owed, "1p1", HandoverWish(to="priya", answer_by="in 1 hour"))
    after = sit("2026-10-22T18:11-07:00")

    assert state(sit("2026-10-22T18:10-07:00")) is HandoverState.OFFERED
    assert state(after) is HandoverState.EXPIRED
    with pytest.raises(Answered, match=r"expired .* and is back with Mara"):
        accept_handover(sit("2026-10-22T18:11-07:00", "priya"), "1h1", OWN_WORDS)
    assert [each.first.id for each in offers_lapsed(after, "mara")] == ["1h1"]
    offer_handover(after, "1p1", TO_PRIYA)
    assert offers_lapsed(after, "mara") == []


@pytest.mark.parametrize(
    ("logged", "over"), [("2026-10-22T18:10-07:00", False), ("2026-10-22T18:11-07:00", True)]
)
def test_an_answer_is_not_dated_back_to_before_it_expired(
    owed: Desk, sit: Sit, logged: str, over: bool
) -> None:
    """Once the record goes on after its moment, nobody says that they answered before."""
    offer_handover(owed, "1p1", HandoverWish(to="priya", answer_by="in 1 hour"))
    log_line(sit(logged), "1", "She calls again.")
    priya = sit(LATER, "priya")

    if not over:
        accept_handover(priya, "1h1", OWN_WORDS)
        return
    with pytest.raises(Answered, match=r"expired .* before 1e6 was logged, and is back with Mara"):
        accept_handover(priya, "1h1", OWN_WORDS)
    assert owners(owed) == ["mara", "mara"]


def test_what_was_agreed_later_is_not_accepted_before(owed: Desk, sit: Sit) -> None:
    """Nobody took over at six what was promised at half past."""
    offer_handover(owed, "1p1", TO_PRIYA)
    new = NewTerms(by="tomorrow 10am", reason="they asked")
    renegotiate_promise(sit("2026-10-22T18:30-07:00"), "1p1", new)

    with pytest.raises(Refused, match="1p3 was promised on"):
        accept_handover(sit(LATER, "priya"), "1h1", OWN_WORDS)
    accept_handover(sit("2026-10-22T18:31-07:00", "priya"), "1h1", OWN_WORDS)


@pytest.mark.parametrize(
    ("subject", "to", "kind"),
    [
        ("1p1", "mara", ToSelf),
        ("1", "mara", ToSelf),
        ("1p1", "nobody", NotFound),
        ("1p9", "priya", NotFound),
        ("9", "priya", NotFound),
        ("acme", "priya", NotFound),
        ("lumen", "priya", NotFound),
        ("ortega", "priya", NothingOpen),
    ],
)
def test_what_cannot_be_offered(owed: Desk, subject: str, to: str, kind: type[Exception]) -> None:
    """One sentence each, and nothing is written."""
    before = len(find_incident(owed, "1").entries)

    with pytest.raises(kind):
        offer_handover(owed, subject, HandoverWish(to=to))
    assert len(find_incident(owed, "1").entries) == before


def test_what_has_ended_is_not_offered(owed: Desk) -> None:
    """Nor is anything of a closed incident."""
    keep_promise(owed, "1p1")
    withdraw_promise(owed, "1p2", "called off")

    with pytest.raises(AlreadySettled):
        offer_handover(owed, "1p1", TO_PRIYA)
    close_incident(owed, "1", outcome=Outcome.RETAINED)
    with pytest.raises(NothingOpen, match="recover reopen 1"):
        offer_handover(owed, "1", TO_PRIYA)


def test_what_is_on_offer_is_not_offered_twice(owed: Desk) -> None:
    """Not to the same person either; the incident is offered without it."""
    offer_handover(owed, "1p1", TO_PRIYA)

    with pytest.raises(OnOffer, match="1h1"):
        offer_handover(owed, "1p1", TO_PRIYA)
    prepared = prepare_handover(owed, "1", TO_PRIYA)
    assert prepared.left_out == ("1p1",)
    assert [each.id for each in prepared.matters[0].promises] == ["1p2"]


def test_an_incident_goes_with_its_senders_open_promises(owed: Desk, sit: Sit) -> None:
    """What was promised after the offer was not in its brief, and stays; so do those of others."""
    make_promise(owed, "1", PromiseWish(what="find the tape", by="tomorrow 3pm", owner="priya"))
    add_person(owed, PersonDetails(name="Lee", zone="America/New_York"))
    offer_handover(owed, "1", HandoverWish(to="lee"))
    make_promise(owed, "1", PromiseWish(what="book a room", by="tomorrow 4pm"))
    keep_promise(owed, "1p2")
    accept_handover(sit(LATER, "lee"), "1h1", "all of it")

    assert owners(owed) == ["lee", "mara", "priya", "mara"]
    assert find_incident(owed, "1").owner == "lee"


def test_what_is_agreed_instead_goes_with_the_offer(owed: Desk, sit: Sit) -> None:
    """A promise that is renegotiated while it is on offer is on offer in its new form."""
    offer_handover(owed, "1p1", TO_PRIYA)
    renegotiate_promise(owed, "1p1", NewTerms(by="tomorrow 10am", reason="they asked"))
    incident, successor = find_promise(owed, "1p3")

    assert offer_of(incident, successor, owed.now()) is not None
    accept_handover(sit(LATER, "priya"), "1h1", OWN_WORDS)
    assert owners(owed) == ["mara", "mara", "priya"]


def test_the_brief_is_written_anew_when_a_promise_in_it_is(owed: Desk, sit: Sit) -> None:
    """What is read before it is accepted is what is accepted; undo gives the old brief back."""
    offer_handover(owed, "1", TO_PRIYA)
    before = brief(owed)
    changed = renegotiate_promise(owed, "1p1", NewTerms(by="tomorrow 10am", reason="they asked"))

    after = brief(owed)
    assert [each.partition(" ")[0] for each in after.actions] == ["1p3", "1p2"]
    assert "Fri 23 Oct 2026 10:00 PDT = 13:00 EDT (Priya)" in after.actions[0]
    assert "10:00 PDT" in after.contingency
    assert (after.severity, after.summary) == (before.severity, before.summary)
    assert changed.entries[-1].kind == "brief"

    undo(owed)
    assert brief(owed) == before
    renegotiate_promise(owed, "1p1", NewTerms(by="tomorrow 11am", reason="they asked"))
    renegotiate_promise(owed, "1p4", NewTerms(by="tomorrow 1pm", reason="they asked again"))
    accept_handover(sit(LATER, "priya"), "1h1", OWN_WORDS)
    assert [each.partition(" ")[0] for each in brief(owed).actions] == ["1p2", "1p5"]
    assert '"send the minutes" is promised by' in brief(owed).contingency
    assert brief(owed).readback == OWN_WORDS


def test_what_the_sender_said_stays_in_a_brief_that_is_written_anew(owed: Desk) -> None:
    """Nobody puts other words into their mouth."""
    wish = HandoverWish(to="priya", severity="grave", summary="read the log", contingency="stall")
    offer_handover(owed, "1p1", wish)
    renegotiate_promise(owed, "1p1", NewTerms(by="tomorrow 10am", reason="they asked"))

    after = brief(owed)
    assert (after.severity, after.summary, after.contingency) == ("grave", "read the log", "stall")
    assert "10:00 PDT" in after.actions[0]


def test_a_brief_that_asks_for_no_answer_stays_as_it_was(owed: Desk, sit: Sit) -> None:
    """It says what was offered then: nothing is written into an offer that is over."""
    offer_handover(owed, "1p1", HandoverWish(to="priya", answer_by="in 1 hour"))
    before = brief(owed)
    late = sit("2026-10-22T18:11-07:00")
    renegotiate_promise(late, "1p1", NewTerms(by="tomorrow 10am", reason="they asked"))

    assert brief(late) == before


def test_an_offer_with_nothing_left_asks_for_no_answer(owed: Desk, sit: Sit) -> None:
    """Its promise was kept meanwhile."""
    offer_handover(owed, "1p1", TO_PRIYA)
    keep_promise(owed, "1p1")

    assert offers_waiting(owed, to="priya") == []
    with pytest.raises(Answered, match="nothing left"):
        accept_handover(sit(LATER, "priya"), "1h1", OWN_WORDS)


def test_an_account_goes_as_one_offer(owed: Desk, sit: Sit) -> None:
    """Every open incident of it is answered at once; whoever accepts looks after the account."""
    set_account(owed, "northwind", AccountDetails(owner="mara"))
    listen(owed, Caller(account="northwind"), ["And the invoice."])
    first, second = offer_handover(owed, "northwind", TO_PRIYA)
    accept_handover(sit(LATER, "priya"), second.id, "both matters and the account")

    account = account_of_key(owed, "northwind")
    assert (first.batch, second.batch) == ("1h1", "1h1")
    assert [find_incident(owed, each).owner for each in ("1", "2")] == ["priya", "priya"]
    assert owners(owed) == ["priya", "priya"]
    assert account is not None
    assert account.owner == "priya"


def test_taking_an_acceptance_back_takes_all_of_it_back(owed: Desk, sit: Sit) -> None:
    """The offer stands again, everything is the sender's, and so is the account."""
    set_account(owed, "northwind", AccountDetails(owner="mara"))
    listen(owed, Caller(account="northwind"), ["And the invoice."])
    offer_handover(owed, "northwind", TO_PRIYA)
    priya = sit(LATER, "priya")
    accept_handover(priya, "1h1", OWN_WORDS)
    undo(priya)

    account = account_of_key(owed, "northwind")
    assert [find_incident(owed, each).owner for each in ("1", "2")] == ["mara", "mara"]
    assert account is not None
    assert (account.owner, state(owed)) == ("mara", HandoverState.OFFERED)


def test_holiday_cover_comes_back(owed: Desk, sit: Sit) -> None:
    """All my open things until the 14th: that morning they are mine again, and nobody has to act.

    What was agreed in their place comes back, too; what the cover promised stays theirs.
    """
    listen(owed, Caller(account="ortega"), ["Where is my install?"])
    make_promise(owed, "1", PromiseWish(what="visit them", by="2026-11-20 10:00"))
    offer_handover(owed, "all", HandoverWish(to="priya", until="the 14th"))
    priya = sit(LATER, "priya")
    accept_handover(priya, "1h1", "I cover until the 14th")
    renegotiate_promise(priya, "1p3", NewTerms(by="2026-11-21 10:00", reason="they asked"))
    make_promise(priya, "1", PromiseWish(what="write it up", by="2026-11-30 10:00"))
    before, after = sit("2026-11-13T17:00-08:00"), sit("2026-11-14T09:00-08:00")

    assert owners(before) == ["priya", "priya", "priya", "priya", "priya"]
    assert owners(after) == ["mara", "mara", "priya", "mara", "priya"]
    assert [find_incident(after, each).owner for each in ("1", "2")] == ["mara", "mara"]


@pytest.mark.parametrize(
    ("until", "back"),
    [
        ("the 14th", "2026-11-14T09:00-08:00"),
        ("Nov 16", "2026-11-16T08:00-08:00"),
        ("Nov 16 3pm", "2026-11-16T15:00-08:00"),
        ("in 2 weeks", "2026-11-05T08:00-08:00"),
    ],
)
def test_a_day_alone_means_its_morning(owed: Desk, until: str, back: str) -> None:
    """As with somebody who is away until then: it is the first day back."""
    found = prepare_handover(owed, "all", HandoverWish(to="priya", until=until)).until

    assert found is not None
    assert found.astimezone(owed.who.calendar.tzinfo).isoformat(timespec="minutes") == back


@pytest.mark.parametrize(
    ("until", "answer_by"), [("yesterday", ""), ("", "yesterday"), ("soon", ""), ("", "asap")]
)
def test_a_moment_that_means_nothing_ahead_is_refused(
    owed: Desk, until: str, answer_by: str
) -> None:
    """The words of the deadline rules."""
    with pytest.raises(Refused):
        offer_handover(owed, "1", HandoverWish(to="priya", until=until, answer_by=answer_by))


def test_who_cannot_be_there_is_named_before(owed: Desk) -> None:
    """Their hours do not cover the due moment, they are away, or asleep until the answer."""
    make_promise(owed, "1", PromiseWish(what="call them", by="tomorrow 6pm"))
    asleep = prepare_handover(owed, "1p3", TO_PRIYA).cautions
    add_person(owed, PersonDetails(name="Sam", zone="America/Los_Angeles"))
    find = find_person(owed, "priya").calendar.local(owed.now()).date()
    set_away(owed, "priya", find.replace(day=26), "sam")
    away = prepare_handover(owed, "1p3", TO_PRIYA).cautions

    assert [each.code for each in asleep] == ["outside_receiver_hours"]
    assert "21:00 EDT" in asleep[0].text
    assert away[0].code == "receiver_away"
    assert "Sam covers" in away[0].text


def test_somebody_elses_work_can_be_taken_over(owed: Desk, sit: Sit) -> None:
    """Mara left: Priya offers it to herself, and the log says who did."""
    priya = sit(LATER, "priya")
    offer_handover(priya, "1p1", TO_PRIYA)
    accept_handover(priya, "1h1", OWN_WORDS)

    handover = find_incident(owed, "1").handovers[0]
    assert (handover.sender, handover.offered_by, owners(owed)[0]) == ("mara", "priya", "priya")


@pytest.mark.parametrize(
    ("line", "subject", "to", "contingency"),
    [
        ("priya", "1", "priya", ""),
        ("Pri", "1", "priya", ""),
        ("priya p2", "1p2", "priya", ""),
        ("priya 1p2: eight stands", "1p2", "priya", "eight stands"),
        ("priya if she calls, eight stands", "1", "priya", "if she calls, eight stands"),
        ("priya, p1, wait", "1p1", "priya", "wait"),
        ("Mara Lin the tape", "1", "mara-lin", "the tape"),
        ("priya p2.", "1p2", "priya", ""),
    ],
)
def test_a_typed_line_names_whom_and_what(
    owed: Desk, line: str, subject: str, to: str, contingency: str
) -> None:
    """The name first, in as many words as it takes; then one promise; then what if."""
    add_person(owed, PersonDetails(name="Mara Lin", zone="America/New_York"))

    found, wish = read_handover(owed, "1", line)

    assert (found, wish.to, wish.contingency) == (subject, to, contingency)


@pytest.mark.parametrize("line", ["", "zzz", "zzz p1", "a", "priya 2p2"])
def test_a_typed_line_that_names_nobody(owed: Desk, line: str) -> None:
    """Nobody, nobody known, or more than one."""
    with pytest.raises((NotFound, Refused)):
        read_handover(owed, "1", line)


def test_what_came_back_can_be_handed_over_again(owed: Desk, sit: Sit) -> None:
    """A loan that is over has no say any more: whoever accepts afterwards keeps it."""
    make_promise(owed, "1", PromiseWish(what="visit them", by="2026-11-20 10:00"))
    add_person(owed, PersonDetails(name="Lee", zone="America/New_York"))
    offer_handover(owed, "1", HandoverWish(to="priya", until="the 14th"))
    accept_handover(sit(LATER, "priya"), "1h1", "I cover until the 14th")
    after = sit("2026-11-16T09:00-08:00")
    offer_handover(after, "1", HandoverWish(to="lee"))
    accept_handover(sit("2026-11-16T09:05-08:00", "lee"), "1h2", "mine for good")

    much_later = sit("2026-11-18T09:00-08:00")
    assert find_incident(much_later, "1").owner == "lee"
    assert find_promise(much_later, "1p3")[1].owner == "lee"


def test_what_is_lent_is_not_lent_on(owed: Desk, sit: Sit) -> None:
    """It can go on for good, or back; it comes back to whoever lent it on the day agreed."""
    add_person(owed, PersonDetails(name="Lee", zone="America/New_York"))
    make_promise(owed, "1", PromiseWish(what="visit them", by="2026-11-20 10:00"))
    offer_handover(owed, "1", HandoverWish(to="priya", until="the 14th"))
    priya = sit(LATER, "priya")
    accept_handover(priya, "1h1", "I cover until the 14th")

    with pytest.raises(OnLoan, match="Mara"):
        offer_handover(priya, "1p3", HandoverWish(to="lee", until="Nov 10"))
    offer_handover(priya, "1p3", HandoverWish(to="lee"))
    accept_handover(sit("2026-10-23T09:00-07:00", "lee"), "1h2", "mine while it lasts")
    assert find_promise(sit("2026-11-13T09:00-08:00"), "1p3")[1].owner == "lee"
    assert find_promise(sit("2026-11-14T09:00-08:00"), "1p3")[1].owner == "mara"
