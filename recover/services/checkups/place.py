"""Where the home folder is: data belong on a disk of this machine that nobody else writes to."""

from collections.abc import Iterator

from recover.domain.checkup import Finding, ok, warning
from recover.services.checkups.patient import Patient
from recover.storage.places import network_of, synchronised_by

_MOVE = "Move the folder to a disk of this machine and name it with --home or RECOVER_HOME"


def place(patient: Patient) -> Iterator[Finding]:
    """Look whether the folder is on the network, or is synchronised."""
    network = network_of(patient.home)
    if network is not None:
        what = f"{patient.home} is on the network ({network}): locks may not hold there."
        yield warning("place", what, f"{_MOVE}.")
    found = synchronised_by(patient.home)
    if found is not None:
        whose, folder = found
        what = (
            f"{patient.home} is in a folder that {whose} seems to synchronise ({folder}): it may "
            "put an older file in the place of a newer one."
        )
        yield warning("place", what, f"{_MOVE}; keep copies in the synchronised folder instead.")
    if network is None and found is None:
        yield ok("place", "The folder is on a disk of this machine, and not synchronised.")
