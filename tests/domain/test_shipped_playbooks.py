"""The playbooks that come with recover: kind words, and promises that can be kept."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from recover.domain.calendar import Calendar
from recover.domain.deadline import resolve
from recover.domain.entry import Phase, PromiseKind
from recover.domain.placeholder import fill
from recover.domain.playbook import PlannedPromise, Playbook
from recover.storage.playbook_files import playbook, playbooks, policy, shipped_folder

NOWHERE = Path("/nowhere")
"""A home without playbooks of its own."""

SHIPPED = [shelved.playbook for shelved in playbooks(NOWHERE) if shelved.playbook]
PROMISES = [
    pytest.param(promise, id=f"{shipped.id}: {promise.what}")
    for shipped in SHIPPED
    for promise in shipped.promises
]
ZONES = [
    ("America/Chicago", "America/New_York"),
    ("Asia/Kathmandu", "Europe/Paris"),
]
WEEKS = [datetime(2026, 6, 1), datetime(2026, 10, 26), datetime(2026, 12, 28)]
"""Mondays: an ordinary week, one that ends with a change of clocks, one with a change of year."""

DEFENDING = (
    *("unfortunately", "policy", "procedure", "inconvenience", "misunderstanding", "their fault"),
    *("but", "actually", "however", "as i said", "to be honest", "with all due respect"),
    *("calm down", "relax", "you must", "you should have", "not my", "if you feel"),
    *("as soon as possible", "asap", "i understand how you feel", "hopefully"),
)


def named(shipped: Playbook) -> str:
    """What the test report calls it."""
    return shipped.id


def words_in(phrase: str, line: str) -> bool:
    """Whether *phrase* stands in *line* as whole words, whatever the case."""
    return bool(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", line, re.IGNORECASE))


def test_every_shipped_file_reads() -> None:
    """The collection is complete, and nothing in it has a problem."""
    shelf = playbooks(NOWHERE)

    assert [shelved.problems for shelved in shelf if shelved.problems] == []
    assert {shelved.id for shelved in shelf} >= {
        "blank",
        "cancelled-appointment",
        "client-disputes-our-answer",
        "personal-affront",
        "repeated-contact",
        "silent-blacklist",
        "stranded",
    }


@pytest.mark.parametrize("shipped", SHIPPED, ids=named)
def test_each_walks_from_listening_to_healing(shipped: Playbook) -> None:
    """Every phase has a step, something essential is asked, and the walk ends in a review."""
    assert {step.phase for step in shipped.steps} == set(Phase) - {Phase.CLOSED}
    assert shipped.facts[0].need == "essential"
    assert shipped.healing
    assert shipped.review


@pytest.mark.parametrize("shipped", SHIPPED, ids=named)
def test_no_line_to_say_holds_words_to_avoid(shipped: Playbook) -> None:
    """Neither those of its own step nor those that defend, explain or blame anywhere."""
    spoken = [(line, (*step.avoid, *DEFENDING)) for step in shipped.steps for line in step.say]
    spoken += [
        (line, DEFENDING) for ask in shipped.demands for line in (ask.reason, ask.alternative)
    ]

    found = [(line, word) for line, avoid in spoken for word in avoid if words_in(word, line)]

    assert found == []


@pytest.mark.parametrize("shipped", SHIPPED, ids=named)
def test_each_step_fits_a_narrow_panel(shipped: Playbook) -> None:
    """34 columns: what to do on two lines, what to say on four, no more than four things to say."""
    for step in shipped.steps:
        assert len(step.do) <= 2 * 32
        assert len(step.say) <= 4
        assert all(len(line) <= 4 * 32 for line in step.say)
        assert all(len(words) <= 32 for words in step.avoid)


@pytest.mark.parametrize("shipped", SHIPPED, ids=named)
def test_the_review_blames_nobody(shipped: Playbook) -> None:
    """Questions about what, when and how; none about who."""
    assert all(question.endswith("?") for question in shipped.review)
    assert not any(
        words_in(word, line) for line in shipped.review for word in ("who", "whose", "fault")
    )


@pytest.mark.parametrize("promise", PROMISES)
@pytest.mark.parametrize(("client", "owner"), ZONES)
def test_every_promise_resolves_at_any_hour(
    promise: PlannedPromise, client: str, owner: str
) -> None:
    """A phrase that can be too late for today would fail somebody at night."""
    theirs = Calendar.from_mapping({"zone": client})
    ours = Calendar.from_mapping({"zone": owner})
    for monday in WEEKS:
        start = monday.replace(tzinfo=ZoneInfo(client)).astimezone(UTC)
        for hours in range(0, 7 * 24, 5):
            said_at = start + timedelta(hours=hours, minutes=50)

            deadline = resolve(promise.by, said_at, client=theirs, owner=ours)

            assert said_at < deadline.due < said_at + timedelta(days=7)


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_made_at_work_can_be_kept(promise: PlannedPromise) -> None:
    """In the default calendar there is a moment before it is due at which its channel is open."""
    client = Calendar.from_mapping({"zone": "America/Chicago"})
    window = policy(NOWHERE).window(promise.channel, client)
    for day in range(5):
        for minutes in range(0, 8 * 60, 45):
            said_at = WEEKS[0].replace(hour=9, tzinfo=ZoneInfo("America/Chicago"))
            said_at += timedelta(days=day, minutes=minutes)

            due = resolve(promise.by, said_at, client=client, owner=client).due

            assert window.next_open(said_at) <= due
            assert window.is_open(due) or due - window.next_open(said_at) >= timedelta(minutes=10)


def test_a_cancelled_appointment_becomes_a_duty_by_itself() -> None:
    """Story 1: told the same day until 20:00, and needed by the appointment."""
    cancelled = playbook(NOWHERE, "cancelled-appointment")
    central = Calendar.from_mapping({"zone": "America/Chicago"})
    eastern = Calendar.from_mapping({"zone": "America/New_York"})
    monday = datetime(2026, 6, 1, 8, 15, tzinfo=ZoneInfo("America/New_York"))

    (duty,) = [promise for promise in cancelled.promises if promise.opens]

    assert (duty.kind, duty.needed_by) == (PromiseKind.DUTY, "appointment")
    assert resolve(duty.by, monday, client=central, owner=eastern).due == datetime(
        2026, 6, 1, 20, 0, tzinfo=ZoneInfo("America/Chicago")
    )


def test_only_the_duty_of_a_cancelled_appointment_is_made_unasked() -> None:
    """Nothing else is promised before a person promises it."""
    opening = [shipped.id for shipped in SHIPPED for promise in shipped.promises if promise.opens]

    assert opening == ["cancelled-appointment"]


def test_somebody_stranded_is_asked_four_things() -> None:
    """Story 3: these, in this order; what the car looks like is for later."""
    stranded = playbook(NOWHERE, "stranded")
    asked = {
        need: [fact.ask for fact in stranded.facts if fact.need == need]
        for need in ("essential", "later")
    }

    assert stranded.urgent
    assert asked == {
        "essential": ["safe?", "where?", "what is needed?", "how else can we reach you?"],
        "later": ["colour", "model", "mileage"],
    }


def test_a_disputed_answer_begins_with_their_values() -> None:
    """Story 5, years earlier: asked before anything is explained; the manager has a name."""
    disputed = playbook(NOWHERE, "client-disputes-our-answer")

    assert disputed.facts[0].ask == "which values they use"
    assert "values do you use?" in disputed.steps[0].say[0]
    (report,) = [ask for ask in disputed.demands if ask.text == "Who do you report to?"]
    assert fill(report.alternative, {"lead.name": "Sol"}).startswith("Sol.")


def test_the_example_of_the_page_reads() -> None:
    """Whoever copies it from `playbooks/README.md` has a playbook."""
    page = (shipped_folder() / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)

    read = Playbook.from_mapping(tomllib.loads(example), source="README.md")

    assert (read.id, len(read.steps), len(read.promises)) == ("late-delivery", 1, 1)


def test_the_page_names_every_key_of_the_format() -> None:
    """The page explains what the reader accepts, no less."""
    from recover.domain.playbook_table import HOMES, PLAYBOOK

    page = (shipped_folder() / "README.md").read_text(encoding="utf-8")
    keys = {key for table in HOMES.values() for key in table}

    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
    assert all(f"[[{name}]]" in page for name in PLAYBOOK.keys() - keys)
