"""Looking after the data in the app: copies, the record, the archive, and who is forgotten."""

from typing import TYPE_CHECKING

from recover.tui.places import go
from recover.tui.undo import UndoingApp

# Loaded when it is first needed: the app is to be there at once.
if TYPE_CHECKING:
    from recover.domain.account import Account
    from recover.services.forgetting import Traces


class CaringApp(UndoingApp):
    """An app in which everything that looks after the data can be done."""

    def action_doctor(self) -> None:
        """Show how the data is, and what can be done."""
        from recover.tui.screens.doctor import DoctorScreen

        if isinstance(self.screen, DoctorScreen):
            self.screen.action_again()
        else:
            self.push_screen(DoctorScreen())

    def action_backup(self) -> None:
        """Ask where everything is to be written."""
        from recover.tui.dialogs.backup import BackupDialog

        self.push_screen(BackupDialog(self.desk))

    def action_restore(self) -> None:
        """List the copies there are, and put one of them back."""
        from recover.tui.dialogs.restore import RestoreDialog

        self.push_screen(RestoreDialog(), self._restored)

    def action_verify(self) -> None:
        """Read everything, and say whether it is what was written."""
        from recover.tui.dialogs.verify import VerifyDialog

        self.push_screen(VerifyDialog())

    def action_archive(self) -> None:
        """Say which closed incidents would be put away, and do it."""
        from recover.tui.dialogs.put_away import PutAwayDialog

        self.push_screen(PutAwayDialog(str(self.desk.settings.archive_after)))

    def action_forget(self) -> None:
        """Ask whom to forget."""
        from recover.tui.dialogs.forget_whom import ForgetWhomDialog

        def chosen(account: "Account | None") -> None:
            if account is not None:
                self.forget(account)

        self.push_screen(ForgetWhomDialog(), chosen)

    def forget(self, account: "Account") -> None:
        """Show what there is of a client, and forget them when their key is typed."""
        from recover.tui.dialogs.forget import ForgetDialog

        self.push_screen(ForgetDialog(account.key, account.name), self._forgotten)

    async def _restored(self, sentence: str | None) -> None:
        """Begin anew at the first place: what was open above it may be gone."""
        if sentence:
            await go(self)
            self.say(sentence)

    async def _forgotten(self, found: "Traces | None") -> None:
        """Leave everything that was open, which may show them, and say what is gone."""
        from recover.tui.dialogs.forget import ForgottenDialog
        from recover.tui.screens.doctor import DoctorScreen

        if found is None:
            return
        was_here = any(isinstance(each, DoctorScreen) for each in self.screen_stack)
        await go(self, self.current_mode)
        self.clear_notifications()
        if was_here:
            await self.push_screen(DoctorScreen())
        await self.push_screen(ForgottenDialog(found))
