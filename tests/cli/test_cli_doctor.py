"""`recover doctor`: one line for each finding, and a repair that keeps everything."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

from recover.storage.file import JournalFile
from tests.cli.commandline import CommandLine
from tests.terminal import Terminal


@pytest.fixture
def damaged(busy: CommandLine) -> CommandLine:
    """A book in which one heard line was changed behind our back."""
    book = busy.home / "work.jsonl"
    book.write_bytes(book.read_bytes().replace(b"mocked", b"praised"))
    return busy


def test_all_is_well_in_one_line(busy: CommandLine) -> None:
    """But for the copies, which somebody new does not have yet."""
    (busy.home / "copies").mkdir(mode=0o700, exist_ok=True)
    today = busy.shell("date -u +%F").strip()
    (busy.home / "copies" / f"{today}.recover").touch(mode=0o600)
    answer = busy.done("doctor")

    assert answer.out.startswith("All is well. Looked at ")
    assert answer.out.count("\n") == 1
    assert answer.err == ""


def test_the_shape_for_scripts(busy: CommandLine) -> None:
    """A list of findings, each with four texts; the gravest first."""
    findings = busy.json("doctor")

    assert {each["state"] for each in findings} <= {"ok", "warning"}
    assert all(set(each) == {"check", "state", "what", "do"} for each in findings)
    assert {"home", "journals", "zones", "settings"} <= {each["check"] for each in findings}


def test_a_damaged_book(damaged: CommandLine) -> None:
    """Its place, what can be read, what to do; exit 1, and the file as it was."""
    book = damaged.home / "work.jsonl"
    before = book.read_bytes()
    answer = damaged("doctor")

    assert answer.code == 1
    first = answer.out.splitlines()[0]
    assert first.startswith(f"WRONG    {book} is damaged at byte ")
    assert "(line 2)" in first
    assert "2 lines can still be read" in first
    assert "incident 1" in first
    assert book.read_bytes() == before
    assert damaged("doctor --json").json[0]["state"] == "wrong"


def test_every_command_says_what_to_do_about_damage(damaged: CommandLine) -> None:
    """One sentence that names the doctor."""
    for line in ("promises", "log 1 more", "listen hello", "keep 1p1", ""):
        answer = damaged(line)

        assert answer.code == 1
        assert answer.err.count("\n") == 1
        assert "`recover doctor --repair` keeps all of it" in answer.err


def test_a_repair_needs_a_yes(damaged: CommandLine) -> None:
    """Off a terminal it says what it would do, and does nothing."""
    before = (damaged.home / "work.jsonl").read_bytes()
    answer = damaged("doctor --repair")

    assert answer.code == 2
    assert "incident 1: " in answer.err
    assert "--yes" in answer.err
    assert (damaged.home / "work.jsonl").read_bytes() == before
    assert not list(damaged.home.glob("copies/*.damaged-*"))


def test_a_repair_keeps_everything(damaged: CommandLine) -> None:
    """The promise and the demand are there, the lost lines say so, the damaged file is kept."""
    before = (damaged.home / "work.jsonl").read_bytes()
    answer = damaged.done("doctor --repair --yes")

    assert "is good; the damaged file is kept as" in answer.out
    assert (damaged.home / "copies" / "work.jsonl.damaged-1").read_bytes() == before
    shown = damaged.json("show 1")
    assert [each["id"] for each in shown["promises"]] == ["1p1"]
    assert [each["text"] for each in shown["demands"]] == ["he is fired"]
    assert "could not be read" in str(shown["log"])
    assert damaged.done("doctor --repair --yes").out.startswith("There is nothing to repair.")
    damaged.done("keep 1p1")
    assert damaged.json("listen hello")["incident"] == "2"


def test_a_repair_for_scripts(damaged: CommandLine) -> None:
    """What was done, and what the doctor finds afterwards."""
    value = damaged.json("doctor --repair --yes")

    assert len(value["done"]) == 1
    assert all(each["state"] != "wrong" for each in value["findings"])


@pytest.mark.parametrize(("typed", "is_done"), [("y", True), ("", False), ("no", False)])
def test_a_repair_asks_once(damaged: CommandLine, typed: str, is_done: bool) -> None:
    """At a terminal; everything but a yes is a no."""
    child = pexpect.spawn(
        sys.executable,
        ["-m", "recover", "doctor", "--repair"],
        env={**os.environ, **damaged.environment(None)},
        timeout=60,
    )
    child.expect("Repair it so")
    child.sendline(typed)
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == (0 if is_done else 4)
    assert bool(list(damaged.home.glob("copies/*.damaged-*"))) is is_done


def test_yes_alone_is_a_slip(busy: CommandLine) -> None:
    """Nothing is repaired that nobody asked for."""
    assert busy("doctor --yes").code == 2


def test_permissions_are_mended(busy: CommandLine) -> None:
    """What others may read is named with the command, and `--repair` does it."""
    (busy.home / "work.jsonl").chmod(0o644)
    assert f"chmod 600 {busy.home}/work.jsonl" in busy("doctor").out

    busy.done("doctor --repair --yes")
    assert (busy.home / "work.jsonl").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", [b"", b"a diary\n", b'{"sum":"0","recover":"journal","format":99}\n']
)
def test_a_foreign_or_newer_book_is_left_alone(busy: CommandLine, text: bytes) -> None:
    """Named, not repaired, byte for byte as it was."""
    book = busy.home / "work.jsonl"
    book.write_bytes(text)

    assert busy("doctor").code == 1
    assert busy("doctor --repair --yes").code == 1
    assert busy("listen hello").code == 1
    assert book.read_bytes() == text


def test_it_needs_no_settings_and_no_person(busy: CommandLine) -> None:
    """Both are named as wrong, and everything else is looked at."""
    (busy.home / "settings.toml").write_text("= =")
    (busy.home / "settings.toml").chmod(0o600)
    busy.person = "zebulon"
    answer = busy("doctor --json")

    assert answer.code == 1
    assert {each["check"] for each in answer.json if each["state"] == "wrong"} == {
        "settings",
        "person",
    }


def test_a_home_that_is_no_folder(bare: CommandLine) -> None:
    """Said once."""
    bare.home.write_text("mine")
    answer = bare("doctor")

    assert answer.code == 1
    assert answer.out.count("WRONG") == 1
    assert "is not a folder" in answer.out
    assert bare.home.read_text() == "mine"


def test_a_locked_book_names_who_locks_it(busy: CommandLine) -> None:
    """A warning; it is not waited for."""
    file = JournalFile.open(str(busy.home / "work.jsonl"), 1)
    file.lock(shared=False)
    answer = busy.done("doctor")
    file.close()

    assert "work.jsonl locked" in answer.out


def see_sentence(run: CommandLine, *words: str) -> str:
    """Start the app on a terminal where it cannot start; give what stands there."""
    with Terminal(*words, home=run.home, at=run.at, environment={"RECOVER_USER": "mara"}) as me:
        assert me.leave() == 1
        assert "Traceback" not in me.written
        assert "\x1b[?1049h" not in me.written
        return " ".join(me.text.split())


def test_the_app_says_the_sentence_of_a_damaged_book(damaged: CommandLine) -> None:
    """On the plain terminal, and ends."""
    assert "`recover doctor --repair` keeps all of it" in see_sentence(damaged)


def test_the_app_says_the_sentence_of_other_books(busy: CommandLine) -> None:
    """Foreign and newer ones."""
    for text, says in (
        (b"a diary\n", "is not a book of recover"),
        (b'{"sum":"0","recover":"journal","format":99}\n', "Update recover"),
    ):
        (busy.home / "work.jsonl").write_bytes(text)

        assert says in see_sentence(busy)


def test_the_app_says_the_sentence_of_a_locked_book(busy: CommandLine) -> None:
    """After ten seconds of waiting."""
    file = JournalFile.open(str(busy.home / "work.jsonl"), 1)
    file.lock(shared=False)
    said = see_sentence(busy)
    file.close()

    assert "Another recover has been using" in said


def test_the_app_is_calm_when_the_book_becomes_damaged(busy: CommandLine) -> None:
    """It says so, keeps what is typed, and writes nothing."""
    book = busy.home / "work.jsonl"
    with Terminal(home=busy.home, at=busy.at, environment={"RECOVER_USER": "mara"}) as me:
        me.see("OPEN PROMISES 1")
        me.press("2").see("Northwind")
        me.press("enter").see("heard ›")
        me.type("they want it by no").see("they want it by no")
        damaged = book.read_bytes() + b"junk\n" + book.read_bytes().splitlines(keepends=True)[-1]
        book.write_bytes(damaged)
        me.see("is damaged at byte")
        me.type("on").press("enter")
        me.see_on_disk(busy.home, "they want it by noon")
        me.see("they want it by noon")
        me.press("ctrl+q")
        me.leave()
        assert "Traceback" not in me.written

    assert book.read_bytes() == damaged
    assert "they want it by noon" in draft_texts(busy.home)


def draft_texts(home: Path) -> str:
    """Every draft on disk."""
    return " ".join(path.read_text("utf-8") for path in (home / "drafts").glob("*.json"))


def test_looking_after_the_data_in_the_app(busy: CommandLine) -> None:
    """From the palette, with keys alone; Esc leads back."""
    (busy.home / "work.jsonl").chmod(0o644)
    with Terminal(
        home=busy.home, at=busy.at, size=(120, 40), environment={"RECOVER_USER": "mara"}
    ) as me:
        me.see("OPEN PROMISES 1")
        me.press("ctrl+p").see("Listen: open")
        me.type("look after").see("Look after the data")
        me.press("enter").see("1 thing is wrong.", "chmod 600")
        me.press("escape").see("OPEN PROMISES 1")
        me.press("q")

        assert me.leave() == 0
