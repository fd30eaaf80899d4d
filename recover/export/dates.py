"""Moments in the order and the words of a reader's language; the client's clock stays the clock."""

import re
from dataclasses import dataclass
from datetime import datetime

from recover.domain.moments import day, moment, zone_text
from recover.domain.zones import zone
from recover.export.report import When

_LOCALE = re.compile(r"[A-Za-z0-9_]*(?:\.[A-Za-z0-9_]*)?", re.ASCII)
PLAIN = ("", "C", "POSIX")
"""What stands for no language: moments are written as everywhere else in the product."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How moments are written in one report."""

    language: str = ""
    """A locale such as `de_DE`; empty for the product's own way, `Fri 23 Oct 2026 08:00 PDT`."""

    def when(self, when: When) -> str:
        """Write a moment with its zone: `Fri 23 Oct 2026 08:00 PDT`, `Fr., 23. Okt. 2026, ...`."""
        if not self.language:
            return moment(when.at, when.zone)
        local = when.at.astimezone(zone(when.zone))
        return f"{self._local(local, 'yMMMEd')}, {self._clock(local)} {self._zone(when)}"

    def day(self, when: When) -> str:
        """Write the date of a moment, where its zone is said elsewhere: `Fri 23 Oct 2026`."""
        local = when.at.astimezone(zone(when.zone))
        return self._local(local, "yMMMEd") if self.language else day(local)

    def clock(self, when: When) -> str:
        """Write the time of day of a moment: `08:00`, `8:00 AM`."""
        return self._clock(when.at.astimezone(zone(when.zone)))

    def _zone(self, when: When) -> str:
        return zone_text(when.at.astimezone(zone(when.zone)), when.zone)

    def _clock(self, local: datetime) -> str:
        if not self.language:
            return f"{local:%H:%M}"
        from babel.dates import format_time

        return format_time(local.time(), "short", locale=self.language)

    def _local(self, local: datetime, skeleton: str) -> str:
        from babel.dates import format_skeleton

        return format_skeleton(skeleton, local, locale=self.language)


def language_named(text: str) -> str | None:
    """Give the locale that *text* names, such as `de_DE` for `de_DE.UTF-8`; `""` for none.

    Returns:
        `None` when nobody knows a language of that name.
    """
    name = text.strip().partition("@")[0].replace("-", "_")
    if _LOCALE.fullmatch(name) is None:
        return None
    name = name.partition(".")[0]
    if name in PLAIN:
        return ""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(name))
    except (UnknownLocaleError, ValueError, TypeError):
        return None
