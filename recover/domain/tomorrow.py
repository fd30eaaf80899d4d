"""One line of tomorrow's sheet."""

from dataclasses import dataclass
from datetime import datetime

from recover.domain.promise import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One promise on the sheet."""

    promise: Promise
    account: str
    """The account's name, or `unknown caller`."""
    opens: datetime | None
    """When the client may be reached by its channel from the beginning of that day on, UTC;
    `None` when they never may."""
    is_agreed: bool
    """Whether the client agreed to be reached outside the window on that day."""
    address: str
    """The number or address on record for the channel; may be empty."""
    owner: str
    """The owner's name."""

    @property
    def is_shut(self) -> bool:
        """Whether it is due before they may be reached."""
        return self.opens is None or self.opens > self.promise.due
