"""The line at the bottom: its first character says what Enter will do."""

import pytest

from recover.domain.deadline import DeadlineError
from recover.domain.errors import Refused
from recover.domain.text import BadText
from recover.services.desk import Desk
from recover.services.finding import find_incident
from recover.services.listening import Caller, finish_listening, listen
from recover.services.missing import Question, questions
from recover.services.promise_line import NoMoment, read_promise, split_promise, with_phrase
from recover.services.typed_line import (
    LineKind,
    essential_questions,
    log_typed,
    open_questions,
    read_line,
    split_fact,
)

WHO = Question(name="who-was-hurt", ask="who was hurt, and how")
SINCE = Question(name="since-when", ask="since when")
SAFE = Question(name="safe", ask="safe?")


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("She is in tears.", LineKind.HEARD, "She is in tears."),
        ('"She is in tears."', LineKind.HEARD, "She is in tears."),
        ('"He said "no" twice', LineKind.HEARD, 'He said "no" twice'),
        ("“She is in tears.”", LineKind.HEARD, "She is in tears."),
        ("> I am sorry", LineKind.SAID, "I am sorry"),
        ("-seat vacant", LineKind.NOTE, "seat vacant"),
        ("  ? he is fired", LineKind.WANTS, "he is fired"),
        ("=since when: last Monday", LineKind.FACT, "since when: last Monday"),
        ("+ call by noon", LineKind.PROMISE, "call by noon"),
        ("+", LineKind.PROMISE, ""),
        ("@priya take it", LineKind.HANDOVER, "priya take it"),
        ("@", LineKind.HANDOVER, ""),
        ("", LineKind.HEARD, ""),
    ],
)
def test_the_first_character_says_what_enter_will_do(text: str, kind: LineKind, rest: str) -> None:
    """No mark is heard while listening; what follows a mark is taken as typed."""
    typed = read_line(text, listening=True)

    assert (typed.kind, typed.text, typed.label) == (kind, rest, kind.value)


def test_a_line_without_a_mark_is_a_note_once_they_have_finished() -> None:
    """What was heard needs its mark then."""
    assert read_line("wants a call", listening=False).kind is LineKind.NOTE
    assert read_line('"one more thing', listening=False).kind is LineKind.HEARD


def test_a_question_that_is_asked_takes_a_line_without_a_mark() -> None:
    """In an urgent matter the label is the question; a mark still means what it always does."""
    typed = read_line("safe, cold", listening=True, asking=SAFE)

    assert (typed.kind, typed.label) == (LineKind.FACT, "safe?")
    assert read_line("> stay in the car", listening=True, asking=SAFE).kind is LineKind.SAID


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("since when: last Monday", ("since when", "last Monday")),
        ("since-when=last Monday", ("since when", "last Monday")),
        ("SINCE WHEN last Monday", ("since when", "last Monday")),
        ("2 last Monday", ("since when", "last Monday")),
        ("2: last Monday", ("since when", "last Monday")),
        ("3 yes", ("safe", "yes")),
        ("safe? yes", ("safe", "yes")),
        ("where: Rt 9 mile 41", ("where", "Rt 9 mile 41")),
        ("left at 9:30: alone", ("left at 9:30", "alone")),
        ("link=https://x.example/a=b", ("link", "https://x.example/a=b")),
    ],
)
def test_a_fact_is_named_or_answers_a_question(text: str, fact: tuple[str, str]) -> None:
    """The first `=` or `:` separates, but for clock times; a number or words name a question."""
    assert split_fact(text, [WHO, SINCE, SAFE]) == fact


@pytest.mark.parametrize("text", ["last Monday", "=x", ": x", "since when:", "since when", "9 x"])
def test_a_fact_without_a_name_or_a_value_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Refused):
        split_fact(text, [WHO, SINCE])


@pytest.mark.parametrize(
    ("text", "what", "by"),
    [
        ("call with the plan by tomorrow 8am", "call with the plan", "tomorrow 8am"),
        ("stand by the client by Friday noon", "stand by the client", "Friday noon"),
        ("call BY tomorrow", "call", "tomorrow"),
        ("call in 90 minutes", "call", "in 90 minutes"),
        ("text both numbers within 2 hours", "text both numbers", "within 2 hours"),
        ("send the May 5 invoice tomorrow", "send the May 5 invoice", "tomorrow"),
        ("call yesterday at 9am", "call", "yesterday at 9am"),
        ("call asap", "call", "asap"),
        ("fix it by hand", "fix it", "hand"),
    ],
)
def test_a_promise_is_split_where_its_moment_begins(
    desk: Desk, text: str, what: str, by: str
) -> None:
    """After the last `by`, or before the longest end of the line that speaks of a moment."""
    incident = listen(desk, Caller(account="northwind"))
    parts = split_promise(desk, incident.id, text)

    assert (parts.what, parts.by) == (what, by)


