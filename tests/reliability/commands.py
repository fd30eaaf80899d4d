"""The commands that write, one row each: what is run, and how to see that it was done."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from recover.domain.entry import Outcome
from recover.export.report import Audience
from recover.services.accounts import AccountDetails, add_account
from recover.services.archiving import put_away
from recover.services.backing_up import back_up
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.export_wish import About, ExportWish
from recover.services.exporting import make_draft
from recover.services.listening import Caller, listen
from recover.services.recording import log_line
from recover.services.writing_out import Look, save_report
from recover.storage import journal
from recover.storage.copies import keep_copy
from recover.storage.history import scan
from tests.reliability.stage import NOW, desk_at, set_the_stage

MARK = "so that it is found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A command that writes."""

    name: str
    words: tuple[str, ...]
    """`HOME` stands for the home folder, `BESIDE` for the folder it is in."""
    done: Callable[[Desk], int]
    """How often its change is there; 0 before, 1 after."""
    prepare: Callable[[Path], object] = lambda _home: None
    """Make a home folder ready for it."""
    person: str = "mara"
    gone: str = ""
    """The incident and the account that it takes away, if it is made to."""
    thinned: int = 1
    """So many times fewer of its many calls are tried, but for the full proof."""

    def line(self, home: Path) -> list[str]:
        """Give the whole command line."""
        words = (
            word.replace("HOME", str(home)).replace("BESIDE", str(home.parent))
            for word in self.words
        )
        return [*words, "--at", NOW, "--as", self.person]


def _said(desk: Desk) -> int:
    """Count the entries that hold the mark, as what they say."""
    entries = [entry for each in desk.incidents() for entry in each.entries]
    return sum(getattr(entry.what, "text", "") == MARK for entry in entries)


def _promised(desk: Desk) -> int:
    """Count the promises of what the mark says."""
    return sum(each.what == MARK for incident in desk.incidents() for each in incident.promises)


def _kept(desk: Desk) -> int:
    """Count the entries that say that a promise was kept."""
    entries = [entry for each in desk.incidents() for entry in each.entries]
    return sum(getattr(entry.what, "evidence", "") == MARK for entry in entries)


def _accepted(desk: Desk) -> int:
    """Count the offers that were accepted."""
    return sum(each.accepted_at is not None for each in desk.incident("1").handovers)


def _tear(home: Path) -> None:
    """Leave half a line behind, as a killed process does."""
    with (home / "work.jsonl").open("ab") as file:
        file.write(b'{"sum":"0f3e9a77","n":99,"ops":[["put","inci')


def _fill_up(home: Path) -> None:
    """Write so much that the next change makes a compaction worth it."""
    at_most, journal.COMPACT_AFTER = journal.COMPACT_AFTER, 1_000_000
    desk = desk_at(home, "mara")
    with desk.store.exclusive():
        pass
    for number in range(at_most):
        log_line(desk, "2", f"line {number}")
    desk.close()
    journal.COMPACT_AFTER = at_most


def _closed(home: Path) -> None:
    """Close incident 2."""
    desk = desk_at(home, "mara")
    close_incident(desk, "2", outcome=Outcome.RETAINED)
    desk.close()


def _archived(home: Path) -> None:
    """Close incident 2, and put it away."""
    _closed(home)
    desk = desk_at(home, "mara")
    put_away(desk, rest=timedelta(0))
    desk.close()


def _marked_elsewhere(home: Path) -> None:
    """Lay a backup beside the home folder that has one line more."""
    other = home.parent / "marked"
    shutil.copytree(home, other)
    desk = desk_at(other, "mara")
    log_line(desk, "2", MARK)
    back_up(desk, str(home.parent / "marked.recover"))
    desk.close()


def _of_ortega(home: Path) -> None:
    """Have another client, with an incident in the archive and a copy with both."""
    desk = desk_at(home, "mara")
    add_account(desk, AccountDetails(name="Ortega", zone="America/Chicago"))
    listen(desk, Caller(account="ortega"), ["nobody came"])
    close_incident(desk, "3", outcome=Outcome.RETAINED)
    put_away(desk, rest=timedelta(0))
    keep_copy(home, "before-restore", made=desk.recorded(), by="mara")
    desk.close()


