"""Writing everything to one file."""

from pathlib import Path

from recover.domain.errors import Refused
from recover.services.backing_up import Written, back_up, suggested_name
from recover.services.desk import Desk
from recover.services.restoring import holdings
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.work import desk_of


class BackupDialog(FormDialog[Written]):
    """Say where the backup goes."""

    def __init__(self, desk: Desk) -> None:
        """Make the form; the file it names does not exist yet."""
        fields = [Field(name="file", label="file", value=suggested_name(desk, Path.cwd()))]
        intro = (
            "Everything: incidents, accounts, people, settings, playbooks, drafts. "
            "In the folder you started from, or a whole path. It is private: it holds client words."
        )
        super().__init__("Back up the book", fields, intro=intro, draft="backup/")
        self._shown = -1

    def save(self, given: Given) -> Written:
        """Write it, and read it back.

        Raises:
            RecoverError: It cannot be written there.
        """
        name = given["file"].strip()
        if not name:
            raise Refused("Name a file, such as book.recover.")
        return back_up(desk_of(self), name, self._progressed)

    def outcome(self, result: Written) -> str:
        """Say where it is, and what it holds."""
        return f"Backed up to {result.path}: {holdings(result.manifest.counts)}."

    def _progressed(self, part: float) -> None:
        """Say how far it is; called in the writing thread."""
        percent = int(part * 100)
        if percent != self._shown:
            self._shown = percent
            self.post_message(self.Previewed(Outlook(text=f"Writing and reading back: {percent}%")))
