"""The last look before a summary leaves: what is in it, what is not, and one question."""

from collections.abc import Iterator

from recover.cli.asking import agrees, can_ask
from recover.cli.output import Output, aside
from recover.export.eml import plain_address
from recover.export.held import held_lines
from recover.export.report import Audience
from recover.services.client_exporting import Draft
from recover.services.desk import Desk
from recover.services.rewordings import rewording_text
from recover.services.writing_out import Look, preview

_SHOWN = 24


def notices(draft: Draft, look: Look) -> Iterator[str]:
    """Say how much of the record is left out for a client, why, and what is worth adding."""
    if look.format == "csv" and len(draft.report.parts) > 1:
        yield "A CSV file holds one table only; xlsx, html and md hold all of it."
    if look.format == "eml" and not plain_address(draft.report.to):
        yield "The draft is to nobody yet: no plain e-mail address of theirs is on record."
    if draft.report.audience is not Audience.CLIENT:
        return
    stay = "entry of the log stays" if draft.left_out == 1 else "entries of the log stay"
    yield f"{draft.left_out} {stay} in the house."
    yield from (f"! {line}" for line in held_lines(draft.held))
    if draft.reworded:
        yield f"Roles stand for names: {rewording_text(draft.reworded, _SHOWN)}."
    if draft.doubtful:
        yield f"May be names, and stay as they are: {rewording_text(draft.doubtful, _SHOWN)}."
    yield from (f"Worth a thought: {each.text}: `{each.command}`." for each in draft.gaps)


def allowed(
    desk: Desk, draft: Draft, look: Look, target: str, output: Output, *, yes: bool
) -> bool:
    """Show what will leave, and ask whether it may; without a terminal, only say what stays.

    Returns:
        Whether it may be written.
    """
    asks = draft.report.audience is Audience.CLIENT and not (yes or output.as_json) and can_ask()
    if asks:
        for line in preview(desk, draft.report, look).splitlines():
            output.stream(line)
        output.stream("")
    for line in notices(draft, look):
        aside(line)
    return not asks or agrees(f"Write this to {target} as {look.format}?")
