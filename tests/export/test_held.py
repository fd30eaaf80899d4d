"""What stays in the house although it was marked."""

import pytest

from recover.export.held import Holding

HOLDING = Holding(avoid=("calm down", "but", "it is policy"), playbook="affront")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Please Calm\n down.", "calm down"),
        ("calm-down, please", "calm down"),
        ("It is policy.", "it is policy"),
        ("A button, butter", ""),
        ("Let us go on", ""),
        ("We let them know", ""),
        ("She threw it", ""),
    ],
)
def test_our_words_are_held_back_for_what_the_playbook_avoids(text: str, words: str) -> None:
    """Whole words, whatever stands between them."""
    assert HOLDING.why(text, ours=True) == (words and f'"{words}", which affront avoids')


@pytest.mark.parametrize(
    "text",
    [
        *("He was dismissed", "We let her go", "we let Jean go", "fire him", "fire a colleague"),
        *("that whoever did this is fired", "I want this man fired", "he has been terminated"),
        *("she is suspended", "sacking a colleague", "dismissing him", "on maternity leave"),
        *("a written  warning", "a written\nwarning", "he was laid-off", "human-resources"),
        *("he no longer works here", "she was demoted", "they reprimanded him", "HR decides"),
        *(
            "he is on a PIP",
            "a disciplinary matter",
            "his resignation",
            "Raj has a warning already",
        ),
        *("gross mis\u00adconduct", "They were made redundant"),
    ],
)
def test_what_is_about_personnel_stays_whoever_says_it(text: str) -> None:
    """However it is written."""
    assert HOLDING.why(text, ours=True).startswith("a personnel matter")
    assert HOLDING.why(text, ours=False).startswith("a personnel matter")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "the alert fired twice",
            "a redundant power supply",
            "the probation period of the contract",
        ),
        *("the alarm was dismissed", "your HR team asked us", "we let you go first", "let us know"),
        *(
            "your service was suspended on Monday",
            "the contract was terminated",
            "a weather warning",
        ),
        *("we fired up the second site", "the manager on duty called"),
    ],
)
def test_what_only_sounds_like_it_may_leave(text: str) -> None:
    """Machines are dismissed, too."""
    assert HOLDING.why(text, ours=True) == ""


def test_clients_may_say_what_we_avoid() -> None:
    """Personnel stays in the house whoever spoke of it."""
    assert HOLDING.why("calm down, he told me", ours=False) == ""
    assert HOLDING.why("I want him fired", ours=False) != ""
