"""Instructions to nobody: a note that asks for something to be done, and names nobody who does it.

"Next agent: please tell the client" reads like work that was handed over, and is work that nobody
has. What is recognised here is only ever pointed out (`product.md`, 2), so a missed one costs less
than a false alarm: whatever is somebody's, a fact, a question or the client's own words is left
alone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

TYPE_CHECKING = False  # Spelled out: importing `typing` would cost every command 3 ms.
if TYPE_CHECKING:
    from recover.domain.entry import Entry
    from recover.domain.incident import Incident

LONGEST = 5_000
"""How many characters of a note are looked at."""

_HINTS = (
    *("please", "pls", "plz", "kindly", "someone", "somebody", "anyone", "anybody", "whoever"),
    *("next ", "shift", "agent", "team", "one of ", "make sure", "ensure", " be ", "need"),
    *("all:", "everyone", "everybody", "folks", "guys", "crew", "who ", "following", "incoming"),
)
"""A note without any of these is none; most notes end here."""
_NO_NAMES = (
    "urgent important asap fyi note notes hi hello sorry thanks ok okay also so and then now today "
    "tomorrow cancelled canceled delayed late moved failed closed escalated missed done postponed "
    "appointment install delivery order invoice client customer case refund upset angry again all "
    "team everyone everybody folks guys colleagues update action reminder nb ps no"
)
_NOT_NAMES = frozenset(_NO_NAMES.split())
"""Single words before a comma that call nobody by name."""
_ENDINGS = (
    "please pls thanks thank thx ta cheers asap today tomorrow tonight urgently urgent now again "
    "too monday tuesday wednesday thursday friday saturday sunday first soon"
)
_CLOSERS = frozenset(_ENDINGS.split())
"""Single words after the last comma that call nobody by name."""
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_DATES = frozenset(f"Mon Tue Wed Thu Fri Sat Sun {_MONTHS}".split())
"""How a word begins that stands after `by` and names a day."""
_MOST_IN_A_NAME = 2
_QUESTIONS = ("can", "could", "would", "will", "may", "please", "pls", "plz")
"""How a question may begin and still ask for something to be done."""


@lru_cache(maxsize=4096)
def instruction_in(text: str) -> str:
    """Give what a note asks of nobody in particular, in its own words; empty for nothing.

    Args:
        text: A note of ours, as it was typed; never the client's own words.
    """
    plain = text[:LONGEST].replace("\u2019", "'").replace("\u2018", "'")
    folded = " ".join(plain.casefold().split())
    if not any(hint in folded for hint in _HINTS):
        return ""
    sentences = list(_sentences(plain))
    return next(filter(None, map(_asking, sentences)), "") or _owed(sentences)


def is_to_nobody(text: str) -> bool:
    """Say whether a note asks for something and names nobody who does it."""
    return bool(instruction_in(text))


def duty_in(text: str) -> str:
    """Give what such a note wants done, without whom it was put to; of another note, all of it."""
    from recover.domain.instruction_words import words

    asked = " ".join((instruction_in(text) or text).split())
    shorter = words().address.sub("", asked, count=1).strip(" ,:;-.!?") or asked
    return shorter if shorter.isupper() else shorter[:1].upper() + shorter[1:]


def unowned_instructions(incident: "Incident") -> "tuple[Entry, ...]":
    """Give the notes that are instructions to nobody and that nobody has taken up, as written.

    Each stays its author's until somebody takes it up, or it is struck.
    """
    from recover.domain.entry import Noted

    return tuple(
        entry
        for entry in incident.counting
        if isinstance(entry.what, Noted)
        and entry.number not in incident.taken_up
        and is_to_nobody(entry.what.text)
    )


def _sentences(text: str) -> Iterator[str]:
    """Split a note, without what it quotes."""
    unquoted = re.sub(r'"[^"\n]*"|\u201c[^\u201d\n]*\u201d', " ", text)
    ends = r"\n|(?<![Mm][Rr]\.)(?<![Mm][Ss]\.)(?<![Mm][Rr][Ss]\.)(?<![Dd][Rr]\.)(?<=[.!?;])\s+"
    for piece in re.split(ends, unquoted):
        sentence = " ".join(piece.split()).lstrip("-*>\u2022([ ").rstrip(".!;)] ")
        if sentence:
            yield sentence


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    """Give where each clause of a sentence begins, and what stands before it."""
    yield 0, ""
    between = r"\s*[,:;]\s*(?:(?:and|so|but|then)\s+)?|\s+[-\u2013\u2014]+\s+|\s+(?:and|so|but)\s+"
    for match in re.finditer(between, sentence, re.IGNORECASE):
        yield match.end(), sentence[: match.start()]


def _asking(sentence: str) -> str:
    """Give the clause that asks nobody in particular, to its end; empty if none does."""
    from recover.domain.instruction_words import words

    known = words()
    is_theirs = known.they_say.search(sentence)
    if is_theirs or known.named.search(sentence) or _ends_with_a_name(sentence):
        return ""
    is_question = sentence.endswith("?")
    for start, before in _clauses(sentence):
        clause = sentence[start:]
        if _is_name(before, sentence):
            return ""
        if not is_question and any(each.match(clause) for each in known.addressed):
            return clause
        if known.reported.search(before) or known.ours.search(sentence):
            continue
        begins = clause.casefold().split(" ")[0].strip(",")
        if (not is_question or begins in _QUESTIONS) and any(
            each.match(clause) for each in known.asked
        ):
            return clause
    return ""


def _owed(sentences: list[str]) -> str:
    """Give the clause that says what is owed to the client, if nobody says whose it is."""
    from recover.domain.instruction_words import words

    known = words()
    if any(known.somebodys.search(each) for each in sentences):
        return ""
    for sentence in sentences:
        if sentence.endswith("?") or known.named.search(sentence) or known.no_duty.search(sentence):
            continue
        if _by_a_name(sentence) or known.ours.search(sentence) or known.they_say.search(sentence):
            continue
        for start, before in _clauses(sentence):
            if _is_name(before, sentence) or known.reported.search(before):
                break
            if any(each.match(sentence[start:]) for each in known.owed):
                return sentence[start:]
    return ""


def _is_name(before: str, sentence: str) -> bool:
    """Say whether what stands before a comma, colon or dash calls somebody by name."""
    called = [each.strip(",@") for each in before.split()]
    if called[:1] and called[0].casefold() in ("hi", "hello", "dear", "hey", "for", "to", "fao"):
        called = called[1:]
    called = [each for each in called if each.casefold() not in ("and", "or", "&")]
    if not called or len(called) > _MOST_IN_A_NAME:
        return False
    if any(each.casefold() in _NOT_NAMES or not each.isalpha() for each in called):
        return False
    return len(called) == 1 or sentence.isupper() or all(each[:1].isupper() for each in called)


def _ends_with_a_name(sentence: str) -> bool:
    """Say whether the last word stands after a comma and calls somebody by name."""
    before, comma, last = sentence.rstrip("?!. ").rpartition(", ")
    return bool(comma and before) and last.isalpha() and last.casefold() not in _CLOSERS


def _by_a_name(sentence: str) -> bool:
    """Say whether somebody is named who does it: `by Ana`, but not `by Friday`."""
    if sentence.isupper():
        return False
    named = re.findall(r"\b[Bb]y ([A-Z][a-z]+)", sentence)
    return any(each[:3] not in _DATES for each in named)
