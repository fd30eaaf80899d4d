"""Saying that a seat in an account's team is vacant, or filled again."""

from recover.domain.account import Account
from recover.domain.written import read_date
from recover.services.accounts import set_seat
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.work import desk_of


class SeatDialog(FormDialog[Account]):
    """A form for one seat."""

    def __init__(self, account: Account) -> None:
        """Make the form for an account; its first vacant seat stands there already."""
        self._account = account
        seat = account.seats[0] if account.seats else None
        fields = [
            Field(
                name="role",
                label="seat",
                value=seat.role if seat else "",
                hint="such as account executive",
            ),
            Field(
                name="since",
                label="vacant since",
                value=f"{seat.vacant_since}" if seat else "",
                hint="such as 2026-09-28",
            ),
        ]
        super().__init__(
            f"A seat for {account.name}",
            fields,
            intro="Leave the day empty when it is filled.",
            draft=f"seat/{account.key}",
        )

    def save(self, given: Given) -> Account:
        """Say it."""
        since = given["since"].strip()
        return set_seat(
            desk_of(self), self._account.key, given["role"], read_date(since) if since else None
        )
