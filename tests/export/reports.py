"""Reports made by hand that hold every part, for the tests of what they become."""

from datetime import UTC, datetime
from decimal import Decimal

from recover.domain.calendar_event import CalendarEvent
from recover.domain.text import printable
from recover.export.report import (
    Audience,
    Column,
    Facts,
    Paragraphs,
    Pledge,
    Pledges,
    Point,
    Quantity,
    Report,
    Table,
    Timeline,
    When,
)

CHICAGO = "America/Chicago"
LOS_ANGELES = "America/Los_Angeles"

HOSTILE = (
    "=1+1",
    "@SUM(A1:A9)",
    '+cmd|" /C calc"!A0',
    "-2+3",
    '=HYPERLINK("http://evil.example","click")',
    "{=1+1}",
    "http://evil.example/a",
    "mailto:x@evil.example",
    "file:///etc/passwd",
    "<script>alert(1)</script>",
    "<w:r><w:t>x</w:t></w:r> & ]]>",
    "a\x00b\x07c\x1b[31mred\x1b]52;c;eA==\x07",
    "\x85\x9b31m \u2028\u2029",
    "\u202eevil\u2066\u200f",
    "\ud800 \udfff",
    "\ufffe\uffff\U0001fffe",
    "_x000D_ _x0041_",
    '&amp; &P&D &"Arial" &G',
    "a\nb\r\nc\td",
    "=?utf-8?q?a=0ABcc:x@y.example?=",
    "=?utf-8?b?YQpCY2M6eEB5?= \nBcc: x@y.example",
    "x\r\nBcc: x@y.example\r\n\r\nbody",
    ".\n..\n.\nFrom nobody\n--=_boundary--",
    "héllo 日本語 😀 e\u0301 \u200d\ufe0f",
    "",
    " \t\n ",
    "w" * 400,
    "long " * 8000,
)
"""Texts that some program may take for more than text."""


def when(text: str, zone: str = CHICAGO) -> When:
    """Give a moment from ISO 8601."""
    return When(at=datetime.fromisoformat(text).astimezone(UTC), zone=zone)


def told(text: str) -> str:
    """Give a text as any file has to tell it, without regard to blanks."""
    return " ".join(printable(text, one_line=False).split())


def full(text: str = "The line is down; 400 people cannot work.") -> Report:
    """Give a report with every part; *text* stands in every place where a person's words can."""
    return Report(
        id="12",
        name="Northwind",
        title=f"Northwind: {text}"[:300],
        lead=text,
        audience=Audience.INTERNAL,
        written=when("2026-10-22T18:02-07:00"),
        parts=(
            Paragraphs(heading="What happened", lines=(text, "We replaced the part.\nIt holds.")),
            Facts(heading="At a glance", rows=_facts(text)),
            Timeline(heading="Timeline", points=_points(text)),
            Pledges(heading="Promises", pledges=_pledges(text)),
            _value(text),
        ),
        main="promises",
        to="ana@northwind.example",
    )


def everywhere(text: str) -> Report:
    """Give a report with *text* in every field that holds a text at all."""
    at = when("2026-10-22T17:10-07:00")
    point = Point(
        id=text, at=at, tag=text, text=text, by=text, is_theirs=True, note=text, is_struck=True
    )
    return Report(
        id=text,
        name=text,
        title=text,
        lead=text,
        audience=Audience.CLIENT,
        written=at,
        parts=(
            Paragraphs(heading=text, lines=(text, text)),
            Facts(heading=text, rows=((text, text), (text, at), (text, None))),
            Timeline(heading=text, points=(point,)),
            Pledges(heading=text, pledges=(_pledge(text, "missed", margin=None, named=True),)),
            Table(
                key=text,
                heading=text,
                columns=(
                    Column(key=text, title=text, unit=text),
                    Column(key="n", title=text, unit=text),
                ),
                rows=((text, Quantity(number=3, unit=text)), (None, 12)),
            ),
        ),
        main=text,
        to=text,
        events=(_event(text, at.at),),
    )


def _event(text: str, at: datetime) -> CalendarEvent:
    """Give something that is ahead."""
    return CalendarEvent(
        uid="1p1-20261022@recover",
        sequence=0,
        at=at,
        zone=CHICAGO,
        summary=text,
        description=text,
        alarm=at,
        is_cancelled=False,
    )


def _facts(text: str) -> tuple[tuple[str, str | When | Quantity | int | None], ...]:
    return (
        ("Client", "Northwind"),
        ("Since", when("2026-10-20T09:00-05:00")),
        ("Value a year", Quantity(number=Decimal(48000), unit="USD")),
        ("Contacts about this", 2),
        ("In their words", text),
        ("Nothing yet", None),
    )


def _points(text: str) -> tuple[Point, ...]:
    return (
        Point(
            id="12e1",
            at=when("2026-10-22T17:10-07:00"),
            tag="heard",
            text="Your man mocked her.\nI have the recording.",
            by="Mara",
            is_theirs=True,
        ),
        Point(
            id="12e2",
            at=when("2026-10-22T17:13-07:00"),
            tag="note",
            text=text,
            by="Mara",
            is_theirs=False,
            note="internal",
        ),
        Point(
            id="12e3",
            at=when("2026-10-22T17:16-07:00"),
            tag="said",
            text="It was our subcontractor.",
            by="Ben",
            is_theirs=False,
            note="struck: it was not",
            is_struck=True,
        ),
    )


def _pledges(text: str) -> tuple[Pledge, ...]:
    return (
        _pledge("Call with the plan", "kept", margin=22, ending="kept 22 min early"),
        _pledge("Corrected invoice", "kept_late", margin=-95, ending="kept 1 h 35 min late"),
        _pledge("Name the new account manager", "open", margin=None, ending="open"),
        _pledge(text, "missed", margin=None, ending="missed; a new moment was agreed"),
    )


def _pledge(
    what: str, state: str, *, margin: int | None, ending: str = "", named: bool = False
) -> Pledge:
    """Give a promise; with *named*, its own text stands in every place of it."""
    return Pledge(
        id=what if named else "12p1",
        what=what,
        made=when("2026-10-22T17:20-07:00"),
        due=when("2026-10-23T08:00-07:00"),
        ended=when("2026-10-23T07:38-07:00") if margin is not None else None,
        then=when("2026-10-26T08:00-07:00") if state == "missed" else None,
        client=what if named else "",
        state=state,
        ending=what if named else ending,
        owner=what if named else "Mara",
        channel=what if named else "call",
        margin=margin,
        reason=what if named else "",
    )


def _value(text: str) -> Table:
    return Table(
        key="value",
        heading="What it is worth",
        columns=(
            Column(key="year", title="year"),
            Column(key="spend", title="spend", unit="USD"),
            Column(key="share", title="share"),
            Column(key="reviewed", title="reviewed"),
            Column(key="remark", title="remark"),
        ),
        rows=(
            (
                2025,
                Decimal("48000.50"),
                Quantity(number=15, unit="%"),
                when("2026-01-05T10:00-06:00"),
                text,
            ),
            (
                2026,
                Decimal(51000),
                Quantity(number=Decimal("12.5"), unit="%"),
                when("2026-07-05T10:00-05:00"),
                None,
            ),
        ),
    )
