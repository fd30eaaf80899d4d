"""The walk through an incident: listen, set expectations, deliver, heal; keys in, words out."""

from pathlib import Path

import pytest
from textual import events

from recover.domain.entry import Decision, Outcome, Phase
from recover.domain.incident import Incident
from recover.domain.promise import Standing, standing
from recover.services.deciding import add_demand
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, finish_listening, listen
from recover.services.people import PersonDetails, add_person
from tests.tui.incident_driving import walking


async def test_the_client_is_known_before_the_first_word(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """Relationship, the client's clock and whether they can be called, at every size."""
    async with walking(desk, incident, size) as me:
        assert "Northwind · R. Hale · 15% of revenue" in me.text
        assert "client 17:10 PDT, calls open until 20:00" in me.text
        assert "(1) Listen ── 2 Set expectations ── 3 Deliver ── 4 Heal" in me.text
        assert "17:10 heard “Your man mocked her.”" in me.words


async def test_the_playbook_stands_beside_the_log_or_behind_a_key(
    desk: Desk, size: tuple[int, int]
) -> None:
    """Words to say and to avoid; where there is little room, F5 shows them instead of the log."""
    mocked = listen(desk, Caller(account="northwind", playbook="personal-affront"), ["Hello."])

    async with walking(desk, mocked, size) as me:
        if size[0] < 72:
            assert "PLAYBOOK" not in me.text
            await me.press("f5")
        assert "PLAYBOOK personal-affront" in me.text
        assert "Avoid explaining, defending" in me.panel
        assert "1 ○ who was hurt, and how" in me.panel


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("She is in tears.", "heard", "heard “She is in tears.”"),
        ("-seat vacant", "note", "note seat vacant internal"),
        ("? he is fired", "demand", "wants he is fired open"),
        ("=since when: last Monday", "fact", "fact since when: last Monday"),
        ("+ call by tomorrow 8am", "promise", "promise call due Fri 08:00"),
    ],
)
async def test_enter_logs_what_the_first_character_says(
    desk: Desk, incident: Incident, text: str, kind: str, shown: str
) -> None:
    """In the log on the screen, and on disk; the line is empty again."""
    async with walking(desk, incident) as me:
        await me.enter(text)

        assert shown in me.log
        assert me.line == ""

    assert find_incident(desk, incident.id).entries[-1].kind == kind


async def test_the_label_follows_the_first_character(desk: Desk, incident: Incident) -> None:
    """And the hint says what Enter will do."""
    async with walking(desk, incident) as me:
        assert "heard ›" in me.text
        for mark, label in (("?", "wants ›"), ("=", "fact ›"), ("+", "promise ›"), ("-", "note ›")):
            await me.type(mark)
            assert label in me.text
            await me.press("backspace")
        await me.type("hello")

        assert "Enter logs it as heard" in me.text


async def test_one_key_says_that_they_have_finished(desk: Desk, incident: Incident) -> None:
    """It is logged, the walk goes on to the next place, and a bare line is a note from then on.

    What they said last is theirs, also when nobody had time to press Enter.
    """
    async with walking(desk, incident) as me:
        await me.type("half a word")
        await me.press("ctrl+d")

        assert "(2) Set expectations" in me.text
        assert "note ›" in me.text
        assert me.line == ""

    log = find_incident(desk, incident.id).entries
    assert [each.kind for each in log[-2:]] == ["heard", "finished"]


async def test_a_promise_being_typed_stays_when_they_have_finished(
    desk: Desk, incident: Incident
) -> None:
    """Only what was heard is logged by itself."""
    async with walking(desk, incident) as me:
        await me.type("+ call")
        await me.press("ctrl+d")

        assert me.line == "+ call"


async def test_who_asks_for_a_manager_is_offered_one_with_a_key(
    desk: Desk, incident: Incident
) -> None:
    """The severity is up, the line above says what to press, and the form holds the promise."""
    add_person(desk, PersonDetails(name="Sol", zone="America/New_York", lead=True))
    async with walking(desk, incident) as me:
        await me.enter("?who do you report to?")
        assert "they ask for a manager: Ctrl+O promises that Sol calls" in me.words
        await me.press("ctrl+o")
        assert "Sol calls R. Hale" in me.text
        await me.press("enter")

        assert "they ask for a manager" not in me.words

    found = find_incident(desk, incident.id)
    assert (found.severity, found.promises[0].owner) == ("high", "sol")


