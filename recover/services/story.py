"""One whole story, played with the real verbs: a mocking voicemail, and what made it good again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from recover.domain.days import wall_time
from recover.domain.entry import Decision, Outcome
from recover.domain.incident import Incident
from recover.domain.moments import day as long_day
from recover.domain.telling import told
from recover.export.formats import Style, rendered
from recover.services.accounts import AccountDetails, add_account, set_contact, set_seat
from recover.services.client_exporting import client_draft
from recover.services.closing import close_incident
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk
from recover.services.finding import account_of, find_person
from recover.services.listening import Caller, finish_listening, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line, read_back
from recover.services.reminding import wake_for
from recover.services.settling import keep_promise

Verb = Callable[[Desk], Incident]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One thing that happens."""

    at: str
    """ISO 8601 with offset."""
    who: str
    act: Verb


SCENES = (
    Scene(
        at="2026-10-22T17:10-07:00",
        who="mara",
        act=lambda desk: listen(
            desk,
            Caller(account="northwind", contact="R. Hale", playbook="personal-affront"),
            ["Your man mocked her. I have the recording."],
        ),
    ),
    Scene(
        at="2026-10-22T17:13-07:00",
        who="mara",
        act=lambda desk: log_line(desk, "1", "She is in tears.", kind="heard"),
    ),
    Scene(
        at="2026-10-22T17:16-07:00",
        who="mara",
        act=lambda desk: add_demand(desk, "1", "he is fired"),
    ),
    Scene(
        at="2026-10-22T17:19-07:00",
        who="mara",
        act=lambda desk: add_demand(desk, "1", "who runs our account now?", client=True),
    ),
    Scene(
        at="2026-10-22T17:21-07:00",
        who="mara",
        act=lambda desk: log_line(desk, "1", "the second seat is vacant since 28 September"),
    ),
    Scene(
        at="2026-10-22T17:24-07:00",
        who="mara",
        act=lambda desk: finish_listening(desk, "1"),
    ),
    Scene(
        at="2026-10-22T17:26-07:00",
        who="mara",
        act=lambda desk: read_back(desk, "1", confirmed=True),
    ),
    Scene(
        at="2026-10-22T17:27-07:00",
        who="mara",
        act=lambda desk: log_line(
            desk, "1", "On behalf of the company: I am sorry.", kind="said", client=True
        ),
    ),
    Scene(
        at="2026-10-22T17:28-07:00",
        who="mara",
        act=lambda desk: decide_demand(
            desk,
            "1d1",
            Decision.DECLINED,
            reason="what follows for him is decided by people who are not on this call",
            alternative="he is off your account from tonight",
        ),
    ),
    Scene(
        at="2026-10-22T17:29-07:00",
        who="mara",
        act=lambda desk: log_line(
            desk,
            "1",
            "Whoever spoke to you so is off your account from tonight.",
            kind="said",
            client=True,
        ),
    ),
    Scene(
        at="2026-10-22T17:31-07:00",
        who="mara",
        act=lambda desk: make_promise(
            desk,
            "1",
            PromiseWish(
                what="call with the new account executive's name and the plan",
                by="tomorrow 8am",
                consent="before you open is fine",
                needs=("priya",),
                client=True,
            ),
        ),
    ),
    Scene(
        at="2026-10-22T17:32-07:00",
        who="mara",
        act=lambda desk: wake_for(desk, "1p1"),
    ),
    Scene(
        at="2026-10-23T05:02-07:00",
        who="mara",
        act=lambda desk: log_line(desk, "1", "plan agreed with New York; Priya takes the account"),
    ),
    Scene(
        at="2026-10-23T07:38-07:00",
        who="mara",
        act=lambda desk: keep_promise(desk, "1p1", "reached R. Hale, name and plan given"),
    ),
    Scene(
        at="2026-10-23T07:40-07:00",
        who="mara",
        act=lambda desk: decide_demand(
            desk,
            "1d2",
            Decision.GRANTED,
            reason="you have a named account executive from today",
            client=True,
        ),
    ),
    Scene(
        at="2027-01-22T10:00-08:00",
        who="mara",
        act=lambda desk: close_incident(
            desk,
            "1",
            outcome=Outcome.RETAINED,
            guideline=True,
            purpose=True,
            text="listened, set expectations, delivered",
        ),
    ),
)


def play(desk: Desk, say: Callable[[str], None]) -> None:
    """Play the story in an empty book; *say* gets one line at a time, the client summary last."""
    _set_the_stage(desk)
    incident: Incident | None = None
    day = ""
    for scene in SCENES:
        there = _at(desk, scene)
        seen = len(incident.entries) if incident else 0
        incident = scene.act(there)
        today = long_day(there.now().astimezone(there.who.calendar.tzinfo))
        if today != day:
            day = today
            say("")
            say(day)
        for entry in incident.entries[seen:]:
            clock = wall_time(entry.at, there.who.calendar.zone)
            say(f"  {clock}  {entry.kind:<9} {told(incident, entry)}")
    if incident is not None:
        _say_summary(_at(desk, SCENES[-1]), incident, say)


def _set_the_stage(desk: Desk) -> None:
    """Add the people and the client."""
    add_person(
        desk, PersonDetails(name="Mara", zone="America/Los_Angeles", hours="mon-fri 08:00-18:00")
    )
    add_person(
        desk, PersonDetails(name="Priya", zone="America/New_York", hours="mon-fri 08:00-18:00")
    )
    account = AccountDetails(
        name="Northwind",
        zone="America/Los_Angeles",
        hours="mon-fri 09:00-17:00",
        phone="+1 213 555 0142",
        email="office@northwind.example",
        share=Decimal(15),
        renewal=date(2027, 1, 22),
        owner="mara",
    )
    add_account(desk, account)
    set_contact(desk, "northwind", "R. Hale", role="senior representative")
    set_seat(desk, "northwind", "second account executive", date(2026, 9, 28))


def _at(desk: Desk, scene: Scene) -> Desk:
    """Sit at the same book at the moment of a scene."""
    return desk.elsewhere(datetime.fromisoformat(scene.at), find_person(desk, scene.who))


def _say_summary(desk: Desk, incident: Incident, say: Callable[[str], None]) -> None:
    """Print what the client would be sent."""
    account = account_of(desk, incident)
    if account is None:
        return
    draft = client_draft(desk, account, [incident], begins=incident.id)
    for line in ("", "The summary for the client:", ""):
        say(line)
    for line in rendered(draft.report, "md", Style()).decode().split("\n"):
        say(line)
    say(f"({draft.left_out} entries stay in the house)")
