"""The format of a policy file: every key it may have, as data."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from recover.domain.account import CHANNELS
from recover.domain.checking import (
    NEEDED,
    Field,
    Findings,
    Path,
    Reader,
    Spot,
    Table,
    kind_of,
    read_table,
)
from recover.domain.hours_text import EXAMPLE, HoursNotUnderstood, parse_hours
from recover.domain.policy import (
    CLIENT_HOURS,
    Authority,
    BadPolicy,
    ContactRule,
    Escalation,
    LeadTimes,
    LetterRule,
)
from recover.domain.post import POST_TABLE
from recover.domain.readers import text, whole_number, yes_or_no

if TYPE_CHECKING:
    from recover.domain.policy import Policy

_SOURCE = Field(reads=text(400), example='source = "House rule: ..."')


def _hours(value: object, spot: Spot) -> str:
    """Weekly hours, `always`, or `client`; gives the text."""
    right = f'write "always", "client", or hours such as "{EXAMPLE}"'
    if not isinstance(value, str):
        spot.wrong(f"is {kind_of(value)}", right)
        return "always"
    if value.strip().casefold() == CLIENT_HOURS:
        return CLIENT_HOURS
    try:
        parse_hours(value)
    except HoursNotUnderstood as refused:
        spot.wrong(refused.why, right)
    return value


def _currency(value: object, spot: Spot) -> str:
    """Three capital letters."""
    if isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper():
        return value
    spot.wrong(f"is {str(value)[:40]!r}", 'write three capital letters such as "USD"')
    return ""


CONTACT: Table = {
    "hours": Field(reads=_hours, example='hours = "mon-sat 09:00-20:00"'),
    "client_holidays": Field(reads=yes_or_no, example="client_holidays = true"),
    "source": _SOURCE,
}

LETTER: Table = {
    **{key: replace(field, default=NEEDED) for key, field in POST_TABLE.items()},
    "source": _SOURCE,
}

LEAD_TIMES: Table = {
    "visit_minutes": Field(reads=whole_number(0, 10_080), example="visit_minutes = 60"),
    "wake_up_minutes": Field(reads=whole_number(0, 240), example="wake_up_minutes = 15"),
    "source": _SOURCE,
}

AUTHORITY: Table = {
    "limit": Field(reads=whole_number(0, 1_000_000_000), example="limit = 250"),
    "currency": Field(reads=_currency, example='currency = "USD"'),
    "source": _SOURCE,
}

ESCALATION: Table = {
    "contacts": Field(reads=whole_number(1, 100), example="contacts = 3"),
    "source": _SOURCE,
}

HOMES: Mapping[str, Table] = {
    "[contact.call]": CONTACT,
    "[letter]": LETTER,
    "[lead_times]": LEAD_TIMES,
    "[authority]": AUTHORITY,
    "[escalation]": ESCALATION,
}


def _section(name: str, table: Table, build: Callable[..., object]) -> Reader:
    """A `[name]` section; gives what *build* makes of it."""

    def read(value: object, spot: Spot) -> object:
        if not isinstance(value, Mapping):
            spot.wrong(f"is {kind_of(value)}", f"write it as a section under [{name}]")
            return None
        before = len(spot.findings.problems)
        values = read_table(value, table, spot, homes=HOMES)
        return build(**values) if len(spot.findings.problems) == before else None

    return read


_CHANNELS: Table = {
    channel: Field(
        reads=_section(f"contact.{channel}", CONTACT, ContactRule), example=f"[contact.{channel}]"
    )
    for channel in CHANNELS
}


def _contact(base: "Policy | None") -> Reader:
    """The `[contact.*]` sections; gives the rules of every channel, those of *base* first."""
    needed = NEEDED if base is None else None
    table = {channel: replace(field, default=needed) for channel, field in _CHANNELS.items()}

    def read(value: object, spot: Spot) -> Mapping[str, tuple[object, ...]]:
        if not isinstance(value, Mapping):
            spot.wrong(f"is {kind_of(value)}", "write a section for each channel: [contact.call]")
            return {}
        rules = read_table(value, table, spot, homes={})
        return MappingProxyType(
            {
                channel: (base.contact[channel] if base else ()) + ((rule,) if rule else ())
                for channel, rule in rules.items()
            }
        )

    return read


def _policy_table(base: "Policy | None") -> Table:
    """Every key at the top of a policy file; what *base* has may be left out."""

    def field(key: str, reads: Reader, example: str) -> Field:
        return Field(reads=reads, example=example, default=getattr(base, key, NEEDED))

    return {
        "statement": field("statement", text(600), 'statement = "Policy, not legal advice."'),
        "contact": field("contact", _contact(base), "[contact.call]"),
        "letter": field("letter", _section("letter", LETTER, LetterRule), "[letter]"),
        "lead_times": field(
            "lead_times", _section("lead_times", LEAD_TIMES, LeadTimes), "[lead_times]"
        ),
        "authority": field("authority", _section("authority", AUTHORITY, Authority), "[authority]"),
        "escalation": field(
            "escalation", _section("escalation", ESCALATION, Escalation), "[escalation]"
        ),
    }


def read_policy(
    mapping: Mapping[str, object],
    name: str,
    lines: Mapping[Path, int] | None,
    base: "Policy | None",
) -> dict[str, Any]:
    """Read the sections of a policy file into the fields of `Policy`.

    Raises:
        BadPolicy: As `Policy.from_mapping` says.
    """
    findings = Findings(name, lines)
    values = read_table(mapping, _policy_table(base), Spot(findings), homes=HOMES)
    if findings.problems:
        raise BadPolicy(tuple(findings.problems))
    return values