def _sheet(home: Path) -> None:
    """Lay a CSV file beside the home folder."""
    text = f"name,zone,address\n{MARK},America/Chicago,Main Street\nOrtega,America/Chicago,\n"
    (home.parent / "clients.csv").write_text(text)


def _record(home: Path) -> None:
    """Lay an exported incident of another home folder beside this one."""
    other = home.parent / "other"
    if not other.exists():
        set_the_stage(other)
        desk = desk_at(other, "mara")
        log_line(desk, "1", MARK)
        wish = ExportWish(about=About.INCIDENT, incident="1", audience=Audience.INTERNAL)
        save_report(
            desk, make_draft(desk, wish).report, Look(format="json"), str(home.parent / "1.json")
        )
        desk.close()


def _elsewhere(home: Path) -> None:
    """Have nothing here, and the exported incident beside it."""
    _record(home)
    _empty(home)


def _taken_over(desk: Desk) -> int:
    """Count the incidents that came from elsewhere, with all that they need."""
    people = {each.key for each in desk.store.people()}
    accounts = {each.key for each in desk.store.accounts()}
    return _said(desk) if {"mara", "priya"} <= people and "northwind" in accounts else 0


def _empty(home: Path) -> None:
    """Take everything away, as on the first day."""
    shutil.rmtree(home)


ROWS = (
    Row(
        name="listen",
        words=("listen", MARK, "--account", "northwind"),
        done=_said,
    ),
    Row(name="listen on the first day", words=("listen", MARK), done=_said, prepare=_empty),
    Row(name="log after a torn line", words=("log", "1", MARK), done=_said, prepare=_tear),
    Row(name="log and compact", words=("log", "1", MARK), done=_said, prepare=_fill_up),
    Row(
        name="promise",
        words=("promise", "1", MARK, "--by", "tomorrow 9am"),
        done=_promised,
    ),
    Row(
        name="keep",
        words=("keep", "1p1", MARK),
        done=_kept,
    ),
    Row(
        name="close",
        words=("close", "2", "--outcome", "retained"),
        done=lambda desk: sum(not each.is_open for each in desk.incidents()),
    ),
    Row(
        name="handover",
        words=("handover", "1p3", "--to", "priya"),
        done=lambda desk: len(desk.incident("1").handovers) - 1,
    ),
    Row(
        name="accept",
        words=("accept", "1h1", "--readback", MARK),
        done=_accepted,
        person="priya",
    ),
    Row(
        name="undo",
        words=("undo",),
        done=lambda desk: sum(each.is_void for each in desk.incidents()),
    ),
    Row(
        name="archive",
        words=("archive", "--days", "0"),
        done=lambda desk: (
            sum(each.number == 2 for each in scan(desk.home))
            * (not any(each.id == "2" for each in desk.store.incidents()))
        ),
        prepare=_closed,
    ),
    Row(name="log what is archived", words=("log", "2", MARK), done=_said, prepare=_archived),
    Row(
        name="backup",
        words=("backup", "HOME.recover"),
        done=lambda desk: int(desk.home.with_name(f"{desk.home.name}.recover").exists()),
    ),
    Row(
        name="restore",
        words=("restore", "BESIDE/marked.recover", "--yes"),
        done=_said,
        prepare=_marked_elsewhere,
        thinned=6,
    ),
    Row(
        name="forget",
        words=("forget", "ortega", "--yes"),
        done=lambda desk: int(all(each.key != "ortega" for each in desk.store.accounts())),
        prepare=_of_ortega,
        gone="3",
        thinned=20,
    ),
    Row(
        name="import a CSV file",
        words=("import", "BESIDE/clients.csv"),
        done=lambda desk: sum(each.name == MARK for each in desk.store.accounts()),
        prepare=_sheet,
    ),
    Row(
        name="import a record",
        words=("import", "BESIDE/1.json"),
        done=_taken_over,
        prepare=_elsewhere,
    ),
)
"""A command that comes later is one row more."""
