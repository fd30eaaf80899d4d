"""Blocks: one transaction, all or nothing, read as if it were done already."""

from pathlib import Path

import pytest

from recover.storage.book import Book
from recover.storage.errors import NoDocument


class Change(Exception):
    """Of mind."""


@pytest.fixture
def book(path: Path) -> Book:
    book = Book(path)
    book.table("log").insert({"entries": []})
    return book


def test_a_block_is_one_line(path: Path, book: Book) -> None:
    """Acknowledged when it ends, whatever tables it touches; before, others see nothing."""
    log = book.table("log")
    other = Book(path)
    with book.exclusive():
        doc_id = log.next_id()
        log.append(1, "entries", [{}])
        log.update({"title": "late"}, doc_ids=[1])
        book.table("new").insert_multiple([{}, {}])
        log.remove(doc_ids=[1])
        assert not other.refresh()
        lines = path.read_bytes().count(b"\n")

    assert path.read_bytes().count(b"\n") == lines + 1 == 3
    assert other.refresh()
    assert (other.tables(), len(other.table("log"))) == ({"log", "new"}, 0)
    assert doc_id == 2


def test_inside_the_changes_are_seen(book: Book) -> None:
    """By every kind of question, and by the changes that follow."""
    log = book.table("log")
    with book.exclusive():
        second = log.insert({"n": 2})
        log.append(1, "entries", [1])
        log.append(1, "entries", [2])
        assert log.get(doc_id=1) == log.raw(1) == {"entries": [1, 2]}
        assert log.raw_all() == [(1, {"entries": [1, 2]}), (second, {"n": 2})]
        log.remove(doc_ids=[1])
        assert (len(log), log.contains(doc_id=1), log.count(lambda _: True)) == (1, False, 1)
        log.truncate()
        assert (log.all(), log.insert({}), log.next_id()) == ([], 3, 4)
        book.drop_table("log")
        assert book.tables() == set()
        assert log.insert({"last": True}) == 5

    assert log.raw_all() == [(5, {"last": True})]


def test_a_block_that_fails_leaves_nothing(path: Path, book: Book) -> None:
    """Neither in the file nor in memory; not even an id."""
    log = book.table("log")
    before, version = path.read_bytes(), book.version

    def change_everything() -> None:
        with book.exclusive():
            log.insert({})
            log.append(1, "entries", [1])
            book.drop_tables()
            raise Change

    with pytest.raises(Change):
        change_everything()

    assert path.read_bytes() == before
    assert log.raw_all() == [(1, {"entries": []})]
    assert book.version == version
    assert log.insert({}) == 2


def test_a_block_without_changes_writes_nothing(path: Path, book: Book) -> None:
    """Looking under the lock costs no sync."""
    before = path.read_bytes()
    with book.exclusive():
        book.table("log").all()
        book.table("log").update(lambda _: None)

    assert path.read_bytes() == before


def test_blocks_inside_blocks(path: Path, book: Book) -> None:
    """The outermost commits; one that fails inside loses only its own part."""
    log = book.table("log")

    def change_in_vain() -> None:
        with book.exclusive():
            log.insert({"lost": 1})
            log.remove(doc_ids=[1])
            with book.exclusive():
                log.insert({"lost": 2})
            raise Change

    with book.exclusive():
        log.insert({"outer": 1})
        with book.exclusive():
            log.insert({"inner": 1})
        with pytest.raises(Change):
            change_in_vain()
        log.insert({"outer": 2})
        with pytest.raises(NoDocument):
            log.update({"a": 1}, doc_ids=[1, 99])
        lines = path.read_bytes().count(b"\n")

    assert path.read_bytes().count(b"\n") == lines + 1
    expected = [(1, {"entries": []}), (2, {"outer": 1}), (3, {"inner": 1}), (4, {"outer": 2})]
    assert log.raw_all() == expected
    assert Book(path).table("log").raw_all() == expected


def test_a_block_begins_with_what_others_wrote(path: Path, book: Book) -> None:
    """So what is decided inside is decided on the truth."""
    with Book(path) as other:
        other.table("log").append(1, "entries", ["theirs"])
    with book.exclusive():
        assert book.table("log").raw(1) == {"entries": ["theirs"]}


def test_the_version_changes_exactly_with_what_is_read(path: Path, book: Book) -> None:
    """Equal before and after nothing; different after each change, also within a block."""
    log = book.table("log")
    versions = [book.version]

    def change_in_vain() -> None:
        with book.exclusive():
            log.insert({})
            versions.append(book.version)
            raise Change

    with book.exclusive():
        assert book.version == versions[0]
        for _ in range(2):
            log.insert({})
            versions.append(book.version)
        with pytest.raises(Change):
            change_in_vain()
        versions.append(book.version)
    versions.append(book.version)
    assert not book.refresh()
    assert book.version == versions[-1]
    with Book(path) as other:
        other.table("log").insert({})
    assert book.refresh()
    versions.append(book.version)

    assert len(set(versions)) == len(versions)


def test_refresh_inside_a_block_finds_nothing(book: Book) -> None:
    """Nobody else can write meanwhile."""
    with book.exclusive():
        book.table("log").insert({})
        assert not book.refresh()
