"""A disk that says no: nothing half done, one sentence, and everything works again afterwards."""

import errno
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from recover.domain.errors import Failed
from recover.storage import disk, journal
from recover.storage.book import Book
from recover.storage.errors import OutcomeUnknown

if TYPE_CHECKING:
    from tests.storage.conftest import Faults

Documents = list[tuple[int, dict[str, object]]]


def disk_full() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


def disk_broken() -> OSError:
    return OSError(errno.EIO, "Input/output error")


def read_anew(path: Path) -> Documents:
    with Book(path) as book:
        return book.table("log").raw_all()


def steps(path: Path) -> list[Callable[[Book], object]]:
    """Everything that writes: create, insert, append, cut a torn line, compact twice."""

    def tear(_: Book) -> None:
        current = max(path.parent.glob("book*.jsonl"))
        current.write_bytes(current.read_bytes() + b'{"sum":"torn')

    return [
        lambda book: book.table("log").insert({"entries": []}),
        lambda book: book.table("log").append(1, "entries", [{"kind": "heard"}]),
        tear,
        lambda book: book.table("log").insert({"second": True}),
        lambda book: book.table("log").update({"second": False}, doc_ids=[2]),
        lambda book: book.table("log").remove(doc_ids=[2]),
        lambda book: book.table("log").insert_multiple([{}, {}]),
        lambda book: book.table("log").update({"third": 3}, doc_ids=[3]),
    ]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compact after three transactions instead of two thousand."""
    monkeypatch.setattr(journal, "COMPACT_AFTER", 3)


def count_calls(path: Path, faults: "Faults") -> int:
    """How many write-side calls the whole story takes when all goes well."""
    faults.heal()
    with Book(path) as book:
        for step in steps(path):
            step(book)
        assert book.notices
    assert set(faults.calls) >= {"create", "write", "sync", "cut", "place", "remove", "sync_folder"}
    assert path.with_name("book.g2.jsonl").exists()
    for file in path.parent.iterdir():
        file.unlink()
    return len(faults.calls)


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    ("error", "for_good"), [(disk_full, False), (disk_broken, True), (KeyboardInterrupt, False)]
)
def test_any_write_side_call_may_fail(
    path: Path, faults: "Faults", error: Callable[[], BaseException], for_good: bool
) -> None:
    """What was acknowledged stays, what was refused is not there, and a retry goes through."""
    for call in range(count_calls(path, faults)):
        faults.fail(call, error, for_good=for_good)
        book = Book(path)
        for step in steps(path):
            before = book.table("log").raw_all()
            refusal = attempt(book, step)
            faults_were_felt = len(faults.calls) > call
            if faults_were_felt:
                faults.heal()
            if refusal is None:
                continue
            assert faults_were_felt
            if not isinstance(refusal, KeyboardInterrupt):  # that may come after the work is done
                assert book.table("log").raw_all() == before
            known = read_anew(path)
            book.refresh()
            assert book.table("log").raw_all() == known
            if not isinstance(refusal, OutcomeUnknown | KeyboardInterrupt):
                assert known == before
            if known == before:
                step(book)
            assert read_anew(path) == book.table("log").raw_all()
        final = book.table("log").raw_all()
        book.close()

        assert read_anew(path) == final
        assert final == [(1, {"entries": [{"kind": "heard"}]}), (3, {"third": 3}), (4, {})]
        for file in path.parent.iterdir():
            file.unlink()


def attempt(book: Book, step: Callable[[Book], object]) -> BaseException | None:
    """Do a step; the error, if it raises one that it may raise."""
    try:
        step(book)
    except (Failed, KeyboardInterrupt) as error:
        return error
    return None


def test_short_writes_are_continued(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may take one byte at a time."""
    real = disk.write
    monkeypatch.setattr(disk, "write", lambda fd, data: real(fd, data[:1]))

    with Book(path) as book:
        book.table("log").insert({"text": "x" * 100})

    assert read_anew(path) == [(1, {"text": "x" * 100})]


def test_a_disk_that_takes_nothing_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write of no bytes at all must not be tried for ever."""
    book = Book(path)
    book.table("log").insert({})
    monkeypatch.setattr(disk, "write", lambda fd, data: 0)  # noqa: ARG005

    with pytest.raises(Failed, match="the disk took nothing"):
        book.table("log").insert({})
    monkeypatch.undo()
    assert read_anew(path) == [(1, {})]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full; free some space and try again"),
        (errno.EROFS, "the disk is read-only; choose another folder"),
        (errno.EACCES, "permission is denied; make the file and its folder yours"),
        (errno.EFBIG, "the file would grow beyond the allowed size"),
        (errno.EIO, "Input/output error; check the disk before you try again"),
    ],
)
def test_the_sentence_says_why_and_what_to_do(
    path: Path, faults: "Faults", code: int, words: str
) -> None:
    """Which file, why, and what next."""
    book = Book(path)
    book.table("log").insert({})
    faults.fail(0, lambda: OSError(code, os.strerror(code)))

    with pytest.raises(Failed) as refusal:
        book.table("log").insert({})
    assert str(refusal.value).startswith(f"Cannot write to {path}: {words}")


def test_a_failure_that_cannot_be_taken_back_says_so(path: Path, faults: "Faults") -> None:
    """Written, not synced, not cut off: neither "saved" nor "failed" would be true."""
    book = Book(path)
    book.table("log").insert({})
    faults.heal()
    book.table("log").insert({})
    assert faults.calls == ["write", "sync"]
    faults.fail(1, disk_broken, for_good=True)

    with pytest.raises(OutcomeUnknown, match=r"^Whether the last change to .* is unknown: "):
        book.table("log").insert({"a": 1})
    faults.heal()

    assert book.table("log").get(doc_id=3) == {"a": 1}
    assert read_anew(path)[2:] == [(3, {"a": 1})]


def test_no_hard_links_are_needed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have none; the journal still comes to its name whole."""

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with Book(path) as book:
        book.table("log").insert({})
    assert [file.name for file in path.parent.iterdir()] == ["book.jsonl"]

    with pytest.raises(FileExistsError):
        disk.place(str(path), str(path))


