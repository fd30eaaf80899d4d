"""Text that bites, put into every field, then into every format: it stays text."""

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_string, policy
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from markdown_it import MarkdownIt

from recover.domain.text import printable
from recover.export.cells import as_table, cell_text
from recover.export.dates import Dates
from recover.export.formats import Style, rendered
from recover.export.report import Cell, Column, Report, Table
from tests.export.reports import everywhere
from tests.hostile import CORPUS, EVERY, acts

NAMES = [*CORPUS]
STYLE = Style()
_LONGEST = 32_767
"""The most characters a cell of Excel holds."""


def reports(kind: str) -> Iterator[tuple[str, Report]]:
    """Give a report for each string of a kind, with the string in every field."""
    for text in CORPUS[kind]:
        yield text, everywhere(text)


def read(report: Report, name: str) -> str:
    """Write a report, and see to it that no terminal would act on anything in it."""
    written = rendered(report, name, STYLE).decode()
    assert acts(written.replace("\r\n", "\n")) <= {"\t"}
    return written


def squeezed(text: str) -> str:
    """Give a text without its blanks, which pages and programs break and join."""
    return "".join(text.split())


class Page(HTMLParser):
    """What a browser finds on a page."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)


HARMLESS = Page(rendered(everywhere("harmless"), "html", STYLE).decode())


@pytest.mark.parametrize("kind", NAMES)
def test_a_page_has_the_same_skeleton_whatever_it_says(kind: str) -> None:
    """No tag, no link, no script and nothing to load comes from a text; the text is there."""
    for text, report in reports(kind):
        page = Page(read(report, "html"))

        assert page.tags == HARMLESS.tags
        assert not {name for name, _ in page.attributes} & {"href", "src", "onload", "onclick"}
        assert squeezed(printable(text, one_line=False)) in squeezed("".join(page.words))


@pytest.mark.parametrize("kind", NAMES)
def test_markdown_shows_every_text_as_itself(kind: str) -> None:
    """Read by a strict reader it has the same blocks as with harmless words, and no HTML."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    wanted = _blocks(reader, everywhere("harmless"))
    for text, report in reports(kind):
        tokens = reader.parse(read(report, "md"))
        inline = [one for token in tokens for one in token.children or ()]

        assert _blocks(reader, report) == wanted
        assert {one.type for one in inline} <= {
            *("text", "strong_open", "strong_close", "s_open", "s_close"),
            *("softbreak", "hardbreak", "html_inline"),
        }
        assert {one.content for one in inline if one.type == "html_inline"} <= {"<br>"}
        shown = "".join("\n" if one.type != "text" else one.content for one in inline)
        assert squeezed(printable(text, one_line=False)) in squeezed(shown)


def _blocks(reader: MarkdownIt, report: Report) -> list[str]:
    """Give the kinds of the blocks of a page."""
    return [each.type for each in reader.parse(rendered(report, "md", STYLE).decode())]


@pytest.mark.parametrize("kind", NAMES)
def test_no_cell_of_a_sheet_begins_a_formula(kind: str) -> None:
    """Numbers stay numbers, and a text comes back but for one apostrophe."""
    for text, report in reports(kind):
        written = read(report, "csv")
        cells = [cell for row in csv.reader(StringIO(written, newline="")) for cell in row]
        shown = printable(text, one_line=False)

        for cell in cells:
            assert not cell.startswith(("=", "@", "\t", "\r", "＝", "＋", "－", "＠"))
            assert not cell.startswith(("+", "-")) or re.fullmatch(r"-?[0-9.]+", cell)
        assert any(shown in cell for cell in cells)


@pytest.mark.parametrize("kind", NAMES)
def test_json_gives_every_text_back(kind: str) -> None:
    """As it was typed: JSON is for programs."""
    for text, report in reports(kind):
        rows = [
            cell
            for part in json.loads(rendered(report, "json", STYLE))["parts"]
            for row in part["rows"]
            for cell in row.values()
        ]

        assert text in rows


