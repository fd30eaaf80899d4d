"""Reading a playbook from a mapping: everything wrong with it at once, and nothing guessed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.domain.entry import Phase, PromiseKind
from recover.domain.errors import Refused
from recover.domain.placeholder import PLACEHOLDERS, fill
from recover.domain.playbook import BadPlaybook, Playbook, Step, WantedFact


def mapping(**changes: object) -> dict[str, Any]:
    """A small right playbook as a parser gives it, with *changes*."""
    small: dict[str, object] = {
        "schema": 1,
        "id": "late",
        "version": 2,
        "title": "Late",
        "when": "It is late.",
        "step": [{"phase": "listen", "do": "Listen."}],
    }
    return small | changes


def problems(raw: dict[str, Any]) -> tuple[str, ...]:
    """What is wrong with *raw*."""
    with pytest.raises(BadPlaybook) as refused:
        Playbook.from_mapping(raw, source="late.toml")
    return refused.value.problems


def test_what_may_be_left_out_has_a_default() -> None:
    """Only the head and one step have to be there."""
    read = Playbook.from_mapping(mapping(), source="late.toml")

    assert read == Playbook(
        id="late",
        version=2,
        title="Late",
        when="It is late.",
        severity="normal",
        facts=(),
        steps=(Step(phase=Phase.LISTEN, do="Listen."),),
        demands=(),
        promises=(),
        healing=(),
        review=(),
        urgent=False,
    )


def test_everything_that_stands_there_is_read() -> None:
    """Every key arrives in its field, and words become the members they name."""
    promise = {
        "what": "Tell them",
        "kind": "duty",
        "by": "8pm",
        "channel": "sms",
        "to": "{client.contact}",
        "needed_by": "day",
        "opens": True,
    }
    read = Playbook.from_mapping(
        mapping(
            severity="critical",
            urgent=True,
            healing=[1, "02mo"],
            review=["What helped?"],
            fact=[{"key": "day", "ask": "which day", "need": "later", "why": "Because."}],
            demand=[{"text": "Now!", "reason": "Not yet.", "alternative": "Soon."}],
            promise=[promise],
        ),
        source="late.toml",
    )

    assert (read.severity, read.urgent, read.healing) == ("critical", True, (1, "2mo"))
    assert read.review == ("What helped?",)
    assert read.facts == (WantedFact(key="day", ask="which day", need="later", why="Because."),)
    assert read.demands[0].alternative == "Soon."
    assert read.promises[0].kind is PromiseKind.DUTY
    assert {name: getattr(read.promises[0], name) for name in promise} == promise


def test_steps_follow_the_phases_and_essential_facts_come_first() -> None:
    """Whatever the order in the file; within a phase or a need the file's order holds."""
    steps = [{"phase": phase, "do": f"{phase} {n}"} for n in (1, 2) for phase in ("heal", "listen")]
    facts = [{"key": f"f{n}", "ask": "?", "need": ("later", "essential")[n % 2]} for n in range(4)]

    read = Playbook.from_mapping(mapping(step=steps, fact=facts), source="late.toml")

    assert [step.do for step in read.steps] == ["listen 1", "listen 2", "heal 1", "heal 2"]
    assert [fact.key for fact in read.facts] == ["f1", "f3", "f0", "f2"]


def test_all_problems_come_at_once() -> None:
    """One line each, with the file and the place, in the order of the format."""
    found = problems(
        mapping(
            version="2",
            titel="Late",
            step=[
                {"phase": "listen", "do": 4},
                {"phase": "lisen", "do": "x" * 100, "review": []},
                7,
            ],
            promise=[{"what": "x", "kind": "answer", "by": "noon", "channel": "phone"}],
        )
    )

    places = [problem.removeprefix("late.toml: ") for problem in found]
    expected = (
        "titel: ",
        "version: is a text",
        "step 1: do: is a whole number",
        "step 2: review: stands in the wrong place",
        "step 2: phase: is 'lisen'",
        "step 2: do: has 100 characters",
        "step 3: is a whole number",
        "promise 1: channel: is 'phone'",
    )
    assert len(places) == len(expected)
    assert all(place.startswith(start) for place, start in zip(places, expected, strict=True))


