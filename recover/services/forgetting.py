"""Forgetting a client: everywhere we keep something, and saying where else it may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from recover.domain.account import Account
from recover.domain.errors import Failed, Refused
from recover.domain.exported import Exported
from recover.services.client_names import account_to_forget, names_of
from recover.services.desk import Desk
from recover.services.drafting import Typed
from recover.services.past import whole_record
from recover.storage import forgetting
from recover.storage.copies import copies, keep_copy
from recover.storage.drafts import is_of, sheets_in_use
from recover.storage.forgetting import Matter, forget_incidents
from recover.storage.forgetting_copies import forget_in_copies
from recover.storage.history import months_with
from recover.storage.verification import verify

if TYPE_CHECKING:
    from recover.domain.incident import Incident

BEFORE = "before-forget"


class InUse(Refused):
    """Another app may write something of theirs again."""

    kind = "in_use"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What there is of a client, and where."""

    account: Account
    incidents: tuple[str, ...]
    """The ids of their incidents, the oldest first."""
    entries: int
    """How many entries those have."""
    copies: int
    """How many copies of the book there are; every one of them is written anew or removed."""
    exports: tuple[Exported, ...]
    """The files that were written out and may hold something of theirs."""
    mentions: tuple[str, ...]
    """The ids of entries elsewhere in which a name of theirs stands."""
    removed: tuple[str, ...] = ()
    """Files that were removed as a whole, because nobody can take a part out of them."""


class OwnTyping(Protocol):
    """What is being typed in the app that asks, in memory and on its sheet."""

    @property
    def sheet(self) -> str:
        """The name of its sheet; empty while nothing is on it."""

    def drop(self, is_theirs: Callable[[str, Typed], bool]) -> None:
        """Let go of every draft of which *is_theirs* says so, by its name and its text.

        Raises:
            Failed: The disk would not take it.
        """


def traces_of(desk: Desk, account: str) -> Traces:
    """Find what there is of a client; nothing is changed.

    Raises:
        NotFound: No account fits, or more than one does.
    """
    found = account_to_forget(desk, account)
    theirs: list[Incident] = []
    mentions: list[str] = []
    names = names_of(desk, found)
    for incident in whole_record(desk):
        if incident.account == found.key:
            theirs.append(incident)
        else:
            mentions += names.mentions(incident)
    theirs.sort(key=lambda each: int(each.id))
    ids = tuple(each.id for each in theirs)
    return Traces(
        account=found,
        incidents=ids,
        entries=sum(len(each.entries) for each in theirs),
        copies=len(copies(desk.home)),
        exports=tuple(_exports(desk, found, ids)),
        mentions=tuple(mentions),
    )


def forget_account(
    desk: Desk,
    account: str,
    tell: Callable[[str], object] = lambda _: None,
    own: OwnTyping | None = None,
) -> Traces:
    """Remove a client from the book, its archive, its copies and its drafts, for good.

    What stays is nameless: that something was there, when it was forgotten, and what the chain of
    entries needs to be followed over it. Begun again after an interruption, it is finished.

    Args:
        desk: The desk.
        account: Key or part of a name.
        tell: Told what is being done.
        own: What is typed in the app that asks: no reason to refuse; it loses what is theirs.

    Returns:
        What there was.

    Raises:
        NotFound: No account fits, or more than one does.
        InUse: An app that runs has something typed on its sheet.
        Failed: It could not be done to the end; begin again.
    """
    found = traces_of(desk, account)
    sheet = own.sheet if own is not None else ""
    if sheets_in_use(desk.home, but=sheet):
        raise InUse(
            "Another recover is open with something typed in it: save or clear that, and close it, "
            "before a client is forgotten."
        )
    with desk.store.exclusive():  # a book of an older format is brought up to date
        pass
    tell("a copy of everything, for as long as it takes")
    kept = keep_copy(desk.home, BEFORE, made=desk.recorded(), by=desk.who.key)
    tell("whether the record holds, before anything is changed")
    before = len(verify(desk.home).problems)
    matter = _matter(desk, found, sheet)
    if own is not None:
        own.drop(partial(_is_of_theirs, matter))
    forget_incidents(desk.home, matter, tell)
    desk.store.refresh()
    tell("whether the rest of the record holds")
    _check(desk, kept, before)
    removed = forget_in_copies(desk.home, matter, tell)
    tell("the account")
    late = forgetting.forget_account(desk.home, matter)
    desk.store.refresh()
    incidents = (*found.incidents, *map(str, sorted(late)))
    return replace(found, incidents=incidents, removed=tuple(removed))


def _is_of_theirs(matter: Matter, name: str, typed: Typed) -> bool:
    """Say whether a draft is about them, by its name or by what was typed."""
    return is_of(name, typed, matter.subjects, matter.names)


def _check(desk: Desk, kept: Path, before: int) -> None:
    """See that everything else is as it was, before the copies lose them as well.

    Raises:
        Failed: It is not.
    """
    problems = verify(desk.home).problems
    if len(problems) > before:
        raise Failed(
            f"Stopped while forgetting: {problems[0]} The book as it was before is in {kept}; "
            "`recover doctor` says what can be done."
        )


def _matter(desk: Desk, found: Traces, sheet: str) -> Matter:
    # What was forgotten before is not to stand in a copy either, nor where it was interrupted.
    numbers = frozenset(map(int, found.incidents)) | desk.store.logs.forgotten()
    return Matter(
        account=found.account.key,
        names=names_of(desk, found.account).whole,
        incidents=numbers,
        months=frozenset(months_with(desk.home, numbers)),
        at=desk.recorded().replace(microsecond=0),
        by=desk.who.key,
        sheet=sheet,
    )


def _exports(desk: Desk, account: Account, ids: tuple[str, ...]) -> Iterator[Exported]:
    """Give the files that are about the client, or about everybody."""
    others = {each.key for each in desk.store.accounts()} - {account.key}
    for each in desk.store.exports.all():
        is_another_s = each.about in others or (each.about.isdigit() and each.about not in ids)
        if not is_another_s:
            yield each