async def test_the_next_demand_is_asked_for_after_an_answer(desk: Desk, incident: Incident) -> None:
    """D goes on by itself, wherever the selection was left."""
    add_demand(desk, incident.id, "a refund")
    add_demand(desk, incident.id, "a name")
    async with walking(desk, incident) as me:
        await me.press("escape", "d")
        assert "Answer 1d2: a name" in me.text
        await me.press("enter", "d")

        assert "Answer 1d1: a refund" in me.text


async def test_a_line_of_the_log_is_marked_for_the_client(desk: Desk, incident: Incident) -> None:
    """V shows it to them, and v keeps it in the house again."""
    async with walking(desk, incident) as me:
        await me.enter("They said it themselves.")
        await me.press("tab", "end", "v")
        assert "for client" in me.text
        number = find_incident(desk, incident.id).entries[-2].number
        assert number in find_incident(desk, incident.id).shown
        await me.press("v")

        assert "for client" not in me.text


async def test_a_text_longer_than_the_panel_is_read_to_its_end(
    desk: Desk, incident: Incident
) -> None:
    """The arrows scroll through what is selected before they go on."""
    async with walking(desk, incident) as me:
        await me.enter("word " * 300 + "the very end")
        await me.press("tab")
        assert "the very end" not in me.text
        await me.press("pagedown", "pagedown", "pagedown", "pagedown")

        assert "the very end" in me.words


@pytest.mark.parametrize(
    ("key", "kinds", "early"),
    [("ctrl+d", ["finished", "said"], False), ("ctrl+s", ["said"], True), ("escape", [], False)],
)
async def test_a_reply_before_they_have_finished_is_asked_about_once(
    desk: Desk, incident: Incident, key: str, kinds: list[str], early: bool
) -> None:
    """They have finished, say it now (logged as early), or back: the text is never lost."""
    async with walking(desk, incident) as me:
        await me.enter("> I am sorry")

        assert "They have not finished yet" in me.text

        await me.press(key)

        assert me.line == ("" if kinds else "> I am sorry")
        assert ("I am sorry early" in me.log) is early

    after = find_incident(desk, incident.id)
    assert [each.kind for each in after.entries[2:]] == kinds
    assert bool(after.early_replies) is early


