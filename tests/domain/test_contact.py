"""Which channel reaches a client now or in time (`deadlines.md` E)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recover.domain.calendar import Calendar
from recover.domain.contact import BadCheck, Post, Reach, check, open_until
from recover.domain.hours_text import parse_hours

CALLS = "mon-sat 09:00-20:00"
US_POST = Post.from_mapping({"zone": "America/New_York"})


def window(hours: str = CALLS, zone: str = "America/Chicago", **more: object) -> Calendar:
    """A channel's window."""
    return Calendar.from_mapping({"zone": zone, "hours": parse_hours(hours), **more})


def at(text: str) -> datetime:
    """A moment."""
    return datetime.fromisoformat(text)


def shown(moment: datetime | None) -> str | None:
    """A moment as the client reads it."""
    return None if moment is None else moment.isoformat(timespec="minutes")


ORTEGA = window()
STORY_1 = at("2026-06-01T08:15-04:00")
NEEDED = at("2026-06-06T10:00-05:00")


def test_story_1_the_call_opens_in_an_hour_and_three_quarters() -> None:
    """Story 1 step 3: 07:15 CDT; calls open 09:00 CDT = 10:00 EDT."""
    reach = check("call", STORY_1, window=ORTEGA, on_record=True, needed_by=NEEDED)

    assert shown(reach.next_window_start) == "2026-06-01T09:00-05:00"
    assert reach.next_window_start == at("2026-06-01T10:00-04:00")
    assert reach.next_window_start - STORY_1 == timedelta(hours=1, minutes=45)
    assert reach.hold_until == reach.arrives_at == reach.next_window_start
    assert (reach.can_contact_now, reach.arrives_in_time, reach.reason) == (False, True, "wait")


@pytest.mark.parametrize(
    ("now", "arrives"),
    [
        ("2026-06-01T08:15-04:00", "2026-06-06T17:00-05:00"),
        ("2026-06-04T08:30-04:00", "2026-06-10T17:00-05:00"),
    ],
)
def test_story_1_a_letter_is_too_late(now: str, arrives: str) -> None:
    """Steps 3 and 4: posted Monday it arrives Saturday 17:00; posted Thursday, Wed 10 June."""
    reach = check(
        "letter",
        at(now),
        window=window("always"),
        on_record=True,
        needed_by=NEEDED,
        post=US_POST,
    )

    assert shown(reach.arrives_at) == arrives
    assert (reach.can_contact_now, reach.arrives_in_time, reach.reason) == (True, False, "too_late")


def test_story_1_ben_reads_how_long_until_calls_open() -> None:
    """Step 4: Thu 08:30 EDT is 07:30 CDT; the call opens in 1 h 30 min."""
    now = at("2026-06-04T08:30-04:00")
    reach = check("call", now, window=ORTEGA, on_record=True, needed_by=NEEDED)

    assert reach.next_window_start is not None
    assert reach.next_window_start - now == timedelta(hours=1, minutes=30)


def test_story_1_the_window_is_open_for_another_three_and_a_half_hours() -> None:
    """The way it went, step 2: 17:30 EDT is 16:30 CDT, calls close 20:00 CDT."""
    now = at("2026-06-01T17:30-04:00")
    end = open_until(now, window=ORTEGA)

    assert end is not None
    assert end - now == timedelta(hours=3, minutes=30)


def test_story_3_an_agreement_opens_a_closed_night() -> None:
    """Step 3: 00:50 EST on a Saturday is allowed because the client asked for it."""
    calls = window(zone="America/New_York")
    agreed = [(at("2026-12-26T00:30-05:00"), at("2026-12-26T01:15-05:00"))]
    now = at("2026-12-26T00:50-05:00")

    assert not check("call", now, window=calls, on_record=True).can_contact_now
    assert check("call", now, window=calls, on_record=True, agreed=agreed).reason == "ok"


