"""What stays in the house although it was marked."""

import pytest

from recover.export.held import Holding

HOLDING = Holding(avoid=("calm down", "but", "it is policy"), playbook="affront")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Please Calm\n down.", '"Calm\n down", which affront avoids'),
        ("It is policy.", '"It is policy", which affront avoids'),
        ("A button, butter", ""),
        ("He was dismissed", 'a personnel matter ("dismissed")'),
        ("We let her go", 'a personnel matter ("let her go")'),
        ("Let us go on", ""),
        ("She threw it", ""),
    ],
)
def test_our_words_are_held_back_for_what_they_hold(text: str, why: str) -> None:
    """Whole words of the playbook, and whatever is about personnel."""
    assert HOLDING.why(text, ours=True) == why


def test_clients_may_say_what_we_avoid() -> None:
    """Personnel stays in the house whoever spoke of it."""
    assert HOLDING.why("calm down, he told me", ours=False) == ""
    assert HOLDING.why("I want him fired", ours=False) != ""
