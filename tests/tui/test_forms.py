"""What every form has in common: what is typed into it is kept, and all it says can be read."""

import importlib
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from textual.widgets import Input

from recover.domain.entry import Outcome
from recover.domain.incident import Incident
from recover.services.closing import close_incident
from recover.services.contacting import contact_anyway
from recover.services.deciding import add_demand
from recover.services.desk import Desk, open_desk
from recover.services.drafting import DraftSheet, drafts_left
from recover.services.finding import find_person
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.healing import plan_follow_ups
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line
from recover.services.settling import keep_promise
from recover.tui import dialogs
from recover.tui.dialogs.fields import Fields
from recover.tui.dialogs.form import FormDialog, Outlook
from recover.tui.dialogs.reopening import FORMS, form_named
from recover.tui.widgets.line import LineInput
from tests.tui.driving import Driver, driving, words

NAMES = (
    "account/",
    "account/northwind",
    "agreed/northwind",
    "answer/3h1",
    "anyway/1p1/agreed",
    "anyway/1p1/reason",
    "away/priya",
    "close/1",
    "contact/northwind/",
    "contact/northwind/r-hale",
    "contacted/1",
    "decide/1d1",
    "follow-up/1f1",
    "handover/1p1",
    "holidays/account/northwind",
    "holidays/person/priya",
    "identify/1",
    "import/",
    "keep/1p1",
    "next/1p1",
    "period/",
    "backup/",
    "restore/",
    "person/",
    "person/priya",
    "promise/1/",
    "remove/northwind",
    "renegotiate/1p1",
    "reopen/2",
    "seat/northwind",
    "sheet/",
    "snooze/1p1",
    "summary/incident.1..internal.html",
    "strike/1e2",
    "take/1e5",
    "tried/1p1",
    "wake/1p1",
    "wishes/northwind",
    "withdraw/1p1",
    "withdraw-offer/4h1",
)
"""A form of each kind, by the name of its draft."""


@pytest.fixture
def book(desk: Desk, promised: Incident) -> Desk:
    """A book in which each of the forms has something to be about."""
    add_demand(desk, promised.id, "he is fired")
    log_line(desk, promised.id, "she has a new number")
    plan_follow_ups(desk, promised.id)
    other = listen(desk, Caller(account="ortega"), ["The trucks are late."])
    close_incident(
        desk, other.id, outcome=Outcome.UNKNOWN, guideline=None, purpose=None, text="over"
    )
    hers = replace(desk, who=find_person(desk, "priya"))
    listen(hers, Caller(account="ortega"), ["The trucks are gone."])
    offer_handover(hers, "3", HandoverWish(to="mara"))
    listen(desk, Caller(account="ortega"), ["The drivers are gone."])
    offer_handover(desk, "4", HandoverWish(to="priya"))
    return desk


def kinds() -> Iterator[type[FormDialog[Any]]]:
    """Give every class of forms that has a `save` of its own."""
    for module in pkgutil.iter_modules(dialogs.__path__):
        importlib.import_module(f"{dialogs.__name__}.{module.name}")
    waiting: list[type[FormDialog[Any]]] = [FormDialog]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if "save" in vars(kind) and kind is not FormDialog:
            yield kind


async def show(me: Driver, name: str) -> FormDialog[Any]:
    """Open the form of a name."""
    form = form_named(me.app.desk, name)()
    await me.app.push_screen(form)
    await me.press()
    assert isinstance(form, FormDialog)
    return form


def text_field(form: FormDialog[Any]) -> LineInput:
    """Give the last field that is typed into."""
    return list(form.query(LineInput))[-1]


async def type_into(me: Driver, form: FormDialog[Any], text: str) -> str:
    """Type into the last field that takes a text, in the place of what is there; give its name."""
    line = text_field(form)
    form.set_focus(line)
    await me.press()
    await me.type(text)
    assert line.id
    return line.id


def test_every_form_can_be_made_again_from_its_name(book: Desk) -> None:
    """And has that name: what is kept under it comes back to the same form."""
    forms = [form_named(book, name)() for name in NAMES]

    assert [form.draft for form in forms if isinstance(form, FormDialog)] == list(NAMES)
    assert {type(form) for form in forms} == set(kinds())
    assert {*FORMS} == {name.partition("/")[0] for name in NAMES} | {"listen"}