def test_story_5_half_past_seven_is_outside_but_agreed() -> None:
    """Step 8: Fri 07:30 PDT is before 09:00; agreed until 08:00."""
    calls = window(zone="America/Los_Angeles")
    agreed = [(at("2026-10-22T17:31-07:00"), at("2026-10-23T08:00-07:00"))]
    now = at("2026-10-23T07:30-07:00")

    assert check("call", now, window=calls, on_record=True).reason == "wait"
    assert check("call", now, window=calls, on_record=True, agreed=agreed).reason == "ok"


@pytest.mark.parametrize(
    ("now", "start", "rule"),
    [
        ("2026-06-01T08:59:59-05:00", "2026-06-01T09:00-05:00", "E2: closed until the opening"),
        ("2026-06-01T09:00:00-05:00", "2026-06-01T09:00-05:00", "E2: the opening is inside"),
        ("2026-06-01T19:59:59-05:00", None, "E2: the last second is inside"),
        ("2026-06-01T20:00:00-05:00", "2026-06-02T09:00-05:00", "E2: the close is not inside"),
        ("2026-06-06T20:00:00-05:00", "2026-06-08T09:00-05:00", "E1: no calls on a Sunday"),
        ("2026-06-07T12:00:00-05:00", "2026-06-08T09:00-05:00", "E1: no calls on a Sunday"),
        ("2026-03-07T21:00:00-06:00", "2026-03-09T09:00-05:00", "A3: over the lost hour"),
        ("2026-10-31T21:00:00-05:00", "2026-11-02T09:00-06:00", "A3: over the hour gained"),
        ("2026-06-01T13:59:00+00:00", "2026-06-01T09:00-05:00", "A4: whatever zone it comes in"),
    ],
)
def test_the_edges_of_a_call_window(now: str, start: str | None, rule: str) -> None:
    """E2, E3: intervals are [start, end); the next start is now while the window is open."""
    reach = check("call", at(now), window=ORTEGA, on_record=True)
    expected = at(start) if start else at(now)

    assert reach.next_window_start == expected, rule
    assert reach.arrives_at == expected, rule
    assert reach.can_contact_now is (expected == at(now)), rule


def test_parts_of_a_second_are_cut() -> None:
    """A4: results are whole seconds in the client's zone."""
    reach = check("call", at("2026-06-01T15:00:00.900+00:00"), window=ORTEGA, on_record=True)

    assert reach.next_window_start is not None
    assert reach.next_window_start.isoformat() == "2026-06-01T10:00:00-05:00"


@pytest.mark.parametrize(
    ("days", "now", "start"),
    [
        ({"holidays": ["2026-11-26"]}, "2026-11-26T10:00-06:00", "2026-11-27T09:00-06:00"),
        ({"holidays": ["2026-11-26"]}, "2026-11-25T20:00-06:00", "2026-11-27T09:00-06:00"),
        (
            {"holidays": ["2026-11-26"], "special_hours": {"2026-11-26": [["10:00", "11:00"]]}},
            "2026-11-26T09:00-06:00",
            "2026-11-26T10:00-06:00",
        ),
        (
            {"special_hours": {"2026-11-26": []}},
            "2026-11-26T10:00-06:00",
            "2026-11-27T09:00-06:00",
        ),
    ],
)
def test_no_contact_days_and_special_hours(days: dict[str, object], now: str, start: str) -> None:
    """E1, A1: the holidays of a window are its no-contact days; special hours replace both."""
    with_days = Calendar.from_mapping(ORTEGA.to_mapping() | days)

    reach = check("call", at(now), window=with_days, on_record=True)

    assert shown(reach.next_window_start) == start


