"""Desks on real files, at moments the tests choose."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from recover.services.accounts import AccountDetails, add_account, set_contact
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_person
from recover.services.people import PersonDetails, add_person

START = "2026-10-22T17:10-07:00"

Sit = Callable[..., Desk]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Mara's desk in Los Angeles, Thu 22 Oct 2026 17:10 PDT, with two clients on record."""
    opened = open_desk(home=str(tmp_path / "home"), at=START, environment={})
    add_person(
        opened, PersonDetails(name="Mara", zone="America/Los_Angeles", hours="mon-fri 08:00-18:00")
    )
    add_person(
        opened, PersonDetails(name="Priya", zone="America/New_York", hours="mon-fri 08:00-18:00")
    )
    opened.who = find_person(opened, "mara")
    add_account(
        opened,
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
    add_account(
        opened,
        AccountDetails(
            name="Ortega", zone="America/Chicago", phone="+1 312 555 0119", address="18 Canal St"
        ),
    )
    set_contact(opened, "northwind", "R. Hale", phone="+1 213 555 0143")
    yield opened
    opened.close()


@pytest.fixture
def sit(desk: Desk) -> Sit:
    """Sit at the same book at another moment (ISO 8601 with offset), as anybody."""

    def at(moment: str, person: str = "mara") -> Desk:
        return desk.elsewhere(datetime.fromisoformat(moment), find_person(desk, person))

    return at
