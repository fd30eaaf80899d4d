"""The journal written anew: the same book, at every instant."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recover.domain.errors import Failed
from recover.storage import journal
from recover.storage.book import Book
from recover.storage.errors import Damaged, Foreign
from recover.storage.generations import generations
from recover.storage.lines import Header, header_line

REAL_LIMIT = journal.COMPACT_AFTER


@pytest.fixture(autouse=True)
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compact after three transactions instead of two thousand."""
    monkeypatch.setattr(journal, "COMPACT_AFTER", 3)


def fill(book: Book, count: int) -> None:
    """Add one document, and change it often, so that every fourth change compacts."""
    log = book.table("log")
    doc_id = log.insert({"turn": 0})
    for turn in range(1, count):
        log.update({"turn": turn}, doc_ids=[doc_id])


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def everything(book: Book) -> dict[str, list[tuple[int, dict[str, object]]]]:
    return {name: book.table(name).raw_all() for name in sorted(book.tables())}


def test_when_lines_outnumber_documents_and_the_limit(path: Path) -> None:
    """Compacted when the transactions are more than both; the old file goes."""
    book = Book(path)
    fill(book, 3)
    assert names(path) == ["book.jsonl"]
    fill(book, 1)
    assert names(path) == ["book.g2.jsonl"]

    book.table("log").insert_multiple([{}] * 10)
    for turn in range(11):
        book.table("log").update({"turn": turn}, doc_ids=[1])
        assert names(path) == ["book.g2.jsonl"]
    book.table("log").update({"turn": 99}, doc_ids=[1])
    assert names(path) == ["book.g3.jsonl"]


def test_the_real_limit() -> None:
    """Two thousand (storage.md)."""
    assert REAL_LIMIT == 2000


def test_a_compacted_book_is_the_same_book(path: Path) -> None:
    """Documents, their order, empty and dropped tables, and which ids were given out."""
    book = Book(path)
    with book.exclusive():
        book.table("log").insert_multiple([{"a": 1}, {"b": "é\u2028"}, {"c": [None, 1.5]}])
        book.table("log").remove(doc_ids=[3])
        book.table("gone").insert({})
        book.table("empty", persist_empty=True)
    book.drop_table("gone")
    before = everything(book)
    fill(book, 8)
    before["log"].append((4, {"turn": 7}))

    with Book(path) as again:
        assert names(path) == ["book.g3.jsonl"]
        assert everything(again) == everything(book) == before
        assert again.table("gone").insert({}) == 2
        assert again.table("log").insert({}) == 5


def test_its_header_and_rows(path: Path) -> None:
    """The header says what the snapshot holds; the numbers go on behind it."""
    book = Book(path)
    fill(book, 4)
    fill(book, 1)
    records = [
        json.loads(text) for text in path.with_name("book.g2.jsonl").read_text("utf-8").splitlines()
    ]

    assert records[0].items() >= {"generation": 2, "last": 4, "rows": 2}.items()
    assert [record.get("row") for record in records] == [None, 1, 2, None]
    assert records[3]["n"] == 5


def test_others_follow_without_reading_all_again(path: Path) -> None:
    """A book that was open meanwhile reads on behind the snapshot; nothing is new but the news."""
    first, second = Book(path), Book(path)
    fill(first, 3)
    second.refresh()
    kept = second.table("log").raw(1)
    fill(first, 2)

    assert second.refresh()
    assert everything(second) == everything(first)
    assert second.table("log").raw(1) is kept
    fill(second, 9)
    fill(first, 9)
    assert not second.refresh() or everything(second) == everything(first)


