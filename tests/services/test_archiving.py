"""What was closed long ago leaves the open work, and is shown, found and reopened as before."""

from datetime import timedelta
from pathlib import Path

import pytest

from recover.domain.entry import Outcome, PromiseKind
from recover.domain.errors import NotFound
from recover.export.report import Audience
from recover.services.archiving import put_away, resting
from recover.services.closing import close_incident, reopen_incident
from recover.services.desk import Desk
from recover.services.export_wish import About, ExportWish
from recover.services.exporting import make_draft
from recover.services.finding import find_incident
from recover.services.healing import plan_follow_ups
from recover.services.importing_record import import_record
from recover.services.listening import Caller, listen
from recover.services.looking import incidents, promise_lines
from recover.services.past import past_departments, past_incidents
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.settling import keep_promise
from recover.services.undoing import undo
from recover.services.verifying import verify_book
from recover.services.writing_out import Look, save_report
from recover.storage.home_files import months
from tests.services.conftest import Sit

LATER = "2026-12-24T10:00-08:00"
"""Two months after the desk's day."""


def closed(desk: Desk, words: str = "it is broken", account: str = "northwind") -> str:
    """An incident that was opened and closed in one go."""
    opened = listen(desk, Caller(account=account), [words])
    close_incident(desk, opened.id, outcome=Outcome.RETAINED)
    return opened.id


def work_of(desk: Desk) -> list[str]:
    """The ids in the open work."""
    return [each.id for each in desk.incidents()]


def test_it_goes_after_its_rest_and_not_before(desk: Desk, sit: Sit) -> None:
    """Thirty days after the last word in it, to the second; into the month it was closed in."""
    number = closed(desk)
    rested = desk.now() + timedelta(days=30)

    early = put_away(desk.elsewhere(rested - timedelta(seconds=1), desk.who))
    in_time = put_away(desk.elsewhere(rested, desk.who))

    assert (early, in_time) == ([], [number])
    assert work_of(desk) == []
    assert list(months(desk.home)) == ["2026-10"]
    assert put_away(sit(LATER)) == []


def test_what_is_owed_or_watched_stays(desk: Desk, sit: Sit) -> None:
    """Open ones, and closed ones with a follow-up ahead, are open work however old they are."""
    listen(desk, Caller(account="ortega"), ["still open"])
    watched = listen(desk, Caller(account="northwind"), ["it works now"]).id
    make_promise(desk, watched, PromiseWish(what="mend it", by="in 2 hours", kind=PromiseKind.FIX))
    keep_promise(desk, f"{watched}p1")
    plan_follow_ups(desk, watched)
    close_incident(desk, watched, outcome=Outcome.RETAINED)
    gone = listen(desk, Caller(), ["a mistake"]).id
    undo(desk)

    assert put_away(sit(LATER)) == [gone]
    assert work_of(desk) == ["1", watched]


def test_it_is_shown_found_and_listed_as_before(desk: Desk, sit: Sit) -> None:
    """By its number, by a word of its log, its account's name or its contact's; newest first."""
    first = closed(desk, 'she said: "never\nagain"')
    second = closed(desk, "nie wieder, sagte Frau Müßig", account="ortega")
    before = find_incident(desk, first)
    later = sit(LATER)
    put_away(later)

    def found(
        search: str = "", *, is_open: bool | None = None, account: str | None = None
    ) -> list[str]:
        every = past_incidents(later, search=search, is_open=is_open, account=account)
        return [each.id for each in every]

    assert find_incident(later, first) == before
    assert found() == [second, first]
    assert found(is_open=False) == [second, first]
    assert found(is_open=True) == []
    assert found("never AGAIN") == [first]
    assert found('"never') == [first]
    assert found("müssig") == [second]
    assert found("northwind") == [first]
    assert found("NORTHWIND mocked") == []
    assert found(account="ortega") == [second]
    assert incidents(later) == []
    with pytest.raises(NotFound, match="No incident '77'"):
        find_incident(later, "77")


