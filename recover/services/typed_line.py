"""The line at the bottom of an incident: what its first character says Enter will do.

No screen is known here, so that a plain prompt can read the same line. Promise lines are taken
apart in `recover.services.promise_line`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from recover.domain.errors import Refused
from recover.domain.incident import Incident
from recover.domain.names import slug
from recover.services.deciding import add_demand
from recover.services.desk import Desk
from recover.services.listening import hear
from recover.services.missing import Question, Questions, questions
from recover.services.promise_line import read_promise
from recover.services.promising import make_promise
from recover.services.recording import learn_fact, log_line


class LineKind(StrEnum):
    """What Enter will do with a line. The value is the label in front of the cursor."""

    HEARD = "heard"
    SAID = "said"
    NOTE = "note"
    WANTS = "wants"
    FACT = "fact"
    PROMISE = "promise"
    HANDOVER = "hand over"


MARKS = {
    '"': LineKind.HEARD,
    "\u201c": LineKind.HEARD,
    ">": LineKind.SAID,
    "-": LineKind.NOTE,
    "?": LineKind.WANTS,
    "=": LineKind.FACT,
    "+": LineKind.PROMISE,
    "@": LineKind.HANDOVER,
}
"""What the first character of a line stands for."""

_CLOSING_QUOTES = '"\u201d'


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A line as it was understood."""

    kind: LineKind
    text: str
    """What follows the first character, without the spaces around it; as typed otherwise."""
    question: Question | None = None
    """What the line answers, when it was asked for something and begins with no mark."""

    @property
    def label(self) -> str:
        """What stands in front of the cursor: the question that is asked, or the kind."""
        return self.question.ask if self.question else self.kind.value


def read_line(text: str, *, listening: bool, asking: Question | None = None) -> Typed:
    """Say what a line means.

    Args:
        text: The line as typed; may be empty.
        listening: Whether the client is still speaking: a line without a mark is heard then, and
            a note afterwards.
        asking: The question that a line without a mark answers, as with somebody stranded.
    """
    line = text.strip()
    kind = MARKS.get(line[:1])
    if kind is None:
        if asking is not None:
            return Typed(kind=LineKind.FACT, text=line, question=asking)
        return Typed(kind=LineKind.HEARD if listening else LineKind.NOTE, text=line)
    rest = line[1:].strip()
    if kind is LineKind.HEARD:
        rest = _unquoted(rest)
    return Typed(kind=kind, text=rest)


def log_typed(desk: Desk, incident_id: str, typed: Typed) -> Incident:
    """Do what a line says; the incident it gives back is on disk.

    Raises:
        Refused: There is nothing in the line, a fact lacks its name or its value, a promise
            lacks its moment, or something cannot be handed over.
        NotFound: Nobody fits the name of who is to take over.
        DeadlineError: The moment of a promise does not mean one instant ahead.
    """
    match typed.kind:
        case LineKind.HEARD:
            return hear(desk, incident_id, [typed.text])
        case LineKind.SAID | LineKind.NOTE:
            return log_line(desk, incident_id, typed.text, kind=typed.kind.value)
        case LineKind.WANTS:
            return add_demand(desk, incident_id, typed.text)
        case LineKind.FACT:
            name, value = _fact(desk, incident_id, typed)
            return learn_fact(desk, incident_id, name, value)
        case LineKind.PROMISE:
            return make_promise(desk, incident_id, read_promise(desk, incident_id, typed.text))
        case LineKind.HANDOVER:
            return _offer(desk, incident_id, typed.text)


def essential_questions(asked: Questions) -> tuple[Question, ...]:
    """Give the questions that come first and have no answer yet, in the order to ask them."""
    return tuple(each for each in open_questions(asked) if not each.later)


def open_questions(asked: Questions) -> tuple[Question, ...]:
    """Give the questions that have no answer yet, in the order of their numbers on the screen."""
    return tuple(each for each in asked.wanted if each.name not in asked.answered)


def split_fact(text: str, wanted: Sequence[Question]) -> tuple[str, str]:
    """Take a fact apart into its name and its value.

    `2 last Monday` answers the second question of *wanted*; `since when: last Monday`,
    `since when=last Monday` and, if that is a question of *wanted*, `since when last Monday` name
    the fact. A colon between two digits is part of a clock time and separates nothing.

    Raises:
        Refused: The name or the value is missing, or there is no question of that number.
    """
    number, _, answer = text.partition(" ")
    number = number.rstrip(":")
    if number.isascii() and number.isdigit() and answer.strip():
        return _numbered(int(number), wanted), answer.strip()
    place = _separator(text)
    name, value = (text[:place], text[place + 1 :]) if place is not None else _asked(text, wanted)
    if not name.strip() or not value.strip():
        raise Refused(
            "A fact needs a name and a value: write =since when: last Monday, "
            "or =1 and the answer to the first question."
        )
    return _known_name(name.strip(), wanted), value.strip()


def fact_name(question: Question) -> str:
    """Give the name under which the answer to a question is kept: its words, without the mark."""
    return question.ask.rstrip("? ") or question.name


def _offer(desk: Desk, incident_id: str, text: str) -> Incident:
    """Offer what a handover line says; gives the incident as it stands then."""
    from recover.services.finding import find_incident
    from recover.services.handing_over import offer_handover
    from recover.services.handover_line import read_handover

    subject, wish = read_handover(desk, incident_id, text)
    offer_handover(desk, subject, wish)
    return find_incident(desk, incident_id)


def _fact(desk: Desk, incident_id: str, typed: Typed) -> tuple[str, str]:
    """Give the name and the value of a fact line."""
    if typed.question is not None:
        return fact_name(typed.question), typed.text
    from recover.services.finding import find_incident

    asked = questions(desk, find_incident(desk, incident_id))
    return split_fact(typed.text, open_questions(asked))


def _unquoted(text: str) -> str:
    """Drop the quotation mark that closes the one the line began with."""
    inside = text[:-1]
    closed = text[-1:] in _CLOSING_QUOTES and not any(mark in inside for mark in _CLOSING_QUOTES)
    return inside.strip() if text and closed else text


def _separator(text: str) -> int | None:
    """Find the first `=` or `:` that stands between a name and a value."""
    for place, character in enumerate(text):
        around = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
        if character == "=" or (character == ":" and not (len(around) == 2 and around.isdigit())):
            return place
    return None


def _numbered(number: int, wanted: Sequence[Question]) -> str:
    """Give the name of the fact that answers the question of that number."""
    if not 1 <= number <= len(wanted):
        raise Refused(
            f"There is no open question {number}: name the fact, such as =since when: last Monday."
        )
    return fact_name(wanted[number - 1])


def _asked(text: str, wanted: Sequence[Question]) -> tuple[str, str]:
    """Take apart a line that begins with the words of a question; an empty name if none does."""
    folded = text.casefold()
    for question in wanted:
        for words in (question.ask.rstrip("? "), question.name):
            rest = text[len(words) :]
            if words and folded.startswith(words.casefold()) and rest[:1] in (" ", "?"):
                return fact_name(question), rest.lstrip("? ")
    return "", text


def _known_name(name: str, wanted: Sequence[Question]) -> str:
    """Give the name a question's answer is kept under if *name* means one, or *name* itself."""
    meant = slug(name)
    for question in wanted:
        if meant and meant in (question.name, slug(question.ask)):
            return fact_name(question)
    return name