FILL_UP = """
import resource, signal, sys
from recover.domain.errors import Failed
from recover.storage.book import Book
log = Book(sys.argv[1]).table("log")
log.insert({})
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, resource.RLIM_INFINITY))
try:
    while True:
        log.insert({"text": "x" * 100})
except Failed as error:
    print(error, flush=True)
before = len(log)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(before, log.insert({}))
"""


def test_a_real_limit_on_the_file(path: Path, run: Callable[..., subprocess.Popen[str]]) -> None:
    """The system itself stops in the middle of a line; the line is cut off, the next one fits."""
    sentence, counts, *_ = run(FILL_UP).communicate()[0].splitlines()
    before, last_id = map(int, counts.split())

    assert sentence == (
        f"Cannot write to {path}: the file would grow beyond the allowed size; raise the limit "
        "and try again."
    )
    assert before > 5
    assert [doc_id for doc_id, _ in read_anew(path)] == [*range(1, before + 1), last_id]
    assert not list(path.parent.glob("*.torn-*"))


WITHOUT_RIGHTS = """
import os, sys
from recover.domain.errors import Failed
from recover.storage.book import Book
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    book = Book(sys.argv[1])
    print(book.table("log").all())
    book.table("log").insert({})
except Failed as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "first", "last"),
    [
        (0o444, 0o555, "[{}]", "Cannot write to PATH: permission is denied"),
        (0o000, 0o555, "Cannot read PATH: permission is denied", ""),
        (0o644, 0o000, "Cannot read PATH: permission is denied", ""),
    ],
)
def test_without_the_right_to(
    path: Path,
    run: Callable[..., subprocess.Popen[str]],
    file_mode: int,
    folder_mode: int,
    first: str,
    last: str,
) -> None:
    """What may only be read is read; what may not is refused in a sentence."""
    with Book(path) as book:
        book.table("log").insert({})
    for folder in path.parents[1:]:
        if folder.name.startswith(("pytest-", "popen-")):  # the test runner's own folders
            folder.chmod(0o755)
    path.chmod(file_mode)
    path.parent.chmod(folder_mode)

    said = run(WITHOUT_RIGHTS).communicate()[0].splitlines()

    path.parent.chmod(0o700)
    assert said[0].startswith(first.replace("PATH", str(path)))
    assert "".join(said[1:]).startswith(last.replace("PATH", str(path)))


def test_a_file_that_becomes_writable_is_written_to(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A book that was opened for reading need not be started again."""
    with Book(path) as book:
        book.table("log").insert({"a": 1})
    refusal = OSError(errno.EROFS, "Read-only file system")
    with monkeypatch.context() as read_only:
        read_only.setattr(disk, "open_existing", lambda name: (os.open(name, os.O_RDONLY), refusal))
        book = Book(path)
        with pytest.raises(Failed, match=r"Cannot write to .*: the disk is read-only"):
            book.table("log").insert({})
        assert book.table("log").all() == [{"a": 1}]

    assert book.table("log").insert({}) == 2


def test_files_and_folders_are_private(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """0600 and 0700, whatever the umask, also for what is set aside and for the compacted file."""
    monkeypatch.setattr(journal, "COMPACT_AFTER", 1)
    deep = path.parent / "a" / "b" / "book.jsonl"
    before = os.umask(0)
    try:
        with Book(deep) as book:
            book.table("log").insert({})
            deep.write_bytes(deep.read_bytes() + b"torn")
            book.table("log").insert_multiple([{}, {}])
            assert book.table("log").insert({}) == 4
    finally:
        os.umask(before)

    modes = {file.name: file.stat().st_mode & 0o777 for file in deep.parent.iterdir()}
    assert set(modes.values()) == {0o600}
    assert any(".torn-" in name for name in modes)
    assert [f.stat().st_mode & 0o777 for f in (deep.parent, deep.parent.parent)] == [0o700] * 2


def test_symlinks_are_resolved_first(path: Path, tmp_path: Path) -> None:
    """The link stays a link; the files stand where it leads."""
    real = tmp_path / "real" / "there.jsonl"
    path.symlink_to(real)
    with Book(path) as book:
        book.table("log").insert({})

    assert path.is_symlink()
    assert read_anew(real) == read_anew(path) == [(1, {})]
    assert [file.name for file in real.parent.iterdir()] == ["there.jsonl"]
