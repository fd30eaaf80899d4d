"""Stories of `scenarios.md`, one command line after another."""

import pytest

from tests.cli.commandline import CommandLine, ids


def test_the_mocking_voicemail(run: CommandLine) -> None:
    """Story 5, steps 1-3, 5, 8 and 10: heard, read back, answered, promised, kept, closed."""
    run.done(
        "listen --account northwind --contact hale --playbook personal-affront "
        "'Your man mocked her. I have the recording.'",
        at="2026-10-22T17:10-07:00",
    )
    run.done("log 1 --heard 'She is in tears.'", at="2026-10-22T17:13-07:00")
    run.done("demand 1 'he is fired' --client", at="2026-10-22T17:16-07:00")
    run.done("demand 1 'who runs our account now?'", at="2026-10-22T17:19-07:00")
    run.done("log 1 'seat vacant since 28 Sep'", at="2026-10-22T17:21-07:00")
    run.done("finished 1", at="2026-10-22T17:24-07:00")

    read = run.json("readback 1 --confirmed", at="2026-10-22T17:26-07:00")
    assert read["demands"] == ["he is fired"]
    assert read["questions"] == ["who runs our account now?"]
    assert read["confirmed"] == "2026-10-22T17:26:00-07:00"

    sorry = "On behalf of the company: I am sorry."
    run.done("log 1 --said --client", sorry, at="2026-10-22T17:27-07:00")
    answer = run.json(
        "decide 1d1 declined --client --reason 'I do not speak about one of us "
        "with a client' --alternative 'removed from your account tonight'",
        at="2026-10-22T17:28-07:00",
    )
    assert answer["decision"] == "declined"

    promised = run.json(
        "promise 1 --client --by 'tomorrow 8am' answer with the name of the new "
        "AE and the plan --needs priya --consent 'before you open is fine'",
        at="2026-10-22T17:31-07:00",
    )
    assert promised["id"] == "1p1"
    assert promised["due"] == "2026-10-23T08:00:00-07:00"
    assert promised["what"] == "answer with the name of the new AE and the plan"
    assert "agreed" in promised["warnings"]
    assert "Fri 23 Oct 2026 08:00 PDT" in promised["readback"]
    assert any("3 h of slack" in caution for caution in promised["cautions"])
    assert any("04:45" in caution for caution in promised["cautions"])

    kept = run("keep 1p1 'delivered, plan agreed' --json", at="2026-10-23T07:38-07:00")
    assert "agreed Thu 17:31" in kept.err
    assert (kept.json["state"], kept.json["margin_minutes"]) == ("kept", 22)

    closed = run.json(
        "close 1 --outcome retained --guideline met --purpose met 'listened, set "
        "expectations, delivered'",
        at="2027-01-22T10:00-08:00",
    )
    assert (closed["outcome"], closed["guideline"], closed["purpose"]) == ("retained", "met", "met")
    kinds = [entry["kind"] for entry in closed["log"]]
    assert kinds == [
        *("opened", "heard", "heard", "demand", "demand", "note", "finished", "readback"),
        *("said", "decision", "promise", "kept", "closed"),
    ]
    assert closed["promises_kept"] == {"kept": 1, "of": 1}
    assert closed["log"][0]["at"] == "2026-10-22T17:10:00-07:00"
    assert ids(run.json("incidents --search recording --closed")) == ["1"]
    assert run.json("incidents --open") == []


def test_story_5_healing(run: CommandLine) -> None:
    """Step 9: three follow-ups, the Sunday moved to the Monday, and one of them made."""
    run.done("listen hello --account northwind --playbook personal-affront")
    planned = run("heal 1 --json", at="2026-10-23T07:40-07:00")
    assert [each["at"] for each in planned.json] == [
        "2026-10-30T10:00:00-07:00",
        "2026-11-23T10:00:00-08:00",
        "2027-01-22T10:00:00-08:00",
    ]
    assert "1f2  Mon 23 Nov 10:00 PST" in run.done("heal 1 --show").out
    assert run("heal 1", at="2026-10-23T07:41-07:00").code == 4
    made = run.json("follow-up 1f1 'all is well'", at="2026-10-30T10:05-07:00")
    assert (made["done"], made["note"]) == ("2026-10-30T10:05:00-07:00", "all is well")
    assert [each["id"] for each in run.json("")["follow_ups"]] == ["1f2", "1f3"]
    assert "FOLLOW-UPS 2" in run.done("").out
    assert "Follow-ups:" in run.done("show 1").out