def test_a_problem_names_its_line_when_lines_are_known() -> None:
    """The line of the key, else of its section, else none."""
    raw = mapping(step=[{"phase": "listen", "do": "x", "say": [4]}, {"phase": "heal"}], title=1)
    lines = {("step 1",): 7, ("step 1", "say"): 10, ("step 2",): 12}

    with pytest.raises(BadPlaybook) as refused:
        Playbook.from_mapping(raw, source="f", lines=lines)

    starts = [problem.split(" is ")[0] for problem in refused.value.problems]
    assert starts == ["f: title:", "f: line 10: step 1: say: entry 1:", "f: line 12: step 2: do:"]


def test_the_sentence_of_the_error_has_every_problem() -> None:
    """A face that only prints the error has told everything."""
    with pytest.raises(Refused) as refused:
        Playbook.from_mapping({}, source="late.toml")

    assert str(refused.value).count("\n") == 5
    assert str(refused.value).count("late.toml: ") == 6


def test_a_newer_format_is_told_alone() -> None:
    """What else looks wrong in a file of tomorrow may be right tomorrow."""
    found = problems(mapping(schema=2, colour="red", step=[]))

    assert len(found) == 1
    assert "schema: is 2" in found[0]


def test_a_misspelt_key_is_not_also_missing() -> None:
    """One mistake, one line."""
    raw = mapping(titel="Late")
    del raw["title"]

    assert problems(raw) == (
        "late.toml: titel: is not a key that is known here; did you mean 'title'?",
    )


def test_a_sea_of_problems_ends() -> None:
    """A file of another kind is not listed to its end."""
    found = problems({f"key{number}": number for number in range(5000)})

    assert len(found) == 101
    assert found[-1].endswith("there may be more; put these right first")


def test_texts_are_one_line_in_one_form() -> None:
    """Line breaks and runs of blanks become one blank, letters and their accents one letter."""
    read = Playbook.from_mapping(
        mapping(title="  Cafe\u0301\n  closed\u00a0today "), source="late.toml"
    )

    assert read.title == "Café closed today"


def test_placeholders_are_filled_in_one_pass() -> None:
    """What is put in is never looked at again, and what is not known asks to be said otherwise."""
    text = "{client.contact} of {client.account}, this is {owner.name}. {nobody}"

    filled = fill(text, {"client.contact": "{owner.name}", "owner.name": "Mara", "nobody": "x"})

    assert filled == "{owner.name} of [their company], this is Mara. {nobody}"


@pytest.mark.parametrize("name", sorted(PLACEHOLDERS))
def test_every_placeholder_may_stand_in_a_playbook(name: str) -> None:
    """The fixed list is what a file may use."""
    step = {"phase": "listen", "do": "Listen.", "say": [f"Hello {{{name}}}"]}

    read = Playbook.from_mapping(mapping(step=[step]), source="late.toml")

    assert fill(read.steps[0].say[0], {name: "Ann"}) == "Hello Ann"


WORDS = st.sampled_from(
    ["schema", "id", "step", "fact", "promise", "phase", "do", "say", "by", "needed_by", "key", "x"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(changes=st.dictionaries(WORDS | st.text(), VALUES, max_size=5))
def test_whatever_stands_in_a_file_it_is_read_or_refused(changes: dict[str, object]) -> None:
    """No other error, whatever the parser gives; and each problem is one line."""
    try:
        read = Playbook.from_mapping(mapping(**changes), source="late.toml")
    except BadPlaybook as refused:
        told = refused.problems
    else:
        told = ()
        assert read.steps
        assert set(changes).isdisjoint({"x", "do", "say", "by", "key", "phase"})

    assert not any("\n" in problem or "\x1b" in problem for problem in told)
