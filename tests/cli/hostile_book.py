"""One book in which every free text is chosen by the test, and every page that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.cli.commandline import Answer, CommandLine

NAME, CONTACT, PERSON = "account name", "contact name", "person name"
"""What one line has to hold, so that line ends become spaces."""

FIELDS = (
    *(NAME, CONTACT, PERSON, "address", "role", "seat", "first heard", "heard", "said", "note"),
    *("fact name", "fact value", "department", "contacted", "demand", "reason", "alternative"),
    *("promise", "to", "consent", "next step", "attempt", "agreed now", "reason now", "evidence"),
    *("new reason", "new promise", "new consent", "withdrawn", "severity", "summary"),
    *("contingency", "declined", "readback", "offer withdrawn", "taken up", "struck", "agreement"),
    *("who agreed", "leaving", "seat left", "holidays", "follow-up", "closing", "reopened"),
)
"""Every free text a command takes, in the order in which they are first given."""

ONE_LINE = frozenset(
    {
        *(NAME, CONTACT, PERSON, "role", "seat", "fact name", "department", "promise", "to"),
        *("next step", "new promise", "severity", "who agreed", "seat left", "taken up"),
        "holidays",
    }
)
"""Those that have to be one line."""

PAGES = (
    *("", "--as villain", "show 1", "show 2", "show 3", "incidents", "incidents --closed"),
    *("promises", "promises --all", "handovers", "handovers 1h1", "handovers 1h2", "handovers 1h3"),
    *("review --list", "review --list --as villain", "review --tomorrow", "readback 1"),
    *("account show evil", "account list", "person show villain", "person list", "contact evil"),
    *("heal 3 --show", "reach 1p1", "remind --dry-run --at 2026-10-24T18:00-07:00"),
    *("handovers 2h1", "promises --account evil --all --at 2026-10-27T09:00Z"),
)
"""Every page that lists or shows something of the book."""

VALUES = (
    *("", "show 1", "show 2", "show 3", "incidents", "promises --all", "handovers", "readback 1"),
    *("review", "review --tomorrow", "account show evil", "person show villain", "account list"),
)
"""Those whose JSON value is looked at as well."""


@dataclass(slots=True, kw_only=True)
class Book:
    """What every command has said about one book."""

    said: list[tuple[str, Answer]] = field(default_factory=list)
    """The commands that wrote it and what they answered, in order."""
    pages: dict[str, Answer] = field(default_factory=dict)
    """What each page shows in a pipe."""
    values: dict[str, str] = field(default_factory=dict)
    """The JSON of some of them, as printed."""


def write_book(run: CommandLine, texts: dict[str, str]) -> Book:
    """Write a book with a text in each of `FIELDS`, and read every page of it."""
    book = Book()
    for line, words in _commands(texts):
        stdin = "2027-01-01 a day\n" if "holidays" in line else ""
        book.said.append((line, run.done(line, *words, stdin=stdin)))
    for page in PAGES:
        book.pages[page] = run.done(page)
    for page in VALUES:
        book.values[page] = run.done(f"--json {page}").out
    for line in ("accept 2h1 --as villain --readback mine", "account show evil", "show 2"):
        book.said.append((line, run.done(line)))
    for line in ("account show evil", "show 2"):
        book.values[f"{line} after"] = run.done(f"--json {line}").out
    return book


def _commands(texts: dict[str, str]) -> Sequence[tuple[str, Sequence[str]]]:
    """List the commands that put each text where it belongs."""

    def option(flag: str, name: str) -> str:
        return f"{flag}={texts[name]}"

    def words(*names: str) -> Sequence[str]:
        return ("--", *(texts[name] for name in names))

    known = f"--fact={texts['fact name']}={texts['fact value']}"
    return [
        (
            "account add --zone UTC --key evil --phone 555-0100 --email a@b.example --owner mara",
            (option("--address", "address"), *words(NAME)),
        ),
        ("account contact evil", (option("--role", "role"), *words(CONTACT))),
        ("account seat evil --vacant-since 2026-01-01", words("seat")),
        ("account set evil", (option("--name", NAME),)),
        ("person add --zone UTC --key villain", words(PERSON)),
        ("person set villain", (option("--name", PERSON),)),
        (
            "listen --account evil",
            (
                *(option("--contact", CONTACT), option("--department", "department"), known),
                *words("first heard", "heard"),
            ),
        ),
        ("log 1 --said --client", words("said")),
        ("log 1", words("note")),
        ("log 1 --fact 'since when=monday'", ()),
        ("contacted 1", (option("--department", "department"), *words("contacted"))),
        ("demand 1", words("demand")),
        (
            "decide 1d1 declined",
            (option("--reason", "reason"), option("--alternative", "alternative")),
        ),
        (
            "promise 1 --by Friday",
            (option("--to", "to"), option("--consent", "consent"), *words("promise")),
        ),
        ("next 1p1 --by 'tomorrow 9am'", words("next step")),
        ("attempt 1p1", words("attempt")),
        ("reach 1p1 --channel sms", (option("--agreed", "agreed now"),)),
        ("reach 1p1 --channel call", (option("--reason", "reason now"),)),
        ("promise 1 kept --by Friday", ()),
        ("keep 1p2", words("evidence")),
        ("promise 1 moved --by Friday", ()),
        (
            "renegotiate 1p3 --by Monday",
            (
                *(option("--reason", "new reason"), option("--what", "new promise")),
                option("--consent", "new consent"),
            ),
        ),
        ("promise 1 gone --by Friday", ()),
        ("withdraw 1p5", (option("--reason", "withdrawn"),)),
        (
            "handover 1p1 --to villain",
            (
                *(option("--severity", "severity"), option("--summary", "summary")),
                option("--contingency", "contingency"),
            ),
        ),
        ("decline 1h1 --as villain", (option("--reason", "declined"),)),
        ("handover 1p4 --to villain --dry-run", ()),
        ("handover 1p4 --to villain", ()),
        ("accept 1h2 --as villain", (option("--readback", "readback"),)),
        ("handover 1p1 --to villain", ()),
        ("withdraw 1h3", (option("--reason", "offer withdrawn"),)),
        ("listen 'second matter' --account evil", ()),
        ("log 2 'next agent: please call them'", ()),
        ("take 2e3 --by 'tomorrow 9am'", (option("--what", "taken up"),)),
        ("strike 1e5", (option("--reason", "struck"),)),
        (
            "account agree evil --until 'tomorrow 9am'",
            (option("--who", "who agreed"), *words("agreement")),
        ),
        ("account holidays evil -", (option("--source", "holidays"),)),
        ("listen 'third matter' --account evil", ()),
        ("heal 3", ()),
        ("follow-up 3f1", words("follow-up")),
        ("close 3 --outcome lost", words("closing")),
        ("reopen 3", (option("--reason", "reopened"),)),
        ("undo", ()),
        (
            "remove mara --from evil --to villain",
            (option("--reason", "leaving"), option("--seat", "seat left")),
        ),
    ]
