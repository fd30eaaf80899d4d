"""Roles in the place of names, and nothing else changed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.export.roles import COLLEAGUE, MANAGER, TEAM, Roles, firm_parts, people_roles

ROLES = Roles(
    instead={
        **people_roles(
            [
                (("Mara Lindt", "mara", "mara@house.example"), MANAGER),
                (("Sam Okafor", "sam", ""), COLLEAGUE),
                (("Zoë van den Berg", "zoe", ""), COLLEAGUE),
                (("Will Hunt", "will", ""), COLLEAGUE),
            ]
        ),
        "Billing": TEAM,
        "Field Service": TEAM,
        "Acme": "another client",
    },
    kept=frozenset({"Sam Ortega", "R. Hale"}),
    capitalised=frozenset({"Billing", "Field Service"}),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mara calls at 8.", "Your account manager calls at 8."),
        ("I asked MARA LINDT twice", "I asked your account manager twice"),
        ("write to mara@house.example", "write to your account manager"),
        ("Sam  Okafor, then Okafor's desk", "A colleague, then a colleague's desk"),
        ("ZOE and Zoë and zoë Berg", "A colleague and a colleague and a colleague"),
        ("Sam Ortega is theirs; Sam is ours", "Sam Ortega is theirs; a colleague is ours"),
        ("we will hunt for it; Will knows", "we will hunt for it; a colleague knows"),
        ("Billing lost it", "One of our teams lost it"),
        ("the billing address", "the billing address"),
        (
            "it went to Field Service. Billing, too",
            "it went to one of our teams. One of our teams, too",
        ),
        ("as at ACME", "as at another client"),
        ("Samantha, Maraschino, den Haag", "Samantha, Maraschino, den Haag"),
        ("", ""),
    ],
)
def test_names_become_roles(text: str, shown: str) -> None:
    """Whole words, whatever their case and accents; everyday words only as names."""
    assert ROLES.replaced(text) == shown


@given(st.text(alphabet="Maralindt SamOkfor.,-'\n", max_size=60))
def test_no_name_survives_as_a_word(text: str) -> None:
    """Whatever stands around it."""
    shown = ROLES.replaced(text)

    assert not re.search(r"(?<!\w)(mara|lindt|okafor)(?!\w)", shown, re.IGNORECASE)


@given(st.text(max_size=80))
def test_harmless_text_stays_as_it_is(text: str) -> None:
    """Without names nothing is changed."""
    assert Roles(instead={}).replaced(text) == text


def test_a_role_is_never_taken_for_a_name() -> None:
    """What was put in is not looked at again."""
    roles = Roles(instead={"Ben": COLLEAGUE, "Colleague": "another client"})

    assert roles.replaced("ask Ben") == "ask a colleague"


def test_who_shares_a_part_of_a_name_is_a_colleague() -> None:
    """The part alone does not say which of them is meant."""
    roles = people_roles([(("Mara Lindt",), MANAGER), (("Mara Cole",), COLLEAGUE)])

    assert roles["Mara"] == COLLEAGUE
    assert roles["Mara Lindt"] == MANAGER


@pytest.mark.parametrize(
    ("name", "parts"),
    [("Acme Holdings Ltd", ["Acme"]), ("First National", []), ("Target", []), ("BP", [])],
)
def test_a_firm_is_named_by_its_first_word_where_that_says_enough(
    name: str, parts: list[str]
) -> None:
    """An everyday word, or a short one, would take too much with it."""
    assert firm_parts(name) == parts
