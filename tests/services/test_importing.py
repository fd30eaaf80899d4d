"""Taking over accounts from a sheet: all of it, or nothing."""

from decimal import Decimal
from pathlib import Path

import pytest

from recover.domain.errors import Refused
from recover.services.desk import Desk
from recover.services.finding import find_account
from recover.services.importing import BadImport, import_accounts

SHEET = '''name,zone,hours,value,since,email
Lumen,America/New_York,mon-fri 08:00-17:00,"26,000",2019,accounts@lumen.example
Ortega,America/Chicago,,1200.50,,
"Smith, ""Jr""",Europe/London,,,1999-05,
'''


def _file(tmp_path: Path, content: str | bytes) -> str:
    path = tmp_path / "clients.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_a_sheet_adds_and_changes_and_twice_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    """Ortega is on record and gets a value; the second time everything is as it says."""
    file = _file(tmp_path, SHEET)

    first = import_accounts(desk, file)
    second = import_accounts(desk, file)

    assert (first.added, first.changed) == (("Lumen", 'Smith, "Jr"'), ("Ortega",))
    assert (second.added, second.changed) == ((), ())
    assert len(second.left) == 3
    assert find_account(desk, "lumen").value == Decimal(26_000)
    assert find_account(desk, "ortega").value == Decimal("1200.50")
    assert find_account(desk, "ortega").phone == "+1 312 555 0119"


def test_a_dry_run_says_it_and_does_nothing(desk: Desk, tmp_path: Path) -> None:
    """The same counts, and the book as it was."""
    before = desk.store.accounts()

    assert len(import_accounts(desk, _file(tmp_path, SHEET), dry_run=True).added) == 2
    assert desk.store.accounts() == before


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Nowhere,Mars/Olympus,,,,", "line 5: No time zone"),
        ("No zone,,,,,", "line 5: No zone needs a time zone"),
        (",Europe/London,,,,", "line 5: An account needs a name"),
        ("Late,Europe/London,,,3/4/2019,", "line 5: '3/4/2019' is not a date"),
        ('Much,Europe/London,,"1.234,5",,', "line 5: '1.234,5' is not an amount"),
        ("Open,Europe/London,at dawn,,,", "line 5:"),
    ],
)
def test_one_row_in_doubt_and_nothing_is_taken_over(
    desk: Desk, tmp_path: Path, row: str, problem: str
) -> None:
    """All problems with their lines; the good rows wait for the others."""
    before = desk.store.accounts()

    with pytest.raises(BadImport, match="Nothing was imported") as caught:
        import_accounts(desk, _file(tmp_path, SHEET + row + "\n"))
    assert problem in caught.value.problems[0]
    assert desk.store.accounts() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no column 'name'"),
        (b"company,zone\nA,Europe/London\n", "no column 'name'"),
        (b"name,zone,colour\nA,Europe/London,red\n", "unknown: colour"),
        (b"name,name,zone\nA,B,Europe/London\n", "there twice: name"),
        (b"name,zone\nA\n", "line 2: 1 cells where the heading has 2"),
        (b'name,zone\n"A,Europe/London\n', "line 2"),
        ("name,zone\nCafé,Europe/London\n".encode("cp1252"), "not UTF-8"),
        (b"name,zone\nA\0,Europe/London\n", "line"),
    ],
)
def test_what_is_no_such_table_is_refused(
    desk: Desk, tmp_path: Path, content: bytes, sentence: str
) -> None:
    """One sentence each, never a guess."""
    with pytest.raises(Refused, match=sentence):
        import_accounts(desk, _file(tmp_path, content))


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffname;zone\r\nCafé;Europe/London\r\n".encode(),
        "name\tzone\nCafé\tEurope/London\n".encode("utf-16"),
        "name|zone\nCafé|Europe/London\n\n".encode(),
    ],
)
def test_marks_and_delimiters_of_spreadsheets_are_read(
    desk: Desk, tmp_path: Path, content: bytes
) -> None:
    """BOM, UTF-16, semicolons, tabs, bars, CRLF and empty lines."""
    assert import_accounts(desk, _file(tmp_path, content)).added == ("Café",)


def test_a_folder_or_nothing_is_no_sheet(desk: Desk, tmp_path: Path) -> None:
    """One sentence each."""
    with pytest.raises(Refused, match=r"Cannot read|not a regular file"):
        import_accounts(desk, str(tmp_path))
    with pytest.raises(Refused, match="There is no file"):
        import_accounts(desk, str(tmp_path / "none.csv"))
