"""Several steps back and forth: all of them or none, in the order in which they were done."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recover.domain.action import AccountSaved, Action, EntriesWritten
from recover.domain.entry import Noted
from recover.services.accounts import AccountDetails, set_account
from recover.services.action_list import actions_done
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_account, find_incident
from recover.services.forgetting import forget_account
from recover.services.listening import Caller, hear, listen
from recover.services.recording import log_line
from recover.services.redoing import NothingToRedo, redo, redo_steps
from recover.services.reviewing import note_answer
from recover.services.undoing import ChangedSince, DoneSince, NothingToUndo, undo, undo_steps
from recover.storage.action_documents import action_from_document
from tests.services.conftest import Sit

STEPS = st.lists(st.sampled_from(["log", "account", "undo", "redo", "both back"]), max_size=14)


def test_three_steps_are_taken_back_as_one(desk: Desk) -> None:
    """The newest first; the list keeps them, with the moment, and what counts is numbered anew."""
    listen(desk, Caller(account="northwind"), ["one"])
    log_line(desk, "1", "two")
    set_account(desk, "ortega", AccountDetails(phone="+1 9"))

    done = undo_steps(desk, 2)

    assert [each.sentence for each in done] == ["changed account ortega", "logged a line in 1"]
    listed = actions_done(desk)
    assert [each.undone_at is not None for each in listed[:3]] == [True, True, False]
    assert find_account(desk, "ortega").phone == "+1 312 555 0119"
    assert len(find_incident(desk, "1").counting) == 3


def test_one_that_stands_in_the_way_keeps_all_of_them(desk: Desk, sit: Sit) -> None:
    """It is named, with who has built on it; nothing at all is taken back."""
    listen(desk, Caller(account="northwind"), ["one"])
    set_account(desk, "ortega", AccountDetails(phone="+1 9"))
    hear(sit("2026-10-22T17:20-07:00", "priya"), "1", ["two"])
    before = desk.store.incident("1").entries

    with pytest.raises(ChangedSince, match=r"step 2 of 2 \(opened incident 1\).*Priya on"):
        undo_steps(desk, 2)

    assert desk.store.incident("1").entries == before
    assert find_account(desk, "ortega").phone == "+1 9"
    assert all(each.undone_at is None for each in actions_done(desk))


def test_more_steps_than_there_are_is_refused(sit: Sit) -> None:
    """With how many there are."""
    priya = sit("2026-10-22T17:20-07:00", "priya")
    hear(priya, listen(priya, Caller(), ["one"]).id, ["two"])

    with pytest.raises(NothingToUndo, match="only 2 actions"):
        undo_steps(priya, 3)
    with pytest.raises(NothingToRedo, match="nothing was taken back"):
        redo(priya)
    undo(priya)
    with pytest.raises(NothingToRedo, match="only one action"):
        redo_steps(priya, 2)


def test_what_was_not_seen_is_not_taken_back(desk: Desk) -> None:
    """Another window of the same person has gone on."""
    listen(desk, Caller(), ["one"])
    seen = actions_done(desk)
    log_line(desk, "1", "two")

    with pytest.raises(DoneSince, match="logged a line in 1"):
        undo_steps(desk, 1, seen=seen[:1])


def test_the_log_says_that_lines_count_again(desk: Desk) -> None:
    """Both that it was taken back and that it was brought back stay in the record."""
    listen(desk, Caller(), ["one"])
    undo(desk)
    redo(desk)
    undo(desk)
    redo(desk)

    kinds = [each.kind for each in find_incident(desk, "1").entries]
    assert kinds == ["opened", "heard", "undone", "restored", "undone", "restored"]
    assert find_incident(desk, "1").undone == frozenset()


def test_twenty_are_kept_of_each_kind(desk: Desk) -> None:
    """Of those that count, and of those taken back; the oldest go."""
    listen(desk, Caller(), ["one"])
    for number in range(30):
        log_line(desk, "1", f"line {number}")
    undo_steps(desk, 15)
    for number in range(30):
        log_line(desk, "1", f"again {number}")

    assert len(actions_done(desk)) == 20
    undo_steps(desk, 20)
    assert len([each for each in desk.store.actions.of("mara") if each.undone_at]) == 35


def test_actions_of_an_older_book_can_be_read() -> None:
    """They have no number, and were never kept once taken back."""
    old: dict[str, Any] = {
        "by": "mara",
        "at": "2026-10-23T00:10:00Z",
        "sentence": "logged a line in 1",
        "incident": "1",
        "entries": [2],
    }

    read = action_from_document(old)

    assert read == Action(
        by="mara",
        at=datetime.fromisoformat("2026-10-23T00:10:00+00:00"),
        sentence="logged a line in 1",
        target=EntriesWritten(incident="1", entries=(2,)),
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS, moments=st.lists(st.integers(0, 3), min_size=14, max_size=14))
def test_back_and_forth_is_a_walk_over_what_was_done(
    desk: Desk, steps: list[str], moments: list[int]
) -> None:
    """In whichever journal and second it was done, and whatever `--at` says, the order holds.

    A list of texts is what the book is compared with: it is done anew, taken back and brought
    back beside it.
    """
    incident = listen(desk, Caller(), ["one"]).id
    done: list[tuple[str, str]] = []
    back: list[tuple[str, str]] = []
    phone = find_account(desk, "ortega").phone
    first = phone
    for number, (step, minute) in enumerate(zip(steps, moments, strict=False)):
        at = f"2026-10-22T17:1{9 - minute}-07:00"
        other = open_desk(home=str(desk.home), person="mara", at=at, environment={})
        try:
            if step == "log":
                log_line(other, incident, f"line {number}")
                done.append(("log", f"line {number}"))
                back.clear()
            elif step == "account":
                set_account(other, "ortega", AccountDetails(phone=f"+1 {number}"))
                done.append(("account", f"+1 {number}"))
                back.clear()
            elif step == "redo" and back:
                redo(other)
                done.append(back.pop())
            elif step == "redo":
                with pytest.raises(NothingToRedo):
                    redo(other)
            else:
                many = 2 if step == "both back" else 1
                if len(done) >= many:
                    undo_steps(other, many)
                    back.extend(done.pop() for _ in range(many))
        finally:
            other.close()
    desk.store.refresh()

    phones = [first, *(text for kind, text in done if kind == "account")]
    assert find_account(desk, "ortega").phone == phones[-1]
    written = [each.what for each in find_incident(desk, incident).counting]
    lines = [each.text for each in written if isinstance(each, Noted)]
    assert lines == [text for kind, text in done if kind == "log"]
    undo_steps(desk, len(done) + 1)


def test_where_an_action_stands_is_beside_what_it_changed(desk: Desk) -> None:
    """What only changes an account needs no write of the open work."""
    size = (desk.home / "work.jsonl").stat().st_size
    set_account(desk, "ortega", AccountDetails(phone="+1 9"))

    assert (desk.home / "work.jsonl").stat().st_size == size
    assert isinstance(actions_done(desk)[0].target, AccountSaved)


def test_a_forgotten_client_is_in_no_action(desk: Desk) -> None:
    """Neither as it was nor as it is, whoever did it, also in what was taken back."""
    listen(desk, Caller(account="northwind"), ["one"])
    note_answer(desk, "1p1", "stands")
    set_account(desk, "northwind", AccountDetails(phone="+1 777"))
    undo(desk)
    listen(desk, Caller(account="ortega"), ["two"])

    forget_account(desk, "northwind")

    left = [each.sentence for each in desk.store.actions.everybodys()]
    assert left[0] == "opened incident 2"
    assert not any("northwind" in each or "1p1" in each or each.endswith(" 1") for each in left)