@pytest.mark.parametrize(
    ("start", "end", "now", "expected"),
    [
        ("2026-06-07T12:00-05:00", "2026-06-07T13:00-05:00", "2026-06-07T11:00-05:00", "start"),
        ("2026-06-07T12:00-05:00", "2026-06-07T13:00-05:00", "2026-06-07T12:00-05:00", "now"),
        ("2026-06-07T12:00-05:00", "2026-06-07T13:00-05:00", "2026-06-07T12:59-05:00", "now"),
        ("2026-06-07T12:00-05:00", "2026-06-07T13:00-05:00", "2026-06-07T13:00-05:00", "monday"),
        ("2026-06-09T12:00-05:00", "2026-06-09T13:00-05:00", "2026-06-07T13:00-05:00", "monday"),
        ("2026-06-07T18:00-05:00", "2026-06-07T12:00-05:00", "2026-06-07T13:00-05:00", "monday"),
    ],
)
def test_what_was_agreed_overrides_the_window(
    start: str, end: str, now: str, expected: str
) -> None:
    """E2: [start, end) on a Sunday, when no call is allowed; never later than the window itself."""
    reach = check("call", at(now), window=ORTEGA, on_record=True, agreed=[(at(start), at(end))])

    moments = {"start": at(start), "now": at(now), "monday": at("2026-06-08T09:00-05:00")}
    assert reach.next_window_start == moments[expected]


def test_all_zones_the_client_may_be_in_have_to_allow_it() -> None:
    """E2: Chicago opens 09:00 CDT, Honolulu at 14:00 CDT; both close before the other opens."""
    both = [window(), window(zone="Pacific/Honolulu")]

    early = check("call", at("2026-06-01T10:00-05:00"), window=both, on_record=True)
    late = check("call", at("2026-06-01T20:00-05:00"), window=both, on_record=True)

    assert shown(early.next_window_start) == "2026-06-01T14:00-05:00"
    assert shown(late.next_window_start) == "2026-06-02T14:00-05:00"


def test_zones_whose_windows_never_meet_leave_no_window() -> None:
    """E2, E3: nine to ten here is never nine to ten there."""
    both = [window("daily 9-10"), window("daily 9-10", zone="Pacific/Honolulu")]

    reach = check("call", STORY_1, window=both, on_record=True, needed_by=NEEDED)

    assert reach == Reach(
        can_contact_now=False,
        next_window_start=None,
        arrives_at=None,
        arrives_in_time=False,
        reason="too_late",
    )


@pytest.mark.parametrize(("hours", "reason"), [("never", "no_address"), ("always", "no_address")])
def test_nothing_on_record_comes_first(hours: str, reason: str) -> None:
    """E4, E7: `no_address` before any other reason, and everything else null or false."""
    reach = check("e-mail", STORY_1, window=window(hours), on_record=False, needed_by=STORY_1)

    assert reach.reason == reason
    assert reach.can_contact_now is False
    assert reach.next_window_start is None
    assert reach.arrives_at is None
    assert not reach.arrives_in_time
    assert reach.hold_until is None


@pytest.mark.parametrize(
    ("now", "needed_by", "in_time", "reason"),
    [
        ("2026-06-01T10:00-05:00", "2026-06-01T10:00-05:00", True, "ok"),
        ("2026-06-01T10:00-05:00", "2026-06-01T09:59:59-05:00", False, "too_late"),
        ("2026-06-01T08:00-05:00", "2026-06-01T09:00-05:00", True, "wait"),
        ("2026-06-01T08:00-05:00", "2026-06-01T08:59-05:00", False, "too_late"),
        ("2026-06-01T08:00-05:00", None, None, "wait"),
        ("2026-06-01T10:00-05:00", None, None, "ok"),
    ],
)
def test_reasons_in_their_order(
    now: str, needed_by: str | None, in_time: bool | None, reason: str
) -> None:
    """E7: in time is at or before the moment it is needed; too late before wait before ok."""
    limit = at(needed_by) if needed_by else None
    reach = check("call", at(now), window=ORTEGA, on_record=True, needed_by=limit)

    assert (reach.arrives_in_time, reach.reason) == (in_time, reason)


