"""Work on record: two people, a client, and an incident with promises and an offer.

Incident 1 is Northwind's: two lines heard, and the promises 1p1 (Mara's), 1p2 (Mara's, offered to
Priya as 1h1) and 1p3. Incident 2 has a line and nothing owed.
"""

from pathlib import Path

from recover.services.accounts import AccountDetails, add_account, set_contact
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_person
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise

NOW = "2026-10-22T17:10-07:00"
"""Thu 22 Oct 2026, 17:10 in Los Angeles: when all of it was done."""


def desk_at(home: Path, person: str | None = None, at: str | None = NOW) -> Desk:
    """Sit down at a desk; the environment of the tests says nothing there."""
    return open_desk(home=str(home), person=person, at=at, ticking=False, environment={})


def set_the_stage(home: Path) -> None:
    """Put it all into a home folder that does not exist yet."""
    desk = desk_at(home)
    zone = "America/Los_Angeles"
    for name in ("Mara", "Priya"):
        add_person(desk, PersonDetails(name=name, zone=zone, hours="mon-fri 08:00-18:00"))
    desk.who = find_person(desk, "mara")
    add_account(desk, AccountDetails(name="Northwind", zone=zone, phone="+1 213 555 0142"))
    set_contact(desk, "northwind", "R. Hale", phone="+1 213 555 0143")
    listen(desk, Caller(account="northwind", contact="hale"), ["Your man mocked her.", "Tears."])
    for what in ("call with the plan", "name the new AE", "send the letter"):
        make_promise(desk, "1", PromiseWish(what=what, by="tomorrow 8am"))
    offer_handover(desk, "1p2", HandoverWish(to="priya"))
    listen(desk, Caller(account="northwind"), ["The invoice is wrong again."])
    desk.close()
