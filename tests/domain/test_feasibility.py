"""What could keep a promise from being kept (`deadlines.md` B25, E7)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from recover.domain.account import CHANNELS
from recover.domain.calendar import Calendar
from recover.domain.contact import Post, check
from recover.domain.feasibility import CODES, Consent, Plan, agreed_text, judge
from recover.domain.hours_text import parse_hours
from recover.domain.window import Window

PACIFIC = "America/Los_Angeles"
OFFICE = "mon-fri 09:00-17:00"
CALLS = "mon-sat 09:00-20:00"


def calendar(hours: str = OFFICE, zone: str = PACIFIC, **more: object) -> Calendar:
    """A calendar."""
    return Calendar.from_mapping({"zone": zone, "hours": parse_hours(hours), **more})


def at(text: str) -> datetime:
    """A moment."""
    return datetime.fromisoformat(text)


def plan(
    said_at: str,
    due: str,
    *,
    client: Calendar | None = None,
    owner: Calendar | None = None,
    channel: str = "call",
    on_record: tuple[str, ...] = ("call", "letter"),
    calls: str = CALLS,
    **more: object,
) -> Plan:
    """A plan for a client whose windows are the shipped ones."""
    home = client or calendar()
    call_window = calendar(calls, home.zone, holidays=home.holidays)
    windows = dict.fromkeys(CHANNELS, calendar("always", home.zone))
    windows |= {"call": call_window, "sms": call_window, "visit": home}
    reaches = {
        name: check(
            name,
            at(said_at),
            window=windows[name],
            on_record=name in on_record,
            needed_by=at(due),
            post=Post.from_mapping({"zone": home.zone}),
        )
        for name in CHANNELS
    }
    made = Plan(
        said_at=at(said_at),
        due=at(due),
        client=home,
        owner=owner or calendar("always"),
        channel=channel,
        reaches=reaches,
        window=Window.of(windows[channel]),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def codes(made: Plan) -> list[str]:
    """The codes of what is found."""
    return [obstacle.code for obstacle in judge(made).obstacles]


STORY_5 = plan(
    "2026-10-22T17:31-07:00",
    "2026-10-23T08:00-07:00",
    owner=calendar(),
    colleagues=[("New York", calendar("mon-fri 08:00-18:00", "America/New_York"))],
    consent=Consent(words="before you open is fine", at=at("2026-10-22T17:31-07:00")),
)


def test_story_5_slack_and_the_time_to_get_up() -> None:
    """Step 5: New York opens 05:00 PDT, due 08:00 PDT: 3 h; be awake 04:45 PDT."""
    found = judge(STORY_5)

    assert found.slack == timedelta(hours=3)
    assert found.wake_up == at("2026-10-23T04:45-07:00")
    assert [obstacle.code for obstacle in found.obstacles] == [
        "outside_owner_hours",
        "slack",
        "agreed",
    ]
    assert found.obstacles[1].text == "New York opens Fri 23 Oct 2026 05:00 PDT: 3 h of slack."
    assert found.obstacles[1].at == at("2026-10-23T08:00-04:00")


def test_story_5_what_was_agreed_is_said() -> None:
    """Steps 5 and 8: `outside the contact window - agreed Thu 17:31`."""
    assert STORY_5.consent is not None
    assert agreed_text(STORY_5.consent, PACIFIC) == (
        "outside the contact window - agreed Thu 17:31"
    )
    assert judge(STORY_5).obstacles[-1].text == (
        "Fri 23 Oct 2026 08:00 PDT is outside the contact window - agreed Thu 17:31."
    )


def test_story_5_without_the_agreement() -> None:
    """What the consent stands for: the client's hours, and the call window at due."""
    found = codes(replace(STORY_5, consent=None))

    assert found == [
        "outside_owner_hours",
        "outside_client_hours",
        "outside_contact_window",
        "slack",
    ]


