"""Handing work over in the app: one key offers it, answers an offer, or takes one back."""

from dataclasses import replace

import pytest

from recover.domain.incident import Incident
from recover.services.accounts import AccountDetails, set_account
from recover.services.answering import accept_handover
from recover.services.desk import Desk
from recover.services.finding import find_account, find_incident, find_person
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.settling import NewTerms, renegotiate_promise
from tests.tui.driving import UNSEEN, driving, words


def as_priya(desk: Desk) -> Desk:
    """The same book, with Priya before it."""
    return replace(desk, who=find_person(desk, "priya"))


@pytest.fixture
def offered(desk: Desk) -> Desk:
    """Priya has offered Mara incident 1 at Ortega, with a promise due at noon."""
    hers = as_priya(desk)
    listen(hers, Caller(account="ortega"), ["Where is my install?"])
    make_promise(hers, "1", PromiseWish(what="call the installer", by="tomorrow noon"))
    offer_handover(hers, "1", HandoverWish(to="mara", contingency="say noon stands"))
    return desk


async def test_h_on_today_offers_the_chosen_promise(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """It stays mine, the list says to whom it is offered, and h takes it back."""
    async with driving(desk, size) as me:
        await me.press("h")
        assert "Hand over: it stays yours until they accept" in words(me)
        assert "Priya is not at work before the answer is due" in words(me)
        await me.press("enter")
        assert "1h1 is offered to Priya: it stays yours until they accept." in words(me)
        (promise,) = find_incident(desk, promised.id).promises
        assert promise.owner == "mara"
        if size[0] >= 72:
            assert "→ Priya" in me.text

        await me.press("h")
        assert "Take back 1h1" in me.text
        await me.type("she is asleep")
        await me.press("enter")
        assert "1h1 taken back" in words(me)

    assert find_incident(desk, "1").handovers[0].reason == "she is asleep"


async def test_an_offer_to_me_stands_first_and_is_read_before_it_is_taken(
    offered: Desk, size: tuple[int, int]
) -> None:
    """The brief is there; nothing is taken over without my own words."""
    async with driving(offered, size) as me:
        assert "OFFERED TO YOU 1" in me.text
        assert "Priya hands you incident 1" in me.text
        await me.press("enter", "enter")
        assert "Say in your own words what you take over" in words(me)
        await me.press("pagedown", "pagedown")
        await me.type("I call the installer by noon")
        await me.press("enter")
        assert "is yours now." in words(me)
        assert "OFFERED TO YOU" not in me.text

    incident = find_incident(offered, "1")
    assert (incident.owner, incident.promises[0].owner) == ("mara", "mara")
    assert incident.handovers[0].brief.score == 5


async def test_the_brief_has_what_the_sender_said(offered: Desk) -> None:
    """All five elements, the fifth to be typed."""
    async with driving(offered, (120, 40)) as me:
        await me.press("h")

        assert "Where is my install?" in words(me)
        assert "1p1 call the installer, call by Fri 23 Oct 2026 12:00 CDT" in words(me)
        assert "say noon stands" in words(me)
        assert "in your words" in words(me)


async def test_leaving_it_with_them_takes_a_reason(offered: Desk) -> None:
    """The choice is one key away, and the sender is told why."""
    async with driving(offered) as me:
        await me.press("h", "down", "right", "up")
        await me.type("in a meeting all day")
        await me.press("enter")
        assert "stays with Priya" in words(me)

    handover = find_incident(offered, "1").handovers[0]
    assert handover.declined_at is not None
    assert handover.reason == "in a meeting all day"


async def test_an_answer_that_came_too_late_is_told_who_was_first(offered: Desk) -> None:
    """The form stays, with what was typed."""
    async with driving(offered) as me:
        await me.press("h")
        await me.type("I call the installer")
        accept_handover(replace(offered), "1h1", "mine, from my other window")
        await me.press("enter")

        assert "1h1 was accepted by Mara" in words(me)
        assert "I call the installer" in me.text


async def test_what_has_changed_since_it_was_read_is_read_again(
    offered: Desk, size: tuple[int, int]
) -> None:
    """Nobody takes over what they have not seen; what was typed stays, and Enter takes it then."""
    async with driving(offered, size) as me:
        await me.press("h")
        await me.type("I call the installer")
        new = NewTerms(by="tomorrow 3pm", reason="they asked")
        renegotiate_promise(as_priya(offered), "1p1", new)
        await me.press("enter")
        assert "has changed since you read it" in words(me)
        await me.press("pageup", "pageup")
        assert "1p2 call the installer, call by Fri 23 Oct 2026 15:00 CDT" in words(me)
        assert "I call the installer" in me.text
        assert find_incident(offered, "1").handovers[0].accepted_at is None
        await me.press("enter")
        assert "is yours now." in words(me)

    assert find_incident(offered, "1").promises[1].owner == "mara"


async def test_the_line_hands_over_with_an_at(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """What it would mean is read back while it is typed; Enter offers it."""
    async with driving(desk, size) as me:
        await me.app.run_action("open_incident('1')")
        await me.press()
        await me.type("@pri")
        assert "hand over ›" in me.text
        assert "incident 1, 1p1 to Priya" in words(me)
        await me.type("ya p1 if she calls, eight stands")
        assert "1p1 to Priya" in words(me)
        await me.press("enter")

    handover = find_incident(desk, promised.id).handovers[0]
    assert (handover.to, handover.whole, handover.promises) == ("priya", False, (1,))
    assert handover.brief.contingency == "if she calls, eight stands"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("@nobody", "nobody"),
        ("@mara", "you have it already"),
        ("@priya p9", "No promise"),
    ],
)
async def test_a_line_that_hands_nothing_over_stays(
    desk: Desk, promised: Incident, line: str, says: str
) -> None:
    """It says why, and nothing typed is lost."""
    async with driving(desk) as me:
        await me.app.run_action("open_incident('1')")
        await me.press()
        await me.type(line)
        await me.press("enter")

        assert says in words(me)
        assert line in me.text
    assert find_incident(desk, promised.id).handovers == ()


