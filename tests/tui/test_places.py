"""Incidents, Accounts and Playbooks: find, read, add and change."""

from decimal import Decimal

import pytest

from recover.domain.entry import Outcome
from recover.services.accounts import AccountDetails, add_account, set_contact
from recover.services.closing import close_incident
from recover.services.desk import Desk
from recover.services.finding import find_account, find_person
from recover.services.listening import Caller, listen
from recover.services.recording import log_line
from recover.tui.widgets.line import LineInput
from tests.tui.driving import HOSTILE, UNSEEN, driving


@pytest.mark.usefixtures("incident")
async def test_slash_searches_every_word_as_it_is_typed(desk: Desk) -> None:
    """From anywhere; the only one found opens with Enter."""
    other = listen(desk, Caller(account="ortega"), ["install cancelled"])
    log_line(desk, other.id, "the technician was never told")
    async with driving(desk) as me:
        await me.press("slash")
        assert "Your man mocked" in me.text
        await me.type("never told")
        assert "install cancelled" in me.text
        assert "Your man mocked" not in me.text
        await me.press("enter")

        assert "technician" in me.text


@pytest.mark.usefixtures("incident")
async def test_escape_leaves_the_search_then_clears_it(desk: Desk) -> None:
    """First back to the list, then everything again."""
    async with driving(desk) as me:
        await me.press("slash")
        await me.type("nowhere")
        assert "No incident holds these words" in me.text
        await me.press("escape", "escape")

        assert "Your man mocked" in me.text


@pytest.mark.usefixtures("incident")
async def test_f_goes_through_open_closed_and_all(desk: Desk) -> None:
    """Closed ones are found again."""
    shut = listen(desk, Caller(account="ortega"), ["install cancelled"])
    close_incident(desk, shut.id, outcome=Outcome.RETAINED)
    async with driving(desk) as me:
        await me.press("2")
        assert "install cancelled" not in me.text
        await me.press("f")
        assert "install cancelled" in me.text
        assert "Your man mocked" not in me.text
        await me.press("f")
        assert "install cancelled" in me.text
        assert "Your man mocked" in me.text


async def test_an_account_is_added_with_a_form(desk: Desk, size: tuple[int, int]) -> None:
    """Name and zone are enough; it is on disk and in the list."""
    async with driving(desk, size) as me:
        await me.press("3", "a")
        await me.type("Lumen")
        await me.press("enter")

        assert "Lumen" in me.text

    assert find_account(desk, "lumen").calendar.zone == "America/Los_Angeles"


async def test_what_was_typed_stays_when_the_form_is_refused(
    desk: Desk, size: tuple[int, int]
) -> None:
    """One sentence, and everything still there to be mended."""
    async with driving(desk, size) as me:
        await me.press("3", "a")
        await me.type("Lumen")
        await me.press("tab", "ctrl+u")
        await me.type("Mars")
        await me.press("ctrl+s")
        assert "! " in me.text
        assert "Mars" in me.text
        assert "Lumen" in me.text
        await me.press("ctrl+u")
        await me.type("Europe/Berlin")
        await me.press("ctrl+s")

    assert find_account(desk, "lumen").calendar.zone == "Europe/Berlin"


async def test_every_field_of_an_account_can_be_given(desk: Desk) -> None:
    """The form reads what the command line reads."""
    texts = (
        "Lumen",
        None,
        "mon-fri 09:00-17:00",
        "2026-12-24 09:00-12:00, 2026-12-31 closed",
        "+1 212 555 0100",
        "office@lumen.example",
        "1 Main St",
        "2011",
        "48000",
        "480000.50",
        "eur",
        "15",
        "2027-01-22",
        "priya",
    )
    async with driving(desk, (120, 40)) as me:
        await me.press("3", "a")
        for text in texts:
            if text:
                await me.type(text)
            await me.press("tab")
        await me.press("ctrl+s")

    lumen = find_account(desk, "lumen")
    assert lumen.since is not None
    assert [f"{day}" for day, _ in lumen.calendar.special_hours] == ["2026-12-24", "2026-12-31"]
    assert (lumen.since.year, f"{lumen.renewal}") == (2011, "2027-01-22")
    assert (f"{lumen.value}", f"{lumen.lifetime}", lumen.currency) == ("48000", "480000.50", "EUR")
    assert (f"{lumen.share}", lumen.owner, lumen.address) == ("15", "priya", "1 Main St")


async def test_an_account_is_changed_in_place(desk: Desk) -> None:
    """The form shows what is on record; what is not touched stays."""
    before = find_account(desk, "northwind")
    async with driving(desk) as me:
        await me.press("3", "e", "tab", "tab", "tab", "tab")
        await me.type("+1 213 555 9999")
        await me.press("enter")

    after = find_account(desk, "northwind")
    assert after.phone == "+1 213 555 9999"
    assert (after.value, after.renewal, after.calendar) == (
        before.value,
        before.renewal,
        before.calendar,
    )


