"""What holds for every phrase, whatever it is (`deadlines.md` B4, B22, B24, A5)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recover.domain.calendar import Calendar
from recover.domain.deadline import Deadline, DeadlineError, readback, renewed, resolve
from recover.domain.phrase.parts import Reading, joined
from recover.domain.phrase.places import Circle
from recover.domain.phrase.reader import normal, read
from recover.domain.phrase.refusal import Refusal
from recover.domain.zones import zone_data_version
from tests.domain import deadline_tables as tables

KINDS = {"empty", "vague", "not_understood", "invalid", "ambiguous", "never_open", "past"}
ZONES = (
    "Africa/Casablanca",
    "America/Chicago",
    "America/Edmonton",
    "America/Los_Angeles",
    "America/Santiago",
    "America/St_Johns",
    "America/Vancouver",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/London",
    "Pacific/Apia",
    "Pacific/Chatham",
    "UTC",
)
LATE = {"mon": [["16:00", "24:00"]], "sun": [["00:00", "08:00"], ["10:00", "22:00"]]}
HOURS: tuple[dict[str, list[list[str]]] | None, ...] = (
    None,
    LATE,
    {"wed": [["00:00", "24:00"]]},
    {},
)
PHRASES = [
    row.split("|")[1].strip(" ")
    for table in (
        tables.CHICAGO, tables.WEEKEND, tables.EARLY, tables.OPENED, tables.KATHMANDU,
        tables.RIYADH, tables.SPRING, tables.AUTUMN, tables.AUCKLAND, tables.LATE_SHIFT,
        tables.REFUSED,
    )
    for row in table.split("\n")
    if row
]  # fmt: skip
PHRASES += [row.split("|")[3].strip(" ") for row in tables.PLACES.split("\n") if row]
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()})

calendars = st.builds(
    lambda zone, hours: Calendar.from_mapping({"zone": zone, "hours": hours}),
    st.sampled_from(ZONES),
    st.sampled_from(HOURS),
)
moments = st.datetimes(
    datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC)
)  # fmt: skip
phrases = st.one_of(
    st.sampled_from(PHRASES),
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    st.text(max_size=250),
    st.lists(st.sampled_from(list("0123456789:/-.amphthw tz+'")), max_size=20).map("".join),
)


def ways(phrase: str) -> list[Reading]:
    """Every way to read a phrase; none if it cannot be read."""
    place = Calendar(zone="America/Chicago")
    circle = Circle(
        said_at=datetime(2026, 6, 1, tzinfo=UTC), client=place, owner=place, date_order=None
    )
    try:
        return list(read(normal(phrase), circle.find_place))
    except Refusal:
        return []


def parts_of(phrase: str) -> list[str]:
    """The day, the time and the zone of a phrase, each with its lead words; none if it has not two.

    Nor if it has "before", which belongs to what follows it (B10), or can be read in two ways.
    """
    readings = ways(phrase)
    if len(readings) != 1:
        return []
    words = readings[0].words
    spans = sorted(set(readings[0].where.values()))
    starts = [0, *(end for _, end in spans[:-1])]
    leads = (words[start:first] for start, (first, _) in zip(starts, spans, strict=True))
    if len(spans) < 2 or any("before" in lead for lead in leads):
        return []
    ends = [*starts[1:], len(words)]
    texts = (joined(words[start:end]) for start, end in zip(starts, ends, strict=True))
    return [text.lstrip(", ") for text in texts]


PARTED = [parts for parts in map(parts_of, dict.fromkeys(PHRASES)) if parts]


def attempt(phrase: str, now: datetime, client: Calendar, owner: Calendar) -> Deadline | None:
    """The deadline, or None where it is refused as it should be."""
    try:
        return resolve(phrase, now, client=client, owner=owner)
    except DeadlineError as error:
        refused = error
    assert refused.kind in KINDS
    assert len(refused.candidates) <= 3
    assert str(refused).endswith(".")
    return None


@settings(deadline=None, max_examples=600)
@given(phrases, moments, calendars, calendars)
@example("9" * 4000 + " days", datetime(2026, 6, 1, tzinfo=UTC), *[Calendar(zone="UTC")] * 2)
@example("9" * 190 + " days", datetime(2026, 6, 1, tzinfo=UTC), *[Calendar(zone="UTC")] * 2)
@example(
    "in 1." + "9" * 180 + " hours", datetime(2026, 6, 1, tzinfo=UTC), *[Calendar(zone="UTC")] * 2
)
@example("\ud800 noon", datetime(2026, 6, 1, tzinfo=UTC), *[Calendar(zone="UTC")] * 2)
@example("0001-01-01T00:00+14:00", datetime(2026, 6, 1, tzinfo=UTC), *[Calendar(zone="UTC")] * 2)
@example("9999-12-31T23:59-12:00", datetime(2026, 6, 1, tzinfo=UTC), *[Calendar(zone="UTC")] * 2)
def test_any_text_is_a_deadline_ahead_or_one_of_seven_errors(
    phrase: str, now: datetime, client: Calendar, owner: Calendar
) -> None:
    """B4, B22: due after it is said, at most 5 years, in whole seconds, in the client's zone."""
    deadline = attempt(phrase, now, client, owner)
    if deadline is None:
        return

    assert now < deadline.due.astimezone(UTC) <= now + timedelta(days=5 * 366)
    assert deadline.due.microsecond == 0
    assert str(deadline.due.tzinfo) == client.zone
    assert deadline.phrase == phrase.strip()


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(PHRASES), moments, calendars, calendars)
def test_what_is_offered_instead_works(
    phrase: str, now: datetime, client: Calendar, owner: Calendar
) -> None:
    """B23: up to three phrases that would work."""
    try:
        resolve(phrase, now, client=client, owner=owner)
    except DeadlineError as refused:
        offered = refused.candidates
    else:
        offered = ()

    for candidate in offered:
        assert attempt(candidate, now, client, owner) is not None, candidate


