"""What leaves the house, and what does not."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.domain.entry import Decision
from recover.export.client_summary import ClientSummary, client_summary, without_names
from recover.export.markdown import client_summary_as_markdown, escaped
from recover.services.accounts import AccountDetails, add_account
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk, open_desk
from recover.services.finding import account_of
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import learn_fact, log_line, strike
from recover.services.roles import roles_of
from recover.services.settling import keep_promise, withdraw_promise

ROLES = {"Mara": "your account manager", "mara": "your account manager", "Ben": "a colleague"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Mara's desk, with one client."""
    opened = open_desk(home=str(tmp_path), at="2026-10-22T17:10-07:00", environment={})
    opened.who = add_person(opened, PersonDetails(name="Mara", zone="America/Los_Angeles"))
    add_person(opened, PersonDetails(name="Ben", zone="America/New_York"))
    add_account(
        opened,
        AccountDetails(name="North_wind <b>", zone="America/Chicago", owner="mara", phone="1"),
    )
    yield opened
    opened.close()


def _summary(desk: Desk) -> ClientSummary:
    incident = desk.store.incident("1")
    account = account_of(desk, incident)
    assert account is not None
    return client_summary(incident, account, roles_of(desk), desk.now())


def test_only_what_is_marked_leaves(desk: Desk) -> None:
    """Internal lines, struck lines, and demands and promises that are not marked, stay."""
    listen(desk, Caller(account="north"), ["INTERNAL heard"])
    log_line(desk, "1", "INTERNAL note")
    log_line(desk, "1", "struck INTERNAL", client=True)
    strike(desk, "1e4", "INTERNAL reason")
    log_line(desk, "1", "the line is down", client=True)
    learn_fact(desk, "1", "since", "Monday", client=True)
    add_demand(desk, "1", "INTERNAL demand")
    add_demand(desk, "1", "a refund", client=True)
    decide_demand(desk, "1d2", Decision.GRANTED, reason="our error", client=True)
    make_promise(desk, "1", PromiseWish(what="INTERNAL promise", by="tomorrow"))
    make_promise(desk, "1", PromiseWish(what="a call", by="tomorrow noon", client=True))

    text = client_summary_as_markdown(_summary(desk))

    assert "INTERNAL" not in text
    for shown in ("the line is down", "since: Monday", "a refund", "our error", "a call"):
        assert shown in text
    assert _summary(desk).left_out == 7


def test_a_missed_promise_reads_as_missed_and_a_kept_one_as_early(desk: Desk) -> None:
    """Late is never shown as success; the moments are on the client's clock."""
    listen(desk, Caller(account="north"))
    for by in ("in 30 minutes", "in 2 hours", "in 3 hours"):
        make_promise(desk, "1", PromiseWish(what=f"call {by}", by=by, client=True))
    keep_promise(desk, "1p2")
    withdraw_promise(desk, "1p3", "no longer wanted")

    later = open_desk(home=str(desk.home), at="2026-10-22T18:10-07:00", environment={})
    endings = [ending for _, ending in _summary(later).promises]

    assert endings == ["missed", "kept at 19:10, 2 h early", "withdrawn: no longer wanted"]
    assert "by Thu 22 Oct 2026 19:40 CDT" in _summary(later).promises[0][0]


def test_nobody_of_ours_is_named(desk: Desk) -> None:
    """Names and keys become roles, whole words only, whatever the case."""
    listen(desk, Caller(account="north"))
    log_line(desk, "1", "MARA and ben will call; Benjamin stays", client=True)

    assert _summary(desk).timeline[0][1] == (
        "your account manager and a colleague will call; Benjamin stays"
    )


@given(st.text(alphabet="Maran Ben.,-", max_size=40))
def test_no_name_survives_as_a_word(text: str) -> None:
    """Whatever stands around it."""
    assert not re.search(r"(?<!\w)(mara|ben)(?!\w)", without_names(text, ROLES), re.IGNORECASE)


@pytest.mark.parametrize(
    "text", ["# no heading", "*not* _bold_", "<script>", "[a](http://x)", "1. no list", "| a |"]
)
def test_markdown_shows_text_as_it_was_typed(text: str) -> None:
    """Every mark is escaped, and taking the escapes away gives the text back."""
    shown = escaped(text)

    assert shown != text
    assert re.sub(r"\\(.)", r"\1", shown) == text
