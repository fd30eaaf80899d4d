"""The left panel of an incident: what helps in the phase one stands in."""

from collections.abc import Iterator

from recover.domain.entry import Phase
from recover.domain.playbook import Step
from recover.services.guiding import steps_in
from recover.services.missing import Question
from recover.services.typed_line import fact_name
from recover.tui.widgets.incident_block import Block, Line, Tone, one
from recover.tui.widgets.incident_matters import (
    demand_blocks,
    ending_blocks,
    follow_up_blocks,
    promise_blocks,
)
from recover.tui.widgets.incident_offers import offer_blocks
from recover.tui.widgets.incident_state import IncidentState


def panel_blocks(state: IncidentState) -> tuple[Block, ...]:
    """Give the panel of the phase that the incident stands in."""
    parts: tuple[Iterator[Block], ...]
    offers = offer_blocks(state)
    match state.incident.phase:
        case Phase.LISTEN:
            asking = (_worth_asking(state), promise_blocks(state))
            begins = () if state.incident.urgent else (_first(state),)
            parts = (*begins, *asking, _guide(state) if state.incident.urgent else _more(state))
        case Phase.EXPECT:
            parts = (demand_blocks(state), promise_blocks(state, planned=True), _guide(state))
        case Phase.DELIVER:
            parts = (promise_blocks(state, settled=True), _guide(state), demand_blocks(state))
        case _:
            settled = promise_blocks(state, settled=True)
            parts = (ending_blocks(state), follow_up_blocks(state), _guide(state), settled)
    return tuple(block for part in (offers, *parts) for block in part)


def _guide(state: IncidentState) -> Iterator[Block]:
    """Give the steps of the playbook for this phase, with words to say and to avoid."""
    yield from _first(state)
    yield from (Block(lines=tuple(_step(step))) for step in _steps(state)[1:])


def _first(state: IncidentState) -> Iterator[Block]:
    """Give what to do first, or why the playbook cannot be read."""
    if state.playbook is None:
        yield one(f"PLAYBOOK {state.incident.playbook}", tone=Tone.HEADING)
        yield one(state.trouble, tone=Tone.WARN)
        return
    for step in _steps(state)[:1]:
        yield one(f"PLAYBOOK {state.playbook.id}", tone=Tone.HEADING)
        yield Block(lines=tuple(_step(step)))


def _more(state: IncidentState) -> Iterator[Block]:
    """Give what comes after the first step, below what is worth asking."""
    rest = _steps(state)[1:]
    if rest:
        yield one("THEN", tone=Tone.HEADING)
    yield from (Block(lines=tuple(_step(step))) for step in rest)


def _steps(state: IncidentState) -> tuple[Step, ...]:
    """Give the steps of the phase that the incident stands in."""
    if state.playbook is None:
        return ()
    phase = Phase.HEAL if state.incident.phase is Phase.CLOSED else state.incident.phase
    return steps_in(state.playbook, phase)


def _step(step: Step) -> Iterator[Line]:
    """Give one step."""
    yield Line(text=step.do, tone=Tone.STRONG)
    for number, words in enumerate(step.say):
        yield Line(lead="Say   " if number == 0 else "      ", text=f"\u201c{words}\u201d")
    if step.avoid:
        yield Line(lead="Avoid ", text=", ".join(step.avoid), tone=Tone.DIM)


def _worth_asking(state: IncidentState) -> Iterator[Block]:
    """Give what is worth asking, with its answer or its number, and what the records lack."""
    answers = {fact.name.casefold(): fact.value for fact in state.incident.facts}
    numbers = {each.name: n for n, each in enumerate(state.open_questions, start=1)}
    first = [each for each in state.asked.wanted if not each.later]
    later = [each for each in state.asked.wanted if each.later]
    gaps = [one(each, lead="  ○ ") for each in state.asked.gaps]
    if first or gaps:
        yield one("WORTH ASKING", tone=Tone.HEADING)
    for question in first:
        yield _question(question, numbers.get(question.name), answers)
    yield from gaps
    if later:
        yield one("LATER", tone=Tone.HEADING)
    for question in later:
        yield _question(question, numbers.get(question.name), answers)


def _question(question: Question, number: int | None, answers: dict[str, str]) -> Block:
    """Give one question: open with its number, or answered."""
    if number is not None:
        return one(question.ask, lead=f"{number} ○ ")
    answer = answers.get(fact_name(question).casefold()) or answers.get(question.name, "")
    text = f"{fact_name(question)}: {answer}" if answer else question.ask
    return one(text, lead="  ● ", tone=Tone.DIM)
