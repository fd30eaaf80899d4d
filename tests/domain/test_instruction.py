"""A note that asks for something and names nobody is recognised; hardly anything else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.domain.instruction import LONGEST, duty_in, instruction_in, is_to_nobody
from tests.domain.instruction_lines import (
    FACTS,
    NOT_TO_NOBODY,
    QUESTIONS,
    SOMEBODYS,
    THEIR_WORDS,
    TO_NOBODY,
)


@pytest.mark.parametrize("note", TO_NOBODY)
def test_it_is_recognised_however_it_is_put(note: str) -> None:
    """Whoever comes next, somebody, please, or nobody at all is asked."""
    assert is_to_nobody(note)


@pytest.mark.parametrize("note", SOMEBODYS)
def test_what_is_somebodys_is_left_alone(note: str) -> None:
    """A name, a handle, or whoever writes."""
    assert not is_to_nobody(note)


@pytest.mark.parametrize("note", FACTS)
def test_a_fact_is_left_alone(note: str) -> None:
    """What happened, and how they like to be contacted."""
    assert not is_to_nobody(note)


@pytest.mark.parametrize("note", [*THEIR_WORDS, *QUESTIONS])
def test_their_words_and_questions_are_left_alone(note: str) -> None:
    """What somebody else said or asks is no instruction of ours."""
    assert not is_to_nobody(note)


def test_the_tables_are_large_enough_to_mean_something() -> None:
    """More lines that are none than lines that are."""
    assert len(set(TO_NOBODY)) >= 60
    assert len(set(NOT_TO_NOBODY)) >= 80


@pytest.mark.parametrize("note", ["Please inform Ortega", "pls call Northwind before five"])
def test_whoever_is_to_be_called_may_be_named(note: str) -> None:
    """That names nobody who calls; where all is in capitals it is left alone."""
    assert is_to_nobody(note)
    assert not is_to_nobody(note.upper())


@pytest.mark.parametrize("note", TO_NOBODY)
def test_case_and_spaces_change_nothing(note: str) -> None:
    """People shout, and break lines."""
    assert is_to_nobody(note.upper())
    assert is_to_nobody(f"  {note.replace(' ', '  ')}  ")


@pytest.mark.parametrize(
    ("note", "duty"),
    [
        (TO_NOBODY[0], "MAKE SURE THE CUSTOMER IS NOTIFIED OF THE CANCELLED APPOINTMENT"),
        ("someone should call her back", "Call her back"),
        ("Whoever picks this up: please call her first.", "Call her first"),
        ("Install cancelled - pls tell the client", "Tell the client"),
        (
            "Client needs to be told, the depot is shut",
            "Client needs to be told, the depot is shut",
        ),
        ("call the depot", "Call the depot"),
    ],
)
def test_what_is_to_be_done_stands_without_whom_it_was_put_to(note: str, duty: str) -> None:
    """It becomes the duty of whoever takes it up."""
    assert duty_in(note) == duty


def test_only_the_beginning_of_a_long_note_is_looked_at() -> None:
    """A pasted mail costs no more than a page."""
    assert not is_to_nobody("a" * LONGEST + "\nnext agent please call her")


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(note: str) -> None:
    """Nothing breaks it; what it finds is in the note."""
    found = instruction_in(note)

    assert " ".join(found.split()) in " ".join(note.replace("\u2019", "'").split()) or '"' in note
    assert duty_in(note) or not note.strip()


@given(st.sampled_from(TO_NOBODY), st.sampled_from(NOT_TO_NOBODY))
def test_a_line_below_takes_nothing_back(note: str, other: str) -> None:
    """What was put to nobody stays so, unless somebody says below that they do it."""
    if not any(word in other for word in ("will", "'ll", "going")):
        assert is_to_nobody(f"{note}\n{other}")