@pytest.mark.parametrize("text", ["fix it", "call by", "bypass the queue", "x " * 5_000])
def test_a_promise_without_a_moment_asks_for_one(desk: Desk, text: str) -> None:
    """The refusal says to add `by`, and each phrase it offers works when it is put there."""
    incident = listen(desk, Caller(account="northwind"))

    with pytest.raises(NoMoment, match="Add `by` and a moment") as refused:
        read_promise(desk, incident.id, text)

    assert 1 <= len(refused.value.candidates) <= 3
    for phrase in refused.value.candidates:
        line = with_phrase(desk, incident.id, "fix it", phrase)
        assert log_typed(desk, incident.id, read_line(f"+ {line}", listening=True)).open_promises


def test_a_promise_needs_something_that_is_promised(desk: Desk) -> None:
    """A moment alone is none."""
    incident = listen(desk, Caller())

    with pytest.raises(Refused, match="Say what is promised"):
        read_promise(desk, incident.id, "by tomorrow 8am")


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("call with the plan by noon", "call"),
        ("Text, both numbers, by noon", "sms"),
        ("e-mail the invoice by noon", "e-mail"),
        ("visit by noon", "visit"),
        ("letter by Friday", "letter"),
        ("send the plan by noon", "chat"),
    ],
)
def test_the_first_word_names_the_channel(desk: Desk, text: str, channel: str) -> None:
    """Otherwise it is the channel the incident came by."""
    incident = listen(desk, Caller(account="northwind", channel="chat"))

    assert read_promise(desk, incident.id, text).channel == channel


def test_an_offered_phrase_takes_the_place_of_the_refused_one(desk: Desk) -> None:
    """What is promised stays as typed."""
    incident = listen(desk, Caller(account="northwind"))

    assert with_phrase(desk, incident.id, "call by soon", "tomorrow 9am") == "call by tomorrow 9am"
    assert with_phrase(desk, incident.id, "call asap", "tomorrow 9am") == "call by tomorrow 9am"
    assert with_phrase(desk, incident.id, "call", "tomorrow 9am") == "call by tomorrow 9am"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Your man mocked her.", "heard"),
        ("> I am listening.", "said"),
        ("- calm now", "note"),
        ("? he is fired", "demand"),
        ("= 1 the assistant", "fact"),
        ("+ call with the plan by tomorrow 8am", "promise"),
    ],
)
def test_every_kind_of_line_is_written_down(desk: Desk, text: str, kind: str) -> None:
    """One line, one entry, on disk."""
    incident = listen(desk, Caller(account="northwind", playbook="personal-affront"))
    log_typed(desk, incident.id, read_line(text, listening=True))

    assert find_incident(desk, incident.id).entries[-1].kind == kind


def test_a_refused_line_writes_nothing(desk: Desk) -> None:
    """Neither half a promise nor an empty note."""
    incident = listen(desk, Caller(account="northwind"))
    refusals: tuple[tuple[str, type[Refused]], ...] = (
        ("+ call by yesterday", DeadlineError),
        ("+ call", NoMoment),
        ("= x", Refused),
        ("-", Refused),
        ("heard \0", BadText),
    )

    for text, error in refusals:
        with pytest.raises(error):
            log_typed(desk, incident.id, read_line(text, listening=True))

    assert find_incident(desk, incident.id).entries == incident.entries


def test_the_four_questions_of_an_urgent_matter_come_first(desk: Desk) -> None:
    """Any subset may be answered; colour and mileage are never among those that come first."""
    incident = listen(desk, Caller(playbook="stranded"))
    asked = essential_questions(questions(desk, incident))

    assert [each.ask for each in asked] == [
        "safe?",
        "where?",
        "what is needed?",
        "how else can we reach you?",
    ]

    where = asked[1]
    after = log_typed(desk, incident.id, read_line("Rt 9", listening=True, asking=where))

    assert [(each.name, each.value) for each in after.facts] == [("where", "Rt 9")]
    assert where not in open_questions(questions(desk, after))


def test_after_they_have_finished_a_reply_is_no_early_one(desk: Desk) -> None:
    """What is said before is, and the log can tell."""
    incident = listen(desk, Caller())
    early = log_typed(desk, incident.id, read_line("> but", listening=True))
    finish_listening(desk, incident.id)
    late = log_typed(desk, incident.id, read_line("> I am sorry", listening=False))

    assert early.early_replies == late.early_replies == {2}
