"""Taking up an instruction to nobody."""

from recover.domain.errors import Refused
from recover.domain.text import shorten
from recover.services.finding import find_entry, find_promise
from recover.services.taking_up import Taken, TakeWish, duty_of, preview_take, take_up
from recover.services.unowned import open_duty
from recover.tui.dialogs.form import Field, Given, Outlook
from recover.tui.dialogs.promise_terms import BY_HINT, TermsDialog
from recover.tui.work import desk_of

_SHOWN = 300
_WAYS = (("keep", "keep it"), ("to", "name someone"), ("lead", "lead's queue"))


class TakeDialog(TermsDialog[Taken]):
    """Keep an instruction to nobody as one's own duty, and offer it on if that is wished."""

    def __init__(self, entry_id: str, text: str, *, zone: str) -> None:
        """Make the form for one note.

        Args:
            entry_id: Such as `12e7`.
            text: What the note says.
            zone: The client's IANA zone.
        """
        self._entry = entry_id
        self.zone = zone
        fields = [
            Field(name="way", label="what with it", options=_WAYS),
            Field(name="by", label="by when", hint=BY_HINT),
            Field(name="to", label="who", hint="one of us; it is yours until they accept"),
            Field(name="what", label="what", value=duty_of(text)),
            Field(name="promise", label="or it is", hint="1p1, if it is promised already"),
        ]
        super().__init__(
            f"Take up {entry_id}", fields, draft=f"take/{entry_id}", intro=shorten(text, _SHOWN)
        )

    def save(self, given: Given) -> Taken:
        """Take it up.

        Raises:
            Refused: Nobody is named, or somebody although it is kept, or the moment will not do.
        """
        if not given["promise"].strip() and not given["by"].strip():
            raise Refused("By when is it done? Say so, or which promise it is already.")
        return take_up(desk_of(self), self._entry, _wish(given))

    def preview(self, given: Given) -> Outlook:
        """Say the moment in both zones, how long that is, and what could stop it."""
        wish = _wish(given)
        if wish.promise:
            _, promise = find_promise(desk_of(self), wish.promise)
            return Outlook(text=f"It is {promise.id} already: {promise.what}")
        if not wish.by.strip():
            incident, _ = find_entry(desk_of(self), self._entry)
            duty = open_duty(incident)
            known = f" Or is it {duty.id} already: {duty.what}?" if duty else ""
            return Outlook(text=f"By when? It is yours until somebody accepts it.{known}")
        return self.outlook(preview_take(desk_of(self), self._entry, wish))


def _wish(given: Given) -> TakeWish:
    """Read the form.

    Raises:
        Refused: Nobody is named, or somebody although it is kept.
    """
    way, to, promise = given["way"], given["to"].strip(), given["promise"].strip()
    if way == "to" and not to:
        raise Refused("Name who is to take it over, or keep it.")
    if way != "to" and to:
        raise Refused(f"You named {to}: choose `name someone`, or take the name out.")
    return TakeWish(
        by="" if promise else given["by"],
        promise=promise,
        to=to,
        lead=way == "lead",
        what="" if promise else given["what"],
    )
