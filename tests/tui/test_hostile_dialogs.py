"""Hostile texts in every dialog, in notifications, and in the lines that are typed into."""

from itertools import zip_longest

import pytest
from textual.widgets._toast import Toast

from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.text import clean
from recover.services.desk import Desk
from recover.tui.app import RecoverApp
from recover.tui.dialogs.ask import AskDialog
from recover.tui.dialogs.form import Field, FormDialog
from recover.tui.work import Failure
from tests.hostile import CORPUS, EVERY
from tests.tui.driving import driving, settle
from tests.tui.hostile_book import PLAIN, begins, describe, looks, matter, missing, unsafe
from tests.tui.incident_driving import walking

KINDS = tuple(CORPUS)
TEXTS = [clean(text) for text in EVERY]
MIXED = " ~ ".join(
    text
    for row in zip_longest(*CORPUS.values(), fillvalue="")
    for text in row
    if 0 < len(text) < 200
)
"""Everything but the very long in one text, of each kind one, and so on."""


async def test_no_dialog_lets_a_text_bite(desk: Desk) -> None:
    """Every dialog of an incident, then every dialog of an account, on a small screen."""
    describe(desk, "northwind", MIXED)
    incident = matter(desk, "northwind", MIXED)
    opened = set()
    async with walking(desk, incident, (60, 20)) as me:
        for keys in (
            ("escape",),
            ("tab", "x", "escape", "tab"),
            *((letter, "escape") for letter in "bdpktrwachsTlzmvxo"),
            *(("1", letter, "escape") for letter in "Zhi"),
            ("3", "end", "w", "escape", "home", "x", "escape"),
            *((letter, "escape") for letter in "ecvoyh"),
        ):
            for key in keys:
                await me.press(key)
                opened.add(type(me.app.screen).__name__)
                assert not unsafe(me.app), keys
                assert looks(me.app) <= PLAIN, keys
    assert len(opened) >= 30, sorted(opened)


async def test_a_text_can_be_a_label_a_value_a_hint_or_an_option(desk: Desk) -> None:
    """Every second one by itself, two in every line of one long form."""
    texts = [text[:60] for text in TEXTS[::2]]
    fields = []
    for number, (label, text) in enumerate(zip(texts[::2], texts[1::2], strict=True)):
        options = ((text, text), ("", "none")) if number % 3 == 1 else ()
        value = text if number % 3 < 2 else ""
        field = Field(name=f"f{number}", label=label, value=value, hint=text, options=options)
        fields.append(field)
    async with driving(desk, (160, 150)) as me:
        await me.app.push_screen(FormDialog[None](TEXTS[0], fields, draft="x", intro=TEXTS[1]))
        await settle(me.pilot)

        page = me.text
        assert [text for text in texts if begins(text)[:3] not in page] == []
        assert not unsafe(me.app)
        assert looks(me.app) <= PLAIN


async def test_every_text_can_be_told_and_asked(desk: Desk) -> None:
    """As a notification, as a refusal, as the heading of a question and as the question."""
    texts = [text[:40] for text in TEXTS]
    blend = " ~ ".join(texts)
    async with driving(desk, (120, 200)) as me:
        me.app.say(blend)
        me.app.post_message(Failure(Refused(blend)))
        await me.app.push_screen(AskDialog(blend[:300], blend, yes=blend[:20], no=blend[:20]))
        await settle(me.pilot)

        assert begins(blend) in me.text
        assert missing(texts, _toasts(me.app), one_line=True) == []
        assert not unsafe(me.app)
        assert looks(me.app) <= PLAIN


def _toasts(app: RecoverApp) -> str:
    """Give what the notifications say."""
    return " ".join(str(toast.render()) for toast in app.screen.query(Toast))


@pytest.mark.parametrize("key", ["slash", "ctrl+p", "question_mark", "n"])
async def test_whatever_is_pasted_into_a_line_is_shown_without_harm(key: str, desk: Desk) -> None:
    """The search, the palette, the help and the opening of an incident."""
    async with driving(desk) as me:
        await me.press(key)
        for part in range(6):
            await me.paste(" ~ ".join(" ".join(CORPUS[kind])[:100] for kind in KINDS[part::6]))
            assert not unsafe(me.app)
            assert looks(me.app) <= PLAIN
            await me.press("ctrl+u")


async def test_whatever_is_pasted_into_the_line_of_an_incident(
    desk: Desk, incident: Incident
) -> None:
    """Whatever its first sign makes of it, it is read back without harm, and logged or refused."""
    async with walking(desk, incident) as me:
        for place, mark in enumerate(("- ", "> ", '" ', "? ", "= fact: ", "+ ", "@ ")):
            texts = [" ~ ".join(CORPUS[kind])[:150] for kind in KINDS[place::7]]
            await me.paste(f"{mark}{' '.join(texts)} by tomorrow 8am")
            assert not unsafe(me.app)
            await me.press("enter")
            assert not unsafe(me.app)
            assert looks(me.app) <= PLAIN
            if me.app.screen is not me.screen:
                await me.press("escape")
            me.screen.line.put("")
