"""A desk on real files for the app, at a moment the tests choose."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot

from recover.domain.incident import Incident
from recover.services.accounts import AccountDetails, add_account, set_contact
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_person
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from tests.tui import driving

START = "2026-10-22T17:10-07:00"
"""Thu 22 Oct 2026, 17:10 in Los Angeles."""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start from a folder of one's own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the data."""
    return tmp_path / "home"


@pytest.fixture
def empty_desk(home: Path) -> Iterator[Desk]:
    """A desk whose book holds nothing at all; its clock stands still."""
    opened = open_desk(home=str(home), at=START, ticking=False, environment={})
    yield opened
    opened.close()


@pytest.fixture
def desk(empty_desk: Desk) -> Desk:
    """Mara's desk in Los Angeles, Thu 22 Oct 2026 17:10 PDT, with two clients on record."""
    add_person(
        empty_desk,
        PersonDetails(name="Mara", zone="America/Los_Angeles", hours="mon-fri 08:00-18:00"),
    )
    add_person(
        empty_desk,
        PersonDetails(name="Priya", zone="America/New_York", hours="mon-fri 08:00-18:00"),
    )
    empty_desk.who = find_person(empty_desk, "mara")
    add_account(
        empty_desk,
        AccountDetails(
            name="Northwind",
            zone="America/Los_Angeles",
            phone="+1 213 555 0142",
            email="office@northwind.example",
            value=Decimal(310_000),
            share=Decimal(15),
            renewal=date(2027, 1, 22),
            since=date(2011, 3, 1),
        ),
    )
    set_contact(empty_desk, "northwind", "R. Hale", phone="+1 213 555 0143")
    add_account(
        empty_desk,
        AccountDetails(name="Ortega", zone="America/Chicago", phone="+1 312 555 0119"),
    )
    return empty_desk


@pytest.fixture
def incident(desk: Desk) -> Incident:
    """An incident of Northwind's in which R. Hale is being listened to."""
    return listen(desk, Caller(account="northwind", contact="hale"), ["Your man mocked her."])


@pytest.fixture
def promised(desk: Desk, incident: Incident) -> Incident:
    """The same incident with a promise due tomorrow, Fri 23 Oct 08:00 in Los Angeles."""
    wish = PromiseWish(what="name the new AE and the plan", by="tomorrow 8am")
    return make_promise(desk, incident.id, wish)


@pytest.fixture
def settle() -> Callable[[Pilot[int]], Awaitable[None]]:
    """Wait until every worker has ended and its answer is on the screen."""
    return driving.settle


@pytest.fixture(params=driving.SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Each size of the screen that the app is made for."""
    width, height = request.param
    return width, height


@pytest.fixture(params=driving.HOSTILE, ids=("markup", "escape", "bidi", "lines", "long", "wide"))
def hostile(request: pytest.FixtureRequest) -> str:
    """Text that breaks terminals and markup."""
    return str(request.param)
