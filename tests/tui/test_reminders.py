"""Reminders in the app: set with one key, shown on Today, rung at their moment."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from recover.domain.entry import ReminderKind
from recover.domain.incident import Incident
from recover.services.desk import Desk
from recover.services.due_reminders import due_reminders, say_reminders
from recover.services.finding import find_incident, find_person
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.healing import plan_follow_ups
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.reminding import wake_for
from recover.services.settling import keep_promise
from recover.services.snoozing import snooze
from recover.tui.desktop import desktop_sequence
from recover.tui.work import BookChanged
from tests.tui.driving import driving, settle, words

QUARTER_TO_FIVE = datetime(2026, 10, 23, 11, 45, tzinfo=UTC)


@pytest.fixture
def needing(desk: Desk, incident: Incident) -> Desk:
    """1p1 is due Fri 08:00 and needs Priya, who opens at 05:00 in Los Angeles."""
    wish = PromiseWish(
        what="name the new AE", by="tomorrow 8am", needs=("priya",), consent="early is fine"
    )
    make_promise(desk, incident.id, wish)
    return desk


async def test_one_key_takes_the_suggested_time_to_get_up(
    needing: Desk, size: tuple[int, int]
) -> None:
    """Suggested before, on record after, u takes it back."""
    async with driving(needing, size) as me:
        assert "be up by Fri 04:45 PDT · z reminds you" in words(me)
        await me.press("z")
        assert "You are reminded of 1p1" in words(me)
        assert "reminder Fri 04:45 PDT (you)" in words(me)
        assert "Be up for: name" in words(me)
        (promise,) = find_incident(needing, "1").promises
        assert [(each.at, each.kind) for each in promise.reminders] == [
            (QUARTER_TO_FIVE, ReminderKind.WAKE_UP)
        ]
        await me.press("u")
        assert "REMINDERS" not in me.text

    assert not find_incident(needing, "1").promises[0].reminders


async def test_f6_takes_it_while_one_types(needing: Desk) -> None:
    """In an incident, whatever stands in the line."""
    async with driving(needing) as me:
        await me.press("enter")
        await me.type("and one more thing")
        await me.press("f6")

        assert "You are reminded of 1p1: Fri 04:45" in words(me)
        assert "and one more thing" in me.text

    assert find_incident(needing, "1").promises[0].reminders


async def test_where_nothing_is_suggested_the_moment_is_asked_for(
    desk: Desk, promised: Incident
) -> None:
    """Read back on one's own clock while it is typed; refused phrases offer others."""
    assert promised.open_promises
    async with driving(desk) as me:
        await me.press("z")
        assert "A reminder for 1p1" in me.text
        await me.type("tomorow 7am")
        assert "F2 tomorrow 7am" in words(me)
        await me.press("f2")
        assert "Fri 23 Oct 2026 07:00 PDT (you), in 13 h 50 min" in words(me)
        await me.press("enter")

        assert "You are reminded of 1p1" in words(me)


async def test_a_reminder_rings_once_at_its_moment(needing: Desk) -> None:
    """Not before, and not again; its line on Today says that it is now."""
    wake_for(needing, "1p1")
    async with driving(needing) as me:
        needing.held = QUARTER_TO_FIVE - timedelta(seconds=1)
        me.app.ring()
        await settle(me.pilot)
        assert "time to be up for it" not in words(me)
        needing.held = QUARTER_TO_FIVE
        me.app.ring()
        await settle(me.pilot)
        assert "Reminder 1p1: time to be up for it" in words(me)
        assert not me.app.reminders.due()
        await me.press("2", "1")

        assert "Be up for: name" in words(me)


async def test_what_rang_while_nobody_looked_stands_on_today(needing: Desk) -> None:
    """It is not rung at the next start, and stays until something is done."""
    wake_for(needing, "1p1")
    needing.held = QUARTER_TO_FIVE + timedelta(hours=1)
    async with driving(needing) as me:
        assert "Reminder 1p1" not in me.text
        (line,) = (each for each in me.lines if "Be up for" in each)
        assert "now" in line
        assert line.strip().startswith("!")


async def test_the_app_speaks_up_on_every_rung_of_the_ladder(
    desk: Desk, promised: Incident
) -> None:
    """Due Fri 08:00, when Mara's day begins: Thu 17:30, at due, a quarter and an hour after."""
    assert promised.open_promises
    heard = []
    async with driving(desk, (120, 40)) as me:
        start = desk.now()
        for minute in range(0, 17 * 60, 5):
            desk.held = start + timedelta(minutes=minute)
            if me.app.reminders.due():
                me.app.reminders.look()
                await settle(me.pilot)
                heard.append(
                    (minute, re.findall(r"Reminder 1p1: (.*?) *$", me.text, re.MULTILINE)[-1])
                )

    assert heard == [
        (20, "due in 14 h 30 min"),
        (890, "due now"),
        (905, "overdue 15 min"),
        (950, "overdue 1 h"),
    ]


async def test_what_is_long_overdue_is_said_each_morning(desk: Desk, promised: Incident) -> None:
    """In an app that stays open, and has seen yesterday's."""
    assert promised.open_promises
    desk.held = datetime(2026, 10, 29, 20, 0, tzinfo=UTC)
    async with driving(desk, (120, 40)) as me:
        for moment, says in ((29, False), (30, True)):
            desk.held = datetime(2026, 10, moment, 22, 0, tzinfo=UTC)
            me.app.ring()
            await settle(me.pilot)
            assert ("Reminder 1p1: overdue 7 d" in words(me)) is says