@pytest.mark.parametrize("name", NAMES)
async def test_what_is_typed_into_a_form_is_kept(book: Desk, name: str) -> None:
    """It is there when the form is opened again, and at the next start Enter takes it up."""
    async with driving(book) as me:
        form = await show(me, name)
        field = await type_into(me, form, "half a li")
        await me.press("escape")
        again = await show(me, name)
        assert again.query_one(f"#{field}", Input).value == "half a li"

    (draft,) = drafts_left(book)
    assert (draft.name, draft.text.count("half a li")) == (name, 1)

    async with driving(book) as me:
        assert "Typed, and not saved" in me.text
        assert "half a li" in me.text
        await me.press("enter")
        restored = me.app.screen
        assert isinstance(restored, FormDialog)
        assert restored.draft == name
        assert restored.query_one(f"#{field}", Input).value == "half a li"


@pytest.mark.parametrize("name", NAMES)
async def test_a_form_left_untouched_leaves_nothing(book: Desk, name: str) -> None:
    """Nor does one whose text is again as it was."""
    async with driving(book) as me:
        form = await show(me, name)
        first = form.query_one(Fields).given
        await me.press("escape")
        form = await show(me, name)
        await type_into(me, form, "x")
        assert me.app.drafts.holds(name)
        line = text_field(form)
        line.value = first[str(line.id)]
        await me.press("escape")

        assert not me.app.drafts.holds(name)

    assert drafts_left(book) == []


async def test_a_saved_form_leaves_nothing(book: Desk) -> None:
    """Neither in the app nor on disk, also when one types on quickly."""
    async with driving(book) as me:
        await show(me, "keep/1p1")
        await me.type("reached her")
        await me.press("enter")
        assert not me.app.drafts.holds("keep/1p1")

    assert drafts_left(book) == []


async def test_a_refused_form_keeps_what_was_typed(book: Desk) -> None:
    """Until it is saved or emptied."""
    async with driving(book) as me:
        await show(me, "renegotiate/1p1")
        await me.type("friday 9am")
        await me.press("enter")
        assert "Say why the moment changes" in me.text

    (draft,) = drafts_left(book)
    assert draft.typed == {"by": "friday 9am"}


async def test_only_what_was_changed_is_kept(book: Desk) -> None:
    """A record that somebody changes meanwhile is not set back by a draft that is taken up."""
    async with driving(book) as me:
        form = await show(me, "account/northwind")
        form.query_one("#phone", LineInput).focus()
        await me.type("+1 213 555 0199")

    (draft,) = drafts_left(book)
    assert draft.typed == {"phone": "+1 213 555 0199"}


async def test_what_is_typed_is_on_disk_without_leaving(book: Desk) -> None:
    """The file is private, and old ones with nothing but lines are still read."""
    async with driving(book) as me:
        await show(me, "tried/1p1")
        await me.type("voicemail")
        me.app.drafts.flush()
        (path,) = (book.home / "drafts").glob("*.json")

        assert json.loads(path.read_text()) == {"tried/1p1": {"note": "voicemail"}}
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("keep/1p1", "1p1 is settled."),
        ("close/9", "no incident '9'"),
        ("nothing/1", "There is no such form any more."),
        ("9", "no incident '9'"),
    ],
)
async def test_a_draft_of_what_is_gone_can_still_be_read(
    book: Desk, size: tuple[int, int], name: str, why: str
) -> None:
    """Shown with the reason, copied with one key, and kept until it is thrown away."""
    keep_promise(book, "1p1", "")
    sheet = DraftSheet(book)
    sheet.keep({name: "half a line" if name.isdigit() else {"note": "half a line"}})
    sheet.close()
    async with driving(book, size) as me:
        await me.press("enter")
        assert why.casefold() in " ".join(me.text.split()).casefold()
        assert "half a line" in me.text
        await me.press("c")
        assert "half a line" in me.app.clipboard
        await me.press("escape")
        assert "Typed, and not saved" in me.text
        await me.press("enter", "d")
        assert "Typed, and not saved" not in me.text

    assert drafts_left(book) == []


