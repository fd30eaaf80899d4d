"""Notifications that a terminal shows by itself, while nobody looks at it."""

from collections.abc import Mapping

_BELL = "\x07"
_BY_PROGRAM = {"iTerm.app": "9", "WezTerm": "9", "ghostty": "9", "kitty": "99"}
_BY_TERM = {"xterm-kitty": "99", "foot": "777", "rxvt-unicode": "777", "xterm-ghostty": "9"}


def desktop_sequence(text: str, environment: Mapping[str, str]) -> str:
    """Write the sequence (OSC 9, 777 or 99) that has a terminal show a text; ids and times only.

    Args:
        text: Printable, one line.
        environment: The process environment, which says what the terminal is.

    Returns:
        Empty for a terminal that is not known to have one, and inside tmux or screen, which keep
        it to themselves: there the bell is all.
    """
    if "TMUX" in environment or environment.get("TERM", "").startswith(("screen", "tmux")):
        return ""
    program = environment.get("TERM_PROGRAM", "")
    kind = _BY_PROGRAM.get(program) or _BY_TERM.get(environment.get("TERM", ""), "")
    safe = text.replace(";", ",")
    match kind:
        case "9":
            return f"\x1b]9;{safe}{_BELL}"
        case "777":
            return f"\x1b]777;notify;recover;{safe}{_BELL}"
        case "99":
            return f"\x1b]99;;{safe}\x1b\\"
    return ""
