"""What must not leave is in no file for the client, byte by byte (`scenarios.md` 1.7, 4.7, 5.3)."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest

from recover.export.formats import FORMATS
from recover.services.desk import Desk, open_desk
from recover.services.export_wish import About, ExportWish
from recover.services.exporting import make_draft
from recover.services.story import play
from recover.services.writing_out import Look, as_bytes, file_stem
from tests.export import lumen

PDF = pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("pdftotext")),
    reason="needs a browser that prints, and poppler to read what it printed",
)
KINDS = [pytest.param(name, marks=PDF) if name == "pdf" else name for name in FORMATS]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Max's desk, with a matter full of what is internal."""
    opened = lumen.told(tmp_path_factory.mktemp("secrets"))
    yield opened
    opened.close()


def everything_in(name: str, content: bytes) -> str:
    """Give all that a file says, wherever it says it: parts, properties, attachments, metadata."""
    if name in ("docx", "xlsx"):
        with zipfile.ZipFile(BytesIO(content)) as file:
            parts = [f"{part}\n{file.read(part).decode('latin-1')}" for part in file.namelist()]
        return "\n".join(parts)
    if name == "eml":
        walk = list(message_from_bytes(content, policy=policy.default).walk())
        pieces = [each for each in walk if isinstance(each, EmailMessage)]
        said = [
            everything_in("docx", piece.get_content())
            if piece.get_content_maintype() == "application"
            else piece.get_content()
            for piece in pieces
            if not piece.is_multipart()
        ]
        headers = [str(value) for piece in pieces for value in piece.values()]
        return "\n".join([*said, *headers])
    if name == "pdf":
        words = ["pdftotext", "-", "-"]
        read = subprocess.run(words, input=content, capture_output=True, check=True).stdout
        return read.decode() + content.decode("latin-1")
    return content.decode()


def forbidden(text: str, words: tuple[str, ...]) -> list[str]:
    """Give the words that stand in a text, in whatever case."""
    return [word for word in words if re.search(rf"(?i)(?<![a-z]){word}(?![a-z])", text)]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("about", [About.INCIDENT, About.ACCOUNT])
def test_no_file_for_the_client_names_anybody_or_blames_a_team(
    desk: Desk, about: About, name: str
) -> None:
    """In no format, and not in the name of the file."""
    account = "lumen" if about is About.ACCOUNT else ""
    report = make_draft(desk, ExportWish(about=about, incident="1", account=account)).report
    written = everything_in(name, as_bytes(desk, report, Look(format=name, attach="docx")))
    internal = ("struck line", "wrong matter", "Raj was late", "refund booked", "Provisioning")

    assert forbidden(f"{file_stem(report)}\n{written}", lumen.SECRETS) == []
    assert [team for team in lumen.TEAMS if team in written] == []
    assert [text for text in internal if text in written] == []


def test_the_internal_summary_names_everybody(desk: Desk) -> None:
    """The other half of the story: nothing is hidden from ourselves."""
    from recover.export.report import Audience

    wish = ExportWish(about=About.INCIDENT, incident="1", audience=Audience.INTERNAL)
    text = as_bytes(desk, make_draft(desk, wish).report, Look(format="md")).decode()

    for word in (*lumen.TEAMS, "Max Weber", "Raj Patel", "Lee Chan", "struck line", "Provisioning"):
        assert word in text


@pytest.mark.parametrize("name", [each for each in KINDS if each != "ics"])
def test_the_mocking_voicemail_leaves_without_the_man(tmp_path: Path, name: str) -> None:
    """Neither what they wanted done to him, nor who of us it was, nor the vacant seat."""
    desk = open_desk(home=str(tmp_path), person="mara", at="2026-10-22T17:10-07:00", environment={})
    play(desk, lambda _line: None)
    report = make_draft(desk, ExportWish(about=About.INCIDENT, incident="1")).report
    written = everything_in(name, as_bytes(desk, report, Look(format=name)))
    desk.close()

    assert forbidden(written, ("Mara", "Priya", "mocked", "fired", "tears", "vacant")) == []
    assert [text for text in ("not on this call", "New York", "recording") if text in written] == []
