"""Answering an offer, and taking one back."""

from textual import on

from recover.domain.errors import Refused
from recover.services.answering import accept_handover, decline_handover, withdraw_offer
from recover.services.desk import Desk
from recover.services.finding import person_name
from recover.services.handovers import Offer, find_handover, offer_around, what_is_offered
from recover.services.telling_removals import gone_with
from recover.tui.dialogs.form import Field, FormDialog, Given, Outlook
from recover.tui.widgets.when import both_clocks
from recover.tui.work import Failure, desk_of

_ANSWERS = (("accept", "take it over"), ("decline", "leave it with them"))


class AnswerDialog(FormDialog[Offer]):
    """Read the brief, then take the work over in one's own words, or leave it and say why."""

    PREVIEWS = True

    def __init__(self, desk: Desk, offer: Offer) -> None:
        """Make the form for an offer to whoever acts."""
        self._offer = offer
        self._gone: list[str] = []
        first = offer.first
        sender = person_name(desk, first.sender)
        fields = [
            Field(name="words", label="in your words", hint="what you take over, by when"),
            Field(name="answer", label="answer", options=_ANSWERS),
        ]
        heading = f"{sender} hands you {what_is_offered(desk, offer)}"
        super().__init__(heading, fields, draft=f"answer/{first.id}")

    def save(self, given: Given) -> Offer:
        """Answer it.

        Raises:
            Refused: Nothing was typed, or it was answered, withdrawn or has expired meanwhile.
        """
        words, first = given["words"], self._offer.first
        if given["answer"] == "accept":
            if not words.strip():
                raise Refused("Say in your own words what you take over: then it is yours.")
            read = [part.brief for _, part in self._offer.parts]
            done = accept_handover(desk_of(self), first.id, words, read=read)
            self._gone = gone_with(desk_of(self), done)
            return done
        if not words.strip():
            raise Refused("Say why you leave it with them, so that they can go on from it.")
        return decline_handover(desk_of(self), first.id, words)

    def outcome(self, result: Offer) -> str:
        """Say whose it is now."""
        what = what_is_offered(desk_of(self), result)
        if result.first.accepted_at is not None:
            return " ".join([f"{what} is yours now.", *self._gone])
        sender = person_name(desk_of(self), result.first.sender)
        return f"{result.first.id} declined: {what} stays with {sender}."

    def preview(self, given: Given) -> Outlook:
        """Show the brief as it stands by now."""
        del given
        desk = desk_of(self)
        self._offer = offer_around(desk, find_handover(desk, self._offer.first.id)[1])
        return Outlook(text="\n".join(brief_lines(desk, self._offer)))

    @on(Failure)
    def _read_again(self) -> None:
        self._look_ahead()


class WithdrawOfferDialog(FormDialog[Offer]):
    """Take an offer back that was not answered yet."""

    def __init__(self, desk: Desk, offer: Offer) -> None:
        """Make the form for an offer to somebody else."""
        self._offer = offer
        first = offer.first
        to = person_name(desk, first.to)
        by = both_clocks(first.answer_by, first.zone, desk.who.calendar.zone)
        super().__init__(
            f"Take back {first.id}: {what_is_offered(desk, offer)}",
            [Field(name="reason", label="why", hint="such as: she is on leave")],
            intro=f"Offered to {to}, who answers by {by}.",
            draft=f"withdraw-offer/{first.id}",
        )

    def save(self, given: Given) -> Offer:
        """Take it back.

        Raises:
            Refused: There is no reason, or it was answered meanwhile.
        """
        return withdraw_offer(desk_of(self), self._offer.first.id, given["reason"])

    def outcome(self, result: Offer) -> str:
        """Say with whom it stays."""
        sender = person_name(desk_of(self), result.first.sender)
        mine = result.first.sender == desk_of(self).who.key
        return f"{result.first.id} taken back: it stays with {'you' if mine else sender}."


def brief_lines(desk: Desk, offer: Offer) -> list[str]:
    """Write the brief of an offer: the five elements, each under the one before."""
    first = offer.first
    own = desk.who.calendar.zone
    lines = [f"Answer by {both_clocks(first.answer_by, first.zone, own)}."]
    if first.until is not None:
        lines.append(f"It goes back {both_clocks(first.until, first.zone, own)}.")
    for _, part in offer.parts:
        brief = part.brief
        lines += [f"Severity {brief.severity}", brief.summary, *brief.actions, brief.contingency]
    return lines


def offer_named(desk: Desk, handover_id: str) -> Offer:
    """Give an offer that is still waiting; for making its form again.

    Raises:
        NotFound: There is no such handover.
        Refused: It was answered.
    """
    _, handover = find_handover(desk, handover_id)
    if handover.answered_at is not None:
        raise Refused(f"{handover.id} was answered.")
    return offer_around(desk, handover)
