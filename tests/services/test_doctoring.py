"""What the doctor says: gravest first, one finding for each thing, and nothing is changed."""

import errno
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recover.domain.checkup import Finding, State
from recover.services.checkups import machine
from recover.services.checkups.patient import Patient
from recover.services.desk import Desk
from recover.services.doctoring import CHECKUPS, examine, is_anything_wrong
from recover.services.listening import Caller, listen
from recover.services.repairing import mend, plan_mending, telling
from recover.storage import disk, lock
from recover.storage.file import JournalFile
from recover.storage.lines import Header, header_line
from recover.storage.places import file_system_of, linux_mounts, mac_mounts, synchronised_by

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
Change = Callable[[Path], object]


@pytest.fixture
def home(desk: Desk) -> Path:
    """A home folder with three lines about two incidents."""
    listen(desk, Caller(account="northwind"), ["first", "second"])
    listen(desk, Caller(account="ortega"), ["third"])
    desk.store.close()
    return desk.home


def found(home: Path, check: str, *, person: str | None = "mara") -> list[Finding]:
    """What the doctor says about one thing, if that is not well."""
    findings = examine(home=str(home), person=person, environment={})

    states = [list(State)[::-1].index(each.state) for each in findings]
    assert states == sorted(states)
    return [each for each in findings if each.check == check and each.state is not State.OK]


def contents(home: Path) -> dict[str, bytes | None]:
    """Every file below a folder, byte for byte."""
    return {
        str(path.relative_to(home)): path.read_bytes() if path.is_file() else None
        for path in home.rglob("*")
    }


def test_all_is_well(home: Path) -> None:
    """Every check says so, and nothing is changed."""
    before = contents(home)
    findings = examine(home=str(home), person="mara", environment={})

    assert not is_anything_wrong(findings)
    assert {each.check for each in findings} >= {check for check, _, _ in CHECKUPS} - {"locks"}
    assert contents(home) == before


def test_a_home_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """Nothing was logged yet: that is well."""
    findings = examine(home=str(tmp_path / "none"), environment={})

    assert not is_anything_wrong(findings)
    assert not (tmp_path / "none").exists()


def damage(home: Path) -> None:
    work = home / "work.jsonl"
    work.write_bytes(work.read_bytes().replace(b"first", b"fIrst", 1))


def newer(home: Path) -> None:
    head = header_line(Header(generation=1, last=0, rows=0))
    (home / "work.jsonl").write_bytes(head.replace(b'"format":', b'"format":9'))


