"""What a book stands on: the four things that another kind of store would do differently."""

from typing import Protocol

from recover.storage.pending import Pending
from recover.storage.replay import Replay


class Backend(Protocol):
    """Keeps numbered transactions, and lets one process at a time add to them."""

    notices: list[str]
    """What a person should hear, such as bytes that were set aside."""

    def load(self) -> Replay:
        """Read everything from the beginning."""

    def follow(self, replay: Replay) -> Replay:
        """Do on *replay* what others have committed since.

        Must cost next to nothing when there is nothing.

        Returns:
            *replay* itself, or a new one when the store was replaced by another.
        """

    def lock(self) -> None:
        """Keep every other process from adding, until `unlock`."""

    def unlock(self) -> None:
        """Let the others add again; does nothing when the lock is not held."""

    def append(self, pending: Pending, replay: Replay) -> None:
        """Commit *pending* as one transaction, and do it on *replay* once it is safe.

        Only under the lock, and only after `follow` under the same lock.
        """

    def rewrite(self, replay: Replay) -> None:
        """Keep what *replay* holds and nothing else: no trace of what was deleted.

        Only under the lock, and only after `follow` under the same lock.
        """

    def close(self) -> None:
        """Let go of everything."""