async def test_a_contact_is_added_and_changed(desk: Desk) -> None:
    """The key c adds one to the chosen account, e changes the chosen one."""
    async with driving(desk) as me:
        await me.press("3", "c")
        await me.type("Jo Ek")
        await me.press("enter", "down", "down", "e")
        await me.type("+1 555 0100")
        await me.press("enter")

    contacts = {each.name: each.phone for each in find_account(desk, "northwind").contacts}
    assert contacts == {"R. Hale": "+1 213 555 0143", "Jo Ek": "+1 555 0100"}


async def test_a_seat_is_vacant_and_filled_again(desk: Desk) -> None:
    """The same form, with and without the day."""
    async with driving(desk) as me:
        await me.press("3", "v")
        await me.type("account executive")
        await me.press("tab")
        await me.type("2026-09-28")
        await me.press("enter")
        assert "account executive vacant since 28 Sep" in " ".join(me.text.split())
        await me.press("v", "tab", "ctrl+u", "enter")

    assert find_account(desk, "northwind").seats == ()


async def test_people_are_added_and_away(desk: Desk) -> None:
    """The key p adds one of us, w says until when somebody is away."""
    async with driving(desk) as me:
        await me.press("3", "p")
        await me.type("Sol")
        await me.press("enter", "end", "w")
        await me.type("2026-11-02")
        await me.press("tab")
        await me.type("priya")
        await me.press("enter")

    sol = find_person(desk, "sol")
    assert (f"{sol.away_until}", sol.cover) == ("2026-11-02", "priya")


async def test_the_relationship_is_told_before_anybody_speaks(
    desk: Desk, size: tuple[int, int]
) -> None:
    """The chosen account's value, renewal and clock."""
    async with driving(desk, size) as me:
        await me.press("3")
        words = " ".join(me.text.split())

        assert "15% of revenue" in words
        assert "renews 22 Jan (91 d)" in words
        assert "client 17:10 PDT, calls open until 20:00" in words


async def test_hostile_names_are_shown_as_text(desk: Desk, size: tuple[int, int]) -> None:
    """In the directory, in the forms that change them, and in the list of incidents."""
    for number, text in enumerate(HOSTILE):
        account = add_account(desk, AccountDetails(name=f"{number} {text}", zone="UTC"))
        listen(desk, Caller(account=account.key, contact=text), [text])
    everything = " ".join(HOSTILE)
    worst = add_account(desk, AccountDetails(name=everything, phone=everything, zone="UTC"))
    set_contact(desk, worst.key, everything, phone=everything, role=everything)
    unseen = {each for each in UNSEEN if each != "\n"}
    async with driving(desk, size) as me:
        await me.press("2")
        assert not unseen & set(me.text)
        await me.press("3", *["down"] * (len(HOSTILE) + 3))
        for keys in ("", "e", "escape c", "escape v", "escape down e"):
            await me.press(*keys.split())
            assert "Re:" in me.text
            assert not unseen & set(me.text)


async def test_a_playbook_is_a_page_to_read(desk: Desk, size: tuple[int, int]) -> None:
    """The list, the page, and back."""
    async with driving(desk, size) as me:
        await me.press("4")
        assert "personal-affront" in me.text
        await me.press("enter")
        assert "Just listen" in me.text
        assert "WORTH ASKING" in me.text
        await me.press("escape")

        assert "personal-affront" in me.text


async def test_a_broken_playbook_is_listed_with_its_problems(desk: Desk) -> None:
    """All that is wrong with the file, as a page."""
    (desk.home / "playbooks").mkdir()
    (desk.home / "playbooks" / "broken.toml").write_text('id = "broken"\nnonsense = [/x]\n')
    async with driving(desk) as me:
        await me.press("4")
        assert "cannot be used" in me.text
        await me.press("down", "enter")

        assert "broken cannot be used" in me.text
        assert "line 2" in me.text


@pytest.mark.parametrize("place", ["1", "2", "3", "4"])
@pytest.mark.usefixtures("incident")
async def test_every_place_survives_any_size(desk: Desk, place: str) -> None:
    """From absurdly small to huge, and back."""
    async with driving(desk) as me:
        await me.press(place)
        for size in ((20, 5), (60, 20), (300, 100), (80, 24)):
            await me.pilot.resize_terminal(*size)
            await me.press()

            assert me.lines[0].strip().startswith("recover")


async def test_a_field_that_is_emptied_is_cleared(desk: Desk) -> None:
    """A renewal that was entered by mistake can be taken away again."""
    async with driving(desk) as me:
        await me.press("3", "e")
        field = me.app.screen.query_one("#renewal", LineInput)
        assert field.value == "2027-01-22"
        field.value = ""
        await me.press("enter")

    assert find_account(desk, "northwind").renewal is None
    assert find_account(desk, "northwind").value == Decimal(310_000)
