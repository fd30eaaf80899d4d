"""Home folders with as many incidents as are wanted, written by the same code as real ones.

Their entries are those of one incident that services have written, with other words in each. The
seals in them are copies too, so the chain of such a book does not hold: it is made to be read.
"""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from recover.domain.entry import Outcome
from recover.services.accounts import AccountDetails, add_account
from recover.services.closing import close_incident
from recover.services.desk import Desk, open_desk
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.settling import keep_promise
from recover.storage.archive import keep
from recover.storage.book import Book
from recover.storage.home_files import WORK

ENTRIES = 10
"""In each incident."""
FIRST = 1_000
"""The number of the first incident in the archive; lower ones are open work."""
RARE = "Bartholomew"
"""A word that one archived incident in a thousand holds."""
_TEXT = "NUMBER waited three days for the parts, and nobody called back about the case."


def open_work(home: Path, incidents: int) -> Desk:
    """Make a home folder with open incidents of a few lines each, by services."""
    desk = open_desk(home=str(home), environment={})
    add_person(desk, PersonDetails(name="Mara", zone="America/Chicago"))
    add_account(desk, AccountDetails(name="Northwind", zone="America/Chicago"))
    for number in range(incidents):
        opened = listen(desk, Caller(account="northwind"), [f"the invoice {number} is wrong"])
        make_promise(desk, opened.id, PromiseWish(what="call back", by="in 2 days"))
    return desk


def archive(home: Path, incidents: int, months: int = 24) -> None:
    """Put that many closed incidents into the archive of a home folder, spread over months."""
    sample = _sample(home.with_name(f"{home.name}-sample"))
    by_month = groupby(range(incidents), lambda number: number * months // incidents)
    for place, numbers in by_month:
        month = f"{2024 + place // 12}-{place % 12 + 1:02}"
        keep(home, month, dict(_documents(sample, numbers)))


def _documents(sample: str, numbers: Iterator[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number in numbers:
        word = RARE if number % 1000 == 500 else str(number)
        yield FIRST + number, json.loads(sample.replace("NUMBER", word))


def _sample(home: Path) -> str:
    """Give the document of one closed incident, in which `NUMBER` stands for its own words."""
    desk = open_work(home, 0)
    opened = listen(desk, Caller(account="northwind"), [_TEXT])
    made = make_promise(desk, opened.id, PromiseWish(what="call back", by="in 2 days"))
    while len(desk.incident(opened.id).entries) < ENTRIES - 2:
        log_line(desk, opened.id, _TEXT)
    keep_promise(desk, made.promises[0].id)
    close_incident(desk, opened.id, outcome=Outcome.RETAINED, text=_TEXT)
    assert len(desk.incident(opened.id).entries) == ENTRIES
    assert desk.now() - desk.incident(opened.id).opened_at < timedelta(hours=1)
    desk.close()
    with Book(home / WORK) as book:
        return json.dumps(book.table("incidents").raw(int(opened.id)), ensure_ascii=False)
