"""An incident that others write into at the same time, and a line that survives."""

from recover.domain.incident import Incident
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_incident
from recover.services.listening import hear
from recover.services.undoing import undo
from recover.tui.watch import EVERY, Watch
from tests.tui.conftest import START
from tests.tui.driving import settle
from tests.tui.incident_driving import walking


def _elsewhere(desk: Desk) -> Desk:
    """Sit at the same book in another process."""
    return open_desk(home=str(desk.home), at=START, person="priya", environment={})


async def test_what_another_process_writes_appears_beside_what_is_being_typed(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """The text, its cursor and the focus stay; the author is named."""
    other = _elsewhere(desk)

    async with walking(desk, incident, size) as me:
        await me.type("half a wo")
        await me.press("left", "left")
        hear(other, incident.id, ["She is in tears."])
        Watch(me.app).look()
        await settle(me.pilot)

        assert "“She is in tears.” — Priya" in me.log
        assert me.line == "half a wo"
        assert me.screen.line.input.cursor_position == len("half a ")
        assert EVERY < 2

    other.close()


async def test_two_apps_write_into_one_incident(desk: Desk, incident: Incident) -> None:
    """Both lines are there, in both, and on disk."""
    other = _elsewhere(desk)

    async with walking(desk, incident) as me, walking(other, incident) as they:
        await me.enter("from me")
        await they.enter("from Priya")
        Watch(me.app).look()
        await settle(me.pilot)

        assert "“from me”" in me.log
        assert "“from Priya” — Priya" in me.log
        assert "“from me” — Mara" in they.log

    other.close()
    assert len(find_incident(desk, incident.id).entries) == 4


async def test_a_chosen_line_stays_chosen_when_others_write(desk: Desk, incident: Incident) -> None:
    """The cursor is on an entry, not on a row."""
    other = _elsewhere(desk)

    async with walking(desk, incident) as me:
        await me.press("escape", "home")
        before = me.screen.chosen
        hear(other, incident.id, ["She is in tears."])
        Watch(me.app).look()
        await settle(me.pilot)

        assert before == me.screen.chosen == f"{incident.id}e1"

    other.close()


async def test_an_incident_that_is_taken_back_elsewhere_is_left(
    desk: Desk, incident: Incident
) -> None:
    """With a sentence, not a crash."""
    other = open_desk(home=str(desk.home), at=START, person="mara", environment={})

    async with walking(desk, incident) as me:
        undo(other)
        Watch(me.app).look()
        await settle(me.pilot)

        assert "was taken back" in me.words
        assert "OPEN PROMISES" in me.text

    other.close()


async def test_a_draft_is_in_the_line_again(desk: Desk, incident: Incident) -> None:
    """Given to the screen, and kept on leaving it: nobody types it twice."""
    async with walking(desk, incident, draft="+ call by tomorrow 8am") as me:
        assert me.line == "+ call by tomorrow 8am"
        assert "Fri 23 Oct 2026 08:00 PDT" in me.words
        await me.type("!")
        assert me.app.drafts.text(incident.id) == "+ call by tomorrow 8am!"
        await me.press("ctrl+u")
        await me.enter("said at last")

        assert me.app.drafts.text(incident.id) == ""


async def test_what_was_set_aside_is_told(desk: Desk, incident: Incident) -> None:
    """An interrupted write of a process that is gone; told once, by whoever writes next."""
    with (desk.home / "work.jsonl").open("ab") as file:
        file.write(b'{"sum":"0f3e')

    async with walking(desk, incident) as me:
        await me.enter("from me")
        for _ in range(2):
            me.app.lookout.look()
            await settle(me.pilot)
        told = [each.message for each in me.app._notifications]  # noqa: SLF001 - no other way

    assert len([each for each in told if ".torn-" in each]) == 1
