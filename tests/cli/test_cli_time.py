"""Time on the command line: the stories of `scenarios.md` to the minute, holidays, slack."""

from pathlib import Path

import pytest

from tests.cli.commandline import CommandLine

MONDAY = "2026-06-01T08:15-04:00"
PACIFIC, CENTRAL = "America/Los_Angeles", "America/Chicago"
PAST_7_D = "in 7 d 5 h 50 min,"
ICS = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20261126
SUMMARY:Thanksgiving
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def ortega(bare: CommandLine) -> CommandLine:
    """Story 1: a client in Chicago with a phone and a postal address; Ana in New York."""
    bare.at = MONDAY
    for name in ("Ana", "Ben", "Sol"):
        bare.done(f"person add {name} --zone America/New_York")
    bare.person = "ana"
    bare.done(
        "account add 'R. Ortega' --key ortega --zone America/Chicago --phone 555-0119 "
        "--address '18 Canal Street'"
    )
    return bare


@pytest.fixture
def told(ortega: CommandLine) -> CommandLine:
    """Step 1: Ana hears of it at 08:15 EDT."""
    ortega.done(
        "listen 'install cancelled, line not ready' --account ortega "
        "--playbook cancelled-appointment"
    )
    return ortega


def test_story_1_the_duty_is_hers_until_the_evening(told: CommandLine) -> None:
    """Step 2: owner Ana, due Mon 20:00 CDT, which is 21:00 EDT."""
    (duty,) = told.json("promises")

    assert (duty["kind"], duty["owner"], duty["state"]) == ("duty", "ana", "open")
    assert duty["due"] == "2026-06-01T20:00:00-05:00"
    assert "Mon 1 Jun 20:00 CDT  = 21:00 EDT" in told.done("promises").out


def test_story_1_the_day_is_known_and_the_duty_says_until_when(told: CommandLine) -> None:
    """Step 2: needed by Sat 10:00 CDT, once the appointment is a fact."""
    told.done("log 1 --fact 'appointment=Sat 6 June 10:00'")
    (duty,) = told.json("promises")

    assert duty["needed_by"] == "2026-06-06T10:00:00-05:00"
    line = "listen 'line not ready' --account ortega --playbook cancelled-appointment"
    opened = told(f"{line} --fact 'appointment=Sat 10am'")
    assert "20:00 CDT; helps until Sat 6 Jun 10:00 CDT" in opened.out


def test_story_1_calling_now_is_refused_and_held(told: CommandLine) -> None:
    """Step 4: refused with the reason; holding sets Ana's reminder for 10:00 EDT."""
    early = told("reach 1p1")

    assert (early.code, early.out) == (4, "")
    assert "R. Ortega may not be called before Mon 1 Jun 2026 09:00 CDT" in early.err
    assert "= 10:00 EDT (you), in 1 h 45 min." in early.err
    refused = told("reach 1p1 --json").json["error"]
    assert (refused["kind"], refused["candidates"]) == ("window_shut", ["recover hold 1p1"])
    held = told.json("hold 1p1")
    reminder = {"at": "2026-06-01T09:00:00-05:00", "kind": "hold", "by": "ana"}
    assert held["reminders"] == [reminder]
    assert "Mon 1 Jun 2026 10:00 EDT (you)" in told.done("hold 1p1").out
    (listed,) = told.json("")["reminders"]
    assert listed == {"promise": "1p1", "at": "2026-06-01T10:00:00-04:00", "kind": "hold"}
    assert "1p1  Mon 1 Jun 2026 10:00 EDT (you)" in told.done("").out


@pytest.mark.parametrize(
    ("option", "note"),
    [
        ("--agreed 'call me whenever'", "outside the contact window - agreed now"),
        ("--reason 'the crew is at the door'", "the crew is at the door"),
    ],
)
def test_story_1_an_override_needs_an_agreement_or_a_reason(
    told: CommandLine, option: str, note: str
) -> None:
    """Step 4: then it says where to call, and the log keeps why."""
    way = told.json(f"reach 1p1 {option}")

    assert (way["address"], way["until"]) == ("555-0119", None)
    assert note in way["note"]
    (entry,) = (each for each in told.json("show 1")["log"] if each["kind"] == "override")
    assert (entry["about"], entry["by"]) == ("1p1", "ana")
    words = option.split("'")[1]
    assert words in entry["text"]


