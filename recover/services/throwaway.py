"""A desk in a folder that is gone afterwards: for looking around, and for playing a story."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from recover.services.desk import Desk, open_desk


@contextmanager
def throwaway_desk(
    *, at: str | None = None, environment: Mapping[str, str] = os.environ
) -> Iterator[Desk]:
    """Open a desk with an empty book in a private folder, and remove the folder at the end.

    Args:
        at: The moment to act at, ISO 8601 with offset; `None` for now.
        environment: Where `RECOVER_NOW` is looked up; whose book and who acts do not matter here.

    Raises:
        Misused: The moment cannot be read.
    """
    from tempfile import TemporaryDirectory

    moment = at or environment.get("RECOVER_NOW")
    with TemporaryDirectory(prefix="recover-demo-", ignore_cleanup_errors=True) as folder:
        desk = open_desk(home=folder, at=moment, environment={})
        desk.store.before_change = None  # nobody needs copies of what is gone afterwards
        try:
            yield desk
        finally:
            desk.close()
