"""Hundreds of hostile texts on every screen at once: each is there as itself, and harmless."""

from pathlib import Path

from recover.domain.incident import Incident
from recover.domain.text import clean_line, printable
from recover.services.desk import Desk
from recover.services.promising import PromiseWish, make_promise
from recover.services.stepping import set_next_step
from recover.tui.screens.incident import IncidentScreen
from tests.hostile import CORPUS, EVERY, acts
from tests.tui.driving import driving, settle
from tests.tui.hostile_book import (
    BEGINNING,
    PLAIN,
    begins,
    fill,
    looks,
    missing,
    unsafe,
    write_playbook,
)
from tests.tui.incident_driving import IncidentDriver

TALL = (160, 640)
"""A screen on which every list of this book ends."""

BLENDS = tuple(" ~ ".join(texts) for texts in CORPUS.values())
SAYABLE = [
    line
    for line in map(clean_line, EVERY)
    if len(line) < 100 and not acts(line) and not {"{", "}"} & set(line)
]
"""What a playbook may say."""


def begins_as_name(text: str) -> str:
    """Say how it begins where it is the name of something."""
    return printable(clean_line(text))[:BEGINNING].rstrip()


async def test_every_list_shows_every_text_as_itself(desk: Desk, home: Path) -> None:
    """Today, Incidents, Accounts, a playbook and an incident with hundreds of texts each.

    Nothing is interpreted: every character is there, and no style, link or click is new.
    """
    incident = fill(desk, EVERY, BLENDS)
    write_playbook(home, "zy-says-it", SAYABLE)
    write_playbook(home, "zz-refused", [text for text in EVERY if clean_line(text) not in SAYABLE])
    async with driving(desk, TALL) as me:
        for key, begin, texts in (
            *(("1", begins, EVERY), ("2", begins, EVERY), ("3", begins_as_name, EVERY[::5])),
        ):
            await me.press(key)
            page = me.text
            assert [text for text in texts if begin(text) not in page] == []
            assert not unsafe(me.app)
            assert looks(me.app) <= PLAIN
        await me.press("4", "end", "enter")
        assert "zz-refused cannot be used" in me.text
        assert not unsafe(me.app)
        assert looks(me.app) <= PLAIN
        await me.press("escape", "up", "enter")
        assert missing(SAYABLE, me.text, one_line=True) == []
        assert not unsafe(me.app)
        assert looks(me.app) <= PLAIN
        await me.app.push_screen(IncidentScreen(incident.id))
        await settle(me.pilot)
        log = IncidentDriver(me.app, me.pilot).log
        assert missing(EVERY, log, one_line=False) == []
        assert not acts(log)
        assert not unsafe(me.app)
        assert looks(me.app) <= PLAIN


async def test_the_end_of_the_day_asks_about_every_text(desk: Desk, incident: Incident) -> None:
    """One promise of each kind after the other, then what is left, and tomorrow's sheet."""
    for text in BLENDS:
        wish = PromiseWish(what=text, by="tomorrow 8am", to=text, consent=text)
        promise = make_promise(desk, incident.id, wish).promises[-1]
        set_next_step(desk, promise.id, text, "tomorrow 7am")
    async with driving(desk, (100, 60)) as me:
        await me.press("e")
        seen = []
        for _ in BLENDS:
            seen.append(me.text)
            assert not unsafe(me.app)
            assert looks(me.app) <= PLAIN
            await me.press("enter")
        assert not unsafe(me.app)
        assert looks(me.app) <= PLAIN
        assert "Everything has its next step" in me.text

    assert [text for text in BLENDS if begins_as_name(text) not in "\n".join(seen)] == []
