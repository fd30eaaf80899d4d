"""Opening an incident with as few keys as there can be: part of a name, Enter."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from recover.domain.incident import Incident
from recover.services.callers import KnownCaller, known_callers
from recover.services.listening import Caller, listen
from recover.services.playbooks import DEFAULT_PLAYBOOK, playbooks_on_shelf
from recover.tui.commands import Place, bindings
from recover.tui.dialogs.caller_list import CallerList, known_one
from recover.tui.dialogs.dialog import Dialog
from recover.tui.drafts import keeper_of
from recover.tui.widgets.bars import plain
from recover.tui.widgets.choice import Choice
from recover.tui.widgets.line import LineInput
from recover.tui.widgets.rows import RowList
from recover.tui.work import Failure, desk_of, read, write

MOST = 6
"""How many known callers are listed at most."""

DRAFT = "listen/"
"""By which name what is typed is kept."""


class CallersFound(Message):
    """Whom the typed name may mean."""

    def __init__(self, typed: str, found: list[KnownCaller]) -> None:
        super().__init__()
        self.typed = typed
        self.found = found


class ShelfFound(Message):
    """The playbooks to choose from; id and label of each."""

    def __init__(self, options: list[tuple[str, str]]) -> None:
        super().__init__()
        self.options = options


class Opened(Message):
    """The incident is open, and on disk."""

    def __init__(self, incident: Incident) -> None:
        super().__init__()
        self.incident = incident


class OpeningDialog(Dialog[None]):
    """Ask who is speaking; the incident that is opened takes the dialog's place.

    In its place, not after it: what is typed on meanwhile must not reach the screen behind.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.DIALOG)]
    DEFAULT_CSS = """
    OpeningDialog {
        align: center middle; background: $background 60%;
        & > Vertical {
            width: 64; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
            background: $surface; border: round $primary; border-title-style: bold;
            border-title-color: $foreground; border-subtitle-color: $text-muted;
        }
        Horizontal { height: 1; }
        .label { width: 10; color: $text-muted; }
        LineInput { width: 1fr; }
        Choice { width: 1fr; }
        #error { color: $text-error; height: auto; }
        #error.-empty { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._opening = False
        self._is_open = False
        self._shelf_is_known = False

    def compose(self) -> ComposeResult:
        """Who, then what can be left as it is."""
        with Vertical() as box:
            box.border_title = plain("Listen")
            box.border_subtitle = plain(
                "Enter listens · ↑↓ who · Tab playbook, urgent · Esc leaves"
            )
            with Horizontal():
                yield Static("Who is it", classes="label")
                yield LineInput(
                    keeper_of(self).fields(DRAFT).get("name", ""),
                    placeholder="part of a name; nothing if you do not know",
                    replace=True,
                    id="name",
                )
            yield CallerList()
            with Horizontal():
                yield Static("Playbook", classes="label")
                yield Choice([(DEFAULT_PLAYBOOK, DEFAULT_PLAYBOOK)], id="playbook")
            with Horizontal():
                yield Static("Urgent", classes="label")
                yield Choice([("", "no"), ("yes", "yes, facts first")], id="urgent")
            yield Static(id="error", classes="-empty")

    def on_mount(self) -> None:
        """Begin with the name."""
        desk = desk_of(self)
        self._look()
        read(
            self,
            lambda: ShelfFound([(each.id, each.id) for each in playbooks_on_shelf(desk)]),
            group="shelf",
        )

    @property
    def is_saving(self) -> bool:
        """Whether the incident is being opened."""
        return self._opening

    @property
    def is_behind(self) -> bool:
        """Whether the playbooks to choose from are still being read."""
        return not self._shelf_is_known

    def action_save(self) -> None:
        """Open the incident and begin to listen; once."""
        if self._opening:
            return
        self._opening = True
        desk = desk_of(self)
        caller = self._caller()
        write(self, lambda: Opened(listen(desk, caller)))

    def action_leave(self) -> None:
        """Leave; nothing is opened, and who it might have been is nobody the next time."""
        if not self._opening:
            keeper_of(self).clear(DRAFT)
            self.dismiss(None)

    async def action_quit(self) -> None:
        """Leave the app; what is typed is kept."""
        self._keep()
        await super().action_quit()

    def on_key(self, event: events.Key) -> None:
        """Move in the list of callers while the name is typed."""
        if event.key in ("up", "down") and self.query_one(LineInput).has_focus:
            event.stop()
            event.prevent_default()
            rows = self.query_one(CallerList)
            if event.key == "up":
                rows.action_cursor_up()
            else:
                rows.action_cursor_down()

    def _caller(self) -> Caller:
        """Say who is speaking, as far as it is known."""
        typed = self.query_one(LineInput).value.strip()
        playbook = self.query_one("#playbook", Choice).value
        urgent = bool(self.query_one("#urgent", Choice).value)
        # What was typed after the list was last drawn counts, not the list.
        chosen = self.query_one(CallerList).caller(typed) or self._guess(typed)
        return Caller(
            account=chosen.account, contact=chosen.contact, playbook=playbook, urgent=urgent
        )

    def _guess(self, typed: str) -> Caller:
        """Say who *typed* means when the list does not show it yet: its first line."""
        found = known_callers(desk_of(self), typed, most=1) if typed else []
        return known_one(found[0]) if found else Caller(contact=typed or None)

    def _look(self) -> None:
        """Look who fits what is typed."""
        desk = desk_of(self)
        typed = self.query_one(LineInput).value.strip()
        read(
            self,
            lambda: CallersFound(typed, known_callers(desk, typed, most=MOST)),
            group="callers",
        )

    def _keep(self) -> None:
        """Have the name that is typed kept within a second."""
        name = self.query_one(LineInput).value
        if not self._is_open:
            keeper_of(self).typed(DRAFT, {"name": name} if name.strip() else "")

    @on(Input.Changed)
    def _changed(self) -> None:
        self._keep()
        self._look()

    def enter(self) -> None:
        """Enter listens."""
        self.action_save()

    @on(CallersFound)
    def _list(self, message: CallersFound) -> None:
        self.query_one(CallerList).offer(message.typed, message.found)

    @on(RowList.Chosen)
    def _clicked(self) -> None:
        self.action_save()

    @on(ShelfFound)
    def _offer(self, message: ShelfFound) -> None:
        self._shelf_is_known = True
        others = [each for each in message.options if each[0] != DEFAULT_PLAYBOOK]
        self.query_one("#playbook", Choice).offer([(DEFAULT_PLAYBOOK, DEFAULT_PLAYBOOK), *others])

    @on(Opened)
    def _done(self, message: Opened) -> None:
        from recover.tui.screens.incident import IncidentScreen

        self._is_open = True
        keeper_of(self).clear(DRAFT)
        self.app.switch_screen(IncidentScreen(message.incident.id))

    @on(Failure)
    def _refused(self, message: Failure) -> None:
        message.stop()
        self._opening = False
        self._shelf_is_known = True
        line = self.query_one("#error", Static)
        line.update(plain(f"! {message.error}"))
        line.remove_class("-empty")
