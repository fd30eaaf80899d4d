"""Making documents whole again after damage, with what the copies still hold of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from recover.domain.text import count, shorten
from recover.storage.lenient import LOG, LenientReplay
from recover.storage.replay import Document
from recover.storage.salvage_log import MendedLog, entries_of, is_whole, mended
from recover.storage.table_names import INCIDENTS

_NOUNS = {INCIDENTS: "incident", "accounts": "account", "people": "person"}
"""The tables whose documents a person knows by name; only those are brought back from copies."""
_NAME_WIDTH = 60
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something that lost a part, or that had to be taken from a copy."""

    what: str
    """Such as `incident 3` or `account northwind`."""
    how: str
    """What became of it, in half a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderState:
    """What a copy holds."""

    name: str
    """The name of the copy."""
    state: LenientReplay


def mend(
    state: LenientReplay,
    copies: Sequence[OlderState],
    *,
    elsewhere: frozenset[int],
    is_open: bool,
) -> Iterator[Loss]:
    """Make every document of *state* whole, or take it out; give what each of them lost.

    Args:
        state: What was read; it is changed.
        copies: What the copies hold, the newest first.
        elsewhere: Incidents that stand in another journal.
        is_open: Whether something was lost of which nobody knows what it was.
    """
    yield from _complete(state, copies)
    for number, document in sorted(state.tables.get(INCIDENTS, {}).items()):
        yield from _mend_incident(state, copies, number, document, is_open=is_open)
    if is_open:
        yield from _bring_back(state, copies, elsewhere)


def has_holes(state: LenientReplay) -> bool:
    """Say whether a part of something is missing."""
    documents = state.tables.get(INCIDENTS, {}).values()
    return bool(state.incomplete) or not all(
        is_whole(each[LOG]) for each in documents if LOG in each
    )


def name_of(state: LenientReplay, table: str, doc_id: int) -> str:
    """Call a document what a person calls it."""
    noun = _NOUNS.get(table, table)
    key = (state.known(table, doc_id) or {}).get("key")
    return f"{noun} {shorten(key, _NAME_WIDTH) if isinstance(key, str) else doc_id}"


def _complete(state: LenientReplay, copies: Sequence[OlderState]) -> Iterator[Loss]:
    """Lay what is known of a document on what a copy has of it; without one, it is lost."""
    for table, doc_id in sorted(state.incomplete):
        if table == INCIDENTS:
            continue
        fields = state.tables[table].pop(doc_id)
        found = _newest(copies, table, doc_id)
        if found is not None:
            state.put(table, doc_id, {**found[1], **fields})
            how = f"partly as in the copy {found[0]}: look it through"
            yield Loss(what=name_of(state, table, doc_id), how=how)
        elif table in _NOUNS:
            how = "lost, but for the last change to it: enter it again"
            yield Loss(what=name_of(state, table, doc_id), how=how)


def _mend_incident(
    state: LenientReplay,
    copies: Sequence[OlderState],
    number: int,
    document: Document,
    *,
    is_open: bool,
) -> Iterator[Loss]:
    """Put the log of an incident in order, and fill it up."""
    if LOG not in document and (INCIDENTS, number) not in state.incomplete:
        return  # what is left of an incident that was forgotten
    log = entries_of(document)
    if is_whole(log) and log and not is_open:
        return
    older = [entries_of(each.state.known(INCIDENTS, number)) for each in copies]
    whole = mended(log, [each for each in older if each])
    if whole.entries != log:
        state.put(INCIDENTS, number, {**document, LOG: whole.entries})
        yield Loss(what=f"incident {number}", how=_told(whole))


def _told(log: MendedLog) -> str:
    """Say what an incident lost."""
    parts = []
    if log.lost:
        verb = "says" if len(log.lost) == 1 else "say"
        parts.append(f"{_lines(log.lost)} lost, and {verb} so in the log")
    if log.from_copy:
        parts.append(f"{_lines(log.from_copy)} taken from a copy")
    if log.alone:
        parts.append(f"{_lines(log.alone)} kept as a note, without what it belongs to")
    return "; ".join(parts) or "its lines were put in order again"


def _lines(numbers: Sequence[int]) -> str:
    """Name a few lines of a log."""
    named = ", ".join(str(each) for each in numbers[:_MOST_NAMED])
    more = ", ..." if len(numbers) > _MOST_NAMED else ""
    return (
        f"line {named}" if len(numbers) == 1 else f"{count(len(numbers), 'line')} ({named}{more})"
    )


def _bring_back(
    state: LenientReplay, copies: Sequence[OlderState], elsewhere: frozenset[int]
) -> Iterator[Loss]:
    """Take from the newest copy what is not there any more, and is not known to be gone."""
    for older in copies[:1]:
        for table in _NOUNS:
            for doc_id, document in _missing(state, older.state, table):
                if table == INCIDENTS and doc_id in elsewhere:
                    continue
                state.put(table, doc_id, document)
                yield Loss(what=name_of(state, table, doc_id), how=f"as in the copy {older.name}")


def _missing(
    state: LenientReplay, older: LenientReplay, table: str
) -> Iterable[tuple[int, Document]]:
    """What a copy has of a table, and *state* has not."""
    return [
        (doc_id, document)
        for doc_id, document in sorted(older.tables.get(table, {}).items())
        if state.known(table, doc_id) is None and (table, doc_id) not in state.deleted
    ]


def _newest(copies: Sequence[OlderState], table: str, doc_id: int) -> tuple[str, Document] | None:
    """The newest copy that has a document, and the document."""
    for older in copies:
        document = older.state.known(table, doc_id)
        if document is not None and (table, doc_id) not in older.state.incomplete:
            return older.name, document
    return None
