"""What stands in a journal file, and what is refused: torn, damaged, foreign, newer, empty."""

import json
from pathlib import Path

import pytest

from recover.domain.errors import Failed
from recover.storage.book import Book
from recover.storage.errors import Damaged, Foreign, Newer
from recover.storage.lines import Header, header_line, line, transaction_line


def three_lines(path: Path) -> list[bytes]:
    """A book of a header and three transactions; its lines."""
    with Book(path) as book:
        log = book.table("log")
        log.insert({"said": "they did not arrive", "who": "Zoë"})
        log.insert({"entries": []})
        log.append(2, "entries", [{"kind": "heard"}])
    return path.read_bytes().splitlines(keepends=True)


def contents(path: Path) -> list[dict[str, object]]:
    with Book(path) as book:
        return [dict(document) for document in book.table("log").all()]


AFTER_TWO = [{"said": "they did not arrive", "who": "Zoë"}, {"entries": []}]
AFTER_THREE = [AFTER_TWO[0], {"entries": [{"kind": "heard"}]}]
JUNK = [b"", b"\0" * 40, b"\xff\xfe junk", b"junk\nmore junk\n", b"\n\n", b'{"sum":"00000000",}\n']


def test_a_person_can_read_it_line_by_line(path: Path) -> None:
    """A header with format, generation and last number; then a numbered line per transaction."""
    records = [json.loads(text) for text in three_lines(path)]

    assert records[0].items() >= {"format": 2, "generation": 1, "last": 0}.items()
    assert [record["n"] for record in records[1:]] == [1, 2, 3]
    assert records[3]["ops"] == [["append", "log", 2, "entries", [{"kind": "heard"}]]]


@pytest.mark.parametrize("junk", [each for each in JUNK if b"\n" not in each])
def test_a_torn_last_line_is_left_out_by_readers_and_cut_by_the_next_writer(
    path: Path, junk: bytes
) -> None:
    """Cut at every byte, with nothing, zeros or junk behind it: exactly the earlier lines."""
    lines = three_lines(path)
    before = b"".join(lines[:3])
    for length in range(len(lines[3])):
        torn = before + lines[3][:length] + junk
        path.write_bytes(torn)

        assert contents(path) == AFTER_TWO
        assert path.read_bytes() == torn

        if junk and length % 10:
            continue
        with Book(path) as book:
            book.table("log").append(2, "entries", [{"kind": "heard"}])
            notices = book.notices
        assert path.read_bytes() == b"".join(lines)
        assert_set_aside(path, torn[len(before) :], notices)


@pytest.mark.parametrize("junk", [each for each in JUNK if b"\n" in each])
def test_a_bad_rest_in_which_a_line_ends_is_damage(path: Path, junk: bytes) -> None:
    """It was all there once, and may have been acknowledged: named, and never cut off unasked."""
    lines = three_lines(path)
    before = b"".join(lines[:3])
    whole = len(lines[3]) - junk.startswith(b"\n")  # such junk would complete the line
    for length in range(0, whole, 5):
        hurt = before + lines[3][:length] + junk
        path.write_bytes(hurt)

        with pytest.raises(Damaged, match=f"byte {len(before)}: its last"):
            Book(path)
        assert path.read_bytes() == hurt


def assert_set_aside(path: Path, rest: bytes, notices: list[str]) -> None:
    """The cut bytes are in a file of their own, and somebody is told."""
    kept = list(path.parent.glob("*.torn-*"))
    assert [file.read_bytes() for file in kept] == ([rest] if rest else [])
    assert [str(kept[0]) in notice for notice in notices] == [True] * bool(rest) if kept else True
    for file in kept:
        file.unlink()


def test_bytes_set_aside_before_are_kept_as_well(path: Path) -> None:
    """Two interrupted writes at the same place leave two files."""
    lines = three_lines(path)
    for rest in (b"one", b"two"):
        path.write_bytes(b"".join(lines[:3]) + rest)
        with Book(path) as book:
            book.table("log").append(2, "entries", [])

    kept = sorted(path.parent.glob("*.torn-*"))
    assert [file.read_bytes() for file in kept] == [b"one", b"two"]


def test_every_damaged_byte_is_named_or_was_the_last_line(path: Path) -> None:
    """One bad byte before a good line: refused with its line's place, nothing written."""
    lines = three_lines(path)
    whole = b"".join(lines)
    starts = [sum(map(len, lines[:number])) for number in range(4)]
    for place in range(starts[3]):
        hurt = bytearray(whole)
        hurt[place] ^= 0x04
        path.write_bytes(hurt)

        with pytest.raises(Failed) as refusal:
            Book(path)

        assert str(path) in str(refusal.value)
        assert path.read_bytes() == hurt
        if place >= starts[1]:
            assert isinstance(refusal.value, Damaged)
            assert refusal.value.byte == max(start for start in starts if start <= place)
            assert f"byte {refusal.value.byte}:" in str(refusal.value)


