"""The tables of a book: TinyDB's ways, and where they differ on purpose."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.table import Document

from recover.domain.errors import NotFound, Refused
from recover.storage.book import Book
from recover.storage.errors import NoDocument, Unstorable
from recover.storage.table import BookTable


@pytest.fixture
def book(path: Path) -> Book:
    return Book(path)


@pytest.fixture
def log(book: Book) -> BookTable:
    """A table with three documents."""
    table = book.table("log")
    table.insert_multiple([{"kind": kind, "turn": 1} for kind in ("heard", "said", "noted")])
    return table


def test_opening_and_reading_make_nothing(path: Path) -> None:
    """A book that does not exist is an empty one until the first change."""
    deep = path.parent / "deep" / "book.jsonl"
    with Book(deep) as book:
        assert isinstance(book, TinyDB)
        assert (book.tables(), len(book), book.all(), book.refresh()) == (set(), 0, [], False)
        assert book.table("log").raw_all() == []
        assert book.table("log").raw(1) is None
        assert list(path.parent.iterdir()) == []

        book.table("log").insert({})
        assert [file.name for file in deep.parent.iterdir()] == ["book.jsonl"]


def test_a_book_made_by_another_is_found(path: Path) -> None:
    """It did not exist when it was opened, and does now."""
    early, later = Book(path), Book(path)
    later.table("log").insert({"a": 1})

    assert early.refresh()
    assert early.table("log").raw_all() == [(1, {"a": 1})]


def test_tinydbs_questions(log: BookTable) -> None:
    """search, get, contains, count, all, iteration and length."""
    said = where("kind") == "said"

    assert [document.doc_id for document in log.search(said)] == [2]
    assert log.get(said) == log.get(doc_id=2) == {"kind": "said", "turn": 1}
    assert log.get(doc_ids=[3, 1, 9]) == [log.get(doc_id=1), log.get(doc_id=3)]
    assert log.get(lambda _: False) is log.get(doc_id=9) is None
    assert log.contains(said)
    assert log.contains(doc_id=3)
    assert not log.contains(doc_id=4)
    assert not log.contains(Query().kind == "felt")
    assert log.count(where("turn") == 1) == len(log) == 3
    assert list(log) == log.all() == [log.get(doc_id=number) for number in (1, 2, 3)]


@pytest.mark.parametrize("ask", [lambda t: t.get(), lambda t: t.contains(), lambda t: t.remove()])
def test_a_question_about_nothing_is_an_error(
    log: BookTable, ask: Callable[[BookTable], object]
) -> None:
    """As in TinyDB."""
    with pytest.raises(RuntimeError):
        ask(log)


def test_tinydbs_changes(log: BookTable) -> None:
    """Update in all its forms, upsert, remove, and what they answer."""
    assert log.update({"turn": 2}, where("kind") == "said") == [2]
    assert log.update({"new": None}) == [1, 2, 3]
    assert log.update(increment("turn"), doc_ids=[1, 1]) == [1]
    assert log.update(delete("new"), doc_ids=[1]) == [1]
    assert log.update(lambda _: None, doc_ids=[3]) == [3]
    assert log.update({"turn": 9}, where("kind") == "felt") == []
    assert log.update_multiple(
        [(add("turn", 5), where("kind") == "noted"), ({"six": 6}, where("turn") == 6)]
    ) == [3, 3]
    assert log.upsert({"kind": "said", "turn": 7}, where("kind") == "said") == [2]
    assert log.upsert({"kind": "felt"}, where("kind") == "felt") == [4]
    assert log.upsert(Document({"kind": "seen"}, 9)) == [9]
    assert log.upsert(Document({"kind": "read"}, 9)) == [9]
    assert log.remove(where("kind") == "felt") == [4]
    assert log.remove(where("kind") == "felt") == []
    with pytest.raises(ValueError, match="query"):
        log.upsert({"kind": "lost"})

    assert dict(log.raw_all()) == {
        1: {"kind": "heard", "turn": 2},
        2: {"kind": "said", "turn": 7, "new": None},
        3: {"kind": "noted", "turn": 6, "new": None, "six": 6},
        9: {"kind": "read"},
    }


def test_put_replaces_a_whole_document(log: BookTable) -> None:
    """Fields that are not in the new one are gone."""
    log.put(2, {"kind": "withdrawn"})

    assert log.raw(2) == {"kind": "withdrawn"}


CHANGES_OF_WHAT_IS_NOT_THERE: list[Callable[[BookTable], object]] = [
    lambda log: log.update({"turn": 2}, doc_ids=[1, 99]),
    lambda log: log.remove(doc_ids=[1, 99]),
    lambda log: log.put(99, {}),
    lambda log: log.append(99, "entries", [{}]),
    lambda log: log.append("1", "entries", [{}]),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("change", CHANGES_OF_WHAT_IS_NOT_THERE)
def test_what_is_named_must_be_there(
    path: Path, log: BookTable, change: Callable[[BookTable], object]
) -> None:
    """An id that names nothing is an error, and nothing at all is done."""
    before = path.read_bytes()

    with pytest.raises((NoDocument, ValueError)) as refusal:
        change(log)
    assert not isinstance(refusal.value, NotFound) or "'log'" in str(refusal.value)
    assert path.read_bytes() == before
    assert log.raw(1) == {"kind": "heard", "turn": 1}


def test_append_adds_to_a_list_and_makes_it(log: BookTable, path: Path) -> None:
    """In the file stands what was added, not the document."""
    log.append(1, "entries", [{"a": 1}])
    log.append(1, "entries", [{"b": 2}, {"c": 3}])
    log.append(1, "entries", [])

    assert log.raw(1) == {"kind": "heard", "turn": 1, "entries": [{"a": 1}, {"b": 2}, {"c": 3}]}
    assert b'["append","log",1,"entries",[{"b":2},{"c":3}]]' in path.read_bytes()
    with pytest.raises(Refused, match=r"^Cannot append to 'log' 1: field 'kind' is no list\.$"):
        log.append(1, "kind", [1])


def test_ids_are_never_given_out_again(path: Path, book: Book, log: BookTable) -> None:
    """Not after a removal, not after truncate or drop, not after reopening."""
    log.remove(doc_ids=[3])
    assert log.insert({}) == 4
    log.truncate()
    assert (log.insert({}), log.next_id()) == (5, 6)
    book.drop_table("log")
    assert (book.tables(), book.table("log").insert({})) == (set(), 7)
    book.drop_tables()
    with Book(path) as again:
        assert (again.table("log").next_id(), again.table("log").insert({})) == (8, 9)
    assert log.insert(Document({}, 20)) == 20
    assert log.insert_multiple([{}, Document({}, 7), {}]) == [21, 7, 22]


def test_a_chosen_id_must_be_free_and_a_number_from_one(log: BookTable) -> None:
    """Taken, or no id at all: nothing of the whole call is kept."""
    for doc_id in (2, 0, -1, True, "4"):
        with pytest.raises(ValueError, match="Document"):
            log.insert_multiple([{}, Document({}, doc_id)])  # type: ignore[arg-type]
    assert len(log) == 3
    assert log.insert({}) == 4


@pytest.mark.parametrize("thing", [object(), [1], {"a set"}, "text"])
def test_only_mappings_are_documents(log: BookTable, thing: Any) -> None:
    """As in TinyDB; another kind of mapping is one."""
    with pytest.raises(ValueError, match="Document is not a Mapping"):
        log.insert(thing)
    assert log.get(doc_id=log.insert(MappingProxyType({"a": 1}))) == {"a": 1}
    assert log.get(doc_id=log.insert(OrderedDict(a=1))) == {"a": 1}


def test_tables_come_and_go(book: Book, log: BookTable) -> None:
    """A table is there from its first document, or when it is told to be."""
    book.table("quiet")
    book.table("loud", persist_empty=True)
    book.table("_default").insert({})
    assert book.tables() == {"log", "loud", "_default"}
    assert book.table("log") is log
    assert len(book) == 1

    book.drop_table("never")
    book.drop_table("loud")
    assert book.tables() == {"log", "_default"}
    book.drop_tables()
    assert (book.tables(), log.all()) == (set(), [])


def nested() -> list[Any]:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    return value


def circle() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


NOT_JSON = [
    ({"a": float("nan")}, r"\['a'\] cannot be kept: it is not a finite number"),
    ({"a": [1.0, float("-inf")]}, r"\['a'\]\[1\] cannot be kept: it is not a finite number"),
    ({"a": {1}}, r"\['a'\] cannot be kept: a set is not"),
    ({"a": (1, 2)}, r"\['a'\] cannot be kept: a tuple is not"),
    ({"a": b"x"}, r"\['a'\] cannot be kept: a bytes is not"),
    ({"a": datetime(2026, 3, 1, tzinfo=UTC)}, r"\['a'\] cannot be kept: a datetime is not"),
    ({"a": {1: "one"}}, r"\['a'\] cannot be kept: the key 1 is not text"),
    ({"a": {None: 1, "null": 1}}, "the key None is not text"),
    ({2: 1}, "the key 2 is not text"),
    ({"a": "half \ud83d of it"}, r"\['a'\] cannot be kept: its text has half a character"),
    ({"\udc00": 1}, "its text has half a character"),
    ({"a": 10**5000}, "the number has too many digits"),
    ({"a": nested()}, "nested too deeply"),
    ({"a": circle()}, "nested too deeply, or in itself"),
]


@pytest.mark.parametrize(("value", "words"), NOT_JSON)
def test_what_json_does_not_carry_exactly_is_refused(
    path: Path, log: BookTable, value: dict[Any, Any], words: str
) -> None:
    """By every way in, before anything is written; the sentence says where."""
    before = path.read_bytes()
    ways: list[Callable[[], object]] = [
        lambda: log.insert(value),
        lambda: log.insert_multiple([{}, value]),
        lambda: log.update(value, doc_ids=[1]),
        lambda: log.update(lambda document: document.update(value), doc_ids=[1]),
        lambda: log.put(1, value),
        lambda: log.append(1, "entries", [value]),
    ]
    for way in ways:
        with pytest.raises(Unstorable, match=words) as refusal:
            way()
        assert isinstance(refusal.value, Refused)
        assert isinstance(refusal.value, TypeError)
    assert path.read_bytes() == before
    assert len(log) == 3


EXACT: list[Any] = [
    {"text": 'é \u2028 \x00 \x7f \U0001f600 \\ " \n', "": ""},
    {"numbers": [0, -1, 2**70, 0.1, 1e300, -0.0, 5e-324], "flags": [True, False, None]},
    {"deep": {"er": [[], {}, [{"est": []}]]}},
]


@pytest.mark.parametrize("value", EXACT)
def test_what_json_carries_comes_back_exactly(path: Path, log: BookTable, value: Any) -> None:
    """Controls, line separators, long numbers, order of the fields."""
    doc_id = log.insert(value)

    with Book(path) as again:
        found = again.table("log").raw(doc_id)
    assert found == log.get(doc_id=doc_id) == value
    assert repr(found) == repr(value)


def test_nothing_is_shared_with_callers(log: BookTable) -> None:
    """What was handed in or handed out may be changed without harm; raw is as it was then."""
    given = {"list": [1]}
    doc_id = log.insert(given)
    raw = log.raw(doc_id)
    given["list"].append(2)
    for handed_out in (log.get(doc_id=doc_id), log.search(where("list").exists())[0], log.all()[3]):
        assert isinstance(handed_out, Document)
        handed_out["list"].append(3)
    items = [{"n": [4]}]
    log.append(doc_id, "list", items)
    items[0]["n"].append(5)

    assert log.raw(doc_id) == {"list": [1, {"n": [4]}]}
    assert raw == {"list": [1]}


def test_answers_are_never_stale(path: Path, log: BookTable) -> None:
    """The same question again after another handle's change (TinyDB keeps its old answer)."""
    said = where("kind") == "said"
    assert log.count(said) == 1
    with Book(path) as other:
        other.table("log").insert({"kind": "said"})

    assert len(log.search(said)) == log.count(said) == 2


def test_tinydbs_own_way_to_the_storage_works(book: Book, log: BookTable) -> None:
    """What TinyDB builds on read and write, now or later, gets the whole book and may change it."""
    everything = book.storage.read()
    assert everything == {
        "log": {str(number): log.get(doc_id=number) for number in (1, 2, 3)},
    }
    everything["log"]["2"]["turn"] = 5
    del everything["log"]["3"]
    book.storage.write({**everything, "new": {"7": {}}})

    assert log.raw_all() == [(1, {"kind": "heard", "turn": 1}), (2, {"kind": "said", "turn": 5})]
    assert book.table("new").insert({}) == 8
    book.storage.write({})
    assert book.storage.read() is None


def test_a_closed_book_says_so(book: Book, log: BookTable) -> None:
    """Using it further is a mistake with a sentence."""
    book.close()
    book.close()

    for use in (book.refresh, log.all, lambda: log.insert({})):
        with pytest.raises(Exception, match="The book was closed"):
            use()
