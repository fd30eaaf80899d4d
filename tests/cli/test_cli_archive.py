"""Putting away, proving and forgetting on the command line, each at a later moment."""

import json

import pytest

from tests.cli.commandline import CommandLine

LATER = "2026-12-24T10:00-08:00"


@pytest.fixture
def old(busy: CommandLine) -> CommandLine:
    """Incident 1 open, incident 2 closed two months ago and put away."""
    assert busy("listen 'the parts are late' --account lumen").code == 0
    assert busy("close 2 --outcome retained").code == 0
    busy.at = LATER
    said = busy("archive")
    assert (said.code, said.out) == (
        0,
        "1 incident put away: 2. The archive is shown, found and reopened as before.\n",
    )
    return busy


def test_lists_reach_the_archive_where_it_is_asked_for(old: CommandLine) -> None:
    """Not the list of every day, which says so; --closed, --search and --account do."""
    plain = old("incidents --json")
    closed = old("incidents --closed --json")

    assert [each["id"] for each in plain.json] == ["1"]
    assert "Older ones are in the archive" in old("incidents").err
    assert [each["id"] for each in closed.json] == ["2"]
    assert old("incidents --search late --json").json == closed.json
    assert [each["id"] for each in old("incidents --account lumen --json").json] == ["2"]
    assert old("incidents --open --search late --json").json == []
    assert old("incidents --open").err == ""
    assert "the parts are late" in old("incidents --closed").out
    assert old("incidents --search nowhere").out.startswith("No such incidents.")


def test_one_of_the_archive_is_shown_and_reopened(old: CommandLine) -> None:
    """As any other; afterwards it is in the list of every day."""
    assert "the parts are late" in old("show 2").out
    assert old("show 2 --json").json["phase"] == "closed"
    assert old("reopen 2").code == 0
    assert [each["id"] for each in old("incidents --json").json] == ["2", "1"]
    assert old("show 3").code == 3


def test_a_dry_run_moves_nothing(old: CommandLine) -> None:
    """It names what would go; --days says how long something has to have rested."""
    old("listen 'another' --account lumen")
    old("close 3 --outcome lost")

    assert old("archive --days 0 --dry-run --json").json == {"archived": ["3"], "dry_run": True}
    assert old("archive --json").json == {"archived": [], "dry_run": False}
    assert old("archive").out.startswith("Nothing to put away")
    assert old("archive --days 0 --json").json["archived"] == ["3"]
    assert old("archive --days soon").code == 2


def test_closing_puts_away_what_has_rested(old: CommandLine) -> None:
    """Nobody has to think of it; what was closed today stays in the list."""
    old("listen 'another' --account lumen")
    old("close 3 --outcome lost", at="2027-01-05T10:00-08:00")
    old("listen 'and another' --account lumen", at="2027-03-05T10:00-08:00")
    old("close 4 --outcome lost", at="2027-03-05T11:00-08:00")

    listed = old("incidents --json", at="2027-03-05T12:00-08:00").json

    assert [each["id"] for each in listed] == ["4", "1"]


def test_the_setting_says_how_long_they_rest(old: CommandLine) -> None:
    """Days in digits; anything else is refused with the file's name."""
    old("listen 'another' --account lumen")
    old("close 3 --outcome lost")
    settings = old.home / "settings.toml"
    settings.write_text('archive_after = "0"\n')
    assert old("archive --json").json["archived"] == ["3"]
    settings.write_text('archive_after = "a month"\n')
    refused = old("archive")

    assert refused.code == 2
    assert "archive_after is 'a month'; write days" in refused.err


def test_verify_says_what_holds_and_what_does_not(old: CommandLine) -> None:
    """Exit 0 with the head; exit 1 and a line for each thing that is not what was written."""
    good = old("verify")
    shape = old("verify --json").json

    assert good.code == 0
    assert good.out.startswith("Everything holds: 3 journals, 2 incidents (1 in the archive), ")
    assert f"Head  {shape['head']}\n" in good.out
    assert shape["ok"] is True
    assert old("verify --against", shape["head"]).code == 0
    assert old("verify --against 7").code == 2
    wrong = old("verify --against", f"1:{'0' * 32}")
    assert (wrong.code, wrong.out.splitlines()[0]) == (
        1,
        "! The chain does not go through that head: what was written up to entry 1 is not what "
        "it was.",
    )
    path = old.home / "archive" / "2026-10.jsonl"
    path.write_bytes(path.read_bytes()[:200])
    broken = old("verify --json")
    assert broken.code == 1
    assert broken.json["ok"] is False
    assert len(broken.json["problems"]) >= 1


def test_verify_works_where_there_is_nothing(bare: CommandLine) -> None:
    """A home that does not exist holds nothing, and that is as it should be."""
    assert bare("verify").out.startswith("Everything holds: 0 journals, 0 incidents, 0 entries")
    assert not bare.home.exists()


def test_forget_asks_and_is_for_good(old: CommandLine) -> None:
    """Without a terminal it needs --yes; --dry-run says what there is."""
    dry = old("forget lum --dry-run --json").json
    refused = old("forget lumen")
    done = old("forget lumen --yes")

    assert (dry["account"], dry["forgotten"], dry["incidents"]) == ("lumen", False, ["2"])
    assert refused.code == 2
    assert "needs --yes" in refused.err
    assert done.code == 0
    assert done.out.startswith("Forgotten: Lumen Light, 1 incident with 3 entries.\n")
    assert "Incident 2 was forgotten on" in old("show 2").err
    assert old("show 2 --json").error["kind"] == "forgotten"
    assert old("verify").code == 0
    assert old("forget lumen --yes").code == 3
    assert json.loads(old("incidents --closed --json").out) == []
