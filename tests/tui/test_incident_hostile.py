"""Whatever clients write, the screen shows it as text and stays whole."""

import pytest

from recover.domain.incident import Incident
from recover.services.deciding import add_demand
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import learn_fact, log_line
from tests.tui.driving import UNSEEN, settle
from tests.tui.incident_driving import IncidentDriver, walking


@pytest.fixture
def hostile_incident(desk: Desk, hostile: str) -> Incident:
    """An incident in which everything a client can say is hostile."""
    known = listen(desk, Caller(contact=hostile[:60], playbook="personal-affront"), [hostile])
    log_line(desk, known.id, hostile)
    learn_fact(desk, known.id, hostile[:40], hostile)
    add_demand(desk, known.id, hostile)
    return make_promise(desk, known.id, PromiseWish(what=hostile, by="tomorrow 8am", to=hostile))


def _is_clean(me: IncidentDriver) -> bool:
    """Say whether nothing on the screen would reach the terminal as a control."""
    return not any(each in line for line in me.lines for each in UNSEEN)


async def test_every_place_and_dialog_shows_hostile_text_as_text(
    desk: Desk, hostile_incident: Incident
) -> None:
    """The four places, and every dialog that quotes the client."""
    async with walking(desk, hostile_incident) as me:
        for keys in (
            ("escape",),
            *((number,) for number in "1234"),
            *((letter, "escape") for letter in "bdpktrwachsT"),
            ("tab", "x", "escape"),
        ):
            for key in keys:
                await me.press(key)
                assert _is_clean(me), keys
        assert me.app.is_running


async def test_hostile_text_in_the_line_is_shown_and_logged_as_typed(
    desk: Desk, incident: Incident, hostile: str
) -> None:
    """Read back while it is a promise, and refused or kept without harm."""
    async with walking(desk, incident) as me:
        me.screen.line.put(f"+ {hostile} by {hostile[:30]}")
        await settle(me.pilot)
        assert _is_clean(me)
        me.screen.line.put(f"- {hostile}")
        await settle(me.pilot)
        assert _is_clean(me)
        await me.press("enter")
        assert _is_clean(me)

    entry = find_incident(desk, incident.id).entries[-1]
    assert entry.kind == "note"
