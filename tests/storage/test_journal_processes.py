"""Several real processes on one book: nothing lost, no id twice, whoever dies."""

import os
import random
import subprocess
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from recover.domain.errors import Failed
from recover.storage import journal, lock
from recover.storage.book import Book
from recover.storage.errors import Locked
from recover.storage.pending import Pending

Run = Callable[..., subprocess.Popen[str]]

WRITE = """
import sys
from recover.storage import journal
from recover.storage.book import Book
journal.COMPACT_AFTER = 60
log = Book(sys.argv[1]).table("log")
print("ready", flush=True)
sys.stdin.readline()
for turn in range(int(sys.argv[3])):
    print(log.insert({"by": sys.argv[2], "turn": turn}), flush=True)
    log.append(1, "entries", [[sys.argv[2], turn]])
"""


def test_many_writers_lose_nothing(path: Path, run: Run) -> None:
    """Four processes at once, through several compactions: every id once, every entry kept."""
    writers, turns = 4, 40
    reader = Book(path)
    reader.table("log").insert({"entries": []})
    started = [run(WRITE, name, turns) for name in range(writers)]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    given = [list(map(int, process.communicate()[0].split())) for process in started]

    reader.refresh()
    ids = [doc_id for doc_id, _ in reader.table("log").raw_all()]
    first = reader.table("log").raw(1)
    assert first is not None
    assert (
        sorted(doc_id for own in given for doc_id in own)
        == ids[1:]
        == list(range(2, writers * turns + 2))
    )
    for name, own in enumerate(given):
        documents = [reader.table("log").raw(doc_id) for doc_id in own]
        assert documents == [{"by": str(name), "turn": turn} for turn in range(turns)]
        mine = [turn for by, turn in first["entries"] if by == str(name)]
        assert mine == list(range(turns))


CONTEND = """
import sys
from recover.storage.book import Book
book = Book(sys.argv[1])
prizes = book.table("prizes")
print("ready", flush=True)
sys.stdin.readline()
won = 0
for prize in range(1, 51):
    with book.exclusive():
        if prizes.raw(prize)["winner"] is None:
            prizes.update({"winner": sys.argv[2]}, doc_ids=[prize])
            won += 1
print(won)
"""


def test_exactly_one_winner_per_race(path: Path, run: Run) -> None:
    """What is read inside the block is still true when it is written."""
    with Book(path) as book:
        book.table("prizes").insert_multiple([{"winner": None}] * 50)
    racers = [run(CONTEND, name) for name in "ab"]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    won = [int(racer.communicate()[0]) for racer in racers]

    with Book(path) as book:
        winners = [document["winner"] for _, document in book.table("prizes").raw_all()]
    assert won == [winners.count("a"), winners.count("b")]
    assert sum(won) == 50


KILLED = """
import os, sys
from recover.storage import journal
from recover.storage.book import Book

journal.COMPACT_AFTER = 40

def live():
    log = Book(sys.argv[1]).table("log")
    while True:
        doc_id = log.insert({"text": "x" * 300})
        log.update({"text": "short"}, doc_ids=[doc_id])
        print(doc_id, flush=True)

while sys.stdin.readline():
    child = os.fork()
    if not child:
        live()
    print("child", child, flush=True)
    os.waitpid(child, 0)
    print("dead", flush=True)
"""


def test_killed_at_any_moment(path: Path, run: Run) -> None:
    """Forty processes killed after some acknowledgements: all of those are there, for good."""
    chance = random.Random(4)  # noqa: S311 - the same moments each time
    program = run(KILLED)
    assert program.stdin is not None
    assert program.stdout is not None
    acknowledged: list[int] = []
    for _ in range(40):
        program.stdin.write("next\n")
        program.stdin.flush()
        child = int(program.stdout.readline().split()[1])
        acknowledged += [int(program.stdout.readline()) for _ in range(chance.randint(1, 12))]
        os.kill(child, 9)
        acknowledged += map(int, iter(program.stdout.readline, "dead\n"))
        with Book(path) as book:
            kept = dict(book.table("log").raw_all())
        assert [kept[doc_id] for doc_id in acknowledged] == [{"text": "short"}] * len(acknowledged)
        assert len(kept) - len(acknowledged) <= 40

    assert len(acknowledged) == len(set(acknowledged)) > 200


HOLD = """
import sys
from recover.storage.book import Book
book = Book(sys.argv[1])
with book.exclusive():
    book.table("log").insert({"unfinished": True})
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_holder_keeps_others_out_and_dies_without_a_trace(
    path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """We give up with a sentence; once the holder was killed, nothing of it is there."""
    monkeypatch.setattr(lock, "GIVE_UP_AFTER", 0.05)
    monkeypatch.setattr(lock, "SAY_SO_AFTER", 0.01)
    heard: list[str] = []
    book = Book(path, on_wait=heard.append)
    book.table("log").insert({})
    holder = run(HOLD)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"

    with pytest.raises(Locked):
        book.table("log").insert({})
    assert heard == [f"Waiting for another recover that is using {path}."]
    assert len(book.table("log")) == 1

    holder.kill()
    holder.wait()
    assert book.table("log").insert({}) == 2


FORK = """
import os, sys
from recover.domain.errors import Failed
from recover.storage.book import Book

