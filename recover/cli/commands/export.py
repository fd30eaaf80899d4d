"""Summaries: of what, for whom, in which format, and a last look before they leave."""

import re
from argparse import Namespace
from collections.abc import Sequence

from recover.cli import readers
from recover.cli.command import Command
from recover.cli.export_look import allowed, notices
from recover.cli.output import Output, aside, write, write_bytes
from recover.cli.parser import Parser
from recover.domain.errors import Misused, Refused
from recover.export.formats import FORMATS, Format
from recover.export.report import Audience
from recover.services.client_exporting import Draft, Rewording
from recover.services.desk import Desk
from recover.services.export_wish import AUDIENCES, About, ExportWish
from recover.services.exporting import make_draft
from recover.services.writing_out import (
    ATTACHED,
    Look,
    as_bytes,
    check_target,
    format_for,
    path_for,
    save_report,
)


def _arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", nargs="?", help="the incident, such as 12")
    parser.option("--account", "A", "this account's incidents, or narrow a page to it")
    parser.option(
        "--from", "DATE", "from this day on, on their calendar", dest="since", type=readers.day
    )
    parser.option("--to", "DATE", "up to this day", dest="until", type=readers.day)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--day", metavar="DATE", nargs="?", const="today", help="one day; today if none is named"
    )
    what.add_argument(
        "--review", action="store_true", help="the end-of-day review and tomorrow's sheet"
    )
    what.add_argument("--promises", action="store_true", help="every open promise")
    what.add_argument("--incidents", action="store_true", help="every incident, a row each")
    what.add_argument(
        "--voice", action="store_true", help="the voice of the client, across incidents"
    )
    parser.option(
        "--for",
        "WHOM",
        "client, internal or executive; client if nothing is said",
        dest="audience",
        type=readers.one_of(*(each.value for each in Audience)),
    )
    parser.option("--format", "F", ", ".join(FORMATS), type=readers.one_of(*FORMATS))
    parser.option(
        "-o",
        "FILE",
        "write it to a file, or into a folder; - for standard output",
        dest="file",
        type=readers.target,
    )
    parser.option(
        "--include",
        "ENTRY",
        "let an entry leave that would be held back",
        action="append",
        default=[],
    )
    parser.option("--language", "L", "whose dates, such as de_DE; else your own", default=None)
    parser.option(
        "--attach",
        "F",
        f"what an e-mail draft carries: {', '.join(ATTACHED)}",
        type=readers.one_of(*ATTACHED),
        default="html",
    )
    parser.switch("--force", "replace a file that is there already")
    parser.switch("--yes", "write it without asking")


def _run(desk: Desk, options: Namespace, output: Output) -> None:
    target = options.file or None
    kind = format_for(options.format, target)
    look = Look(format=kind.name, language=options.language, attach=options.attach)
    draft = make_draft(desk, _wish(options), aside)
    if target is None:
        _print(desk, draft, kind, look, output)
        return
    check_target(path_for(draft.report, kind.name, target), replace=options.force)
    if not allowed(desk, draft, look, target, output, yes=options.yes):
        raise Refused("Nothing was written.")
    path = save_report(desk, draft.report, look, target, replace=options.force)
    output.show(lambda: {"file": str(path), **_shape(draft, kind)}, lambda: [str(path)])


def _wish(options: Namespace) -> ExportWish:
    """Read what the summary is to be about."""
    about = _about(options)
    if options.id and about is not About.INCIDENT:
        raise Misused(f"{options.id!r} is one word too many: name an incident, or one page.")
    inside = re.fullmatch(r"([0-9]+)[a-z][0-9]+", options.id or "", re.ASCII)
    if inside:
        raise Misused(f"{options.id} is inside incident {inside[1]}: name that one.")
    if about is About.INCIDENT and not options.id.strip().isdigit():
        raise Misused(
            f"{options.id!r} is no incident: name its number, such as 12, "
            f"or take all of theirs with --account {options.id!r}."
        )
    audience = options.audience or AUDIENCES[about][0].value
    wants_day = options.day not in (None, "today")
    return ExportWish(
        about=about,
        incident=options.id or "",
        account=options.account or "",
        audience=Audience(audience),
        since=options.since,
        until=options.until,
        day=readers.day(options.day) if wants_day else None,
        include=tuple(options.include),
    )


def _about(options: Namespace) -> About:
    """Say what the summary is about."""
    pages = (About.REVIEW, About.PROMISES, About.INCIDENTS, About.VOICE)
    if options.day is not None:
        return About.DAY
    chosen = next((each for each in pages if getattr(options, each.value)), None)
    if chosen is not None:
        return chosen
    if options.id:
        return About.INCIDENT
    if options.account:
        return About.ACCOUNT
    raise Misused(
        "Say what to export: an incident's number, --account A, --day, --review, --promises, "
        "--incidents or --voice."
    )


def _print(desk: Desk, draft: Draft, kind: Format, look: Look, output: Output) -> None:
    """Write a summary to standard output."""
    if not kind.is_text and (output.as_json or output.width):
        raise Misused(f"A {kind.title} file is no text: name a file with -o.")
    written = as_bytes(desk, draft.report, look)
    for line in notices(draft, look):
        aside(line)
    if output.as_json:
        output.show(lambda: {"text": written.decode(), **_shape(draft, kind)}, list)
    elif kind.is_text:
        write(written.decode())
    else:
        write_bytes(written)


def _shape(draft: Draft, kind: Format) -> dict[str, object]:
    """Give what scripts rely on."""
    return {
        "format": kind.name,
        "audience": draft.report.audience.value,
        "left_out": draft.left_out,
        "held": [{"id": each.id, "why": each.why} for each in draft.held],
        "reworded": _words(draft.reworded),
        "doubtful": _words(draft.doubtful),
        "gaps": [{"text": each.text, "command": each.command} for each in draft.gaps],
    }


def _words(found: Sequence[Rewording]) -> list[dict[str, object]]:
    """Give words with their roles, by entries."""
    return [{"id": each.id, "changes": [list(one) for one in each.changes]} for each in found]


COMMANDS = {
    "export": Command(
        arguments=_arguments,
        run=_run,
        examples=(
            "recover export 1 --for client",
            "recover export 1 --for internal --format html -o summary.html",
            "recover export --voice --format json",
        ),
    ),
}
