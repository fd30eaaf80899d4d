"""Taking somebody off an account."""

from dataclasses import dataclass

from recover.domain.account import Account
from recover.services.desk import Desk
from recover.services.finding import find_person
from recover.services.taking_off import Removal, RemovalWish, removal_of, take_off
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.work import desk_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who may be taken off, and who may take over: keys and names."""

    people: tuple[tuple[str, str], ...]


def team(desk: Desk) -> Team:
    """List our people."""
    return Team(people=tuple((each.key, each.name) for each in desk.store.people()))


class RemovalDialog(FormDialog[Removal]):
    """Take somebody off; what is open is offered, and they go when it is accepted."""

    PREVIEWS = True

    def __init__(self, account: Account, who: Team) -> None:
        """Make the form for an account."""
        self._account = account
        fields = [
            Field(name="person", label="who", value=account.owner or "", options=who.people),
            Field(name="to", label="offered to", options=(("", "nobody yet"), *who.people)),
            Field(name="readback", label="in your words", hint="if you take it over yourself"),
            Field(name="seat", label="seat", hint="vacant from today; may be empty"),
            Field(name="reason", label="why", hint="internal; may be empty"),
        ]
        heading = f"Take somebody off {account.name}"
        super().__init__(heading, fields, draft=f"remove/{account.key}")

    def save(self, given: Given) -> Removal:
        """Offer what is open, or take them off at once.

        Raises:
            RecoverError: They have open work there, and nobody is named to be offered it.
        """
        wish = RemovalWish(
            to=given["to"], readback=given["readback"], seat=given["seat"], reason=given["reason"]
        )
        return take_off(desk_of(self), given["person"], self._account.key, wish)

    def outcome(self, result: Removal) -> str:
        """Say whether they are off, or what it waits for."""
        off = f"{result.person.name} is off {result.account.name}"
        if result.is_complete:
            return f"{off}: nothing open is theirs there."
        return f"{off} as soon as all of it is accepted."

    def preview(self, given: Given) -> Outlook:
        """Say what they have there, and what stays elsewhere."""
        desk = desk_of(self)
        removal = removal_of(desk, find_person(desk, given["person"]), self._account)
        return Outlook(text="\n".join(removal_lines(removal)))


def removal_lines(removal: Removal) -> list[str]:
    """Write how far it is."""
    who = removal.person.name
    if removal.is_complete:
        lines = [f"Nothing open at {removal.account.name} is {who}'s."]
    else:
        lines = [f"Open here, to be accepted by somebody before {who} is off:"]
    lines += [f"{each.id} {each.what}" for each in removal.promises]
    lines += [f"incident {each}" for each in removal.carried]
    if removal.elsewhere:
        stays = ", ".join(f"{each.id} {each.what}" for each in removal.elsewhere)
        lines.append(f"Elsewhere, and stays: {stays}")
    return lines