@pytest.mark.parametrize("needed_by", [None, NEEDED])
def test_no_window_within_a_year_is_too_late(needed_by: datetime | None) -> None:
    """E3, E7: null, and too late whether or not there is a moment it is needed by."""
    reach = check("call", STORY_1, window=window("never"), on_record=True, needed_by=needed_by)

    assert reach.next_window_start is None
    assert reach.reason == "too_late"


@pytest.mark.parametrize(("days", "found"), [(366, True), (367, False)])
def test_the_search_ends_after_366_days(days: int, found: bool) -> None:
    """E3: none within 366 days is none."""
    now = at("2026-06-01T12:00-05:00")
    day = (now + timedelta(days=days)).date().isoformat()
    only = window("never", special_hours={day: [["12:00", "13:00"]]})

    reach = check("call", now, window=only, on_record=True)

    assert (reach.next_window_start is not None) is found


@pytest.mark.parametrize(
    ("now", "travel", "start", "arrives", "reason"),
    [
        ("10:00", 60, "10:00", "11:00", "ok"),
        ("08:30", 60, "09:00", "09:30", "wait"),
        ("07:00", 60, "09:00", "09:00", "wait"),
        ("16:30", 60, "16:30", "next", "ok"),
        ("16:00", 59, "16:00", "16:59", "ok"),
        ("16:00", 60, "16:00", "next", "ok"),
        ("10:00", 0, "10:00", "10:00", "ok"),
    ],
)
def test_a_visit_takes_its_way(
    now: str, travel: int, start: str, arrives: str, reason: str
) -> None:
    """E5: the earliest allowed instant at or after now plus travel; allowed now is E2 alone."""
    hours = window("mon-fri 09:00-17:00")
    reach = check(
        "visit",
        at(f"2026-06-01T{now}-05:00"),
        window=hours,
        on_record=True,
        travel=timedelta(minutes=travel),
    )

    expected = "2026-06-02T09:00-05:00" if arrives == "next" else f"2026-06-01T{arrives}-05:00"
    assert shown(reach.next_window_start) == f"2026-06-01T{start}-05:00"
    assert shown(reach.arrives_at) == expected
    assert reach.reason == reason


def test_travel_is_for_visits_only() -> None:
    """E5: a call arrives when its window opens."""
    reach = check(
        "call",
        at("2026-06-01T10:00-05:00"),
        window=ORTEGA,
        on_record=True,
        travel=timedelta(hours=3),
    )

    assert shown(reach.arrives_at) == "2026-06-01T10:00-05:00"


@pytest.mark.parametrize(
    ("now", "post", "arrives", "rule"),
    [
        ("2026-06-01T16:59:59-04:00", {}, "2026-06-06", "before the cut-off: posted today"),
        ("2026-06-01T17:00:00-04:00", {}, "2026-06-08", "at the cut-off: the next postal day"),
        ("2026-06-06T10:00:00-04:00", {}, "2026-06-12", "Saturday is a postal day"),
        ("2026-06-06T17:00:00-04:00", {}, "2026-06-13", "after Saturday comes Monday"),
        ("2026-06-07T10:00:00-04:00", {}, "2026-06-13", "a Sunday letter leaves on Monday"),
        ("2026-06-01T10:00:00-04:00", {"days": 1}, "2026-06-02", "N is configurable"),
        ("2026-06-01T10:00:00-04:00", {"holidays": ["2026-06-03"]}, "2026-06-08", "a holiday"),
        ("2026-06-01T10:00:00-04:00", {"holidays": ["2026-06-01"]}, "2026-06-08", "no post today"),
        (
            "2026-06-01T10:00:00-04:00",
            {"weekdays": ["mon", "tue", "wed", "thu", "fri"]},
            "2026-06-08",
            "weekdays are configurable",
        ),
        ("2026-06-01T11:59:00-04:00", {"cutoff": "12:00"}, "2026-06-06", "the cut-off is too"),
        ("2026-06-01T12:00:00-04:00", {"cutoff": "12:00"}, "2026-06-08", "the cut-off is too"),
        ("2026-06-02T03:30:00+00:00", {}, "2026-06-08", "still Monday evening at the sender's"),
    ],
)
def test_letters_by_postal_days(
    now: str, post: Mapping[str, object], arrives: str, rule: str
) -> None:
    """E6: 17:00 in the client's zone, N postal days after the day of posting at the sender's."""
    rules = Post.from_mapping({"zone": "America/New_York", **post})

    reach = check("letter", at(now), window=window("always"), on_record=True, post=rules)

    assert shown(reach.arrives_at) == f"{arrives}T17:00-05:00", rule
    assert reach.reason == "ok"


