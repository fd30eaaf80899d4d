"""Taking back on the command line, and races between real processes."""

import json
import os
import subprocess
import sys

import pytest

from tests.cli.commandline import CommandLine


def test_the_list_is_numbered_in_steps_back(busy: CommandLine) -> None:
    """The newest first; what was taken back stays on it, without a number."""
    busy.done("log 1 'she called back'")
    busy.done("undo")
    listed = busy.done("undo --list").out.splitlines()

    assert "logged a line in 1: she called back (taken back " in listed[0]
    assert not listed[0].split()[0].isdigit()
    assert listed[1].split()[0] == "1"
    assert listed[-1] == "`recover undo --steps N` takes back everything from 1 to N."


def test_several_steps_and_back_again(busy: CommandLine) -> None:
    """Each one is named, and how to bring it back."""
    before = busy.json("show 1")
    busy.done("log 1 'one'")
    busy.done("account set northwind --phone 555-0199")
    done = busy.done("undo --steps 2").out.splitlines()
    assert done == [
        "Taken back: changed account northwind.",
        "Taken back: logged a line in 1.",
        "`recover redo --steps 2` brings them back.",
    ]
    assert busy.json("account show northwind")["phone"] == "555-0142"

    assert busy.done("redo --steps 2").out.splitlines() == [
        "Brought back: logged a line in 1.",
        "Brought back: changed account northwind.",
    ]
    assert busy.json("account show northwind")["phone"] == "555-0199"
    assert len(busy.json("show 1")["log"]) == len(before["log"]) + 3


def test_the_shape_of_both(busy: CommandLine) -> None:
    """For scripts: the first action in front, and all of them."""
    busy.done("log 1 'one'")

    done = busy.json("undo")
    assert (done["undone"], done["incident"]) == ("logged a line in 1", "1")
    assert done["entries"] == done["actions"][0]["entries"]
    again = busy.json("redo")
    assert again["redone"] == "logged a line in 1"
    assert again["actions"][0]["stays"] == []
    listed = busy.json("undo --list")["actions"]
    assert listed[0]["undone_at"] is None
    assert listed[0]["redone_at"] is not None


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("undo --steps 0", 2, "from 1 to 20"),
        ("undo --steps two", 2, "from 1 to 20"),
        ("undo --list --steps 2", 2, "--list changes nothing"),
        ("undo --steps 20", 4, "There are only"),
        ("redo", 4, "nothing was taken back"),
    ],
)
def test_what_is_refused(busy: CommandLine, line: str, code: int, said: str) -> None:
    """With a sentence, and nothing is changed."""
    before = busy.json("show 1")
    answer = busy(line)

    assert answer.code == code
    assert said in answer.err
    assert busy.json("show 1") == before


def test_the_first_person_can_be_taken_back(bare: CommandLine) -> None:
    """Also from the settings, so that somebody else can be the first one then."""
    bare.done("person add Mara --zone UTC")
    assert (bare.home / "settings.toml").exists()
    bare.done("undo")
    assert not (bare.home / "settings.toml").exists()
    bare.done("person add Sam --zone UTC")

    assert [each["key"] for each in bare.json("person list")] == ["sam"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("keep 1p1", "1p1 was kept by"),
        ("renegotiate 1p1 --by 'tomorrow noon' --reason late", "1p1 was renegotiated by"),
        ("decide 1d1 granted", "1d1 was answered by"),
        ("strike 1e2 --reason wrong", "1e2 was struck by"),
    ],
)
def test_of_six_processes_at_once_one_wins(busy: CommandLine, line: str, told: str) -> None:
    """The others end with 4, and are told by whom it was done."""
    before = len(busy.json("show 1")["log"])
    environment = {"PATH": os.environ["PATH"], "LANG": "C", **busy.environment(None)}
    people = ["mara", "priya"] * 3 if not line.startswith("decide") else ["mara", "priya"]
    running = [
        subprocess.Popen(
            ["/bin/bash", "-c", f'exec "$0" -m recover {line} --json', sys.executable],
            env={**environment, "RECOVER_USER": person},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for person in people
    ]
    answers = [(each, each.communicate(timeout=120)[0]) for each in running]

    lost = [json.loads(out)["error"]["message"] for each, out in answers if each.returncode != 0]
    assert sorted(each.returncode for each, _ in answers) == [0, *[4] * (len(people) - 1)]
    assert all(told in each for each in lost), lost
    entries = busy.json("show 1")["log"]
    assert len(entries) == before + (2 if line.startswith("renegotiate") else 1)
