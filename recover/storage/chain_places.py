"""Following the chain: every entry of the book in its place, and what does not fit there."""

from array import array
from collections.abc import Iterator
from typing import Any

from recover.storage.chain import AUTHOR, LOST, START, digest_of, link_after

Document = dict[str, Any]
_SIZE = 16
_EMPTY, _KNOWN, _FORGOTTEN, _GIVEN_UP = 0, 1, 2, 3


class Places:
    """What stands in every place of a chain; about 45 bytes for each.

    Args:
        count: How many places there are, by the head.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.problems: list[str] = []
        """What was found while the places were filled, each a sentence without its end."""
        self.forgotten = 0
        """How many entries were forgotten, and have left their digests only."""
        self.lost: list[str] = []
        """The entries that stand for others which damage has made unreadable."""
        self.given_up = 0
        """How many places are empty, and said to be."""
        self._state = bytearray(count + 1)
        self._digests = bytearray(_SIZE * (count + 1))
        self._links = bytearray(_SIZE * (count + 1))
        self._incidents = array("Q", bytes(8 * (count + 1)))
        self._entries = array("Q", bytes(8 * (count + 1)))

    def take(self, incident: int, log: list[Document]) -> None:
        """Put the entries of an incident in their places."""
        for number, document in enumerate(log, 1):
            name = f"{incident}e{number}"
            if document.get("number") != number:
                self.problems.append(f"{name} is not where it was: it says {_said(document)}")
            match document.get("seal"):
                case [int(place), str(salt), str(link)] if _is_hex(salt) and _is_hex(link, _SIZE):
                    digest = bytes.fromhex(digest_of(incident, document, salt))
                    self._place(place, (incident, number), digest, bytes.fromhex(link))
                case seal if seal == LOST and _is_placeholder(document):
                    self.lost.append(name)
                case _:
                    self.problems.append(f"{name} has no seal: something else wrote it")

    def _place(self, place: int, where: tuple[int, int], digest: bytes, link: bytes) -> None:
        """Put one entry in its place."""
        name = f"{where[0]}e{where[1]}"
        if not 0 < place <= self.count:
            self.problems.append(f"{name} stands beyond the end of the chain")
            return
        if self._state[place] == _EMPTY:
            self._state[place] = _KNOWN
            self._put(self._digests, place, digest)
            self._put(self._links, place, link)
            self._incidents[place], self._entries[place] = where
        elif self._get(self._digests, place) != digest:
            self.problems.append(f"{name} stands where {self._name(place)} does")

    def leave(self, incident: int, seals: list[list[Any]], *, is_there: bool) -> None:
        """Put the digests that a forgotten incident has left in their places.

        Args:
            incident: Its number.
            seals: The place and the digest of each of its entries.
            is_there: Whether there is an incident of that number all the same.
        """
        if is_there and any(self._is_empty(place) for place, _ in seals):
            self.problems.append(
                f"incident {incident} is said to be forgotten, and a part of it is there"
            )
        for place, digest in seals:
            if not 0 < place <= self.count:
                self.problems.append(f"place {place}, which was forgotten, is beyond the chain")
                continue
            if self._state[place] != _EMPTY:
                if self._get(self._digests, place).hex() != digest:
                    self.problems.append(f"{self._name(place)} stands in a forgotten place")
                continue
            self._state[place] = _FORGOTTEN
            self._put(self._digests, place, bytes.fromhex(digest))
            self.forgotten += 1

    def give_up(self, first: int, last: int) -> None:
        """Leave places empty that are known to be."""
        for place in range(max(first, 1), min(last, self.count) + 1):
            if self._state[place] == _EMPTY:
                self._state[place] = _GIVEN_UP
                self.given_up += 1

    def walk(self, head: str) -> Iterator[str]:
        """Follow the chain from its first link to its head, and say what is wrong on the way."""
        link: str | None = START
        for place in range(1, self.count + 1):
            state = self._state[place]
            if state == _GIVEN_UP:
                link = None
                continue
            if state == _EMPTY:
                if self._state[place - 1] != _EMPTY or place == 1:
                    yield self._gap(place)
                link = None
                continue
            found = self._get(self._links, place).hex()
            if link is None:
                link = found if state == _KNOWN else None
                continue
            link = link_after(link, place, self._get(self._digests, place).hex())
            if state == _KNOWN and link != found:
                yield f"{self._name(place)} was changed after it was written{self._beside(place)}"
                link = found
            self._put(self._links, place, bytes.fromhex(link))
        if link is not None and link != head:
            yield "the head of the chain is another one than its last entry leads to"

    def link_at(self, place: int) -> str:
        """Give the link at a place, after `walk`; empty when there is none."""
        if not 0 < place <= self.count or self._state[place] in (_EMPTY, _GIVEN_UP):
            return ""
        return self._get(self._links, place).hex()

    def _is_empty(self, place: int) -> bool:
        return 0 < place <= self.count and self._state[place] == _EMPTY

    def _name(self, place: int) -> str:
        if self._state[place] == _FORGOTTEN:
            return f"the forgotten entry in place {place}"
        return f"{self._incidents[place]}e{self._entries[place]}"

    def _gap(self, place: int) -> str:
        """Say how many entries are missing from *place* on."""
        end = place
        while end <= self.count and self._state[end] == _EMPTY:
            end += 1
        missing = "an entry is" if end == place + 1 else f"{end - place:,} entries are"
        return f"{missing} missing{self._beside(place)}"

    def _beside(self, place: int) -> str:
        """Name the nearest entry that was written before."""
        for each in range(place - 1, 0, -1):
            if self._state[each] == _KNOWN:
                return f", after {self._name(each)}"
        return ", before all others"

    def _put(self, where: bytearray, place: int, value: bytes) -> None:
        where[_SIZE * place : _SIZE * (place + 1)] = value

    def _get(self, where: bytearray, place: int) -> bytes:
        return bytes(where[_SIZE * place : _SIZE * (place + 1)])


def _is_hex(text: str, size: int | None = None) -> bool:
    try:
        data = bytes.fromhex(text)
    except ValueError:
        return False
    return size is None or len(data) == size


def _is_placeholder(document: Document) -> bool:
    """Say whether an entry is one that a repair writes: nobody's, and a note or an opening."""
    return document.get("by") == AUTHOR and document.get("kind") in ("note", "opened")


def _said(document: Document) -> str:
    number = document.get("number")
    return f"entry {number}" if isinstance(number, int) else "no number"
