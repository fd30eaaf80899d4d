"""Finding what a person means by a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recover.domain.errors import Ambiguous, NotFound, Refused
from recover.domain.names import find, new_key, slug

CLIENTS = {
    "northwind": "Northwind",
    "north": "North Star",
    "ortega": "Ortega",
    "lumen": "Lumen Énergie",
    "acme-eu": "Acme Europe",
    "acme-us": "Acme United",
}


def _find(wanted: str) -> str:
    return find(
        wanted,
        CLIENTS.items(),
        key=lambda each: each[0],
        name=lambda each: each[1],
        noun="account",
        hint="`recover account list` shows them.",
    )[0]


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        ("north", "north"),
        ("NORTHWIND", "northwind"),
        ("North Star", "north"),
        ("northw", "northwind"),
        ("star", "north"),
        ("  lumen   énergie ", "lumen"),
        ("tega", "ortega"),
        ("europe", "acme-eu"),
    ],
)
def test_any_unambiguous_part_of_a_name_will_do(wanted: str, key: str) -> None:
    """A key wins over a name, a beginning over a middle."""
    assert _find(wanted) == key


def test_more_than_one_match_names_them() -> None:
    """`candidates` are keys that work."""
    with pytest.raises(Ambiguous, match="acme-eu, acme-us") as caught:
        _find("acme")

    assert caught.value.candidates == ("acme-eu", "acme-us")


def test_no_match_suggests_the_nearest_and_what_to_do() -> None:
    """One sentence: what, which, what next."""
    with pytest.raises(NotFound, match=r"No account 'ortegaa'. Did you mean ortega\?") as caught:
        _find("ortegaa")

    assert caught.value.candidates == ("ortega",)


@pytest.mark.parametrize("wanted", ["", "   ", "zzzz"])
def test_nothing_fits_nothing(wanted: str) -> None:
    """An empty name is not any name."""
    with pytest.raises(NotFound):
        _find(wanted)


@given(st.text(max_size=60))
def test_a_slug_is_letters_digits_and_dashes(name: str) -> None:
    """Safe in file names and on command lines, and stable."""
    made = slug(name)

    assert all(each in "abcdefghijklmnopqrstuvwxyz0123456789-" for each in made)
    assert not made.startswith("-")
    assert slug(made) == made


def test_a_key_is_made_from_the_name_and_never_taken_twice() -> None:
    """The second Lumen gets a number, a name without letters gets the noun."""
    assert new_key("Lumen Énergie", None, ["acme"], "account") == "lumen-energie"
    assert new_key("Acme", None, ["acme", "acme-2"], "account") == "acme-3"
    assert new_key("漢字", None, [], "account") == "account"


@pytest.mark.parametrize("given_key", ["acme", "Ac me", "", "ä"])
def test_a_key_that_is_taken_or_unusable_is_refused(given_key: str) -> None:
    """Nothing is renamed behind a person's back."""
    with pytest.raises(Refused):
        new_key("Acme", given_key, ["acme"], "account")