def test_whoever_adds_to_one_brings_it_back(desk: Desk, sit: Sit) -> None:
    """Reopening, a note, taking back the closing: it is open work again, with all it had."""
    numbers = [closed(desk, f"matter {number}") for number in range(3)]
    later = sit(LATER)
    assert put_away(later) == numbers

    undo(later)
    reopen_incident(later, numbers[0])
    log_line(later, numbers[1], "they sent flowers")

    assert work_of(later) == numbers
    assert [each.is_open for each in incidents(later)] == [True, False, True]
    assert list(past_incidents(later)) == []
    assert put_away(sit("2027-03-01T10:00-08:00")) == [numbers[1]]
    assert [each.id for each in past_incidents(later)] == [numbers[1]]
    assert verify_book(desk.home).problems == ()


def test_closed_again_it_stands_in_one_month_only(desk: Desk, sit: Sit) -> None:
    """The month in which it was closed last; the older one gives it up."""
    number = closed(desk)
    later = sit(LATER)
    put_away(later)
    reopen_incident(later, number)
    close_incident(later, number, outcome=Outcome.LOST)
    put_away(sit("2027-03-01T10:00-08:00"))

    past = list(past_incidents(desk))

    assert [(each.id, each.outcome) for each in past] == [(number, Outcome.LOST)]
    assert list(months(desk.home)) == ["2026-12", "2026-10"]
    assert verify_book(desk.home).problems == ()


def test_its_number_is_never_given_out_again(desk: Desk, sit: Sit) -> None:
    """Neither to a new incident nor to one that is read back from elsewhere."""
    number = closed(desk)
    put_away(sit(LATER))

    assert listen(desk, Caller(), ["another"]).id == "2"
    assert desk.store.logs.free_number(int(number)) != int(number)


def test_a_record_that_is_in_the_archive_is_not_taken_in_twice(
    desk: Desk, sit: Sit, tmp_path: Path
) -> None:
    """Exported before it was put away, read back afterwards: it is here already."""
    number = closed(desk)
    wish = ExportWish(about=About.INCIDENT, incident=number, audience=Audience.INTERNAL)
    draft = make_draft(desk, wish)
    file = save_report(desk, draft.report, Look(format="json"), str(tmp_path / "1.json"))
    put_away(sit(LATER))

    taken = import_record(desk, str(file))

    assert (taken.incident, taken.entries, taken.is_new) == (number, 0, False)
    assert work_of(desk) == []


def test_all_promises_and_the_account_s_summary_reach_it(desk: Desk, sit: Sit) -> None:
    """What has ended is part of the record, wherever it stands."""
    number = listen(desk, Caller(account="northwind"), ["it is broken"]).id
    make_promise(desk, number, PromiseWish(what="mend it", by="in 2 hours"))
    keep_promise(desk, f"{number}p1")
    close_incident(desk, number, outcome=Outcome.RETAINED)
    later = sit(LATER)
    put_away(later)

    wish = ExportWish(about=About.ACCOUNT, account="northwind", audience=Audience.INTERNAL)

    assert [each.promise.id for each in promise_lines(later, settled=True)] == [f"{number}p1"]
    assert promise_lines(later) == []
    assert "it is broken" in str(make_draft(later, wish).report)


def test_departments_of_the_archive_are_known_still(desk: Desk, sit: Sit) -> None:
    """A summary for a client must not name a team that only old incidents have counted."""
    opened = listen(desk, Caller(account="northwind", department='Rückgabe "2"'), ["again"])
    close_incident(desk, opened.id, outcome=Outcome.RETAINED)
    put_away(sit(LATER))

    assert past_departments(desk) == {'Rückgabe "2"'}


def test_what_changed_meanwhile_is_not_moved(desk: Desk, sit: Sit) -> None:
    """Chosen, and reopened by somebody before it was moved: it stays."""
    number = closed(desk)
    later = sit(LATER)
    chosen = resting(later)
    reopen_incident(later, number)

    assert [each.id for each in chosen] == [number]
    assert put_away(later) == []
    assert work_of(later) == [number]
