"""The JSON of what stays with whoever wrote it, and of who was told."""

from typing import Any

from recover.domain.incident import Incident
from recover.domain.instruction import unowned_instructions


def unowned_shape(incident: Incident) -> dict[str, Any]:
    """Give the instructions to nobody, what others of them became, and who was told, and why."""
    return {
        "to_nobody": [f"{incident.id}e{each.number}" for each in unowned_instructions(incident)],
        "taken_up": {
            f"{incident.id}e{entry}": f"{incident.id}p{promise}"
            for entry, promise in incident.taken_up.items()
        },
        "told": [{"person": person, "reason": reason} for person, reason in incident.told],
    }
