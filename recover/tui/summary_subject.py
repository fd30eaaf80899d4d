"""What a summary can be about, from where it is asked for."""

import re
from dataclasses import dataclass

from textual.screen import Screen

from recover.domain.errors import NotFound
from recover.services.desk import Desk
from recover.services.export_wish import About
from recover.services.finding import account_of_key, find_incident

ACCOUNT = "account:"
_INCIDENT = re.compile(r"[0-9]+", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is chosen on a screen."""

    incident: str = ""
    """An incident's id; empty when none is chosen."""
    account: str = ""
    """An account's key; empty when none is chosen."""
    about: About = About.PROMISES
    """What to show first."""


def subject_of(desk: Desk, screen: Screen[object]) -> Subject:
    """Give what is chosen on a screen.

    A screen on which something can be says what by `summary_subject`: the id of an incident or of
    something in it, or an account's key after `account:`.
    """
    chosen = getattr(screen, "summary_subject", str)()
    if chosen.startswith(ACCOUNT):
        return Subject(account=chosen.removeprefix(ACCOUNT), about=About.ACCOUNT)
    found = _INCIDENT.match(chosen)
    if found is None:
        return Subject()
    try:
        incident = find_incident(desk, found[0])
    except NotFound:  # it was taken back while its screen was still there
        return Subject()
    about = About.INCIDENT if found[0] == chosen else About.PROMISES
    return Subject(incident=incident.id, account=incident.account or "", about=about)


def abouts(desk: Desk, subject: Subject) -> list[tuple[str, str]]:
    """Give what a summary can be about, the nearest first, each with its words."""
    found: list[tuple[str, str]] = []
    if subject.incident:
        found.append((About.INCIDENT.value, f"incident {subject.incident}"))
    account = account_of_key(desk, subject.account)
    if account is not None:
        found.append((About.ACCOUNT.value, f"all of {account.name}"))
    return [
        *found,
        (About.PROMISES.value, "open promises"),
        (About.DAY.value, "today"),
        (About.REVIEW.value, "end of day"),
        (About.INCIDENTS.value, "every incident"),
        (About.VOICE.value, "voice of the client"),
    ]
