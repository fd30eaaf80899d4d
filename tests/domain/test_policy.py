"""House rules: the shipped ones, and every mistake in a file (`deadlines.md` E1)."""

import copy
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from recover.domain.account import CHANNELS
from recover.domain.calendar import Calendar
from recover.domain.contact import check
from recover.domain.hours_text import parse_hours
from recover.domain.policy import BadPolicy, ContactRule, Policy

FILE = Path(__file__).parents[2] / "playbooks" / "policy.toml"
SHIPPED: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
POLICY = Policy.from_mapping(SHIPPED, name="policy.toml")
CLIENT = Calendar.from_mapping(
    {
        "zone": "America/Chicago",
        "hours": parse_hours("mon-fri 08:00-18:00"),
        "holidays": ["2026-11-26", "2026-12-24"],
        "special_hours": {"2026-12-24": [["08:00", "12:00"]], "2026-12-31": []},
    }
)


def hours_on(channel: str, day: str) -> tuple[tuple[int, int], ...]:
    """The hours of a channel on a date, in whole hours."""
    window = POLICY.window(channel, CLIENT)
    return tuple(
        (start // 3600, end // 3600) for start, end in window.hours_on(date.fromisoformat(day))
    )


def test_the_shipped_policy() -> None:
    """The numbers that the stories count on."""
    assert set(POLICY.contact) == set(CHANNELS)
    assert (POLICY.authority.limit, POLICY.authority.currency) == (250, "USD")
    assert POLICY.escalation.contacts == 3
    assert (POLICY.letter.days, POLICY.letter.cutoff) == (5, time(17))
    assert POLICY.letter.weekdays == frozenset(range(6))
    assert POLICY.lead_times.visit == timedelta(0)
    assert POLICY.lead_times.wake_up == timedelta(minutes=15)


def test_it_says_what_it_is_and_whose() -> None:
    """E1: policy and not legal advice; every rule names its source."""
    assert "policy, not legal advice" in POLICY.statement
    sources = [source for channel in CHANNELS for source in POLICY.sources(channel)]
    rules = (POLICY.letter, POLICY.lead_times, POLICY.authority, POLICY.escalation)
    assert len(sources) == len(CHANNELS)
    assert all(sources + [rule.source for rule in rules])


@pytest.mark.parametrize(
    ("channel", "day", "hours", "rule"),
    [
        ("call", "2026-11-28", ((9, 20),), "Saturdays count"),
        ("call", "2026-11-29", (), "no calls on Sundays"),
        ("sms", "2026-11-29", (), "a text message is a call"),
        ("call", "2026-11-26", (), "nor on client holidays"),
        ("call", "2026-12-24", ((9, 20),), "a holiday with special hours is not closed"),
        ("call", "2026-12-31", (), "a date without any hours is"),
        ("e-mail", "2026-11-29", ((0, 24),), "e-mail always"),
        ("chat", "2026-11-26", ((0, 24),), "chat always"),
        ("letter", "2026-11-29", ((0, 24),), "letters always"),
        ("visit", "2026-11-25", ((8, 18),), "visits in the client's hours"),
        ("visit", "2026-11-26", (), "and not on their holidays"),
        ("visit", "2026-12-24", ((8, 12),), "special hours are theirs too"),
        ("visit", "2026-11-28", (), "and not on their Saturdays"),
    ],
)
def test_the_default_windows(
    channel: str, day: str, hours: tuple[tuple[int, int], ...], rule: str
) -> None:
    """E1, in the client's zone."""
    assert hours_on(channel, day) == hours, rule
    assert POLICY.window(channel, CLIENT).zone == "America/Chicago"


def test_visits_that_do_not_mind_holidays() -> None:
    """The client's hours, but for the list of their holidays."""
    rule = ContactRule(hours="client", client_holidays=False, source="House rule.")

    assert rule.window(CLIENT).hours_on(date(2026, 11, 26)) == ((8 * 3600, 18 * 3600),)


def test_the_narrowest_wins() -> None:
    """E1: company over default, and the client over both; wider wishes change nothing."""
    company = Policy.from_mapping(
        {
            "contact": {
                "call": {
                    "hours": "mon-fri 08:00-22:00",
                    "client_holidays": False,
                    "source": "Company handbook 4.2",
                }
            }
        },
        base=POLICY,
    )
    wish = ContactRule(hours="daily 12:00-23:00", client_holidays=False, source="R. Ortega")

    by_company = company.window("call", CLIENT)
    by_client = company.window("call", CLIENT, own=[wish])

    assert (
        by_company.hours
        == Calendar.from_mapping({"zone": "UTC", "hours": parse_hours("mon-fri 09:00-20:00")}).hours
    )
    assert by_company.hours_on(date(2026, 11, 26)) == ()
    assert by_client.hours_on(date(2026, 11, 25)) == ((12 * 3600, 20 * 3600),)
    assert company.sources("call") == (*POLICY.sources("call"), "Company handbook 4.2")
    assert company.contact["sms"] == POLICY.contact["sms"]
    assert company.authority == POLICY.authority


def test_other_rules_of_a_company_replace_the_shipped_ones() -> None:
    """A section that is given counts as a whole."""
    company = Policy.from_mapping(
        {"authority": {"limit": 500, "currency": "EUR", "source": "Board, May 2026"}}, base=POLICY
    )

    assert (company.authority.limit, company.authority.currency) == (500, "EUR")
    assert company.contact == POLICY.contact


def test_story_1_with_the_shipped_rules() -> None:
    """Step 3: calls from 09:00 CDT, a letter from New York by Sat 6 Jun 17:00 CDT."""
    now = datetime.fromisoformat("2026-06-01T08:15-04:00")
    needed = datetime.fromisoformat("2026-06-06T10:00-05:00")

    call = check(
        "call", now, window=POLICY.window("call", CLIENT), on_record=True, needed_by=needed
    )
    letter = check(
        "letter",
        now,
        window=POLICY.window("letter", CLIENT),
        on_record=True,
        needed_by=needed,
        post=POLICY.letter.post("America/New_York"),
    )

    assert call.arrives_at == datetime.fromisoformat("2026-06-01T10:00-04:00")
    assert letter.arrives_at == datetime.fromisoformat("2026-06-06T17:00-05:00")
    assert (call.reason, letter.reason) == ("wait", "too_late")


def changed(path: str, value: object) -> Mapping[str, object]:
    """The shipped file with one value changed; `...` takes it out."""
    mapping = copy.deepcopy(SHIPPED)
    *outer, last = path.split("/")
    place: dict[str, Any] = mapping
    for name in outer:
        place = place[name]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return mapping


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("contact/call/hours", "mon-sat 9-8", "contact: call: hours: 09:00-08:00 crosses midnight"),
        ("contact/call/hours", 9, "contact: call: hours: is a whole number"),
        (
            "contact/call/source",
            ...,
            "contact: call: source: is missing; write for example  source",
        ),
        ("contact/call/source", " ", "contact: call: source: is empty"),
        ("contact/call/client_holidays", "yes", "client_holidays: is a text; write true or false"),
        ("contact/call/houres", "always", "houres: is not a key that is known here; the keys are"),
        (
            "contact/call",
            "always",
            "contact: call: is a text; write it as a section under [contact",
        ),
        ("contact/letter", ..., "contact: letter: is missing; write for example  [contact.letter]"),
        ("contact/fax", {}, "contact: fax: is not a key that is known here"),
        ("contact", 5, "contact: is a whole number; write a section for each channel"),
        ("letter/days", 0, "letter: days: is out of range; write a number from 1 to 60"),
        ("letter/days", ..., "letter: days: is missing"),
        ("letter/weekdays", ["mo"], "letter: weekdays: holds 'mo'; write some of mon"),
        ("letter/cutoff", "5 pm", "letter: cutoff: is '5 pm'; write a time such as \"17:00\""),
        ("authority/limit", 250.5, "authority: limit: is a decimal number; write a whole number"),
        ("authority/limit", -1, "authority: limit: is out of range"),
        ("authority/currency", "usd", "authority: currency: is 'usd'; write three capital letters"),
        ("escalation/contacts", 0, "escalation: contacts: is out of range"),
        ("escalation", ..., "escalation: is missing; write for example  [escalation]"),
        ("lead_times/visit_minutes", "1h", "lead_times: visit_minutes: is a text"),
        ("statement", ..., "statement: is missing"),
        ("autority", {}, "autority: is not a key that is known here; the keys are statement"),
        ("limit", 5, "limit: stands in the wrong place; it belongs to [authority]"),
    ],
)
def test_a_mistake_is_named_with_what_would_be_right(path: str, value: object, said: str) -> None:
    """One line: file, key, what is wrong, what would be right."""
    with pytest.raises(BadPolicy) as refused:
        Policy.from_mapping(changed(path, value), name="policy.toml")

    assert any(line.startswith("policy.toml: ") and said in line for line in refused.value.problems)


def test_a_misspelt_section_is_recognised() -> None:
    """The one that is missing is the one that was meant, and is named once."""
    mapping = dict(SHIPPED)
    mapping["autority"] = mapping.pop("authority")

    with pytest.raises(BadPolicy) as refused:
        Policy.from_mapping(mapping, name="policy.toml")

    assert str(refused.value) == (
        "policy.toml: autority: is not a key that is known here; did you mean 'authority'?"
    )


def test_all_mistakes_at_once_with_their_lines() -> None:
    """A file is judged completely."""
    mapping = {**changed("letter/days", 0), "authority": {"limit": "much"}}

    with pytest.raises(BadPolicy) as refused:
        Policy.from_mapping(
            mapping, name="policy.toml", lines={("letter", "days"): 52, ("authority",): 70}
        )

    assert len(refused.value.problems) == 4
    assert refused.value.problems[0].startswith("policy.toml: line 52: letter: days: ")
    assert str(refused.value).splitlines() == list(refused.value.problems)
