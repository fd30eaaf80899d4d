"""A forgotten client leaves no word and no name in anything we keep, and the chain whole."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from recover.domain.entry import Outcome
from recover.domain.errors import NotFound, RecoverError
from recover.domain.incident import heard_lines
from recover.export.report import Audience
from recover.services.accounts import AccountDetails, add_account, set_account, set_contact
from recover.services.archiving import put_away
from recover.services.backing_up import back_up
from recover.services.closing import close_incident, reopen_incident
from recover.services.desk import Desk, open_desk
from recover.services.drafting import DraftSheet, Typed, drafts_left
from recover.services.export_wish import About, ExportWish
from recover.services.exporting import make_draft
from recover.services.finding import find_account, find_incident
from recover.services.forgetting import InUse, forget_account, traces_of
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.restoring import compare, restore
from recover.services.settling import keep_promise
from recover.services.undoing import undo
from recover.services.verifying import verify_book
from recover.services.writing_out import Look, save_report
from recover.storage.book import Book
from recover.storage.copies import keep_copy
from tests.services.conftest import Sit
from tests.storage.test_upgrading import as_of_format_1

CLIENT = "Quillfeather"
"""The client's name; no other text has it."""
WORDS = "zanzibar"
"""Stands in everything they said."""
LATER = "2026-12-24T10:00-08:00"


@pytest.fixture
def theirs(desk: Desk, sit: Sit, tmp_path: Path) -> Desk:
    """A client with something in every place where something can be."""
    add_account(desk, AccountDetails(name=CLIENT, zone="America/Chicago", phone="+1 312 555 0100"))
    set_contact(desk, CLIENT, f"Ada {CLIENT}", phone="+1 312 555 0101")
    for number in ("1", "2", "3"):
        listen(desk, Caller(account=CLIENT), [f"{WORDS} {number}"])
        close_incident(desk, number, outcome=Outcome.RETAINED, text=WORDS)
    later = sit(LATER)
    put_away(later)
    reopen_incident(later, "2")
    listen(later, Caller(account="ortega"), ["the other client"])
    listen(later, Caller(account=CLIENT), [WORDS])
    make_promise(later, "5", PromiseWish(what=f"call about {WORDS}", by="in 2 hours"))
    keep_promise(later, "5p1", WORDS)
    log_line(later, "4", f"Ada {CLIENT} gave us their number")
    wish = ExportWish(about=About.INCIDENT, incident="1", audience=Audience.INTERNAL)
    save_report(later, make_draft(later, wish).report, Look(format="md"), str(tmp_path / "out.md"))
    back_up(later, str(tmp_path / "elsewhere.recover"))
    sheet = DraftSheet(later)
    sheet.keep({"5": f"half a {WORDS}", "4": "of the other", "keep/5p1": {"evidence": WORDS}})
    sheet.close()
    return later


