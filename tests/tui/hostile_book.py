"""A book full of texts of the test's choice, and what a screen that shows it sends."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from rich.style import Style

from recover.domain.incident import Incident
from recover.domain.text import printable
from recover.services.accounts import (
    AccountDetails,
    add_account,
    set_account,
    set_seat,
)
from recover.services.deciding import add_demand
from recover.services.desk import Desk
from recover.services.handing_over import HandoverWish, offer_handover
from recover.services.listening import Caller, listen
from recover.services.people import PersonDetails, add_person
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import learn_fact, log_line
from recover.services.stepping import set_next_step
from recover.tui.app import RecoverApp
from tests.hostile import acts, kept

NAMED = ((255, 0, 0), (128, 0, 0), (0, 0, 255), (0, 0, 128), (1, 2, 3))
"""The colours that texts ask for; none of them is ours."""

PLAIN = frozenset({"none", "bold", "bold underline", "reverse", "bold reverse", "underline"})
"""How characters are written, whatever they say."""
BEGINNING = 12
"""So much of each text is looked for where a column cuts it."""


def fill(desk: Desk, texts: Sequence[str], blends: Sequence[str]) -> Incident:
    """Put each text into first words, each fifth into a name, each blend into a promise.

    Returns:
        The one incident that holds all of *texts*, heard.
    """
    for text in texts:
        listen(desk, Caller(contact=text), [text])
    all_heard = listen(desk, Caller(account="northwind", contact="hale"), list(texts))
    for text in blends:
        make_promise(desk, all_heard.id, PromiseWish(what=text, by="tomorrow 8am", to=text))
        add_demand(desk, all_heard.id, text)
    for number, text in enumerate(blends):
        add_person(desk, PersonDetails(name=f"{text} {number}", zone="UTC"), key=f"p{number}")
    # Last, because whatever is done is slower the more clients there are.
    for number, text in enumerate(texts[::5]):
        details = AccountDetails(name=f"{text} {number}", zone="UTC", phone="555-0100")
        add_account(desk, details, key=f"a{number}")
    return all_heard


def matter(desk: Desk, account: str, text: str) -> Incident:
    """Open an incident in which a text stands wherever one can stand."""
    known = listen(desk, Caller(account=account, contact=text, department=text), [text, text])
    log_line(desk, known.id, text)
    log_line(desk, known.id, f"next agent: please call, {text}")
    learn_fact(desk, known.id, text, text)
    add_demand(desk, known.id, text)
    wish = PromiseWish(what=text, by="tomorrow 8am", to=text, consent=text)
    promise = make_promise(desk, known.id, wish).promises[-1]
    return set_next_step(desk, promise.id, text, "tomorrow 7am")


def describe(desk: Desk, account: str, text: str) -> None:
    """Say of an account in a text whatever can be said, and offer somebody a matter of it."""
    set_account(desk, account, AccountDetails(name=text, address=text))
    set_seat(desk, account, text, desk.now().date())
    incident = matter(desk, account, text)
    wish = HandoverWish(to="priya", summary=text, contingency=text, severity=text)
    offer_handover(desk, incident.id, wish)


def write_playbook(home: Path, name: str, texts: Sequence[str]) -> None:
    """Write a playbook that says every text; what no playbook may say makes it one with faults."""
    first, *words = [_toml(text) for text in texts]
    steps = [
        f'[[step]]\nphase = "listen"\ndo = {first}\nwhy = {first}\n'
        f"say = [{', '.join(words[start : start + 50])}]\n"
        for start in range(0, len(words), 50)
    ]
    folder = home / "playbooks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(
        f'schema = 1\nid = "{name}"\nversion = 1\ntitle = {first}\nwhen = {first}\n'
        f'severity = "normal"\nhealing = [7]\nreview = [{first}]\n'
        f'[[fact]]\nkey = "what"\nask = {first}\nneed = "essential"\n{"".join(steps)}',
        "utf-8",
    )


def _toml(text: str) -> str:
    """Write a text as TOML does."""
    written = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f\x80-\x9f]", lambda found: f"\\u{ord(found[0]):04X}", written)


def squeezed(text: str) -> str:
    """Leave out all blanks: what is left is the same however it is wrapped."""
    return "".join(text.split())


def shown(text: str, *, one_line: bool = True) -> str:
    """Say how a text looks, without its blanks."""
    return squeezed(printable(text, one_line=one_line))


def begins(text: str) -> str:
    """Say how a text begins where only its first words are shown."""
    return printable(kept(text).split("\n")[0])[:BEGINNING].rstrip()


def missing(texts: Sequence[str], page: str, *, one_line: bool) -> list[str]:
    """List the texts that do not stand on a page, however wrapped; the log cuts very long ones."""
    page = squeezed(page)
    return [text for text in texts if shown(kept(text), one_line=one_line)[:60] not in page]


def looks(app: RecoverApp) -> set[str]:
    """Give how the characters of the screen are written, each way once; a link is an error."""
    found = set()
    for strip in app.screen._compositor.render_strips():  # noqa: SLF001 - what would be drawn
        for segment in strip:
            style = segment.style or Style.null()
            assert style.link is None, segment.text
            assert (style.color and style.color.triplet) not in NAMED, segment.text
            assert (style.bgcolor and style.bgcolor.triplet) not in NAMED, segment.text
            assert "@click" not in style.meta, segment.text
            found.add(str(style.without_color))
    return found


def unsafe(app: RecoverApp) -> frozenset[str]:
    """Give what of the screen a terminal would act on."""
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - as above
    return acts("\n".join(strip.text for strip in strips))
