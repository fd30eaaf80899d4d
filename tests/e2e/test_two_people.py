"""Two people in two apps on one book: work changes hands while both look."""

import json
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal


def command(home: Path, line: str) -> Any:
    """Run one command line as a person would; give the value it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "recover", "--home", str(home), "--json", *shlex.split(line)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


def sit(home: Path, person: str, at: str, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Sit down at the app as somebody."""
    return Terminal(home=home, at=at, size=size, environment={"RECOVER_USER": person})


@pytest.fixture
def northwind(tmp_path: Path) -> Path:
    """Mara and Priya; Northwind's incident 1, with the answer promised for Fri 08:00 PDT."""
    home = tmp_path / "home"
    mara = "--as mara --at 2026-10-22T17:31-07:00"
    command(home, "person add Mara --zone America/Los_Angeles --hours 'mon-fri 08:00-18:00'")
    command(home, "person add Priya --zone America/New_York --hours 'mon-fri 05:00-18:00'")
    command(home, f"{mara} account add Northwind --zone America/Los_Angeles --share 15 --phone 1")
    command(home, f"{mara} listen 'Your man mocked her.' --account northwind")
    command(home, f"{mara} promise 1 'new AE and plan' --by 'tomorrow 8am'")
    return home


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_story_5_a_handover_before_the_client_wakes(northwind: Path, size: tuple[int, int]) -> None:
    """05:20 Mara offers it, 05:41 Priya takes it over in her own words, 07:38 she keeps it."""
    at = "2026-10-23T05:20-07:00"
    with sit(northwind, "mara", at, size) as mara, sit(northwind, "priya", at, size) as priya:
        mara.see("new AE and plan")
        priya.see("OPEN PROMISES 1")
        mara.press("h").see("Hand over: it stays yours until they accept", "Brief 4 of 5")
        mara.press("enter").see("offered to Priya", "→ Priya")
        priya.see("OFFERED TO YOU 1", "Mara hands you 1p1 new AE and plan")
        priya.press("h").see("in your words", "new AE and plan, call by Fri 23 Oct 2026 08:00 PDT")
        priya.type("I name the AE and the plan to R. Hale by eight").press("enter")
        priya.see("1p1 new AE and plan is yours now")
        mara.see("Priya")
        for app in (mara, priya):
            app.press("ctrl+q")
            assert app.leave() == 0

    (handover,) = command(northwind, "show 1 --at 2026-10-23T06:00-07:00")["handovers"]
    assert (handover["state"], handover["from"], handover["to"]) == ("accepted", "mara", "priya")
    assert handover["brief"]["score"] == 5

    with sit(northwind, "priya", "2026-10-23T07:38-07:00", size) as priya:
        priya.see("new AE and plan")
        priya.press("k").see("Keep 1p1")
        priya.type("R. Hale has both").press("enter").see("OPEN PROMISES 0")
        priya.press("ctrl+q")
        assert priya.leave() == 0
    (promise,) = command(northwind, "show 1 --at 2026-10-23T08:00-07:00")["promises"]
    assert (promise["state"], promise["owner"]) == ("kept", "priya")


def test_story_5_the_evening_before(northwind: Path) -> None:
    """18:00: the promise is first, and the day is clear only once it has a next step."""
    with sit(northwind, "mara", "2026-10-22T18:00-07:00") as mara:
        mara.see("new AE and plan", "e End of day")
        mara.press("e").see("End of day · 1 of 1", "Needs a next step")
        mara.press("c").see("The day is not clear")
        mara.press("s").see("Next step for 1p1")
        mara.type("consult New York").press("tab").type("tomorrow 4:45am")
        mara.see("Fri 23 Oct 2026 04:45 PDT")
        mara.press("enter").see("Everything has its next step", "call")
        mara.press("c").see("The day is clear since")
        mara.press("ctrl+q")
        assert mara.leave() == 0

    (item,) = command(northwind, "--as mara review --at 2026-10-22T18:05-07:00")
    assert item["next_step"] == {"text": "consult New York", "at": "2026-10-23T04:45:00-07:00"}
    assert (item["needs_next_step"], item["answered"]) == (False, "next step")


def test_a_killed_app_offers_the_read_back_that_was_being_typed(northwind: Path) -> None:
    """At the next start, in its form."""
    at = "2026-10-23T05:20-07:00"
    command(northwind, f"--as mara --at {at} handover 1p1 --to priya")
    with sit(northwind, "priya", at) as priya:
        priya.press("h").see("in your words")
        priya.type("I name the AE by eight")
        priya.see_on_disk(northwind, "I name the AE by eight")
        priya.child.kill(signal.SIGKILL)
    with sit(northwind, "priya", at) as priya:
        priya.see("Typed, and not saved", "I name the AE by eight")
        priya.press("enter").see("in your words", "I name the AE by eight")
        priya.press("enter").see("is yours now")
        priya.press("ctrl+q")
        assert priya.leave() == 0


@pytest.fixture
def lane(tmp_path: Path) -> Path:
    """Max, Raj and Lee; the technical half of Max's promise to Lane."""
    home = tmp_path / "home"
    maxs = "--as max --at 2026-03-12T13:00-07:00"
    for name in ("Max", "Raj", "Lee"):
        command(home, f"person add {name} --zone America/New_York --hours 'mon-fri 09:00-20:00'")
    command(home, f"{maxs} account add Lane --zone America/Los_Angeles --phone 1")
    command(home, f"{maxs} listen 'the fourth time' --account lane")
    command(home, f"{maxs} promise 1 'technical answer' --by 'tomorrow 15:00' --kind internal")
    command(home, f"{maxs} handover 1p1 --to raj")
    return home


def test_story_4_a_decline_goes_on_to_somebody_else(lane: Path) -> None:
    """Raj declines: back with Max while he looks; offered to Lee with @, who takes it over."""
    at = "2026-03-12T13:10-07:00"
    with sit(lane, "max", at) as max_, sit(lane, "raj", at) as raj:
        max_.see("technical answer", "→ Raj")
        raj.see("OFFERED TO YOU 1")
        raj.press("enter").see("Max hands you 1p1 technical answer")
        raj.press("down", "right", "up").type("needs Provisioning").press("enter")
        raj.see("stays with Max")
        max_.see("you")
        max_.press("enter").see("needs Provisioning", "heard ›")
        max_.type("@lee p1").see("1p1 to Lee", "answer by")
        max_.press("enter").see("offered to Lee")
        for app in (max_, raj):
            app.press("ctrl+q")
            assert app.leave() == 0

    with sit(lane, "lee", "2026-03-12T13:40-07:00") as lee:
        lee.see("Max hands you 1p1 technical answer")
        lee.press("h").see("in your words")
        lee.type("root cause by three").press("enter").see("is yours now")
        lee.press("ctrl+q")
        assert lee.leave() == 0

    shown = command(lane, "show 1 --at 2026-03-12T13:41-07:00")
    assert [each["state"] for each in shown["handovers"]] == ["declined", "accepted"]
    assert shown["promises"][0]["owner"] == "lee"


def test_two_windows_of_one_person_accept_once(northwind: Path) -> None:
    """Whoever is second is told who was first; what they typed stays in their form."""
    at = "2026-10-23T05:20-07:00"
    command(northwind, f"--as mara --at {at} handover 1p1 --to priya")
    with sit(northwind, "priya", at) as first, sit(northwind, "priya", at) as second:
        first.press("h").see("in your words")
        second.press("h").see("in your words")
        first.type("mine").press("enter").see("is yours now")
        second.type("mine as well").press("enter")
        second.see("1h1 was accepted by Priya", "mine as well")