async def test_typing_on_decides_nothing_and_loses_nothing(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """Neither a letter nor Enter answers the question; all of it stays in the line."""
    async with walking(desk, incident, size) as me:
        for key in "> I am sorry\rfor this fuss\rwe send you a new one ":
            me.send({" ": "space", "\r": "enter"}.get(key, key))
        await me.press()
        assert "They have not finished yet" in me.text
        assert "we send you a new one" in me.words
        me.app.screen.post_message(events.Paste("by\nfriday"))
        await me.press("enter", "escape")

        assert me.line == "> I am sorry for this fuss we send you a new one by friday"
        await me.press("enter", "ctrl+d")
        assert me.line == ""

    after = find_incident(desk, incident.id)
    assert [each.kind for each in after.entries[2:]] == ["finished", "said"]


async def test_after_they_have_finished_a_reply_needs_no_more_than_enter(
    desk: Desk, incident: Incident
) -> None:
    """Nothing stands between us and the answer then."""
    finish_listening(desk, incident.id)

    async with walking(desk, incident) as me:
        await me.enter("> I am sorry")

        assert "said I am sorry" in me.log


@pytest.mark.parametrize(("key", "confirmed"), [("y", True), ("n", False)])
async def test_what_was_heard_is_read_back_sorted(
    desk: Desk, incident: Incident, key: str, confirmed: bool
) -> None:
    """Facts, feelings, demands, questions; their answer is logged."""
    add_demand(desk, incident.id, "he is fired")

    async with walking(desk, incident) as me:
        await me.enter("She is in tears.")
        await me.press("escape", "b")

        assert "What happened Your man" not in me.words
        assert "How it feels" in me.text
        assert "What they want" in me.text

        await me.press(key)

    after = find_incident(desk, incident.id)
    assert after.entries[-1].kind == "readback"
    assert (after.readback_at is not None) is confirmed


async def test_a_demand_is_declined_with_words_the_playbook_knows(
    desk: Desk, size: tuple[int, int]
) -> None:
    """What clients often ask brings a reason and an alternative with it."""
    mocked = listen(desk, Caller(account="northwind", playbook="personal-affront"), ["Hello."])
    add_demand(desk, mocked.id, "he is fired")

    async with walking(desk, mocked, size) as me:
        await me.press("escape", "d")
        assert "[declined]" in me.text
        await me.press("enter")

    demand = find_incident(desk, mocked.id).demands[0]
    assert demand.decision is Decision.DECLINED
    assert "I do not speak about one of us" in demand.reason
    assert demand.alternative


async def test_declining_without_a_reason_stays_in_the_form(desk: Desk, incident: Incident) -> None:
    """It says what is missing; what was typed stays."""
    add_demand(desk, incident.id, "a unicorn")

    async with walking(desk, incident) as me:
        await me.press("escape", "d", "d", "tab", "tab")
        await me.type("a horse")
        await me.press("enter")

        assert "say why in words the client may hear" in me.words
        assert "a horse" in me.text

    assert find_incident(desk, incident.id).demands[0].decision is Decision.OPEN


async def test_a_promise_is_kept_with_evidence(desk: Desk, promised: Incident) -> None:
    """`k` without choosing means the one that is due next; the log shows the margin."""
    async with walking(desk, promised) as me:
        await me.press("escape", "k")
        assert "kept in time" in me.words
        await me.type("reached")
        await me.press("enter")

        assert "14 h early" in me.log

    promise = find_incident(desk, promised.id).promises[0]
    assert standing(promise, desk.now()) is Standing.KEPT
    assert promise.evidence == "reached"


async def test_a_try_that_reached_nobody_plans_the_next_one(desk: Desk, promised: Incident) -> None:
    """The promise stays open; the panel says when to try again."""
    async with walking(desk, promised) as me:
        await me.press("alt+3", "escape", "t")
        await me.type("voicemail")
        await me.press("enter")

        assert "tried 1 time, next try Thu 22 Oct" in me.panel

    assert find_incident(desk, promised.id).promises[0].is_open


async def test_a_promise_is_withdrawn_only_with_a_reason(desk: Desk, promised: Incident) -> None:
    """The form waits for it."""
    async with walking(desk, promised) as me:
        await me.press("escape", "w", "enter")
        assert "Say why it is withdrawn" in me.words
        await me.type("not needed")
        await me.press("enter")

    promise = find_incident(desk, promised.id).promises[0]
    assert standing(promise, desk.now()) is Standing.WITHDRAWN


async def test_a_line_is_struck_and_stays_readable(desk: Desk, incident: Incident) -> None:
    """The chosen line of the log, with its reason."""
    async with walking(desk, incident) as me:
        await me.enter("wrong line")
        await me.press("escape", "x")
        assert "Strike" in me.text
        await me.type("misheard")
        await me.press("enter")

        assert "“wrong line” struck" in me.log

    assert find_incident(desk, incident.id).struck == {3}


async def test_undo_takes_the_last_line_back(desk: Desk, incident: Incident) -> None:
    """`u` beside the line; the log says so."""
    async with walking(desk, incident) as me:
        await me.enter("typed by mistake")
        await me.press("escape", "u")

        assert "“typed by mistake” taken back" in me.log

    assert find_incident(desk, incident.id).undone == {3}


async def test_an_unknown_caller_gets_a_name_later(desk: Desk) -> None:
    """Nothing waits for it; the form says whom the letters typed mean."""
    unknown = listen(desk, Caller(), ["Hello?"])

    async with walking(desk, unknown) as me:
        assert "unknown caller" in me.text
        await me.press("escape", "a")
        await me.type("north")
        assert "Northwind" in me.text
        await me.press("tab")
        await me.type("hale")
        await me.press("enter")

        assert "Northwind · R. Hale" in me.text

    assert find_incident(desk, unknown.id).account == "northwind"


async def test_one_more_contact_is_counted_with_its_department(
    desk: Desk, incident: Incident
) -> None:
    """And stands in the header from then on."""
    async with walking(desk, incident) as me:
        await me.press("escape", "m")
        await me.type("Billing")
        await me.press("enter")

        assert "2nd contact" in me.text

    assert find_incident(desk, incident.id).departments == ("Billing",)


@pytest.mark.parametrize(
    ("keys", "phase"),
    [(("alt+3",), Phase.DELIVER), (("escape", "4"), Phase.HEAL), (("alt+2",), Phase.EXPECT)],
)
async def test_a_phase_is_a_place_one_can_go_to(
    desk: Desk, incident: Incident, keys: tuple[str, ...], phase: Phase
) -> None:
    """From the line with Alt, from the commands with the number alone."""
    async with walking(desk, incident) as me:
        await me.press(*keys)

        assert f"({list(Phase).index(phase) + 1}) " in me.text

    assert find_incident(desk, incident.id).phase is phase


async def test_closing_asks_for_outcome_and_both_verdicts(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """And the incident can be taken up again."""
    async with walking(desk, incident, size) as me:
        await me.press("escape", "c", "r", "tab", "m", "tab", "n", "tab")
        await me.type("listened")
        await me.press("enter")
        closed = find_incident(desk, incident.id)
        assert (closed.outcome, closed.guideline, closed.purpose, closed.closing) == (
            Outcome.RETAINED,
            True,
            False,
            "listened",
        )
        await me.press("c", "enter")

    assert find_incident(desk, incident.id).is_open


async def test_an_incident_that_owes_something_is_not_closed(
    desk: Desk, promised: Incident
) -> None:
    """The form names what is owed, and keeps what was typed."""
    async with walking(desk, promised) as me:
        await me.press("escape", "c", "tab", "tab", "tab")
        await me.type("done")
        await me.press("enter")

        assert "1 promise still owed: 1p1 name the new AE" in me.words
        assert "done" in me.text

    assert find_incident(desk, promised.id).is_open


async def test_esc_leaves_the_line_and_then_the_incident(desk: Desk, incident: Incident) -> None:
    """Letters act in between; any mark, `i` or Enter goes back to the line."""
    async with walking(desk, incident) as me:
        await me.press("escape")
        assert "Enter or i to type" in me.text
        await me.press("i")
        await me.type("k")
        assert me.line == "k"
        await me.press("backspace", "escape", "plus")
        assert me.line == "+ "
        await me.press("escape", "escape")

        assert "OPEN PROMISES" in me.text


async def test_the_next_thing_to_do_stands_over_the_line(desk: Desk, incident: Incident) -> None:
    """From listening to closing, one thing at a time."""
    async with walking(desk, incident) as me:
        assert "quiet 0:0" in me.text
        await me.enter("? he is fired")
        await me.press("ctrl+d")
        assert "next: read back what you heard" in me.text
        await me.press("escape", "b", "y")
        assert "next: answer 1 demand" in me.text
        await me.press("d", "g", "enter")
        assert "next: promise when they hear from you" in me.text
        await me.press("i")
        await me.enter("+ call by tomorrow 8am")
        assert "next: call · in 14 h" in me.text
        await me.press("escape", "k", "enter")

        assert "every promise has its ending" in me.text


async def test_a_playbook_whose_file_broke_takes_nothing_else_away(desk: Desk, home: Path) -> None:
    """The panel says what is wrong with it; the line and the log go on."""
    own = home / "playbooks"
    own.mkdir()
    shipped = Path("playbooks/blank.toml").read_text(encoding="utf-8")
    (own / "mine.toml").write_text(shipped.replace('id = "blank"', 'id = "mine"'), "utf-8")
    listened = listen(desk, Caller(account="northwind", playbook="mine"), ["Hello."])
    (own / "mine.toml").write_text("id = ", "utf-8")

    async with walking(desk, listened) as me:
        assert "PLAYBOOK mine" in me.panel
        await me.enter("still listening")

        assert "“still listening”" in me.log


async def test_a_pasted_mail_keeps_its_lines(desk: Desk, incident: Incident) -> None:
    """As one entry; while it stands in the line each end is a sign."""
    async with walking(desk, incident) as me:
        await me.type("They wrote:\r\n\r\n  fix it,\r\n  or we leave\r\n")
        assert "⏎" in me.text
        await me.press("enter")

    (*_, mail) = find_incident(desk, incident.id).entries
    assert getattr(mail.what, "text", "") == "They wrote:\n\n  fix it,\n  or we leave"


async def test_follow_ups_are_planned_and_made_with_one_key(
    desk: Desk, incident: Incident, size: tuple[int, int]
) -> None:
    """O plans them from today; o again logs the next one; Today lists what is ahead."""
    async with walking(desk, incident, size) as me:
        await me.press("escape", "4")
        if size[0] < 72:
            await me.press("f5")
        assert "None is planned" in me.panel
        await me.press("o")
        assert "Thu 29 Oct 10:00" in me.panel
        await me.press("o")
        assert "Follow-up 1f1, 7 days after" in me.text
        await me.type("all is well")
        await me.press("enter")
        assert "all is well" in me.panel
        await me.press("u", "escape", "1")
        assert "FOLLOW-UPS 1" in me.text

    assert find_incident(desk, incident.id).follow_ups[0].is_open
