"""What a summary says, whatever file it becomes: one neutral report feeds every format.

A report holds values, and no format's own escaping: moments with their zone, numbers with their
unit, texts as they were typed. Each renderer makes them `printable`, then escapes them its own way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from recover.domain.calendar_event import CalendarEvent


class Audience(StrEnum):
    """Whom a report is for."""

    CLIENT = "client"
    """What is marked for them, on their clock, with roles instead of names."""
    INTERNAL = "internal"
    """Everything, struck entries struck."""
    EXECUTIVE = "executive"
    """One page: who, what it is worth, what is needed from them by when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A moment as people are to read it."""

    at: datetime
    """Aware."""
    zone: str
    """The IANA zone it is written in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit."""

    number: int | Decimal
    unit: str
    """Such as `USD`, `min`, `%`; written after the number."""


Cell = str | When | Quantity | int | Decimal | None
"""What can stand in one place of a table; `None` for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    key: str
    """Its name in files that programs read, such as `due`."""
    title: str
    unit: str = ""
    """The unit of its numbers, which stands in its heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under columns."""

    key: str
    """Unique in the report, such as `promises`; names a sheet."""
    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraphs:
    """Texts under a heading, each a paragraph of its own."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Names with what they stand for."""

    heading: str
    rows: tuple[tuple[str, Cell], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that happened."""

    id: str
    """Such as `12e7`; empty where ids stay in the house."""
    at: When
    tag: str
    """What kind of thing, such as `You told us` or `heard`."""
    text: str
    """May hold line ends."""
    by: str
    """Who wrote it down; empty where names stay in the house."""
    is_theirs: bool
    """Whether the client did it, so that a drawing shows it on their side."""
    note: str = ""
    """Such as `internal` or `struck: why`."""
    is_struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What happened, in the order it did."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """A promise as a report shows it."""

    id: str
    """Such as `12p1`; empty where ids stay in the house."""
    what: str
    made: When
    due: When
    ended: When | None
    """When it was kept, renegotiated or withdrawn; `None` while it is open."""
    state: str
    """One of `recover.domain.promise.Standing`, at the moment of the report."""
    ending: str
    """The same in words: `kept 22 min early`, `missed; a new moment was agreed`."""
    owner: str
    """Empty where names stay in the house."""
    channel: str
    margin: int | None
    """Whole minutes early, negative when late; `None` unless it was kept."""
    then: When | None = None
    """The new moment that was agreed in its place."""
    kind: str = ""
    """`answer`, `fix`, `duty` or `internal`; empty where it says nothing."""
    reason: str = ""
    client: str = ""
    """Whom it was made to, where a report is about more than one client."""

    def about(self, client: str) -> "Pledge":
        """Give the same with the client's name."""
        return replace(self, client=client)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledges:
    """What was promised by when, and how it ended."""

    heading: str
    pledges: tuple[Pledge, ...]


Part = Paragraphs | Facts | Table | Timeline | Pledges


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One summary for one audience."""

    id: str
    """What it is about, as the name of a file begins: `12`, `2026-10-22`, `northwind`."""
    name: str
    """How the name of a file goes on, such as the client's name; any text."""
    title: str
    lead: str
    """One line under the title; may be empty."""
    audience: Audience
    written: When
    """The moment it tells of, in the zone of whoever reads it."""
    is_ours: bool = False
    """Whether *written* is on our clock, since clients of more than one zone may be in it."""
    parts: tuple[Part, ...]
    """In the order to read them; none of them is empty."""
    main: str
    """The key of the table that stands for the report where there is room for one only."""
    to: str = ""
    """The e-mail address it goes to; empty when none is on record."""
    events: tuple[CalendarEvent, ...] = ()
    """What is still ahead, for a calendar."""
    record: Callable[[], Mapping[str, Any]] | None = None
    """Gives the incident as it can be read back; `None` unless the report is one incident's,
    internal. Only one format asks for it."""