def test_story_4_the_slack_under_a_client_promise() -> None:
    """Step 3: Dana by 12:00, Raj by 15:00, the client by 16:00 PDT: 1 h."""
    made = plan(
        "2026-03-12T08:30-07:00",
        "2026-03-13T16:00-07:00",
        owner=calendar("mon-fri 09:00-17:00", "America/New_York"),
        internal=[
            ("Billing/Dana", at("2026-03-13T12:00-07:00")),
            ("Technical/Raj", at("2026-03-13T15:00-07:00")),
        ],
    )
    found = judge(made)

    assert found.slack == timedelta(hours=1)
    assert [obstacle.code for obstacle in found.obstacles] == ["outside_owner_hours", "owner_gone"]
    assert found.obstacles[1].text == (
        "The owner's day ends Fri 13 Mar 2026 17:00 EDT, 2 h before it is due: "
        "keep it until then, or hand it over."
    )


def test_story_1_a_letter_that_arrives_after_due() -> None:
    """Step 3: the letter is too late, the call is not."""
    made = plan(
        "2026-06-01T08:15-04:00",
        "2026-06-06T10:00-05:00",
        client=calendar(OFFICE, "America/Chicago"),
        channel="letter",
    )
    found = judge(made).obstacles[0]

    assert found.code == "too_late"
    assert found.at == at("2026-06-06T17:00-05:00")
    assert found.channels == ("call",)
    assert found.text == (
        "The letter arrives after it is due; the earliest is Sat 6 Jun 2026 17:00 CDT; "
        "in time would be call."
    )


def test_no_window_before_due_names_the_earliest_and_what_would_work() -> None:
    """E7: promised on Saturday evening for Sunday, when no call is allowed."""
    made = plan(
        "2026-06-06T20:30-07:00",
        "2026-06-07T12:00-07:00",
        client=calendar("always"),
        on_record=("call", "e-mail", "letter"),
    )
    found = judge(made).obstacles[0]

    assert found.code == "no_window_before_due"
    assert found.at == at("2026-06-08T09:00-07:00")
    assert found.channels == ("e-mail",)
    assert found.text == (
        "No contact by call is allowed before it is due; the earliest is "
        "Mon 8 Jun 2026 09:00 PDT; in time would be e-mail."
    )


@pytest.mark.parametrize(
    ("due", "found"),
    [
        ("2026-06-08T08:59:59-07:00", True),
        ("2026-06-08T09:00:00-07:00", False),
    ],
)
def test_no_window_up_to_and_including_due(due: str, found: bool) -> None:
    """E7: no allowed instant in [now, due]; the due moment itself counts."""
    made = plan("2026-06-06T20:30-07:00", due, client=calendar("always"))

    assert ("no_window_before_due" in codes(made)) is found


def test_consent_settles_a_closed_window_and_not_a_slow_letter() -> None:
    """Agreed is about hours, windows and holidays; it makes no post faster and finds no number."""
    consent = Consent(words="any time", at=at("2026-06-06T20:30-07:00"))
    when = ("2026-06-06T20:30-07:00", "2026-06-07T12:00-07:00")

    assert codes(plan(*when, consent=consent)) == ["agreed"]
    assert codes(plan(*when, channel="letter", consent=consent)) == ["too_late", "agreed"]
    assert codes(plan(*when, on_record=(), consent=consent)) == ["no_address", "agreed"]


def test_nothing_on_record() -> None:
    """E4: says which channel, and which others would be in time."""
    made = plan(
        "2026-06-01T10:00-07:00",
        "2026-06-01T15:00-07:00",
        channel="e-mail",
        on_record=("call", "sms", "letter"),
    )
    found = judge(made).obstacles

    assert [(each.code, each.channels) for each in found] == [("no_address", ("call", "sms"))]


