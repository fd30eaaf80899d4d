"""The last look before a summary leaves: what is in it, what is not, and one question."""

import sys
from collections.abc import Iterator

from recover.cli.output import Output, aside
from recover.domain.text import count
from recover.export.held import held_lines
from recover.export.report import Audience
from recover.services.client_exporting import Draft
from recover.services.desk import Desk
from recover.services.writing_out import Look, style_of

_IDS_SHOWN = 8


def notices(draft: Draft) -> Iterator[str]:
    """Say how much of the record is left out for a client, why, and what is worth adding."""
    if draft.report.audience is not Audience.CLIENT:
        return
    stay = "stays" if draft.left_out == 1 else "stay"
    entries = f"{draft.left_out} {'entry' if draft.left_out == 1 else 'entries'}"
    yield f"{entries} of the log {stay} in the house."
    yield from (f"! {line}" for line in held_lines(draft.held))
    if draft.reworded:
        shown = ", ".join(draft.reworded[:_IDS_SHOWN])
        more = len(draft.reworded) - _IDS_SHOWN
        rest = f" and {count(more, 'other')}" if more > 0 else ""
        yield f"Roles stand for names in {shown}{rest}."
    yield from (f"Worth a thought: {each}." for each in draft.gaps)


def allowed(
    desk: Desk, draft: Draft, look: Look, target: str, output: Output, *, yes: bool
) -> bool:
    """Show what will leave, and ask whether it may; without a terminal, only say what stays.

    Returns:
        Whether it may be written.
    """
    asks = draft.report.audience is Audience.CLIENT and not (yes or output.as_json) and _can_ask()
    if asks:
        from recover.export.plain_text import render

        for line in render(draft.report, style_of(desk, look.language)).splitlines():
            output.stream(line)
        output.stream("")
    for line in notices(draft):
        aside(line)
    return not asks or _says_yes(target, look)


def _can_ask() -> bool:
    """Say whether there is somebody at a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _says_yes(target: str, look: Look) -> bool:
    """Ask once; anything but a yes is a no."""
    try:
        answer = input(f"Write this to {target} as {look.format}? [y/N] ")
    except EOFError:
        return False
    return answer.strip().casefold() in ("y", "yes")
