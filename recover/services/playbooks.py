"""Finding playbooks and the policy."""

from functools import lru_cache
from pathlib import Path

from recover.domain.errors import RecoverError
from recover.domain.incident import Incident
from recover.domain.playbook import Playbook
from recover.domain.policy import Policy
from recover.services.desk import Desk
from recover.storage import playbook_files

DEFAULT_PLAYBOOK = "blank"
"""The playbook that only listens."""

ShelvedPlaybook = playbook_files.ShelvedPlaybook


def playbook_named(desk: Desk, playbook_id: str) -> Playbook:
    """Give the playbook of that id, the user's own before the shipped one.

    Raises:
        NotFound: There is none; the nearest ids are named.
        BadPlaybook: Its file has problems.
    """
    return _playbook(desk.home, playbook_id, _stamp(desk.home, playbook_id))


def playbook_of(desk: Desk, incident: Incident) -> Playbook | None:
    """Give the playbook an incident goes by, or `None` when its file cannot be used any more."""
    try:
        return playbook_named(desk, incident.playbook)
    except RecoverError:
        return None


def policy_in_force(desk: Desk) -> Policy:
    """Give the contact windows, limits and thresholds in force."""
    return _policy(desk.home, _stamp(desk.home, "policy"))


def playbooks_on_shelf(desk: Desk) -> list[playbook_files.ShelvedPlaybook]:
    """List every playbook that can be chosen, with where it is from and what is wrong with it."""
    return playbook_files.playbooks(desk.home)


def urgent_playbook(desk: Desk) -> str:
    """Give the id of the playbook for somebody who needs help now: one's own before a shipped one.

    The one that only listens, when none asks for facts first.
    """
    urgent = [each for each in playbooks_on_shelf(desk) if each.playbook and each.playbook.urgent]
    urgent.sort(key=lambda each: each.origin == playbook_files.SHIPPED)
    return urgent[0].id if urgent else DEFAULT_PLAYBOOK


@lru_cache(maxsize=64)
def _playbook(home: Path, playbook_id: str, _stamp: int) -> Playbook:
    """Read a playbook, once for each version of the user's own file."""
    return playbook_files.playbook(home, playbook_id)


@lru_cache(maxsize=4)
def _policy(home: Path, _stamp: int) -> Policy:
    """Read the policy, once for each version of the user's own file."""
    return playbook_files.policy(home)


def _stamp(home: Path, name: str) -> int:
    """Give a number that changes when the user's own file of that name does."""
    try:
        return (playbook_files.own_folder(home) / f"{name}.toml").stat().st_mtime_ns
    except (OSError, ValueError):
        return 0