@pytest.mark.parametrize(
    ("due", "expected", "rule"),
    [
        ("2026-06-02T12:00-07:00", [], "in the middle of everything"),
        ("2026-06-02T17:00-07:00", [], "the close is still in time"),
        ("2026-06-02T09:00-07:00", [], "the opening is inside"),
        ("2026-06-02T17:01-07:00", ["outside_client_hours"], "after the client's close"),
        ("2026-06-02T20:00-07:00", ["outside_client_hours"], "up to the end of the call window"),
        ("2026-06-02T20:01-07:00", ["outside_client_hours", "outside_contact_window"], "past it"),
        ("2026-06-06T12:00-07:00", ["outside_client_hours"], "a Saturday: calls, but no hours"),
        ("2026-07-03T12:00-07:00",
         ["outside_client_hours", "outside_contact_window", "holiday"], "a client holiday"),
    ],
)  # fmt: skip
def test_the_clients_hours(due: str, expected: list[str], rule: str) -> None:
    """B25: outside hours, outside the window, a holiday."""
    home = calendar(holidays=["2026-07-03"])

    assert codes(plan("2026-06-01T10:00-07:00", due, client=home)) == expected, rule


@pytest.mark.parametrize(
    ("said", "due", "expected", "rule"),
    [
        ("2026-06-01T10:00-07:00", "2026-06-02T14:00-07:00", [], "17:00 EDT is the close"),
        ("2026-06-01T10:00-07:00", "2026-06-02T16:00-07:00",
         ["outside_owner_hours", "owner_gone"], "two hours after the owner has left"),
        ("2026-06-02T14:30-07:00", "2026-06-02T16:00-07:00",
         ["outside_owner_hours"], "the owner has left already, and knows"),
        ("2026-06-01T10:00-07:00", "2026-06-06T12:00-07:00",
         ["outside_owner_hours"], "a day the owner does not work"),
    ],
)  # fmt: skip
def test_the_owners_hours(said: str, due: str, expected: list[str], rule: str) -> None:
    """B25; and `owner_gone` when due is after the owner's last hour of that day."""
    made = plan(said, due, client=calendar("always"), owner=calendar(OFFICE, "America/New_York"))

    assert codes(made) == expected, rule


@pytest.mark.parametrize(
    ("said", "due", "expected", "slack", "wake_up"),
    [
        ("2026-10-22T10:00-07:00", "2026-10-22T12:00-07:00", [], 120, None),
        ("2026-10-22T17:31-07:00", "2026-10-23T04:00-07:00", ["colleague_asleep"], -60, None),
        ("2026-10-22T17:31-07:00", "2026-10-23T05:00-07:00", ["colleague_asleep"], 0, None),
        ("2026-10-22T17:31-07:00", "2026-10-23T05:01-07:00", ["slack"], 1, "2026-10-23T04:45"),
        ("2026-10-23T04:50-07:00", "2026-10-23T08:00-07:00", ["slack"], 180, None),
    ],
)
def test_colleagues_who_are_asleep(
    said: str, due: str, expected: list[str], slack: int, wake_up: str | None
) -> None:
    """Who opens only at due or after it is asleep; nobody is woken for nothing."""
    made = plan(
        said,
        due,
        client=calendar("always"),
        owner=calendar(OFFICE),
        calls="always",
        colleagues=[("New York", calendar("mon-fri 08:00-18:00", "America/New_York"))],
    )
    found = judge(made)

    assert [o.code for o in found.obstacles if o.code != "outside_owner_hours"] == expected
    assert found.slack == timedelta(minutes=slack)
    assert found.wake_up == (at(f"{wake_up}-07:00") if wake_up else None)


def test_nobody_is_woken_while_at_work() -> None:
    """The owner in London is at their desk when New York opens."""
    made = plan(
        "2026-10-22T10:00+01:00",
        "2026-10-22T16:00+01:00",
        owner=calendar(OFFICE, "Europe/London"),
        colleagues=[("New York", calendar("mon-fri 08:00-18:00", "America/New_York"))],
    )
    found = judge(made)

    assert found.slack == timedelta(hours=3)
    assert found.wake_up is None


def test_the_last_colleague_decides_the_slack_and_the_first_the_alarm() -> None:
    """All of them are needed; the first to open is the first to be asked."""
    made = replace(
        STORY_5,
        colleagues=[
            *STORY_5.colleagues,
            ("Denver", calendar("mon-fri 08:00-17:00", "America/Denver")),
        ],
    )
    found = judge(made)

    assert found.slack == timedelta(hours=1)
    assert found.wake_up == at("2026-10-23T04:45-07:00")


