"""Sentences that more than one format writes the same way."""

from recover.export.dates import Dates
from recover.export.report import Audience, Pledge, Point, Report


def written_words(report: Report, dates: Dates) -> str:
    """Say when a report was written, and whose clock its moments are on."""
    written = dates.when(report.written)
    if report.is_ours:
        return f"Written {written} (you). Other times are on each client's clock."
    whose = "your" if report.audience is Audience.CLIENT else "the client's"
    return f"Written {written}. Times are on {whose} clock."


def point_words(point: Point, dates: Dates) -> tuple[str, str, str]:
    """Give what stands before the text of a point (when, what kind) and after it (note, who)."""
    tail = ", ".join(filter(None, (point.note, point.by, point.id)))
    return dates.when(point.at), point.tag, tail


def pledge_words(pledge: Pledge, dates: Dates) -> tuple[str, str, str]:
    """Say what was promised by when, how it ended, and what else is known where names may be."""
    name = " ".join(filter(None, (pledge.id, pledge.client and f"{pledge.client}:", pledge.what)))
    said = pledge.ending
    if pledge.then is not None:
        said += f": {dates.when(pledge.then)}"
    if pledge.ended is not None and pledge.state in ("kept", "kept_late"):
        said += f", {dates.when(pledge.ended)}"
    about = filter(None, (pledge.reason, pledge.owner, _way(pledge)))
    return f"{name}, by {dates.when(pledge.due)}", said, " · ".join(about)


def _way(pledge: Pledge) -> str:
    """Say how it is to be carried out, where names may be read."""
    return f"by {pledge.channel}" if pledge.owner else ""
