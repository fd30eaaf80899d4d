"""Today: what is next, every open promise, and who is being listened to."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from recover.domain.promise import Promise
from recover.domain.text import printable
from recover.services.looking import today
from recover.tui.commands import Place, bindings
from recover.tui.handing import hand_over
from recover.tui.reminders import remind
from recover.tui.screens.place import PlaceScreen
from recover.tui.screens.reaching import reach
from recover.tui.screens.today_glance import Glance, glance_at
from recover.tui.screens.today_rows import COLUMNS, next_lines, today_rows
from recover.tui.widgets.bars import at_the_next_minute
from recover.tui.widgets.rows import RowList
from recover.tui.work import app_of

if TYPE_CHECKING:
    from recover.services.unowned import UnownedLine


class TodayLoaded(Message):
    """The day was read."""

    def __init__(self, glance: Glance) -> None:
        super().__init__()
        self.glance = glance


class TodayScreen(PlaceScreen):
    """The first screen."""

    PLACE = Place.TODAY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.TODAY)]
    DEFAULT_CSS = """
    TodayScreen #next { height: auto; max-height: 6; padding: 0 1; margin-top: 1; }
    TodayScreen #label { width: 6; color: $text-accent; text-style: bold; }
    TodayScreen #text { width: 1fr; }
    TodayScreen.-nothing-next #next { display: none; }
    TodayScreen RowList { padding: 0 1; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__(classes="-nothing-next")
        self._promises: dict[str, Promise] = {}
        self._unowned: dict[str, UnownedLine] = {}
        self._is_empty = False

    def body(self) -> Iterable[Widget]:
        """What is next, and the lists."""
        yield Horizontal(Static("NEXT", id="label"), Static(id="text"), id="next")
        yield RowList(*COLUMNS, letters=False, id="day")

    def on_mount(self) -> None:
        """Keep the distances true: they change with the minute."""
        at_the_next_minute(self, self._tick)

    def reload(self) -> None:
        """Read the day anew."""
        desk = self.desk
        self.reread(lambda: TodayLoaded(glance_at(desk, today(desk))))

    def action_keep(self) -> None:
        """Keep the chosen promise."""
        from recover.tui.dialogs.promise_keep import KeepDialog

        self._settle(KeepDialog)

    def action_renegotiate(self) -> None:
        """Agree a new moment for the chosen promise."""
        from recover.tui.dialogs.promise_renegotiate import RenegotiateDialog

        self._settle(RenegotiateDialog)

    def action_attempt(self) -> None:
        """Log a try that reached nobody."""
        from recover.tui.dialogs.promise_attempt import AttemptDialog

        self._settle(AttemptDialog)

    def action_withdraw(self) -> None:
        """Take the chosen promise back."""
        from recover.tui.dialogs.promise_withdraw import WithdrawDialog

        self._settle(WithdrawDialog)

    def action_hand_over(self) -> None:
        """Hand the chosen promise over, answer the chosen offer, or take it back."""
        chosen = self.query_one(RowList).chosen
        kind, _, handover_id = chosen.partition(":")
        if kind == "handover":
            hand_over(app_of(self), handover_id)
            return
        promise = self._chosen()
        if promise is not None:
            hand_over(app_of(self), promise.id)

    async def action_review(self) -> None:
        """Walk over everything that is open, before the day ends."""
        await self.run_action("app.review")

    async def action_step(self) -> None:
        """Say what is done next about the chosen promise; in an empty book, look around."""
        from recover.tui.dialogs.next_step import NextStepDialog

        if self._is_empty:
            await self.action_look_around()
        else:
            self._settle(NextStepDialog)

    def action_reach(self) -> None:
        """Say whether and where the client can be reached about the chosen promise."""
        promise = self._chosen()
        if promise is not None:
            reach(self, promise)

    def action_snooze(self) -> None:
        """Hear nothing of the chosen promise for a time."""
        from recover.tui.dialogs.snooze import SnoozeDialog

        self._settle(SnoozeDialog)

    def action_remind(self) -> None:
        """Be reminded of the chosen promise."""
        promise = self._chosen()
        if promise is not None:
            remind(app_of(self), promise)

    def action_take(self) -> None:
        """Take up the chosen instruction to nobody."""
        from recover.tui.dialogs.take import TakeDialog

        row = self.query_one(RowList).chosen
        line = self._unowned.get(row.removeprefix("note:"))
        if line is None:
            self.say("No instruction to nobody is chosen: move to one with the arrow keys first.")
            return
        self.app.push_screen(TakeDialog(line.id, line.text, zone=line.zone))

    def action_add_account(self) -> None:
        """Add an account."""
        from recover.tui.dialogs.account import AccountDialog

        self.app.push_screen(AccountDialog(self.desk))

    async def action_look_around(self) -> None:
        """Look at sample data, in a book of its own; asks first where there is work to leave."""
        if self._is_empty:
            await self.run_action("app.look_around")
            return
        from recover.tui.dialogs.ask import AskDialog

        async def answered(yes: bool | None) -> None:
            if yes:
                await self.run_action("app.look_around")

        question = "Leave your book for sample data? Nothing of yours is touched; q brings it back."
        self.app.push_screen(AskDialog("Look around", question, yes="look around"), answered)

    def _settle(self, dialog: Callable[[Promise], ModalScreen[Any]]) -> None:
        """Ask what became of the chosen promise; the book tells this screen when it is done."""
        promise = self._chosen()
        if promise is not None:
            self.app.push_screen(dialog(promise))

    def summary_subject(self) -> str:
        """Give the promise under the cursor, for a summary; empty for none."""
        found = self.query_one(RowList).chosen.partition("@")[0]
        return found if found in self._promises else ""

    def _chosen(self) -> Promise | None:
        """Give the promise under the cursor; says so if there is none."""
        promise = self._promises.get(self.query_one(RowList).chosen.partition("@")[0])
        if promise is None:
            self.say("No promise is chosen: move to one with the arrow keys first.")
        return promise

    def _tick(self) -> None:
        """Read the day anew with each minute, while it is looked at."""
        if self.is_current:
            self.reload()
        at_the_next_minute(self, self._tick)

    @on(TodayLoaded)
    def _show(self, message: TodayLoaded) -> None:
        day = message.glance.today
        self._is_empty = day.is_empty
        self._promises = {line.promise.id: line.promise for line in day.promises}
        self._unowned = {line.id: line for line, _ in message.glance.unowned}
        self.set_class(day.next is None, "-nothing-next")
        self.query_one("#text", Static).update(_next_block(message.glance))
        self.query_one(RowList).show(today_rows(message.glance))

    @on(RowList.Chosen)
    async def _open(self, message: RowList.Chosen) -> None:
        """Open the incident of the row, or do what the row offers."""
        kind, _, rest = message.row.partition(":")
        if kind == "do":
            await self.run_action(rest)
            return
        if kind == "handover":
            hand_over(app_of(self), rest)
            return
        promise = self._promises.get(message.row.partition("@")[0])
        incident_id = promise.incident if promise else rest.partition("e")[0]
        await self.run_action(f"app.open_incident({incident_id!r})")


def _next_block(glance: Glance) -> Content:
    """Write what is next, the most telling line first."""
    lines = next_lines(glance)
    tones = ("bold", "", *["$text-muted"] * len(lines))
    return Content("\n").join(
        Content.styled(printable(line), tone) for line, tone in zip(lines, tones, strict=False)
    )
