"""Handovers on the command line: the stories to the minute, and what goes wrong."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from recover.storage.store import Store
from tests.cli.commandline import CommandLine


def acting(run: CommandLine, person: str, line: str, at: str) -> Any:
    """Run a command as somebody, at a moment; give the value it prints."""
    return run.json(f"--as {person} {line}", at=at)


def promise(run: CommandLine, promise_id: str, at: str) -> Any:
    """Give a promise as it stands."""
    shown = run.json(f"show {promise_id.partition('p')[0]}", at=at)
    return next(each for each in shown["promises"] if each["id"] == promise_id)


def handover(run: CommandLine, handover_id: str, at: str) -> Any:
    """Give a handover as it stands."""
    shown = run.json(f"show {handover_id.partition('h')[0]}", at=at)
    return next(each for each in shown["handovers"] if each["id"] == handover_id)


def test_story_2_an_offer_without_an_answer_is_back_in_time(bare: CommandLine) -> None:
    """Step 3: Erin does not accept by Tue 14:05, so it is with Mo over 24 h before it is due."""
    run = bare
    run.done("person add Mo --zone America/Chicago")
    run.done("person add Erin --zone America/New_York")
    run.done("account add Vireo --zone America/New_York --phone 1 --value 48000 --since 1988")
    monday = "2026-01-12T14:05-05:00"
    acting(run, "mo", "listen 'a fee of 200 for a change' --account vireo", monday)
    acting(run, "mo", "promise 1 'Erin calls' --by 'Wed 17:00'", monday)
    offer = acting(run, "mo", "handover 1p1 --to erin", monday)

    assert offer["id"] == "1h1"
    assert offer["answer_by"] == "2026-01-13T14:05:00-05:00"
    assert handover(run, "1h1", "2026-01-13T14:05-05:00")["state"] == "offered"
    assert promise(run, "1p1", "2026-01-13T14:05-05:00")["offered_to"] == "erin"
    after = "2026-01-13T14:06-05:00"
    assert handover(run, "1h1", after)["state"] == "expired"
    assert (promise(run, "1p1", after)["owner"], promise(run, "1p1", after)["offered_to"]) == (
        "mo",
        None,
    )
    assert "it is back with Mo" in run.done("--as mo handovers", at=after).out
    late = run("--as erin accept 1h1 --readback 'mine'", at=after)
    assert (late.code, "is back with Mo" in late.err) == (4, True)

    wednesday = "2026-01-14T11:00-05:00"
    new = acting(run, "mo", "renegotiate 1p1 --by 'Fri 12:00' --reason 'Erin is out'", wednesday)
    assert new["due"] == "2026-01-16T12:00:00-05:00"
    assert promise(run, "1p1", wednesday)["state"] == "renegotiated"


def test_story_4_a_decline_is_back_at_once(bare: CommandLine) -> None:
    """Steps 3-6: Raj declines at 13:10, Lee accepts at 13:40; the client hears before it is due."""
    run = bare
    for name in ("Max", "Dana", "Raj", "Lee"):
        run.done(f"person add {name} --zone America/New_York --hours 'mon-fri 09:00-20:00'")
    run.done("account add Lane --zone America/Los_Angeles --phone 1 --since 1999 --value 1800")
    thursday = "2026-03-12T08:30-07:00"
    acting(run, "max", "listen 'fourth time' --account lane", thursday)
    acting(run, "max", "promise 1 'both answers' --by 'tomorrow 16:00' --client", thursday)
    internal = "--kind internal --under 1p1"
    acting(run, "max", f"promise 1 'billing' --by 'tomorrow 12:00' {internal}", thursday)
    acting(run, "max", f"promise 1 'technical' --by 'tomorrow 15:00' {internal}", thursday)
    acting(run, "max", "handover 1p2 --to dana", thursday)
    acting(run, "max", "handover 1p3 --to raj", thursday)
    acting(run, "dana", "accept 1h1 --readback 'the billing answer by noon'", thursday)

    declined = "2026-03-12T13:10-07:00"
    said = run.done("--as raj decline 1h2 --reason 'needs Provisioning'", at=declined).out
    assert "it is back with Max" in said
    assert promise(run, "1p3", declined)["owner"] == "max"
    acting(run, "max", "handover 1p3 --to lee", "2026-03-12T13:12-07:00")
    acting(run, "lee", "accept 1h3 --readback 'root cause by three'", "2026-03-12T13:40-07:00")
    assert promise(run, "1p3", "2026-03-12T13:40-07:00")["owner"] == "lee"

    acting(run, "dana", "keep 1p2", "2026-03-13T11:20-07:00")
    missed = "2026-03-13T15:00:01-07:00"
    assert promise(run, "1p3", missed)["state"] == "missed"
    friday = "2026-03-13T15:20-07:00"
    reason = "--reason 'dependency late'"
    new = acting(run, "max", f"renegotiate 1p1 --by 'Mon 11:00' {reason}", friday)
    assert (new["id"], new["due"]) == ("1p4", "2026-03-16T11:00:00-07:00")
    assert promise(run, "1p1", friday)["state"] == "renegotiated"
    kept = acting(run, "max", "keep 1p4", "2026-03-16T10:40-07:00")
    assert (kept["state"], kept["margin_minutes"]) == ("kept", 20)


def test_story_5_somebody_is_off_the_account_that_evening(run: CommandLine) -> None:
    """Steps 4 and 7: his three promises are taken by Mara; Priya accepts at 05:41, brief 5 of 5."""
    run.done("person add Dan --zone America/Los_Angeles")
    run.done("listen 'Your man mocked her.' --account northwind")
    run.done("listen 'My install?' --account lumen")
    for what in ("minutes", "tape", "invoice"):
        run.done(f"--as dan promise 1 '{what}' --by 'tomorrow 15:00'")
    run.done("--as dan promise 2 'call back' --by 'tomorrow 15:00'")
    evening = "2026-10-22T17:30-07:00"

    left = run("--json remove dan --from northwind", at=evening)
    assert (left.code, left.error["kind"]) == (4, "promises_left")
    assert left.error["candidates"] == ["1p1", "1p2", "1p3"]
    begun = run.json("remove dan --from northwind --to mara", at=evening)
    assert (begun["completed"], begun["elsewhere"]) == (False, ["2p1"])
    assert promise(run, "1p1", evening)["owner"] == "dan"
    run.done("accept 1h1 --readback 'all three are mine tonight'", at=evening)
    assert {promise(run, f"1p{n}", evening)["owner"] for n in (1, 2, 3)} == {"mara"}
    assert promise(run, "2p1", evening)["owner"] == "dan"
    log = run.json("show 1", at=evening)["log"]
    assert [each["kind"] for each in log][-1] == "removed"

    run.done("promise 1 'new AE and plan' --by 'tomorrow 8am'", at="2026-10-22T17:31-07:00")
    run.done("handover 1 --to priya", at="2026-10-23T05:20-07:00")
    words = "I name the new AE and the plan to R. Hale by eight"
    accepted = acting(run, "priya", f"accept 1h2 --readback '{words}'", "2026-10-23T05:41-07:00")
    assert (accepted["state"], accepted["brief"]["score"]) == ("accepted", 5)
    assert accepted["answered"] == "2026-10-23T05:41:00-07:00"
    kept = acting(run, "priya", "keep 1p4", "2026-10-23T07:38-07:00")
    assert (kept["state"], kept["margin_minutes"], kept["owner"]) == ("kept", 22, "priya")


def test_a_vacant_seat_counts_its_days(run: CommandLine) -> None:
    """Since 28 Sep; filled on 23 Oct after 25 days."""
    evening = "2026-10-22T17:30-07:00"
    assert "backup vacant since 28 Sep (24 d)" in run.done("account show northwind", at=evening).out

    filled = run.done("account seat northwind backup --filled", at="2026-10-23T09:00-07:00").out
    assert "backup is filled after 25 days" in filled


@pytest.mark.parametrize(
    ("line", "code", "kind"),
    [
        ("handover 1p1 --to mara", 4, "to_self"),
        ("handover 1p1 --to nobody", 3, "not_found"),
        ("handover 1p7 --to priya", 3, "not_found"),
        ("handover 7 --to priya", 3, "not_found"),
        ("handover nowhere --to priya", 3, "not_found"),
        ("handover lumen --to priya", 4, "nothing_open"),
        ("handover 1p1", 2, "usage"),
        ("handover 1p1 --to priya --answer-by soon", 4, "vague"),
        ("handover 1p1 --to priya --until yesterday", 4, "past"),
        ("accept 1h1", 3, "not_found"),
        ("accept one", 3, "not_found"),
        ("decline 1h1 --reason no", 3, "not_found"),
        ("withdraw 1h1 --reason no", 3, "not_found"),
        ("remove nobody --from northwind", 3, "not_found"),
        ("remove priya --from nowhere", 3, "not_found"),
        ("remove priya", 2, "usage"),
    ],
)
def test_one_sentence_each(busy: CommandLine, line: str, code: int, kind: str) -> None:
    """What, which one, what to do next; nothing is written."""
    before = busy.json("show 1")["log"]
    answer = busy(f"--json {line}")

    assert (answer.code, answer.error["kind"]) == (code, kind)
    assert answer.error["message"].count("\n") == 0
    assert busy.json("show 1")["log"] == before


@pytest.mark.parametrize("words", ["", " ", "''"])
def test_a_readback_left_empty_takes_nothing_over(busy: CommandLine, words: str) -> None:
    """Also with the option there."""
    busy.done("handover 1p1 --to priya")
    option = f"--readback {words}" if words.strip() else ""
    answer = busy(f"--json --as priya accept 1h1 {option}")

    assert (answer.code, answer.error["kind"]) == (4, "no_readback")


def test_cautions_are_said_before_it_is_offered(busy: CommandLine) -> None:
    """On standard error, and as codes for scripts."""
    busy.done("person away priya --until 2026-11-02")
    answer = busy.done("--json handover 1p1 --to priya")

    assert answer.json["warnings"][0] == "receiver_away"
    assert "Priya is away until Mon 2 Nov 2026" in answer.err


def test_a_dry_run_offers_nothing(busy: CommandLine) -> None:
    """It shows the brief."""
    shown = busy.done("handover 1 --to priya --dry-run").out

    assert "4 of 5" in shown
    assert "Nothing was offered." in shown
    assert busy.json("show 1")["handovers"] == []


def test_of_two_acceptances_at_once_one_wins(busy: CommandLine) -> None:
    """Eight processes, one winner; everybody else is told who was first."""
    busy.at = None
    busy.done("handover 1p1 --to priya")
    with ThreadPoolExecutor(8) as pool:
        words = ("--as", "priya", "--json", "accept", "1h1", "--readback", "mine")
        done = list(pool.map(lambda _: busy.process(*words), range(8)))

    codes = sorted(each.returncode for each in done)
    assert codes == [0] + [4] * 7
    refused = [json.loads(each.stdout)["error"] for each in done if each.returncode]
    assert {each["kind"] for each in refused} == {"already_answered"}
    assert all("accepted by Priya" in each["message"] for each in refused)
    assert [each["kind"] for each in busy.json("show 1")["log"]].count("accepted") == 1


def test_hostile_words_cannot_act(busy: CommandLine) -> None:
    """A read-back and a reason are shown as pictures."""
    busy.done("handover 1p1 --to priya")
    busy.done("--as priya accept 1h1 --readback", "\x1b]0;mine\x07 [red]it[/]")

    shown = busy.done("show 1").out + busy.done("handovers 1h1").out
    assert "\x1b" not in shown
    assert "[red]it[/]" in shown


def test_whoever_goes_away_is_told_what_they_leave(busy: CommandLine) -> None:
    """And how to ask for cover; what is named works."""
    said = busy.done("person away mara --until 2026-11-02 --cover priya").err

    assert "Mara has 1 open promise and 1 incident." in said
    line = said.split("`")[1].removeprefix("recover ")
    busy.done(line)
    busy.done("--as priya accept 1h1 --readback 'I cover until the second'")
    assert busy.json("promises --owner priya")[0]["id"] == "1p1"
    assert busy.json("promises --owner mara", at="2026-11-02T08:00-08:00")[0]["id"] == "1p1"


def test_today_as_text_says_what_is_offered_and_what_is_back(busy: CommandLine) -> None:
    """To its receiver, and after its moment to its sender."""
    busy.done("handover 1p1 --to priya")
    hers = busy.done("--as priya").out
    assert "OFFERED TO YOU 1" in hers
    assert "1h1  Mara hands you 1p1 call with the plan · answer by Fri 23 Oct 2026 00:35" in hers
    assert "mara → you" in busy.done("--as priya promises").out
    assert "you → priya" in busy.done("promises").out
    later = busy.done("", at="2026-10-23T00:36-07:00").out
    assert "BACK WITH YOU 1" in later
    assert "Priya did not answer" in later
    assert [each["id"] for each in busy.json("--as priya")["offered"]] == ["1h1"]


def test_a_log_of_a_newer_version_is_said_to_be_one(busy: CommandLine) -> None:
    """By name, without a traceback, and the file stays as it is."""
    busy.done("handover 1p1 --to priya")
    store = Store(busy.home)
    with store.exclusive():
        table = store._work.table("incidents")  # noqa: SLF001 - what a newer version would do
        document = table.raw(1)
        assert document is not None
        entry = {**document["log"][-1], "kind": "teleported", "what": {}}
        table.append(1, "log", [entry])
    store.close()
    before = (busy.home / "work.jsonl").read_bytes()
    for line in ("promises", "show 1", "keep 1p1", "remind"):
        answer = busy(f"--json {line}")
        assert (answer.code, answer.error["kind"]) == (1, "newer_book")
        assert "Update recover" in answer.error["message"]
    assert (busy.home / "work.jsonl").read_bytes() == before


def test_a_disk_that_is_full_halfway_is_told_as_it_is(busy: CommandLine) -> None:
    """The acceptance is in the log and the account is not: it says so, and undo mends it."""
    for number in range(40):
        busy.done(f"account add 'Client {number}' --zone UTC --address '{'x' * 400}'")
    busy.done("handover northwind --to priya")
    size = (busy.home / "directory.jsonl").stat().st_size // 1024
    assert (busy.home / "work.jsonl").stat().st_size < (size - 4) * 1024
    settings = " ".join(f"{name}={value}" for name, value in busy.environment(None).items())
    accept = f"{sys.executable} -m recover --as priya accept 1h1 --readback mine"
    said = busy.shell(f"cd / && export {settings}; ulimit -f {size}; {accept} 2>&1; echo code $?")

    assert "What it did in the incidents is on disk all the same" in said
    assert said.endswith("code 1\n")
    assert busy.json("promises")[0]["owner"] == "priya"
    assert busy.json("account show northwind")["owner"] == "mara"
    busy.done("--as priya undo")
    assert busy.json("promises")[0]["owner"] == "mara"
    assert busy.json("show 1")["handovers"][0]["state"] == "offered"
