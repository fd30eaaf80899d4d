"""Taking over accounts from a sheet."""

from recover.domain.text import count
from recover.services.importing import COLUMNS, import_accounts
from recover.tui.dialogs.form import Field, FormDialog, Given
from recover.tui.work import desk_of


class ImportDialog(FormDialog[str]):
    """Take over the accounts of a CSV file; gives a sentence about what came of it."""

    def __init__(self) -> None:
        """Make the form."""
        fields = [
            Field(name="file", label="CSV file", hint="clients.csv"),
            Field(
                name="mode",
                label="now",
                value="import",
                options=(("import", "import"), ("look", "only look")),
            ),
        ]
        super().__init__(
            "Import accounts",
            fields,
            intro=f"The first line names the columns: {', '.join(COLUMNS)}. name has to be there.",
            draft="import/",
        )

    def save(self, given: Given) -> str:
        """Take over all of it, or nothing."""
        only_look = given["mode"] == "look"
        done = import_accounts(desk_of(self), given["file"].strip(), dry_run=only_look)
        added = count(len(done.added), "account")
        said = f"{'would be added' if only_look else 'added'}: {added}"
        return f"Import: {said}; changed: {len(done.changed)}; as they were: {len(done.left)}."
