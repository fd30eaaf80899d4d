"""The page of a summary as it is shown before it leaves, and what stays in the house."""

from textual.content import Content

from recover.domain.text import printable
from recover.export.held import held_lines
from recover.export.report import Audience
from recover.services.client_exporting import Draft
from recover.services.rewordings import rewording_text
from recover.tui.widgets.incident_block import Block, Tone, one, wrap

_HELD_SHOWN, _NAMES_SHOWN = 2, 3
_ROW = 160
"""Cells of one block: never more rows than a block shows whole."""


def page_blocks(text: str, *, is_file: bool) -> list[Block]:
    """Give a page, all of it, line by line.

    Args:
        text: The page.
        is_file: Whether it is the file as it will be; else its words, with headings underlined.
    """
    lines = text.split("\n")
    if is_file:
        return [one(row) for line in lines for row in wrap(line, _ROW)]
    headings = {place for place in range(len(lines) - 1) if _is_rule(lines[place + 1])}
    return [
        one(row, tone=Tone.HEADING if place in headings else Tone.PLAIN)
        for place, line in enumerate(lines)
        if not _is_rule(line) and (line or place in headings or lines[place - 1])
        for row in wrap(line, _ROW)
    ]


def refusal_blocks(text: str) -> list[Block]:
    """Say why there is no page."""
    return [one(text, tone=Tone.WARN)]


def notice_text(draft: Draft | None) -> Content:
    """Say what stays in the house, what is held back, and what is worth adding."""
    if draft is None:
        return Content("")
    if draft.report.audience is not Audience.CLIENT:
        return Content.styled(
            "Not for the client: names and internal lines are in it.", "$text-warning"
        )
    stay = "1 entry stays" if draft.left_out == 1 else f"{draft.left_out} entries stay"
    lines = [Content(f"{stay} in the house.")]
    if draft.held:
        more = len(draft.held) - _HELD_SHOWN
        held = "; ".join(held_lines(draft.held[:_HELD_SHOWN]))
        rest = f" and {more} more" if more > 0 else ""
        lines.append(Content.styled(printable(f"! {held}{rest} · i lets it go"), "$text-warning"))
    if draft.reworded:
        names = rewording_text(draft.reworded, _NAMES_SHOWN)
        lines.append(Content(printable(f"Roles stand for names: {names}.")))
    if draft.doubtful:
        names = rewording_text(draft.doubtful, _NAMES_SHOWN)
        lines.append(Content(printable(f"May be names, and stay: {names}.")))
    if draft.gaps:
        missing = "; ".join(each.text for each in draft.gaps)
        lines.append(Content(printable(f"Worth a thought: {missing}.")))
    return Content("\n").join(lines)


def _is_rule(line: str) -> bool:
    """Say whether a line underlines a heading."""
    return len(line) > 1 and not line.strip("-=")
