"""The user's own template for summaries: `templates/report.html` in the home folder."""

from pathlib import Path

from recover.domain.errors import Refused
from recover.storage.text_file import read_text_file

LARGEST = 1024 * 1024


class NoTemplate(Refused):
    """There is something of that name that is no template."""

    kind = "bad_template"


def template_path(home: Path) -> Path:
    """Where the user's own template is, if there is one."""
    return home / "templates" / "report.html"


def read_template(home: Path) -> str | None:
    """Read the user's own template; `None` when there is none.

    Raises:
        NoTemplate: It is no regular file, too large, or not text.
    """
    path = template_path(home)
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NoTemplate(f"Cannot read {path}: {error.strerror}.") from None
    return read_text_file(path, largest=LARGEST, refused=NoTemplate, wanted="a page in HTML")