def test_a_letter_arrives_on_the_clients_clock_after_it_changed() -> None:
    """E6, A3: posted before the clocks go back, it arrives at 17:00 CST."""
    reach = check(
        "letter",
        at("2026-10-30T10:00-04:00"),
        window=window("always"),
        on_record=True,
        post=US_POST,
    )

    assert shown(reach.arrives_at) == "2026-11-05T17:00-06:00"


def test_a_letter_without_rules_is_posted_in_the_clients_zone() -> None:
    """E6: five postal days, Monday to Saturday, before 17:00."""
    reach = check("letter", at("2026-06-01T16:59-05:00"), window=window("always"), on_record=True)

    assert shown(reach.arrives_at) == "2026-06-06T17:00-05:00"


def test_a_letter_may_go_to_the_later_of_two_zones() -> None:
    """E2: where the client may be anywhere, it has arrived when it has arrived everywhere."""
    homes = [window("always"), window("always", zone="Pacific/Honolulu")]

    reach = check("letter", STORY_1, window=homes, on_record=True, post=US_POST)

    assert reach.arrives_at == at("2026-06-06T17:00-10:00")
    assert shown(reach.arrives_at) == "2026-06-06T22:00-05:00"


def test_nothing_arrives_before_it_is_sent() -> None:
    """A day's post from Pago Pago to Kiritimati would arrive on the day before by the clock."""
    rules = Post.from_mapping({"zone": "Pacific/Pago_Pago", "days": 1})
    now = at("2026-06-01T16:30-11:00")
    home = window("always", zone="Pacific/Kiritimati")

    reach = check("letter", now, window=home, on_record=True, post=rules)

    assert shown(reach.arrives_at) == "2026-06-03T17:00+14:00"


@pytest.mark.parametrize(
    ("hours", "zone", "now", "start", "rule"),
    [
        ("sun 02:30-04:00", "America/Chicago", "2026-03-08T00:00-06:00", "2026-03-08T03:00-05:00",
         "the clock shows no 02:30, and 03:00 is the first time inside"),
        ("sun 02:00-02:30", "America/Chicago", "2026-03-08T00:00-06:00", "2026-03-15T02:00-05:00",
         "the clock never shows it: the week after"),
        ("sun 01:30-01:45", "America/Chicago", "2026-11-01T06:45+00:00", "2026-11-01T01:30-06:00",
         "the clock shows it twice, so the second time counts as well"),
        ("sun 00:00-06:00", "Africa/Cairo", "2026-04-23T23:30+02:00", "2026-04-26T00:00+03:00",
         "Friday's midnight is skipped and is not Sunday's"),
        ("fri 00:00-06:00", "Africa/Cairo", "2026-04-23T23:30+02:00", "2026-04-24T01:00+03:00",
         "a day that begins at 01:00"),
        ("sat 23:30-24:00", "America/Santiago", "2026-04-04T23:45-03:00", "2026-04-04T23:45-03:00",
         "the first 23:45 of a Saturday that has two"),
        ("sat 23:30-24:00", "America/Santiago", "2026-04-04T23:15-04:00", "2026-04-04T23:30-04:00",
         "the second 23:15: its 23:30 is still to come"),
        ("fri 09:00-17:00", "Pacific/Apia", "2011-12-29T20:00-10:00", "2012-01-06T09:00+14:00",
         "a date that was skipped has no hours"),
        ("daily 01:45-02:15", "Australia/Lord_Howe", "2026-04-05T01:50+11:00",
         "2026-04-05T01:50+11:00", "half an hour is shown twice"),
        ("mon 09:00-17:00", "Asia/Kathmandu", "2026-06-01T03:00+00:00", "2026-06-01T09:00+05:45",
         "an offset in quarters of an hour"),
    ],
)  # fmt: skip
def test_the_clients_clock_decides_on_the_nights_it_is_changed(
    hours: str, zone: str, now: str, start: str, rule: str
) -> None:
    """E2: contact is allowed while the local wall time is inside the window of its date."""
    reach = check("call", at(now), window=window(hours, zone), on_record=True)

    assert reach.next_window_start is not None
    assert shown(reach.next_window_start.astimezone(UTC)) == shown(at(start).astimezone(UTC)), rule