def everything_in(home: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a home folder, and every file inside its copies."""
    for path in home.rglob("*"):
        if not path.is_file():
            continue
        yield str(path), path.read_bytes()
        if path.suffix == ".recover":
            with zipfile.ZipFile(path) as archive:
                yield from ((f"{path}/{each}", archive.read(each)) for each in archive.namelist())


def traces(home: Path) -> set[str]:
    """Where something of theirs stands: name, key or words, but for the other client's note."""
    found = set()
    for name, data in everything_in(home):
        text = data.decode(errors="replace").replace(f"Ada {CLIENT} gave us", "")
        if CLIENT.casefold() in text.casefold() or WORDS in text.casefold():
            found.add(name)
    return found


def test_nothing_of_theirs_is_left_anywhere(theirs: Desk) -> None:
    """Open work, archive, directory, copies, drafts, and what could be taken back."""
    home = theirs.home
    keep_copy(home, "before-restore", made=theirs.recorded(), by="mara")
    assert len(traces(home)) >= 8

    forget_account(theirs, CLIENT)

    assert traces(home) == set()
    assert [draft.name for draft in drafts_left(theirs)] == ["4"]
    with pytest.raises(NotFound):
        find_account(theirs, CLIENT)
    for number in ("1", "2", "3", "5"):
        with pytest.raises(NotFound, match=f"Incident {number} was forgotten on 20"):
            find_incident(theirs, number)
    assert len(find_incident(theirs, "4").entries) == 3
    assert all(path.stat().st_mode & 0o077 == 0 for path in home.rglob("*"))


def test_the_chain_is_followed_over_the_gap(theirs: Desk) -> None:
    """A head that was noted before still holds; the numbers are not given out again."""
    before = verify_book(theirs.home)
    forget_account(theirs, CLIENT)
    log_line(theirs, "4", "afterwards")

    after = verify_book(theirs.home, against=before.head)

    assert after.problems == ()
    assert after.entries == before.entries + 1
    assert after.forgotten == sum(each for each in (3, 4, 3, 4))
    assert listen(theirs, Caller(), ["a new one"]).id == "6"
    assert theirs.store.logs.free_number(1) not in (1, 2, 3, 4, 5, 6)


def test_what_only_a_person_can_see_to_is_listed(theirs: Desk, tmp_path: Path) -> None:
    """Files that were written out, and where others' incidents name them; nothing is changed."""
    before = dict(everything_in(theirs.home))

    found = traces_of(theirs, CLIENT)

    assert found.incidents == ("1", "2", "3", "5")
    assert {Path(each.path).name for each in found.exports} == {"out.md", "elsewhere.recover"}
    assert found.mentions == ("4e3",)
    assert dict(everything_in(theirs.home)) == before
    assert (tmp_path / "out.md").exists()


def test_copies_keep_what_is_not_theirs(theirs: Desk) -> None:
    """Each copy is written anew: as of the same moment, with everything of the others."""
    forget_account(theirs, CLIENT)

    for path in (theirs.home / "copies").iterdir():
        with zipfile.ZipFile(path) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            texts = b"".join(archive.read(each) for each in archive.namelist())
        assert manifest["why"] in ("daily", "before-forget")
        if manifest["why"] == "before-forget":
            assert b"the other client" in texts
        assert b"Northwind" in texts or manifest["counts"].get("accounts", 0) == 0


def test_while_another_app_holds_something_typed_nothing_is_forgotten(theirs: Desk) -> None:
    """It would write it again; it is said before anything is changed."""
    sheet = DraftSheet(theirs)
    sheet.keep({"5": "half a sentence"})

    with pytest.raises(InUse, match="Another recover is open"):
        forget_account(theirs, CLIENT)
    assert len(find_incident(theirs, "5").entries) == 4
    sheet.close()


class Own:
    """What is typed in the app that asks."""

    def __init__(self, desk: Desk, typed: dict[str, str]) -> None:
        self.typed = typed
        self.paper = DraftSheet(desk)
        self.paper.keep(typed)

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.paper.name

    def drop(self, is_theirs: Callable[[str, Typed], bool]) -> None:
        """Let go of what is theirs."""
        self.typed = {name: each for name, each in self.typed.items() if not is_theirs(name, each)}
        self.paper.keep(self.typed)


def test_what_is_typed_in_the_app_that_asks_loses_what_is_theirs(theirs: Desk) -> None:
    """Also in the copy that is made before; the sheet stays its own, and locked."""
    typed = {"5": WORDS, "account/quillfeather": WORDS, "4": f"{CLIENT}!", "keep/4p1": "of others"}
    own = Own(theirs, typed)

    forget_account(theirs, CLIENT, own=own)

    assert traces(theirs.home) == set()
    assert own.typed == {"keep/4p1": "of others"}
    sheet = theirs.home / "drafts" / f"{own.sheet}.json"
    assert json.loads(sheet.read_text()) == own.typed
    assert [draft.name for draft in drafts_left(theirs)] == ["4"]
    own.paper.close()
    assert {draft.name for draft in drafts_left(theirs)} == {"4", "keep/4p1"}


def test_the_app_that_asks_does_not_hide_another_one(theirs: Desk) -> None:
    """Whose sheet is in use is still said, and nothing is dropped."""
    own, sheet = Own(theirs, {"5": WORDS}), DraftSheet(theirs)
    sheet.keep({"5": "half a sentence"})

    with pytest.raises(InUse):
        forget_account(theirs, CLIENT, own=own)
    assert own.typed == {"5": WORDS}
    sheet.close()
    own.paper.close()


def test_it_cannot_be_undone(theirs: Desk) -> None:
    """What was done to them is not among what could be taken back; the rest is."""
    forget_account(theirs, CLIENT)
    with suppress(RecoverError):
        for _ in range(30):
            undo(theirs)

    assert traces(theirs.home) == set()


def test_a_backup_from_before_says_that_it_brings_them_back(theirs: Desk, tmp_path: Path) -> None:
    """Only whoever restores it knows whether that is meant."""
    forget_account(theirs, CLIENT)

    said = compare(theirs, str(tmp_path / "elsewhere.recover"))

    assert said[-1] == (
        "4 incidents of clients who were forgotten since would be there again: "
        "forget them again afterwards."
    )
    assert not any("forgotten" in each for each in compare(theirs, "before-forget"))


def test_what_an_older_copy_knew_of_them_goes_as_well(desk: Desk) -> None:
    """Restored to before their incident, the copy from before the restore holds it still."""
    add_account(desk, AccountDetails(name=CLIENT, zone="America/Chicago"))
    kept = keep_copy(desk.home, "before-restore", made=desk.recorded(), by="mara")
    listen(desk, Caller(account=CLIENT), [WORDS])
    restore(desk, str(kept))
    assert desk.incidents() == []
    assert any(WORDS in data.decode(errors="replace") for _, data in everything_in(desk.home))

    forget_account(desk, CLIENT)

    assert traces(desk.home) == set()


def test_a_copy_loses_nothing_of_a_client_who_had_the_number_before(desk: Desk) -> None:
    """Whose an incident is in a copy says the copy, not the number."""
    add_account(desk, AccountDetails(name=CLIENT, zone="America/Chicago"))
    listen(desk, Caller(account="ortega"), ["precious"])
    kept = keep_copy(desk.home, "before-restore", made=desk.recorded(), by="mara")
    number = listen(desk, Caller(account=CLIENT), [WORDS]).id
    with Book(desk.home / "work.jsonl") as work:  # as if an older recover gave it out again
        log = work.table("incidents").raw(int(number))
        assert log is not None
        work.table("incidents").put(1, log)
        work.table("incidents").remove(doc_ids=[int(number)])
    desk.store.refresh()
    forget_account(desk, CLIENT)
    restore(desk, str(kept))

    assert heard_lines(find_incident(desk, "1")) == ("precious",)


def test_a_client_whose_account_was_taken_back_can_be_forgotten(desk: Desk) -> None:
    """What could be brought back names them still, and so may what others wrote."""
    add_account(desk, AccountDetails(name=CLIENT, zone="America/Chicago", phone="+1 312 555 0177"))
    undo(desk)
    listen(desk, Caller(account="ortega"), [f"{CLIENT} rang from +1 312 555 0177"])

    found = forget_account(desk, CLIENT.lower())

    assert found.mentions == ("1e2",)
    assert not any(
        b"0177" in data for name, data in everything_in(desk.home) if "directory" in name
    )


def test_mentions_are_found_by_short_names_and_by_names_from_before(desk: Desk) -> None:
    """A surname, the first word of a firm, a number, a name it had once."""
    add_account(desk, AccountDetails(name=f"{CLIENT} Holdings Ltd", zone="America/Chicago"))
    set_contact(desk, "quillfeather", "Ada Merriweather", phone="+1 312 555 0101")
    set_account(desk, "quillfeather", AccountDetails(name="Newname Ltd"))
    for words in (
        "Merriweather is angry",
        "Quillfeather, they said",
        "call +1 312 555 0101",
        "Newname wrote",
        "merry weather today",
    ):
        listen(desk, Caller(account="ortega"), [words])

    assert traces_of(desk, "newname").mentions == ("1e2", "2e2", "3e2", "4e2")


def test_what_did_not_hold_before_is_no_reason_to_stop(theirs: Desk) -> None:
    """A gap in another client's log has nothing to do with it; it is there afterwards as before."""
    with Book(theirs.home / "work.jsonl") as work:
        document = work.table("incidents").raw(4)
        assert document is not None
        work.table("incidents").put(4, {**document, "log": document["log"][:-1]})
    theirs.store.refresh()
    before = verify_book(theirs.home).problems
    assert before

    forget_account(theirs, CLIENT)

    assert traces(theirs.home) == set()
    assert len(verify_book(theirs.home).problems) == len(before)


def test_a_book_of_the_older_format_is_forgotten_in_as_well(desk: Desk) -> None:
    """With a copy of each format beside it."""
    add_account(desk, AccountDetails(name=CLIENT, zone="America/Chicago"))
    for _ in range(2):
        listen(desk, Caller(account=CLIENT), [WORDS])
    listen(desk, Caller(account="ortega"), ["of the other"])
    as_of_format_1(desk.home)
    desk.store.refresh()
    keep_copy(desk.home, "before-restore", made=desk.recorded(), by="mara")

    forget_account(desk, CLIENT)

    assert traces(desk.home) == set()
    assert verify_book(desk.home).problems == ()
    assert heard_lines(find_incident(desk, "3")) == ("of the other",)


def test_files_that_are_not_ours_stay(theirs: Desk) -> None:
    """What is removed as a whole is named; what somebody else has put there is left alone."""
    notes = theirs.home / "copies" / "my-notes.txt"
    notes.write_text("buy flowers")
    damaged = theirs.home / "copies" / "2026-01-01.recover"
    damaged.write_bytes(b"no zip at all")

    found = forget_account(theirs, CLIENT)

    assert notes.read_text() == "buy flowers"
    assert found.removed == (str(damaged),)


LISTEN = """
import sys
from recover.domain.errors import RecoverError
from recover.services.desk import open_desk
from recover.services.listening import Caller, listen
while True:
    desk = open_desk(home=sys.argv[1], environment={}, person="mara")
    try:
        print(listen(desk, Caller(account="Quillfeather"), ["zanzibar"]).id, flush=True)
    except RecoverError:
        break
    finally:
        desk.close()
"""


def test_somebody_listens_to_them_while_they_are_forgotten(theirs: Desk) -> None:
    """Either it was there in time and is forgotten, or it is refused: nothing of it is left."""
    program = [sys.executable, "-c", LISTEN, str(theirs.home)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as listener:
        assert listener.stdout is not None
        assert listener.stdout.readline()
        forget_account(theirs, CLIENT)
        listener.communicate(timeout=60)

    assert traces(theirs.home) == set()


FORGET = """
import sys
from recover.services.desk import open_desk
from recover.services.forgetting import forget_account
from tests.storage.deadly import die_at
calls = die_at(int(sys.argv[2]))
forget_account(open_desk(home=sys.argv[1], environment={}, person="mara"), "Quillfeather")
print(len(calls))
"""


def test_killed_on_the_way_it_is_begun_again_and_finished(theirs: Desk, tmp_path: Path) -> None:
    """A real process, killed at calls all the way through; nothing of the others is lost."""
    import shutil

    home = tmp_path / "home"
    theirs.close()

    def run(folder: Path, die_at: int) -> "subprocess.CompletedProcess[str]":
        program = [sys.executable, "-c", FORGET, str(folder), str(die_at)]
        return subprocess.run(program, capture_output=True, text=True, check=False)

    shutil.copytree(home, tmp_path / "whole")
    calls = int(run(tmp_path / "whole", -1).stdout)
    every = 1 if os.environ.get("RECOVER_PROOFS") == "full" else max(calls // 12, 1)
    for die_at in range(0, calls, every):
        folder = tmp_path / f"killed-{die_at}"
        shutil.copytree(home, folder)
        assert run(folder, die_at).returncode < 0
        with suppress(NotFound):  # it was finished but for the last names of files
            desk = open_desk(home=str(folder), environment={}, person="mara")
            assert len(find_incident(desk, "4").entries) == 3
            forget_account(desk, CLIENT)
        assert verify_book(folder).problems == ()
        assert traces(folder) == set(), die_at
        shutil.rmtree(folder)

    assert calls > 60