async def test_an_incident_says_what_is_offered_in_it(offered: Desk, size: tuple[int, int]) -> None:
    """The next thing to do is to answer, and h does it from the letters."""
    async with driving(offered, size) as me:
        await me.app.run_action("open_incident('1')")
        await me.press("ctrl+d")
        assert "Priya hands this to you" in words(me)
        await me.press("escape", "h")
        assert "Priya hands you incident 1" in words(me)


async def test_what_nobody_answered_is_back(offered: Desk, size: tuple[int, int]) -> None:
    """The sender sees it over everything else, and h offers it anew."""
    hers = as_priya(offered)
    hers.held = find_incident(offered, "1").handovers[0].answer_by.replace(second=59)
    async with driving(hers, size) as me:
        assert "BACK WITH YOU 1" in me.text
        assert "Mara did not answer" in me.text


async def test_an_account_is_handed_over_from_its_place(desk: Desk, promised: Incident) -> None:
    """Everything I have there, as one offer."""
    set_account(desk, "northwind", AccountDetails(owner="mara"))
    async with driving(desk) as me:
        await me.press("3", "H")
        assert "Northwind, the whole account" in words(me)
        await me.press("enter")

    (handover,) = find_incident(desk, promised.id).handovers
    assert (handover.account, handover.whole) == (True, True)


async def test_an_account_with_a_number_for_a_key_is_that_account(desk: Desk) -> None:
    """Not the incident of that number."""
    ortega = replace(find_account(desk, "ortega"), key="2", name="Aaron", owner="mara")
    desk.store.save_account(ortega)
    listen(desk, Caller(account="account:2"), ["Where is my install?"])
    listen(desk, Caller(account="northwind"), ["You mocked her."])
    async with driving(desk) as me:
        await me.press("3", "H")
        assert "Aaron, the whole account" in words(me)
        await me.press("enter")

    assert [len(find_incident(desk, each).handovers) for each in ("1", "2")] == [1, 0]


async def test_somebody_is_taken_off_from_the_place_of_the_account(
    desk: Desk, promised: Incident
) -> None:
    """Their open work is named; taking it over oneself completes it at once."""
    set_account(desk, "northwind", AccountDetails(owner="priya"))
    make_promise(
        desk, promised.id, PromiseWish(what="send the tape", by="tomorrow noon", owner="priya")
    )
    async with driving(desk, (120, 40)) as me:
        await me.press("3", "x")
        assert "1p2 send the tape" in words(me)
        await me.press("enter")
        assert "name who is offered all of it" in words(me)
        await me.press("down")
        await me.type("m")
        await me.press("down")
        await me.type("I send the tape")
        await me.press("enter")
        assert "Priya is off Northwind: nothing open is theirs there." in words(me)

    assert find_incident(desk, promised.id).taken_off == ("priya",)
    assert find_account(desk, "northwind").owner == "mara"


async def test_whoever_waited_for_it_is_off_the_account_with_it(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """The app says so, as the command line does."""
    hers = as_priya(desk)
    make_promise(hers, promised.id, PromiseWish(what="book the room", by="tomorrow 9am"))
    async with driving(hers, (120, 40)) as her:
        await her.press("3", "x")
        await her.type("p")
        await her.press("down")
        await her.type("m")
        await her.press("enter")
        assert "Priya is off Northwind as soon as all of it is accepted." in words(her)
    async with driving(desk, size) as me:
        await me.press("h")
        await me.type("I book the room")
        await me.press("enter")

        assert "is yours now. Priya is off Northwind with it." in words(me)


async def test_somebody_elses_work_stays_theirs_until_it_is_taken(
    desk: Desk, incident: Incident
) -> None:
    """Whoever offers it on is told whose it is."""
    wish = PromiseWish(what="send the tape", by="tomorrow noon", owner="priya")
    make_promise(desk, incident.id, wish)
    async with driving(desk) as me:
        await me.press("h")
        assert "Hand over: it stays Priya's until they accept" in words(me)
        await me.press("enter")
        assert "1h1 is offered to Mara: it stays Priya's until they accept." in words(me)
        assert "OFFERED TO YOU 1" in me.text


async def test_hostile_words_are_text_in_every_brief(
    desk: Desk, hostile: str, size: tuple[int, int]
) -> None:
    """On Today, in the form that offers, in the one that answers, and in the log."""
    unseen = {each for each in UNSEEN if each != "\n"}
    hers = as_priya(desk)
    listen(hers, Caller(account="ortega", contact=hostile[:60]), [hostile])
    make_promise(hers, "1", PromiseWish(what=hostile, by="tomorrow noon", to=hostile))
    async with driving(desk, size) as me:
        for key in ("h", "escape"):
            await me.press(key)
            assert not unseen & set(me.text), key
        offer_handover(hers, "1", HandoverWish(to="mara", summary=hostile, contingency=hostile))
        await me.press("2", "1")
        for key in ("home", "h", "pagedown", "escape", "e", "enter"):
            await me.press(key)
            assert not unseen & set(me.text), key
        accept_handover(desk, "1h1", hostile)
        await me.app.run_action("open_incident('1')")
        await me.press()
        assert not unseen & set(me.text)
