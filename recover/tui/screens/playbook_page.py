"""A playbook as a page to read."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.content import Content

from recover.domain.entry import Phase
from recover.domain.text import printable

if TYPE_CHECKING:
    from recover.domain.playbook import Playbook, Step
    from recover.services.playbooks import ShelvedPlaybook

NAMES = {
    Phase.LISTEN: "LISTEN",
    Phase.EXPECT: "SET EXPECTATIONS",
    Phase.DELIVER: "DELIVER",
    Phase.HEAL: "HEAL",
}


def page(shelved: "ShelvedPlaybook") -> Content:
    """Write a playbook for reading, or all that is wrong with its file."""
    lines = _page(shelved.playbook, shelved.origin) if shelved.playbook else _problems(shelved)
    return Content("\n").join(lines)


def _page(playbook: "Playbook", origin: str) -> Iterator[Content]:
    """Write the whole playbook, in the order it is used."""
    yield Content.styled(printable(playbook.title), "bold")
    yield _text(playbook.when)
    notes = [playbook.id, f"version {playbook.version}", origin, f"severity {playbook.severity}"]
    yield _dim(" · ".join([*notes, "urgent: facts first"] if playbook.urgent else notes))
    yield from _section(
        "WORTH ASKING",
        (f"{each.ask}{' (can wait)' if each.need == 'later' else ''}" for each in playbook.facts),
    )
    for phase, name in NAMES.items():
        steps = [each for each in playbook.steps if each.phase is phase]
        if steps:
            yield from _head(name)
            for step in steps:
                yield from _step(step)
    if playbook.demands:
        yield from _head("THEY MAY ASK FOR")
    for each in playbook.demands:
        yield _text(f"  {each.text}")
        yield _quiet("    say    ", each.reason)
        yield _quiet("    offer  ", each.alternative)
    yield from _section(
        "USUAL PROMISES",
        (f"{each.what}: {each.by}, by {each.channel}" for each in playbook.promises),
    )
    after = ", ".join(
        f"{each} days" if isinstance(each, int) else each for each in playbook.healing
    )
    yield from _section("FOLLOW-UPS AFTER THE FIX", [after] if after else [])
    yield from _section("REVIEW", playbook.review)


def _step(step: "Step") -> Iterator[Content]:
    """Write one step with its words."""
    yield _text(f"  {step.do}")
    if step.why:
        yield _dim(f"    {step.why}")
    for words in step.say:
        yield _quiet("    say    ", f"“{words}”")
    if step.avoid:
        yield _quiet("    avoid  ", ", ".join(step.avoid))


def _problems(shelved: "ShelvedPlaybook") -> Iterator[Content]:
    """Write all that is wrong with a file."""
    yield Content.styled(printable(f"{shelved.id} cannot be used"), "bold $text-error")
    yield _dim(str(shelved.path))
    yield Content("")
    yield from (_text(each) for each in shelved.problems)


def _section(name: str, lines: Iterable[str]) -> Iterator[Content]:
    """Write a heading with lines under it; nothing when there are none."""
    written = [_text(f"  {each}") for each in lines]
    if written:
        yield from _head(name)
        yield from written


def _head(name: str) -> Iterator[Content]:
    yield Content("")
    yield Content.styled(name, "bold $text-muted")


def _quiet(label: str, text: str) -> Content:
    return Content.assemble((label, "$text-muted"), printable(text))


def _text(text: str) -> Content:
    return Content(printable(text))


def _dim(text: str) -> Content:
    return Content.styled(printable(text), "$text-muted")
