"""The chain shows what was done to the files behind our back; the checksums are made anew here."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb.table import Document

from recover.domain.entry import Outcome
from recover.domain.errors import Misused
from recover.services.archiving import put_away
from recover.services.closing import close_incident, reopen_incident
from recover.services.desk import Desk, open_desk
from recover.services.listening import Caller, listen
from recover.services.recording import log_line
from recover.services.undoing import undo
from recover.services.verifying import verify_book
from recover.storage.book import Book
from recover.storage.lines import line
from recover.storage.missing import MissingJournal
from tests.services.conftest import Sit

Log = list[dict[str, Any]]
LATER = "2026-12-24T10:00-08:00"


@pytest.fixture
def home(desk: Desk, sit: Sit) -> Path:
    """Three incidents, their entries in turns; the first one closed and put away."""
    for account in ("northwind", "ortega", None):
        listen(desk, Caller(account=account), ["the first words"])
    for turn in range(3):
        for incident in ("1", "2", "3"):
            log_line(desk, incident, f"line {turn} of {incident}")
    close_incident(desk, "1", outcome=Outcome.RETAINED)
    assert put_away(sit(LATER)) == ["1"]
    return desk.home


def tamper(path: Path, change: Callable[[str, Any], Any]) -> None:
    """Rewrite a journal with *change* done to every operation, and every checksum right."""
    records = [json.loads(text) for text in path.read_text().splitlines()]
    for record in records:
        del record["sum"]
        record["ops"] = [change(path.name, each) for each in record.get("ops", [])]
        if not record["ops"]:
            del record["ops"]
    path.write_bytes(
        b"".join(
            line(json.dumps(each, ensure_ascii=False, separators=(",", ":"))[1:])
            for each in records
        )
    )


def logs_of(operation: Any, incident: int) -> Log | None:
    """The entries that an operation puts into the log of an incident."""
    match operation:
        case ["put", "incidents", number, {"log": log}] if number == incident:
            return list(log)
        case ["append", "incidents", number, "log", log] if number == incident:
            return list(log)
    return None


def on_log(home: Path, incident: int, change: Callable[[Log], Log]) -> None:
    """Do something to the entries of an incident wherever they stand."""

    def do(_: str, operation: Any) -> Any:
        log = logs_of(operation, incident)
        if log is None:
            return operation
        if operation[0] == "put":
            return [*operation[:3], {**operation[3], "log": change(log)}]
        return [*operation[:4], change(log)]

    for path in (home / "work.jsonl", *(home / "archive").iterdir()):
        tamper(path, do)


def problems(home: Path) -> str:
    return "\n".join(verify_book(home).problems)


def test_what_was_written_holds(home: Path) -> None:
    """Everything is counted, whichever journal it stands in; the head is a place and a link."""
    found = verify_book(home)

    assert found.problems == ()
    assert (found.journals, found.incidents, found.archived) == (3, 3, 1)
    assert found.entries == 3 * 2 + 3 * 3 + 1
    assert re.fullmatch(f"{found.entries}:[0-9a-f]{{32}}", found.head)


@pytest.mark.parametrize("incident", [1, 2], ids=["in the archive", "open"])
def test_a_changed_word_is_named(home: Path, incident: int) -> None:
    """One entry with another text, in open work or in the archive: that one, and no other."""

    def change(log: Log) -> Log:
        return [
            {**each, "what": {"text": "something else"}}
            if each["what"].get("text") == f"line 1 of {incident}"
            else each
            for each in log
        ]

    on_log(home, incident, change)

    assert problems(home).startswith(f"{incident}e4 was changed after it was written")
    assert len(verify_book(home).problems) == 1


@pytest.mark.parametrize("field", ["at", "by", "client", "recorded", "action", "kind"])
def test_every_field_counts(home: Path, field: str) -> None:
    """Not only the words: who, when, and whether the client may see it."""
    instead = {"client": True, "action": 99}.get(field, "x")

    on_log(
        home,
        3,
        lambda log: [{**each, field: instead} if each["number"] == 3 else each for each in log],
    )

    assert "3e3 was changed" in problems(home)


def test_an_entry_that_is_gone_is_missed(home: Path) -> None:
    """Dropped in the middle, and its incident's numbers made to fit: the place is empty."""

    def drop(log: Log) -> Log:
        kept = [each for each in log if each["what"].get("text") != "line 1 of 2"]
        return [{**each, "number": each["number"] - (each["number"] > 4)} for each in kept]

    on_log(home, 2, drop)

    assert "An entry is missing, after 1e4" in problems(home)


def test_entries_that_changed_places_are_named(home: Path) -> None:
    """Two texts swapped, or two whole entries with their seals."""

    def swap(log: Log) -> Log:
        other = {"line 0 of 2": "line 2 of 2", "line 2 of 2": "line 0 of 2"}
        return [
            {**each, "what": {"text": other.get(each["what"].get("text"), "?")}}
            if each["what"].get("text") in other
            else each
            for each in log
        ]

    on_log(home, 2, swap)

    assert "2e3 was changed" in problems(home)
    assert "2e5 was changed" in problems(home)


def test_an_entry_that_was_put_in_has_no_place(home: Path) -> None:
    """Without a seal, or with one that another entry has."""

    def put_in(log: Log) -> Log:
        more = [
            {**{name: value for name, value in log[-1].items() if name != "seal"}, "number": 6},
            {**log[-1], "number": 7, "what": {"text": "never said"}},
        ]
        return [*log, *more] if log[-1]["number"] == 5 else log

    on_log(home, 3, put_in)

    assert "3e6 has no seal: something else wrote it" in problems(home)
    assert "3e7 stands where 3e5 does" in problems(home)


