"""One golden file for each format and audience, which somebody has looked at.

`RECOVER_GOLDEN=write pytest tests/export/test_golden.py` writes them anew; look at what changed.
"""

import os
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from recover.export.formats import FORMATS
from recover.export.report import Audience
from recover.services.desk import Desk
from recover.services.export_wish import About, ExportWish
from recover.services.exporting import make_draft
from recover.services.writing_out import Look, as_bytes
from tests.export import lumen

FOLDER = Path(__file__).parent / "golden"
MADE = [name for name in FORMATS if name != "pdf"]
PAGES = [
    *((About.INCIDENT, audience) for audience in Audience),
    (About.ACCOUNT, Audience.INTERNAL),
    (About.DAY, Audience.INTERNAL),
    (About.REVIEW, Audience.INTERNAL),
    (About.PROMISES, Audience.INTERNAL),
    (About.INCIDENTS, Audience.INTERNAL),
    (About.VOICE, Audience.EXECUTIVE),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk at which everything is exported."""
    opened = lumen.told(tmp_path_factory.mktemp("lumen"))
    yield opened
    opened.close()


def written(desk: Desk, about: About, audience: Audience, name: str) -> bytes:
    """Export a page."""
    wish = ExportWish(
        about=about,
        incident="1",
        account="lumen" if about is About.ACCOUNT else "",
        audience=audience,
    )
    return as_bytes(desk, make_draft(desk, wish).report, Look(format=name, language="C"))


def readable(name: str, content: bytes) -> str:
    """Give what is compared: the text, or the parts of an office file that hold what it says."""
    if name not in ("docx", "xlsx"):
        return re.sub(r'"recorded": "[^"]+"', '"recorded": "(now)"', content.decode())
    wanted = re.compile(r"word/document\.xml|docProps/.*|xl/(sharedStrings|worksheets/.*)\.?.*")
    with zipfile.ZipFile(BytesIO(content)) as file:
        return "\n".join(
            f"{part}\n{file.read(part).decode()}"
            for part in sorted(file.namelist())
            if wanted.fullmatch(part)
        ).replace("><", ">\n<")


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("audience", list(Audience))
def test_an_incident_is_written_as_it_was_looked_at(
    desk: Desk, audience: Audience, name: str
) -> None:
    """Every format, for every audience."""
    _compare(f"incident-{audience.value}.{name}", desk, About.INCIDENT, audience, name)


@pytest.mark.parametrize(("about", "audience"), PAGES[3:])
def test_a_page_is_written_as_it_was_looked_at(
    desk: Desk, about: About, audience: Audience
) -> None:
    """As Markdown."""
    _compare(f"{about.value}-{audience.value}.md", desk, about, audience, "md")


def _compare(file: str, desk: Desk, about: About, audience: Audience, name: str) -> None:
    """Compare what is written with the golden file, or write that."""
    golden = FOLDER / (f"{file}.txt" if name in ("docx", "xlsx") else file)
    found = readable(name, written(desk, about, audience, name))
    if os.environ.get("RECOVER_GOLDEN") == "write":
        golden.write_text(found, newline="")
    with golden.open(newline="") as kept:
        assert found == kept.read()