@pytest.mark.parametrize(
    ("hours", "now", "end"),
    [
        (CALLS, "2026-06-01T09:00-05:00", "2026-06-01T20:00-05:00"),
        (CALLS, "2026-06-01T08:59-05:00", None),
        ("mon-tue 00:00-24:00", "2026-06-01T09:00-05:00", "2026-06-03T00:00-05:00"),
        ("always", "2026-06-01T09:00-05:00", None),
    ],
)
def test_open_until_is_the_end_without_a_break(hours: str, now: str, end: str | None) -> None:
    """For the header; a window that goes on over midnight is one, and always has no end."""
    assert shown(open_until(at(now), window=window(hours))) == end


def test_open_until_counts_what_was_agreed() -> None:
    """E2: agreed from 19:30 to 21:00 carries the call window on."""
    agreed = [(at("2026-06-01T19:30-05:00"), at("2026-06-01T21:00-05:00"))]

    end = open_until(at("2026-06-01T12:00-05:00"), window=ORTEGA, agreed=agreed)

    assert shown(end) == "2026-06-01T21:00-05:00"


@pytest.mark.parametrize(
    ("channel", "known"),
    [("email", True), ("E-Mail", True), ("phone", True), ("post", True), ("pigeon", False)],
)
def test_channels_by_other_names(channel: str, known: bool) -> None:
    """A channel may be named as people name it; one that nobody knows is refused."""
    if known:
        assert check(channel, NEEDED, window=window("always"), on_record=True).reason == "ok"
    else:
        with pytest.raises(BadCheck, match="use one of call"):
            check(channel, NEEDED, window=window("always"), on_record=True)


def test_what_makes_no_sense_is_refused() -> None:
    """A moment without a zone, no window, and a way back in time."""
    with pytest.raises(BadCheck, match="has no zone"):
        check("call", STORY_1.replace(tzinfo=None), window=ORTEGA, on_record=True)
    with pytest.raises(BadCheck, match="needs a window"):
        check("call", STORY_1, window=[], on_record=True)
    with pytest.raises(BadCheck, match="way to a client"):
        check("visit", STORY_1, window=ORTEGA, on_record=True, travel=timedelta(minutes=-1))


quarters = st.lists(st.integers(0, 96), max_size=4, unique=True).map(
    lambda marks: [
        [f"{a // 4:02}:{a % 4 * 15:02}", f"{b // 4:02}:{b % 4 * 15:02}"]
        for a, b in zip(sorted(marks)[::2], sorted(marks)[1::2], strict=False)
    ]
)
weeks = st.fixed_dictionaries(
    dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), quarters)
)


def fives(low: int, high: int) -> st.SearchStrategy[int]:
    """Multiples of five minutes: the grid of every window and every offset that is tried here."""
    return st.integers(low, high).map(lambda number: 5 * number)


