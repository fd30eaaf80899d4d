"""What a backup says about itself: the first member of the file, and what may stand in it."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from recover.domain.errors import RecoverError, Refused

FORMAT = 1
"""The highest format of a backup this code reads, and the one it writes."""
NAME = "manifest.json"
LARGEST = 4 << 20
"""Bytes of a manifest."""
MOST_MEMBERS = 20_000
LARGEST_TOTAL = 64 << 30
"""Bytes of all that a backup holds."""
LARGEST_SMALL = 16 << 20
"""Bytes of a member that is no journal."""

EVERYTHING = "everything"
OPEN_WORK = "open work"

_JOURNAL = r"(?:work|directory|archive/[0-9]{4}-[0-9]{2})(?:\.g(?:[2-9]|[1-9][0-9]{1,8}))?\.jsonl"
_OWN_FILE = r"(?:playbooks|templates)/[^./\\:\x00-\x1f\x7f][^/\\:\x00-\x1f\x7f]{0,120}"
_DRAFT = r"drafts/[0-9a-f]{1,64}\.json"
_is_journal = re.compile(_JOURNAL, re.ASCII).fullmatch
_is_member = re.compile(
    rf"{_JOURNAL}|settings\.toml|notify\.toml|{_OWN_FILE}|{_DRAFT}", re.ASCII
).fullmatch
_is_sum = re.compile(r"[0-9a-f]{64}").fullmatch


class NotABackup(Refused):
    """The file was never one of ours."""

    kind = "not_a_backup"

    def __init__(self, shown: str, why: str) -> None:
        super().__init__(
            f"{shown} is no backup of recover: {why}. `recover restore` lists the copies there are."
        )


class DamagedBackup(Refused):
    """The file is not what was written."""

    kind = "damaged_backup"

    def __init__(self, shown: str, why: str) -> None:
        super().__init__(
            f"{shown} is damaged: {why}. Nothing was changed. Fetch it again, or take another copy."
        )


class NewerBackup(Refused):
    """The file was written by a later version of recover."""

    kind = "newer_backup"

    def __init__(self, shown: str, what: str) -> None:
        super().__init__(
            f"{shown} was written by a newer recover ({what}). Nothing was changed. "
            "Update recover on this machine."
        )


class UnsoundBackup(Refused):
    """The book was damaged already when it was copied, and was kept as it was."""

    kind = "unsound_backup"

    def __init__(self, shown: str, why: str) -> None:
        super().__init__(
            f"{shown} keeps a book that was damaged when it was copied: {why} "
            "It is a zip file: its journals can be taken out of it and looked at."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file in a backup."""

    name: str
    """Its place in a home folder."""
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds, when it was made, and by whom."""

    made: datetime
    by: str
    """The key of whoever made it."""
    version: str
    """Of the program."""
    why: str
    """Such as `daily` or `before-restore`; empty where somebody asked for it."""
    covers: str
    """`everything`, or `open work`: that with the accounts, the people and the settings."""
    counts: Mapping[str, int]
    latest: str
    """When something was recorded last, ISO 8601; empty for never."""
    numbers: Mapping[str, int]
    """By the name of each journal: its last transaction."""
    unsound: Sequence[str]
    """What was wrong with the journals that could not be read."""
    left_out: Sequence[str]
    """Names of files that have no place in a backup."""
    members: tuple[Member, ...]

    @property
    def total(self) -> int:
        """Bytes of all members."""
        return sum(each.size for each in self.members)

    def text(self) -> bytes:
        """Write it as JSON."""
        plain = {
            "recover": "backup",
            "format": FORMAT,
            **{each.name: getattr(self, each.name) for each in fields(self)},
            "made": self.made.isoformat(),
            "members": [asdict(each) for each in self.members],
        }
        return json.dumps(plain, indent=1).encode()


def is_member(name: str) -> bool:
    """Say whether a file of that name may stand in a backup."""
    return _is_member(name) is not None


def is_journal(name: str) -> bool:
    """Say whether a member is a journal."""
    return _is_journal(name) is not None


def generation_of(name: str) -> int:
    """The generation that a journal's name says."""
    middle = name.removesuffix(".jsonl").rpartition(".g")
    return int(middle[2]) if middle[1] else 1


def journal_of(name: str) -> str:
    """The name of a journal's first generation."""
    return re.sub(r"\.g[0-9]+\.jsonl$", ".jsonl", name)


def read_manifest(text: bytes, shown: str) -> Manifest:
    """Read a manifest; everything in it is checked.

    Args:
        text: The member, as it stands in the file.
        shown: The file, for the sentences.

    Raises:
        NewerBackup: It has a format that we do not know.
        DamagedBackup: It is not as it has to be.
    """
    try:
        plain = json.loads(text)
        written_as = plain["format"]
        if plain["recover"] == "backup" and type(written_as) is int and written_as > FORMAT:
            raise NewerBackup(shown, f"format {written_as}")
        manifest = _manifest(plain)
    except RecoverError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DamagedBackup(shown, "its list of contents is not as recover writes it") from None
    _check(manifest, shown)
    return manifest


def _manifest(plain: Mapping[str, Any]) -> Manifest:
    """Take a manifest out of its document."""
    if plain["recover"] != "backup" or plain["format"] != FORMAT:
        raise ValueError(plain["format"])
    return Manifest(
        made=_moment(plain["made"]),
        members=tuple(_member(each) for each in plain["members"]),
        counts={str(name): _number(number) for name, number in plain["counts"].items()},
        numbers={str(name): _number(number) for name, number in plain["numbers"].items()},
        unsound=[_text(each) for each in plain["unsound"]],
        left_out=[_text(each) for each in plain["left_out"]],
        **{name: _text(plain[name]) for name in ("by", "version", "why", "covers", "latest")},
    )


def _member(plain: Mapping[str, Any]) -> Member:
    name, total = _text(plain["name"]), _text(plain["sha256"])
    if not is_member(name) or not _is_sum(total):
        raise ValueError(name)
    return Member(name=name, size=_number(plain["size"]), sha256=total)


def _check(manifest: Manifest, shown: str) -> None:
    """See that the members can stand in one home folder."""
    names = [each.name for each in manifest.members]
    journals = [journal_of(name) for name in names if is_journal(name)]
    if len(set(names)) < len(names) or len(set(journals)) < len(journals):
        raise DamagedBackup(shown, "it holds a file twice")
    if manifest.covers not in (EVERYTHING, OPEN_WORK):
        raise DamagedBackup(shown, "it does not say what it covers")
    small = (each.size for each in manifest.members if not is_journal(each.name))
    if (
        len(names) > MOST_MEMBERS
        or manifest.total > LARGEST_TOTAL
        or max(small, default=0) > LARGEST_SMALL
    ):
        raise DamagedBackup(shown, "it says it holds more than a book can")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
