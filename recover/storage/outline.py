"""What a journal holds, in short: enough to see that it replays, to count, and to compare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from recover.storage.errors import Damaged
from recover.storage.reader import Reader
from recover.storage.replay import Document, Replay
from recover.storage.table_names import FORGOTTEN


class Outline(Replay):
    """A replay that keeps no texts: of each entry of a log a number, of anything else its shape."""

    def __init__(self) -> None:
        super().__init__()
        self.latest = ""
        """When something was recorded last, as it stands in the journal; empty for never."""

    def put(self, table: str, doc_id: int, document: Document | None) -> None:
        """Put what is left of the document in its place."""
        if document is not None and table == "actions":
            self._note(document.get("at"))
        short = None if document is None else {k: self._short(v) for k, v in document.items()}
        super().put(table, doc_id, short)

    def _short(self, value: object) -> object:
        """Keep the length of a list, and a number for each entry of a log."""
        return [self._mark(each) for each in value] if isinstance(value, list) else None

    def _mark(self, item: object) -> int:
        """Give a number that two entries of one log do not share."""
        if not isinstance(item, dict):
            return item if isinstance(item, int) else 0
        self._note(item.get("recorded"))
        parts = (item.get("number"), item.get("at"), item.get("recorded"), item.get("kind"))
        return hash(str(parts))

    def _note(self, moment: object) -> None:
        if isinstance(moment, str):
            self.latest = max(self.latest, moment)


def outlined(data: bytes, path: str, generation: int) -> tuple[Outline, int]:
    """Replay a journal, and say how many of its bytes are whole good lines.

    Raises:
        Damaged, Foreign, Newer: As `Reader.feed`; also when it goes on in another file.
    """
    reader, outline = Reader(path, generation), Outline()
    reader.feed(data, outline)
    if reader.continues_at is not None:
        raise Damaged(path, reader.position, "it goes on in another file")
    return outline, reader.position


@dataclass(slots=True, kw_only=True)
class Contents:
    """What a book holds, in short."""

    logs: dict[int, list[int]] = field(default_factory=dict)
    """By the number of each incident at hand: a number for each entry of its log."""
    archived: dict[int, list[int]] = field(default_factory=dict)
    """The same for those that were put away and are not at hand."""
    forgotten: set[int] = field(default_factory=set)
    """The numbers of the incidents that were forgotten with their clients."""
    accounts: int = 0
    people: int = 0
    latest: str = ""
    """When something was recorded last, ISO 8601; empty for never."""
    numbers: dict[str, int] = field(default_factory=dict)
    """By the name of each journal: its last transaction."""
    unsound: list[str] = field(default_factory=list)
    """What is wrong with the journals that cannot be read, a sentence each."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written."""
        return not any(self.numbers.values()) and not self.unsound

    def add(self, name: str, outline: Outline) -> None:
        """Count what one journal holds; after the open work the archives, the newest first.

        Args:
            name: Its name in the home folder, without its generation.
            outline: What it holds.
        """
        self.numbers[name] = outline.number
        self.latest = max(self.latest, outline.latest)
        self.accounts += outline.count("accounts")
        self.people += outline.count("people")
        self.forgotten |= {number for number, _ in outline.documents(FORGOTTEN)}
        logs = {number: _log(each) for number, each in outline.documents("incidents")}
        if name.startswith("archive/"):
            for number in logs.keys() - self.logs.keys():
                self.archived.setdefault(number, logs[number])
        else:
            self.logs |= logs

    def counts(self) -> dict[str, int]:
        """The figures that stand in a backup's manifest."""
        return {
            "incidents": len(self.logs),
            "archived": len(self.archived),
            "accounts": self.accounts,
            "people": self.people,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """What one book holds and another one does not."""

    incidents: int
    """Incidents of which the other one has nothing."""
    entries: int
    """Entries of the other incidents that the other one does not have."""


def lacking(here: Contents, there: Contents, *, archive: bool) -> Lacking:
    """Count what *here* holds and *there* does not; with *archive*, what was put away as well."""
    mine = here.logs | (here.archived if archive else {})
    known = there.archived | there.logs
    gone = [number for number, log in mine.items() if not _common(log, known.get(number, ()))]
    entries = sum(
        len(log) - _common(log, known.get(number, ()))
        for number, log in mine.items()
        if number not in gone
    )
    return Lacking(incidents=len(gone), entries=entries)


def _common(one: Iterable[int], other: Iterable[int]) -> int:
    """How many entries two logs begin with together."""
    same = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        same += 1
    return same


def _log(document: Mapping[str, Any]) -> list[int]:
    log = document.get("log")
    return log if isinstance(log, list) else []
