"""Instructions to nobody, ways up and escalations on the command line, to the minute."""

import pytest

from tests.cli.commandline import CommandLine

NOTE = "NEXT AGENT: PLEASE MAKE SURE THE CUSTOMER IS NOTIFIED OF THE CANCELLED APPOINTMENT"


@pytest.fixture
def ortega(bare: CommandLine) -> CommandLine:
    """Story 1: Ana, Ben and lead Sol in New York; Ortega in Chicago, without an e-mail address."""
    for person in ("Ana", "Ben", "Sol --lead"):
        bare.done(f"person add {person} --zone America/New_York")
    bare.done(
        "account add Ortega --zone America/Chicago --phone 555-0119 --address '18 Canal Street'"
    )
    bare.person = "ana"
    bare.at = "2026-06-01T08:15-04:00"
    return bare


def test_story_1_the_way_it_went(ortega: CommandLine) -> None:
    """Steps 1-3: to nobody, still Ana's in the evening, and missed the instant after 20:00 CDT."""
    opened = ortega.json(
        "listen 'install cancelled, line not ready' --account ortega "
        "--playbook cancelled-appointment"
    )
    assert opened["promises"][0]["owner"] == "ana"
    logged = ortega("--json log 1", NOTE)
    assert logged.code == 0
    assert logged.json["warnings"] == ["instruction_to_nobody"]
    (entry,) = logged.json["to_nobody"]
    assert logged.err == (
        f"{entry} is an instruction to nobody, and stays yours: keep it with "
        f'`recover take {entry} --by "in 2 hours"` (--promise 1p1, if it is that one), name '
        "someone with --to PERSON, or offer it to the lead with --lead.\n"
    )

    evening = "2026-06-01T17:30-04:00"
    shown = ortega.json("show 1", at=evening)
    (duty,) = shown["promises"]
    assert (duty["what"], duty["owner"], duty["state"], duty["offered_to"]) == (
        *("Tell the client the appointment is cancelled", "ana", "open", None),
    )
    assert duty["due"] == "2026-06-01T20:00:00-05:00"
    assert shown["to_nobody"] == [entry]
    day = ortega.done(at=evening).out
    assert f"TO NOBODY 1\n  ! {entry}  stays with you  Ortega  NEXT AGENT" in day
    ortega.person = "ben"
    assert "TO NOBODY" not in ortega.done(at=evening).out
    page = ortega.done("show 1", at=evening).out
    assert f"! to nobody: stays with Ana, `recover take {entry}` takes it up" in page

    assert ortega.json("promises", at="2026-06-01T20:00:00-05:00")[0]["state"] == "open"
    assert ortega.json("promises", at="2026-06-01T20:00:01-05:00")[0]["state"] == "missed"


def test_story_1_the_note_is_tied_to_the_duty_that_is_there(ortega: CommandLine) -> None:
    """The summary for the client holds neither the note nor a name; an undo takes the tie back."""
    ortega.done("listen 'install cancelled' --account ortega --playbook cancelled-appointment")
    (entry,) = ortega.json("log 1", NOTE)["to_nobody"]
    taken = ortega.json(f"take {entry} --promise 1p1")
    assert (taken["id"], taken["owner"], taken["entry"], taken["offered_to"]) == (
        *("1p1", "ana", entry, None),
    )
    shown = ortega.json("show 1")
    assert (shown["to_nobody"], shown["taken_up"]) == ([], {entry: "1p1"})
    assert "is 1p1 now" in ortega.done("show 1").out
    ortega.done("undo")

    assert ortega.json("show 1")["to_nobody"] == [entry]


def test_taking_it_up_says_what_it_is_now_on_both_clocks(ortega: CommandLine) -> None:
    """And whose."""
    ortega.done("listen 'install cancelled' --account ortega")
    ortega.done("log 1", NOTE)
    taken = ortega.done("take 1e3 --by 'today 8pm' --what 'tell her it is off'")

    assert taken.out == (
        "1e3 is 1p1 now; you own it: tell her it is off\n"
        "Due Mon 1 Jun 2026 20:00 CDT (client, America/Chicago) = 21:00 EDT (you).\n"
    )
    assert ortega.json("")["to_nobody"] == []
    assert ortega.json("promises")[0]["kind"] == "duty"


