"""The kinds of no. Each says in one sentence what, which one, and what to do next."""

from collections.abc import Sequence


class RecoverError(Exception):
    """Something a person asked for cannot be done.

    `str(error)` is one sentence for people. `kind` is a stable word for scripts, and `candidates`
    holds up to a few inputs that would have worked, best first.
    """

    kind: str = "error"
    candidates: tuple[str, ...] = ()

    def __init__(self, message: str, *, candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class Failed(RecoverError):
    """The machine would not do it: a disk, a lock, a damaged file."""

    kind = "failed"


class Misused(RecoverError):
    """The command line, the environment or the settings are not usable as given."""

    kind = "usage"


class NotFound(RecoverError):
    """A name or an id fits nothing on record."""

    kind = "not_found"


class Ambiguous(NotFound):
    """A name fits more than one thing on record; `candidates` lists them."""

    kind = "ambiguous"


class Refused(RecoverError):
    """What was asked is understood, and is not valid or not allowed as things stand."""

    kind = "refused"
