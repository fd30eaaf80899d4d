"""What stands around a word, and whether that makes it a name; in small letters."""

import re

_SENTENCE_ENDS = '.!?:;\n"“”(•-'
_ARTICLE = re.compile(r"(?<![^\W_])(?:the|an?|this|that|these|those)\s+$")
_DETERMINER = re.compile(r"(?<![^\W_])(?:the|an?|our|your|my)\s+$")
_PLACE = re.compile(
    r"\s+(?:street|st|road|rd|lane|ln|avenue|ave|square|way|drive|place|court|close|hill|park|day"
    r"|depot|station|bridge)\b"
)
_WORD_NEXT = re.compile(
    r"\s+(?:(?:the|an?|you|we|they|it|he|she|i|this|that|these|there|your|our|my|their|both|all"
    r"|some|any|each|every|someone|somebody|not|be|of|in|for|to)\b|\d)"
)
_TEAM_NOUN = re.compile(r"\s+(?:team|department|dept|desk|people|side|staff|colleagues)\b")
_FROM_TEAM = re.compile(r"(?<![^\W_])(?:in|by|from|with|at|to|of|our|your|and|or)\s+$")
_PHRASE_ENDS = re.compile(r"'s\b|\s*(?:$|[.,;:!?)\n]|(?:and|or|who|that)\b)")
_ACTS = re.compile(
    r"'s\b|\s*[,;:!?)]|\s+(?:and|or|has|had|have|is|was|were|are|did|does|do|will|would|could|can"
    r"|cannot|should|may|might|said|says|told|lost|made|took|got|gave|broke|knew|knows|thinks"
    r"|thought|wrote|sent|forgot|never|also|only|still|blames?|needs?|wants?|\w+ed)\b"
)


def begins_sentence(before: str) -> bool:
    """Say whether a sentence, or a part of one, begins after a text."""
    rest = before.rstrip(" \t")
    return not rest or rest[-1] in _SENTENCE_ENDS


def has_article(before: str) -> bool:
    """Say whether an article stands before it, as before no name of a person."""
    return _ARTICLE.search(before) is not None


def is_place(after: str) -> bool:
    """Say whether a street, a square or a day is called so."""
    return _PLACE.match(after) is not None


def reads_as_word(after: str) -> bool:
    """Say whether what follows makes it a word: `Will the truck come`, `Max 2 hours`."""
    return _WORD_NEXT.match(after) is not None


def determiner_length(before: str) -> int:
    """Give the length of the article or pronoun that a role, which has its own, takes away."""
    found = _DETERMINER.search(before)
    return len(found[0]) if found else 0


def team_noun_length(after: str) -> int:
    """Give the length of what calls a department a team: ` department`."""
    found = _TEAM_NOUN.match(after)
    return len(found[0]) if found else 0


def is_team(before: str, after: str, *, small: bool) -> bool:
    """Say whether the name of a department stands for those who work there.

    Args:
        before: What stands before it.
        after: What stands after it.
        small: Whether it is written in small letters.
    """
    if team_noun_length(after):
        return True
    if small:
        ends = _PHRASE_ENDS.match(after) is not None
        return ends and (after.startswith("'s") or _FROM_TEAM.search(before) is not None)
    return not begins_sentence(before) or _ACTS.match(after) is not None
