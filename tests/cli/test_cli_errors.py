"""Every no is one sentence, with its exit code; nothing is lost and nothing is traced back."""

import pytest

from tests.cli.commandline import CommandLine

USAGE = (
    "lisen",
    "acount list",
    "account",
    "account delete northwind",
    "promises --overdu",
    "promise 1 call",
    "promise 1 --by Friday",
    "promise 1 call --by",
    "promise 1 call --by Friday --kind fixed",
    "promise 1 call --by Friday --channel pigeon",
    "promise 1 call --by Friday --needed-by tomorrow",
    "promise 1 call --by Friday --needed-by 2026-10-23T10:00",
    "promises --due soon",
    "promises --due 2026-02-30",
    "incidents --open --closed",
    "decide 1d1 refused",
    "close 1",
    "close 1 --outcome fine",
    "close 1 --outcome lost --purpose maybe",
    "show",
    "show 1 2",
    "log 1",
    "log 1 --fact where",
    "log 1 - -",
    "listen --incident 1",
    "listen more --incident 1 --urgent",
    "identify 1",
    "phase 1 closed",
    "account add Nowhere",
    "account set northwind",
    "account set northwind --value 1.800",
    "account set northwind --value NaN",
    "account set northwind --value 1_000",
    "account set northwind --value ١٢",
    "account set northwind --share 101",
    "account set northwind --clear zone",
    "account set northwind --renewal 2027-01",
    "account set northwind --renewal 20270122",
    "account set northwind --since 99",
    "account seat northwind engineer",
    "person away priya",
    "person away priya --back --cover mara",
    "when --client-zone UTC",
    "when Friday --account northwind --client-zone UTC",
    "promises --at yesterday",
    "promises --at 2026-10-22T17:10",
    "undo everything",
    "completion powershell",
)
MISSING = (
    "show 99",
    "show northwind",
    "show 99999999999999999999999999",
    "keep 1p9",
    "keep 99p1",
    "keep 1",
    "decide 1d9 granted",
    "strike 1e99 --reason wrong",
    "listen hello --account nowhere",
    "listen hello --playbook nothing",
    "promises --account nowhere",
    "promises --owner nobody",
    "promises --as nobody",
    "contact nowhere",
    "account show nowhere",
    "person show nobody",
    "playbook show nothing",
)
REFUSED = (
    "promise 1 call --by soonish",
    "promise 1 call --by 2020-01-01",
    "promise 1 call --by 4/5",
    "renegotiate 1p1 --by asap --reason late",
    "renegotiate 1p1 --by Monday --reason ' '",
    "account add Moon --zone Moon/Tycho",
    "account set northwind --hours 'mon 17-9'",
    "account set northwind --currency dollars",
    "account add Northwind --zone UTC",
    "when Friday --client-zone Europe/Pariss",
    "decide 1d1 declined",
    "strike 1e1 --reason wrong",
    "log 1 ' '",
    "close 1 --outcome lost",
    "reopen 1",
    "withdraw 1p1 --reason ''",
)


@pytest.mark.parametrize(
    ("code", "line"),
    [(2, line) for line in USAGE]
    + [(3, line) for line in MISSING]
    + [(4, line) for line in REFUSED],
)
def test_a_no_is_one_sentence_and_one_shape(busy: CommandLine, code: int, line: str) -> None:
    """The same exit code with and without --json; nothing on stdout that is not the error."""
    before = busy.done("show 1").out
    plain, value = busy(line), busy(f"{line} --json")

    assert (plain.code, value.code) == (code, code)
    assert plain.out == ""
    assert plain.err.strip()
    assert plain.err.count("\n") == 1
    assert plain.err[-2] in ".?"
    assert set(value.json) == {"error"}
    assert set(value.error) == {"kind", "message", "candidates"}
    assert value.error["message"] == plain.err.strip()
    assert value.err == ""
    assert busy.done("show 1").out == before


@pytest.mark.parametrize(
    ("line", "kind", "candidate"),
    [
        ("lisen hello", "usage", "listen"),
        ("promises --overdu", "usage", "--overdue"),
        ("account shw northwind", "usage", "show"),
        ("decide 1d1 decline", "usage", "declined"),
        ("promise 1 x --by Friday --channel cal", "usage", "call"),
        ("show 1 --hom x", "usage", "--home"),
        ("contact nortwind", "not_found", "northwind"),
        ("playbook show strandet", "not_found", "stranded"),
        ("account add Moon --zone Europe/Pariss", "unknown_zone", "Europe/Paris"),
        ("promise 1 call --by 4/5", "ambiguous", ""),
        ("promise 1 call --by asap", "vague", ""),
        ("when ''", "empty", ""),
        ("when 'yesterday 9am'", "past", ""),
        ("when '13pm'", "invalid", ""),
        ("when 'blue moon'", "not_understood", ""),
        ("close 1 --outcome lost", "promises_open", "1p1"),
    ],
)
def test_kinds_and_candidates(busy: CommandLine, line: str, kind: str, candidate: str) -> None:
    """A script is told what kind of no it is, and what would have worked."""
    error = busy(line, "--json").error

    assert error["kind"] == kind
    assert error["candidates"] or kind in ("not_understood", "empty")
    assert not candidate or candidate in error["candidates"]


