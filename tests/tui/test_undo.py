"""Taking back several steps in the app, and bringing them back."""

from recover.domain.incident import Incident
from recover.services.desk import Desk, open_desk
from recover.services.finding import find_incident
from recover.services.listening import hear
from recover.services.settling import keep_promise
from tests.tui.conftest import START
from tests.tui.driving import Driver, driving


def _said(me: Driver) -> str:
    """Give the words on the screen without the frames around them."""
    return " ".join(me.text.replace("│", " ").replace("▌", " ").split())


async def _choose(me: Driver, steps: int) -> None:
    """Open the list and go down to the step."""
    await me.press("U", *["down"] * (steps - 1))


async def test_the_list_takes_back_up_to_the_chosen_line_after_one_question(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """What comes back is named before and after; the log keeps both."""
    keep_promise(desk, "1p1", "done")

    async with driving(desk, size) as me:
        await _choose(me, 2)
        assert "What you did last" in me.text
        assert "kept 1p1" in me.text
        assert "made a promise in 1" in me.text
        await me.press("enter")
        assert "Take back 2 actions?" in me.text
        await me.press("y")

        assert find_incident(desk, promised.id).promises == ()
        assert "Taken back: 2 actions, up to: made a promise" in _said(me)

    assert [each.kind for each in find_incident(desk, "1").entries][-2:] == ["undone", "undone"]


async def test_no_and_esc_change_nothing(desk: Desk, promised: Incident) -> None:
    """The list is there again after no, and gone after Esc."""
    before = promised.entries

    async with driving(desk) as me:
        await _choose(me, 2)
        await me.press("enter", "n")
        assert "What you did last" in me.text
        await me.press("escape")
        assert "What you did last" not in me.text

    assert find_incident(desk, "1").entries == before


async def test_ctrl_r_brings_back_what_u_took_back(desk: Desk, promised: Incident) -> None:
    """In the app at once, and from the list with `r`; the toast says which key it is."""
    async with driving(desk) as me:
        await me.press("u")
        assert "Ctrl+R brings it back" in _said(me)
        assert find_incident(desk, promised.id).promises == ()
        await me.press("ctrl+r")
        assert len(find_incident(desk, "1").open_promises) == 1
        assert "Brought back: made a promise in 1" in me.text
        await me.press("u", "U")
        assert "taken back" in me.text
        await me.press("r")

        assert len(find_incident(desk, "1").open_promises) == 1


async def test_what_somebody_built_on_is_named_and_the_list_stays(
    desk: Desk, promised: Incident
) -> None:
    """Priya has written since; nothing is taken back, and the list says why."""
    async with driving(desk) as me:
        await _choose(me, 2)
        other = open_desk(home=str(desk.home), at=START, person="priya", environment={})
        hear(other, promised.id, ["She is in tears."])
        other.close()
        await me.press("enter", "y")

        shown = _said(me)
        assert "Nothing is taken back: step 1 of 2" in shown
        assert "What you did last" in shown

    assert len(find_incident(desk, "1").promises) == 1


async def test_another_window_of_mine_keeps_me_from_taking_back_what_i_did_not_see(
    desk: Desk, promised: Incident
) -> None:
    """The list is of a moment ago: what was done since is not taken back unseen."""
    async with driving(desk) as me:
        await _choose(me, 1)
        other = open_desk(home=str(desk.home), at=START, person="mara", environment={})
        hear(other, promised.id, ["She is in tears."])
        other.close()
        await me.press("enter", "y")

        assert "is not what you chose" in _said(me)

    assert find_incident(desk, "1").undone == frozenset()
