"""Following the chain: every entry of the book in its place, and what does not fit there."""

from array import array
from collections.abc import Iterator
from typing import Any

from recover.storage.chain import START, digest_of, link_after

Document = dict[str, Any]
_SIZE = 16
_EMPTY, _KNOWN, _FORGOTTEN = 0, 1, 2


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
        self._state = bytearray(count + 1)
        self._digests = bytearray(_SIZE * (count + 1))
        self._links = bytearray(_SIZE * (count + 1))
        self._incidents = array("Q", bytes(8 * (count + 1)))
        self._entries = array("Q", bytes(8 * (count + 1)))

    def take(self, incident: int, log: list[Document]) -> None:
        """Put the entries of an incident in their places."""
        before = 0
        for number, document in enumerate(log, 1):
            name = f"{incident}e{number}"
            if document.get("number") != number:
                self.problems.append(f"{name} is not where it was: it says {_said(document)}")
            place = self._place(name, incident, number, document)
            if 0 < place <= before:
                self.problems.append(f"{name} was written before the entry that stands above it")
            before = max(before, place)

    def _place(self, name: str, incident: int, number: int, document: Document) -> int:
        """Put one entry in its place; 0 when it has none."""
        match document.get("seal"):
            case [int(place), str(salt), str(link)] if _is_hex(salt) and _is_hex(link, _SIZE):
                pass
            case _:
                self.problems.append(f"{name} has no seal: something else than recover wrote it")
                return 0
        if not 0 < place <= self.count:
            self.problems.append(f"{name} stands beyond the end of the chain")
            return 0
        digest = bytes.fromhex(digest_of(incident, document, salt))
        if self._state[place] == _EMPTY:
            self._state[place] = _KNOWN
            self._put(self._digests, place, digest)
            self._put(self._links, place, bytes.fromhex(link))
            self._incidents[place], self._entries[place] = incident, number
        elif self._get(self._digests, place) != digest:
            self.problems.append(f"{name} stands where {self._name(place)} does")
        return place

    def leave(self, seals: list[list[Any]]) -> None:
        """Put the digests that a forgotten incident has left in their places."""
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

    def walk(self, head: str) -> Iterator[str]:
        """Follow the chain from its first link to its head, and say what is wrong on the way."""
        link: str | None = START
        for place in range(1, self.count + 1):
            state = self._state[place]
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
        if not 0 < place <= self.count or self._state[place] == _EMPTY:
            return ""
        return self._get(self._links, place).hex()

    def _name(self, place: int) -> str:
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


def _said(document: Document) -> str:
    number = document.get("number")
    return f"entry {number}" if isinstance(number, int) else "no number"