def test_once_the_window_is_open_it_says_until_when(told: CommandLine) -> None:
    """From 10:00 EDT on, until 20:00 on the client's clock."""
    way = told("reach 1p1", at="2026-06-01T10:00-04:00")

    until = "open until Mon 1 Jun 20:00 CDT = 21:00 EDT (you)"
    assert way.out == f"call R. Ortega: 555-0119 · {until}\n"


def test_story_1_who_can_be_reached_and_when(told: CommandLine) -> None:
    """Step 3: the call opens in 1 h 45 min, no e-mail, a letter would be too late."""
    line = "contact ortega --needed-by 2026-06-06T10:00-05:00"
    reach = told.json(line)
    channels = {each["channel"]: each for each in reach["channels"]}

    assert reach["at"] == "2026-06-01T07:15:00-05:00"
    assert channels["call"] == {
        "channel": "call",
        "allowed_now": False,
        "opens": "2026-06-01T09:00:00-05:00",
        "arrives": "2026-06-01T09:00:00-05:00",
        "in_time": True,
        "reason": "wait",
    }
    assert (channels["e-mail"]["reason"], channels["e-mail"]["opens"]) == ("no_address", None)
    assert channels["letter"]["reason"] == "too_late"
    assert channels["letter"]["arrives"] == "2026-06-06T17:00:00-05:00"
    assert (reach["recommended"], reach["hold_until"]) == ("call", "2026-06-01T09:00:00-05:00")
    said = told.done(line).out
    assert "Mon 1 Jun 2026 07:15 CDT (client, America/Chicago) = 08:15 EDT (you)" in said
    assert "opens Mon 1 Jun 09:00 CDT = 10:00 EDT (you), in 1 h 45 min" in said
    assert "e-mail  none      nothing on record" in said
    assert "arrives by Sat 6 Jun 17:00 CDT = 18:00 EDT (you), too late" in said
    assert "hold the call until Mon 1 Jun 09:00 CDT = 10:00 EDT (you)." in said


def test_story_1_the_window_is_told_before_it_opens(told: CommandLine) -> None:
    """Step 4: a try at 08:15 is answered with the window, and the next one is for 10:00 EDT."""
    early = told("attempt 1p1 'rang at once' --json")

    assert "outside the contact window - opens Mon 1 Jun 2026 09:00 CDT" in early.err
    assert early.json["next_try"] == "2026-06-01T09:00:00-05:00"
    assert told.json("contact ortega", at="2026-06-01T10:00-04:00")["hold_until"] is None


def test_story_1_kept_the_same_day(told: CommandLine) -> None:
    """Step 5: kept at 10:06 EDT, a new answer promise by Wed 17:00 CDT, the e-mail is missing."""
    there = "2026-06-01T10:06-04:00"
    kept = told("keep 1p1 'reached, understood; new date to follow' --json", at=there)
    answer = told.json("promise 1 'the new date' --by 'Wed 17:00'", at=there)

    assert kept.err == ""
    assert (kept.json["state"], kept.json["settled"]) == ("kept", "2026-06-01T09:06:00-05:00")
    assert kept.json["margin_minutes"] == 10 * 60 + 54
    assert (answer["kind"], answer["due"]) == ("answer", "2026-06-03T17:00:00-05:00")
    shown = told.json("show 1", at=there)
    assert "ask for an e-mail address" in shown["missing"]
    assert [promise["state"] for promise in shown["promises"]] == ["kept", "open"]


def test_story_5_the_promise_before_they_open(run: CommandLine) -> None:
    """Steps 5 and 8: 3 h of slack, up at 04:45 PDT, agreed Thu 17:31, kept 22 minutes early."""
    run.done("listen 'she is in tears' --account northwind", at="2026-10-22T17:10-07:00")
    line = (
        "promise 1 'the new AE and the plan' --by 'Fri 8am' --needs priya "
        "--consent 'before you open is fine'"
    )
    made = run(f"{line} --json", at="2026-10-22T17:31-07:00")

    assert made.json["due"] == "2026-10-23T08:00:00-07:00"
    assert (made.json["slack_hours"], made.json["wake_up"]) == (3, "2026-10-23T04:45:00-07:00")
    assert "Priya opens Fri 23 Oct 2026 05:00 PDT: 3 h of slack." in made.err
    assert "Be up by Fri 23 Oct 2026 04:45 PDT for the colleagues: `recover wake" in made.err
    assert "is outside the contact window - agreed Thu 17:31." in made.err
    up = run.json("wake 1p1", at="2026-10-22T17:32-07:00")
    woken = {"at": "2026-10-23T04:45:00-07:00", "kind": "wake_up", "by": "mara"}
    assert up["reminders"] == [woken]
    early = run.json("contact northwind", at="2026-10-23T07:30-07:00")
    assert early["channels"][0]["opens"] == "2026-10-23T09:00:00-07:00"
    assert [(each["promise"], each["channel"]) for each in early["agreed"]] == [("1p1", "call")]
    assert "agreed Thu 17:31" in run.done("reach 1p1", at="2026-10-23T07:30-07:00").out
    shown = run.done("show 1", at="2026-10-23T07:30-07:00").out
    assert "calls closed until 09:00, agreed for 1p1" in shown
    kept = run("keep 1p1 delivered --json", at="2026-10-23T07:38-07:00")
    assert "1p1: outside the contact window - agreed Thu 17:31." in kept.err
    assert (kept.json["state"], kept.json["margin_minutes"]) == ("kept", 22)