def test_an_entry_moved_to_another_incident_is_named(home: Path) -> None:
    """The incident an entry stands in is under its seal."""
    taken: Log = []

    def take(log: Log) -> Log:
        taken.extend(each for each in log if each["number"] == 5)
        return [each for each in log if each["number"] != 5]

    on_log(home, 2, take)
    on_log(
        home, 3, lambda log: [*log, {**taken[0], "number": 6}] if log[-1]["number"] == 5 else log
    )

    assert "3e6 was changed" in problems(home)


def test_a_cut_end_shows_against_a_head_that_was_noted(desk: Desk) -> None:
    """Whoever cuts off the end with the head leaves a chain that holds; only the copy tells."""
    listen(desk, Caller(account="ortega"), ["the first words"])
    log_line(desk, "1", "what somebody would like to be rid of")
    noted = verify_book(desk.home).head
    path = desk.home / "work.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))

    cut = verify_book(desk.home)
    against = verify_book(desk.home, against=noted)

    assert cut.problems == ()
    assert len(against.problems) == 1
    assert "was cut off, or this is an older copy" in against.problems[0]


def test_a_head_holds_for_whatever_was_written_since(desk: Desk, home: Path) -> None:
    """The record leads through every head it ever had; to another one it does not lead."""
    noted = verify_book(home).head
    log_line(desk, "2", "one more")
    undo(desk)

    assert verify_book(home, against=noted).problems == ()
    other = noted[:-1] + ("0" if noted[-1] != "0" else "1")
    assert "does not go through that head" in verify_book(home, against=other).problems[0]
    with pytest.raises(Misused, match="A head is a number"):
        verify_book(home, against="9f3c")


def test_what_came_back_is_in_both_and_counts_once(home: Path, sit: Sit) -> None:
    """Reopened from the archive, which keeps what it has; the chain has one place for each."""
    desk = sit(LATER)
    reopen_incident(desk, "1")

    found = verify_book(home)

    assert found.problems == ()
    assert (found.incidents, found.archived) == (3, 0)
    assert [each.id for each in desk.incidents()] == ["1", "2", "3"]


def test_an_archive_cut_back_to_before_open_work_left_it_is_missed(home: Path) -> None:
    """Open work leads on without it: each of its entries has a place in the chain."""
    path = next((home / "archive").iterdir())
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])

    assert problems(home).startswith("2 entries are missing, before all others.")


def test_a_damaged_journal_is_named_with_what_else_is_wrong(home: Path) -> None:
    """One that cannot be read does not hide the others."""
    path = home / "directory.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Northwind", b"Southwind", 1))
    on_log(home, 2, lambda log: [{**each, "by": "nobody"} for each in log])

    found = verify_book(home)

    assert f"{path} is damaged at byte" in found.problems[0]
    assert any(each.startswith("2e3 was changed") for each in found.problems)


def test_a_forged_placeholder_is_named_or_told(home: Path) -> None:
    """Nobody on record can be its author, and every one is told with its id."""
    on_log(
        home,
        3,
        lambda log: [
            {**each, "what": {"text": "forged"}, "seal": "lost"} if each["number"] == 4 else each
            for each in log
        ],
    )
    assert "3e4 has no seal" in problems(home)
    assert "An entry is missing" in problems(home)

    on_log(
        home,
        3,
        lambda log: [{**each, "by": "recover"} if each["number"] == 4 else each for each in log],
    )
    assert "An entry is missing" in problems(home)
    assert verify_book(home).told == ("Entry 3e4 stands for what could not be read, and says so.",)


@pytest.mark.parametrize("number", [2, 9], ids=["of one that is there", "of none"])
def test_a_forged_tombstone_is_named_or_told(home: Path, number: int) -> None:
    """Of an incident that is there it is a problem; of one that is not it is told, with the day."""
    place = 3
    left = {"at": "2026-11-29T10:00:00Z", "by": "eve", "seals": [[place, "11" * 16]]}
    on_log(home, 2, lambda log: [each for each in log if each["seal"][0] != place])
    with Book(home / "work.jsonl") as work:
        work.table("forgotten").insert(Document(left, number))

    found = verify_book(home)

    assert found.told == (f"Forgotten on 2026-11-29 by eve: incident {number}.",)
    said = f"Incident {number} is said to be forgotten, and a part of it is there."
    assert (said in found.problems) is (number == 2)


def test_an_archive_that_shows_something_else_than_it_holds_is_named(home: Path) -> None:
    """A journal replays more kinds of lines than an archive is read by."""
    path = next((home / "archive").iterdir())
    with Book(path) as archive:
        document = archive.table("incidents").raw(1)
        assert document is not None
        log = [{**each, "what": {**each["what"], "text": "forged"}} for each in document["log"]]
        archive.table("incidents").put(1, {**document, "log": log})
        archive.table("incidents").update({"log": document["log"]}, doc_ids=[1])

    assert "does not show incident 1 as it holds it" in problems(home)


def test_a_bad_last_line_is_no_interrupted_write(home: Path) -> None:
    """It was all there once; that nothing stands behind it is no excuse."""
    path = home / "work.jsonl"
    data = bytearray(path.read_bytes())
    data[-30] ^= 1
    path.write_bytes(data)

    assert "its last line is not what was written" in problems(home)


@pytest.mark.parametrize("name", ["work.jsonl", "directory.jsonl"])
def test_a_journal_that_is_gone_is_no_empty_one(home: Path, name: str) -> None:
    """Whoever opens the book is told, and nothing is begun beside what is left."""
    (home / name).unlink()

    with pytest.raises(MissingJournal, match=f"{name} is not there"):
        open_desk(home=str(home), environment={})
    assert not (home / name).exists()
    assert f"{home / name} is not there" in problems(home)
