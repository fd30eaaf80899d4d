"""Writing tomorrow's sheet to a file."""

from pathlib import Path

from recover.domain.errors import Refused
from recover.services.sheets import save_sheet, sheet_lines
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.work import desk_of


class SheetDialog(FormDialog[Path]):
    """Say where the sheet goes."""

    def __init__(self) -> None:
        """Make the form."""
        fields = [Field(name="file", label="file", value="tomorrow.txt")]
        intro = "A new file in the folder you started from, or a whole path."
        super().__init__("Tomorrow's sheet", fields, intro=intro, draft="sheet/")

    def save(self, given: Given) -> Path:
        """Write it.

        Raises:
            Refused: There is such a file already, or it cannot be written there.
        """
        name = given["file"].strip()
        if not name:
            raise Refused("Name a file, such as tomorrow.txt.")
        return save_sheet(name, sheet_lines(desk_of(self)))
