"""Writing for a client: only what is marked, nothing that is held back, roles instead of names."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from recover.domain.entry import Decided, Demanded, Entry, Promised
from recover.domain.incident import Incident
from recover.domain.text import printable
from recover.export.held import Held, Holding
from recover.export.roles import Roles


@dataclass(slots=True)
class ClientPen:
    """Writes texts for one client and notes what became of them."""

    roles: Roles
    holdings: Mapping[str, Holding]
    """By the ids of incidents."""
    included: frozenset[str] = frozenset()
    """Ids of entries that leave although they would be held back."""
    held: dict[str, Held] = field(default_factory=dict)
    let_go: set[str] = field(default_factory=set)
    """Ids of those of `included` that would have been held back."""
    written: set[str] = field(default_factory=set)
    """Ids of the entries that something was written of."""
    doubtful: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By the ids of entries, words that stay in them and may be names, with their roles."""
    reworded: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """By the ids of entries, what was written in them and the role that stands there now."""

    def line(self, incident: Incident, entry: Entry, text: str, *, ours: bool) -> str | None:
        """Write a text of an entry; `None` when it is held back."""
        name = f"{incident.id}e{entry.number}"
        written = self.roles.replaced(text, ours=ours)
        holding = self.holdings.get(incident.id, Holding())
        why = holding.why(text, ours=ours) or holding.why(written.text, ours=ours)
        if why and name not in self.included:
            self.held[name] = Held(id=name, why=why, text=printable(written.text))
            return None
        if why:
            self.let_go.add(name)
        self.written.add(name)
        if written.changes:
            self.reworded.setdefault(name, []).extend(written.changes)
        if written.doubts:
            self.doubtful.setdefault(name, []).extend(written.doubts)
        return printable(written.text, one_line=False)


def is_shown(incident: Incident, entry: Entry) -> bool:
    """Say whether an entry is marked for the client and counts."""
    number = entry.number
    return number in incident.shown and number not in incident.struck | incident.undone


def entry_of(incident: Incident, kind: type[Demanded | Decided | Promised], number: int) -> Entry:
    """Give the last entry that counts about a demand or a promise of that number.

    Raises:
        LookupError: There is none.
    """
    field_name = "promise" if kind is Promised else "demand"
    found = [
        entry
        for entry in incident.counting
        if isinstance(entry.what, kind) and getattr(entry.what, field_name) == number
    ]
    if not found:
        raise LookupError(f"no {kind.__name__} {number} in incident {incident.id}")
    return found[-1]
