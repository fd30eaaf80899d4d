"""Commands of the incident screen.

Letters act while the focus is not in the line; keys with Ctrl, Alt and F act everywhere.
"""

from recover.domain.entry import Phase
from recover.tui.commands.command import Command, Place

_HERE = (Place.INCIDENT,)


def _row(name: str, keys: str, label: str, title: str, action: str = "") -> Command:
    """Make a row of the table; several keys are separated by spaces."""
    return Command(
        id=f"incident.{name}",
        action=action or name.replace("-", "_"),
        keys=tuple(keys.split()),
        title=title,
        places=_HERE,
        label=label,
    )


_MARKS = (
    ("quotation_mark", '"', "Type what the client says"),
    ("greater_than_sign", ">", "Type what we say"),
    ("minus", "-", "Type an internal note"),
    ("equals_sign", "=", "Type a fact"),
    ("plus", "+", "Type a promise: what, and by when"),
    ("at", "@", "Type a handover: to whom"),
)

ROWS: tuple[Command, ...] = (
    _row("line", "i", "Line", "Back to the line, to type"),
    _row("leave", "escape", "Commands", "From the line to the commands, then back to the list"),
    _row("finish", "ctrl+d f", "They have finished", "The client has finished: we may answer now"),
    _row("read-back", "b", "Read back", "Read back what was heard, and log that they agreed"),
    _row("decide", "d", "Answer", "Answer a demand: granted, partly or declined"),
    _row("promise", "p ctrl+o", "Promise", "Promise something, with all that belongs to it"),
    _row("reach", "l", "Reach", "Call or write: may they be reached now, and where"),
    _row("remind", "z f6", "Remind me", "Remind me: when to get up for it, or at a moment"),
    _row("keep", "k", "Keep", "Keep the chosen promise, with evidence"),
    _row("attempt", "t", "Tried", "Log a try that reached nobody, for the chosen promise"),
    _row("renegotiate", "r", "Renegotiate", "Agree a new moment for the chosen promise, and why"),
    _row("withdraw", "w", "Withdraw", "Withdraw the chosen promise, and say why"),
    _row(
        "step",
        "s",
        "Next step",
        "Next step: say what is done next about the chosen promise, and when",
    ),
    _row("hand-over", "h", "Hand over", "Hand it over, answer an offer to you, or take one back"),
    _row("strike", "x", "Strike", "Strike the chosen line of the log through"),
    _row("mark", "v", "Show", "Show the chosen line to the client, or keep it in the house"),
    _row("identify", "a", "Who is it", "Say which account and contact this is about"),
    _row("contacted", "m", "Once more", "They had to contact us once more about this: count it"),
    _row("take", "T", "Take up", "Take up an instruction to nobody: keep it, or offer it on"),
    _row(
        "follow-up",
        "o",
        "Follow up",
        "Plan when to get in touch again after the fix, or log that we did",
    ),
    _row("close", "c", "Close", "Close the incident with both verdicts, or take it up again"),
    _row("turn", "tab", "Panel", "Go to the other panel"),
    _row(
        "playbook",
        "f5",
        "Playbook",
        "Show the playbook instead of the log, where there is little room",
    ),
    _row("phase-1", "alt+1 1", "", "Listen: stand in the first phase", "phase(1)"),
    _row("phase-2", "alt+2 2", "", "Set expectations: stand in the second phase", "phase(2)"),
    _row("phase-3", "alt+3 3", "", "Deliver: stand in the third phase", "phase(3)"),
    _row("phase-4", "alt+4 4", "", "Heal: stand in the last phase", "phase(4)"),
    _row("offer-1", "f2", "", "Put the first offered moment into the line", "offer(0)"),
    _row("offer-2", "f3", "", "Put the second offered moment into the line", "offer(1)"),
    _row("offer-3", "f4", "", "Put the third offered moment into the line", "offer(2)"),
    _row("log-up", "pageup", "", "Scroll the log up", "scroll_log(-1)"),
    _row("log-down", "pagedown", "", "Scroll the log down", "scroll_log(1)"),
    *(_row(f"start-{key}", key, "", title, f"start({mark!r})") for key, mark, title in _MARKS),
)

WHILE_LISTENING = ("finish", "leave", "playbook")
"""What the footer shows while the focus is in the line and the client speaks."""

WHILE_TYPING = ("leave", "promise", "playbook")
"""What it shows while the focus is in the line afterwards."""

FOOTERS = {
    Phase.LISTEN: ("finish", "identify", "read-back", "strike"),
    Phase.EXPECT: ("read-back", "decide", "promise", "renegotiate"),
    Phase.DELIVER: ("reach", "keep", "renegotiate", "hand-over"),
    Phase.HEAL: ("follow-up", "close", "keep", "renegotiate"),
    Phase.CLOSED: ("close", "strike"),
}
"""What the footer shows in a phase while the letters act; the line and the help come after."""