@pytest.mark.parametrize("kind", NAMES)
def test_a_calendar_holds_the_same_events_whatever_they_are_called(kind: str) -> None:
    """No line of a text becomes a property or a component."""
    wanted = _names(read(everywhere("harmless"), "ics"))
    for text, report in reports(kind):
        written = read(report, "ics")

        assert _names(written) == wanted
        (event,) = Calendar.from_ical(written).walk("VEVENT")
        assert str(event["SUMMARY"]) == printable(text)


def _names(written: str) -> list[tuple[str | None, list[str]]]:
    """Give the components of a calendar with the names of their properties."""
    calendar = Calendar.from_ical(written)
    return [(each.name, sorted(each.keys())) for each in calendar.walk()]


@pytest.mark.parametrize("kind", NAMES)
def test_a_draft_has_the_same_headers_whatever_it_is_about(kind: str) -> None:
    """Each once, no defect in any part, and the subject comes back."""
    for text, report in reports(kind):
        message = message_from_string(read(report, "eml"), policy=policy.default)

        assert sorted(message.keys()) == sorted(set(message.keys()))
        assert set(message.keys()) <= {
            *("X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"),
        }
        assert not [defect for part in message.walk() for defect in part.defects]
        if squeezed(text):
            assert squeezed(printable(text)) in squeezed(str(message["Subject"]))


def crowded(kind: str) -> Report:
    """Give a report with every string of a kind in it, and the first of them in every field."""
    first, *_ = strings = CORPUS[kind]
    rows: tuple[tuple[Cell, ...], ...] = tuple((text, place) for place, text in enumerate(strings))
    columns = (Column(key="text", title="text"), Column(key="place", title="place"))
    table = Table(key="all", heading="all", columns=columns, rows=rows)
    report = everywhere(first)
    return replace(report, parts=(*report.parts, table))


@pytest.mark.parametrize("name", ["docx", "xlsx"])
@pytest.mark.parametrize("kind", NAMES)
def test_an_office_file_holds_the_same_parts_whatever_it_says(kind: str, name: str) -> None:
    """No formula, field, link or macro comes from a text; each text is there."""
    harmless = _parts(everywhere("harmless"), name)
    found = _parts(crowded(kind), name)
    words = "".join(text for part in found.values() for text in part.itertext())

    assert [*found] == [*harmless] or name == "xlsx"  # one more sheet
    assert _tags(found) <= _tags(harmless) | {"br", "tab", "cr", "lastRenderedPageBreak"}
    assert not _tags(found) & {"f", "hyperlink", "hyperlinks", "oleObject"}
    shown = [printable(text, one_line=False) for text in CORPUS[kind] if len(text) < _LONGEST]
    assert [text for text in shown if squeezed(text) not in squeezed(words)] == []


def _parts(report: Report, name: str) -> dict[str, ElementTree.Element]:
    """Give the parts of an office file."""
    with zipfile.ZipFile(BytesIO(rendered(report, name, STYLE))) as file:
        return {
            each: ElementTree.fromstring(file.read(each).decode())  # noqa: S314 # our own file
            for each in file.namelist()
            if each.endswith((".xml", ".rels"))
        }


def _tags(parts: dict[str, ElementTree.Element]) -> set[str]:
    return {one.tag.rpartition("}")[2] for part in parts.values() for one in part.iter()}


def test_every_text_is_in_every_table() -> None:
    """The formats above are checked for nothing less than all of a report."""
    report = everywhere("harmless")
    cells = [
        cell_text(cell, Dates())
        for part in report.parts
        for row in as_table(part).rows
        for cell in row
    ]

    assert cells.count("harmless") > 10


def test_the_name_of_a_file_is_letters_digits_and_dashes(tmp_path: Path) -> None:
    """Inside the folder asked for, whatever the client is called."""
    from recover.services.writing_out import path_for

    for text in EVERY:
        path = path_for(everywhere(text), "md", str(tmp_path))

        assert path.parent == tmp_path
        assert re.fullmatch(r"[a-z0-9-]+\.md", path.name)
