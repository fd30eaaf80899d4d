"""What others write meanwhile, in the lists, the walk and the forms: nothing is lost or jumps."""

from collections.abc import Iterator
from typing import Any

import pytest

from recover.domain.entry import Decision, Outcome
from recover.domain.incident import Incident
from recover.services.accounts import AccountDetails, add_account, set_account
from recover.services.closing import close_incident
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_account, find_demand, find_incident
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.settling import keep_promise
from recover.tui.watch import Watch
from recover.tui.widgets.rows import RowList
from tests.tui.conftest import START
from tests.tui.driving import Driver, driving, settle, words


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """Priya, at the same book in another process."""
    opened = open_desk(home=str(desk.home), at=START, person="priya", environment={})
    yield opened
    opened.close()


async def _notice(me: Driver) -> None:
    """Look at the book, as the app does each second."""
    Watch(me.app).look()
    await settle(me.pilot)


async def test_today_shows_what_others_promise_and_the_cursor_stays_on_its_promise(
    desk: Desk, promised: Incident, other: Desk, size: tuple[int, int]
) -> None:
    """A promise that is due sooner is put above it."""
    make_promise(desk, promised.id, PromiseWish(what="the later one", by="tomorrow 3pm"))

    async with driving(desk, size) as me:
        await me.press("down")
        rows = me.app.screen.query_one(RowList)
        before = rows.chosen
        assert "1p2" in before
        make_promise(other, promised.id, PromiseWish(what="the soonest", by="today 7pm"))
        await _notice(me)

        assert "the soonest" in me.text
        assert rows.chosen == before


async def test_a_promise_settled_elsewhere_is_gone_and_the_key_says_who_settled_it(
    desk: Desk, promised: Incident, other: Desk
) -> None:
    """The form was open already: it says who was first, and what was typed stays in it."""
    async with driving(desk) as me:
        await me.press("k")
        await me.type("she said thank you")
        keep_promise(other, "1p1", "by me")
        await _notice(me)
        assert "she said thank you" in me.text
        await me.press("enter")

        assert "1p1 was kept by Priya on Thu 22 Oct 2026 17:10 PDT" in words(me)
        assert "she said thank you" in me.text
        await me.press("escape")
        assert "OPEN PROMISES 0" in me.text

    kept = [each for each in find_incident(desk, promised.id).counting if each.kind == "kept"]
    assert [each.by for each in kept] == ["priya"]


async def test_the_accounts_show_a_new_one_and_the_cursor_stays(
    desk: Desk, other: Desk, size: tuple[int, int]
) -> None:
    """Sorted in front of the one that is looked at."""
    async with driving(desk, size) as me:
        await me.press("3", "down")
        rows = me.app.screen.query_one(RowList)
        before = rows.chosen
        add_account(other, AccountDetails(name="Acme", zone="UTC"))
        await _notice(me)

        assert "Acme" in me.text
        assert rows.chosen == before


async def test_the_incidents_show_a_new_one_and_the_cursor_stays(
    desk: Desk, incident: Incident, other: Desk
) -> None:
    """The newest is on top."""
    async with driving(desk) as me:
        await me.press("2")
        rows = me.app.screen.query_one(RowList)
        before = rows.chosen
        listen(other, Caller(account="ortega"), ["No order came."])
        await _notice(me)

        assert "No order came." in me.text
        assert rows.chosen == before == incident.id


async def test_the_walk_stays_at_its_promise_until_that_is_settled(
    desk: Desk, promised: Incident, other: Desk
) -> None:
    """Something sooner does not push it away; what somebody settles gives way to the next."""
    make_promise(desk, promised.id, PromiseWish(what="the later one", by="tomorrow 3pm"))

    async with driving(desk) as me:
        await me.press("e")
        assert me.lines[2].strip() == "name the new AE and the plan"
        make_promise(
            other, promised.id, PromiseWish(what="the soonest", by="today 7pm", owner="mara")
        )
        await _notice(me)
        assert me.lines[2].strip() == "name the new AE and the plan"
        keep_promise(other, "1p1", "by me")
        await _notice(me)

        assert me.lines[2].strip() == "the soonest"


async def _edit(me: Driver, field: int, text: str) -> None:
    """Open the form of Northwind and type into a field."""
    await me.press("3", "e", *["down"] * field)
    await me.type(text)


async def test_an_account_changed_in_two_windows_keeps_both(desk: Desk, other: Desk) -> None:
    """Only what was typed here is written; the rest is as the others wrote it."""
    async with driving(desk) as me:
        await _edit(me, 4, "+1 999")
        set_account(
            other, "northwind", AccountDetails(email="new@northwind.example", owner="priya")
        )
        await _notice(me)
        await me.press("enter")

    account = find_account(desk, "northwind")
    assert (account.phone, account.email, account.owner) == (
        "+1 999",
        "new@northwind.example",
        "priya",
    )


async def test_the_same_field_is_asked_about_and_what_is_typed_stays(
    desk: Desk, other: Desk, size: tuple[int, int]
) -> None:
    """It says who changed it to what; saving once more replaces it, and nothing else."""
    async with driving(desk, size) as me:
        await _edit(me, 4, "+1 999")
        set_account(other, "northwind", AccountDetails(phone="+1 777", email="new@n.example"))
        await me.press("enter")

        assert "phone is now +1 777, by" in words(me)
        assert "Priya on" in words(me)
        assert "+1 999" in me.text
        assert find_account(desk, "northwind").phone == "+1 777"
        await me.press("enter")

    account = find_account(desk, "northwind")
    assert (account.phone, account.email) == ("+1 999", "new@n.example")


async def test_an_answer_given_meanwhile_is_not_replaced_unseen(
    desk: Desk, incident: Incident, other: Desk
) -> None:
    """The form says who answered what; saved once more, the new answer stands."""
    add_demand(desk, incident.id, "a refund of the fee")

    async with driving(desk) as me:
        from recover.tui.dialogs.decide import DecideDialog

        dialog: Any = DecideDialog(find_demand(desk, "1d1")[1])
        me.app.push_screen(dialog)
        await settle(me.pilot)
        other.store.refresh()
        decide_demand(other, "1d1", Decision.PARTLY, reason="half of it")
        await me.press("enter")
        assert "1d1 was answered by Priya" in words(me)
        assert find_demand(desk, "1d1")[1].decision is Decision.PARTLY
        await me.press("enter")

    assert find_demand(desk, "1d1")[1].decision is Decision.GRANTED


async def test_an_incident_closed_meanwhile_says_by_whom(
    desk: Desk, incident: Incident, other: Desk
) -> None:
    """The reason that was typed stays in the form."""
    from recover.tui.dialogs.close import CloseDialog

    async with driving(desk) as me:
        dialog: Any = CloseDialog(incident)
        me.app.push_screen(dialog)
        await settle(me.pilot)
        close_incident(other, incident.id, outcome=Outcome.RETAINED)
        await me.press("enter")

        assert "Incident 1 was closed by Priya on" in words(me)
