"""How grave a matter is, and the words that make it graver."""

import re

SEVERITIES = ("low", "normal", "high", "critical")
"""From the lightest to the gravest."""

# Compiled when a client speaks; most commands load this module for the words alone.
_ASKS = (
    r"\bwhom? do you (report|answer) to\b",
    r"\bwho('s| is) your (manager|supervisor|boss|superior|team lead)\b",
    r"\b(speak|talk|complain|connect me|put me through) (to|with) "
    r"(your|a|the|some|someone|somebody|whoever)\b.{0,30}"
    r"\b(manager|supervisor|boss|superior|team lead|higher|above you|in charge)\b",
    r"\b(want|get me|give me|need) (your|a|the) (manager|supervisor|boss|superior)\b",
)


def raised(severity: str) -> str:
    """Give the next graver severity; the gravest stays."""
    place = SEVERITIES.index(severity) if severity in SEVERITIES else 0
    return SEVERITIES[min(place + 1, len(SEVERITIES) - 1)]


def asks_for_a_manager(text: str) -> bool:
    """Say whether somebody asks whom we report to, or wants to speak to them."""
    words = " ".join(text.casefold().replace("\u2019", "'").split())
    return any(re.search(pattern, words) for pattern in _ASKS)
