"""Sample data for a look around: five living incidents, dated from now."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from recover.domain.entry import Decision
from recover.services.accounts import AccountDetails, add_account, set_contact, set_seat
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk
from recover.services.finding import find_person
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.listening import Caller, contacted, finish_listening, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import learn_fact, log_line, read_back
from recover.services.settling import NewTerms, attempt_promise, keep_promise, renegotiate_promise

PEOPLE = (
    PersonDetails(name="Mara", zone="America/Los_Angeles", hours="mon-fri 08:00-18:00"),
    PersonDetails(name="Priya", zone="America/New_York", hours="mon-fri 08:00-18:00"),
    PersonDetails(name="Sam", zone="America/Chicago", hours="mon-fri 08:00-17:00"),
    PersonDetails(name="Sol", zone="America/New_York", hours="mon-fri 08:00-18:00", lead=True),
)

MINUTES_A_DAY = 24 * 60


def fill(desk: Desk) -> None:
    """Put people, accounts and five incidents into an empty book; Mara acts from then on."""
    for person in PEOPLE:
        add_person(desk, person)
    desk.who = find_person(desk, "mara")
    _add_accounts(desk, desk.now().date())
    for tell in (_cancelled, _four_contacts, _invoice, _blacklist, _affront):
        tell(_clock(desk))


def _clock(desk: Desk) -> Callable[..., Desk]:
    """Give a way to sit at the same book some minutes ago, as somebody."""
    now = desk.now()

    def ago(minutes: int, person: str = "mara") -> Desk:
        return desk.elsewhere(now - timedelta(minutes=minutes), find_person(desk, person))

    return ago


def _add_accounts(desk: Desk, today: date) -> None:
    """Add the five clients."""
    weekdays = "mon-fri 08:00-17:00"
    details = (
        AccountDetails(
            name="Northwind",
            zone="America/Los_Angeles",
            hours="mon-fri 09:00-17:00",
            phone="+1 213 555 0142",
            email="office@northwind.example",
            since=date(2011, 1, 1),
            value=Decimal(310_000),
            lifetime=Decimal(2_940_000),
            share=Decimal(15),
            renewal=today + timedelta(days=91),
            owner="mara",
        ),
        AccountDetails(
            name="Ortega",
            zone="America/Chicago",
            phone="+1 312 555 0119",
            address="18 Canal Street, Chicago",
            since=date(2019, 1, 1),
            value=Decimal(1_200),
            owner="mara",
        ),
        AccountDetails(
            name="Lumen",
            zone="America/New_York",
            hours=weekdays,
            email="accounts@lumen.example",
            value=Decimal(26_000),
            owner="mara",
        ),
        AccountDetails(
            name="Acme",
            zone="America/Chicago",
            hours=weekdays,
            phone="+1 312 555 0177",
            since=date(1999, 1, 1),
            value=Decimal(1_800),
            lifetime=Decimal(48_600),
            owner="sam",
        ),
        AccountDetails(
            name="Vireo",
            zone="America/New_York",
            hours=weekdays,
            phone="+1 212 555 0108",
            email="hello@vireo.example",
            since=date(1988, 1, 1),
            value=Decimal(48_000),
            owner="mara",
        ),
    )
    for each in details:
        add_account(desk, each)
    set_contact(desk, "northwind", "R. Hale", phone="+1 213 555 0143", role="senior representative")
    set_contact(desk, "ortega", "R. Ortega", phone="+1 312 555 0119")
    set_seat(desk, "northwind", "second account executive", today - timedelta(days=24))


def _cancelled(ago: Callable[..., Desk]) -> None:
    """Nobody told the client that the appointment is off: the duty is overdue."""
    days = 3 * MINUTES_A_DAY
    caller = Caller(account="ortega", contact="R. Ortega", playbook="cancelled-appointment")
    incident = listen(ago(days), caller, ["install cancelled, line not ready"]).id
    log_line(ago(days - 5), incident, "the technician's calendar was not shared with us")
    attempt_promise(ago(days - 190), f"{incident}p1", "no answer, mailbox full")


def _four_contacts(ago: Callable[..., Desk]) -> None:
    """Our error, told to three departments before it was owned by anybody."""
    begun = 9 * MINUTES_A_DAY
    caller = Caller(account="acme", department="Billing", playbook="repeated-contact")
    incident = listen(ago(begun, "sam"), caller, ["you billed us for a line we gave back"]).id
    contacted(
        ago(begun - 2 * MINUTES_A_DAY, "sam"),
        incident,
        channel="call",
        department="Technical",
        text="sent back to Billing",
    )
    contacted(
        ago(MINUTES_A_DAY, "sam"), incident, channel="call", department="Billing", text="third time"
    )
    finish_listening(ago(MINUTES_A_DAY - 10, "sam"), incident)
    learn_fact(ago(MINUTES_A_DAY - 11, "sam"), incident, "account number", "4471-02")
    wish = PromiseWish(what="call with both answers", by="in 5 hours", client=True)
    make_promise(ago(MINUTES_A_DAY - 12, "sam"), incident, wish)
    keep_promise(ago(MINUTES_A_DAY - 290, "sam"), f"{incident}p1", "credited, confirmed by phone")
    wish = PromiseWish(what="two-week check-in", by="in 7 business days at 10am", client=True)
    make_promise(ago(MINUTES_A_DAY - 295, "sam"), incident, wish)
    offer_handover(ago(90, "sam"), "acme", HandoverWish(to="mara"))


def _invoice(ago: Callable[..., Desk]) -> None:
    """A wrong invoice: a first promise moved in time, the new one ahead."""
    begun = 2 * MINUTES_A_DAY
    caller = Caller(account="lumen", channel="e-mail")
    incident = listen(ago(begun), caller, ["the invoice still has the old rate on it"]).id
    finish_listening(ago(begun - 4), incident)
    wish = PromiseWish(
        what="send the corrected invoice", by="in 24 hours", channel="e-mail", client=True
    )
    make_promise(ago(begun - 6), incident, wish)
    terms = NewTerms(by="in 2 business days", reason="the rate needs a second signature")
    renegotiate_promise(ago(MINUTES_A_DAY), f"{incident}p1", terms)


def _blacklist(ago: Callable[..., Desk]) -> None:
    """A fee complaint from a client of many years."""
    begun = 200
    caller = Caller(account="vireo", playbook="silent-blacklist")
    heard = ["a 200 dollar fee for changing one name?", "send this to your headquarters"]
    incident = listen(ago(begun), caller, heard).id
    add_demand(ago(begun - 2), incident, "send this to your headquarters")
    finish_listening(ago(begun - 6), incident)
    wish = PromiseWish(what="call with the name of who decides", by="tomorrow 17:00", client=True)
    make_promise(ago(begun - 9), incident, wish)


def _affront(ago: Callable[..., Desk]) -> None:
    """One of ours mocked the client; the call ended a moment ago."""
    caller = Caller(account="northwind", contact="R. Hale", playbook="personal-affront")
    heard = ["Your man mocked her. I have the recording."]
    incident = listen(ago(52), caller, heard).id
    log_line(ago(49), incident, "She is in tears.", kind="heard")
    add_demand(ago(46), incident, "he is fired")
    add_demand(ago(43), incident, "who runs our account now?", client=True)
    log_line(ago(41), incident, "the second seat has been vacant for 24 days")
    finish_listening(ago(38), incident)
    read_back(ago(36), incident, confirmed=True)
    log_line(ago(35), incident, "On behalf of the company: I am sorry.", kind="said", client=True)
    decide_demand(
        ago(34),
        f"{incident}d1",
        Decision.DECLINED,
        reason="what follows for him is decided by people who are not on this call",
        alternative="he is off your account from tonight",
    )
    wish = PromiseWish(
        what="call with the new account executive's name and the plan",
        by="tomorrow 8am",
        consent="before you open is fine",
        needs=("priya",),
        client=True,
    )
    make_promise(ago(31), incident, wish)
