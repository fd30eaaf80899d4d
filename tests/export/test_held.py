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
        *(
            "He was dismissed",
            "We let her go",
            "we let a colleague go",
            "fire him",
            "fire a colleague",
        ),
        *("that whoever did this is fired", "I want this man fired", "he has been terminated"),
        *("she is suspended", "sacking a colleague", "dismissing him", "on maternity leave"),
        *(
            "a written  warning for him",
            "he got a written\nwarning",
            "he was laid-off",
            "human-resources",
        ),
        *("he no longer works here", "she was demoted", "they reprimanded him", "HR decides"),
        *(
            "he is on a PIP",
            "a disciplinary matter",
            "his resignation",
            "he has a warning already",
        ),
        *("The technician was fired", "Your rep has been suspended", "She was warned formally"),
        *("He got the sack", "a colleague is off sick with burnout", "he lost his job over this"),
        *("a colleague was fired on Monday", "A colleague's probation ends", "he was disciplined"),
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
        *("the alert fired twice", "a redundant power supply", "the alarm was dismissed"),
        *("the probation period of the contract", "your HR team asked us", "we let you go first"),
        *("your service was suspended on Monday", "the contract was terminated", "let us know"),
        *("we fired up the second site", "the manager on duty called", "a weather warning"),
        *("The driver let the parcel go to the wrong depot", "We let our engineer go back"),
        *("He told us that the account was terminated", "her account had been suspended"),
        *("They terminated the old contract", "The first warning came at 09:14"),
        *("A written warning was sent with invoice 4411", "The performance review of the line"),
        *("Your dismissal of the first offer", "The employee discount was dismissed"),
        *("The agent software on your server was terminated", "the manager dismissed the alert"),
    ],
)
def test_what_only_sounds_like_it_may_leave(text: str) -> None:
    """Machines are dismissed, too."""
    assert HOLDING.why(text, ours=True) == ""


def test_clients_may_say_what_we_avoid() -> None:
    """Personnel stays in the house whoever spoke of it."""
    assert HOLDING.why("calm down, he told me", ours=False) == ""
    assert HOLDING.why("I want him fired", ours=False) != ""
