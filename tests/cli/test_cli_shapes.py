"""The JSON that scripts rely on (`cli.md`, shapes)."""

import pytest

from tests.cli.commandline import CommandLine, ids

PROMISE = {
    *("id", "incident", "account", "what", "kind", "to", "channel", "owner", "phrase", "due"),
    *("zone", "state", "settled", "margin_minutes", "attempts", "offered_to", "warnings"),
}
INCIDENT = {
    *("id", "account", "title", "phase", "opened", "owner", "open_promises", "contacts"),
}


def test_listening(run: CommandLine) -> None:
    """`listen` says what was opened and what is missing; with `--incident` it adds to one."""
    opened = run.json("listen one two --account north")

    assert opened["incident"] == "1"
    assert opened["account"] == "northwind"
    assert opened["opened"] == "2026-10-22T17:10:00-07:00"
    assert (opened["phase"], opened["playbook"]) == ("listen", "blank")
    assert "ask for an e-mail address" in opened["missing"]
    added = run.json("listen three --incident 1 --contact hale")
    assert (added["incident"], added["contact"]) == ("1", "r-hale")
    texts = [entry["text"] for entry in run.json("show 1")["log"] if entry["kind"] == "heard"]
    assert texts == ["one", "two", "three"]


def test_an_unknown_caller_is_real(run: CommandLine) -> None:
    """Without an account an incident lives in our own zone until it is identified."""
    assert run.json("listen 'who are you?'")["account"] is None
    assert run.json("identify 1 --account lumen")["account"] == "lumen"
    assert run.json("show 1")["opened"] == "2026-10-23T05:55:00+05:45"


def test_a_promise(busy: CommandLine) -> None:
    """Every field of the contract is there, on the client's clock."""
    (promise,) = busy.json("promises")

    assert set(promise) >= PROMISE
    assert promise["id"] == "1p1"
    assert (promise["incident"], promise["account"]) == ("1", "northwind")
    assert (promise["kind"], promise["channel"], promise["owner"]) == ("answer", "call", "mara")
    assert (promise["phrase"], promise["due"]) == ("tomorrow 8am", "2026-10-23T08:00:00-07:00")
    assert (promise["zone"], promise["state"]) == ("America/Los_Angeles", "open")
    assert (promise["settled"], promise["margin_minutes"], promise["offered_to"]) == (None,) * 3
    assert promise["attempts"] == 0
    assert "outside_client_hours" in promise["warnings"]


def test_the_state_is_of_the_asking_moment(busy: CommandLine) -> None:
    """In time at the due moment itself, missed from the instant after it."""
    due, after = "2026-10-23T08:00:00-07:00", "2026-10-23T08:00:01-07:00"

    assert busy.json("promises", at=due)[0]["state"] == "open"
    assert busy.json("promises", at=after)[0]["state"] == "missed"
    late = busy.json("keep 1p1", at=after)
    assert (late["state"], late["margin_minutes"], late["settled"]) == ("kept_late", -1, after)


def test_endings(busy: CommandLine) -> None:
    """An attempt keeps nothing and plans the next try; withdrawing ends a promise."""
    tried = busy.json("attempt 1p1 'mailbox full'")
    assert (tried["state"], tried["attempts"]) == ("open", 1)
    assert tried["next_try"] == "2026-10-22T18:10:00-07:00"
    gone = busy.json("withdraw 1p1 --reason 'called off'")
    assert (gone["state"], gone["settled"]) == ("withdrawn", "2026-10-22T17:10:00-07:00")


def test_incidents(busy: CommandLine) -> None:
    """The list has the fields of the contract, newest first."""
    busy.done("listen 'the invoice is wrong' --account lumen")
    busy.done("contacted 1 --department Billing")
    newest, oldest = busy.json("incidents")

    assert set(newest) >= INCIDENT
    assert (newest["id"], oldest["id"]) == ("2", "1")
    assert oldest["title"] == "Your man mocked her. I have the recording."
    assert (oldest["open_promises"], oldest["contacts"]) == (1, 2)
    assert ids(busy.json("incidents --account lumen")) == ["2"]
    assert ids(busy.json("incidents --search northwind TEARS")) == ["1"]


def test_showing(busy: CommandLine) -> None:
    """An incident holds its log in the order of time, and both clocks of every entry."""
    earlier = "2026-10-22T16:00-07:00"
    busy.done("log 1 'written up later' --client", at=earlier)
    busy.done("contacted 1 --department Billing --channel email")
    shown = busy.json("show 1")

    assert set(shown) >= INCIDENT | {
        *("log", "demands", "promises", "handovers", "facts", "missing", "departments"),
        *("outcome", "guideline", "purpose"),
    }
    assert (shown["outcome"], shown["guideline"], shown["purpose"]) == (None, None, None)
    assert shown["handovers"] == []
    assert shown["departments"] == ["Billing"]
    first = shown["log"][0]
    assert (first["id"], first["kind"], first["text"]) == ("1e6", "note", "written up later")
    assert first["at"] == "2026-10-22T16:00:00-07:00"
    assert first["recorded"] > first["at"]
    assert (first["by"], first["client"], first["struck"]) == ("mara", True, False)
    assert ids(shown["promises"]) == ["1p1"]
    assert ids(shown["demands"]) == ["1d1"]


def test_struck_and_undone_entries_stay_in_the_log(busy: CommandLine) -> None:
    """`struck` is true for what was struck and for what was taken back; `undone` tells."""
    struck = busy.json("strike 1e3 --reason 'not what she said'")
    busy.done("log 1 'a slip'")
    undone = busy.json("undo")
    log = {entry["id"]: entry for entry in busy.json("show 1")["log"]}

    assert struck["log"][2]["struck"] is True
    assert (log["1e3"]["struck"], log["1e3"]["undone"]) == (True, False)
    assert undone["incident"] == "1"
    (slip,) = undone["entries"]
    assert (log[slip]["struck"], log[slip]["undone"]) == (True, True)


