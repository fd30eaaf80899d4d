"""The playbooks to choose from."""

from argparse import Namespace
from collections.abc import Iterator

from recover.cli.command import Command
from recover.cli.layout import labelled, table
from recover.cli.output import Output
from recover.cli.parser import Parser
from recover.cli.shapes import Shape
from recover.domain.entry import Phase
from recover.domain.playbook import Playbook
from recover.services.desk import Desk
from recover.services.playbooks import playbook_named, playbooks_on_shelf


def _list(desk: Desk, _: Namespace, output: Output) -> None:
    shelf = playbooks_on_shelf(desk)
    rows = [
        [
            each.id,
            each.origin,
            "" if each.playbook is None else str(each.playbook.version),
            "cannot be used" if each.playbook is None else each.playbook.when,
        ]
        for each in shelf
    ]
    output.show(
        lambda: [
            {
                "id": each.id,
                "title": each.playbook.title if each.playbook else None,
                "version": each.playbook.version if each.playbook else None,
                "when": each.playbook.when if each.playbook else None,
                "origin": each.origin,
                "path": str(each.path),
                "problems": list(each.problems),
            }
            for each in shelf
        ],
        lambda: [
            *table(rows, width=output.width, widest=(28, 7, 3)),
            *(problem for each in shelf for problem in each.problems),
        ],
    )


def _show_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="the playbook, such as stranded")


def _show(desk: Desk, options: Namespace, output: Output) -> None:
    playbook = playbook_named(desk, options.id)
    output.show(lambda: _shape(playbook), lambda: _lines(playbook))


def _shape(playbook: Playbook) -> Shape:
    """Give a playbook as its file has it."""
    from dataclasses import asdict

    return asdict(playbook)


def _lines(playbook: Playbook) -> Iterator[str]:
    """Write a playbook, phase by phase."""
    yield f"{playbook.title} ({playbook.id}, version {playbook.version})"
    yield playbook.when
    asks = [fact.ask + (" (later)" if fact.need == "later" else "") for fact in playbook.facts]
    yield from _section("Worth asking", asks)
    for phase in Phase:
        steps = [step for step in playbook.steps if step.phase is phase]
        if steps:
            yield ""
            yield f"{phase.value}:"
        for step in steps:
            yield f"  {step.do}"
            yield from labelled("    Say", [f'"{each}"' for each in step.say], indent=12)
            avoid = [", ".join(step.avoid)] if step.avoid else []
            yield from labelled("    Avoid", avoid, indent=12)
    wanted = [f"{each.text}  {each.reason}  {each.alternative}" for each in playbook.demands]
    yield from _section("They may want", wanted)
    owed = [f"{each.what}, by {each.by}, {each.channel}" for each in playbook.promises]
    yield from _section("Usual promises", owed)


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    """Write lines under a heading, if there are any."""
    if lines:
        yield ""
        yield f"{heading}:"
        yield from (f"  {line}" for line in lines)


COMMANDS = {
    "playbook list": Command(
        run=_list,
        examples=(
            "recover playbook list",
            "recover playbook list --json",
            "recover --json playbook list",
        ),
    ),
    "playbook show": Command(
        arguments=_show_arguments,
        run=_show,
        examples=(
            "recover playbook show stranded",
            "recover playbook show personal-affront",
            "recover playbook show blank --json",
        ),
    ),
}