def test_a_candidate_deadline_works(busy: CommandLine) -> None:
    """A refused deadline offers phrases that would work, and they do."""
    candidates = busy("promise 1 call --by 'in a while'", "--json").error["candidates"]

    assert candidates
    for phrase in candidates:
        assert busy("promise 1 call --by", phrase).code == 0


def test_an_ambiguous_name_lists_what_it_fits(run: CommandLine) -> None:
    """More than one match is exit 3, with all of them."""
    run.done("account add Northgate --zone UTC")
    answer = run("contact north --json")

    assert answer.code == 3
    assert answer.error["kind"] == "ambiguous"
    assert answer.error["candidates"] == ["northgate", "northwind"]


def test_a_settled_promise_says_how_it_ended(busy: CommandLine) -> None:
    """Keeping twice is refused, and tells when and by whom it was kept."""
    busy.done("keep 1p1")
    answer = busy("keep 1p1 --json")

    assert answer.code == 4
    assert answer.error["kind"] == "already_settled"
    assert "Mara" in answer.error["message"]


@pytest.mark.parametrize("settings", ["person = ", "persn = 'mara'", "date_order = 'ymd'"])
def test_a_broken_settings_file(busy: CommandLine, settings: str) -> None:
    """It is named, exit 2, and nothing is lost."""
    (busy.home / "settings.toml").write_text(settings)
    answer = busy("promises")

    assert answer.code == 2
    assert "settings.toml" in answer.err
    (busy.home / "settings.toml").unlink()
    assert busy.done("promises").out.startswith("1p1")


def test_settings_are_weaker_than_options(busy: CommandLine) -> None:
    """Option, then environment, then settings file."""
    (busy.home / "settings.toml").write_text('person = "priya"\ndate_order = "mdy"\n')
    assert busy.json()["who"] == "mara"
    assert busy.json("--as priya")["who"] == "priya"
    assert busy.json("when 12/5")["due"].startswith("2026-12-05")
    busy.person = None
    assert busy.json()["who"] == "priya"
    assert busy("--as nobody").code == 3


def test_undo_without_anything_to_undo(run: CommandLine) -> None:
    """There is nothing of Priya's to take back."""
    answer = run("undo --as priya --json")

    assert (answer.code, answer.error["kind"]) == (4, "nothing_to_undo")


def test_options_stand_anywhere(busy: CommandLine) -> None:
    """Before the command, after it, or between its words; after `--` they are text."""
    assert busy("--json promises").json == busy("promises --json").json
    there = str(busy.home)
    busy.variables = {"RECOVER_HOME": "/nowhere"}
    assert busy(f"--home {there} show --json 1").code == 0
    assert busy(f"show 1 --home={there} --json").code == 0
    logged = busy(f"log --home {there} 1 --said --json -- --json is text")
    assert logged.json["log"][-1]["text"] == "--json is text"


def test_texts_need_no_quotes(busy: CommandLine) -> None:
    """Words typed in a hurry are put back together, options between them."""
    shown = busy.json("log 1 they called --said again")

    assert shown["log"][-1]["kind"] == "said"
    assert shown["log"][-1]["text"] == "they called again"


@pytest.mark.parametrize(
    ("alias", "channel"),
    [("phone", "call"), ("email", "e-mail"), ("TEXT", "sms"), ("post", "letter")],
)
def test_channels_by_any_name(busy: CommandLine, alias: str, channel: str) -> None:
    """A channel is known by its other names."""
    made = busy.json(f"promise 1 send it --by Friday --channel {alias}")

    assert made["channel"] == channel


def test_what_was_set_aside_is_told(busy: CommandLine) -> None:
    """On standard error, by the command that found it; the next one has nothing to tell."""
    with (busy.home / "work.jsonl").open("ab") as file:
        file.write(b'{"sum":"0f3e')

    first = busy.done("log 1 'more' --json")
    second = busy.done("log 1 'more' --json")

    assert "its 12 bytes were set aside in" in first.err
    assert first.err.count("\n") == 1
    assert first.json["id"] == "1"
    assert second.err == ""
