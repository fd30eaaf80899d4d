"""Writing single lines into a log, and striking them through."""

from collections.abc import Sequence

from recover.domain.entry import (
    Contacted,
    Decided,
    Demanded,
    Entry,
    FactLearned,
    Heard,
    Kept,
    Marked,
    Moved,
    Noted,
    Phase,
    Promised,
    ReadBack,
    Said,
    Struck,
)
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.readback import summarise
from recover.domain.text import clean, clean_line
from recover.services.desk import Desk
from recover.services.finding import find_entry
from recover.services.writing import Line, write

_PLAIN: dict[str, type[Heard | Said | Noted]] = {"heard": Heard, "said": Said, "note": Noted}
_STRIKABLE = (Heard, Said, Noted, FactLearned, Contacted, ReadBack)
_SHOWABLE = (Heard, Said, Noted, FactLearned, Demanded, Decided, Promised, Kept)
_INSTEAD = {
    "promise": "withdraw the promise instead",
    "demand": "decide the demand instead",
    "opened": "close the incident instead",
    "closed": "reopen the incident instead",
}


def log_line(
    desk: Desk,
    incident_id: str,
    text: str = "",
    *,
    kind: str = "note",
    facts: Sequence[tuple[str, str]] = (),
    client: bool = False,
) -> Incident:
    """Write one line, and what was learned with it, as one action.

    A fact that says until when an open promise helps is read as a moment, too.

    Args:
        desk: The desk.
        incident_id: The incident.
        text: What was heard, said or noted; may be empty when there are facts.
        kind: `heard`, `said` or `note`.
        facts: Names and values; a later fact of the same name replaces an earlier one.
        client: Whether all of it may be shown to the client.

    Raises:
        Refused: There is neither a text nor a fact, or a fact lacks its name or value.
    """
    cleaned = clean(text).strip()
    learned = learned_facts(facts)
    if not cleaned and not learned:
        raise Refused("There is nothing to log: the text is empty. Type what happened.")
    said = [Line(what=_PLAIN[kind](text=cleaned), client=client)] if cleaned else []
    lines = [*said, *(Line(what=each, client=client) for each in learned)]
    return write(
        desk,
        incident_id,
        f"logged a line in {incident_id}",
        lambda incident: [*lines, *_consequences(desk, incident, cleaned, kind, learned)],
    )


def _consequences(
    desk: Desk, incident: Incident, text: str, kind: str, learned: Sequence[FactLearned]
) -> list[Line]:
    """Give what follows from a line: a graver severity, and until when a promise helps."""
    lines: list[Line] = []
    if kind == "heard":
        from recover.services.escalating import escalation_lines

        lines += escalation_lines(desk, incident, text)
    if learned and any(each.needed_by_fact for each in incident.open_promises):
        from recover.services.needing import needed_lines

        lines += needed_lines(desk, incident, learned)
    return lines


def learn_fact(
    desk: Desk, incident_id: str, name: str, value: str, *, client: bool = False
) -> Incident:
    """Write down a fact; a later one of the same name replaces an earlier one.

    Raises:
        Refused: The name or the value is empty.
    """
    return log_line(desk, incident_id, facts=[(name, value)], client=client)


def learned_facts(facts: Sequence[tuple[str, str]]) -> list[FactLearned]:
    """Clean facts given by their names and values.

    Raises:
        Refused: One lacks its name or its value.
    """
    learned = [
        FactLearned(name=clean_line(name), value=clean(value).strip()) for name, value in facts
    ]
    if not all(each.name and each.value for each in learned):
        raise Refused("A fact needs a name and a value: write it as since when=last Monday.")
    return learned


def read_back(desk: Desk, incident_id: str, *, confirmed: bool) -> Incident:
    """Log that what was heard was read to the client, and whether they agreed to it."""
    return write(
        desk,
        incident_id,
        f"logged a read-back in {incident_id}",
        lambda incident: [
            Line(what=ReadBack(text=summarise(incident).as_text(), confirmed=confirmed))
        ],
    )


def move_to(desk: Desk, incident_id: str, phase: Phase) -> Incident:
    """Stand in another phase; standing there already changes nothing.

    Raises:
        Refused: The phase is `closed`, or the incident is.
    """

    def decide(incident: Incident) -> list[Line]:
        if phase is Phase.CLOSED:
            raise Refused(f"To end incident {incident.id}, close it: it asks for the outcome.")
        if not incident.is_open:
            raise Refused(f"Incident {incident.id} is closed: reopen it first.")
        return [] if incident.phase is phase else [Line(what=Moved(phase=phase))]

    return write(desk, incident_id, f"moved {incident_id} to {phase}", decide)


def mark(desk: Desk, entry_id: str, *, client: bool) -> Incident:
    """Mark an entry for the client, or keep it in the house; what it is already changes nothing.

    Raises:
        NotFound: There is no such entry.
        Refused: It has been struck or taken back, or is of a kind that never leaves the house.
    """
    found, number = find_entry(desk, entry_id)

    def decide(incident: Incident) -> list[Line]:
        entry = incident.entry(number)
        if entry is None or (number in incident.shown) is client:
            return []
        if number in incident.struck | incident.undone:
            raise Refused(f"{_gone(desk, incident, entry_id, number)}: it is shown to nobody.")
        if not isinstance(entry.what, _SHOWABLE):
            raise Refused(f"{entry_id} never leaves the house: log what the client may read.")
        return [Line(what=Marked(entry=number, client=client))]

    return write(desk, found.id, f"marked {entry_id}", decide)


def strike(desk: Desk, entry_id: str, reason: str) -> Incident:
    """Strike an entry through: it counts no more, and stays in the internal record.

    Raises:
        NotFound: There is no such entry.
        Refused: It has been struck before, or it is of a kind that is ended in another way.
    """
    cleaned = clean(reason).strip()
    if not cleaned:
        raise Refused(f"Say why {entry_id} is struck: add --reason.")
    found, number = find_entry(desk, entry_id)

    def decide(incident: Incident) -> list[Line]:
        entry = incident.entry(number)
        if entry is not None:
            _check_strikable(desk, incident, entry, entry_id)
        return [Line(what=Struck(entry=number, reason=cleaned))]

    return write(desk, found.id, f"struck {entry_id}", decide)


def _gone(desk: Desk, incident: Incident, entry_id: str, number: int) -> str:
    """Say who struck an entry or took it back, and when."""
    from recover.services.firsts import taken_back_by

    word = "struck" if number in incident.struck else "taken back"
    return f"{entry_id} was {word} by {taken_back_by(desk, incident, number)}"


def _check_strikable(desk: Desk, incident: Incident, entry: Entry, entry_id: str) -> None:
    """Refuse what cannot be struck, and say what can be done instead."""
    if entry.number in incident.struck | incident.undone:
        gone = _gone(desk, incident, entry_id, entry.number)
        raise Refused(f"{gone}: nothing is left to do.")
    if not isinstance(entry.what, _STRIKABLE):
        instead = _INSTEAD.get(entry.kind, "use `recover undo` right after it, or log a note")
        raise Refused(f"{entry_id} is not a line that can be struck: {instead}.")