def in_child(work):
    child = os.fork()
    if child:
        assert os.waitpid(child, 0)[1] == 0
        return
    try:
        work()
        sys.stdout.flush()
        os._exit(0)
    except BaseException as error:
        print(repr(error), flush=True)
        os._exit(1)

def one_of_its_own():
    print("child", log.insert({"child": 1}), log.count(lambda document: True), log.raw(1))

def reads_only():
    print("child reads", len(log))

book = Book(sys.argv[1])
log = book.table("log")
log.insert({"parent": 1})
in_child(one_of_its_own)
print("parent", log.insert({"parent": 2}), len(log))
try:
    with book.exclusive():
        log.insert({"parent": 3})
        child = os.fork()
        if child:
            status = os.waitpid(child, 0)[1]
    if child:
        print("parent committed", status, len(log))
except Failed as error:
    print("child refused:", error, flush=True)
    os._exit(0)
in_child(reads_only)
print("parent", log.insert({"parent": 4}))
"""


def test_after_a_fork_the_child_reopens(path: Path, run: Run) -> None:
    """It shares neither lock nor half-done change with its parent; both go on writing."""
    said = run(FORK).communicate()[0].splitlines()

    assert said == [
        "child 2 2 {'parent': 1}",
        "parent 3 3",
        "child refused: A change was begun in another process; only that one can finish it.",
        "parent committed 0 4",
        "child reads 4",
        "parent 5",
    ]
    with Book(path) as book:
        assert [doc_id for doc_id, _ in book.table("log").raw_all()] == [1, 2, 3, 4, 5]


def test_nothing_is_appended_without_the_lock(path: Path) -> None:
    """A mistake in our own code must not become two lines with one number."""
    file = journal.Journal(str(path))
    replay = file.load()

    with pytest.raises(RuntimeError):
        file.append(Pending(replay), replay)


def test_two_handles_used_in_turn(path: Path) -> None:
    """Each sees at once what the other wrote; ids never meet."""
    first, second = Book(path), Book(path)
    for turn in range(20):
        book, other = (first, second) if turn % 2 else (second, first)
        doc_id = book.table("log").insert({"turn": turn})
        assert other.table("log").get(doc_id=doc_id) == {"turn": turn}

    assert len(first.table("log")) == 20
    assert first.version == second.version


def test_two_handles_that_make_the_book_at_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is second finds the book of the first, and adds to it."""
    first, second = Book(path), Book(path)
    from recover.storage import disk

    place = disk.place

    def overtaken(made: str, name: str) -> None:
        monkeypatch.setattr(disk, "place", place)
        second.table("log").insert({"second": True})
        place(made, name)

    monkeypatch.setattr(disk, "place", overtaken)
    assert first.table("log").insert({"first": True}) == 2
    assert [file.name for file in path.parent.iterdir()] == ["book.jsonl"]


def test_threads_take_turns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One book, many workers: every id once, and reads in between."""
    monkeypatch.setattr(journal, "COMPACT_AFTER", 20)
    book = Book(path)
    counter = book.table("counter").insert({"value": 0})
    errors: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(25):
                with book.exclusive():
                    before = book.table("counter").raw(counter)
                    assert before is not None
                    book.table("counter").update({"value": before["value"] + 1})
                    book.table("log").insert({"value": before["value"]})
                values = book.table("log").raw_all()
                assert [doc["value"] for _, doc in values] == list(range(len(values)))
        except (AssertionError, Failed) as error:
            errors.append(error)

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert book.table("counter").raw(counter) == {"value": 100}
    assert len(book.table("log")) == 100


def test_readers_in_other_threads_neither_wait_nor_see_what_is_pending(path: Path) -> None:
    """While a block is open, everybody else sees the book as it was before."""
    book = Book(path)
    book.table("log").insert({"a": 1})
    seen: list[object] = []

    def look() -> None:
        table = book.table("log")
        seen.extend([len(table), table.get(doc_id=1), table.raw_all(), book.version])

    version = book.version
    with book.exclusive():
        book.table("log").update({"a": 2}, doc_ids=[1])
        book.table("log").insert({})
        thread = Thread(target=look)
        thread.start()
        thread.join()
        assert book.version != version
        assert len(book.table("log")) == 2

    assert seen == [1, {"a": 1}, [(1, {"a": 1})], version]
