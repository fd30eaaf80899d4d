"""Putting a change onto what somebody else has changed: nothing vanishes, and clashes are named."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from recover.domain.account import Account, Contact, Seat
from recover.domain.calendar import Calendar
from recover.domain.merging import changed_fields, merge

ZONES = ("UTC", "America/Chicago")
CONTACTS = st.lists(
    st.builds(Contact, key=st.sampled_from("abc"), name=st.just("x"), phone=st.sampled_from("12")),
    max_size=3,
    unique_by=lambda each: each.key,
).map(tuple)
ACCOUNTS = st.builds(
    Account,
    key=st.just("x"),
    name=st.sampled_from(["X", "Y"]),
    calendar=st.builds(Calendar, zone=st.sampled_from(ZONES)),
    phone=st.sampled_from(["", "1", "2"]),
    no_contact=st.frozensets(st.sampled_from([date(2026, 1, 1), date(2026, 1, 2)])),
    contacts=CONTACTS,
    windows=st.sampled_from([(), (("call", "mon"),), (("call", "tue"), ("sms", "mon"))]),
    owner=st.sampled_from([None, "a", "b"]),
)


@given(base=ACCOUNTS, mine=ACCOUNTS, theirs=ACCOUNTS)
def test_each_field_is_one_of_the_two_that_changed_it(
    base: Account, mine: Account, theirs: Account
) -> None:
    """What only I changed is mine, what only they changed is theirs, and a clash is named."""
    merged, clashes = merge(base, mine, theirs)

    for name in ("name", "phone", "owner"):
        was, here, there = (getattr(each, name) for each in (base, mine, theirs))
        found = getattr(merged, name)
        if here in (was, there):
            assert found == there
        elif there == was:
            assert found == here
        else:
            assert found == there
            assert {"name": "name", "phone": "phone", "owner": "account manager"}[name] in clashes


@given(base=ACCOUNTS, mine=ACCOUNTS, theirs=ACCOUNTS)
def test_alone_or_alike_nothing_clashes(base: Account, mine: Account, theirs: Account) -> None:
    """One who changes alone gets all of it; the same change by both is no clash."""
    assert merge(base, mine, base)[1] == ()
    assert _same(merge(base, mine, base)[0], mine)
    assert merge(base, base, theirs) == (theirs, ())
    assert merge(base, mine, mine) == (mine, ())


@given(base=ACCOUNTS, mine=ACCOUNTS, theirs=ACCOUNTS)
def test_what_is_replaced_knowingly_is_mine(base: Account, mine: Account, theirs: Account) -> None:
    """Every field I changed is as I want it, and nothing else of theirs is touched."""
    merged, _ = merge(base, mine, theirs, mine_wins=True)

    for name in ("name", "phone", "owner"):
        changed = getattr(mine, name) != getattr(base, name)
        assert getattr(merged, name) == getattr(mine if changed else theirs, name)


def test_lists_are_merged_item_by_item() -> None:
    """Two add a contact each, a third changes one: all of it is there."""
    hale, ito = Contact(key="hale", name="Hale"), Contact(key="ito", name="Ito")
    base = Account(key="x", name="X", calendar=Calendar(zone="UTC"), contacts=(hale,))
    mine = replace(base, contacts=(replace(hale, phone="1"), ito))
    lee = Contact(key="lee", name="Lee")
    seat = Seat(role="AE", vacant_since=date(2026, 1, 1))
    theirs = replace(base, contacts=(replace(hale, email="h@x.example"), lee), seats=(seat,))

    merged, clashes = merge(base, mine, theirs)

    assert clashes == ()
    assert merged.contacts == (replace(hale, phone="1", email="h@x.example"), lee, ito)
    assert merged.seats == (seat,)
    assert changed_fields(base, mine) == {"contacts"}


def _same(first: Account, second: Account) -> bool:
    """Say whether two accounts hold the same, whatever the order of their lists."""
    for field in fields(Account):
        one, other = getattr(first, field.name), getattr(second, field.name)
        if isinstance(one, tuple):
            one, other = sorted(map(str, one)), sorted(map(str, other))
        if one != other:
            return False
    return True