async def test_a_follow_up_is_said_at_its_moment(desk: Desk, promised: Incident) -> None:
    """To whoever carries the incident."""
    keep_promise(desk, "1p1")
    plan_follow_ups(desk, promised.id)
    first = find_incident(desk, promised.id).follow_ups[0]
    async with driving(desk, (120, 40)) as me:
        desk.held = first.at
        me.app.ring()
        await settle(me.pilot)

        assert "Reminder 1f1: time to get in touch again" in words(me)

    assert due_reminders(desk) == []


async def test_in_quiet_hours_what_can_wait_does(desk: Desk, promised: Incident) -> None:
    """It is said when they are over, if it is still so."""
    make_promise(desk, promised.id, PromiseWish(what="early", by="tomorrow 7:45am"))
    desk.settings = replace(desk.settings, quiet_hours="17:00-07:30")
    async with driving(desk, (120, 40)) as me:
        desk.held = desk.now() + timedelta(minutes=30)
        me.app.ring()
        await settle(me.pilot)
        assert "Reminder 1p" not in me.text
        desk.held = datetime(2026, 10, 23, 14, 30, tzinfo=UTC)
        me.app.ring()
        await settle(me.pilot)

        assert "Reminder 1p1: due in 30 min" in words(me)
        assert "Reminder 1p2: due in 15 min" in words(me)


async def test_after_a_snooze_it_is_said_again(desk: Desk, promised: Incident) -> None:
    """The stage that stands then, once more."""
    assert promised.open_promises
    async with driving(desk, (120, 40)) as me:
        desk.held = datetime(2026, 10, 23, 15, 15, tzinfo=UTC)
        me.app.ring()
        await settle(me.pilot)
        assert "Reminder 1p1: overdue 15 min" in words(me)
        snooze(desk, "1p1", "in 20 minutes")
        me.app.post_message(BookChanged())
        await settle(me.pilot)
        desk.held = datetime(2026, 10, 23, 15, 34, tzinfo=UTC)
        me.app.ring()
        await settle(me.pilot)
        assert "overdue 34 min" not in words(me)
        desk.held = datetime(2026, 10, 23, 15, 35, tzinfo=UTC)
        me.app.ring()
        await settle(me.pilot)

        assert "Reminder 1p1: overdue 35 min" in words(me)


async def test_at_one_moment_a_promise_is_spoken_of_once(desk: Desk, promised: Incident) -> None:
    """What somebody wished for takes the place of the ladder."""
    assert promised.open_promises
    wake_for(desk, "1p1", "tomorrow 8:15am")
    async with driving(desk, (120, 40)) as me:
        desk.held = datetime(2026, 10, 23, 15, 15, tzinfo=UTC)
        me.app.ring()
        await settle(me.pilot)

        assert me.text.count("Reminder 1p1") == 1
        assert "Reminder 1p1: you wanted to be reminded" in words(me)


async def test_what_is_settled_is_not_spoken_of(desk: Desk, promised: Incident) -> None:
    """Nor what somebody else owns."""
    make_promise(desk, promised.id, PromiseWish(what="hers", by="in 2 hours", owner="priya"))
    keep_promise(desk, "1p1")
    async with driving(desk) as me:
        desk.held = desk.now() + timedelta(days=2)

        assert me.app.reminders.due() == []


async def test_reminders_can_be_kept_back_and_today_says_so(
    desk: Desk, promised: Incident, size: tuple[int, int]
) -> None:
    """Z asks until when; the promise stays where it is."""
    assert promised.open_promises
    async with driving(desk, size) as me:
        await me.press("Z")
        assert "Reminders of 1p1" in me.text
        await me.type("tomorrow 7am")
        await me.press("enter")
        assert "(quiet until Fri" in me.text
        await me.press("Z", "down", "right", "enter")
        assert "(no reminders)" in me.text
        await me.press("Z", "down", "right", "right", "enter")
        assert "quiet until" not in me.text
        assert "no reminders" not in me.text


async def test_an_offer_made_elsewhere_is_told_wherever_one_is(desk: Desk) -> None:
    """Once: what an app has said no scheduler says again."""
    hers = replace(desk, who=find_person(desk, "priya"))
    listen(hers, Caller(account="ortega"), ["Where is my install?"])
    async with driving(desk) as me:
        await me.press("2")
        offer_handover(hers, "1", HandoverWish(to="mara"))
        me.app.lookout.look()
        await settle(me.pilot)
        me.app.post_message(BookChanged())
        await settle(me.pilot)
        assert "Handover 1h1" in me.text

    assert due_reminders(desk) == []


async def test_what_a_scheduler_has_said_the_app_does_not_repeat(
    desk: Desk, promised: Incident
) -> None:
    """The ledger in the book is one for both."""
    assert promised.open_promises
    async with driving(desk) as me:
        desk.held = datetime(2026, 10, 23, 15, 0, tzinfo=UTC)
        say_reminders(desk)
        me.app.ring()
        await settle(me.pilot)

        assert "Reminder 1p1" not in me.text


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM_PROGRAM": "WezTerm", "TERM": "xterm-256color"}, "\x1b]9;1p1 due, now\x07"),
        ({"TERM": "xterm-kitty"}, "\x1b]99;;1p1 due, now\x1b\\"),
        ({"TERM": "foot"}, "\x1b]777;notify;recover;1p1 due, now\x07"),
        ({"TERM": "xterm-kitty", "TMUX": "socket,1,0"}, ""),
        ({"TERM": "xterm-256color"}, ""),
        ({}, ""),
    ],
)
def test_the_terminal_is_asked_in_its_own_words(environment: dict[str, str], expected: str) -> None:
    """Only where it is known to understand them."""
    assert desktop_sequence("1p1 due; now", environment) == expected
