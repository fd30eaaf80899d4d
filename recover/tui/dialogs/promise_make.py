"""Making a promise with everything that may belong to it."""

from recover.domain.account import channel_named
from recover.domain.entry import PromiseKind
from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.services.promise_line import last_moment
from recover.services.promising import PromiseWish, make_promise, preview_promise
from recover.tui.dialogs.form import Field, Given, Outlook
from recover.tui.dialogs.promise_terms import (
    BY_HINT,
    CHANNEL_OPTIONS,
    KIND_OPTIONS,
    READER_OPTIONS,
    TermsDialog,
)
from recover.tui.work import desk_of


class PromiseDialog(TermsDialog[Incident]):
    """Promise something, with its moment read back while it is typed."""

    def __init__(self, incident: Incident, wish: PromiseWish, *, zone: str) -> None:
        """Make the form.

        Args:
            incident: The incident it is promised in.
            wish: What was begun, and stands in the form at first; another one is another form.
            zone: The client's IANA zone.
        """
        self._incident = incident
        self.zone = zone
        heading = f"Promise in incident {incident.id}"
        super().__init__(heading, _fields(wish), draft=f"promise/{incident.id}/{wish.what}")

    def save(self, given: Given) -> Incident:
        """Make the promise.

        Raises:
            Refused: What or by when is missing, or the moment will not do.
        """
        if not given["what"].strip():
            raise Refused("Say what is promised, such as: call with the plan.")
        return make_promise(desk_of(self), self._incident.id, self._wish(given))

    def preview(self, given: Given) -> Outlook:
        """Say the moment in both zones, how long that is, and what could stop it."""
        if not given["by"].strip():
            return Outlook(text="By when? The exact moment is read back here.")
        return self.outlook(preview_promise(desk_of(self), self._incident.id, self._wish(given)))

    def _wish(self, given: Given) -> PromiseWish:
        """Read the form."""
        needed = last_moment(desk_of(self), self._incident.id, given["needed_by"])
        return PromiseWish(
            what=given["what"],
            by=given["by"],
            kind=PromiseKind(given["kind"]),
            channel=given["channel"],
            to=given["to"],
            owner=given["owner"].strip() or None,
            needs=tuple(name.strip() for name in given["needs"].split(",") if name.strip()),
            needed_by=needed,
            consent=given["consent"],
            under=given["under"].strip() or None,
            client=bool(given["client"]),
        )


def _fields(wish: PromiseWish) -> list[Field]:
    """Give the lines, those that every promise has first."""
    return [
        Field(name="what", label="what", begun=wish.what, hint="call with the plan"),
        Field(name="by", label="by when", begun=wish.by, hint=BY_HINT),
        Field(
            name="channel",
            label="channel",
            begun=channel_named(wish.channel) or "call",
            options=CHANNEL_OPTIONS,
        ),
        Field(name="kind", label="kind", begun=wish.kind.value, options=KIND_OPTIONS),
        Field(name="to", label="to whom", begun=wish.to, hint="the contact of the incident"),
        Field(name="owner", label="owner", begun=wish.owner or "", hint="you"),
        Field(name="needs", label="needs", hint="colleagues it rests on, with commas"),
        Field(name="under", label="helps to keep", hint="an internal promise: of 12p1, say"),
        Field(name="needed_by", label="helps until", hint="a moment; may be empty"),
        Field(
            name="consent",
            label="they agreed",
            begun=wish.consent,
            hint="such as: before you open is fine",
        ),
        Field(name="client", label="who may read it", options=READER_OPTIONS),
    ]
