"""What the promise being typed means, at every key: its moment in both zones, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from recover.domain.errors import RecoverError
from recover.domain.text import printable
from recover.services.desk import Desk
from recover.services.promise_line import read_promise
from recover.services.promising import Preview, preview_promise
from recover.tui.commands import OFFER_KEYS, key_name
from recover.tui.widgets.incident_state import short_moment

_CALM = ("agreed", "slack")
_SAID_BY_READBACK = ("outside_client_hours", "outside_owner_hours", "holiday")
_NOT_YET = ("no_moment", "empty", "refused")
"""Refusals of a line that is merely not finished; said without alarm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What became of a text that may be a promise."""

    text: str
    """The text it is about, so that a late answer to an older text can be told apart."""
    says: str
    """The moment in both zones and how long that is, or why it is refused."""
    warnings: tuple[tuple[str, bool], ...] = ()
    """Sentences that stand beside it; true for what could keep it from being kept."""
    offers: tuple[str, ...] = ()
    """Up to three phrases that would work, or that may have been meant."""
    refused: bool = False
    unfinished: bool = False
    """Whether it is refused only because something is still to be typed."""


class PromiseRead(Message):
    """The promise that is being typed was looked at."""

    def __init__(self, reading: Reading) -> None:
        super().__init__()
        self.reading = reading


def reading_of(desk: Desk, incident_id: str, text: str) -> Reading:
    """Look at a promise line; writes nothing, and a refusal is an answer, too."""
    try:
        wish = read_promise(desk, incident_id, text)
        preview = preview_promise(desk, incident_id, wish)
    except RecoverError as error:
        return refusal(text, error)
    return Reading(
        text=text,
        says=f"{wish.channel} · {preview.readback}",
        warnings=tuple(_warnings(desk, preview)),
        offers=preview.deadline.alternatives[: len(OFFER_KEYS)],
    )


def reading_of_handover(desk: Desk, incident_id: str, text: str) -> Reading:
    """Look at a handover line; writes nothing, and a refusal is an answer, too."""
    from recover.services.briefing import two_clocks
    from recover.services.handing_over import prepare_handover
    from recover.services.handover_line import read_handover

    try:
        subject, wish = read_handover(desk, incident_id, text)
        prepared = prepare_handover(desk, subject, wish)
    except RecoverError as error:
        return refusal(text, error)
    matter, brief = prepared.matters[0], prepared.briefs[0]
    what = [f"incident {incident_id}"] if matter.whole else []
    what += [each.id for each in matter.promises]
    by = two_clocks(prepared.answer_by, matter.zone, prepared.to)
    return Reading(
        text=text,
        says=f"{', '.join(what)} to {prepared.to.name} · answer by {by} · "
        f"brief {brief.score} of 5, the fifth is their read-back",
        warnings=tuple((each.text, True) for each in prepared.cautions),
    )


def refusal(text: str, error: RecoverError) -> Reading:
    """Make an answer of a refusal."""
    offers = error.candidates[: len(OFFER_KEYS)]
    unfinished = error.kind in _NOT_YET
    return Reading(text=text, says=str(error), offers=offers, refused=True, unfinished=unfinished)


def in_words(desk: Desk, preview: Preview) -> str:
    """Write a preview for a form: the moment, then what could stop it, a line each."""
    warnings = [f"{'! ' if grave else ''}{text}" for text, grave in _warnings(desk, preview)]
    return "\n".join([preview.readback, *warnings])


def _warnings(desk: Desk, preview: Preview) -> Sequence[tuple[str, bool]]:
    """Give the obstacles that the readback does not name already, and when to get up."""
    named = {code for code in preview.deadline.notes if code in _SAID_BY_READBACK}
    found = [
        (each.text, each.code not in _CALM)
        for each in preview.feasibility.obstacles
        if each.code not in named
    ]
    wake_up = preview.feasibility.wake_up
    if wake_up is not None:
        found.append((f"Be up by {short_moment(wake_up, desk.who.calendar.zone)}.", False))
    return found


class PromiseReadback(Static):
    """Shows a reading; nothing while no promise is being typed."""

    DEFAULT_CSS = """
    PromiseReadback { height: auto; max-height: 6; padding: 0 1; }
    PromiseReadback.-empty { display: none; }
    """

    def __init__(self) -> None:
        super().__init__(classes="-empty")
        self.reading: Reading | None = None
        """What is shown; its offers are what the offer keys put into the line."""

    def show(self, reading: Reading | None) -> None:
        """Show another reading, or nothing."""
        if reading == self.reading:
            return
        self.reading = reading
        self.set_class(reading is None, "-empty")
        self.update(_drawn(reading) if reading else Content(""))


def _drawn(reading: Reading) -> Content:
    """Write a reading: what it means first, then what stands against it, then what to press."""
    tone = "$text-warning" if reading.refused else "bold"
    tone = "$text-muted" if reading.unfinished else tone
    rows = [Content.styled(printable(reading.says), tone)]
    for text, grave in reading.warnings:
        style = "$text-warning" if grave else "$text-muted"
        rows.append(Content.styled(f"{'!' if grave else '·'} {printable(text)}", style))
    keys = (
        Content.assemble((key_name(key), "bold $text-accent"), f" {printable(offer)}")
        for key, offer in zip(OFFER_KEYS, reading.offers, strict=False)
    )
    if reading.offers:
        rows.append(Content("   ").join(keys))
    return Content("\n").join(rows)
