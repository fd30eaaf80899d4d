"""The playbook of an incident, in words that can be said to this client."""

from recover.domain.entry import Phase
from recover.domain.incident import Incident
from recover.domain.playbook import Playbook
from recover.services.desk import Desk
from recover.services.guiding import guidance, steps_in
from recover.services.listening import Caller, listen


def _words(desk: Desk, incident: Incident) -> Playbook:
    """Give the playbook of an incident, whose file is there."""
    playbook = guidance(desk, incident)
    assert playbook is not None
    return playbook


def test_names_stand_where_the_playbook_leaves_room_for_them(desk: Desk) -> None:
    """The contact's, and the owner's; what the client is called is never read as a placeholder."""
    known = listen(desk, Caller(account="northwind", contact="hale", playbook="personal-affront"))
    odd = listen(
        desk, Caller(account="ortega", contact="{owner.name}", playbook="personal-affront")
    )

    playbook = _words(desk, known)

    assert "it is me, Mara." in playbook.demands[1].alternative
    assert playbook.promises[1].to == "R. Hale"
    assert _words(desk, odd).promises[1].to == "{owner.name}"


def test_a_promise_to_nobody_known_is_made_to_nobody_yet(desk: Desk) -> None:
    """Words in square brackets are for saying, never for the record."""
    unknown = listen(desk, Caller(playbook="personal-affront"))

    assert _words(desk, unknown).promises[1].to is None


def test_each_phase_has_its_own_steps_in_order(desk: Desk) -> None:
    """As the file has them."""
    playbook = _words(desk, listen(desk, Caller(playbook="personal-affront")))

    assert [each.do for each in steps_in(playbook, Phase.LISTEN)] == [
        "Listen until the silence holds.",
        "When it holds, ask if there is more.",
    ]
    assert all(each.phase is Phase.HEAL for each in steps_in(playbook, Phase.HEAL))
