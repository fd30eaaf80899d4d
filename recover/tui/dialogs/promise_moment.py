"""Choosing a moment from lists of days and times instead of typing it."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from recover.domain.moments import distance, in_both
from recover.domain.zones import zone
from recover.tui.dialogs.dialog import Dialog
from recover.tui.widgets.bars import plain
from recover.tui.widgets.rows import Column, Row, RowList
from recover.tui.work import desk_of

_DAYS = 28
_MINUTES_APART = 30
_FIRST_SHOWN = "09:00"


class MomentPicker(Dialog[str | None]):
    """Days on the left, times on the client's clock on the right; gives a deadline phrase."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,right,tab", "turn", "Days or times", show=False, id="moment.turn"),
        Binding("escape", "leave", "Leave", show=False, id="moment.leave"),
    ]
    DEFAULT_CSS = """
    MomentPicker {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 60; max-width: 100%; height: 18; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-subtitle-color: $text-muted;
            border-title-style: bold; border-title-color: $foreground;
        }
        Horizontal { height: 1fr; }
        #days { width: 24; background: $surface; }
        #times { width: 1fr; background: $surface; }
        #meaning { height: 2; color: $text-muted; }
    }
    """

    def __init__(self, client_zone: str) -> None:
        """Make the picker.

        Args:
            client_zone: The IANA zone whose days and times are chosen.
        """
        super().__init__()
        self._zone = client_zone

    def compose(self) -> ComposeResult:
        """The two lists, and what they mean together."""
        with Vertical() as box:
            box.border_title = plain(f"By when? On the client's clock, {self._zone}")
            box.border_subtitle = plain("←→ day, time · Enter takes it · Esc leaves")
            with Horizontal():
                yield RowList(id="days")
                yield RowList(Column(width=6), Column(), id="times")
            yield Static(id="meaning")

    def on_mount(self) -> None:
        """Fill the lists; the cursor stands on tomorrow, at nine."""
        desk = desk_of(self)
        soonest = desk.now() + timedelta(minutes=_MINUTES_APART)
        first = soonest.astimezone(zone(self._zone)).date()
        days = [first + timedelta(days=number) for number in range(_DAYS)]
        self._list("days").show(
            [Row(cells=(f"{day:%a} {day.day} {day:%b}",), id=day.isoformat()) for day in days]
        )
        self._list("days").choose(days[1].isoformat())
        self._show_times()
        self._list("times").choose(_FIRST_SHOWN)
        self._list("days").focus()

    @property
    def chosen(self) -> datetime:
        """The moment both cursors stand on; aware."""
        day, clock = self._list("days").chosen, self._list("times").chosen
        return self._moment(datetime.fromisoformat(f"{day}T{clock}"))

    def action_turn(self) -> None:
        """Go to the other list."""
        other = "times" if self._list("days").has_focus else "days"
        self._list(other).focus()

    def action_leave(self) -> None:
        """Leave; nothing is chosen."""
        self.dismiss(None)

    @on(RowList.Chosen)
    def _take(self) -> None:
        if self._list("times").chosen:
            self.dismiss(f"{self.chosen:%Y-%m-%d %H:%M}")

    @on(RowList.Moved, "#days")
    def _other_day(self) -> None:
        self._show_times()

    @on(RowList.Moved)
    def _say(self) -> None:
        if not self._list("times").chosen:
            return
        desk = desk_of(self)
        moment, now = self.chosen, desk.now()
        both = in_both(moment, self._zone, desk.who.calendar.zone)
        self.query_one("#meaning", Static).update(plain(f"{both} · {distance(moment, now)}"))

    def _list(self, name: str) -> RowList:
        return self.query_one(f"#{name}", RowList)

    def _moment(self, wall: datetime) -> datetime:
        """Give the moment the client's clock shows a time; a time it skips comes out later."""
        return wall.replace(tzinfo=zone(self._zone)).astimezone(UTC).astimezone(zone(self._zone))

    def _show_times(self) -> None:
        """Fill the times ahead on the chosen day, ours beside them where they differ.

        What a clock that goes forward skips is no time of that day.
        """
        desk = desk_of(self)
        ours, now = zone(desk.who.calendar.zone), desk.now()
        start = datetime.fromisoformat(self._list("days").chosen)
        rows = []
        for number in range(24 * 60 // _MINUTES_APART):
            wall = start + timedelta(minutes=number * _MINUTES_APART)
            there = self._moment(wall)
            if there.replace(tzinfo=None) != wall or there <= now:
                continue
            own = there.astimezone(ours)
            differs = own.utcoffset() != there.utcoffset()
            beside = f"{own:%a %H:%M} (you)" if differs else ""
            rows.append(Row(cells=(f"{wall:%H:%M}", beside), id=f"{wall:%H:%M}"))
        self._list("times").show(rows)