def outcome(
    phrase: str, now: datetime, client: Calendar, owner: Calendar
) -> tuple[object, tuple[str, ...]]:
    """The moment or the kind of refusal, and what is offered."""
    try:
        due = resolve(phrase, now, client=client, owner=owner, date_order="mdy").due
    except DeadlineError as refused:
        return refused.kind, refused.candidates
    return due.astimezone(UTC), ()


@settings(deadline=None, max_examples=500)
@given(
    st.sampled_from(PARTED).flatmap(st.permutations),
    st.one_of(st.just(datetime.fromisoformat("2026-11-23T15:00-06:00")), moments),
    calendars,
    calendars,
)
def test_the_order_of_the_parts_changes_nothing(
    parts: list[str], now: datetime, client: Calendar, owner: Calendar
) -> None:
    """B1, B12: day, time and zone in any order, with commas or without, are one phrase.

    But for a lone number before a month, which may be the day (B23): `5 Dec 3` may be refused for
    that, and what the same parts mean in another order is among the answers.
    """
    expected, _ = outcome(", ".join(sorted(parts)), now, client, owner)

    with_commas, _ = outcome(", ".join(parts), now, client, owner)
    plain, offered = outcome(" ".join(parts), now, client, owner)

    assert with_commas == expected
    if len(ways(" ".join(parts))) == 1:
        assert plain == expected
    elif isinstance(expected, datetime):
        assert expected in {plain, *(outcome(text, now, client, owner)[0] for text in offered)}


def test_the_tables_have_enough_phrases_of_several_parts() -> None:
    """So that the law of order says something, of lone numbers too."""
    assert len(PARTED) > 150
    assert ["by 5", "dec 3"] in PARTED


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(PHRASES), moments, calendars, calendars)
def test_a_readback_reads_back(
    phrase: str, now: datetime, client: Calendar, owner: Calendar
) -> None:
    """Reading a readback's own moment gives the same instant."""
    deadline = attempt(phrase, now, client, owner)
    if deadline is None:
        return
    said = readback(deadline, client=client, owner=owner, now=now)

    again = resolve(said.partition(" (client")[0], now, client=client, owner=owner)

    assert again.due.astimezone(UTC) == deadline.due.astimezone(UTC)


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(PHRASES),
    moments,
    calendars,
    st.sampled_from([timedelta(hours=-1), timedelta(minutes=30), timedelta(hours=1)]),
)
def test_a_wall_time_survives_a_change_of_the_zone_data(
    phrase: str, now: datetime, client: Calendar, moved: timedelta
) -> None:
    """A5: kept as promised, and said; what had no wall time keeps its instant."""
    deadline = attempt(phrase, now, client, client)
    if deadline is None:
        return
    due = (deadline.due.astimezone(UTC) + moved).astimezone(deadline.due.tzinfo)
    older = replace(deadline, due=due, tzdata="2019a")

    now_law = renewed(older)

    assert now_law.wall == deadline.wall
    assert now_law.zone == deadline.zone
    if deadline.wall is None:
        assert now_law == older
    else:
        assert now_law.due.astimezone(UTC) == deadline.due.astimezone(UTC)
        assert now_law.notes[-1] == "zone_data_changed"
        assert now_law.tzdata == zone_data_version()
        assert "kept as promised" in readback(now_law, client=client, owner=client, now=now)