@pytest.mark.parametrize(
    ("said", "phrase", "zone", "due", "left"),
    [
        # Story 4, across 8 March: 23:00 UTC, an hour less than the clocks seem to say.
        ("2026-03-02T09:10-08:00", "2026-03-09 16:00", PACIFIC, "2026-03-09T16:00-07:00", PAST_7_D),
        # 65 hours by the clocks, 66 in truth: they go back on the Sunday between.
        ("2026-10-30T16:00-05:00", "Mon 9am", CENTRAL, "2026-11-02T09:00-06:00", "in 2 d 18 h,"),
    ],
)
def test_a_promise_stays_right_across_a_change_of_clocks(
    bare: CommandLine, said: str, phrase: str, zone: str, due: str, left: str
) -> None:
    """The wall time that was said is kept, and how far off it is is counted in elapsed time."""
    bare.at = said
    bare.done("person add Max --zone America/New_York")
    bare.done(f"account add Acme --zone {zone} --phone 555")
    bare.done("listen hello --account acme")
    made = bare.json("promise 1 call --by", phrase)

    assert made["due"] == due.replace(":00-", ":00:00-")
    assert left in made["readback"]
    assert bare.json("promises", at=due)[0]["state"] == "open"
    after = due.replace(":00-", ":00:01-")
    assert bare.json("promises", at=after)[0]["state"] == "missed"


def test_story_4_two_internal_promises_under_one(run: CommandLine) -> None:
    """Step 3: Billing by 12:00, Technical by 15:00, the client by 16:00: an hour of slack."""
    at = "2026-03-12T08:30-07:00"
    run.done("listen again --account northwind", at=at)
    run.done("promise 1 'call with both answers' --by 'Fri 16:00'", at=at)
    line = "promise 1 'an answer' --kind internal --under 1p1 --owner priya --by"
    billing = run.json(line, "Fri 12:00", at=at)
    technical = run.done(line, "Fri 15:00", at=at)

    assert (billing["under"], billing["rests_on"], billing["slack_hours"]) == ("1p1", [], None)
    assert "1p1 rests on it: 1 h of slack." in technical.out
    answer = run.json("promises", at=at)[-1]
    assert (answer["id"], answer["under"]) == ("1p1", None)
    assert (answer["rests_on"], answer["slack_hours"]) == (["1p2", "1p3"], 1)
    shown = run.done("show 1", at=at).out
    assert "rests on 1p2, 1p3 · 1 h of slack" in shown
    assert shown.count("· under 1p1\n") == 2
    late = run(line, "Fri 16:30", "--json", at=at)
    assert "internal_late" in late.json["warnings"]
    assert "rests on it, and is due Fri 13 Mar 2026 16:00 PDT, before it." in late.err
    moved = run.json("renegotiate 1p1 --by 'Mon 11:00' --reason 'dependency late'", at=at)
    assert (moved["rests_on"], moved["slack_hours"]) == (["1p2", "1p3", "1p4"], 66.5)


@pytest.mark.parametrize(
    ("words", "code", "kind"),
    [
        ("--under 1p9", 3, "not_found"),
        ("--under 1p2", 4, "not_under"),
        ("--under 1p1 --kind fix", 4, "not_under"),
    ],
)
def test_what_an_internal_promise_cannot_stand_under(
    busy: CommandLine, words: str, code: int, kind: str
) -> None:
    """One sentence each, in the shape that was asked for; nothing is promised."""
    busy.done("promise 1 'ask Billing' --by 'tomorrow 7am' --under 1p1")
    answer = busy(f"promise 1 more --by 'tomorrow 7am' --json {words}")

    assert (answer.code, answer.error["kind"]) == (code, kind)
    assert len(busy.json("show 1")["promises"]) == 2


