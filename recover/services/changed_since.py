"""The refusal to take back, or bring back, what somebody has built on."""

from recover.domain.errors import Refused


class ChangedSince(Refused):
    """Somebody has built on what was to be taken back or brought back."""

    kind = "changed_since"