def test_a_damaged_last_line_is_named_but_without_its_end_it_is_a_torn_one(path: Path) -> None:
    """What ends a line is written last: without it nobody was told that the line is safe."""
    lines = three_lines(path)
    for place in range(len(lines[3])):
        hurt = bytearray(lines[3])
        hurt[place] ^= 0x04
        path.write_bytes(b"".join(lines[:3]) + hurt)

        if place == len(hurt) - 1:
            assert contents(path) == AFTER_TWO
            continue
        with pytest.raises(Damaged, match="its last line is not what was written"):
            Book(path)


@pytest.mark.parametrize(
    "order", [[0, 1, 3], [0, 2, 3], [0, 1, 1, 2, 3], [0, 1, 3, 2], [0, 2, 1, 3]]
)
def test_lines_dropped_doubled_or_swapped_are_named(path: Path, order: list[int]) -> None:
    """Numbers are contiguous, so a good line in the wrong place is damage."""
    lines = three_lines(path)
    path.write_bytes(b"".join(lines[number] for number in order))
    before = path.read_bytes()

    with pytest.raises(Damaged, match="should stand here"):
        Book(path)
    assert path.read_bytes() == before


HEADER = header_line(Header(generation=1, last=0, rows=0))
NOT_OURS = [
    (b"", Foreign, "it is empty"),
    (b"hello\n", Foreign, "does not begin like one"),
    (b"\0" * 100, Foreign, "does not begin like one"),
    (b'{"_default": {"1": {"a": 1}}}', Foreign, "does not begin like one"),
    (b'{"recover":"settings"}\n', Foreign, "does not begin like one"),
    (b"\xff\xfe\n", Foreign, "does not begin like one"),
    (b"[" * 100_000, Foreign, "does not begin like one"),
    (HEADER[:-1], Damaged, "byte 0"),
    (HEADER[:30], Damaged, "byte 0"),
    (HEADER.replace(b'"rows":0', b'"rows":7'), Damaged, "byte 0"),
    (HEADER.replace(b'"format":2', b'"format":3'), Newer, "format 3"),
    (line(b'"recover":"journal","format":9,"new":[]}'), Newer, "format 9"),
    (header_line(Header(generation=2, last=0, rows=0)), Foreign, "generation 2"),
    (header_line(Header(generation=1, last=0, rows=1)), Damaged, "0 of 1 rows"),
    (HEADER + transaction_line(1, b'["merge","log",1]'), Newer, "'merge'"),
    (HEADER + transaction_line(1, b'["put","log"]'), Damaged, "byte 83"),
    (HEADER + transaction_line(1, b'["delete","log",1]'), Damaged, "byte 83"),
    (HEADER + transaction_line(1, b'["put","log",1,{}],["append","log",1,2,3]'), Damaged, "byte"),
    (HEADER + line(b'"next":2,"at":3}'), Damaged, "goes on in"),
    (HEADER + line(b'"next":2,"at":3}') + transaction_line(1, b""), Damaged, "behind its last"),
    (HEADER + line(b'"next":2,"at":3}') + b"x", Damaged, "behind its last line"),
]


@pytest.mark.parametrize(("content", "error", "words"), NOT_OURS)
def test_what_is_not_ours_is_refused_and_left_as_it_was(
    path: Path, content: bytes, error: type[Failed], words: str
) -> None:
    """Foreign, newer, damaged at the front or empty: one sentence, and not a byte changed."""
    path.write_bytes(content)

    with pytest.raises(error, match=words) as refusal:
        Book(path)

    assert str(refusal.value).startswith(str(path))
    assert "Nothing was changed." in str(refusal.value)
    assert [file.name for file in path.parent.iterdir()] == ["book.jsonl"]
    assert path.read_bytes() == content


def test_what_goes_bad_while_it_is_open_is_refused_too(path: Path) -> None:
    """A line of a newer version is neither half done nor written over."""
    book = Book(path)
    log = book.table("log")
    log.insert({"a": 1})
    with path.open("ab") as file:
        file.write(transaction_line(2, b'["put","log",2,{}],["merge","log",1]'))
    before = path.read_bytes()

    for use in (book.refresh, lambda: log.insert({}), lambda: log.get(doc_id=1)):
        with pytest.raises(Newer, match="'merge'"):
            use()
    assert log.raw_all() == [(1, {"a": 1})]
    assert path.read_bytes() == before
