"""Whose clock: the zones a phrase can name, and the hours in play there (`deadlines.md` B2, B3)."""

from dataclasses import dataclass
from datetime import date, datetime

from recover.domain.calendar import Calendar
from recover.domain.phrase.parts import Text, Whose
from recover.domain.phrase.words import CLIENT_CLOCK, OUR_CLOCK
from recover.domain.zones import (
    ABBREVIATION_KEYS,
    AMBIGUOUS_ABBREVIATIONS,
    abbreviations,
    keys_named,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who is talking, and when."""

    said_at: datetime
    client: Calendar
    owner: Calendar
    date_order: str | None
    """How the client writes `4/5`: `mdy`, `dmy`, or None where nobody has asked."""

    def find_place(self, name: str) -> Text:
        """The keys that *name* can mean, in the order of B2; none if it names no zone."""
        if name in CLIENT_CLOCK:
            return (self.client.zone,)
        if name in OUR_CLOCK:
            return (self.owner.zone,)
        for calendar in (self.client, self.owner):
            if name in abbreviations(calendar.zone, self.today(calendar).year):
                return (calendar.zone,)
        if name in ABBREVIATION_KEYS:
            return (ABBREVIATION_KEYS[name],)
        mine = (self.client.zone, self.owner.zone)
        return AMBIGUOUS_ABBREVIATIONS.get(name) or keys_named(name, first=mine)

    def calendar_in(self, key: str | None) -> Calendar:
        """The hours in play in a zone (B3); None for a phrase that names none."""
        if key is None or key == self.client.zone:
            return self.client
        return self.owner if key == self.owner.zone else Calendar(zone=key)

    def calendar_of(self, whose: Whose, in_play: Calendar) -> Calendar:
        """The calendar that a word speaks of, in a phrase whose hours in play are known."""
        return {Whose.CLIENT: self.client, Whose.OWNER: self.owner}.get(whose, in_play)

    def today(self, calendar: Calendar) -> date:
        """The date on a calendar's clock when the phrase was said."""
        return calendar.local(self.said_at).date()

    @property
    def dates_differ(self) -> bool:
        """Is it already, or still, another date at the client's than at ours (B25)?"""
        return self.today(self.client) != self.today(self.owner)