def test_a_colleague_who_never_works() -> None:
    """No slack can be known."""
    found = judge(replace(STORY_5, colleagues=[("Nobody", calendar("never"))]))

    assert found.slack is None
    assert found.wake_up is None
    assert found.obstacles[0].text == "Nobody has no working hours within a year."


def test_a_promise_that_rests_on_a_later_one() -> None:
    """An internal promise that is due after the client's is found before it is made."""
    made = plan(
        "2026-06-01T10:00-07:00",
        "2026-06-02T12:00-07:00",
        internal=[("Raj", at("2026-06-02T12:00-07:00")), ("Lee", at("2026-06-02T15:01-04:00"))],
    )
    found = judge(made)

    assert [each.code for each in found.obstacles] == ["internal_late"]
    assert found.obstacles[0].text == (
        "It rests on Lee, which is due Tue 2 Jun 2026 12:01 PDT, after it."
    )
    assert found.slack == timedelta(minutes=-1)


@pytest.mark.parametrize(
    ("covered", "expected"),
    [
        (date(2026, 6, 1), ["after_calendar_end"]),
        (date(2026, 6, 2), []),
        (None, []),
    ],
)
def test_after_the_last_date_the_holidays_cover(covered: date | None, expected: list[str]) -> None:
    """H4: warn when a promise falls after it; the client's date counts."""
    made = plan("2026-06-01T10:00-07:00", "2026-06-02T16:30-07:00", covered_until=covered)

    assert codes(made) == expected


def test_the_owners_list_of_holidays_ends_on_the_owners_date() -> None:
    """H4: 22:30 in Los Angeles is the next day in New York, on which nobody knows any more."""
    made = plan(
        "2026-06-01T10:00-07:00",
        "2026-06-02T22:30-07:00",
        owner=calendar("always", "America/New_York"),
        covered_until=date(2026, 6, 2),
        owner_covered_until=date(2026, 6, 2),
    )
    (found,) = (each for each in judge(made).obstacles if each.code == "after_calendar_end")

    assert found.text == (
        "The owner's holidays are known until Tue 2 Jun 2026 only: check Wed 3 Jun 2026."
    )


@pytest.mark.parametrize(("minute", "expected"), [("00", []), ("01", ["internal_late"])])
def test_an_internal_promise_has_to_be_due_before_the_clients(
    minute: str, expected: list[str]
) -> None:
    """At the same moment is in time; how the client is reached does not matter to it."""
    made = plan(
        "2026-06-01T10:00-07:00",
        f"2026-06-02T12:{minute}-07:00",
        on_record=(),
        to_client=False,
        under=("1p1 (call)", at("2026-06-02T15:00-04:00")),
    )

    assert codes(made) == expected
    if expected:
        assert judge(made).obstacles[0].text == (
            "1p1 (call) rests on it, and is due Tue 2 Jun 2026 12:00 PDT, before it."
        )


def test_nothing_in_the_way() -> None:
    """No obstacle, and nobody to wait for."""
    found = judge(plan("2026-06-01T10:00-07:00", "2026-06-01T15:00-07:00"))

    assert (found.obstacles, found.slack, found.wake_up) == ((), None, None)


def test_every_code_has_its_place_and_every_text_is_one_sentence() -> None:
    """The gravest first; sentences for people end with a full stop."""
    worst = plan(
        "2026-06-06T20:30-07:00",
        "2026-06-07T03:00-07:00",
        owner=calendar(),
        colleagues=[("New York", calendar(OFFICE, "America/New_York"))],
        internal=[("Lee", at("2026-06-08T12:00-07:00"))],
        covered_until=date(2026, 1, 1),
    )
    found = judge(worst).obstacles

    places = [CODES.index(obstacle.code) for obstacle in found]
    assert places == sorted(places)
    assert len(places) == 7
    assert all(obstacle.text.endswith(".") for obstacle in found)
