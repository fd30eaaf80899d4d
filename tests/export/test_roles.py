"""Roles in the place of names, and nothing else changed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.export.name_parts import COLLEAGUE, firm_parts, people_roles
from recover.export.roles import MANAGER, TEAM, Roles

ROLES = Roles(
    instead={
        "Acme": "another client",
        "acme-eu": "another client",
        "Ortega": "somebody else",
        "Billing": TEAM,
        **people_roles(
            [
                (("Mara Voss", "mara", "mara@house.example"), MANAGER),
                (("Sam Okafor", "sam", ""), COLLEAGUE),
                (("Zoë van den Berg", "zoe", ""), COLLEAGUE),
                (("Jean-Luc Picard", "jean-luc-picard", ""), COLLEAGUE),
                (("Sinéad O'Brien", "", ""), COLLEAGUE),
                (("Søren Strauß", "", ""), COLLEAGUE),
                (("田中 太郎", "", ""), COLLEAGUE),
                (("Will Hunt", "will", ""), COLLEAGUE),
                (("Max Power", "max", ""), COLLEAGUE),
            ]
        ),
    },
    kept=frozenset({"Sam Ortega", "R. Hale", "sam@north.example"}),
    theirs=frozenset({"Max"}),
    capitalised=frozenset({"Billing", "Ortega"}),
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mara calls at 8.", "Your account manager calls at 8."),
        ("I asked MARA VOSS twice", "I asked your account manager twice"),
        ("Sam  Okafor, then Okafor's desk", "A colleague, then a colleague's desk"),
        ("ZOE and Zoë and zoë Berg", "A colleague and a colleague and a colleague"),
        ("Sam Ortega is theirs; Sam is ours", "Sam Ortega is theirs; a colleague is ours"),
        ("we will hunt for it; Will knows", "we will hunt for it; a colleague knows"),
        ("Will the truck come? Max 250 USD", "Will the truck come? Max 250 USD"),
        ("Billing lost it", "Our team lost it"),
        ("the billing address", "the billing address"),
        ("so said the billing department", "so said our team"),
        ("as at ACME; acme-eu, too", "as at another client; another client, too"),
        ("Mr Ortega, and ortega", "Mr somebody else, and ortega"),
        ("Samantha, Maraschino, den Haag", "Samantha, Maraschino, den Haag"),
        (
            "mara_voss, MaraVoss, mara.voss",
            "Your account manager, your account manager, your account manager",
        ),
        ("ask @maravoss today", "ask your account manager today"),
        ("write to mara@house.example.", "write to your account manager."),
        ("mara.voss@gmail.example", "Your account manager"),
        ("sam@north.example is theirs", "sam@north.example is theirs"),
        ("x@acme-eu.example", "Another client"),
        ("see https://acme.example/x?y=1 now", "see another client now"),
        ("Jean Picard, Jean\u2011Luc, J. Picard", "A colleague, a colleague, a colleague"),
        ("J.-L. Picard came", "A colleague came"),
        ("Sinéad O\u2019Brien and O'Brien", "A colleague and a colleague"),
        ("Soren Strauss, STRAUSS, Strauß", "A colleague, a colleague, a colleague"),
        ("田中さん、田中太郎", "A colleagueさん、a colleague"),
        ("Maras Termin, the Vosses", "Your account manager Termin, your account manager"),
        ("Vo\u00adss and Ma\u200bra", "Your account manager and your account manager"),
        (
            "It is over.Mara left. Mara came",
            "It is over.your account manager left. Your account manager came",
        ),
        ("", ""),
    ],
)
def test_names_become_roles(text: str, shown: str) -> None:
    """Whole words, whatever their case and accents; everyday words only as names."""
    assert ROLES.replaced(text).text == shown


def test_what_was_written_is_named_with_the_role_that_stands_there() -> None:
    """So that somebody can look at it before it leaves."""
    found = ROLES.replaced("Mara and Acme know")

    assert found.changes == (("Mara", MANAGER), ("Acme", "another client"))


def test_in_their_words_their_own_people_keep_their_names() -> None:
    """In ours a name that one of us has, too, is ours."""
    assert ROLES.replaced("Max called you twice", ours=False).text == "Max called you twice"
    assert ROLES.replaced("Max called you twice").text == "A colleague called you twice"


@given(st.text(alphabet="Maravos SamOkfor.,-'\n", max_size=60))
def test_no_name_survives_as_a_word(text: str) -> None:
    """Whatever stands around it."""
    shown = ROLES.replaced(text).text

    assert not re.search(r"(?<!\w)(mara|voss|okafor)(?!\w)", shown, re.IGNORECASE)


@given(st.text(max_size=80))
def test_harmless_text_stays_as_it_is(text: str) -> None:
    """Without names nothing is changed."""
    assert Roles(instead={}).replaced(text).text == text


def test_a_role_is_never_taken_for_a_name() -> None:
    """What was put in is not looked at again."""
    roles = Roles(instead={"Ben": COLLEAGUE, "Colleague": "another client"})

    assert roles.replaced("ask Ben").text == "ask a colleague"


def test_who_shares_a_part_of_a_name_is_a_colleague() -> None:
    """The part alone does not say which of them is meant."""
    roles = people_roles([(("Mara Lindt",), MANAGER), (("Mara Cole",), COLLEAGUE)])

    assert roles["Mara"] == COLLEAGUE
    assert roles["Mara Lindt"] == MANAGER


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Acme Holdings Ltd", ["Acme"]),
        ("The Lumen Group", ["Lumen"]),
        ("First National", []),
        ("BP", ["BP"]),
        ("Northwind Traders", ["Northwind", "Traders"]),
    ],
)
def test_a_firm_is_named_by_its_telling_words(name: str, parts: list[str]) -> None:
    """Not by what many firms are called."""
    assert firm_parts(name) == parts


NEIGHBOURS = Roles(
    instead={
        "Summit Logistics": "another client",
        "Summit": "another client",
        "Logistics": "another client",
        "City Hospital": "another client",
        "City": "another client",
        "Vireo": "another client",
        "Bishop": "somebody else",
        **dict.fromkeys(("Billing", "Technical", "Sales"), TEAM),
        **people_roles(
            [(("Tom Baker",), COLLEAGUE), (("Emma Bell",), COLLEAGUE), (("Mark Stone",), COLLEAGUE)]
        ),
    },
    capitalised=frozenset({"Logistics", "Bishop", "Billing", "Technical", "Sales"}),
)


@pytest.mark.parametrize(
    "text",
    [
        *("The meeting at the summit", "Your city line works again", "the baker delivered"),
        *("Bell Street 14", "Bishop Street depot", "The bell at your door", "Logistics charges"),
        *("Billing address changed", "Sales tax is included", "Technical support for the line"),
        *("Mark both boxes", "The Baker pump is fixed", "the billing address", "City lights"),
    ],
)
def test_ordinary_sentences_stay_as_they_are(text: str) -> None:
    """What may be either stays, and is asked about where it has a capital letter."""
    assert NEIGHBOURS.replaced(text).text == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I spoke to Mark this morning", "I spoke to a colleague this morning"),
        ("ask for Mark your new contact", "ask for a colleague your new contact"),
        ("write to mark.stone@house.example", "write to a colleague"),
        ("Our Sales Department called", "Our team called"),
        ("our billing team dropped it", "Our team dropped it"),
        ("billing's fault", "Our team's fault"),
        ("the error was made in billing.", "the error was made in our team."),
        ("Technical and Sales both missed it", "Our team and our team both missed it"),
        ("as at Summit, and at Summit Logistics", "as at another client, and at another client"),
        ("so had vireo", "so had another client"),
        ("so in the Vireo case", "so in another client case"),
    ],
)
def test_names_in_the_same_company_are_met(text: str, shown: str) -> None:
    """With the article before them taken away, and a department with its noun."""
    assert NEIGHBOURS.replaced(text).text == shown


def test_a_doubt_is_named_with_whom_it_may_be() -> None:
    """So that somebody decides before it leaves."""
    found = NEIGHBOURS.replaced("Mark both boxes. The Baker pump; Billing errors")

    assert found.doubts == (("Mark", COLLEAGUE), ("Baker", COLLEAGUE), ("Billing", TEAM))
