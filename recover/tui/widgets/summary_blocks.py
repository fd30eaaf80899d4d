"""The page of a summary as it is shown before it leaves, and what stays in the house."""

from textual.content import Content

from recover.domain.text import printable
from recover.export.held import held_lines
from recover.export.report import Audience
from recover.services.client_exporting import Draft
from recover.tui.widgets.incident_block import Block, Tone, one, wrap

_ROW = 160
"""Cells of one block: never more rows than a block shows whole."""
_GAPS_SHOWN = 2


def page_blocks(text: str) -> list[Block]:
    """Give a page, all of it, line by line."""
    return [one(row, tone=_tone(row)) for line in text.split("\n") for row in wrap(line, _ROW)]


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
    said = [f"{stay} in the house."]
    if draft.reworded:
        said.append(f"Roles stand for names in {', '.join(draft.reworded)}.")
    lines = [Content(printable(" ".join(said)))]
    if draft.held:
        held = f"! {'; '.join(held_lines(draft.held))} · i lets it go"
        lines.append(Content.styled(printable(held), "$text-warning"))
    lines += [Content(printable(f"Worth a thought: {each}")) for each in draft.gaps[:_GAPS_SHOWN]]
    return Content("\n").join(lines)


def _tone(row: str) -> Tone:
    """Make headings stand out."""
    return Tone.HEADING if row.startswith("#") else Tone.PLAIN
