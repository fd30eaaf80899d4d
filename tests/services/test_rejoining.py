"""What is restored or repaired fits what stands beside it: no number twice, the chain leads on."""

from datetime import timedelta
from pathlib import Path

import pytest

from recover.domain.entry import Outcome
from recover.services.archiving import put_away
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, listen
from recover.services.recording import log_line
from recover.services.repairing import mend, plan_mending
from recover.services.restoring import looked_into, put_back
from recover.services.verifying import verify_book
from recover.storage.copies import daily_path, keep_copy


@pytest.fixture
def daily(desk: Desk) -> Path:
    """The copy of the day, from before everything but one incident with two entries."""
    listen(desk, Caller(account="ortega"), ["before the copy"])
    path = daily_path(desk.home, desk.recorded().date())
    path.unlink(missing_ok=True)
    other = listen(desk, Caller(account="northwind"), ["also before"])
    from recover.storage.copies import keep_daily_copy

    assert keep_daily_copy(desk.home, desk.recorded().date(), made=desk.recorded(), by="mara")
    log_line(desk, other.id, "given up")
    log_line(desk, "1", "kept in the archive")
    close_incident(desk, "1", outcome=Outcome.RETAINED)
    assert put_away(desk, rest=timedelta(0)) == ["1"]
    listen(desk, Caller(), ["also given up"])
    return path


def restore(desk: Desk, file: Path) -> None:
    """Put a backup back."""
    with looked_into(desk.home, file) as looked:
        put_back(looked, now=desk.recorded(), by="mara")
    desk.store.refresh()


def test_a_daily_copy_leaves_what_was_put_away_and_gives_up_the_rest(
    desk: Desk, daily: Path
) -> None:
    """The archive has all of incident 1; the lines since in the open work are counted as gone."""
    restore(desk, daily)

    assert [each.id for each in desk.incidents()] == ["2"]
    assert len(find_incident(desk, "2").entries) == 2
    assert len(find_incident(desk, "1").entries) == 4
    found = verify_book(desk.home)
    assert found.problems == ()
    assert found.given_up == 1
    log_line(desk, "2", "it goes on")
    assert verify_book(desk.home).problems == ()


def test_no_number_is_given_out_again(desk: Desk, daily: Path) -> None:
    """Incident 3 was there once, and somebody may have it in a letter."""
    restore(desk, daily)

    assert listen(desk, Caller(), ["a new one"]).id == "4"


def test_a_restore_can_be_taken_back_with_the_copy_from_before(desk: Desk, daily: Path) -> None:
    """The whole of it: what was given up is there again, and the chain is as it was."""
    head = verify_book(desk.home).head
    restore(desk, daily)
    kept = next((desk.home / "copies").glob("*-before-restore.recover"))
    restore(desk, kept)

    assert verify_book(desk.home, against=head).problems == ()
    assert verify_book(desk.home).given_up == 0
    assert [each.id for each in desk.incidents()] == ["2", "3"]


def test_a_full_copy_of_an_earlier_day_gives_out_no_number_again(desk: Desk) -> None:
    """Everything is as it was then, but for the next number."""
    listen(desk, Caller(account="ortega"), ["before"])
    kept = keep_copy(desk.home, "before-restore", made=desk.recorded(), by="mara")
    listen(desk, Caller(account="ortega"), ["afterwards"])
    restore(desk, kept)

    assert [each.id for each in desk.incidents()] == ["1"]
    assert verify_book(desk.home).problems == ()
    assert listen(desk, Caller(), ["a new one"]).id == "3"


@pytest.mark.parametrize("line", range(2, 9))
def test_after_a_repair_the_chain_leads_on(desk: Desk, line: int) -> None:
    """Whichever line was lost, also one with the head: what is missing is counted, nothing else."""
    for number in (1, 2):
        listen(desk, Caller(account="ortega"), [f"first of {number}"])
    for turn in range(3):
        log_line(desk, "1", f"line {turn}")
        log_line(desk, "2", f"line {turn}")
    for path in (desk.home / "copies").iterdir():
        path.unlink()
    path = desk.home / "work.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(b'"by":"mara"', b'"by":"marx"')
    path.write_bytes(b"".join(lines))
    desk.close()
    mend(plan_mending(home=str(desk.home)))

    found = verify_book(desk.home)
    assert found.problems == ()
    assert found.given_up + found.lost >= 1
