"""What the doctor examines: one home folder, and this machine around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from recover.domain.checkup import Finding, wrong
from recover.storage.errors import reason
from recover.storage.home_files import DIRECTORY, WORK, journals
from recover.storage.inspection import Condition, JournalLook, holder_of, look_at


@dataclass(frozen=True, kw_only=True)
class Patient:
    """What is examined; the journals are read once, when they are first asked for."""

    home: Path
    person: str | None
    """Who is to act, as given with `--as` or in the environment."""
    now: datetime
    """The moment on the machine's clock, UTC."""
    environment: Mapping[str, str]

    @cached_property
    def looks(self) -> list[JournalLook]:
        """One look at each journal there is.

        Raises:
            OSError: A folder cannot be read.
        """
        try:
            return [look_at(path) for path in journals(self.home)]
        except NotADirectoryError:
            return []

    @cached_property
    def holders(self) -> dict[str, int]:
        """Who keeps which file locked for long: the process, or 0 when it is unknown.

        Raises:
            OSError: A file cannot be opened or locked.
        """
        readable = (each for each in self.looks if each.condition is not Condition.UNREADABLE)
        found = {each.file: holder_of(each.file) for each in readable}
        return {file: holder for file, holder in found.items() if holder is not None}

    def look(self, name: str) -> JournalLook | None:
        """The look at the journal of that name, or `None`."""
        return next((each for each in self.looks if each.path.name == name), None)

    @property
    def work(self) -> JournalLook | None:
        """The look at the open work."""
        return self.look(WORK)

    @property
    def directory(self) -> JournalLook | None:
        """The look at the accounts and people."""
        return self.look(DIRECTORY)

    @property
    def can_open(self) -> bool:
        """Whether the book can be opened without waiting for anybody."""
        good = (Condition.GOOD, Condition.TORN)
        looked = [each for each in (self.work, self.directory) if each is not None]
        return not self.holders and all(each.condition in good for each in looked)


def refused(check: str, doing: str, error: OSError) -> Finding:
    """Say that the system would not let something be looked at."""
    what, _, do = reason(error).partition("; ")
    return wrong(check, f"{doing} cannot be read: {what}.", f"{do[:1].upper()}{do[1:]}.")
