"""What a reminder says: ids and times, and more only where that is wished for."""

from datetime import timedelta

from recover.domain.moments import in_both, span
from recover.domain.stage import Due, Stage
from recover.services.desk import Desk

_SAYS = {
    Stage.HOLD: "the contact window is open",
    Stage.WAKE_UP: "time to be up for it",
    Stage.OWN: "you wanted to be reminded",
    Stage.FOLLOW_UP: "time to get in touch again",
    Stage.OFFERED: "is offered to you",
    Stage.ANSWER_SOON: "waits for your answer",
    Stage.BACK: "nobody answered: it is back with you",
    Stage.ESCALATED: "was missed, and you stand behind its owner",
}


def reminder_text(desk: Desk, due: Due) -> str:
    """Say it in one line: `1p1 due in 2 h: Fri 23 Oct 2026 08:00 PDT (client, ...) = ...`.

    Names ids and times only (`safety.md` 14), unless the settings say `reminder_texts = "full"`.
    """
    said = f"{due.id} {why_now(desk, due)}"
    if due.due is not None:
        answer = " answer by" if due.stage in (Stage.OFFERED, Stage.ANSWER_SOON) else ""
        said += f":{answer} {in_both(due.due, due.zone, desk.who.calendar.zone)}"
    if desk.settings.reminder_texts == "full" and due.what:
        said += f" \u00b7 {due.what}"
    return said


def why_now(desk: Desk, due: Due) -> str:
    """Say why it is said now, in a few words such as `due in 2 h`."""
    if due.stage in _SAYS:
        return _SAYS[due.stage]
    left = (due.due or due.at) - desk.now()
    if timedelta(minutes=-1) < left < timedelta(minutes=1):
        return "due now"
    return f"due in {span(left)}" if left > timedelta(0) else f"overdue {span(left)}"