@pytest.mark.parametrize(
    ("check", "change", "says"),
    [
        ("journals", damage, "doctor --repair"),
        ("journals", newer, "Update recover"),
        ("journals", lambda home: (home / "work.jsonl").write_bytes(b""), "Move it away"),
        ("journals", lambda home: (home / "work.jsonl").write_text("a diary"), "Move it away"),
        ("permissions", lambda home: (home / "work.jsonl").chmod(0o644), "chmod 600"),
        ("permissions", lambda home: home.chmod(0o755), "chmod 700"),
        ("settings", lambda home: (home / "settings.toml").write_text("person = 3\n"), "text"),
        ("settings", lambda home: (home / "settings.toml").write_text("= ="), "Mend"),
        ("notify", lambda home: write_private(home / "notify.toml", "urls = 3"), "urls"),
        ("playbooks", lambda home: own(home, "mine.toml", "title = 3"), "mine.toml"),
        ("policy", lambda home: own(home, "policy.toml", "nonsense = 3"), "policy.toml"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(
    home: Path, check: str, change: Change, says: str
) -> None:
    """Whatever is wrong, the doctor looks at everything else, too, and leaves it as it is."""
    change(home)
    before = contents(home)
    findings = found(home, check)

    assert findings[0].state is State.WRONG
    assert says in f"{findings[0].what} {findings[0].do}"
    assert contents(home) == before


def write_private(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o600)


def own(home: Path, name: str, text: str) -> None:
    (home / "playbooks").mkdir(mode=0o700, exist_ok=True)
    write_private(home / "playbooks" / name, text)


def test_every_problem_of_the_settings_is_told(home: Path) -> None:
    """Not only the first."""
    write_private(home / "settings.toml", 'colour = "red"\nquiet_hours = "late"\nperson = 3\n')

    said = " ".join(each.what for each in found(home, "settings"))
    assert all(word in said for word in ("colour", "quiet_hours", "person"))


def test_a_torn_last_line_is_a_warning(home: Path) -> None:
    """It was not acknowledged, so nothing is wrong."""
    work = home / "work.jsonl"
    size = work.stat().st_size
    with work.open("ab") as file:
        file.write(b'{"sum":"12')
    (torn,) = found(home, "journals")

    assert torn.state is State.WARNING
    assert f"10 bytes from byte {size}" in torn.what


def test_leftovers_are_named(home: Path) -> None:
    """What interrupted writes leave is no mystery."""
    for name in ("work.jsonl.torn-90-1", "work.jsonl.new-1-2", "crash-20261022T1-1.txt"):
        write_private(home / name, "x")

    said = " ".join(each.what for each in found(home, "leftovers"))
    assert all(name in said for name in ("torn-90-1", "new-1-2", "crash-2026"))


def test_a_lock_that_is_held_names_its_holder(home: Path) -> None:
    """Where the system tells who it is."""
    file = JournalFile.open(str(home / "work.jsonl"), 1)
    file.lock(shared=False)
    (held,) = found(home, "locks")
    file.close()

    assert held.state is State.WARNING
    assert str(os.getpid()) in held.what or "Another program" in held.what
    assert found(home, "locks") == []


def test_a_link_is_named(home: Path) -> None:
    """It is not followed when something is written."""
    (home / "drafts").symlink_to(home.parent)

    assert "drafts" in found(home, "permissions")[0].what


def test_somebody_unknown(home: Path) -> None:
    """People are on record, and the one who is to act is none of them."""
    (finding,) = found(home, "person", person="zebulon")

    assert finding.state is State.WRONG
    assert "zebulon" in finding.what


def test_nobody_on_record(tmp_path: Path) -> None:
    """A new home folder: who acts is a guess, and that is said."""
    (finding,) = found(tmp_path / "none", "person", person=None)

    assert finding.state is State.WARNING


def test_the_clock_went_back(home: Path) -> None:
    """Newer entries than now: somebody set the clock."""
    for year, state in ((2020, State.WARNING), (2036, State.WARNING)):
        moment = datetime(year, 1, 1, tzinfo=UTC)
        patient = Patient(home=home, person=None, now=moment, environment={})
        (finding,) = machine.clock(patient)

        assert finding.state is state
        assert str(year) in finding.what


@pytest.mark.parametrize(
    ("year", "state"), [(2026, State.OK), (2030, State.WARNING)], ids=("fresh", "old")
)
def test_zone_data_grow_old(home: Path, year: int, state: State) -> None:
    """After a year and a half somewhere the law has changed."""
    moment = datetime(year, 12, 1, tzinfo=UTC)
    patient = Patient(home=home, person=None, now=moment, environment={})

    assert [each.state for each in machine.zone_data(patient)] == [state]


def test_a_zone_that_is_gone_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the account that uses it."""
    from recover.domain.zones import UnknownZone, zone

    def without_chicago(key: str) -> object:
        if key == "America/Chicago":
            raise UnknownZone(key)
        return zone(key)

    monkeypatch.setattr(machine, "zone", without_chicago)
    (finding,) = found(home, "zones")

    assert finding.state is State.WRONG
    assert finding.what.startswith("account ortega")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"LANG": "C.UTF-8"}, True),
        ({"LANG": "de_DE.utf8"}, True),
        ({"LC_ALL": "C", "LANG": "C.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_locale(words: dict[str, str], expected: bool) -> None:
    """The strongest variable counts."""
    assert machine.speaks_utf8(words) is expected


MOUNTS = r"""22 1 259:1 / / rw,noatime shared:1 - ext4 /dev/root rw
30 22 0:40 / /home rw - nfs4 server:/home rw,vers=4.2
31 30 0:41 / /home/mara/local\040disk rw - ext4 /dev/sdb rw
32 22 0:42 / /mnt/share rw - cifs //server/share rw
33 22 0:43 / /mnt/over rw - ext4 /dev/sdc rw
34 33 0:44 / /mnt/over rw - fuse.sshfs host:/ rw
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/var/recover", "ext4"),
        ("/home/mara/recover", "nfs4"),
        ("/home/mara/local disk/recover", "ext4"),
        ("/home2/recover", "ext4"),
        ("/mnt/share", "cifs"),
        ("/mnt/over/x", "fuse.sshfs"),
    ],
)
def test_the_file_system_of_a_place(place: str, kind: str) -> None:
    """The innermost mount counts, and of two at one place the later one."""
    assert file_system_of(place, linux_mounts(MOUNTS)) == kind


def test_mounts_on_macos() -> None:
    """The words of `mount`."""
    table = "/dev/disk3s1 on / (apfs, local)\n//a@nas/share (x) on /Volumes/a b (smbfs, nodev)\n"

    assert file_system_of("/Volumes/a b/recover", mac_mounts(table)) == "smbfs"
    assert file_system_of("/Users/mara", mac_mounts(table)) == "apfs"


@pytest.mark.parametrize(
    ("parts", "marker", "whose"),
    [
        ("Dropbox/recover", "", "Dropbox"),
        ("OneDrive - Lumen/work/recover", "", "OneDrive"),
        ("Library/Mobile Documents/com~apple/recover", "", "iCloud"),
        ("Google Drive/recover", "", "Google Drive"),
        ("Nextcloud/recover", "", "Nextcloud"),
        ("shared/recover", "shared/.stfolder", "Syncthing"),
        ("mine/recover", "mine/.sync_0123.db", "Nextcloud or ownCloud"),
        ("Box/recover", "", "Box"),
        ("mine/boxes/recover", "", None),
    ],
)
def test_synchronised_folders(tmp_path: Path, parts: str, marker: str, whose: str | None) -> None:
    """By the names and the marks of the folders above, also before the last one is made."""
    (tmp_path / parts).parent.mkdir(parents=True)
    if marker:
        (tmp_path / marker).touch()
    answer = synchronised_by(tmp_path / parts)

    assert (answer[0] if answer else None) == whose
    if whose is not None:
        said = examine(home=str(tmp_path / parts), environment={})
        assert any(each.check == "place" and whose in each.what for each in said)


def test_locks_that_do_not_hold(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on some network drives, where everybody gets the lock."""
    monkeypatch.setattr(lock, "attempt", lambda _: True)

    assert any("keep others out" in each.what for each in found(home, "locking"))


def test_a_disk_that_does_not_sync(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said, and the probe is gone."""

    def refuse(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(disk, "sync", refuse)
    (finding,) = found(home, "locking")

    assert finding.state is State.WRONG
    assert not list(home.glob("*probe*"))


def test_little_room(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warning while there is some, wrong when there is none."""
    usage = shutil.disk_usage(home)
    for free, state in ((50 << 20, State.WARNING), (1000, State.WRONG)):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: usage._replace(free=free))
        (finding,) = found(home, "space")

        assert finding.state is state


def test_a_check_that_breaks_hides_nothing_else(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours is a finding, without a value of a variable."""

    def broken() -> str:
        raise ZeroDivisionError("client words")

    monkeypatch.setattr(machine, "zone_data_version", broken)
    findings = examine(home=str(home), person="mara", environment={})

    assert "ZeroDivisionError" in " ".join(each.what for each in findings)
    assert {each.check for each in findings} >= {"terminal", "settings", "journals"}
    assert "client words" not in str(findings)


def test_mending_makes_private_and_keeps_everything(home: Path) -> None:
    """What is told before is what is done; doing it again finds nothing to do."""
    damage(home)
    home.chmod(0o755)
    (home / "directory.jsonl").chmod(0o666)
    damaged = (home / "work.jsonl").read_bytes()
    plan = plan_mending(home=str(home), environment={})
    told = "\n".join(telling(plan))
    done = mend(plan)

    assert "work.jsonl.damaged-1" in told
    assert len(done) == 2
    assert (home / "copies" / "work.jsonl.damaged-1").read_bytes() == damaged
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "directory.jsonl").stat().st_mode & 0o777 == 0o600
    assert not plan_mending(home=str(home), environment={}).is_needed
    assert not is_anything_wrong(examine(home=str(home), person="mara", environment={}))
