"""Act first, fill the form later: four questions, any subset saved, nothing in the way."""

import pytest

from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, listen
from recover.services.looking import incidents
from tests.tui.driving import driving, settle
from tests.tui.incident_driving import walking

QUESTIONS = ("safe?", "where?", "what is needed?", "how else can we reach you?")
ANSWERS = ("safe, cold", "Rt 9 mile 41 north", "flat, jack stuck", "555-0100")


@pytest.fixture
def stranded(desk: Desk) -> Incident:
    """Somebody with a flat tyre, whom nobody knows yet."""
    return listen(desk, Caller(playbook="stranded"))


@pytest.mark.parametrize("answered", [(0, 1, 2, 3), (1,), (0, 2), (), (3,)])
async def test_any_subset_of_the_four_questions_is_saved(
    desk: Desk, stranded: Incident, answered: tuple[int, ...]
) -> None:
    """The line asks them in order; empty Enter skips; then it is an ordinary line."""
    async with walking(desk, stranded) as me:
        for number, question in enumerate(QUESTIONS):
            assert f"{question} ›" in me.text
            await me.enter(ANSWERS[number] if number in answered else "")
        assert "heard ›" in me.text

    facts = find_incident(desk, stranded.id).facts
    assert [each.value for each in facts] == [ANSWERS[number] for number in answered]


async def test_an_urgent_reply_is_never_locked(
    desk: Desk, stranded: Incident, size: tuple[int, int]
) -> None:
    """`>` is logged with Enter, and a promise needs no question answered first."""
    async with walking(desk, stranded, size) as me:
        await me.enter("> stay in the car", "+ truck in 45 minutes")

        assert "said stay in the car" in me.log
        assert "safe? ›" in me.text

    after = find_incident(desk, stranded.id)
    assert not after.early_replies
    assert after.promises[0].what == "truck"


async def test_colour_and_mileage_stay_below_a_line_called_later(
    desk: Desk, stranded: Incident
) -> None:
    """They can still be answered by their number, and are never asked."""
    async with walking(desk, stranded) as me:
        assert "LATER 5 ○ colour 6 ○ model 7 ○ mileage" in me.panel
        await me.enter("=5 blue")

        assert "● colour: blue" in me.panel


async def test_one_key_opens_the_urgent_capture(desk: Desk, size: tuple[int, int]) -> None:
    """Whatever is typed right after it answers the first question; a promise is two keys more."""
    async with driving(desk, size) as me:
        for key in ("N", *"safe", "enter", *"+truck"):
            me.send(key)
        await settle(me.pilot)
        await me.type(" in 45 minutes")
        await me.press("enter")

        assert "where? \u203a" in me.text

    (incident,) = incidents(desk)
    assert (incident.playbook, incident.urgent, incident.account) == ("stranded", True, None)
    assert [each.value for each in incident.facts] == ["safe"]
    assert incident.promises[0].what == "truck"


async def test_ones_own_urgent_playbook_comes_before_a_shipped_one(desk: Desk) -> None:
    """The team knows its own emergencies."""
    folder = desk.home / "playbooks"
    folder.mkdir()
    (folder / "lift-stuck.toml").write_text(
        'schema = 1\nid = "lift-stuck"\nversion = 1\ntitle = "A lift is stuck"\n'
        'when = "Somebody is in it."\nurgent = true\n'
        '[[step]]\nphase = "listen"\ndo = "Keep them talking."\n'
    )
    async with driving(desk) as me:
        await me.press("N")
        assert "Keep them talking." in " ".join(me.text.split())

    assert incidents(desk)[0].playbook == "lift-stuck"