async def test_several_drafts_are_taken_up_one_after_the_other(book: Desk) -> None:
    """The list comes back for what is left, and ends with the last."""
    sheet = DraftSheet(book)
    sheet.keep({"keep/1p1": {"evidence": "reached her"}, "withdraw/1p1": {"reason": "moot"}})
    sheet.close()
    async with driving(book) as me:
        await me.press("enter")
        assert "kept in time" in me.text
        await me.press("enter")
        assert "reached her" not in me.text
        assert "withdraw 1p1" in me.text
        await me.press("enter", "d")

        assert "Typed, and not saved" not in me.text


async def test_another_begun_promise_is_another_form(book: Desk) -> None:
    """What was typed for one is not put in the place of what is begun for the other."""
    async with driving(book) as me:
        await me.app.run_action("open_incident('1')")
        await me.type("+ call her by noon")
        await me.press("ctrl+o")
        assert "call her" in me.text
        form = me.app.screen
        assert isinstance(form, FormDialog)
        await type_into(me, form, "noon is fine")
        await me.press("escape", "ctrl+u")
        await me.type("+ write to him by friday")
        await me.press("ctrl+o")

        assert "write to him" in me.text
        assert "noon is fine" not in me.text

    typed = {each.name: each.typed for each in drafts_left(book)}
    kept = typed["promise/1/call her"]
    assert isinstance(kept, dict)
    assert (kept["what"], kept["by"]) == ("call her", "noon")
    assert kept["consent"] == "noon is fine"


async def test_typing_replaces_what_is_on_record(book: Desk) -> None:
    """It is selected when one comes to it; the arrow keys keep it, and what is typed stays."""
    async with driving(book) as me:
        form = await show(me, "account/")
        zone = form.query_one("#zone", LineInput)
        await me.press("tab")
        await me.type("America/Chicago")
        assert zone.value == "America/Chicago"
        await me.press("tab", "shift+tab")
        await me.type("!")
        assert zone.value == "America/Chicago!"

        form = await show(me, "account/northwind")
        await me.press("right")
        await me.type(" Ltd")
        assert form.query_one("#name", LineInput).value == "Northwind Ltd"


async def test_typing_goes_on_in_what_was_begun(book: Desk) -> None:
    """In a draft, and in a promise that was begun in the line."""
    async with driving(book) as me:
        await show(me, "withdraw/1p1")
        await me.type("she no lon")
        await me.press("escape")
        form = await show(me, "withdraw/1p1")
        await me.type("ger needs it")
        assert form.query_one("#reason", LineInput).value == "she no longer needs it"
        await me.press("escape")

        await me.app.run_action("open_incident('1')")
        await me.type("+ call he")
        await me.press("ctrl+o")
        await me.type("r")
        assert me.app.screen.query_one("#what", LineInput).value == "call her"


WARNINGS = (
    "2026 04:00 PDT (client, America/Los_Angeles)",
    "Priya opens Fri 23 Oct 2026 05:00 PDT: 23 h of slack.",
    "outside the contact window - agreed Thu 17:10.",
    "Be up by Fri 23 Oct 04:45 PDT.",
)


async def test_everything_a_form_says_is_seen(book: Desk, size: tuple[int, int]) -> None:
    """The fields give way first; the one that is typed into stays in sight."""
    async with driving(book, size) as me:
        await show(me, "promise/1/")
        await me.type("call with the plan")
        await me.press("tab")
        await me.type("saturday 4am")
        await me.press(*["tab"] * 5)
        await me.type("priya")
        await me.press(*["tab"] * 3)
        await me.type("before you open is fine")

        assert [each for each in WARNINGS if each not in words(me)] == []
        assert "before you open is fine" in words(me)
        assert "PgDn" not in me.text


async def test_what_has_no_room_scrolls_and_the_form_says_so(book: Desk) -> None:
    """Also where there is hardly any room at all."""
    async with driving(book, (60, 12)) as me:
        await show(me, "promise/1/")
        await me.type("call with the plan")
        await me.press("tab")
        await me.type("saturday 4am")
        assert "PgDn reads on" in me.text
        assert "saturday 4am" in me.text
        above = me.text
        await me.press("pagedown", "pagedown", "pagedown")
        below = me.text
        await me.press("pageup", "pageup", "pageup")

        assert above != below
        assert me.text == above

        await me.press("shift+tab", "ctrl+u", "enter")
        assert "Say what is promised" in me.text