nights = st.sampled_from(
    [
        ("America/Chicago", at("2026-03-08T06:00+00:00")),
        ("America/Chicago", at("2026-11-01T05:00+00:00")),
        ("Australia/Lord_Howe", at("2026-04-04T13:00+00:00")),
        ("America/Santiago", at("2026-04-05T02:00+00:00")),
        ("Africa/Cairo", at("2026-04-23T20:00+00:00")),
        ("Pacific/Apia", at("2011-12-30T08:00+00:00")),
        ("Asia/Kathmandu", at("2026-06-01T00:00+00:00")),
    ]
)


def allowed(calendar: Calendar, now: datetime, agreed: list[tuple[datetime, datetime]]) -> bool:
    """E2 word by word: the wall time is inside the window of its date, or it is agreed."""
    wall = now.astimezone(calendar.tzinfo)
    minutes = wall.hour * 60 + wall.minute
    inside = any(start <= minutes * 60 < end for start, end in calendar.hours_on(wall.date()))
    return inside or any(start <= now < end for start, end in agreed)


@settings(max_examples=100, deadline=None)
@given(nights, weeks, weeks, st.booleans(), fives(-120, 120), fives(0, 80))
def test_check_agrees_with_a_scan_of_two_days(
    night: tuple[str, datetime],
    one: dict[str, list[list[str]]],
    other: dict[str, list[list[str]]],
    two_zones: bool,
    minutes: int,
    length: int,
) -> None:
    """Law, on the nights clocks change: the next start is the first moment that E2 allows."""
    zone, start = night
    now = start + timedelta(minutes=minutes)
    agreed = [(now + timedelta(minutes=length), now + timedelta(minutes=2 * length))]
    calendars = [Calendar.from_mapping({"zone": zone, "hours": one})]
    if two_zones:
        calendars.append(Calendar.from_mapping({"zone": "Asia/Tokyo", "hours": other}))

    reach = check("call", now, window=calendars, on_record=True, agreed=agreed)

    minute = now
    scanned_until = now + timedelta(days=2)
    while minute < scanned_until and not all(
        allowed(calendar, minute, agreed) for calendar in calendars
    ):
        minute += timedelta(minutes=5)
    found = reach.next_window_start and reach.next_window_start.astimezone(UTC)
    if minute < scanned_until:
        assert found == minute
    else:
        assert found is None or found >= scanned_until


@settings(deadline=None)
@given(
    st.sampled_from(["call", "sms", "e-mail", "chat", "visit", "letter"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    weeks,
    st.sampled_from(["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London"]),
    st.integers(0, 3000),
    st.integers(1, 7),
)
def test_nothing_arrives_before_now_and_the_reason_fits(
    channel: str,
    now: datetime,
    hours: dict[str, list[list[str]]],
    zone: str,
    travel: int,
    days: int,
) -> None:
    """Law: arrival is never before the asking moment, nor a visit's before the way is made."""
    needed_by = now + timedelta(days=3)
    post = Post.from_mapping({"zone": "Pacific/Pago_Pago", "days": days})

    reach = check(
        channel,
        now,
        window=Calendar.from_mapping({"zone": zone, "hours": hours}),
        on_record=True,
        needed_by=needed_by,
        travel=timedelta(minutes=travel),
        post=post,
    )

    earliest = now.replace(microsecond=0) + timedelta(minutes=travel if channel == "visit" else 0)
    assert reach.arrives_at is None or reach.arrives_at >= earliest
    assert reach.arrives_in_time is (reach.arrives_at is not None and reach.arrives_at <= needed_by)
    assert (reach.reason == "too_late") is not reach.arrives_in_time
    assert reach.reason != "ok" or reach.can_contact_now
    assert reach.can_contact_now is (reach.next_window_start == now.replace(microsecond=0))
