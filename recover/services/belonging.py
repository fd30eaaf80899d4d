"""What keeps somebody among our people: what is theirs, and where the record names them."""

from collections.abc import Iterator

from recover.domain.incident import Incident
from recover.domain.person import Person
from recover.services.desk import Desk
from recover.services.past import whole_record


def ties(desk: Desk, person: Person) -> list[str]:
    """Say what somebody has, and where they are named, each in a few words; empty for nothing.

    What has ended counts, too: a record that names them may not lose their name. An incident whose
    opening was taken back does not: it is shown nowhere.
    """
    key, wrote = person.key, ""
    found: list[str] = []
    for incident in whole_record(desk):
        found += _in_incident(incident, key)
        wrote = wrote or next(_written(incident, key), "")
    found += [f"they look after {each.name}" for each in desk.store.accounts() if each.owner == key]
    found += [
        f"they stand in for {each.name}"
        for each in desk.store.people()
        if key in (each.backup, each.cover) and each.key != key
    ]
    return [*found, *([f"they wrote {wrote}"] if wrote else [])]


def _written(incident: Incident, key: str) -> Iterator[str]:
    """Give the ids of the entries that somebody wrote."""
    entries = () if incident.is_void else incident.entries
    return (f"{incident.id}e{each.number}" for each in entries if each.by == key)


def _in_incident(incident: Incident, key: str) -> Iterator[str]:
    """Say what somebody has in one incident."""
    if incident.is_void:
        return
    for promise in incident.promises:
        if promise.owner == key or (promise.lent is not None and promise.lent.back_to == key):
            yield f"promise {promise.id} is theirs"
    if incident.owner == key or (incident.lent is not None and incident.lent.back_to == key):
        yield f"incident {incident.id} is theirs"
    for handover in incident.handovers:
        if key in (handover.sender, handover.to):
            yield f"they are named in the offer {handover.id}"
