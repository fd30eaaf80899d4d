"""Adding one of us, changing one, and saying who is away."""

from datetime import timedelta

from recover.domain.errors import Refused
from recover.domain.moments import day
from recover.domain.person import Person
from recover.domain.written import read_date
from recover.services.covering import work_left
from recover.services.desk import Desk
from recover.services.people import PersonDetails, add_person, set_away, set_person
from recover.tui.dialogs.account import hours_text, special_text
from recover.tui.dialogs.edit import EditDialog
from recover.tui.dialogs.form import Field, Given, Outlook
from recover.tui.work import desk_of


class PersonDialog(EditDialog[Person]):
    """A form for one of us; only name and zone are needed."""

    def __init__(self, desk: Desk, person: Person | None = None) -> None:
        """Make the form.

        Args:
            desk: The desk; a new person is taken to be in the zone of whoever acts.
            person: The person to change; `None` to add one.
        """
        self._person = person
        known = person or Person(key="", name="", calendar=desk.who.calendar)
        hours = hours_text(known.calendar.to_mapping())
        special = special_text(known.calendar.to_mapping()) if person else ""
        fields = [
            Field(name="name", label="name", value=known.name, hint="such as Mara"),
            Field(name="zone", label="time zone", value=known.calendar.zone),
            Field(name="hours", label="hours", value=hours),
            Field(
                name="special",
                label="special days",
                value=special,
                hint="2026-12-24 09:00-12:00, 2026-12-31 closed",
            ),
            Field(name="email", label="e-mail", value=known.email),
            Field(name="backup", label="backup", value=known.backup or "", hint="one of us"),
            Field(
                name="lead",
                label="leads the team",
                value="yes" if known.lead else "",
                options=(("", "no"), ("yes", "yes")),
            ),
        ]
        self._known = {each.name: each.value.strip() for each in fields}
        heading = f"Change {person.name}" if person else "Add one of us"
        super().__init__(heading, fields, draft=f"person/{known.key}")

    def save(self, given: Given) -> Person:
        """Add or change the person."""
        desk = desk_of(self)
        if not given["zone"].strip():
            raise Refused("The zone is missing: write one such as America/New_York.")
        person, details = self._person, self._details(given)
        if person is None:
            return add_person(desk, details)
        return self.saving(
            lambda over: set_person(desk, person.key, details, seen=person, over=over)
        )

    def _details(self, given: Given) -> PersonDetails:
        """Read what was changed in the form, or all of it for a new person."""
        known = self._known if self._person else {}
        changed = {
            name: text.strip() for name, text in given.items() if text.strip() != known.get(name)
        }
        lead = changed.get("lead")
        return PersonDetails(
            name=changed.get("name"),
            zone=changed.get("zone"),
            special=changed.get("special"),
            hours=changed.get("hours") or None,
            email=changed.get("email"),
            backup=changed.get("backup") or None,
            lead=None if lead is None else bool(lead),
            clear=frozenset({"backup"} if changed.get("backup") == "" else ()),
        )


class AwayDialog(EditDialog[Person]):
    """A form for how long somebody is away, and who covers."""

    PREVIEWS = True

    def __init__(self, person: Person) -> None:
        """Make the form for one of us."""
        self._person = person
        until = "" if person.away_until is None else f"{person.away_until}"
        fields = [
            Field(name="until", label="first day back", value=until, hint="such as 2026-11-02"),
            Field(name="cover", label="who covers", value=person.cover or "", hint="one of us"),
        ]
        super().__init__(
            f"{person.name} is away",
            fields,
            intro="Leave the first day back empty when they are back.",
            draft=f"away/{person.key}",
        )

    def save(self, given: Given) -> Person:
        """Say it."""
        desk, person = desk_of(self), self._person
        until = read_date(given["until"].strip()) if given["until"].strip() else None
        cover = given["cover"].strip() or None
        return self.saving(
            lambda over: set_away(desk, person.key, until, cover, seen=person, over=over)
        )

    def preview(self, given: Given) -> Outlook:
        """Say the last day away and the first day back: they are easily taken for each other.

        Raises:
            Refused: It is not a date.
        """
        until = given["until"].strip()
        if not until:
            return Outlook(text=f"{self._person.name} is at work.")
        back = read_date(until)
        last = back - timedelta(days=1)
        said = f"The last day away is {day(last)}; back at work on {day(back)}."
        left = work_left(desk_of(self), self._person)
        who = self._person.name
        asks = f"{who} has {left}: h on Today hands everything over until then." if left else ""
        return Outlook(text="\n".join(filter(None, (said, asks))))
