"""The keys of the end-of-day walk: those for what is asked about, or for how it ends."""

from dataclasses import replace

from recover.services.reviewing import Item, OfferItem
from recover.tui.commands import COMMANDS, Place
from recover.tui.widgets.bars import FooterLine

_BY_ID = {command.id: command for command in COMMANDS}
_PROMISE = ("review.go-on", "review.step", "review.keep", "review.renegotiate", "review.hand-over")
_OFFER = ("review.go-on", "review.hand-over", "review.open", "review.leave")
_END = ("review.clear", "review.sheet", "review.back", "review.leave")


class ReviewFooter(FooterLine):
    """At most six keys, the help among them."""

    def __init__(self) -> None:
        super().__init__(Place.REVIEW)

    def offer(self, item: Item | None) -> None:
        """Show the keys for an item, or for the end of the walk where there is none."""
        names: tuple[str, ...] = _END
        labels: dict[str, str] = {}
        if isinstance(item, OfferItem):
            names = _OFFER
            labels = {"review.go-on": "Leave it for now", "review.hand-over": "Answer it"}
        elif item is not None:
            names = _PROMISE
            labels = {"review.go-on": "Leave it"} if item.needs_step else {}
        chosen = [_BY_ID[name] for name in (*names, "help")]
        self._commands = tuple(
            replace(each, footer=place, label=labels.get(each.id, each.label))
            for place, each in enumerate(chosen)
        )
        self.refresh()
