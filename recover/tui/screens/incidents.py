"""Incidents: find one by its words and open it."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from recover.domain.incident import Incident
from recover.services.looking import UNKNOWN_CALLER, incidents
from recover.services.past import forgotten_ids, has_past
from recover.tui.commands import Place, bindings
from recover.tui.past_search import GROUP, MOST, PastFound, PastWish, look_back
from recover.tui.screens.place import PlaceScreen
from recover.tui.widgets.line import LineInput
from recover.tui.widgets.rows import Cell, Column, Drawn, Row, RowList, Tone, remark
from recover.tui.widgets.when import since_text

FILTERS: tuple[tuple[str, bool | None], ...] = (("open", True), ("closed", False), ("all", None))

_ALL = 2

COLUMNS = (
    Column(width=5, right=True),
    Column(width=18),
    Column(),
    Column(width=8, from_width=70),
    Column(width=17, from_width=52),
)
"""Id, with whom, the first words, where it stands, since when."""


class IncidentsFound(Message):
    """The incidents that fit were read."""

    def __init__(
        self, found: list[Incident], names: dict[str, str], forgotten: frozenset[str] = frozenset()
    ) -> None:
        super().__init__()
        self.found = found
        self.names = names
        """Account names by key."""
        self.forgotten = forgotten
        """The ids of what was forgotten: it may have been found in the archive before."""


class IncidentsScreen(PlaceScreen):
    """The list of incidents, with a search over every text in them."""

    PLACE = Place.INCIDENTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.INCIDENTS)]
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    IncidentsScreen #search { height: 1; margin: 1 0; padding: 0 1; }
    IncidentsScreen #search > .label { width: auto; color: $text-muted; }
    IncidentsScreen #words { width: 1fr; }
    IncidentsScreen #filter { width: auto; margin-left: 2; }
    IncidentsScreen RowList { padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._filter = 0
        self._at_hand = IncidentsFound([], {})
        self._past: PastFound | None = None
        """What was found in the archive so far; `None` while nobody has looked there."""

    def body(self) -> Iterable[Widget]:
        """What to look for, and what was found."""
        yield Horizontal(
            Static("Search › ", classes="label"),
            LineInput(placeholder="any words of a log, a client, a promise", id="words"),
            Static(id="filter"),
            id="search",
        )
        yield RowList(*COLUMNS, id="found")

    def reload(self) -> None:
        """Search anew; the archive only where something else is looked for than before."""
        desk = self.desk
        wish = PastWish(words=self.query_one(LineInput).value, is_open=FILTERS[self._filter][1])
        if self._past is None or self._past.wish != wish:
            self._stop_looking_back()
            if not wish.is_open and has_past(desk):
                self._past = PastFound(wish, (), 0.0)
                look_back(self, desk, wish)

        def look() -> IncidentsFound:
            names = {each.key: each.name for each in desk.store.accounts()}
            found = incidents(desk, is_open=wish.is_open, search=wish.words)
            return IncidentsFound(found, names, forgotten_ids(desk))

        self.reread(look)

    def _stop_looking_back(self) -> None:
        self.workers.cancel_group(self, GROUP)
        self._past = None

    def search(self) -> None:
        """Be ready to type what to look for, in all of them: what is looked for may be closed."""
        self.query_one(LineInput).value = ""
        self._filter = _ALL
        self.reload()
        self.set_focus(self.query_one(LineInput))

    def action_filter(self) -> None:
        """Show the open ones, the closed ones, or all."""
        self._filter = (self._filter + 1) % len(FILTERS)
        self.reload()

    def action_clear(self) -> None:
        """Leave the search; from the list, clear it."""
        line = self.query_one(LineInput)
        if self._past is not None and self._past.done < 1:
            self.workers.cancel_group(self, GROUP)
            self._past = PastFound(self._past.wish, self._past.found, 1.0)
            self._draw()
        elif line.has_focus:
            self.query_one(RowList).focus()
        else:
            line.value = ""

    def summary_subject(self) -> str:
        """Give the chosen incident, for a summary."""
        return self.query_one(RowList).chosen

    @on(Input.Changed)
    def _search(self) -> None:
        self.reload()

    @on(Input.Submitted)
    def _to_the_list(self) -> None:
        """Go on to what was found; the only one found is opened at once."""
        rows = self.query_one(RowList)
        rows.focus()
        if self._found == 1:
            rows.action_choose()

    @on(IncidentsFound)
    def _show(self, message: IncidentsFound) -> None:
        self._at_hand = message
        self._draw()

    @on(PastFound)
    def _show_past(self, message: PastFound) -> None:
        if self._past is not None and message.wish == self._past.wish and self._past.done < 1:
            self._past = message
            self._draw()

    def _draw(self) -> None:
        """Show what is at hand, and after it what was found in the archive."""
        at_hand, names = self._at_hand.found, self._at_hand.names
        known = {each.id for each in at_hand} | self._at_hand.forgotten
        past = [each for each in self._past.found if each.id not in known] if self._past else []
        found = [*at_hand, *past]
        self._found = len(found)
        self.query_one("#filter", Static).update(self._filter_text())
        drawn = Drawn(found, lambda each: self._row(each, names))
        self.query_one(RowList).show(drawn if found else [self._nothing()])

    @on(RowList.Chosen)
    async def _open(self, message: RowList.Chosen) -> None:
        await self.run_action(f"app.open_incident({message.row!r})")

    _found = 0

    def _filter_text(self) -> Content:
        """Write which incidents are shown."""
        parts = [
            Content.styled(name, "bold underline" if place == self._filter else "$text-muted")
            for place, (name, _) in enumerate(FILTERS)
        ]
        return Content(" ").join([*parts, Content(f" {self._found:,}{self._how_far()}")])

    def _how_far(self) -> str:
        """Say how far the archive has been looked through, while it is."""
        if self._past is None:
            return ""
        if self._past.done < 1:
            return f" · archive {self._past.done:.0%}"
        return "+" if len(self._past.found) >= MOST else ""

    def _row(self, incident: Incident, names: dict[str, str]) -> Row:
        """Write one incident."""
        desk = self.desk
        late = any(each.due < desk.now() for each in incident.open_promises)
        name = names.get(incident.account or "", incident.contact or UNKNOWN_CALLER)
        opened = since_text(incident.opened_at, desk.who.calendar.zone, desk.now())
        return Row(
            id=incident.id,
            cells=(
                Cell(
                    f"!{incident.id}" if late else incident.id, Tone.OVERDUE if late else Tone.DIM
                ),
                name,
                incident.title or Cell("nothing heard yet", Tone.DIM),
                Cell(incident.phase, Tone.DIM),
                Cell(opened, Tone.DIM),
            ),
        )

    def _nothing(self) -> Row:
        """Say why the list is empty."""
        if self._past is not None and self._past.done < 1:
            return remark("Looking into the archive; Esc stops.")
        if self.query_one(LineInput).value:
            more = "" if self._filter == _ALL else " Esc, then f, shows closed ones, too."
            return remark(f"No incident holds these words.{more} Esc twice clears them.")
        return remark("There is none here. n opens one for a client who is speaking now.")
