"""Story 5 in a real terminal: keys in, screen text out, then what is on disk."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal

AS_MARA = {"RECOVER_USER": "mara"}


def command(home: Path, *words: str) -> str:
    """Run one command as a person would; give what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "recover", "--home", str(home), *words],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return done.stdout


def shown(home: Path, incident: str, at: str) -> Any:
    """Read an incident back from disk."""
    return json.loads(command(home, "show", incident, "--json", "--at", at))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with Mara, Priya, and Northwind's R. Hale on record."""
    folder = tmp_path / "home"
    command(folder, "person", "add", "Mara", "--zone", "America/Los_Angeles")
    hours = ("--hours", "mon-fri 08:00-18:00")
    command(folder, "person", "add", "Priya", "--zone", "America/New_York", *hours)
    command(folder, "person", "add", "Sol", "--zone", "America/New_York", "--lead")
    details = ("--phone", "+1 213 555 0142", "--share", "15", "--renewal", "2027-01-22")
    command(folder, "account", "add", "Northwind", "--zone", "America/Los_Angeles", *details)
    command(folder, "account", "contact", "northwind", "R. Hale")
    return folder


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_walk_of_story_5(home: Path, size: tuple[int, int]) -> None:
    """Steps 1-3, 5, 8 and 10, to the minute, over four evenings and mornings of the app."""

    def sit(at: str) -> Terminal:
        return Terminal(home=home, at=at, size=size, environment=AS_MARA)

    with sit("2026-10-22T17:10-07:00") as app:
        app.see("Listen")
        app.press("n").see("Who is it")
        app.type("hale").see("R. Hale")
        app.press("enter").see("Northwind", "15% of revenue", "heard ›", "calls open until 20:00")
        app.type("Your man mocked her. I have the recording.").press("enter")
        app.type("She is in tears.").press("enter")
        app.type("?he is fired").press("enter").type("?who is our AE?").press("enter")
        app.type("-seat vacant since 28 Sep").press("enter")
        app.see("She is in tears.", "he is fired", "seat vacant", "internal")
        app.press("ctrl+d").see("(2) Set expectations")
        app.press("ctrl+q")
        assert app.leave() == 0

    with sit("2026-10-22T17:26-07:00") as app:
        app.see("OPEN PROMISES")
        app.press("2").see("Your man mocked her")
        app.press("enter").see("who is our AE?")
        app.press("escape").see("b Read back")
        app.press("b").see("She is in tears.", "How it feels")
        app.press("y").see("the client agreed")
        app.press("i").type(">For us all: I am sorry.").press("enter")
        app.see("said     For us all: I am sorry.")
        app.press("tab", "tab").type("v").see("for client")
        app.press("tab").type("d").see("Answer 1d1: he is fired", "declined")
        app.type("d").press("tab").type("not decided on this call")
        app.press("tab").type("off your account tonight").press("enter")
        app.see("he is fired: declined")
        app.press("ctrl+q")
        assert app.leave() == 0

    with sit("2026-10-22T17:31-07:00") as app:
        app.see("OPEN PROMISES")
        app.press("2").see("Your man mocked her")
        app.press("enter").see("note ›")
        app.press("ctrl+o").see("what", "by when")
        app.type("call with the plan").press("tab").type("tomorrow 8am")
        app.see("Fri 23 Oct 2026 08:00 PDT (client", "in 14 h 2")
        app.press(*["tab"] * 5).type("priya")
        app.press(*["tab"] * 3).type("before you open is fine")
        app.press("tab").type("t").see("[the client, too]")
        app.press("enter").see("due Fri 08:00")
        app.press("f6").see("You are reminded of 1p1", "04:45 PDT")
        app.press("ctrl+q")
        assert app.leave() == 0

    with sit("2026-10-23T07:30-07:00") as app:
        app.see("call with the plan", "calls closed until 09:00, agreed for 1p1")
        app.type("l").see("outside the contact window - agreed Thu 17:31")
        app.type("k").see("Keep 1p1", "agreed Thu 17:31", "kept in time")
        app.press("escape").see("OPEN PROMISES 1")
        app.press("ctrl+q")
        assert app.leave() == 0

    with sit("2026-10-23T07:38-07:00") as app:
        app.see("call with the plan", "in 2")
        app.press("k").see("Keep")
        app.type("reached, plan given").press("enter").see("OPEN PROMISES 0")
        app.press("ctrl+q")
        assert app.leave() == 0

    with sit("2027-01-22T10:00-08:00") as app:
        app.see("OPEN PROMISES 0")
        app.press("2").see("Your man mocked her")
        app.press("enter").see("next: answer 1 demand")
        app.press("escape").see("b Read back")
        app.type("c").see("Close incident 1", "[unknown]")
        app.type("r").see("[retained]")
        app.press("tab").type("m").press("tab").type("m")
        app.press("tab").type("listened, set expectations, delivered").press("enter")
        app.see("The client stays.", "Purpose: met", "1 of 1 promises kept.")
        app.press("ctrl+q")
        assert app.leave() == 0

    ended = shown(home, "1", "2027-01-22T10:05-08:00")
    assert [each["kind"] for each in ended["log"]] == [
        *("opened", "heard", "heard", "demand", "demand", "note", "finished", "readback", "said"),
        *("marked", "decision", "promise", "reminder", "kept", "closed"),
    ]
    assert [each["text"] for each in ended["log"] if each["client"]] == [
        "For us all: I am sorry.",
        '1p1 call with the plan, by Fri 23 Oct 2026 08:00 PDT; agreed: "before you open is fine"',
    ]
    (promise,) = ended["promises"]
    assert promise["due"] == "2026-10-23T08:00:00-07:00"
    assert (promise["state"], promise["owner"]) == ("kept", "mara")
    assert 18 <= promise["margin_minutes"] <= 22, "22 but for the time it takes to press the keys"
    assert [(each["at"], each["kind"]) for each in promise["reminders"]] == [
        ("2026-10-23T04:45:00-07:00", "wake_up")
    ]
    (fired, _) = ended["demands"]
    assert (fired["decision"], fired["client"]) == ("declined", False)
    assert (ended["phase"], ended["outcome"], ended["guideline"], ended["purpose"]) == (
        *("closed", "retained", "met", "met"),
    )
    found = json.loads(command(home, "incidents", "--search", "recording mocked", "--json"))
    assert [each["id"] for each in found] == ["1"]


def test_its_first_half_years_earlier(home: Path) -> None:
    """The playbook asks for their values before anything is explained."""
    at = "2026-03-02T10:00-08:00"
    with Terminal(home=home, at=at, environment=AS_MARA) as app:
        app.see("Listen")
        app.press("n").see("Who is it", "Playbook")
        app.type("north").see("Northwind")
        app.press("tab").see("‹ blank ›")
        app.press("right", "right").see("client-disputes-our-answer")
        app.press("enter").see("Ask for their values", "heard ›")
        app.type("your numbers are wrong").press("enter").see("“your numbers are wrong”")
        app.type("?who do you report to?").press("enter")
        app.see("they ask for a manager", "Ctrl+O promises that Sol calls")
        app.press("ctrl+o").see("Sol calls", "in 30 minutes")
        app.press("enter").see("due 10:3")
        app.press("ctrl+q")
        assert app.leave() == 0

    incident = shown(home, "1", at)
    assert incident["severity"] == "high"
    assert [(each["what"], each["owner"]) for each in incident["promises"]] == [
        ("Sol calls the client", "sol")
    ]
    assert incident["playbook"] == "client-disputes-our-answer"
    assert [each["text"] for each in incident["demands"]] == ["who do you report to?"]