def test_the_same_law_changes_nothing() -> None:
    """A5: a newer version that leaves the moment alone is not worth a word."""
    client = Calendar(zone="America/Chicago")
    now = datetime.fromisoformat("2026-11-23T15:00-06:00")
    deadline = resolve("tomorrow 9am", now, client=client, owner=client)

    assert renewed(deadline) is deadline
    assert renewed(replace(deadline, tzdata="2025a")) == deadline


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        (
            "tomorrow 9am",
            "Tue 24 Nov 2026 09:00 CST (client, America/Chicago) = 07:00 PST (you)"
            " · in 18 h, 2 business hours · outside your hours (B25)",
        ),
        (
            "in 90 minutes",
            "Mon 23 Nov 2026 16:30 CST (client, America/Chicago) = 14:30 PST (you)"
            " · in 1 h 30 min, 1 h 30 min of business time",
        ),
        (
            "tonight",
            "Mon 23 Nov 2026 20:00 CST (client, America/Chicago) = 18:00 PST (you)"
            " · in 5 h, 2 business hours · outside the client's hours (B25)"
            " · outside your hours (B25)",
        ),
        (
            "next Tuesday 4pm",
            "Tue 1 Dec 2026 16:00 CST (client, America/Chicago) = 14:00 PST (you)"
            " · in 8 d 1 h, 49 business hours · a nearer day of that name comes first (B6)",
        ),
        (
            "2026-12-03 08:59",
            "Thu 3 Dec 2026 08:59 CST (client, America/Chicago) = 06:59 PST (you)"
            " · in 9 d 17 h 59 min, 58 business hours · outside the client's hours (B25)"
            " · outside your hours (B25)",
        ),
        (
            "2026-12-03 16:59",
            "Thu 3 Dec 2026 16:59 CST (client, America/Chicago) = 14:59 PST (you)"
            " · in 10 d 1 h 59 min, 65 h 59 min of business time",
        ),
        (
            "in 30 minutes",
            "Mon 23 Nov 2026 15:30 CST (client, America/Chicago) = 13:30 PST (you)"
            " · in 30 min, 30 min of business time",
        ),
    ],
)
def test_a_deadline_is_said_back(phrase: str, text: str) -> None:
    """B24: both clocks, how far off, then the notes with the rules they come from."""
    client = Calendar(zone="America/Chicago")
    owner = Calendar(zone="America/Los_Angeles")
    now = datetime.fromisoformat("2026-11-23T15:00-06:00")

    deadline = resolve(phrase, now, client=client, owner=owner)

    assert readback(deadline, client=client, owner=owner, now=now) == text


@pytest.mark.parametrize(
    ("said_at", "text"),
    [
        ("2026-11-23T15:00:20-06:00", "in 57 min, 57 min of business time"),
        ("2026-11-23T14:57:20-06:00", "in 1 h, 1 business hour"),
        ("2026-11-23T15:57:20-06:00", "in 0 min, 0 min of business time"),
    ],
)
def test_business_time_is_cut_to_minutes(said_at: str, text: str) -> None:
    """B24: as the time that passes is."""
    client = Calendar(zone="America/Chicago")
    now = datetime.fromisoformat(said_at)

    deadline = resolve("2026-11-23T15:58:00-06:00", now, client=client, owner=client)

    assert text in readback(deadline, client=client, owner=client, now=now).split(" · ")


def test_what_is_kept_of_a_deadline() -> None:
    """A5: the phrase, when it was said, the wall time with its zone, and the zone data."""
    client = Calendar(zone="America/Chicago")
    owner = Calendar(zone="America/Los_Angeles")
    now = datetime.fromisoformat("2026-11-23T15:00-06:00")

    spoken = resolve("tomorrow noon my time", now, client=client, owner=owner)
    elapsed = resolve("in 90 minutes", now, client=client, owner=owner)

    assert spoken.said_at == now
    assert spoken.zone == "America/Los_Angeles"
    assert spoken.wall == datetime.fromisoformat("2026-11-24T12:00")
    assert spoken.tzdata == zone_data_version()
    assert (elapsed.zone, elapsed.wall) == ("America/Chicago", None)


def test_sixty_six_hours_over_a_change_of_clocks() -> None:
    """A promise for Monday 09:00 made on Friday 16:00 CDT is 66 hours away."""
    client = Calendar(zone="America/Chicago")
    now = datetime.fromisoformat("2026-10-30T16:00-05:00")

    deadline = resolve("Monday 9am", now, client=client, owner=client)

    assert deadline.due.astimezone(UTC) - now == timedelta(hours=66)
    assert "in 2 d 18 h" in readback(deadline, client=client, owner=client, now=now)
