"""A process that lives lives: real work by real services, acknowledged line by line.

Each line on standard input, `HOME SEED`, begins one in a child of its own. Whoever reads along
ends it. There are two controls: given the word `behind`, it acknowledges a line up to three actions
before it is in the file; given `unsynced`, it never waits for the disk.
"""

import json
import os
import sys
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from recover.domain.action import AccountSaved, Action, EntriesWritten
from recover.domain.entry import Outcome
from recover.domain.errors import NotFound, Refused
from recover.domain.incident import Incident
from recover.services.accounts import AccountDetails, set_account
from recover.services.archiving import BATCH, put_away
from recover.services.closing import close_incident, reopen_incident
from recover.services.desk import Desk
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.settling import NewTerms, keep_promise, renegotiate_promise, withdraw_promise
from recover.services.undoing import undo
from recover.storage import file, journal
from tests.reliability.stage import desk_at

COMPACT_AFTER = 25
Step = Callable[[Desk, Random, str], Incident | Action | None]


def digest(value: object) -> str:
    """Give a short text that is another one for another value."""
    return sha256(repr(value).encode()).hexdigest()[:16]


def _chosen(desk: Desk, chance: Random) -> Incident:
    """One of the open incidents."""
    incidents = [each for each in desk.incidents() if each.is_open and not each.is_void]
    if not incidents:
        raise Refused("Nothing is open.")
    return chance.choice(incidents)


def _promise(desk: Desk, chance: Random) -> str:
    """One of the open promises."""
    promises = _chosen(desk, chance).open_promises
    if not promises:
        raise Refused("Nothing is owed.")
    return chance.choice(promises).id


def _close(desk: Desk, chance: Random, text: str) -> Incident:
    return close_incident(desk, _chosen(desk, chance).id, outcome=Outcome.RETAINED, text=text)


def _reopen(desk: Desk, chance: Random, text: str) -> Incident:
    """Take any incident up again that is closed, from the archive as well."""
    newest = max((int(each.id) for each in desk.incidents()), default=1)
    return reopen_incident(desk, str(chance.randint(1, newest)), text)


def _put_away(desk: Desk, _chance: Random, _text: str) -> Incident:
    """Move what is closed into the archive; acknowledge one of those."""
    moved = put_away(desk, rest=timedelta(0), limit=BATCH)
    if not moved:
        raise Refused("Nothing is closed.")
    return desk.incident(moved[0])


def _address(desk: Desk, chance: Random, text: str) -> None:
    """Change the account to something longer or shorter."""
    set_account(desk, "northwind", AccountDetails(address=text * chance.choice((1, 30))))


STEPS: tuple[Step, ...] = (
    lambda desk, _, text: listen(desk, Caller(account="northwind"), [text]),
    lambda desk, _, text: listen(desk, Caller(), [text]),
    lambda desk, chance, text: log_line(desk, _chosen(desk, chance).id, text),
    lambda desk, chance, text: log_line(desk, _chosen(desk, chance).id, text * 40, kind="heard"),
    lambda desk, chance, text: make_promise(
        desk, _chosen(desk, chance).id, PromiseWish(what=text, by="in 2 days")
    ),
    lambda desk, chance, text: keep_promise(desk, _promise(desk, chance), text),
    lambda desk, chance, text: withdraw_promise(desk, _promise(desk, chance), text),
    lambda desk, chance, text: renegotiate_promise(
        desk, _promise(desk, chance), NewTerms(by="in 3 days", reason=text)
    ),
    _close,
    _close,
    _reopen,
    _put_away,
    _address,
    lambda desk, _chance, _text: undo(desk).action,
)


def seen(desk: Desk, done: Incident | Action | None) -> dict[str, Any]:
    """Say what is acknowledged: how far the log of an incident goes, or how the account is."""
    if isinstance(done, Action) and isinstance(done.target, EntriesWritten):
        done = desk.incident(done.target.incident)
    if isinstance(done, Incident):
        return {"incident": done.id, "log": len(done.entries), "digest": digest(done.entries)}
    assert done is None or isinstance(done.target, AccountSaved)
    return {"accounts": digest(desk.store.accounts())}


def live(home: Path, seed: int) -> None:
    """Do one thing after the other, and acknowledge each, for ever."""
    chance = Random(seed)  # noqa: S311 - the same life each time
    desk = desk_at(home, "mara")
    tell({"pid": os.getpid()})
    for number in count():
        before = desk.store.refresh()
        assert not before, "nobody else is here"
        try:
            done = chance.choice(STEPS)(desk, chance, f"line {number} of {seed}. ")
        except (NotFound, Refused):
            continue
        tell(seen(desk, done))


def tell(value: dict[str, Any]) -> None:
    """Write one line, at once and whole."""
    os.write(1, json.dumps(value).encode() + b"\n")


def write_behind() -> None:
    """Break the promise: keep two lines in memory, and write three at a time."""
    waiting: dict[str, bytes] = {}

    def append(self: file.JournalFile, line: bytes) -> None:
        late = waiting.pop(self.path, b"") + line
        self.reader.position += len(line)
        if late.count(b"\n") < 3:
            waiting[self.path] = late
        else:
            with open(self.path, "ab") as behind:  # noqa: PTH123 - as careless as it gets
                behind.write(late)

    file.JournalFile.append = append  # type: ignore[method-assign]
    file.JournalFile.unchanged = lambda self: True  # type: ignore[method-assign]  # noqa: ARG005
    journal.COMPACT_AFTER = 1_000_000


def main() -> None:
    """Begin a life for every line, and say when it has ended."""
    journal.COMPACT_AFTER = COMPACT_AFTER
    if "behind" in sys.argv:
        write_behind()
    if "unsynced" in sys.argv:
        os.fsync = lambda fd: None  # noqa: ARG005
    for line in sys.stdin:
        home, seed = line.split()
        child = os.fork()
        if not child:
            live(Path(home), int(seed))
        _, status = os.waitpid(child, 0)
        tell({"ended": os.waitstatus_to_exitcode(status)})


if __name__ == "__main__":
    main()
