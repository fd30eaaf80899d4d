"""Accounts: the clients with their contacts, and our people."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from recover.domain.account import Account, Contact
from recover.domain.person import Person
from recover.tui.caring import CaringApp
from recover.tui.commands import Place, bindings
from recover.tui.screens.account_rows import COLUMNS, Directory, directory, directory_rows
from recover.tui.screens.place import PlaceScreen
from recover.tui.widgets.bars import plain
from recover.tui.widgets.rows import RowList
from recover.tui.work import app_of, read


class DirectoryRead(Message):
    """The accounts and the people were read."""

    def __init__(self, found: Directory) -> None:
        super().__init__()
        self.found = found


class DetailsRead(Message):
    """What is known of the chosen account was read."""

    def __init__(self, row: str, lines: list[str]) -> None:
        super().__init__()
        self.row = row
        self.lines = lines


class AccountsScreen(PlaceScreen):
    """The directory, and what is known of the chosen account under it."""

    PLACE = Place.ACCOUNTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.ACCOUNTS)]
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    AccountsScreen RowList { padding: 0 1; margin-top: 1; }
    AccountsScreen #details {
        height: auto; max-height: 40%; padding: 0 1; margin: 1 0; overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    AccountsScreen #details.-empty { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._accounts: dict[str, Account] = {}
        self._people: dict[str, Person] = {}

    def body(self) -> Iterable[Widget]:
        """The list, and the details."""
        yield RowList(*COLUMNS, id="directory")
        yield Static(id="details", classes="-empty")

    def reload(self) -> None:
        """Read the directory anew."""
        desk = self.desk
        self.reread(lambda: DirectoryRead(directory(desk)))

    def action_edit(self) -> None:
        """Change what is chosen."""
        from recover.tui.dialogs.account import AccountDialog
        from recover.tui.dialogs.contact import ContactDialog
        from recover.tui.dialogs.person import PersonDialog

        account, contact, person = self._chosen()
        if account and contact:
            self.app.push_screen(ContactDialog(account, contact))
        elif account:
            self.app.push_screen(AccountDialog(self.desk, account))
        elif person:
            self.app.push_screen(PersonDialog(self.desk, person))
        else:
            self.say("Nothing is chosen: a adds an account, p adds one of us.")

    def action_add_account(self) -> None:
        """Add an account."""
        from recover.tui.dialogs.account import AccountDialog

        self.app.push_screen(AccountDialog(self.desk))

    def action_add_contact(self) -> None:
        """Add a contact to the chosen account."""
        from recover.tui.dialogs.contact import ContactDialog

        self._about_account(ContactDialog, "No account is chosen: move to the one they belong to.")

    def action_seat(self) -> None:
        """Say that a seat of the chosen account is vacant, or filled."""
        from recover.tui.dialogs.seat import SeatDialog

        self._about_account(SeatDialog, "No account is chosen: move to the one whose seat it is.")

    def action_wishes(self) -> None:
        """Say when the chosen client wishes to be contacted."""
        from recover.tui.dialogs.wishes import WishesDialog

        self._about_account(WishesDialog, "No account is chosen: move to whose wishes they are.")

    def action_agreed(self) -> None:
        """Log that the chosen client asks to be contacted at certain hours."""
        from recover.tui.dialogs.wishes import AgreedDialog

        self._about_account(AgreedDialog, "No account is chosen: move to the one who agreed.")

    def action_holidays(self) -> None:
        """Add holidays of what is chosen."""
        from recover.tui.dialogs.holidays import HolidaysDialog

        account, _, person = self._chosen()
        owner = account or person
        if owner is None:
            self.say("Nothing is chosen: move to the account or person whose holidays they are.")
        else:
            self.app.push_screen(HolidaysDialog(owner), self._imported)

    def action_away(self) -> None:
        """Say until when the chosen person is away."""
        from recover.tui.dialogs.person import AwayDialog

        _, _, person = self._chosen()
        if person is None:
            self.say("Nobody of us is chosen: move to who is away.")
        else:
            self.app.push_screen(AwayDialog(person))

    def action_hand_over(self) -> None:
        """Hand the chosen account over."""
        from recover.services.finding import by_key
        from recover.tui.handing import hand_over

        account, _, _ = self._chosen()
        if account is None:
            self.say("No account is chosen: move to the one to hand over.")
        else:
            hand_over(app_of(self), by_key(account.key))

    def action_remove(self) -> None:
        """Take somebody off the chosen account."""
        from recover.tui.dialogs.removal import RemovalDialog, team

        who = team(self.desk)
        self._about_account(
            lambda account: RemovalDialog(account, who),
            "No account is chosen: move to the one somebody is taken off.",
        )

    def action_forget(self) -> None:
        """Forget the chosen client, once their key is typed."""
        account, _, _ = self._chosen()
        app = app_of(self)
        if account is None:
            self.say("No account is chosen: move to the one to forget.")
        elif isinstance(app, CaringApp):
            app.forget(account)

    def summary_subject(self) -> str:
        """Give the chosen account, for a summary."""
        account, _, _ = self._chosen()
        return f"account:{account.key}" if account else ""

    def _about_account(self, dialog: Callable[[Account], ModalScreen[Any]], otherwise: str) -> None:
        """Open a dialog about the account under the cursor, or say that none is there."""
        account, _, _ = self._chosen()
        if account is None:
            self.say(otherwise)
        else:
            self.app.push_screen(dialog(account))

    def _chosen(self) -> tuple[Account | None, Contact | None, Person | None]:
        """Give what the cursor stands on."""
        kind, _, rest = self.query_one(RowList).chosen.partition(":")
        if kind == "person":
            return None, None, self._people.get(rest)
        key, _, contact_key = rest.partition("/")
        account = self._accounts.get(key)
        contacts = account.contacts if account else ()
        contact = next((each for each in contacts if each.key == contact_key), None)
        return account, contact, None

    @on(DirectoryRead)
    def _show(self, message: DirectoryRead) -> None:
        found = message.found
        self._accounts = {each.key: each for each in found.accounts}
        self._people = {each.key: each for each in found.people}
        self.query_one(RowList).show(directory_rows(found))
        self._look()

    @on(RowList.Moved)
    def _look(self) -> None:
        """Read what is known of the account under the cursor."""
        from recover.tui.screens.account_rows import account_lines

        account, _, _ = self._chosen()
        row = self.query_one(RowList).chosen
        desk = self.desk

        def look() -> DetailsRead:
            return DetailsRead(row, account_lines(desk, account) if account else [])

        read(self, look, group="details")

    @on(DetailsRead)
    def _detail(self, message: DetailsRead) -> None:
        block = self.query_one("#details", Static)
        block.set_class(not message.lines, "-empty")
        block.update(Content("\n").join([plain(each) for each in message.lines]))

    @on(RowList.Chosen)
    def _open(self) -> None:
        self.action_edit()