def test_compaction_alone_is_no_news(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to draw the screen again because a file was tidied."""
    monkeypatch.setattr(journal, "COMPACT_AFTER", 100)
    first, second = Book(path), Book(path)
    fill(first, 5)
    second.refresh()
    version = second.version
    monkeypatch.setattr(journal, "COMPACT_AFTER", 3)
    reopened = Book(path)
    monkeypatch.setattr(journal, "COMPACT_AFTER", 5)
    reopened.table("log").update({"turn": 5}, doc_ids=[1])

    assert names(path) == ["book.g2.jsonl"]
    assert second.refresh()
    assert second.version != version
    assert not second.refresh()


def test_who_was_left_far_behind_starts_over(path: Path) -> None:
    """The file that follows ours is gone as well: read what there is now."""
    behind, ahead = Book(path), Book(path)
    fill(ahead, 1)
    behind.refresh()
    fill(ahead, 20)

    assert names(path) == ["book.g6.jsonl"]
    assert behind.refresh()
    assert everything(behind) == everything(ahead)
    assert behind.table("log").insert({}) == 3


def test_an_old_file_that_could_not_be_removed_leads_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows while somebody has it open: readers pass through, a later writer removes it."""

    def refuse(name: str) -> None:
        if not Path(name).exists():
            raise FileNotFoundError(2, "not there", name)
        raise PermissionError(13, "in use", name)

    with monkeypatch.context() as windows:
        windows.setattr("recover.storage.disk.remove", refuse)
        windows.setattr(journal, "COMPACT_AFTER", 3)
        book, other = Book(path), Book(path)
        fill(book, 13)
        assert names(path) == ["book.g2.jsonl", "book.g3.jsonl", "book.g4.jsonl", "book.jsonl"]
        assert other.refresh()
        assert everything(other) == everything(book) == everything(Book(path))
        assert book.notices == []

    with Book(path) as later:
        later.table("log").insert({})
    assert names(path) == ["book.g4.jsonl"]


def test_an_old_copy_beside_what_came_after_it_is_refused(path: Path) -> None:
    """Somebody put a backup back: it would hide what was written since."""
    book = Book(path)
    fill(book, 3)
    copy = path.read_bytes()
    fill(book, 3)
    newer = path.with_name("book.g2.jsonl")
    path.write_bytes(copy)

    with pytest.raises(Foreign, match=r"book\.g2\.jsonl .*book\.jsonl does not lead to it"):
        Book(path)
    assert path.read_bytes() == copy

    newer.rename(path.with_name("book.g5.jsonl"))
    with pytest.raises(Foreign, match=r"book\.g5\.jsonl .*book\.jsonl does not lead to it"):
        Book(path)


def test_a_file_in_the_way_is_not_overwritten(path: Path) -> None:
    """Somebody else's file has the next name: no compaction, a notice, and all goes on."""
    book = Book(path)
    fill(book, 1)
    in_the_way = path.with_name("book.g2.jsonl")
    in_the_way.write_text("mine\n")
    fill(book, 6)

    assert in_the_way.read_text() == "mine\n"
    assert [notice.split(" (")[0] for notice in book.notices] == [f"{path} could not be compacted"]
    in_the_way.unlink()
    assert everything(Book(path)) == everything(book)


def test_a_next_file_that_is_missing_is_damage(path: Path) -> None:
    """The last line leads to a file that is not there: nothing is read as if it were all."""
    book = Book(path)
    fill(book, 3)
    old = path.read_bytes()
    os.link(path, path.with_name("kept"))
    fill(book, 1)
    sealed = path.with_name("kept").read_bytes()
    path.with_name("book.g2.jsonl").unlink()
    assert sealed.startswith(old)
    path.write_bytes(sealed)

    with pytest.raises(Damaged, match=r"it goes on in .*book\.g2\.jsonl, which is not there"):
        Book(path)


def test_a_snapshot_that_was_cut_is_damage(path: Path) -> None:
    """Its header says how many rows there are, so that even a clean cut is seen."""
    book = Book(path)
    book.table("log").insert_multiple([{"n": number} for number in range(3)])
    fill(book, 4)
    compacted = path.with_name("book.g2.jsonl")
    lines = compacted.read_bytes().splitlines(keepends=True)
    rows = json.loads(lines[0])["rows"]
    for kept in range(1, rows + 1):
        compacted.write_bytes(b"".join(lines[:kept]))
        with pytest.raises(Damaged, match=f"{kept - 1} of {rows} rows"):
            Book(path)


def test_a_book_that_vanished_is_not_an_empty_one(path: Path) -> None:
    """Reading and writing say so, instead of beginning anew without a word."""
    book = Book(path)
    fill(book, 1)
    path.rename(path.with_name("elsewhere"))

    for use in (book.refresh, lambda: book.table("log").insert({}), book.table("log").all):
        with pytest.raises(Failed, match="is not there any more"):
            use()
    assert names(path) == ["elsewhere"]

    path.with_name("elsewhere").rename(path)
    assert book.table("log").insert({}) == 2


def test_a_book_that_was_replaced_is_read_anew(path: Path) -> None:
    """A restored copy under the same name is what counts from then on."""
    book = Book(path)
    fill(book, 3)
    with Book(path.with_name("other.jsonl")) as other:
        other.table("log").insert({"other": True})
    version = book.version
    path.with_name("other.jsonl").rename(path)

    assert book.table("log").insert({}) == 2
    assert book.version != version
    assert book.table("log").raw_all() == [(1, {"other": True}), (2, {})]


def test_other_names_are_not_generations(path: Path) -> None:
    """Only exactly what a compaction would have written counts."""
    header = header_line(Header(generation=1, last=0, rows=0))
    for name in ("book.g1", "book.g02", "book.gx", "book.g", "book.g٣", "books", "book.g2.g3"):
        path.with_name(f"{name}.jsonl").write_bytes(header)
    path.with_name("book.g2.json").write_bytes(header)

    assert generations(str(path)) == []
    path.write_bytes(header)
    path.with_name("book.g12.jsonl").touch()
    assert generations(str(path)) == [1, 12]
    assert generations(str(path.parent / "nowhere" / "book.jsonl")) == []


DIE = """
import os, sys
from recover.storage import journal
from recover.storage.book import Book
from tests.storage.deadly import die_at

journal.COMPACT_AFTER = 3
path, when = sys.argv[1:3]

def live(step):
    die_at(step, when)
    log = Book(path).table("log")
    for turn in range(5):
        log.upsert({"turn": turn}, lambda document: True)
        print(turn, flush=True)
    print("alive", flush=True)
    os._exit(0)

step = 0
while sys.stdin.readline():
    child = os.fork()
    if not child:
        live(step)
    os.waitpid(child, 0)
    print("dead", flush=True)
    step += 1
"""


def lives(program: subprocess.Popen[str]) -> Iterator[list[str]]:
    """What each of the processes said before it died; the last one, which nothing kills, lives."""
    assert program.stdin is not None
    assert program.stdout is not None
    said: list[str] = []
    while "alive" not in said:
        program.stdin.write("next\n")
        program.stdin.flush()
        said = [word.strip() for word in iter(program.stdout.readline, "dead\n")]
        yield said


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_at_every_step(
    path: Path, run: Callable[..., subprocess.Popen[str]], when: str
) -> None:
    """A real process killed before, within and after each call: all it acknowledged is there."""
    deaths = 0
    for said in lives(run(DIE, when)):
        acknowledged = [int(word) for word in said if word != "alive"]
        with Book(path) as book:
            turns = [document["turn"] for _, document in book.table("log").raw_all()]
            assert turns in (acknowledged[-1:], [len(acknowledged)])
            book.table("log").insert({"turn": -1})
            assert len(book.table("log")) == len(turns) + 1
        assert len(generations(str(path))) <= 2
        deaths += "alive" not in said
        for file in path.parent.iterdir():
            file.unlink()

    assert deaths > 20
