"""The formats a report can be written in: one row, one renderer, one golden file each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module

from recover.export.dates import Dates
from recover.export.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What a renderer is told besides the report."""

    dates: Dates = field(default_factory=Dates)
    template: str | None = None
    """The text of the user's own HTML template; `None` for ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file."""

    name: str
    """Also the ending of its files."""
    title: str
    """For people, such as `Markdown`."""
    media_type: str
    is_text: bool
    """Whether it can be shown as it is."""


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(name="md", title="Markdown", media_type="text/markdown", is_text=True),
        Format(name="html", title="Web page", media_type="text/html", is_text=True),
        Format(name="pdf", title="PDF", media_type="application/pdf", is_text=False),
        Format(
            name="docx",
            title="Word",
            media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            is_text=False,
        ),
        Format(
            name="xlsx",
            title="Excel",
            media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            is_text=False,
        ),
        Format(name="csv", title="Table (CSV)", media_type="text/csv", is_text=True),
        Format(name="json", title="JSON", media_type="application/json", is_text=True),
        Format(name="ics", title="Calendar", media_type="text/calendar", is_text=True),
        Format(name="eml", title="E-mail draft", media_type="message/rfc822", is_text=True),
    )
}
"""By name, in the order to offer them."""

Renderer = Callable[[Report, Style], str | bytes]


def rendered(report: Report, name: str, style: Style) -> bytes:
    """Write *report* in a format; text is UTF-8. PDF is printed from the HTML by a service.

    Args:
        report: The report.
        name: A key of `FORMATS`.
        style: How to write it.

    Raises:
        MissingExtra: The library the format needs is not installed.
        BadTemplate: The user's own template cannot be used.
    """
    renderer: Renderer = import_module(f"recover.export.{name}").render
    written = renderer(report, style)
    return written.encode() if isinstance(written, str) else written
