"""When a client wishes to be contacted, on the command line."""

import pytest

from tests.cli.commandline import CommandLine


def test_wishes_and_agreements_are_one_account(run: CommandLine) -> None:
    """What is said of an account is what scripts and people read of it."""
    run.done(
        "account wishes northwind --window 'call=mon-fri 10am-4pm' --window sms=never "
        "--also-zone Asia/Tokyo --no-contact 2026-12-24"
    )
    run.done("account agree northwind 'text me' --channel sms --until 'in 6 hours' --who hale")
    account = run.json("account show northwind")

    assert account["windows"] == {"call": "mon-fri 10:00-16:00", "sms": "never"}
    assert account["also_zones"] == ["Asia/Tokyo"]
    assert account["no_contact"] == ["2026-12-24"]
    (agreed,) = account["agreed"]
    assert (agreed["start"], agreed["end"]) == (
        "2026-10-22T17:10:00-07:00",
        "2026-10-22T23:10:00-07:00",
    )
    assert (agreed["who"], agreed["by"]) == ("R. Hale", "mara")
    page = run.done("account show northwind").out
    for line in ("only mon-fri 10:00-16:00 by call", "may also be in Asia/Tokyo", '"text me"'):
        assert line in page
    channels = {each["channel"]: each for each in run.json("contact northwind")["channels"]}
    assert channels["sms"]["allowed_now"]
    assert channels["call"]["opens"] is None


def test_what_is_cleared_and_given_at_once_is_what_is_given(run: CommandLine) -> None:
    """The rest is as if it had never been said."""
    run.done("account wishes north --window call=always --window sms=never")
    run.done("account wishes north --clear windows --window 'visit=mon 09:00-10:00'")
    run.done("account wishes north --no-contact 2026-12-24 --also-zone Asia/Tokyo")
    run.done("account wishes north --clear zones --clear no-contact")
    account = run.json("account show north")

    assert account["windows"] == {"visit": "mon 09:00-10:00"}
    assert (account["also_zones"], account["no_contact"]) == ([], [])


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("account wishes north", 2, "nothing to change"),
        ("account wishes north --window always", 2, "write the channel and its hours"),
        ("account wishes north --window call=sometimes", 4, "Hours"),
        ("account wishes north --also-zone America/Chcago", 4, "America/Chicago"),
        ("account wishes north --no-contact tomorrow", 2, "2026-10-23"),
        ("account wishes nobody --clear zones", 3, "No account"),
        ("account agree north yes --until soon", 4, "soon"),
        ("account agree north yes --until 'tomorrow 9am' --from 'tomorrow noon'", 4, "later end"),
        ("account agree north ' ' --until 'tomorrow 9am'", 4, "what the client said"),
        ("reach 9p9", 3, "9"),
        ("hold 1p1 --channel pigeon", 2, "pigeon"),
        ("wake 1p1", 3, "1"),
    ],
)
def test_bad_wishes_are_refused_in_one_sentence(
    run: CommandLine, line: str, code: int, said: str
) -> None:
    """What, which one, what to do next; the book stays as it was."""
    before = run.json("account show north")
    answer = run(line)

    assert answer.code == code, answer
    assert said in answer.err
    assert answer.err.count("\n") == 1
    assert run.json("account show north") == before


def test_a_date_with_hours_of_its_own(run: CommandLine) -> None:
    """It replaces the weekday's hours and any holiday, for a client and for one of us."""
    special = "2026-12-24 09:00-12:00, 2026-12-31 closed"
    account = run.json("account set northwind --special", special)
    person = run.json("person set priya --special", special)

    assert (account["special"], person["special"]) == (special, special)
    assert special in run.done("account show northwind").out
    due = run.json("when '2026-12-24' --account northwind")["due"]
    assert due == "2026-12-24T12:00:00-08:00"
    assert run.json("account set northwind --special", "")["special"] == ""
    refused = run("account set northwind --special 2026-12-24")
    assert (refused.code, refused.err.count("\n")) == (4, 1)