def test_your_numbers_are_wrong(run: CommandLine) -> None:
    """Story 5, its first half: their values are asked for before anything is explained."""
    opened = run.done(
        "listen --account northwind --playbook client-disputes-our-answer 'your numbers are wrong'",
    )
    assert "Missing" in opened.out
    missing = run.json("show 1")["missing"]
    run.done("person add Sol --zone America/New_York --lead")
    assert run.json("show 1")["severity"] == "normal"
    asked = run("log 1 --heard 'who do you report to?'")
    assert "Escalated to Sol (asks for a manager)." in asked.out
    assert '`recover promise 1 "Sol calls the client" --owner sol' in asked.out
    assert run.json("show 1")["severity"] == "high"
    shown = run.json("log 1 --fact", f"{missing[0]}=12 units at 40, not 14")

    assert missing[0] not in shown["missing"]
    assert shown["facts"][missing[0]] == "12 units at 40, not 14"
    assert [entry["kind"] for entry in shown["log"]] == [
        *("opened", "heard", "heard", "severity", "told", "fact")
    ]
    assert shown["told"] == [{"person": "sol", "reason": "asks for a manager"}]


def test_urgent_capture_saves_any_subset(run: CommandLine) -> None:
    """Story 3: only the place is known; nothing else is asked first, nothing is refused."""
    opened = run.json("listen --urgent --playbook stranded")
    saved = run.json("log", opened["incident"], "--fact", "where=Rt 9 mile 41 north")

    assert opened["account"] is None
    assert saved["facts"] == {"where": "Rt 9 mile 41 north"}
    assert saved["urgent"] is True
    truck = run.json("promise 1 truck --by 'in 45 minutes' --kind fix")
    assert truck["due"] == "2026-10-22T17:55:00-07:00"
    kept = run.json("keep 1p1", at="2026-10-22T17:52-07:00")
    assert (kept["state"], kept["margin_minutes"]) == ("kept", 3)


def test_a_duty_that_nobody_kept_stays_missed(run: CommandLine) -> None:
    """Story 1: the duty comes with the playbook; overdue it is missed, kept then it is late."""
    run.done(
        "account add Ortega --zone America/Chicago --phone 555-0119 --address '18 Canal Street'"
    )
    opened = run.json(
        "listen --account ortega --playbook cancelled-appointment "
        "'install cancelled, line not ready'",
        at="2026-06-01T08:15-04:00",
    )
    duty = opened["promises"][0]
    assert (duty["kind"], duty["owner"]) == ("duty", "mara")
    assert duty["due"] == "2026-06-01T20:00:00-05:00"

    reach = run.json(
        "contact ortega --needed-by 2026-06-06T10:00-05:00", at="2026-06-01T08:15-04:00"
    )
    channels = {each["channel"]: each for each in reach["channels"]}
    assert channels["call"]["opens"] == "2026-06-01T09:00:00-05:00"
    assert [channels[name]["reason"] for name in ("call", "e-mail", "letter")] == [
        *("wait", "no_address", "too_late")
    ]
    assert reach["recommended"] == "call"

    late = "2026-06-04T08:30-04:00"
    assert run.json("promises --overdue", at=late)[0]["state"] == "missed"
    assert run.done("promises", at=late).out.startswith("!  1p1")
    assert run.json("keep 1p1", at=late)["state"] == "kept_late"


@pytest.mark.parametrize(
    ("moment", "old"),
    [("2026-10-23T07:00-07:00", "renegotiated"), ("2026-10-23T08:01-07:00", "missed")],
)
def test_renegotiating_before_and_after_due(busy: CommandLine, moment: str, old: str) -> None:
    """Before due the old promise is renegotiated; after it, it stays missed. A new one stands."""
    new = busy.json("renegotiate 1p1 --reason 'a part is late' --by 'Monday 11am'", at=moment)

    assert (new["id"], new["follows"], new["state"]) == ("1p2", "1p1", "open")
    assert new["due"] == "2026-10-26T11:00:00-07:00"
    assert (new["replaced"]["state"], new["replaced"]["successor"]) == (old, "1p2")
    assert ids(busy.json("promises", at=moment)) == ["1p2"]
    assert ids(busy.json("promises --all", at=moment)) == ["1p1", "1p2"]