@pytest.mark.parametrize("whose", ["account holidays northwind", "person holidays mara"])
def test_holidays_from_a_file_and_from_standard_input(
    run: CommandLine, tmp_path: Path, whose: str
) -> None:
    """Added once, shown with their source and their end, cleared, and taken back."""
    file = tmp_path / "us.ics"
    file.write_text(ICS)
    show = whose.replace("holidays", "show")
    nothing = {"count": 0, "source": "", "until": None}
    added = [{"day": "2026-11-26", "name": "Thanksgiving"}]

    would = run.json(f"{whose} --dry-run", str(file))
    assert (would["added"], would["dry_run"]) == (added, True)
    assert run.json(show)["holidays"] == nothing
    done = run.json(whose, str(file))
    assert (done["added"], done["known"]) == (added, 0)
    assert run.json(whose, str(file))["known"] == 1
    pasted = run.done(f"{whose} - --dates dmy --json", stdin="25/12/2026 Christmas\n")
    now = {"count": 2, "source": "us.ics; pasted", "until": "2026-12-25"}
    assert pasted.json["holidays"] == run.json(show)["holidays"] == now
    assert "Holidays  2, known until Fri 25 Dec 2026 (us.ics; pasted)" in run.done(show).out
    assert run.json(f"{whose} --clear")["cleared"] == 2
    assert run.json(show)["holidays"] == nothing
    run.done("undo")
    assert run.json(show)["holidays"] == now


def test_when_says_how_far_the_holidays_are_known(run: CommandLine, tmp_path: Path) -> None:
    """Beside the moment, for the client whose list it is."""
    (tmp_path / "holidays.ics").write_text(ICS)
    run.done(f"account holidays northwind {tmp_path / 'holidays.ics'}")
    far = run("when 'Dec 3' --account northwind --json")

    assert "The client's holidays are known until Thu 26 Nov 2026 only" in far.err
    assert len(far.json["cautions"]) == 1
    assert run.json("when 'Nov 24' --account northwind")["cautions"] == []


def test_a_promise_is_warned_of_holidays(busy: CommandLine) -> None:
    """On one of them, and after the last covered date; in codes and in sentences."""
    busy.done("account holidays northwind -", stdin="2026-11-26 Thanksgiving\n")
    on_it = busy("promise 1 call --by '2026-11-26 10:00' --json")
    after = busy("promise 1 call --by '2026-11-27 10:00' --json")

    assert "holiday" in on_it.json["warnings"]
    assert "after_calendar_end" not in on_it.json["warnings"]
    assert "Thu 26 Nov 2026 is a holiday on the client's calendar." in on_it.err
    assert after.json["warnings"] == ["after_calendar_end"]
    assert "known until Thu 26 Nov 2026 only: check Fri 27 Nov 2026." in after.err


@pytest.mark.parametrize(
    ("words", "stdin", "code", "sentence"),
    [
        ("", "", 2, "Name a file with holidays"),
        ("x.ics --clear", "", 2, "one of them"),
        ("none.ics", "", 4, "There is no file none.ics"),
        ("-", "11/12/2026", 4, "2026-11-12 or 2026-12-11"),
        ("-", "2026-11-26\nsoon 1", 4, "leave them out with --skip"),
        ("- --dates ymd", "2026-11-26", 2, "'ymd' is none of dmy, mdy"),
    ],
)
def test_holidays_that_cannot_be_read(
    run: CommandLine, words: str, stdin: str, code: int, sentence: str
) -> None:
    """The exit code says what kind of no it is; the calendar stays as it was."""
    answer = run(f"account holidays northwind {words}", stdin=stdin)

    assert (answer.code, sentence in answer.err) == (code, True), answer
    assert run.json("account show northwind")["holidays"]["count"] == 0


def test_lines_that_were_skipped_are_named(run: CommandLine) -> None:
    """What could be read is there, what could not is said beside the data."""
    answer = run.done(
        "account holidays northwind - --skip --until 2026-12-31 --source team",
        stdin="2026-11-26 Thanksgiving\nsoon 1\n",
    )

    assert "team: line 2: 'soon 1' holds no date with a year" in answer.err
    assert "Thu 26 Nov 2026  Thanksgiving" in answer.out
    assert run.json("account show northwind")["holidays"] == {
        "count": 1,
        "source": "team",
        "until": "2026-12-31",
    }
