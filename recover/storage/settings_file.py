"""The settings file of a home folder: `settings.toml`."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recover.domain.errors import Misused
from recover.storage import disk
from recover.storage.errors import explained

LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person has set; every field has a default."""

    person: str | None = None
    """Who acts, by key or name; `None` for the login name."""
    date_order: str | None = None
    """`mdy` or `dmy`: how `4/5` is read; `None` asks each time (`deadlines.md` B8)."""
    quiet_hours: str | None = None
    """Such as `22:00-07:00`, on one's own clock: what can wait is said afterwards."""
    reminder_texts: str | None = None
    """`full` to name what was promised in reminders; else they name ids and times only."""
    our_name: str | None = None
    """What clients know us by, at the end of a summary."""
    our_phone: str | None = None
    """Where they can call us, at the end of a summary."""
    our_email: str | None = None
    """Where they can write to us, at the end of a summary."""
    archive_after: str = "30"
    """Days after which a closed incident in which nobody has written goes to the archive."""


_ALLOWED = {"date_order": ("mdy", "dmy"), "reminder_texts": ("short", "full")}
_LONGEST_NUMBER = 4
"""Digits of a number of days."""
_QUIET = r"([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]"
_BEFORE, _AFTER = b'person = "', b'"\n'
"""What stands around the one key in a file that holds nothing else."""


def settings_path(home: Path) -> Path:
    """Where the settings of *home* are."""
    return home / "settings.toml"


def read_settings(home: Path) -> Settings:
    """Read the settings; a missing file means the defaults.

    Raises:
        Misused: The file cannot be read or holds something unknown: which, and what is right.
    """
    path = settings_path(home)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        return Settings()
    except NotADirectoryError:
        raise Misused(f"{home} is not a folder: name another one with --home.") from None
    except OSError as error:
        raise Misused(f"Cannot read {path}: {error.strerror}. Mend it or move it away.") from None
    person = _remembered(raw)
    return Settings(person=person) if person else _settings(path, _parsed(path, raw))


def settings_problems(home: Path) -> list[str]:
    """Say all that is wrong with the settings, one sentence each; none when they are good."""
    try:
        read_settings(home)
    except Misused as error:
        first = str(error)
    else:
        return []
    path = settings_path(home)
    try:
        values = _parsed(path, path.read_bytes()[: LARGEST + 1])
    except (Misused, OSError):
        return [first]
    found = []
    for name, value in values.items():
        try:
            _settings(path, {name: value})
        except Misused as error:
            found.append(str(error))
    return found or [first]


def remember_person(home: Path, person: str) -> bool:
    """Note in a new settings file who acts; one that is there already stays as it is.

    Returns:
        Whether it was noted.

    Raises:
        Failed: The disk would not take it.
    """
    path = settings_path(home)
    if path.exists():
        return False
    with explained("write", str(path)):
        fd = disk.create(str(path))
        try:
            disk.write_at(fd, 0, _BEFORE + person.encode() + _AFTER)
            disk.sync(fd)
        finally:
            os.close(fd)
    return True


def forget_person(home: Path, person: str) -> bool:
    """Remove a settings file that holds just what `remember_person` noted of that person.

    Returns:
        Whether it was removed.

    Raises:
        Failed: The disk would not do it.
    """
    path = settings_path(home)
    with explained("read", str(path)):
        if not path.is_file() or _remembered(path.read_bytes()) != person:
            return False
        disk.remove(str(path))
    return True


def _remembered(raw: bytes) -> str:
    """Give the key of the person in a file just as it was noted; `""` for one that was edited.

    Every command reads this file: without the parser of TOML that costs it nothing.
    """
    person = raw.removeprefix(_BEFORE).removesuffix(_AFTER)
    if len(raw) != len(_BEFORE) + len(person) + len(_AFTER):
        return ""
    return person.decode() if person.isascii() and person.replace(b"-", b"").isalnum() else ""


def _parsed(path: Path, raw: bytes) -> dict[str, Any]:
    """Parse the bytes of the file."""
    import tomllib

    if len(raw) > LARGEST:
        raise Misused(f"{path} is larger than {LARGEST // 1024} KiB: it is no settings file.")
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise Misused(f"Cannot read {path}: {why}. Mend it or move it away.") from None


def _settings(path: Path, values: dict[str, Any]) -> Settings:
    """Check every value of the file."""
    names = Settings.__slots__
    for name, value in values.items():
        if name not in names:
            raise Misused(f"{path}: no setting {name!r}; there are {', '.join(names)}.")
        if name == "archive_after" and type(value) is int:
            values = {**values, name: str(value)}
            continue
        if not isinstance(value, str):
            raise Misused(f'{path}: {name} has to be text, such as {name} = "...".')
        allowed = _ALLOWED.get(name)
        if allowed and value not in allowed:
            raise Misused(f"{path}: {name} is {value!r}; it can be {' or '.join(allowed)}.")
    _check_quiet_hours(path, values.get("quiet_hours"))
    _check_days(path, values.get("archive_after", "30"))
    return Settings(**values)


def _check_quiet_hours(path: Path, value: str | None) -> None:
    """Check that quiet hours have a beginning and an end."""
    import re

    if value is not None and re.fullmatch(_QUIET, value) is None:
        raise Misused(
            f"{path}: quiet_hours is {value!r}; write when they begin and end, "
            'such as "22:00-07:00".'
        )


def _check_days(path: Path, value: str) -> None:
    """Check that a number of days is one."""
    if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER):
        raise Misused(f'{path}: archive_after is {value!r}; write days, such as "30".')
