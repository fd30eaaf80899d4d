"""Writing a summary to a file."""

from pathlib import Path

from recover.domain.errors import Refused
from recover.export.report import Report
from recover.services.desk import Desk
from recover.services.export_wish import ExportWish, summary_key, wish_named
from recover.services.exporting import make_draft
from recover.services.writing_out import Look, file_stem, format_for, save_report
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.dialogs.form_box import FormBox
from recover.tui.work import desk_of


class Changed(Refused):
    """What a summary says is no longer what was looked at."""

    kind = "changed_since"

    def __init__(self) -> None:
        super().__init__("It says something else now than you saw: Esc, and look at it again.")


def summary_named(desk: Desk, key: str) -> tuple[ExportWish, Report, Look]:
    """Make the summary that a key names anew, for the form that says where it goes.

    Raises:
        Refused: It names none.
        RecoverError: It cannot be made any more.
    """
    name, _, kind = key.rpartition(".")
    try:
        wish = wish_named(name)
    except ValueError:
        raise Refused("That summary cannot be made again: make it anew.") from None
    return wish, make_draft(desk, wish).report, Look(format=kind)


class SaveSummaryDialog(FormDialog[Path]):
    """Say where the summary goes."""

    def __init__(self, wish: ExportWish, seen: Report, look: Look) -> None:
        """Make the form.

        Args:
            wish: What is to be written.
            seen: What it said when it was looked at; it is written only while it says the same.
            look: How it is written.
        """
        self._wish, self._seen, self._look = wish, seen, look
        options = (("keep", "leave it"), ("replace", "replace it"))
        fields = [
            Field(name="file", label="file", value=f"{file_stem(seen)}.{look.format}"),
            Field(name="there", label="if it exists", value="keep", options=options),
        ]
        intro = "In the folder you started from, or a whole path."
        key = f"{summary_key(wish)}.{look.format}"
        super().__init__("Save the summary", fields, intro=intro, draft=f"summary/{key}")

    def action_save(self) -> None:
        """Write it; a PDF takes a browser some seconds, and the form says so."""
        if self._look.format == "pdf" and not self.is_saving:
            self.query_one(FormBox).foretell(Outlook(text="Printing it, some seconds ..."))
        super().action_save()

    def save(self, given: Given) -> Path:
        """Write it.

        Raises:
            Changed: It says something else by now.
            RecoverError: It cannot be written there, or the format needs what is not here.
        """
        name = given["file"].strip()
        if not name:
            raise Refused("Name a file, such as summary.html.")
        format_for(self._look.format, name)
        report = make_draft(desk_of(self), self._wish).report
        if report.parts != self._seen.parts:
            raise Changed
        replace = given["there"] == "replace"
        return save_report(desk_of(self), report, self._look, name, replace=replace)

    def outcome(self, result: Path) -> str:
        """Say where it is."""
        return f"Written to {result}."
