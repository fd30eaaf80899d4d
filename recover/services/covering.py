"""Who sees to the work of somebody who is away."""

from recover.domain.person import Person
from recover.domain.text import count
from recover.services.desk import Desk


def work_left(desk: Desk, person: Person) -> str:
    """Say what somebody leaves behind: `2 open promises and 1 incident`; empty for nothing."""
    incidents = [each for each in desk.incidents() if not each.is_void and each.is_open]
    promises = sum(
        promise.owner == person.key for each in incidents for promise in each.open_promises
    )
    carried = sum(each.owner == person.key for each in incidents)
    parts = [count(promises, "open promise")] if promises else []
    parts += [count(carried, "incident")] if carried else []
    return " and ".join(parts)