def test_one_undo_takes_a_whole_log_command_back(busy: CommandLine) -> None:
    """A text with facts is one action."""
    facts = "--fact", "since when=Monday", "--fact", "where=Chicago"
    assert busy.json("log 1 'a call'", *facts)["facts"] == {
        "since when": "Monday",
        "where": "Chicago",
    }
    busy.done("undo")
    shown = busy.json("show 1")
    assert shown["facts"] == {}
    assert [entry["text"] for entry in shown["log"] if not entry["struck"]][-2] != "a call"


def test_contact(run: CommandLine) -> None:
    """Each channel with when it opens and arrives; the reason is one of four words."""
    reach = run.json("contact northwind --needed-by 2026-10-22T20:00-07:00")
    call = reach["channels"][0]

    assert (reach["account"], reach["at"]) == ("northwind", "2026-10-22T17:10:00-07:00")
    assert call == {
        "channel": "call",
        "allowed_now": True,
        "opens": "2026-10-22T17:10:00-07:00",
        "arrives": "2026-10-22T17:10:00-07:00",
        "in_time": True,
        "reason": "ok",
    }
    assert {each["reason"] for each in reach["channels"]} <= {
        "ok",
        "wait",
        "too_late",
        "no_address",
    }
    assert reach["recommended"] == "call"


def test_when(run: CommandLine) -> None:
    """A phrase and the moment it means, on the client's clock."""
    meaning = run.json("when tomorrow 8am --account lumen")

    assert meaning["phrase"] == "tomorrow 8am"
    assert (meaning["due"], meaning["zone"]) == ("2026-10-24T08:00:00+05:45", "Asia/Kathmandu")
    assert "date_differs" in meaning["notes"]
    assert "Sat 24 Oct 2026 08:00 UTC+05:45" in meaning["readback"]
    zones = "--client-zone", "America/Chicago", "--owner-zone", "Europe/London"
    assert run.json("when 'in 2 hours'", *zones)["due"] == "2026-10-22T21:10:00-05:00"


def test_accounts_and_people(run: CommandLine) -> None:
    """What was said of them comes back; money as numbers, dates as dates."""
    account = run.json(
        "account set lumen --value 131.51 --lifetime 48600 --currency eur --since 1999-05 "
        "--hours 'mon-fri 9-12 13-17'"
    )

    assert account["hours"] == "mon-fri 09:00-12:00 13:00-17:00"
    assert (account["value"], account["lifetime"], account["currency"]) == (131.51, 48600, "EUR")
    assert account["since"] == "1999-05-01"
    assert run.json("account show light") == account
    cleared = run.json("account set lumen --clear value --clear since")
    assert (cleared["value"], cleared["since"], cleared["lifetime"]) == (None, None, 48600)
    assert [each["key"] for each in run.json("account list")] == ["northwind", "lumen"]
    away = run.json("person away priya --until 2027-01-04 --cover mara")
    assert (away["away_until"], away["cover"]) == ("2027-01-04", "mara")
    assert run.json("person away priya --back")["away_until"] is None
    assert run.json("person set priya --lead --backup mara")["lead"] is True
    assert run.json("person set priya --no-lead")["backup"] == "mara"
    assert [each["key"] for each in run.json("person list")] == ["mara", "priya"]
    assert run.json("person set priya --no-backup")["backup"] is None
    assert run.json("person show Mara")["hours"] == "mon-fri 08:00-18:00"


def test_playbooks(run: CommandLine) -> None:
    """The shipped ones are on the shelf; one that is broken is there with its problems."""
    own = run.home / "playbooks"
    own.mkdir()
    (own / "mine.toml").write_text("schema = ")
    shelf = {each["id"]: each for each in run.json("playbook list")}

    assert shelf["stranded"]["origin"] == "shipped"
    assert shelf["mine"]["problems"]
    assert run.json("playbook show stranded")["urgent"] is True
    assert run("playbook show mine").code == 4


@pytest.mark.parametrize(
    ("due", "expected"),
    [("today", []), ("tomorrow", ["1p1", "2p1"]), ("2026-10-23", ["1p1"]), ("2026-10-24", ["2p1"])],
)
def test_due_days_are_the_clients(busy: CommandLine, due: str, expected: list[str]) -> None:
    """At 17:10 in Los Angeles it is the 22nd there and the 23rd in Kathmandu."""
    busy.done("listen hello --account lumen")
    busy.done("promise 2 'send it' --by 'tomorrow 8am' --channel email")

    assert ids(busy.json("promises --due", due)) == expected


def test_promises_by_owner_and_account(busy: CommandLine) -> None:
    """The list can be narrowed; a name is enough."""
    busy.done("promise 1 'ask Billing' --by Friday --kind internal --owner Priya")

    assert ids(busy.json("promises --owner priya")) == ["1p2"]
    assert ids(busy.json("promises --account northwind")) == ["1p1", "1p2"]
    assert ids(busy.json("promises --account lumen")) == []
    assert busy.json("promises --overdue") == []


def test_today(busy: CommandLine) -> None:
    """Without a command: what is next, what is open, who is being listened to."""
    day = busy.json()

    assert day["next"]["id"] == "1p1"
    assert ids(day["promises"]) == ["1p1"]
    assert ids(day["listening"]) == ["1"]
    busy.done("finished 1")
    assert busy.json()["listening"] == []
