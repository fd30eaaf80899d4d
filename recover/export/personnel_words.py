"""How people speak of what is between one of us and the house, and no client's business."""

import re

_PEOPLE = (
    *("he", "she", "they", "him", "her", "them", "somebody", "someone", "man", "woman", "guy"),
    *("person", "colleague", "employee", "agent", "manager", "lead", "technician", "clerk", "rep"),
    *("representative", "driver", "engineer", "assistant", "operator", "consultant", "adviser"),
    *("advisor", "executive", "salesman", "saleswoman", "trainee", "supervisor", "staff"),
    *("one of (?:us|you|ours|yours|our people|your people)",),
)
_AUXILIARY = (
    *("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "got", "get"),
    *("gets", "getting", "will", "would", "should", "must", "to", "not", "also", "already", "now"),
    *("since", "just", "later", "then", "finally", "immediately", "ever", "never", "on", "for it"),
)
_DONE = (
    *("fired", "dismissed", "suspended", "terminated", "let go", "disciplined", "sacked"),
    *("demoted", "reprimanded", "laid off", "written up", "warned formally", "given notice"),
    *("made redundant", "off sick", "on probation", "under investigation", "on sick leave"),
    *("(?:a |the )?(?:first |second |final |formal |written )?warning(?: already)?", "the sack"),
)
_DOING = (
    *("fire", "firing", "fired", "dismiss", "dismissing", "dismissed", "suspend", "suspending"),
    *("suspended", "sack", "sacking", "discipline", "disciplining", "demote", "demoting"),
    *("reprimand", "reprimanded", "part ways with", "parted ways with", "let"),
)
_OWN = (
    *("probation", "salary", "notice period", "resignation", "dismissal", "severance", "job over"),
    *("performance (?:review|plan|improvement plan)", "(?:written |formal |final )?warning"),
    *("sick leave", "job"),
)
_ALWAYS = (
    *("human resources", "personnel (?:file|matter|record)", "disciplinary", "gross misconduct"),
    *("misconduct", "redundancy payment", "sick note", "performance improvement plan"),
    *("(?:sick|maternity|paternity|parental|garden|gardening) leave", "resigned", "severance"),
    *("(?:written|formal|final) warning (?:for|to) (?:him|her|them)", "unfair dismissal"),
    *("no longer works? (?:here|for us|with us)", "(?:has |have |had )?left the company"),
    *("(?:was|were|been|made|is|being) (?:laid off|made redundant|sacked|demoted|reprimanded)",),
    *("(?:suspended|removed) from (?:duty|(?:his|her|their) (?:post|job|duties))", "laid off"),
)
_CAPITALS = re.compile(r"(?<!\w)(?<!your )(?<!Your )(?:HR|PIPs?)(?!\w)")
"""Short forms that are words only in capitals; `your HR` is the client's."""
_ANY = "|".join(_PEOPLE)
_THE = "(?:(?:the|that|this|your|our|a|an) )?(?:account |team )?"
_END = r"(?=[.,;:!?)]|$| and | for | over | today)"
_ABOUT = re.compile(
    rf"(?<!\w)(?:{'|'.join(_ALWAYS)}"
    rf"|(?:{_ANY})(?: (?:{'|'.join(_AUXILIARY)}))+ (?:{'|'.join(_DONE)})"
    rf"|(?:{_ANY}) (?:{'|'.join(_DONE)}){_END}"
    rf"|(?:who|whoever)(?: \w+){{0,4}} (?:fired|sacked|dismissed|disciplined)"
    rf"|(?:{'|'.join(_DOING)}) {_THE}(?:{_ANY})(?: go)?{_END}"
    rf"|(?:his|her|their|(?:{_ANY})'s) (?:{'|'.join(_OWN)})"
    rf"|(?:lost|lose|losing) (?:his|her|their) job)(?!\w)"
)
_HARMLESS = re.compile(r"(?:let|on) (?:him|her|them)$")
"""What the above would take for it, unless `go` comes after it."""


def personnel_words(text: str, plain: str) -> str:
    """Give the words of a text that are about personnel; empty when there are none.

    Args:
        text: As it is written.
        plain: The same in small letters, with single blanks for whatever stands between words.
    """
    found = _CAPITALS.search(text)
    if found:
        return found[0]
    for found in _ABOUT.finditer(plain):
        if not _HARMLESS.search(found[0]):
            return found[0]
    return ""
