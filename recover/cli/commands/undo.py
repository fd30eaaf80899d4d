"""Taking back what one did last, one action or several, and bringing it back."""

from argparse import Namespace
from datetime import datetime

from recover.cli.command import Command
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.shapes import Shape
from recover.cli.stamps import stamp
from recover.domain.action import Action, EntriesWritten, Several
from recover.domain.errors import Misused
from recover.domain.moments import moment
from recover.services.action_list import actions_done, in_words
from recover.services.desk import Desk
from recover.services.redoing import redo_steps
from recover.services.undoing import MOST, TakenBack, undo_steps


def _undo_arguments(parser: Parser) -> None:
    parser.option("--steps", "N", "take back the last N actions: all of them, or none")
    parser.switch("--list", "show what you did last, and what you took back", dest="as_list")


def _undo(desk: Desk, options: Namespace, output: Output) -> None:
    if options.as_list:
        if options.steps:
            raise Misused("--list changes nothing, so it takes no --steps: leave one of them out.")
        _list(desk, output)
        return
    done = undo_steps(desk, _steps(options))
    again = "`recover redo` brings it back." if len(done) == 1 else _again(len(done))
    output.show(
        lambda: {"undone": done[0].sentence} | _done_shape(desk, done),
        lambda: [*_done_lines(done, "Taken back"), again],
    )


def _again(steps: int) -> str:
    """Say how several actions are brought back."""
    return f"`recover redo --steps {steps}` brings them back."


def _redo_arguments(parser: Parser) -> None:
    parser.option("--steps", "N", "bring back the last N actions taken back: all, or none")


def _redo(desk: Desk, options: Namespace, output: Output) -> None:
    done = redo_steps(desk, _steps(options))
    output.show(
        lambda: {"redone": done[0].sentence} | _done_shape(desk, done),
        lambda: _done_lines(done, "Brought back"),
    )


def _steps(options: Namespace) -> int:
    """Read how many actions are meant."""
    text = options.steps or "1"
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST:
        raise Misused(f"--steps is {text[:20]!r}: give a number from 1 to {MOST}.")
    return int(text)


def _list(desk: Desk, output: Output) -> None:
    """Show what whoever acts did last; the numbers are the steps back."""
    actions = actions_done(desk)
    output.show(
        lambda: {"actions": [_action_shape(desk, each) for each in actions]},
        lambda: list(_list_lines(desk, actions)),
    )


def _list_lines(desk: Desk, actions: list[Action]) -> list[str]:
    """Write a line for each action, the newest first."""
    lines, step = [], 0
    for action in actions:
        at = moment(action.at, desk.who.calendar.zone)
        if action.undone_at is not None:
            when = moment(action.undone_at, desk.who.calendar.zone)
            lines.append(f"    {at}  {in_words(desk, action)} (taken back {when})")
            continue
        step += 1
        again = " (brought back)" if action.redone_at is not None else ""
        lines.append(f"{step:>2}  {at}  {in_words(desk, action)}{again}")
    if not lines:
        return ["You have done nothing yet that could be taken back."]
    return [*lines, "`recover undo --steps N` takes back everything from 1 to N."]


def _done_lines(done: list[TakenBack], word: str) -> list[str]:
    """Write what was taken back or brought back, and what stays."""
    lines = []
    for each in done:
        lines.append(f"{word}: {each.sentence}.")
        lines += [f"Stays: {stays}" for stays in each.stays]
    return lines


def _done_shape(desk: Desk, done: list[TakenBack]) -> Shape:
    """Give the same for a machine; the first action stands in front as well."""
    shapes = [_action_shape(desk, each.action) | {"stays": list(each.stays)} for each in done]
    return {
        "incident": shapes[0]["incident"],
        "entries": shapes[0]["entries"],
        "actions": shapes,
    }


def _action_shape(desk: Desk, action: Action) -> Shape:
    """Say what was done, and when."""
    target = action.target
    parts = target.parts if isinstance(target, Several) else (target,)
    written = [each for each in parts if isinstance(each, EntriesWritten)]

    def at(instant: datetime | None) -> str | None:
        whole = instant.replace(microsecond=0) if instant else None
        return stamp(whole, desk.who.calendar.zone)

    return {
        "sentence": action.sentence,
        "at": at(action.at),
        "undone_at": at(action.undone_at),
        "redone_at": at(action.redone_at),
        "incident": written[0].incident if written else None,
        "entries": [f"{each.incident}e{number}" for each in written for number in each.entries],
    }


COMMANDS = {
    "undo": Command(
        arguments=_undo_arguments,
        run=_undo,
        examples=(
            "recover undo",
            "recover undo --list",
            "recover undo --steps 2 --json",
        ),
    ),
    "redo": Command(
        arguments=_redo_arguments,
        run=_redo,
        examples=("recover redo", "recover redo --steps 2", "recover redo --json"),
    ),
}
