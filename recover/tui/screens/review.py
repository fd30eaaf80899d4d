"""The end of the day: one open promise at a time, soonest first."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from recover.domain.promise import Promise
from recover.domain.text import printable
from recover.services.reviewing import (
    Item,
    PromiseItem,
    left_to_ask,
    mark_clear,
    note_answer,
    review_items,
)
from recover.services.tomorrow import tomorrows_sheet
from recover.tui.commands import Place, bindings
from recover.tui.handing import hand_over
from recover.tui.screens.book_screen import BookScreen
from recover.tui.widgets.bars import plain
from recover.tui.widgets.incident_block import Block
from recover.tui.widgets.incident_blocks import BlockView
from recover.tui.widgets.review_blocks import Ending, ending_blocks, item_blocks
from recover.tui.widgets.review_footer import ReviewFooter
from recover.tui.work import app_of, desk_of, write


class WalkRead(Message):
    """What is open was read, and the item that is asked about."""

    def __init__(self, items: list[Item], at: str, blocks: tuple[Block, ...]) -> None:
        super().__init__()
        self.items = items
        self.at = at
        """The id of the item; empty at the end of the walk."""
        self.blocks = blocks


class Answered(Message):
    """What was said to an item is on record."""


class DayCleared(Message):
    """The day is marked clear."""


class ReviewView(BlockView):
    """What is asked about; Enter goes on at once, so that the next key is for what comes then."""

    def action_choose(self) -> None:
        """Go on."""
        screen = self.screen
        if isinstance(screen, ReviewScreen):
            screen.action_go_on()


class ReviewScreen(BookScreen[None]):
    """Ask about everything that is open, once; left and taken up again at the same place."""

    PLACE = Place.REVIEW
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.REVIEW)]
    AUTO_FOCUS = "ReviewView"
    DEFAULT_CSS = """
    ReviewScreen #title { height: 1; padding: 0 1; text-style: bold; }
    ReviewScreen #item { height: 1fr; padding: 0 1; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._items: list[Item] = []
        self._at = ""
        self._wanted: str | None = None
        """The item to ask about next; `None` for the first that is left to ask."""
        self._is_moving = False
        """Whether another item is being read, so that keys wait for it."""

    def compose(self) -> ComposeResult:
        """How far the walk is, what is asked about, the keys."""
        yield Static(id="title")
        yield ReviewView(id="item")
        yield ReviewFooter()

    @property
    def is_behind(self) -> bool:
        """Whether keys would act on another item than the one that is shown soon."""
        return self._is_moving or super().is_behind

    def on_screen_resume(self) -> None:
        """Come back to what is true now."""
        self.reload()

    def reload(self) -> None:
        """Read what is open anew, and stay at the same item while it asks for an answer."""
        desk, wanted, at = desk_of(self), self._wanted, self._at

        def look() -> WalkRead:
            items = review_items(desk)
            item = _item_at(items, wanted, at)
            if item is not None:
                return WalkRead(items, item.id, item_blocks(desk, item))
            ending = Ending(items=items, calls=tomorrows_sheet(desk))
            return WalkRead(items, "", ending_blocks(desk, ending))

        self.reread(look)

    def action_go_on(self) -> None:
        """Take it as it stands, or leave it for now; at the end go to what is in the way."""
        item = self._item()
        if item is None:
            self._go_to(self.query_one(BlockView).selected or _first_held(self._items))
            return
        needs = isinstance(item, PromiseItem) and item.needs_step
        self._note(item.id, "left" if needs or not isinstance(item, PromiseItem) else "stands")

    def action_step(self) -> None:
        """Say what is done next."""
        from recover.tui.dialogs.next_step import NextStepDialog

        self._ask(NextStepDialog, "next step")

    def action_keep(self) -> None:
        """Keep it."""
        from recover.tui.dialogs.promise_keep import KeepDialog

        self._ask(KeepDialog, "kept")

    def action_renegotiate(self) -> None:
        """Agree a new moment."""
        from recover.tui.dialogs.promise_renegotiate import RenegotiateDialog

        self._ask(RenegotiateDialog, "renegotiated")

    def action_release(self) -> None:
        """Withdraw it."""
        from recover.tui.dialogs.promise_withdraw import WithdrawDialog

        self._ask(WithdrawDialog, "released")

    def action_hand_over(self) -> None:
        """Hand it over, or answer the offer."""
        if self._at:
            item_id = self._at
            hand_over(app_of(self), item_id, then=lambda: self._note(item_id, "handed over"))

    async def action_open(self) -> None:
        """Open the incident of the item."""
        if self._at:
            incident = self._at.partition("p")[0].partition("h")[0]
            await self.run_action(f"app.open_incident({incident!r})")

    def action_back(self) -> None:
        """Go back to the item before."""
        ids = [each.id for each in self._items]
        place = ids.index(self._at) if self._at in ids else len(ids)
        if place:
            self._go_to(ids[place - 1])

    def action_clear(self) -> None:
        """Mark the day clear."""
        desk = desk_of(self)
        write(self, lambda: (mark_clear(desk), DayCleared())[1])

    def action_sheet(self) -> None:
        """Write tomorrow's sheet to a file."""
        from recover.tui.dialogs.sheet import SheetDialog

        self.app.push_screen(SheetDialog(), self._written)

    def action_leave(self) -> None:
        """Leave; what was answered stays."""
        self.dismiss(None)

    def _ask(self, dialog: Callable[[Promise], ModalScreen[Any]], word: str) -> None:
        """Ask about the promise; what comes of it is the answer."""
        item = self._item()
        if not isinstance(item, PromiseItem):
            return
        item_id = item.id

        def told(result: object) -> None:
            if result is not None:
                self._note(item_id, word)

        self.app.push_screen(dialog(item.promise), told)

    def _note(self, item_id: str, word: str) -> None:
        """Keep the answer, and go on."""
        desk = desk_of(self)
        ids = [each.id for each in self._items]
        place = ids.index(item_id) + 1 if item_id in ids else 0
        rest = [each.id for each in left_to_ask(self._items[place:])]
        self._wanted = rest[0] if rest else ""
        write(self, lambda: (note_answer(desk, item_id, word), Answered())[1])

    def _go_to(self, item_id: str | None) -> None:
        """Ask about an item, also when it was answered before."""
        if item_id:
            self._wanted = item_id
            self._is_moving = True
            self.reload()

    def _item(self) -> Item | None:
        """Give what is asked about; `None` at the end."""
        return next((each for each in self._items if each.id == self._at), None)

    def _written(self, path: object) -> None:
        """Say where the sheet is."""
        if path is not None:
            self.notify(printable(f"Written to {path}."), markup=False)

    @on(WalkRead)
    def _show(self, message: WalkRead) -> None:
        self._items, self._at, self._wanted = message.items, message.at, None
        self._is_moving = False
        if not message.at:
            self._wanted = ""
        self.query_one(BlockView).show(message.blocks)
        self.query_one(BlockView).scroll_home(animate=False)
        self.query_one("#title", Static).update(plain(self._title()))
        self.query_one(ReviewFooter).offer(self._item())

    @on(DayCleared)
    def _tell(self) -> None:
        self.notify("The day is clear.", markup=False)

    def _title(self) -> str:
        """Say how far the walk is."""
        count = len(self._items)
        if not self._at:
            return f"End of day · {count} looked at"
        place = [each.id for each in self._items].index(self._at) + 1
        return f"End of day · {place} of {count} · Esc leaves, e goes on from here"


def _item_at(items: list[Item], wanted: str | None, at: str) -> Item | None:
    """Choose the item to ask about: the one wanted, the one that is shown, or the first left."""
    if wanted is not None:
        return next((each for each in items if each.id == wanted), None)
    shown = next((each for each in items if each.id == at), None)
    if shown is not None and not shown.is_done:
        return shown
    return next(iter(left_to_ask(items)), None)


def _first_held(items: list[Item]) -> str:
    """Give the id of the first promise that keeps the day from being clear; empty for none."""
    held = (each.id for each in items if isinstance(each, PromiseItem) and each.needs_step)
    return next(held, "")
