"""What somebody wants to hand on, and for whom."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recover.domain.errors import Misused
from recover.domain.moments import day
from recover.export.report import Audience


class About(StrEnum):
    """What a summary is about."""

    INCIDENT = "incident"
    ACCOUNT = "account"
    """The incidents of one account, in a period."""
    DAY = "day"
    REVIEW = "review"
    """The end-of-day review, and tomorrow's sheet."""
    PROMISES = "promises"
    """Every open promise."""
    INCIDENTS = "incidents"
    """Every incident, a row each."""
    VOICE = "voice"
    """The voice of the client, across incidents."""


AUDIENCES: dict[About, tuple[Audience, ...]] = {
    About.INCIDENT: tuple(Audience),
    About.ACCOUNT: tuple(Audience),
    About.DAY: (Audience.INTERNAL,),
    About.REVIEW: (Audience.INTERNAL,),
    About.PROMISES: (Audience.INTERNAL,),
    About.INCIDENTS: (Audience.INTERNAL,),
    About.VOICE: (Audience.EXECUTIVE,),
}
"""Whom a page can be made for, the usual one first."""
_TIMELESS = (About.DAY, About.REVIEW, About.PROMISES)
"""What goes by no period."""


def goes_by_days(about: About, audience: Audience) -> bool:
    """Say whether a page can be narrowed to a period."""
    whole = about is About.INCIDENT and audience is not Audience.CLIENT
    return not whole and about not in _TIMELESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From one day to another; either may be open."""

    since: date | None = None
    until: date | None = None

    @property
    def text(self) -> str:
        """Say which days: `all`, `from Thu 1 Oct 2026`, `Thu 1 Oct 2026 to Sat 31 Oct 2026`."""
        if self.since and self.until:
            return f"{day(self.since)} to {day(self.until)}"
        if self.since:
            return f"from {day(self.since)}"
        return f"up to {day(self.until)}" if self.until else "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWish:
    """What somebody wants to hand on."""

    about: About
    incident: str = ""
    """Its id, for `About.INCIDENT`."""
    account: str = ""
    """A key or a part of a name; needed for `About.ACCOUNT`, else it narrows what is in it."""
    audience: Audience = Audience.CLIENT
    since: date | None = None
    """The first day of the period, on the client's calendar."""
    until: date | None = None
    """The last day of the period."""
    day: date | None = None
    """For `About.DAY`; `None` for today."""
    include: tuple[str, ...] = ()
    """Ids of entries that reach the client although they would be held back."""


def summary_key(wish: ExportWish) -> str:
    """Name a wish in one word, from which `wish_named` makes it again; without days."""
    return ".".join((wish.about.value, wish.incident, wish.account, wish.audience.value))


def wish_named(key: str) -> ExportWish:
    """Make the wish that a key names.

    Raises:
        ValueError: It names none.
    """
    about, incident, account, audience = key.split(".")
    return ExportWish(
        about=About(about), incident=incident, account=account, audience=Audience(audience)
    )


def check_wish(wish: ExportWish) -> None:
    """Refuse what would be for the wrong eyes, or would be passed over in silence.

    Raises:
        Misused: With what does go together.
    """
    allowed = AUDIENCES[wish.about]
    if wish.audience not in allowed:
        raise Misused(
            f"That page can hold more than one client: it is made --for {allowed[0].value} only."
        )
    if wish.include and wish.audience is not Audience.CLIENT:
        raise Misused("--include is for summaries that a client reads: leave it out.")
    if wish.since and wish.until and wish.since > wish.until:
        raise Misused(f"{wish.since} is after {wish.until}: name the earlier day first.")
    if wish.account and wish.about in (About.INCIDENT, About.DAY, About.REVIEW):
        raise Misused(f"--account does not narrow {wish.about.value}: leave one of them out.")
    if (wish.since or wish.until) and not goes_by_days(wish.about, wish.audience):
        raise Misused("--from and --to do not narrow that page: leave them out.")
