"""How people speak of what is between one of us and the house, and no client's business."""

import re

_PEOPLE = (
    *("he", "she", "they", "him", "her", "them", "who", "whoever", "somebody", "someone"),
    *("man", "woman", "guy", "person", "colleague", "employee", "agent", "manager", "lead"),
    *("one of (?:us|you|ours|yours|our people|your people)",),
)
_DONE = (
    *("fired", "dismissed", "suspended", "terminated", "let go", "replaced for it"),
    *("made redundant", "moved off", "on probation", "on leave", "on sick leave"),
)
_DOING = (
    *("fire", "firing", "dismiss", "dismissing", "suspend", "suspending", "terminate"),
    *("sack", "sacking", "discipline", "disciplining", "demote", "demoting", "let"),
)
_ALWAYS = (
    "human resources",
    "personnel (?:file|matter|record)",
    "disciplinary",
    "misconduct",
    "(?:written|formal|final|first|second) warning",
    "(?:is |was |got |has |have |had )?(?:a |on a )warning already",
    "performance (?:review|plan|improvement plan)",
    "(?:his|her|their) (?:probation|salary|contract with us|notice period)",
    "redundancy payment",
    "(?:was|were|been|made|is|being) (?:laid off|made redundant|sacked|demoted|reprimanded)",
    "laid off",
    "sacked",
    "demoted",
    "reprimand(?:ed)?",
    "(?:sick|maternity|paternity|parental|garden|gardening) leave",
    "sick note",
    "resigned",
    "(?:his|her|their) resignation",
    "no longer works? (?:here|for us|with us)",
    "severance",
    "dismissal",
    "let (?!(?:us|me|you)\\b)\\w+(?: \\w+)? go",
    "(?:suspended|removed) from (?:duty|(?:his|her|their) (?:post|job|duties))",
)
_CAPITALS = re.compile(r"(?<!\w)(?<!your )(?:HR|PIP)(?!\w)")
"""Short forms that are words only in capitals; `your HR` is the client's."""
_ANY_PERSON = "|".join(_PEOPLE)
_ABOUT = re.compile(
    rf"(?<!\w)(?:{'|'.join(_ALWAYS)}"
    rf"|(?:{_ANY_PERSON})(?: [\w']+){{0,6}}? (?:{'|'.join(_DONE)})"
    rf"|(?:{'|'.join(_DOING)}) (?:(?:the|that|this|your|our|a) )?(?:account )?(?:{_ANY_PERSON})"
    r"(?! (?:know|have|go on|see|in)))(?!\w)"
)


def personnel_words(text: str, plain: str) -> str:
    """Give the words of a text that are about personnel; empty when there are none.

    Args:
        text: As it is written.
        plain: The same in small letters, with single blanks for whatever stands between words.
    """
    found = _CAPITALS.search(text) or _ABOUT.search(plain)
    return found[0] if found else ""
