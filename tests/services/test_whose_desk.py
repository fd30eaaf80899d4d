"""Who acts: the first one on record, until somebody says otherwise."""

from pathlib import Path

from recover.domain.entry import PromiseKind
from recover.services.contacting import way_to_client
from recover.services.desk import Desk, open_desk
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person, follow_own_record, set_person
from recover.services.promising import PromiseWish, make_promise, preview_promise
from recover.services.reaching import window_note
from tests.services.conftest import Sit


def opened(home: Path, person: str | None = None) -> Desk:
    """Open the desk of a home folder as a command does."""
    return open_desk(home=str(home), person=person, environment={})


def test_the_first_one_on_record_stays_whoever_acts(tmp_path: Path) -> None:
    """Also when there are others; an option or the settings say otherwise."""
    first = opened(tmp_path)
    add_person(first, PersonDetails(name="Ana", zone="America/New_York"))
    add_person(first, PersonDetails(name="Ben", zone="America/New_York"))

    assert opened(tmp_path).who.key == "ana"
    assert opened(tmp_path, "ben").who.key == "ben"
    settings = tmp_path / "settings.toml"
    assert settings.stat().st_mode & 0o777 == 0o600
    settings.write_text('person = "ben"\n')
    assert opened(tmp_path).who.key == "ben"


def test_settings_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    """Whatever they say of other things."""
    (tmp_path / "settings.toml").write_text('date_order = "dmy"\n')
    add_person(opened(tmp_path), PersonDetails(name="Ana", zone="America/New_York"))

    assert (tmp_path / "settings.toml").read_text() == 'date_order = "dmy"\n'


def test_a_change_of_ones_own_record_is_followed(desk: Desk, sit: Sit) -> None:
    """Somebody else has put our zone right."""
    set_person(sit("2026-10-22T17:11-07:00", "priya"), "mara", PersonDetails(zone="Asia/Tokyo"))
    follow_own_record(desk)

    assert desk.who.calendar.zone == "Asia/Tokyo"


def test_a_promise_of_somebody_else_is_read_back_on_their_clock_by_name(desk: Desk) -> None:
    """And never as if it were ours."""
    listen(desk, Caller(account="northwind"))
    said = preview_promise(
        desk, "1", PromiseWish(what="call", by="in 1 hour", owner="priya")
    ).readback

    assert "= 21:10 EDT (Priya)" in said
    assert "outside Priya's hours" in said
    assert "(you)" not in said


def test_what_one_of_us_owes_another_knows_no_contact_window(desk: Desk, sit: Sit) -> None:
    """In the middle of the night, too."""
    listen(desk, Caller(account="northwind"))
    wish = PromiseWish(what="the numbers", by="tomorrow 9am", kind=PromiseKind.INTERNAL)
    incident = make_promise(desk, "1", wish)
    night = sit("2026-10-23T02:00-07:00")

    assert way_to_client(night, "1p1").note == ""
    assert window_note(night, incident, incident.promises[0]) == ""
