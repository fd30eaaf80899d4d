"""An entry is internal unless it is marked for the client; marking it is one more entry."""

import pytest

from recover.domain.account import Account
from recover.domain.entry import Decision
from recover.domain.errors import Refused
from recover.export.client_case import ClientCase
from recover.export.client_pen import ClientPen
from recover.export.client_report import ANSWERED, client_report
from recover.export.report import Cell, Pledges, Report, Table, Timeline
from recover.services.deciding import add_demand, decide_demand
from recover.services.desk import Desk
from recover.services.finding import account_of, find_incident
from recover.services.listening import Caller, listen
from recover.services.promising import PromiseWish, make_promise
from recover.services.recording import log_line, mark, strike
from recover.services.roles import roles_for
from recover.services.undoing import undo


def summary(desk: Desk) -> Report:
    """What the client would read now."""
    incident = find_incident(desk, "1")
    account = account_of(desk, incident)
    assert isinstance(account, Account)
    case = ClientCase(
        id="1",
        account=account,
        incidents=(incident,),
        contact="",
        email="",
        ways=(),
        now=desk.now(),
    )
    return client_report(case, ClientPen(roles=roles_for(desk, account, [incident]), holdings={}))


def said(desk: Desk) -> list[str]:
    """The lines of the timeline."""
    parts = [part for part in summary(desk).parts if isinstance(part, Timeline)]
    return [f"{point.tag}: {point.text}" for part in parts for point in part.points]


def answers(desk: Desk) -> list[Cell]:
    """Our answers to what they asked for."""
    parts = [part for part in summary(desk).parts if isinstance(part, Table)]
    return [row[2] for part in parts if part.key == "requests" for row in part.rows]


@pytest.fixture
def sorry(desk: Desk) -> Desk:
    """1e3 is our apology, written down as internal."""
    listen(desk, Caller(account="northwind"), ["She is in tears."])
    log_line(desk, "1", "I am sorry.", kind="said")
    return desk


def test_what_is_marked_is_shown_and_what_is_not_is_not(sorry: Desk) -> None:
    """Afterwards, and back again; the log keeps every step."""
    assert said(sorry) == []
    mark(sorry, "1e3", client=True)
    assert said(sorry) == ["We told you: I am sorry."]
    mark(sorry, "1e3", client=False)

    assert said(sorry) == []
    assert [each.kind for each in find_incident(sorry, "1").entries][-2:] == ["marked", "marked"]


def test_undo_takes_a_mark_back(sorry: Desk) -> None:
    """What was written for the client from the start stays for them."""
    log_line(sorry, "1", "You hear from us by eight.", kind="said", client=True)
    mark(sorry, "1e4", client=False)
    assert said(sorry) == []
    undo(sorry)

    assert len(said(sorry)) == 1


def test_a_promise_and_a_demand_follow_their_entries(sorry: Desk) -> None:
    """Each is shown once its own line is."""
    make_promise(sorry, "1", PromiseWish(what="call", by="tomorrow 9am"))
    add_demand(sorry, "1", "a name")
    mark(sorry, "1e4", client=True)
    mark(sorry, "1e5", client=True)

    promised = [part for part in summary(sorry).parts if isinstance(part, Pledges)]
    assert len(promised) == len(answers(sorry)) == 1


def test_an_answer_stays_in_the_house_until_it_is_marked_itself(sorry: Desk) -> None:
    """Its reason is not theirs because the demand is."""
    add_demand(sorry, "1", "he is fired", client=True)
    decide_demand(sorry, "1d1", Decision.DECLINED, reason="it is not ours to say")
    assert answers(sorry) == [ANSWERED]
    mark(sorry, "1e5", client=True)

    assert answers(sorry) == ["declined; it is not ours to say"]


def test_some_entries_never_leave(sorry: Desk) -> None:
    """The opening is ours, and what is struck is nobody's."""
    with pytest.raises(Refused, match="never leaves"):
        mark(sorry, "1e1", client=True)
    strike(sorry, "1e3", "not said so")
    with pytest.raises(Refused, match="struck"):
        mark(sorry, "1e3", client=True)

    assert said(sorry) == []


def test_marking_twice_is_marking_once(sorry: Desk) -> None:
    """The log does not grow."""
    mark(sorry, "1e3", client=True)
    before = len(find_incident(sorry, "1").entries)
    mark(sorry, "1e3", client=True)

    assert len(find_incident(sorry, "1").entries) == before
