"""The way up: a demand to reach our management needs a person with a name, and a moment.

"Write to the generic address" is how a complaint disappears (`scenarios.md`, 2); what counts as an
answer is one of us, by a time that was agreed.
"""

import re

from recover.domain.severity import asks_for_a_manager

# Compiled when a demand is looked at; most commands meet none.
_TOP = (
    r"(?:head ?quarters|hq|head office|main office|corporate(?: office)?|ceo|cfo|coo|chief"
    r"|president|directors?|board|management|executives?|leadership|owners?|superiors?"
    r"|supervisors?|managers?|boss(?:es)?|higher[ -]?ups?|complaints?|legal|ombudsman"
    r"|in charge|above you|whoever decides|who decides|who can decide)\b"
    r"(?!'s)(?! (?:address|number|phone|e-?mail|invoice|report|team))"
)
_THIS = r"(?:this|it|that|these|everything|(?:my|our|the) \w+)"
_HIGHER = (
    r"\b(?:escalate|elevate)\b(?! automatically)",
    rf"\b(?:send|forward|pass|take|refer|submit|bring|raise|report|hand|put) {_THIS}"
    rf"(?: \w+)? (?:to|with|before|in front of) (?:(?!\b(?:our|my)\b)[^.?!]){{0,40}}?\b{_TOP}",
    rf"\b(?:take|send|pass|bring|kick) {_THIS} (?:to the top|higher|further up|upstairs"
    r"|up the (?:chain|line|ladder))",
    rf"\b(?:speak|talk|complain|write|hear|get an answer|put me through|connect me)"
    rf" (?:to|with|from) (?:your|the|a|an|some|someone|somebody|whoever)\b[^.?!]{{0,30}}?\b{_TOP}",
    rf"\b(?:want|need|demand|get me|give me) (?:your|the|a|an) (?:\w+ )?{_TOP}",
    r"\bwho (?:is|'s) (?:above|over) you\b",
)
_NO_PERSON = (
    r"@|https?:|www\.|\.(?:com|org|net|example|gov|edu)\b|\d{3}"
    r"|\b(?:relations?|services?|care|support|complaints?|departments?|teams?|office|desk|forms?"
    r"|inbox|mail ?box|hot ?line|help ?line|head ?quarters|hq|management|reception|switchboard"
    r"|info|help|po box|web ?site|portal|queue|corporate|the board|address|e-?mail)\b"
)


def asks_to_go_higher(text: str) -> bool:
    """Say whether somebody asks that their matter reach our management.

    Whoever asks for a manager does so, too.
    """
    words = " ".join(text.casefold().replace("\u2019", "'").split())
    return asks_for_a_manager(text) or any(re.search(each, words) for each in _HIGHER)


def names_no_person(text: str) -> bool:
    """Say whether a way up is an address, a department or a form, and nobody in person."""
    return bool(re.search(_NO_PERSON, text.casefold()))
