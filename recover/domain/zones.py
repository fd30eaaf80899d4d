"""Every zone of the house comes through here (`deadlines.md` A5, B2, H2).

The pinned `tzdata` package goes before the operating system's zone data, which may be months
behind the law; importing this module arranges that once for the process.
"""

import importlib
import importlib.util
import zoneinfo
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from recover.domain.errors import Refused

_WEEKS_IN_A_YEAR = 53
_SUGGESTIONS = 3


class CalendarError(Refused):
    """A calendar, or something asked of one, does not hold together."""

    kind = "calendar"


class UnknownZone(CalendarError):
    """The key names no IANA zone; `candidates` holds the nearest ones, best first."""

    kind = "unknown_zone"

    def __init__(self, key: object) -> None:
        near = nearest_keys(str(key))
        hint = f"did you mean {' or '.join(near)}?" if near else "use one such as America/Chicago."
        super().__init__(f"No time zone is called {_shortened(key)}; {hint}", candidates=near)


def _shortened(key: object) -> str:
    text = repr(str(key))
    return text if len(text) <= 60 else f"{text[:56]}...'"


def _package_folder() -> Path | None:
    """The folder of the installed `tzdata` package, or None where it has no real folder."""
    spec = importlib.util.find_spec("tzdata")
    for place in (spec.submodule_search_locations if spec else None) or ():
        if (Path(place) / "zoneinfo").is_dir():
            return Path(place).absolute()
    return None


def _prefer_pinned_data() -> Path | None:
    """Put the `tzdata` package before the operating system (A5).

    A plain folder is much faster for `zoneinfo` to read than the package's resources, which stay
    the way for a zipped installation. Zones loaded earlier in this process may hold other data.
    """
    folder = _package_folder()
    zoneinfo.reset_tzpath(to=[str(folder / "zoneinfo")] if folder else ())
    ZoneInfo.clear_cache()
    return folder


_FOLDER = _prefer_pinned_data()


_loaded = lru_cache(maxsize=1024)(ZoneInfo)


def zone(key: str) -> ZoneInfo:
    """Load a zone: the one way in, for every zone anywhere in the product.

    Args:
        key: An IANA key in its exact spelling, such as `America/New_York`.

    Raises:
        UnknownZone: The key names no zone, whatever `zoneinfo` had to say about it, or is no text.
    """
    try:
        return _loaded(key)
    except (LookupError, ValueError, OSError, TypeError, AttributeError) as error:
        raise UnknownZone(key) from error


@lru_cache(maxsize=1)
def zone_data_version() -> str:
    """The IANA version of the zone data in use, such as `2026b`."""
    return str(importlib.import_module("tzdata").IANA_VERSION)


@lru_cache(maxsize=1)
def zone_keys() -> tuple[str, ...]:
    """Every IANA key of the zone data, canonical keys before their older names."""
    if _FOLDER is not None and (_FOLDER / "zones").is_file():
        return tuple((_FOLDER / "zones").read_text(encoding="utf-8").split())
    return tuple(sorted(zoneinfo.available_timezones()))


def nearest_keys(text: str) -> tuple[str, ...]:
    """Up to three IANA keys that look most like *text*, best first.

    Where none does as a whole or by its last part, those of the area that *text* begins with.
    """
    from difflib import get_close_matches

    wanted = _plain(text)[:64]
    by_key = {_plain(key): key for key in zone_keys()}
    by_city = {plain.rpartition("/")[2]: key for plain, key in reversed(by_key.items())}
    found = [by_key[match] for match in get_close_matches(wanted, by_key, _SUGGESTIONS, 0.75)]
    city = wanted.rpartition("/")[2]
    found += [by_city[match] for match in get_close_matches(city, by_city, _SUGGESTIONS, 0.8)]
    area, slash, rest = wanted.partition("/")
    if slash and not found:
        areas = {plain.partition("/")[0] for plain in by_key if "/" in plain}
        meant = get_close_matches(area, sorted(areas), 1, 0.75)
        there = [plain for plain in by_key if [plain.partition("/")[0]] == meant]
        full = f"{meant[0]}/{rest}" if meant else ""
        found = [by_key[match] for match in get_close_matches(full, there, _SUGGESTIONS, 0)]
    return tuple(dict.fromkeys(found))[:_SUGGESTIONS]


def _plain(name: str) -> str:
    return name.strip().lower().replace("_", " ").replace("'", "").replace(".", "")


@lru_cache(maxsize=1)
def _keys_by_name() -> Mapping[str, tuple[str, ...]]:
    """Keys by their whole spelling and by their last part, lower case, spaces for `_`.

    `Etc/GMT+2` has no last part to go by: people mean two hours ahead by it, and it is two behind.
    """
    named: dict[str, tuple[str, ...]] = {}
    for key in zone_keys():
        named[_plain(key)] = (key,)
    for key in zone_keys():
        area, _, city = _plain(key).rpartition("/")
        if area == "etc" and city[3:4] in ("+", "-"):
            continue
        if key not in named.get(city, ()) and named.get(city) != (city,):
            named[city] = (*named.get(city, ()), key)
    return named


def keys_named(name: str, first: Iterable[str] = ()) -> tuple[str, ...]:
    """The IANA keys that *name* can mean: a whole key, or the last part of one (B2).

    `Denver`, `new york`, `Kathmandu`, `St Johns` and `america/st_johns` all work. Keys that stand
    for the same clock are one; more than one key in the answer means that the name is ambiguous.
    Of several, one that is among the *first* is meant.
    """
    keys = _keys_by_name().get(_plain(name), ())
    for key in first:
        if key in keys:
            return (key,)
    return keys[:1] if len({_clock_of(key) for key in keys}) == 1 else keys


def _clock_of(key: str) -> tuple[timedelta | None, ...]:
    """What a zone's clock did over one year: the same for two names of one place."""
    place = zone(key)
    return tuple(datetime(2026, month, 15, tzinfo=place).utcoffset() for month in range(1, 13))


@lru_cache(maxsize=256)
def abbreviations(key: str, year: int) -> frozenset[str]:
    """The abbreviations a zone's clock shows in *year*, lower case; numeric ones too (B2)."""
    place = zone(key)
    first = datetime(year, 1, 1, tzinfo=UTC)
    weeks = (first + timedelta(weeks=count) for count in range(_WEEKS_IN_A_YEAR))
    return frozenset((moment.astimezone(place).tzname() or "").lower() for moment in weeks)


ABBREVIATION_KEYS: Mapping[str, str] = {
    **dict.fromkeys(("et", "est", "edt", "eastern"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt", "central"), "America/Chicago"),
    **dict.fromkeys(("mt", "mst", "mdt", "mountain"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt", "pacific"), "America/Los_Angeles"),
    **dict.fromkeys(("utc", "gmt", "z"), "UTC"),
    **dict.fromkeys(("bst", "uk"), "Europe/London"),
    **dict.fromkeys(("cet", "cest"), "Europe/Paris"),
    "jst": "Asia/Tokyo",
    **dict.fromkeys(("aest", "aedt"), "Australia/Sydney"),
    **dict.fromkeys(("nzst", "nzdt"), "Pacific/Auckland"),
}
"""The table of B2: an abbreviation names a place, not an offset."""

AMBIGUOUS_ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
}
"""Abbreviations that nobody can place without knowing the client (B2)."""
