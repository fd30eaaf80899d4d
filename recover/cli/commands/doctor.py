"""What is wrong with the data and the machine, and what to do about it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence

from recover.cli.command import Command
from recover.cli.output import Output, aside
from recover.cli.parser import Parser
from recover.cli.progress import Progress
from recover.domain.checkup import Finding, State
from recover.domain.errors import Misused, Refused
from recover.domain.text import count
from recover.services.doctoring import examine, is_anything_wrong, what_was_looked_at
from recover.services.repairing import Mending, mend, plan_mending, telling

SOMETHING_IS_WRONG = 1
_MARKS = {State.WRONG: "WRONG", State.WARNING: "WARNING", State.OK: "ok"}


def _arguments(parser: Parser) -> None:
    parser.switch(
        "--repair", "make files private again and mend damaged journals; asks, keeps everything"
    )
    parser.switch("--all", "also show what is well")
    parser.switch("--yes", "repair without asking; needed where nobody is at a terminal")


def _run(options: Namespace, output: Output) -> int | None:
    if options.yes and not options.repair:
        raise Misused("--yes answers the question of --repair: add --repair, or leave it out.")
    done = _repair(options, output) if options.repair else []
    with Progress("Looking at") as progress:
        findings = examine(home=options.home, person=options.acting, on_progress=progress.now)
    shapes = [_shape(each) for each in findings]
    output.show(
        lambda: {"done": done, "findings": shapes} if options.repair else shapes,
        lambda: [*done, *_lines(findings, everything=options.all)],
    )
    return SOMETHING_IS_WRONG if is_anything_wrong(findings) else None


def _repair(options: Namespace, output: Output) -> list[str]:
    """Show what would be done, ask unless that was answered, and do it."""
    plan = plan_mending(home=options.home)
    if not plan.is_needed:
        return ["There is nothing to repair."]
    _insist_on_a_yes(plan, options, output)
    return mend(plan, on_wait=aside)


def _insist_on_a_yes(plan: Mending, options: Namespace, output: Output) -> None:
    """Show what would be done; go on only with a yes.

    Raises:
        NotAsked: Nobody is at a terminal, and `--yes` was not given.
        Refused: Whoever was asked said no.
    """
    from recover.cli.asking import agrees, can_ask
    from recover.cli.scheduling import NotAsked

    for line in telling(plan):
        aside(line)
    if options.yes:
        return
    if output.as_json or not can_ask():
        raise NotAsked("Nothing was changed: `recover doctor --repair --yes` does what is said.")
    if not agrees("Repair it so?"):
        raise Refused("Nothing was changed.")


def _shape(finding: Finding) -> dict[str, str]:
    """Give a finding for scripts."""
    return {
        "check": finding.check,
        "state": finding.state.value,
        "what": finding.what,
        "do": finding.do,
    }


def _lines(findings: Sequence[Finding], *, everything: bool) -> Iterator[str]:
    """Write a line for each finding that is not well, then how it is on the whole."""
    for each in findings:
        if everything or each.state is not State.OK:
            yield f"{_MARKS[each.state]:<8} {each.what} {each.do}".rstrip()
    wrongs = sum(each.state is State.WRONG for each in findings)
    warnings = sum(each.state is State.WARNING for each in findings)
    if wrongs:
        yield f"{count(wrongs, 'thing')} {'is' if wrongs == 1 else 'are'} wrong."
    elif warnings:
        yield f"Nothing is wrong; {count(warnings, 'warning')}."
    else:
        yield f"All is well. Looked at {what_was_looked_at()}."


COMMANDS = {
    "doctor": Command(
        arguments=_arguments,
        run=_run,
        needs_book=False,
        examples=(
            "recover doctor",
            "recover doctor --json",
            "recover doctor --repair --yes",
        ),
    ),
}