async def test_why_it_is_refused_stays_in_sight(book: Desk) -> None:
    """Also when what saving would mean is found out only afterwards; but one may read on above."""
    long = Outlook(text="\n".join(f"line {number}" for number in range(12)))
    async with driving(book, (60, 12)) as me:
        form = await show(me, "promise/1/")
        await me.press("enter")
        assert "Say what is promised" in me.text
        form.post_message(FormDialog.Previewed(long))
        await me.press()
        assert "PgDn reads on" in me.text
        assert "Say what is promised" in me.text

        await me.press(*["pageup"] * 4)
        form.post_message(FormDialog.Previewed(replace(long, text=f"{long.text}\nline 12")))
        await me.press()
        assert "line 0" in me.text
        await me.press("enter")
        assert "Say what is promised" in me.text


@pytest.mark.parametrize("dialog", ["keep/1p1", "listen/"])
async def test_ctrl_q_leaves_the_app_out_of_a_dialog(book: Desk, dialog: str) -> None:
    """And what was typed right before it is kept."""
    async with driving(book) as me:
        await me.app.push_screen(form_named(book, dialog)())
        await me.press()
        for key in "half a li":
            me.send("space" if key == " " else key)
        await me.press("ctrl+q")
        assert me.app.return_value == 0

    (draft,) = drafts_left(book)
    assert (draft.name, draft.text) == (dialog, "half a li")


async def test_enter_in_the_read_back_logs_nothing(book: Desk) -> None:
    """That they agreed is said with the key that says so."""
    before = len(book.store.incident("1").entries)
    async with driving(book) as me:
        await me.app.run_action("open_incident('1')")
        await me.press("escape", "b", "enter")
        assert "y they agreed" in me.text

    assert len(book.store.incident("1").entries) == before


async def test_nobody_is_retained_unless_somebody_says_so(
    book: Desk, size: tuple[int, int]
) -> None:
    """The outcome begins as unknown, and what was never answered is named beside what is owed."""
    async with driving(book, size) as me:
        await show(me, "close/1")

        assert "[unknown]" in me.text
        assert "1 promise still owed: 1p1 name the new AE and the plan." in words(me)
        assert "1 demand never answered: 1d1 he is fired" in words(me)


@pytest.mark.parametrize("name", ["keep/1p1", "tried/1p1"])
async def test_settling_says_that_the_window_is_shut(desk: Desk, name: str) -> None:
    """When it opens, or what they agreed to and when."""
    late = open_desk(
        home=str(desk.home), at="2026-10-22T22:00-07:00", ticking=False, environment={}
    )
    late.who = desk.who
    incident = listen(late, Caller(account="northwind"), ["She is in tears."])
    make_promise(late, incident.id, PromiseWish(what="call her", by="in 20 hours"))
    async with driving(late) as me:
        await show(me, name)
        assert "outside the contact window - opens Fri 23 Oct 2026 09:00 PDT" in words(me)

    contact_anyway(late, "1p1", agreed="call any time", reason="")
    async with driving(late) as me:
        await show(me, name)
        assert "outside the contact window - agreed Thu 22:00" in me.text
    late.close()


async def test_one_more_contact_begins_with_what_is_typed(book: Desk) -> None:
    """The department is typed first; no letter of it changes the channel."""
    async with driving(book) as me:
        form = await show(me, "contacted/1")
        await me.type("Billing")
        await me.press("tab")
        await me.type("again")

        assert form.query_one(Fields).given == {
            "department": "Billing",
            "text": "again",
            "channel": "call",
        }


async def test_the_first_day_back_is_no_day_away(book: Desk, size: tuple[int, int]) -> None:
    """Both days are written out."""
    async with driving(book, size) as me:
        await show(me, "away/priya")
        assert "Priya is at work." in me.text
        await me.type("2027-05-10")

        assert "The last day away is Sun 9 May 2027; back at work on Mon 10 May 2027." in words(me)
