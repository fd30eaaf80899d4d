"""What an Excel file holds: text as text, numbers and moments as themselves."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from recover.export.formats import Style
from recover.export.report import Cell, Column, Quantity, Report, Table
from recover.export.xlsx import render
from recover.export.xlsx_cells import LONGEST_CELL
from tests.export.reports import HOSTILE, LOS_ANGELES, everywhere, full, told, when


def _parts(report: Report) -> dict[str, str]:
    """Give the XML files of a workbook by name."""
    with ZipFile(BytesIO(render(report, Style()))) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def _sheets(parts: dict[str, str]) -> dict[str, str]:
    """Give the XML of each sheet by the name on its tab."""
    names = map(unescape, re.findall(r'<sheet name="(.*?)"', parts["xl/workbook.xml"]))
    return {
        name: parts[f"xl/worksheets/sheet{place}.xml"] for place, name in enumerate(names, start=1)
    }


def _cells(parts: dict[str, str], sheet: str) -> dict[str, str | float | None]:
    """Give what stands in each cell of a sheet: text, number, or `None` for blank."""
    texts = [
        re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), unescape(text))
        for text in re.findall(r"(?s)<si><t[^>]*>(.*?)</t></si>", parts["xl/sharedStrings.xml"])
    ]
    found: dict[str, str | float | None] = {}
    pattern = r'<c r="(\w+)"[^>]*?(?:/>|(?: t="(\w)")?><v>(.*?)</v></c>)'
    for place, kind, value in re.findall(pattern, sheet):
        number = float(value) if value else None
        found[place] = texts[int(value)] if kind == "s" else number
    return found


def _only(*cells: Cell) -> tuple[str, dict[str, str | float | None]]:
    """Write one column of cells; give its heading and what stands below."""
    table = Table(
        key="t",
        heading="t",
        columns=(Column(key="c", title="c"),),
        rows=tuple((cell,) for cell in cells),
    )
    parts = _parts(replace(full(), parts=(table,)))
    found = _cells(parts, _sheets(parts)["t"])
    return str(found.pop("A1")), found


def test_every_part_has_a_sheet() -> None:
    """And the last one says what the report is."""
    parts = _parts(full())
    sheets = _sheets(parts)

    assert list(sheets) == [
        "what happened",
        "at a glance",
        "timeline",
        "promises",
        "value",
        "about",
    ]
    about = _cells(parts, sheets["about"])
    assert about["B1"] == "Northwind: The line is down; 400 people cannot work."
    assert str(about["B3"]).startswith("Written Thu 22 Oct 2026 20:02 CDT.")
    promises = _cells(parts, sheets["promises"])
    assert promises["B2"] == "Call with the plan"
    assert promises["E3"] == "kept late"
    assert promises["G3"] == -95


def test_headings_stay_in_view_and_filter() -> None:
    """On every sheet that holds a table."""
    sheets = _sheets(_parts(full()))
    sheets.pop("about")

    for sheet in sheets.values():
        assert 'state="frozen"' in sheet
        assert "<autoFilter" in sheet


def test_numbers_are_numbers() -> None:
    """With every digit that says something, and their unit in the way they are shown."""
    _, cells = _only(1234, Decimal("48000.50"), Quantity(number=15, unit="USD"), None, -1)

    assert list(cells.values()) == [1234, 48000.5, 15, None, -1]
    styles = _parts(full())["xl/styles.xml"]
    assert "#,##0 &quot;USD&quot;" in styles
    assert "#,##0.0 &quot;%&quot;" in styles


@pytest.mark.parametrize("number", [10**15, Decimal("0.1234567890123456"), Decimal("NaN")])
def test_a_number_excel_would_round_is_text(number: int | Decimal) -> None:
    """Nothing is shown that was not there."""
    assert all(isinstance(value, str) for value in _only(number)[1].values())


def test_moments_of_one_zone_are_dates_on_its_clock() -> None:
    """The heading names the zone."""
    title, cells = _only(when("2026-10-22T17:10-07:00"), None)

    assert title == "c (America/Chicago)"
    number = cells["A2"]
    assert isinstance(number, float)
    assert datetime(1899, 12, 30) + timedelta(minutes=round(number * 1440)) == datetime(
        2026, 10, 22, 19, 10
    )


@pytest.mark.parametrize(
    "cells",
    [
        (when("2026-10-22T17:10-07:00"), when("2026-10-22T17:10-07:00", LOS_ANGELES)),
        (when("2026-10-22T17:10-07:00"), "soon"),
        (when("2026-11-01T01:30-06:00"),),
    ],
    ids=["two zones", "a word", "a wall time that happens twice"],
)
def test_other_moments_are_text(cells: tuple[Cell, ...]) -> None:
    """Each with its own zone, so that nobody has to guess."""
    title, found = _only(*cells)

    assert title == "c"
    assert re.search(r"[CP][DS]T$", str(found["A2"]))


def test_only_excels_own_limit_cuts_and_the_cell_says_so() -> None:
    """Counted as Excel counts, in halves of rare characters."""
    (fits,) = _only("x" * LONGEST_CELL)[1].values()
    (cut,) = _only("😀" * LONGEST_CELL)[1].values()

    assert fits == "x" * LONGEST_CELL
    assert isinstance(cut, str)
    assert cut.endswith("😀 … (cut here: a cell of Excel holds no more)")
    assert LONGEST_CELL - 2 < len(cut.encode("utf-16-le")) / 2 <= LONGEST_CELL


def test_the_file_names_nobody_and_is_the_same_twice() -> None:
    """Its moments are the report's."""
    core = _parts(full())["docProps/core.xml"]

    assert render(full(), Style()) == render(full(), Style())
    assert "<dc:creator></dc:creator>" in core
    assert set(re.findall(r">(\d{4}-.*?)<", core)) == {"2026-10-23T01:02:00Z"}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_is_only_ever_text(text: str) -> None:
    """No formula, no link, no part of a workbook that harmless words would not have."""
    parts = _parts(full(text))
    hostile = _parts(everywhere(text))

    assert parts.keys() == _parts(full()).keys()
    for name, part in (*parts.items(), *hostile.items()):
        assert not re.search(r"<f[ >]|<hyperlink|externalLink|definedNames?>[^<]*<f", part), name
    wanted = told(text).replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
    cells = [_cells(parts, sheet) for sheet in _sheets(parts).values()]
    shown = [" ".join(v.split()) for each in cells for v in each.values() if isinstance(v, str)]
    head = wanted[:30_000]
    assert not head or sum(line.startswith(head) for line in shown) >= 5


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_names_of_sheets_are_legal_and_unlike(text: str) -> None:
    """At most 31 of Excel's characters, none of those it forbids, no quotation mark at an end."""
    names = list(_sheets(_parts(everywhere(text))))

    assert len({name.casefold() for name in names}) == len(names) == 6
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]|^'|'$", name)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_office_calculates_nothing(tmp_path: Path) -> None:
    """What looks like a formula comes back as it was typed."""
    risky = [text for text in HOSTILE[:9] if '"' not in text]
    rows: tuple[tuple[Cell, ...], ...] = tuple((text,) for text in risky)
    table = Table(key="t", heading="t", columns=(Column(key="c", title="=1+1"),), rows=rows)
    (tmp_path / "r.xlsx").write_bytes(render(replace(full(), parts=(table,)), Style()))
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*office, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "r.xlsx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )

    assert (tmp_path / "r.csv").read_text("utf-8").splitlines() == ["=1+1", *risky]