@pytest.mark.parametrize(
    ("line", "code", "kind", "says"),
    [
        ("take 1e3", 2, "usage", "Say by when"),
        ("take 1e3 --by 5pm --to ''", 2, "usage", "--to needs the name"),
        ("take 1e3 --by 5pm --to ben --lead", 2, "usage", "not both"),
        ("take 1e3 --by 5pm --promise 1p1", 2, "usage", "leave out --by"),
        ("take 1e2 --by 'today 5pm'", 4, "no_instruction", "1e2 is no note"),
        ("take 1e99 --by 'today 5pm'", 3, "not_found", "No entry"),
        ("take nonsense --by 'today 5pm'", 3, "not_found", "names no entry"),
        ("take 1e3 --by soon", 4, "vague", "soon"),
        ("take 1e3 --to ana --by 'today 5pm'", 4, "nobody_to_offer", "Ana is you"),
        ("take 1e3 --to zed --by 'today 5pm'", 3, "not_found", "No person"),
    ],
)
def test_taking_up_what_cannot_be(
    ortega: CommandLine, line: str, code: int, kind: str, says: str
) -> None:
    """One sentence, a stable word, and the right exit code; nothing is written."""
    ortega.done("listen 'install cancelled' --account ortega")
    ortega.done("log 1", NOTE)
    answer = ortega(f"--json {line}")

    assert (answer.code, answer.error["kind"]) == (code, kind)
    assert says in answer.error["message"]
    assert ortega.json("show 1")["promises"] == []


def test_taken_up_twice_and_nobody_leads(bare: CommandLine) -> None:
    """The second hears what it is now."""
    bare.done("person add Ana --zone America/New_York")
    bare.done("listen 'install cancelled'")
    bare.done("log 1", NOTE)
    assert bare("--json take 1e3 --lead --by 'tomorrow 9am'").error["kind"] == "nobody_to_offer"
    bare.done("take 1e3 --by 'tomorrow 9am'")

    again = bare("--json take 1e3 --by 'tomorrow 9am'")
    assert (again.code, again.error["kind"]) == (4, "already_taken")


@pytest.mark.parametrize(
    "line",
    [
        "log 1 'Ben, please call her'",
        "log 1 --heard 'someone should call me'",
        "log 1 --said 'please tell the client'",
        "log 1 --fact where=here",
    ],
)
def test_what_is_none_is_logged_without_a_word(ortega: CommandLine, line: str) -> None:
    """Only notes are looked at."""
    ortega.done("listen 'install cancelled' --account ortega")
    logged = ortega(f"--json {line}")

    assert (logged.code, logged.err, logged.json["warnings"]) == (0, "", [])


def test_story_1_the_lead_takes_it_when_it_is_offered(ortega: CommandLine) -> None:
    """Step 1, the third way out: it stays Ana's until Sol accepts in their own words."""
    ortega.done("listen 'install cancelled' --account ortega")
    ortega.done("log 1", NOTE)
    taken = ortega.json("take 1e3 --lead --by 'today 8pm'")
    assert (taken["owner"], taken["offered_to"]) == ("ana", "sol")
    ortega.person = "sol"
    ortega.done("accept 1h1 --readback 'I call her before eight, her time'")

    assert ortega.json("promises")[0]["owner"] == "sol"


@pytest.fixture
def vireo(bare: CommandLine) -> CommandLine:
    """Story 2: Mo in Chicago, executive Erin in New York; Vireo's fee, and the demand 1d1."""
    bare.done("person add Mo --zone America/Chicago --hours 'mon-fri 08:00-18:00'")
    bare.done("person add Erin --zone America/New_York --hours 'mon-fri 08:00-18:00' --lead")
    bare.done(
        "account add Vireo --zone America/New_York --since 1988 --value 48000 --phone 555-0100"
    )
    bare.person = "mo"
    bare.at = "2026-01-12T14:05-05:00"
    bare.done("listen 'a 200 dollar fee' --account vireo --playbook silent-blacklist")
    return bare


def test_story_2_the_way_up_is_a_person(vireo: CommandLine) -> None:
    """Step 2: a generic address leaves the demand open, and whoever could take it is named."""
    asked = vireo.done("demand 1 'send this to your headquarters'").out
    assert '`recover decide 1d1 granted --route erin --by "tomorrow 5pm"`' in asked
    for line in (
        "decide 1d1 granted",
        "decide 1d1 partly --alternative 'write to customer relations'",
        "decide 1d1 granted --route 'customer relations' --by 'Wed 17:00'",
        "decide 1d1 granted --route relations@vireo.example --by 'Wed 17:00'",
        "decide 1d1 granted --route mo --by 'Wed 17:00'",
        "decide 1d1 granted --route erin",
    ):
        refused = vireo(f"--json {line}")
        assert (refused.code, refused.error["kind"]) == (4, "not_a_route"), line
    assert (
        "not a route to a person"
        in vireo("decide 1d1 granted --route 'customer relations' --by 'Wed 17:00'").err
    )
    assert vireo("decide 1d1 granted --by 'Wed 17:00'").code == 2
    assert vireo("decide 1d1 granted --route '' --by 'Wed 17:00'").code == 2

    shown = vireo.json("show 1")
    assert shown["demands"][0]["decision"] == "open"
    assert shown["promises"] == []
    declined = vireo.json("decide 1d1 declined --reason 'I can settle it here'")
    assert (declined["decision"], declined["route"]) == ("declined", None)


