"""From a summary to a file: its format, its name, and never over another one unasked."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recover.domain.errors import Failed, Misused, Refused
from recover.domain.names import slug
from recover.domain.text import printable
from recover.export.dates import Dates, language_named
from recover.export.formats import FORMATS, Format, Style, rendered
from recover.export.report import Audience, Report
from recover.services.desk import Desk
from recover.services.noting_exports import note_export
from recover.storage.new_file import replace_file, write_new
from recover.storage.template_file import read_template

ATTACHED = ("html", "pdf", "docx", "none")
"""What an e-mail draft can carry, its own text besides."""


PAGES = ("html", "pdf", "eml")
"""The formats that hold the web page."""


class WroteInstead(Failed):
    """Nothing here can make a PDF; the page it would be printed from is written."""

    kind = "no_printer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a summary is written."""

    format: str
    """A key of `FORMATS`."""
    language: str | None = None
    """Whose dates, such as `de_DE`; `None` for those of the environment."""
    attach: str = "html"
    """What an e-mail draft carries; one of `ATTACHED`."""


def format_for(name: str | None, target: str | None) -> Format:
    """Choose a format: the one named, else by the ending of the file, else Markdown.

    Raises:
        Misused: Nobody knows that format, or the file's name says another one.
    """
    ending = Path(target).suffix.removeprefix(".").lower() if target else ""
    wanted = name or (ending if ending in FORMATS else "")
    if not wanted and ending:
        raise Misused(f"A file that ends with .{ending} is none of {', '.join(FORMATS)}.")
    if name and ending in FORMATS and ending != name:
        raise Misused(
            f"{target} is no {name} file: end it with .{name}, or choose the format it names."
        )
    return FORMATS[wanted or "md"]


def as_bytes(desk: Desk, report: Report, look: Look) -> bytes:
    """Write a report in a format.

    Raises:
        RecoverError: The format needs something that is not there, or the user's own template
            cannot be used.
    """
    style = style_of(desk, look)
    if look.format == "pdf":
        from recover.services.printing import printed

        return printed(rendered(report, "html", style).decode())
    if look.format == "eml":
        return _draft(desk, report, look, style)
    return rendered(report, look.format, style)


def is_shown_as_file(name: str) -> bool:
    """Say whether the preview of a format is the file itself, not only its words."""
    return FORMATS[name].is_text and name not in ("html", "eml")


def preview(desk: Desk, report: Report, look: Look) -> str:
    """Give what a file of that format says, as text: the file itself where it is one.

    Raises:
        RecoverError: As `as_bytes`.
    """
    if is_shown_as_file(look.format):
        return as_bytes(desk, report, look).decode()
    from recover.export.plain_text import render

    text = render(report, style_of(desk, Look(format="md", language=look.language)))
    if look.format != "eml":
        return text
    return f"To: {report.to or '(nobody yet)'}\nSubject: {report.title}\n\n{text}"


def style_of(desk: Desk, look: Look, environment: Mapping[str, str] = os.environ) -> Style:
    """Say how reports are written for whoever acts.

    Args:
        desk: The desk.
        look: The format and the language; the user's own template is read for pages only.
        environment: The process environment.

    Raises:
        Misused: Nobody knows that language.
        NoTemplate: The user's own template cannot be read.
    """
    given = look.language
    if given is None:
        names = ("LC_ALL", "LC_TIME", "LANG")
        given = next((environment[name] for name in names if environment.get(name)), "")
    known = language_named(given)
    if known is None and look.language is not None:
        raise Misused(f"No language {look.language[:40]!r}: name it as en_GB, de_DE or pt_BR.")
    template = read_template(desk.home) if look.format in PAGES else None
    return Style(dates=Dates(language=known or ""), template=template)


def save_report(
    desk: Desk, report: Report, look: Look, target: str, *, replace: bool = False
) -> Path:
    """Write a report to a file; gives its path.

    Args:
        desk: The desk.
        report: The report.
        look: How it is written.
        target: A file, or a folder that is there, in which it gets a name of its own.
        replace: Whether a file of that name may be replaced.

    Raises:
        WroteInstead: It should be a PDF and nothing here can make one: the HTML is written.
        RecoverError: It cannot be written; there is no half file.
    """
    path = path_for(report, look.format, target)
    check_target(path, replace=replace)
    if look.format == "pdf":
        return _put_pdf(desk, report, look, path, replace=replace)
    return _put(desk, report, path, as_bytes(desk, report, look), replace=replace)


def check_target(path: Path, *, replace: bool) -> None:
    """See whether a file could be written there, before anything else is done.

    Raises:
        Refused: There is no such folder, there is such a file and it may not be replaced, or what
            is there is no regular file.
    """
    shown = printable(str(path))
    if not path.parent.is_dir():
        folder = printable(str(path.parent))
        raise Refused(f"There is no folder {folder}: make it first, or name another one.")
    if not os.path.lexists(path):
        return
    if not replace:
        raise Refused(f"{shown} is there already: name another file, or replace it (--force).")
    if path.is_symlink() or not path.is_file():
        raise Refused(f"{shown} is no regular file: name another one.")


def path_for(report: Report, name: str, target: str) -> Path:
    """Give the file that a report goes to: in a folder, `<id>-<slug>.<ending>`."""
    path = Path(target).expanduser()
    is_folder = path.is_dir() or target.endswith(("/", os.sep))
    return path / f"{file_stem(report)}.{name}" if is_folder else path


def file_stem(report: Report) -> str:
    """Name a file after what it is about: letters, digits and dashes."""
    parts = (slug(report.id), slug(report.name), _for(report))
    return "-".join(filter(None, parts)) or "summary"


def _for(report: Report) -> str:
    """Say in the name of a file that it is not for the client."""
    return "" if report.audience is Audience.CLIENT else report.audience.value


def _put_pdf(desk: Desk, report: Report, look: Look, path: Path, *, replace: bool) -> Path:
    """Write a PDF, or the page it is printed from where nothing can print one."""
    from recover.services.printing import NoPrinter

    try:
        return _put(desk, report, path, as_bytes(desk, report, look), replace=replace)
    except NoPrinter as error:
        page = path.with_suffix(".html")
        html = as_bytes(desk, report, Look(format="html", language=look.language))
        _put(desk, report, page, html, replace=replace)
        raise WroteInstead(f"{error} The page is in {page}.") from None


def _put(desk: Desk, report: Report, path: Path, written: bytes, *, replace: bool) -> Path:
    """Write a file, in the place of another one only where that may be, and keep that it was."""
    check_target(path, replace=replace)
    done = replace_file(path, written) if os.path.lexists(path) else write_new(path, written)
    note_export(desk, done, about=report.id, audience=report.audience.value)
    return done


def _draft(desk: Desk, report: Report, look: Look, style: Style) -> bytes:
    """Write an e-mail draft with what it carries."""
    from recover.export.eml import NOTHING, render

    attached = NOTHING if look.attach == "none" else None
    if look.attach in ("pdf", "docx"):
        other = Look(format=look.attach, language=look.language)
        kind = FORMATS[look.attach].media_type
        attached = (f"{file_stem(report)}.{look.attach}", kind, as_bytes(desk, report, other))
    return render(report, style, attached=attached)
