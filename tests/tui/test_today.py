"""Today: what is next, every open promise, and how to begin."""

from datetime import timedelta

import pytest
from rich.cells import cell_len

from recover.domain.incident import Incident
from recover.domain.promise import Standing, standing
from recover.services.accounts import AccountDetails, add_account
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.tui.app import LOOK_AROUND, RecoverApp
from tests.tui.driving import HOSTILE, UNSEEN, driving, screen_text, settle


async def test_an_empty_book_offers_three_ways_to_begin(
    empty_desk: Desk, size: tuple[int, int]
) -> None:
    """With nothing on record: listen, look around, add an account."""
    async with driving(empty_desk, size) as me:
        assert "n  Start listening" in me.text
        assert "s  Look around with sample data" in me.text
        assert "a  Add an account" in me.text
        assert "p  Put yourself on record" in me.text


async def test_enter_on_the_first_offer_asks_who_is_speaking(empty_desk: Desk) -> None:
    """The offers can be chosen as well as read."""
    async with driving(empty_desk) as me:
        await me.press("enter")

        assert "Who is it" in me.text


async def test_whoever_begins_can_say_who_they_are(empty_desk: Desk) -> None:
    """From then on they act, their clock is shown, and nobody asks again."""
    async with driving(empty_desk) as me:
        await me.press("p")
        await me.type("Mara")
        await me.press("tab")
        await me.type("Asia/Kathmandu")
        await me.press("enter")

        assert "Put yourself on record" not in me.text
        assert "05:55" in me.lines[0]

    assert empty_desk.who.key == "mara"


@pytest.mark.usefixtures("promised")
async def test_what_is_next_stands_first_in_the_clients_time(
    desk: Desk, size: tuple[int, int]
) -> None:
    """The promise with both clocks and the time that is left, whatever the size."""
    async with driving(desk, size) as me:
        words = " ".join(me.text.split())

        assert "NEXT name the new AE and the plan · Northwind · R. Hale · call" in words
        assert "Fri 23 Oct 08:00 PDT (client) = 08:00 PDT (you) · in 14 h" in words
        assert "OPEN PROMISES 1" in me.text
        assert "LISTENING 1" in me.text


async def test_overdue_promises_come_first_with_a_mark(desk: Desk, promised: Incident) -> None:
    """The moment after its due moment a promise is marked, and stays until something is done."""
    make_promise(desk, promised.id, PromiseWish(what="call them back", by="in 10 minutes"))
    later = desk.elsewhere(desk.now() + timedelta(hours=1), desk.who)

    async with driving(later) as me:
        marked = [line for line in me.lines if line.startswith(" !")]

    assert len(marked) == 1
    assert "call them back" in marked[0]
    assert "overdue" in marked[0]


@pytest.mark.usefixtures("promised")
async def test_enter_opens_the_incident_of_the_promise(desk: Desk) -> None:
    """From the promise to its incident with one key."""
    async with driving(desk) as me:
        await me.press("enter")

        assert "Your man mocked her." in me.text


async def test_k_keeps_the_chosen_promise_with_evidence(desk: Desk, promised: Incident) -> None:
    """One key, the evidence, Enter; on disk, and gone from the list."""
    async with driving(desk) as me:
        await me.press("k")
        await me.type("reached")
        await me.press("enter")

        assert "OPEN PROMISES 0" in me.text

    kept = find_incident(desk, promised.id).promises[0]
    assert standing(kept, desk.now()) is Standing.KEPT
    assert kept.evidence == "reached"


@pytest.mark.usefixtures("promised")
async def test_u_takes_the_last_action_back(desk: Desk) -> None:
    """Undo says what it took back, and the list shows it."""
    async with driving(desk) as me:
        await me.press("u")

        assert "Taken back: made a promise" in me.text
        assert "OPEN PROMISES 0" in me.text


async def test_a_key_that_cannot_act_says_why(desk: Desk) -> None:
    """Keeping without a promise is explained, not ignored."""
    async with driving(desk) as me:
        await me.press("k")

        assert "No promise is chosen" in me.text


async def test_what_another_process_writes_is_seen(desk: Desk, promised: Incident) -> None:
    """A look at the book is enough; the cursor stays on its promise."""
    from recover.services.desk import open_desk

    make_promise(desk, promised.id, PromiseWish(what="second", by="tomorrow 9am"))
    async with driving(desk) as me:
        await me.press("down")
        other = open_desk(home=str(desk.home), person="mara", environment={})
        first = PromiseWish(what="from elsewhere", by="in 20 minutes")
        make_promise(other.elsewhere(desk.now(), other.who), promised.id, first)
        other.close()
        me.app.lookout.look()
        await me.press()

        assert "OPEN PROMISES 3" in me.text
        assert "from elsewhere" in me.text
        await me.press("k")

        assert "second" in me.text.split("Keep")[1]


async def test_hostile_text_is_shown_as_text(desk: Desk, size: tuple[int, int]) -> None:
    """Markup is not read, controls do not reach the terminal, lines stay lines."""
    for number, text in enumerate(HOSTILE):
        name = f"{number} {text}"
        account = add_account(desk, AccountDetails(name=name, zone="America/Chicago"))
        incident = listen(desk, Caller(account=account.key, contact=text), [text])
        by = f"in {20 + number} minutes"
        make_promise(desk, incident.id, PromiseWish(what=text, by=by, to=text))

    async with driving(desk, size) as me:
        assert f"OPEN PROMISES {len(HOSTILE)}" in me.text
        assert "[URGENT]" in me.text
        assert not {each for each in UNSEEN if each != "\n"} & set(me.text)
        assert all(cell_len(line) <= size[0] for line in me.lines)


@pytest.mark.parametrize("keys", [("2", "1"), ("3", "1"), ("4", "1")])
@pytest.mark.usefixtures("promised")
async def test_places_are_one_key_apart(desk: Desk, keys: tuple[str, ...]) -> None:
    """There and back again, and Today is as it was."""
    async with driving(desk) as me:
        before = me.text
        await me.press(*keys)

        assert me.text == before


async def test_sample_data_says_so(desk: Desk) -> None:
    """Nobody mistakes it for their own book."""
    app = RecoverApp(desk, sample=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)

        assert "sample data" in screen_text(app).split("\n")[0]


async def test_s_offers_sample_data(empty_desk: Desk) -> None:
    """The app ends with the word that opens it on sample data."""
    app = RecoverApp(empty_desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("s")

    assert app.return_value == LOOK_AROUND