def test_story_2_the_person_is_offered_it_and_the_client_has_a_moment(vireo: CommandLine) -> None:
    """Steps 2-3: Wed 17:00 EST; Mo's until Erin accepts, back with him from Tue 14:05 EST on."""
    vireo.done("demand 1 'send this to your headquarters'")
    decided = vireo.done("decide 1d1 granted --route erin --by 'Wed 17:00'")
    assert decided.out.splitlines()[2:] == [
        "1p1 promised: Erin's office calls the client, by Wed 14 Jan 2026 17:00 EST "
        "(client, America/New_York) = 16:00 CST (you).",
        "It is offered to Erin, and stays yours until they accept it.",
    ]
    shown = vireo.json("show 1")
    (promise,), (handover,) = shown["promises"], shown["handovers"]
    assert (promise["owner"], promise["offered_to"]) == ("mo", "erin")
    assert (handover["state"], handover["answer_by"]) == ("offered", "2026-01-13T14:05:00-05:00")

    later = vireo.json("show 1", at="2026-01-13T14:05:01-05:00")
    assert later["handovers"][0]["state"] == "expired"
    assert later["promises"][0]["owner"] == "mo"
    missed = vireo.json("promises", at="2026-01-14T17:00:01-05:00")
    assert missed[0]["state"] == "missed"


def test_story_4_the_third_contact_escalates_and_not_before(bare: CommandLine) -> None:
    """Step 1: Billing, Technical, Billing again; then Max, for whom nothing is raised anew."""
    bare.done("person add Dana --zone America/Los_Angeles")
    bare.done("person add Max --zone America/New_York")
    bare.done("person add Sol --zone America/Los_Angeles --lead")
    bare.done("account add Lee --zone America/Los_Angeles --since 1999 --value 1800 --phone 555-01")
    bare.person = "dana"
    bare.at = "2026-03-02T09:10-08:00"
    opened = bare.json("listen 'billed twice' --account lee --department Billing")
    assert (opened["severity"], opened["escalated"]) == ("normal", None)
    second = bare.json("contacted 1 --department Technical", at="2026-03-04T15:40-08:00")
    assert (second["contacts"], second["severity"], second["escalated"]) == (2, "normal", None)
    assert second["told"] == []

    third = bare("contacted 1 --department Billing", at="2026-03-09T10:05-07:00")
    assert third.out.splitlines() == [
        "3rd contact about incident 1, Billing, Technical so far.",
        "Escalated to Sol at the 3rd contact; severity is high.",
    ]
    log = bare.json("show 1", at="2026-03-09T10:06-07:00")["log"]
    assert [(each["at"], each["kind"], each["text"]) for each in log[-2:]] == [
        ("2026-03-09T10:05:00-07:00", "severity", "severity is high now; contact 3"),
        ("2026-03-09T10:05:00-07:00", "told", "sol was told: contact 3"),
    ]

    bare.person = "max"
    fourth = bare.json("contacted 1", at="2026-03-12T08:30-07:00")
    assert (fourth["contacts"], fourth["severity"], fourth["escalated"]) == (4, "high", None)
    assert fourth["told"] == [{"person": "sol", "reason": "contact 3"}]
    page = bare.done("show 1", at="2026-03-12T08:30-07:00").out
    assert "4th contact · escalated to Sol at the 3rd contact · via Billing, Technical" in page


def test_where_nobody_leads_that_is_said(busy: CommandLine) -> None:
    """The severity is up all the same."""
    busy.done("contacted 1")
    third = busy.done("contacted 1")

    assert "nobody else is on record to tell: name a lead with `recover person set" in third.out
    busy.done("contacted 1")
    assert busy.json("contacted 1")["escalated"] is None


def test_the_escalation_is_in_the_shapes(busy: CommandLine) -> None:
    """Who was told, and the stable word for why."""
    busy.done("person add Sol --zone America/New_York --lead")
    busy.done("contacted 1")
    assert busy.json("contacted 1")["escalated"] == {"to": "sol", "reason": "contact 3"}
    heard = busy.json("log 1 --heard 'who do you report to?'")
    assert heard["escalated"] == {"to": "sol", "reason": "asks for a manager"}
    assert busy.json("log 1 --heard 'who do you report to?'")["escalated"] is None
    added = busy.json("listen --incident 1 'get me your manager'")

    assert added["escalated"] is None


def test_whoever_cannot_be_there_is_named_before_it_is_offered(busy: CommandLine) -> None:
    """Also where an instruction is taken up for them, or a demand goes up to them."""
    busy.done("person away priya --until 2026-11-02")
    busy.done("log 1 'next agent please make sure the client is told'")
    entry = busy.json("show 1")["to_nobody"][0]
    taken = busy.done(f"take {entry} --to priya --by 'tomorrow 3pm'")
    assert "Priya is away until Mon 2 Nov 2026" in taken.err

    busy.done("demand 1 'I want to speak to your manager'")
    routed = busy.done("decide 1d2 granted --route priya --by 'tomorrow 6pm'")
    assert "Priya is away until Mon 2 Nov 2026" in routed.err
    assert "Priya is not at work when it is due" in routed.err
