"""Who may be asked to take work over, the likeliest first."""

from recover.domain.absence import absence
from recover.domain.errors import Refused
from recover.domain.person import Person
from recover.services.desk import Desk
from recover.services.finding import person_of


class NobodyElse(Refused):
    """Nobody but whoever has it is on record."""

    kind = "nobody_else"


def receivers(desk: Desk, sender: str) -> list[Person]:
    """List everybody but the sender: their cover and backup, whoever leads, then the others.

    Whoever is away comes last.

    Args:
        desk: The desk.
        sender: The person key of whoever has the work.

    Raises:
        NobodyElse: There is nobody else on record.
    """
    owner = person_of(desk, sender)
    near = (owner.cover, owner.backup) if owner else ()
    people = [each for each in desk.store.people() if each.key != sender]
    if not people:
        raise NobodyElse("Nobody else is on record: add one of us first, p in Accounts.")

    def order(person: Person) -> tuple[bool, int, bool, str]:
        place = near.index(person.key) if person.key in near else len(near)
        return bool(absence(person, desk.now())), place, not person.lead, person.name.casefold()

    return sorted(people, key=order)
