"""A demand to reach our management is recognised, and an address is not taken for a person."""

import pytest

from recover.domain.route import asks_to_go_higher, names_no_person


@pytest.mark.parametrize(
    "text",
    [
        "send this to your headquarters",
        "Send this to your head office, please",
        "forward it to your CEO",
        "Forward my complaint to your complaints department",
        "pass this on to your management",
        "take it up with your boss",
        "take this higher",
        "take it to the top",
        "escalate this",
        "I want this escalated? then escalate it!",
        "please escalate my case",
        "I want your manager",
        "I want to speak to your manager.",
        "get me your supervisor",
        "who do you report to?",
        "I want to hear from your director",
        "put me through to your head office",
        "let me talk to the board",
        "I demand your regional director",
        "report this to whoever is in charge",
        "bring that before the board",
        "refer my complaint to an executive",
        "Who is above you?",
    ],
)
def test_a_demand_to_go_higher(text: str) -> None:
    """However it is put."""
    assert asks_to_go_higher(text)
    assert asks_to_go_higher(text.upper())


@pytest.mark.parametrize(
    "text",
    [
        "he is fired",
        "who is our AE?",
        "who runs our account now?",
        "a refund of the fee",
        "send the invoice to our head office address",
        "send me the corrected invoice",
        "the address of your head office",
        "we need your head office address",
        "our board wants the report on Friday",
        "my manager wants to see the numbers",
        "your director was at our site",
        "forward the parcel to Denver",
        "report the fault to the depot",
        "send the report to our board",
        "an apology",
        "I want it by Friday",
        "",
    ],
)
def test_other_demands(text: str) -> None:
    """Management may be spoken of."""
    assert not asks_to_go_higher(text)


@pytest.mark.parametrize(
    "text",
    [
        "customer relations",
        "the complaints form",
        "complaints@vireo.example",
        "info@",
        "www.example.com/contact",
        "head office",
        "Customer Service Team",
        "the support inbox",
        "555-0100",
        "PO Box 12",
    ],
)
def test_an_address_is_nobody(text: str) -> None:
    """A department, a form, a mailbox, a number."""
    assert names_no_person(text)


@pytest.mark.parametrize("text", ["Erin", "erin", "Sol Marsh", "R. Hale", "Priya", "O'Neil"])
def test_a_name_is_somebody(text: str) -> None:
    """Whether they are on record is looked at elsewhere."""
    assert not names_no_person(text)
